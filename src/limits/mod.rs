//! How much a piece of work may take. Takes limits on memory, sentences and time; gives what was exceeded, and by what.
//!
//! The one idea: a limit is asked about where a stop is asked about, so that whatever can be stopped can be limited. What
//! exceeded it is a value, of which words are made last.

mod gauge;
mod words;

pub use gauge::{Gauge, Piece};
pub use words::CODE;
pub(crate) use words::grouped;

use crate::source::Place;
use std::fmt;
use std::time::Duration;

/// How much one piece of work may take: reading what is loaded, or a question. None of them: as much as there is.
///
/// ```
/// use casus::session::Limits;
/// use std::time::Duration;
///
/// let limits = Limits {
///     memory: Some(2_000_000_000),
///     time: Some(Duration::from_secs(30)),
///     ..Limits::default()
/// };
/// assert!(limits.facts.is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    /// What the process may hold of the machine's memory, in bytes. It is measured a hundred times a second, so that it is
    /// overstepped by what is taken meanwhile. What was held above it when the work began may be held on.
    pub memory: Option<u64>,
    /// How many sentences a world may have: those that are stated, rows of tables among them, and those that rules conclude.
    pub facts: Option<u64>,
    /// How long the work may take.
    pub time: Option<Duration>,
}

/// One limit that was set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// Of memory, in bytes.
    Memory(u64),
    /// Of sentences.
    Facts(u64),
    /// Of time.
    Time(Duration),
}

/// What grew, or ran, when the limit was met.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Grew {
    /// A rule was run: of all that ran the one that had drawn the most conclusions; of the time, the one that was running.
    Rule {
        /// Its name.
        name: String,
        /// Where it stands; nowhere (empty) for one that is shipped or stands for a property.
        place: Place,
        /// So many conclusions it had drawn, some perhaps again and again.
        drawn: u64,
    },
    /// A table was read.
    Table {
        /// The file's name.
        file: String,
        /// Where it is named.
        place: Place,
        /// How far it had been read.
        to: Reached,
    },
    /// What is stated, before any rule has run.
    Stated {
        /// So many sentences.
        sentences: u64,
    },
    /// Something else: a search, or the reading of what was written.
    Work,
}

/// How far a table had been read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reached {
    /// To this line, from 1.
    Line(u64),
    /// To its end: it has so many rows.
    Rows(u64),
}

/// A limit that was met, and what met it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exceeded {
    /// Which.
    pub limit: Limit,
    /// What grew.
    pub by: Grew,
}

/// A limit that cannot be kept here: nothing tells what it is about. In a browser there is neither a clock nor a measure of
/// memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unmeasured {
    /// Which.
    pub limit: Limit,
}

impl fmt::Display for Unmeasured {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.limit {
            Limit::Memory(_) => {
                "what this program holds of the memory cannot be measured here, so that no limit can be kept"
            }
            Limit::Time(_) => "there is no clock here, so that no limit of time can be kept",
            Limit::Facts(_) => "sentences cannot be counted here",
        })
    }
}

impl std::error::Error for Unmeasured {}

impl Limits {
    /// Whether all of them can be kept here.
    ///
    /// # Errors
    /// The first that cannot.
    pub fn measured(&self) -> Result<(), Unmeasured> {
        if let Some(bytes) = self.memory
            && gauge::memory().is_none()
        {
            let limit = Limit::Memory(bytes);
            return Err(Unmeasured { limit });
        }
        match self.time {
            Some(time) if !gauge::HAS_CLOCK => Err(Unmeasured {
                limit: Limit::Time(time),
            }),
            _ => Ok(()),
        }
    }
}
