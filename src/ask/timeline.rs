//! `timeline of X`: events and changes in order. An event stands once, at its date; anything else where it begins and
//! where it ends.

use super::Drawn;
use super::scene::Scene;
use crate::answer::{Body, Fact, Markup, Timeline};
use crate::model::{EntityId, Item, Sentence, Sign, Signed, Value};
use crate::phrase::{Dates, covered, date};
use crate::time::{Date, Instant, Likelihood, Span, Steps};
use std::collections::BTreeSet;

/// An entry and where it stands.
struct Placed {
    at: Instant,
    fact: Fact,
}

/// The answer to `timeline of X`.
pub(super) fn timeline(scene: &Scene, of: EntityId) -> Drawn {
    let mut placed = Vec::new();
    let mut undated = Vec::new();
    for event in events(scene, of) {
        let fact = |when: Option<Markup>| told_event(scene, event, of, when);
        match scene
            .situation
            .events
            .get(&event)
            .and_then(|event| event.starts.as_ref())
        {
            Some(starts) => {
                placed.push(Placed {
                    at: starts.covers.from,
                    fact: fact(Some(when_of(scene, event, starts))),
                });
            }
            None => undated.push(fact(None)),
        }
    }
    placed.extend(changes(scene, of));
    placed.sort_by_key(|entry| entry.at);
    let body = Timeline {
        name: scene.phrase().entity(of),
        entries: placed.into_iter().map(|entry| entry.fact).collect(),
        undated,
    };
    Drawn::of(Body::Timeline(body))
}

/// The events that have to do with X, X itself among them, in the order told.
fn events(scene: &Scene, of: EntityId) -> Vec<EntityId> {
    let mut events: BTreeSet<EntityId> = BTreeSet::new();
    if scene.situation.events.contains_key(&of) {
        events.insert(of);
    }
    for (_, item) in scene.world.core().items.iter() {
        if let Some(event) = item.stated.event
            && names(&item.stated.sentence, of)
        {
            events.insert(event);
        }
    }
    events.into_iter().collect()
}

fn names(sentence: &Sentence, of: EntityId) -> bool {
    sentence.args.contains(&Value::Entity(of))
}

fn when_of(scene: &Scene, event: EntityId, starts: &Date) -> Markup {
    let ends = scene
        .situation
        .events
        .get(&event)
        .and_then(|event| event.ends.as_ref());
    match ends {
        Some(ends) if ends != starts => date(starts).then(" to ").with(date(ends)),
        Some(_) => date(starts),
        None => Markup::words("from ").with(date(starts)),
    }
}

/// The event with what X had to do with it: `Wagah border bombing: JA carries out Wagah border bombing`.
fn told_event(scene: &Scene, event: EntityId, of: EntityId, when: Option<Markup>) -> Fact {
    let phrase = scene.phrase();
    let mut roles: Vec<Markup> = Vec::new();
    let mut likelihood = Likelihood::NEVER;
    for (_, item) in scene.world.core().items.iter() {
        let stated = &item.stated;
        let told = stated.event == Some(event) && stated.sign == Sign::For;
        if !told || scene.is_of_a_kind(&stated.sentence) {
            continue;
        }
        likelihood = likelihood.max(stated.likelihood);
        let role = phrase.sentence(&stated.sentence);
        if names(&stated.sentence, of)
            && names(&stated.sentence, event)
            && of != event
            && !roles.contains(&role)
        {
            roles.push(role);
        }
    }
    let sentence = if roles.is_empty() {
        phrase.entity(event)
    } else {
        Markup::list(roles, "; ", "; ")
    };
    let place = scene
        .situation
        .entities
        .get(event)
        .map(|row| crate::phrase::place(&row.origin));
    Fact {
        sentence,
        likelihood: phrase.held(likelihood),
        when,
        ground: place.unwrap_or_default(),
    }
}

/// Where what is held of X begins and ends, from one side of the bar to the other.
fn changes(scene: &Scene, of: EntityId) -> Vec<Placed> {
    let mut placed = Vec::new();
    let dates = dates(scene, of);
    for sentence in &scene
        .sentences()
        .filter(|sentence| names(sentence, of))
        .collect::<Vec<_>>()
    {
        if is_of_an_event(scene, sentence) {
            continue;
        }
        for span in scene.world.support(sentence).spans_at_least(scene.bar) {
            let told = |text: Markup, at: Instant, held: Likelihood, when: Markup| Placed {
                at,
                fact: Fact {
                    sentence: text,
                    likelihood: scene.phrase().held(held),
                    when: Some(when),
                    ground: Markup::new(),
                },
            };
            let steps: &Steps = scene.world.support(sentence);
            let text = scene.telling().signed(&Signed {
                sign: Sign::For,
                sentence: sentence.clone(),
            });
            if span.from != Instant::BEGINNING {
                let when = dated(Span::since(span.from), &dates);
                placed.push(told(text.clone(), span.from, steps.at(span.from), when));
            }
            if span.to != Instant::END {
                let when = dated(Span::since(span.to), &Dates::none());
                placed.push(told(
                    text.then(": no longer"),
                    span.to,
                    Likelihood::CERTAIN,
                    when,
                ));
            }
        }
    }
    placed
}

/// The roles of an event are told with it, and that something is of a kind is no change.
fn is_of_an_event(scene: &Scene, sentence: &Sentence) -> bool {
    let event = sentence.args.iter().any(|value| match value {
        Value::Entity(id) => scene.situation.events.contains_key(id),
        _ => false,
    });
    event || scene.is_of_a_kind(sentence)
}

/// A beginning in the words of the date that set it, without `since`.
fn dated(span: Span, dates: &Dates) -> Markup {
    let text = crate::phrase::span(span, dates);
    let plain = text.plain();
    match plain.strip_prefix("since ") {
        Some(date) => Markup::of(crate::answer::Role::Date, date),
        None => covered(span),
    }
}

fn dates(scene: &Scene, of: EntityId) -> Dates {
    let mut dates = Dates::none();
    let told = |item: &Item| names(&item.stated.sentence, of);
    for (_, item) in scene
        .world
        .core()
        .items
        .iter()
        .filter(|(_, item)| told(item))
    {
        dates.learn(&item.stated.when);
    }
    dates
}
