//! Delimited text → columns of numbered cells. Takes bytes and which columns are wanted, gives for every row the number of
//! its cell in each of them, and its line.
//!
//! A cell that was met before costs the look-up of its number; rows that are not wanted are passed over.

use super::Texts;
use super::drawing::{Drawing, Standing};
use smallvec::SmallVec;
use std::io::Read;
use std::sync::Arc;

/// How the text is cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form {
    /// What stands between two cells.
    pub separator: u8,
    /// Whether `"` holds a cell together.
    pub quotes: Quotes,
    /// Whether the first row names the columns.
    pub header: Header,
}

/// Whether `"` holds a cell together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quotes {
    /// As RFC 4180 has it.
    Hold,
    /// A quote is a letter like any other.
    Plain,
}

/// Whether the first row names the columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Header {
    /// It does.
    Named,
    /// They are called 1, 2, 3.
    Numbered,
}

/// A cell that is a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Split {
    /// Which column, from 0.
    pub column: usize,
    /// What parts its pieces.
    pub mark: String,
}

/// A column that is wanted.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The number of each row's cell.
    pub cells: Arc<Vec<u32>>,
    /// The cells, blanks at their ends taken away.
    pub texts: Arc<Texts>,
}

/// What a table wants of the rows.
#[derive(Clone, Debug)]
pub struct Wanted<K> {
    /// Which columns, each once.
    pub columns: Vec<usize>,
    /// Whether it keeps a row, told by all its cells.
    pub keep: K,
}

/// The rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The wanted columns, in the order in which they were asked for.
    pub drawn: Vec<Drawn>,
    /// The line of each row, from 1.
    pub lines: Arc<Vec<u32>>,
    /// Where each row begins and ends in the text.
    pub bytes: Vec<(u32, u32)>,
    /// Rows that could not be cut into cells: their lines, and why.
    pub broken: Vec<(u32, String)>,
    /// Which row of the file each is, from 0. Empty where each is one of its own.
    pub whole: Vec<u32>,
}

impl Rows {
    /// How many there are, each piece of a split cell counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// How many rows of the file they are pieces of.
    #[must_use]
    pub fn wholes(&self) -> usize {
        if self.whole.is_empty() {
            return self.len();
        }
        self.whole.chunk_by(|one, next| one == next).count()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The row of the file that it comes from: pieces of one row have one number.
    #[must_use]
    pub fn whole(&self, row: usize) -> u32 {
        self.whole.get(row).copied().unwrap_or(row as u32)
    }
}

/// A table whose columns are known, and whose rows are still to be read.
pub struct Cutting<R> {
    reader: csv::Reader<R>,
    first: Option<csv::StringRecord>,
    /// The names of the columns, as the header has them.
    pub columns: Vec<String>,
    broken: Vec<(u32, String)>,
}

impl<R: Read> Cutting<R> {
    /// Reads the names of the columns.
    pub fn new(bytes: R, form: Form) -> Cutting<R> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(form.separator)
            .quoting(form.quotes == Quotes::Hold)
            .from_reader(bytes);
        let mut record = csv::StringRecord::new();
        let mut broken = Vec::new();
        let found = loop {
            let line = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(found) => break found,
                Err(error) => broken.push((line as u32, told(&error))),
            }
            if broken.len() > MOST_BROKEN {
                break false;
            }
        };
        let (columns, first) = match (found, form.header) {
            (false, _) => (Vec::new(), None),
            (true, Header::Named) => {
                let names = record.iter().map(|cell| cell.trim().to_owned());
                (names.collect(), None)
            }
            (true, Header::Numbered) => {
                let names = (1..=record.len()).map(|at| at.to_string());
                (names.collect(), Some(record))
            }
        };
        Cutting {
            reader,
            first,
            columns,
            broken,
        }
    }

    /// Reads the rows for tables, each of which keeps some: of each row the cells of the columns that any of them wants. The
    /// tables come in their order, each with the columns that it wants.
    pub fn rows<K: Fn(&[&str]) -> bool>(
        mut self,
        tables: &[Wanted<K>],
        splits: &[Split],
    ) -> Vec<Rows> {
        let mut columns: Vec<usize> = Vec::new();
        for column in tables.iter().flat_map(|table| &table.columns) {
            if !columns.contains(column) {
                columns.push(*column);
            }
        }
        let mut drawing = Drawing::of(columns.len(), tables.len());
        drawing.broken = std::mem::take(&mut self.broken);
        let mut counts = vec![0; tables.len()];
        let mut record = self.first.take().unwrap_or_default();
        let mut at_hand = !record.is_empty();
        loop {
            let start = self.reader.position().clone();
            if !std::mem::take(&mut at_hand) {
                match self.reader.read_record(&mut record) {
                    Ok(false) => break,
                    Ok(true) => {}
                    Err(error) => {
                        let broken = &mut drawing.broken;
                        broken.push((start.line() as u32, told(&error)));
                        if broken.len() > MOST_BROKEN {
                            break;
                        }
                        continue;
                    }
                }
            }
            let all: SmallVec<[&str; 16]> = record.iter().map(str::trim).collect();
            let place = record.position().unwrap_or(&start);
            let mut takers: SmallVec<[(usize, Standing); 4]> = SmallVec::new();
            for (at, (table, count)) in tables.iter().zip(&mut counts).enumerate() {
                if (table.keep)(&all) {
                    let standing = Standing {
                        line: place.line() as u32,
                        bytes: (place.byte() as u32, self.reader.position().byte() as u32),
                        whole: *count,
                    };
                    takers.push((at, standing));
                    *count += 1;
                }
            }
            if takers.is_empty() {
                continue;
            }
            let mut put = |all: &[&str]| {
                let cell = |column: &usize| all.get(*column).copied().unwrap_or("");
                drawing.put(columns.iter().map(cell), takers.iter().copied());
            };
            if splits.is_empty() {
                put(&all);
            } else {
                pieces(all.to_vec(), splits).iter().for_each(|one| put(one));
            }
        }
        let mut all = drawing.finish();
        for (rows, table) in all.iter_mut().zip(tables) {
            let of = |column: &usize| columns.iter().position(|one| one == column);
            let drawn = table.columns.iter().filter_map(of);
            rows.drawn = drawn.filter_map(|at| rows.drawn.get(at).cloned()).collect();
        }
        all
    }
}

/// Why a row is rejected whose letters are written otherwise.
pub(super) const NO_UTF8: &str = "its bytes are no UTF-8; encoding windows-1252?";

fn told(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => NO_UTF8.to_owned(),
        _ => error.to_string(),
    }
}

/// Who breaks so many rows reads something that is no table.
const MOST_BROKEN: usize = 1_000_000;

/// A row once for each way to take the pieces of its split cells.
pub(super) fn pieces<'t>(row: Vec<&'t str>, splits: &'t [Split]) -> Vec<Vec<&'t str>> {
    let mut rows = vec![row];
    for split in splits {
        let mut more = Vec::new();
        for row in rows {
            let cell: &'t str = row.get(split.column).copied().unwrap_or("");
            let before = more.len();
            let parts = cell.split(split.mark.as_str()).map(str::trim);
            for part in parts.filter(|part| !part.is_empty()) {
                let mut one = row.clone();
                if let Some(cell) = one.get_mut(split.column) {
                    *cell = part;
                }
                more.push(one);
            }
            if more.len() == before {
                more.push(row);
            }
        }
        rows = more;
    }
    rows
}
