//! Who speaks for a party, and when.
//!
//! Takes what the analyst's world holds of `speaks for`; gives for everybody the spans in which a chain of
//! spokesmen leads to the party, all links at one instant.

use crate::model::EntityId;
use crate::settle::Merging;
use crate::time::{Likelihood, Span, Steps};
use std::collections::BTreeMap;

/// For each spokesman where he speaks for the party: certain there, else 0.
#[derive(Default)]
pub(super) struct Spokesmen(BTreeMap<EntityId, Steps>);

/// Who speaks for whom, where it is at or over the bar.
pub(super) struct Link {
    pub(super) by: EntityId,
    pub(super) party: EntityId,
    pub(super) spans: Vec<Span>,
}

impl Spokesmen {
    pub(super) fn of(party: EntityId, links: &[Link]) -> Spokesmen {
        let mut of_party: BTreeMap<EntityId, Vec<(EntityId, Steps)>> = BTreeMap::new();
        for link in links {
            let spans =
                Steps::from_steps(link.spans.iter().map(|span| (*span, Likelihood::CERTAIN)));
            of_party
                .entry(link.party)
                .or_default()
                .push((link.by, spans));
        }
        let mut found = BTreeMap::from([(party, Steps::always(Likelihood::CERTAIN))]);
        let mut open = vec![party];
        while let Some(next) = open.pop() {
            let onward = found.get(&next).cloned().unwrap_or_default();
            for (by, spans) in of_party.get(&next).into_iter().flatten() {
                let before = found.entry(*by).or_default();
                let after = before.max(&onward.min(spans));
                if after != *before {
                    *before = after;
                    open.push(*by);
                }
            }
        }
        found.remove(&party);
        Spokesmen(found)
    }

    /// The same by the names that stand for them.
    pub(super) fn merged(self, merging: &Merging) -> Spokesmen {
        let mut merged: BTreeMap<EntityId, Steps> = BTreeMap::new();
        for (by, spans) in self.0 {
            let of_both = merged.entry(merging.stands_for(by)).or_default();
            *of_both = of_both.max(&spans);
        }
        Spokesmen(merged)
    }

    /// Whether the person spoke for the party at some instant of the span.
    pub(super) fn spoke_within(&self, by: EntityId, span: Span) -> bool {
        self.0
            .get(&by)
            .is_some_and(|spans| spans.steps().iter().any(|step| step.span.meets(span)))
    }
}
