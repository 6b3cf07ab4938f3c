//! Single values in a run of words: both sides of a comparison, cells of an expected row, parties. Takes a position, gives every
//! value that may begin there.

use super::clauses::Clause;
use super::cover::Part;
use super::error::ResolveError;
use super::guess::unknown_name;
use super::lines::Manner;
use super::names::{Content, FillerIs, Fit, fillers_at};
use super::segment::{Context, Reader};
use super::vocabulary::Asks;
use super::words::Run;
use crate::model::{KindId, Kinds, Value};
use crate::syntax::{Token, TokenKind};
use std::sync::Arc;

impl Reader<'_> {
    /// Every value that may begin at a position, with the position behind it: variables, names of any kind, numbers, dates, texts.
    pub(super) fn values_at(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Vec<(Content, usize)> {
        let asks = Asks {
            date: true,
            number: true,
            text: true,
        };
        let Ok(fillers) = fillers_at(self.vocabulary, self.situation, run, at, asks, context)
        else {
            return Vec::new();
        };
        let mut out: Vec<(Content, usize)> = Vec::new();
        for filler in &fillers {
            let of = |kind| match filler.fit(self.vocabulary, self.situation, kind) {
                Fit::Fits(content) => Some((content, filler.to)),
                Fit::Misfit => None,
            };
            match &filler.is {
                FillerIs::Text(text, names) if names.is_empty() => {
                    out.push((
                        Content::Value(Value::Text(Arc::from(text.as_str()))),
                        filler.to,
                    ));
                }
                FillerIs::Number(_) => out.extend(of(Kinds::NUMBER)),
                FillerIs::Date(_) => out.extend(of(Kinds::DATE)),
                _ => out.extend(of(Kinds::ENTITY)),
            }
        }
        // A bare year is a number until something says that it is a date; of equal length the number comes first.
        out.sort_by_key(|(content, end)| {
            (std::cmp::Reverse(*end), matches!(content, Content::Date(_)))
        });
        out
    }

    /// Every value of a kind that may begin at a position.
    pub(super) fn values_of(
        &self,
        run: &Run<'_>,
        at: usize,
        kind: KindId,
        context: &Context<'_>,
    ) -> Vec<(Content, usize)> {
        let asks = Asks {
            date: kind == Kinds::DATE,
            number: kind == Kinds::NUMBER,
            text: kind == Kinds::TEXT,
        };
        let Ok(fillers) = fillers_at(self.vocabulary, self.situation, run, at, asks, context)
        else {
            return Vec::new();
        };
        let fits = fillers.iter().filter_map(|filler| {
            match filler.fit(self.vocabulary, self.situation, kind) {
                Fit::Fits(content) => Some((content, filler.to)),
                Fit::Misfit => None,
            }
        });
        fits.collect()
    }

    /// Every party that may begin at a position: a variable or the name of an actor.
    pub(super) fn actors_at(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Vec<(Content, usize)> {
        self.values_of(run, at, Kinds::ACTOR, context)
    }

    /// Tokens that are clauses and nothing else; none where something else stands among them.
    pub(super) fn only_clauses(
        &self,
        tokens: &[Token],
        context: &Context<'_>,
    ) -> Result<Option<Vec<Clause>>, ResolveError> {
        let run = self.run(tokens);
        if tokens.is_empty() {
            return Ok(Some(Vec::new()));
        }
        match self.cover(&run, 0, Manner::Clauses, context) {
            Ok(parts) => Ok(parts
                .into_iter()
                .map(|part| match part {
                    Part::Clause(clause) => Some(clause),
                    _ => None,
                })
                .collect()),
            // A clause that begins and goes wrong is told; words that begin none are somebody else's.
            Err(stuck) => match stuck.error {
                Some(error) => Err(error),
                None => Ok(None),
            },
        }
    }

    /// Why tokens are no sentence.
    pub(super) fn unreadable(
        &self,
        run: &Run<'_>,
        from: usize,
        to: usize,
        context: &Context<'_>,
    ) -> ResolveError {
        let found = self.prefixes(run, from, context);
        self.no_sentence(run, from, to, context, found)
    }

    /// Why tokens are no value.
    pub(super) fn unreadable_name(&self, run: &Run<'_>, from: usize, to: usize) -> ResolveError {
        match run.token(from).map(|token| &token.kind) {
            Some(TokenKind::Word(_)) => unknown_name(self, run, from, None),
            _ => ResolveError::Expected {
                place: run.place(
                    from.min(run.len().saturating_sub(1)),
                    to.max(from + 1).min(run.len()),
                ),
                what: "a variable, a name, a number or a date was expected",
                form: Some("?n > 1,000"),
            },
        }
    }
}
