//! Looking back: `in the past`, `in the past 2 years`, `throughout the past 2 years`, `at any time`.
//!
//! Takes steps; gives steps. A window of length D at t is the set W(t) = { u : u ≤ t < u ⊕ D }.
//!
//! *Within*: t sees the value at u on [u, u ⊕ D). For u in a step [a, b), these stretches overlap or
//! touch, as each holds its own u, and by monotonicity none ends later than that of b − 1: together
//! they are [a, (b − 1) ⊕ D). Nothing is asked of ⊕ but that it is monotone and goes forward, so the
//! days on which it takes many instants to one are no exception.
//!
//! *Throughout*: the least of A over W(t) is what is left to certainty by the greatest of *not A* over
//! W(t), whatever W(t) is. So it needs no derivation of its own.

use super::Steps;
use super::build::Builder;
use crate::time::{Duration, Likelihood, Span};

impl Steps {
    /// At each instant the greatest value up to it: `in the past A`.
    #[must_use]
    pub fn past(&self) -> Steps {
        let mut builder = Builder::default();
        let mut greatest = Likelihood::NEVER;
        for (index, step) in self.0.iter().enumerate() {
            greatest = greatest.max(step.value);
            let since = Span::since(step.span.from);
            let span = match self.0.get(index + 1) {
                Some(next) => since.meet(Span::until(next.span.from)),
                None => since,
            };
            builder.push(span, greatest);
        }
        builder.finish()
    }

    /// The greatest value of all time, at each instant: `at any time A`.
    #[must_use]
    pub fn any_time(&self) -> Steps {
        Steps::always(self.greatest())
    }

    /// At each instant t the greatest value at the u with `u <= t < u ⊕ D`: `in the past D A`. 0 for a
    /// length of nothing, which sees nothing.
    #[must_use]
    pub fn past_within(&self, length: Duration) -> Steps {
        let Some(length) = length.as_window() else {
            return Steps::never();
        };
        Steps::from_steps(self.0.iter().map(|step| {
            let seen_until = step.span.to.pred().plus(length);
            (Span::new(step.span.from, seen_until), step.value)
        }))
    }

    /// At each instant t the least value at the u with `u <= t < u ⊕ D`: `throughout the past D A`.
    /// Certain for a length of nothing, of which all is true.
    #[must_use]
    pub fn throughout(&self, length: Duration) -> Steps {
        self.complement().past_within(length).complement()
    }
}
