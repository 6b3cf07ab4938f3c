//! Chains of ties between two names. Takes the sentences that are held, gives the shortest chains of names, each pair of
//! neighbours tied by some of the sentences.
//!
//! A chain goes from name to name, breadth first, so that those that arrive first are the shortest. Of chains of one
//! length those through names that few are tied to tell more than those through names that all are tied to, and are
//! sought first.

use crate::model::{EntityId, Sentence, Value};
use std::collections::{BTreeMap, BTreeSet};

/// So many chains are compared; of more, those through rarer names first.
const COMPARED: usize = 2_000;

/// Who is tied to whom, and by which of the sentences.
pub(super) struct Ties<'w> {
    sentences: Vec<&'w Sentence>,
    to: BTreeMap<EntityId, BTreeMap<EntityId, Vec<usize>>>,
}

/// The shortest chains of names, ends included.
#[derive(Default)]
pub(super) struct Chains {
    /// Those that are compared.
    pub(super) chains: Vec<Vec<EntityId>>,
    /// How many there are in all.
    pub(super) count: u64,
}

impl<'w> Ties<'w> {
    /// A sentence ties all that it names; that two are of a kind ties nobody.
    pub(super) fn of(sentences: impl IntoIterator<Item = &'w Sentence>) -> Ties<'w> {
        let mut ties = Ties {
            sentences: Vec::new(),
            to: BTreeMap::new(),
        };
        for sentence in sentences {
            let named: BTreeSet<EntityId> = sentence
                .args
                .iter()
                .filter_map(|value| match value {
                    Value::Entity(id) => Some(*id),
                    _ => None,
                })
                .collect();
            let number = ties.sentences.len();
            ties.sentences.push(sentence);
            for one in &named {
                for other in named.iter().filter(|other| *other != one) {
                    let of_one = ties.to.entry(*one).or_default();
                    of_one.entry(*other).or_default().push(number);
                }
            }
        }
        ties
    }

    /// To how many names it is tied.
    pub(super) fn count(&self, of: EntityId) -> usize {
        self.to.get(&of).map_or(0, BTreeMap::len)
    }

    /// The sentences that tie the two.
    pub(super) fn between(&self, one: EntityId, other: EntityId) -> Vec<&'w Sentence> {
        let numbers = self.to.get(&one).and_then(|of_one| of_one.get(&other));
        let all = numbers.into_iter().flatten();
        all.filter_map(|number| self.sentences.get(*number).copied())
            .collect()
    }

    fn near(&self, one: EntityId) -> impl Iterator<Item = EntityId> + '_ {
        self.to
            .get(&one)
            .into_iter()
            .flat_map(|of_one| of_one.keys())
            .copied()
    }

    /// The shortest chains from one name to another; none where nothing ties them, or where they are one.
    pub(super) fn shortest(&self, from: EntityId, to: EntityId) -> Chains {
        let mut distance: BTreeMap<EntityId, usize> = BTreeMap::from([(from, 0)]);
        // In how many ways a name is reached so soon.
        let mut ways: BTreeMap<EntityId, u64> = BTreeMap::from([(from, 1)]);
        let mut layer = vec![from];
        let mut steps = 0;
        while !layer.is_empty() && !distance.contains_key(&to) {
            steps += 1;
            let mut next = Vec::new();
            for one in layer {
                let so_far = ways.get(&one).copied().unwrap_or(0);
                for other in self.near(one) {
                    let known = *distance.entry(other).or_insert_with(|| {
                        next.push(other);
                        steps
                    });
                    if known == steps {
                        let all = ways.entry(other).or_insert(0);
                        *all = all.saturating_add(so_far);
                    }
                }
            }
            layer = next;
        }
        let mut found = Chains::default();
        if from != to && distance.contains_key(&to) {
            found.count = ways.get(&to).copied().unwrap_or(0);
            self.back(&distance, &mut vec![to], &mut found.chains);
        }
        found
    }

    /// From the end back to the beginning, one step nearer each time, by the rarer names first.
    fn back(
        &self,
        distance: &BTreeMap<EntityId, usize>,
        behind: &mut Vec<EntityId>,
        chains: &mut Vec<Vec<EntityId>>,
    ) {
        let Some(here) = behind.last().copied() else {
            return;
        };
        let left = distance.get(&here).copied().unwrap_or(0);
        if left == 0 {
            chains.push(behind.iter().rev().copied().collect());
            return;
        }
        let mut nearer: Vec<EntityId> = self
            .near(here)
            .filter(|other| {
                distance
                    .get(other)
                    .is_some_and(|steps| steps.checked_add(1) == Some(left))
            })
            .collect();
        nearer.sort_by_cached_key(|other| (self.count(*other), *other));
        for other in nearer {
            if chains.len() >= COMPARED {
                return;
            }
            behind.push(other);
            self.back(distance, behind, chains);
            behind.pop();
        }
    }
}
