//! Columns while they are drawn from rows. Takes one row after the other, gives the columns.

use super::{Drawn, Gathering, Rows};
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

/// Columns while they are drawn.
pub(super) struct Drawing {
    columns: Vec<(Vec<u32>, Gathering)>,
    lines: Vec<u32>,
    whole: Vec<u32>,
    pub(super) rows: Rows,
}

impl Drawing {
    /// So many columns.
    pub(super) fn of(count: usize) -> Drawing {
        Drawing {
            columns: (0..count).map(|_| Default::default()).collect(),
            lines: Vec::new(),
            whole: Vec::new(),
            rows: Rows::default(),
        }
    }

    /// A row: its cell in each of the columns.
    pub(super) fn put<'t>(&mut self, row: impl Iterator<Item = &'t str>, at: Standing) {
        for ((cells, gathering), cell) in self.columns.iter_mut().zip(row) {
            cells.push(gathering.number(cell));
        }
        // Most tables have no row that is several: then the number of a row says which it is.
        if !self.whole.is_empty() || at.whole as usize != self.lines.len() {
            if self.whole.is_empty() {
                self.whole = (0..self.lines.len() as u32).collect();
            }
            self.whole.push(at.whole);
        }
        self.lines.push(at.line);
        self.rows.bytes.push(at.bytes);
    }

    /// All of them.
    pub(super) fn finish(self) -> Rows {
        let drawn = self.columns.into_iter().map(|(cells, gathering)| Drawn {
            cells: Arc::new(cells),
            texts: Arc::new(gathering.finish()),
        });
        Rows {
            drawn: drawn.collect(),
            lines: Arc::new(self.lines),
            whole: self.whole,
            ..self.rows
        }
    }
}
