//! Why a session cannot be kept, or gone on from.

use crate::ask::AskError;
use crate::diagnostic::Diagnostic;
use crate::session::loader::LoadError;
use crate::snapshot::Unopened;
use std::fmt;
use std::io;

/// Why a session cannot be kept.
#[derive(Debug)]
pub enum SaveError {
    /// It leaves out what is marked above a level: a snapshot holds all that is written.
    BelowCeiling,
    /// The world cannot be evaluated.
    NoWorld(AskError),
    /// A file that it was read from cannot be read any more: its path, and why.
    Unread(String, LoadError),
    /// The bytes cannot be written.
    Unwritten(io::Error),
}

impl fmt::Display for SaveError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SaveError::BelowCeiling => out.write_str(
                "a snapshot holds all that is written, and what is marked above a level is left out here",
            ),
            SaveError::NoWorld(error) => error.fmt(out),
            SaveError::Unread(path, why) => write!(out, "{path}: {why}"),
            SaveError::Unwritten(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for SaveError {}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> SaveError {
        SaveError::Unwritten(error)
    }
}

/// Why bytes are not opened as a snapshot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SnapshotError {
    /// They cannot be read, and why.
    Unreadable(String),
    /// They are not what was written: changed, cut short, or no snapshot.
    Damaged,
    /// Another version of the program wrote them: which.
    OfAnother(String),
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SnapshotError::Unreadable(why) => write!(out, "the file cannot be read: {why}"),
            SnapshotError::Damaged => {
                out.write_str("this is not what casus build wrote: it is damaged, or no snapshot")
            }
            SnapshotError::OfAnother(version) => write!(
                out,
                "another Casus wrote this snapshot ({version}), and this one cannot read it"
            ),
        }
    }
}

impl std::error::Error for SnapshotError {}

impl SnapshotError {
    /// The report of it; `name` is what the snapshot is called.
    #[must_use]
    pub fn report(&self, name: &str) -> Diagnostic {
        let said = format!("{name}: {self}");
        match self {
            SnapshotError::Unreadable(_) => return Diagnostic::nowhere("no-such-file", said),
            SnapshotError::Damaged => Diagnostic::nowhere("snapshot-damaged", said),
            SnapshotError::OfAnother(_) => Diagnostic::nowhere("snapshot-of-another", said),
        }
        .help(format!("casus build FILE… -o {name}  makes it anew"))
    }
}

impl From<Unopened> for SnapshotError {
    fn from(why: Unopened) -> SnapshotError {
        match why {
            Unopened::Unreadable(why) => SnapshotError::Unreadable(why),
            Unopened::Damaged => SnapshotError::Damaged,
            Unopened::OfAnother(version) => SnapshotError::OfAnother(version),
        }
    }
}
