//! The four answers (meaning.md 7), and how far one hangs on a dispute.
//!
//! Takes a world, a sentence, an instant and a bar; gives which of the four it is.

use super::world::World;
use crate::model::Sentence;
use crate::time::{Instant, Likelihood};

/// Support and denial against the bar, each by itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing4 {
    /// For reaches the bar, Ag does not: yes.
    Supported,
    /// Ag reaches the bar, For does not.
    Denied,
    /// Both do.
    Disputed,
    /// Neither does.
    Unknown,
}

/// Whether the answer would be another if what is denied counted less, or more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reserve {
    /// It hangs on no dispute.
    None,
    /// It reaches the bar by what is disputed alone: lo < θ ≤ For.
    Contested,
    /// It would reach the bar but for what is disputed: For < θ ≤ hi.
    HeldBack,
}

/// What a sentence is worth at an instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Which of the four it is.
    pub standing: Standing4,
    /// How far it hangs on a dispute.
    pub reserve: Reserve,
    /// For.
    pub support: Likelihood,
    /// Ag.
    pub denial: Likelihood,
    /// lo.
    pub low: Likelihood,
    /// hi.
    pub high: Likelihood,
}

impl World {
    /// What the sentence is worth at the instant, against the world's bar.
    #[must_use]
    pub fn finding(&self, sentence: &Sentence, at: Instant) -> Finding {
        self.finding_at_bar(sentence, at, self.bar())
    }

    /// The same against another bar (`at least …`). The bounds stay those of the world's own.
    #[must_use]
    pub fn finding_at_bar(&self, sentence: &Sentence, at: Instant, bar: Likelihood) -> Finding {
        let support = self.support(sentence).at(at);
        let denial = self.denial(sentence).at(at);
        let low = self.low(sentence).at(at);
        let high = self.high(sentence).at(at);
        let standing = match (support >= bar, denial >= bar) {
            (true, false) => Standing4::Supported,
            (false, true) => Standing4::Denied,
            (true, true) => Standing4::Disputed,
            (false, false) => Standing4::Unknown,
        };
        let reserve = match (support >= bar, low >= bar, high >= bar) {
            (true, false, _) => Reserve::Contested,
            (false, _, true) => Reserve::HeldBack,
            (true, true, _) | (false, _, false) => Reserve::None,
        };
        Finding {
            standing,
            reserve,
            support,
            denial,
            low,
            high,
        }
    }

    /// Which of the four answers the sentence has at the instant.
    #[must_use]
    pub fn standing(&self, sentence: &Sentence, at: Instant) -> Standing4 {
        self.finding(sentence, at).standing
    }
}
