//! Values as small numbers: equal values have equal numbers, and the numbers stand in the order of the values.
//!
//! Takes all values of a core at once, since rules compute none; gives a number for each. A question may bring
//! values that the core does not hold: they get numbers after all others, for that question. A change of the core may
//! bring some too: all of them keep the numbers that they have.

use super::hash::NumberMap;
use crate::model::{EntityId, Value};
use std::cmp::Ordering;
use std::sync::Arc;

/// A value by its number.
pub(super) type ValueId = u32;

/// What no slot holds: a variable that stands for nothing yet.
pub(super) const UNBOUND: ValueId = u32::MAX;

/// The values of a core.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    first: Arc<Sorted>,
    /// Those that a change of the core has brought: their numbers come after, in the order in which they came.
    later: Vec<Value>,
}

#[derive(Debug, Default)]
struct Sorted {
    values: Vec<Value>,
    ids: std::collections::HashMap<Value, ValueId>,
    entities: NumberMap<u32, ValueId>,
}

impl Values {
    pub(super) fn of(values: impl IntoIterator<Item = Value>) -> Values {
        let mut values: Vec<Value> = values.into_iter().collect();
        values.sort_unstable();
        values.dedup();
        let mut made = Sorted::default();
        for (at, value) in values.iter().enumerate() {
            match value {
                Value::Entity(EntityId(entity)) => {
                    made.entities.insert(*entity, at as ValueId);
                }
                Value::Text(_) | Value::Number(_) | Value::Date(_) => {
                    made.ids.insert(value.clone(), at as ValueId);
                }
            }
        }
        made.values = values;
        Values {
            first: Arc::new(made),
            later: Vec::new(),
        }
    }

    /// Adds the value unless it is there.
    pub(super) fn add(&mut self, value: &Value) {
        if self.id(value).is_none() {
            self.later.push(value.clone());
        }
    }

    /// The number of the value, if the core holds it.
    pub(super) fn id(&self, value: &Value) -> Option<ValueId> {
        let first = match value {
            Value::Entity(EntityId(entity)) => self.first.entities.get(entity).copied(),
            Value::Text(_) | Value::Number(_) | Value::Date(_) => {
                self.first.ids.get(value).copied()
            }
        };
        first.or_else(|| {
            let at = self.later.iter().position(|later| later == value)?;
            Some((self.first.values.len() + at) as ValueId)
        })
    }

    /// The value of the number.
    pub(super) fn get(&self, id: ValueId) -> Option<&Value> {
        let id = id as usize;
        let first = self.first.values.get(id);
        first.or_else(|| self.later.get(id.checked_sub(self.first.values.len())?))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.first.values.len() + self.later.len()
    }

    /// Which of two rows comes first by what they stand for.
    pub(super) fn order(&self, a: &[ValueId], b: &[ValueId]) -> Ordering {
        if self.later.is_empty() {
            return a.cmp(b);
        }
        let values = |row: &[ValueId]| -> Vec<Option<&Value>> {
            row.iter().map(|value| self.get(*value)).collect()
        };
        values(a).cmp(&values(b))
    }
}

/// The values of a core and those that one question brings.
pub(super) struct Known<'a> {
    values: &'a Values,
    brought: Vec<Value>,
}

impl<'a> Known<'a> {
    pub(super) fn new(values: &'a Values) -> Known<'a> {
        Known {
            values,
            brought: Vec::new(),
        }
    }

    /// The number of the value, a new one if nobody knows it.
    pub(super) fn id(&mut self, value: &Value) -> ValueId {
        if let Some(id) = self.values.id(value) {
            return id;
        }
        let at = self
            .brought
            .iter()
            .position(|other| other == value)
            .unwrap_or_else(|| {
                self.brought.push(value.clone());
                self.brought.len() - 1
            });
        (self.values.len() + at) as ValueId
    }

    /// The value of the number.
    pub(super) fn get(&self, id: ValueId) -> Option<&Value> {
        self.values.get(id).or_else(|| {
            self.brought
                .get((id as usize).checked_sub(self.values.len())?)
        })
    }
}
