//! Chains of conditions. Takes the place where one begins, gives the conditions that `and` and `or` part up to the end.
//!
//! A name may hold an `and`: every reading of a condition is tried, the best first, until the rest can be read as well;
//! a place from which no rest can be read is tried once.

use super::{Condition, ConditionError, Conditions, MOST_CONDITIONS};
use crate::resolve::error::ResolveError;
use crate::source::Place;
use crate::syntax::TokenKind;

/// `and` or `or`, and where it stands.
type Joint = (&'static str, usize);

impl<'t> Conditions<'_, 't> {
    /// Conditions parted by `and` and `or` up to the end, last first.
    pub(super) fn chain(
        &mut self,
        at: usize,
        depth: usize,
    ) -> Option<Vec<(Condition, Option<Joint>)>> {
        if self.failed.contains(&at) || depth > MOST_CONDITIONS {
            return None;
        }
        for (condition, end) in self.alternatives(at) {
            let condition = match condition {
                Ok(condition) => condition,
                Err(error) => {
                    if end == self.run.len() {
                        self.stumble(at + 1, error);
                    }
                    continue;
                }
            };
            if end == self.run.len() {
                return Some(vec![(condition, None)]);
            }
            let Some((word, next)) = self.joint(end) else {
                let place = self.run.place(end, self.run.len());
                let text = self.run.text(end, self.run.len());
                self.stumble(end, ConditionError::Unparted { place, text }.into());
                continue;
            };
            if next == self.run.len() {
                let place = self.run.place(end, next);
                self.stumble(
                    next,
                    ConditionError::Missing {
                        place,
                        after: word.to_owned(),
                    }
                    .into(),
                );
                continue;
            }
            if let Some(mut rest) = self.chain(next, depth + 1) {
                rest.push((condition, Some((word, end))));
                return Some(rest);
            }
        }
        self.failed.insert(at);
        None
    }

    /// `and` or `or`, a comma before it passed over, and the position behind.
    pub(super) fn joint(&self, at: usize) -> Option<(&'static str, usize)> {
        let at = if matches!(self.kind(at), Some(TokenKind::Comma)) {
            at + 1
        } else {
            at
        };
        if self.run.is(at, "and") {
            Some(("and", at + 1))
        } else if self.run.is(at, "or") {
            Some(("or", at + 1))
        } else {
            None
        }
    }

    pub(super) fn joined(
        &self,
        mut chain: Vec<(Condition, Option<Joint>)>,
    ) -> Result<Condition, ResolveError> {
        chain.reverse();
        let joints: Vec<Joint> = chain.iter().filter_map(|(_, joint)| *joint).collect();
        let Some((word, first)) = joints.first().copied() else {
            return chain
                .pop()
                .map(|(one, _)| one)
                .ok_or_else(|| self.missing(0));
        };
        if let Some((other, at)) = joints.iter().copied().find(|(other, _)| *other != word) {
            return Err(ConditionError::MixedAndOr {
                place: self.joint_place(at),
                word: other,
                first: self.joint_place(first),
                ways: Box::new(self.bracketings(&joints)),
            }
            .into());
        }
        let conditions = chain.into_iter().map(|(condition, _)| condition).collect();
        Ok(if word == "and" {
            Condition::And(conditions)
        } else {
            Condition::Or(conditions)
        })
    }

    pub(super) fn joint_place(&self, at: usize) -> Place {
        let word = if matches!(self.kind(at), Some(TokenKind::Comma)) {
            at + 1
        } else {
            at
        };
        self.run.place(word, word + 1)
    }

    pub(super) fn missing(&self, at: usize) -> ResolveError {
        ConditionError::Missing {
            place: self.run.place(at, at + 1),
            after: String::new(),
        }
        .into()
    }

    /// The two ways to bracket a mix: `and` first, and `or` first.
    fn bracketings(&self, joints: &[Joint]) -> [String; 2] {
        ["and", "or"].map(|tight| {
            // Conditions, and the word behind each; those that the tight word joins become one.
            let mut parts: Vec<(String, &str)> = Vec::new();
            let mut from = 0;
            for (word, at) in joints
                .iter()
                .copied()
                .chain(std::iter::once(("", self.run.len())))
            {
                let text = self.run.text(from, at);
                match parts.last_mut() {
                    Some((open, joint)) if *joint == tight => {
                        *open = format!("{open} {tight} {text}");
                        *joint = word;
                    }
                    _ => parts.push((text, word)),
                }
                from = self.joint(at).map_or(at, |(_, next)| next);
            }
            let shown = parts.iter().map(|(text, word)| {
                let inner = text.contains(&format!(" {tight} "));
                let text = if inner {
                    format!("({text})")
                } else {
                    text.clone()
                };
                if word.is_empty() {
                    text
                } else {
                    format!("{text} {word} ")
                }
            });
            shown.collect()
        })
    }
}
