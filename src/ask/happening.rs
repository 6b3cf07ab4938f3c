//! Events within a span. Takes the ways to fill in a pattern that is asked `during` a span, gives those whose events took
//! place in it.
//!
//! That somebody carried out an event stays so for ever after; who asks for the events of March wants those of March. So
//! where a pattern speaks of an event by one of its roles, the event has to be under way within the span too.

use super::list::Assignment;
use super::scene::Scene;
use crate::answer::Markup;
use crate::model::{Body, EntityId, Pattern, RelationId, Sentence, Sought, Term, Value};
use crate::time::{Span, Steps};
use std::collections::BTreeSet;

/// Those whose events took place in the span, each for as long as they did; and how many events were left out because
/// nobody said when they were.
pub(super) fn within(
    scene: &Scene,
    sought: &Sought,
    assignments: Vec<Assignment>,
) -> (Vec<Assignment>, usize) {
    let (Some(during), roles) = (scene.during, roles(scene, &sought.body)) else {
        return (assignments, 0);
    };
    let mut undated: BTreeSet<EntityId> = BTreeSet::new();
    let mut out = Vec::new();
    for mut assignment in assignments {
        let events: BTreeSet<EntityId> = roles
            .iter()
            .filter_map(|term| event(term, &assignment))
            .collect();
        let mut left_out = false;
        for event in &events {
            match taking_place(scene, *event, &assignment.steps, during) {
                Place::Dated(steps) if events.len() == 1 => {
                    assignment.steps = assignment.steps.min(&steps);
                }
                Place::Dated(steps) => {
                    left_out |= steps.within(during).greatest() < scene.bar;
                }
                Place::ByItsSentences => {}
                Place::Undated => {
                    undated.insert(*event);
                    left_out = true;
                }
            }
        }
        if !left_out {
            out.push(assignment);
        }
    }
    (out, undated.len())
}

/// `2 events without a date are left out: ask  gaps`
pub(super) fn undated_note(count: usize) -> Option<Markup> {
    let text = match count {
        0 => return None,
        1 => "One event without a date is left out.".to_owned(),
        count => format!("{count} events without a date are left out."),
    };
    Some(Markup::words(text))
}

/// When an event took place.
enum Place {
    /// While it was under way.
    Dated(Steps),
    /// It was declared nowhere: the sentences about it carry their own dates.
    ByItsSentences,
    /// Nobody knows.
    Undated,
}

fn taking_place(scene: &Scene, event: EntityId, held: &Steps, during: Span) -> Place {
    let under_way = Sentence {
        relation: scene.situation.known.under_way,
        args: vec![Value::Entity(event)],
    };
    let steps = scene.world.support(&under_way);
    if !steps.spans_at_least(scene.bar).is_empty() {
        return Place::Dated(steps.clone());
    }
    let dated = scene.situation.events.get(&event);
    let always = held
        .spans_at_least(scene.bar)
        .into_iter()
        .any(|span| span == Span::ALWAYS && span.meets(during));
    if dated.is_some_and(|event| event.starts.is_some()) {
        Place::Dated(steps.clone())
    } else if always {
        Place::Undated
    } else {
        Place::ByItsSentences
    }
}

fn event(term: &Term, assignment: &Assignment) -> Option<EntityId> {
    let value = match term {
        Term::Value(value) => value,
        Term::Var(var) => assignment.get(*var)?,
    };
    match value {
        Value::Entity(id) => Some(*id),
        _ => None,
    }
}

/// What stands for an event in the sentences of the body; what a window, a count or a negation holds has its own time.
fn roles(scene: &Scene, body: &Body) -> Vec<Term> {
    let mut found = Vec::new();
    match body {
        Body::Sentence(pattern) => found.extend(role(scene, pattern)),
        Body::And(all) | Body::Or(all) => {
            found.extend(all.iter().flat_map(|inner| roles(scene, inner)));
        }
        Body::Denied(_)
        | Body::Stated(..)
        | Body::Claimed { .. }
        | Body::Not(_)
        | Body::Past(_)
        | Body::PastWithin(..)
        | Body::Throughout(..)
        | Body::AnyTime(_)
        | Body::AtLeast(_)
        | Body::AtMost(_)
        | Body::Exactly(_)
        | Body::AtLeastOf { .. }
        | Body::Compare { .. } => {}
    }
    found
}

fn role(scene: &Scene, pattern: &Pattern) -> Option<Term> {
    let known = scene.situation.known;
    let first: [RelationId; 8] = [
        known.directed_against,
        known.involves,
        known.takes_place_in,
        known.killed_number,
        known.killed_actor,
        known.happened,
        known.starts_on,
        known.ends_on,
    ];
    let at = if pattern.relation == known.carries_out {
        1
    } else if first.contains(&pattern.relation) || pattern.relation == known.led_to {
        0
    } else {
        return None;
    };
    pattern.args.get(at).cloned()
}
