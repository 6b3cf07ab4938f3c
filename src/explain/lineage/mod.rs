//! `how likely is S`: three ways to count (meaning.md 8). Takes a world and a claim; gives its weakest link, the exact
//! probability if all that is uncertain were independent, and the bounds if nothing is known of how it hangs together.
//!
//! Five `likely` links shown as `likely` would teach the conjunction fallacy; so the chain is counted too.

mod bounds;
mod diagram;
mod formula;
mod unfold;

pub use formula::Uncertain;

use super::reading::Reading;
use crate::engine::World;
use crate::model::Signed;
use crate::time::{Instant, Likelihood};
use unfold::Unfolding;

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
    let mut unfolding = Unfolding::new(reading);
    let mut found = HowLikely {
        weakest_link: reading.value(&claim, at),
        independent: None,
        bounds: None,
        uncertain: 0,
    };
    if let Ok(lineage) = unfolding.claim(&claim, at) {
        let formulas = &unfolding.formulas;
        found.uncertain = formulas.leaves_of(lineage).len();
        found.independent = diagram::probability(formulas, lineage).map(whole);
        found.bounds = Some(bounds::bounds(formulas, lineage).map(whole));
    }
    found
}

/// Rounded half up to ten-thousandths.
fn whole(probability: f64) -> Likelihood {
    Likelihood::clamped((probability.clamp(0.0, 1.0) * 1e4).round() as u32)
}
