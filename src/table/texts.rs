//! Texts by number, each once. Takes texts, gives each a number; they lie end to end, so that a million cells are a few
//! large pieces of memory and not a million small ones.

use crate::snapshot::stored;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::hash::BuildHasher as _;

/// The different cells of a column, in the order in which they are first met.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<u32>,
}

stored! { struct Texts { all, ends } }

impl Texts {
    /// Adds a text behind the others and gives its number.
    pub fn push(&mut self, text: &str) -> u32 {
        self.all.push_str(text);
        self.ends
            .push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.ends.len() as u32 - 1
    }

    /// The text of that number; empty where there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let from = match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(u32::MAX),
            None => 0,
        };
        let to = self.ends.get(at).copied().unwrap_or(0);
        self.all.get(from as usize..to as usize).unwrap_or("")
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }

    fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Texts while they are gathered. The same text has the same number.
#[derive(Default)]
pub struct Gathering {
    texts: Texts,
    /// The first text of each hash; of those few that share one, the later ones stand under the hash with its turn added.
    numbers: HashMap<u64, u32, Hashed>,
    state: RandomState,
    last: Option<u32>,
}

impl Gathering {
    /// The number of the text, a new one if it has none.
    pub fn number(&mut self, text: &str) -> u32 {
        // What is sorted by a column says one thing over and over.
        if let Some(last) = self.last
            && self.texts.get(last) == text
        {
            return last;
        }
        let mut hash = self.state.hash_one(text);
        let number = loop {
            match self.numbers.get(&hash) {
                Some(known) if self.texts.get(*known) == text => break *known,
                Some(_) => hash = hash.wrapping_add(1),
                None => {
                    let number = self.texts.push(text);
                    self.numbers.insert(hash, number);
                    break number;
                }
            }
        };
        self.last = Some(number);
        number
    }

    /// The texts.
    #[must_use]
    pub fn finish(mut self) -> Texts {
        self.texts.shrink();
        self.texts
    }
}

/// Hashes are hashes already.
#[derive(Clone, Copy, Default)]
struct Hashed;

impl std::hash::BuildHasher for Hashed {
    type Hasher = Through;

    fn build_hasher(&self) -> Through {
        Through(0)
    }
}

struct Through(u64);

impl std::hash::Hasher for Through {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
