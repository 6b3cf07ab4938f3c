//! How near a name is to what was asked. Takes a world and a claim, gives how many facts lie between a name and those of
//! the claim.
//!
//! The one idea: who stands in a fact with somebody is one hop away; of facts those count that no rule concludes, since
//! what follows from them would tie everybody to everybody.

use crate::engine::World;
use crate::model::{EntityId, RelationId, Sign, Signed, Value};
use crate::time::Instant;
use std::collections::{BTreeSet, HashMap};

/// Names farther away than so many hops are all alike.
const HOPS: usize = 3;

/// How far something is from the names asked about: what is nearest comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Far {
    /// The hops to each name of the claim, added up; none for those names themselves, nor for what is no name.
    hops: usize,
    /// How many of the names are shipped: of equals the user's own come first.
    shipped: usize,
}

impl std::iter::Sum for Far {
    fn sum<I: Iterator<Item = Far>>(all: I) -> Far {
        all.fold(Far::default(), |sum, one| Far {
            hops: sum.hops + one.hops,
            shipped: sum.shipped + one.shipped,
        })
    }
}

/// How near names are to those of a claim.
pub(super) struct Near {
    claim: Vec<EntityId>,
    /// For each name within reach the hops to each of the claim's.
    hops: HashMap<EntityId, Vec<usize>>,
    shipped: BTreeSet<EntityId>,
}

impl Near {
    pub(super) fn to(world: &World, claim: &Signed, at: Instant) -> Near {
        let claim: Vec<EntityId> = names(&claim.sentence.args).collect();
        let beside = beside(world, at);
        let mut hops: HashMap<EntityId, Vec<usize>> = HashMap::new();
        for (place, name) in claim.iter().enumerate() {
            let mut seen = BTreeSet::from([*name]);
            let mut edge = vec![*name];
            for hop in 0..HOPS {
                for name in &edge {
                    let all = hops.entry(*name).or_insert(vec![HOPS; claim.len()]);
                    if let Some(own) = all.get_mut(place) {
                        *own = hop;
                    }
                }
                edge = edge
                    .iter()
                    .filter_map(|name| beside.get(name))
                    .flatten()
                    .copied()
                    .filter(|next| seen.insert(*next))
                    .collect();
            }
        }
        let entities = &world.core().situation.entities;
        let shipped = entities.iter().filter(|(_, entity)| entity.shipped);
        Near {
            shipped: shipped.map(|(id, _)| id).collect(),
            claim,
            hops,
        }
    }

    /// How far the value is.
    pub(super) fn far(&self, value: &Value) -> Far {
        let Value::Entity(entity) = value else {
            return Far::default();
        };
        if self.claim.contains(entity) {
            return Far::default();
        }
        let hops = self.hops.get(entity);
        Far {
            hops: hops.map_or(HOPS * self.claim.len(), |all| all.iter().sum()),
            shipped: usize::from(self.shipped.contains(entity)),
        }
    }
}

/// With whom each name stands in a fact at the instant.
fn beside(world: &World, at: Instant) -> HashMap<EntityId, Vec<EntityId>> {
    let rules = world.rules().filter(|(_, rule)| rule.property.is_none());
    let concluded: BTreeSet<RelationId> = rules
        .filter(|(_, rule)| rule.sign == Sign::For)
        .map(|(_, rule)| rule.head.relation)
        .collect();
    let relations = world.core().situation.relations.iter();
    let told = relations.filter(|(id, row)| row.slots.len() > 1 && !concluded.contains(id));
    let mut beside: HashMap<EntityId, Vec<EntityId>> = HashMap::new();
    for (relation, _) in told {
        for fact in world.facts(relation) {
            if fact.support.at(at) < world.bar() {
                continue;
            }
            for one in names(&fact.args) {
                let others = names(&fact.args).filter(|other| *other != one);
                beside.entry(one).or_default().extend(others);
            }
        }
    }
    beside
}

fn names(args: &[Value]) -> impl Iterator<Item = EntityId> {
    args.iter().filter_map(|value| match value {
        Value::Entity(entity) => Some(*entity),
        Value::Number(_) | Value::Text(_) | Value::Date(_) => None,
    })
}
