//! Texts by number, each once. Takes texts, gives each a number; they lie end to end, so that a million cells are a few
//! large pieces of memory and not a million small ones.

use crate::lookup::{Lookup, half};
use crate::snapshot::stored;
use foldhash::fast::RandomState;
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

    /// All of them as one text, each behind the one before.
    #[must_use]
    pub fn joined(&self) -> &str {
        &self.all
    }

    /// Takes all away, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.ends.clear();
    }

    fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Texts by what they say.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    numbers: Lookup,
    state: RandomState,
}

impl Finder {
    /// Finds those texts.
    #[must_use]
    pub fn of(texts: &Texts) -> Finder {
        let mut finder = Finder::default();
        finder.numbers.expect(texts.len());
        for (number, text) in texts.iter().enumerate() {
            let hash = finder.hash(text);
            let is_it = |other: usize| texts.get(other as u32) == text;
            finder.numbers.number(hash, number, is_it);
        }
        finder
    }

    /// The number of the text among those.
    #[must_use]
    pub fn find(&self, texts: &Texts, text: &str) -> Option<u32> {
        let is_it = |number: usize| texts.get(number as u32) == text;
        let number = self.numbers.find(self.hash(text), is_it)?;
        Some(number as u32)
    }

    fn hash(&self, text: &str) -> u32 {
        half(self.state.hash_one(text))
    }
}

/// Texts while they are gathered. The same text has the same number.
#[derive(Default)]
pub struct Gathering {
    texts: Texts,
    finder: Finder,
    last: Option<u32>,
}

/// So many texts are looked up together.
const TOGETHER: usize = 32;

impl Gathering {
    /// The number of the text, a new one if it has none.
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(last) = self.said_last(text) {
            return last;
        }
        self.number_by(self.finder.hash(text), text)
    }

    /// The numbers of texts that need not differ, in their order.
    pub fn numbers(&mut self, texts: &Texts, into: &mut Vec<u32>) {
        let mut hashes = [0u32; TOGETHER];
        for from in (0..texts.len()).step_by(TOGETHER) {
            let all = from..texts.len().min(from + TOGETHER);
            let all = || all.clone().map(|at| texts.get(at as u32));
            // What will be compared with is read meanwhile, one text after the other.
            let mut near = 0;
            for (hash, text) in hashes.iter_mut().zip(all()) {
                *hash = self.finder.hash(text);
                let met = self.finder.numbers.near(*hash);
                near ^= self.texts.get(met as u32).len();
            }
            std::hint::black_box(near);
            for (hash, text) in hashes.iter().zip(all()) {
                let last = self.said_last(text);
                into.push(last.unwrap_or_else(|| self.number_by(*hash, text)));
            }
        }
    }

    /// What is sorted by a column says one thing over and over.
    fn said_last(&self, text: &str) -> Option<u32> {
        self.last.filter(|last| self.texts.get(*last) == text)
    }

    fn number_by(&mut self, hash: u32, text: &str) -> u32 {
        let (texts, new) = (&self.texts, self.texts.len());
        let is_it = |number: usize| texts.get(number as u32) == text;
        let number = self.finder.numbers.number(hash, new, is_it) as u32;
        if number as usize == new {
            self.texts.push(text);
        }
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
