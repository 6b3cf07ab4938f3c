//! The least sets of leaves without which a function fails: of a claim, its minimal cuts.
//!
//! The one idea: a family of sets is a diagram too (S. Minato, Zero-suppressed BDDs, 1993), and the least sets of a
//! function are found in one pass over its diagram (A. Rauzy, New algorithms for fault trees analysis, 1993). Sets are
//! least among all that do it, so that this is right for functions that do not only grow as well.

use super::diagram::{ALWAYS, Diagram, Function, NEVER, TooMany};
use std::collections::{BTreeSet, HashMap};

/// A family of sets of leaves, by number.
type Family = Function;

/// The least sets.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::explain) struct Least {
    /// Leaves, sorted by number; the smallest sets first, as many as are wanted.
    pub(in crate::explain) sets: Vec<Vec<usize>>,
    /// How many there are in all; of a great many not exactly.
    pub(in crate::explain) in_all: f64,
}

impl Diagram<'_> {
    /// The least sets of leaves so that the function fails where just these are not so, at most so many.
    ///
    /// # Errors
    /// There are too many functions.
    pub(in crate::explain) fn cuts(
        &mut self,
        function: Function,
        most: usize,
    ) -> Result<Least, TooMany> {
        let family = self.cutting(function)?;
        Ok(Least {
            sets: self.smallest(family, most),
            in_all: self.size(family),
        })
    }

    /// The family of the least sets.
    fn cutting(&mut self, function: Function) -> Result<Family, TooMany> {
        // The empty set cuts what never holds.
        let mut of: HashMap<Function, Family> = HashMap::from([(NEVER, ALWAYS), (ALWAYS, NEVER)]);
        let mut less = HashMap::new();
        for one in self.below(function) {
            let (place, so, not) = self.asks(one);
            let get = |one| of.get(&one).copied().unwrap_or(NEVER);
            let (stays, taken) = (get(so), get(not));
            let with = self.without_supersets(taken, stays, &mut less)?;
            let family = self.family(place, with, stays)?;
            of.insert(one, family);
        }
        Ok(of.get(&function).copied().unwrap_or(NEVER))
    }

    /// The function and all that it goes on to, but for the ends; each behind those that it goes on to.
    fn below(&self, function: Function) -> BTreeSet<Function> {
        let mut found = BTreeSet::new();
        let mut open = vec![function];
        while let Some(next) = open.pop() {
            if next > ALWAYS && found.insert(next) {
                let (_, so, not) = self.asks(next);
                open.extend([so, not]);
            }
        }
        found
    }

    fn family(&mut self, place: usize, with: Family, without: Family) -> Result<Family, TooMany> {
        if with == NEVER {
            return Ok(without);
        }
        self.keep((place, with, without))
    }

    /// The sets of the first family that include none of the second: least sets all.
    fn without_supersets(
        &mut self,
        of: Family,
        no: Family,
        known: &mut HashMap<(Family, Family), Family>,
    ) -> Result<Family, TooMany> {
        let mut open = vec![Step::Less(of, no)];
        let mut found: Vec<Family> = Vec::new();
        while let Some(step) = open.pop() {
            match step {
                Step::Less(of, no) => {
                    let at_once = match (of, no) {
                        (NEVER, _) | (_, ALWAYS) => Some(NEVER),
                        (of, NEVER) => Some(of),
                        // The empty set includes no other.
                        (ALWAYS, _) => Some(ALWAYS),
                        (of, no) if of == no => Some(NEVER),
                        pair => known.get(&pair).copied(),
                    };
                    if let Some(at_once) = at_once {
                        found.push(at_once);
                        continue;
                    }
                    let ((first, with, without), (second, no_with, no_without)) =
                        (self.asks(of), self.asks(no));
                    match first.cmp(&second) {
                        std::cmp::Ordering::Greater => open.push(Step::Less(of, no_without)),
                        std::cmp::Ordering::Less => {
                            open.push(Step::Join(first, (of, no)));
                            open.push(Step::Less(without, no));
                            open.push(Step::Less(with, no));
                        }
                        std::cmp::Ordering::Equal => {
                            open.push(Step::Join(first, (of, no)));
                            open.push(Step::Less(without, no_without));
                            open.push(Step::Again(no_without));
                            open.push(Step::Less(with, no_with));
                        }
                    }
                }
                Step::Again(no) => {
                    let of = found.pop().unwrap_or(NEVER);
                    open.push(Step::Less(of, no));
                }
                Step::Join(place, pair) => {
                    let without = found.pop().unwrap_or(NEVER);
                    let with = found.pop().unwrap_or(NEVER);
                    let joined = self.family(place, with, without)?;
                    known.insert(pair, joined);
                    found.push(joined);
                }
            }
        }
        Ok(found.pop().unwrap_or(NEVER))
    }

    /// How many sets the family has.
    fn size(&self, family: Family) -> f64 {
        let mut sizes = HashMap::from([(NEVER, 0.0), (ALWAYS, 1.0)]);
        for one in self.below(family) {
            let (_, with, without) = self.asks(one);
            let get = |one| sizes.get(&one).copied().unwrap_or(0.0);
            let size = get(with) + get(without);
            sizes.insert(one, size);
        }
        sizes.get(&family).copied().unwrap_or(0.0)
    }

    /// The smallest sets of the family, at most so many; of one size in the order of their leaves.
    fn smallest(&self, family: Family, most: usize) -> Vec<Vec<usize>> {
        // For each family, the sizes of its smallest and its largest set.
        let mut sizes: HashMap<Family, (usize, usize)> = HashMap::from([(ALWAYS, (0, 0))]);
        for one in self.below(family) {
            let (_, with, without) = self.asks(one);
            let with = sizes.get(&with).map(|(least, most)| (least + 1, most + 1));
            let both = [with, sizes.get(&without).copied()];
            let mut both = both.into_iter().flatten();
            if let Some(first) = both.next() {
                let (least, most) = both.fold(first, |(a, b), (c, d)| (a.min(c), b.max(d)));
                sizes.insert(one, (least, most));
            }
        }
        let Some((least, largest)) = sizes.get(&family).copied() else {
            return Vec::new();
        };
        let fits = |family: Family, size: usize| {
            sizes
                .get(&family)
                .is_some_and(|(least, most)| (*least..=*most).contains(&size))
        };
        let mut found: Vec<Vec<usize>> = Vec::new();
        for size in least..=largest {
            let mut of_size = Vec::new();
            let mut open = vec![(family, Vec::new())];
            while let Some((one, set)) = open.pop() {
                if found.len() + of_size.len() >= most {
                    break;
                }
                let left = size - set.len();
                if !fits(one, left) {
                    continue;
                }
                if one == ALWAYS {
                    of_size.push(set);
                    continue;
                }
                let (place, with, without) = self.asks(one);
                open.push((without, set.clone()));
                if left > 0 {
                    let mut more = set;
                    more.push(self.leaf(place));
                    open.push((with, more));
                }
            }
            for set in &mut of_size {
                set.sort_unstable();
            }
            of_size.sort();
            found.extend(of_size);
        }
        found
    }
}

/// What is still to be done for `without_supersets`.
enum Step {
    Less(Family, Family),
    /// What was found last, less those of this.
    Again(Family),
    Join(usize, (Family, Family)),
}
