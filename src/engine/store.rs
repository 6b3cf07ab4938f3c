//! Sentences as rows of numbers, with what is known of each.
//!
//! Takes values by number; gives rows, each once. A relation has one table; what parties claim of it has
//! another, with the party before the arguments. What a row is worth stands in columns of numbers beside the rows. Rows
//! are never taken away and keep their number. A world that stands shares its tables with those made from it: who
//! changes one that is shared changes a copy.

use super::bits::Bits;
use super::rounds_of::RoundsOf;
use super::rowset::{Numbered, RowSet, number_in_whole};
use super::values::ValueId;
use super::worths::{self, Column, NEVER, Took, WorthId, Worths};
use crate::cores::in_ranges;
use crate::model::{Id as _, RelationId, Sign};
use crate::snapshot::stored;
use crate::time::{Likelihood, Steps};
use std::sync::Arc;

/// The columns of fewer rows are not worth a core each.
const MANY: usize = if cfg!(test) { 1 } else { 1 << 12 };

/// Which table, by number.
pub(super) type TableId = usize;

/// Which row of a table, by number.
pub(super) type RowId = usize;

/// The place of a sign among both.
pub(super) fn at(sign: Sign) -> usize {
    match sign {
        Sign::For => 0,
        Sign::Against => 1,
    }
}

/// The two values of each row: of the sentence, and of its denial.
type BothSigns = [Column; 2];

/// What the rows of a table are worth, over all time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct WorthColumns {
    /// For⁰ and Ag⁰.
    stated: BothSigns,
    /// For and Ag.
    held: BothSigns,
    /// Certain where For, lo and hi are masked.
    mask: Column,
    /// The bounds, where they were looked for.
    bounds: Option<Box<Bounds>>,
}

/// What rows are worth at least and at most, if what is disputed is taken away.
#[derive(Clone, Debug, Default, PartialEq)]
struct Bounds {
    low: BothSigns,
    high: BothSigns,
    /// For⁰ where Ag is below the bar.
    stated_low: Column,
}

/// Which of the three values is meant: For, lo or hi.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pass {
    Plain,
    Low,
    High,
}

impl Pass {
    /// Under a not, lo and hi change places.
    pub(super) fn turned(self) -> Pass {
        match self {
            Pass::Plain => Pass::Plain,
            Pass::Low => Pass::High,
            Pass::High => Pass::Low,
        }
    }
}

/// What is stated of a row, and what is masked of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Stated {
    /// For⁰ and Ag⁰.
    pub(super) stated: [Steps; 2],
    /// Certain where For, lo and hi are masked.
    pub(super) mask: Steps,
}

/// What rows of a table are worth by what is stated of them, to be entered together.
#[derive(Default)]
pub(super) struct Worth {
    /// The row of each value, and whether it is of the sentence or of its denial.
    places: Vec<(RowId, Sign)>,
    worths: Vec<Steps>,
    hashes: Vec<u32>,
    masks: Vec<(RowId, Steps)>,
}

impl Worth {
    /// Adds what is stated of a row.
    pub(super) fn add(&mut self, row: RowId, stated: Stated) {
        let signs = [Sign::For, Sign::Against].into_iter();
        for (sign, worth) in signs.zip(stated.stated) {
            if !worth.is_never() {
                self.places.push((row, sign));
                self.hashes.push(worths::hash(&worth));
                self.worths.push(worth);
            }
        }
        if !stated.mask.is_never() {
            self.masks.push((row, stated.mask));
        }
    }
}

/// The bounds of a row before any rule has run.
pub(super) struct Opened {
    pub(super) low: [Steps; 2],
    pub(super) high: [Steps; 2],
    /// For⁰ where Ag is below the bar.
    pub(super) stated_low: Steps,
}

/// The rows of one relation, or of what is claimed of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Arc<RowSet>,
    columns: WorthColumns,
    /// For each sign and row, when it was settled.
    pub(super) rounds: [RoundsOf; 2],
    /// For each sign and row, what it was worth as a link; empty where no rule makes chains.
    pub(super) links: [Column; 2],
    /// How many different values each column of the rows has; known once no rule adds rows any more.
    distinct: Vec<usize>,
}

stored! {
    struct WorthColumns { stated, held, mask, bounds }
    struct Bounds { low, high, stated_low }
    struct Table { rows, columns, rounds, links, distinct }
    struct Store { tables, worths, relations }
}

impl Table {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn args(&self, row: RowId) -> &[ValueId] {
        self.rows.get(row)
    }

    /// The row of those arguments, if it is there.
    pub(super) fn find(&self, args: &[ValueId]) -> Option<RowId> {
        self.rows.find(args)
    }

    /// The row of those arguments, a new one if need be, and whether it is new.
    pub(super) fn row(&mut self, args: &[ValueId]) -> (RowId, bool) {
        if let Some(own) = Arc::get_mut(&mut self.rows) {
            return own.insert(args);
        }
        match self.rows.find(args) {
            Some(row) => (row, false),
            None => Arc::make_mut(&mut self.rows).insert(args),
        }
    }

    /// The rows of so many arguments as are looked up together, one after the other in the list.
    pub(super) fn rows_together(&mut self, flat: &[ValueId], width: usize) -> Numbered {
        if let Some(own) = Arc::get_mut(&mut self.rows) {
            return own.insert_together(flat, width);
        }
        // Rows that are all there are looked up where they are shared, and stay so.
        let count = flat.len().checked_div(width).unwrap_or(1);
        let found = self.rows.find_together(flat, width);
        if found.iter().take(count).all(Option::is_some) {
            return found.map(|row| (row.unwrap_or_default(), false));
        }
        Arc::make_mut(&mut self.rows).insert_together(flat, width)
    }

    /// The rows of many arguments, one after the other in the list, worked out on so many cores.
    pub(super) fn rows_all(&mut self, cores: usize, flat: &[ValueId], width: usize) -> Vec<u32> {
        Arc::make_mut(&mut self.rows).insert_all(cores, flat, width)
    }

    /// The value of the sentence or its denial.
    pub(super) fn held(&self, row: RowId, sign: Sign, pass: Pass) -> WorthId {
        let columns = match (&self.columns.bounds, pass) {
            (Some(bounds), Pass::Low) => &bounds.low,
            (Some(bounds), Pass::High) => &bounds.high,
            (None, _) | (Some(_), Pass::Plain) => &self.columns.held,
        };
        columns[at(sign)].get(row)
    }

    /// The same, to be changed. A table that only a bound gives has bounds from then on, and For stays 0.
    pub(super) fn set_held(&mut self, row: RowId, sign: Sign, pass: Pass, worth: WorthId) {
        let columns = match pass {
            Pass::Plain => &mut self.columns.held,
            Pass::Low => &mut self.columns.bounds.get_or_insert_default().low,
            Pass::High => &mut self.columns.bounds.get_or_insert_default().high,
        };
        columns[at(sign)].set(row, worth);
    }

    /// What is said alone.
    pub(super) fn stated(&self, row: RowId, sign: Sign, pass: Pass) -> WorthId {
        match (&self.columns.bounds, sign, pass) {
            (Some(bounds), Sign::For, Pass::Low) => bounds.stated_low.get(row),
            _ => self.columns.stated[at(sign)].get(row),
        }
    }

    /// Where For, lo and hi are masked.
    pub(super) fn mask(&self, row: RowId) -> WorthId {
        self.columns.mask.get(row)
    }

    /// Whether anything is masked.
    pub(super) fn has_masks(&self) -> bool {
        !self.columns.mask.is_never()
    }

    /// The rows with a value in the pass, in order.
    pub(super) fn worth_rows(&self, sign: Sign, pass: Pass) -> Vec<(RowId, WorthId)> {
        let columns = match (&self.columns.bounds, pass) {
            (Some(bounds), Pass::Low) => &bounds.low,
            (Some(bounds), Pass::High) => &bounds.high,
            (None, _) | (Some(_), Pass::Plain) => &self.columns.held,
        };
        columns[at(sign)].rows().collect()
    }

    /// Takes in the rows of a share that was kept apart, with what they hold; `ids`: the numbers here of its values. Its first
    /// rows are `known` here.
    pub(super) fn take_share(&mut self, share: usize, own: Table, known: &[RowId], ids: &Took) {
        let before = self.len();
        let number = |row: RowId| number_in_whole(row, known, before);
        for sign in [Sign::For, Sign::Against] {
            let held = &own.columns.held[at(sign)];
            self.columns.held[at(sign)].take_share(held, number, ids);
        }
        for (whole, own) in self.rounds.iter_mut().zip(own.rounds) {
            whole.take_share(own, number);
        }
        let rows = Arc::unwrap_or_clone(own.rows);
        Arc::make_mut(&mut self.rows).take_share(share, rows, known);
    }

    /// Whether the bounds were looked for.
    pub(super) fn has_bounds(&self) -> bool {
        self.columns.bounds.is_some()
    }

    /// As if the bounds had not been looked for.
    pub(super) fn forget_bounds(&mut self) {
        self.columns.bounds = None;
    }

    /// Whether a table made from the other still holds the same.
    pub(super) fn is_as(&self, other: &Table) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
            && self.columns == other.columns
            && self.rounds == other.rounds
            && self.links == other.links
    }

    /// Counts the different values, for the order of joins.
    pub(super) fn count_distinct(&mut self, cores: usize) {
        let distinct = |column: usize| {
            let mut met = Bits::default();
            let values = self.rows.iter().filter_map(|args| args.get(column));
            values.filter(|value| met.insert(**value)).count()
        };
        let width = self.rows.width();
        let least = if self.len() < MANY { width } else { 1 };
        let counted = in_ranges(cores, width, least, |columns| {
            columns.map(distinct).collect::<Vec<usize>>()
        });
        self.distinct = counted.concat();
    }

    /// About how many rows share one value of the column: the fraction of all.
    pub(super) fn share(&self, column: usize) -> f64 {
        const UNKNOWN: f64 = 0.1;
        match self.distinct.get(column) {
            Some(distinct) if *distinct > 0 => 1.0 / *distinct as f64,
            _ => UNKNOWN,
        }
    }
}

/// All tables: one a relation, then one a relation for claims.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    pub(super) tables: Vec<Arc<Table>>,
    pub(super) worths: Worths,
    relations: usize,
}

impl Store {
    pub(super) fn new(relations: usize) -> Store {
        Store {
            tables: vec![Arc::default(); relations * 2],
            worths: Worths::default(),
            relations,
        }
    }

    /// The same tables without any rows; the values that stand are the same.
    pub(super) fn without_rows(&self) -> Store {
        Store {
            tables: vec![Arc::default(); self.tables.len()],
            worths: self.worths.clone(),
            relations: self.relations,
        }
    }

    /// How many relations there are.
    pub(super) fn relations(&self) -> usize {
        self.relations
    }

    /// The table of the relation.
    pub(super) fn table(relation: RelationId) -> TableId {
        relation.index()
    }

    /// The table of what is claimed of the relation.
    pub(super) fn claims(&self, relation: RelationId) -> TableId {
        self.relations + relation.index()
    }

    pub(super) fn get(&self, table: TableId) -> Option<&Table> {
        self.tables.get(table).map(Arc::as_ref)
    }

    /// The table, to be changed: a copy, if another world has it too.
    pub(super) fn get_mut(&mut self, table: TableId) -> Option<&mut Table> {
        self.tables.get_mut(table).map(Arc::make_mut)
    }

    /// Room for so many rows more, of so many arguments.
    pub(super) fn expect(&mut self, table: TableId, more: usize, width: usize) {
        if let Some(table) = self.get_mut(table) {
            Arc::make_mut(&mut table.rows).expect(more, width);
        }
    }

    /// Room for so many rows more that shares have.
    pub(super) fn expect_shares(&mut self, table: TableId, more: usize, width: usize) {
        if let Some(table) = self.get_mut(table) {
            Arc::make_mut(&mut table.rows).expect_shares(more, width);
        }
    }

    /// How many rows the table has.
    pub(super) fn rows(&self, table: TableId) -> usize {
        self.get(table).map_or(0, Table::len)
    }

    /// The value of the row or its denial; 0 where there is no such row.
    pub(super) fn held(&self, table: TableId, row: RowId, sign: Sign, pass: Pass) -> &Steps {
        let held = self.get(table).map(|table| table.held(row, sign, pass));
        self.worths.get(held.unwrap_or(NEVER))
    }

    /// The same, to be changed.
    pub(super) fn set_held(
        &mut self,
        (table, row): (TableId, RowId),
        sign: Sign,
        pass: Pass,
        worth: &Steps,
    ) {
        self.set_held_of((table, row), sign, pass, (worth, worths::hash(worth)));
    }

    /// The same of a value with its hash.
    pub(super) fn set_held_of(
        &mut self,
        (table, row): (TableId, RowId),
        sign: Sign,
        pass: Pass,
        (worth, hash): (&Steps, u32),
    ) {
        let id = self.worths.id_of(worth, hash);
        if let Some(table) = self.get_mut(table) {
            table.set_held(row, sign, pass, id);
        }
    }

    /// Raises the value of the row or its denial.
    pub(super) fn raise(
        &mut self,
        (table, row): (TableId, RowId),
        sign: Sign,
        pass: Pass,
        worth: &Steps,
    ) {
        let held = self.held(table, row, sign, pass);
        if held.is_never() {
            self.set_held((table, row), sign, pass, worth);
        } else {
            let raised = held.max(worth);
            self.set_held((table, row), sign, pass, &raised);
        }
    }

    /// What is said alone.
    pub(super) fn stated(&self, table: TableId, row: RowId, sign: Sign, pass: Pass) -> &Steps {
        let stated = self.get(table).map(|table| table.stated(row, sign, pass));
        self.worths.get(stated.unwrap_or(NEVER))
    }

    /// Where For, lo and hi of the row are masked.
    pub(super) fn mask(&self, table: TableId, row: RowId) -> &Steps {
        let mask = self.get(table).map(|table| table.mask(row));
        self.worths.get(mask.unwrap_or(NEVER))
    }

    /// What is stated of the row, and what is masked of it.
    pub(super) fn set_stated(&mut self, table: TableId, row: RowId, stated: &Stated) {
        let ids = stated.stated.each_ref().map(|worth| self.worths.id(worth));
        let mask = self.worths.id(&stated.mask);
        if let Some(table) = self.get_mut(table) {
            for sign in [Sign::For, Sign::Against] {
                table.columns.stated[at(sign)].set(row, ids[at(sign)]);
            }
            table.columns.mask.set(row, mask);
        }
    }

    /// The same of many rows of a table, worked out on so many cores. Nothing stands yet.
    pub(super) fn set_all_stated(&mut self, cores: usize, table: TableId, found: Vec<Worth>) {
        let hashes: Vec<&[u32]> = found.iter().map(|found| found.hashes.as_slice()).collect();
        let hashes = hashes.concat();
        let (mut places, mut masks, mut worths) = (Vec::new(), Vec::new(), Vec::new());
        for found in found {
            places.push(found.places);
            worths.push(found.worths);
            masks.extend(found.masks);
        }
        let ids = self
            .worths
            .ids(cores, worths.into_iter().flatten(), &hashes);
        let Some(own) = self.get_mut(table) else {
            return;
        };
        for ((row, sign), id) in places.into_iter().flatten().zip(ids) {
            own.columns.stated[at(sign)].set(row, id);
        }
        for (row, mask) in masks {
            self.set_mask(table, row, &mask);
        }
    }

    /// Where For, lo and hi of the row are masked, to be changed.
    pub(super) fn set_mask(&mut self, table: TableId, row: RowId, mask: &Steps) {
        let mask = self.worths.id(mask);
        if let Some(table) = self.get_mut(table) {
            table.columns.mask.set(row, mask);
        }
    }

    /// The bounds of the row before any rule has run.
    pub(super) fn set_bounds(&mut self, table: TableId, row: RowId, opened: &Opened) {
        let worths = &mut self.worths;
        let both = |worths: &mut Worths, both: &[Steps; 2]| {
            [Sign::For, Sign::Against].map(|sign| worths.id(&both[at(sign)]))
        };
        let (low, high) = (both(worths, &opened.low), both(worths, &opened.high));
        let stated_low = worths.id(&opened.stated_low);
        let Some(table) = self.get_mut(table) else {
            return;
        };
        let bounds = table.columns.bounds.get_or_insert_default();
        for sign in [Sign::For, Sign::Against] {
            bounds.low[at(sign)].set(row, low[at(sign)]);
            bounds.high[at(sign)].set(row, high[at(sign)]);
        }
        bounds.stated_low.set(row, stated_low);
    }

    /// Takes away what is masked and, in the low pass, what is denied at or over the bar. Denials are never masked.
    pub(super) fn masked(
        &self,
        (table, row): (TableId, RowId),
        sign: Sign,
        pass: Pass,
        bar: Likelihood,
        value: Steps,
    ) -> Steps {
        if sign == Sign::Against || value.is_never() {
            return value;
        }
        let mask = self.mask(table, row);
        let value = if mask.is_never() {
            value
        } else {
            value.mask_where(mask, Likelihood::CERTAIN)
        };
        if pass != Pass::Low {
            return value;
        }
        let against = self.held(table, row, Sign::Against, Pass::Plain);
        if against.is_never() {
            value
        } else {
            value.mask_where(against, bar)
        }
    }

    /// Every row holds what is stated of it, as far as it is not masked.
    pub(super) fn hold_stated(&mut self, table: TableId, bar: Likelihood) {
        let rows = self.rows(table);
        let Some(own) = self.get_mut(table) else {
            return;
        };
        own.columns.held = own.columns.stated.clone();
        if own.has_masks() {
            for row in 0..rows {
                let stated = self.stated(table, row, Sign::For, Pass::Plain).clone();
                let masked = self.masked((table, row), Sign::For, Pass::Plain, bar, stated);
                self.set_held((table, row), Sign::For, Pass::Plain, &masked);
            }
        }
    }

    /// Counts the different values of all tables.
    pub(super) fn count_distinct(&mut self, cores: usize) {
        for table in self.tables.iter_mut().filter(|table| table.len() > 0) {
            Arc::make_mut(table).count_distinct(cores);
        }
    }
}
