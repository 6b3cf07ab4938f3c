//! Everything that a variable can stand for: the entities, and the texts, numbers and dates that are written somewhere.

use casus::model::json::{Argument, CoreJson};
use std::collections::BTreeMap;

/// All values, numbered, so that sentences are compared fast.
#[derive(Default)]
pub struct Universe {
    values: Vec<Argument>,
    numbers: BTreeMap<Argument, usize>,
}

impl Universe {
    /// The entities of a core; literals are added where they are met.
    pub fn of(core: &CoreJson) -> Universe {
        let mut universe = Universe::default();
        for entity in &core.entities {
            universe.number(&Argument::Entity(entity.id));
        }
        universe
    }

    /// The number of a value.
    pub fn number(&mut self, value: &Argument) -> usize {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        self.values.push(value.clone());
        self.numbers.insert(value.clone(), self.values.len() - 1);
        self.values.len() - 1
    }

    /// The value of a number.
    pub fn value(&self, number: usize) -> &Argument {
        &self.values[number]
    }

    /// All numbers.
    pub fn all(&self) -> std::ops::Range<usize> {
        0..self.values.len()
    }
}
