//! What a condition says at its leaves: a sentence, whoever claims it, a comparison.
//!
//! Gives every way to read it with its end, the best first.

use super::{Claims, Condition, Conditions, How};
use crate::model::Comparison;
use crate::resolve::choose::choose;
use crate::resolve::error::ResolveError;
use crate::resolve::names::Content;
use crate::resolve::segment::Reading;
use crate::syntax::TokenKind;

impl Conditions<'_, '_> {
    /// Sentences of every length at a position, `according to` behind them included.
    pub(super) fn sentences(
        &mut self,
        at: usize,
        how: &How,
    ) -> Vec<(Result<Condition, ResolveError>, usize)> {
        let found = self.reader.prefixes(self.run, at, &self.context);
        let mut ends: Vec<usize> = Vec::new();
        for reading in &found.readings {
            if !ends.contains(&reading.end) {
                ends.push(reading.end);
            }
        }
        if ends.is_empty() {
            let upto = (at..self.run.len())
                .find(|at| *at > 0 && self.joint(*at).is_some())
                .unwrap_or(self.run.len());
            let error = self
                .reader
                .no_sentence(self.run, at, upto, &self.context, found);
            self.stumble(at, error);
            return Vec::new();
        }
        let mut out = Vec::new();
        for end in ends {
            let same: Vec<Reading> = found
                .readings
                .iter()
                .filter(|one| one.end == end)
                .cloned()
                .collect();
            let Some(chosen) = choose(self.reader.with_numbers(same)) else {
                continue;
            };
            let (claimants, plain) = self.claimants(end);
            for (by, behind) in claimants {
                out.push((
                    chosen.clone().map(|reading| Condition::Sentence {
                        reading: Box::new(reading),
                        how: How::Claimed(by),
                    }),
                    behind,
                ));
            }
            if plain {
                let how = how.clone();
                out.push((
                    chosen.map(|reading| Condition::Sentence {
                        reading: Box::new(reading),
                        how,
                    }),
                    end,
                ));
            }
        }
        out
    }

    /// Who claims it, by `according to` at a position; and whether the sentence may end there without.
    pub(super) fn claimants(&mut self, at: usize) -> (Vec<(Content, usize)>, bool) {
        if !(self.run.is(at, "according") && self.run.is(at + 1, "to")) {
            return (Vec::new(), true);
        }
        let mut parties = self.reader.actors_at(self.run, at + 2, &self.context);
        if self.claims == Claims::OfVariables {
            parties.retain(|(by, _)| matches!(by, Content::Variable(_)));
        }
        (parties, false)
    }

    /// `?n > 1,000` at a position; none where no comparison stands within reach.
    pub(super) fn comparison(
        &mut self,
        at: usize,
        possibly: bool,
    ) -> Option<(Result<Condition, ResolveError>, usize)> {
        let run = self.run;
        let sign = (at..run.len())
            .take_while(|at| {
                !matches!(
                    self.kind(*at),
                    Some(TokenKind::Group(_) | TokenKind::Semicolon)
                )
            })
            .take_while(|at| self.joint(*at).is_none() || *at == 0)
            .find(|at| matches!(self.kind(*at), Some(TokenKind::Comparison(_))));
        let Some(sign) = sign else {
            return possibly
                .then(|| self.no_such_form(at.saturating_sub(1), at, "possibly ?n > 1,000"));
        };
        let op = match self.kind(sign) {
            Some(TokenKind::Comparison(op)) => match op.as_str() {
                "=" => Comparison::Equal,
                "!=" => Comparison::Unequal,
                "<" => Comparison::Less,
                "<=" => Comparison::AtMost,
                ">" => Comparison::Greater,
                _ => Comparison::AtLeast,
            },
            _ => return None,
        };
        let left = self
            .reader
            .values_at(run, at, &self.context)
            .into_iter()
            .find(|(_, end)| *end == sign);
        let right = self
            .reader
            .values_at(run, sign + 1, &self.context)
            .into_iter()
            .find(|(_, end)| *end == run.len() || self.joint(*end).is_some());
        let place = run.place(at, right.as_ref().map_or(sign + 1, |(_, end)| *end));
        match (left, right) {
            (Some((left, _)), Some((right, end))) => Some((
                Ok(Condition::Compare {
                    op,
                    left,
                    right,
                    possibly,
                    place,
                }),
                end,
            )),
            (None, _) => Some((Err(self.reader.unreadable_name(run, at, sign)), run.len())),
            (_, None) => Some((
                Err(self.reader.unreadable_name(run, sign + 1, run.len())),
                run.len(),
            )),
        }
    }
}
