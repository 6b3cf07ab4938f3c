//! Which rows have a value in a column, or two values in two.
//!
//! Takes a table; gives its rows by the values of at most two columns, made when first asked for and kept as
//! rows are added. Further columns are tested row by row.

use super::hash::NumberMap;
use super::sorted::Sorted;
use super::steps::{Find, Step};
use super::store::{RowId, Store, TableId};
use super::values::ValueId;
use std::sync::Arc;

/// One column, or two different ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Columns {
    pub(super) first: usize,
    pub(super) second: Option<usize>,
}

impl Columns {
    /// The key of a row; none if it has no such columns.
    pub(super) fn key(self, args: &[ValueId]) -> Option<u64> {
        let value = |column: usize| args.get(column).copied();
        Some(key(value(self.first)?, self.second.and_then(value)))
    }
}

/// The key of one value, or two.
pub(super) fn key(first: ValueId, second: Option<ValueId>) -> u64 {
    match second {
        None => u64::from(first),
        Some(second) => u64::from(first) << 32 | u64::from(second),
    }
}

#[derive(Clone, Debug)]
struct Index {
    columns: Columns,
    /// The rows that there were when it was made.
    first: Arc<Sorted>,
    /// Those that came.
    came: Arc<Rows>,
    /// Those that came while others had the index too.
    later: Rows,
}

/// Rows by their keys.
type Rows = NumberMap<u64, Vec<u32>>;

impl Index {
    fn add(&mut self, args: &[ValueId], row: RowId) {
        if let Some(key) = self.columns.key(args) {
            let rows = match Arc::get_mut(&mut self.came) {
                Some(own) if self.later.is_empty() => own,
                _ => &mut self.later,
            };
            rows.entry(key).or_default().push(row as u32);
        }
    }
}

/// The rows with the key.
fn listed(rows: &Rows, key: u64) -> &[u32] {
    rows.get(&key).map_or(&[], Vec::as_slice)
}

/// The indexes of all tables; shared with other worlds as the tables are.
#[derive(Clone, Debug, Default)]
pub(super) struct Indexes(Vec<Vec<Arc<Index>>>);

impl Indexes {
    pub(super) fn new(tables: usize) -> Indexes {
        Indexes((0..tables).map(|_| Vec::new()).collect())
    }

    /// Makes room for so many tables, or takes the last away.
    pub(super) fn resize(&mut self, tables: usize) {
        self.0.resize_with(tables, Vec::new);
    }

    /// Whether the index is there.
    pub(super) fn has(&self, table: TableId, columns: Columns) -> bool {
        self.0
            .get(table)
            .is_some_and(|indexes| indexes.iter().any(|index| index.columns == columns))
    }

    /// Whether the table has any.
    pub(super) fn has_any(&self, table: TableId) -> bool {
        self.0.get(table).is_some_and(|indexes| !indexes.is_empty())
    }

    /// Makes the index unless it is there.
    pub(super) fn ensure(&mut self, store: &Store, table: TableId, columns: Columns) {
        if self.has(table, columns) {
            return;
        }
        let (Some(indexes), Some(table)) = (self.0.get_mut(table), store.get(table)) else {
            return;
        };
        indexes.push(Arc::new(Index {
            columns,
            first: Arc::new(Sorted::of(&table.rows, columns)),
            came: Arc::default(),
            later: Rows::default(),
        }));
    }

    /// Makes those that the step asks for.
    pub(super) fn ensure_for(&mut self, store: &Store, step: &Step) {
        step.scans(&mut |scan| {
            if let Find::By(columns) = &scan.find {
                self.ensure(store, scan.table, *columns);
            }
        });
    }

    /// Takes the index over from another world whose table has the same rows.
    pub(super) fn share(&mut self, other: &Indexes, table: TableId, columns: Columns) {
        let theirs = other.0.get(table).into_iter().flatten();
        let theirs = theirs.into_iter().find(|index| index.columns == columns);
        if let (false, Some(index), Some(own)) =
            (self.has(table, columns), theirs, self.0.get_mut(table))
        {
            own.push(Arc::clone(index));
        }
    }

    /// Takes over those that are not there yet, from a copy to which some were added.
    pub(super) fn take_over(&mut self, copy: Indexes) {
        for (own, theirs) in self.0.iter_mut().zip(copy.0) {
            if theirs.len() > own.len() {
                *own = theirs;
            }
        }
    }

    /// A row has come.
    pub(super) fn add(&mut self, table: TableId, args: &[ValueId], row: RowId) {
        for index in self.0.get_mut(table).into_iter().flatten() {
            Arc::make_mut(index).add(args, row);
        }
    }

    /// The rows with the key, in three parts; `None` if the index is not there.
    pub(super) fn rows(&self, table: TableId, columns: Columns, key: u64) -> Option<[&[u32]; 3]> {
        let index = self
            .0
            .get(table)?
            .iter()
            .find(|index| index.columns == columns)?;
        let came = [&*index.came, &index.later];
        let [came, later] = came.map(|rows| listed(rows, key));
        Some([index.first.rows(key), came, later])
    }
}
