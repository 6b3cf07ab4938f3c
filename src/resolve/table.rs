//! Tables. Takes the options of a `from` and the text of its file, gives the rows, cut as the options say.

use super::words::word_of;
use crate::source::{FileId, Files, Place};
use crate::syntax::{Line, Token, TokenKind};
use std::collections::HashMap;

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
pub(super) const WORDS: [&str; 8] = [
    "missing",
    "split",
    "dates",
    "separator",
    "encoding",
    "no",
    "where",
    "tolerate",
];

/// Every form of option, for messages.
pub(super) const FORMS: &str = "from \"file.csv\", missing \"-9\", \"NA\", split ?names at \"|\", dates \"m/d/yy\", separator \";\", \
                                encoding latin-1, no header, where ?kind = \"attack\", tolerate 5%";

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
                TokenKind::Word(_) | TokenKind::Text(_),
            ] if word == "encoding" => {}
            [TokenKind::Word(no), TokenKind::Word(header)] if no == "no" && header == "header" => {
                self.headless = true
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
            _ => return Err(bad(part)),
        }
        Ok(())
    }
}

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

/// A row, as the file has it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Row {
    /// Where it stands in the file.
    pub place: Place,
    /// Its line.
    pub line: u32,
    /// Its cells, blanks at their ends taken away.
    pub cells: Vec<String>,
}

/// A file cut into rows.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Table {
    /// The names of the columns, as the header has them.
    pub columns: Vec<String>,
    by_name: HashMap<String, usize>,
    /// The rows behind the header.
    pub rows: Vec<Row>,
    /// Lines that could not be cut into cells, and why.
    pub broken: Vec<(u32, String)>,
}

impl Table {
    /// Cuts a file.
    pub fn read(files: &Files, id: FileId, options: &Options) -> Table {
        let file = files.file(id);
        let tabs = file.name.ends_with(".tsv") || file.name.ends_with(".tab");
        let separator = options.separator.unwrap_or(if tabs { b'\t' } else { b',' });
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .quoting(!tabs || options.separator.is_some())
            .from_reader(file.text.as_bytes());
        let mut table = Table::default();
        let mut record = csv::StringRecord::new();
        loop {
            let start = reader.position().clone();
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {}
                Err(error) => {
                    table.broken.push((start.line() as u32, error.to_string()));
                    continue;
                }
            }
            let place = record.position().map_or(start.clone(), Clone::clone);
            let from = file.start + place.byte() as u32;
            let to = file.start + reader.position().byte() as u32;
            let text = files
                .text(Place::new(from, to))
                .trim_end_matches(['\n', '\r']);
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            if table.columns.is_empty() && table.rows.is_empty() {
                if options.headless {
                    table.name((1..=cells.len()).map(|at| at.to_string()).collect());
                } else {
                    table.name(cells);
                    continue;
                }
            }
            let place_of_row = Place::new(from, from + text.len() as u32);
            table.rows.push(Row {
                place: place_of_row,
                line: place.line() as u32,
                cells,
            });
        }
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
    pub fn column(&self, variable: &str) -> Option<usize> {
        self.by_name
            .get(variable)
            .or_else(|| self.by_name.get(&plain(variable)))
            .copied()
    }
}

fn plain(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .flat_map(char::to_lowercase)
        .collect()
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
        let wanted = match (letter, count) {
            ('y', 4) => digits.min(4),
            (_, 2) => digits.min(2),
            _ => digits.min(2),
        };
        let number: i64 = rest.get(..wanted)?.parse().ok()?;
        rest = rest.get(wanted..)?;
        match letter {
            // Two digits are of the century that ends in 2068, as POSIX has it.
            'y' if count < 4 => {
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
