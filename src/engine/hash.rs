//! Hashing of small numbers, fast and the same on every run.
//!
//! Takes the words of a key; gives a number that spreads them. Nobody outside chooses the keys' numbers, so no
//! random seed is needed. The one idea: a product of 128 bits, folded, mixes all bits of a word into all of the hash.

use std::hash::{BuildHasherDefault, Hasher};

/// A map by numbers. Its order is never visible.
pub(super) type NumberMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Spread>>;

/// Multiplies and folds, word by word.
#[derive(Default)]
pub(super) struct Spread(u64);

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// The word mixed into what came before.
pub(super) fn mix(before: u64, word: u64) -> u64 {
    let product = u128::from(before ^ word) * u128::from(FACTOR);
    (product >> 64) as u64 ^ product as u64
}

impl Spread {
    fn add(&mut self, word: u64) {
        self.0 = mix(self.0.rotate_left(23), word);
    }
}

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.add(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }
}
