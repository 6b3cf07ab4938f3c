//! Answers that list what is told: claims, gaps, profiles, timelines, chains, what lies behind a conclusion.

use super::{Fact, Held, Level, Markup};
use serde::Serialize;

/// Whether a party claims a sentence or denies it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Stance {
    Claims,
    Denies,
}

/// What one party says of the sentence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Claim {
    /// Who; none for the analyst's own world.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<Markup>,
    /// By whom it was said that they hold it, where that is all that is known; nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub through: Vec<Markup>,
    /// For whom they speak, at the time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speaks_for: Vec<Markup>,
    /// For or against.
    pub stance: Stance,
    /// How strongly.
    pub likelihood: Held,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Markup>,
    /// When, as they have it, it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Markup>,
    /// Where it stands, and on whose evidence.
    pub ground: Markup,
    /// Quotes and notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Markup>,
}

/// The answer to `who says S`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WhoSays {
    /// The sentence.
    pub sentence: Markup,
    /// Every claim and denial: ours first, then those of parties by the date on which they were made.
    pub claims: Vec<Claim>,
    /// What is feared, wanted or promised of it, which asserts nothing of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attitudes: Vec<Fact>,
}

/// One kind of thing that is not told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Gap {
    /// `Events without a date`
    pub what: String,
    /// What is missing it, each with its place.
    pub entries: Vec<Entry>,
}

/// Something with the place it stands at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Entry {
    /// What.
    pub what: Markup,
    /// Where.
    pub place: Markup,
}

/// The answer to `gaps`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Gaps {
    /// Those kinds that have any.
    pub gaps: Vec<Gap>,
}

/// Facts under a heading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Group {
    /// The relation: `draws members from`.
    pub heading: Markup,
    /// The facts, by likelihood, then in the order of the sentences.
    pub facts: Vec<Fact>,
}

/// The answer to `profile X`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Profile {
    /// X.
    pub name: Markup,
    /// Its other names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// `a militant group`
    pub kinds: Vec<String>,
    /// Where it is declared.
    pub place: Markup,
    /// What is known of it, one group a relation and side.
    pub groups: Vec<Group>,
}

/// The answer to `timeline of X`: each entry's `when` is where it stands in time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Timeline {
    /// X.
    pub name: Markup,
    /// What happened and what changed, earliest first.
    pub entries: Vec<Fact>,
    /// What has no date.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undated: Vec<Fact>,
}

/// The answer to `connection between A and B`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Connection {
    /// A.
    pub from: Markup,
    /// B.
    pub to: Markup,
    /// The shortest chains of sentences, strongest first.
    pub chains: Vec<Vec<Fact>>,
    /// Whether there are more of that length than are shown.
    pub more: bool,
}

/// The answer to `compare A and B`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Comparison {
    /// A.
    pub one: Markup,
    /// B.
    pub other: Markup,
    /// What holds of both, in the words of the first.
    pub both: Vec<Markup>,
    /// What holds between the two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<Fact>,
    /// What holds of A alone.
    pub only_one: Vec<Fact>,
    /// What holds of B alone.
    pub only_other: Vec<Fact>,
}

/// The answer to `sources behind S` and `assumptions behind S`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Behind {
    /// S.
    pub sentence: Markup,
    /// What it rests on.
    pub entries: Vec<Rested>,
}

/// A source or an assumption, and what of the conclusion rests on it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Rested {
    /// The source with its grade, or the assumption.
    pub what: Markup,
    /// Its date, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<Markup>,
    /// How good it is by itself; none where it has no grade.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Where it stands.
    pub place: Markup,
    /// The sentences that rest on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gives: Vec<Markup>,
}
