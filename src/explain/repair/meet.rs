//! How a condition of a plan is met: by what holds, by a new fact, by a rule, or by taking away what blocks it.

use super::debts::Under;
use super::plan::{FACTS, FITS, Plan, Planner};
use super::shift::{shift, variables};
use super::unify::{made_one, unify};
use crate::explain::bindings::{Bindings, is_open};
use crate::explain::{Because, Premise};
use crate::model::{
    Body, Comparison, Count, Id as _, Pattern, RelationId, Sentence, Sign, Signed, Term, Value,
    VarId,
};
use crate::time::Likelihood;
use std::collections::{BTreeMap, BTreeSet};

impl Planner<'_> {
    pub(super) fn bring_about(&mut self, plan: Plan, body: &Body, under: Under) {
        match body {
            Body::And(all) => self.with(&plan, all.iter().cloned(), under),
            Body::Or(branches) => {
                for branch in branches {
                    self.with(&plan, [branch.clone()], under);
                }
            }
            Body::Sentence(pattern) => self.sentence(plan, body, Sign::For, pattern, under),
            Body::Denied(pattern) => self.sentence(plan, body, Sign::Against, pattern, under),
            Body::Stated(sign, pattern) => {
                if !self.by_what_holds(&plan, body) {
                    self.by_fact(&plan, *sign, pattern, under);
                }
            }
            Body::Claimed { .. } => {
                self.by_what_holds(&plan, body);
            }
            Body::Past(inner)
            | Body::AnyTime(inner)
            | Body::PastWithin(_, inner)
            | Body::Throughout(_, inner) => {
                if !self.by_what_holds(&plan, body) {
                    self.with(&plan, [(**inner).clone()], under);
                }
            }
            Body::AtLeast(count) => self.at_least(&plan, count, under),
            Body::AtLeastOf { k, of } => self.so_many(&plan, *k, of, under),
            Body::Not(inner) => self.not(plan, inner, under),
            // What the facts proposed make of them is seen when they are tried.
            Body::AtMost(_) | Body::Exactly(_) | Body::Compare { .. } => {
                let unbound = variables(body)
                    .into_iter()
                    .any(|variable| plan.bindings.get(variable).is_none());
                if unbound {
                    self.wait(plan, body);
                } else if self.holds(body, &plan.bindings) {
                    self.keep(plan);
                } else if let Body::Exactly(count) = body {
                    self.at_least(&plan, count, under);
                }
            }
        }
    }

    /// Meets the condition by what holds. True if it holds with nothing left open, so that no other way is needed.
    fn by_what_holds(&mut self, plan: &Plan, body: &Body) -> bool {
        if !is_open(body, &plan.bindings) {
            let holds = self.holds(body, &plan.bindings);
            if holds {
                self.keep(plan.clone());
            }
            return holds;
        }
        let (sign, pattern) = match body {
            Body::Sentence(pattern) => (Sign::For, pattern),
            Body::Denied(pattern) => (Sign::Against, pattern),
            _ => return self.by_any_way(plan, body),
        };
        let filled = self.filled(pattern, &plan.bindings);
        for args in self.matched(sign, &filled).iter() {
            let mut plan = plan.clone();
            for (term, value) in filled.args.iter().zip(args) {
                if let Term::Var(variable) = term {
                    plan.bindings.bind(*variable, value.clone());
                }
            }
            self.keep(plan);
        }
        false
    }

    /// The pattern with what is bound in its place, each by the name that it goes under.
    pub(super) fn filled(&self, pattern: &Pattern, bindings: &Bindings) -> Pattern {
        let world = self.reading.world;
        let term = |term: &Term| match bindings.term(term) {
            Some(Value::Entity(entity)) => Term::Value(Value::Entity(world.stands_for(*entity))),
            Some(value) => Term::Value(value.clone()),
            None => term.clone(),
        };
        Pattern {
            relation: pattern.relation,
            args: pattern.args.iter().map(term).collect(),
        }
    }

    fn by_any_way(&mut self, plan: &Plan, body: &Body) -> bool {
        let bar = self.reading.world.bar();
        let mut bindings = plan.bindings.clone();
        bindings.make_room(plan.variables);
        let mut fits = self.reading.fits(body, &bindings);
        fits.retain(|fit| fit.steps.at(self.sought.at) >= bar);
        self.left_out |= fits.len() > FITS;
        for fit in fits.into_iter().take(FITS) {
            let mut plan = plan.clone();
            plan.bindings = fit.bindings;
            self.keep(plan);
        }
        false
    }

    fn sentence(
        &mut self,
        mut plan: Plan,
        body: &Body,
        sign: Sign,
        pattern: &Pattern,
        under: Under,
    ) {
        if self.by_what_holds(&plan, body) {
            return;
        }
        let relation = self
            .reading
            .world
            .core()
            .situation
            .relations
            .get(pattern.relation);
        if let Some(kind) = relation.and_then(|relation| relation.kind) {
            // Of what kind somebody is is not proposed; an individual without a name may be of any.
            if let (Sign::For, Some(Term::Var(variable))) = (sign, pattern.args.first())
                && plan.bindings.get(*variable).is_none()
            {
                plan.kinds.push((*variable, kind));
                plan.pay(under);
                self.keep(plan);
            }
            return;
        }
        self.by_fact(&plan, sign, pattern, under);
        self.by_rules(&plan, sign, pattern, under);
    }

    fn by_fact(&mut self, plan: &Plan, sign: Sign, pattern: &Pattern, under: Under) {
        if !self.is_proposed(sign, pattern.relation)
            || sign == self.sought.claim.sign
                && plan.bindings.fill(pattern).as_ref() == Some(&self.sought.claim.sentence)
        {
            return;
        }
        // It may be one that is proposed already, once its open names are those of that one; not where both leave a name open
        // and rules conclude the like, since a chain of them would become one fact again and again.
        let chained = !self.rules_of(sign, pattern.relation).is_empty();
        let mut is_there = false;
        for (_, known) in plan.facts.iter().filter(|(other, _)| *other == sign) {
            if let Some(one) = made_one(pattern, known, &plan.bindings)
                && (!chained || one.ties_no_names())
            {
                is_there |= one.changes_nothing();
                let mut plan = one.in_plan(plan);
                plan.pay(under);
                self.keep(plan);
            }
        }
        if !is_there {
            let mut plan = plan.clone();
            plan.facts.push((sign, pattern.clone()));
            plan.pay(under);
            self.keep(plan);
        }
    }

    pub(super) fn by_rules(&mut self, plan: &Plan, sign: Sign, goal: &Pattern, under: Under) {
        if under.rules == 0 {
            return;
        }
        let world = self.reading.world;
        for id in self.rules_of(sign, goal.relation).iter() {
            let Some(rule) = world.core().rules.get(*id) else {
                continue;
            };
            let mut next = plan.clone();
            let Some(stands_for) = unify(&rule.head, goal, &mut next.bindings) else {
                continue;
            };
            let first = next.variables;
            next.variables += rule.variables.len();
            let body = shift(&rule.body, &|variable| {
                stands_for
                    .get(&variable)
                    .cloned()
                    .unwrap_or_else(|| Term::Var(VarId::at(first + variable.index())))
            });
            let under = next.owe(sign, goal.relation, under);
            next.still_to_do(
                body,
                Under {
                    rules: under.rules - 1,
                    ..under
                },
            );
            next.rules += 1;
            self.keep(next);
        }
    }

    fn at_least(&mut self, plan: &Plan, count: &Count, under: Under) {
        let mut bindings = plan.bindings.clone();
        bindings.make_room(plan.variables);
        let bar = self.reading.world.bar();
        let there = self
            .reading
            .counted(count, &bindings)
            .values()
            .filter(|fits| fits.iter().any(|fit| fit.steps.at(self.sought.at) >= bar))
            .count();
        let missing = usize::try_from(count.k)
            .unwrap_or(usize::MAX)
            .saturating_sub(there);
        if missing > FACTS {
            return;
        }
        let mut next = plan.clone();
        let own: BTreeSet<VarId> = variables(&count.body)
            .into_iter()
            .filter(|variable| plan.bindings.get(*variable).is_none())
            .collect();
        let mut counted: Vec<Term> = Vec::new();
        for _ in 0..missing {
            // Each that is missing has variables of its own, and what is counted is another each time.
            let first = next.variables;
            let numbers: BTreeMap<VarId, usize> = own.iter().copied().zip(first..).collect();
            next.variables += own.len();
            let body = shift(&count.body, &|variable| match numbers.get(&variable) {
                Some(number) => Term::Var(VarId::at(*number)),
                None => Term::Var(variable),
            });
            next.still_to_do(body, under);
            if let Some(number) = numbers.get(&count.var) {
                let this = Term::Var(VarId::at(*number));
                let others = counted.iter().map(|other| Body::Compare {
                    op: Comparison::Unequal,
                    left: other.clone(),
                    right: this.clone(),
                    possibly: false,
                });
                next.deferred.extend(others);
                counted.push(this);
            }
        }
        self.keep(next);
    }

    fn so_many(&mut self, plan: &Plan, k: u32, of: &[Body], under: Under) {
        let (there, open): (Vec<&Body>, Vec<&Body>) =
            of.iter().partition(|body| self.holds(body, &plan.bindings));
        let missing = usize::try_from(k)
            .unwrap_or(usize::MAX)
            .saturating_sub(there.len());
        if missing > FACTS || missing > open.len() || open.len() > 12 {
            return;
        }
        for chosen in 0..(1_usize << open.len()) {
            if chosen.count_ones() as usize == missing {
                let bodies = open
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| chosen & (1 << place) != 0)
                    .map(|(_, body)| (*body).clone());
                self.with(plan, bodies, under);
            }
        }
    }

    /// What is asked of names that are not yet chosen is looked at when they are.
    fn wait(&mut self, mut plan: Plan, body: &Body) {
        plan.deferred.push(body.clone());
        self.keep(plan);
    }

    /// A negation holds, or something that it rests on has to go.
    fn not(&mut self, plan: Plan, inner: &Body, under: Under) {
        let proposed: BTreeSet<VarId> = plan
            .facts
            .iter()
            .flat_map(|(_, pattern)| variables(&Body::Sentence(pattern.clone())))
            .filter(|variable| plan.bindings.get(*variable).is_none())
            .collect();
        let waits = variables(inner)
            .iter()
            .any(|variable| proposed.contains(variable));
        let mut bindings = plan.bindings.clone();
        bindings.make_room(plan.variables);
        let best = self.reading.steps(inner, &bindings).at(self.sought.at);
        if waits {
            self.wait(plan, &Body::Not(Box::new(inner.clone())));
            return;
        }
        if best.complement() >= self.reading.world.bar() {
            self.keep(plan);
            return;
        }
        if plan.removes.is_some() {
            return;
        }
        for gone in self.blockers(inner, &bindings) {
            let mut plan = plan.clone();
            plan.removes = Some(gone);
            plan.pay(under);
            self.keep(plan);
        }
    }

    /// What is stated under the best that there is for the condition.
    fn blockers(&mut self, body: &Body, bindings: &Bindings) -> Vec<Sentence> {
        let Some(premise) = self.search.condition(body, bindings, self.sought.at) else {
            return Vec::new();
        };
        let mut found: Vec<Sentence> = Vec::new();
        let mut open = vec![&premise];
        while let Some(next) = open.pop() {
            let mut add = |claim: &Signed, value: Likelihood| {
                if claim.sign == Sign::For
                    && value > Likelihood::NEVER
                    && !found.contains(&claim.sentence)
                    && claim.sentence != self.sought.claim.sentence
                    && !self.is_kind(claim.sentence.relation)
                {
                    found.push(claim.sentence.clone());
                }
            };
            match next {
                Premise::Sentence(derivation) => match &derivation.because {
                    Because::Evidence(evidence) => add(&derivation.claim, evidence.value),
                    Because::Rule { premises, .. } => open.extend(premises.iter().rev()),
                },
                Premise::Stated { claim, evidence } => add(claim, evidence.value),
                _ => open.extend(next.parts().into_iter().rev()),
            }
        }
        found
    }

    pub(super) fn is_kind(&self, relation: RelationId) -> bool {
        let relation = self.reading.world.core().situation.relations.get(relation);
        relation.is_some_and(|relation| relation.kind.is_some())
    }
}
