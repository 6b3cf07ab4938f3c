//! Numbers by the hashes of what they number: rows, or texts.
//!
//! Takes half a hash and a way to tell whether a number is the one; gives it, or enters a new one. The one idea: a place holds
//! half a hash and a number in eight bytes, so that looking up reads one place and, where the halves agree, what is numbered.
//! Who looks many up asks for what is near first, so that the waits for memory overlap.

mod many;

use crate::snapshot::{Reader, Stored, Writer, stored};
use std::borrow::Cow;

/// Numbers below 2³² − 1, by half hashes.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    /// By the first bits of the half: one part grows at a time, so that little is held twice.
    parts: [Part; PARTS],
}

/// How many parts there are, and the bits of a half that say which.
const PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 4;

/// The half of a hash that is kept.
#[must_use]
pub fn half(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

/// In how many shares numbers lie by their hashes.
pub const SHARES: usize = PARTS;

/// The share, or part, that a hash is in: the first bits are always a number of one.
#[must_use]
pub fn share(hash: u32) -> usize {
    (hash >> (32 - PART_BITS)) as usize
}

impl Lookup {
    /// The number that stands where the hash is looked for first, if it is of the same hash: most often the one. Else 0, so
    /// that who asks for many need not wait for one before the next.
    #[must_use]
    pub fn near(&self, hash: u32) -> usize {
        self.part(hash).near(hash)
    }

    /// The number of that hash which is the one.
    pub fn find(&self, hash: u32, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        self.part(hash).seek(hash, is_it).ok()
    }

    /// The same; where there is none, it is the new number from now on.
    pub fn number(&mut self, hash: u32, new: usize, is_it: impl Fn(usize) -> bool) -> usize {
        self.parts[share(hash)].number(hash, new, is_it)
    }

    /// Takes over all that another has in a share, with other numbers; what was in the share before is no more.
    pub fn take_share(&mut self, share: usize, from: &mut Lookup, number: impl Fn(usize) -> usize) {
        if let (Some(own), Some(theirs)) = (self.parts.get_mut(share), from.parts.get_mut(share)) {
            *own = std::mem::take(theirs);
            for place in own.places.iter_mut().filter(|place| **place != 0) {
                let was = Place(*place);
                *place = Place::new(was.hash(), number(was.number())).0;
            }
        }
    }

    /// Takes over all numbers of another, counted on from that one, on so many cores; nothing that they number is here.
    pub fn append(&mut self, cores: usize, others: &Lookup, first: usize) {
        let count = others.parts.iter().map(|part| part.taken).sum();
        self.each_part(cores, count, |at, own| {
            let Some(others) = others.parts.get(at) else {
                return;
            };
            own.make_room(own.taken + others.taken);
            own.taken += others.taken;
            let number = |place: Place| Place::new(place.hash(), first + place.number());
            own.enter_all(taken(&others.places).map(number));
        });
    }

    /// Room for so many more, and little more.
    pub fn expect(&mut self, more: usize) {
        for part in &mut self.parts {
            // By chance a part gets somewhat more than its share.
            part.make_room(part.taken + more / PARTS + more / (16 * PARTS));
        }
    }

    /// Whether there is each of so many numbers, and room for one more.
    #[must_use]
    pub fn is_of(&self, count: usize) -> bool {
        let taken: usize = self.parts.iter().map(|part| part.taken).sum();
        taken == count && self.parts.iter().all(|part| part.is_whole(count))
    }

    fn part(&self, hash: u32) -> &Part {
        &self.parts[share(hash)]
    }
}

/// A part, in one list.
#[derive(Clone, Debug, Default)]
struct Part {
    /// Half a hash, and one more than the number; 0 where there is none. They stand nearly in the order of the halves, so
    /// that a larger part is filled from front to back.
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

/// The places that are not free.
fn taken(places: &[u64]) -> impl Iterator<Item = Place> {
    places
        .iter()
        .copied()
        .filter(|place| *place != 0)
        .map(Place)
}

impl Part {
    fn get(&self, at: usize) -> Option<Place> {
        let place = self.places.get(at).copied().unwrap_or(0);
        (place != 0).then_some(Place(place))
    }

    /// Where a hash is looked for first.
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

    /// The number, or the place where it would stand; there is always a free one, but in a part of none.
    fn seek(&self, hash: u32, is_it: impl Fn(usize) -> bool) -> Result<usize, usize> {
        let mut at = self.home(hash);
        loop {
            let Some(place) = self.get(at) else {
                return Err(at);
            };
            if place.hash() == hash && is_it(place.number()) {
                return Ok(place.number());
            }
            at = self.after(at);
        }
    }

    /// The number, the new one from now on if there is none.
    fn number(&mut self, hash: u32, new: usize, is_it: impl Fn(usize) -> bool) -> usize {
        self.make_room(self.taken + 1);
        match self.seek(hash, is_it) {
            Ok(number) => number,
            Err(free) => {
                self.enter(free, Place::new(hash, new));
                self.taken += 1;
                new
            }
        }
    }

    /// Gives what has that hash and that number another number.
    fn rename(&mut self, hash: u32, number: usize, now: usize) {
        let mut at = self.home(hash);
        while let Some(place) = self.get(at) {
            if (place.hash(), place.number()) == (hash, number) {
                if let Some(place) = self.places.get_mut(at) {
                    *place = Place::new(hash, now).0;
                }
                return;
            }
            at = self.after(at);
        }
    }

    fn near(&self, hash: u32) -> usize {
        let place = Place(self.places.get(self.home(hash)).copied().unwrap_or(0));
        // Without a branch: nobody could foretell it.
        let is_same = u64::from(place.hash() == hash) & u64::from(place.0 != 0);
        place.number() & (is_same.wrapping_neg() as u32) as usize
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

    fn enter_all(&mut self, places: impl Iterator<Item = Place>) {
        for place in places {
            self.enter(self.home(place.hash()), place);
        }
    }

    /// Room for so many: at most seven of ten places are taken, and a part grows by a quarter at least.
    fn make_room(&mut self, count: usize) {
        if count * 10 <= self.places.len() * 7 {
            return;
        }
        let length = (count * 10 / 7 + 1).max(self.places.len() * 5 / 4).max(4);
        let before = std::mem::replace(&mut self.places, vec![0; length]);
        self.enter_all(taken(&before));
    }

    /// The same without the room for what was expected and did not come.
    fn lean(&self) -> Cow<'_, Part> {
        if self.places.len() <= self.taken * 4 + 16 {
            return Cow::Borrowed(self);
        }
        let mut lean = Part {
            taken: self.taken,
            ..Part::default()
        };
        lean.make_room(self.taken);
        lean.enter_all(taken(&self.places));
        Cow::Owned(lean)
    }

    /// Whether all its numbers are below the count, and what is looked for is found, or a free place is.
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

stored! { struct Part { places, taken } }

/// With the places, which are much to find again.
impl Stored for Lookup {
    fn put(&self, to: &mut Writer) {
        self.parts.iter().for_each(|part| part.lean().put(to));
    }

    fn take(from: &mut Reader<'_>) -> Option<Lookup> {
        let mut lookup = Lookup::default();
        for part in &mut lookup.parts {
            *part = Part::take(from)?;
        }
        Some(lookup)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_is_found_by_its_hash_whoever_else_has_it(hashes in proptest::collection::vec(prop_oneof![0u32..3, any::<u32>()], 0..300)) {
            let mut lookup = Lookup::default();
            for (new, hash) in hashes.iter().enumerate() {
                // Nothing is the same as what came before: every hash gets a number of its own.
                prop_assert_eq!(lookup.number(*hash, new, |_| false), new);
                prop_assert_eq!(lookup.number(*hash, usize::MAX, |number| number == new), new);
            }
            prop_assert!(lookup.is_of(hashes.len()));
            for (number, hash) in hashes.iter().enumerate() {
                prop_assert_eq!(lookup.find(*hash, |other| other == number), Some(number));
                let near = lookup.near(*hash);
                prop_assert!(near == 0 || hashes.get(near) == Some(hash));
                prop_assert_eq!(lookup.find(*hash, |other| other >= hashes.len()), None);
            }
        }

        #[test]
        fn others_are_counted_on_from_those_that_there_are(hashes in proptest::collection::vec(any::<u32>(), 0..300), first in 0usize..300, cores in 1usize..4) {
            let first = first.min(hashes.len());
            let (mut lookup, mut others) = (Lookup::default(), Lookup::default());
            for (number, hash) in hashes.iter().enumerate() {
                match number.checked_sub(first) {
                    None => lookup.number(*hash, number, |_| false),
                    Some(number) => others.number(*hash, number, |_| false),
                };
            }
            lookup.append(cores, &others, first);
            prop_assert!(lookup.is_of(hashes.len()));
            for (number, hash) in hashes.iter().enumerate() {
                prop_assert_eq!(lookup.find(*hash, |other| other == number), Some(number));
            }
        }

        #[test]
        fn shares_that_were_numbered_by_themselves_are_put_together(hashes in proptest::collection::vec(any::<u32>(), 0..300)) {
            let mut apart: Vec<(Lookup, Vec<usize>)> = vec![Default::default(); SHARES];
            for (number, hash) in hashes.iter().enumerate() {
                let (lookup, numbers) = &mut apart[share(*hash)];
                lookup.number(*hash, numbers.len(), |_| false);
                numbers.push(number);
            }
            let mut whole = Lookup::default();
            for (share, (lookup, numbers)) in apart.iter_mut().enumerate() {
                whole.take_share(share, lookup, |number| numbers[number]);
            }
            prop_assert!(whole.is_of(hashes.len()));
            for (number, hash) in hashes.iter().enumerate() {
                prop_assert_eq!(whole.find(*hash, |other| other == number), Some(number));
            }
        }
    }
}
