//! What follows a question: when, by whom, under what; and behind an expected sentence its verdict. Takes a position, gives all
//! that follows it, if every word of it can be read so.

use super::dates::Dating;
use super::error::ResolveError;
use super::front::Front;
use super::guess::{nearest, unknown_name};
use super::likelihood::Spoken;
use super::names::Content;
use super::segment::Context;
use super::words::Run;
use crate::model::{BranchId, Confidence, HypothesisId, Kinds, Modifiers, Value, Verdict};
use crate::syntax::{Token, TokenKind};
use crate::time::Likelihood;
use std::borrow::Cow;

/// A likelihood, and the word that it was said with.
type Spelled = (Likelihood, Option<String>);

/// All that follows a question.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Tail {
    pub modifiers: Modifiers,
    pub verdict: Option<Verdict>,
    /// `why S, all`
    pub all: bool,
    /// `linchpins of S by source`
    pub by_source: bool,
}

/// Whether a verdict may follow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdicts {
    /// After `expect S`.
    Allowed,
    /// After any other question.
    None,
}

/// Reads what follows a question.
pub(super) struct Tails<'f, 'a, 't> {
    pub front: &'f mut Front<'a>,
    pub run: &'f Run<'t>,
    pub context: Context<'f>,
    pub verdicts: Verdicts,
}

impl Tails<'_, '_, '_> {
    /// Every position at which a modifier or a verdict may begin, the last first, and the end of the run.
    pub fn candidates(run: &Run<'_>, front: &Front<'_>, verdicts: Verdicts) -> Vec<usize> {
        let begins = |at: usize| {
            let word = run.word(at).unwrap_or_default();
            let modifier = matches!(
                word,
                "as" | "during" | "according" | "strictly" | "under" | "all" | "by"
            ) || (word == "at" && run.is(at + 1, "least"));
            let verdict = verdicts == Verdicts::Allowed
                && (matches!(
                    word,
                    "denied"
                        | "disputed"
                        | "unknown"
                        | "contested"
                        | "held"
                        | "confidence"
                        | "since"
                        | "consistent"
                        | "inconsistent"
                        | "neither"
                ) || front.vocabulary.likelihood.at(run, at).is_some());
            modifier || verdict
        };
        let end = run.len();
        std::iter::once(end)
            .chain((1..end).rev().filter(|at| begins(*at)))
            .collect()
    }

    /// All that follows from a position on; none where some of it is neither modifier nor verdict.
    pub fn read(&mut self, from: usize) -> Result<Option<Tail>, ResolveError> {
        let (tail, end) = self.read_up_to(from)?;
        Ok((end >= self.run.len()).then_some(tail))
    }

    /// Why what follows from a position on cannot be read: the first words that are neither modifier nor verdict.
    pub fn trouble(&mut self, from: usize) -> ResolveError {
        const MAY_FOLLOW: [&str; 14] = [
            "denied",
            "disputed",
            "unknown",
            "contested",
            "held back",
            "confidence",
            "consistent with",
            "inconsistent with",
            "at least",
            "as of",
            "as known on",
            "according to",
            "during",
            "under",
        ];
        let from = match self.read_up_to(from) {
            Ok((_, end)) => end,
            Err(error) => return error,
        };
        let text = self.run.text(from, self.run.len());
        let scale = &self.front.situation.scales.likelihood;
        let words = scale.iter().map(|row| row.word.as_str());
        let mut near = nearest(&text, MAY_FOLLOW.into_iter().chain(words));
        if near.is_empty() {
            let first = self.run.word(from).unwrap_or_default();
            near = nearest(first, MAY_FOLLOW.into_iter());
        }
        near.retain(|near| !text.starts_with(near.as_str()));
        ResolveError::NoVerdict {
            place: self.run.place(from, self.run.len()),
            text,
            nearest: near,
        }
    }

    /// What follows from a position on, as far as it can be read, and where that ends.
    fn read_up_to(&mut self, from: usize) -> Result<(Tail, usize), ResolveError> {
        let mut tail = Tail::default();
        let mut at = from;
        while at < self.run.len() {
            if matches!(
                self.kind(at),
                Some(TokenKind::Comma | TokenKind::QuestionMark)
            ) {
                at += 1;
                continue;
            }
            let next = match self.modifier(at, &mut tail)? {
                Some(next) => Some(next),
                None if self.verdicts == Verdicts::Allowed && tail.verdict.is_none() => {
                    self.verdict(at, &mut tail)?
                }
                None => None,
            };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        Ok((tail, at))
    }

    fn kind(&self, at: usize) -> Option<&TokenKind> {
        self.run.token(at).map(|token| &token.kind)
    }

    fn date(&self, at: usize) -> Result<Option<(Dating, usize)>, ResolveError> {
        self.front.reader().date(self.run, at, &self.context)
    }

    fn modifier(&mut self, at: usize, tail: &mut Tail) -> Result<Option<usize>, ResolveError> {
        let run = self.run;
        let out = &mut tail.modifiers;
        match run.word(at).unwrap_or_default() {
            "as" if run.is(at + 1, "of") => {
                let Some((date, end)) = self.date(at + 2)? else {
                    return Ok(None);
                };
                out.as_of = Some(self.front.date(&date)?);
                Ok(Some(end))
            }
            "as" if run.is(at + 1, "known") && run.is(at + 2, "on") => {
                let Some((date, end)) = self.date(at + 3)? else {
                    return Ok(None);
                };
                out.known_on = Some(self.front.date(&date)?);
                Ok(Some(end))
            }
            "during" => {
                let Some((date, end)) = self.date(at + 1)? else {
                    return Ok(None);
                };
                out.during = Some(match date {
                    Dating::Interval(from, to) => (from, to),
                    one => {
                        let date = self.front.date(&one)?;
                        (Some(date.clone()), Some(date))
                    }
                });
                Ok(Some(end))
            }
            "strictly" if run.is(at + 1, "according") => {
                out.strictly = true;
                self.according(at + 1, tail)
            }
            "according" => self.according(at, tail),
            "under" => self.under(at + 1, tail),
            "at" if run.is(at + 1, "least") && self.verdicts == Verdicts::None => {
                let Some((likelihood, end)) = self.likelihood(at + 2)? else {
                    return Ok(None);
                };
                tail.modifiers.at_least = Some(likelihood.0);
                Ok(Some(end))
            }
            "all"
                if at + 1 == run.len()
                    || matches!(self.kind(at + 1), Some(TokenKind::QuestionMark)) =>
            {
                tail.all = true;
                Ok(Some(at + 1))
            }
            "by" if run.is(at + 1, "source") => {
                tail.by_source = true;
                Ok(Some(at + 2))
            }
            _ => Ok(None),
        }
    }

    fn according(&mut self, at: usize, tail: &mut Tail) -> Result<Option<usize>, ResolveError> {
        if !self.run.is(at + 1, "to") {
            return Ok(None);
        }
        let reader = self.front.reader();
        let parties = reader.actors_at(self.run, at + 2, &self.context);
        let named = parties
            .into_iter()
            .find_map(|(content, end)| match content {
                Content::Value(Value::Entity(entity)) => Some((entity, end)),
                _ => None,
            });
        match named {
            Some((entity, end)) => {
                tail.modifiers.according_to = Some(entity);
                Ok(Some(end))
            }
            None => Err(unknown_name(&reader, self.run, at + 2, Some(Kinds::ACTOR))),
        }
    }

    fn under(&self, mut at: usize, tail: &mut Tail) -> Result<Option<usize>, ResolveError> {
        let mut found = false;
        loop {
            let Some(TokenKind::Text(title)) = self.kind(at) else {
                return Ok(found.then_some(at));
            };
            tail.modifiers.under.push(self.branch(title, at)?);
            found = true;
            at += 1;
            let joint = matches!(self.kind(at), Some(TokenKind::Comma)) || self.run.is(at, "and");
            if joint && matches!(self.kind(at + 1), Some(TokenKind::Text(_))) {
                at += 1;
            }
        }
    }

    fn branch(&self, title: &str, at: usize) -> Result<BranchId, ResolveError> {
        let branches = || self.front.situation.branches.iter();
        branches()
            .find(|(_, branch)| branch.title == title)
            .map(|(id, _)| id)
            .ok_or_else(|| ResolveError::NoAlternative {
                place: self.run.place(at, at + 1),
                text: title.to_owned(),
                what: "branch",
                nearest: nearest(title, branches().map(|(_, branch)| branch.title.as_str())),
            })
    }

    fn hypothesis(&self, at: usize) -> Result<Option<HypothesisId>, ResolveError> {
        let Some(TokenKind::Text(title)) = self.kind(at) else {
            return Ok(None);
        };
        let all = || self.front.situation.hypotheses.iter();
        all()
            .find(|(_, hypothesis)| hypothesis.title == *title)
            .map(|(id, _)| Some(id))
            .ok_or_else(|| ResolveError::NoAlternative {
                place: self.run.place(at, at + 1),
                text: title.to_owned(),
                what: "hypothesis",
                nearest: nearest(title, all().map(|(_, one)| one.title.as_str())),
            })
    }

    fn likelihood(&self, at: usize) -> Result<Option<(Spelled, usize)>, ResolveError> {
        match self.front.vocabulary.likelihood.at(self.run, at) {
            Some((Spoken::Known(likelihood, word), end)) => {
                // A word stands for the lower end of its range.
                let from = word.as_ref().and_then(|word| {
                    self.front
                        .situation
                        .scales
                        .likelihood
                        .iter()
                        .rev()
                        .find(|row| row.word == *word)
                });
                Ok(Some(((from.map_or(likelihood, |row| row.from), word), end)))
            }
            Some((Spoken::TooMuch(text), end)) => Err(ResolveError::TooLikely {
                place: self.run.place(at, end),
                text,
            }),
            None => Ok(None),
        }
    }

    fn verdict(&mut self, at: usize, tail: &mut Tail) -> Result<Option<usize>, ResolveError> {
        let run = self.run;
        let (verdict, end) = match run.word(at).unwrap_or_default() {
            "denied" => (Verdict::Denied, at + 1),
            "disputed" => (Verdict::Disputed, at + 1),
            "unknown" => (Verdict::Unknown, at + 1),
            "contested" => (Verdict::Contested, at + 1),
            "held" if run.is(at + 1, "back") => (Verdict::HeldBack, at + 2),
            "confidence" => match run.word(at + 1) {
                Some("high") => (Verdict::Confidence(Confidence::High), at + 2),
                Some("moderate") => (Verdict::Confidence(Confidence::Moderate), at + 2),
                Some("low") => (Verdict::Confidence(Confidence::Low), at + 2),
                _ => return Ok(None),
            },
            "since" => {
                let Some((date, end)) = self.date(at + 1)? else {
                    return Ok(None);
                };
                (Verdict::Since(self.front.date(&date)?), end)
            }
            word @ ("consistent" | "inconsistent" | "neither") if run.is(at + 1, "with") => {
                let Some(hypothesis) = self.hypothesis(at + 2)? else {
                    return Ok(None);
                };
                let verdict = match word {
                    "consistent" => Verdict::Consistent(hypothesis),
                    "inconsistent" => Verdict::Inconsistent(hypothesis),
                    _ => Verdict::Neither(hypothesis),
                };
                (verdict, at + 3)
            }
            "at" if run.is(at + 1, "least") => {
                let Some(((likelihood, _), end)) = self.likelihood(at + 2)? else {
                    return Ok(None);
                };
                (Verdict::AtLeast(likelihood), end)
            }
            _ => {
                let spoken = self.front.vocabulary.likelihood.at(run, at);
                match spoken {
                    Some((Spoken::Known(_, Some(word)), end)) => (Verdict::Word(word), end),
                    Some((Spoken::Known(likelihood, None), end)) => {
                        (Verdict::Exactly(likelihood), end)
                    }
                    Some((Spoken::TooMuch(text), end)) => {
                        return Err(ResolveError::TooLikely {
                            place: run.place(at, end),
                            text,
                        });
                    }
                    None => return Ok(None),
                }
            }
        };
        tail.verdict = Some(verdict);
        Ok(Some(end))
    }
}

/// The tokens without a question mark at their end.
pub(super) fn without_mark(tokens: &[Token]) -> Cow<'_, [Token]> {
    match tokens.split_last() {
        Some((last, rest)) if last.kind == TokenKind::QuestionMark => Cow::Borrowed(rest),
        // In `as of 2020?` the mark is the question's, not the date's.
        Some((
            Token {
                kind: TokenKind::Date(date),
                place,
            },
            rest,
        )) if date.ends_with('?') => {
            let mut all = rest.to_vec();
            all.push(Token {
                kind: TokenKind::Date(date.trim_end_matches('?').to_owned()),
                place: *place,
            });
            Cow::Owned(all)
        }
        _ => Cow::Borrowed(tokens),
    }
}
