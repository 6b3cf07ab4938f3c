//! Clauses. Takes a position behind a sentence, gives every clause that may begin there: when, on whose evidence, in whose view,
//! how likely, why, and the words that go with it.

use super::dates::{Dating, date_at};
use super::error::ResolveError;
use super::guess::unknown_name;
use super::likelihood::Spoken;
use super::segment::{Context, Reader, Reading};
use super::words::Run;
use crate::model::{EntityId, Kinds};
use crate::source::Place;
use crate::syntax::TokenKind;
use crate::time::Likelihood;

/// One clause.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Clause {
    /// `since D`
    Since(Dating),
    /// `until D`
    Until(Dating),
    /// `from D to E`
    Between(Dating, Dating),
    /// `on D`
    On(Dating),
    /// `per A and B credibility 2 "p. 3"`
    Per(Cited),
    /// `according to X and Y on D`
    According {
        /// In whose view.
        who: Vec<EntityId>,
        /// When it was said.
        said: Option<Dating>,
    },
    /// A word of the scale, or a percentage.
    Likelihood(Likelihood),
    /// `because S`
    Because(Box<Reading>),
    /// `quote "…"`
    Quote(String),
    /// `note "…"`
    Note(String),
    /// `marking AMBER`
    Marking(String, Place),
    /// `as of D`, of a scenario.
    AsOf(Dating),
    /// `at its end`, of what an event ends.
    AtItsEnd,
}

/// What `per` cites.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Cited {
    /// The sources.
    pub(crate) sources: Vec<EntityId>,
    /// The credibility of what they say, and where it stands.
    pub(crate) credibility: Option<(String, Place)>,
    /// The page.
    pub(crate) passage: Option<String>,
    /// When it was said.
    pub(crate) said: Option<Dating>,
}

/// A clause and the position behind it.
pub(crate) type Ended = (Clause, usize);

impl Reader<'_> {
    /// Every clause that may begin at a position. An error where a clause begins and its words are wrong.
    pub(crate) fn clauses_at(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Result<Vec<Ended>, ResolveError> {
        if let Some((spoken, end)) = self.vocabulary.likelihood.at(run, at) {
            return match spoken {
                Spoken::Known(likelihood, _) => Ok(vec![(Clause::Likelihood(likelihood), end)]),
                Spoken::TooMuch(text) => Err(ResolveError::TooLikely {
                    place: run.place(at, end),
                    text,
                }),
            };
        }
        let Some(word) = run.word(at) else {
            return Ok(Vec::new());
        };
        match word {
            "since" => Ok(self.dated(run, at, context, Clause::Since)?),
            "until" => Ok(self.dated(run, at, context, Clause::Until)?),
            "on" => Ok(self.dated(run, at, context, Clause::On)?),
            "from" => self.between(run, at, context),
            "per" => self.per(run, at, context),
            "according" if run.is(at + 1, "to") => self.according(run, at, context),
            "because" => {
                let inner = Context {
                    subject: None,
                    ..*context
                };
                if at + 1 >= run.len() {
                    return Err(ResolveError::Expected {
                        place: run.place(at, at + 1),
                        what: "a ground is missing after this",
                        form: Some("because NAME phrase NAME"),
                    });
                }
                let found = self.prefixes(run, at + 1, &inner);
                if found.readings.is_empty() {
                    return Err(self.no_sentence(run, at + 1, run.len(), &inner, found));
                }
                Ok(found
                    .readings
                    .into_iter()
                    .map(|reading| {
                        let end = reading.end;
                        (Clause::Because(Box::new(reading)), end)
                    })
                    .collect())
            }
            "quote" | "note" => match run.token(at + 1).map(|token| &token.kind) {
                Some(TokenKind::Text(text) | TokenKind::Cell(text)) if word == "quote" => {
                    Ok(vec![(Clause::Quote(text.clone()), at + 2)])
                }
                Some(TokenKind::Text(text) | TokenKind::Cell(text)) => {
                    Ok(vec![(Clause::Note(text.clone()), at + 2)])
                }
                _ => Ok(Vec::new()),
            },
            "marking" => Ok(run
                .level(at + 1)
                .map(|level| {
                    let place = run.place(at + 1, at + 2);
                    (Clause::Marking(level.to_string(), place), at + 2)
                })
                .into_iter()
                .collect()),
            "at" if run.is(at + 1, "its") && run.is(at + 2, "end") => {
                Ok(vec![(Clause::AtItsEnd, at + 3)])
            }
            _ => Ok(Vec::new()),
        }
    }

    /// The date that begins at a position.
    pub(crate) fn date(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Result<Option<(Dating, usize)>, ResolveError> {
        date_at(self.vocabulary, self.situation, run, at, context.spelling)
    }

    fn dated(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
        clause: impl Fn(Dating) -> Clause,
    ) -> Result<Vec<Ended>, ResolveError> {
        Ok(self
            .date(run, at + 1, context)?
            .map(|(date, end)| (clause(date), end))
            .into_iter()
            .collect())
    }

    fn between(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Result<Vec<Ended>, ResolveError> {
        let Some((from, middle)) = self.date(run, at + 1, context)? else {
            return Ok(Vec::new());
        };
        if !run.is(middle, "to") {
            return Ok(Vec::new());
        }
        let Some((to, end)) = self.date(run, middle + 1, context)? else {
            return Ok(Vec::new());
        };
        Ok(vec![(Clause::Between(from, to), end)])
    }

    /// `on D` straight after `per` or `according to` is when it was said.
    pub(crate) fn said(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Result<(Option<Dating>, usize), ResolveError> {
        if run.is(at, "on")
            && let Some((date, end)) = self.date(run, at + 1, context)?
        {
            return Ok((Some(date), end));
        }
        Ok((None, at))
    }

    fn per(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Result<Vec<Ended>, ResolveError> {
        let lists = self.name_lists(run, at + 1, Kinds::SOURCE, context.spelling);
        if lists.is_empty() {
            return Err(unknown_name(self, run, at + 1, Some(Kinds::SOURCE)));
        }
        let mut out = Vec::new();
        for (sources, end) in lists {
            let (cited, end) = self.cited(run, sources, end, context)?;
            out.push((Clause::Per(cited), end));
        }
        Ok(out)
    }

    /// What may follow the sources of a `per`: their credibility, the passage, and when it was said.
    pub(crate) fn cited(
        &self,
        run: &Run<'_>,
        sources: Vec<EntityId>,
        mut at: usize,
        context: &Context<'_>,
    ) -> Result<(Cited, usize), ResolveError> {
        let mut cited = Cited {
            sources,
            ..Cited::default()
        };
        loop {
            if run.is(at, "credibility")
                && let Some(grade) = run.word(at + 1).or(run.cell(at + 1))
            {
                cited.credibility = Some((grade.to_string(), run.place(at + 1, at + 2)));
                at += 2;
            } else if let Some(TokenKind::Text(text) | TokenKind::Cell(text)) =
                run.token(at).map(|token| &token.kind)
            {
                cited.passage = Some(text.clone());
                at += 1;
            } else {
                break;
            }
        }
        let (said, end) = self.said(run, at, context)?;
        cited.said = said;
        Ok((cited, end))
    }

    fn according(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Result<Vec<Ended>, ResolveError> {
        let lists = self.name_lists(run, at + 2, Kinds::ACTOR, context.spelling);
        if lists.is_empty() {
            if matches!(
                run.token(at + 2).map(|token| &token.kind),
                Some(TokenKind::Variable(_))
            ) {
                return Ok(Vec::new());
            }
            return Err(unknown_name(self, run, at + 2, Some(Kinds::ACTOR)));
        }
        let mut out = Vec::new();
        for (who, end) in lists {
            let (said, end) = self.said(run, end, context)?;
            out.push((Clause::According { who, said }, end));
        }
        Ok(out)
    }
}
