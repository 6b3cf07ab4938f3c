//! Exact decimals and ranges of them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An exact decimal: a whole number of millionths, so that sums and comparisons never drift.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Number(pub i128);

impl Number {
    /// One, in millionths.
    pub const ONE: i128 = 1_000_000;

    /// A whole number.
    #[must_use]
    pub fn whole(n: i64) -> Number {
        Number(i128::from(n) * Self::ONE)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (
            self.0.unsigned_abs() / 1_000_000,
            self.0.unsigned_abs() % 1_000_000,
        );
        let sign = if self.0 < 0 { "-" } else { "" };
        if rest == 0 {
            write!(out, "{sign}{whole}")
        } else {
            let digits = format!("{rest:06}");
            write!(out, "{sign}{whole}.{}", digits.trim_end_matches('0'))
        }
    }
}

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        if self.0 % Self::ONE == 0 {
            match i64::try_from(self.0 / Self::ONE) {
                Ok(whole) => out.serialize_i64(whole),
                Err(_) => out.serialize_f64(self.0 as f64 / 1e6),
            }
        } else {
            out.serialize_f64(self.0 as f64 / 1e6)
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = serde_json::Number::deserialize(from)?;
        Ok(match read.as_i64() {
            Some(whole) => Number::whole(whole),
            None => Number((read.as_f64().unwrap_or_default() * 1e6).round() as i128),
        })
    }
}

/// The values a number may have: `3000+`, `2000..4000`, `~3000`; a plain number has one. Both ends are in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Range {
    /// The least; none is unbounded.
    pub low: Option<Number>,
    /// The greatest; none is unbounded.
    pub high: Option<Number>,
}

impl Range {
    /// One value.
    #[must_use]
    pub fn exactly(n: Number) -> Range {
        Range {
            low: Some(n),
            high: Some(n),
        }
    }

    /// Whether some value is in both.
    #[must_use]
    pub fn meets(self, other: Range) -> bool {
        let below = |a: Option<Number>, b: Option<Number>| a.is_none() || b.is_none() || a <= b;
        below(self.low, other.high) && below(other.low, self.high)
    }
}
