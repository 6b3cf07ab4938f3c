//! A rule asked for all that it concludes, part by part, each part shared over the cores.
//!
//! Takes a rule made ready and what has changed; hands on its conclusions. The one idea: the rows from which a rule starts are
//! cut into parts that give so few conclusions that they lie near when they are entered, and what is there already is met at
//! once. Of a large part the cores work off pieces, against tables that nobody changes meanwhile, and what the pieces gave is
//! handed on in their order, so that conclusions come as on one core.

use super::concluded::{Concluded, Found};
use super::fixpoint::{Fixpoint, Stopped};
use super::ready::{Ready, RunFor};
use super::solve::{Changed, Solver};
use super::steps::{Find, Scan, Slot, Step};
use super::store::{Pass, Store, Table};
use super::values::{Known, UNBOUND, ValueId};
use crate::cores::in_ranges;
use std::ops::Range;

/// A piece of fewer rows is not worth a core of its own; in tests every row is.
const PIECE: usize = if cfg!(test) { 1 } else { 1 << 9 };

/// A part should give about so many conclusions: a megabyte of them.
const PART: usize = 1 << 16;

/// The first part is of so many rows: nobody knows yet what they give.
const FIRST: usize = if cfg!(test) { 2 } else { 1 << 10 };

/// The rows from which one piece of the work starts.
pub(super) struct Piece<'c> {
    pub(super) changed: &'c Changed,
    /// Whose rows have changed, where that is not the table that the rule looks through.
    pub(super) of: Option<&'c Table>,
    /// Of the table that the rule starts from, where it starts from a whole one.
    pub(super) rows: Option<Range<usize>>,
}

/// The rows from which a rule starts, part by part.
struct Parts<'c> {
    changed: &'c Changed,
    start: Start,
    from: usize,
    rows: usize,
    /// Of so many rows the next part is.
    size: usize,
}

/// What a rule starts from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Every row of a table.
    Table,
    /// The rows that have changed.
    Changed,
    /// Something that is not cut.
    Whole,
}

impl<'c> Parts<'c> {
    fn of(store: &Store, ready: &Ready, changed: &'c Changed) -> Parts<'c> {
        let first = match &ready.step {
            Step::All(parts) => parts.first(),
            step => Some(step),
        };
        let (start, rows) = match first {
            Some(Step::Scan(Scan { find, table, .. })) => match (find, ready.run_for) {
                (Find::All, _) => (Start::Table, store.rows(*table)),
                (Find::Changed, RunFor::Changed(_) | RunFor::Links(_)) => {
                    (Start::Changed, changed.len())
                }
                _ => (Start::Whole, 1),
            },
            _ => (Start::Whole, 1),
        };
        Parts {
            changed,
            start,
            from: 0,
            rows,
            size: FIRST,
        }
    }

    fn next(&mut self) -> Option<Range<usize>> {
        let from = self.from;
        self.from = self.rows.min(from + self.size);
        (from < self.from).then_some(from..self.from)
    }

    fn piece(&self, rows: Range<usize>) -> Piece<'c> {
        let (changed, rows) = match self.start {
            Start::Whole => (self.changed, None),
            Start::Table => (self.changed, Some(rows)),
            Start::Changed => (self.changed.get(rows).unwrap_or(&[]), None),
        };
        Piece {
            changed,
            of: None,
            rows,
        }
    }

    /// The part gave so many conclusions: the next may be larger, or is to be smaller.
    fn gave(&mut self, conclusions: usize, most: usize) {
        self.size = next_size(self.size, conclusions, most);
    }
}

/// Of so many rows the next part is, where one of that size gave so many conclusions, and about so many are wanted.
pub(super) fn next_size(size: usize, gave: usize, wanted: usize) -> usize {
    if gave > 2 * wanted {
        (size / 2).max(1)
    } else if gave < wanted / 2 {
        size * 2
    } else {
        size
    }
}

impl Fixpoint<'_> {
    /// Hands on all that the rule concludes from what is held now or, if it is run for a change, from what has changed, in as
    /// many lists as it takes; without regard to its own likelihood, and in part what is held already. What is handed on may
    /// be entered at once, but not be held where the rule would read it.
    pub(super) fn conclude(
        &mut self,
        ready: &Ready,
        known: &Known,
        of: (Pass, &Changed),
        mut hand_on: impl FnMut(&mut Self, &Concluded) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        self.conclude_into(ready, known, of, Found::whole, |world, pieces| {
            let mut lists = pieces.iter().flat_map(Found::lists);
            lists.try_for_each(|list| hand_on(world, list))
        })
    }

    /// The same, into one list or one a share, as many cores find them. `found`: empty ones, by the width.
    pub(super) fn conclude_into(
        &mut self,
        ready: &Ready,
        known: &Known,
        (pass, changed): (Pass, &Changed),
        found: fn(usize) -> Found,
        mut hand_on: impl FnMut(&mut Self, &[Found]) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        let mut parts = Parts::of(&self.store, ready, changed);
        while let Some(rows) = parts.next() {
            let pieces = self.conclude_part(ready, known, pass, (&parts, rows), found)?;
            parts.gave(pieces.iter().map(Found::len).sum(), PART * self.cores);
            hand_on(self, &pieces)?;
        }
        Ok(())
    }

    fn conclude_part(
        &self,
        ready: &Ready,
        known: &Known,
        pass: Pass,
        (parts, rows): (&Parts<'_>, Range<usize>),
        found: fn(usize) -> Found,
    ) -> Result<Vec<Found>, Stopped> {
        let found = in_ranges(self.cores, rows.len(), PIECE, |some| {
            let piece = parts.piece(rows.start + some.start..rows.start + some.end);
            let mut found = found(ready.head.len());
            self.conclude_piece(ready, known, pass, piece, &mut found)?;
            Ok(found)
        });
        found.into_iter().collect()
    }

    /// All that the rule concludes from one piece.
    pub(super) fn conclude_piece(
        &self,
        ready: &Ready,
        known: &Known,
        pass: Pass,
        piece: Piece<'_>,
        found: &mut Found,
    ) -> Result<(), Stopped> {
        let bound = vec![UNBOUND; ready.variables];
        let mut solver = Solver::new(
            (&self.store, &self.indexes),
            known,
            pass,
            piece.changed,
            self.stop,
            bound,
        );
        solver.start_from(piece.rows, piece.of);
        let gauge = self.stop.gauge();
        let mut args: Vec<ValueId> = Vec::with_capacity(ready.head.len());
        solver.solve(&ready.step, &mut |solver, worth| {
            args.clear();
            args.extend(ready.head.iter().map(|slot| match slot {
                Slot::Value(value) => *value,
                Slot::Var(var) => solver.bound.get(*var).copied().unwrap_or(UNBOUND),
            }));
            if !args.contains(&UNBOUND) {
                found.add(&args, worth);
                if gauge.is_some_and(|gauge| gauge.is_over_with(found.surely())) {
                    solver.stop();
                }
            }
        });
        if solver.was_stopped() || self.stop.asked() {
            self.blame(ready.rule, found.drawn());
            return Err(Stopped);
        }
        Ok(())
    }
}
