//! All that the files say.

use super::{
    Additions, Alteration, Ask, BranchId, Entity, EntityId, Event, Expect, Form, FormId,
    HypothesisId, Kinds, Markings, Origin, Relation, RelationId, Replacement, Scales, Source,
    SourceId, Table,
};
use crate::time::{Instant, Likelihood};
use indexmap::IndexMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// A named alternative: `suppose "no offensive"`.
#[derive(Clone, PartialEq, Debug)]
pub struct Branch {
    /// Its title.
    pub title: String,
    /// What it adds and takes.
    pub change: Alteration,
    /// Where it stands.
    pub origin: Origin,
}

/// One of several competing explanations: `hypothesis "insider"`.
#[derive(Clone, PartialEq, Debug)]
pub struct Hypothesis {
    /// Its title.
    pub title: String,
    /// What it supposes. `expects S` and `rules out S` stand in its rules, with an empty body.
    pub change: Alteration,
    /// Where it stands.
    pub origin: Origin,
}

/// Of the entities that are events, when they were.
pub type Events = IndexMap<EntityId, Event, BuildHasherDefault<InOrder>>;

/// Ids by themselves: events are declared and looked up one after the other, so that what is looked up next lies beside what
/// was looked up last.
#[derive(Clone, Copy, Default, Debug)]
pub struct InOrder(u64);

impl Hasher for InOrder {
    fn finish(&self) -> u64 {
        // A table tells those that fall together by the topmost bits.
        let spread = self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 57 << 57;
        self.0 ^ spread
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u32(&mut self, id: u32) {
        self.0 = u64::from(id);
    }
}

/// All that the files say, resolved. Nothing in it refers back to the text except [`Origin`].
#[derive(Clone, PartialEq, Debug)]
pub struct Situation {
    /// The scenario's title; the entry file's where several have one.
    pub title: Option<String>,
    /// The instant asked for where a question names none: the scenario's, else the last one named, else none.
    pub as_of: Option<Instant>,
    /// Whether the scenario says so.
    pub as_of_stated: bool,
    /// The bar θ.
    pub bar: Likelihood,
    /// The scenario's marking: that of an answer which rests on no statement.
    pub marking: Option<String>,
    /// The markings of what is declared, and what was left out because of its marking.
    pub markings: Markings,
    /// Likelihood words, grades, markings.
    pub scales: Scales,
    /// All kinds.
    pub kinds: Kinds,
    /// All entities, in order of first mention.
    pub entities: Table<EntityId, Entity>,
    /// Of the entities that are events, when they were.
    pub events: Arc<Events>,
    /// All relations, in order of first mention.
    pub relations: Table<RelationId, Relation>,
    /// All sources.
    pub sources: Table<SourceId, Source>,
    /// `replaces`
    pub replacements: Vec<Replacement>,
    /// The statements and rules of the analyst's world and of all views.
    pub told: Additions,
    /// `suppose`
    pub branches: Table<BranchId, Branch>,
    /// `hypothesis`
    pub hypotheses: Table<HypothesisId, Hypothesis>,
    /// Question forms.
    pub forms: Table<FormId, Form>,
    /// `ask`
    pub asks: Vec<Ask>,
    /// `expect`
    pub expects: Vec<Expect>,
    /// The relations that the engine knows by their wording.
    pub known: Known,
}

impl Situation {
    /// A situation in which nothing is said: no names, no kinds, no relations; the bar at 55% (meaning.md 7).
    #[must_use]
    pub fn empty() -> Situation {
        Situation {
            title: None,
            as_of: None,
            as_of_stated: false,
            bar: Likelihood::clamped(5_500),
            marking: None,
            markings: Markings::default(),
            scales: Scales::default(),
            kinds: Kinds::default(),
            entities: Table::default(),
            events: Arc::default(),
            relations: Table::default(),
            sources: Table::default(),
            replacements: Vec::new(),
            told: Additions::default(),
            branches: Table::default(),
            hypotheses: Table::default(),
            forms: Table::default(),
            asks: Vec::new(),
            expects: Vec::new(),
            known: Known::nowhere(),
        }
    }

    /// When events were, to be changed.
    pub fn events_mut(&mut self) -> &mut Events {
        Arc::make_mut(&mut self.events)
    }

    /// The relation `[entity] is the same as [entity]`, where a model has it.
    #[must_use]
    pub fn sameness(&self) -> Option<RelationId> {
        self.relations.ids().find(|id| self.is_sameness(*id))
    }

    /// Whether it is that relation.
    #[must_use]
    pub fn is_sameness(&self, relation: RelationId) -> bool {
        let relation = self.relations.get(relation);
        relation.is_some_and(|relation| relation.name == "[entity] is the same as [entity]")
    }
}

/// The relations whose meaning the engine has (meaning.md 3 and 7), by their wording, never by a model's words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Known {
    pub carries_out: RelationId,
    pub directed_against: RelationId,
    pub involves: RelationId,
    pub takes_place_in: RelationId,
    pub killed_number: RelationId,
    pub killed_actor: RelationId,
    pub happened: RelationId,
    pub under_way: RelationId,
    pub starts_on: RelationId,
    pub ends_on: RelationId,
    pub led_to: RelationId,
    pub speaks_for: RelationId,
}

impl Known {
    /// Before any relation is declared: each is one that no table of relations holds.
    #[must_use]
    pub fn nowhere() -> Known {
        let nowhere = RelationId(u32::MAX);
        Known {
            carries_out: nowhere,
            directed_against: nowhere,
            involves: nowhere,
            takes_place_in: nowhere,
            killed_number: nowhere,
            killed_actor: nowhere,
            happened: nowhere,
            under_way: nowhere,
            starts_on: nowhere,
            ends_on: nowhere,
            led_to: nowhere,
            speaks_for: nowhere,
        }
    }
}
