//! A likelihood over all of time.
//!
//! Takes spans with values; gives one value at every instant. The one idea: *one form for one
//! function*. Steps are sorted and disjoint, those of value 0 are left out and equal neighbours are
//! merged, so that two functions are equal where their steps are.

mod build;
mod pointwise;
mod windows;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smallvec::SmallVec;

use super::{Instant, Likelihood, Span};
use build::{Builder, sweep};

/// How likely something is at each instant: *ISK is based in Nangarhar* may be 0 until October 2014,
/// 70% from then on.
///
/// Written `[[from, to, value], …]` in JSON. Where it has no step the likelihood is 0. Most have one step, which is
/// kept in place.
#[derive(PartialEq, Eq, Hash, Debug, Default)]
pub struct Steps(SmallVec<[Step; 1]>);

/// A stretch of time on which the likelihood is the same, and above 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Step {
    /// When; never empty.
    pub span: Span,
    /// How likely; never 0, and not that of a step that touches this one.
    pub value: Likelihood,
}

impl Clone for Steps {
    fn clone(&self) -> Steps {
        // Steps are copied as they lie.
        Steps(SmallVec::from_slice(&self.0))
    }
}

impl Steps {
    /// 0 at every instant.
    pub fn never() -> Steps {
        Steps::default()
    }

    /// The value at every instant.
    pub fn always(value: Likelihood) -> Steps {
        Steps::constant(Span::ALWAYS, value)
    }

    /// The value within the span, 0 outside.
    pub fn constant(span: Span, value: Likelihood) -> Steps {
        let mut builder = Builder::default();
        builder.push(span, value);
        builder.finish()
    }

    /// At each instant the greatest value of the spans that contain it; they may overlap, in any order.
    pub fn from_steps(spans: impl IntoIterator<Item = (Span, Likelihood)>) -> Steps {
        sweep(spans, 1)
    }

    /// The same of spans that come in the order of time; from the first that does not, none is taken.
    pub(super) fn in_order(spans: impl IntoIterator<Item = (Span, Likelihood)>) -> Steps {
        let mut builder = Builder::default();
        let mut since = Instant::BEGINNING;
        for (span, value) in spans {
            if span.from < since {
                break;
            }
            builder.push(span, value);
            since = span.to;
        }
        builder.finish()
    }

    /// The value at the instant.
    pub fn at(&self, instant: Instant) -> Likelihood {
        let after = self.0.partition_point(|step| step.span.from <= instant);
        match after.checked_sub(1).and_then(|index| self.0.get(index)) {
            Some(step) if step.span.contains(instant) => step.value,
            _ => Likelihood::NEVER,
        }
    }

    /// The steps, in the order of time.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether it is 0 at every instant.
    pub fn is_never(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is certain at every instant.
    pub fn is_always_certain(&self) -> bool {
        *self.0
            == [Step {
                span: Span::ALWAYS,
                value: Likelihood::CERTAIN,
            }]
    }

    /// The greatest value that it has at any instant.
    pub fn greatest(&self) -> Likelihood {
        self.0
            .iter()
            .map(|step| step.value)
            .max()
            .unwrap_or_default()
    }

    /// The instants from which on the value is another than the minute before, in order.
    pub fn breakpoints(&self) -> impl Iterator<Item = Instant> {
        let mut last = Instant::BEGINNING;
        self.0
            .iter()
            .flat_map(|step| [step.span.from, step.span.to])
            .filter(move |edge| {
                let new = *edge > last && *edge < Instant::END;
                last = last.max(*edge);
                new
            })
    }

    /// The stretches on which the value is at or over the bar, in order, merged where they touch.
    pub fn spans_at_least(&self, bar: Likelihood) -> Vec<Span> {
        let reached = |value, _| {
            if value >= bar {
                Likelihood::CERTAIN
            } else {
                Likelihood::NEVER
            }
        };
        let reached = self.combine(&Steps::never(), reached);
        reached.0.iter().map(|step| step.span).collect()
    }
}

impl Serialize for Steps {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|step| {
            let (from, to) = step.span.to_bounds();
            (from, to, step.value)
        }))
    }
}

impl<'de> Deserialize<'de> for Steps {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Steps, D::Error> {
        let steps: Vec<(Option<i64>, Option<i64>, Likelihood)> =
            Deserialize::deserialize(deserializer)?;
        let mut spans = Vec::with_capacity(steps.len());
        for (from, to, value) in steps {
            let span = Span::from_bounds(from, to);
            if span.is_empty() {
                return Err(D::Error::custom("a step ends before it begins"));
            }
            spans.push((span, value));
        }
        Ok(Steps::from_steps(spans))
    }
}
