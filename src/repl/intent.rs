//! What is meant by what was typed: a command, a statement to add, or a question. Knows no vocabulary.
//!
//! A statement opens with its keyword or ends in a full stop; anything else is a question.

use super::whole::{blocks, without_comment};
use crate::syntax;

/// One thing that is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Intent {
    /// `:load FILE`
    Command(Command),
    /// A command that there is none of: its name.
    UnknownCommand(String),
    /// Statements to add, as they were typed.
    Add(String),
    /// A question to answer, without its `ask`.
    Ask(String),
}

/// What a line that begins with a colon asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Teaches the language.
    Help,
    /// Leaves.
    Quit,
    /// Takes back the last that was typed.
    Undo,
    /// Reads a file.
    Load(String),
    /// Reads all files again.
    Reload,
    /// Writes what was typed.
    Save {
        /// Into this file.
        path: String,
        /// Whether one that is there may go.
        over: Over,
    },
    /// Sets the date that questions are asked for; empty, as it was.
    AsOf(String),
    /// Draws an answer.
    Draw(Draw),
    /// Sets what pictures are drawn on.
    Theme(String),
    /// Sets the party in whose view questions are asked; empty, as it was.
    AccordingTo(String),
    /// Sets the level up to which markings may be seen; empty, all may.
    MaxMarking(String),
}

/// What is drawn, and into which file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draw {
    /// The question; empty for the last answer.
    pub question: String,
    /// The file; none where nobody names one.
    pub path: Option<String>,
}

/// Whether a file that is there already may be written over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Over {
    /// Only one that this prompt wrote.
    OwnOnly,
    /// Any.
    Any,
}

/// The commands, as completion offers them and the error of an unknown one lists them.
pub const COMMANDS: [&str; 10] = [
    ":help",
    ":load",
    ":reload",
    ":save",
    ":undo",
    ":as of",
    ":according to",
    ":max-marking",
    ":theme",
    ":quit",
];

/// What is meant, in order. Statements that follow one another are added together, so that none is read without the next.
#[must_use]
pub fn intents(text: &str) -> Vec<Intent> {
    let mut intents: Vec<Intent> = Vec::new();
    for block in blocks(text) {
        let next = intent(&block);
        match (intents.last_mut(), next) {
            (_, None) => {}
            (Some(Intent::Add(before)), Some(Intent::Add(more))) => {
                before.push('\n');
                before.push_str(&more);
            }
            (_, Some(next)) => intents.push(next),
        }
    }
    intents
}

fn intent(block: &str) -> Option<Intent> {
    let first = without_comment(block.lines().next().unwrap_or(block));
    if let Some(command) = first.strip_prefix(':') {
        return Some(command_of(command.trim()));
    }
    match first.trim_end_matches('.') {
        "undo" => return Some(Intent::Command(Command::Undo)),
        "help" | "?" => return Some(Intent::Command(Command::Help)),
        "quit" | "exit" => return Some(Intent::Command(Command::Quit)),
        _ => {}
    }
    let words = block
        .lines()
        .map(without_comment)
        .filter(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    if words.is_empty() {
        return None;
    }
    if let Some(question) = words.strip_prefix("ask ") {
        return Some(Intent::Ask(joined(question)));
    }
    if syntax::is_statement(&words) || syntax::ends_in_full_stop(&words) {
        return Some(Intent::Add(block.to_owned()));
    }
    let asked = joined(&words);
    if let Some(("draw", rest)) = asked.split_once(' ').or(Some((asked.as_str(), ""))) {
        return Some(Intent::Command(Command::Draw(drawn(rest.trim()))));
    }
    Some(Intent::Ask(asked))
}

/// A question on one line: where it was broken is of no matter to it.
fn joined(question: &str) -> String {
    question
        .split('\n')
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
}

/// `threats to Pakistan to picture.svg`: a question may hold a `to` of its own, so only one before a picture's file counts.
fn drawn(rest: &str) -> Draw {
    const ENDINGS: [&str; 4] = [".svg", ".dot", ".gv", ".mmd"];
    let bare = rest.trim_end_matches('"');
    let names_a_file = ENDINGS
        .iter()
        .any(|ending| bare.to_lowercase().ends_with(ending));
    let padded = format!(" {rest}");
    match padded.rsplit_once(" to ") {
        Some((question, path)) if names_a_file => Draw {
            question: question.trim().to_owned(),
            path: Some(path.trim().trim_matches('"').to_owned()),
        },
        _ => Draw {
            question: rest.to_owned(),
            path: None,
        },
    }
}

fn command_of(line: &str) -> Intent {
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let path = || rest.trim_matches('"').to_owned();
    let after = |word: &str| {
        rest.strip_prefix(word)
            .map(str::trim)
            .unwrap_or(rest)
            .to_owned()
    };
    Intent::Command(match name {
        "help" | "h" | "?" => Command::Help,
        "quit" | "q" | "exit" => Command::Quit,
        "undo" => Command::Undo,
        "reload" => Command::Reload,
        "load" => Command::Load(path()),
        "save" => Command::Save {
            path: path(),
            over: Over::OwnOnly,
        },
        "save!" => Command::Save {
            path: path(),
            over: Over::Any,
        },
        "draw" => Command::Draw(drawn(rest)),
        "theme" => Command::Theme(rest.to_owned()),
        "as" => Command::AsOf(after("of")),
        "according" => Command::AccordingTo(after("to")),
        "max-marking" => Command::MaxMarking(rest.to_owned()),
        _ => return Intent::UnknownCommand(format!(":{name}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adds(text: &str) -> Intent {
        Intent::Add(text.to_owned())
    }

    fn asks(text: &str) -> Intent {
        Intent::Ask(text.to_owned())
    }

    #[test]
    fn what_opens_with_a_keyword_or_ends_in_a_full_stop_is_added() {
        assert_eq!(intents("actor K is a group"), [adds("actor K is a group")]);
        assert_eq!(intents("K is loyal to L."), [adds("K is loyal to L.")]);
        assert_eq!(
            intents("K is loyal to L.   # so they say"),
            [adds("K is loyal to L.   # so they say")]
        );
    }

    #[test]
    fn anything_else_is_a_question() {
        assert_eq!(intents("K is loyal to L"), [asks("K is loyal to L")]);
        assert_eq!(intents("threats to K"), [asks("threats to K")]);
        assert_eq!(intents("ask threats to K"), [asks("threats to K")]);
        assert_eq!(
            intents("why K is\n   loyal to L"),
            [asks("why K is loyal to L")]
        );
    }

    #[test]
    fn statements_that_follow_one_another_are_added_together() {
        assert_eq!(
            intents("actor K\nactor L\nK is loyal to L.\nallies of K"),
            [
                adds("actor K\nactor L\nK is loyal to L."),
                asks("allies of K")
            ]
        );
    }

    #[test]
    fn a_command_is_its_own_line() {
        assert_eq!(
            intents(":load a b.casus"),
            [Intent::Command(Command::Load("a b.casus".into()))]
        );
        assert_eq!(
            intents(":as of 2016-12"),
            [Intent::Command(Command::AsOf("2016-12".into()))]
        );
        assert_eq!(
            intents(":according to Russia"),
            [Intent::Command(Command::AccordingTo("Russia".into()))]
        );
        assert_eq!(intents("undo"), [Intent::Command(Command::Undo)]);
        assert_eq!(intents(":sav x"), [Intent::UnknownCommand(":sav".into())]);
    }

    #[test]
    fn a_picture_goes_to_the_file_that_is_named_and_a_question_keeps_its_own_to() {
        let draws = |question: &str, path: Option<&str>| {
            Intent::Command(Command::Draw(Draw {
                question: question.to_owned(),
                path: path.map(str::to_owned),
            }))
        };
        assert_eq!(intents("draw"), [draws("", None)]);
        assert_eq!(intents("draw threats to K"), [draws("threats to K", None)]);
        assert_eq!(
            intents("draw why 1 to first.svg"),
            [draws("why 1", Some("first.svg"))]
        );
        assert_eq!(intents("draw to \"a b.svg\""), [draws("", Some("a b.svg"))]);
    }

    #[test]
    fn blanks_and_comments_mean_nothing() {
        assert_eq!(intents(""), []);
        assert_eq!(intents("  \n"), []);
        assert_eq!(intents("# a thought"), []);
    }
}
