//! Comparisons on what two sides cover (section 5, the last row of the table).

use casus::model::json::{Argument, NumberRange, SpanJson};

/// Whether a comparison is true: of every pair of values in the two sides or, with `possibly`, of some.
pub fn holds(op: &str, left: &Argument, right: &Argument, possibly: bool) -> bool {
    match (left, right) {
        (Argument::Number(NumberRange(a, b)), Argument::Number(NumberRange(c, d))) => {
            ranges(op, (*a, *b), (*c, *d), possibly)
        }
        (Argument::Date(SpanJson(a, b)), Argument::Date(SpanJson(c, d))) => {
            // A date's last minute is the one before its end.
            let last = |end: &Option<i64>| end.map(|end| end - 1);
            ranges(op, (*a, last(b)), (*c, last(d)), possibly)
        }
        // Entities and texts have only = and !=; unlike kinds are !=.
        _ => match op {
            "=" => left == right,
            "!=" => left != right,
            _ => false,
        },
    }
}

/// Both ends are in a range; none is unbounded.
type Ends<T> = (Option<T>, Option<T>);

fn ranges<T: PartialOrd + Copy>(op: &str, x: Ends<T>, y: Ends<T>, possibly: bool) -> bool {
    match (op, possibly) {
        // Of every pair: the greatest of the one is compared with the least of the other.
        ("<", false) => known(x.1, y.0, |a, b| a < b),
        ("<=", false) => known(x.1, y.0, |a, b| a <= b),
        (">", false) => ranges("<", y, x, false),
        (">=", false) => ranges("<=", y, x, false),
        ("=", false) => known(x.0, x.1, |a, b| a == b) && x == y,
        ("!=", false) => !ranges("=", x, y, true),
        // Of some pair: it is not so that the opposite is true of every pair.
        ("<", true) => !ranges(">=", x, y, false),
        ("<=", true) => !ranges(">", x, y, false),
        (">", true) => !ranges("<=", x, y, false),
        (">=", true) => !ranges("<", x, y, false),
        ("=", true) => !(ranges("<", x, y, false) || ranges(">", x, y, false)),
        ("!=", true) => !ranges("=", x, y, false),
        _ => false,
    }
}

fn known<T: Copy>(a: Option<T>, b: Option<T>, compare: impl Fn(T, T) -> bool) -> bool {
    a.zip(b).is_some_and(|(a, b)| compare(a, b))
}
