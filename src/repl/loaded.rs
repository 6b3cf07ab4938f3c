//! What changes what is loaded: undo, files read, read again, and saved.

use super::intent::Over;
use super::prompt::Prompt;
use super::reply::{Came, Then};
use super::save;
use super::telling::in_a_line;
use crate::terminal;
use std::path::Path;

impl Prompt {
    pub(super) fn undo(&mut self) -> Came {
        Came::Well(match self.session.undo() {
            Some(text) => format!("taken back: {}\n", in_a_line(&text)),
            None => "There is nothing to take back: undo reaches what was typed here.\n".to_owned(),
        })
    }

    pub(super) fn load(&mut self, path: &str) -> Came {
        if path.is_empty() {
            return Came::Mendable("Which file? As in  :load khorasan.casus\n".to_owned());
        }
        match self.session.add_file(path) {
            Ok(report) => {
                self.loaded.push(path.to_owned());
                Came::Well(format!(
                    "{}{}loaded: {path}\n",
                    self.shown(&report.diagnostics),
                    self.tables()
                ))
            }
            Err(error) => Came::Mendable(format!("{path}: {error}\n")),
        }
    }

    /// What the tables brought.
    fn tables(&self) -> String {
        let situation = self.session.situation();
        let tables = self.session.tables().iter();
        tables
            .map(|read| terminal::table(situation, read))
            .collect()
    }

    pub(super) fn reload(&mut self) -> Came {
        Came::Well(match self.session.reload() {
            Ok(report) => format!(
                "{}read again: {}\n",
                self.shown(&report.diagnostics),
                self.loaded.join(", ")
            ),
            Err(error) => format!("{error}; all stays as it was\n"),
        })
    }

    pub(super) fn save(&mut self, path: &str, over: Over) -> Came {
        if path.is_empty() {
            return Came::Mendable("Into which file? As in  :save notes.casus\n".to_owned());
        }
        let is_ours = self.saved.iter().any(|own| own == path);
        if over == Over::OwnOnly && !is_ours && Path::new(path).exists() {
            return Came::Mendable(format!(
                "{path} is there already: give another name, or  :save! {path}  to write over it\n"
            ));
        }
        let text = save::scenario(path, &self.loaded, self.session.typed());
        self.saved.push(path.to_owned());
        Came::Ending(Then::Save {
            path: path.to_owned(),
            text,
        })
    }
}
