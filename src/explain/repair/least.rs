//! How much a condition takes at least. Takes a condition that stands in a plan, gives a number of changes that no way
//! of meeting it goes below.
//!
//! The one idea: each sentence by itself, as if its open names had nothing to do with those beside it. What holds of
//! anybody takes nothing; what holds of nobody takes a change, and as many as the least of its rules takes; and of a rule's
//! conditions the changes add up where no change could serve two of them (as in the relaxed problems of planning: Bonet
//! and Geffner, Planning as Heuristic Search, 2001).

use super::plan::{FACTS, Plan, Planner, are_bound, is_like, renumbered};
use super::shift::shift;
use super::unify::unify;
use crate::explain::bindings::{Bindings, is_open};
use crate::model::{Body, Id as _, Pattern, RelationId, Rule, Sign, Term, VarId};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// So many rules, one on another, are looked through; of what lies deeper one change is known.
const DEPTH: u32 = 4;
/// More than any plan proposes: what takes so much cannot be met.
const NEVER: usize = FACTS + 2;

/// What is known of how much sentences take.
#[derive(Default)]
pub(super) struct Least {
    changes: HashMap<(Sign, Pattern, u32), usize>,
    sources: HashMap<(Sign, RelationId), Arc<Sources>>,
}

/// The changes that may serve a condition.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Sources {
    /// The new facts that plans would propose for it are of these.
    facts: BTreeSet<(Sign, RelationId)>,
    /// Whether it may be served by taking something away.
    removal: bool,
    /// Whether it may be served by a new individual's kind alone, which is no change of its own.
    kind_alone: bool,
}

impl Sources {
    fn meets(&self, other: &Sources) -> bool {
        self.removal && other.removal || !self.facts.is_disjoint(&other.facts)
    }

    fn take(&mut self, other: &Sources) {
        self.removal |= other.removal;
        self.kind_alone |= other.kind_alone;
        self.facts.extend(&other.facts);
    }

    /// How many changes of the plan may serve it.
    fn served_by(&self, plan: &Plan) -> usize {
        let facts = plan.facts.iter();
        let serving = facts.filter(|(sign, fact)| self.facts.contains(&(*sign, fact.relation)));
        serving.count() + usize::from(self.removal && plan.removes.is_some())
    }
}

impl Planner<'_> {
    /// How many changes the plan takes at least beyond those that it proposes.
    pub(super) fn missing(&mut self, plan: &Plan) -> usize {
        let mut needs = Vec::new();
        for (body, _) in &plan.todo {
            let least = match &**body {
                // What is left of a plan does not hold: of this something has to go, of those nothing can be changed.
                Body::Not(_) if are_bound(body, &plan.bindings) => 1,
                Body::Compare { .. } | Body::AtMost(_) | Body::Claimed { .. }
                    if are_bound(body, &plan.bindings) =>
                {
                    NEVER
                }
                body => self.least(body, &plan.bindings, DEPTH),
            };
            if least > 0 {
                let sources = self.sources_of(body);
                let more = least.saturating_sub(sources.served_by(plan));
                needs.push((more, sources));
            }
        }
        for (sign, relation) in plan.owed_for() {
            let sources = self.sources(sign, relation);
            let known = |(_, known): &(usize, Arc<Sources>)| Arc::ptr_eq(known, &sources);
            if !sources.kind_alone && !needs.iter().any(known) {
                needs.push((1_usize.saturating_sub(sources.served_by(plan)), sources));
            }
        }
        apart(needs)
    }

    fn least(&mut self, body: &Body, bindings: &Bindings, depth: u32) -> usize {
        match body {
            Body::Sentence(pattern) => self.sentence_least(Sign::For, pattern, bindings, depth),
            Body::Denied(pattern) => self.sentence_least(Sign::Against, pattern, bindings, depth),
            Body::And(all) => {
                let mut needs = Vec::new();
                for body in all {
                    let least = self.least(body, bindings, depth);
                    if least > 0 {
                        needs.push((least, self.sources_of(body)));
                    }
                }
                apart(needs)
            }
            Body::Or(any) => {
                let each = any.iter().map(|body| self.least(body, bindings, depth));
                each.min().unwrap_or(NEVER)
            }
            Body::Stated(sign, pattern) => {
                if is_open(body, bindings) || self.holds(body, bindings) {
                    0
                } else if self.is_proposed(*sign, pattern.relation) {
                    1
                } else {
                    NEVER
                }
            }
            Body::Claimed { .. }
            | Body::Not(_)
            | Body::Past(_)
            | Body::PastWithin(..)
            | Body::Throughout(..)
            | Body::AnyTime(_)
            | Body::AtLeast(_)
            | Body::AtMost(_)
            | Body::Exactly(_)
            | Body::AtLeastOf { .. }
            | Body::Compare { .. } => 0,
        }
    }

    fn sentence_least(
        &mut self,
        sign: Sign,
        pattern: &Pattern,
        bindings: &Bindings,
        depth: u32,
    ) -> usize {
        let goal = renumbered(&self.filled(pattern, bindings));
        let key = (sign, goal, depth);
        if let Some(known) = self.least.changes.get(&key) {
            return *known;
        }
        let least = self.worked_out(sign, &key.1, depth);
        self.least.changes.insert(key, least);
        least
    }

    fn worked_out(&mut self, sign: Sign, goal: &Pattern, depth: u32) -> usize {
        if self.holds_of_anybody(sign, goal) {
            return 0;
        }
        if self.is_kind(goal.relation) {
            // Somebody without a name may be of any kind; of what kind others are is not proposed.
            let of_anybody = matches!(goal.args.first(), Some(Term::Var(_)));
            return if sign == Sign::For && of_anybody {
                0
            } else {
                NEVER
            };
        }
        if self.is_proposed(sign, goal.relation) {
            return 1;
        }
        let mut least = NEVER;
        let world = self.reading.world;
        for id in self.rules_of(sign, goal.relation).iter() {
            let Some(rule) = world.core().rules.get(*id) else {
                continue;
            };
            let mut bindings = Bindings::default();
            let Some(stands_for) = unify(&rule.head, goal, &mut bindings) else {
                continue;
            };
            if depth == 0 {
                return 1;
            }
            let first = goal.args.len();
            let body = shift(&rule.body, &|variable| match stands_for.get(&variable) {
                Some(term) => term.clone(),
                None => Term::Var(VarId::at(first + variable.index())),
            });
            // It holds of nobody as things stand: by whichever rule, something has to change.
            least = least.min(self.least(&body, &bindings, depth - 1).max(1));
            if least == 1 {
                break;
            }
        }
        least
    }

    fn holds_of_anybody(&self, sign: Sign, goal: &Pattern) -> bool {
        let world = self.reading.world;
        world.facts(goal.relation).any(|fact| {
            let worth = match sign {
                Sign::For => &fact.support,
                Sign::Against => &fact.denial,
            };
            is_like(goal, &fact.args) && worth.at(self.sought.at) >= world.bar()
        })
    }

    /// The changes that may serve the condition.
    fn sources_of(&mut self, body: &Body) -> Arc<Sources> {
        match body {
            Body::Sentence(pattern) => self.sources(Sign::For, pattern.relation),
            Body::Denied(pattern) => self.sources(Sign::Against, pattern.relation),
            _ => {
                let mut all = Sources::default();
                let mut open = Vec::new();
                serving(body, &mut open, &mut all.removal);
                for (sign, pattern) in open {
                    all.take(&self.sources(sign, pattern.relation));
                }
                Arc::new(all)
            }
        }
    }

    fn sources(&mut self, sign: Sign, relation: RelationId) -> Arc<Sources> {
        if let Some(known) = self.least.sources.get(&(sign, relation)) {
            return Arc::clone(known);
        }
        let mut found = Sources::default();
        let mut seen = BTreeSet::new();
        let mut open = vec![(sign, relation)];
        while let Some(next) = open.pop() {
            if !seen.insert(next) || self.is_kind(next.1) {
                continue;
            }
            if self.is_proposed(next.0, next.1) {
                found.facts.insert(next);
            }
            for id in self.rules_of(next.0, next.1).iter() {
                if let Some(rule) = self.reading.world.core().rules.get(*id) {
                    let mut sentences = Vec::new();
                    serving(&rule.body, &mut sentences, &mut found.removal);
                    open.extend(sentences.iter().map(|(sign, one)| (*sign, one.relation)));
                    found.kind_alone |= self.names_by_kind_alone(rule);
                }
            }
        }
        let found = Arc::new(found);
        self.least
            .sources
            .insert((sign, relation), Arc::clone(&found));
        found
    }
}

impl Planner<'_> {
    /// Whether the rule asks of somebody in its conclusion, for all that must be so, a kind and nothing more.
    fn names_by_kind_alone(&self, rule: &Rule) -> bool {
        let conditions = match &rule.body {
            Body::And(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        let tied = |term: &Term| {
            conditions.iter().any(|body| match body {
                Body::Sentence(pattern) | Body::Denied(pattern) => {
                    !self.is_kind(pattern.relation) && pattern.args.contains(term)
                }
                _ => false,
            })
        };
        let mut open = rule.head.args.iter().filter(|term| matches!(term, Term::Var(_)));
        open.any(|term| !tied(term))
    }
}

/// The sentences by which plans would meet the condition, and whether something may be taken away for it.
fn serving<'b>(body: &'b Body, found: &mut Vec<(Sign, &'b Pattern)>, removal: &mut bool) {
    match body {
        Body::Sentence(pattern) => found.push((Sign::For, pattern)),
        Body::Denied(pattern) => found.push((Sign::Against, pattern)),
        Body::Stated(sign, pattern) => found.push((*sign, pattern)),
        Body::Not(_) => *removal = true,
        Body::Claimed { .. } | Body::Compare { .. } => {}
        Body::And(_)
        | Body::Or(_)
        | Body::Past(_)
        | Body::PastWithin(..)
        | Body::Throughout(..)
        | Body::AnyTime(_)
        | Body::AtLeast(_)
        | Body::AtMost(_)
        | Body::Exactly(_)
        | Body::AtLeastOf { .. } => {
            for part in body.parts() {
                serving(part, found, removal);
            }
        }
    }
}

/// How much conditions take together at least: the sum of those of which no two could be served by one change.
fn apart(mut needs: Vec<(usize, Arc<Sources>)>) -> usize {
    needs.sort_by_key(|(changes, _)| std::cmp::Reverse(*changes));
    let mut counted: Vec<Arc<Sources>> = Vec::new();
    let mut sum = 0;
    for (changes, sources) in needs {
        if !counted.iter().any(|one| one.meets(&sources)) {
            sum += changes;
            counted.push(sources);
        }
    }
    sum
}
