//! What came of a `from`. Takes its statements and its table; rejects the rows that miss what is needed, finds what the others are
//! called, and makes statements of those that stand for themselves.

use super::asked::Having;
use super::filling::{Filling, Noted, Put};
use super::naming::{Naming, declares, says_marking};
use super::phrases::Phrases;
use super::{FEWEST, Rejected};
use crate::resolve::collect::Hand;
use crate::resolve::table::Table;
use crate::resolve::table_options::Options;
use crate::source::{FileId, Files, Place};
use crate::syntax::Statement;
use crate::table::Texts;
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What came of a `from`.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Expanded {
    /// The statements of its rows, where each row is a statement for itself from the start: where it declares names.
    pub statements: Vec<Statement>,
    /// The statements with arguments left as columns and clauses with columns left out: what tells each column's kind.
    pub templates: Vec<Statement>,
    /// Columns that stand after `per`, and after `according to`.
    pub sources: Vec<String>,
    pub parties: Vec<String>,
    pub rejected: Vec<Rejected>,
    pub rows: usize,
    pub table: Arc<str>,
    /// The table's file.
    pub file: FileId,
    /// Who wrote the `from`.
    pub hand: Hand,
    /// Where its statements stand.
    pub statements_at: Vec<Place>,
    /// `tolerate N%`, in millionths of a per cent.
    pub tolerate: i128,
    /// What is still to be told, once the vocabulary is whole.
    pub(in crate::resolve) pending: Pending,
}

/// The statements under a `from`, and the rows that are to be told by them.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Pending {
    pub(super) options: Options,
    pub(super) phrases: Arc<Phrases>,
    pub(super) file: FileId,
    pub(super) cut: Arc<Table>,
    pub(super) shown: Arc<str>,
    pub(super) statements: Vec<Statement>,
    /// Of each statement that declares a name, how it calls the rows; empty where none does.
    pub(super) namings: Vec<Option<Naming>>,
    /// The rows that are not rejected, and not statements that stand for themselves already.
    pub(super) accepted: Vec<u32>,
    /// Those that are.
    pub(super) stand_alone: Vec<u32>,
}

impl Expanded {
    /// Whether so many of its rows may be rejected.
    pub fn tolerates(&self, rejected: usize) -> bool {
        rejected as i128 * 100_000_000 <= self.tolerate * self.rows as i128
    }

    /// How many may be: `5%`.
    pub fn tolerated(&self) -> String {
        format!("{}%", crate::model::Number(self.tolerate))
    }

    /// Finds what each row is called by the statements that declare names; false where rows are to stand for themselves.
    pub(super) fn name_rows(&mut self) -> bool {
        let pending = &self.pending;
        // Statements of one row stand in one place: what one of them is marked as, marks what the others declare.
        if pending.accepted.len() < FEWEST || pending.statements.iter().any(says_marking) {
            return false;
        }
        let filling = pending.filling(Put::Nothing, None);
        let name = |one: &Statement| Naming::of(&filling, one, &pending.accepted);
        let namings: Vec<Option<Naming>> = pending.statements.iter().map(name).collect();
        let mut named = pending.statements.iter().zip(&namings);
        let all = named.all(|(statement, naming)| naming.is_some() || !declares(statement));
        if all {
            self.pending.namings = namings;
        }
        all
    }

    /// The names that its rows declare together, each statement by itself.
    pub fn named(&self) -> impl Iterator<Item = &Texts> {
        let namings = self.pending.namings.iter().flatten();
        namings.map(|naming| &*naming.names)
    }

    /// Makes statements that stand for themselves of the rows that declare what is declared elsewhere too.
    pub fn part(&mut self, files: &Files, elsewhere: &HashSet<String, RandomState>) {
        let pending = &self.pending;
        let namings: Vec<&Naming> = pending.namings.iter().flatten().collect();
        // Of each name whether it is: many rows have it.
        let are_shared: Vec<Vec<bool>> = namings
            .iter()
            .map(|naming| naming.names.iter().map(|name| elsewhere.contains(name)))
            .map(Iterator::collect)
            .collect();
        let is_shared = |row: u32| {
            namings.iter().zip(&are_shared).any(|(naming, shared)| {
                let number = naming.number(row).map(|number| number as usize);
                number.and_then(|number| shared.get(number)) == Some(&true)
            })
        };
        let shared: Vec<bool> = pending.accepted.iter().map(|row| is_shared(*row)).collect();
        if !shared.contains(&true) {
            return;
        }
        // A row of several names is one row: whoever shares one of them may share the other with a row that does not.
        let all = namings.len() > 1;
        let mut shared = shared.into_iter();
        self.stand_alone(files, |_| shared.next().unwrap_or(true) || all);
    }

    /// Makes statements that stand for themselves of those rows.
    pub(super) fn stand_alone(&mut self, files: &Files, mut alone: impl FnMut(u32) -> bool) {
        let accepted = std::mem::take(&mut self.pending.accepted);
        let (alone, together): (Vec<u32>, Vec<u32>) =
            accepted.into_iter().partition(|row| alone(*row));
        for row in &alone {
            for statement in &self.pending.statements {
                let filled = self.pending.filled(files, statement, *row as usize);
                self.statements.extend(filled);
            }
        }
        self.pending.stand_alone = alone;
        self.pending.accepted = together;
    }

    pub(super) fn read_templates(&mut self) {
        for statement in &self.pending.statements {
            let mut template = self.pending.filling(Put::Nothing, None);
            for given in [Put::Nothing, Put::Wordings] {
                template.given = given;
                if let Ok(one) = template.statement(statement)
                    && !self.templates.contains(&one)
                {
                    self.templates.push(one);
                }
            }
            self.sources.extend(template.found.sources);
            self.parties.extend(template.found.parties);
        }
    }

    /// Finds the rows in which an argument is missing, or that have no date where one is put together: those that miss the same
    /// cells are rejected alike, so one of them is filled in.
    pub(super) fn reject(&mut self) {
        let pending = &self.pending;
        let having = pending.having(&pending.statements);
        let rows = pending.cut.rows.len();
        if having.iter().all(Having::lacks_nothing) && pending.why_rejected(0).is_none() {
            self.rows += pending.cut.rows.wholes();
            self.pending.accepted = (0..rows as u32).collect();
            return;
        }
        let mut known: HashMap<Vec<bool>, Option<String>, RandomState> = HashMap::default();
        let mut accepted: Vec<u32> = Vec::with_capacity(rows);
        let mut missing: Vec<bool> = Vec::with_capacity(having.len());
        let mut row = 0;
        while row < rows {
            let whole = pending.cut.rows.whole(row);
            let first = row;
            let mut why: Option<String> = None;
            while row < rows && pending.cut.rows.whole(row) == whole {
                missing.clear();
                missing.extend(having.iter().map(|one| one.is_missing(row)));
                let is_wrong = having.iter().any(|one| one.is_wrong(row));
                let of_row = match known.get(&missing) {
                    _ if is_wrong => pending.why_rejected(row),
                    Some(of_row) => of_row.clone(),
                    None => {
                        let of_row = pending.why_rejected(row);
                        known.insert(missing.clone(), of_row.clone());
                        of_row
                    }
                };
                why = why.or(of_row);
                row += 1;
            }
            self.rows += 1;
            match why {
                None => accepted.extend((first..row).map(|row| row as u32)),
                Some(why) => self.rejected.push(Rejected {
                    file: pending.shown.clone(),
                    line: pending.cut.rows.lines.get(first).copied().unwrap_or(0),
                    why,
                }),
            }
        }
        self.pending.accepted = accepted;
    }

    /// The different cells of a column in the rows that are told, missing ones left out, in the order of the rows.
    pub(in crate::resolve) fn cells(&self, column: &str) -> Vec<&str> {
        let pending = &self.pending;
        let Some(drawn) = pending.cut.drawn(column) else {
            return Vec::new();
        };
        let mut seen = vec![false; drawn.texts.len()];
        let mut out = Vec::new();
        let mut rows = Cow::Borrowed(&pending.accepted);
        if !pending.stand_alone.is_empty() {
            let rows = rows.to_mut();
            rows.extend(&pending.stand_alone);
            rows.sort_unstable();
        }
        for row in rows.iter() {
            let Some(cell) = drawn.cells.get(*row as usize) else {
                continue;
            };
            let Some(seen) = seen.get_mut(*cell as usize) else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            let text = drawn.texts.get(*cell);
            if !text.is_empty() && !pending.options.missing.iter().any(|one| one == text) {
                out.push(text);
            }
        }
        out
    }
}

impl Pending {
    pub(super) fn filling<'p>(&'p self, given: Put<'p>, place: Option<Place>) -> Filling<'p> {
        Filling {
            given,
            table: &self.cut,
            options: &self.options,
            phrases: &self.phrases,
            place,
            found: Noted::default(),
        }
    }

    /// The statement as a row says it.
    pub(super) fn filled(
        &self,
        files: &Files,
        statement: &Statement,
        row: usize,
    ) -> Option<Statement> {
        let place = self.cut.place(files, self.file, row);
        self.filling(Put::Row(row), Some(place))
            .statement(statement)
            .ok()
    }

    pub(super) fn why_rejected(&self, row: usize) -> Option<String> {
        let mut filling = self.filling(Put::Row(row), None);
        let statements = self.statements.iter();
        statements
            .map(|statement| filling.statement(statement))
            .find_map(Result::err)
    }

    /// What the statements ask of the rows, and what those have.
    pub(super) fn having(&self, statements: &[Statement]) -> Vec<Having> {
        let mut filling = self.filling(Put::Anything, None);
        for statement in statements {
            // Where everything is there, nothing is rejected.
            let _ = filling.statement(statement);
        }
        let asked = filling.found.asked.take();
        asked
            .into_iter()
            .filter_map(|asked| Having::of(&filling, asked))
            .collect()
    }
}
