//! Words of windows and counts that are none: `in the past 2 yeers`, `at leats 2 ?x where`. Gives the mistake with the
//! nearest word; none where the words are something else.

use super::{Condition, ConditionError, Conditions};
use crate::resolve::error::ResolveError;
use crate::resolve::guess::nearest;
use crate::syntax::TokenKind;

impl Conditions<'_, '_> {
    /// `2 yeers`: a number with no unit of time behind it.
    pub(super) fn no_length(&self, at: usize) -> Option<(Result<Condition, ResolveError>, usize)> {
        const UNITS: [&str; 6] = ["years", "months", "weeks", "days", "hours", "minutes"];
        let number = matches!(self.kind(at), Some(TokenKind::Numeral(_)));
        let unit = self.run.word(at + 1)?;
        let place = self.run.place(at + 1, at + 2);
        let text = unit.to_owned();
        let error = ConditionError::Misspelt {
            place,
            nearest: nearest(unit, UNITS.into_iter()),
            text,
            what: "no unit of time",
            form: "in the past 2 years (…)",
        };
        number.then(|| (Err(error.into()), self.run.len()))
    }

    /// `at leats 2 ?x where`: one letter off a count's word, with a number and what is counted behind it.
    pub(super) fn count_misspelt(
        &self,
        at: usize,
    ) -> Option<(Result<Condition, ResolveError>, usize)> {
        let run = self.run;
        let numeral = |at| matches!(self.kind(at), Some(TokenKind::Numeral(_)));
        let counted =
            |at: usize| matches!(self.kind(at), Some(TokenKind::Variable(_))) || run.is(at, "of");
        let from = if run.is(at, "at") { at + 1 } else { at };
        let word = run.word(from)?;
        let wanted: &[&str] = if from > at {
            &["least", "most"]
        } else {
            &["exactly"]
        };
        let near = nearest(word, wanted.iter().copied());
        if wanted.contains(&word) || near.is_empty() || !numeral(from + 1) || !counted(from + 2) {
            return None;
        }
        let error = ConditionError::Misspelt {
            place: run.place(from, from + 1),
            text: word.to_owned(),
            nearest: near,
            what: "no word of a count",
            form: "at least 3 ?attack where (…)",
        };
        Some((Err(error.into()), run.len()))
    }
}
