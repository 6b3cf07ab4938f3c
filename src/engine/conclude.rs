//! A rule asked for all that it concludes, its work shared over the cores.
//!
//! Takes a rule made ready and what has changed; gives its conclusions. The one idea: the rows from which a rule starts are
//! cut into as many pieces as there are cores; each piece is worked off by itself, against tables that nobody changes
//! meanwhile, and the conclusions are laid one after the other, so that they come in the same order as on one core.

use super::concluded::Concluded;
use super::fixpoint::{Fixpoint, Stopped};
use super::ready::{Ready, RunFor};
use super::solve::{Changed, Solver};
use super::steps::{Find, Slot, Step};
use super::store::Pass;
use super::values::{Known, UNBOUND, ValueId};
use std::ops::Range;

/// A piece of fewer rows is not worth a core of its own (measured: a closure cut into smaller ones took a fifth longer on two
/// cores that share their caches); in tests every row is.
const PIECE: usize = if cfg!(test) { 1 } else { 1 << 18 };

/// The rows from which one piece of the work starts.
struct Piece<'c> {
    changed: &'c Changed,
    /// Of the table that the rule starts from, where it starts from a whole one.
    rows: Option<Range<usize>>,
}

impl Fixpoint<'_> {
    /// All that the rule concludes from what is held now or, if it is run for a change, from what has changed; without
    /// regard to its own likelihood, and in part to what is held already.
    pub(super) fn conclude(
        &self,
        ready: &Ready,
        known: &Known,
        pass: Pass,
        changed: &Changed,
    ) -> Result<Concluded, Stopped> {
        let mut pieces = self.pieces(ready, changed).into_iter();
        let Some(first) = pieces.next() else {
            return Ok(Concluded::of(ready.head.len()));
        };
        if pieces.len() == 0 {
            return self.conclude_piece(ready, known, pass, first);
        }
        let work = |piece: Piece<'_>| {
            let mut found = self.conclude_piece(ready, known, pass, piece)?;
            if let Some(table) = self.store.get(ready.table) {
                let of = (ready.sign, pass, ready.likelihood);
                found.leave_out_held(table, &self.store.worths, of);
            }
            Ok(found)
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = pieces
                .map(|piece| scope.spawn(move || work(piece)))
                .collect();
            let mut all = work(first);
            for other in others {
                let found = match other.join() {
                    Ok(found) => found,
                    Err(panic) => std::panic::resume_unwind(panic),
                };
                if let (Ok(all), Ok(found)) = (&mut all, &found) {
                    all.append(found);
                } else {
                    all = Err(Stopped);
                }
            }
            all
        })
    }

    /// The work cut into pieces: one, where it is little or nothing can be cut.
    fn pieces<'c>(&self, ready: &Ready, changed: &'c Changed) -> Vec<Piece<'c>> {
        let whole = || {
            vec![Piece {
                changed,
                rows: None,
            }]
        };
        let first = match &ready.step {
            Step::All(parts) => parts.first(),
            step => Some(step),
        };
        let Some(Step::Scan(scan)) = first.filter(|_| self.cores > 1) else {
            return whole();
        };
        let rows = match (&scan.find, ready.run_for) {
            (Find::All, _) => self.store.rows(scan.table),
            (Find::Changed, RunFor::Changed(_) | RunFor::Links(_)) => changed.len(),
            _ => 0,
        };
        let count = self.cores.min(rows / PIECE);
        if count < 2 {
            return whole();
        }
        let cut = |at: usize| rows * at / count..rows * (at + 1) / count;
        let piece = |at: usize| match scan.find {
            Find::Changed => Piece {
                changed: changed.get(cut(at)).unwrap_or(&[]),
                rows: None,
            },
            _ => Piece {
                changed,
                rows: Some(cut(at)),
            },
        };
        (0..count).map(piece).collect()
    }

    fn conclude_piece(
        &self,
        ready: &Ready,
        known: &Known,
        pass: Pass,
        piece: Piece<'_>,
    ) -> Result<Concluded, Stopped> {
        let bound = vec![UNBOUND; ready.variables];
        let mut solver = Solver::new(
            (&self.store, &self.indexes),
            known,
            pass,
            piece.changed,
            self.stop,
            bound,
        );
        solver.start_from(piece.rows);
        let gauge = self.stop.gauge();
        let mut found = Concluded::of(ready.head.len());
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
        Ok(found)
    }
}
