//! Conditions. Takes the tokens of a rule's body or a question's pattern, gives them as a tree of readings.
//!
//! `and` and `or` part conditions, and names hold them too (`Islamic State of Iraq and Syria`): so each condition is
//! tried at every length it can be read at, the best first, until what follows can be read as well.

mod joints;
mod leaf;
mod misspelt;

use super::error::ResolveError;
use super::names::Content;
use super::numbers::numeric;
use super::segment::{Context, Reader, Reading};
use super::words::Run;
use crate::model::{Comparison, Length};
use crate::source::Place;
use crate::syntax::{Token, TokenKind};
use crate::time::parse_duration;
use std::collections::HashSet;

/// What of a sentence is asked.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum How {
    /// That it holds (of a negated wording, that it is denied).
    Plain,
    /// `it is denied that S`
    ItIsDenied,
    /// `stated S`
    Stated,
    /// `S according to ?w`
    Claimed(Content),
}

/// A condition as it was read.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Condition {
    Sentence {
        reading: Box<Reading>,
        how: How,
    },
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Past(Box<Condition>),
    PastWithin(Length, Box<Condition>),
    Throughout(Length, Box<Condition>),
    AnyTime(Box<Condition>),
    Count {
        how: Counting,
        k: u32,
        var: String,
        body: Box<Condition>,
    },
    AtLeastOf {
        k: u32,
        of: Vec<Condition>,
    },
    Compare {
        op: Comparison,
        left: Content,
        right: Content,
        possibly: bool,
        place: Place,
    },
}

/// `at least`, `at most`, `exactly`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Counting {
    AtLeast,
    AtMost,
    Exactly,
}

/// What can be wrong with conditions, apart from what can be wrong with a sentence.
#[derive(Clone, PartialEq, Debug)]
pub enum ConditionError {
    /// `A and B or C`
    MixedAndOr {
        /// The second of the two words.
        place: Place,
        /// `or`
        word: &'static str,
        /// The first of them.
        first: Place,
        /// Both ways to bracket it, in full.
        ways: Box<[String; 2]>,
    },
    /// Nothing stands where a condition should.
    Missing {
        /// What should be followed by one.
        place: Place,
        /// `and`
        after: String,
    },
    /// `at least 2 of` with nothing that can be counted, and the like.
    NoSuchForm {
        /// The words.
        place: Place,
        /// How it is written.
        form: &'static str,
    },
    /// A word of a window or a count that is none.
    Misspelt {
        /// The word.
        place: Place,
        /// As it was written.
        text: String,
        /// What it is not.
        what: &'static str,
        /// The words that are near it.
        nearest: Vec<String>,
        /// How it is written.
        form: &'static str,
    },
    /// What stands behind a condition is neither `and` nor `or`.
    Unparted {
        /// What stands there.
        place: Place,
        /// As it was written.
        text: String,
    },
}

/// More conditions than this in one body are no body that anybody wrote.
const MOST_CONDITIONS: usize = 2_000;

/// Whose claims a condition may ask for with `according to`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Claims {
    /// In a rule: a variable's, or a party's by name.
    OfAnybody,
    /// In a question: a variable's. A party's name there says in whose view the whole is asked.
    OfVariables,
}

/// Reads conditions.
pub(super) struct Conditions<'r, 't> {
    reader: Reader<'r>,
    run: &'r Run<'t>,
    context: Context<'r>,
    claims: Claims,
    /// Where no rest of a chain can be read from.
    failed: HashSet<usize>,
    /// The mistake that was met farthest to the right.
    trouble: Option<(usize, ResolveError)>,
}

impl<'r, 't> Conditions<'r, 't> {
    /// All tokens of a run as one condition.
    pub(super) fn read(
        reader: Reader<'r>,
        run: &'r Run<'t>,
        context: Context<'r>,
        claims: Claims,
    ) -> Result<Condition, ResolveError> {
        let numbers = numeric(run.tokens);
        let reader = if reader.numbers.is_empty() {
            Reader {
                numbers: &numbers,
                ..reader
            }
        } else {
            reader
        };
        let mut conditions = Conditions {
            reader,
            run,
            context,
            claims,
            failed: HashSet::new(),
            trouble: None,
        };
        if run.len() == 0 {
            return Err(ConditionError::Missing {
                place: Place::default(),
                after: String::new(),
            }
            .into());
        }
        match conditions.chain(0, 0) {
            Some(chain) => conditions.joined(chain),
            None => Err(conditions.trouble.map_or_else(
                || {
                    conditions
                        .reader
                        .unreadable(run, 0, run.len(), &conditions.context)
                },
                |(_, error)| error,
            )),
        }
    }

    fn stumble(&mut self, at: usize, error: ResolveError) {
        if self.trouble.as_ref().is_none_or(|(before, _)| at > *before) {
            self.trouble = Some((at, error));
        }
    }

    fn kind(&self, at: usize) -> Option<&'t TokenKind> {
        self.run.token(at).map(|token| &token.kind)
    }

    /// Every way to read one condition at a position, the best first.
    fn alternatives(&mut self, at: usize) -> Vec<(Result<Condition, ResolveError>, usize)> {
        let run = self.run;
        if run.is(at, "not") {
            return self.inside(at + 1, Condition::Not);
        }
        if run.is(at, "stated") {
            return self.sentences(at + 1, &How::Stated);
        }
        if ["it", "is", "denied", "that"]
            .iter()
            .enumerate()
            .all(|(step, word)| run.is(at + step, word))
        {
            return self.sentences(at + 4, &How::ItIsDenied);
        }
        if run.is(at, "possibly") {
            return self.comparison(at + 1, true).into_iter().collect();
        }
        if run.is(at, "in") && run.is(at + 1, "the") && run.is(at + 2, "past") {
            return match self.length(at + 3) {
                Some((length, next)) => {
                    self.inside(next, |one| Condition::PastWithin(length.clone(), one))
                }
                None => match self.no_length(at + 3) {
                    Some(error) => vec![error],
                    None => self.inside(at + 3, Condition::Past),
                },
            };
        }
        if run.is(at, "throughout") && run.is(at + 1, "the") && run.is(at + 2, "past") {
            let Some((length, next)) = self.length(at + 3) else {
                return vec![self.no_length(at + 3).unwrap_or_else(|| {
                    self.no_such_form(at, at + 3, "throughout the past 2 years (…)")
                })];
            };
            return self.inside(next, |one| Condition::Throughout(length.clone(), one));
        }
        if run.is(at, "at") && run.is(at + 1, "any") && run.is(at + 2, "time") {
            return self.inside(at + 3, Condition::AnyTime);
        }
        if let Some(counted) = self.counted(at) {
            return counted;
        }
        if let Some(error) = self.count_misspelt(at) {
            return vec![error];
        }
        if let Some(TokenKind::Group(tokens)) = self.kind(at) {
            return vec![(self.group(tokens, at), at + 1)];
        }
        if let Some(compared) = self.comparison(at, false) {
            return vec![compared];
        }
        self.sentences(at, &How::Plain)
    }

    /// What stands behind `not`, a window or `where`, wrapped.
    fn inside(
        &mut self,
        at: usize,
        wrap: impl Fn(Box<Condition>) -> Condition,
    ) -> Vec<(Result<Condition, ResolveError>, usize)> {
        if at >= self.run.len() {
            let place = self.run.place(at.saturating_sub(1), at);
            let after = self.run.text(at.saturating_sub(1), at);
            return vec![(Err(ConditionError::Missing { place, after }.into()), at)];
        }
        self.alternatives(at)
            .into_iter()
            .map(|(one, end)| (one.map(|condition| wrap(Box::new(condition))), end))
            .collect()
    }

    fn group(&self, tokens: &[Token], at: usize) -> Result<Condition, ResolveError> {
        if tokens.is_empty() {
            let place = self.run.place(at, at + 1);
            return Err(ConditionError::Missing {
                place,
                after: "(".to_owned(),
            }
            .into());
        }
        let inner = self.reader.run(tokens);
        Conditions::read(self.reader, &inner, self.context, self.claims)
    }

    fn no_such_form(
        &self,
        from: usize,
        to: usize,
        form: &'static str,
    ) -> (Result<Condition, ResolveError>, usize) {
        let place = self.run.place(from, to.min(self.run.len()));
        (
            Err(ConditionError::NoSuchForm { place, form }.into()),
            self.run.len(),
        )
    }

    /// `2 years`, `a year`, `year`, and the position behind.
    fn length(&self, at: usize) -> Option<(Length, usize)> {
        [2, 1].into_iter().find_map(|words| {
            let text = (at..at + words)
                .map(|at| self.run.word(at))
                .collect::<Option<Vec<_>>>()?
                .join(" ");
            let duration = parse_duration(&text)?;
            Some((
                Length {
                    duration,
                    text,
                    place: self.run.place(at, at + words),
                },
                at + words,
            ))
        })
    }

    /// `at least 3 ?x where (…)`, `at least 2 of (A; B)`; none where the words are something else.
    fn counted(&mut self, at: usize) -> Option<Vec<(Result<Condition, ResolveError>, usize)>> {
        let run = self.run;
        let (how, next) = if run.is(at, "at") && run.is(at + 1, "least") {
            (Counting::AtLeast, at + 2)
        } else if run.is(at, "at") && run.is(at + 1, "most") {
            (Counting::AtMost, at + 2)
        } else if run.is(at, "exactly") {
            (Counting::Exactly, at + 1)
        } else {
            return None;
        };
        let k: u32 = run.word(next)?.replace(',', "").parse().ok()?;
        if let Some(TokenKind::Variable(var)) = self.kind(next + 1) {
            if !run.is(next + 2, "where") {
                return Some(vec![self.no_such_form(
                    at,
                    next + 2,
                    "at least 3 ?attack where (…)",
                )]);
            }
            let wrap = |body| Condition::Count {
                how,
                k,
                var: var.clone(),
                body,
            };
            return Some(self.inside(next + 3, wrap));
        }
        if how == Counting::AtLeast && run.is(next + 1, "of") {
            let Some(TokenKind::Group(tokens)) = self.kind(next + 2) else {
                return Some(vec![self.no_such_form(
                    at,
                    next + 2,
                    "at least 2 of (A; B; C)",
                )]);
            };
            let of: Result<Vec<Condition>, ResolveError> = tokens
                .split(|token| token.kind == TokenKind::Semicolon)
                .filter(|part| !part.is_empty())
                .map(|part| {
                    let inner = self.reader.run(part);
                    Conditions::read(self.reader, &inner, self.context, self.claims)
                })
                .collect();
            return Some(vec![(
                of.map(|of| Condition::AtLeastOf { k, of }),
                next + 3,
            )]);
        }
        None
    }
}
