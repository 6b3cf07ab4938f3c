//! What is yet to be settled within a stratum, the likeliest first.
//!
//! Takes worths that rules or evidence give; gives, level by level from the highest likelihood down, the
//! stretches that now hold. The one idea (Knuth 1977, as Dijkstra's shortest ways): no rule concludes more than
//! its weakest condition, so what is taken at the highest level open can never be raised, and every stretch of
//! every row settles once.

use super::store::{Cell, Pass, RowId};
use crate::model::Sign;
use crate::time::{Likelihood, Steps};
use std::collections::{BTreeMap, BTreeSet};

/// A node's place in its stratum, and a row of its table.
type Entry = (usize, RowId);

/// What is open, by level.
#[derive(Default)]
pub(super) struct Agenda {
    levels: BTreeMap<Likelihood, BTreeSet<Entry>>,
    open: Vec<Vec<Steps>>,
}

impl Agenda {
    pub(super) fn new(nodes: usize) -> Agenda {
        Agenda {
            levels: BTreeMap::new(),
            open: vec![Vec::new(); nodes],
        }
    }

    /// Adds a worth, as far as it is more than what is open or settled.
    pub(super) fn add(&mut self, node: usize, row: RowId, worth: &Steps, settled: &Steps) {
        let Some(rows) = self.open.get_mut(node) else {
            return;
        };
        if rows.len() <= row {
            rows.resize(row + 1, Steps::never());
        }
        let Some(open) = rows.get_mut(row) else {
            return;
        };
        let new = above(worth, settled);
        let after = open.max(&new);
        if after == *open {
            return;
        }
        for step in after.steps() {
            self.levels
                .entry(step.value)
                .or_default()
                .insert((node, row));
        }
        *open = after;
    }

    /// The highest level open, and all that is open there.
    pub(super) fn next(&mut self) -> Option<(Likelihood, BTreeSet<Entry>)> {
        self.levels.pop_last()
    }

    /// Takes what is open for the row at that level, as far as it is not settled, and settles it.
    pub(super) fn settle(
        &mut self,
        (node, row): Entry,
        level: Likelihood,
        cell: &mut Cell,
        sign: Sign,
        pass: Pass,
    ) -> Option<Steps> {
        let open = self.open.get_mut(node)?.get_mut(row)?;
        let here = at_level(open, level);
        *open = open.mask_where(&here, level);
        let settled = cell.held_mut(sign, pass);
        let new = if settled.is_never() {
            here
        } else {
            here.mask_where(settled, level)
        };
        if new.is_never() {
            return None;
        }
        *settled = settled.max(&new);
        Some(new)
    }
}

/// The stretches at just that level.
pub(super) fn at_level(steps: &Steps, level: Likelihood) -> Steps {
    match steps.steps() {
        [only] if only.value == level => steps.clone(),
        several => Steps::from_steps(
            several
                .iter()
                .filter(|step| step.value == level)
                .map(|step| (step.span, step.value)),
        ),
    }
}

/// The first where it is more than the second, 0 elsewhere.
fn above(worth: &Steps, settled: &Steps) -> Steps {
    if settled.is_never() {
        return worth.clone();
    }
    let levels: BTreeSet<Likelihood> = worth.steps().iter().map(|step| step.value).collect();
    levels.into_iter().fold(Steps::never(), |above, level| {
        above.max(&at_level(worth, level).mask_where(settled, level))
    })
}
