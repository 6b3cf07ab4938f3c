//! Values as small numbers: equal values have equal numbers.
//!
//! Takes all values of a core at once, since rules compute none; gives a number for each. The one idea: what has a number
//! already keeps it: a name its own, and the cells of the largest column of texts theirs; the rest is counted after the
//! names. A question may bring values that the core does not hold: they get numbers after all others, for that question. A
//! change of the core may bring some too: all of them keep the numbers that they have.

use crate::model::{EntityId, Value};
use crate::snapshot::{Reader, Stored, Writer, stored};
use crate::table::{Finder, Texts};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

/// A value by its number.
pub(super) type ValueId = u32;

/// What no slot holds: a variable that stands for nothing yet.
pub(super) const UNBOUND: ValueId = u32::MAX;

/// The values of a core.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    first: Arc<First>,
    /// Those that a change of the core has brought: their numbers come after, in the order in which they came.
    later: Vec<Value>,
}

/// Names, then other values, then the cells of a column.
#[derive(Debug, Default)]
struct First {
    /// How many names there are: each has the number of its entity.
    entities: u32,
    others: Vec<Value>,
    numbers: std::collections::HashMap<Value, ValueId>,
    texts: Arc<Texts>,
    /// The cells by what they say, once a text is looked for.
    by_text: OnceLock<Finder>,
}

impl First {
    fn before_texts(&self) -> u32 {
        self.entities + self.others.len() as u32
    }

    fn len(&self) -> usize {
        self.before_texts() as usize + self.texts.len()
    }

    fn text(&self, text: &str) -> Option<ValueId> {
        let by_text = self.by_text.get_or_init(|| Finder::of(&self.texts));
        let at = by_text.find(&self.texts, text)?;
        Some(self.before_texts() + at)
    }

    fn id(&self, value: &Value) -> Option<ValueId> {
        match value {
            Value::Entity(EntityId(entity)) if *entity < self.entities => Some(*entity),
            Value::Entity(_) => None,
            Value::Text(text) => {
                let other = self.numbers.get(value).copied();
                other.or_else(|| self.text(text))
            }
            Value::Number(_) | Value::Date(_) => self.numbers.get(value).copied(),
        }
    }

    fn get(&self, id: ValueId) -> Option<Cow<'_, Value>> {
        if id < self.entities {
            return Some(Cow::Owned(Value::Entity(EntityId(id))));
        }
        if let Some(other) = self.others.get((id - self.entities) as usize) {
            return Some(Cow::Borrowed(other));
        }
        let at = id - self.before_texts();
        let is_there = (at as usize) < self.texts.len();
        is_there.then(|| Cow::Owned(Value::Text(Arc::from(self.texts.get(at)))))
    }
}

impl Values {
    /// The values of a core of so many names. The texts of the column need not be among the values.
    pub(super) fn of(
        entities: usize,
        values: impl IntoIterator<Item = Value>,
        texts: Arc<Texts>,
    ) -> Values {
        let mut first = First {
            entities: entities as u32,
            texts,
            ..First::default()
        };
        let mut others: Vec<Value> = values
            .into_iter()
            .filter(|value| first.id(value).is_none())
            .collect();
        others.sort_unstable();
        others.dedup();
        first.numbers = numbered(first.entities, &others);
        first.others = others;
        Values {
            first: Arc::new(first),
            later: Vec::new(),
        }
    }

    /// The number of the first of those texts, where they are the column whose cells keep their numbers.
    pub(super) fn first_of(&self, texts: &Arc<Texts>) -> Option<ValueId> {
        Arc::ptr_eq(&self.first.texts, texts).then(|| self.first.before_texts())
    }

    /// Adds the value unless it is there.
    pub(super) fn add(&mut self, value: &Value) {
        if self.id(value).is_none() {
            self.later.push(value.clone());
        }
    }

    /// The number of the value, if the core holds it.
    pub(super) fn id(&self, value: &Value) -> Option<ValueId> {
        self.first.id(value).or_else(|| {
            let at = self.later.iter().position(|later| later == value)?;
            Some((self.first.len() + at) as ValueId)
        })
    }

    /// The value of the number.
    pub(super) fn get(&self, id: ValueId) -> Option<Cow<'_, Value>> {
        match (id as usize).checked_sub(self.first.len()) {
            None => self.first.get(id),
            Some(later) => self.later.get(later).map(Cow::Borrowed),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.first.len() + self.later.len()
    }

    /// Which of two rows comes first by what they stand for.
    pub(super) fn order(&self, a: &[ValueId], b: &[ValueId]) -> Ordering {
        let pairs = a.iter().zip(b);
        let mut orders = pairs.map(|(a, b)| {
            if a == b || *a < self.first.entities && *b < self.first.entities {
                a.cmp(b)
            } else {
                self.get(*a).cmp(&self.get(*b))
            }
        });
        orders
            .find(|order| order.is_ne())
            .unwrap_or_else(|| a.len().cmp(&b.len()))
    }
}

stored! { struct Values { first, later } }

/// What is found by hashes is found again.
impl Stored for First {
    fn put(&self, to: &mut Writer) {
        self.entities.put(to);
        self.others.put(to);
        self.texts.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<First> {
        let (entities, others): (u32, Vec<Value>) = Stored::take(from)?;
        Some(First {
            entities,
            numbers: numbered(entities, &others),
            others,
            texts: Stored::take(from)?,
            by_text: OnceLock::new(),
        })
    }
}

/// The numbers of the values that are no names.
fn numbered(entities: u32, others: &[Value]) -> std::collections::HashMap<Value, ValueId> {
    let numbers = (entities..).zip(others);
    numbers
        .map(|(number, value)| (value.clone(), number))
        .collect()
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
    pub(super) fn get(&self, id: ValueId) -> Option<Cow<'_, Value>> {
        match (id as usize).checked_sub(self.values.len()) {
            None => self.values.get(id),
            Some(brought) => self.brought.get(brought).map(Cow::Borrowed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(Arc::from(text))
    }

    #[test]
    fn names_and_cells_keep_their_numbers_and_nothing_has_two() {
        let mut cells = Texts::default();
        for cell in ["e1", "e2", "e3"] {
            cells.push(cell);
        }
        let cells = Arc::new(cells);
        let said = [text("a word"), text("e2"), Value::Entity(EntityId(1))];
        let mut values = Values::of(2, said, Arc::clone(&cells));
        assert_eq!(values.id(&Value::Entity(EntityId(1))), Some(1));
        assert_eq!(values.first_of(&cells), Some(3));
        assert_eq!(values.id(&text("e2")), Some(4));
        values.add(&text("e2"));
        values.add(&text("new"));
        values.add(&Value::Entity(EntityId(9)));
        assert_eq!(values.len(), 8);
        for id in 0..values.len() as ValueId {
            let value = values.get(id).expect("a value of that number");
            assert_eq!(values.id(&value), Some(id));
        }
        assert_eq!(values.order(&[5, 0], &[2, 1]), Ordering::Greater);
        assert_eq!(values.order(&[1, 0], &[1, 7]), Ordering::Less);
    }
}
