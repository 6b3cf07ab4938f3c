//! What of a report is drawn: the argument of each judgement, the matrix, the timelines, who is bound to whom. Takes what
//! was asked already, gives the answers to draw. A picture says nothing that the answer under it does not.

use super::asking::Brief;
use super::course::whose;
use super::plan::Plan;
use crate::answer::{Body, Node, Picture, Pictured, Why};
use crate::ask::AskError;
use crate::model::{LinksOf, Modifiers, QuestionKind};

/// An argument of more steps is read in words.
const STEPS: usize = 90;
/// A net of more ties is no longer followed with the eye.
const TIES: usize = 60;

/// The answers to draw, in the order in which the report shows them.
pub(super) fn pictures(
    brief: &mut Brief<'_>,
    plan: &Plan,
    own: &Modifiers,
) -> Result<Vec<Picture>, AskError> {
    let mut all = Vec::new();
    for (at, wanted) in plan.held.iter().enumerate() {
        let kind = |of| QuestionKind::Why { of, all: false };
        let asked = brief.ask_of("why ", &wanted.claim, kind, &wanted.under)?;
        if let Body::Why(why) = &asked.answer.body
            && (2..=STEPS).contains(&steps(why))
        {
            all.push(asked.drawn(Pictured::Judgement(at + 1)));
        }
    }
    if !brief.situation.hypotheses.is_empty() {
        let asked = brief.ask(QuestionKind::Hypotheses, own, "hypotheses")?;
        all.push(asked.drawn(Pictured::Hypotheses));
    }
    let whose = whose(plan);
    for one in &whose {
        let words = format!("timeline of {}", brief.phrase().entity(*one).plain());
        let asked = brief.ask(QuestionKind::Timeline(*one), own, &words)?;
        if let Body::Timeline(timeline) = &asked.answer.body
            && !timeline.spells.is_empty()
        {
            let of = Pictured::Course(asked.question);
            all.push(asked.drawn(of));
        }
    }
    if let Some(entity) = whose.first().copied() {
        let words = format!("links of {}", brief.phrase().entity(entity).plain());
        let of = Some(LinksOf { entity, steps: 1 });
        let asked = brief.ask(QuestionKind::Links(of), own, &words)?;
        if let Body::Links(links) = &asked.answer.body
            && (2..=TIES).contains(&links.ties.len())
        {
            all.push(asked.drawn(Pictured::Links));
        }
    }
    Ok(all)
}

/// How many boxes a derivation has.
fn steps(why: &Why) -> usize {
    fn boxes(node: &Node) -> usize {
        1 + node.under.iter().map(boxes).sum::<usize>()
    }
    let reasoned = why.derivations.iter().chain(&why.against);
    reasoned
        .flat_map(|one| std::iter::once(&one.tree).chain(&one.apart))
        .map(boxes)
        .sum()
}
