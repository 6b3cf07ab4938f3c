//! `timeline of X`: events and changes in order. An event stands once, at its date, and under it what it began, ended and
//! led to; anything else stands where it begins and where it ends.
//!
//! What holds on one written date stands once. Dates are printed as they were written. `during` and `as of` cut it.

use super::Drawn;
use super::effects::Effects;
use super::marks::Marks;
use super::scene::Scene;
use super::spells::spells;
use crate::answer::{AsOfBy, Body, Fact, Happening, Markup, Role, Timeline, Turn};
use crate::model::{EntityId, Item, ItemId, RelationId, Sentence, Sign, Signed, Value};
use crate::phrase::{Dates, covered, date};
use crate::time::{Date, Instant, Likelihood, Span};
use indexmap::IndexSet;
use std::collections::BTreeMap;

/// So many changes get the ground they stand on; beyond, a timeline is for counting.
const GROUNDED: usize = 200;

/// Whether a change says what it stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    Told,
    LeftOut,
}

/// An entry and where it stands.
struct Placed {
    at: Instant,
    happening: Happening,
}

/// The answer to `timeline of X`.
pub(super) fn timeline(scene: &Scene, of: EntityId) -> Drawn {
    let effects = Effects::of(scene);
    let mut drawn = Drawn::of(Body::Gaps(crate::answer::Gaps { gaps: Vec::new() }));
    let mut placed = Vec::new();
    let mut undated = Vec::new();
    for event in effects.events_about(scene, of) {
        let (fact, items) = told_event(scene, &effects, event, of);
        let event_row = scene.situation.events.get(&event);
        match event_row.and_then(|row| row.starts.as_ref()) {
            Some(starts) if is_within(scene, span_of(scene, event, starts)) => {
                drawn.marks.items(scene.world.core(), items);
                placed.push(Placed {
                    at: starts.covers.from,
                    happening: Happening {
                        fact,
                        turn: Turn::Event,
                        changes: effects.changes(scene, event),
                    },
                });
            }
            Some(_) => {}
            None => undated.push(fact),
        }
    }
    for turn in turns(scene, &effects, of, &mut drawn.marks) {
        let grounded = placed.len() < GROUNDED;
        let ground = if grounded {
            Ground::Told
        } else {
            Ground::LeftOut
        };
        placed.push(turn.placed(scene, ground, &mut drawn.marks));
    }
    // What begins or ends in the same minute as an event stands behind it.
    placed.sort_by_key(|entry| (entry.at, entry.happening.turn != Turn::Event));
    told_of(scene, &effects, of, &mut drawn.marks);
    drawn.body = Body::Timeline(Timeline {
        name: scene.phrase().entity(of),
        entries: placed.into_iter().map(|entry| entry.happening).collect(),
        undated,
        spells: spells(scene, &effects, of),
    });
    drawn
}

/// Every statement that names X or tells of one of its events gives a date or a role.
fn told_of(scene: &Scene, effects: &Effects, of: EntityId, marks: &mut Marks) {
    let events = effects.events_about(scene, of);
    let core = scene.world.core();
    for (id, item) in core.items.iter() {
        let of_event = item
            .stated
            .event
            .is_some_and(|event| events.contains(&event));
        if of_event || names(&item.stated.sentence, of) {
            marks.item(core, id);
        }
    }
}

/// Whether it is asked for: all, unless the question names a span or an instant.
fn is_within(scene: &Scene, span: Span) -> bool {
    match scene.during {
        Some(during) => span.meets(during),
        None if scene.as_of_by == AsOfBy::Question => span.from <= scene.at,
        None => true,
    }
}

pub(super) fn names(sentence: &Sentence, of: EntityId) -> bool {
    sentence.args.contains(&Value::Entity(of))
}

fn span_of(scene: &Scene, event: EntityId, starts: &Date) -> Span {
    let ends = scene.situation.events.get(&event);
    let to = match ends.and_then(|event| event.ends.as_ref()) {
        Some(ends) => ends.covers.to,
        None => Instant::END,
    };
    Span::new(starts.covers.from, to)
}

fn when_of(scene: &Scene, event: EntityId) -> Option<Markup> {
    let event = scene.situation.events.get(&event)?;
    let starts = event.starts.as_ref()?;
    Some(match &event.ends {
        Some(ends) if ends != starts => date(starts).then(" to ").with(date(ends)),
        Some(_) => date(starts),
        None => Markup::words("from ").with(date(starts)),
    })
}

/// The event with what X had to do with it (`JA carries out Wagah border bombing`), and what tells of it.
pub(super) fn told_event(
    scene: &Scene,
    effects: &Effects,
    event: EntityId,
    of: EntityId,
) -> (Fact, Vec<ItemId>) {
    let phrase = scene.phrase();
    let mut roles: IndexSet<Markup> = IndexSet::new();
    let mut likelihood = Likelihood::NEVER;
    let mut told_by = Vec::new();
    for (id, item) in effects.items_of(scene, event) {
        let stated = &item.stated;
        if stated.sign != Sign::For || scene.is_of_a_kind(&stated.sentence) {
            continue;
        }
        likelihood = likelihood.max(scene.world.support(&stated.sentence).greatest());
        if names(&stated.sentence, event) {
            told_by.push(id);
        }
        if names(&stated.sentence, of) && names(&stated.sentence, event) && of != event {
            roles.insert(phrase.sentence(&stated.sentence));
        }
    }
    let sentence = if roles.is_empty() {
        phrase.entity(event)
    } else {
        Markup::list(roles, "; ", "; ")
    };
    let ground = told_by
        .first()
        .map(|item| scene.telling().ground_of(*item))
        .unwrap_or_default();
    let fact = Fact {
        sentence,
        likelihood: phrase.held(likelihood),
        when: when_of(scene, event),
        ground,
    };
    (fact, told_by)
}

/// A beginning, with how strongly it is held then, or an end; what begins or ends alike and differs in its last argument
/// alone stands together.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    at: Instant,
    relation: RelationId,
    sign: Sign,
    before_the_last: Vec<Value>,
    turn: Turn,
    held: Likelihood,
    /// The date as it was written; none where nobody wrote it.
    written: Option<String>,
}

struct Turned {
    key: Key,
    claims: Vec<Signed>,
}

/// Where what is held of X begins and ends, from one side of the bar to the other.
fn turns(scene: &Scene, effects: &Effects, of: EntityId, marks: &mut Marks) -> Vec<Turned> {
    let dates = dates(scene, of);
    let symmetric = scene.symmetric();
    let mut turns: BTreeMap<Key, Vec<Signed>> = BTreeMap::new();
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
            // Its own dates first: those of others may begin in the same minute.
            let own = own_dates(scene, &sentence);
            let written = |of: &dyn Fn(&Dates) -> Option<Markup>| {
                let found = of(&own).or_else(|| of(&dates));
                found.map(|date| date.plain())
            };
            for span in steps.spans_at_least(scene.bar) {
                if span != Span::ALWAYS {
                    marks.claim(&scene.at(span.from), &claim);
                    marks.claim(&scene.at(span.to.pred()), &claim);
                }
                let whole = written(&|dates| dates.covering(span));
                let begins = whole
                    .clone()
                    .or_else(|| written(&|dates| dates.beginning_at(span.from)));
                let ends = written(&|dates| dates.ending_before(span.to));
                let mut put = |at: Instant, turn: Turn, held: Likelihood| {
                    let asked = is_within(scene, Span::new(at, at.succ()));
                    if !asked || effects.turned(scene, &claim, at, turn) {
                        return;
                    }
                    let before = sentence.args.split_last();
                    let key = Key {
                        at,
                        relation: sentence.relation,
                        sign,
                        before_the_last: before.map(|(_, rest)| rest.to_vec()).unwrap_or_default(),
                        turn,
                        held,
                        written: match turn {
                            Turn::Ends => ends.clone(),
                            Turn::Begins | Turn::Event => begins.clone(),
                        },
                    };
                    turns.entry(key).or_default().push(claim.clone());
                };
                if span.from != Instant::BEGINNING {
                    put(span.from, Turn::Begins, steps.at(span.from));
                }
                if span.to != Instant::END && whole.is_none() {
                    put(span.to, Turn::Ends, Likelihood::CERTAIN);
                }
            }
        }
    }
    turns
        .into_iter()
        .map(|(key, claims)| Turned { key, claims })
        .collect()
}

impl Turned {
    fn placed(&self, scene: &Scene, ground: Ground, marks: &mut Marks) -> Placed {
        let (at, turn) = (self.key.at, self.key.turn);
        let claims: Vec<&Signed> = self.claims.iter().collect();
        let text = scene.phrase().together(&claims).unwrap_or_default();
        let written = self.key.written.as_deref();
        let written = written.map(|text| Markup::of(Role::Date, text));
        let sentence = match (turn, &written) {
            (Turn::Ends, Some(_)) => text.then(": ends"),
            (Turn::Ends, None) => text.then(": no longer"),
            (Turn::Begins | Turn::Event, _) => text,
        };
        let mut grounds: IndexSet<Markup> = IndexSet::new();
        if ground == Ground::Told {
            let last = match turn {
                Turn::Ends => at.pred(),
                Turn::Begins | Turn::Event => at,
            };
            let then = scene.at(last);
            for claim in &self.claims {
                grounds.insert(super::profile::fact(&then, claim, marks).ground);
            }
        }
        Placed {
            at,
            happening: Happening {
                fact: Fact {
                    sentence,
                    likelihood: scene.phrase().held(self.key.held),
                    when: written.or_else(|| Some(covered(Span::since(at)))),
                    ground: Markup::list(grounds, "; ", "; "),
                },
                turn,
                changes: Vec::new(),
            },
        }
    }
}

/// The roles of an event are told with it, and that something is of a kind is no change.
pub(super) fn is_of_an_event(scene: &Scene, sentence: &Sentence) -> bool {
    let event = sentence.args.iter().any(|value| match value {
        Value::Entity(id) => scene.situation.events.contains_key(id),
        _ => false,
    });
    event || scene.is_of_a_kind(sentence)
}

fn own_dates(scene: &Scene, sentence: &Sentence) -> Dates {
    let mut dates = Dates::none();
    let items = scene.world.all_items_of(sentence).into_iter();
    for item in items.filter_map(|id| scene.world.core().items.get(id)) {
        dates.learn(&item.stated.when);
    }
    dates
}

pub(super) fn dates(scene: &Scene, of: EntityId) -> Dates {
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
