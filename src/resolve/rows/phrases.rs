//! Where `on` belongs to a phrase. Takes the wordings that are declared, tells of an `on` before a column whether it goes on with
//! one of them (`?group draws on ?patron`), or says when (`?group held ?post on ?day`).
//!
//! A row is filled in before it is read, so this is told by the words and columns before the `on` alone.

use super::filling::is_column;
use crate::resolve::collect::Placed;
use crate::resolve::words::is_word;
use crate::syntax::{Shape, Token, TokenKind};

/// The wordings in which a slot other than a date's follows `on`: what stands before it, the nearest first.
#[derive(Clone, Debug, Default)]
pub(in crate::resolve) struct Phrases {
    before: Vec<Vec<Before>>,
}

/// What stands before `on` in a wording.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Before {
    Word(String),
    Slot,
}

impl Phrases {
    /// Those of the relations among these statements.
    pub(in crate::resolve) fn of(all: &[Placed<'_>]) -> Phrases {
        let mut out = Phrases::default();
        for placed in all {
            if let Shape::Relation { lines } = &placed.statement.shape {
                for line in lines {
                    out.note(&line.tokens);
                }
            }
        }
        out
    }

    fn note(&mut self, tokens: &[Token]) {
        for (at, pair) in tokens.windows(2).enumerate() {
            let is_phrase = is_word(pair.first(), "on")
                && matches!(pair.get(1).map(|token| &token.kind), Some(TokenKind::Slot(kind)) if kind != "date");
            if !is_phrase {
                continue;
            }
            let mut before = Vec::new();
            for token in tokens.iter().take(at).rev() {
                match &token.kind {
                    TokenKind::Word(word) => before.push(Before::Word(word.clone())),
                    TokenKind::Slot(_) => {
                        let any = before.iter().any(|one| *one != Before::Slot);
                        before.push(Before::Slot);
                        if any {
                            break;
                        }
                    }
                    _ => break,
                }
            }
            if !before.is_empty() && !self.before.contains(&before) {
                self.before.push(before);
            }
        }
    }

    /// Whether the `on` at a position, with a column behind it, goes on with a phrase.
    pub(super) fn go_on(&self, tokens: &[Token], at: usize) -> bool {
        let one_column = matches!(
            tokens.get(at + 1).map(|token| &token.kind),
            Some(TokenKind::Variable(_))
        );
        let is_before = |before: &Vec<Before>| {
            before.iter().enumerate().all(|(back, one)| {
                let token = at.checked_sub(back + 1).and_then(|at| tokens.get(at));
                match one {
                    Before::Word(word) => is_word(token, word),
                    // Who the last words are about may be left out, or be named.
                    Before::Slot if back + 1 == before.len() && back > 0 => true,
                    Before::Slot => is_column(token),
                }
            })
        };
        is_word(tokens.get(at), "on") && one_column && self.before.iter().any(is_before)
    }
}
