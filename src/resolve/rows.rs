//! Rows. Takes the statements set in under a `from` and its table, gives those statements once for each row, with the cells in
//! the place of the columns.
//!
//! A missing cell leaves out its clause; where it was a sentence's argument, the row is rejected. Nothing is lost: what is
//! rejected is counted, and told.

use super::error::ResolveError;
use super::table::{Options, Row, Table, Where, date_by};
use crate::model::KindId;
use crate::source::{FileId, Files, Place};
use crate::syntax::{Line, Shape, Statement, Token, TokenKind};
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
    let allowed = options.tolerate * out.rows as i128;
    if out.rejected.len() as i128 * 100_000_000 > allowed {
        let percent = crate::model::Number(options.tolerate).to_string();
        return Err(RowsError::TooManyRejected {
            place: file.place,
            rejected: out.rejected.len(),
            of: out.rows,
            tolerate: format!("{percent}%"),
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

#[derive(Default)]
struct Noted {
    sources: Vec<String>,
    parties: Vec<String>,
}

/// Puts the cells of one row into statements; with no row, leaves arguments as they are and clauses out.
struct Filling<'t> {
    row: Option<&'t Row>,
    table: &'t Table,
    options: &'t Options,
    place: Option<Place>,
    found: Noted,
}

impl Filling<'_> {
    fn statement(&mut self, statement: &Statement) -> Result<Statement, String> {
        let mut one = statement.clone();
        let lines = match &mut one.shape {
            Shape::Declaration { lines, .. }
            | Shape::Allegiance { lines }
            | Shape::Threat { lines }
            | Shape::Marked { lines, .. }
            | Shape::Sentence { lines } => lines,
            _ => return Ok(one),
        };
        for line in lines.iter_mut() {
            line.tokens = self.tokens(&line.tokens)?;
        }
        lines.retain(|line| !line.tokens.is_empty());
        if let Some(place) = self.place {
            one.place = place;
            one.keyword = place;
        }
        Ok(one)
    }

    /// The cell of a column; none where it is missing, or where there is no row.
    fn cell(&self, column: &str) -> Option<String> {
        let cell = self.row?.cells.get(self.table.column(column)?)?;
        let there = !cell.is_empty() && !self.options.missing.iter().any(|missing| missing == cell);
        there.then(|| cell.clone())
    }

    fn tokens(&mut self, tokens: &[Token]) -> Result<Vec<Token>, String> {
        let mut out: Vec<Token> = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let word = match &token.kind {
                TokenKind::Word(word) => word.as_str(),
                _ => "",
            };
            let next = tokens.get(at + 1);
            match word {
                "from" if is_column(next) && is_to(tokens.get(at + 2)) => {
                    self.between(
                        token,
                        next,
                        tokens.get(at + 2),
                        tokens.get(at + 3),
                        &mut out,
                    );
                    at += 4;
                }
                "since" | "until" | "on" | "during" if is_column(next) => {
                    if let Some(date) = next.and_then(|next| self.date(next)) {
                        out.push(self.moved(token));
                        out.push(date);
                    }
                    at += 2;
                }
                "per" | "credibility" | "quote" | "note" | "also" if is_column(next) => {
                    let name = column_name(next);
                    if word == "per" {
                        self.found.sources.push(name.clone());
                    }
                    if let Some(cell) = self.cell(&name) {
                        out.push(self.moved(token));
                        out.push(self.put(token, cell));
                    }
                    at += 2;
                }
                "according" if is_column(tokens.get(at + 2)) => {
                    let name = column_name(tokens.get(at + 2));
                    self.found.parties.push(name.clone());
                    match self.cell(&name) {
                        Some(cell) => {
                            out.push(self.moved(token));
                            out.extend(next.map(|next| self.moved(next)));
                            out.push(self.put(token, cell));
                        }
                        // Without the party the claim would become our own.
                        None if self.row.is_some() => return Err(format!("no {name}")),
                        None => {}
                    }
                    at += 3;
                }
                _ => {
                    self.plain(token, tokens, at, &mut out)?;
                    at += 1;
                }
            }
        }
        // A comma with nothing before, behind or between is left of a clause that was left out.
        let mut tidy: Vec<Token> = Vec::with_capacity(out.len());
        for token in out {
            let comma = token.kind == TokenKind::Comma;
            if comma && tidy.last().is_none_or(|last| last.kind == TokenKind::Comma) {
                continue;
            }
            tidy.push(token);
        }
        if tidy
            .last()
            .is_some_and(|last| last.kind == TokenKind::Comma)
        {
            tidy.pop();
        }
        Ok(tidy)
    }

    fn plain(
        &self,
        token: &Token,
        tokens: &[Token],
        at: usize,
        out: &mut Vec<Token>,
    ) -> Result<(), String> {
        match &token.kind {
            TokenKind::Variable(name) => match (self.row, self.cell(name)) {
                (_, Some(cell)) => out.push(self.put(token, cell)),
                (None, None) => out.push(token.clone()),
                // A column by itself between commas is a clause: a likelihood.
                (Some(_), None) if stands_alone(tokens, at) => {}
                (Some(_), None) => return Err(format!("no {name}")),
            },
            TokenKind::Columns(names) => match (self.row, self.date(token)) {
                (_, Some(date)) => out.push(date),
                (None, None) => out.push(Token {
                    kind: TokenKind::Variable(names.join("-")),
                    place: token.place,
                }),
                (Some(_), None) => {
                    return Err(format!("no {}", names.first().map_or("", String::as_str)));
                }
            },
            _ => out.push(self.moved(token)),
        }
        Ok(())
    }

    fn between(
        &self,
        from: &Token,
        start: Option<&Token>,
        to: Option<&Token>,
        end: Option<&Token>,
        out: &mut Vec<Token>,
    ) {
        let word = |word: &str| Token {
            kind: TokenKind::Word(word.to_owned()),
            place: self.place.unwrap_or(from.place),
        };
        let date = |token: Option<&Token>| match token {
            Some(token) if is_column(Some(token)) => self.date(token),
            other => other.map(|token| self.moved(token)),
        };
        match (date(start), date(end)) {
            (Some(start), Some(end)) => {
                out.push(self.moved(from));
                out.push(start);
                out.extend(to.map(|to| self.moved(to)));
                out.push(end);
            }
            (Some(start), None) => out.extend([word("since"), start]),
            (None, Some(end)) => out.extend([word("until"), end]),
            (None, None) => {}
        }
    }

    /// The date that a column, or columns glued together, give; as far as its cells are there.
    fn date(&self, token: &Token) -> Option<Token> {
        let text = match &token.kind {
            TokenKind::Variable(name) => {
                let cell = self.cell(name)?;
                self.options
                    .dates
                    .as_ref()
                    .and_then(|form| date_by(form, &cell))
                    .unwrap_or(cell)
            }
            TokenKind::Columns(names) => {
                let mut text = self.cell(names.first()?)?;
                for name in names.iter().skip(1) {
                    let Some(cell) = self.cell(name) else { break };
                    text.push_str(&format!("-{cell:0>2}"));
                }
                text
            }
            _ => return None,
        };
        Some(self.put(token, text))
    }

    fn put(&self, token: &Token, text: String) -> Token {
        Token {
            kind: TokenKind::Cell(text),
            place: self.place.unwrap_or(token.place),
        }
    }

    fn moved(&self, token: &Token) -> Token {
        Token {
            kind: token.kind.clone(),
            place: self.place.unwrap_or(token.place),
        }
    }
}

fn is_column(token: Option<&Token>) -> bool {
    matches!(
        token.map(|token| &token.kind),
        Some(TokenKind::Variable(_) | TokenKind::Columns(_))
    )
}

fn is_to(token: Option<&Token>) -> bool {
    matches!(token.map(|token| &token.kind), Some(TokenKind::Word(word)) if word == "to")
}

fn column_name(token: Option<&Token>) -> String {
    match token.map(|token| &token.kind) {
        Some(TokenKind::Variable(name)) => name.clone(),
        Some(TokenKind::Columns(names)) => names.first().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

fn stands_alone(tokens: &[Token], at: usize) -> bool {
    let comma = |token: Option<&Token>| token.is_none_or(|token| token.kind == TokenKind::Comma);
    at > 0 && comma(tokens.get(at - 1)) && comma(tokens.get(at + 1))
}
