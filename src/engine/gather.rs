//! Solutions gathered, where the greatest for each assignment must be known before going on.
//!
//! Takes solutions that may leave variables open (of `A(?x) or B(?x, ?y)` some bind ?y and some do not); gives
//! each assignment with all that is worth something for it: an open variable stands for every value.

use super::values::{UNBOUND, ValueId};
use crate::time::Steps;
use std::collections::{BTreeMap, BTreeSet};

/// One solution.
pub(super) struct Solution {
    /// What the variables stand for; [`UNBOUND`] where it is all the same.
    pub(super) stands_for: Vec<ValueId>,
    /// What is counted; [`UNBOUND`] where nothing is.
    pub(super) counted: ValueId,
    pub(super) worth: Steps,
}

type Worths = BTreeMap<ValueId, Steps>;

/// An assignment, and what is worth something for it, by what is counted.
type Assigned = (Vec<ValueId>, Vec<(ValueId, Steps)>);

/// The solutions so far.
#[derive(Default)]
pub(super) struct Gathered(BTreeMap<Vec<ValueId>, Worths>);

impl Gathered {
    pub(super) fn add(&mut self, solution: Solution) {
        raise(
            self.0.entry(solution.stands_for).or_default(),
            solution.counted,
            &solution.worth,
        );
    }

    /// Every assignment, with the greatest worth for each value counted; in order.
    pub(super) fn solutions(self) -> Vec<Assigned> {
        let open = |assignment: &Vec<ValueId>| -> Vec<bool> {
            assignment.iter().map(|value| *value == UNBOUND).collect()
        };
        let mut shapes = self.0.keys().map(open);
        let first = shapes.next();
        if shapes.all(|shape| Some(&shape) == first.as_ref()) {
            return self
                .0
                .into_iter()
                .map(|(assignment, worths)| (assignment, worths.into_iter().collect()))
                .collect();
        }
        let joined = self.joined();
        let all = |assignment: &Vec<ValueId>| {
            let mut worths = Worths::new();
            for (other, theirs) in &self.0 {
                if covers(other, assignment) {
                    theirs
                        .iter()
                        .for_each(|(counted, worth)| raise(&mut worths, *counted, worth));
                }
            }
            worths.into_iter().collect()
        };
        joined
            .iter()
            .map(|assignment| (assignment.clone(), all(assignment)))
            .collect()
    }

    /// The assignments, and those in which several of them agree.
    fn joined(&self) -> BTreeSet<Vec<ValueId>> {
        let mut joined: BTreeSet<Vec<ValueId>> = self.0.keys().cloned().collect();
        let mut open: Vec<Vec<ValueId>> = joined.iter().cloned().collect();
        while let Some(next) = open.pop() {
            for other in self.0.keys() {
                if let Some(both) = both(&next, other)
                    && joined.insert(both.clone())
                {
                    open.push(both);
                }
            }
        }
        joined
    }
}

fn raise(worths: &mut Worths, counted: ValueId, worth: &Steps) {
    let known = worths.entry(counted).or_default();
    *known = known.max(worth);
}

/// Whether the wider assignment holds wherever the narrower does.
fn covers(wider: &[ValueId], narrower: &[ValueId]) -> bool {
    wider
        .iter()
        .zip(narrower)
        .all(|(wider, narrower)| *wider == UNBOUND || wider == narrower)
}

/// The assignment that both allow, if they agree.
fn both(a: &[ValueId], b: &[ValueId]) -> Option<Vec<ValueId>> {
    a.iter()
        .zip(b)
        .map(|(a, b)| match (*a, *b) {
            (UNBOUND, value) | (value, UNBOUND) => Some(value),
            (a, b) => (a == b).then_some(a),
        })
        .collect()
}
