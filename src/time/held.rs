//! When a statement holds, by its clause of time.
//!
//! Takes a clause with its dates; gives two spans, because a date is rarely sharp: *since March* may
//! have begun on any day of March. Answers rest on the wider span, conflicts on the narrower.

use serde::{Deserialize, Serialize};

use super::calendar::MINUTES_A_DAY;
use super::{Date, Span};

/// What a statement says of its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clause<'a> {
    /// Nothing: it is timeless.
    Always,
    /// `since 2014`.
    Since(&'a Date),
    /// `until 2014`.
    Until(&'a Date),
    /// `from 2014 to 2016`, `2014/2016`.
    Between(&'a Date, &'a Date),
    /// `on 2014`: at some time within it.
    On(&'a Date),
}

/// When a statement may hold, and when it surely does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Held {
    /// Where it may hold. Empty only for a `from` that lies after its `to`.
    pub extent: Span,
    /// Where it surely does, within the extent; [`Span::EMPTY`] where no minute is sure.
    pub core: Span,
}

/// When a statement with this clause holds.
pub fn held(clause: Clause<'_>) -> Held {
    match clause {
        Clause::Always => Held {
            extent: Span::ALWAYS,
            core: Span::ALWAYS,
        },
        Clause::Since(date) => Held {
            extent: Span::since(date.covers.from),
            core: Span::since(date.covers.to.pred()),
        },
        Clause::Until(date) => Held {
            extent: Span::until(date.covers.to),
            core: Span::until(date.covers.from.succ()),
        },
        Clause::Between(from, to) => Held {
            extent: Span::new(from.covers.from, to.covers.to),
            core: Span::new(from.covers.to.pred(), to.covers.from.succ()),
        },
        Clause::On(date) => Held {
            extent: date.covers,
            core: if is_a_day_or_less(date.covers) {
                date.covers
            } else {
                Span::EMPTY
            },
        },
    }
}

/// A day about a date covers three, and is none.
fn is_a_day_or_less(span: Span) -> bool {
    span.to.0.saturating_sub(span.from.0) <= MINUTES_A_DAY
}
