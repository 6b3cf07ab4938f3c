//! Rows of numbers, each once, in the order in which they came.
//!
//! Takes rows; gives each its number. The one idea: all rows lie one after the other in one list, and are looked up by
//! half a hash beside it. Many rows at once are looked up together: what will be read of them is read one thing after the
//! other before any is needed, and the waits for memory overlap.

use super::hash::mix;
use super::values::ValueId;
use crate::lookup::{self, Lookup, half};
use crate::snapshot::{Reader, Stored, Writer};

/// Rows as long as the first of them, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct RowSet {
    width: usize,
    count: usize,
    /// All rows, one after the other.
    flat: Vec<ValueId>,
    numbers: Lookup,
}

/// The half of the hash of a row that is kept: two values at a time.
pub(super) fn hash(args: &[ValueId]) -> u32 {
    if let [a, b] = args {
        return half(mix(0, u64::from(*a) << 32 | u64::from(*b)));
    }
    let pairs = args.chunks(2).map(|pair| match pair {
        [a, b] => u64::from(*a) << 32 | u64::from(*b),
        rest => rest.first().map_or(0, |last| u64::from(*last)),
    });
    half(pairs.fold(0, |hash, pair| mix(hash, pair.wrapping_add(1))))
}

/// The share of the row, by its hash.
pub(super) fn share(args: &[ValueId]) -> usize {
    lookup::share(hash(args))
}

fn row(flat: &[ValueId], width: usize, number: usize) -> &[ValueId] {
    flat.get(number * width..(number + 1) * width)
        .unwrap_or(&[])
}

/// Whether the rows are the same: most have one value or two.
fn is_same(a: &[ValueId], b: &[ValueId]) -> bool {
    match (a, b) {
        ([a], [b]) => a == b,
        ([a, b], [c, d]) => a == c && b == d,
        (a, b) => a == b,
    }
}

/// The number of a row of a share among all: the first ones are known there, the others come behind so many.
pub(super) fn number_in_whole(row: usize, known: &[usize], before: usize) -> usize {
    match known.get(row) {
        Some(number) => *number,
        None => before + row - known.len(),
    }
}

/// So many rows are looked up together.
pub(super) const TOGETHER: usize = 32;

/// The numbers of rows that were looked up together, and whether each is new.
pub(super) type Numbered = [(usize, bool); TOGETHER];

impl RowSet {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// How many values each has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The row of the number; empty if there is none.
    pub(super) fn get(&self, number: usize) -> &[ValueId] {
        row(&self.flat, self.width, number)
    }

    /// All rows, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[ValueId]> {
        (0..self.count).map(|number| self.get(number))
    }

    /// All rows, one after the other.
    pub(super) fn into_flat(self) -> Vec<ValueId> {
        self.flat
    }

    fn seek(&self, hash: u32, args: &[ValueId]) -> Option<usize> {
        let is_it = |number| is_same(self.get(number), args);
        self.numbers.find(hash, is_it)
    }

    /// The number of the row, if it is there.
    pub(super) fn find(&self, args: &[ValueId]) -> Option<usize> {
        self.seek(hash(args), args)
    }

    /// The number of the row, and whether it is new.
    pub(super) fn insert(&mut self, args: &[ValueId]) -> (usize, bool) {
        self.put(hash(args), args)
    }

    /// The numbers of up to so many rows as are looked up together, one after the other in the list.
    pub(super) fn insert_together(&mut self, rows: &[ValueId], width: usize) -> Numbered {
        let mut numbered = [(0, false); TOGETHER];
        if width == 0 {
            numbered[0] = self.insert(&[]);
            return numbered;
        }
        let hashes = self.bring_near(rows, width);
        let rows = rows.chunks_exact(width);
        for ((numbered, hash), args) in numbered.iter_mut().zip(hashes).zip(rows) {
            *numbered = self.put(hash, args);
        }
        numbered
    }

    /// The numbers of many rows of some values each, one after the other in the list, worked out on so many cores.
    pub(super) fn insert_all(&mut self, cores: usize, rows: &[ValueId], width: usize) -> Vec<u32> {
        if width == 0 {
            return Vec::new();
        }
        self.width = width;
        let hashes: Vec<u32> = rows.chunks_exact(width).map(hash).collect();
        let (before, known) = (self.count, self.flat.len());
        self.flat.extend_from_slice(rows);
        let flat = &self.flat;
        let is_it = |number, key| is_same(row(flat, width, number), row(rows, width, key));
        let numbers = self.numbers.number_all(cores, &hashes, before, is_it);
        let (new, last) = (before + numbers.len(), numbers.last());
        if last.is_some_and(|last| *last as usize + 1 == new) {
            self.count = new;
            return numbers;
        }
        // A row that was there already, or came twice, is taken out again.
        let mut to = known;
        for (number, args) in numbers.iter().zip(rows.chunks_exact(width)) {
            if *number as usize == self.count {
                self.count += 1;
                if let Some(place) = self.flat.get_mut(to..to + width) {
                    place.copy_from_slice(args);
                }
                to += width;
            }
        }
        self.flat.truncate(to);
        numbers
    }

    /// The same of those that are there.
    pub(super) fn find_together(
        &self,
        rows: &[ValueId],
        width: usize,
    ) -> [Option<usize>; TOGETHER] {
        let mut found = [None; TOGETHER];
        if width == 0 {
            return [self.find(&[]); TOGETHER];
        }
        let hashes = self.bring_near(rows, width);
        let rows = rows.chunks_exact(width);
        for ((found, hash), args) in found.iter_mut().zip(hashes).zip(rows) {
            *found = self.seek(hash, args);
        }
        found
    }

    /// The hashes of the rows; meanwhile all that will be read of them is read, one thing after the other.
    fn bring_near(&self, rows: &[ValueId], width: usize) -> [u32; TOGETHER] {
        let mut hashes = [0u32; TOGETHER];
        let mut met = [0; TOGETHER];
        let rows = rows.chunks_exact(width);
        for ((hash_of, met), args) in hashes.iter_mut().zip(&mut met).zip(rows) {
            *hash_of = hash(args);
            *met = self.numbers.near(*hash_of);
        }
        let first = |number: usize| self.flat.get(number * width).copied().unwrap_or(0);
        let near = met.into_iter().map(first);
        std::hint::black_box(near.fold(0, |all, near| all ^ near));
        hashes
    }

    fn put(&mut self, hash: u32, args: &[ValueId]) -> (usize, bool) {
        let (flat, width, new) = (&self.flat, self.width, self.count);
        let is_it = |number| is_same(row(flat, width, number), args);
        let number = self.numbers.number(hash, new, is_it);
        if number < new {
            return (number, false);
        }
        self.push(args);
        (number, true)
    }

    /// Takes in the rows of a share that was kept apart: its first ones, which are known here, under the numbers that they have
    /// here, the others behind all that there are.
    pub(super) fn take_share(&mut self, share: usize, mut own: RowSet, known: &[usize]) {
        if own.count == 0 {
            return;
        }
        let before = self.count;
        let number = |row: usize| number_in_whole(row, known, before);
        self.numbers.take_share(share, &mut own.numbers, number);
        self.width = own.width;
        let new = own.flat.get(known.len() * own.width..);
        self.flat.extend_from_slice(new.unwrap_or(&[]));
        self.count += own.count - known.len();
    }

    /// Room for so many more rows, which are looked up elsewhere.
    pub(super) fn expect_shares(&mut self, more: usize, width: usize) {
        self.flat.reserve_exact(more * width);
    }

    fn push(&mut self, args: &[ValueId]) {
        if self.count == 0 {
            self.width = args.len();
        }
        self.flat.extend_from_slice(args);
        self.count += 1;
    }

    /// Room for so many more rows of that width, and little more.
    pub(super) fn expect(&mut self, more: usize, width: usize) {
        self.numbers.expect(more);
        self.flat.reserve_exact(more * width);
    }
}

/// With what looks them up, which is much to find again.
impl Stored for RowSet {
    fn put(&self, to: &mut Writer) {
        self.width.put(to);
        self.count.put(to);
        self.flat.put(to);
        self.numbers.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<RowSet> {
        let (width, count, flat): (usize, usize, Vec<ValueId>) = Stored::take(from)?;
        let numbers = Lookup::take(from)?;
        let is_whole = numbers.is_of(count) && width.checked_mul(count) == Some(flat.len());
        is_whole.then_some(RowSet {
            width,
            count,
            flat,
            numbers,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn each_row_has_one_number_in_order(rows in proptest::collection::vec(proptest::collection::vec(0u32..6, 3), 0..200)) {
            let mut set = RowSet::default();
            let mut known: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
            for row in &rows {
                let next = known.len();
                let expected = *known.entry(row.clone()).or_insert(next);
                prop_assert_eq!(set.insert(row), (expected, expected == next));
                prop_assert_eq!(set.find(row), Some(expected));
                prop_assert_eq!(set.get(expected), row.as_slice());
            }
            prop_assert_eq!(set.len(), known.len());
        }
    }

    proptest! {
        #[test]
        fn together_they_have_the_numbers_that_they_have_one_by_one(rows in proptest::collection::vec((0u32..9, 0u32..9), 0..300)) {
            let (mut alone, mut together) = (RowSet::default(), RowSet::default());
            let flat: Vec<u32> = rows.iter().flat_map(|(a, b)| [*a, *b]).collect();
            for chunk in flat.chunks(2 * TOGETHER) {
                let numbered = together.insert_together(chunk, 2);
                for (args, numbered) in chunk.chunks(2).zip(numbered) {
                    prop_assert_eq!(alone.insert(args), numbered);
                }
            }
            prop_assert_eq!(alone.into_flat(), together.into_flat());
        }
    }

    proptest! {
        #[test]
        fn all_at_once_they_have_the_numbers_that_they_have_one_by_one(rows in proptest::collection::vec((0u32..9, 0u32..9), 1..300), at in 1usize..300, cores in 1usize..4) {
            let (mut alone, mut together) = (RowSet::default(), RowSet::default());
            for rows in rows.chunks(at) {
                let flat: Vec<u32> = rows.iter().flat_map(|(a, b)| [*a, *b]).collect();
                let numbers = together.insert_all(cores, &flat, 2);
                let one_by_one: Vec<u32> = flat.chunks(2).map(|args| alone.insert(args).0 as u32).collect();
                prop_assert_eq!(numbers, one_by_one);
            }
            prop_assert_eq!(alone.into_flat(), together.into_flat());
        }
    }

    #[test]
    fn a_row_of_nothing_is_one_row() {
        let mut set = RowSet::default();
        assert_eq!(set.find(&[]), None);
        assert_eq!(set.insert(&[]), (0, true));
        assert_eq!(set.insert(&[]), (0, false));
        assert_eq!(set.iter().count(), 1);
    }
}
