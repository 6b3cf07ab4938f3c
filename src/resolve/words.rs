//! Words as numbers. Takes the words of kinds and of wordings, gives each a number, by which the vocabulary's tries are keyed.
//!
//! Names are kept by their letters: data brings more of them than are ever written.

use crate::snapshot::stored;
use crate::syntax::{Token, TokenKind};
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word that some declaration holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct WordId(u32);

stored! { struct WordId(number) }

/// All words of the declarations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    ids: HashMap<Box<str>, WordId, RandomState>,
}

stored! { struct Words { ids } }

impl Words {
    /// The number of a word, new if it has none.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = WordId(self.ids.len() as u32);
        self.ids.insert(word.into(), id);
        id
    }

    /// The number of a word, if a declaration holds it.
    pub(crate) fn get(&self, word: &str) -> Option<WordId> {
        self.ids.get(word).copied()
    }
}

/// A text without case and accents.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        }
    } else {
        Cow::Owned(
            text.nfd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase)
                .nfc()
                .collect(),
        )
    }
}

/// The letters of a text as a set, and how many there are, case and accents left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Letters {
    set: u64,
    count: u32,
}

impl Letters {
    /// Of a text.
    pub(crate) fn of(text: &str) -> Letters {
        let mut out = Letters::default();
        for letter in fold(text).chars() {
            out.set |= 1 << (u32::from(letter) % 64);
            out.count += 1;
        }
        out
    }

    /// Whether texts with these letters can be near one another at all.
    pub(crate) fn may_be_near(self, other: Letters) -> bool {
        let (less, more) = (self.count.min(other.count), self.count.max(other.count));
        let unlike = (self.set ^ other.set).count_ones();
        let within = self.set & !other.set == 0 || other.set & !self.set == 0;
        within || (more <= less.saturating_mul(2) && unlike <= more.div_ceil(2))
    }
}

/// What a token may be as a word of a name or a phrase; none for texts, variables, brackets and marks.
pub(crate) fn word_of(token: &Token) -> Option<&str> {
    match &token.kind {
        TokenKind::Word(word) | TokenKind::Date(word) => Some(word),
        TokenKind::Numeral(numeral) => Some(&numeral.text),
        _ => None,
    }
}

/// Whether the token is that very word.
pub(crate) fn is_word(token: Option<&Token>, word: &str) -> bool {
    matches!(token.map(|token| &token.kind), Some(TokenKind::Word(is)) if is == word)
}

fn spellings(tokens: &[Token], at: usize) -> [Option<&str>; 2] {
    let Some(word) = tokens.get(at).and_then(word_of) else {
        return [None, None];
    };
    if at + 1 == tokens.len() && word.len() > 1 && word.ends_with('.') {
        [Some(word.trim_end_matches('.')), Some(word)]
    } else {
        [Some(word), None]
    }
}

/// One token's word numbers. The last word of a run may be read without its stop.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Piece {
    /// As written (of a last word with a stop, without it).
    pub(crate) exact: Option<WordId>,
    /// Of a last word with a stop: with it.
    pub(crate) dotted: Option<WordId>,
}

/// A run of tokens with their word numbers.
#[derive(Clone, Debug)]
pub(crate) struct Run<'t> {
    /// The tokens.
    pub(crate) tokens: &'t [Token],
    pieces: Vec<Piece>,
}

impl<'t> Run<'t> {
    /// Looks the tokens up. Words that no declaration holds have no number.
    pub(crate) fn new(words: &Words, tokens: &'t [Token]) -> Run<'t> {
        let pieces = (0..tokens.len()).map(|at| {
            let [exact, dotted] = spellings(tokens, at).map(|word| words.get(word?));
            Piece { exact, dotted }
        });
        let pieces = pieces.collect();
        Run { tokens, pieces }
    }

    /// How many tokens there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a position.
    pub(crate) fn token(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    /// The word numbers at a position.
    pub(crate) fn piece(&self, at: usize) -> Piece {
        self.pieces.get(at).copied().unwrap_or_default()
    }

    /// How the word at a position may be spelled: without the stop of a last word, then with it.
    pub(crate) fn spellings(&self, at: usize) -> [Option<&'t str>; 2] {
        spellings(self.tokens, at)
    }

    /// The word at a position, the stop of a last word taken off.
    pub(crate) fn word(&self, at: usize) -> Option<&'t str> {
        let word = word_of(self.tokens.get(at)?)?;
        // The stops of `2014/..` are the date's.
        let open = word.ends_with("/..");
        Some(if at + 1 == self.tokens.len() && word.len() > 1 && !open {
            word.trim_end_matches('.')
        } else {
            word
        })
    }

    /// The word or the text that stands at a position: a level's name may hold a sign that no word has.
    pub(crate) fn level(&self, at: usize) -> Option<&'t str> {
        match &self.tokens.get(at)?.kind {
            TokenKind::Text(text) => Some(text),
            _ => self.word(at),
        }
    }

    /// The cell of a table that stands at a position.
    pub(crate) fn cell(&self, at: usize) -> Option<&'t str> {
        match &self.tokens.get(at)?.kind {
            TokenKind::Cell(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the word at a position is that one, a last stop not counted.
    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        matches!(
            self.tokens.get(at).map(|token| &token.kind),
            Some(TokenKind::Word(_))
        ) && self.word(at) == Some(word)
    }

    /// The words of a stretch, joined by blanks.
    pub(crate) fn text(&self, from: usize, to: usize) -> String {
        let mut out = String::new();
        for at in from..to.min(self.len()) {
            let piece = match self.tokens.get(at).map(|token| &token.kind) {
                Some(TokenKind::Text(text) | TokenKind::Cell(text)) => format!("\"{text}\""),
                Some(TokenKind::Variable(name)) => format!("?{name}"),
                Some(TokenKind::Comma) => {
                    out.push(',');
                    continue;
                }
                _ => self.word(at).unwrap_or("…").to_string(),
            };
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&piece);
        }
        out
    }

    /// Where a stretch stands in the files.
    pub(crate) fn place(&self, from: usize, to: usize) -> crate::source::Place {
        let first = self.tokens.get(from).or(self.tokens.last());
        let last = self
            .tokens
            .get(to.saturating_sub(1).max(from))
            .or(self.tokens.last());
        match (first, last) {
            (Some(first), Some(last)) => first.place.to(last.place),
            _ => crate::source::Place::default(),
        }
    }
}
