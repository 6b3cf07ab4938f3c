//! Rows. Takes the statements set in under a `from` and its table, gives those statements once for each row, with the cells in
//! the place of the columns.
//!
//! A missing cell leaves out its clause; where it was a sentence's argument, the row is rejected. Nothing is lost: what is
//! rejected is counted, and told.

mod asked;
mod declared;
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
use crate::table::Texts;
use asked::Having;
pub(super) use declared::{DeclaredRows, RowAlone};
use filling::{Filling, Noted, Put};
use foldhash::fast::RandomState;
use naming::{Naming, declares, says_marking};
pub(super) use phrases::Phrases;
use std::collections::{HashMap, HashSet};
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

/// What came of a `from`.
#[derive(Clone, Debug)]
pub(super) struct Expanded {
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
    options: Options,
    phrases: Arc<Phrases>,
    file: FileId,
    cut: Arc<Table>,
    shown: Arc<str>,
    statements: Vec<Statement>,
    /// Of each statement that declares a name, how it calls the rows; empty where none does.
    namings: Vec<Option<Naming>>,
    /// The rows that are not rejected, and not statements that stand for themselves already.
    accepted: Vec<u32>,
    /// Those that are.
    stand_alone: Vec<u32>,
}

/// Fewer rows of a sort are told one by one: two trials would cost more.
const FEWEST: usize = 24;

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

impl Expanded {
    /// Finds what each row is called by the statements that declare names; false where rows are to stand for themselves.
    fn name_rows(&mut self) -> bool {
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
    fn stand_alone(&mut self, files: &Files, mut alone: impl FnMut(u32) -> bool) {
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

    fn read_templates(&mut self) {
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
    fn reject(&mut self) {
        let pending = &self.pending;
        let having = pending.having(&pending.statements);
        let mut known: HashMap<Vec<bool>, Option<String>> = HashMap::new();
        let rows = pending.cut.rows.len();
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
    pub(super) fn cells(&self, column: &str) -> Vec<&str> {
        let pending = &self.pending;
        let Some(drawn) = pending.cut.drawn(column) else {
            return Vec::new();
        };
        let mut seen = vec![false; drawn.texts.len()];
        let mut out = Vec::new();
        let mut rows: Vec<u32> = pending.accepted.clone();
        rows.extend(&pending.stand_alone);
        rows.sort_unstable();
        for row in rows {
            let Some(cell) = drawn.cells.get(row as usize) else {
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
    fn filling<'p>(&'p self, given: Put<'p>, place: Option<Place>) -> Filling<'p> {
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
    fn filled(&self, files: &Files, statement: &Statement, row: usize) -> Option<Statement> {
        let place = self.cut.place(files, self.file, row);
        self.filling(Put::Row(row), Some(place))
            .statement(statement)
            .ok()
    }

    fn why_rejected(&self, row: usize) -> Option<String> {
        let mut filling = self.filling(Put::Row(row), None);
        let statements = self.statements.iter();
        statements
            .map(|statement| filling.statement(statement))
            .find_map(Result::err)
    }

    /// What the statements ask of the rows, and what those have.
    fn having(&self, statements: &[Statement]) -> Vec<Having> {
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
