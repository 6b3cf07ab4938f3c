//! A large stratum that follows only its own changes, run in shares.
//!
//! Takes the stratum's rules made ready; settles what they give, as `rounds` does. The one idea: rows are parted by their
//! hashes, and each share keeps its rows, what they hold and what is open of them in tables of its own, so that no core waits
//! for another while it settles, concludes, and enters. Conclusions are parted as they are found, and every share takes what is
//! its own when all have concluded. At the end the rows of the shares are laid behind one another. There are as many shares
//! whatever the number of cores: rows have the same numbers everywhere.

mod gather;
mod part;

use crate::cores::side_by_side;
use crate::engine::agenda::Due;
use crate::engine::conclude::{Piece, next_size};
use crate::engine::concluded::Found;
use crate::engine::fixpoint::{Fixpoint, Stopped};
use crate::engine::ready::{Ready, RunFor};
use crate::engine::rounds::Rounds;
use crate::engine::settled::LastSettled;
use crate::engine::solve::Changed;
use crate::engine::store::{Pass, RowId, Store, TableId};
use crate::engine::values::Known;
use crate::lookup::SHARES;
use crate::plan::Stratum;
use std::collections::BTreeMap;

/// Of so many rows or conclusions other cores are worth their while.
const MANY: usize = if cfg!(test) { 1 } else { 1 << 9 };

/// All shares together should conclude about so much at a time.
const PART: usize = 1 << 19;

/// A rule is first run for so many rows of a share: nobody knows yet what they give.
const FIRST: usize = if cfg!(test) { 2 } else { 1 << 8 };

/// One share.
struct Share<'a> {
    /// The tables of the stratum, with the rows of the share.
    world: Fixpoint<'a>,
    rounds: Rounds<'a>,
    last: LastSettled,
    /// For each table of the stratum, the numbers in the whole of the first rows.
    known: BTreeMap<TableId, Vec<RowId>>,
    /// What was concluded last, by the share that it belongs to.
    found: Found,
    /// What the rule that is run has been run for.
    done: usize,
    /// For each rule that is run, for how many rows it is run at a time.
    sizes: Vec<usize>,
}

impl<'a> Share<'a> {
    /// What has changed of what the rule is run for, and is not done yet.
    fn left(&self, ready: &Ready) -> &Changed {
        let changed = self.last.for_which(ready.run_for);
        changed.get(self.done..).unwrap_or(&[])
    }

    /// Runs a rule for the next rows that have changed.
    fn conclude(
        &mut self,
        whole: &Fixpoint<'_>,
        (at, ready): (usize, &Ready),
        (known, table): (&Known, TableId),
    ) -> Result<(), Stopped> {
        self.found.clear(ready.head.len());
        let left = self.last.for_which(ready.run_for).get(self.done..);
        let (Some(left), Some(size)) = (left, self.sizes.get_mut(at)) else {
            return Ok(());
        };
        let changed = left.get(..*size).unwrap_or(left);
        if changed.is_empty() {
            return Ok(());
        }
        let piece = Piece {
            changed,
            of: self.world.store.get(table),
            rows: None,
        };
        whole.conclude_piece(ready, known, Pass::Plain, piece, &mut self.found)?;
        self.done += changed.len();
        let (gave, wanted) = (self.found.len(), PART / SHARES);
        // A few rows that are left tell nothing of a larger part.
        if gave > wanted || changed.len() == *size {
            *size = next_size(*size, gave, wanted);
        }
        Ok(())
    }
}

/// The shares of a stratum.
struct Shares<'a> {
    stratum: &'a Stratum,
    cores: usize,
    all: Vec<Share<'a>>,
}

impl<'a> Shares<'a> {
    /// The work on every share, on as many cores as there are if it is much.
    fn each<R: Send>(
        &mut self,
        much: usize,
        work: impl Fn(usize, &mut Share<'a>) -> R + Sync,
    ) -> Vec<R> {
        let cores = if much < MANY { 1 } else { self.cores };
        let shares = self.all.iter_mut().enumerate();
        side_by_side(cores, shares, |(at, share)| work(at, share))
    }

    /// What was concluded last, to be given back.
    fn take_found(&mut self) -> Vec<Found> {
        let all = self.all.iter_mut();
        all.map(|share| std::mem::take(&mut share.found)).collect()
    }

    /// Every share enters what is its own of the conclusions.
    fn enter(
        &mut self,
        whole: &mut Fixpoint<'_>,
        ready: &Ready,
        found: &[Found],
    ) -> Result<(), Stopped> {
        let (stratum, much) = (self.stratum, found.iter().map(Found::len).sum());
        let entered = self.each(much, |at, share| {
            let own = found.iter().filter_map(|found| found.lists().get(at));
            for list in own.filter(|list| list.len() > 0) {
                match stratum.nodes.get(ready.node) {
                    Some(node) if !stratum.recursive => {
                        share.world.put_in(ready, *node, Pass::Plain, list)?;
                    }
                    _ => share.rounds.put_down(&mut share.world, ready, list)?,
                }
            }
            Ok(share.world.grown.take_rows())
        });
        let new = entered.into_iter().sum::<Result<usize, Stopped>>()?;
        whole.grows(ready.rule, new, 0)
    }

    fn next_due(&self) -> Option<Due> {
        let due = self
            .all
            .iter()
            .filter_map(|share| share.rounds.agenda.next_due());
        due.min()
    }

    /// Settles what is due.
    fn settle(&mut self, due: Due) {
        let open = |share: &Share<'_>| share.rounds.agenda.count(due);
        let much = self.all.iter().map(open).sum();
        self.each(much, |_, share| {
            share.last.clear();
            let entries = share.rounds.agenda.take(due);
            share
                .rounds
                .settle_all(&mut share.world, due, &entries, &mut share.last);
        });
    }

    /// Runs the rules for what has settled last.
    fn follow(
        &mut self,
        whole: &mut Fixpoint<'_>,
        ready: &[Ready],
        known: &Known,
    ) -> Result<(), Stopped> {
        for (at, ready) in ready.iter().enumerate() {
            let RunFor::Changed(place) = ready.run_for else {
                continue;
            };
            let Some(node) = self.stratum.nodes.get(place) else {
                continue;
            };
            let table = Store::table(node.relation);
            self.all.iter_mut().for_each(|share| share.done = 0);
            loop {
                let left = self.all.iter().map(|share| share.left(ready).len()).sum();
                if left == 0 {
                    break;
                }
                let concluded = self.each(left, |_, share| {
                    share.conclude(whole, (at, ready), (known, table))
                });
                concluded.into_iter().collect::<Result<(), Stopped>>()?;
                let found = self.take_found();
                self.enter(whole, ready, &found)?;
                for (share, found) in self.all.iter_mut().zip(found) {
                    share.found = found;
                }
            }
        }
        Ok(())
    }
}

impl Fixpoint<'_> {
    /// Runs the rules of a stratum that may be run in shares.
    pub(in crate::engine) fn run_in_shares(
        &mut self,
        stratum: &Stratum,
        ready: &[Ready],
        known: &Known,
    ) -> Result<(), Stopped> {
        self.store.worths.stand(self.cores);
        let mut shares = self.part(stratum, ready);
        let first = ready.iter().filter(|ready| ready.run_for == RunFor::All);
        for ready in first {
            self.conclude_into(
                ready,
                known,
                (Pass::Plain, &[]),
                Found::in_shares,
                |whole, found| shares.enter(whole, ready, found),
            )?;
        }
        while let Some(due) = shares.next_due() {
            shares.settle(due);
            shares.follow(self, ready, known)?;
        }
        shares.gather(self);
        Ok(())
    }
}
