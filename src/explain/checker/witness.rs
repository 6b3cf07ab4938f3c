//! What a premise shows a condition's own variables to stand for: those that a negation or a count quantifies.

use crate::explain::Premise;
use crate::explain::bindings::Bindings;
use crate::model::{Body, Pattern, Sentence, Term, Value};

/// The bindings and, as far as the premise shows them, those of the condition's own variables. Whether the premise is
/// one for the condition is not looked at here.
pub(super) fn witness(body: &Body, premise: &Premise, bindings: &Bindings) -> Bindings {
    let mut found = bindings.clone();
    look(body, premise, &mut found);
    found
}

fn look(body: &Body, premise: &Premise, found: &mut Bindings) {
    match (body, premise) {
        (Body::Sentence(pattern) | Body::Denied(pattern), Premise::Sentence(derivation)) => {
            matching(pattern, &derivation.claim.sentence, found);
        }
        (
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern),
            Premise::Again { claim, .. } | Premise::Stated { claim, .. },
        ) => matching(pattern, &claim.sentence, found),
        (Body::Claimed { pattern, by }, Premise::Claimed { claim, by: who, .. }) => {
            matching(pattern, &claim.sentence, found);
            if let Term::Var(variable) = by
                && found.get(*variable).is_none()
            {
                found.bind(*variable, Value::Entity(*who));
            }
        }
        (Body::And(all), Premise::All(premises)) => {
            for (body, premise) in all.iter().zip(premises) {
                look(body, premise, found);
            }
        }
        (Body::Or(branches), Premise::OneOf(one)) => {
            for branch in branches {
                look(branch, one, found);
            }
        }
        (
            Body::Past(body) | Body::AnyTime(body) | Body::PastWithin(_, body),
            Premise::Window { premise, .. },
        ) => look(body, premise, found),
        (Body::Throughout(_, body), Premise::Throughout { stretches, .. }) => {
            for (_, premise) in stretches {
                look(body, premise, found);
            }
        }
        (Body::AtLeastOf { of, .. }, Premise::SoManyOf { of: premises, .. }) => {
            for (place, premise) in premises {
                if let Some(body) = of.get(*place) {
                    look(body, premise, found);
                }
            }
        }
        _ => {}
    }
}

fn matching(pattern: &Pattern, sentence: &Sentence, found: &mut Bindings) {
    if let Some(more) = found.matching(pattern, sentence) {
        *found = more;
    }
}
