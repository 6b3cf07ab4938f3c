//! What the printed forms are made of: spans, arguments, sentences with what fills their slots.

use crate::model::{Number, Range, Value};
use crate::time::{Instant, Span};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// `[from, to)` in whole minutes since 1970-01-01T00:00Z; `null` where it is unbounded.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
pub struct SpanJson(pub Option<i64>, pub Option<i64>);

impl From<Span> for SpanJson {
    fn from(span: Span) -> Self {
        SpanJson(
            (span.from > Instant::BEGINNING).then_some(span.from.0),
            (span.to < Instant::END).then_some(span.to.0),
        )
    }
}

/// Where a statement surely holds: a span, or `"empty"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CoreSpan {
    /// Somewhere.
    Span(SpanJson),
    /// Nowhere.
    Empty(Empty),
}

/// The word `"empty"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Empty {
    /// Nowhere.
    Empty,
}

impl From<Span> for CoreSpan {
    fn from(span: Span) -> Self {
        if span.from >= span.to {
            CoreSpan::Empty(Empty::Empty)
        } else {
            CoreSpan::Span(span.into())
        }
    }
}

/// All values that a number may have, both ends among them; `null` where it is unbounded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct NumberRange(pub Option<Number>, pub Option<Number>);

impl From<Range> for NumberRange {
    fn from(range: Range) -> Self {
        NumberRange(range.low, range.high)
    }
}

/// What fills a slot. In order: entities by id, texts, numbers, dates; variables stand only in rules.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Argument {
    /// The id of an entity.
    Entity(u32),
    /// A text.
    Text(String),
    /// A number or a range.
    Number(NumberRange),
    /// All minutes of a date.
    Date(SpanJson),
    /// A variable of the rule, without its mark.
    Var(String),
}

impl From<&Value> for Argument {
    fn from(value: &Value) -> Self {
        match value {
            Value::Entity(id) => Argument::Entity(id.0),
            Value::Text(text) => Argument::Text(text.to_string()),
            Value::Number(range) => Argument::Number((*range).into()),
            Value::Date(span) => Argument::Date((*span).into()),
        }
    }
}

/// A relation with its slots filled, by values or, in a rule, by variables too.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatternJson {
    /// The relation's id.
    pub relation: u32,
    /// One for each slot.
    pub args: Vec<Argument>,
}

/// Text in the making: an object with a row of each list on a line of its own, so that two of them can be compared
/// line by line.
#[derive(Default)]
pub struct Printed {
    text: String,
}

impl Printed {
    /// Adds a field with its value on one line.
    ///
    /// # Errors
    /// Where the value cannot be written as JSON; the shapes of this module always can.
    pub fn field<T: Serialize>(mut self, name: &str, value: &T) -> serde_json::Result<Printed> {
        self.open(name);
        self.text.push_str(&serde_json::to_string(value)?);
        Ok(self)
    }

    /// Adds a field that is a list, a row a line.
    ///
    /// # Errors
    /// As [`Printed::field`].
    pub fn rows<T: Serialize>(mut self, name: &str, rows: &[T]) -> serde_json::Result<Printed> {
        self.open(name);
        self.text.push('[');
        for (at, row) in rows.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            // Writing to a text never fails.
            let _ = write!(self.text, "{comma}\n  {}", serde_json::to_string(row)?);
        }
        self.text.push(']');
        Ok(self)
    }

    /// The whole text, with a line's end at its end.
    #[must_use]
    pub fn end(mut self) -> String {
        self.text.push_str(" }\n");
        self.text
    }

    fn open(&mut self, name: &str) {
        let before = if self.text.is_empty() { "{ " } else { ",\n  " };
        let _ = write!(self.text, "{before}\"{name}\": ");
    }
}
