//! The lineage of a claim: world → a formula over what it may come from, and an equation for every claim below it.
//!
//! The one idea: a claim at an instant, at so much or more, is what is stated of it, or any rule with its conditions.
//! Each is told once, by number, so that what is shared stays shared and what comes back to itself needs no cutting.
//! What the leaves are is another's matter: statements and rules that may be so or not ([`super::chances`]), or units
//! that may be taken away.

use super::TooLarge;
use super::edges::Edges;
use super::formula::{Formulas, Part};
use crate::explain::bindings::{Bindings, is_open};
use crate::explain::reading::{Fit, Reading};
use crate::explain::search::window;
use crate::model::{Body, Core, Count, EntityId, Pattern, Rule, RuleId, Sign, Signed, Value};
use crate::time::{Instant, Likelihood, Span, Steps};
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

/// So many claims are unfolded; a lineage that needs more is not told.
const MOST: usize = 20_000;

/// What a leaf is asked for.
#[derive(Clone, Copy)]
pub(in crate::explain) struct Asked<'a> {
    /// The world.
    pub(in crate::explain) reading: Reading<'a>,
    /// The claim.
    pub(in crate::explain) claim: &'a Signed,
    /// When.
    pub(in crate::explain) at: Instant,
    /// How likely it has to be.
    pub(in crate::explain) bar: Likelihood,
}

/// What a lineage ends in.
pub(in crate::explain) trait Ends {
    /// That what is stated of the claim is worth so much.
    ///
    /// # Errors
    /// It cannot be told.
    fn stated(&mut self, asked: Asked<'_>, formulas: &mut Formulas) -> Result<Part, TooLarge>;

    /// That somebody's claim of it, taken literally, is worth so much.
    ///
    /// # Errors
    /// It cannot be told.
    fn claimed(
        &mut self,
        asked: Asked<'_>,
        by: EntityId,
        formulas: &mut Formulas,
    ) -> Result<Part, TooLarge>;

    /// That the rule applies, with so much.
    fn rule(&mut self, id: RuleId, rule: &Rule, bar: Likelihood, formulas: &mut Formulas) -> Part;

    /// How likely a condition must be so that its negation is not so likely.
    fn against(&self, bar: Likelihood) -> Likelihood;

    /// Whether what the world does not hold may yet come about.
    fn candidates(&self) -> Candidates;
}

/// What may come about, beyond what the world holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::explain) enum Candidates {
    /// Nothing: where the world has a condition at 0 it never holds, where it has it at 1 it always does.
    AsHeld,
    /// Whatever is only negated: negations count as holding, in the world's rules too.
    WithoutNegations,
}

/// The search for a lineage.
pub(in crate::explain) struct Unfolding<'w, E> {
    reading: Reading<'w>,
    /// Where the rules stand as they were told; by id as in the world.
    told: &'w Core,
    edges: Edges<'w>,
    pub(in crate::explain) formulas: Formulas,
    pub(in crate::explain) ends: E,
    numbers: IndexMap<(Signed, Instant, Likelihood), ()>,
    /// Claims that have no equation yet.
    open: Vec<usize>,
    /// The rules for a claim, with what makes their conditions hold at any time.
    ways: BTreeMap<Signed, Rc<Ways>>,
}

/// Rules, each with what makes its condition hold at any time.
type Ways = Vec<(RuleId, Vec<Fit>)>;

type Unfolded = Result<Part, TooLarge>;

impl<'w, E: Ends> Unfolding<'w, E> {
    /// A search below claims of the relation of this one, in a world whose rules are `told`, though it may hold more than
    /// they give.
    ///
    /// # Errors
    /// There are too many instants to look at.
    pub(in crate::explain) fn new(
        reading: Reading<'w>,
        told: &'w Core,
        claim: &Signed,
        ends: E,
    ) -> Result<Unfolding<'w, E>, TooLarge> {
        Ok(Unfolding {
            reading,
            told,
            edges: Edges::new(reading, told, claim.sentence.relation)?,
            formulas: Formulas::default(),
            ends,
            numbers: IndexMap::new(),
            open: Vec::new(),
            ways: BTreeMap::new(),
        })
    }

    /// That the claim is so likely at the instant; all claims below have their equations.
    ///
    /// # Errors
    /// There are too many claims.
    pub(in crate::explain) fn whole(
        &mut self,
        claim: &Signed,
        at: Instant,
        bar: Likelihood,
    ) -> Unfolded {
        let whole = self.claim(claim, at, bar)?;
        while let Some(next) = self.open.pop() {
            self.equation(next)?;
        }
        Ok(whole)
    }

    fn claim(&mut self, claim: &Signed, at: Instant, bar: Likelihood) -> Unfolded {
        if self.reading.value(claim, at) < bar {
            return Ok(self.formulas.never());
        }
        let since = self.edges.since(&claim.sentence, at);
        let (number, known) = self.numbers.insert_full((claim.clone(), since, bar), ());
        if known.is_none() {
            // Whoever stops it has no use for a part of a formula.
            if number >= MOST || self.reading.world.watch().is_stopped() {
                return Err(TooLarge);
            }
            self.open.push(number);
        }
        Ok(self.formulas.claim(number))
    }

    fn equation(&mut self, number: usize) -> Result<(), TooLarge> {
        let Some(((claim, at, bar), ())) = self.numbers.get_index(number) else {
            return Ok(());
        };
        let (claim, at, bar) = (claim.clone(), *at, *bar);
        let mut ways = vec![self.stated(&claim, at, bar)?];
        for (id, fits) in self.ways(&claim).iter() {
            let Some(rule) = self.told.rules.get(*id) else {
                continue;
            };
            let applies = self.ends.rule(*id, rule, bar, &mut self.formulas);
            if applies == self.formulas.never() {
                continue;
            }
            for fit in fits {
                if fit.steps.at(at) >= bar {
                    let body = self.body(&rule.body, &fit.bindings, at, bar)?;
                    ways.push(self.formulas.all(vec![applies, body]));
                }
            }
        }
        let whole = self.formulas.any(ways);
        self.formulas.define(number, whole);
        Ok(())
    }

    fn ways(&mut self, claim: &Signed) -> Rc<Vec<(RuleId, Vec<Fit>)>> {
        if let Some(known) = self.ways.get(claim) {
            return Rc::clone(known);
        }
        let mut ways = Vec::new();
        for (id, rule) in self.reading.world.rules() {
            if rule.head.relation != claim.sentence.relation || rule.sign != claim.sign {
                continue;
            }
            let none = Bindings::none(rule.variables.len());
            if let Some(head) = none.matching(&rule.head, &claim.sentence) {
                ways.push((id, self.fits(&rule.body, &head)));
            }
        }
        let ways = Rc::new(ways);
        self.ways.insert(claim.clone(), Rc::clone(&ways));
        ways
    }

    fn stated(&mut self, claim: &Signed, at: Instant, bar: Likelihood) -> Unfolded {
        let asked = Asked {
            reading: self.reading,
            claim,
            at,
            bar,
        };
        self.ends.stated(asked, &mut self.formulas)
    }

    /// The condition as far as it decides what may come about.
    fn looked_at<'b>(&self, body: &'b Body) -> Cow<'b, Body> {
        match self.ends.candidates() {
            Candidates::AsHeld => Cow::Borrowed(body),
            Candidates::WithoutNegations => Cow::Owned(without_negations(body)),
        }
    }

    fn fits(&self, body: &Body, bindings: &Bindings) -> Vec<Fit> {
        self.reading.fits(&self.looked_at(body), bindings)
    }

    fn steps(&self, body: &Body, bindings: &Bindings) -> Steps {
        self.reading.steps(&self.looked_at(body), bindings)
    }

    /// A condition; what is unbound in it may be filled in any way that holds.
    fn body(&mut self, body: &Body, bindings: &Bindings, at: Instant, bar: Likelihood) -> Unfolded {
        // What stands in a negation or a count alone is theirs to fill in.
        let negation = matches!(body, Body::Not(_) | Body::AtMost(_) | Body::Exactly(_));
        if negation {
            return self.closed(body, bindings, at, bar);
        }
        if self.steps(body, bindings).at(at) < bar {
            return Ok(self.formulas.never());
        }
        if !is_open(body, bindings) {
            return self.closed(body, bindings, at, bar);
        }
        let mut ways = Vec::new();
        for fit in self.fits(body, bindings) {
            if fit.steps.at(at) >= bar {
                ways.push(self.closed(body, &fit.bindings, at, bar)?);
            }
        }
        Ok(self.formulas.any(ways))
    }

    fn closed(
        &mut self,
        body: &Body,
        bindings: &Bindings,
        at: Instant,
        bar: Likelihood,
    ) -> Unfolded {
        match body {
            Body::Sentence(pattern) => self.sentence(Sign::For, pattern, bindings, at, bar),
            Body::Denied(pattern) => self.sentence(Sign::Against, pattern, bindings, at, bar),
            Body::Stated(sign, pattern) => match bindings.fill(pattern) {
                Some(sentence) => {
                    let claim = Signed {
                        sign: *sign,
                        sentence,
                    };
                    self.stated(&claim, at, bar)
                }
                None => Ok(self.formulas.never()),
            },
            Body::Claimed { pattern, by } => match (bindings.fill(pattern), bindings.term(by)) {
                (Some(sentence), Some(Value::Entity(by))) => {
                    let claim = Signed {
                        sign: Sign::For,
                        sentence,
                    };
                    let asked = Asked {
                        reading: self.reading,
                        claim: &claim,
                        at,
                        bar,
                    };
                    self.ends.claimed(asked, *by, &mut self.formulas)
                }
                _ => Ok(self.formulas.never()),
            },
            Body::And(of) => {
                let parts = self.each(of, bindings, at, bar)?;
                Ok(self.formulas.all(parts))
            }
            Body::Or(of) => {
                let parts = self.each(of, bindings, at, bar)?;
                Ok(self.formulas.any(parts))
            }
            Body::Not(of) => {
                let part = self.body(of, bindings, at, self.ends.against(bar))?;
                Ok(self.formulas.not(part))
            }
            Body::Past(of) => {
                let seen = self.edges.within(of, bindings, Span::until(at.succ()));
                let parts = self.at_each(of, bindings, &seen, bar)?;
                Ok(self.formulas.any(parts))
            }
            Body::AnyTime(of) => {
                let seen = self.edges.within(of, bindings, Span::ALWAYS);
                let parts = self.at_each(of, bindings, &seen, bar)?;
                Ok(self.formulas.any(parts))
            }
            Body::PastWithin(length, of) => {
                let seen = self.edges.within(of, bindings, window(at, length.duration));
                let parts = self.at_each(of, bindings, &seen, bar)?;
                Ok(self.formulas.any(parts))
            }
            Body::Throughout(length, of) => {
                let seen = self.edges.within(of, bindings, window(at, length.duration));
                let parts = self.at_each(of, bindings, &seen, bar)?;
                Ok(self.formulas.all(parts))
            }
            Body::AtLeast(count) => self.count(count, count.k, bindings, at, bar),
            Body::AtMost(count) => self.fewer(count, bindings, at, bar),
            Body::Exactly(count) => {
                let enough = self.count(count, count.k, bindings, at, bar)?;
                let no_more = self.fewer(count, bindings, at, bar)?;
                Ok(self.formulas.all(vec![enough, no_more]))
            }
            Body::AtLeastOf { k, of } => {
                let parts = self.each(of, bindings, at, bar)?;
                Ok(self.formulas.at_least(*k as usize, parts))
            }
            // One that is not true was worth nothing.
            Body::Compare { .. } => Ok(self.formulas.always()),
        }
    }

    fn sentence(
        &mut self,
        sign: Sign,
        pattern: &Pattern,
        bindings: &Bindings,
        at: Instant,
        bar: Likelihood,
    ) -> Unfolded {
        match bindings.fill(pattern) {
            Some(sentence) => self.claim(&Signed { sign, sentence }, at, bar),
            None => Ok(self.formulas.never()),
        }
    }

    fn each(
        &mut self,
        of: &[Body],
        bindings: &Bindings,
        at: Instant,
        bar: Likelihood,
    ) -> Result<Vec<Part>, TooLarge> {
        of.iter()
            .map(|one| self.body(one, bindings, at, bar))
            .collect()
    }

    fn at_each(
        &mut self,
        of: &Body,
        bindings: &Bindings,
        seen: &[Instant],
        bar: Likelihood,
    ) -> Result<Vec<Part>, TooLarge> {
        seen.iter()
            .map(|instant| self.body(of, bindings, *instant, bar))
            .collect()
    }

    fn count(
        &mut self,
        count: &Count,
        k: u32,
        bindings: &Bindings,
        at: Instant,
        bar: Likelihood,
    ) -> Unfolded {
        let mut by_value: BTreeMap<Value, Vec<Part>> = BTreeMap::new();
        for fit in self.fits(&count.body, bindings) {
            if fit.steps.at(at) < bar {
                continue;
            }
            if let Some(value) = fit.bindings.get(count.var) {
                let way = self.body(&count.body, &fit.bindings, at, bar)?;
                by_value.entry(value.clone()).or_default().push(way);
            }
        }
        let parts = by_value
            .into_values()
            .map(|ways| self.formulas.any(ways))
            .collect();
        Ok(self.formulas.at_least(k as usize, parts))
    }

    fn fewer(
        &mut self,
        count: &Count,
        bindings: &Bindings,
        at: Instant,
        bar: Likelihood,
    ) -> Unfolded {
        let against = self.ends.against(bar);
        let more = self.count(count, count.k.saturating_add(1), bindings, at, against)?;
        Ok(self.formulas.not(more))
    }
}

/// The condition with everything that is negated in it counted as holding: it holds wherever the condition may, whatever
/// is taken away.
pub(in crate::explain) fn without_negations(body: &Body) -> Body {
    let each = |of: &[Body]| of.iter().map(without_negations).collect();
    let one = |of: &Body| Box::new(without_negations(of));
    match body {
        Body::Not(_) | Body::AtMost(_) | Body::Exactly(_) => Body::And(Vec::new()),
        Body::And(of) => Body::And(each(of)),
        Body::Or(of) => Body::Or(each(of)),
        Body::AtLeastOf { k, of } => Body::AtLeastOf {
            k: *k,
            of: each(of),
        },
        Body::Past(of) => Body::Past(one(of)),
        Body::AnyTime(of) => Body::AnyTime(one(of)),
        Body::PastWithin(length, of) => Body::PastWithin(length.clone(), one(of)),
        Body::Throughout(length, of) => Body::Throughout(length.clone(), one(of)),
        Body::AtLeast(count) => Body::AtLeast(Count {
            k: count.k,
            var: count.var,
            body: one(&count.body),
        }),
        Body::Sentence(_)
        | Body::Denied(_)
        | Body::Stated(..)
        | Body::Claimed { .. }
        | Body::Compare { .. } => body.clone(),
    }
}
