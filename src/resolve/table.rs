//! Tables. Takes the options of a `from` and the text of its file, gives the rows, cut as the options say.

use super::words::word_of;
use crate::source::{FileId, Files, Place};
use crate::syntax::{Line, Token, TokenKind, plain_words};
use crate::table::json::{self, Objects};
use crate::table::{
    Cutting, Drawn, Form, Header, Made, Quotes, Rows, Split, Texts, encoding, plain_name,
};
use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;

/// What `from "file.csv", …` says of the file.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Options {
    /// Cells that say nothing: `missing "-9", "NA"`. An empty cell never does.
    pub missing: Vec<String>,
    /// `split ?names at "|"`
    pub splits: Vec<(String, String)>,
    /// `dates "m/d/yy"`
    pub dates: Option<String>,
    /// `separator ";"`
    pub separator: Option<u8>,
    /// `no header`
    pub headless: bool,
    /// `rows in objects`: the names that lead to the rows of a JSON text.
    pub within: Vec<String>,
    /// `where ?column = "…"`
    pub wheres: Vec<Where>,
    /// `tolerate 20%`, in millionths of a per cent.
    pub tolerate: i128,
}

/// A condition on a row.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Where {
    pub column: String,
    pub place: Place,
    pub op: String,
    pub value: String,
}

/// What is wrong with an option.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct BadOption {
    pub place: Place,
    /// Its first word.
    pub word: String,
}

/// The words that options begin with.
pub(super) const WORDS: [&str; 9] = [
    "missing",
    "split",
    "dates",
    "separator",
    "encoding",
    "no",
    "where",
    "rows",
    "tolerate",
];

/// Every form of option, for messages.
pub(super) const FORMS: &str = "from \"file.csv\", missing \"-9\", \"NA\", split ?names at \"|\", dates \"m/d/yy\", separator \";\", \
                                encoding windows-1252, no header, rows in objects, where ?kind = \"attack\", where ?code begins with \"18\", \
                                tolerate 5%";

impl Options {
    /// Reads the options, one after a comma.
    pub fn read(lines: &[Line]) -> Result<Options, BadOption> {
        let mut out = Options::default();
        let mut listing = false;
        for line in lines {
            for part in line.tokens.split(|token| token.kind == TokenKind::Comma) {
                if !part.is_empty() {
                    out.take(part, &mut listing)?;
                }
            }
        }
        Ok(out)
    }

    fn take(&mut self, part: &[Token], listing: &mut bool) -> Result<(), BadOption> {
        let kinds: Vec<&TokenKind> = part.iter().map(|token| &token.kind).collect();
        let was_listing = std::mem::replace(listing, false);
        match kinds.as_slice() {
            [TokenKind::Word(word), rest @ ..] if word == "missing" && !rest.is_empty() => {
                *listing = true;
                self.missing
                    .extend(rest.iter().filter_map(|kind| literal(kind)));
            }
            [one] if was_listing && literal(one).is_some() => {
                *listing = true;
                self.missing.extend(literal(one));
            }
            [
                TokenKind::Word(word),
                TokenKind::Variable(column),
                TokenKind::Word(at),
                TokenKind::Text(mark),
            ] if word == "split" && at == "at" => {
                self.splits.push((column.clone(), mark.clone()));
            }
            [TokenKind::Word(word), TokenKind::Text(form)] if word == "dates" => {
                self.dates = Some(form.clone())
            }
            [TokenKind::Word(word), TokenKind::Text(mark)]
                if word == "separator" && mark.len() == 1 =>
            {
                self.separator = mark.bytes().next();
            }
            [TokenKind::Word(word), TokenKind::Text(tab)]
                if word == "separator" && tab == "\\t" =>
            {
                self.separator = Some(b'\t');
            }
            [
                TokenKind::Word(word),
                TokenKind::Word(name) | TokenKind::Text(name),
            ] if word == "encoding" && encoding(name).is_some() => {}
            [TokenKind::Word(no), TokenKind::Word(header)] if no == "no" && header == "header" => {
                self.headless = true
            }
            [
                TokenKind::Word(word),
                TokenKind::Word(within),
                TokenKind::Word(path) | TokenKind::Text(path),
            ] if word == "rows" && within == "in" => {
                self.within = path.split('.').map(str::to_owned).collect();
            }
            [TokenKind::Word(word), TokenKind::Numeral(numeral)] if word == "tolerate" => {
                match numeral.value {
                    crate::syntax::NumeralValue::Percent(parts) => self.tolerate = parts,
                    _ => return Err(bad(part)),
                }
            }
            [
                TokenKind::Word(word),
                TokenKind::Variable(column),
                TokenKind::Comparison(op),
                value,
            ] if word == "where" && literal(value).is_some() => {
                self.wheres.push(Where {
                    column: column.clone(),
                    place: part.get(1).map_or(Place::default(), |token| token.place),
                    op: op.clone(),
                    value: literal(value).unwrap_or_default(),
                });
            }
            [
                TokenKind::Word(word),
                TokenKind::Variable(column),
                TokenKind::Word(begins),
                TokenKind::Word(with),
                value,
            ] if word == "where"
                && begins == "begins"
                && with == "with"
                && literal(value).is_some() =>
            {
                self.wheres.push(Where {
                    column: column.clone(),
                    place: part.get(1).map_or(Place::default(), |token| token.place),
                    op: BEGINS.to_owned(),
                    value: literal(value).unwrap_or_default(),
                });
            }
            _ => return Err(bad(part)),
        }
        Ok(())
    }
}

/// What `where ?code begins with "18"` compares by.
const BEGINS: &str = "begins with";

fn bad(part: &[Token]) -> BadOption {
    let place = part
        .first()
        .zip(part.last())
        .map_or(Place::default(), |(a, b)| a.place.to(b.place));
    let word = part.first().and_then(word_of).unwrap_or_default();
    BadOption {
        place,
        word: word.to_owned(),
    }
}

fn literal(kind: &TokenKind) -> Option<String> {
    match kind {
        TokenKind::Text(text) | TokenKind::Word(text) | TokenKind::Date(text) => Some(text.clone()),
        TokenKind::Numeral(numeral) => Some(numeral.text.clone()),
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
        let name = plain_name(name);
        let objects = match name.rsplit_once('.') {
            Some((_, "json")) => Some(Objects::Listed),
            Some((_, "jsonl" | "ndjson" | "parquet")) => Some(Objects::Lines),
            _ => None,
        };
        if let Some(objects) = objects {
            return Table::of_objects(bytes, objects, options, used);
        }
        let tabs = name.ends_with(".tsv") || name.ends_with(".tab");
        let named = options.separator.filter(|_| Made::of(name) == Made::Text);
        let form = Form {
            separator: named.unwrap_or(if tabs { b'\t' } else { b',' }),
            quotes: if tabs && options.separator.is_none() {
                Quotes::Plain
            } else {
                Quotes::Hold
            },
            header: if options.headless {
                Header::Numbered
            } else {
                Header::Named
            },
        };
        let cutting = Cutting::new(bytes, form);
        let mut table = Table::default();
        table.name(cutting.columns.clone());
        let mut wanted: Vec<usize> = Vec::new();
        for column in used.iter().filter_map(|name| table.column(name)) {
            if !wanted.contains(&column) {
                wanted.push(column);
            }
        }
        let splits: Vec<Split> = options
            .splits
            .iter()
            .filter_map(|(column, mark)| {
                Some(Split {
                    column: table.column(column)?,
                    mark: mark.clone(),
                })
            })
            .collect();
        let wheres: Vec<(Option<usize>, &Where)> = options
            .wheres
            .iter()
            .map(|one| (table.column(&one.column), one))
            .collect();
        let keep = |row: &[&str]| {
            wheres.iter().all(|(column, condition)| {
                let cell = column.and_then(|column| row.get(column).copied());
                condition.holds(cell.unwrap_or(""))
            })
        };
        table.rows = spelled(cutting.rows(&wanted, &splits, keep));
        table.drawn = (wanted.into_iter().enumerate())
            .map(|(at, column)| (column, at))
            .collect();
        table
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

impl Where {
    /// Whether it is so of a cell.
    fn holds(&self, cell: &str) -> bool {
        let wanted = self.value.as_str();
        let numbers = || {
            Some((
                cell.parse::<f64>().ok()?,
                wanted.replace(',', "").parse::<f64>().ok()?,
            ))
        };
        match self.op.as_str() {
            BEGINS => cell.starts_with(wanted),
            "=" => cell == wanted || plain_words(cell) == wanted,
            "!=" => cell != wanted && plain_words(cell) != wanted,
            "<" => numbers().is_some_and(|(a, b)| a < b),
            "<=" => numbers().is_some_and(|(a, b)| a <= b),
            ">" => numbers().is_some_and(|(a, b)| a > b),
            _ => numbers().is_some_and(|(a, b)| a >= b),
        }
    }
}

/// The cells as a scenario spells its words (normal form C, plain dashes and quotes): what looks alike is alike.
fn spelled(mut rows: Rows) -> Rows {
    for drawn in &mut rows.drawn {
        let is_plain = |text: &str| text.is_ascii() && !text.contains("  ");
        if drawn.texts.iter().all(is_plain) {
            continue;
        }
        let mut texts = Texts::default();
        for text in drawn.texts.iter() {
            texts.push(&plain_words(text));
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
