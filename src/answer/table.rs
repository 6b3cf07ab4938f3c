//! Answers of rows, and the answer to a yes-or-no question.

use super::{Confidence, Held, Markup, Shadow, Standing};
use serde::Serialize;

/// One answer in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Row {
    /// One cell a column.
    pub cells: Vec<Markup>,
    /// How strongly the row is held; for `during`, at its strongest.
    pub likelihood: Held,
    /// `since October 2014`; of `during`, every span.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Markup>,
    /// Supported or disputed.
    pub standing: Standing,
    /// Whether it hangs on something disputed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shadow: Option<Shadow>,
    /// What it rests on, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Markup>,
    /// How many derivations it has; none where they were not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivations: Option<usize>,
    /// The sentence that `why` of this row explains; none where the row stands for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explains: Option<Markup>,
}

/// A list of answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Table {
    /// What each column holds: a variable's name, or a total.
    pub columns: Vec<String>,
    /// The rows at or over the bar, likeliest first.
    pub rows: Vec<Row>,
    /// How many have something for them, but less than the bar.
    pub below: usize,
}

/// The answer to `S?`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct YesNo {
    /// The sentence, or the condition, asked about.
    pub sentence: Markup,
    /// The answer.
    pub standing: Standing,
    /// How strongly it is supported.
    pub supported: Held,
    /// How strongly it is denied.
    pub denied: Held,
    /// Whether a dispute elsewhere decides it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shadow: Option<Shadow>,
    /// Since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Markup>,
    /// What speaks for it, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Markup>,
    /// What speaks against it, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Markup>,
    /// How many derivations it has; none where they were not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derivations: Option<usize>,
    /// How good the ground is; none where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Whether the instant lies where a loose date may or may not hold.
    pub within_margin: bool,
}
