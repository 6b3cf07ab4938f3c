//! How far a clause reaches. Takes the clauses of a sentence, its line, its statement and its file, gives those that count for
//! the sentence: of each sort the innermost.

use super::clauses::{Cited, Clause};
use super::dates::Dating;
use super::lines::{Role, Told};
use super::segment::Reading;
use crate::model::EntityId;
use crate::source::Place;
use crate::time::Likelihood;

/// The clauses of one place.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Clauses {
    pub(crate) since: Option<Dating>,
    pub(crate) until: Option<Dating>,
    pub(crate) on: Option<Dating>,
    pub(crate) per: Vec<Cited>,
    pub(crate) according: Vec<(Vec<EntityId>, Option<Dating>)>,
    pub(crate) likelihood: Option<Likelihood>,
    pub(crate) at_its_end: bool,
    pub(crate) as_of: Option<Dating>,
    pub(crate) because: Vec<Reading>,
    pub(crate) quotes: Vec<String>,
    pub(crate) notes: Vec<String>,
    pub(crate) marking: Option<(String, Place)>,
}

impl Clause {
    /// Whether it says when.
    pub(crate) fn is_time(&self) -> bool {
        matches!(
            self,
            Clause::Since(_) | Clause::Until(_) | Clause::Between(..) | Clause::On(_)
        )
    }
}

impl Told {
    /// Whether it is one of the sentences that an event's line gives without a word of its own.
    pub(crate) fn is_event_role(&self) -> bool {
        self.role == Role::Plain
    }
}

impl Clauses {
    /// Whether something is said of the time.
    pub(crate) fn is_dated(&self) -> bool {
        self.since.is_some() || self.until.is_some() || self.on.is_some()
    }

    /// Adds a clause of the same place.
    pub(crate) fn put(&mut self, clause: Clause) {
        match clause {
            Clause::Since(date) => self.since = Some(date),
            Clause::Until(date) => self.until = Some(date),
            Clause::Between(from, to) => {
                self.since = Some(from);
                self.until = Some(to);
            }
            Clause::On(date) => self.on = Some(date),
            Clause::Per(cited) => self.per.push(cited),
            Clause::According { who, said } => self.according.push((who, said)),
            Clause::Likelihood(likelihood) => self.likelihood = Some(likelihood),
            Clause::Because(reading) => self.because.push(*reading),
            Clause::Quote(text) => self.quotes.push(text),
            Clause::Note(text) => self.notes.push(text),
            Clause::Marking(level, place) => self.marking = Some((level, place)),
            Clause::AsOf(date) => self.as_of = Some(date),
            Clause::AtItsEnd => self.at_its_end = true,
        }
    }

    /// Adds the clauses of another line that reach as far.
    pub(crate) fn add(&mut self, other: Clauses) {
        if other.since.is_some() || other.until.is_some() {
            self.since = other.since.or(self.since.take());
            self.until = other.until.or(self.until.take());
        }
        self.on = other.on.or(self.on.take());
        self.per.extend(other.per);
        self.according.extend(other.according);
        self.likelihood = other.likelihood.or(self.likelihood);
        self.at_its_end |= other.at_its_end;
        self.as_of = other.as_of.or(self.as_of.take());
        self.because.extend(other.because);
        self.quotes.extend(other.quotes);
        self.notes.extend(other.notes);
        self.marking = other.marking.or(self.marking.take());
    }

    /// These, and of each sort that is missing the outer ones. A time clause replaces an outer one whole; words add up.
    pub(crate) fn within(&self, outer: &Clauses) -> Clauses {
        let mut out = self.clone();
        if !out.is_dated() {
            out.since.clone_from(&outer.since);
            out.until.clone_from(&outer.until);
            out.on.clone_from(&outer.on);
        }
        if out.per.is_empty() {
            out.per.clone_from(&outer.per);
        }
        if out.according.is_empty() {
            out.according.clone_from(&outer.according);
        }
        out.likelihood = out.likelihood.or(outer.likelihood);
        out.because.extend(outer.because.iter().cloned());
        out.quotes.extend(outer.quotes.iter().cloned());
        out.notes.extend(outer.notes.iter().cloned());
        out.marking = out.marking.or_else(|| outer.marking.clone());
        out
    }
}
