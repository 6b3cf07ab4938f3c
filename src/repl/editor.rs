//! What the line editor asks of us: when a text is whole, what completes it, how it is coloured, what Enter does.

use super::completion::Completions;
use super::whole;
use crate::render::Style;
use crate::terminal::{Colours, paint};
use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Cmd, ConditionalEventHandler, Context, Event, EventContext, Helper, RepeatCount};
use std::borrow::Cow;

/// The editor's helper.
pub(super) struct Assistant {
    pub completions: Completions,
    pub colours: Colours,
}

impl Helper for Assistant {}

impl Hinter for Assistant {
    type Hint = String;
}

impl Completer for Assistant {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        for command in [":load ", ":save "] {
            if let Some(path) = line
                .get(..cursor)
                .and_then(|before| before.strip_prefix(command))
            {
                let (start, files) = rustyline::completion::FilenameCompleter::new()
                    .complete_path(path, path.len())?;
                let files = files.into_iter().map(|pair| pair.replacement).collect();
                return Ok((command.len() + start, files));
            }
        }
        Ok(self.completions.complete(line, cursor))
    }
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if whole::is_whole(context.input()) {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Highlighter for Assistant {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        Cow::Owned(paint(Style::Faint, prompt, self.colours))
    }
}

/// Enter: hands a whole text over; sets the next line of another in, as its statement wants it.
pub(super) struct Enter;

impl ConditionalEventHandler for Enter {
    fn handle(
        &self,
        _: &Event,
        _: RepeatCount,
        _: bool,
        context: &EventContext<'_>,
    ) -> Option<Cmd> {
        let at_the_end = context.pos() == context.line().len();
        (at_the_end && !whole::is_whole(context.line()))
            .then(|| Cmd::Insert(1, whole::next_line(context.line())))
    }
}
