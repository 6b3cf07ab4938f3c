//! Comparisons of values that may be ranges (meaning.md 5).
//!
//! Takes two values; gives whether the comparison is true of every pair of what they cover or, with *possibly*,
//! of some. Entities and texts have only `=` and `!=`; unlike kinds are unequal.

use crate::model::{Comparison, Range, Value};
use crate::time::Instant;

/// Whether the comparison holds.
pub(crate) fn holds(op: Comparison, left: &Value, right: &Value, possibly: bool) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            Ends::of_range(*left).compare(op, Ends::of_range(*right), possibly)
        }
        (Value::Date(left), Value::Date(right)) => {
            let ends = |from: Instant, to: Instant| Ends {
                low: (from != Instant::BEGINNING).then_some(i128::from(from.0)),
                high: (to != Instant::END).then_some(i128::from(to.0) - 1),
            };
            ends(left.from, left.to).compare(op, ends(right.from, right.to), possibly)
        }
        (left, right) => match op {
            Comparison::Equal => left == right,
            Comparison::Unequal => left != right,
            Comparison::Less | Comparison::AtMost | Comparison::Greater | Comparison::AtLeast => {
                false
            }
        },
    }
}

/// What a value covers, both ends in it; none is unbounded.
#[derive(Clone, Copy)]
struct Ends {
    low: Option<i128>,
    high: Option<i128>,
}

impl Ends {
    fn of_range(range: Range) -> Ends {
        Ends {
            low: range.low.map(|number| number.0),
            high: range.high.map(|number| number.0),
        }
    }

    fn compare(self, op: Comparison, other: Ends, possibly: bool) -> bool {
        match (op, possibly) {
            (Comparison::Equal, false) => self.is_one_with(other),
            (Comparison::Equal, true) => self.meets(other),
            (Comparison::Unequal, false) => !self.meets(other),
            (Comparison::Unequal, true) => !self.is_one_with(other),
            (Comparison::Less, false) => surely(self.high, other.low, |a, b| a < b),
            (Comparison::Less, true) => perhaps(self.low, other.high, |a, b| a < b),
            (Comparison::AtMost, false) => surely(self.high, other.low, |a, b| a <= b),
            (Comparison::AtMost, true) => perhaps(self.low, other.high, |a, b| a <= b),
            (Comparison::Greater, _) => other.compare(Comparison::Less, self, possibly),
            (Comparison::AtLeast, _) => other.compare(Comparison::AtMost, self, possibly),
        }
    }

    /// Whether both cover one and the same value only.
    fn is_one_with(self, other: Ends) -> bool {
        self.low.is_some()
            && self.low == self.high
            && self.low == other.low
            && self.low == other.high
    }

    fn meets(self, other: Ends) -> bool {
        perhaps(self.low, other.high, |a, b| a <= b) && perhaps(other.low, self.high, |a, b| a <= b)
    }
}

fn surely(a: Option<i128>, b: Option<i128>, test: impl Fn(i128, i128) -> bool) -> bool {
    matches!((a, b), (Some(a), Some(b)) if test(a, b))
}

fn perhaps(a: Option<i128>, b: Option<i128>, test: impl Fn(i128, i128) -> bool) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => test(a, b),
        _ => true,
    }
}
