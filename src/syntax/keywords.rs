//! Keywords as the prompt and the messages ask about them.

use super::ast::{Line, TokenKind};
use super::error::SyntaxError;
use super::grammar;

/// The words that open a statement, as the grammar has them.
pub const KEYWORDS: [&str; 22] = [
    "scenario",
    "use",
    "kind",
    "scale",
    "relation",
    "actor",
    "place",
    "event",
    "thing",
    "source",
    "allegiance",
    "threat",
    "assume",
    "evidence",
    "deny",
    "rule",
    "question",
    "suppose",
    "hypothesis",
    "ask",
    "expect",
    "from",
];

/// Whether a text opens with a statement's keyword, so that the prompt adds it to the world.
#[must_use]
pub fn is_statement(text: &str) -> bool {
    grammar::opens_with_keyword(text)
}

/// Whether a text ends in a full stop, so that the prompt adds it to the world. `2014/..` does not.
#[must_use]
pub fn ends_in_full_stop(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with('。') || text.ends_with('.') && !text.ends_with("..")
}

/// The keyword that a first word was meant for, if it differs from one in capitals alone: `Actor`, `RULE`.
#[must_use]
pub fn keyword_meant(word: &str) -> Option<&'static str> {
    KEYWORDS
        .into_iter()
        .find(|keyword| word != *keyword && word.eq_ignore_ascii_case(keyword))
}

/// A sentence that can only be a statement whose keyword has a capital: `Scenario "title"`. A name may well begin
/// with such a word (`Event Horizon holds Dara`), so only those are sure that a text or a slot follows.
pub(super) fn in_capitals(line: &Line) -> Option<SyntaxError> {
    let [first, second, ..] = line.tokens.as_slice() else {
        return None;
    };
    let TokenKind::Word(word) = &first.kind else {
        return None;
    };
    let keyword = keyword_meant(word)?;
    let sure = match keyword {
        "scenario" | "use" | "suppose" | "hypothesis" | "from" => {
            matches!(second.kind, TokenKind::Text(_))
        }
        "relation" => matches!(second.kind, TokenKind::Slot(_)),
        _ => false,
    };
    sure.then(|| SyntaxError::KeywordInCapitals {
        place: first.place,
        keyword,
        word: word.clone(),
    })
}
