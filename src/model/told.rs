//! What is told: statements resolved, before endings, succession and replacement are applied.

use super::{EntityId, Rule, Sentence, Sign, Signed, SourceId};
use crate::source::Place;
use crate::time::{Date, Likelihood, Span};
use std::fmt;
use std::sync::Arc;

/// Where something stands: `khorasan.casus:41`, or a row of data.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Origin {
    /// The file as it is shown.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The place in the session's files; empty for a row of data and for what the engine knows of itself.
    pub place: Place,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file, self.line)
    }
}

/// When, as it was written, so that it can be printed so.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum When {
    /// No clause.
    #[default]
    Always,
    /// `since D`
    Since(Date),
    /// `until D`
    Until(Date),
    /// `from D to E`
    Between(Date, Date),
    /// `on D`
    On(Date),
}

/// A ground that was stated with `because`.
pub type Ground = Signed;

/// Words that go with a statement and are shown with it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// `quote "…"`
    pub quotes: Vec<String>,
    /// `note "…"`
    pub notes: Vec<String>,
    /// The page or passage after a source: `per Brief "p. 3"`.
    pub passage: Option<String>,
    /// `because S, …`
    pub because: Vec<Ground>,
    /// `marking AMBER`
    pub marking: Option<String>,
}

/// How a fact is marked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Standing {
    /// A fact.
    #[default]
    Fact,
    /// `assume S`
    Assumption,
    /// `evidence S`: weighed by `hypotheses`.
    Evidence,
}

/// One sentence that somebody stated: what becomes an item of the core. The turn of a stated likelihood below
/// 0.45 has been made.
#[derive(Clone, PartialEq, Debug)]
pub struct Stated {
    /// The sentence.
    pub sentence: Sentence,
    /// For or against.
    pub sign: Sign,
    /// Where it may hold.
    pub extent: Span,
    /// Where it surely does; [`Span::EMPTY`] if nowhere.
    pub core: Span,
    /// When, as written.
    pub when: When,
    /// c of meaning.md 2; never 0.
    pub likelihood: Likelihood,
    /// On whose evidence.
    pub source: Option<SourceId>,
    /// Whether its grade says that it cannot be judged.
    pub unrated: bool,
    /// When it was said.
    pub said: Option<Span>,
    /// In whose view; none is our own.
    pub view: Option<EntityId>,
    /// Fact, assumption or evidence.
    pub standing: Standing,
    /// The event whose declaration, role or beginning it is.
    pub event: Option<EntityId>,
    /// Whether the likelihood stands on the sentence (or its line or statement), not on a grade or on nothing.
    pub likelihood_stated: bool,
    /// Quotes, notes, grounds.
    pub words: Arc<Words>,
    /// Where it stands.
    pub origin: Origin,
}

/// `ends S` of an event.
#[derive(Clone, PartialEq, Debug)]
pub struct Ending {
    /// The event.
    pub event: EntityId,
    /// What it ends.
    pub sentence: Sentence,
    /// When: its own date, the event's end, else its start. None: the event is undated, and it ends nothing.
    pub at: Option<Date>,
    /// k of meaning.md 3.
    pub likelihood: Likelihood,
    /// The event's start: what began before it is ended.
    pub event_starts: Option<Date>,
    /// The event's source.
    pub source: Option<SourceId>,
    /// `marking AMBER`
    pub marking: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// `replaces SOURCE`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Replacement {
    /// What is gone.
    pub older: SourceId,
    /// What stands for it.
    pub newer: SourceId,
}

/// Statements that are told together: by the files, by a branch, by a hypothesis, by a what-if.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Additions {
    /// The sentences.
    pub stated: Vec<Stated>,
    /// What events end.
    pub endings: Vec<Ending>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// `A is the same as B`: merges the two in a branch, hypothesis or view, or where certain and ours.
    pub same: Vec<(EntityId, EntityId)>,
}

/// What is taken from the world.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Take {
    /// `without S`: every statement of it, and what rules give is masked.
    Sentence(Sentence),
    /// Every statement of it, for and against; what rules give stays (to weigh evidence, meaning.md 8).
    Statements(Sentence),
    /// `without EVENT`
    Event {
        /// The event.
        event: EntityId,
        /// `… and what it led to`
        and_what_it_led_to: bool,
    },
    /// `without SOURCE`
    Source(SourceId),
    /// `without rule R`: every rule of that name.
    Rule(String),
}

/// A change of the world: first all that is taken, then all that is added.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Alteration {
    /// What goes.
    pub takes: Vec<Take>,
    /// What comes.
    pub adds: Additions,
}
