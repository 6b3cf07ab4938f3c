//! A world of which only what a question needs was evaluated says of that what the whole world says, and why.

use super::seeds;
use crate::support::generate::{Chance, core};
use crate::support::read_core;
use casus::engine::{Standpoint, Watch, World, evaluate, evaluate_needed};
use casus::explain::why;
use casus::model::{Body, Id as _, Pattern, Sentence, Sign, Signed, Term, Value, VarId};
use std::sync::Arc;

#[test]
fn what_a_question_needs_is_as_in_the_whole_world() {
    let (mut narrowed, mut asked) = (0, 0);
    for seed in seeds(200) {
        let core = Arc::new(read_core::read(&core(seed)));
        let from = Standpoint::default();
        let Ok(whole) = evaluate(Arc::clone(&core), &from) else {
            continue;
        };
        let mut chance = Chance::of(seed.wrapping_mul(17).wrapping_add(3));
        for _ in 0..4 {
            let Some(pattern) = pattern(&whole, &mut chance) else {
                break;
            };
            let looked_at = std::slice::from_ref(&pattern);
            let needed = evaluate_needed(Arc::clone(&core), &from, looked_at, &Watch::default());
            let needed = needed.unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
            asked += 1;
            narrowed += usize::from(!needed.is_whole());
            for body in [
                Body::Sentence(pattern.clone()),
                Body::Denied(pattern.clone()),
            ] {
                let variables = pattern.args.len();
                let (part, all) = (
                    needed.select(&body, variables, &[]),
                    whole.select(&body, variables, &[]),
                );
                assert_eq!(part, all, "seed {seed}, {body:?}");
                for found in &all {
                    explained(&needed, &whole, &sentence(&pattern, &found.values), seed);
                }
            }
            assert!(
                !needed.has_made_whole(),
                "seed {seed}: more was looked at than {pattern:?} needs"
            );
            same_facts(&needed, &whole, seed);
        }
    }
    assert!(
        narrowed * 2 > asked,
        "{narrowed} of {asked} worlds were only a part"
    );
}

/// Some sentences with the value that one of them has in one slot.
fn pattern(whole: &World, chance: &mut Chance) -> Option<Pattern> {
    let relations: Vec<_> = whole.core().situation.relations.ids().collect();
    let facts: Vec<_> = relations
        .iter()
        .flat_map(|relation| whole.facts(*relation).map(|fact| (*relation, fact)))
        .collect();
    let (relation, fact) = facts.get(chance.below(facts.len().max(1)))?;
    let slot = chance.below(fact.args.len().max(1));
    let term = |(at, value): (usize, &Value)| {
        if at == slot {
            Term::Value(value.clone())
        } else {
            Term::Var(VarId::at(at))
        }
    };
    Some(Pattern {
        relation: *relation,
        args: fact.args.iter().enumerate().map(term).collect(),
    })
}

fn sentence(pattern: &Pattern, values: &[Option<Value>]) -> Sentence {
    let arg = |term: &Term| match term {
        Term::Value(value) => Some(value.clone()),
        Term::Var(var) => values.get(var.index()).cloned().flatten(),
    };
    Sentence {
        relation: pattern.relation,
        args: pattern.args.iter().filter_map(arg).collect(),
    }
}

/// Both give the same reasons, whenever the value changes.
fn explained(needed: &World, whole: &World, sentence: &Sentence, seed: u64) {
    for sign in [Sign::For, Sign::Against] {
        let claim = Signed {
            sign,
            sentence: sentence.clone(),
        };
        let worth = whole.worth(sentence, sign).clone();
        for step in worth.steps().iter().take(2) {
            let at = step.span.to.pred();
            assert_eq!(
                why(needed, &claim, at),
                why(whole, &claim, at),
                "seed {seed}, {claim:?}"
            );
        }
    }
}

/// What else is asked is answered as well.
fn same_facts(needed: &World, whole: &World, seed: u64) {
    for relation in whole.core().situation.relations.ids() {
        let (part, all): (Vec<_>, Vec<_>) = (
            needed.facts(relation).collect(),
            whole.facts(relation).collect(),
        );
        assert_eq!(part, all, "seed {seed}");
    }
}
