//! Sentences: a relation and what fills its slots.

use super::{EntityId, KindId, Origin, Range, RelationId};
use crate::time::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What fills a slot. A date is kept as what it covers; how it was written is kept beside the statement.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Value {
    /// A named (or unnamed) individual.
    Entity(EntityId),
    /// A text.
    Text(Arc<str>),
    /// A number or a range.
    Number(Range),
    /// A date: all its minutes.
    Date(Span),
}

/// For, or against.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Sign {
    /// The sentence holds.
    #[serde(rename = "+")]
    For,
    /// The sentence does not hold.
    #[serde(rename = "-")]
    Against,
}

impl Sign {
    /// The other one.
    #[must_use]
    pub fn turned(self) -> Sign {
        match self {
            Sign::For => Sign::Against,
            Sign::Against => Sign::For,
        }
    }
}

/// A relation with its slots filled: `ISK threatens Pakistan`. A sentence in a `[sentence]` slot is part of a
/// compound relation, whose arguments are those of both.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Sentence {
    /// The relation.
    pub relation: RelationId,
    /// One value a slot, in the order of the relation's slots.
    pub args: Vec<Value>,
}

/// A sentence, or its denial.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Signed {
    /// Whether the sentence or its denial.
    pub sign: Sign,
    /// The sentence.
    pub sentence: Sentence,
}

/// A piece of a wording.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Part {
    /// A word, as it is written.
    Word(String),
    /// The slot of that number (from 0, in the relation's order).
    Slot(usize),
}

/// One way to say a relation: `[0] speaks for [1]`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Wording {
    /// Words and slots in order.
    pub parts: Vec<Part>,
}

/// A sentence form: `relation [actor] holds [place]`.
#[derive(Clone, PartialEq, Debug)]
pub struct Relation {
    /// How it is printed: `[actor] holds [place]`.
    pub name: String,
    /// The kind that each slot asks.
    pub slots: Vec<KindId>,
    /// The first is the one that is printed; the rest are other ways to say it (`also`).
    pub wordings: Vec<Wording>,
    /// Ways to say that it does not hold (`negated`).
    pub negations: Vec<Wording>,
    /// Plain words for the opposite direction (`inverse`), to print from the other side: slots are this relation's.
    pub inverses: Vec<Wording>,
    /// The slot that has one value at a time, from 0.
    pub single: Option<usize>,
    /// Whether the next start ends the one before.
    pub succeeding: bool,
    /// Whether it is something to watch for.
    pub indicator: bool,
    /// Whether the two that it names are on one side, where the shape of statement that it is `written` as says so.
    pub bond: Option<Bond>,
    /// The kind, where this is `[entity] is a KIND`.
    pub kind: Option<KindId>,
    /// The outer and the inner relation where this is a compound: `[actor] fears that ([actor] threatens [actor])`.
    pub compound: Option<Compound>,
    /// Whether the standard model or the engine has it, not the user's own files.
    pub shipped: bool,
    /// Where it is declared.
    pub origin: Origin,
}

/// How two stand to one another, as the shape of statement says that gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bond {
    /// On one side.
    With,
    /// One against the other.
    Against,
}

/// The parts of a compound relation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Compound {
    /// `[actor] fears that [sentence]`; its slots but the last come first among the compound's.
    pub outer: RelationId,
    /// `[actor] threatens [actor]`; its slots come after.
    pub inner: RelationId,
    /// Whether the inner sentence is denied: `fears that it is not so`.
    pub sign: Sign,
}
