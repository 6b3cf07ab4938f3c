//! Which sources are tied: those that draw on one and the same.
//!
//! Takes `derived from`; gives whether the ancestors of two sources, themselves included, meet.

use crate::model::{Id as _, Situation, SourceId};

/// The ancestors of every source, itself included, sorted.
pub(super) struct Ties(Vec<Vec<SourceId>>);

impl Ties {
    pub(super) fn of(situation: &Situation) -> Ties {
        Ties(
            situation
                .sources
                .ids()
                .map(|source| ancestors(situation, source))
                .collect(),
        )
    }

    /// Whether the two are one, or their ancestors meet.
    pub(super) fn tied(&self, a: SourceId, b: SourceId) -> bool {
        if a == b {
            return true;
        }
        let (Some(mut left), Some(mut right)) = (
            self.0.get(a.index()).map(Vec::as_slice),
            self.0.get(b.index()).map(Vec::as_slice),
        ) else {
            return false;
        };
        while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
            match first.cmp(second) {
                std::cmp::Ordering::Less => left = left_rest,
                std::cmp::Ordering::Greater => right = right_rest,
                std::cmp::Ordering::Equal => return true,
            }
        }
        false
    }
}

fn ancestors(situation: &Situation, source: SourceId) -> Vec<SourceId> {
    let mut found = vec![source];
    let mut open = vec![source];
    while let Some(next) = open.pop() {
        for parent in situation
            .sources
            .get(next)
            .map(|source| source.derived_from.as_slice())
            .unwrap_or(&[])
        {
            if !found.contains(parent) {
                found.push(*parent);
                open.push(*parent);
            }
        }
    }
    found.sort_unstable();
    found
}
