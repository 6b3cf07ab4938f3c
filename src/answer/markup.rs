//! Typed markup: text of which every piece says what it is. Takes pieces, gives plain text, a list for JSON, and
//! what a terminal needs to colour it: the three come from one value, so they cannot tell different things.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// What a piece of text is. A rendering may style each as it likes, or not at all.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Words of a wording or of ours.
    Words,
    /// The name of an entity.
    Name,
    /// A number or a range of numbers.
    Number,
    /// A date, an instant or a span of time.
    Date,
    /// A text in quotes, as it was written.
    Quote,
    /// A variable: `?who`.
    Variable,
    /// A source, with its grade.
    Source,
    /// Where a statement stands: `khorasan.casus:41`.
    Place,
    /// The name of a rule.
    Rule,
    /// A likelihood: a word of the scale, or a percentage.
    Likelihood,
    /// A level of confidence.
    Confidence,
    /// A question that may be asked next.
    Question,
}

/// A stretch of text that is one thing.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Piece {
    /// What it is.
    #[serde(rename = "as")]
    pub role: Role,
    /// The text, with the blanks around it.
    pub text: String,
    /// Of a name: the entity's number in the core.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<u32>,
}

/// A text in pieces. In JSON: `{"text": "ISK threatens Pakistan", "parts": [{"as": "name", "text": "ISK", "entity": 3}, …]}`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Markup {
    pieces: Vec<Piece>,
}

impl Markup {
    /// No text.
    #[must_use]
    pub fn new() -> Markup {
        Markup::default()
    }

    /// Plain words.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Markup {
        Markup::of(Role::Words, text)
    }

    /// One piece.
    #[must_use]
    pub fn of(role: Role, text: impl Into<String>) -> Markup {
        let mut markup = Markup::new();
        markup.push(role, text);
        markup
    }

    /// A name, with its entity's number.
    #[must_use]
    pub fn name(text: impl Into<String>, entity: u32) -> Markup {
        let text = text.into();
        Markup {
            pieces: vec![Piece {
                role: Role::Name,
                text,
                entity: Some(entity),
            }],
        }
    }

    /// Adds a piece; words after words are one piece.
    pub fn push(&mut self, role: Role, text: impl Into<String>) -> &mut Markup {
        let text = text.into();
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.role == Role::Words && role == Role::Words => {
                last.text.push_str(&text);
            }
            _ => self.pieces.push(Piece {
                role,
                text,
                entity: None,
            }),
        }
        self
    }

    /// Adds words.
    pub fn say(&mut self, words: &str) -> &mut Markup {
        self.push(Role::Words, words)
    }

    /// Adds all pieces of another text.
    pub fn add(&mut self, other: Markup) -> &mut Markup {
        for piece in other.pieces {
            match self.pieces.last_mut() {
                Some(last) if last.role == Role::Words && piece.role == Role::Words => {
                    last.text.push_str(&piece.text);
                }
                _ => self.pieces.push(piece),
            }
        }
        self
    }

    /// The same with words behind it.
    #[must_use]
    pub fn then(mut self, words: &str) -> Markup {
        self.say(words);
        self
    }

    /// The same with another text behind it.
    #[must_use]
    pub fn with(mut self, other: Markup) -> Markup {
        self.add(other);
        self
    }

    /// Several texts with `between` between them, and `last` before the last: `a, b and c`.
    #[must_use]
    pub fn list(texts: impl IntoIterator<Item = Markup>, between: &str, last: &str) -> Markup {
        let texts: Vec<Markup> = texts.into_iter().collect();
        let count = texts.len();
        let mut all = Markup::new();
        for (at, text) in texts.into_iter().enumerate() {
            if at > 0 {
                all.say(if at + 1 == count { last } else { between });
            }
            all.add(text);
        }
        all
    }

    /// The same with a capital at its beginning, where that is a word of a wording or of ours.
    #[must_use]
    pub fn capitalised(mut self) -> Markup {
        if let Some(first) = self.pieces.first_mut()
            && matches!(first.role, Role::Words | Role::Rule | Role::Likelihood)
        {
            first.text = capitalised(&first.text);
        }
        self
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The pieces, in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The text without its marks.
    #[must_use]
    pub fn plain(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }
}

/// A text with a capital at its beginning.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl Serialize for Markup {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut object = out.serialize_struct("Markup", 2)?;
        object.serialize_field("text", &self.plain())?;
        object.serialize_field("parts", &self.pieces)?;
        object.end()
    }
}
