//! Why a question gets no answer.

use std::fmt;

/// Why a question gets no answer. It holds data; [`fmt::Display`] makes the sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AskError {
    /// `why 2` with no list before it that has such a row.
    NoAnswerAbove {
        /// The row asked for, from 1.
        row: u32,
    },
    /// The rules of the world that was asked for cannot be run.
    NoWorld {
        /// Why, as a sentence.
        why: String,
    },
    /// A kind of question that is not answered yet.
    NotYet {
        /// The question.
        question: String,
    },
}

impl fmt::Display for AskError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AskError::NoAnswerAbove { row } => {
                write!(
                    out,
                    "no answer above has a row {row}: ask for a list first, then why {row}"
                )
            }
            AskError::NoWorld { why } => out.write_str(why),
            AskError::NotYet { question } => {
                write!(out, "questions of this kind have no answer yet: {question}")
            }
        }
    }
}

impl std::error::Error for AskError {}
