//! The rows of a table by what stands in one column, or in two.
//!
//! Takes the rows as they are at one time; gives those that have a key. The one idea: all rows lie in one list, those of one
//! key beside each other, and where a key's rows begin is found by its place. Values that lie close together are places by
//! themselves; others are looked up.

use super::hash::NumberMap;
use super::index::Columns;
use super::rowset::RowSet;

/// Rows by their keys.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    places: Places,
    /// By place, where the rows of the key begin; one more for the end of the last.
    starts: Vec<u32>,
    /// The rows of each key in order, one key after the other.
    rows: Vec<u32>,
}

/// The place of each key.
#[derive(Debug)]
enum Places {
    /// Its distance from the least.
    Close {
        least: u64,
    },
    Known(NumberMap<u64, u32>),
}

impl Default for Places {
    fn default() -> Places {
        Places::Close { least: 0 }
    }
}

impl Places {
    fn of(&self, key: u64) -> Option<usize> {
        match self {
            Places::Close { least } => key.checked_sub(*least).map(|place| place as usize),
            Places::Known(places) => places.get(&key).map(|place| *place as usize),
        }
    }
}

/// So many places a row may be wasted on values that no row has, and so many in all.
const SPARE: (u64, u64) = (2, 64);

impl Sorted {
    /// All rows that there are now.
    pub(super) fn of(all: &RowSet, columns: Columns) -> Sorted {
        Sorted::by(|| all.iter().map_while(|args| columns.key(args)))
    }

    /// As many rows as there are keys, each with its own.
    pub(super) fn by<K: Iterator<Item = u64>>(keys: impl Fn() -> K) -> Sorted {
        let (mut least, mut greatest, mut count) = (u64::MAX, 0, 0);
        for key in keys() {
            (least, greatest) = (least.min(key), greatest.max(key));
            count += 1;
        }
        if count == 0 {
            return Sorted::default();
        }
        let are_close = greatest - least <= SPARE.0 * count + SPARE.1;
        let (places, many) = if are_close {
            (Places::Close { least }, (greatest - least + 1) as usize)
        } else {
            let mut known: NumberMap<u64, u32> = NumberMap::default();
            for key in keys() {
                let next = known.len() as u32;
                known.entry(key).or_insert(next);
            }
            known.shrink_to_fit();
            let many = known.len();
            (Places::Known(known), many)
        };
        // One place further on, each start is first counted up to and then moved to where it belongs.
        let mut starts = vec![0u32; many + 2];
        let at = |key: u64, further: usize| places.of(key).map_or(0, |place| place + further);
        for key in keys() {
            if let Some(of_next) = starts.get_mut(at(key, 2)) {
                *of_next += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut rows = vec![0u32; count as usize];
        for (row, key) in keys().enumerate() {
            if let Some(next) = starts.get_mut(at(key, 1)) {
                if let Some(place) = rows.get_mut(*next as usize) {
                    *place = row as u32;
                }
                *next += 1;
            }
        }
        starts.truncate(many + 1);
        Sorted {
            places,
            starts,
            rows,
        }
    }

    /// How many keys there is room for.
    pub(super) fn keys(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The rows with the key, in order.
    pub(super) fn rows(&self, key: u64) -> &[u32] {
        let of = |place: usize| {
            let (from, to) = (self.starts.get(place)?, self.starts.get(place + 1)?);
            self.rows.get(*from as usize..*to as usize)
        };
        self.places.of(key).and_then(of).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_is_found_by_its_key_and_in_order(
            rows in proptest::collection::vec((prop_oneof![0u32..9, 0u32..5_000_000], 0u32..4), 0..60),
            second in proptest::option::of(Just(1usize)),
        ) {
            let mut all = RowSet::default();
            for (a, b) in &rows {
                all.insert(&[*a, *b]);
            }
            let columns = Columns { first: 0, second };
            let sorted = Sorted::of(&all, columns);
            prop_assert_eq!(sorted.rows.len(), all.len());
            let keys: Vec<u64> = all.iter().filter_map(|args| columns.key(args)).collect();
            for key in &keys {
                let of_key = keys.iter().enumerate().filter(|(_, other)| *other == key);
                let expected: Vec<u32> = of_key.map(|(row, _)| row as u32).collect();
                prop_assert_eq!(sorted.rows(*key), expected.as_slice());
            }
            for other in [0, 7, 1 << 33, u64::MAX] {
                prop_assert_eq!(sorted.rows(other).is_empty(), !keys.contains(&other));
            }
        }
    }

    #[test]
    fn of_nothing_there_is_nothing() {
        let columns = Columns {
            first: 3,
            second: None,
        };
        let mut narrow = RowSet::default();
        narrow.insert(&[1, 2]);
        for all in [RowSet::default(), narrow] {
            let sorted = Sorted::of(&all, columns);
            assert_eq!((sorted.rows.len(), sorted.rows(0).len()), (0, 0));
        }
    }
}
