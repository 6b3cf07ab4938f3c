//! Backward through the rules: what would have to be so for a claim to hold.
//!
//! A plan is what is still to be brought about, and the facts proposed so far. The plan that can still do with the
//! fewest changes ([`super::least`]) is taken up first, of equals one of what can be watched for, then one of few rules;
//! neither of the first two can get less, so that plans come out in the order in which repairs are shown. What holds in a plan already is
//! struck out, and of its conditions the one with the fewest ways is met in every way ([`super::meet`]).

use super::Proposed;
use super::debts::{Debts, Under};
use super::least::Least;
use super::near::{Far, Near};
use super::shift::variables;
use super::twins::Form;
use crate::engine::World;
use crate::explain::bindings::{Bindings, is_open};
use crate::explain::reading::Reading;
use crate::explain::search::Search;
use crate::model::{
    Body, KindId, Pattern, Property, RelationId, RuleId, Sentence, Sign, Signed, Term, Value, VarId,
};
use crate::time::Instant;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// So many new facts at most.
pub(super) const FACTS: usize = 3;
/// So many rules, one on another.
const DEPTH: u32 = 6;
/// So many ways to meet a condition by what holds are tried.
pub(super) const FITS: usize = 40;

/// Which relations are proposed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// Those that no rule concludes.
    NotConcluded,
    /// All.
    All,
}

/// What is looked for, and for how long.
#[derive(Clone, Copy)]
pub(super) struct Sought<'w> {
    pub(super) claim: &'w Signed,
    pub(super) at: Instant,
    pub(super) proposed: Proposed,
    pub(super) reach: Reach,
    /// So many plans are taken up before the search gives up.
    pub(super) plans: usize,
}

/// What is taken up first: what may do with the fewest changes, of equals what can be watched for, then what goes back
/// through few rules, what is of near names, in the order in which plans came up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Rank {
    changes: usize,
    unwatched: usize,
    rules: usize,
    far: Far,
    made: usize,
}

/// What is still to be brought about, and what is proposed for it.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Conditions, each with where it stands.
    pub(super) todo: Vec<(Arc<Body>, Under)>,
    /// What its variables stand for.
    pub(super) bindings: Bindings,
    pub(super) variables: usize,
    /// New facts, with variables where any individual will do.
    pub(super) facts: Vec<(Sign, Pattern)>,
    /// Kinds that variables have to be of.
    pub(super) kinds: Vec<(VarId, KindId)>,
    /// Negations and comparisons of what is not yet named: to be looked at when it is.
    pub(super) deferred: Vec<Body>,
    /// What has to go.
    pub(super) removes: Option<Sentence>,
    /// How many rules it goes back through.
    pub(super) rules: usize,
    /// For which sentences something new was owed, by number.
    pub(super) debts: Vec<(Sign, RelationId)>,
    /// Of these what is owed still.
    pub(super) owed: Debts,
}

impl Plan {
    /// The condition is to be brought about, too; of several at once, each by itself.
    pub(super) fn still_to_do(&mut self, body: Body, under: Under) {
        match body {
            Body::And(all) => all.into_iter().for_each(|one| self.still_to_do(one, under)),
            one => self.todo.push((Arc::new(one), under)),
        }
    }

    /// How many changes it proposes so far.
    fn changes(&self) -> usize {
        self.facts.len() + usize::from(self.removes.is_some())
    }
}

/// Gives plans that are whole, the nearest first.
pub(super) struct Planner<'w> {
    pub(super) reading: Reading<'w>,
    pub(super) search: Search<'w>,
    pub(super) sought: Sought<'w>,
    plans: BTreeMap<Rank, Plan>,
    made: usize,
    taken_up: usize,
    /// Whether ways to meet a condition were left out because there were so many.
    pub(super) left_out: bool,
    /// Signed relations that rules conclude, where those are not proposed.
    concluded: BTreeSet<(RelationId, Sign)>,
    /// How near names are to those of the claim.
    pub(super) near: Near,
    /// How much sentences take at least.
    pub(super) least: Least,
    /// How sentences with variables hold, once that was asked for.
    matched: HashMap<(Sign, Pattern), Arc<Vec<Vec<Value>>>>,
    /// The rules that may give a signed relation.
    rules: HashMap<(Sign, RelationId), Arc<[RuleId]>>,
    /// What was found: what holds more than one of these is none of the smallest.
    found: Vec<(Vec<Signed>, Option<Sentence>)>,
    /// What was taken up: what is the same but for its variables' numbers is not taken up again.
    forms: HashSet<Form>,
}

impl<'w> Planner<'w> {
    pub(super) fn new(world: &'w World, sought: Sought<'w>) -> Self {
        let concluded = match sought.reach {
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
            sought,
            plans: BTreeMap::new(),
            made: 0,
            taken_up: 0,
            left_out: false,
            concluded,
            near: Near::to(world, sought.claim, sought.at),
            least: Least::default(),
            matched: HashMap::new(),
            rules: rules_for(world),
            found: Vec::new(),
            forms: HashSet::new(),
        };
        let empty = Plan {
            todo: Vec::new(),
            bindings: Bindings::default(),
            variables: 0,
            facts: Vec::new(),
            kinds: Vec::new(),
            deferred: Vec::new(),
            removes: None,
            rules: 0,
            debts: Vec::new(),
            owed: Debts::default(),
        };
        let claim = sought.claim;
        let args = claim.sentence.args.iter().cloned().map(Term::Value);
        let goal = Pattern {
            relation: claim.sentence.relation,
            args: args.collect(),
        };
        let under = Under {
            rules: DEPTH,
            debts: Debts::default(),
        };
        planner.by_rules(&empty, claim.sign, &goal, under);
        planner
    }

    /// Whether plans were left that were never taken up.
    pub(super) fn gave_up(&self) -> bool {
        self.taken_up >= self.sought.plans
    }

    /// Whether any plans are left.
    pub(super) fn is_done(&self) -> bool {
        self.plans.is_empty()
    }

    /// This makes the claim hold: what holds it and more is no longer looked for.
    pub(super) fn found(&mut self, adds: Vec<Signed>, removes: Option<Sentence>) {
        self.found.push((adds, removes));
    }

    /// The next plan in which nothing is left to be brought about.
    pub(super) fn next(&mut self) -> Option<Plan> {
        while let Some((before, mut plan)) = self.plans.pop_first() {
            if self.gave_up() {
                return None;
            }
            self.strike_out(&mut plan);
            if plan.is_idle() || plan.is_twice() || self.holds_one_found(&plan) {
                continue;
            }
            let mut rank = Rank {
                made: before.made,
                ..self.rank(&plan)
            };
            rank.changes += self.missing(&plan);
            if rank > before {
                self.plans.insert(rank, plan);
                continue;
            }
            // More than so many facts are never proposed together.
            if rank.changes > FACTS + 1 || !self.forms.insert(plan.form()) {
                continue;
            }
            self.taken_up += 1;
            let Some(place) = self.first_met(&plan) else {
                return Some(plan);
            };
            let (body, under) = plan.todo.remove(place);
            self.bring_about(plan, &body, under);
        }
        None
    }

    /// Which condition is met first: one that is bound, else the one that holds in the fewest ways; negations and
    /// comparisons wait until the sentences have bound what they can.
    fn first_met(&mut self, plan: &Plan) -> Option<usize> {
        let mut order = |body: &Body| match body {
            Body::Not(_) | Body::Compare { .. } | Body::AtMost(_) | Body::Exactly(_) => (2, 0),
            body if !is_open(body, &plan.bindings) => (0, 0),
            Body::Sentence(pattern) => (1, self.ways(Sign::For, pattern, &plan.bindings)),
            Body::Denied(pattern) => (1, self.ways(Sign::Against, pattern, &plan.bindings)),
            _ => (1, FITS),
        };
        let mut best: Option<((u8, usize), usize)> = None;
        for (place, (body, _)) in plan.todo.iter().enumerate() {
            let this = order(body);
            if best.is_none_or(|(known, _)| this < known) {
                best = Some((this, place));
            }
        }
        best.map(|(_, place)| place)
    }

    /// In how many ways the sentence holds, as far as they are tried.
    fn ways(&mut self, sign: Sign, pattern: &Pattern, bindings: &Bindings) -> usize {
        let filled = self.filled(pattern, bindings);
        self.matched(sign, &filled).len()
    }

    fn rank(&self, plan: &Plan) -> Rank {
        let relations = &self.reading.world.core().situation.relations;
        let watched = |relation: RelationId| {
            let relation = relations.get(relation);
            relation.is_some_and(|relation| relation.indicator)
        };
        let mut facts = plan.facts.iter().map(|(_, pattern)| pattern.relation);
        let bare = plan.facts.is_empty() && plan.todo.is_empty();
        Rank {
            changes: plan.changes(),
            unwatched: usize::from(bare || facts.any(|relation| !watched(relation))),
            rules: plan.rules,
            far: self.far(plan),
            made: 0,
        }
    }

    /// How far the names of the new facts are from what was asked.
    fn far(&self, plan: &Plan) -> Far {
        let terms = plan.facts.iter().flat_map(|(_, pattern)| &pattern.args);
        let values = terms.filter_map(|term| plan.bindings.term(term));
        values.map(|value| self.near.far(value)).sum()
    }

    fn holds_one_found(&self, plan: &Plan) -> bool {
        let proposes = |claim: &Signed| {
            plan.facts.iter().any(|(sign, pattern)| {
                *sign == claim.sign
                    && pattern.relation == claim.sentence.relation
                    && pattern.args.len() == claim.sentence.args.len()
                    && pattern
                        .args
                        .iter()
                        .zip(&claim.sentence.args)
                        .all(|(term, value)| plan.bindings.term(term) == Some(value))
            })
        };
        self.found.iter().any(|(adds, removes)| {
            (removes.is_none() || *removes == plan.removes) && adds.iter().all(proposes)
        })
    }

    /// Takes out what holds with nothing left open.
    fn strike_out(&self, plan: &mut Plan) {
        let Plan { todo, bindings, .. } = plan;
        todo.retain(|(body, _)| {
            let bound = match &**body {
                Body::Sentence(_) | Body::Denied(_) | Body::Stated(..) | Body::Claimed { .. } => {
                    !is_open(body, bindings)
                }
                _ => are_bound(body, bindings),
            };
            !bound || !self.holds(body, bindings)
        });
    }

    pub(super) fn keep(&mut self, plan: Plan) {
        if plan.facts.len() <= FACTS {
            self.made += 1;
            let rank = Rank {
                made: self.made,
                ..self.rank(&plan)
            };
            self.plans.insert(rank, plan);
        }
    }

    pub(super) fn with(&mut self, plan: &Plan, more: impl IntoIterator<Item = Body>, under: Under) {
        let mut plan = plan.clone();
        for body in more {
            plan.still_to_do(body, under);
        }
        self.keep(plan);
    }

    /// The rules that may give a signed relation enough.
    pub(super) fn rules_of(&self, sign: Sign, relation: RelationId) -> Arc<[RuleId]> {
        let rules = self.rules.get(&(sign, relation));
        rules.cloned().unwrap_or_default()
    }

    pub(super) fn holds(&self, body: &Body, bindings: &Bindings) -> bool {
        let (at, bar) = (self.sought.at, self.reading.world.bar());
        let sentence = |sign, pattern| {
            let sentence = bindings.fill(pattern)?;
            Some(self.reading.value(&Signed { sign, sentence }, at) >= bar)
        };
        let known = match body {
            Body::Sentence(pattern) => sentence(Sign::For, pattern),
            Body::Denied(pattern) => sentence(Sign::Against, pattern),
            _ => None,
        };
        known.unwrap_or_else(|| self.reading.steps(body, bindings).at(at) >= bar)
    }

    /// Whether what waited for names holds with these.
    pub(super) fn fits(&self, deferred: &[Body], bindings: &Bindings) -> bool {
        let holds = |body: &Body| !are_bound(body, bindings) || self.holds(body, bindings);
        deferred.iter().all(holds)
    }

    /// Whether a fact of the relation may be proposed.
    pub(super) fn is_proposed(&self, sign: Sign, relation: RelationId) -> bool {
        let situation = &self.reading.world.core().situation;
        let row = situation.relations.get(relation);
        let watched = row.is_some_and(|row| row.indicator);
        row.is_some_and(|row| row.kind.is_none())
            && !self.concluded.contains(&(relation, sign))
            && (self.sought.proposed == Proposed::Any || watched)
            && !situation.is_sameness(relation)
    }

    /// The ways in which a sentence holds, as the values of all its slots; near names first, and not more than are tried.
    pub(super) fn matched(&mut self, sign: Sign, pattern: &Pattern) -> Arc<Vec<Vec<Value>>> {
        let key = (sign, renumbered(pattern));
        if let Some(known) = self.matched.get(&key) {
            return Arc::clone(known);
        }
        let (world, at) = (self.reading.world, self.sought.at);
        let bar = world.bar();
        let mut ways: Vec<Vec<Value>> = world
            .facts(pattern.relation)
            .filter(|fact| {
                let worth = match sign {
                    Sign::For => &fact.support,
                    Sign::Against => &fact.denial,
                };
                worth.at(at) >= bar && is_like(&key.1, &fact.args)
            })
            .map(|fact| fact.args.clone())
            .collect();
        ways.sort_by_cached_key(|args| -> Far {
            args.iter().map(|value| self.near.far(value)).sum()
        });
        self.left_out |= ways.len() > FITS;
        ways.truncate(FITS);
        let ways = Arc::new(ways);
        self.matched.insert(key, Arc::clone(&ways));
        ways
    }
}

/// The rules that may give a signed relation enough, but for those that only say the same the other way round.
fn rules_for(world: &World) -> HashMap<(Sign, RelationId), Arc<[RuleId]>> {
    let mut found: BTreeMap<(Sign, RelationId), Vec<RuleId>> = BTreeMap::new();
    for (id, rule) in world.rules() {
        if rule.property != Some(Property::Symmetric) && rule.likelihood >= world.bar() {
            let of = found.entry((rule.sign, rule.head.relation)).or_default();
            of.push(id);
        }
    }
    let shared = found.into_iter().map(|(key, rules)| (key, rules.into()));
    shared.collect()
}

/// Whether all variables of the condition are bound.
pub(super) fn are_bound(body: &Body, bindings: &Bindings) -> bool {
    variables(body)
        .iter()
        .all(|variable| bindings.get(*variable).is_some())
}

/// The pattern with its variables numbered as they come.
pub(super) fn renumbered(pattern: &Pattern) -> Pattern {
    let mut seen: Vec<VarId> = Vec::new();
    let term = |term: &Term| match term {
        Term::Value(value) => Term::Value(value.clone()),
        Term::Var(variable) => {
            let at = seen
                .iter()
                .position(|known| known == variable)
                .unwrap_or(seen.len());
            if at == seen.len() {
                seen.push(*variable);
            }
            Term::Var(VarId(at as u32))
        }
    };
    Pattern {
        relation: pattern.relation,
        args: pattern.args.iter().map(term).collect(),
    }
}

/// Whether the arguments are those of the pattern, a variable one value wherever it stands.
pub(super) fn is_like(pattern: &Pattern, args: &[Value]) -> bool {
    let places = || pattern.args.iter().zip(args);
    pattern.args.len() == args.len()
        && places().all(|(term, value)| match term {
            Term::Value(own) => own == value,
            Term::Var(variable) => places()
                .filter(|(other, _)| **other == Term::Var(*variable))
                .all(|(_, other)| other == value),
        })
}
