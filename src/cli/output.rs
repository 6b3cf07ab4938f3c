//! The only writer of the program's answers and errors: answers to standard output, what is wrong to standard error.
//!
//! A reader that went away (`casus … | head`) ends the writing quietly; the exit code stays what it would have been.

use super::args::{Format, Options, Report};
use crate::answer::Answer;
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::{self, NoForm, Theme};
use crate::source::Files;
use crate::terminal::{self, Colours};
use serde_json::{Value, json};
use std::io::{self, Write as _};
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// All is well.
    Well = 0,
    /// An expectation failed.
    Failed = 1,
    /// The input is wrong: a file that is not there, an error in it, a question that cannot be read.
    WrongInput = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Where the program writes, and how.
pub struct Output {
    /// How answers are printed.
    pub format: Format,
    /// What pictures are drawn on.
    pub theme: Theme,
    /// Of standard output.
    pub colours: Colours,
    /// Of standard error.
    pub error_colours: Colours,
    /// The cells of a line.
    pub width: usize,
}

impl Output {
    /// The process's own standard output and error.
    #[must_use]
    pub fn of_the_process(options: &Options) -> Output {
        Output {
            format: options.format,
            theme: options.theme.into(),
            colours: Colours::of(&io::stdout()),
            error_colours: Colours::of(&io::stderr()),
            width: terminal::width(),
        }
    }

    /// Text to standard output, as it is.
    pub fn text(&self, text: &str) {
        // A reader that went away has seen enough; a full disk shows in the exit of whoever reads.
        drop(io::stdout().lock().write_all(text.as_bytes()));
    }

    /// A document to standard output.
    pub fn json(&self, document: &Value) {
        self.text(&format!("{document:#}\n"));
    }

    /// Text to standard error, as it is.
    pub fn error(&self, text: &str) {
        drop(io::stderr().lock().write_all(text.as_bytes()));
    }

    /// How what is no answer is printed.
    #[must_use]
    pub fn report(&self) -> Report {
        self.format.report()
    }

    /// An answer in the format that was asked for.
    ///
    /// # Errors
    /// The format is not for every answer, and this one has no such form.
    pub fn written(&self, answer: &Answer) -> Result<String, NoForm> {
        match self.format {
            Format::Text => Ok(self.rendered(answer)),
            Format::Json => Ok(format!("{:#}\n", as_json(answer))),
            Format::Markdown => Ok(render::markdown(answer)),
            Format::Csv => render::csv(answer),
            Format::Dot => render::dot(answer),
            Format::Mermaid => render::mermaid(answer),
            Format::Svg => render::svg(answer, self.theme),
        }
    }

    /// An answer as a reader sees it.
    #[must_use]
    pub fn rendered(&self, answer: &Answer) -> String {
        terminal::painted(&render::text(answer, self.width), self.colours)
    }

    /// What is wrong, to standard error: each with its word underlined, then how many there are.
    pub fn diagnostics(&self, files: &Files, diagnostics: &[Diagnostic]) {
        if diagnostics.is_empty() {
            return;
        }
        match self.report() {
            Report::Text => {
                for one in diagnostics {
                    self.error(&terminal::text(files, one, self.error_colours, self.width));
                }
                self.error(&format!("{}\n", counted(diagnostics)));
            }
            Report::Json => {
                let all: Vec<Value> = diagnostics
                    .iter()
                    .map(|one| terminal::json(files, one))
                    .collect();
                self.error(&format!(
                    "{:#}\n",
                    json!({ "casus_diagnostics": 1, "diagnostics": all })
                ));
            }
        }
    }
}

/// An answer as a document.
#[must_use]
pub fn as_json(answer: &Answer) -> Value {
    serde_json::to_value(answer).unwrap_or(Value::Null)
}

/// `2 errors, 1 warning`
#[must_use]
pub fn counted(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .count();
    let warnings = diagnostics.len() - errors;
    let say =
        |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, warnings) => say(warnings, "warning"),
        (errors, 0) => say(errors, "error"),
        (errors, warnings) => format!("{}, {}", say(errors, "error"), say(warnings, "warning")),
    }
}
