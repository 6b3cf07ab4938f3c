//! What a `from` says of its file. Takes the options behind its name, gives how the file is cut and which rows are kept.

use super::words::word_of;
use crate::source::Place;
use crate::syntax::{Line, Token, TokenKind, plain_words};
use crate::table::{Form, Header, Made, Quotes, encoding};

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

    /// Whether a file is cut into the same rows and cells by both, whichever of them each then leaves.
    pub fn cut_as(&self, other: &Options) -> bool {
        self.separator == other.separator
            && self.headless == other.headless
            && self.splits == other.splits
    }

    /// How a text of that name is cut.
    pub fn form(&self, name: &str) -> Form {
        let tabs = name.ends_with(".tsv") || name.ends_with(".tab");
        let named = self.separator.filter(|_| Made::of(name) == Made::Text);
        Form {
            separator: named.unwrap_or(if tabs { b'\t' } else { b',' }),
            quotes: if tabs && self.separator.is_none() {
                Quotes::Plain
            } else {
                Quotes::Hold
            },
            header: if self.headless {
                Header::Numbered
            } else {
                Header::Named
            },
        }
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

impl Where {
    /// Whether it is so of a cell.
    pub(super) fn holds(&self, cell: &str) -> bool {
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
