//! What is told at the prompt: statements added as a whole or not at all, and the checks among them run at once.

use super::prompt::Prompt;
use super::reply::Came;
use crate::diagnostic::Diagnostic;
use crate::session::Verdict;
use crate::source::FileId;

impl Prompt {
    pub(super) fn add(&mut self, text: &str) -> Came {
        let before = self.session.typed().count();
        let report = self.session.add_typed(text);
        if self.session.typed().count() == before {
            return Came::Mendable(self.shown(&report.diagnostics));
        }
        let last = self.last_typed();
        let files = self.session.files();
        let own = |one: &Diagnostic| {
            one.labels
                .first()
                .and_then(|label| files.file_at(label.place.start))
                == last
        };
        let own: Vec<Diagnostic> = report.diagnostics.into_iter().filter(own).collect();
        Came::Well(format!(
            "{}added: {}\n{}",
            self.shown(&own),
            in_a_line(text),
            self.checked(text)
        ))
    }

    /// The text that was added last.
    fn last_typed(&self) -> Option<FileId> {
        self.session
            .files()
            .iter()
            .filter(|(_, file)| file.name == "typed")
            .last()
            .map(|(id, _)| id)
    }

    /// What came of the checks in the text that was added last.
    fn checked(&mut self, text: &str) -> String {
        if !text.lines().any(|line| line.starts_with("expect ")) {
            return String::new();
        }
        let last = self.last_typed();
        self.session.clear_stop();
        let outcomes = self.session.test();
        let files = self.session.files();
        let own = outcomes
            .into_iter()
            .filter(|outcome| files.file_at(outcome.place.start) == last);
        own.map(|outcome| match outcome.result {
            Verdict::Passed => format!("passed: {}\n", outcome.text),
            Verdict::Failed { found, .. } => format!("failed: {}\n  {found}\n", outcome.text),
        })
        .collect()
    }
}

/// A text on one line: the first of its lines, and how many there are.
pub(super) fn in_a_line(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    match lines.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, _] => format!("{first} (and 1 more line)"),
        [first, rest @ ..] => format!("{first} (and {} more lines)", rest.len()),
    }
}
