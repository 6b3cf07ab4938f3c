//! When a world found what it holds, and what of it another world holds too. Takes a world, answers without looking at any
//! rule.

use super::store::Store;
use super::world::World;
use crate::model::{RelationId, Sentence, Sign};
use crate::plan::Node;
use crate::time::{Instant, Likelihood};
use std::sync::Arc;

impl World {
    /// Whether the two worlds are known to hold the same of the relation: one of them was made from the other, and the
    /// change did not reach it. False says nothing.
    #[must_use]
    pub fn shares(&self, other: &World, relation: RelationId) -> bool {
        let table = |world: &World| {
            world
                .store
                .tables
                .get(Store::table(relation))
                .map(Arc::as_ptr)
        };
        self.needed.is_none() && other.needed.is_none() && table(self) == table(other)
    }

    /// When its value at the instant was found, the later the greater: what it rests on has that value or more, and
    /// was found before. None where the value is 0.
    #[must_use]
    pub fn round(&self, sentence: &Sentence, sign: Sign, at: Instant) -> Option<u64> {
        if !self.has(sentence) {
            return self.whole().round(sentence, sign, at);
        }
        let value = self.worth(sentence, sign).at(at);
        if value == Likelihood::NEVER {
            return None;
        }
        let relation = sentence.relation;
        let place = self.places.get(&Node { relation, sign });
        let Some(place) = place else {
            return Some(0);
        };
        // By stratum, by level from the highest down, by the round within it.
        let stratum = u64::from(*place) << 48;
        let row = self.find(sentence)?;
        let table = self.store.get(Store::table(relation))?;
        let held = self.worth(sentence, sign);
        let rounds = table.rounds[super::store::at(sign)].of(row, held);
        let settled = rounds.iter().find(|(span, _)| span.contains(at));
        Some(settled.map_or(stratum, |(_, round)| {
            stratum | u64::from(value.complement().ten_thousandths()) << 32 | u64::from(*round)
        }))
    }
}
