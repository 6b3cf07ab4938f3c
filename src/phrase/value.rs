//! What fills a slot, in words: names, texts in quotes, numbers and ranges, dates.

use super::{Phrase, covered};
use crate::answer::{Markup, Role};
use crate::model::{Number, Range, Value};

impl Phrase<'_> {
    /// A value: `Pakistan`, `"a text"`, `3000+`, `2 November 2014`.
    #[must_use]
    pub fn value(&self, value: &Value) -> Markup {
        match value {
            Value::Entity(id) => self.entity(*id),
            Value::Text(text) => {
                Markup::of(Role::Quote, format!("\"{}\"", text.replace('"', "\"\"")))
            }
            Value::Number(range) => Markup::of(Role::Number, numeral(*range)),
            Value::Date(covers) => covered(*covers),
        }
    }
}

/// A number or a range as it could be typed: `60`, `12,000`, `3000+`, `2000..4000`, `at most 500`.
fn numeral(range: Range) -> String {
    match (range.low, range.high) {
        (Some(low), Some(high)) if low == high => grouped(low),
        (Some(low), Some(high)) => format!("{}..{}", grouped(low), grouped(high)),
        (Some(low), None) => format!("{}+", grouped(low)),
        (None, Some(high)) => format!("at most {}", grouped(high)),
        (None, None) => "any number".to_owned(),
    }
}

/// With commas between thousands from 10,000 on; four digits stand better without.
fn grouped(number: Number) -> String {
    let text = number.to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, rest) = digits
        .split_once('.')
        .map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && whole.len() > 4 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}
