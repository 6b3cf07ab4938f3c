//! Linchpins: what an answer hangs on. Takes a world and a claim, gives the smallest sets of statements (or sources)
//! without which it falls, and how far each alone moves it.
//!
//! The one idea: the lineage of the claim over what may be taken gives all such sets at once ([`falls`]); where it
//! cannot be told, derivations are broken one after the other ([`search`]). Either way every set that is shown was
//! evaluated ([`worlds`]).

mod falls;
mod search;
mod unit;
mod worlds;

pub use unit::{Unit, Units};

use super::bench::{Bench, reached, worth};
use crate::engine::World;
use crate::model::{Core, Signed, SourceId};
use crate::time::{Instant, Likelihood};
use std::collections::BTreeSet;
use unit::{Gone, is_declaration};
use worlds::Worlds;

/// Units without which the claim falls; with any of them it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cut {
    /// The units, sorted.
    pub units: Vec<Unit>,
    /// What the claim is worth without them.
    pub leaves: Likelihood,
}

/// A unit without which the claim is worth something else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moves {
    /// The unit.
    pub unit: Unit,
    /// What the claim is worth without it.
    pub without: Likelihood,
}

/// What a claim hangs on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Linchpins {
    /// What it is worth.
    pub value: Likelihood,
    /// The minimal cuts, the smallest first. None where the claim does not hold anyway.
    pub cuts: Vec<Cut>,
    /// Each single unit without which it is less likely; the greatest drop first.
    pub lowers: Vec<Moves>,
    /// Each single unit without which it is likelier.
    pub raises: Vec<Moves>,
    /// Whether these are all there are.
    pub complete: bool,
    /// How many minimal cuts there are in all; none where that is not known.
    pub in_all: Option<u64>,
    /// How many other worlds were evaluated.
    pub tried: usize,
}

/// What is asked: how far taking units moves a claim.
#[derive(Clone, Copy)]
struct Moved<'a> {
    world: &'a World,
    /// By the names that stand for others in the world.
    claim: &'a Signed,
    at: Instant,
    /// From where on the claim holds.
    bar: Likelihood,
    units: Units,
    /// What the claim is worth as things stand.
    value: Likelihood,
}

/// What the claim hangs on at the instant, where it holds from the bar on.
#[must_use]
pub fn linchpins(
    world: &World,
    claim: &Signed,
    at: Instant,
    units: Units,
    bar: Likelihood,
) -> Linchpins {
    let claim = Signed {
        sign: claim.sign,
        sentence: world.merged(&claim.sentence),
    };
    let bench = Bench::of(world, &[claim.sentence.relation]);
    let moved = Moved {
        world,
        claim: &claim,
        at,
        bar,
        units,
        value: worth(world, &claim, at),
    };
    let mut worlds = Worlds::new(&moved, &bench);
    // Who speaks for a party, and what a later statement has closed, is settled before anything is derived: a lineage
    // does not hold it.
    let is_told = world.standpoint().view.is_none() && !worlds.reopens();
    is_told
        .then(|| falls::falls(&moved, &bench, worlds.left()))
        .flatten()
        .and_then(|falls| verified(&moved, &mut worlds, falls))
        .unwrap_or_else(|| search::search(&moved, &mut worlds))
}

/// Every cut and every move, evaluated; none where a world is not as its lineage has it.
fn verified(moved: &Moved<'_>, worlds: &mut Worlds<'_>, falls: falls::Falls) -> Option<Linchpins> {
    let mut found = Linchpins {
        value: moved.value,
        cuts: Vec::new(),
        lowers: Vec::new(),
        raises: Vec::new(),
        complete: true,
        in_all: Some(falls.in_all),
        tried: 0,
    };
    for unit in falls.lowers.into_iter().chain(falls.raises) {
        match worlds.worth_without(&BTreeSet::from([unit.clone()])) {
            Some(without) if without == moved.value => return None,
            Some(without) => found.moves(unit, without),
            None => found.complete = false,
        }
    }
    for units in falls.cuts {
        match worlds.worth_without(&units.iter().cloned().collect()) {
            Some(leaves) if leaves < moved.bar => found.cuts.push(Cut { units, leaves }),
            Some(_) => return None,
            None => found.complete = false,
        }
    }
    found.complete &= found.in_all == u64::try_from(found.cuts.len()).ok();
    Some(found.ordered(worlds))
}

impl Linchpins {
    /// The source on which all rests, of the units of sources; none where there are more, or may be.
    #[must_use]
    pub fn one_source(&self) -> Option<SourceId> {
        let [cut] = self.cuts.as_slice() else {
            return None;
        };
        match cut.units.as_slice() {
            [Unit::Source(source)] if self.complete => Some(*source),
            _ => None,
        }
    }

    /// What the claim is worth without the unit.
    fn moves(&mut self, unit: Unit, without: Likelihood) {
        match without.cmp(&self.value) {
            std::cmp::Ordering::Less => self.lowers.push(Moves { unit, without }),
            std::cmp::Ordering::Greater => self.raises.push(Moves { unit, without }),
            std::cmp::Ordering::Equal => {}
        }
    }

    fn ordered(mut self, worlds: &Worlds<'_>) -> Linchpins {
        self.lowers
            .sort_by(|a, b| (a.without, &a.unit).cmp(&(b.without, &b.unit)));
        self.raises
            .sort_by(|a, b| (b.without, &a.unit).cmp(&(a.without, &b.unit)));
        self.tried = worlds.tried();
        self.complete &= !worlds.is_stopped();
        self
    }
}
