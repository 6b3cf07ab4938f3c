//! What is yet to be settled within a stratum, the likeliest first.
//!
//! Takes worths that rules or evidence give; gives, level by level from the highest likelihood down, the
//! stretches that now hold. The one idea (Knuth 1977, as Dijkstra's shortest ways): no rule concludes more than
//! its weakest condition, so what is taken at the highest level open can never be raised, and every stretch of
//! every row settles once.

use super::store::{Cell, Pass, RowId};
use crate::model::Sign;
use crate::time::{Likelihood, Steps};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A node's place in its stratum, and a row of its table.
pub(super) type Entry = (usize, RowId);

/// When something settles: the highest level first, and within a level round after round.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Due {
    level: Reverse<Likelihood>,
    /// The round within the level, from 1.
    pub(super) round: u32,
}

impl Due {
    pub(super) fn at(level: Likelihood, round: u32) -> Due {
        let level = Reverse(level);
        Due { level, round }
    }

    pub(super) fn level(self) -> Likelihood {
        self.level.0
    }
}

/// What is open, by when it is due.
pub(super) struct Agenda {
    due: BTreeMap<Due, BTreeSet<Entry>>,
    open: Vec<Vec<Steps>>,
    /// What was handed out last.
    last: Due,
}

impl Agenda {
    pub(super) fn new(nodes: usize) -> Agenda {
        Agenda {
            due: BTreeMap::new(),
            open: vec![Vec::new(); nodes],
            last: Due::at(Likelihood::CERTAIN, 0),
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
            let round = if step.value == self.last.level() {
                self.last.round + 1
            } else {
                1
            };
            let due = Due::at(step.value, round);
            self.due.entry(due).or_default().insert((node, row));
        }
        *open = after;
    }

    /// What is due next, and all that is: the highest level open, round after round.
    pub(super) fn next(&mut self) -> Option<(Due, BTreeSet<Entry>)> {
        let (due, entries) = self.due.pop_first()?;
        self.last = due;
        Some((due, entries))
    }

    /// When something is due next.
    pub(super) fn next_due(&self) -> Option<Due> {
        self.due.first_key_value().map(|(due, _)| *due)
    }

    /// All that is due then, and nothing before; perhaps nothing at all.
    pub(super) fn take(&mut self, due: Due) -> BTreeSet<Entry> {
        self.last = due;
        self.due.remove(&due).unwrap_or_default()
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
