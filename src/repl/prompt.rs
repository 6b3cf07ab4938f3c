//! The conversation: what was typed → what is shown. It holds the session and knows no terminal.

use super::completion::Completions;
use super::help::HELP;
use super::intent::{COMMANDS, Command, Intent, intents};
use super::reply::{Came, Reply, Then};
use super::{whole, words};
use crate::answer::Answer;
use crate::ask::AskError;
use crate::diagnostic::Diagnostic;
use crate::model::{Modifiers, Situation};
use crate::render::{self, Theme};
use crate::session::Session;
use crate::terminal::{self, Colours, ProgressLine, Work};
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
    /// The last answer, which `draw` draws.
    pub(super) last: Option<Answer>,
    /// What pictures are drawn on.
    pub(super) theme: Theme,
    colours: Colours,
    width: usize,
    progress: ProgressLine,
}

impl Prompt {
    /// A conversation about what is loaded. `loaded` are the paths that opened it.
    #[must_use]
    pub fn new(
        mut session: Session,
        loaded: Vec<String>,
        defaults: Modifiers,
        colours: Colours,
        width: usize,
    ) -> Prompt {
        let progress = ProgressLine::default();
        let line = progress.clone();
        session.watch(move |progress| line.show(progress));
        Prompt {
            session,
            loaded,
            saved: Vec::new(),
            defaults,
            last: None,
            theme: Theme::default(),
            colours,
            width,
            progress,
        }
    }

    /// The same, drawing in a theme.
    #[must_use]
    pub fn drawing(self, theme: Theme) -> Prompt {
        Prompt { theme, ..self }
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
                    reply.again = Some(if meant.len() > 1 {
                        typed_again(rest)
                    } else {
                        text.trim_end().to_owned()
                    });
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
                let near = COMMANDS
                    .into_iter()
                    .map(|command| (strsim::damerau_levenshtein(command, name), command));
                Came::Mendable(match near.filter(|(distance, _)| *distance <= 2).min() {
                    Some((_, nearest)) => {
                        format!("There is no command {name}. Did you mean {nearest}?\n")
                    }
                    None => format!(
                        "There is no command {name}. There are {}.\n",
                        COMMANDS.join(", ")
                    ),
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
            Command::Draw(wanted) => self.draw(wanted),
            Command::Theme(name) => self.set_theme(name),
            Command::AsOf(date) => self.as_of(date),
            Command::AccordingTo(name) => self.according_to(name),
            Command::MaxMarking(level) => self.max_marking(level),
        }
    }

    fn ask(&mut self, question: &str) -> Came {
        match self.answered(question) {
            Ok(answer) => {
                let text = render::text(&answer, self.width);
                self.last = Some(answer);
                let exceeded = self.session.exceeded();
                let exceeded = exceeded.as_ref().map(Diagnostic::from);
                Came::Well(
                    terminal::painted(&text, self.colours) + &self.shown(exceeded.as_slice()),
                )
            }
            Err(came) => came,
        }
    }

    /// The answer to a question, or what comes of it that it has none.
    pub(super) fn answered(&mut self, question: &str) -> Result<Answer, Came> {
        let question = match self.session.question(question) {
            Ok(question) => question,
            Err(diagnostics) => {
                let shown = self.shown(&diagnostics) + &self.meant(question);
                return Err(Came::Mendable(shown));
            }
        };
        self.session.clear_stop();
        self.progress.begin(Work::Answering);
        let answered = self.session.answer(&question);
        self.progress.clear();
        match answered {
            Ok(answered) => Ok(answered.answer),
            // It was understood: to edit it would not help.
            Err(AskError::Exceeded(exceeded)) => {
                Err(Came::Well(self.shown(&[Diagnostic::from(&exceeded)])))
            }
            Err(error) => Err(Came::Well(format!("{error}\n"))),
        }
    }

    /// The question that was meant, where its opening has a wrong letter.
    fn meant(&self, question: &str) -> String {
        match self.completions().opening_meant(question) {
            Some((opening, end)) => {
                format!(
                    "Or was this meant?  {opening}{}\n",
                    question.get(end..).unwrap_or_default()
                )
            }
            None => String::new(),
        }
    }

    pub(super) fn shown(&self, diagnostics: &[Diagnostic]) -> String {
        let files = self.session.files();
        diagnostics
            .iter()
            .map(|one| terminal::text(files, one, self.colours, self.width))
            .collect()
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
