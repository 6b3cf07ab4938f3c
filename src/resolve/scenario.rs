//! The `scenario` statement. Takes its title and lines, gives the title, the instant asked for, the marking, and the file's defaults.

use super::clauses::Clause;
use super::declare::said;
use super::error::ResolveError;
use super::front::Front;
use super::lines::{Lines, Manner};
use super::scope::Clauses;
use super::segment::{Context, Reader};
use super::words::Run;
use crate::source::Place;
use crate::syntax::{Line, Token, TokenKind};

/// Whether the file's title and instant count for the whole: of several files the first one's do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rank {
    /// The entry file's.
    Entry,
    /// One that is brought in, or a second one.
    Other,
}

impl Reader<'_> {
    /// `as of D` and `by NAME`, which only a scenario has.
    pub(crate) fn scenario_clauses_at(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Result<Vec<(Option<Clause>, usize)>, ResolveError> {
        if run.is(at, "as") && run.is(at + 1, "of") {
            return Ok(self
                .date(run, at + 2, context)?
                .map(|(date, end)| (Some(Clause::AsOf(date)), end))
                .into_iter()
                .collect());
        }
        if run.is(at, "by") {
            return Ok(vec![(None, run.len())]);
        }
        Ok(Vec::new())
    }
}

impl Front<'_> {
    /// Reads a `scenario` statement and gives the defaults of its file.
    pub(crate) fn scenario(
        &mut self,
        title: &Token,
        lines: &[Line],
        place: Place,
        rank: Rank,
    ) -> Result<Clauses, ResolveError> {
        if rank == Rank::Entry
            && let TokenKind::Text(text) = &title.kind
        {
            self.situation.title = Some(text.clone());
        }
        let draft = Lines::new(self.reader(), Manner::Clauses, Vec::new()).read(&said(lines))?;
        let mut whole = draft.whole;
        for line in draft.lines {
            whole.add(line);
        }
        if rank == Rank::Entry {
            if let Some(dating) = whole.as_of.take() {
                let date = self.date(&dating)?;
                self.note_date(&date, place);
                self.situation.as_of = Some(date.covers.to.pred());
                self.situation.as_of_stated = true;
            }
            if let Some(level) = &whole.marking {
                self.situation.marking = Some(self.marking_level(level)?);
            }
        }
        // The title's own words are not every statement's.
        whole.notes.clear();
        whole.quotes.clear();
        Ok(whole)
    }
}
