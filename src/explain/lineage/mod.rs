//! The lineage of a claim: a formula over all that it may come from.
//!
//! ```text
//! edges, unfold → formula            world → equations
//! diagram, families                  what a formula comes to, and the least sets that turn it
//! chances, bounds                    `how likely is S` (meaning.md 8), counted three ways
//! ```
//!
//! Five `likely` links shown as `likely` would teach the conjunction fallacy; so the chain is counted too.

mod bounds;
mod chances;
mod diagram;
mod edges;
mod families;
mod formula;
mod unfold;

#[cfg(test)]
mod tests;

pub use chances::Uncertain;
pub(super) use diagram::Diagram;
pub(super) use formula::{Formulas, Part};
pub(super) use unfold::{Asked, Candidates, Ends, Unfolding, without_negations};

use super::reading::Reading;
use crate::engine::World;
use crate::model::Signed;
use crate::time::{Instant, Likelihood};
use chances::Chances;

/// A lineage is too large, or cannot be told.
#[derive(Debug)]
pub(super) struct TooLarge;

/// How likely a claim is, by three ways to count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HowLikely {
    /// As strong as the weakest link of its strongest derivation.
    pub weakest_link: Likelihood,
    /// The probability if all uncertain statements and rules were independent; none where it could not be counted out.
    pub independent: Option<Likelihood>,
    /// The least and the greatest probability whatever they have to do with one another, by interval rules; none where
    /// the lineage is too large.
    pub bounds: Option<[Likelihood; 2]>,
    /// How many uncertain statements and rules it may come from.
    pub uncertain: usize,
}

/// How likely the claim is at the instant.
#[must_use]
pub fn how_likely(world: &World, claim: &Signed, at: Instant) -> HowLikely {
    let claim = Signed {
        sign: claim.sign,
        sentence: world.merged(&claim.sentence),
    };
    let reading = Reading { world };
    let mut found = HowLikely {
        weakest_link: reading.value(&claim, at),
        independent: None,
        bounds: None,
        uncertain: 0,
    };
    let Ok(mut unfolding) = Unfolding::new(reading, world.core(), &claim, Chances::default())
    else {
        return found;
    };
    if let Ok(whole) = unfolding.whole(&claim, at, Likelihood::clamped(1)) {
        let Unfolding { formulas, ends, .. } = &unfolding;
        let mut diagram = Diagram::new(formulas, &[whole]);
        found.uncertain = formulas.met(whole).leaves.len();
        found.independent = diagram
            .function(whole)
            .ok()
            .map(|function| rounded(diagram.probability(function, |leaf| ends.likely(leaf))));
        found.bounds = Some(bounds::bounds(formulas, whole, |leaf| ends.likely(leaf)).map(rounded));
    }
    found
}

/// Rounded half up to ten-thousandths.
fn rounded(probability: f64) -> Likelihood {
    Likelihood::clamped((probability.clamp(0.0, 1.0) * 1e4).round() as u32)
}
