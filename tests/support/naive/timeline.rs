//! The stretches between breakpoints, on each of which no value changes, and the windows over them (sections 1, 5).

use super::condition::{Condition, Rule};
use super::{Row, Value, calendar};
use casus::model::json::{SpanJson, StepJson};
use std::collections::BTreeSet;

/// A calendar length.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Length {
    /// Months.
    pub months: i64,
    /// Minutes, added after.
    pub minutes: i64,
}

/// All stretches, first to last. The first begins with time, the last never ends.
pub struct Timeline {
    breakpoints: Vec<i64>,
}

impl Timeline {
    /// All ends of items, and those that windows make of them. The strata come lowest first: a window with a length
    /// stands only over what lower strata give (section 5, strata), so each stratum is closed once.
    pub fn of<'a>(
        spans: impl Iterator<Item = SpanJson>,
        strata: impl Iterator<Item = Vec<&'a Rule>>,
    ) -> Timeline {
        let mut ends: BTreeSet<i64> = spans.flat_map(|s| [s.0, s.1]).flatten().collect();
        for rules in strata {
            let made: Vec<_> = rules.iter().map(|rule| made(&rule.body, &ends)).collect();
            ends.extend(made.into_iter().flatten());
        }
        Timeline {
            breakpoints: ends.into_iter().collect(),
        }
    }

    /// How many stretches there are.
    pub fn len(&self) -> usize {
        self.breakpoints.len() + 1
    }

    /// A stretch as `[from, to)`.
    pub fn span(&self, stretch: usize) -> SpanJson {
        let from = stretch.checked_sub(1).map(|at| self.breakpoints[at]);
        SpanJson(from, self.breakpoints.get(stretch).copied())
    }

    /// The instant at which a stretch is looked at: its first minute; of the first stretch its last.
    fn instant(&self, stretch: usize) -> i64 {
        match self.span(stretch) {
            SpanJson(Some(from), _) => from,
            SpanJson(None, Some(to)) => to - 1,
            SpanJson(None, None) => 0,
        }
    }

    /// Whether t ∈ X, for a t of the stretch. X must begin and end at breakpoints.
    pub fn within(&self, stretch: usize, extent: SpanJson) -> bool {
        let SpanJson(from, to) = self.span(stretch);
        extent
            .0
            .is_none_or(|f| from.is_some_and(|start| start >= f))
            && extent.1.is_none_or(|e| to.is_some_and(|end| end <= e))
    }

    /// The stretches with an instant in { u ≤ t < u ⊕ D } (section 5, windows), for the t of a stretch.
    fn window(&self, stretch: usize, length: Length) -> impl Iterator<Item = usize> {
        let t = self.instant(stretch);
        (0..=stretch).filter(move |seen| {
            // The latest u of the stretch that is no later than t: if any reaches beyond t, this one does.
            let u = self.span(*seen).1.map_or(t, |to| t.min(to - 1));
            calendar::plus(u, length.months, length.minutes) > t
        })
    }

    /// `in the past A`: sup over u ≤ t.
    pub fn past(&self, row: &Row) -> Row {
        self.each(|t| row[..=t].iter().copied().max().unwrap_or(0))
    }

    /// `at any time A`: sup over all u.
    pub fn any_time(&self, row: &Row) -> Row {
        self.each(|_| row.iter().copied().max().unwrap_or(0))
    }

    /// `in the past D A`: sup over { u ≤ t < u ⊕ D }.
    pub fn past_within(&self, row: &Row, length: Length) -> Row {
        self.each(|t| self.window(t, length).map(|u| row[u]).max().unwrap_or(0))
    }

    /// `throughout the past D A`: inf over { u ≤ t < u ⊕ D }.
    pub fn throughout(&self, row: &Row, length: Length) -> Row {
        self.each(|t| {
            let least = self.window(t, length).map(|u| row[u]).min();
            least.unwrap_or(super::ONE)
        })
    }

    fn each(&self, value: impl Fn(usize) -> Value) -> Row {
        (0..self.len()).map(value).collect()
    }

    /// A row as steps: merged where equal, zeros left out.
    pub fn steps(&self, row: &Row) -> Vec<StepJson> {
        let mut steps: Vec<StepJson> = Vec::new();
        for (stretch, value) in row.iter().enumerate() {
            let SpanJson(from, to) = self.span(stretch);
            match steps.last_mut() {
                Some(last) if last.2 == *value && from.is_some() && last.1 == from => last.1 = to,
                _ if *value == 0 => {}
                _ => steps.push(StepJson(from, to, *value)),
            }
        }
        steps
    }
}

/// The breakpoints of a condition over those of its sentences: A on [a, b) is seen on [a, (b−1) ⊕ D).
fn made(condition: &Condition, ends: &BTreeSet<i64>) -> BTreeSet<i64> {
    let mut all = ends.clone();
    for inner in condition.inner() {
        all.extend(made(inner, ends));
    }
    if let Condition::PastWithin(length, _) | Condition::Throughout(length, _) = condition {
        let seen: Vec<i64> = all
            .iter()
            .map(|end| calendar::plus(end - 1, length.months, length.minutes))
            .collect();
        all.extend(seen);
    }
    all
}
