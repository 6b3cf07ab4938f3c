//! Many keys numbered together, on all cores. Takes their hashes in their order; gives each the number that it would have got
//! one after the other.
//!
//! The one idea: keys are parted as the lookup is, so that every core has parts of its own, and what it reads of a part lies near.
//! A new key is numbered for the time being as if all before it were new. Where some were not, the new ones are numbered
//! once more.

use super::{Lookup, PARTS, Part, share};
use crate::cores::side_by_side;

/// So many keys are looked up together.
const TOGETHER: usize = 32;

/// Fewer keys are not worth a core of their own.
const FEW: usize = if cfg!(test) { 2 } else { 1 << 9 };

/// The keys of each part, in their order.
struct Parted {
    keys: Vec<u32>,
    ends: [usize; PARTS],
}

impl Parted {
    fn of(hashes: &[u32]) -> Parted {
        let mut ends = [0; PARTS];
        for hash in hashes {
            ends[share(*hash)] += 1;
        }
        let mut next = [0; PARTS];
        let mut before = 0;
        for (end, next) in ends.iter_mut().zip(&mut next) {
            *next = before;
            before += *end;
            *end = before;
        }
        let mut keys = vec![0; hashes.len()];
        for (key, hash) in hashes.iter().enumerate() {
            let next = &mut next[share(*hash)];
            if let Some(place) = keys.get_mut(*next) {
                *place = key as u32;
            }
            *next += 1;
        }
        Parted { keys, ends }
    }

    fn of_part(&self, part: usize) -> &[u32] {
        let end = |part: usize| self.ends.get(part).copied().unwrap_or(0);
        let from = part.checked_sub(1).map_or(0, end);
        self.keys.get(from..end(part)).unwrap_or(&[])
    }
}

impl Lookup {
    /// The numbers of keys of those hashes, in their order; the new ones are numbered from the first new number on. `is_it` tells
    /// of a number whether it is the key's: one from the first new one on stands for the key that comes so many after the
    /// first.
    pub fn number_all(
        &mut self,
        cores: usize,
        hashes: &[u32],
        first: usize,
        is_it: impl Fn(usize, usize) -> bool + Sync,
    ) -> Vec<u32> {
        let parted = Parted::of(hashes);
        let hash = |key: u32| hashes.get(key as usize).copied().unwrap_or(0);
        let known = self.each_part(cores, hashes.len(), |at, part| {
            let mut known: Vec<(u32, u32)> = Vec::new();
            for keys in parted.of_part(at).chunks(TOGETHER) {
                let near = keys.iter().map(|key| part.near(hash(*key)));
                std::hint::black_box(near.fold(0, |all, near| all ^ near));
                for key in keys {
                    let new = first + *key as usize;
                    let number =
                        part.number(hash(*key), new, |number| is_it(number, *key as usize));
                    if number != new {
                        known.push((*key, number as u32));
                    }
                }
            }
            known
        });
        let mut numbers: Vec<u32> = (first as u32..).take(hashes.len()).collect();
        if known.iter().all(Vec::is_empty) {
            return numbers;
        }
        for (key, number) in known.iter().flatten() {
            if let Some(place) = numbers.get_mut(*key as usize) {
                *place = *number;
            }
        }
        let mut next = first as u32;
        for key in 0..numbers.len() {
            let number = numbers.get(key).copied().unwrap_or(0);
            let is_new = number as usize == first + key;
            // What is the same as a key before it has the number that this has got meanwhile.
            let now = match (number as usize).checked_sub(first) {
                _ if is_new => next,
                Some(before) => numbers.get(before).copied().unwrap_or(number),
                None => number,
            };
            next += u32::from(is_new);
            if let Some(place) = numbers.get_mut(key) {
                *place = now;
            }
        }
        self.each_part(cores, hashes.len(), |at, part| {
            let mut known = known.get(at).into_iter().flatten().peekable();
            for key in parted.of_part(at) {
                if known.next_if(|(other, _)| other == key).is_some() {
                    continue;
                }
                let now = numbers.get(*key as usize).copied().unwrap_or(0);
                part.rename(hash(*key), first + *key as usize, now as usize);
            }
        });
        numbers
    }

    /// The work on each part, on as many cores as so many keys are worth.
    pub(super) fn each_part<R: Send>(
        &mut self,
        cores: usize,
        keys: usize,
        work: impl Fn(usize, &mut Part) -> R + Sync,
    ) -> Vec<R> {
        let cores = cores.min(keys / FEW).max(1);
        let parts = self.parts.iter_mut().enumerate();
        side_by_side(cores, parts, |(at, part)| work(at, part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn together_keys_have_the_numbers_that_they_have_one_by_one(
            known in proptest::collection::vec(0u32..40, 0..60),
            keys in proptest::collection::vec(0u32..40, 0..200),
            spread in prop_oneof![Just(1u32), Just(0x0808_0808), Just(0)],
            cores in 1usize..5,
        ) {
            // With the last spread all have the same hash, and are told apart by what they are alone.
            let hash = |key: u32| key.wrapping_mul(spread);
            let (mut alone, mut together) = (Lookup::default(), Lookup::default());
            let mut all: Vec<u32> = Vec::new();
            for key in &known {
                let of_alone = alone.number(hash(*key), all.len(), |number| all.get(number) == Some(key));
                let of_together = together.number(hash(*key), all.len(), |number| all.get(number) == Some(key));
                prop_assert_eq!(of_alone, of_together);
                if of_alone == all.len() {
                    all.push(*key);
                }
            }
            let first = all.len();
            let mut one_by_one = Vec::new();
            let mut in_order = all.clone();
            for key in &keys {
                let new = in_order.len();
                let number = alone.number(hash(*key), new, |number| in_order.get(number) == Some(key));
                if number == new {
                    in_order.push(*key);
                }
                one_by_one.push(number as u32);
            }
            all.extend(&keys);
            let hashes: Vec<u32> = keys.iter().map(|key| hash(*key)).collect();
            let numbers = together.number_all(cores, &hashes, first, |number, key| all.get(number) == keys.get(key));
            prop_assert_eq!(numbers, one_by_one);
            prop_assert!(together.is_of(in_order.len()));
            for (number, key) in in_order.iter().enumerate() {
                prop_assert_eq!(together.find(hash(*key), |other| other == number), Some(number));
            }
        }
    }
}
