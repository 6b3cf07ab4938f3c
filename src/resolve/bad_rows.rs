//! Rows that cannot be read. Takes the mistakes that stand in tables, gives each to the `from` that brought its row: the row
//! is rejected, counted and told, and fails the file only where more are rejected than is tolerated.
//!
//! What is wrong with every row is wrong with the statement, and is told of that.

use super::front::Front;
use super::later::FromTables;
use super::rows::{Expanded, Rejected, RowsError, TableRead};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Place};
use std::collections::{BTreeMap, HashMap};

/// What was wrong with rows.
#[derive(Default)]
pub(crate) struct BadRows {
    /// The `from` whose row is being read.
    pub(crate) at: Option<usize>,
    /// Of each table the first `from` that reads it.
    first: HashMap<FileId, usize>,
    found: Vec<(usize, Diagnostic)>,
}

impl BadRows {
    /// None yet.
    pub(super) fn of(tables: &FromTables) -> BadRows {
        let mut out = BadRows::default();
        for (from, (_, expanded)) in tables.given().enumerate() {
            out.first.entry(expanded.file).or_insert(from);
        }
        out
    }

    /// How many mistakes there are so far.
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// Forgets all but the first so many.
    pub(super) fn truncate(&mut self, len: usize) {
        self.found.truncate(len);
    }

    /// Takes a mistake that stands in a table; gives any other back.
    pub(super) fn take(&mut self, files: &Files, found: Diagnostic) -> Option<Diagnostic> {
        let place = found.labels.first().map(|label| label.place);
        let table = place.and_then(|place| files.file_at(place.start));
        match table.and_then(|table| self.first.get(&table)) {
            Some(first) => {
                self.found.push((self.at.unwrap_or(*first), found));
                None
            }
            None => Some(found),
        }
    }
}

impl Front<'_> {
    /// Rejects the rows that could not be read; `read` is what each `from` brought, in order.
    pub(super) fn reject_rows(&mut self, tables: &FromTables, read: &mut [TableRead]) {
        let found = std::mem::take(&mut self.rows.found);
        for ((from, (place, expanded)), read) in tables.given().enumerate().zip(read) {
            // Of several mistakes in a row the one that stands first is told, whichever was found first.
            let mut bad: BTreeMap<u32, &Diagnostic> = BTreeMap::new();
            for (_, one) in found.iter().filter(|(of, _)| *of == from) {
                let first = bad.entry(self.line(one)).or_insert(one);
                if order(one) < order(first) {
                    *first = one;
                }
            }
            let rejected = bad.values().map(|one| Rejected {
                file: expanded.table.clone(),
                line: self.line(one),
                why: one.message.clone(),
            });
            read.rejected.extend(rejected);
            read.rejected.sort_by_key(|row| row.line);
            match bad.values().next() {
                Some(first) if bad.len() >= read.rows => {
                    self.diagnostics
                        .push(of_the_statement(first, expanded, *place));
                }
                Some(_) if !expanded.tolerates(read.rejected.len()) => {
                    self.report(&too_many(*place, expanded, read).into());
                }
                _ => {}
            }
        }
    }

    fn line(&self, found: &Diagnostic) -> u32 {
        let start = found.labels.first().map_or(0, |label| label.place.start);
        self.files.line(start).map_or(0, |line| line.line)
    }
}

/// By where a mistake stands, then by what it says.
fn order(found: &Diagnostic) -> (Option<Place>, &str) {
    (
        found.labels.first().map(|label| label.place),
        &found.message,
    )
}

fn too_many(place: Place, expanded: &Expanded, read: &TableRead) -> RowsError {
    RowsError::TooManyRejected {
        place,
        rejected: read.rejected.len(),
        of: read.rows,
        tolerate: expanded.tolerated(),
        all: read.rejected.clone(),
    }
}

/// The mistake of all rows, told of the statement that they fill, or of the `from` where it holds several.
fn of_the_statement(first: &Diagnostic, expanded: &Expanded, place: Place) -> Diagnostic {
    let mut told = first.clone();
    let at = match expanded.statements_at.as_slice() {
        [one] => *one,
        _ => place,
    };
    for label in told.labels.iter_mut().take(1) {
        label.place = at;
    }
    told.labels.truncate(1);
    told
}
