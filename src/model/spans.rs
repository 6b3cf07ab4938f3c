//! When the rows of a block may hold. Takes what finds it, gives it back whenever it is asked for.

use super::block::{Block, Column, Times};
use super::items::first_edge;
use crate::time::{Date, Instant, Span};
use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

/// The spans of a block's rows and the first end among them, each found once. A copy finds its own: it may be of other rows.
#[derive(Debug, Default)]
pub struct Spans {
    all: OnceLock<BTreeSet<Span>>,
    first_edge: OnceLock<Option<Instant>>,
}

impl Clone for Spans {
    fn clone(&self) -> Spans {
        Spans::default()
    }
}

impl PartialEq for Spans {
    /// What was found before and what is found later are the same.
    fn eq(&self, _: &Spans) -> bool {
        true
    }
}

impl Block {
    /// Where its rows may hold, each span once.
    #[must_use]
    pub fn extents(&self) -> &BTreeSet<Span> {
        self.spans.all.get_or_init(|| self.find_extents())
    }

    /// The first instant at which one of its rows may begin or cease to hold; none where all hold for ever.
    #[must_use]
    pub fn first_edge(&self) -> Option<Instant> {
        *self.spans.first_edge.get_or_init(|| {
            let held = self.rows.iter().filter_map(|row| self.times.held(row));
            held.filter_map(|held| first_edge(held.extent)).min()
        })
    }

    fn find_extents(&self) -> BTreeSet<Span> {
        let cell = |column: &Column<Date>, row: u32| match column {
            Column::Same(_) => Some(0),
            Column::Of { cells, .. } => cells.get(row as usize).copied(),
        };
        let dated = |row: u32| match &self.times {
            Times::Always => (Some(0), None),
            Times::Since(one) | Times::Until(one) | Times::On(one) => (cell(one, row), None),
            Times::Between(from, to) => (cell(from, row), cell(to, row)),
        };
        // What is dated alike holds alike, and is mostly found side by side.
        let mut met: HashSet<(Option<u32>, Option<u32>)> = HashSet::new();
        let mut last = None;
        let mut spans = BTreeSet::new();
        for row in self.rows.iter() {
            let cells = dated(row);
            if last != Some(cells) && met.insert(cells) {
                spans.extend(self.times.held(row).map(|held| held.extent));
            }
            last = Some(cells);
        }
        spans
    }
}
