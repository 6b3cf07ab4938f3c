//! Whose statements stand where: of each row the items that say or deny its sentence.
//!
//! Takes the statements of a core with their rows; gives them by row, in the order of the core. The one idea: in a core those
//! that stand for themselves come before the rows of tables, so that one statement more moves all items of tables by one and
//! the same: worlds made from one another share what is known of tables, and know how far it has moved.

use super::ground::each;
use super::hash::NumberMap;
use super::rowset::TOGETHER;
use super::store::{RowId, Store, TableId};
use super::values::Values;
use crate::model::{Core, Id as _, ItemId, RelationId};
use crate::snapshot::{Reader, Stored, Writer, stored};
use smallvec::SmallVec;
use std::sync::Arc;

/// The items of one row: mostly one.
pub(super) type OfRow = SmallVec<[ItemId; 2]>;

/// The statements of each row of each table, of every sign and view, in the order of the core.
#[derive(Debug)]
pub(super) struct Items {
    /// Those that stand for themselves.
    single: NumberMap<(TableId, RowId), OfRow>,
    /// Those of rows of tables, by the numbers that they had when `of_blocks` was made.
    of_blocks: Arc<Vec<OfTable>>,
    /// The first of them then, and now.
    moved: (usize, usize),
}

/// Those of one table.
#[derive(Clone, Debug, Default)]
struct OfTable {
    rows: Vec<Place>,
    several: Vec<Vec<ItemId>>,
}

impl OfTable {
    fn add(&mut self, row: RowId, item: ItemId) {
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Place::None);
        }
        let Some(place) = self.rows.get_mut(row) else {
            return;
        };
        match *place {
            Place::None => *place = Place::One(item),
            Place::One(first) => {
                *place = Place::Several(self.several.len() as u32);
                self.several.push(vec![first, item]);
            }
            Place::Several(at) => {
                if let Some(several) = self.several.get_mut(at as usize) {
                    several.push(item);
                }
            }
        }
    }
}

/// Those of one row.
#[derive(Clone, Copy, Debug)]
enum Place {
    None,
    One(ItemId),
    /// By their place among the several.
    Several(u32),
}

/// Each row's as one number: 0 where there are none, an even one for one, an odd one for several.
impl Stored for OfTable {
    fn put(&self, to: &mut Writer) {
        let number = |row: &Place| match row {
            Place::None => 0,
            Place::One(item) => u64::from(item.0) * 2 + 2,
            Place::Several(at) => u64::from(*at) * 2 + 1,
        };
        let rows: Vec<u64> = self.rows.iter().map(number).collect();
        rows.put(to);
        self.several.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<OfTable> {
        let row = |number: u64| {
            let half = |number: u64| u32::try_from(number / 2).ok();
            Some(match number {
                0 => Place::None,
                odd if odd % 2 == 1 => Place::Several(half(odd)?),
                even => Place::One(ItemId(half(even - 2)?)),
            })
        };
        let rows: Vec<u64> = Stored::take(from)?;
        Some(OfTable {
            rows: rows.into_iter().map(row).collect::<Option<_>>()?,
            several: Stored::take(from)?,
        })
    }
}

stored! { struct Items { single, of_blocks, moved } }

/// The number of the first item of a table.
fn first_of_blocks(core: &Core) -> usize {
    let mut blocks = core.items.blocks();
    blocks.next().map_or(core.items.len(), |(first, _)| first)
}

impl Items {
    /// None yet, of that core.
    pub(super) fn none(core: &Core, store: &Store) -> Items {
        let first = first_of_blocks(core);
        Items {
            single: NumberMap::default(),
            of_blocks: Arc::new(vec![OfTable::default(); store.relations()]),
            moved: (first, first),
        }
    }

    /// Of a core whose sentences all have their rows.
    pub(super) fn of(core: &Core, values: &Values, store: &Store) -> Items {
        let mut items = Items::none(core, store);
        items.note(core, values, store, |_| true);
        items
    }

    /// The same of another core with the same rows of tables; none where it has others.
    pub(super) fn carried(
        &self,
        from: &Core,
        to: &Core,
        values: &Values,
        store: &Store,
    ) -> Option<Items> {
        let (was, is) = (from.items.blocks(), to.items.blocks());
        let same = was
            .map(|(_, block)| Arc::as_ptr(block))
            .eq(is.map(|(_, block)| Arc::as_ptr(block)));
        let first = first_of_blocks(to);
        let single = to.items.single().count();
        if !same || first != single || first_of_blocks(from) != from.items.single().count() {
            return None;
        }
        let mut items = Items {
            single: NumberMap::default(),
            of_blocks: Arc::clone(&self.of_blocks),
            moved: (self.moved.0, first),
        };
        items.note(to, values, store, |_| false);
        Some(items)
    }

    /// Adds the statements that stand for themselves, and the rows of tables of those relations.
    fn note(
        &mut self,
        core: &Core,
        values: &Values,
        store: &Store,
        of_tables: impl Fn(RelationId) -> bool,
    ) {
        each(core, values, of_tables, 1, |batch| {
            let table = Store::table(batch.relation);
            let Some(rows) = store.get(table).map(|table| &table.rows) else {
                return;
            };
            for (at, items) in batch.items.chunks(TOGETHER).enumerate() {
                let from = at * TOGETHER * batch.width;
                let flat = batch.flat.get(from..from + items.len() * batch.width);
                let found = rows.find_together(flat.unwrap_or(&[]), batch.width);
                for (item, row) in items.iter().zip(found) {
                    if let Some(row) = row {
                        self.add((table, row), *item);
                    }
                }
            }
        });
    }

    /// Room for those of so many more rows of tables.
    pub(super) fn expect(&mut self, table: TableId, more: usize) {
        if let Some(table) = Arc::make_mut(&mut self.of_blocks).get_mut(table) {
            table.rows.reserve_exact(more);
        }
    }

    pub(super) fn add(&mut self, (table, row): (TableId, RowId), item: ItemId) {
        if item.index() < self.moved.1 {
            self.single.entry((table, row)).or_default().push(item);
            return;
        }
        if let Some(table) = Arc::make_mut(&mut self.of_blocks).get_mut(table) {
            table.add(row, item);
        }
    }

    /// Adds items of rows of tables, one a row.
    pub(super) fn add_all(&mut self, table: TableId, rows: &[u32], items: &[ItemId]) {
        if let Some(table) = Arc::make_mut(&mut self.of_blocks).get_mut(table) {
            let items = rows.iter().zip(items);
            items.for_each(|(row, item)| table.add(*row as RowId, *item));
        }
    }

    /// Those of the row.
    pub(super) fn get(&self, (table, row): (TableId, RowId)) -> OfRow {
        let mut found = self.single.get(&(table, row)).cloned().unwrap_or_default();
        let Some(table) = self.of_blocks.get(table) else {
            return found;
        };
        let (was, is) = self.moved;
        let now = |item: &ItemId| ItemId::at((item.index() + is).saturating_sub(was));
        match table.rows.get(row) {
            None | Some(Place::None) => {}
            Some(Place::One(item)) => found.push(now(item)),
            Some(Place::Several(at)) => {
                let several = table.several.get(*at as usize);
                found.extend(several.into_iter().flatten().map(now));
            }
        }
        found
    }
}
