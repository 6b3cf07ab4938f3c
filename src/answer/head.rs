//! What every answer says before it says anything else: what was asked, of which world, and what to bear in mind.

use super::{Held, Markup};
use serde::Serialize;

/// An instant, as a number and as it is printed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Moment {
    /// Minutes since 1970-01-01T00:00Z.
    pub minutes: i64,
    /// `31 December 2016`
    pub text: String,
}

/// Where the instant asked for comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AsOfBy {
    /// `as of D` in the question.
    Question,
    /// `as of D` in the scenario.
    Scenario,
    /// Nobody set it: the last instant that the files name, or none.
    Files,
}

/// In whose view.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct View {
    /// Who.
    pub party: Markup,
    /// Whether by their claims alone, without the ground that is shared.
    pub strictly: bool,
}

/// As known when, and what that did.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Known {
    /// The date as it was asked.
    pub on: String,
    /// How many statements had not been made by then, and are left out.
    pub left_out: usize,
    /// How many are undated, and are kept.
    pub undated_kept: usize,
}

/// What may not be seen, and was left out of everything.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Withheld {
    /// The level, as the scale has it: `TLP:GREEN`.
    pub above: String,
    /// How many statements, or lines of one, are marked above it or cannot be read without what is: the same in every
    /// answer, so that none tells where they would have counted.
    pub left_out: usize,
    /// The same in words.
    pub text: String,
}

/// What every answer says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Head {
    /// As it was asked.
    pub question: String,
    /// The same as a title: `Threats to Pakistan`.
    pub title: Markup,
    /// The instant asked for; none where no date is named anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Moment>,
    /// Who set the instant.
    pub as_of_by: AsOfBy,
    /// The span asked for by `during`, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub during: Option<Markup>,
    /// In whose view; none is the analyst's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// As known when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<Known>,
    /// In which branches, by title.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub under: Vec<String>,
    /// What is supposed by `what if … then`, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supposing: Vec<Markup>,
    /// The bar at which an answer is yes.
    pub bar: Held,
    /// Whether the question set it.
    pub bar_asked: bool,
    /// The most restrictive marking of what the answer rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marking: Option<String>,
    /// What was left out of the world because it is marked above a level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
    /// What to bear in mind: what a list leaves out, what a budget cut short.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Markup>,
}
