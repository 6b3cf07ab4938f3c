//! Why a question gets no answer.

use crate::diagnostic::Diagnostic;
use crate::engine::Unevaluated;
use crate::limits::Exceeded;
use crate::plan::PlanError;
use crate::source::Place;
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
    NoWorld(PlanError),
    /// Somebody asked to stop.
    Stopped,
    /// A limit was met.
    Exceeded(Exceeded),
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
            AskError::NoWorld(error) => out.write_str(&Diagnostic::from(error).message),
            AskError::Stopped => {
                out.write_str("stopped while the rules were run: nothing can be said yet")
            }
            AskError::Exceeded(exceeded) => write!(out, "{exceeded}"),
            AskError::NotYet { question } => {
                write!(out, "questions of this kind have no answer yet: {question}")
            }
        }
    }
}

impl std::error::Error for AskError {}

impl AskError {
    /// The report of it; `asked` is where the question stands, if it stands anywhere.
    #[must_use]
    pub fn report(&self, asked: Option<Place>) -> Diagnostic {
        match (self, asked) {
            (AskError::Exceeded(exceeded), _) => Diagnostic::from(exceeded),
            (_, Some(place)) => Diagnostic::error("no-answer", self.to_string(), place),
            (_, None) => Diagnostic::nowhere("no-answer", self.to_string()),
        }
    }
}

impl From<Unevaluated> for AskError {
    fn from(why: Unevaluated) -> AskError {
        match why {
            Unevaluated::Plan(error) => AskError::NoWorld(error),
            Unevaluated::Stopped => AskError::Stopped,
            Unevaluated::Exceeded(exceeded) => AskError::Exceeded(exceeded),
        }
    }
}

impl From<PlanError> for AskError {
    fn from(error: PlanError) -> AskError {
        AskError::NoWorld(error)
    }
}
