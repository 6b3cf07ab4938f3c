//! The conversation: what was typed → what is shown. It holds the session and knows no terminal.

use super::completion::Completions;
use super::help::HELP;
use super::intent::{COMMANDS, Command, Intent, intents};
use super::{whole, words};
use crate::diagnostic::Diagnostic;
use crate::model::{Modifiers, Situation};
use crate::render;
use crate::session::{Session, Verdict};
use crate::source::FileId;
use crate::terminal::{self, Colours};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A conversation about one situation.
pub struct Prompt {
    pub(super) session: Session,
    /// The files that were loaded, by the paths that opened them.
    pub(super) loaded: Vec<String>,
    /// The files that this prompt wrote, and may write again.
    pub(super) saved: Vec<String>,
    /// What questions are asked with unless they say otherwise.
    pub(super) defaults: Modifiers,
    colours: Colours,
    width: usize,
}

/// What is shown for what was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reply {
    /// What is shown; ends in a line's end, or is empty.
    pub text: String,
    /// What is put back for editing: what had an error, and all that was typed after it.
    pub again: Option<String>,
    /// What is to be done next.
    pub then: Then,
}

/// What is to be done after a reply is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Then {
    /// The next line is read.
    #[default]
    Stay,
    /// The conversation ends.
    Leave,
    /// This text is written to this file.
    Save {
        /// The file.
        path: String,
        /// The text.
        text: String,
    },
}

/// What one thing that was meant came to.
pub(super) enum Came {
    /// It is done, and this is shown.
    Well(String),
    /// It had an error, shown here, and may be mended by typing it again.
    Mendable(String),
    /// It ends the reply, and something is to be done.
    Ending(Then),
}

impl Prompt {
    /// A conversation about what is loaded. `loaded` are the paths that opened it.
    #[must_use]
    pub fn new(session: Session, loaded: Vec<String>, defaults: Modifiers, colours: Colours, width: usize) -> Prompt {
        Prompt { session, loaded, saved: Vec::new(), defaults, colours, width }
    }

    /// What is shown for what was typed. Nothing typed or added before is lost by an error.
    pub fn enter(&mut self, text: &str) -> Reply {
        let mut reply = Reply::default();
        let meant = intents(text);
        for (at, intent) in meant.iter().enumerate() {
            match self.follow(intent) {
                Came::Well(shown) => reply.text.push_str(&shown),
                Came::Ending(then) => {
                    reply.then = then;
                    break;
                }
                Came::Mendable(shown) => {
                    reply.text.push_str(&shown);
                    let rest = meant.get(at..).unwrap_or_default();
                    reply.again = Some(if meant.len() > 1 { typed_again(rest) } else { text.trim_end().to_owned() });
                    break;
                }
            }
        }
        reply
    }

    /// Whether Enter would hand the text over.
    #[must_use]
    pub fn is_complete(text: &str) -> bool {
        whole::is_whole(text)
    }

    /// Where the piece before the cursor begins, and what may stand for it.
    #[must_use]
    pub fn complete(&self, line: &str, cursor: usize) -> (usize, Vec<String>) {
        self.completions().complete(line, cursor)
    }

    /// All that may be typed as things stand.
    #[must_use]
    pub fn completions(&self) -> Completions {
        words::completions(self.session.situation())
    }

    /// What is said now.
    pub(super) fn situation(&self) -> Arc<Situation> {
        self.session.situation().clone()
    }

    /// Whether nothing was declared since the situation was looked at.
    pub(super) fn knows_the_words_of(&self, situation: &Arc<Situation>) -> bool {
        Arc::ptr_eq(self.session.situation(), situation)
    }

    /// Raised, it stops the question that is being answered.
    #[must_use]
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        self.session.stop_flag()
    }

    fn follow(&mut self, intent: &Intent) -> Came {
        match intent {
            Intent::Add(text) => self.add(text),
            Intent::Ask(question) => self.ask(question),
            Intent::Command(command) => self.command(command),
            Intent::UnknownCommand(name) => {
                let near = COMMANDS.into_iter().map(|command| (strsim::damerau_levenshtein(command, name), command));
                Came::Mendable(match near.filter(|(distance, _)| *distance <= 2).min() {
                    Some((_, nearest)) => format!("There is no command {name}. Did you mean {nearest}?\n"),
                    None => format!("There is no command {name}. There are {}.\n", COMMANDS.join(", ")),
                })
            }
        }
    }

    fn command(&mut self, command: &Command) -> Came {
        match command {
            Command::Help => Came::Well(HELP.to_owned()),
            Command::Quit => Came::Ending(Then::Leave),
            Command::Undo => self.undo(),
            Command::Load(path) => self.load(path),
            Command::Reload => self.reload(),
            Command::Save { path, over } => self.save(path, *over),
            Command::AsOf(date) => self.as_of(date),
            Command::AccordingTo(name) => self.according_to(name),
        }
    }

    fn add(&mut self, text: &str) -> Came {
        let before = self.session.typed().count();
        let report = self.session.add_typed(text);
        if self.session.typed().count() == before {
            return Came::Mendable(self.shown(&report.diagnostics));
        }
        let last = self.last_typed();
        let files = self.session.files();
        let own = |one: &Diagnostic| one.labels.first().and_then(|label| files.file_at(label.place.start)) == last;
        let own: Vec<Diagnostic> = report.diagnostics.into_iter().filter(own).collect();
        Came::Well(format!("{}added: {}\n{}", self.shown(&own), in_a_line(text), self.checked(text)))
    }

    /// The text that was added last.
    fn last_typed(&self) -> Option<FileId> {
        self.session.files().iter().filter(|(_, file)| file.name == "typed").last().map(|(id, _)| id)
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
        let own = outcomes.into_iter().filter(|outcome| files.file_at(outcome.place.start) == last);
        own.map(|outcome| match outcome.result {
            Verdict::Passed => format!("passed: {}\n", outcome.text),
            Verdict::Failed { found, .. } => format!("failed: {}\n  {found}\n", outcome.text),
        })
        .collect()
    }

    fn ask(&mut self, question: &str) -> Came {
        let question = match self.session.question(question) {
            Ok(question) => question,
            Err(diagnostics) => return Came::Mendable(self.shown(&diagnostics) + &self.meant(question)),
        };
        self.session.clear_stop();
        Came::Well(match self.session.answer(&question) {
            Ok(answered) => terminal::painted(&render::text(&answered.answer, self.width), self.colours),
            // It was understood: to edit it would not help.
            Err(error) => format!("{error}\n"),
        })
    }

    /// The question that was meant, where its opening has a wrong letter.
    fn meant(&self, question: &str) -> String {
        match self.completions().opening_meant(question) {
            Some((opening, end)) => {
                format!("Or was this meant?  {opening}{}\n", question.get(end..).unwrap_or_default())
            }
            None => String::new(),
        }
    }

    pub(super) fn shown(&self, diagnostics: &[Diagnostic]) -> String {
        let files = self.session.files();
        diagnostics.iter().map(|one| terminal::text(files, one, self.colours, self.width)).collect()
    }
}

/// A text on one line: the first of its lines, and how many there are.
pub(super) fn in_a_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    match lines.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, _] => format!("{first} (and 1 more line)"),
        [first, rest @ ..] => format!("{first} (and {} more lines)", rest.len()),
    }
}

/// What was meant, as it is typed.
fn typed_again(rest: &[Intent]) -> String {
    let typed = rest.iter().filter_map(|intent| match intent {
        Intent::Add(text) | Intent::Ask(text) | Intent::UnknownCommand(text) => Some(text.as_str()),
        Intent::Command(_) => None,
    });
    typed.collect::<Vec<_>>().join("\n")
}
