//! Rows. Takes the statements set in under a `from` and its table, gives those statements once for each row, with the cells in
//! the place of the columns.
//!
//! A missing cell leaves out its clause; where it was a sentence's argument, the row is rejected. Nothing is lost: what is
//! rejected is counted, and told.

mod filling;

use super::error::ResolveError;
use super::table::{Options, Row, Table, Where};
use crate::model::KindId;
use crate::source::{FileId, Files, Place};
use crate::syntax::{Line, Shape, Statement, Token, TokenKind};
use filling::{Filling, Noted};
use std::fmt;
use std::sync::Arc;

/// Where the tables are: what the host's loader gave.
pub trait Tables {
    /// The file that a text calls by that name; an error where there is none, with the names of those beside it.
    ///
    /// # Errors
    /// Why it could not be had.
    fn table(&self, by: FileId, name: &str) -> Result<FileId, TableMissing>;
}

/// Why a table could not be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableMissing {
    /// In the analyst's words.
    pub why: String,
    /// The names of the files beside it.
    pub beside: Vec<String>,
}

/// What can be wrong with a `from`.
#[derive(Clone, PartialEq, Debug)]
pub enum RowsError {
    /// No such table.
    NoTable {
        /// The file's name.
        place: Place,
        /// As it was written.
        name: String,
        /// Why.
        missing: TableMissing,
    },
    /// An option that is none.
    BadOption {
        /// The option.
        place: Place,
        /// Its first word.
        word: String,
    },
    /// A column that the table does not have.
    NoColumn {
        /// The variable.
        place: Place,
        /// Its name.
        name: String,
        /// The table's columns.
        columns: Vec<String>,
        /// Those of them that no statement uses.
        unused: Vec<String>,
    },
    /// More rows rejected than the option allows.
    TooManyRejected {
        /// The file's name.
        place: Place,
        /// How many were rejected.
        rejected: usize,
        /// Of how many.
        of: usize,
        /// The percentage allowed.
        tolerate: String,
        /// All of them; a message shows the first few.
        all: Vec<Rejected>,
    },
}

/// A row that gave nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejected {
    /// The table.
    pub file: Arc<str>,
    /// The row's line.
    pub line: u32,
    /// Why.
    pub why: String,
}

impl fmt::Display for Rejected {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{} ({})", self.file, self.line, self.why)
    }
}

/// What a table brought, for whoever loads it to tell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableRead {
    /// The table, as it is shown.
    pub table: Arc<str>,
    /// Where it is named.
    pub place: Place,
    /// How many rows were asked for: those that `where` left.
    pub rows: usize,
    /// Those that gave nothing.
    pub rejected: Vec<Rejected>,
    /// How many names the table alone brings, by kind.
    pub declared: Vec<(KindId, usize)>,
}

/// What came of a `from`.
#[derive(Clone, Debug, Default)]
pub(super) struct Expanded {
    pub statements: Vec<Statement>,
    /// The statements with arguments left as columns and clauses with columns left out: what tells each column's kind.
    pub templates: Vec<Statement>,
    /// Columns that stand after `per`, and after `according to`.
    pub sources: Vec<String>,
    pub parties: Vec<String>,
    pub columns: Vec<(String, Vec<String>)>,
    pub rejected: Vec<Rejected>,
    pub rows: usize,
    pub table: Arc<str>,
    /// The table's file.
    pub file: Option<FileId>,
    /// Where its statements stand.
    pub statements_at: Vec<Place>,
    /// `tolerate N%`, in millionths of a per cent.
    pub tolerate: i128,
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
}

/// Gives the statements of a `from`, once for each row.
pub(super) fn expand(
    files: &Files,
    tables: &dyn Tables,
    by: FileId,
    file: &Token,
    options: &[Line],
    statements: &[Statement],
) -> Result<Expanded, ResolveError> {
    let name = match &file.kind {
        TokenKind::Text(name) => name.clone(),
        _ => files.text(file.place).to_owned(),
    };
    let options = Options::read(options).map_err(|bad| RowsError::BadOption {
        place: bad.place,
        word: bad.word,
    })?;
    let id = tables
        .table(by, &name)
        .map_err(|missing| RowsError::NoTable {
            place: file.place,
            name: name.clone(),
            missing,
        })?;
    let table = Table::read(files, id, &options);
    let shown: Arc<str> = Arc::from(files.file(id).name.as_str());
    let mut used: Vec<(String, Place)> = Vec::new();
    statements
        .iter()
        .for_each(|statement| columns_of(statement, &mut used));
    used.extend(
        options
            .wheres
            .iter()
            .map(|one| (one.column.clone(), one.place)),
    );
    for (column, place) in &used {
        if table.column(column).is_none() {
            return Err(RowsError::NoColumn {
                place: *place,
                name: column.clone(),
                columns: table.columns.clone(),
                unused: table
                    .columns
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| !used.iter().any(|(one, _)| table.column(one) == Some(*at)))
                    .map(|(_, one)| one.clone())
                    .collect(),
            }
            .into());
        }
    }
    let mut out = Expanded {
        table: shown.clone(),
        file: Some(id),
        statements_at: statements.iter().map(|one| one.place).collect(),
        tolerate: options.tolerate,
        ..Expanded::default()
    };
    for (line, why) in &table.broken {
        out.rejected.push(Rejected {
            file: shown.clone(),
            line: *line,
            why: why.clone(),
        });
        out.rows += 1;
    }
    let mut values: Vec<(String, Vec<String>)> = Vec::new();
    for row in &table.rows {
        if !options.wheres.iter().all(|one| holds(one, row, &table)) {
            continue;
        }
        out.rows += 1;
        match one_row(row, &table, &options, statements) {
            Ok(given) => {
                out.statements.extend(given);
                for (column, _) in &used {
                    let cells = cells_of(row, &table, &options, column);
                    match values.iter_mut().find(|(known, _)| known == column) {
                        Some((_, all)) => all.extend(cells),
                        None => values.push((column.clone(), cells)),
                    }
                }
            }
            Err(why) => out.rejected.push(Rejected {
                file: shown.clone(),
                line: row.line,
                why,
            }),
        }
    }
    out.columns = values;
    for statement in statements {
        let mut template = Filling {
            row: None,
            table: &table,
            options: &options,
            place: None,
            found: Noted::default(),
        };
        if let Ok(one) = template.statement(statement) {
            out.templates.push(one);
        }
        out.sources.extend(template.found.sources);
        out.parties.extend(template.found.parties);
    }
    if !out.tolerates(out.rejected.len()) {
        return Err(RowsError::TooManyRejected {
            place: file.place,
            rejected: out.rejected.len(),
            of: out.rows,
            tolerate: out.tolerated(),
            all: out.rejected,
        }
        .into());
    }
    Ok(out)
}

/// A row's statements, once for each way to take the pieces of its split cells.
fn one_row(
    row: &Row,
    table: &Table,
    options: &Options,
    statements: &[Statement],
) -> Result<Vec<Statement>, String> {
    let mut rows = vec![row.clone()];
    for (column, mark) in &options.splits {
        let Some(at) = table.column(column) else {
            continue;
        };
        let pieces = |row: &Row| -> Vec<Row> {
            let cell = row.cells.get(at).cloned().unwrap_or_default();
            let parts = cell
                .split(mark.as_str())
                .map(str::trim)
                .filter(|part| !part.is_empty());
            let mut out: Vec<Row> = parts
                .map(|part| {
                    let mut one = row.clone();
                    one.cells
                        .get_mut(at)
                        .into_iter()
                        .for_each(|cell| part.clone_into(cell));
                    one
                })
                .collect();
            if out.is_empty() {
                out.push(row.clone());
            }
            out
        };
        rows = rows.iter().flat_map(pieces).collect();
    }
    let mut out = Vec::new();
    for one in &rows {
        for statement in statements {
            let mut filling = Filling {
                row: Some(one),
                table,
                options,
                place: Some(row.place),
                found: Noted::default(),
            };
            out.push(filling.statement(statement)?);
        }
    }
    Ok(out)
}

fn cells_of(row: &Row, table: &Table, options: &Options, column: &str) -> Vec<String> {
    let Some(cell) = table.column(column).and_then(|at| row.cells.get(at)) else {
        return Vec::new();
    };
    let mark = options
        .splits
        .iter()
        .find(|(split, _)| split == column)
        .map(|(_, mark)| mark.as_str());
    let parts: Vec<&str> = match mark {
        Some(mark) => cell.split(mark).map(str::trim).collect(),
        None => vec![cell.as_str()],
    };
    let there =
        |part: &&str| !part.is_empty() && !options.missing.iter().any(|missing| missing == part);
    parts.into_iter().filter(there).map(str::to_owned).collect()
}

fn holds(condition: &Where, row: &Row, table: &Table) -> bool {
    let cell = table
        .column(&condition.column)
        .and_then(|at| row.cells.get(at))
        .map_or("", String::as_str);
    let wanted = condition.value.as_str();
    let numbers = || {
        Some((
            cell.parse::<f64>().ok()?,
            wanted.replace(',', "").parse::<f64>().ok()?,
        ))
    };
    match condition.op.as_str() {
        "=" => cell == wanted,
        "!=" => cell != wanted,
        "<" => numbers().is_some_and(|(a, b)| a < b),
        "<=" => numbers().is_some_and(|(a, b)| a <= b),
        ">" => numbers().is_some_and(|(a, b)| a > b),
        _ => numbers().is_some_and(|(a, b)| a >= b),
    }
}

fn columns_of(statement: &Statement, out: &mut Vec<(String, Place)>) {
    let mut note = |tokens: &[Token]| {
        for token in tokens {
            match &token.kind {
                TokenKind::Variable(name) => out.push((name.clone(), token.place)),
                TokenKind::Columns(names) => {
                    out.extend(names.iter().map(|name| (name.clone(), token.place)))
                }
                _ => {}
            }
        }
    };
    lines_of(&statement.shape)
        .iter()
        .for_each(|line| note(&line.tokens));
}

/// The lines of the shapes that may stand under `from`.
fn lines_of(shape: &Shape) -> &[Line] {
    match shape {
        Shape::Declaration { lines, .. }
        | Shape::Allegiance { lines }
        | Shape::Threat { lines }
        | Shape::Marked { lines, .. }
        | Shape::Sentence { lines } => lines,
        _ => &[],
    }
}
