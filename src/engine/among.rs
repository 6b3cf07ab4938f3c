//! Sets of values. Takes values, tells which are among them: names by a bit each, others one by one.

use super::bits::Bits;
use crate::model::{EntityId, Id as _, Value};
use std::collections::BTreeSet;

/// Some values.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Among {
    names: Bits,
    others: BTreeSet<Value>,
}

impl Among {
    /// The one.
    pub(super) fn one(value: &Value) -> Among {
        let mut one = Among::default();
        one.insert(value);
        one
    }

    pub(super) fn insert(&mut self, value: &Value) {
        match value {
            Value::Entity(name) => {
                self.names.insert(name.index() as u32);
            }
            other if self.others.contains(other) => {}
            other => {
                self.others.insert(other.clone());
            }
        }
    }

    pub(super) fn contains(&self, value: &Value) -> bool {
        match value {
            Value::Entity(name) => self.has_name(*name),
            other => self.others.contains(other),
        }
    }

    pub(super) fn has_name(&self, name: EntityId) -> bool {
        self.names.contains(name.index() as u32)
    }

    /// The texts among them.
    pub(super) fn texts(&self) -> BTreeSet<&str> {
        let texts = self.others.iter().filter_map(|value| match value {
            Value::Text(text) => Some(&**text),
            _ => None,
        });
        texts.collect()
    }

    /// Those that are no names.
    pub(super) fn others(&self) -> &BTreeSet<Value> {
        &self.others
    }

    /// The names, by their numbers.
    pub(super) fn names(&self) -> &Bits {
        &self.names
    }

    /// Puts all of the other in; whether one was not there.
    pub(super) fn add(&mut self, other: &Among) -> bool {
        let before = self.others.len();
        for value in &other.others {
            self.insert(value);
        }
        self.names.add(&other.names) || self.others.len() > before
    }

    /// Takes out what the other has not.
    pub(super) fn keep(&mut self, other: &Among) {
        self.names.keep(&other.names);
        self.others.retain(|value| other.others.contains(value));
    }

    /// Those that the other has not.
    pub(super) fn without(&self, other: &Among) -> Among {
        let others = self.others.difference(&other.others);
        Among {
            names: self.names.without(&other.names),
            others: others.cloned().collect(),
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.others.is_empty() && self.names.is_empty()
    }

    /// Whether the other has all of them.
    pub(super) fn are_in(&self, other: &Among) -> bool {
        self.names.are_in(&other.names) && self.others.is_subset(&other.others)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len() + self.others.len()
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = Value> {
        let names = self.names.iter();
        let names = names.map(|name| Value::Entity(EntityId::at(name as usize)));
        names.chain(self.others.iter().cloned())
    }
}
