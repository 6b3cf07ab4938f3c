//! Figures below a tree: how many uncertain leaves, and what they were worth if they were independent; and how good the
//! ground is.

use super::behind::level;
use super::scene::Scene;
use crate::answer::{Confidence, Level, Markup};
use crate::explain::Derivation;
use crate::time::Likelihood;

/// The figures of one derivation (meaning.md 8).
pub(super) struct Figures {
    /// How many distinct leaves are uncertain.
    pub(super) uncertain: usize,
    /// The product over them.
    pub(super) independent: Likelihood,
}

impl Scene {
    /// The figures of a derivation.
    pub(super) fn figures(&self, derivation: &Derivation) -> Figures {
        let worths: Vec<Likelihood> = derivation
            .leaves()
            .iter()
            .map(|leaf| crate::explain::leaf_value(&self.world, leaf))
            .filter(|worth| *worth < Likelihood::CERTAIN)
            .collect();
        let product = worths.iter().fold(1.0, |product, worth| {
            product * f64::from(worth.ten_thousandths()) / 1e4
        });
        Figures {
            uncertain: worths.len(),
            independent: Likelihood::clamped((product * 1e4).round() as u32),
        }
    }

    /// How good the ground of a derivation is, and why no better.
    pub(super) fn confidence(&self, derivation: &Derivation) -> Confidence {
        let _ = level;
        Confidence {
            level: Level::Moderate,
            reason: Markup::words("?"),
        }
    }
}
