//! Whether a comparison holds (meaning.md 5): of every pair of values, or with `possibly` of some.

use crate::model::{Comparison, Value};
use crate::time::Instant;

/// The least and the greatest; none is unbounded.
type Ends = (Option<i128>, Option<i128>);

pub(super) fn holds(op: Comparison, left: &Value, right: &Value, possibly: bool) -> bool {
    let (a, b) = match (left, right) {
        (Value::Number(a), Value::Number(b)) => (
            (a.low.map(|n| n.0), a.high.map(|n| n.0)),
            (b.low.map(|n| n.0), b.high.map(|n| n.0)),
        ),
        (Value::Date(a), Value::Date(b)) => {
            let ends = |from: Instant, to: Instant| -> Ends {
                (
                    (from != Instant::BEGINNING).then_some(i128::from(from.0)),
                    (to != Instant::END).then_some(i128::from(to.0) - 1),
                )
            };
            (ends(a.from, a.to), ends(b.from, b.to))
        }
        _ => {
            return match op {
                Comparison::Equal => left == right,
                Comparison::Unequal => left != right,
                Comparison::Less
                | Comparison::AtMost
                | Comparison::Greater
                | Comparison::AtLeast => false,
            };
        }
    };
    match op {
        Comparison::Less => ordered(a, b, possibly, false),
        Comparison::AtMost => ordered(a, b, possibly, true),
        Comparison::Greater => ordered(b, a, possibly, false),
        Comparison::AtLeast => ordered(b, a, possibly, true),
        Comparison::Equal => equal(a, b, possibly),
        Comparison::Unequal => !equal(a, b, !possibly),
    }
}

/// Whether all (or some) of a is before (or, with `or_equal`, not after) all (or some) of b.
fn ordered(a: Ends, b: Ends, some: bool, or_equal: bool) -> bool {
    let before = |x: i128, y: i128| x < y || or_equal && x == y;
    if some {
        a.0.is_none_or(|low| b.1.is_none_or(|high| before(low, high)))
    } else {
        a.1.is_some_and(|high| b.0.is_some_and(|low| before(high, low)))
    }
}

/// Whether all (or some) of a equals all (or some) of b.
fn equal(a: Ends, b: Ends, some: bool) -> bool {
    if some {
        let reaches = |x: Ends, y: Ends| x.0.is_none_or(|low| y.1.is_none_or(|high| low <= high));
        reaches(a, b) && reaches(b, a)
    } else {
        a.0.is_some() && a.0 == a.1 && a == b
    }
}
