//! The loop at a terminal: reads with a line editor, shows what the prompt replies, keeps the history.
//!
//! While a line is edited the terminal is the editor's, and Ctrl-C clears the line. While a question is answered, Ctrl-C
//! raises the session's stop flag, and a second one leaves the program.

use super::editor::{Assistant, Enter};
use super::{Prompt, Reply, Then, history};
use crate::terminal::{Colours, interrupt_stops};
use rustyline::config::{BellStyle, Builder, ColorMode, CompletionType};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Editor, EventHandler, KeyCode, KeyEvent, Modifiers};
use std::io::{self, Write as _};

/// What stands before what is typed.
const PROMPT: &str = "casus> ";
/// How many entries the history keeps.
const KEPT: usize = 2_000;

/// Talks until the user leaves.
///
/// # Errors
/// Where the terminal cannot be read or written.
pub fn talk(mut prompt: Prompt, colours: Colours) -> io::Result<()> {
    let mut editor = editor(&prompt, colours).map_err(io::Error::other)?;
    let kept = history::file();
    if let Some(file) = &kept {
        // The first run has none.
        drop(editor.load_history(file));
    }
    interrupt_stops(Some(prompt.stop_flag()));
    let mut known = prompt.situation();
    let mut told = false;
    loop {
        let text = match editor.readline(PROMPT) {
            Ok(text) => text,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break,
            Err(error) => return Err(io::Error::other(error)),
        };
        let text = text.trim_end();
        if text.is_empty() {
            continue;
        }
        drop(editor.add_history_entry(text));
        let Reply {
            text: shown,
            again,
            then,
        } = prompt.enter(text);
        print(&shown)?;
        if shown.lines().nth(1).is_some() {
            // Air between an answer and the next question.
            print("\n")?;
        }
        // What had an error stands in the history, one key away. It is not put on the next line by itself: what is typed
        // next may have nothing to do with it.
        if let Some(again) = again {
            drop(editor.add_history_entry(&again));
            if !std::mem::replace(&mut told, true) {
                print("(↑ brings it back, to be mended)\n\n")?;
            }
        }
        match then {
            Then::Stay => {}
            Then::Leave => break,
            Then::Save { path, text } => print(&saved(&path, &text))?,
        }
        if !prompt.knows_the_words_of(&known) {
            known = prompt.situation();
            if let Some(assistant) = editor.helper_mut() {
                assistant.completions = prompt.completions();
            }
        }
        keep(&mut editor, kept.as_deref());
    }
    keep(&mut editor, kept.as_deref());
    Ok(())
}

fn editor(prompt: &Prompt, colours: Colours) -> rustyline::Result<Editor<Assistant, FileHistory>> {
    let config = Builder::new()
        .max_history_size(KEPT)?
        .history_ignore_dups(true)?
        .completion_type(CompletionType::List)
        .bell_style(BellStyle::None)
        .color_mode(if colours == Colours::On {
            ColorMode::Enabled
        } else {
            ColorMode::Disabled
        })
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(Assistant {
        completions: prompt.completions(),
        colours,
    }));
    for key in [
        KeyEvent(KeyCode::Enter, Modifiers::NONE),
        KeyEvent::ctrl('J'),
        KeyEvent::ctrl('M'),
    ] {
        editor.bind_sequence(key, EventHandler::Conditional(Box::new(Enter)));
    }
    Ok(editor)
}

/// Writes the history after every entry, so that nothing typed is lost whatever happens next.
fn keep(editor: &mut Editor<Assistant, FileHistory>, file: Option<&std::path::Path>) {
    let Some(file) = file else { return };
    if let Some(folder) = file.parent() {
        drop(std::fs::create_dir_all(folder));
    }
    // A history that cannot be written is not worth stopping for.
    drop(editor.append_history(file));
}

fn saved(path: &str, text: &str) -> String {
    match std::fs::write(path, text) {
        Ok(()) => format!("saved: {path}\n"),
        Err(error) => format!("{path} could not be written: {error}\n"),
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
