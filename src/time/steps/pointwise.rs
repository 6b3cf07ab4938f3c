//! What is done to likelihoods at each instant alone: and, or, not, at least k of, masks.
//!
//! Takes steps; gives steps. Two functions are walked side by side, once.

use super::build::{Builder, sweep};
use super::{Step, Steps};
use crate::time::{Instant, Likelihood, Span};

impl Steps {
    /// At each instant the greater: *A or B*.
    #[must_use]
    pub fn max(&self, other: &Steps) -> Steps {
        if other.is_never() || self.is_always_certain() {
            return self.clone();
        }
        if self.is_never() || other.is_always_certain() {
            return other.clone();
        }
        self.combine(other, Ord::max)
    }

    /// At each instant the lesser: *A and B*.
    #[must_use]
    pub fn min(&self, other: &Steps) -> Steps {
        if self.is_never() || other.is_always_certain() {
            return self.clone();
        }
        if other.is_never() || self.is_always_certain() {
            return other.clone();
        }
        self.combine(other, Ord::min)
    }

    /// At each instant at most the value: what a rule of that likelihood makes of its body.
    #[must_use]
    pub fn at_most(&self, value: Likelihood) -> Steps {
        if value == Likelihood::CERTAIN {
            return self.clone();
        }
        let mut builder = Builder::default();
        for step in &self.0 {
            builder.push(step.span, step.value.min(value));
        }
        builder.finish()
    }

    /// At each instant what is left to certainty: *not A*.
    #[must_use]
    pub fn complement(&self) -> Steps {
        self.combine(&Steps::never(), |value, _| value.complement())
    }

    /// The same within the span, 0 outside.
    #[must_use]
    pub fn within(&self, span: Span) -> Steps {
        let mut builder = Builder::default();
        for step in &self.0 {
            builder.push(step.span.meet(span), step.value);
        }
        builder.finish()
    }

    /// 0 where the other is at or over the bar, elsewhere the same.
    #[must_use]
    pub fn mask_where(&self, other: &Steps, bar: Likelihood) -> Steps {
        self.combine(other, |value, mask| {
            if mask >= bar {
                Likelihood::NEVER
            } else {
                value
            }
        })
    }

    /// At each instant the `k`-th greatest of the values: *at least k of (A; B; C)*. The first is the
    /// greatest; 0 where there are fewer than `k`; always certain for `k` = 0, which asks for none.
    pub fn kth_greatest(k: usize, of: &[Steps]) -> Steps {
        if k == 0 {
            return Steps::always(Likelihood::CERTAIN);
        }
        if k > of.len() {
            return Steps::never();
        }
        let steps = of.iter().flat_map(|steps| &steps.0);
        sweep(steps.map(|step| (step.span, step.value)), k)
    }

    /// The function `of` the two values, at each instant.
    pub(super) fn combine(
        &self,
        other: &Steps,
        of: impl Fn(Likelihood, Likelihood) -> Likelihood,
    ) -> Steps {
        let (mut left, mut right) = (Walk(&self.0), Walk(&other.0));
        let mut builder = Builder::default();
        let mut here = Instant::BEGINNING;
        while here < Instant::END {
            let ((a, a_until), (b, b_until)) = (left.at(here), right.at(here));
            let until = a_until.min(b_until);
            builder.push(Span::new(here, until), of(a, b));
            here = until;
        }
        builder.finish()
    }
}

/// A walk along steps, forward only: those that are still to come.
struct Walk<'a>(&'a [Step]);

impl Walk<'_> {
    /// The value at the instant, and until when it stays the same: always later than the instant.
    fn at(&mut self, instant: Instant) -> (Likelihood, Instant) {
        while let [passed, rest @ ..] = self.0
            && passed.span.to <= instant
        {
            self.0 = rest;
        }
        match self.0.first() {
            Some(step) if step.span.from <= instant => (step.value, step.span.to),
            Some(step) => (Likelihood::NEVER, step.span.from),
            None => (Likelihood::NEVER, Instant::END),
        }
    }
}
