//! Values as small numbers: equal values have equal numbers, and the numbers stand in the order of the values.
//!
//! Takes all values of a core at once, since rules compute none; gives a number for each. A question may bring
//! values that the core does not hold: they get numbers after all others, for that question.

use super::hash::NumberMap;
use crate::model::{EntityId, Value};

/// A value by its number.
pub(super) type ValueId = u32;

/// What no slot holds: a variable that stands for nothing yet.
pub(super) const UNBOUND: ValueId = u32::MAX;

/// The values of a core.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    sorted: Vec<Value>,
    ids: std::collections::HashMap<Value, ValueId>,
    entities: NumberMap<u32, ValueId>,
}

impl Values {
    pub(super) fn of(values: impl IntoIterator<Item = Value>) -> Values {
        let mut sorted: Vec<Value> = values.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut made = Values {
            sorted: Vec::new(),
            ..Values::default()
        };
        for (at, value) in sorted.iter().enumerate() {
            match value {
                Value::Entity(EntityId(entity)) => {
                    made.entities.insert(*entity, at as ValueId);
                }
                Value::Text(_) | Value::Number(_) | Value::Date(_) => {
                    made.ids.insert(value.clone(), at as ValueId);
                }
            }
        }
        made.sorted = sorted;
        made
    }

    /// The number of the value, if the core holds it.
    pub(super) fn id(&self, value: &Value) -> Option<ValueId> {
        match value {
            Value::Entity(EntityId(entity)) => self.entities.get(entity).copied(),
            Value::Text(_) | Value::Number(_) | Value::Date(_) => self.ids.get(value).copied(),
        }
    }

    /// The value of the number.
    pub(super) fn get(&self, id: ValueId) -> Option<&Value> {
        self.sorted.get(id as usize)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.sorted.len()
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
