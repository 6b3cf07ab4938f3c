//! Tables that texts name. Takes the statements of a text, reads the table of each `from`: a small one becomes a file, in
//! which every row has its place; of a large one what the statements ask is kept, and the lines.
//!
//! A large table that one text names several times is read once: each `from` keeps its own of the rows.

use super::{Key, Library, Walk};
use crate::diagnostic::Diagnostic;
use crate::limits::{Grew, Reached as Far};
use crate::resolve::{self, CutTable};
use crate::session::loader::{LoadError, Loader};
use crate::session::reading::{self, Bytes, Passing};
use crate::snapshot::Stamping;
use crate::source::{FileId, Place};
use crate::syntax::{self, Line, Shape, Statement, TokenKind};
use crate::table::{self, Letters, in_utf8};
use std::io::{self, Read as _};
use std::sync::Arc;

/// A `from`: what it says, and the table that it names.
#[derive(Clone, Copy)]
struct Named<'s> {
    shape: &'s Shape,
    options: &'s [Line],
    name: &'s str,
    named: Place,
}

impl<'s> Named<'s> {
    fn of(statement: &'s Statement) -> Option<Named<'s>> {
        let shape = &statement.shape;
        match shape {
            Shape::From { file, options, .. } => match &file.kind {
                TokenKind::Text(name) => Some(Named {
                    shape,
                    options,
                    name,
                    named: file.place,
                }),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Library {
    pub(super) fn read_tables(
        &mut self,
        loader: &dyn Loader,
        by: &Key,
        statements: &[Statement],
        walk: &mut Walk,
    ) {
        for (at, statement) in statements.iter().enumerate() {
            match &statement.shape {
                Shape::From { .. } => {
                    let Some(from) = Named::of(statement) else {
                        continue;
                    };
                    let after = statements.iter().skip(at + 1).filter_map(Named::of);
                    self.read_table(loader, by, from, after, walk);
                    let over = self.over.get(&from.named).map(Diagnostic::from);
                    walk.problems.extend(over);
                    let cut = self.cut.get(&from.named);
                    walk.rows += cut.map_or(0, |(.., table)| table.lines().len());
                }
                Shape::Suppose { statements, .. } | Shape::Hypothesis { statements, .. } => {
                    self.read_tables(loader, by, statements, walk);
                }
                _ => {}
            }
        }
    }

    /// Reads the table of a `from`, if it has not been read, and with it those of the same table that come after.
    fn read_table<'s>(
        &mut self,
        loader: &dyn Loader,
        by: &Key,
        from: Named<'s>,
        after: impl Iterator<Item = Named<'s>>,
        walk: &mut Walk,
    ) {
        let (path, shown) = self.beside(by, from.name);
        let is_read = |library: &Library, named: Place| {
            library.over.contains_key(&named) || library.cut.contains_key(&named)
        };
        if is_read(self, from.named) || self.tables.contains_key(&path) {
            return;
        }
        if self.gauge.is_over() {
            self.stopped_reading(shown, from.named, 1);
            return;
        }
        if let Some(table) = walk.ahead.remove(&from.named) {
            let to = self.too_far(&table, walk.rows);
            self.keep_table((path, shown), from.named, table, to);
            return;
        }
        let (encoding, rows) = (encoding(from.options), rows_in(from.options));
        let unreadable = |error: io::Error| LoadError::Unreadable(error.to_string());
        let passing = Passing::within(&self.gauge);
        let read = loader.open(&path).and_then(|packed| {
            let (packed, stamped) = Stamping::new(packed);
            self.stamps.insert(path.clone(), stamped);
            let packed = Box::new(packed);
            reading::bytes(from.name, &rows, packed, &passing).map_err(unreadable)
        });
        let kept = match read {
            Ok(Bytes::Many(bytes)) => {
                let alike = |other: &Named| {
                    self.beside(by, other.name).0 == path
                        && self::encoding(other.options) == encoding
                        && rows_in(other.options) == rows
                        && !is_read(self, other.named)
                };
                let mut froms = vec![from];
                froms.extend(after.filter(alike));
                let shapes: Vec<&Shape> = froms.iter().map(|from| from.shape).collect();
                let cut = resolve::cut(&shapes, &shown, in_utf8(bytes, encoding));
                let mut tables = froms.into_iter().zip(cut);
                // Options that cannot be read are told when the statement is.
                if let Some((_, Some(table))) = tables.next() {
                    let to = self.too_far(&table, walk.rows);
                    let stopped = self.gauge.is_over().then(|| passing.lines());
                    self.keep_table((path, shown), from.named, table, to.or(stopped));
                }
                if !self.gauge.is_over() {
                    let ahead = tables.filter_map(|(from, table)| Some((from.named, table?)));
                    walk.ahead.extend(ahead);
                }
                return;
            }
            _ if self.gauge.is_over() => {
                self.stopped_reading(shown, from.named, passing.lines());
                return;
            }
            Ok(Bytes::Few(bytes)) => text_of(bytes, encoding),
            Err(error) => Err(error),
        };
        let file = kept.map(|text: String| self.files.add_file(shown, path.clone(), 1, text));
        self.tables.insert(path, file);
    }

    /// Keeps a large table, unless it was not read to its end.
    fn keep_table(
        &mut self,
        (path, shown): (String, String),
        named: Place,
        table: CutTable,
        stopped: Option<u64>,
    ) {
        match stopped {
            Some(line) => self.stopped_reading(shown, named, line),
            None => {
                let file = self.files.add_rows(shown, path.clone(), table.lines());
                self.cut.insert(named, (path, file, Arc::new(table)));
            }
        }
    }

    /// The line of the first row that is one too many, where there were so many in the tables before.
    fn too_far(&self, table: &CutTable, before: usize) -> Option<u64> {
        let lines = table.lines();
        let most = self.gauge.limits().facts? as usize;
        let is_over = self.gauge.is_over_with((before + lines.len()) as u64);
        let line = lines.get(most.saturating_sub(before)).filter(|_| is_over);
        line.copied().map(u64::from)
    }

    /// Notes that a table was more than may be read: nothing of it is kept. Those after it are not begun, nor told of.
    fn stopped_reading(&mut self, file: String, place: Place, line: u64) {
        let to = Far::Line(line);
        self.gauge.blame(|_| Grew::Table { file, place, to });
        let exceeded = self.gauge.exceeded();
        let is_it = |by: &Grew| matches!(by, Grew::Table { place: other, .. } if *other == place);
        if let Some(exceeded) = exceeded.filter(|exceeded| is_it(&exceeded.by)) {
            self.over.insert(place, exceeded);
        }
    }

    /// The large table that a `from` names there, cut for it.
    pub fn cut(&self, named: Place) -> Option<(FileId, Arc<CutTable>)> {
        let (_, file, table) = self.cut.get(&named)?;
        Some((*file, Arc::clone(table)))
    }

    /// The table that a text names.
    pub fn table(&self, by: FileId, name: &str) -> Option<&Result<FileId, LoadError>> {
        self.tables.get(&self.path_beside(by, name))
    }
}

/// The encoding that options name. A name that no encoding has is told when the statement is.
fn encoding(options: &[Line]) -> Option<Letters> {
    let tokens = options.iter().flat_map(|line| &line.tokens);
    let words: Vec<&TokenKind> = tokens.map(|token| &token.kind).collect();
    words.windows(2).find_map(|pair| match pair {
        [
            TokenKind::Word(option),
            TokenKind::Word(name) | TokenKind::Text(name),
        ] if option == "encoding" => table::encoding(name),
        _ => None,
    })
}

/// The name behind `rows in`: of a workbook its sheet.
fn rows_in(options: &[Line]) -> String {
    let tokens = options.iter().flat_map(|line| &line.tokens);
    let words: Vec<&TokenKind> = tokens.map(|token| &token.kind).collect();
    let named = words.windows(3).find_map(|three| match three {
        [
            TokenKind::Word(rows),
            TokenKind::Word(within),
            TokenKind::Word(name) | TokenKind::Text(name),
        ] if rows == "rows" && within == "in" => Some(name.clone()),
        _ => None,
    });
    named.unwrap_or_default()
}

/// The text of a small table.
fn text_of(bytes: Vec<u8>, encoding: Option<Letters>) -> Result<String, LoadError> {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if encoding.is_none() && !marked {
        return syntax::decode(&bytes).map_err(|error| {
            let why = Diagnostic::from(&error).message;
            LoadError::Unreadable(format!(
                "{why}; what it is written in stands behind its name: encoding windows-1252"
            ))
        });
    }
    let mut text = String::new();
    in_utf8(Box::new(io::Cursor::new(bytes)), encoding)
        .read_to_string(&mut text)
        .map_err(|error| LoadError::Unreadable(error.to_string()))?;
    Ok(text)
}
