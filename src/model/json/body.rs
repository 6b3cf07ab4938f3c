//! The condition of a rule as it is printed.

use super::{Argument, PatternJson};
use crate::model::Sign;
use serde::{Deserialize, Serialize};

/// A condition; each has one key, which says what it is.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyJson {
    /// S
    Sentence(PatternJson),
    /// `it is denied that S`
    Denied(PatternJson),
    /// `stated S`
    Stated(StatedJson),
    /// `S according to ?w`
    Claimed(ClaimedJson),
    /// All of them; of none it is certain.
    And(Vec<BodyJson>),
    /// One of them.
    Or(Vec<BodyJson>),
    /// `not`, `unless`
    Not(Box<BodyJson>),
    /// `in the past`
    Past(Box<BodyJson>),
    /// `in the past 2 years`
    PastWithin(WindowJson),
    /// `throughout the past 2 years`
    Throughout(WindowJson),
    /// `at any time`
    AnyTime(Box<BodyJson>),
    /// `at least 3 ?x where`
    AtLeast(CountJson),
    /// `at least 2 of`
    AtLeastOf(SoManyJson),
    /// `at most 3 ?x where`
    AtMost(CountJson),
    /// `exactly 3 ?x where`
    Exactly(CountJson),
    /// `?n > 1,000`
    Compare(CompareJson),
}

/// What is said, for a sentence or, where the sign is given, against it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedJson {
    /// `"-"` where the denial must be stated; left out for the sentence itself.
    #[serde(default = "for_it", skip_serializing_if = "is_for_it")]
    pub sign: Sign,
    /// The relation's id.
    pub relation: u32,
    /// One for each slot.
    pub args: Vec<Argument>,
}

fn for_it() -> Sign {
    Sign::For
}

fn is_for_it(sign: &Sign) -> bool {
    *sign == Sign::For
}

/// What somebody claims.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimedJson {
    /// The sentence.
    pub sentence: PatternJson,
    /// Who claims it.
    pub by: Argument,
}

/// A condition at some, or every, instant of a stretch of the past.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowJson {
    /// Calendar months.
    pub months: i64,
    /// Minutes, added after the months.
    pub minutes: i64,
    /// The condition.
    pub body: Box<BodyJson>,
}

/// So many distinct values of a variable.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountJson {
    /// How many.
    pub k: u32,
    /// What is counted.
    pub var: String,
    /// The condition.
    pub body: Box<BodyJson>,
}

/// So many of several conditions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoManyJson {
    /// How many.
    pub k: u32,
    /// The conditions.
    pub of: Vec<BodyJson>,
}

/// A comparison of what two sides cover.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompareJson {
    /// `= != < <= > >=`
    pub op: String,
    /// The left side.
    pub left: Argument,
    /// The right side.
    pub right: Argument,
    /// Whether it is enough that some values fit.
    pub possibly: bool,
}
