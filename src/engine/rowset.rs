//! Rows of numbers, each once, in the order in which they came.
//!
//! Takes rows; gives each its number. The one idea: all rows lie one after the other in one list, and a place of the hash
//! table beside it holds half a hash and a number, so that looking a row up reads one place of the table and, where the
//! halves agree, the row. Many rows at once are looked up together: their places are read one after the other before any
//! is needed, and the waits for memory overlap.

use super::hash::mix;
use super::values::ValueId;
use crate::snapshot::{Reader, Stored, Writer, stored};
use std::borrow::Cow;

/// Rows as long as the first of them, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct RowSet {
    width: usize,
    count: usize,
    /// All rows, one after the other.
    flat: Vec<ValueId>,
    /// The hash table in parts, by the first bits of the half: one part grows at a time, so that little is held twice.
    parts: [Part; PARTS],
}

/// How many parts a table has, and the bits of a half that say which.
const PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 4;

/// A part of the hash table.
#[derive(Clone, Debug, Default)]
struct Part {
    /// Half a hash, and one more than the number of the row; 0 where there is none. They stand nearly in the order of the
    /// halves, so that a larger part is filled from front to back.
    places: Vec<u64>,
    taken: usize,
}

/// What stands at a place that is not free.
#[derive(Clone, Copy)]
struct Place(u64);

impl Place {
    fn new(hash: u32, number: usize) -> Place {
        Place(u64::from(hash) << 32 | (number as u64 + 1))
    }

    fn hash(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn number(self) -> usize {
        (self.0 as u32).wrapping_sub(1) as usize
    }
}

impl Part {
    fn get(&self, at: usize) -> Option<Place> {
        let place = self.places.get(at).copied().unwrap_or(0);
        (place != 0).then_some(Place(place))
    }

    /// Where a row of that hash is looked for first.
    fn home(&self, hash: u32) -> usize {
        ((u64::from(hash << PART_BITS) * self.places.len() as u64) >> 32) as usize
    }

    fn after(&self, at: usize) -> usize {
        if at + 1 < self.places.len() {
            at + 1
        } else {
            0
        }
    }

    /// Puts it at the first free place from there on.
    fn enter(&mut self, mut at: usize, new: Place) {
        while self.get(at).is_some() {
            at = self.after(at);
        }
        if let Some(free) = self.places.get_mut(at) {
            *free = new.0;
        }
    }

    /// Room for so many rows: at most seven of ten places are taken, and a part grows by a quarter at least.
    fn make_room(&mut self, rows: usize) {
        if rows * 10 <= self.places.len() * 7 {
            return;
        }
        let length = (rows * 10 / 7 + 1).max(self.places.len() * 5 / 4).max(4);
        let before = std::mem::replace(&mut self.places, vec![0; length]);
        for place in before.into_iter().filter(|place| *place != 0).map(Place) {
            self.enter(self.home(place.hash()), place);
        }
    }
}

/// The half of the hash of a row that is kept: two values at a time.
fn hash(args: &[ValueId]) -> u32 {
    if let [a, b] = args {
        return half(mix(0, u64::from(*a) << 32 | u64::from(*b)));
    }
    let pairs = args.chunks(2).map(|pair| match pair {
        [a, b] => u64::from(*a) << 32 | u64::from(*b),
        rest => rest.first().map_or(0, |last| u64::from(*last)),
    });
    half(pairs.fold(0, |hash, pair| mix(hash, pair.wrapping_add(1))))
}

fn half(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

fn row(flat: &[ValueId], width: usize, number: usize) -> &[ValueId] {
    flat.get(number * width..(number + 1) * width)
        .unwrap_or(&[])
}

/// Which part a row of that hash is in: the first bits are always a number of one.
fn part_of(hash: u32) -> usize {
    (hash >> (32 - PART_BITS)) as usize
}

/// Whether the rows are the same: most have one value or two.
fn is_same(a: &[ValueId], b: &[ValueId]) -> bool {
    match (a, b) {
        ([a], [b]) => a == b,
        ([a, b], [c, d]) => a == c && b == d,
        (a, b) => a == b,
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

    fn part(&self, hash: u32) -> &Part {
        &self.parts[part_of(hash)]
    }

    /// The number of the row, or the place where it would stand; there is always a free one, but in a part of none.
    fn seek(&self, hash: u32, args: &[ValueId]) -> Result<usize, usize> {
        let part = self.part(hash);
        let mut at = part.home(hash);
        loop {
            let Some(place) = part.get(at) else {
                return Err(at);
            };
            if place.hash() == hash && is_same(self.get(place.number()), args) {
                return Ok(place.number());
            }
            at = part.after(at);
        }
    }

    /// The number of the row, if it is there.
    pub(super) fn find(&self, args: &[ValueId]) -> Option<usize> {
        self.seek(hash(args), args).ok()
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

    /// The same of those that are there.
    pub(super) fn find_together(
        &self,
        rows: &[ValueId],
        width: usize,
    ) -> [Option<usize>; TOGETHER] {
        let mut found = [None; TOGETHER];
        if width == 0 {
            found[0] = self.find(&[]);
            return found;
        }
        let hashes = self.bring_near(rows, width);
        let rows = rows.chunks_exact(width);
        for ((found, hash), args) in found.iter_mut().zip(hashes).zip(rows) {
            *found = self.seek(hash, args).ok();
        }
        found
    }

    /// The hashes of the rows; meanwhile all that will be read of them is read, one thing after the other.
    fn bring_near(&self, rows: &[ValueId], width: usize) -> [u32; TOGETHER] {
        let mut hashes = [0u32; TOGETHER];
        let mut met = [None; TOGETHER];
        let rows = rows.chunks_exact(width);
        for ((hash_of, met), args) in hashes.iter_mut().zip(&mut met).zip(rows) {
            *hash_of = hash(args);
            let part = self.part(*hash_of);
            *met = part.get(part.home(*hash_of));
        }
        let mut near = 0;
        for (hash, place) in hashes.iter().zip(&met) {
            if let Some(place) = place.filter(|place: &Place| place.hash() == *hash) {
                near ^= self.flat.get(place.number() * width).copied().unwrap_or(0);
            }
        }
        std::hint::black_box(near);
        hashes
    }

    fn put(&mut self, hash: u32, args: &[ValueId]) -> (usize, bool) {
        let part = &mut self.parts[part_of(hash)];
        part.make_room(part.taken + 1);
        let at = match self.seek(hash, args) {
            Ok(number) => return (number, false),
            Err(at) => at,
        };
        let number = self.count;
        let part = &mut self.parts[part_of(hash)];
        part.enter(at, Place::new(hash, number));
        part.taken += 1;
        if number == 0 {
            self.width = args.len();
        }
        self.flat.extend_from_slice(args);
        self.count += 1;
        (number, true)
    }

    /// Room for so many more rows of that width, and little more.
    pub(super) fn expect(&mut self, more: usize, width: usize) {
        for part in &mut self.parts {
            // By chance a part gets somewhat more than its share.
            part.make_room(part.taken + more / PARTS + more / (16 * PARTS));
        }
        self.flat.reserve_exact(more * width);
    }
}

stored! { struct Part { places, taken } }

/// With the places, which are much to find again.
impl Stored for RowSet {
    fn put(&self, to: &mut Writer) {
        self.width.put(to);
        self.count.put(to);
        self.flat.put(to);
        self.parts.iter().for_each(|part| part.lean().put(to));
    }

    fn take(from: &mut Reader<'_>) -> Option<RowSet> {
        let (width, count, flat): (usize, usize, Vec<ValueId>) = Stored::take(from)?;
        let mut parts: [Part; PARTS] = Default::default();
        let mut taken = 0usize;
        for part in &mut parts {
            *part = Part::take(from)?;
            taken = taken.checked_add(part.is_whole(count).then_some(part.taken)?)?;
        }
        let is_whole = taken == count && width.checked_mul(count) == Some(flat.len());
        is_whole.then_some(RowSet {
            width,
            count,
            flat,
            parts,
        })
    }
}

impl Part {
    /// The same without the room for rows that were expected and did not come.
    fn lean(&self) -> Cow<'_, Part> {
        if self.places.len() <= self.taken * 4 + 16 {
            return Cow::Borrowed(self);
        }
        let mut lean = Part {
            taken: self.taken,
            ..Part::default()
        };
        lean.make_room(self.taken);
        let taken = self.places.iter().filter(|place| **place != 0);
        for place in taken.map(|place| Place(*place)) {
            lean.enter(lean.home(place.hash()), place);
        }
        Cow::Owned(lean)
    }

    /// Whether all its rows are of so many, and one that is looked for is found, or a free place is.
    fn is_whole(&self, count: usize) -> bool {
        let (mut taken, mut wrong) = (0, 0);
        for place in &self.places {
            let is_one = (1..=count as u64).contains(&u64::from(*place as u32));
            taken += usize::from(is_one);
            wrong += usize::from(!is_one && *place != 0);
        }
        let has_room = self.places.is_empty() || taken < self.places.len();
        has_room && (taken, wrong) == (self.taken, 0)
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

    #[test]
    fn a_row_of_nothing_is_one_row() {
        let mut set = RowSet::default();
        assert_eq!(set.find(&[]), None);
        assert_eq!(set.insert(&[]), (0, true));
        assert_eq!(set.insert(&[]), (0, false));
        assert_eq!(set.iter().count(), 1);
    }
}
