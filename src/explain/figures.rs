//! The figures under a derivation: how many of its leaves are uncertain, and what they are worth together.

use super::{Derivation, Leaf, leaf_value};
use crate::engine::World;
use crate::time::Likelihood;

/// What stands below a derivation that is shown (meaning.md 8).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Figures {
    /// How many distinct leaves are uncertain.
    pub uncertain: usize,
    /// The product over the distinct leaves: what the chain were worth if they were independent. Rounded half up.
    pub independent: Likelihood,
    /// Whether the instant asked for lies within the margin of a loose date: in the extent of a leaf, but not where it
    /// surely holds.
    pub within_margin: bool,
}

/// The figures of a derivation.
#[must_use]
pub fn figures(world: &World, derivation: &Derivation) -> Figures {
    let leaves = derivation.leaves();
    let values: Vec<Likelihood> = leaves.iter().map(|leaf| leaf_value(world, leaf)).collect();
    let uncertain = values
        .iter()
        .filter(|value| **value < Likelihood::CERTAIN)
        .count();
    Figures {
        uncertain,
        independent: product(&values),
        within_margin: leaves.iter().any(|leaf| is_within_margin(world, leaf)),
    }
}

/// The product, rounded half up to whole ten-thousandths.
fn product(values: &[Likelihood]) -> Likelihood {
    let mut exact = 1.0_f64;
    for value in values {
        exact *= f64::from(value.ten_thousandths()) / 10_000.0;
    }
    // At most 10,000, so that nothing is cut off.
    Likelihood::clamped((exact * 10_000.0).round() as u32)
}

/// Whether the leaf's instant is in the extent of all items that give it its value, and not in the core of any.
fn is_within_margin(world: &World, leaf: &Leaf<'_>) -> bool {
    let Leaf::Evidence { at, evidence, .. } = leaf else {
        return false;
    };
    let items = &world.core().items;
    evidence
        .items
        .iter()
        .filter_map(|id| items.get(*id))
        .any(|item| item.stated.extent.contains(*at) && !item.stated.core.contains(*at))
}
