//! `connection between A and B`: the shortest chains of sentences that tie them. A sentence ties all that it names; a
//! chain goes from name to name, breadth first, so that the first that arrives is a shortest one.

use super::marks::Marks;
use super::scene::Scene;
use super::{Drawn, Found, profile};
use crate::answer::{Body, Connection};
use crate::model::{EntityId, Sentence, Sign, Signed, Value};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many chains are shown.
const CHAINS: usize = 5;

/// The answer to `connection between A and B`.
pub(super) fn connection(scene: &Scene, from: EntityId, to: EntityId) -> Drawn {
    let symmetric = scene.symmetric();
    let held: Vec<Sentence> = scene
        .sentences()
        .filter(|sentence| scene.worth(scene.world.support(sentence)) >= scene.bar)
        .filter(|sentence| {
            let claim = Signed {
                sign: Sign::For,
                sentence: sentence.clone(),
            };
            !symmetric.contains(&sentence.relation) || !scene.is_turned(&claim)
        })
        .collect();
    let ties = ties(&held);
    let (from, to) = (scene.world.stands_for(from), scene.world.stands_for(to));
    let mut chains = shortest(&ties, from, to);
    let weakest = |chain: &[&Sentence]| {
        chain
            .iter()
            .map(|sentence| scene.worth(scene.world.support(sentence)))
            .min()
    };
    let concluded = |chain: &[&Sentence]| {
        let stated = |sentence: &&Sentence| {
            scene.worth(scene.world.stated(sentence, Sign::For)) >= scene.bar
        };
        chain.iter().filter(|sentence| !stated(sentence)).count()
    };
    chains.sort_by_cached_key(|chain| (concluded(chain), Reverse(weakest(chain)), chain.clone()));
    let more = chains.len() > CHAINS;
    chains.truncate(CHAINS);
    let claim = |sentence: &&Sentence| Signed {
        sign: Sign::For,
        sentence: (*sentence).clone(),
    };
    let sentences: Vec<Vec<Signed>> = chains
        .iter()
        .map(|chain| chain.iter().map(claim).collect())
        .collect();
    let mut marks = Marks::default();
    let told = sentences
        .iter()
        .map(|chain| {
            chain
                .iter()
                .map(|claim| profile::fact(scene, claim, &mut marks))
                .collect()
        })
        .collect();
    let body = Connection {
        from: scene.phrase().entity(from),
        to: scene.phrase().entity(to),
        chains: told,
        more,
    };
    Drawn {
        found: Found {
            sentences,
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::Connection(body))
    }
}

type Ties<'w> = BTreeMap<EntityId, Vec<(EntityId, &'w Sentence)>>;

/// What is held at the instant and names two or more; that two are of a kind ties nobody.
fn ties(sentences: &[Sentence]) -> Ties<'_> {
    let mut ties: Ties<'_> = BTreeMap::new();
    for sentence in sentences {
        let named: BTreeSet<EntityId> = sentence
            .args
            .iter()
            .filter_map(|value| match value {
                Value::Entity(id) => Some(*id),
                _ => None,
            })
            .collect();
        for one in &named {
            for other in named.iter().filter(|other| *other != one) {
                ties.entry(*one).or_default().push((*other, sentence));
            }
        }
    }
    ties
}

/// All chains of the least length, up to one more than are shown; a chain names nobody twice.
fn shortest<'w>(ties: &Ties<'w>, from: EntityId, to: EntityId) -> Vec<Vec<&'w Sentence>> {
    let mut distance: BTreeMap<EntityId, usize> = BTreeMap::from([(from, 0)]);
    let mut layer = vec![from];
    while !layer.is_empty() && !distance.contains_key(&to) {
        let mut next = Vec::new();
        for one in layer {
            let steps = distance.get(&one).copied().unwrap_or(0) + 1;
            for (other, _) in ties.get(&one).map_or(&[][..], Vec::as_slice) {
                distance.entry(*other).or_insert_with(|| {
                    next.push(*other);
                    steps
                });
            }
        }
        layer = next;
    }
    let mut chains = Vec::new();
    if from != to && distance.contains_key(&to) {
        back(ties, &distance, to, &mut Vec::new(), &mut chains);
    }
    chains
}

/// From the end back to the beginning, one step nearer each time.
fn back<'w>(
    ties: &Ties<'w>,
    distance: &BTreeMap<EntityId, usize>,
    here: EntityId,
    behind: &mut Vec<&'w Sentence>,
    chains: &mut Vec<Vec<&'w Sentence>>,
) {
    let left = distance.get(&here).copied().unwrap_or(0);
    if left == 0 {
        chains.push(behind.iter().rev().copied().collect());
        return;
    }
    for (other, sentence) in ties.get(&here).map_or(&[][..], Vec::as_slice) {
        // One more than are shown are sought, so as to know whether there are more; a little more lets the
        // strongest come first.
        if chains.len() > CHAINS * 4 {
            return;
        }
        if distance.get(other).is_some_and(|steps| steps + 1 == left) {
            behind.push(sentence);
            back(ties, distance, *other, behind, chains);
            behind.pop();
        }
    }
}
