//! Two values at a time of what has one (`single`, meaning.md 4).
//!
//! Takes a world; gives the pairs of statements that agree elsewhere, differ in the one slot, and both surely
//! hold at some instant. Ranges of numbers that meet do not differ.

use super::Footing;
use super::world::World;
use crate::model::{EntityId, Item, ItemId, RelationId, Sentence, Sign, Value};
use crate::time::Span;
use std::collections::BTreeMap;

/// Two statements that cannot both hold.
#[derive(Clone, PartialEq, Debug)]
pub struct SingleConflict {
    /// The one with the lesser value, and its statement.
    pub first: (Sentence, ItemId),
    /// The other.
    pub second: (Sentence, ItemId),
    /// Where both surely hold.
    pub over: Span,
}

/// What has one value at a time: of one relation, in one view, the values of its other slots.
type Chair = (Option<EntityId>, RelationId, Vec<Value>);

/// A statement that surely holds within a span.
struct Claim<'a> {
    sentence: &'a Sentence,
    value: &'a Value,
    item: ItemId,
    surely: Span,
}

/// All such pairs of the world, over all time, by sentence; of two pairs of the same sentences that follow one
/// another both.
#[must_use]
pub fn single_conflicts(world: &World) -> Vec<SingleConflict> {
    let mut chairs: BTreeMap<Chair, Vec<Claim>> = BTreeMap::new();
    let core = world.core();
    let single = |relation: RelationId| {
        let relation = core.situation.relations.get(relation);
        relation.is_some_and(|relation| relation.single.is_some())
    };
    for (id, _) in core.items.of_relations(single) {
        let Some(item) = core.items.get(id) else {
            continue;
        };
        let Some((chair, value)) = chair(world, item) else {
            continue;
        };
        for counting in world.items_of(&item.stated.sentence, Sign::For) {
            let surely = counting.span.meet(item.stated.core);
            if counting.item == id && !surely.is_empty() {
                let view = match counting.footing {
                    Footing::Own | Footing::Shared => None,
                    Footing::Claimed(by) | Footing::SpokenFor { by, .. } => Some(by),
                };
                let claim = Claim {
                    sentence: &item.stated.sentence,
                    value,
                    item: id,
                    surely,
                };
                chairs
                    .entry((view, chair.0, chair.1.clone()))
                    .or_default()
                    .push(claim);
            }
        }
    }
    let mut found: Vec<SingleConflict> = chairs.into_values().flat_map(clashing).collect();
    found.sort_by(|a, b| {
        let key = |conflict: &SingleConflict| {
            (
                conflict.first.0.clone(),
                conflict.second.0.clone(),
                conflict.over,
            )
        };
        key(a).cmp(&key(b))
    });
    found.dedup_by(|later, first| {
        let same = later.first.0 == first.first.0 && later.second.0 == first.second.0;
        same && later.over.meets(first.over) && {
            first.over = Span::new(first.over.from, first.over.to.max(later.over.to));
            true
        }
    });
    found
}

fn chair<'a>(world: &World, item: &'a Item) -> Option<((RelationId, Vec<Value>), &'a Value)> {
    let sentence = &item.stated.sentence;
    let slot = world
        .core()
        .situation
        .relations
        .get(sentence.relation)?
        .single?;
    let value = sentence
        .args
        .get(slot)
        .filter(|_| item.stated.sign == Sign::For)?;
    let others = sentence
        .args
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != slot)
        .map(|(_, arg)| arg.clone());
    Some(((sentence.relation, others.collect()), value))
}

/// The pairs of one chair whose spans meet, in one pass over their starts.
fn clashing(mut claims: Vec<Claim>) -> Vec<SingleConflict> {
    claims.sort_by_key(|claim| (claim.surely, claim.item));
    let mut found = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        let later = claims
            .iter()
            .skip(at + 1)
            .take_while(|other| other.surely.from < claim.surely.to);
        for other in later.filter(|other| differ(claim.value, other.value)) {
            let over = claim.surely.meet(other.surely);
            let (first, second) = if claim.sentence <= other.sentence {
                (claim, other)
            } else {
                (other, claim)
            };
            let told = |claim: &Claim| (claim.sentence.clone(), claim.item);
            found.push(SingleConflict {
                first: told(first),
                second: told(second),
                over,
            });
        }
    }
    found
}

fn differ(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => !a.meets(*b),
        (a, b) => a != b,
    }
}
