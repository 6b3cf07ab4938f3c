//! What a condition is worth. Takes a world and a condition with its variables filled in, gives its likelihood over
//! time, read from what the world holds of the sentences in it.
//!
//! The one idea: where all variables are bound a condition is worked out from its parts, by the table of meaning.md 5;
//! only where some are not does the world have to look for what fits.

use super::bindings::{Bindings, is_open};
use super::{Evidence, Footing};
use crate::engine::World;
use crate::model::{Body, Count, EntityId, ItemId, Sentence, Sign, Signed, Value};
use crate::time::{Instant, Likelihood, Span, Steps};
use std::collections::BTreeMap;

/// A way to fill in the variables of a condition, and what it is worth then.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The values.
    pub bindings: Bindings,
    /// The condition's likelihood over time.
    pub steps: Steps,
}

/// A world as explanations read it.
#[derive(Clone, Copy)]
pub struct Reading<'w> {
    /// The world.
    pub world: &'w World,
}

impl<'w> Reading<'w> {
    /// For, or Ag, of the sentence.
    #[must_use]
    pub fn claim(self, claim: &Signed) -> &'w Steps {
        match claim.sign {
            Sign::For => self.world.support(&claim.sentence),
            Sign::Against => self.world.denial(&claim.sentence),
        }
    }

    /// What the claim is worth at the instant.
    #[must_use]
    pub fn value(self, claim: &Signed, at: Instant) -> Likelihood {
        self.claim(claim).at(at)
    }

    /// For⁰, or Ag⁰: what is stated of it alone.
    #[must_use]
    pub fn stated(self, claim: &Signed, at: Instant) -> Likelihood {
        self.world.stated(&claim.sentence, claim.sign).at(at)
    }

    /// What is stated of it at the instant, with the items that make it so; none where nothing is.
    #[must_use]
    pub fn evidence(self, claim: &Signed, at: Instant) -> Option<Evidence> {
        let weighed = self.world.evidence_at(&claim.sentence, claim.sign, at)?;
        Some(Evidence {
            value: weighed.value,
            items: weighed.chosen,
            others: weighed.others,
            footing: weighed.footing,
            greedy: weighed.greedy,
        })
    }

    /// The strongest of somebody's claims of a sentence at the instant.
    #[must_use]
    pub fn claimed(self, sentence: &Sentence, by: EntityId, at: Instant) -> Option<Evidence> {
        let core = self.world.core();
        let theirs = |id: &&ItemId| {
            self.world.is_known(**id)
                && core.items.get(**id).is_some_and(|item| {
                    item.stated.sign == Sign::For
                        && item.stated.view == Some(by)
                        && item.stated.extent.contains(at)
                })
        };
        let worth = |id: &ItemId| core.items.get(*id).map(|item| item.stated.likelihood);
        let mut items: Vec<ItemId> = self
            .world
            .all_items_of(sentence)
            .iter()
            .filter(theirs)
            .copied()
            .collect();
        items.sort_by_key(|id| (std::cmp::Reverse(worth(id)), *id));
        let value = self.world.claimed(sentence, by).at(at);
        let best = items.iter().position(|id| worth(id) == Some(value))?;
        let best = items.remove(best);
        Some(Evidence {
            value,
            items: vec![best],
            others: items,
            footing: Footing::Claimed(by),
            greedy: false,
        })
    }

    /// All ways to fill in what is unbound in the condition, in the order of their values.
    #[must_use]
    pub fn fits(self, body: &Body, bindings: &Bindings) -> Vec<Fit> {
        let mut fits: Vec<Fit> = self
            .world
            .select(body, bindings.variables(), bindings.as_options())
            .into_iter()
            .filter(|found| !found.support.is_never())
            .map(|found| Fit {
                bindings: Bindings::from_options(found.values).or(bindings),
                steps: found.support,
            })
            .collect();
        fits.sort_by(|a, b| a.bindings.cmp(&b.bindings));
        fits
    }

    /// What the condition is worth over time: the greatest, over whatever is unbound in it.
    #[must_use]
    pub fn steps(self, body: &Body, bindings: &Bindings) -> Steps {
        if is_open(body, bindings) {
            return self
                .fits(body, bindings)
                .iter()
                .fold(Steps::never(), |best, fit| best.max(&fit.steps));
        }
        let sentence = |pattern| bindings.fill(pattern);
        match body {
            Body::Sentence(p) => {
                sentence(p).map_or_else(Steps::never, |s| self.world.support(&s).clone())
            }
            Body::Denied(p) => {
                sentence(p).map_or_else(Steps::never, |s| self.world.denial(&s).clone())
            }
            Body::Stated(sign, p) => {
                sentence(p).map_or_else(Steps::never, |s| self.world.stated(&s, *sign).clone())
            }
            Body::Claimed { pattern, by } => match (sentence(pattern), bindings.term(by)) {
                (Some(s), Some(Value::Entity(by))) => self.world.claimed(&s, *by).clone(),
                _ => Steps::never(),
            },
            Body::And(of) => of
                .iter()
                .fold(Steps::always(Likelihood::CERTAIN), |least, body| {
                    least.min(&self.steps(body, bindings))
                }),
            Body::Or(of) => of.iter().fold(Steps::never(), |best, body| {
                best.max(&self.steps(body, bindings))
            }),
            Body::Not(of) => self.steps(of, bindings).complement(),
            Body::Past(of) => self.steps(of, bindings).past(),
            Body::AnyTime(of) => self.steps(of, bindings).any_time(),
            Body::PastWithin(length, of) => self.steps(of, bindings).past_within(length.duration),
            Body::Throughout(length, of) => self.steps(of, bindings).throughout(length.duration),
            Body::AtLeast(count) => self.at_least(count, count.k, bindings),
            Body::AtMost(count) => self
                .at_least(count, count.k.saturating_add(1), bindings)
                .complement(),
            Body::Exactly(count) => self.at_least(count, count.k, bindings).min(
                &self
                    .at_least(count, count.k.saturating_add(1), bindings)
                    .complement(),
            ),
            Body::AtLeastOf { k, of } => {
                let of: Vec<Steps> = of.iter().map(|body| self.steps(body, bindings)).collect();
                greatest(*k, &of)
            }
            Body::Compare { .. } => self
                .fits(body, bindings)
                .iter()
                .fold(Steps::never(), |best, fit| best.max(&fit.steps)),
        }
    }

    /// What is counted, each with the ways in which it counts.
    #[must_use]
    pub fn counted(self, count: &Count, bindings: &Bindings) -> BTreeMap<Value, Vec<Fit>> {
        let mut by_value: BTreeMap<Value, Vec<Fit>> = BTreeMap::new();
        for fit in self.fits(&count.body, bindings) {
            if let Some(value) = fit.bindings.get(count.var) {
                by_value.entry(value.clone()).or_default().push(fit);
            }
        }
        by_value
    }

    fn at_least(self, count: &Count, k: u32, bindings: &Bindings) -> Steps {
        let each: Vec<Steps> = self
            .counted(count, bindings)
            .values()
            .map(|fits| {
                fits.iter()
                    .fold(Steps::never(), |best, fit| best.max(&fit.steps))
            })
            .collect();
        greatest(k, &each)
    }

    /// The longest span around the instant through which the claim is worth as much.
    #[must_use]
    pub fn holds(self, claim: &Signed, at: Instant, value: Likelihood) -> Span {
        self.claim(claim)
            .spans_at_least(value)
            .into_iter()
            .find(|span| span.contains(at))
            .unwrap_or(Span::EMPTY)
    }
}

fn greatest(k: u32, of: &[Steps]) -> Steps {
    match usize::try_from(k) {
        Ok(0) => Steps::always(Likelihood::CERTAIN),
        Ok(k) => Steps::kth_greatest(k, of),
        Err(_) => Steps::never(),
    }
}
