//! Markings on statements of words. Takes a statement, gives the marking that it carries as a whole, and those of its
//! lines, with no vocabulary at hand.
//!
//! Where a clause could reach less far than it is taken to reach here (`A arms B marking RED, guards C`), it is taken to
//! reach further: what is left out because of a marking is never too little.

use super::words::{is_word, word_of};
use crate::model::Scales;
use crate::syntax::{Line, Statement, Token, TokenKind, Whole};

/// The level that the words of a line name, the most restrictive of several: as the scale has it, or as it was written
/// where no scale has it, which is above all.
#[must_use]
pub fn line_marking(line: &Line, scales: &Scales) -> Option<String> {
    let mut found = Vec::new();
    levels(&line.tokens, scales, &mut found);
    scales
        .strictest(found.iter().map(String::as_str))
        .map(str::to_owned)
}

/// The marking of a statement as a whole: the one of its first line, or on a line of its own; of what is no list of
/// sentences (a rule, a wording, a question), that of any line.
#[must_use]
pub fn whole_marking(statement: &Statement, scales: &Scales) -> Option<String> {
    let mut found = Vec::new();
    for line in statement.shape.lines() {
        let reaches_all = statement.shape.whole() != Whole::Line
            || line.indent == 0
            || is_word(line.tokens.first(), "marking");
        if reaches_all {
            levels(&line.tokens, scales, &mut found);
        }
    }
    scales
        .strictest(found.iter().map(String::as_str))
        .map(str::to_owned)
}

/// What stands behind each `marking`; where that is no word, nothing that a scale could have.
fn levels(tokens: &[Token], scales: &Scales, found: &mut Vec<String>) {
    for (at, token) in tokens.iter().enumerate() {
        if let TokenKind::Group(inner) = &token.kind {
            levels(inner, scales, found);
        }
        if is_word(Some(token), "marking") {
            let level = tokens.get(at + 1).and_then(level_of).unwrap_or_default();
            let known = scales.marking(&level).map(str::to_owned);
            found.push(known.unwrap_or(level));
        }
    }
}

/// The level that a token names, as it was written.
pub(crate) fn level_of(token: &Token) -> Option<String> {
    match &token.kind {
        TokenKind::Text(text) => Some(text.clone()),
        _ => word_of(token).map(|word| word.trim_end_matches('.').to_owned()),
    }
}
