//! Rows of numbers, each once, in the order in which they came.
//!
//! Takes rows; gives each its number. The one idea: all rows lie one after the other in one list, and the hash table
//! beside it holds nothing but their numbers.

use super::hash::mix;
use super::values::ValueId;
use hashbrown::HashTable;

/// Rows as long as the first of them, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct RowSet {
    width: usize,
    count: usize,
    /// All rows, one after the other.
    flat: Vec<ValueId>,
    numbers: HashTable<u32>,
}

/// The hash of a row: two values at a time.
fn hash(args: &[ValueId]) -> u64 {
    let pairs = args.chunks_exact(2);
    let last = pairs.remainder().first();
    let mut hash = 0;
    for pair in pairs {
        if let [a, b] = pair {
            hash = mix(hash, u64::from(*a) << 32 | u64::from(*b));
        }
    }
    match last {
        Some(last) => mix(hash, u64::from(*last)),
        None => hash,
    }
}

fn row(flat: &[ValueId], width: usize, number: usize) -> &[ValueId] {
    flat.get(number * width..(number + 1) * width)
        .unwrap_or(&[])
}

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

    /// The number of the row, if it is there.
    pub(super) fn find(&self, args: &[ValueId]) -> Option<usize> {
        let same = |number: &u32| self.get(*number as usize) == args;
        let found = self.numbers.find(hash(args), same);
        found.map(|number| *number as usize)
    }

    /// The number of the row, and whether it is new.
    pub(super) fn insert(&mut self, args: &[ValueId]) -> (usize, bool) {
        if self.count == 0 {
            self.width = args.len();
        }
        let (flat, width) = (&self.flat, self.width);
        let entry = self.numbers.entry(
            hash(args),
            |number| row(flat, width, *number as usize) == args,
            |number| hash(row(flat, width, *number as usize)),
        );
        match entry {
            hashbrown::hash_table::Entry::Occupied(found) => (*found.get() as usize, false),
            hashbrown::hash_table::Entry::Vacant(place) => {
                let number = self.count;
                place.insert(number as u32);
                self.flat.extend(args.iter().copied().take(width));
                self.count += 1;
                (number, true)
            }
        }
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize, width: usize) {
        let (flat, own) = (&self.flat, self.width);
        self.numbers
            .reserve(more, |number| hash(row(flat, own, *number as usize)));
        self.flat.reserve(more * width);
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

    #[test]
    fn a_row_of_nothing_is_one_row() {
        let mut set = RowSet::default();
        assert_eq!(set.find(&[]), None);
        assert_eq!(set.insert(&[]), (0, true));
        assert_eq!(set.insert(&[]), (0, false));
        assert_eq!(set.iter().count(), 1);
    }
}
