//! Likelihoods over time as small numbers: equal ones have equal numbers.
//!
//! Takes values over time; gives a number for each. Tables hold the numbers, four bytes a value, whatever the value is
//! over time. Numbers are never taken back: worlds made from one that stands share its values and add their own after.

use super::hash::mix;
use crate::snapshot::{Reader, Stored, Writer, stored};
use crate::time::{Likelihood, Steps};
use hashbrown::HashTable;
use std::sync::{Arc, OnceLock};

/// A value over time, by its number.
pub(super) type WorthId = u32;

/// The number of 0 at every instant.
pub(super) const NEVER: WorthId = 0;

/// The number of certain at every instant.
pub(super) const ALWAYS: WorthId = 1;

/// All values over time that a world holds.
#[derive(Clone, Debug)]
pub(super) struct Worths {
    /// Those of a world that stands.
    first: Arc<Pool>,
    /// Those that came after.
    later: Pool,
}

#[derive(Clone, Debug, Default)]
struct Pool {
    worths: Vec<Steps>,
    /// The numbers by the hashes of the values, once one is looked for.
    numbers: OnceLock<HashTable<u32>>,
}

fn hash(worth: &Steps) -> u64 {
    worth.steps().iter().fold(0, |hash, step| {
        let from = mix(hash, step.span.from.0 as u64);
        let to = (step.span.to.0 as u64).rotate_left(16);
        mix(from, to ^ u64::from(step.value.ten_thousandths()))
    })
}

impl Pool {
    fn find(&self, hash: u64, worth: &Steps) -> Option<u32> {
        let same = |number: &u32| self.worths.get(*number as usize) == Some(worth);
        self.numbers().find(hash, same).copied()
    }

    fn numbers(&self) -> &HashTable<u32> {
        self.numbers.get_or_init(|| {
            let mut numbers = HashTable::with_capacity(self.worths.len());
            let hash_of = |number: &u32| self.worths.get(*number as usize).map_or(0, hash);
            for number in 0..self.worths.len() as u32 {
                numbers.insert_unique(hash_of(&number), number, hash_of);
            }
            numbers
        })
    }

    /// Reads all that finding a value of that hash will read.
    fn touch(&self, hash: u64) -> usize {
        let mut read = 0;
        self.numbers().find(hash, |number| {
            read ^= (self.worths.get(*number as usize)).map_or(0, |worth| worth.steps().len());
            false
        });
        read
    }

    fn add(&mut self, hash_of: u64, worth: &Steps) -> u32 {
        self.numbers();
        let number = self.worths.len() as u32;
        self.worths.push(worth.clone());
        let worths = &self.worths;
        if let Some(numbers) = self.numbers.get_mut() {
            numbers.insert_unique(hash_of, number, |number| {
                worths.get(*number as usize).map_or(0, hash)
            });
        }
        number
    }
}

impl Default for Worths {
    fn default() -> Worths {
        let mut later = Pool::default();
        for worth in [Steps::never(), Steps::always(Likelihood::CERTAIN)] {
            later.add(hash(&worth), &worth);
        }
        Worths {
            first: Arc::default(),
            later,
        }
    }
}

impl Worths {
    /// The value of the number.
    pub(super) fn get(&self, id: WorthId) -> &Steps {
        static NEVER: std::sync::LazyLock<Steps> = std::sync::LazyLock::new(Steps::never);
        let id = id as usize;
        let first = &self.first.worths;
        let found = match id.checked_sub(first.len()) {
            None => first.get(id),
            Some(later) => self.later.worths.get(later),
        };
        found.unwrap_or(&NEVER)
    }

    /// The number of the value, a new one if need be.
    pub(super) fn id(&mut self, worth: &Steps) -> WorthId {
        if worth.is_never() {
            return NEVER;
        }
        if worth.is_always_certain() {
            return ALWAYS;
        }
        let hash = hash(worth);
        if let Some(id) = self.first.find(hash, worth) {
            return id;
        }
        let before = self.first.worths.len() as u32;
        let later = self.later.find(hash, worth);
        before + later.unwrap_or_else(|| self.later.add(hash, worth))
    }

    /// Reads what will be read for the numbers of the values, one after the other before any is needed: so the waits for
    /// memory overlap.
    pub(super) fn bring_near<'w>(&self, worths: impl IntoIterator<Item = &'w Steps>) {
        let mut near = 0;
        for worth in worths {
            if !worth.is_never() && !worth.is_always_certain() {
                let hash = hash(worth);
                near ^= self.first.touch(hash) ^ self.later.touch(hash);
            }
        }
        std::hint::black_box(near);
    }

    /// From now on these are those of a world that stands, where nothing stood before.
    pub(super) fn stand(&mut self) {
        if self.first.worths.is_empty() {
            self.first = Arc::new(std::mem::take(&mut self.later));
        }
    }
}

/// A number for each row of a table; never where there is none.
#[derive(Clone, Debug, Default)]
pub(super) struct Column(Vec<WorthId>);

impl Column {
    pub(super) fn get(&self, row: usize) -> WorthId {
        self.0.get(row).copied().unwrap_or(NEVER)
    }

    pub(super) fn set(&mut self, row: usize, worth: WorthId) {
        match self.0.get_mut(row) {
            Some(place) => *place = worth,
            None if worth == NEVER => {}
            None => {
                self.0.resize(row, NEVER);
                self.0.push(worth);
            }
        }
    }

    /// Whether every row is never.
    pub(super) fn is_never(&self) -> bool {
        self.0.iter().all(|worth| *worth == NEVER)
    }

    /// The rows that are not never, with their numbers.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, WorthId)> {
        let rows = self.0.iter().copied().enumerate();
        rows.filter(|(_, worth)| *worth != NEVER)
    }
}

stored! {
    struct Column(worths)
    struct Worths { first, later }
}

/// By what number each is found is found again.
impl Stored for Pool {
    fn put(&self, to: &mut Writer) {
        self.worths.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Pool> {
        Some(Pool {
            worths: Stored::take(from)?,
            numbers: OnceLock::new(),
        })
    }
}

impl PartialEq for Column {
    fn eq(&self, other: &Column) -> bool {
        let rows = self.0.len().max(other.0.len());
        (0..rows).all(|row| self.get(row) == other.get(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Instant, Span};

    fn since(minute: i64) -> Steps {
        Steps::constant(Span::since(Instant(minute)), Likelihood::CERTAIN)
    }

    #[test]
    fn equal_values_have_one_number_before_and_after_they_stand() {
        let mut worths = Worths::default();
        assert_eq!(worths.id(&Steps::never()), NEVER);
        assert_eq!(worths.id(&Steps::always(Likelihood::CERTAIN)), ALWAYS);
        let ids: Vec<WorthId> = (0..50).map(|minute| worths.id(&since(minute))).collect();
        worths.stand();
        for (minute, id) in ids.iter().enumerate() {
            assert_eq!(worths.id(&since(minute as i64)), *id);
            assert_eq!(worths.get(*id), &since(minute as i64));
        }
        let mut other = worths.clone();
        let new = other.id(&since(99));
        assert_eq!(other.get(new), &since(99));
        assert_eq!(worths.get(ids[7]), other.get(ids[7]));
    }

    #[test]
    fn columns_are_equal_where_their_rows_are() {
        let (mut a, mut b) = (Column::default(), Column::default());
        a.set(3, 7);
        a.set(5, 9);
        a.set(5, NEVER);
        b.set(9, NEVER);
        b.set(3, 7);
        assert_eq!(a, b);
        b.set(4, 7);
        assert_ne!(a, b);
    }
}
