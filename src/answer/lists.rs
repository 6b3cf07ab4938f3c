//! Answers that list what is told: claims, gaps, profiles, timelines, chains, what lies behind a conclusion.

use super::{Basis, Fact, Held, Level, Markup};
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

/// What a stretch of time is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SpellKind {
    /// An event, from its start to its end.
    Event,
    /// A sentence, while it is at the bar or over it.
    Sentence,
}

/// A stretch of time through which something may be so, and where in it it surely is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Spell {
    /// What it is of.
    pub of: SpellKind,
    /// What is so.
    pub text: Markup,
    /// Whether it is only a step of the shipped model's reasoning (`shares an enemy with`): given by rules alone, in a
    /// relation that says nothing of which side anybody is on. A picture leaves it out, and counts it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub step: bool,
    /// How strongly, at its strongest.
    pub likelihood: Held,
    /// When, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Markup>,
    /// The first minute since 1970-01-01T00:00Z; none where it has no beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<i64>,
    /// The minute after its last; none where it has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<i64>,
    /// Where it surely is so, from and to, each none where it has no such end: all of the stretch where the dates are to
    /// the day, less of it where they are loose; none where it is so at some time in the stretch, and nobody says when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub core: Option<[Option<i64>; 2]>,
}

/// How two stand to one another, where the shape of statement says so that gives the relation its meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Bond {
    /// On one side.
    With,
    /// One against the other.
    Against,
}

/// A sentence that binds one actor to another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Bonded {
    /// Who is bound.
    pub from: Markup,
    /// To whom.
    pub to: Markup,
    /// How: `draws members from`.
    pub relation: String,
    /// Whether it is stated; else rules give it.
    #[serde(rename = "stated", serialize_with = "super::relating::is_stated")]
    pub basis: Basis,
    /// Whether it reads the same from the other side.
    pub mutual: bool,
    /// Which side they are on, where the relation says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bond: Option<Bond>,
    /// The sentence, how likely, when, on what ground.
    pub fact: Fact,
}

/// The answer to `links` and `links of X`: who is bound to whom.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Links {
    /// X; none where everybody is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Markup>,
    /// How many steps around X are shown; none where everybody is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<u32>,
    /// By the first of the two, what is stated first.
    pub ties: Vec<Bonded>,
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
