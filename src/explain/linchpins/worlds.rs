//! The worlds without some units, as many as are worth the while. Takes what is asked, gives what the claim is worth
//! without a set of units.

use super::{Bench, Core, Gone, Moved, Unit, Units, reached, worth};
use crate::engine::World;
use crate::settle::settle_less;
use crate::time::Likelihood;
use std::collections::{BTreeMap, BTreeSet};

/// So many worlds are evaluated at most, and at least, however many statements are in each.
const WORLDS: (usize, usize) = (50, 1_000);
/// Between these, so many statements are evaluated in all.
const STATEMENTS: usize = 1_000_000;

/// Worlds without units.
pub(super) struct Worlds<'a> {
    moved: Moved<'a>,
    bench: &'a Bench,
    reopening: bool,
    most: usize,
    known: BTreeMap<BTreeSet<Unit>, Likelihood>,
    tried: usize,
}

impl<'a> Worlds<'a> {
    pub(super) fn new(moved: &Moved<'a>, bench: &'a Bench) -> Worlds<'a> {
        let statements = bench.core().items.len();
        Worlds {
            moved: *moved,
            bench,
            reopening: reopening(moved),
            most: (STATEMENTS / statements.max(1)).clamp(WORLDS.0, WORLDS.1),
            known: BTreeMap::new(),
            tried: 0,
        }
    }

    /// How many more may be evaluated.
    pub(super) fn left(&self) -> usize {
        self.most.saturating_sub(self.tried)
    }

    /// How many were evaluated.
    pub(super) fn tried(&self) -> usize {
        self.tried
    }

    /// Whether somebody asked to stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.moved.world.watch().is_stopped()
    }

    /// Whether what is taken may have ended something, which then goes on.
    pub(super) fn reopens(&self) -> bool {
        self.reopening
    }

    /// The world without the units; none where no more may be evaluated.
    pub(super) fn without(&mut self, taken: &BTreeSet<Unit>) -> Option<World> {
        if self.left() == 0 || self.is_stopped() {
            return None;
        }
        self.tried += 1;
        let gone = Gone::of(self.moved.world.core(), taken);
        let world = if self.reopening {
            self.bench.evaluate(self.settled_without(&gone))
        } else {
            let kept = self.bench.keeping(|_, item| !gone.takes(&item.stated));
            kept.map(|(world, _)| world)
        }?;
        let value = worth(&world, self.moved.claim, self.moved.at);
        self.known.insert(taken.clone(), value);
        Some(world)
    }

    /// What the claim is worth without the units; none where it was not evaluated, and no more may be.
    pub(super) fn worth_without(&mut self, taken: &BTreeSet<Unit>) -> Option<Likelihood> {
        if let Some(known) = self.known.get(taken) {
            return Some(*known);
        }
        self.without(taken)?;
        self.known.get(taken).copied()
    }

    /// The core of the world without what is gone, settled anew: what that had ended goes on.
    fn settled_without(&self, gone: &Gone<'_>) -> Core {
        let whole = self.moved.world.core();
        let below = reached(whole, &[self.moved.claim.sentence.relation]);
        let less = settle_less(
            whole,
            |stated| !gone.takes(stated),
            |ending| !gone.takes_ending(ending),
        );
        let mut core = self.bench.core();
        (core.items, _) = less.items.only_of(|relation| below.contains(&relation));
        core
    }
}

/// Whether a unit may have closed what the claim rests on: by succession, or, of sources, by an event's ending.
fn reopening(moved: &Moved<'_>) -> bool {
    let core = moved.world.core();
    let below = reached(core, &[moved.claim.sentence.relation]);
    let closes = |closing: &crate::model::Closing| match closing.event {
        None => true,
        Some(event) => {
            moved.units == Units::Sources
                && !core
                    .situation
                    .told
                    .endings
                    .iter()
                    .any(|ending| ending.event == event && ending.source.is_none())
        }
    };
    core.items.single().any(|item| {
        below.contains(&item.stated.sentence.relation) && item.closing.as_ref().is_some_and(closes)
    })
}
