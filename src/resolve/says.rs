//! Claims. Takes the beginning of a segment, gives every way to read it as `X says on D that` or `X denies on D that`.

use super::dates::Dating;
use super::names::Content;
use super::segment::{Context, Reader};
use super::words::Run;
use crate::model::{Kinds, Sign, Value};

/// The beginning of a claim: `X says on D that`.
pub(crate) struct Claiming {
    /// Who.
    pub(crate) who: Vec<Content>,
    /// For `says`, against `denies`.
    pub(crate) sign: Sign,
    /// When.
    pub(crate) said: Option<Dating>,
    /// The position behind `that`.
    pub(crate) end: usize,
}

impl Reader<'_> {
    /// Every way in which the segment begins as a claim.
    pub(crate) fn claims(&self, run: &Run<'_>, context: &Context<'_>) -> Vec<Claiming> {
        let starts: Vec<(Vec<Content>, usize)> = match context.subject {
            Some(subject) => vec![(subject.to_vec(), 0)],
            None => {
                let has_verb = (0..run.len()).any(|at| {
                    ["says", "denies", "say", "deny"]
                        .iter()
                        .any(|w| run.is(at, w))
                });
                if !has_verb {
                    return Vec::new();
                }
                self.name_lists(run, 0, Kinds::ACTOR, context.spelling)
                    .into_iter()
                    .map(|(names, end)| {
                        let who = names
                            .into_iter()
                            .map(|entity| Content::Value(Value::Entity(entity)))
                            .collect();
                        (who, end)
                    })
                    .collect()
            }
        };
        starts
            .into_iter()
            .filter_map(|(who, at)| {
                let sign = match run.word(at)? {
                    "says" => Sign::For,
                    "denies" => Sign::Against,
                    "say" if who.len() > 1 => Sign::For,
                    "deny" if who.len() > 1 => Sign::Against,
                    _ => return None,
                };
                let (said, end) = self.said(run, at + 1, context).ok()?;
                run.is(end, "that").then_some(Claiming {
                    who,
                    sign,
                    said,
                    end: end + 1,
                })
            })
            .collect()
    }
}
