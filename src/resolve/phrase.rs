//! Phrases. Takes the words and slots of a `relation`, gives the phrase, or what is wrong with it and what would do.

use super::error::ResolveError;
use super::front::Front;
use super::words::{is_word, word_of};
use crate::model::{KindId, Kinds, Part};
use crate::source::Place;
use crate::syntax::{Token, TokenKind};

/// Words that begin a clause or join sentences, and so cannot stand in a phrase.
const RESERVED: [&str; 13] = [
    "per",
    "according",
    "because",
    "since",
    "until",
    "during",
    "if",
    "unless",
    "and",
    "or",
    "where",
    "note",
    "quote",
];

/// How many words and slots a phrase may have.
const LONGEST_PHRASE: usize = 64;

/// A phrase as it was read: words and slots, each slot with its kind.
pub(crate) struct Phrase {
    pub(crate) parts: Vec<Part>,
    pub(crate) kinds: Vec<KindId>,
}

/// Whether `not` may stand in the phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Negation {
    Forbidden,
    Allowed,
}

impl Front<'_> {
    /// The words and slots of a phrase.
    pub(crate) fn phrase(
        &mut self,
        tokens: &[Token],
        place: Place,
        negation: Negation,
    ) -> Result<Phrase, ResolveError> {
        let mut phrase = Phrase {
            parts: Vec::new(),
            kinds: Vec::new(),
        };
        // What is wrong with the words is told once, and the phrase still stands: those who use it made no mistake.
        let mut wrong_words = None;
        for (at, token) in tokens.iter().enumerate() {
            match &token.kind {
                TokenKind::Slot(kind) => {
                    if at > 0
                        && let Some(before) = tokens.get(at - 1)
                        && matches!(before.kind, TokenKind::Slot(_))
                    {
                        wrong_words.get_or_insert(ResolveError::TouchingSlots {
                            place: before.place.to(token.place),
                            instead: self.with_word_between(tokens, at),
                        });
                    }
                    let kind = self.slot_kind(kind, token.place);
                    phrase.parts.push(Part::Slot(phrase.kinds.len()));
                    phrase.kinds.push(kind);
                }
                _ => {
                    let Some(word) = word_of(token) else {
                        return Err(ResolveError::Expected {
                            place: token.place,
                            what: "a phrase is made of words and slots",
                            form: Some("relation [actor] holds [place]"),
                        });
                    };
                    let as_clause = word == "as"
                        && (is_word(tokens.get(at + 1), "of")
                            || is_word(tokens.get(at + 1), "known"));
                    let wrong = RESERVED.contains(&word)
                        || as_clause
                        || (word == "not" && negation == Negation::Forbidden);
                    if wrong {
                        wrong_words.get_or_insert(ResolveError::ReservedWord {
                            place: token.place,
                            word: word.to_string(),
                            instead: self.with_another_word(tokens, at),
                        });
                    }
                    let last = at + 1 == tokens.len();
                    let word = if last && word.len() > 1 {
                        word.trim_end_matches('.')
                    } else {
                        word
                    };
                    phrase.parts.push(Part::Word(word.to_string()));
                }
            }
        }
        if !matches!(phrase.parts.first(), Some(Part::Slot(_))) {
            return Err(ResolveError::NoSubjectSlot {
                place: tokens.first().map_or(place, |token| token.place),
            });
        }
        if phrase.parts.len() < 2 {
            return Err(ResolveError::Expected {
                place,
                what: "a phrase needs words after its first slot",
                form: Some("relation [actor] holds [place]"),
            });
        }
        if phrase.parts.len() > LONGEST_PHRASE {
            return Err(ResolveError::Expected {
                place,
                what: "a phrase has at most 64 words and slots",
                form: None,
            });
        }
        let inner = phrase
            .kinds
            .iter()
            .position(|kind| *kind == Kinds::SENTENCE);
        if inner.is_some_and(|at| at + 1 < phrase.kinds.len())
            || (inner.is_some() && !matches!(phrase.parts.last(), Some(Part::Slot(_))))
        {
            return Err(ResolveError::Expected {
                place,
                what: "a [sentence] slot comes last",
                form: Some("relation [actor] fears that [sentence]"),
            });
        }
        if let Some(error) = wrong_words {
            self.report(&error);
        }
        Ok(phrase)
    }

    /// The kind of a slot. One that is not declared is reported, and taken for any entity, so that the relation still stands.
    fn slot_kind(&mut self, name: &str, place: Place) -> KindId {
        let name = name.trim();
        if name.is_empty() {
            return Kinds::ENTITY;
        }
        let root = Kinds::ROOTS.iter().position(|root| *root == name);
        if let Some(root) = root {
            return KindId(root as u32);
        }
        match self.kind_named(name) {
            Some(kind) => kind,
            None => {
                let nearest = self.reader().nearest_kinds(name);
                self.report(&ResolveError::UnknownKind {
                    place,
                    text: name.to_string(),
                    nearest,
                });
                Kinds::ENTITY
            }
        }
    }

    fn with_word_between(&self, tokens: &[Token], at: usize) -> String {
        let mut words: Vec<String> = tokens.iter().map(shown).collect();
        words.insert(at.min(words.len()), "the".into());
        words.join(" ")
    }

    fn with_another_word(&self, tokens: &[Token], at: usize) -> String {
        let mut words: Vec<String> = tokens.iter().map(shown).collect();
        if let Some(word) = words.get_mut(at) {
            *word = match word.as_str() {
                "if" | "since" | "until" | "during" | "because" => "when",
                "per" | "according" => "by",
                "and" => "with",
                "or" => "or-else",
                "unless" => "without",
                "where" => "in-which",
                _ => "…",
            }
            .to_string();
        }
        words.join(" ")
    }
}

fn shown(token: &Token) -> String {
    match &token.kind {
        TokenKind::Slot(kind) => format!("[{kind}]"),
        _ => word_of(token).unwrap_or("…").to_string(),
    }
}
