//! Likelihoods over time as small numbers: equal ones have equal numbers.
//!
//! Takes values over time; gives a number for each. Tables hold the numbers, four bytes a value, whatever the value is
//! over time. Numbers are never taken back: worlds made from one that stands share its values and add their own after.

use super::hash::mix;
use crate::lookup::{Lookup, half};
use crate::snapshot::{Reader, Stored, Writer, stored};
use crate::time::{Likelihood, Steps};
use std::borrow::Cow;
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
    numbers: OnceLock<Lookup>,
}

/// The half hash of a value, to look up its number.
pub(super) fn hash(worth: &Steps) -> u32 {
    half(worth.steps().iter().fold(0, |hash, step| {
        let from = mix(hash, step.span.from.0 as u64);
        let to = (step.span.to.0 as u64).rotate_left(16);
        mix(from, to ^ u64::from(step.value.ten_thousandths()))
    }))
}

impl Pool {
    fn find(&self, hash: u32, worth: &Steps) -> Option<u32> {
        let is_it = |number: usize| self.worths.get(number) == Some(worth);
        let found = self.numbers().find(hash, is_it);
        found.map(|number| number as u32)
    }

    fn numbers(&self) -> &Lookup {
        self.numbers.get_or_init(|| {
            let mut numbers = Lookup::default();
            numbers.expect(self.worths.len());
            for (number, worth) in self.worths.iter().enumerate() {
                numbers.number(hash(worth), number, |_| false);
            }
            numbers
        })
    }

    /// Reads all that finding a value of that hash will read.
    fn touch(&self, hash: u32) -> usize {
        let near = self.worths.get(self.numbers().near(hash));
        near.map_or(0, |worth| worth.steps().len())
    }

    /// Room for so many more.
    fn expect(&mut self, more: usize) {
        self.numbers();
        self.worths.reserve(more);
        if let Some(numbers) = self.numbers.get_mut() {
            numbers.expect(more);
        }
    }

    /// The number of the value, a new one if need be.
    fn number(&mut self, hash: u32, worth: Cow<'_, Steps>) -> u32 {
        self.numbers();
        let (new, worths) = (self.worths.len(), &self.worths);
        let is_it = |number: usize| worths.get(number) == Some(&*worth);
        let number = (self.numbers.get_mut()).map_or(new, |all| all.number(hash, new, is_it));
        if number == new {
            self.worths.push(worth.into_owned());
        }
        number as u32
    }

    /// The numbers of many values, with their hashes, worked out on so many cores.
    fn number_all(
        &mut self,
        cores: usize,
        worths: impl Iterator<Item = Steps>,
        hashes: &[u32],
    ) -> Vec<u32> {
        self.numbers();
        let before = self.worths.len();
        self.worths.extend(worths);
        let all = &self.worths;
        let is_it = |number: usize, key: usize| all.get(number) == all.get(before + key);
        let numbers = self.numbers.get_mut();
        let numbers = numbers.map(|own| own.number_all(cores, hashes, before, is_it));
        let numbers = numbers.unwrap_or_default();
        // A value that was there already, or came twice, is taken out again.
        let mut count = before;
        for (key, number) in numbers.iter().enumerate() {
            if *number as usize == count {
                self.worths.swap(count, before + key);
                count += 1;
            }
        }
        self.worths.truncate(count);
        numbers
    }

    /// Others behind these, none of which is here.
    fn append(&mut self, cores: usize, mut others: Pool) {
        if self.worths.is_empty() {
            *self = others;
            return;
        }
        self.numbers();
        others.numbers();
        if let (Some(own), Some(theirs)) = (self.numbers.get_mut(), others.numbers.take()) {
            own.append(cores, &theirs, self.worths.len());
        }
        self.worths.append(&mut others.worths);
    }
}

impl Default for Worths {
    fn default() -> Worths {
        let mut later = Pool::default();
        for worth in [Steps::never(), Steps::always(Likelihood::CERTAIN)] {
            later.number(hash(&worth), Cow::Owned(worth));
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
        self.id_of(worth, hash(worth))
    }

    /// The same of a value whose hash is known.
    pub(super) fn id_of(&mut self, worth: &Steps, hash: u32) -> WorthId {
        if worth.is_never() {
            return NEVER;
        }
        if worth.is_always_certain() {
            return ALWAYS;
        }
        if let Some(id) = self.first.find(hash, worth) {
            return id;
        }
        self.first.worths.len() as u32 + self.later.number(hash, Cow::Borrowed(worth))
    }

    /// The numbers of many values that are not never, with their hashes, worked out on so many cores; nothing stands yet.
    pub(super) fn ids(
        &mut self,
        cores: usize,
        worths: impl Iterator<Item = Steps>,
        hashes: &[u32],
    ) -> Vec<WorthId> {
        debug_assert!(
            self.first.worths.is_empty(),
            "the numbers of what stands come first"
        );
        self.later.number_all(cores, worths, hashes)
    }

    /// Reads what will be read for the numbers of values of those hashes, one after the other before any is needed: so the waits
    /// for memory overlap.
    pub(super) fn bring_near(&self, hashes: impl Iterator<Item = u32>) {
        let near = hashes.map(|hash| self.first.touch(hash) ^ self.later.touch(hash));
        std::hint::black_box(near.fold(0, |all, near| all ^ near));
    }

    /// Room for so many more.
    pub(super) fn expect(&mut self, more: usize) {
        self.later.expect(more);
    }

    /// How many have come since these stand.
    pub(super) fn later(&self) -> usize {
        self.later.worths.len()
    }

    /// The hashes of those, in the order in which they came.
    pub(super) fn hashes(&self) -> Vec<u32> {
        self.later.worths.iter().map(hash).collect()
    }

    /// The numbers here, for each of others that began with what stands here, of what has come to it, in the order in which it
    /// came; with its hashes.
    pub(super) fn take_all(
        &mut self,
        cores: usize,
        others: Vec<Worths>,
        hashes: &[Vec<u32>],
    ) -> Vec<Took> {
        let before = self.first.worths.len() as u32;
        // What came later there does not stand here.
        let later = others.into_iter().flat_map(|other| other.later.worths);
        let numbers = self.later.number_all(cores, later, &hashes.concat());
        let mut ids = numbers.into_iter().map(|number| before + number);
        let of_each = hashes.iter().map(|hashes| Took {
            before,
            ids: ids.by_ref().take(hashes.len()).collect(),
        });
        of_each.collect()
    }

    /// From now on these are those of a world that stands, unless another world rests on what stood before.
    pub(super) fn stand(&mut self, cores: usize) {
        let later = std::mem::take(&mut self.later);
        match Arc::get_mut(&mut self.first) {
            Some(first) => first.append(cores, later),
            None => self.later = later,
        }
    }
}

/// The numbers here of values that another has.
pub(super) struct Took {
    /// So many have the same number here and there.
    before: u32,
    ids: Vec<WorthId>,
}

impl Took {
    fn id(&self, there: WorthId) -> WorthId {
        let later = there.checked_sub(self.before);
        later.map_or(there, |later| {
            self.ids.get(later as usize).copied().unwrap_or(NEVER)
        })
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

    /// Takes over the values of rows that have other numbers here, as values have.
    pub(super) fn take_share(&mut self, own: &Column, number: impl Fn(usize) -> usize, ids: &Took) {
        for (row, worth) in own.rows() {
            self.set(number(row), ids.id(worth));
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
        worths.stand(2);
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
