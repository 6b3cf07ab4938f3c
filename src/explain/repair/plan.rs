//! Backward through the rules: what would have to be so for a claim to hold.
//!
//! A plan is what is still to be brought about, and the facts proposed so far. The plan with the fewest changes and rules
//! is taken up first; what holds in it already is struck out, and its first open condition met in every way: by what
//! holds, by a new fact, by a rule.

use super::Proposed;
use super::shift::{shift, variables};
use crate::engine::World;
use crate::explain::bindings::{Bindings, is_open};
use crate::explain::reading::Reading;
use crate::explain::search::Search;
use crate::explain::{Because, Premise};
use crate::model::{
    Body, Count, Id as _, KindId, Pattern, Property, RelationId, RuleId, Sentence, Sign, Signed,
    Term, Value, VarId,
};
use crate::time::{Instant, Likelihood};
use std::collections::{BTreeMap, BTreeSet};

/// So many new facts at most.
const FACTS: usize = 3;
/// So many rules, one on another.
const DEPTH: u32 = 6;
/// So many plans are taken up before the search gives up.
const PLANS: usize = 20_000;
/// So many ways to meet a condition by what holds are tried.
const FITS: usize = 40;

/// Which relations are proposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// Those that no rule concludes.
    NotConcluded,
    /// All.
    All,
}

/// What is still to be brought about, and what is proposed for it.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    todo: Vec<(Body, u32)>,
    /// What its variables stand for.
    pub(super) bindings: Bindings,
    variables: usize,
    /// New facts, with variables where any individual will do.
    pub(super) facts: Vec<(Sign, Pattern)>,
    /// Kinds that variables have to be of.
    pub(super) kinds: Vec<(VarId, KindId)>,
    /// What has to go.
    pub(super) removes: Option<Sentence>,
    /// How many rules it goes back through.
    rules: usize,
}

impl Plan {
    /// How far it reaches: what is near is tried first.
    pub(super) fn reach(&self) -> usize {
        self.cost() + self.rules
    }

    /// How many changes it takes.
    pub(super) fn cost(&self) -> usize {
        self.facts.len() + usize::from(self.removes.is_some())
    }
}

/// Gives plans that are whole, the nearest first.
pub(super) struct Planner<'w> {
    reading: Reading<'w>,
    search: Search<'w>,
    claim: &'w Signed,
    at: Instant,
    /// By how far they reach, then in the order in which they came up.
    plans: BTreeMap<(usize, usize), Plan>,
    made: usize,
    taken_up: usize,
    /// Whether ways to meet a condition were left out because there were so many.
    left_out: bool,
    proposed: Proposed,
    /// Signed relations that rules conclude, where those are not proposed.
    concluded: BTreeSet<(RelationId, Sign)>,
}

impl<'w> Planner<'w> {
    pub(super) fn new(
        world: &'w World,
        claim: &'w Signed,
        at: Instant,
        reach: Reach,
        proposed: Proposed,
    ) -> Self {
        let concluded = match reach {
            Reach::All => BTreeSet::new(),
            Reach::NotConcluded => world
                .rules()
                .filter(|(_, rule)| rule.property.is_none())
                .map(|(_, rule)| (rule.head.relation, rule.sign))
                .collect(),
        };
        let mut planner = Planner {
            reading: Reading { world },
            search: Search::new(world),
            claim,
            at,
            plans: BTreeMap::new(),
            made: 0,
            taken_up: 0,
            left_out: false,
            proposed,
            concluded,
        };
        let empty = Plan {
            todo: Vec::new(),
            bindings: Bindings::default(),
            variables: 0,
            facts: Vec::new(),
            kinds: Vec::new(),
            removes: None,
            rules: 0,
        };
        let goal = Pattern {
            relation: claim.sentence.relation,
            args: claim
                .sentence
                .args
                .iter()
                .cloned()
                .map(Term::Value)
                .collect(),
        };
        planner.by_rules(&empty, claim.sign, &goal, DEPTH);
        planner
    }

    /// Whether plans were left that were never taken up.
    pub(super) fn gave_up(&self) -> bool {
        self.taken_up >= PLANS || self.left_out
    }

    /// The next plan in which nothing is left to be brought about.
    pub(super) fn next(&mut self) -> Option<Plan> {
        while let Some((_, mut plan)) = self.plans.pop_first() {
            if self.taken_up >= PLANS {
                return None;
            }
            self.taken_up += 1;
            self.strike_out(&mut plan);
            // What is bound is looked at first; negations and comparisons wait until the sentences have bound what they
            // can.
            let rank = |(body, _): &(Body, u32)| match body {
                Body::Not(_) | Body::Compare { .. } | Body::AtMost(_) | Body::Exactly(_) => 2,
                body => u8::from(is_open(body, &plan.bindings)),
            };
            let next = plan
                .todo
                .iter()
                .enumerate()
                .min_by_key(|(place, todo)| (rank(todo), *place));
            let Some((place, _)) = next else {
                return Some(plan);
            };
            let (body, depth) = plan.todo.remove(place);
            self.bring_about(plan, &body, depth);
        }
        None
    }

    /// Takes out what holds with nothing left open.
    fn strike_out(&self, plan: &mut Plan) {
        let mut flat = Vec::new();
        let mut open: Vec<(Body, u32)> = plan.todo.drain(..).rev().collect();
        while let Some((body, depth)) = open.pop() {
            match body {
                Body::And(all) => open.extend(all.into_iter().rev().map(|body| (body, depth))),
                body => flat.push((body, depth)),
            }
        }
        flat.retain(|(body, _)| {
            let bound = match body {
                Body::Sentence(_) | Body::Denied(_) | Body::Stated(..) | Body::Claimed { .. } => {
                    !is_open(body, &plan.bindings)
                }
                _ => variables(body)
                    .iter()
                    .all(|variable| plan.bindings.get(*variable).is_some()),
            };
            !bound || !self.holds(body, &plan.bindings)
        });
        plan.todo = flat;
    }

    fn keep(&mut self, plan: Plan) {
        if plan.facts.len() <= FACTS {
            self.made += 1;
            self.plans.insert((plan.reach(), self.made), plan);
        }
    }

    fn with(&mut self, plan: &Plan, more: impl IntoIterator<Item = Body>, depth: u32) {
        let mut plan = plan.clone();
        plan.todo.extend(more.into_iter().map(|body| (body, depth)));
        self.keep(plan);
    }

    fn bring_about(&mut self, plan: Plan, body: &Body, depth: u32) {
        match body {
            Body::And(all) => self.with(&plan, all.iter().cloned(), depth),
            Body::Or(branches) => {
                for branch in branches {
                    self.with(&plan, [branch.clone()], depth);
                }
            }
            Body::Sentence(pattern) => self.sentence(plan, body, Sign::For, pattern, depth),
            Body::Denied(pattern) => self.sentence(plan, body, Sign::Against, pattern, depth),
            Body::Stated(sign, pattern) => {
                if !self.by_what_holds(&plan, body) {
                    self.by_fact(&plan, *sign, pattern);
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
                    self.with(&plan, [(**inner).clone()], depth);
                }
            }
            Body::AtLeast(count) => self.at_least(&plan, count, depth),
            Body::AtLeastOf { k, of } => self.so_many(&plan, *k, of, depth),
            Body::Not(inner) => self.not(plan, inner),
            // What the facts proposed make of them is seen when they are tried.
            Body::AtMost(_) | Body::Exactly(_) | Body::Compare { .. } => {
                let unbound = variables(body)
                    .into_iter()
                    .any(|variable| plan.bindings.get(variable).is_none());
                if unbound || self.holds(body, &plan.bindings) {
                    self.keep(plan);
                } else if let Body::Exactly(count) = body {
                    self.at_least(&plan, count, depth);
                }
            }
        }
    }

    fn holds(&self, body: &Body, bindings: &Bindings) -> bool {
        self.reading.steps(body, bindings).at(self.at) >= self.reading.world.bar()
    }

    /// Meets the condition by what holds. True if it holds with nothing left open, so that no other way is needed.
    fn by_what_holds(&mut self, plan: &Plan, body: &Body) -> bool {
        let bar = self.reading.world.bar();
        if !is_open(body, &plan.bindings) {
            let holds = self.holds(body, &plan.bindings);
            if holds {
                self.keep(plan.clone());
            }
            return holds;
        }
        let mut bindings = plan.bindings.clone();
        bindings.make_room(plan.variables);
        let mut fits = self.reading.fits(body, &bindings);
        fits.retain(|fit| fit.steps.at(self.at) >= bar);
        self.left_out |= fits.len() > FITS;
        for fit in fits.into_iter().take(FITS) {
            let mut plan = plan.clone();
            plan.bindings = fit.bindings;
            self.keep(plan);
        }
        false
    }

    fn sentence(&mut self, mut plan: Plan, body: &Body, sign: Sign, pattern: &Pattern, depth: u32) {
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
                self.keep(plan);
            }
            return;
        }
        self.by_fact(&plan, sign, pattern);
        self.by_rules(&plan, sign, pattern, depth);
    }

    fn by_fact(&mut self, plan: &Plan, sign: Sign, pattern: &Pattern) {
        let world = self.reading.world;
        let relation = world.core().situation.relations.get(pattern.relation);
        let watched = relation.is_some_and(|relation| relation.indicator);
        if self.concluded.contains(&(pattern.relation, sign))
            || self.proposed == Proposed::Indicators && !watched
            || relation.is_none_or(|relation| relation.kind.is_some())
            || sign == self.claim.sign
                && plan.bindings.fill(pattern).as_ref() == Some(&self.claim.sentence)
        {
            return;
        }
        let mut plan = plan.clone();
        let fact = (sign, pattern.clone());
        let same = |(other, known): &(Sign, Pattern)| {
            *other == sign
                && (known == pattern
                    || plan.bindings.fill(known).is_some()
                        && plan.bindings.fill(known) == plan.bindings.fill(pattern))
        };
        if !plan.facts.iter().any(same) {
            plan.facts.push(fact);
        }
        self.keep(plan);
    }

    fn by_rules(&mut self, plan: &Plan, sign: Sign, goal: &Pattern, depth: u32) {
        if depth == 0 {
            return;
        }
        let world = self.reading.world;
        let rules: Vec<RuleId> = world
            .rules()
            .filter(|(_, rule)| rule.head.relation == goal.relation && rule.sign == sign)
            // The other way round says the same, and is not told beside it.
            .filter(|(_, rule)| rule.property != Some(Property::Symmetric))
            .filter(|(_, rule)| rule.likelihood >= world.bar())
            .map(|(id, _)| id)
            .collect();
        for id in rules {
            let Some(rule) = world.core().rules.get(id) else {
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
            next.todo.push((body, depth - 1));
            next.rules += 1;
            self.keep(next);
        }
    }

    fn at_least(&mut self, plan: &Plan, count: &Count, depth: u32) {
        let mut bindings = plan.bindings.clone();
        bindings.make_room(plan.variables);
        let bar = self.reading.world.bar();
        let there = self
            .reading
            .counted(count, &bindings)
            .values()
            .filter(|fits| fits.iter().any(|fit| fit.steps.at(self.at) >= bar))
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
        for _ in 0..missing {
            // Each that is missing has variables of its own.
            let first = next.variables;
            let numbers: BTreeMap<VarId, usize> = own.iter().copied().zip(first..).collect();
            next.variables += own.len();
            let body = shift(&count.body, &|variable| match numbers.get(&variable) {
                Some(number) => Term::Var(VarId::at(*number)),
                None => Term::Var(variable),
            });
            next.todo.push((body, depth));
        }
        self.keep(next);
    }

    fn so_many(&mut self, plan: &Plan, k: u32, of: &[Body], depth: u32) {
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
                self.with(plan, bodies, depth);
            }
        }
    }

    /// A negation holds, or something that it rests on has to go.
    fn not(&mut self, plan: Plan, inner: &Body) {
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
        let best = self.reading.steps(inner, &bindings).at(self.at);
        if waits || best.complement() >= self.reading.world.bar() {
            self.keep(plan);
            return;
        }
        if plan.removes.is_some() {
            return;
        }
        for gone in self.blockers(inner, &bindings) {
            let mut plan = plan.clone();
            plan.removes = Some(gone);
            self.keep(plan);
        }
    }

    /// What is stated under the best that there is for the condition.
    fn blockers(&mut self, body: &Body, bindings: &Bindings) -> Vec<Sentence> {
        let Some(premise) = self.search.condition(body, bindings, self.at) else {
            return Vec::new();
        };
        let mut found: Vec<Sentence> = Vec::new();
        let mut open = vec![&premise];
        while let Some(next) = open.pop() {
            let mut add = |claim: &Signed, value: Likelihood| {
                if claim.sign == Sign::For
                    && value > Likelihood::NEVER
                    && !found.contains(&claim.sentence)
                    && claim.sentence != self.claim.sentence
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

    fn is_kind(&self, relation: RelationId) -> bool {
        let relation = self.reading.world.core().situation.relations.get(relation);
        relation.is_some_and(|relation| relation.kind.is_some())
    }
}

/// What each variable of the head stands for, so that the head is the goal; what is bound by that on the goal's side
/// is added to the bindings. None if they cannot be one.
fn unify(head: &Pattern, goal: &Pattern, bindings: &mut Bindings) -> Option<BTreeMap<VarId, Term>> {
    let mut stands_for: BTreeMap<VarId, Term> = BTreeMap::new();
    if head.args.len() != goal.args.len() {
        return None;
    }
    for (own, asked) in head.args.iter().zip(&goal.args) {
        let asked = match bindings.term(asked) {
            Some(value) => Term::Value(value.clone()),
            None => asked.clone(),
        };
        let own = match own {
            Term::Value(value) => Some(Term::Value(value.clone())),
            Term::Var(variable) => match stands_for.get(variable) {
                Some(known) => Some(known.clone()),
                None => {
                    stands_for.insert(*variable, asked.clone());
                    None
                }
            },
        };
        match (own, asked) {
            (None, _) => {}
            (Some(Term::Value(a)), Term::Value(b)) => {
                if a != b {
                    return None;
                }
            }
            (Some(Term::Value(value)), Term::Var(variable))
            | (Some(Term::Var(variable)), Term::Value(value)) => bind(bindings, variable, &value)?,
            (Some(Term::Var(a)), Term::Var(b)) => {
                if a != b {
                    return None;
                }
            }
        }
    }
    Some(stands_for)
}

fn bind(bindings: &mut Bindings, variable: VarId, value: &Value) -> Option<()> {
    match bindings.get(variable) {
        Some(known) if known != value => None,
        Some(_) => Some(()),
        None => {
            bindings.bind(variable, value.clone());
            Some(())
        }
    }
}
