//! Sentences more, and less by the last of them: what they change is read, and nothing else.

use super::{Read, Report, Session, pairs};
use crate::diagnostic::Diagnostic;
use crate::resolve::{self, ParsedFile, ReadBefore};
use std::sync::Arc;

/// So many readings are kept for `undo`; it reads all anew beyond them.
const KEPT: usize = 16;

/// All of them together hold at most so many statements beside those of tables, which they share; one is always kept.
const STATEMENTS: usize = 200_000;

impl Session {
    /// Reads the text that was added last, where it is plain sentences and all before it was sound. None otherwise: then all
    /// is to be read anew.
    pub(super) fn read_further(&mut self) -> Option<Report> {
        let key = &self.added.last()?.key;
        let text = self.library.text(key)?;
        if self.ceiling.is_some()
            || self.added.len() < 2
            || !text.parsed.errors.is_empty()
            || self.errors().next().is_some()
        {
            return None;
        }
        let _piece = self.watch.piece();
        let parsed = ParsedFile {
            file: text.file,
            statements: &text.parsed.statements,
            shipped: false,
        };
        let before = ReadBefore {
            situation: &self.read.situation,
            vocabulary: &self.read.vocabulary,
            of_texts: self.read.of_texts?,
        };
        let further = resolve::further(&self.library.files, parsed, before)?;
        let read = Read {
            situation: Arc::new(further.situation),
            of_texts: Some(further.of_texts),
            ..self.read.clone()
        };
        let before = std::mem::replace(&mut self.read, read);
        self.keep(before);
        Some(self.look_again(further.warnings))
    }

    fn keep(&mut self, read: Read) {
        let each = read.situation.told.stated.len().max(1);
        let most = KEPT.min(STATEMENTS / each).max(1);
        let over = (self.before.len() + 1).saturating_sub(most);
        self.before.drain(..over);
        self.before.push(read);
    }

    /// What rests on how many statements there are is told anew; the rest of what was told stands.
    fn look_again(&mut self, new: Vec<Diagnostic>) -> Report {
        self.worlds.onto(Arc::clone(&self.read.situation));
        let mut diagnostics = std::mem::take(&mut self.read.diagnostics);
        diagnostics.retain(|one| one.code != pairs::CODE);
        diagnostics.extend(new);
        self.told(diagnostics)
    }

    /// Goes back before the text that was the last and is gone, where that is kept. False where all is to be read anew.
    pub(super) fn read_less(&mut self, gone: usize) -> bool {
        if gone != self.added.len() {
            return false;
        }
        let Some(before) = self.before.pop() else {
            return false;
        };
        self.read = before;
        self.worlds.onto(Arc::clone(&self.read.situation));
        true
    }
}
