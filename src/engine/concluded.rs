//! What a rule concludes, in the order in which it is found.
//!
//! Takes conclusions, some of them again and again; gives them back. The one idea: they are listed as they come, since the
//! table that they go to will tell which are the same, and only a very long list is told apart here.

use super::rowset::{self, RowSet};
use super::solve::covers;
use super::values::ValueId;
use crate::lookup::SHARES;
use crate::time::{Likelihood, Steps};

/// Conclusions with their worths.
pub(super) struct Concluded {
    width: usize,
    /// All arguments, one conclusion after the other.
    flat: Vec<ValueId>,
    /// For each conclusion, the place of its worth.
    places: Vec<u32>,
    worths: Vec<Steps>,
    /// When so many are listed, those that are the same are brought together.
    most: usize,
    /// How many were different when they last were.
    different: usize,
    /// How many have come.
    drawn: u64,
}

/// So many conclusions take a few megabytes.
const MANY: usize = 1 << 20;

impl Concluded {
    /// None yet, of so many arguments each.
    pub(super) fn of(width: usize) -> Concluded {
        Concluded {
            width,
            flat: Vec::new(),
            places: Vec::new(),
            worths: Vec::new(),
            most: MANY,
            different: 0,
            drawn: 0,
        }
    }

    pub(super) fn add(&mut self, args: &[ValueId], worth: &Steps) {
        if self.worths.last() != Some(worth) {
            self.worths.push(worth.clone());
        }
        self.flat.extend_from_slice(args);
        self.places.push(self.worths.len() as u32 - 1);
        self.drawn += 1;
        if self.places.len() >= self.most {
            self.bring_together();
        }
    }

    /// How many are listed; the same one may come several times.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many arguments each has.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The arguments of so many, one after the other.
    pub(super) fn args(&self, from: usize, count: usize) -> &[ValueId] {
        let flat = from * self.width..(from + count) * self.width;
        self.flat.get(flat).unwrap_or(&[])
    }

    /// The worth of one.
    pub(super) fn worth(&self, at: usize) -> Option<&Steps> {
        let place = self.places.get(at)?;
        self.worths.get(*place as usize)
    }

    /// Each with its worth.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[ValueId], &Steps)> {
        (0..self.len()).filter_map(|at| Some((self.args(at, 1), self.worth(at)?)))
    }

    /// None again; the room stays.
    fn clear(&mut self) {
        self.flat.clear();
        self.places.clear();
        self.worths.clear();
        self.different = 0;
        self.drawn = 0;
    }

    fn bring_together(&mut self) {
        let mut rows = RowSet::default();
        let mut worths: Vec<Steps> = Vec::new();
        for (args, worth) in self.iter() {
            let (row, new) = rows.insert(args);
            if new {
                worths.push(worth.clone());
            } else if let Some(known) = worths.get_mut(row)
                && !covers(known, worth, Likelihood::CERTAIN)
            {
                *known = known.max(worth);
            }
        }
        self.most = self.most.max(2 * rows.len());
        self.different = rows.len();
        self.places = (0..rows.len() as u32).collect();
        self.worths = worths;
        self.flat = rows.into_flat();
    }
}

/// Conclusions in one list, or in a list for each share of the rows.
#[derive(Default)]
pub(super) struct Found {
    lists: Vec<Concluded>,
}

impl Found {
    /// None yet, of so many arguments each, in one list.
    pub(super) fn whole(width: usize) -> Found {
        Found {
            lists: vec![Concluded::of(width)],
        }
    }

    /// None yet, in a list for each share.
    pub(super) fn in_shares(width: usize) -> Found {
        let list = |_| Concluded {
            most: MANY / SHARES,
            ..Concluded::of(width)
        };
        Found {
            lists: (0..SHARES).map(list).collect(),
        }
    }

    pub(super) fn add(&mut self, args: &[ValueId], worth: &Steps) {
        let list = match self.lists.as_mut_slice() {
            [only] => Some(only),
            several => several.get_mut(rowset::share(args)),
        };
        if let Some(list) = list {
            list.add(args, worth);
        }
    }

    /// The lists.
    pub(super) fn lists(&self) -> &[Concluded] {
        &self.lists
    }

    /// How many are listed; the same one may come several times.
    pub(super) fn len(&self) -> usize {
        self.lists.iter().map(Concluded::len).sum()
    }

    /// How many have come, the same one perhaps several times.
    pub(super) fn drawn(&self) -> u64 {
        self.lists.iter().map(|list| list.drawn).sum()
    }

    /// How many are different for sure.
    pub(super) fn surely(&self) -> u64 {
        self.lists.iter().map(|list| list.different as u64).sum()
    }

    /// None again, of so many arguments each; the room stays.
    pub(super) fn clear(&mut self, width: usize) {
        for list in &mut self.lists {
            list.clear();
            list.width = width;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Instant, Span};

    #[test]
    fn what_is_the_same_is_brought_together_with_its_greatest_worth() {
        let from = |minute: i64| {
            Steps::constant(
                Span::new(Instant(minute), Instant(minute + 10)),
                Likelihood::CERTAIN,
            )
        };
        let mut found = Concluded::of(2);
        found.most = 5;
        for minute in [0, 5, 7, 30, 0] {
            found.add(&[1, minute as u32 / 30], &from(minute));
        }
        let all: Vec<(Vec<u32>, Steps)> = found
            .iter()
            .map(|(args, worth)| (args.to_vec(), worth.clone()))
            .collect();
        let until =
            |to: i64| Steps::constant(Span::new(Instant(0), Instant(to)), Likelihood::CERTAIN);
        assert_eq!(all, vec![(vec![1, 0], until(17)), (vec![1, 1], from(30))]);
    }
}
