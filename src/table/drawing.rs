//! Columns while they are drawn from rows. Takes one row after the other, gives the columns.
//!
//! Cells are gathered column by column, many rows at once, so that what is looked up lies near.

use super::{Drawn, Gathering, Rows, Texts};
use crate::cores::{Aside, cores, in_ranges};
use std::sync::Arc;

/// Where a row stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// Its line, from 1.
    pub(super) line: u32,
    /// Its first byte, and the one behind its last.
    pub(super) bytes: (u32, u32),
    /// Which row of the file it is: pieces of one row have one number.
    pub(super) whole: u32,
}

/// Columns while they are drawn, for tables that take some of the rows each.
pub(super) struct Drawing {
    columns: Aside<Columns, Vec<Texts>>,
    /// Of each column the cells that are yet to be numbered.
    waiting: Vec<Texts>,
    /// How many rows there are.
    count: usize,
    tables: Vec<Taken>,
    /// Rows that could not be read: their lines, and why.
    pub(super) broken: Vec<(u32, String)>,
}

/// The rows that a table takes.
#[derive(Clone, Default)]
struct Taken {
    /// Which of all they are. Empty as long as they are the first.
    which: Vec<u32>,
    lines: Vec<u32>,
    bytes: Vec<(u32, u32)>,
    /// Empty as long as each is one of its own.
    whole: Vec<u32>,
}

/// A column while it is drawn.
#[derive(Default)]
struct Column {
    cells: Vec<u32>,
    gathering: Gathering,
}

/// So many rows wait to be numbered together.
const WAITING: usize = 512;

/// A table of more rows is drawn on another core than it is read on.
const LARGE: usize = 16 * WAITING;

/// All columns.
#[derive(Default)]
struct Columns(Vec<Column>);

impl Columns {
    fn none(count: usize) -> Columns {
        Columns((0..count).map(|_| Column::default()).collect())
    }

    /// Numbers what waits, column by column, and takes it out.
    fn number(&mut self, waiting: &mut Vec<Texts>) {
        for (column, waiting) in self.0.iter_mut().zip(waiting) {
            column.gathering.numbers(waiting, &mut column.cells);
            waiting.clear();
        }
    }
}

impl From<Column> for Drawn {
    fn from(column: Column) -> Drawn {
        Drawn {
            cells: Arc::new(column.cells),
            texts: Arc::new(column.gathering.finish()),
        }
    }
}

impl Taken {
    fn take(&mut self, row: usize, at: Standing) {
        let before = self.lines.len();
        note(&mut self.which, before, row as u32);
        note(&mut self.whole, before, at.whole);
        self.lines.push(at.line);
        self.bytes.push(at.bytes);
    }

    /// Its cells of a column.
    fn of(&self, cells: &Arc<Vec<u32>>) -> Arc<Vec<u32>> {
        if self.which.is_empty() && self.lines.len() == cells.len() {
            return Arc::clone(cells);
        }
        let first: Vec<u32>;
        let which = if self.which.is_empty() {
            first = (0..self.lines.len() as u32).collect();
            &first
        } else {
            &self.which
        };
        let cell = |row: &u32| cells.get(*row as usize).copied();
        Arc::new(which.iter().filter_map(cell).collect())
    }
}

/// Adds a number to a list that is empty as long as its numbers are those of their places.
fn note(list: &mut Vec<u32>, before: usize, number: u32) {
    if !list.is_empty() || number as usize != before {
        if list.is_empty() {
            list.extend(0..before as u32);
        }
        list.push(number);
    }
}

impl Drawing {
    /// So many columns, for so many tables.
    pub(super) fn of(columns: usize, tables: usize) -> Drawing {
        Drawing {
            columns: Aside::here(Columns::none(columns), Columns::number),
            waiting: vec![Texts::default(); columns],
            count: 0,
            tables: vec![Taken::default(); tables],
            broken: Vec::new(),
        }
    }

    /// A row: its cell in each of the columns. Those tables take it.
    pub(super) fn put<'t>(
        &mut self,
        row: impl Iterator<Item = &'t str>,
        tables: impl Iterator<Item = (usize, Standing)>,
    ) {
        for (waiting, cell) in self.waiting.iter_mut().zip(row) {
            waiting.push(cell);
        }
        for (table, at) in tables {
            if let Some(table) = self.tables.get_mut(table) {
                table.take(self.count, at);
            }
        }
        self.count += 1;
        if self.count.is_multiple_of(WAITING) {
            self.hand_over();
        }
        if self.count == LARGE {
            self.columns.move_there();
        }
    }

    fn hand_over(&mut self) {
        let columns = self.waiting.len();
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting = self.columns.hand(waiting);
        self.waiting.resize(columns, Texts::default());
    }

    /// The rows of each table, with all columns.
    pub(super) fn finish(mut self) -> Vec<Rows> {
        self.hand_over();
        let mut all: Vec<Rows> = Vec::with_capacity(self.tables.len());
        let columns = self.columns.finish().0.into_iter();
        let columns: Vec<Drawn> = columns.map(Drawn::from).collect();
        for taken in self.tables {
            let least = if self.count < LARGE { columns.len() } else { 1 };
            let drawn = in_ranges(cores(), columns.len(), least, |some| {
                let some = columns.get(some).into_iter().flatten();
                let drawn = some.map(|column| Drawn {
                    cells: taken.of(&column.cells),
                    texts: Arc::clone(&column.texts),
                });
                drawn.collect::<Vec<Drawn>>()
            });
            all.push(Rows {
                drawn: drawn.concat(),
                lines: Arc::new(taken.lines),
                bytes: taken.bytes,
                broken: self.broken.clone(),
                whole: taken.whole,
            });
        }
        all
    }
}
