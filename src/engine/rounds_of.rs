//! In which round of its level each stretch of a row was settled, from 1.
//!
//! Takes stretches with their rounds; gives them back. What a stretch rests on was settled at a higher level, or in an
//! earlier round. The one idea: mostly all stretches of a row have the same round, and that is all that is kept.

use super::store::RowId;
use crate::snapshot::stored;
use crate::time::{Span, Steps};
use std::collections::BTreeMap;

/// The rounds of the rows of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct RoundsOf {
    /// Of each row, if it has one; else 0.
    one: Vec<u32>,
    /// Of the rows that have several.
    several: BTreeMap<RowId, Vec<(Span, u32)>>,
}

stored! { struct RoundsOf { one, several } }

impl RoundsOf {
    /// The stretches of the row with their rounds; `held` is what it is worth. Empty where it was settled at once.
    pub(super) fn of(&self, row: RowId, held: &Steps) -> Vec<(Span, u32)> {
        if let Some(several) = self.several.get(&row) {
            return several.clone();
        }
        match self.one.get(row) {
            None | Some(0) => Vec::new(),
            Some(round) => with(held, *round),
        }
    }

    /// Notes in which round new stretches were settled; `before` is what the row was worth until then.
    pub(super) fn note(&mut self, row: RowId, before: &Steps, new: &Steps, round: u32) {
        if let Some(several) = self.several.get_mut(&row) {
            several.extend(with(new, round));
            return;
        }
        if self.one.len() <= row {
            self.one.resize(row + 1, 0);
        }
        match self.one.get_mut(row) {
            Some(one) if *one == 0 || *one == round => *one = round,
            Some(one) => {
                let mut stretches = with(before, *one);
                stretches.extend(with(new, round));
                self.several.insert(row, stretches);
            }
            None => {}
        }
    }

    /// As if the row had not been settled.
    pub(super) fn forget(&mut self, row: RowId) {
        self.several.remove(&row);
        if let Some(one) = self.one.get_mut(row) {
            *one = 0;
        }
    }

    /// Takes over those of rows that have other numbers here.
    pub(super) fn take_share(&mut self, own: RoundsOf, number: impl Fn(RowId) -> RowId) {
        for (row, one) in own.one.into_iter().enumerate().filter(|(_, one)| *one > 0) {
            let row = number(row);
            if self.one.len() <= row {
                self.one.resize(row + 1, 0);
            }
            if let Some(known) = self.one.get_mut(row) {
                *known = one;
            }
        }
        let several = own.several.into_iter();
        self.several
            .extend(several.map(|(row, rounds)| (number(row), rounds)));
    }

    fn one(&self, row: RowId) -> u32 {
        self.one.get(row).copied().unwrap_or(0)
    }
}

fn with(steps: &Steps, round: u32) -> Vec<(Span, u32)> {
    steps
        .steps()
        .iter()
        .map(|step| (step.span, round))
        .collect()
}

impl PartialEq for RoundsOf {
    fn eq(&self, other: &RoundsOf) -> bool {
        let rows = self.one.len().max(other.one.len());
        self.several == other.several && (0..rows).all(|row| self.one(row) == other.one(row))
    }
}
