//! The rows of a table by what stands in one column, or in two.
//!
//! Takes the rows as they are at one time; gives those that have a key. The one idea: all rows lie in one list, those of one
//! key beside each other, and where a key's rows begin is found by its place. Values that lie close together are places by
//! themselves; others are looked up.

use super::hash::mix;
use super::index::Columns;
use super::rowset::RowSet;
use crate::cores::cores;
use crate::lookup::{Lookup, half};

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
    Close { least: u64 },
    /// Its number among the keys.
    Known {
        keys: Vec<u64>,
        numbers: Box<Lookup>,
    },
}

impl Default for Places {
    fn default() -> Places {
        Places::Close { least: 0 }
    }
}

fn hash(key: u64) -> u32 {
    half(mix(0, key))
}

impl Places {
    /// Places for those keys, with how many there are, and the place of each.
    fn for_all(keys: Vec<u64>) -> (Places, usize, Vec<u32>) {
        let (Some(least), Some(greatest)) = (keys.iter().min(), keys.iter().max()) else {
            return (Places::default(), 0, Vec::new());
        };
        let (least, apart) = (*least, greatest - least);
        if apart <= SPARE.0 * keys.len() as u64 + SPARE.1 {
            let of_each = keys.iter().map(|key| (key - least) as u32);
            return (
                Places::Close { least },
                apart as usize + 1,
                of_each.collect(),
            );
        }
        let hashes: Vec<u32> = keys.iter().map(|key| hash(*key)).collect();
        let mut numbers = Box::<Lookup>::default();
        let is_it = |number: usize, key: usize| keys.get(number) == keys.get(key);
        let of_each = numbers.number_all(cores(), &hashes, 0, is_it);
        let mut different: Vec<u64> = Vec::new();
        for (key, number) in keys.iter().zip(&of_each) {
            if *number as usize == different.len() {
                different.push(*key);
            }
        }
        let count = different.len();
        let keys = different;
        (Places::Known { keys, numbers }, count, of_each)
    }

    fn of(&self, key: u64) -> Option<usize> {
        match self {
            Places::Close { least } => key.checked_sub(*least).map(|place| place as usize),
            Places::Known { keys, numbers } => {
                numbers.find(hash(key), |number| keys.get(number) == Some(&key))
            }
        }
    }
}

/// So many places a row may be wasted on values that no row has, and so many in all.
const SPARE: (u64, u64) = (2, 64);

impl Sorted {
    /// All rows that there are now.
    pub(super) fn of(all: &RowSet, columns: Columns) -> Sorted {
        Sorted::by(all.iter().map_while(|args| columns.key(args)).collect())
    }

    /// As many rows as there are keys, each with its own.
    pub(super) fn by(keys: Vec<u64>) -> Sorted {
        let (places, many, of_each) = Places::for_all(keys);
        // One place further on, each start is first counted up to and then moved to where it belongs.
        let mut starts = vec![0u32; many + 2];
        for place in &of_each {
            if let Some(of_next) = starts.get_mut(*place as usize + 2) {
                *of_next += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut rows = vec![0u32; of_each.len()];
        for (row, place) in of_each.iter().enumerate() {
            if let Some(next) = starts.get_mut(*place as usize + 1) {
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
