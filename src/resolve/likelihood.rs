//! Words of likelihood in a sentence. Takes the scale in force, gives what a word or a percentage stands for.

use super::words::Run;
use crate::model::Scales;
use crate::snapshot::stored;
use crate::syntax::{NumeralValue, TokenKind};
use crate::time::Likelihood;
use std::collections::HashMap;

/// The likelihood words by their first word, the longest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scale {
    by_first: HashMap<String, Vec<(Vec<String>, Likelihood)>>,
}

stored! { struct Scale { by_first } }

/// A likelihood as it stands in a text.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Spoken {
    /// What it stands for, and the word of the scale where it is one.
    Known(Likelihood, Option<String>),
    /// A percentage over 100.
    TooMuch(String),
}

impl Scale {
    /// The words of a scale.
    pub(crate) fn new(scales: &Scales) -> Scale {
        let mut by_first: HashMap<String, Vec<(Vec<String>, Likelihood)>> = HashMap::new();
        for word in &scales.likelihood {
            let words: Vec<String> = word.word.split_whitespace().map(str::to_string).collect();
            let Some(first) = words.first() else { continue };
            let list = by_first.entry(first.clone()).or_default();
            list.retain(|(old, _)| *old != words);
            list.push((words, word.likelihood));
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Scale { by_first }
    }

    /// The likelihood that begins at a position, and the position behind it.
    pub(crate) fn at(&self, run: &Run<'_>, from: usize) -> Option<(Spoken, usize)> {
        if let TokenKind::Numeral(numeral) = &run.token(from)?.kind {
            return match numeral.value {
                NumeralValue::Percent(millionths) => {
                    // 1% is a hundred ten-thousandths.
                    let parts = u32::try_from(millionths.saturating_add(5_000) / 10_000)
                        .unwrap_or(u32::MAX);
                    Some(match u16::try_from(parts).ok().and_then(Likelihood::new) {
                        Some(likelihood) => (Spoken::Known(likelihood, None), from + 1),
                        None => (Spoken::TooMuch(numeral.text.clone()), from + 1),
                    })
                }
                _ => None,
            };
        }
        if let Some(cell) = run.cell(from) {
            return self.of_cell(cell.trim()).map(|spoken| (spoken, from + 1));
        }
        let first = run.word(from)?;
        self.by_first.get(first)?.iter().find_map(|(words, is)| {
            words
                .iter()
                .enumerate()
                .all(|(step, word)| run.is(from + step, word))
                .then(|| {
                    (
                        Spoken::Known(*is, Some(words.join(" "))),
                        from + words.len(),
                    )
                })
        })
    }

    /// What a cell of a table says: `70%`, or a word of the scale.
    pub(crate) fn of_cell(&self, cell: &str) -> Option<Spoken> {
        if let Some(number) = cell.strip_suffix('%') {
            let parts = super::names::decimal(number)?.0 / 10_000;
            let likelihood = u16::try_from(parts).ok().and_then(Likelihood::new);
            return Some(match likelihood {
                Some(likelihood) => Spoken::Known(likelihood, None),
                None => Spoken::TooMuch(cell.to_string()),
            });
        }
        let first = self.by_first.get(cell.split_whitespace().next()?)?;
        let words: Vec<&str> = cell.split_whitespace().collect();
        first
            .iter()
            .find(|(word, _)| *word == words)
            .map(|(_, is)| Spoken::Known(*is, Some(words.join(" "))))
    }
}
