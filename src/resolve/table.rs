//! Tables. Takes the options of a `from` and the text of its file, gives the rows, cut as the options say.

use super::table_options::{Options, Where};
use crate::source::{FileId, Files, Place};
use crate::syntax::plain_words;
use crate::table::json::{self, Objects};
use crate::table::{Cutting, Drawn, Gathering, Rows, Split, Wanted, plain_name};
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

/// How the objects lie in a file of that name; none where it has rows.
pub(super) fn objects_of(name: &str) -> Option<Objects> {
    match plain_name(name).rsplit_once('.') {
        Some((_, "json")) => Some(Objects::Listed),
        Some((_, "jsonl" | "ndjson" | "parquet")) => Some(Objects::Lines),
        _ => None,
    }
}

/// A file cut into rows: the columns that somebody uses.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The names of the columns, as the header has them.
    pub(super) columns: Vec<String>,
    by_name: HashMap<String, usize>,
    /// Which of the drawn columns each column is.
    drawn: HashMap<usize, usize>,
    /// Its rows.
    pub(super) rows: Rows,
    /// Whether its columns are the paths of objects.
    of_objects: bool,
}

impl Table {
    /// Whether its columns are the paths of objects.
    pub(super) fn is_of_objects(&self) -> bool {
        self.of_objects
    }

    /// Cuts a file: the columns that variables name, and the rows that the options leave.
    pub(super) fn read(name: &str, bytes: impl Read, options: &Options, used: &[&str]) -> Table {
        let mut one = Table::read_alike(name, bytes, &[(options, used)]);
        one.pop().unwrap_or_default()
    }

    /// Cuts a file once for several tables: each with its options, which cut alike, and with the columns that it uses.
    pub(super) fn read_alike(
        name: &str,
        bytes: impl Read,
        tables: &[(&Options, &[&str])],
    ) -> Vec<Table> {
        let Some((options, used)) = tables.first() else {
            return Vec::new();
        };
        if let Some(objects) = objects_of(name) {
            return vec![Table::of_objects(bytes, objects, options, used)];
        }
        let cutting = Cutting::new(bytes, options.form(plain_name(name)));
        let mut named = Table::default();
        named.name(cutting.columns.clone());
        let splits: Vec<Split> = options
            .splits
            .iter()
            .filter_map(|(column, mark)| {
                Some(Split {
                    column: named.column(column)?,
                    mark: mark.clone(),
                })
            })
            .collect();
        let wanted: Vec<_> = tables
            .iter()
            .map(|(options, used)| named.wanted(options, used))
            .collect();
        let all = cutting.rows(&wanted, &splits).into_iter().zip(wanted);
        all.map(|(rows, wanted)| Table {
            rows: spelled(rows),
            drawn: (wanted.columns.into_iter().enumerate())
                .map(|(at, column)| (column, at))
                .collect(),
            ..named.clone()
        })
        .collect()
    }

    /// The columns that variables name, each once, and the rows that the options leave.
    fn wanted<'o>(
        &self,
        options: &'o Options,
        used: &[&str],
    ) -> Wanted<impl Fn(&[&str]) -> bool + use<'o>> {
        let mut columns: Vec<usize> = Vec::new();
        for column in used.iter().filter_map(|name| self.column(name)) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        let wheres: Vec<(Option<usize>, &Where)> = options
            .wheres
            .iter()
            .map(|one| (self.column(&one.column), one))
            .collect();
        let keep = move |row: &[&str]| {
            wheres.iter().all(|(column, condition)| {
                let cell = column.and_then(|column| row.get(column).copied());
                condition.holds(cell.unwrap_or(""))
            })
        };
        Wanted { columns, keep }
    }

    /// Reads objects: a column is a path.
    fn of_objects(bytes: impl Read, objects: Objects, options: &Options, used: &[&str]) -> Table {
        let mut wanted: Vec<&str> = Vec::new();
        let of_wheres = options.wheres.iter().map(|one| one.column.as_str());
        let of_splits = options.splits.iter().map(|(column, _)| column.as_str());
        for path in used.iter().copied().chain(of_wheres).chain(of_splits) {
            if !wanted.contains(&path) {
                wanted.push(path);
            }
        }
        let at = |path: &str| wanted.iter().position(|one| *one == path);
        let splits = options.splits.iter().filter_map(|(column, mark)| {
            Some(Split {
                column: at(column)?,
                mark: mark.clone(),
            })
        });
        let splits: Vec<Split> = splits.collect();
        let keep = |row: &[&str]| {
            options.wheres.iter().all(|condition| {
                let cell = at(&condition.column).and_then(|at| row.get(at).copied());
                condition.holds(cell.unwrap_or(""))
            })
        };
        let read = json::objects(bytes, objects, &options.within, (&wanted, &splits), keep);
        let mut table = Table {
            of_objects: true,
            ..Table::default()
        };
        match read {
            Ok(read) => {
                table.name(read.paths);
                table.rows = spelled(read.rows);
            }
            Err(why) => {
                table.name(wanted.iter().map(|path| (*path).to_owned()).collect());
                table.rows.broken.push((1, why));
            }
        }
        let drawn = wanted.iter().enumerate();
        table.drawn = drawn
            .filter_map(|(at, path)| Some((table.column(path)?, at)))
            .collect();
        table
    }

    fn name(&mut self, columns: Vec<String>) {
        for (at, column) in columns.iter().enumerate() {
            self.by_name.entry(column.clone()).or_insert(at);
            self.by_name.entry(plain(column)).or_insert(at);
        }
        self.columns = columns;
    }

    /// The column that a variable names: as it is written, or without regard to case, blanks and dashes.
    pub(super) fn column(&self, variable: &str) -> Option<usize> {
        // That a list stands on the way may be said, and changes nothing.
        let path = variable.replace("[]", "");
        self.by_name
            .get(&path)
            .or_else(|| self.by_name.get(&plain(&path)))
            .copied()
    }

    /// The cells of a column that is used.
    pub(super) fn drawn(&self, variable: &str) -> Option<&Drawn> {
        let column = self.column(variable)?;
        self.rows.drawn.get(*self.drawn.get(&column)?)
    }

    /// A row's cell in a column that is used.
    pub(super) fn cell(&self, variable: &str, row: usize) -> Option<&str> {
        let drawn = self.drawn(variable)?;
        Some(drawn.texts.get(*drawn.cells.get(row)?))
    }

    /// Where a row stands: in a file whose text is not kept, by its number.
    pub(super) fn place(&self, files: &Files, file: FileId, row: usize) -> Place {
        let file = files.file(file);
        if file.is_rows() {
            let at = file.start + row as u32;
            return Place::new(at, at + 1);
        }
        let (from, to) = self.rows.bytes.get(row).copied().unwrap_or_default();
        let text = file.text.get(from as usize..to as usize).unwrap_or("");
        let end = from + text.trim_end_matches(['\n', '\r']).len() as u32;
        Place::new(file.start + from, file.start + end)
    }

    /// The line of each row.
    #[must_use]
    pub fn lines(&self) -> Arc<Vec<u32>> {
        Arc::clone(&self.rows.lines)
    }
}

/// The cells as a scenario spells its words (normal form C, plain dashes and quotes): what looks alike is alike.
fn spelled(mut rows: Rows) -> Rows {
    for drawn in &mut rows.drawn {
        let is_plain = |text: &str| text.is_ascii() && !text.contains("  ");
        // What is plain end to end is so text by text, and is sooner seen.
        if is_plain(drawn.texts.joined()) || drawn.texts.iter().all(is_plain) {
            continue;
        }
        let mut texts = Gathering::default();
        let spelled = drawn
            .texts
            .iter()
            .map(|text| texts.number(&plain_words(text)));
        let spelled: Vec<u32> = spelled.collect();
        let texts = texts.finish();
        if texts.len() < spelled.len() {
            let cells = drawn.cells.iter();
            let cells = cells.map(|cell| spelled.get(*cell as usize).copied().unwrap_or(*cell));
            drawn.cells = Arc::new(cells.collect());
        }
        drawn.texts = Arc::new(texts);
    }
    rows
}

fn plain(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .flat_map(char::to_lowercase)
        .collect()
}

/// The number of a month by its English name, or the first three letters of it.
fn month_named(word: &str) -> Option<i64> {
    let first: String = word.to_lowercase().chars().take(3).collect();
    let months = "janfebmaraprmayjunjulaugsepoctnovdec";
    let at = months
        .find(&first)
        .filter(|at| first.len() == 3 && at % 3 == 0)?;
    Some(at as i64 / 3 + 1)
}

/// A date written by a form such as `m/d/yy` or `dd.mm.yyyy`, as the standard writes it.
pub(super) fn date_by(form: &str, cell: &str) -> Option<String> {
    let mut rest = cell.trim();
    let (mut year, mut month, mut day) = (None, None, None);
    let mut pieces = form.chars().peekable();
    while let Some(letter) = pieces.next() {
        let mut count = 1;
        while pieces.peek() == Some(&letter) && letter.is_alphabetic() {
            pieces.next();
            count += 1;
        }
        if !letter.is_alphabetic() {
            rest = rest.strip_prefix(letter)?;
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if matches!(letter, 'm' | 'M') && count > 2 {
            let letters = rest
                .chars()
                .take_while(|c| c.is_alphabetic())
                .map(char::len_utf8);
            let end = letters.sum();
            month = Some(month_named(rest.get(..end)?)?);
            rest = rest.get(end..)?;
            continue;
        }
        // Where two figures of a year are asked for and four stand there, they are the year.
        let wanted = match letter {
            'y' if count == 4 || digits == 4 => digits.min(4),
            _ => digits.min(2),
        };
        let number: i64 = rest.get(..wanted)?.parse().ok()?;
        rest = rest.get(wanted..)?;
        match letter {
            // Two digits are of the century that ends in 2068, as POSIX has it.
            'y' if wanted < 3 => {
                year = Some(if number < 69 {
                    2000 + number
                } else {
                    1900 + number
                })
            }
            'y' => year = Some(number),
            'm' | 'M' => month = Some(number),
            'd' | 'D' => day = Some(number),
            _ => return None,
        }
    }
    let at_end = rest.is_empty() || rest.starts_with([' ', 'T']);
    match (at_end, year, month, day) {
        (true, Some(year), Some(month), Some(day)) => {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        (true, Some(year), Some(month), None) => Some(format!("{year:04}-{month:02}")),
        (true, Some(year), None, None) => Some(format!("{year:04}")),
        _ => None,
    }
}
