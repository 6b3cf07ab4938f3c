//! From what a question looks at to what of the world it needs.
//!
//! The one idea (magic sets, Bancilhon, Maier, Sagiv and Ullman 1986, slot by slot): where a sentence is needed for some values
//! of a slot, each rule that concludes it is gone through with them, and its conditions are needed for what is handed from
//! one to the next. What a condition hands on is told by statements and rules without regard to time and likelihood, so that
//! nothing is left out that may hold. Both grow together until nothing is added.

use super::among::Among;
use super::handed::{Handing, OTHERS, Statements};
use super::needs::Needs;
use super::through::{Candidates, Filled, Way};
use crate::model::{Body, Core, Pattern, RelationId, Rule, RuleId, Term, VarId};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which of several slots that are as near is taken.
#[derive(Clone, Copy)]
enum Taken {
    First,
    Last,
}

/// For what is handed on so much is looked at, at most, as a multiple of all statements; else nothing is.
const LOOKED_AT: usize = 8;

/// What the sentences need, and all that they rest on by the rules.
pub(super) fn demanded(core: &Core, running: &[RuleId], looked_at: &[Pattern]) -> Needs {
    let statements = Statements::of(core);
    let found = |taken: Taken| {
        let most = core.items.len() * LOOKED_AT;
        let handing = Handing::of(&statements);
        let handed = Demand::of(core, running, (Some((handing, most)), taken), looked_at);
        handed.or_else(|| Demand::of(core, running, (None, taken), looked_at))
    };
    let first = found(Taken::First).unwrap_or_default();
    let filled = |pattern: &Pattern| {
        let values = pattern.args.iter();
        values.filter(|term| matches!(term, Term::Value(_))).count()
    };
    if looked_at.iter().all(|pattern| filled(pattern) < 2) {
        return first;
    }
    let last = found(Taken::Last).unwrap_or_default();
    if last.all.len() < first.all.len() {
        last
    } else {
        first
    }
}

/// Whether the body counts what the variable stands for: there it stands for something else than outside.
pub(super) fn counts(body: &Body, var: VarId) -> bool {
    let here = match body {
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => count.var == var,
        _ => false,
    };
    here || body.parts().iter().any(|part| counts(part, var))
}

/// The rules for a relation, with the values of one slot or with none.
type Task = (RelationId, Option<usize>);

/// The needs, while they are found.
struct Demand<'c> {
    /// What is handed on, and how much may be looked at for it; none where nothing is handed on.
    handing: Option<(Handing<'c>, usize)>,
    rules: BTreeMap<RelationId, Vec<&'c Rule>>,
    taken: Taken,
    needs: Needs,
    open: BTreeSet<Task>,
    /// What was handed on to whom.
    readers: BTreeMap<(RelationId, usize, usize), BTreeSet<Task>>,
    now: Option<Task>,
}

impl<'c> Demand<'c> {
    /// None where too many statements would have to be looked at.
    fn of(
        core: &'c Core,
        running: &[RuleId],
        (handing, taken): (Option<(Handing<'c>, usize)>, Taken),
        looked_at: &[Pattern],
    ) -> Option<Needs> {
        let mut rules: BTreeMap<RelationId, Vec<&Rule>> = BTreeMap::new();
        for rule in running.iter().filter_map(|id| core.rules.get(*id)) {
            rules.entry(rule.head.relation).or_default().push(rule);
        }
        let mut demand = Demand {
            handing,
            rules,
            taken,
            needs: Needs::default(),
            open: BTreeSet::new(),
            readers: BTreeMap::new(),
            now: None,
        };
        for pattern in looked_at {
            let body = Body::Sentence(pattern.clone());
            Candidates::default().go(&body, &mut demand);
        }
        while let Some(task) = demand.open.pop_first() {
            demand.run(task);
            if let Some((handing, most)) = &demand.handing
                && handing.looked_at > *most
            {
                return None;
            }
        }
        demand.needs.statements = demand.statements(core);
        Some(demand.needs)
    }

    /// How many statements are needed, at most.
    fn statements(&mut self, core: &Core) -> usize {
        let needs = &self.needs;
        let whole = core.items.count_of(|relation| needs.has_all(relation));
        let Some((handing, _)) = &mut self.handing else {
            return whole;
        };
        let parts = needs.with.iter();
        let parts = parts.filter(|((relation, _), _)| !needs.has_all(*relation));
        whole
            + parts
                .map(|(key, among)| handing.count(*key, among))
                .sum::<usize>()
    }

    fn run(&mut self, task: Task) {
        let (relation, slot) = task;
        self.now = Some(task);
        let rules = self.rules.get(&relation).cloned().unwrap_or_default();
        for rule in rules {
            let mut candidates = Candidates::default();
            if let Some(slot) = slot {
                let Some(among) = self.needs.with.get(&(relation, slot)) else {
                    continue;
                };
                match rule.head.args.get(slot) {
                    Some(Term::Value(value)) if !among.contains(value) => continue,
                    Some(Term::Var(var)) => candidates.give(*var, Arc::clone(among)),
                    Some(Term::Value(_)) | None => {}
                }
            }
            candidates.go(&rule.body, self);
            if let Some(slot) = slot {
                self.conclude((relation, slot), &rule.head, &candidates);
            }
        }
    }

    /// What the rule's conclusions have in the slots that are asked for.
    fn conclude(
        &mut self,
        (relation, slot): (RelationId, usize),
        head: &Pattern,
        candidates: &Candidates,
    ) {
        for (out, term) in head.args.iter().enumerate() {
            let key = (relation, slot, out);
            if !self.needs.passed.contains_key(&key) {
                continue;
            }
            let among = match term {
                Term::Value(value) => Some(Arc::new(Among::one(value))),
                Term::Var(var) => candidates.of(*var).cloned(),
            };
            self.pass(key, among);
        }
    }

    /// What is handed on grows; none, or too much to be told apart: it may be anything.
    fn pass(&mut self, key: (RelationId, usize, usize), among: Option<Arc<Among>>) {
        let Some(passed) = self.needs.passed.get_mut(&key) else {
            return;
        };
        let few = |among: &Arc<Among>| among.others().len() <= OTHERS;
        let grew = match (&mut *passed, among.filter(few)) {
            (None, _) => false,
            (Some(_), None) => {
                *passed = None;
                true
            }
            (Some(known), Some(among)) => !among.are_in(known) && Arc::make_mut(known).add(&among),
        };
        if grew {
            let readers = self.readers.get(&key).into_iter().flatten();
            self.open.extend(readers.copied());
        }
    }

    /// The statements hand on what they have in the second slot that have one of the values in the first.
    fn hand_on(&mut self, (relation, by, out): (RelationId, usize, usize), among: &Among) {
        if let Some((handing, _)) = &mut self.handing {
            let found = handing.out((relation, by), among, out);
            self.pass((relation, by, out), Some(Arc::new(found)));
        }
    }
}

impl Way for Demand<'_> {
    fn by(&mut self, pattern: &Pattern, filled: &[Filled]) -> Option<usize> {
        let nearest = filled.first()?.far;
        let mut near = filled.iter().filter(|one| one.far == nearest);
        let taken = match self.taken {
            Taken::First => near.next(),
            Taken::Last => near.next_back(),
        }?;
        let key = (pattern.relation, taken.slot);
        let new = !self.needs.with.contains_key(&key);
        let known = self.needs.with.entry(key).or_default();
        let more = taken.among.without(known);
        if !more.is_empty() {
            Arc::make_mut(known).add(&more);
        }
        if new || !more.is_empty() {
            self.open.insert((pattern.relation, Some(taken.slot)));
            for out in 0..pattern.args.len() {
                let key = (pattern.relation, taken.slot, out);
                if matches!(self.needs.passed.get(&key), Some(Some(_))) {
                    self.hand_on(key, &more);
                }
            }
        }
        Some(taken.slot)
    }

    fn through(&mut self, relation: RelationId, by: usize, out: usize) -> Option<Arc<Among>> {
        self.handing.as_ref()?;
        let key = (relation, by, out);
        self.readers.entry(key).or_default().extend(self.now);
        if let Entry::Vacant(passed) = self.needs.passed.entry(key) {
            passed.insert(Some(Arc::default()));
            self.open.insert((relation, Some(by)));
            let among = self.needs.with.get(&(relation, by)).cloned();
            self.hand_on(key, &among.unwrap_or_default());
        }
        self.needs.passed.get(&key)?.clone()
    }

    fn whole(&mut self, relation: RelationId) {
        if self.needs.all.insert(relation) {
            self.open.insert((relation, None));
        }
    }
}
