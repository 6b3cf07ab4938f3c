//! What of a world a question needs.
//!
//! Holds for each relation what of it has to be known: nothing, all, or the sentences with one of some values in one slot, and
//! what stands in the other slots of those. What is needed is never too little, and may be too much.

use super::among::Among;
use super::chains::makes_chains;
use super::demand::{counts, demanded};
use super::through::{Filled, Way, given};
use crate::model::{Body, Core, Pattern, RelationId, Rule, RuleId, Term, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What of each relation is needed; of those that are not there, nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Needs {
    /// Of these every sentence.
    pub(super) all: BTreeSet<RelationId>,
    /// By a slot, the sentences with one of the values there.
    pub(super) with: BTreeMap<(RelationId, usize), Arc<Among>>,
    /// What stands in the second slot of those that are needed by the first; none where it may be anything.
    pub(super) passed: BTreeMap<(RelationId, usize, usize), Option<Arc<Among>>>,
    /// How many statements that is, at most.
    pub(super) statements: usize,
}

/// A rule is filled in for so many values at most; for more it is run as it stands, over the sentences that are needed.
const FILLED: usize = 64;

impl Needs {
    /// What the sentences need, and all that they rest on by the rules.
    pub(super) fn of(core: &Core, running: &[RuleId], looked_at: &[Pattern]) -> Needs {
        demanded(core, running, looked_at)
    }

    /// Whether anything of the relation is needed.
    pub(super) fn has(&self, relation: RelationId) -> bool {
        self.all.contains(&relation) || self.with(relation).next().is_some()
    }

    /// Whether all of the relation is needed.
    pub(super) fn has_all(&self, relation: RelationId) -> bool {
        self.all.contains(&relation)
    }

    /// Whether most of all statements are needed: to leave out the rest saves less than it may cost.
    pub(super) fn spare_little(&self, core: &Core) -> bool {
        let parts = self.with.keys();
        let all = { parts }.all(|(relation, _)| self.all.contains(relation));
        let quarters = if all { 2 } else { 3 };
        self.statements * 4 > core.items.len() * quarters
    }

    /// The slots by which sentences of the relation are needed, each with its values.
    pub(super) fn with(&self, relation: RelationId) -> impl Iterator<Item = (usize, &Among)> {
        let slots = self.with.range((relation, 0)..=(relation, usize::MAX));
        slots.map(|((_, slot), among)| (*slot, &**among))
    }

    /// Whether every sentence is needed that has these values in its slots; none is one that may hold anything.
    pub(super) fn cover<'v>(
        &self,
        relation: RelationId,
        args: impl IntoIterator<Item = Option<&'v Value>>,
    ) -> bool {
        let is_among = |(slot, value): (usize, &Value)| {
            let among = self.with.get(&(relation, slot));
            among.is_some_and(|among| among.contains(value))
        };
        let mut filled =
            (args.into_iter().enumerate()).filter_map(|(at, value)| Some((at, value?)));
        self.all.contains(&relation) || filled.any(is_among)
    }

    /// Whether all is needed that the condition rests on, where some variables stand for values.
    pub(super) fn cover_condition(&self, body: &Body, bound: &[Option<Value>]) -> bool {
        let mut covered = Covered {
            needs: self,
            all: true,
        };
        given(bound).go(body, &mut covered);
        given(bound).go(body, &mut covered);
        covered.all
    }

    /// The rule, as far as its conclusions are needed: itself, or once for each value with the value filled in.
    pub(super) fn narrowed<'r>(&self, rule: &'r Rule) -> Vec<Cow<'r, Rule>> {
        let relation = rule.head.relation;
        let mut slots = self.with(relation);
        let (Some((slot, among)), None, false) =
            (slots.next(), slots.next(), self.has_all(relation))
        else {
            return vec![Cow::Borrowed(rule)];
        };
        match rule.head.args.get(slot) {
            // Filled in it would make no chains, and find in other rounds what it finds.
            _ if makes_chains(rule) => vec![Cow::Borrowed(rule)],
            Some(Term::Value(value)) if !among.contains(value) => Vec::new(),
            Some(Term::Var(var)) if among.len() <= FILLED && !counts(&rule.body, *var) => {
                let filled = |value: Value| {
                    let mut rule = rule.clone();
                    let mut fill = |term: &mut Term| {
                        if *term == Term::Var(*var) {
                            *term = Term::Value(value.clone());
                        }
                    };
                    rule.head.args.iter_mut().for_each(&mut fill);
                    rule.body.each_term_mut(&mut fill);
                    Cow::Owned(rule)
                };
                among.iter().map(filled).collect()
            }
            _ => vec![Cow::Borrowed(rule)],
        }
    }
}

/// Tells whether all that is looked up is needed.
struct Covered<'n> {
    needs: &'n Needs,
    all: bool,
}

impl Way for Covered<'_> {
    fn by(&mut self, pattern: &Pattern, filled: &[Filled]) -> Option<usize> {
        let is_needed = |filled: &&Filled| {
            let among = self.needs.with.get(&(pattern.relation, filled.slot));
            among.is_some_and(|among| filled.among.are_in(among))
        };
        filled.iter().find(is_needed).map(|filled| filled.slot)
    }

    fn through(&mut self, relation: RelationId, by: usize, out: usize) -> Option<Arc<Among>> {
        self.needs.passed.get(&(relation, by, out))?.clone()
    }

    fn whole(&mut self, relation: RelationId) {
        self.all &= self.needs.has_all(relation);
    }
}
