//! Sentences as rows of numbers, with what is known of each.
//!
//! Takes values by number; gives rows, each once. A relation has one table; what parties claim of it has
//! another, with the party before the arguments. Rows are never taken away and keep their number. A world that
//! stands shares its tables with those made from it: who changes one that is shared changes a copy.

use super::hash::RowSet;
use super::values::ValueId;
use crate::model::{Id as _, RelationId, Sign};
use crate::time::{Likelihood, Span, Steps};
use std::sync::Arc;

/// Which table, by number.
pub(super) type TableId = usize;

/// Which row of a table, by number.
pub(super) type RowId = usize;

/// One value for a sentence, one for its denial.
pub(super) type BothSigns = [Steps; 2];

/// The place of a sign among both.
pub(super) fn at(sign: Sign) -> usize {
    match sign {
        Sign::For => 0,
        Sign::Against => 1,
    }
}

/// In which round of its level each stretch of a row was settled, from 1: what it rests on was settled at a higher
/// level, or in an earlier round.
pub(super) type Rounds = Vec<(Span, u32)>;

/// What a row is worth, over all time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// For⁰ and Ag⁰.
    pub(super) stated: BothSigns,
    /// Certain where For, lo and hi are masked.
    pub(super) mask: Steps,
    /// For and Ag.
    pub(super) held: BothSigns,
    /// The bounds, where they were looked for.
    pub(super) bounds: Option<Box<Bounds>>,
}

/// What a row is worth at least and at most, if what is disputed is taken away.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bounds {
    pub(super) low: BothSigns,
    pub(super) high: BothSigns,
    /// For⁰ where Ag is below the bar.
    pub(super) stated_low: Steps,
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

impl Cell {
    /// The value of the sentence or its denial.
    pub(super) fn held(&self, sign: Sign, pass: Pass) -> &Steps {
        match (&self.bounds, pass) {
            (Some(bounds), Pass::Low) => &bounds.low[at(sign)],
            (Some(bounds), Pass::High) => &bounds.high[at(sign)],
            (None, _) | (Some(_), Pass::Plain) => &self.held[at(sign)],
        }
    }

    /// The same, to be raised. A row that only a bound gives has bounds from then on, and For stays 0.
    pub(super) fn held_mut(&mut self, sign: Sign, pass: Pass) -> &mut Steps {
        match pass {
            Pass::Plain => &mut self.held[at(sign)],
            Pass::Low => &mut self.bounds.get_or_insert_default().low[at(sign)],
            Pass::High => &mut self.bounds.get_or_insert_default().high[at(sign)],
        }
    }

    /// What is said alone.
    pub(super) fn stated(&self, sign: Sign, pass: Pass) -> &Steps {
        match (&self.bounds, sign, pass) {
            (Some(bounds), Sign::For, Pass::Low) => &bounds.stated_low,
            _ => &self.stated[at(sign)],
        }
    }

    /// Takes away what is masked and, in the low pass, what is denied at or over the bar. Denials are never masked.
    pub(super) fn masked(&self, sign: Sign, pass: Pass, bar: Likelihood, value: Steps) -> Steps {
        if sign == Sign::Against || value.is_never() {
            return value;
        }
        let value = if self.mask.is_never() {
            value
        } else {
            value.mask_where(&self.mask, Likelihood::CERTAIN)
        };
        let against = &self.held[at(Sign::Against)];
        if pass == Pass::Low && !against.is_never() {
            value.mask_where(against, bar)
        } else {
            value
        }
    }
}

/// The rows of one relation, or of what is claimed of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Arc<RowSet>,
    pub(super) cells: Vec<Cell>,
    /// For each sign and row, when it was settled; as long as the last row that a stratum resting on itself settled.
    pub(super) rounds: [Vec<Rounds>; 2],
    /// For each sign and row, what it was worth as a link; empty where no rule makes chains.
    pub(super) links: [Vec<Steps>; 2],
    /// How many different values each column has; known once no rule adds rows any more.
    distinct: Vec<usize>,
}

impl Table {
    pub(super) fn args(&self, row: RowId) -> &[ValueId] {
        self.rows.get_index(row).map_or(&[], |args| args)
    }

    /// The row of those arguments, if it is there.
    pub(super) fn find(&self, args: &[ValueId]) -> Option<RowId> {
        self.rows.get_index_of(args)
    }

    /// The row of those arguments, a new one if need be.
    pub(super) fn row(&mut self, args: &[ValueId]) -> RowId {
        if let Some(row) = self.rows.get_index_of(args) {
            return row;
        }
        self.cells.push(Cell::default());
        Arc::make_mut(&mut self.rows).insert_full(args.into()).0
    }

    /// In which rounds the row was settled; empty where it was settled at once.
    pub(super) fn rounds(&self, sign: Sign, row: RowId) -> &[(Span, u32)] {
        self.rounds[at(sign)].get(row).map_or(&[], Vec::as_slice)
    }

    /// The same, to be changed.
    pub(super) fn rounds_mut(&mut self, sign: Sign, row: RowId) -> Option<&mut Rounds> {
        place(&mut self.rounds[at(sign)], row)
    }

    /// What the row was worth as a link, to be changed.
    pub(super) fn link_mut(&mut self, sign: Sign, row: RowId) -> Option<&mut Steps> {
        place(&mut self.links[at(sign)], row)
    }

    /// Whether a table made from the other still holds the same.
    pub(super) fn is_as(&self, other: &Table) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
            && self.cells == other.cells
            && self.rounds == other.rounds
            && self.links == other.links
    }

    /// Counts the different values, for the order of joins.
    pub(super) fn count_distinct(&mut self) {
        let width = self.rows.first().map_or(0, |args| args.len());
        self.distinct = (0..width)
            .map(|column| {
                let mut values: Vec<ValueId> = self
                    .rows
                    .iter()
                    .filter_map(|args| args.get(column).copied())
                    .collect();
                values.sort_unstable();
                values.dedup();
                values.len()
            })
            .collect();
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

/// The place of the row, made if need be.
fn place<T: Clone + Default>(rows: &mut Vec<T>, row: RowId) -> Option<&mut T> {
    if rows.len() <= row {
        rows.resize(row + 1, T::default());
    }
    rows.get_mut(row)
}

/// All tables: one a relation, then one a relation for claims.
#[derive(Clone, Debug, Default)]
pub(super) struct Store {
    pub(super) tables: Vec<Arc<Table>>,
    relations: usize,
}

impl Store {
    pub(super) fn new(relations: usize) -> Store {
        Store {
            tables: vec![Arc::default(); relations * 2],
            relations,
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

    pub(super) fn cell(&self, table: TableId, row: RowId) -> Option<&Cell> {
        self.tables.get(table)?.cells.get(row)
    }

    /// The cell, to be changed.
    pub(super) fn cell_mut(&mut self, table: TableId, row: RowId) -> Option<&mut Cell> {
        self.get_mut(table)?.cells.get_mut(row)
    }

    /// Counts the different values of all tables.
    pub(super) fn count_distinct(&mut self) {
        for table in self
            .tables
            .iter_mut()
            .filter(|table| !table.cells.is_empty())
        {
            Arc::make_mut(table).count_distinct();
        }
    }
}
