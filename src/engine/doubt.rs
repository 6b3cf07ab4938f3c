//! What is left of doubt when independent sources agree: Π (1 − c), exactly.
//!
//! Takes complements one after the other; gives their product, to be compared and rounded. The one idea: a
//! product of n complements of ten-thousandths has n digits to base 10,000, so it is kept as those digits.

use crate::time::Likelihood;
use std::cmp::Ordering;

const BASE: u32 = 10_000;

/// A number from 0 to 1: its whole part, then its digits to base 10,000.
#[derive(Clone, Debug)]
pub(super) struct Doubt(Vec<u32>);

impl Doubt {
    /// Nobody has said anything.
    pub(super) fn whole() -> Doubt {
        Doubt(vec![1])
    }

    /// What another voice of that likelihood leaves of it.
    pub(super) fn less(&self, likelihood: Likelihood) -> Doubt {
        let factor = u32::from(likelihood.complement().ten_thousandths());
        let mut digits = vec![0; self.0.len() + 1];
        let mut carry = 0;
        for (at, digit) in self.0.iter().enumerate().rev() {
            let product = digit * factor + carry;
            if let Some(place) = digits.get_mut(at + 1) {
                *place = product % BASE;
            }
            carry = product / BASE;
        }
        if let Some(whole) = digits.first_mut() {
            *whole = carry;
        }
        Doubt(digits)
    }

    /// 1 less it, in ten-thousandths, rounded half up.
    pub(super) fn likelihood(&self) -> Likelihood {
        let digit = |at: usize| self.0.get(at).copied().unwrap_or(0);
        let top = digit(0) * BASE + digit(1);
        let half = BASE / 2;
        let rest = self
            .0
            .get(3..)
            .unwrap_or(&[])
            .iter()
            .any(|digit| *digit > 0);
        let over_half = digit(2) > half || (digit(2) == half && rest);
        Likelihood::clamped((BASE - top.min(BASE)).saturating_sub(u32::from(over_half)))
    }
}

impl PartialEq for Doubt {
    fn eq(&self, other: &Doubt) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Doubt {}

impl PartialOrd for Doubt {
    fn partial_cmp(&self, other: &Doubt) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Doubt {
    fn cmp(&self, other: &Doubt) -> Ordering {
        let places = self.0.len().max(other.0.len());
        let digit = |doubt: &Doubt, at: usize| doubt.0.get(at).copied().unwrap_or(0);
        (0..places)
            .map(|at| digit(self, at).cmp(&digit(other, at)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn after(voices: &[u16]) -> Doubt {
        voices.iter().fold(Doubt::whole(), |doubt, voice| {
            doubt.less(Likelihood::clamped(u32::from(*voice)))
        })
    }

    #[test]
    fn three_voices_round_half_up() {
        // 1 - 0.35 x 0.45 x 0.5 = 0.92125
        assert_eq!(
            after(&[6500, 5500, 5000]).likelihood().ten_thousandths(),
            9213
        );
        assert_eq!(after(&[]).likelihood().ten_thousandths(), 0);
        assert_eq!(after(&[10_000, 1]).likelihood().ten_thousandths(), 10_000);
    }

    proptest! {
        #[test]
        fn it_is_the_product_rounded_half_up(voices in proptest::collection::vec(0u16..=10_000, 0..9)) {
            let places = 10_000u128.pow(voices.len() as u32);
            let left: u128 = voices.iter().map(|voice| u128::from(10_000 - voice)).product();
            // (1 - left / places) x 10,000 + 1/2, cut off
            let twice = 2 * 10_000 * (places - left) + places;
            prop_assert_eq!(u128::from(after(&voices).likelihood().ten_thousandths()), twice / (2 * places));
        }

        #[test]
        fn more_voices_leave_no_more_doubt(voices in proptest::collection::vec(0u16..=10_000, 0..30), one in 0u16..=10_000) {
            let doubt = after(&voices);
            prop_assert!(doubt.less(Likelihood::clamped(u32::from(one))) <= doubt);
        }
    }
}
