//! A stretch of time without a gap.
//!
//! Takes two instants; gives the minutes from the one up to, but not with, the other. Half open, so
//! that two spans which follow one another share no minute and leave none out.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Instant;

/// The minutes from `from` up to, but not with, `to`: December 2016 ends with 2017-01-01T00:00.
///
/// Written `[from, to]` in JSON, with `null` where it has no beginning or no end.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Span {
    /// The first minute, or [`Instant::BEGINNING`] if there is none.
    pub from: Instant,
    /// The minute after the last one, or [`Instant::END`] if there is no last. Empty if not after `from`.
    pub to: Instant,
}

impl Span {
    /// All of time.
    pub const ALWAYS: Span = Span {
        from: Instant::BEGINNING,
        to: Instant::END,
    };
    /// No time at all. All constructors give this one where there is no minute.
    pub const EMPTY: Span = Span {
        from: Instant(0),
        to: Instant(0),
    };

    /// From the first, up to but not with the second; [`Span::EMPTY`] if that leaves no minute.
    pub fn new(from: Instant, to: Instant) -> Span {
        if from < to {
            Span { from, to }
        } else {
            Span::EMPTY
        }
    }

    /// From that minute on, without end.
    pub fn since(from: Instant) -> Span {
        Span::new(from, Instant::END)
    }

    /// Without beginning, up to but not with that minute.
    pub fn until(to: Instant) -> Span {
        Span::new(Instant::BEGINNING, to)
    }

    /// Whether it has no minute.
    pub fn is_empty(self) -> bool {
        self.from >= self.to
    }

    /// Whether the minute is one of its own.
    pub fn contains(self, instant: Instant) -> bool {
        self.from <= instant && instant < self.to
    }

    /// The minutes of both; [`Span::EMPTY`] if there are none.
    pub fn meet(self, other: Span) -> Span {
        Span::new(self.from.max(other.from), self.to.min(other.to))
    }

    /// Whether the two share a minute.
    pub fn meets(self, other: Span) -> bool {
        !self.meet(other).is_empty()
    }

    /// As JSON has it: `None` is unbounded.
    pub(super) fn to_bounds(self) -> (Option<i64>, Option<i64>) {
        let from = (self.from != Instant::BEGINNING).then_some(self.from.0);
        let to = (self.to != Instant::END).then_some(self.to.0);
        (from, to)
    }

    /// From what JSON has: `None` is unbounded.
    pub(super) fn from_bounds(from: Option<i64>, to: Option<i64>) -> Span {
        Span::new(
            from.map_or(Instant::BEGINNING, Instant),
            to.map_or(Instant::END, Instant),
        )
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_bounds().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        let (from, to) = Deserialize::deserialize(deserializer)?;
        Ok(Span::from_bounds(from, to))
    }
}
