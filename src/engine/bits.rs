//! Sets of small numbers, a bit a number.

/// A set of numbers from 0 up: as long as the greatest of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Bits(Vec<u64>);

/// The word of a number, and its bit there.
fn place(number: u32) -> (usize, u64) {
    ((number / 64) as usize, 1 << (number % 64))
}

impl Bits {
    /// Puts the number in; whether it was not there.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = place(number);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        let Some(word) = self.0.get_mut(word) else {
            return false;
        };
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    pub(super) fn contains(&self, number: u32) -> bool {
        let (word, bit) = place(number);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Puts all of the other in; whether one was not there.
    pub(super) fn add(&mut self, other: &Bits) -> bool {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut grew = false;
        for (own, theirs) in self.0.iter_mut().zip(&other.0) {
            grew |= theirs & !*own != 0;
            *own |= theirs;
        }
        grew
    }

    /// Takes out what the other has not.
    pub(super) fn keep(&mut self, other: &Bits) {
        self.0.truncate(other.0.len());
        for (own, theirs) in self.0.iter_mut().zip(&other.0) {
            *own &= theirs;
        }
    }

    /// Those that the other has not.
    pub(super) fn without(&self, other: &Bits) -> Bits {
        let theirs = other.0.iter().copied().chain(std::iter::repeat(0));
        Bits(
            (self.0.iter().zip(theirs))
                .map(|(own, theirs)| own & !theirs)
                .collect(),
        )
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Whether the other has all of them.
    pub(super) fn are_in(&self, other: &Bits) -> bool {
        let theirs = other.0.iter().copied().chain(std::iter::repeat(0));
        self.0
            .iter()
            .zip(theirs)
            .all(|(own, theirs)| own & !theirs == 0)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let words = (0u32..).zip(&self.0);
        words.flat_map(|(at, word)| {
            let bits = (0..64).filter(move |bit| word & (1 << bit) != 0);
            bits.map(move |bit| at * 64 + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn bits(numbers: &BTreeSet<u32>) -> Bits {
        let mut bits = Bits::default();
        numbers
            .iter()
            .for_each(|number| assert!(bits.insert(*number)));
        bits
    }

    proptest! {
        #[test]
        fn they_are_the_set_that_they_are(
            one in proptest::collection::btree_set(0u32..300, 0..40),
            other in proptest::collection::btree_set(0u32..200, 0..40),
        ) {
            let (a, b) = (bits(&one), bits(&other));
            prop_assert_eq!(a.iter().collect::<BTreeSet<u32>>(), one.clone());
            prop_assert_eq!(a.len(), one.len());
            prop_assert_eq!(a.are_in(&b), one.is_subset(&other));
            let mut all = a.clone();
            prop_assert_eq!(all.add(&b), !other.is_subset(&one));
            prop_assert_eq!(all.iter().collect::<BTreeSet<u32>>(), &one | &other);
            let mut both = a.clone();
            both.keep(&b);
            prop_assert_eq!(both.iter().collect::<BTreeSet<u32>>(), &one & &other);
            let left: BTreeSet<u32> = one.difference(&other).copied().collect();
            prop_assert_eq!(a.without(&b).is_empty(), left.is_empty());
            prop_assert_eq!(a.without(&b).iter().collect::<BTreeSet<u32>>(), left);
            for number in 0..320 {
                prop_assert_eq!(a.contains(number), one.contains(&number));
            }
        }
    }
}
