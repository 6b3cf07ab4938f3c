//! What is yet to be settled within a stratum, the likeliest first.
//!
//! Takes worths that rules or evidence give; gives, level by level from the highest likelihood down, the
//! stretches that now hold. The one idea (Knuth 1977, as Dijkstra's shortest ways): no rule concludes more than
//! its weakest condition, so what is taken at the highest level open can never be raised, and every stretch of
//! every row settles once.

use super::store::RowId;
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
    due: BTreeMap<Due, Vec<(u32, u32)>>,
    open: Vec<Open>,
    /// What was handed out last.
    last: Due,
}

/// What is open of the rows of one node: most rows have nothing open most of the time.
struct Open {
    /// For each row, one more than its place among the worths; 0 where nothing is open.
    places: Vec<u32>,
    /// The first is certainty for all time, which all rows share that have it open.
    worths: Vec<Steps>,
    free: Vec<u32>,
}

/// One more than the place of certainty.
const CERTAIN: u32 = 1;

impl Default for Open {
    fn default() -> Open {
        Open {
            places: Vec::new(),
            worths: vec![Steps::always(Likelihood::CERTAIN)],
            free: Vec::new(),
        }
    }
}

impl Open {
    fn get(&self, row: RowId) -> Option<&Steps> {
        let place = self.places.get(row)?.checked_sub(1)?;
        self.worths.get(place as usize)
    }

    fn set(&mut self, row: RowId, worth: Steps) {
        if self.places.len() <= row {
            self.places.resize(row + 1, 0);
        }
        let Some(place) = self.places.get_mut(row) else {
            return;
        };
        let own = (*place > CERTAIN).then(|| *place - 1);
        if worth.is_never() || worth.is_always_certain() {
            self.free.extend(own);
            *place = if worth.is_never() { 0 } else { CERTAIN };
            return;
        }
        let at = own.or_else(|| self.free.pop()).unwrap_or_else(|| {
            self.worths.push(Steps::never());
            self.worths.len() as u32 - 1
        });
        *place = at + 1;
        if let Some(open) = self.worths.get_mut(at as usize) {
            *open = worth;
        }
    }
}

impl Agenda {
    pub(super) fn new(nodes: usize) -> Agenda {
        Agenda {
            due: BTreeMap::new(),
            open: (0..nodes).map(|_| Open::default()).collect(),
            last: Due::at(Likelihood::CERTAIN, 0),
        }
    }

    /// Reads what will be asked of the rows, one after the other, so that the waits for memory overlap.
    pub(super) fn bring_near(&self, node: usize, rows: impl Iterator<Item = RowId>) {
        let Some(open) = self.open.get(node) else {
            return;
        };
        let places = rows.map(|row| open.places.get(row).copied().unwrap_or(0));
        std::hint::black_box(places.fold(0, |near, place| near ^ place));
    }

    /// Adds a worth, as far as it is more than what is open or settled.
    pub(super) fn add(&mut self, (node, row): Entry, worth: &Steps, settled: &Steps) {
        let Some(rows) = self.open.get_mut(node) else {
            return;
        };
        let before = rows.get(row);
        if settled.is_never() && before == Some(worth) {
            return;
        }
        if let (None, true, [only]) = (before, settled.is_never(), worth.steps()) {
            note(&mut self.due, self.last, only.value, (node, row));
            rows.set(row, worth.clone());
            return;
        }
        let new = above(worth, settled);
        let after = before.map_or_else(|| new.clone(), |before| before.max(&new));
        let is_due = |level: Likelihood| {
            let mut steps = before.into_iter().flat_map(Steps::steps);
            steps.any(|step| step.value == level)
        };
        for (at, step) in after.steps().iter().enumerate() {
            let level = step.value;
            let mut earlier = after.steps().iter().take(at);
            if is_due(level) || earlier.any(|step| step.value == level) {
                continue;
            }
            note(&mut self.due, self.last, level, (node, row));
        }
        if before != Some(&after) {
            rows.set(row, after);
        }
    }

    /// What is due next, and all that is: the highest level open, round after round.
    pub(super) fn next(&mut self) -> Option<(Due, Vec<Entry>)> {
        let due = self.next_due()?;
        Some((due, self.take(due)))
    }

    /// When something is due next.
    pub(super) fn next_due(&self) -> Option<Due> {
        self.due.first_key_value().map(|(due, _)| *due)
    }

    /// About how much is due then.
    pub(super) fn count(&self, due: Due) -> usize {
        self.due.get(&due).map_or(0, Vec::len)
    }

    /// All that is due then, in order, and nothing before; perhaps nothing at all.
    pub(super) fn take(&mut self, due: Due) -> Vec<Entry> {
        self.last = due;
        let mut entries = self.due.remove(&due).unwrap_or_default();
        entries.sort_unstable();
        entries.dedup();
        entries
            .into_iter()
            .map(|(node, row)| (node as usize, row as RowId))
            .collect()
    }

    /// Takes what is open for the row at that level, as far as it is not settled: it settles.
    pub(super) fn settle(
        &mut self,
        (node, row): Entry,
        level: Likelihood,
        settled: &Steps,
    ) -> Option<Steps> {
        let rows = self.open.get_mut(node)?;
        let open = rows.get(row)?;
        let here = at_level(open, level);
        let left = match open.steps() {
            [only] if only.value == level => Steps::never(),
            _ => open.mask_where(&here, level),
        };
        rows.set(row, left);
        let new = if settled.is_never() {
            here
        } else {
            here.mask_where(settled, level)
        };
        (!new.is_never()).then_some(new)
    }
}

/// Notes that something of a row is due at the level: in the next round, where that level is at hand.
fn note(
    all: &mut BTreeMap<Due, Vec<(u32, u32)>>,
    last: Due,
    level: Likelihood,
    (node, row): Entry,
) {
    let round = if level == last.level() {
        last.round + 1
    } else {
        1
    };
    let due = all.entry(Due::at(level, round)).or_default();
    due.push((node as u32, row as u32));
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
