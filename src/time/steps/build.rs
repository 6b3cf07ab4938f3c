//! Making steps: from pieces in order, and from spans that overlap.
//!
//! Takes spans with values; gives steps in their one form.

use smallvec::SmallVec;
use std::collections::BTreeMap;

use super::{Step, Steps};
use crate::time::{Instant, Likelihood, Span};

/// Steps under way. Pieces come in the order of time and do not overlap.
#[derive(Default)]
pub(super) struct Builder(SmallVec<[Step; 1]>);

impl Builder {
    /// Adds a piece that starts where the last one ended, or later.
    pub(super) fn push(&mut self, span: Span, value: Likelihood) {
        if span.is_empty() || value == Likelihood::NEVER {
            return;
        }
        match self.0.last_mut() {
            Some(last) if last.span.to == span.from && last.value == value => {
                last.span.to = span.to;
            }
            _ => self.0.push(Step { span, value }),
        }
    }

    pub(super) fn finish(self) -> Steps {
        Steps(self.0)
    }
}

/// At each instant the `k`-th greatest value of the spans that contain it; 0 where fewer do. The first
/// is the greatest.
///
/// One pass over the sorted edges, with the values in force at hand: n log n for the greatest.
pub(super) fn sweep(spans: impl IntoIterator<Item = (Span, Likelihood)>, k: usize) -> Steps {
    let mut edges: Vec<(Instant, Edge, Likelihood)> = Vec::new();
    for (span, value) in spans {
        if !span.is_empty() && value != Likelihood::NEVER {
            edges.push((span.from, Edge::Start, value));
            edges.push((span.to, Edge::End, value));
        }
    }
    edges.sort_unstable();
    let mut builder = Builder::default();
    let mut in_force = BTreeMap::new();
    let mut since = Instant::BEGINNING;
    for (instant, edge, value) in edges {
        if instant > since {
            builder.push(Span::new(since, instant), kth(&in_force, k));
            since = instant;
        }
        match edge {
            Edge::Start => *in_force.entry(value).or_insert(0) += 1,
            Edge::End => leave(&mut in_force, value),
        }
    }
    builder.finish()
}

/// Starts sort before ends, so that what ends at an instant has begun.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Start,
    End,
}

fn leave(in_force: &mut BTreeMap<Likelihood, usize>, value: Likelihood) {
    if let Some(count) = in_force.get_mut(&value) {
        *count -= 1;
        if *count == 0 {
            in_force.remove(&value);
        }
    }
}

/// The `k`-th greatest of the values, each there so many times.
fn kth(in_force: &BTreeMap<Likelihood, usize>, k: usize) -> Likelihood {
    let mut passed = 0;
    for (value, count) in in_force.iter().rev() {
        passed += count;
        if passed >= k {
            return *value;
        }
    }
    Likelihood::NEVER
}
