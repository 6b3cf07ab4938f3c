//! Numbers that name things, each of its own type, and tables that only they open.

use crate::snapshot::{Reader, Stored, Writer};
use serde::{Deserialize, Serialize, Serializer};
use std::marker::PhantomData;
use std::sync::Arc;

/// A number that opens one kind of table.
pub trait Id: Copy {
    /// The id of a position.
    fn at(index: usize) -> Self;
    /// The position.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl Id for $name {
            fn at(index: usize) -> Self {
                $name(index as u32)
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl Stored for $name {
            fn put(&self, to: &mut Writer) {
                self.0.put(to);
            }

            fn take(from: &mut Reader<'_>) -> Option<$name> {
                u32::take(from).map($name)
            }

            fn put_all(all: &[$name], to: &mut Writer) {
                all.iter().for_each(|id| to.bytes(&id.0.to_le_bytes()));
            }

            fn take_all(count: usize, from: &mut Reader<'_>) -> Option<Vec<$name>> {
                let numbers = u32::take_all(count, from)?;
                Some(numbers.into_iter().map($name).collect())
            }
        }
    )*};
}

ids! {
    /// Somebody or something that is named: an actor, a place, an event, a thing, a source.
    EntityId
    /// A kind of entity.
    KindId
    /// A sentence form.
    RelationId
    /// An entity that says something: where evidence comes from.
    SourceId
    /// A rule of the core.
    RuleId
    /// A piece of evidence of the core.
    ItemId
    /// A question form.
    FormId
    /// A named alternative (`suppose`).
    BranchId
    /// One of several competing explanations.
    HypothesisId
    /// A variable, numbered within its rule or question.
    VarId
}

/// A list that only ids of one type open. A copy shares the rows until one of the two is changed.
#[derive(Clone, PartialEq, Debug)]
pub struct Table<I, T> {
    rows: Arc<Vec<T>>,
    id: PhantomData<I>,
}

impl<I, T: Serialize> Serialize for Table<I, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Table {
            rows: Arc::default(),
            id: PhantomData,
        }
    }
}

impl<I: Id, T: Clone> Table<I, T> {
    /// Adds a row and gives its id.
    pub fn push(&mut self, row: T) -> I {
        Arc::make_mut(&mut self.rows).push(row);
        I::at(self.rows.len() - 1)
    }

    /// Takes away all rows but the first so many.
    pub fn truncate(&mut self, len: usize) {
        if len < self.rows.len() {
            Arc::make_mut(&mut self.rows).truncate(len);
        }
    }

    /// All rows with their ids, in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (I, &mut T)> {
        Arc::make_mut(&mut self.rows)
            .iter_mut()
            .enumerate()
            .map(|(at, row)| (I::at(at), row))
    }
}

impl<I: Id, T> Table<I, T> {
    /// Whether the two share their rows. False says nothing.
    #[must_use]
    pub fn shares(&self, other: &Table<I, T>) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row, if the id is of this table.
    #[must_use]
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }

    /// All rows with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows
            .iter()
            .enumerate()
            .map(|(at, row)| (I::at(at), row))
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::at)
    }

    /// The rows as they lie.
    #[must_use]
    pub fn rows(&self) -> &[T] {
        &self.rows
    }
}

impl<I, T> FromIterator<T> for Table<I, T> {
    fn from_iter<R: IntoIterator<Item = T>>(rows: R) -> Self {
        Table {
            rows: Arc::new(rows.into_iter().collect()),
            id: PhantomData,
        }
    }
}

impl<I: Id, T> std::ops::Index<I> for Table<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T: Clone> std::ops::IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut Arc::make_mut(&mut self.rows)[id.index()]
    }
}
