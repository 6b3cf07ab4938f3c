//! One report of one mistake. Takes what a stage found wrong, gives what every face can show.
//!
//! A stage keeps its errors as data (an enum of its own) and makes the words last, by turning each
//! into a [`Diagnostic`].

use crate::snapshot::{Reader, Stored, Writer, stored};
use crate::source::Place;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Mutex;

/// How much it matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The statement is not part of the world.
    Error,
    /// It is part of the world, and may not be what was meant.
    Warning,
}

/// A stretch of text that is underlined, and what is said under it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// A few words; may be empty.
    pub text: String,
}

/// What is wrong, where, and what would mend it, in the analyst's words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Diagnostic {
    /// The kebab-case code, as in `casus explain unknown-name`; each has a page in docs/errors.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// One line, no full stop at its end.
    pub message: String,
    /// The first label is the word that is wrong; the others show what it clashes with.
    pub labels: Vec<Label>,
    /// Each the nearest thing meant, or the smallest change that works; may hold lines of Casus.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error with its code, its line and the place that is wrong.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>, place: Place) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            message: readable(message.into()),
            labels: vec![Label {
                place,
                text: String::new(),
            }],
            help: Vec::new(),
        }
    }

    /// An error that is in no text: of a file that is not there, of an option.
    #[must_use]
    pub fn nowhere(code: &'static str, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            labels: Vec::new(),
            ..Diagnostic::error(code, message, Place::default())
        }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>, place: Place) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code, message, place)
        }
    }

    /// Says something under the underlined word.
    #[must_use]
    pub fn saying(mut self, text: impl Into<String>) -> Diagnostic {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Underlines another place too.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Diagnostic {
        self.labels.push(Label {
            place,
            text: text.into(),
        });
        self
    }

    /// Offers help.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }
}

/// Nobody reads on after this many characters of one message.
const READ: usize = 400;

/// A message that quotes a whole page keeps its beginning and its end.
fn readable(message: String) -> String {
    let length = message.chars().count();
    if length <= READ {
        return message;
    }
    let beginning: String = message.chars().take(READ / 2).collect();
    let end: String = message.chars().skip(length - READ / 4).collect();
    format!("{beginning} … {end}")
}

stored! {
    enum Severity { 0 Error, 1 Warning }
    struct Label { place, text }
}

/// The codes that were read: each is kept for as long as the program runs, once.
static READ_CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// A code as it stands in the program. There are few, and none is long.
fn code(read: String) -> Option<&'static str> {
    let is_one = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    if read.len() > 60 || !read.bytes().all(is_one) {
        return None;
    }
    let mut known = READ_CODES.lock().ok()?;
    if let Some(code) = known.get(read.as_str()) {
        return Some(code);
    }
    let code: &'static str = read.leak();
    known.insert(code);
    Some(code)
}

impl Stored for Diagnostic {
    fn put(&self, to: &mut Writer) {
        self.code.to_owned().put(to);
        self.severity.put(to);
        self.message.put(to);
        self.labels.put(to);
        self.help.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Diagnostic> {
        Some(Diagnostic {
            code: code(String::take(from)?)?,
            severity: Stored::take(from)?,
            message: Stored::take(from)?,
            labels: Stored::take(from)?,
            help: Stored::take(from)?,
        })
    }
}
