//! Disputes and claims: what the scenario asks who says, then all that is disputed, each with its sides.

use super::asking::Brief;
use super::plan::Plan;
use crate::answer::{Body, Clash, Conflict, Dispute, Ground, Markup, Side};
use crate::ask::AskError;
use crate::model::{Modifiers, QuestionKind};
use crate::phrase::remarked;

/// All of them.
pub(super) fn disputes(
    brief: &mut Brief<'_>,
    plan: &Plan,
    own: &Modifiers,
) -> Result<Vec<Dispute>, AskError> {
    let mut disputes = Vec::new();
    for claim in &plan.said {
        let asked = brief.ask_of("who says ", claim, QuestionKind::WhoSays, own)?;
        let Body::WhoSays(said) = &asked.answer.body else {
            continue;
        };
        let mut sides: Vec<Ground> = said
            .claims
            .iter()
            .map(|one| Ground {
                says: brief.claimed(asked.question, said, one),
                warrant: None,
                words: one.words.clone(),
                under: Vec::new(),
            })
            .collect();
        for fact in &said.attitudes {
            let text = remarked(&fact.sentence, &fact.likelihood, fact.when.as_ref());
            sides.push(plain(brief.saying(
                asked.question,
                text,
                &fact.sentence,
                &fact.ground,
            )));
        }
        let lead = if sides.is_empty() {
            "nobody says, and nobody denies, that "
        } else {
            "who says that "
        };
        let text = Markup::words(lead).with(said.sentence.clone());
        disputes.push(Dispute {
            about: brief.saying(asked.question, text, &said.sentence, &Markup::new()),
            sides,
        });
    }
    let asked = brief.ask(QuestionKind::Conflicts, own, "conflicts")?;
    if let Body::Conflicts(conflicts) = asked.answer.body {
        for conflict in conflicts.conflicts {
            let is_told = plan
                .said
                .iter()
                .any(|claim| brief.phrase().sentence(&claim.sentence) == conflict.about);
            if conflict.clash != Clash::BetweenParties || !is_told {
                disputes.push(dispute(brief, asked.question, &conflict));
            }
        }
    }
    Ok(disputes)
}

fn dispute(brief: &mut Brief<'_>, question: usize, conflict: &Conflict) -> Dispute {
    let about = conflict.about.clone();
    let mut text = match conflict.clash {
        Clash::Disputed => Markup::words("it is disputed whether ").with(about),
        Clash::BetweenParties => {
            Markup::words("it is disputed between parties whether ").with(about)
        }
        Clash::Single => Markup::words("only one of these can be so at a time: ").with(about),
        Clash::EndedBefore => {
            Markup::words("an event ended it before its stated end that ").with(about)
        }
        Clash::DeniedInView => {
            Markup::words("the rules would give it, and it is denied, that ").with(about)
        }
    };
    if let Some(when) = &conflict.when {
        text = text.then(", ").with(when.clone());
    }
    let sides = conflict.sides.iter().map(|one| side(brief, question, one));
    Dispute {
        sides: sides.collect(),
        about: brief.saying(question, text, &conflict.about, &Markup::new()),
    }
}

fn side(brief: &mut Brief<'_>, question: usize, side: &Side) -> Ground {
    let text = match &side.party {
        Some(party) => party.clone().then(": ").with(side.sentence.clone()),
        None => side.sentence.clone(),
    };
    let text = remarked(&text, &side.likelihood, None);
    plain(brief.saying(question, text, &side.sentence, &side.ground))
}

fn plain(says: crate::answer::Saying) -> Ground {
    Ground {
        says,
        warrant: None,
        words: Vec::new(),
        under: Vec::new(),
    }
}
