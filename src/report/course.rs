//! What happened, in order: of whom the scenario asks it, else of who is judged most.
//!
//! A course holds events and what is told; what only rules give begins with what they give it from, and is counted.

use super::asking::Brief;
use super::plan::Plan;
use crate::answer::{Body, Course, Dated, Fact, Piece, Role};
use crate::ask::AskError;
use crate::model::{EntityId, Modifiers, QuestionKind, Signed, Value};
use crate::phrase::remarked;
use indexmap::IndexMap;

/// The courses.
pub(super) fn courses(
    brief: &mut Brief<'_>,
    plan: &Plan,
    own: &Modifiers,
) -> Result<Vec<Course>, AskError> {
    let told = told(brief, plan);
    let mut courses = Vec::new();
    for one in whose(plan) {
        let words = format!("timeline of {}", brief.phrase().entity(one).plain());
        let asked = brief.ask(QuestionKind::Timeline(one), own, &words)?;
        let Body::Timeline(timeline) = asked.answer.body else {
            continue;
        };
        let all = timeline.entries.len();
        let kept: Vec<Fact> = timeline
            .entries
            .into_iter()
            .map(|entry| entry.fact)
            .filter(|fact| is_told(fact, &told))
            .collect();
        let left_out = all - kept.len();
        let entries: Vec<Dated> = kept
            .into_iter()
            .chain(timeline.undated)
            .map(|fact| {
                let text = remarked(&fact.sentence, &fact.likelihood, None);
                let mut says = brief.told(asked.question, fact.sentence, &fact.ground);
                says.text = text.capitalised();
                Dated {
                    when: fact.when,
                    says,
                }
            })
            .collect();
        if !entries.is_empty() {
            courses.push(Course {
                of: timeline.name,
                entries,
                left_out,
                question: asked.question,
            });
        }
    }
    Ok(courses)
}

/// Whose course is told: of whom the scenario asks it, else of who is judged most.
pub(super) fn whose(plan: &Plan) -> Vec<EntityId> {
    if plan.courses.is_empty() {
        most_judged(plan).into_iter().collect()
    } else {
        plan.courses.clone()
    }
}

/// Whom most judgements name first.
fn most_judged(plan: &Plan) -> Option<EntityId> {
    let mut named: IndexMap<EntityId, usize> = IndexMap::new();
    let judged = plan
        .held
        .iter()
        .chain(&plan.potential)
        .chain(&plan.not_held);
    for wanted in judged {
        if let Some(Value::Entity(id)) = wanted.claim.sentence.args.first() {
            *named.entry(*id).or_default() += 1;
        }
    }
    // Of equals the one named first.
    named
        .iter()
        .rev()
        .max_by_key(|(_, count)| **count)
        .map(|(id, _)| *id)
}

/// What is told or judged in words, each without its last name: entries list several of those.
fn told(brief: &Brief<'_>, plan: &Plan) -> Vec<String> {
    let phrase = brief.phrase();
    let told = brief.situation.told.stated.iter().map(|stated| Signed {
        sign: stated.sign,
        sentence: stated.sentence.clone(),
    });
    let judged = plan.held.iter().map(|wanted| wanted.claim.clone());
    let all = told.chain(judged).map(|claim| {
        let text = phrase.signed(&claim).plain();
        let last = claim.sentence.args.last().map(|value| phrase.value(value));
        let last = last.map(|last| last.plain()).unwrap_or_default();
        text.strip_suffix(&last).unwrap_or(&text).to_owned()
    });
    let mut all: Vec<String> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether an entry is an event, which has a place, or begins as something told does.
fn is_told(fact: &Fact, told: &[String]) -> bool {
    let text = fact.sentence.plain();
    let has_a_place = |piece: &Piece| piece.role == Role::Place;
    fact.ground.pieces().iter().any(has_a_place)
        || told.iter().any(|one| text.starts_with(one.as_str()))
}
