//! A session before its first reading: takes the texts and files that it starts with, gives the session.
//!
//! Every reading reads all statements anew by the whole vocabulary. What is there from the start is so read once,
//! however many files it is.

use super::{Limits, Loader, OpenError, Session, Unmeasured};

/// What a session starts with.
///
/// ```
/// use casus::session::{NoFiles, Opening};
///
/// let mut opening = Opening::new(NoFiles);
/// opening.add_text("who", "actor Arvand\nactor Belmar\n");
/// opening.add_text("what", "Arvand speaks for Belmar since 2015\n");
/// assert!(opening.open().diagnostics().is_empty());
/// ```
pub struct Opening {
    pub(super) session: Session,
}

impl Opening {
    /// Nothing yet but the standard model. Files are read through the host's loader.
    #[must_use]
    pub fn new(loader: impl Loader + 'static) -> Opening {
        Opening {
            session: Session::unread(Box::new(loader)),
        }
    }

    /// Adds a text.
    pub fn add_text(&mut self, name: &str, text: &str) {
        self.session.give(name, 1, text, None);
    }

    /// Adds a file and what it uses.
    ///
    /// # Errors
    /// Where the file itself cannot be read; what is wrong inside is told by the session.
    pub fn add_file(&mut self, path: &str) -> Result<(), OpenError> {
        self.session.open_file(path)
    }

    /// Sets what reading, and each question afterwards, may take.
    ///
    /// # Errors
    /// One of them cannot be kept here.
    pub fn set_limits(&mut self, limits: Limits) -> Result<(), Unmeasured> {
        self.session.set_limits(limits)
    }

    /// Reads all of it.
    #[must_use]
    pub fn open(self) -> Session {
        let mut session = self.session;
        session.read_first();
        session
    }
}
