//! `timeline of X`: events and changes in order. An event stands once, at its date; anything else where it begins and
//! where it ends.

use super::Drawn;
use super::marks::Marks;
use super::scene::Scene;
use crate::answer::{Body, Fact, Markup, Timeline};
use crate::model::{EntityId, Item, RelationId, Sentence, Sign, Signed, Value};
use crate::phrase::{Dates, covered, date};
use crate::time::{Date, Instant, Likelihood, Span};
use std::collections::{BTreeMap, BTreeSet};

/// An entry and where it stands.
struct Placed {
    at: Instant,
    fact: Fact,
}

/// The answer to `timeline of X`.
pub(super) fn timeline(scene: &Scene, of: EntityId) -> Drawn {
    let mut marks = Marks::default();
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
    placed.extend(changes(scene, of, &mut marks));
    told_of(scene, of, &mut marks);
    placed.sort_by_key(|entry| entry.at);
    let body = Timeline {
        name: scene.phrase().entity(of),
        entries: placed.into_iter().map(|entry| entry.fact).collect(),
        undated,
    };
    Drawn {
        marks,
        ..Drawn::of(Body::Timeline(body))
    }
}

/// Every statement that names X or tells of one of its events gives a date or a role.
fn told_of(scene: &Scene, of: EntityId, marks: &mut Marks) {
    let events = events(scene, of);
    let core = scene.world.core();
    for (id, item) in core.items.iter() {
        let of_event = item.stated.event.is_some_and(|event| events.contains(&event));
        if of_event || names(&item.stated.sentence, of) {
            marks.item(core, id);
        }
    }
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
        likelihood = likelihood.max(scene.world.support(&stated.sentence).greatest());
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

/// Where what is held of X begins and ends, from one side of the bar to the other; what begins or ends alike and differs
/// in its last argument alone stands together.
fn changes(scene: &Scene, of: EntityId, marks: &mut Marks) -> Vec<Placed> {
    let dates = dates(scene, of);
    let symmetric = scene.symmetric();
    let mut turns: BTreeMap<Turn, Vec<Signed>> = BTreeMap::new();
    for sentence in scene.sentences().filter(|sentence| names(sentence, of)) {
        if is_of_an_event(scene, &sentence) {
            continue;
        }
        for sign in [Sign::For, Sign::Against] {
            let claim = Signed {
                sign,
                sentence: sentence.clone(),
            };
            if symmetric.contains(&sentence.relation) && scene.is_turned(&claim) {
                continue;
            }
            let steps = scene.steps(&claim);
            for span in steps.spans_at_least(scene.bar) {
                if span != Span::ALWAYS {
                    marks.claim(&scene.at(span.from), &claim);
                    marks.claim(&scene.at(span.to.pred()), &claim);
                }
                let mut turn = |at: Instant, held: Option<Likelihood>| {
                    let turn = Turn {
                        at,
                        relation: sentence.relation,
                        sign,
                        before_the_last: sentence
                            .args
                            .split_last()
                            .map(|(_, rest)| rest.to_vec())
                            .unwrap_or_default(),
                        held,
                    };
                    turns.entry(turn).or_default().push(claim.clone());
                };
                if span.from != Instant::BEGINNING {
                    turn(span.from, Some(steps.at(span.from)));
                }
                if span.to != Instant::END {
                    turn(span.to, None);
                }
            }
        }
    }
    turns
        .into_iter()
        .map(|(turn, claims)| placed(scene, &turn, &claims, &dates))
        .collect()
}

/// A beginning, with how strongly it is held then, or an end.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    at: Instant,
    relation: RelationId,
    sign: Sign,
    before_the_last: Vec<Value>,
    held: Option<Likelihood>,
}

fn placed(scene: &Scene, turn: &Turn, claims: &[Signed], dates: &Dates) -> Placed {
    let claims: Vec<&Signed> = claims.iter().collect();
    let text = scene.phrase().together(&claims).unwrap_or_default();
    let (sentence, known) = match turn.held {
        Some(_) => (text, dates.clone()),
        None => (text.then(": no longer"), Dates::none()),
    };
    let held = turn.held.unwrap_or(Likelihood::CERTAIN);
    Placed {
        at: turn.at,
        fact: Fact {
            sentence,
            likelihood: scene.phrase().held(held),
            when: Some(dated(Span::since(turn.at), &known)),
            ground: Markup::new(),
        },
    }
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
