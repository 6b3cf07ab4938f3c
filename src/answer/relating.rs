//! Answers that relate one name to time, to another name, or to both: timelines, chains, comparisons.

use super::{Fact, Markup, Spell};
use serde::Serialize;

/// The answer to `timeline of X`: each entry's `when` is where it stands in time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Timeline {
    /// X.
    pub name: Markup,
    /// What happened and what changed, earliest first.
    pub entries: Vec<Happening>,
    /// What has no date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undated: Vec<Fact>,
    /// The stretches of time behind the entries, by where they begin.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spells: Vec<Spell>,
}

/// An entry of a timeline: an event, or where something begins or ends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Happening {
    /// What happened, with its date as it was written.
    #[serde(flatten)]
    pub fact: Fact,
    /// What sort of entry it is.
    pub turn: Turn,
    /// What the event began, ended or led to; empty for anything else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Fact>,
}

/// What an entry of a timeline is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// Something is so from here on.
    Begins,
    /// An event.
    Event,
    /// Something is so no longer.
    Ends,
}

/// The answer to `connection between A and B`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Connection {
    /// A.
    pub from: Markup,
    /// B.
    pub to: Markup,
    /// The shortest chains of sentences; of a chain its ties, from A to B. First those that are stated throughout, of
    /// these first those through names that few others are tied to, of these the strongest.
    pub chains: Vec<Vec<Tie>>,
    /// Whether there are more of that length than are shown.
    pub more: bool,
    /// How many more.
    pub further: u64,
    /// The shortest chains of what is stated alone, where none of the shortest is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<Vec<Tie>>,
}

/// A tie of a chain: the best of the sentences that hold between two names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Tie {
    /// The sentence.
    #[serde(flatten)]
    pub fact: Fact,
    /// The name that the chain comes from.
    pub from: Markup,
    /// The name that it goes to.
    pub to: Markup,
    /// To how many names that one is tied in all: what many are tied to tells little.
    pub to_tied: usize,
    /// Which way the sentence reads along the chain.
    pub direction: Along,
    /// Whether it is stated or concluded.
    pub basis: Basis,
    /// What else holds between the two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Markup>,
}

/// Which way a sentence reads along a chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Along {
    /// The name that the chain comes from stands first in it.
    Forward,
    /// The name that the chain goes to stands first in it.
    Backward,
    /// It holds either way round.
    Either,
}

/// What a sentence is held by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// By what was stated of itself.
    Stated,
    /// By a rule.
    Concluded,
}

/// For JSON that asks whether it is stated.
pub(super) fn is_stated<S: serde::Serializer>(basis: &Basis, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bool(*basis == Basis::Stated)
}

/// The answer to `compare A and B`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Comparison {
    /// A.
    pub one: Markup,
    /// B.
    pub other: Markup,
    /// What is compared.
    pub by: Compared,
    /// What holds of both, or what both say, in the words of the first.
    pub both: Vec<Markup>,
    /// What holds between the two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<Fact>,
    /// What one of them says and the other denies, in the words of the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Fact>,
    /// What holds of A alone, or what A alone says.
    pub only_one: Vec<Fact>,
    /// What holds of B alone, or what B alone says.
    pub only_other: Vec<Fact>,
}

/// What a comparison is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compared {
    /// What is held of two names.
    Held,
    /// What two sources, or two parties, say.
    Said,
}
