//! How much a condition takes at least. Takes a condition that stands in a plan, gives a number of changes that no way
//! of meeting it goes below.
//!
//! The one idea: each sentence by itself, as if its open names had nothing to do with those beside it. What holds of
//! anybody takes nothing; what holds of nobody takes a change, and as many as the least of its rules takes; and of a rule's
//! conditions the changes add up where no change could serve two of them (as in the relaxed problems of planning: Bonet
//! and Geffner, Planning as Heuristic Search, 2001).

use super::debts::Under;
use super::plan::{FACTS, Plan, Planner, are_bound, is_like, renumbered};
use super::shift::shift;
use super::unify::unify;
use crate::explain::bindings::{Bindings, is_open};
use crate::model::{Body, Id as _, Pattern, RelationId, Rule, Sign, Term, VarId};
use indexmap::IndexSet;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// More than any plan proposes: what takes so much cannot be met.
const NEVER: usize = FACTS + 2;

/// What is known of how much sentences take.
#[derive(Default)]
pub(super) struct Least {
    changes: HashMap<(Sign, Pattern, Looked), usize>,
    /// Whether a sentence holds of anybody.
    held: HashMap<(Sign, Pattern), bool>,
    /// The changes to which a look was confined, by number.
    confined: IndexSet<Sources>,
    sources: HashMap<(Sign, RelationId), Arc<Sources>>,
}

/// How far is looked, and for which changes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Looked {
    /// So many rules, one on another.
    rules: u32,
    /// To these changes alone; none for all.
    only: Option<usize>,
}

/// The changes that may serve a condition.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
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

    /// The changes that may serve both.
    fn both(&self, other: &Sources) -> Sources {
        Sources {
            facts: self.facts.intersection(&other.facts).copied().collect(),
            removal: self.removal && other.removal,
            kind_alone: false,
        }
    }

    /// The changes that the plan proposes.
    fn of_plan(plan: &Plan) -> Sources {
        let facts = plan.facts.iter();
        Sources {
            facts: facts.map(|(sign, fact)| (*sign, fact.relation)).collect(),
            removal: plan.removes.is_some(),
            kind_alone: false,
        }
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
        let proposed = Sources::of_plan(plan);
        let mut needs: Vec<Need<'_>> = Vec::new();
        for (body, under) in &plan.todo {
            let looked = Looked {
                rules: under.rules,
                only: None,
            };
            let least = match &**body {
                // What is left of a plan does not hold: of this something has to go, of those nothing can be changed.
                Body::Not(_) if are_bound(body, &plan.bindings) => 1,
                Body::AtMost(_) | Body::Claimed { .. } if are_bound(body, &plan.bindings) => NEVER,
                body => self.least(body, &plan.bindings, looked),
            };
            if least == 0 {
                continue;
            }
            let sources = self.sources_of(body);
            let served = sources.served_by(plan);
            let mut more = least.saturating_sub(served);
            if more == 0 {
                // Its changes are there, by what they are of: unless none of these could bring it about.
                let only = self.confined_to(sources.both(&proposed));
                let alone = self.least(body, &plan.bindings, Looked { only, ..looked });
                more = usize::from(alone > served);
            }
            if more > 0 {
                let of = Some((&**body, *under));
                needs.push(Need { more, sources, of });
            }
        }
        for (sign, relation) in plan.owed_for() {
            let sources = self.sources(sign, relation);
            let known = |need: &Need<'_>| Arc::ptr_eq(&need.sources, &sources);
            if !sources.kind_alone && sources.served_by(plan) == 0 && !needs.iter().any(known) {
                let (more, of) = (1, None);
                needs.push(Need { more, sources, of });
            }
        }
        let sum = apart(&mut needs);
        if sum == 1 && self.are_two(&needs, plan) {
            2
        } else {
            sum
        }
    }

    /// Whether no one change could serve some two of what is needed.
    fn are_two(&mut self, needs: &[Need<'_>], plan: &Plan) -> bool {
        for (at, one) in needs.iter().enumerate() {
            for other in needs.iter().skip(at + 1) {
                let only = self.confined_to(one.sources.both(&other.sources));
                for (body, under) in [one, other].into_iter().filter_map(|need| need.of) {
                    let rules = under.rules;
                    if !matches!(body, Body::Not(_))
                        && self.least(body, &plan.bindings, Looked { rules, only }) > 1
                    {
                        return true;
                    }
                }
            }
        }
        false
    }

    fn confined_to(&mut self, sources: Sources) -> Option<usize> {
        Some(self.least.confined.insert_full(sources).0)
    }

    fn least(&mut self, body: &Body, bindings: &Bindings, looked: Looked) -> usize {
        match body {
            Body::Sentence(pattern) => self.sentence_least(Sign::For, pattern, bindings, looked),
            Body::Denied(pattern) => self.sentence_least(Sign::Against, pattern, bindings, looked),
            Body::And(all) => {
                let mut needs = Vec::new();
                for body in all {
                    let least = self.least(body, bindings, looked);
                    if least > 0 {
                        needs.push(Need {
                            more: least,
                            sources: self.sources_of(body),
                            of: None,
                        });
                    }
                }
                apart(&mut needs)
            }
            Body::Or(any) => {
                let each = any.iter().map(|body| self.least(body, bindings, looked));
                each.min().unwrap_or(NEVER)
            }
            Body::Stated(sign, pattern) => {
                if is_open(body, bindings) || self.holds(body, bindings) {
                    0
                } else if self.may_be_proposed(*sign, pattern.relation, looked) {
                    1
                } else {
                    NEVER
                }
            }
            // Nothing can be done about what stands so.
            Body::Compare { .. } if are_bound(body, bindings) && !self.holds(body, bindings) => {
                NEVER
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
        looked: Looked,
    ) -> usize {
        let goal = renumbered(&self.filled(pattern, bindings));
        let key = (sign, goal, looked);
        if let Some(known) = self.least.changes.get(&key) {
            return *known;
        }
        let least = self.worked_out(sign, &key.1, looked);
        self.least.changes.insert(key, least);
        least
    }

    fn worked_out(&mut self, sign: Sign, goal: &Pattern, looked: Looked) -> usize {
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
        if self.may_be_proposed(sign, goal.relation, looked) {
            return 1;
        }
        let mut least = NEVER;
        let Some(rules) = looked.rules.checked_sub(1) else {
            return least;
        };
        let world = self.reading.world;
        for id in self.rules_of(sign, goal.relation).iter() {
            let Some(rule) = world.core().rules.get(*id) else {
                continue;
            };
            let mut bindings = Bindings::default();
            let Some(stands_for) = unify(&rule.head, goal, &mut bindings) else {
                continue;
            };
            let first = goal.args.len();
            let body = shift(&rule.body, &|variable| match stands_for.get(&variable) {
                Some(term) => term.clone(),
                None => Term::Var(VarId::at(first + variable.index())),
            });
            // It holds of nobody as things stand: by whichever rule, something has to change.
            least = least.min(
                self.least(&body, &bindings, Looked { rules, ..looked })
                    .max(1),
            );
            if least == 1 {
                break;
            }
        }
        least
    }

    fn may_be_proposed(&self, sign: Sign, relation: RelationId, looked: Looked) -> bool {
        let among = |number| {
            let sources = self.least.confined.get_index(number);
            sources.is_some_and(|sources| sources.facts.contains(&(sign, relation)))
        };
        self.is_proposed(sign, relation) && looked.only.is_none_or(among)
    }

    fn holds_of_anybody(&mut self, sign: Sign, goal: &Pattern) -> bool {
        let key = (sign, goal.clone());
        if let Some(known) = self.least.held.get(&key) {
            return *known;
        }
        let world = self.reading.world;
        let holds = world.facts(goal.relation).any(|fact| {
            let worth = match sign {
                Sign::For => &fact.support,
                Sign::Against => &fact.denial,
            };
            is_like(goal, &fact.args) && worth.at(self.sought.at) >= world.bar()
        });
        self.least.held.insert(key, holds);
        holds
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
        let mut open = rule
            .head
            .args
            .iter()
            .filter(|term| matches!(term, Term::Var(_)));
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

/// What a plan lacks.
struct Need<'p> {
    /// So many changes at least.
    more: usize,
    /// The changes that may serve it.
    sources: Arc<Sources>,
    /// The condition, where it is one.
    of: Option<(&'p Body, Under)>,
}

/// How much all takes together at least: the sum of those of which no two could be served by one change.
fn apart(needs: &mut [Need<'_>]) -> usize {
    needs.sort_by_key(|need| std::cmp::Reverse(need.more));
    let mut counted: Vec<&Sources> = Vec::new();
    let mut sum = 0;
    for need in needs.iter() {
        if !counted.iter().any(|one| one.meets(&need.sources)) {
            sum += need.more;
            counted.push(&need.sources);
        }
    }
    sum
}
