//! What an answer says of one sentence: how likely it is, when, on what ground, and how good that ground is.
//!
//! Likelihood and confidence are two things (ICD 203): no type here, and no line of a rendering, holds both in one text.

use super::Markup;
use serde::Serialize;

/// How strongly something is held.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Held {
    /// In whole ten-thousandths: 7000 is 70%.
    pub value: u16,
    /// The word of the scale whose range holds it: `likely`; none where no range does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// As it is printed: `likely`, `likely (63%)`, `63%`, `certain`.
    pub text: String,
}

impl Held {
    /// Whether there is no doubt in it, so that nothing need be said.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.value >= 10_000
    }
}

/// How good the sources and assumptions under an answer are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Poor sources, an assumption, or a dispute.
    Low,
    /// One fair source, none, or a rule that cites nothing.
    Moderate,
    /// Good sources, or two fair ones that agree and are not tied.
    High,
}

impl Level {
    /// `high`, `moderate`, `low`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Level::Low => "low",
            Level::Moderate => "moderate",
            Level::High => "high",
        }
    }
}

/// Confidence and why it is no higher.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Confidence {
    /// The level.
    pub level: Level,
    /// `Everything rests on one source, Brief (C).` A whole sentence.
    pub reason: Markup,
}

/// Which of the four answers a sentence gets (meaning.md 7).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// At or over the bar, and not denied.
    Supported,
    /// Denied, and not supported.
    Denied,
    /// Supported and denied.
    Disputed,
    /// Neither.
    Unknown,
}

impl Standing {
    /// The answer in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Standing::Supported => "yes",
            Standing::Denied => "denied",
            Standing::Disputed => "disputed",
            Standing::Unknown => "unknown",
        }
    }
}

/// What a dispute elsewhere does to a conclusion.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shadow {
    /// It holds, and would not without something that is disputed.
    Contested,
    /// It does not hold, and would but for something that is disputed.
    HeldBack,
}

/// A sentence that holds, or is claimed, with its when and its ground.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Fact {
    /// The sentence, or its denial.
    pub sentence: Markup,
    /// How strongly it is held.
    pub likelihood: Held,
    /// `since October 2014`; none where it has no end and no beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Markup>,
    /// `khorasan.casus:23, on the evidence of Brief (C)`, or the rule that gives it.
    #[serde(skip_serializing_if = "Markup::is_empty")]
    pub ground: Markup,
}
