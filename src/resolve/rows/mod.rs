//! Rows. Takes the statements set in under a `from` and its table, gives those statements once for each row, with the cells in
//! the place of the columns.
//!
//! A missing cell leaves out its clause; where it was a sentence's argument, the row is rejected. Nothing is lost: what is
//! rejected is counted, and told.

mod asked;
mod declared;
mod expanded;
mod filling;
mod naming;
mod phrases;
mod plan;
mod sorts;
mod telling;
mod trial;

use super::collect::Hand;
use super::error::ResolveError;
use super::pass::Rowwise;
use super::table::{Table, objects_of};
use super::table_options::Options;
use crate::model::KindId;
use crate::snapshot::stored;
use crate::source::{FileId, Files, Place};
use crate::syntax::{Line, Shape, Statement, Token, TokenKind};
pub(super) use declared::{DeclaredRows, RowAlone};
pub(super) use expanded::{Expanded, Pending};
use naming::declares;
pub(super) use phrases::Phrases;
use std::fmt;
use std::io::Read;
use std::sync::Arc;
pub(super) use telling::Of;

/// Where the tables are: what the host's loader gave.
pub trait Tables {
    /// The file that a text calls by that name; an error where there is none, with the names of those beside it.
    ///
    /// # Errors
    /// Why it could not be had.
    fn table(&self, by: FileId, name: &str) -> Result<FileId, TableMissing>;

    /// The table that is named at that place, if it was cut when it was read: its text is not kept.
    fn cut(&self, named: Place) -> Option<(FileId, Arc<Table>)> {
        let _ = named;
        None
    }
}

/// Cuts a table for the statements of several `from`s at once, as far as their options have it cut as those of the first have.
/// For each its table; none where its options cannot be read, or where it is to be cut by itself.
#[must_use]
pub fn cut(froms: &[&Shape], name: &str, bytes: impl Read) -> Vec<Option<Table>> {
    let asked: Vec<Option<Wants>> = froms.iter().map(|from| wants_of(from)).collect();
    let mut cut = vec![None; froms.len()];
    let Some(Some((first, _))) = asked.first() else {
        return cut;
    };
    // Of objects each path is looked for by itself.
    let count = match objects_of(name) {
        Some(_) => 1,
        None => asked.len(),
    };
    let alike = asked
        .iter()
        .take(count)
        .enumerate()
        .filter_map(|(at, one)| {
            let (options, used) = one.as_ref()?;
            let used: Vec<&str> = used.iter().map(|(name, _)| name.as_str()).collect();
            options.cut_as(first).then_some((at, options, used))
        });
    let alike: Vec<(usize, &Options, Vec<&str>)> = alike.collect();
    let wanted: Vec<(&Options, &[&str])> = alike
        .iter()
        .map(|(_, options, used)| (*options, used.as_slice()))
        .collect();
    let tables = Table::read_alike(name, bytes, &wanted);
    for ((at, ..), mut table) in alike.iter().zip(tables) {
        table.rows.bytes = Vec::new();
        if let Some(one) = cut.get_mut(*at) {
            *one = Some(table);
        }
    }
    cut
}

/// The options of a `from`, and the columns that its statements use.
type Wants = (Options, Vec<(String, Place)>);

fn wants_of(from: &Shape) -> Option<Wants> {
    let Shape::From {
        options,
        statements,
        ..
    } = from
    else {
        return None;
    };
    let options = Options::read(options).ok()?;
    let mut used: Vec<(String, Place)> = Vec::new();
    statements
        .iter()
        .for_each(|statement| columns_of(statement, &mut used));
    Some((options, used))
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

stored! {
    struct Rejected { file, line, why }
    struct TableRead { table, place, rows, rejected, declared }
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

/// Fewer rows of a sort are told one by one: two trials would cost more.
const FEWEST: usize = 24;

/// Gives the statements of a `from`, once for each row.
pub(super) fn expand(
    files: &Files,
    tables: &dyn Tables,
    (by, hand): (FileId, Hand),
    file: &Token,
    (options, statements): (&[Line], &[Statement]),
    (rowwise, phrases): (Rowwise, &Arc<Phrases>),
) -> Result<Expanded, ResolveError> {
    let name = match &file.kind {
        TokenKind::Text(name) => name.clone(),
        _ => files.text(file.place).to_owned(),
    };
    let options = Options::read(options).map_err(|bad| RowsError::BadOption {
        place: bad.place,
        word: bad.word,
    })?;
    let cut = tables.cut(file.place);
    let id = match &cut {
        Some((id, _)) => *id,
        None => tables
            .table(by, &name)
            .map_err(|missing| RowsError::NoTable {
                place: file.place,
                name: name.clone(),
                missing,
            })?,
    };
    let mut used: Vec<(String, Place)> = Vec::new();
    statements
        .iter()
        .for_each(|statement| columns_of(statement, &mut used));
    let names: Vec<&str> = used.iter().map(|(name, _)| name.as_str()).collect();
    let table = match cut {
        Some((_, table)) => table,
        None => {
            let file = files.file(id);
            Arc::new(Table::read(
                &file.name,
                file.text.as_bytes(),
                &options,
                &names,
            ))
        }
    };
    let shown: Arc<str> = Arc::from(files.file(id).name.as_str());
    // A shipped mapping names what a data set may have, and is silent where an edition of it has less.
    let may_lack = hand == Hand::Shipped && !table.columns.is_empty();
    if may_lack {
        used.clear();
    }
    if !(may_lack && table.is_of_objects()) {
        let wheres = options.wheres.iter();
        used.extend(wheres.map(|one| (one.column.clone(), one.place)));
    }
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
        statements: Vec::new(),
        templates: Vec::new(),
        sources: Vec::new(),
        parties: Vec::new(),
        rejected: Vec::new(),
        rows: 0,
        table: shown.clone(),
        file: id,
        hand,
        statements_at: statements.iter().map(|one| one.place).collect(),
        tolerate: options.tolerate,
        pending: Pending {
            options,
            phrases: Arc::clone(phrases),
            file: id,
            cut: table,
            shown: shown.clone(),
            statements: statements.to_vec(),
            namings: Vec::new(),
            accepted: Vec::new(),
            stand_alone: Vec::new(),
        },
    };
    for (line, why) in &out.pending.cut.rows.broken {
        out.rejected.push(Rejected {
            file: shown.clone(),
            line: *line,
            why: why.clone(),
        });
        out.rows += 1;
    }
    out.read_templates();
    out.reject();
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
    if statements.iter().any(declares) && !(rowwise == Rowwise::Together && out.name_rows()) {
        out.stand_alone(files, |_| true);
    }
    Ok(out)
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
