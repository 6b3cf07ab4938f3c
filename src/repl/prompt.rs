//! The conversation: what was typed → what is shown. It holds the session and knows no terminal.

use super::completion::{Completions, fold};
use super::help::HELP;
use super::intent::{COMMANDS, Command, Intent, Over, intents};
use super::{save, whole, words};
use crate::answer::{Answer, Body, Markup};
use crate::diagnostic::Diagnostic;
use crate::model::{EntityId, Modifiers, Situation};
use crate::render;
use crate::session::{Asked, Checked, Session};
use crate::terminal::{self, Colours};
use crate::time::{DateOrInterval, parse_date};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A conversation about one situation.
pub struct Prompt {
    session: Session,
    /// The files that were loaded, by the paths that opened them.
    loaded: Vec<String>,
    /// The files that this prompt wrote, and may write again.
    saved: Vec<String>,
    defaults: Modifiers,
    /// Of the last list that was shown, what `why N` explains.
    rows: Vec<Option<String>>,
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
enum Came {
    /// It is done, and this is shown.
    Well(String),
    /// It had an error, shown here, and may be mended by typing it again.
    Mendable(String),
    /// It ends the reply: a text to show, and what is to be done.
    Ending(String, Then),
}

impl Prompt {
    /// A conversation about what is loaded. `loaded` are the paths that opened it.
    #[must_use]
    pub fn new(session: Session, loaded: Vec<String>, defaults: Modifiers, colours: Colours, width: usize) -> Prompt {
        let saved = Vec::new();
        Prompt { session, loaded, saved, defaults, rows: Vec::new(), colours, width }
    }

    /// What is shown for what was typed. Nothing typed or added before is lost by an error.
    pub fn enter(&mut self, text: &str) -> Reply {
        let mut reply = Reply::default();
        let meant = intents(text);
        let several = meant.len() > 1;
        for (at, intent) in meant.iter().enumerate() {
            match self.follow(intent) {
                Came::Well(shown) => reply.text.push_str(&shown),
                Came::Ending(shown, then) => {
                    reply.text.push_str(&shown);
                    reply.then = then;
                    return reply;
                }
                Came::Mendable(shown) => {
                    reply.text.push_str(&shown);
                    let rest = meant.get(at..).unwrap_or_default();
                    reply.again = Some(if several { typed_again(rest) } else { text.trim_end().to_owned() });
                    return reply;
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
                let nearest = COMMANDS
                    .into_iter()
                    .filter(|command| strsim::damerau_levenshtein(command, name) <= 2)
                    .min_by_key(|command| strsim::damerau_levenshtein(command, name));
                Came::Mendable(match nearest {
                    Some(nearest) => format!("There is no command {name}. Did you mean {nearest}?\n"),
                    None => format!("There is no command {name}. There are {}.\n", COMMANDS.join(", ")),
                })
            }
        }
    }

    fn command(&mut self, command: &Command) -> Came {
        match command {
            Command::Help => Came::Well(HELP.to_owned()),
            Command::Quit => Came::Ending(String::new(), Then::Leave),
            Command::Undo => Came::Well(match self.session.undo() {
                Some(text) => format!("taken back: {}\n", in_a_line(&text)),
                None => "There is nothing to take back: undo reaches what was typed here.\n".to_owned(),
            }),
            Command::Load(path) if path.is_empty() => Came::Mendable("Which file? As in :load khorasan.casus\n".to_owned()),
            Command::Load(path) => self.load(path),
            Command::Reload => self.reload(),
            Command::Save { path, .. } if path.is_empty() => {
                Came::Mendable("Into which file? As in :save notes.casus\n".to_owned())
            }
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
        let own: Vec<Diagnostic> = report.diagnostics.into_iter().filter(|one| self.is_last_typed(one)).collect();
        let mut shown = self.shown(&own);
        shown.push_str(&format!("added: {}\n", in_a_line(text)));
        shown.push_str(&self.checked());
        Came::Well(shown)
    }

    /// Whether a diagnostic is about the text that was added last.
    fn is_last_typed(&self, one: &Diagnostic) -> bool {
        let files = self.session.files();
        let last = files.iter().filter(|(_, file)| file.name == "typed").last().map(|(id, _)| id);
        last.is_some() && one.labels.first().and_then(|label| files.file_at(label.place.start)) == last
    }

    /// What came of the checks in the text that was added last.
    fn checked(&mut self) -> String {
        if !self.session.typed().last().is_some_and(|text| text.lines().any(|line| line.starts_with("expect "))) {
            return String::new();
        }
        let files = self.session.files();
        let last = files.iter().filter(|(_, file)| file.name == "typed").last().map(|(id, _)| id);
        self.session.clear_stop();
        let outcomes = self.session.test();
        let files = self.session.files();
        let own = outcomes.into_iter().filter(|outcome| files.file_at(outcome.place.start) == last);
        own.map(|outcome| match outcome.result {
            Checked::Passed => format!("passed: {}\n", outcome.text),
            Checked::Failed { found, .. } => format!("failed: {}\n  {found}\n", outcome.text),
        })
        .collect()
    }

    fn ask(&mut self, question: &str) -> Came {
        let question = match self.row_meant(question) {
            Ok(question) => question,
            Err(shown) => return Came::Well(shown),
        };
        self.session.clear_stop();
        match self.session.ask(&question) {
            Ok(answer) => {
                self.remember(&answer);
                Came::Well(terminal::painted(&render::text(&answer, self.width), self.colours))
            }
            Err(Asked::Question(diagnostics)) => Came::Mendable(self.shown(&diagnostics)),
            Err(Asked::Stopped) => Came::Well("Stopped.\n".to_owned()),
            Err(Asked::Other(why)) => Came::Well(format!("{why}\n")),
        }
    }

    /// `why 2` as the question that it stands for.
    fn row_meant(&self, question: &str) -> Result<String, String> {
        let Some(rest) = question.trim_end_matches(['?', ' ']).strip_prefix("why ") else {
            return Ok(question.to_owned());
        };
        let (row, all) = rest.split_once(',').map_or((rest, ""), |(row, all)| (row.trim(), all.trim()));
        let Ok(number) = row.parse::<usize>() else { return Ok(question.to_owned()) };
        match number.checked_sub(1).and_then(|at| self.rows.get(at)) {
            Some(Some(sentence)) if all.is_empty() => Ok(format!("why {sentence}")),
            Some(Some(sentence)) => Ok(format!("why {sentence}, {all}")),
            Some(None) => Err(format!("Row {number} is not one sentence: ask why of the sentence that is meant.\n")),
            None if self.rows.is_empty() => Err(format!("No list has been shown yet: ask for one first, then why {number}.\n")),
            None => Err(format!("The last list has {} rows.\n", self.rows.len())),
        }
    }

    fn remember(&mut self, answer: &Answer) {
        if let Body::Table(table) = &answer.body {
            self.rows = table.rows.iter().map(|row| row.explains.as_ref().map(Markup::plain)).collect();
        }
    }

    fn load(&mut self, path: &str) -> Came {
        match self.session.add_file(path) {
            Ok(report) => {
                self.loaded.push(path.to_owned());
                Came::Well(format!("{}loaded: {path}\n", self.shown(&report.diagnostics)))
            }
            Err(error) => Came::Mendable(format!("{path}: {error}\n")),
        }
    }

    fn reload(&mut self) -> Came {
        match self.session.reload() {
            Ok(report) => {
                let files = self.loaded.len();
                Came::Well(format!("{}read again: {files} {}\n", self.shown(&report.diagnostics), if files == 1 { "file" } else { "files" }))
            }
            Err(error) => Came::Well(format!("{error}; all stays as it was\n")),
        }
    }

    fn save(&mut self, path: &str, over: Over) -> Came {
        if over == Over::OwnOnly && !self.saved.iter().any(|own| own == path) && std::path::Path::new(path).exists() {
            return Came::Mendable(format!("{path} is there already: give another name, or :save! {path} to write over it\n"));
        }
        let text = save::scenario(path, &self.loaded, self.session.typed());
        self.saved.push(path.to_owned());
        Came::Ending(String::new(), Then::Save { path: path.to_owned(), text })
    }

    fn as_of(&mut self, text: &str) -> Came {
        self.defaults.as_of = match parse_date(text) {
            _ if text.is_empty() => None,
            Ok(DateOrInterval::Date(date)) => Some(date),
            Ok(DateOrInterval::Interval { .. }) => return Came::Mendable(format!("{text} is two dates: one is asked for\n")),
            Err(error) => return Came::Mendable(format!("{error}\n")),
        };
        self.session.set_defaults(self.defaults.clone());
        Came::Well(match text {
            "" => "Questions are asked for the scenario's own date again.\n".to_owned(),
            text => format!("Questions are asked as of {text}.\n"),
        })
    }

    fn according_to(&mut self, name: &str) -> Came {
        let found = named(self.session.situation(), name);
        self.defaults.according_to = match (name, found) {
            ("", _) => None,
            (_, Some((id, _))) => Some(id),
            (_, None) => return Came::Mendable(format!("Nobody is called {name}.\n")),
        };
        self.session.set_defaults(self.defaults.clone());
        let told = named(self.session.situation(), name).map(|(_, name)| name);
        Came::Well(match told {
            Some(name) if self.defaults.according_to.is_some() => format!("Questions are asked according to {name}.\n"),
            _ => "Questions are asked of our own world again.\n".to_owned(),
        })
    }

    fn shown(&self, diagnostics: &[Diagnostic]) -> String {
        let files = self.session.files();
        diagnostics.iter().map(|one| terminal::text(files, one, self.colours, self.width)).collect()
    }
}

/// Whom a name means, without regard to case and accents: a proper name before an alias.
pub fn named<'s>(situation: &'s Situation, name: &str) -> Option<(EntityId, &'s str)> {
    let name = fold(name.trim());
    let proper = situation.entities.iter().find(|(_, entity)| fold(&entity.name) == name);
    let alias = || situation.entities.iter().find(|(_, entity)| entity.also.iter().any(|also| fold(also) == name));
    proper.or_else(alias).map(|(id, entity)| (id, entity.name.as_str()))
}

/// A text on one line: the first of its lines, and how many there are.
fn in_a_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    match lines.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, rest @ ..] => format!("{first} (and {} more {})", rest.len(), if rest.len() == 1 { "line" } else { "lines" }),
    }
}

/// What was meant, as it is typed.
fn typed_again(rest: &[Intent]) -> String {
    let typed = rest.iter().map(|intent| match intent {
        Intent::Add(text) | Intent::Ask(text) | Intent::UnknownCommand(text) => text.clone(),
        Intent::Command(_) => String::new(),
    });
    typed.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
