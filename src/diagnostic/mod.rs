//! One report of one mistake. Takes what a stage found wrong, gives what every face can show.
//!
//! A stage keeps its errors as data (an enum of its own) and makes the words last, by turning each
//! into a [`Diagnostic`].

use crate::source::Place;
use serde::Serialize;

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
