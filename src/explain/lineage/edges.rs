//! When a condition may change, whatever is taken from the evidence below it. Takes a world, gives for sentences and
//! conditions the instants between which nothing can happen.
//!
//! The one idea: a value over time hides what lies below a stronger value, so it cannot be asked where a weaker one
//! begins. The beginnings and ends of all statements can, and a window only moves them.

use super::TooLarge;
use crate::explain::bench::reached;
use crate::explain::bindings::Bindings;
use crate::explain::reading::Reading;
use crate::model::{Body, Core, Pattern, RelationId, Sentence};
use crate::time::{Duration, Instant, Span};
use std::collections::{BTreeMap, BTreeSet};

/// So many instants of one relation are followed.
const MOST: usize = 10_000;

/// The instants at which sentences may change.
pub(super) struct Edges<'w> {
    reading: Reading<'w>,
    /// By relation: of all its statements, and of what rules for it rest on.
    of: BTreeMap<RelationId, BTreeSet<Instant>>,
    /// The relations that rules conclude.
    concluded: BTreeSet<RelationId>,
}

impl<'w> Edges<'w> {
    /// Of all that sentences of the relation may rest on, by the core's rules.
    ///
    /// # Errors
    /// There are too many.
    pub(super) fn new(
        reading: Reading<'w>,
        core: &Core,
        relation: RelationId,
    ) -> Result<Edges<'w>, TooLarge> {
        let mut of: BTreeMap<RelationId, BTreeSet<Instant>> = reached(core, &[relation])
            .into_iter()
            .map(|relation| (relation, BTreeSet::new()))
            .collect();
        for (relation, extent) in core.items.extents() {
            if let Some(edges) = of.get_mut(&relation) {
                add(edges, extent);
            }
        }
        let rules: Vec<_> = reading
            .world
            .rules()
            .filter_map(|(id, _)| core.rules.get(id))
            .filter(|rule| of.contains_key(&rule.head.relation))
            .collect();
        let mut edges = Edges {
            reading,
            of,
            concluded: rules.iter().map(|rule| rule.head.relation).collect(),
        };
        let unbound = Bindings::default();
        let mut grown = true;
        while grown {
            grown = false;
            for rule in &rules {
                let more = edges.of_body(&rule.body, &unbound);
                if let Some(known) = edges.of.get_mut(&rule.head.relation) {
                    let before = known.len();
                    known.extend(more);
                    grown |= known.len() > before;
                    if known.len() > MOST {
                        return Err(TooLarge);
                    }
                }
            }
        }
        Ok(edges)
    }

    /// The last instant up to this one at which the sentence may change: from then on it has not. Up to the first such
    /// instant, the one before that.
    pub(super) fn since(&self, sentence: &Sentence, at: Instant) -> Instant {
        let own;
        let edges = if self.concluded.contains(&sentence.relation) {
            self.of.get(&sentence.relation)
        } else {
            own = self.stated(sentence);
            Some(&own)
        };
        let last = edges.and_then(|edges| edges.range(..=at).next_back());
        let first = edges.and_then(BTreeSet::first);
        last.copied()
            .unwrap_or_else(|| before(first.copied().unwrap_or(Instant::END)))
    }

    /// One instant of each stretch of the span in which the condition does not change.
    pub(super) fn within(&self, body: &Body, bindings: &Bindings, span: Span) -> Vec<Instant> {
        if span.is_empty() {
            return Vec::new();
        }
        let mut edges = self.of_body(body, bindings);
        edges.retain(|edge| *edge > span.from && *edge < span.to);
        let first = if span.from == Instant::BEGINNING {
            before(edges.first().copied().unwrap_or(span.to))
        } else {
            span.from
        };
        std::iter::once(first).chain(edges).collect()
    }

    /// Of the statements of one sentence.
    fn stated(&self, sentence: &Sentence) -> BTreeSet<Instant> {
        let mut edges = BTreeSet::new();
        let items = &self.reading.world.core().items;
        for item in self.reading.world.all_items_of(sentence) {
            if let Some(item) = items.get(item) {
                add(&mut edges, item.stated.extent);
            }
        }
        edges
    }

    fn of_pattern(&self, pattern: &Pattern, bindings: &Bindings) -> BTreeSet<Instant> {
        match bindings.fill(pattern) {
            Some(sentence) if !self.concluded.contains(&pattern.relation) => self.stated(&sentence),
            _ => self.of.get(&pattern.relation).cloned().unwrap_or_default(),
        }
    }

    fn of_body(&self, body: &Body, bindings: &Bindings) -> BTreeSet<Instant> {
        match body {
            Body::Sentence(pattern)
            | Body::Denied(pattern)
            | Body::Stated(_, pattern)
            | Body::Claimed { pattern, .. } => self.of_pattern(pattern, bindings),
            Body::PastWithin(length, of) | Body::Throughout(length, of) => {
                moved(self.of_body(of, bindings), length.duration)
            }
            Body::And(_)
            | Body::Or(_)
            | Body::AtLeastOf { .. }
            | Body::Not(_)
            | Body::Past(_)
            | Body::AnyTime(_)
            | Body::AtLeast(_)
            | Body::AtMost(_)
            | Body::Exactly(_)
            | Body::Compare { .. } => body
                .parts()
                .iter()
                .flat_map(|part| self.of_body(part, bindings))
                .collect(),
        }
    }
}

/// An instant of the stretch from the beginning of time to this end: not the beginning itself, before which nothing is,
/// so that no window looks back from there.
fn before(end: Instant) -> Instant {
    if end == Instant::END {
        Instant(0)
    } else {
        end.pred()
    }
}

fn add(edges: &mut BTreeSet<Instant>, span: Span) {
    let inside = |edge: &Instant| *edge != Instant::BEGINNING && *edge != Instant::END;
    edges.extend([span.from, span.to].into_iter().filter(inside));
}

/// The edges, and where the last minute before each leaves a window of the length.
fn moved(mut edges: BTreeSet<Instant>, length: Duration) -> BTreeSet<Instant> {
    let later: Vec<Instant> = edges.iter().map(|edge| edge.pred().plus(length)).collect();
    edges.extend(later);
    edges
}
