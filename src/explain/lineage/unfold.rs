//! The lineage of a claim: world → formula over the statements and rules that it may come from.
//!
//! The one idea: a claim is what is stated of it, or any rule with its conditions; a derivation that comes back to what
//! it is for adds nothing, and is cut there.

use super::formula::{Formulas, Part, Uncertain};
use crate::explain::bindings::{Bindings, is_open};
use crate::explain::reading::Reading;
use crate::model::{Body, Count, Sign, Signed, Value};
use crate::time::{Instant, Likelihood, Steps};
use std::collections::BTreeMap;

/// So many claims are unfolded; a lineage that needs more is not told.
const MOST: usize = 20_000;

/// A chain of more claims is not followed.
const DEEPEST: usize = 300;

/// The search for a lineage.
pub(super) struct Unfolding<'w> {
    reading: Reading<'w>,
    pub(super) formulas: Formulas,
    /// Claims whose lineage does not hang on what is being unfolded above them.
    done: BTreeMap<(Signed, Instant), Part>,
    /// What is being unfolded, from the question down.
    path: Vec<(Signed, Instant)>,
    /// The place on the path, nearest to the question, that the part in hand was cut at.
    cut: usize,
    left: usize,
}

/// The lineage is too large.
pub(super) struct TooLarge;

type Unfolded = Result<Part, TooLarge>;

impl<'w> Unfolding<'w> {
    pub(super) fn new(reading: Reading<'w>) -> Unfolding<'w> {
        Unfolding {
            reading,
            formulas: Formulas::default(),
            done: BTreeMap::new(),
            path: Vec::new(),
            cut: usize::MAX,
            left: MOST,
        }
    }

    pub(super) fn claim(&mut self, claim: &Signed, at: Instant) -> Unfolded {
        if self.reading.value(claim, at) == Likelihood::NEVER {
            return Ok(self.formulas.never());
        }
        let key = (claim.clone(), at);
        if let Some(done) = self.done.get(&key) {
            return Ok(*done);
        }
        if let Some(above) = self.path.iter().position(|one| *one == key) {
            self.cut = self.cut.min(above);
            return Ok(self.formulas.never());
        }
        self.left = self.left.checked_sub(1).ok_or(TooLarge)?;
        if self.path.len() >= DEEPEST {
            return Err(TooLarge);
        }
        let (depth, cut_before) = (self.path.len(), self.cut);
        self.cut = usize::MAX;
        self.path.push(key.clone());
        let mut ways = vec![self.evidence(claim, at)];
        ways.extend(self.rules(claim, at)?);
        self.path.pop();
        let whole = self.formulas.any(ways);
        if self.cut >= depth {
            self.done.insert(key, whole);
            self.cut = usize::MAX;
        }
        self.cut = self.cut.min(cut_before);
        Ok(whole)
    }

    /// One of the statements that give the value: they are untied, and each may be so without the others.
    fn evidence(&mut self, claim: &Signed, at: Instant) -> Part {
        let items = self
            .reading
            .evidence(claim, at)
            .map(|found| found.items)
            .unwrap_or_default();
        let core = self.reading.world.core();
        let leaves = items
            .into_iter()
            .filter_map(|id| core.items.get(id).map(|item| (id, item.stated.likelihood)))
            .map(|(id, likelihood)| self.formulas.leaf(Uncertain::Item(id), likelihood))
            .collect();
        self.formulas.any(leaves)
    }

    fn rules(&mut self, claim: &Signed, at: Instant) -> Result<Vec<Part>, TooLarge> {
        let mut ways = Vec::new();
        let world = self.reading.world;
        for (id, rule) in world.rules() {
            if rule.head.relation != claim.sentence.relation || rule.sign != claim.sign {
                continue;
            }
            let none = Bindings::none(rule.variables.len());
            let Some(head) = none.matching(&rule.head, &claim.sentence) else {
                continue;
            };
            let applies = self.formulas.leaf(Uncertain::Rule(id), rule.likelihood);
            for fit in self.reading.fits(&rule.body, &head) {
                if fit.steps.at(at) > Likelihood::NEVER {
                    let body = self.body(&rule.body, &fit.bindings, at)?;
                    ways.push(self.formulas.all(vec![applies, body]));
                }
            }
        }
        Ok(ways)
    }

    /// A condition: where something in it is unbound, one of the ways to fill that in.
    fn body(&mut self, body: &Body, bindings: &Bindings, at: Instant) -> Unfolded {
        let negation = matches!(body, Body::Not(_) | Body::AtMost(_) | Body::Exactly(_));
        if negation {
            return self.closed(body, bindings, at);
        }
        if self.reading.steps(body, bindings).at(at) == Likelihood::NEVER {
            return Ok(self.formulas.never());
        }
        if !is_open(body, bindings) {
            return self.closed(body, bindings, at);
        }
        let mut ways = Vec::new();
        for fit in self.reading.fits(body, bindings) {
            if fit.steps.at(at) > Likelihood::NEVER {
                ways.push(self.closed(body, &fit.bindings, at)?);
            }
        }
        Ok(self.formulas.any(ways))
    }

    fn closed(&mut self, body: &Body, bindings: &Bindings, at: Instant) -> Unfolded {
        match body {
            Body::Sentence(_) | Body::Denied(_) | Body::Stated(..) | Body::Claimed { .. } => {
                self.sentence(body, bindings, at)
            }
            Body::And(of) => {
                let parts = self.each(of, bindings, at)?;
                Ok(self.formulas.all(parts))
            }
            Body::Or(of) => {
                let parts = self.each(of, bindings, at)?;
                Ok(self.formulas.any(parts))
            }
            Body::Not(of) => {
                let part = self.body(of, bindings, at)?;
                Ok(self.formulas.not(part))
            }
            Body::Past(of) => {
                let seen = self.seen(of, bindings, |last| Some(last.min(at)));
                self.at_some(of, bindings, &seen)
            }
            Body::AnyTime(of) => {
                let seen = self.seen(of, bindings, |last| {
                    Some(if last == Instant::END { at } else { last })
                });
                self.at_some(of, bindings, &seen)
            }
            Body::PastWithin(length, of) => {
                let seen = self.seen(of, bindings, |last| {
                    let last = last.min(at);
                    (at < last.plus(length.duration)).then_some(last)
                });
                self.at_some(of, bindings, &seen)
            }
            Body::Throughout(length, of) => {
                let seen = self.seen(of, bindings, |last| {
                    let last = last.min(at);
                    (at < last.plus(length.duration)).then_some(last)
                });
                let mut parts = Vec::new();
                for instant in seen {
                    parts.push(self.body(of, bindings, instant)?);
                }
                Ok(self.formulas.all(parts))
            }
            Body::AtLeast(count) => self.count(count, count.k, bindings, at),
            Body::AtMost(count) => self.fewer(count, bindings, at),
            Body::Exactly(count) => {
                let enough = self.count(count, count.k, bindings, at)?;
                let no_more = self.fewer(count, bindings, at)?;
                Ok(self.formulas.all(vec![enough, no_more]))
            }
            Body::AtLeastOf { k, of } => {
                let parts = self.each(of, bindings, at)?;
                Ok(self.formulas.at_least(*k as usize, parts))
            }
            // A comparison that is true is certain.
            Body::Compare { .. } => Ok(self.formulas.always()),
        }
    }

    fn sentence(&mut self, body: &Body, bindings: &Bindings, at: Instant) -> Unfolded {
        let signed = |sign, pattern| {
            bindings
                .fill(pattern)
                .map(|sentence| Signed { sign, sentence })
        };
        match body {
            Body::Sentence(pattern) => match signed(Sign::For, pattern) {
                Some(claim) => self.claim(&claim, at),
                None => Ok(self.formulas.never()),
            },
            Body::Denied(pattern) => match signed(Sign::Against, pattern) {
                Some(claim) => self.claim(&claim, at),
                None => Ok(self.formulas.never()),
            },
            Body::Stated(sign, pattern) => Ok(match signed(*sign, pattern) {
                Some(claim) => self.evidence(&claim, at),
                None => self.formulas.never(),
            }),
            Body::Claimed { pattern, by } => {
                let by = match bindings.term(by) {
                    Some(Value::Entity(by)) => Some(*by),
                    _ => None,
                };
                let found = bindings
                    .fill(pattern)
                    .zip(by)
                    .and_then(|(sentence, by)| self.reading.claimed(&sentence, by, at));
                let Some((id, found)) =
                    found.and_then(|found| Some((*found.items.first()?, found)))
                else {
                    return Ok(self.formulas.never());
                };
                Ok(self.formulas.leaf(Uncertain::Item(id), found.value))
            }
            _ => Ok(self.formulas.never()),
        }
    }

    fn each(
        &mut self,
        of: &[Body],
        bindings: &Bindings,
        at: Instant,
    ) -> Result<Vec<Part>, TooLarge> {
        of.iter().map(|one| self.body(one, bindings, at)).collect()
    }

    fn at_some(&mut self, of: &Body, bindings: &Bindings, seen: &[Instant]) -> Unfolded {
        let mut parts = Vec::new();
        for instant in seen {
            parts.push(self.body(of, bindings, *instant)?);
        }
        Ok(self.formulas.any(parts))
    }

    /// One instant of each stretch in which the condition has one value, as `pick` takes it from the stretch's last.
    fn seen(
        &self,
        of: &Body,
        bindings: &Bindings,
        pick: impl Fn(Instant) -> Option<Instant>,
    ) -> Vec<Instant> {
        let steps: Steps = self.reading.steps(of, bindings);
        steps
            .steps()
            .iter()
            .filter_map(|step| {
                let last = if step.span.to == Instant::END {
                    Instant::END
                } else {
                    step.span.to.pred()
                };
                pick(last).filter(|instant| step.span.contains(*instant))
            })
            .collect()
    }

    fn count(&mut self, count: &Count, k: u32, bindings: &Bindings, at: Instant) -> Unfolded {
        let mut parts = Vec::new();
        for fits in self.reading.counted(count, bindings).into_values() {
            let mut ways = Vec::new();
            for fit in fits
                .iter()
                .filter(|fit| fit.steps.at(at) > Likelihood::NEVER)
            {
                ways.push(self.body(&count.body, &fit.bindings, at)?);
            }
            parts.push(self.formulas.any(ways));
        }
        Ok(self.formulas.at_least(k as usize, parts))
    }

    fn fewer(&mut self, count: &Count, bindings: &Bindings, at: Instant) -> Unfolded {
        let more = self.count(count, count.k.saturating_add(1), bindings, at)?;
        Ok(self.formulas.not(more))
    }
}
