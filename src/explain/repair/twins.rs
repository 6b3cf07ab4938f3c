//! Which plans are the same. Takes a plan, gives what it is whatever its variables are numbered and in whatever order its
//! facts came up.
//!
//! The one idea: what is bound is filled in, facts are put in an order that looks at no variable, and variables are
//! numbered as they come.

use super::plan::Plan;
use super::shift::shift;
use crate::model::{
    Body, Comparison, Id as _, KindId, Pattern, RelationId, Sentence, Sign, Term, VarId,
};
use std::cell::RefCell;
use std::collections::HashMap;

/// What a plan is, whatever its variables are numbered.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Form {
    facts: Vec<(Sign, Pattern)>,
    /// Each with how many rules may stand under it, and the debts that a change for it pays.
    todo: Vec<(Body, u32, u64)>,
    kinds: Vec<(VarId, KindId)>,
    deferred: Vec<Body>,
    removes: Option<Sentence>,
    owed: Vec<(Sign, RelationId)>,
}

impl Plan {
    /// What it is: plans of one form come to the same.
    pub(super) fn form(&self) -> Form {
        let mut facts: Vec<&(Sign, Pattern)> = self.facts.iter().collect();
        let bound = |(sign, fact): &&(Sign, Pattern)| {
            let terms = fact.args.iter();
            let values: Vec<_> = terms
                .map(|term| self.bindings.term(term).cloned())
                .collect();
            (*sign, fact.relation, values)
        };
        facts.sort_by_cached_key(bound);
        let numbers = RefCell::new(HashMap::new());
        let number = |variable: VarId| {
            let mut numbers = numbers.borrow_mut();
            let next = numbers.len();
            VarId::at(*numbers.entry(variable).or_insert(next))
        };
        let term = |variable: VarId| match self.bindings.get(variable) {
            Some(value) => Term::Value(value.clone()),
            None => Term::Var(number(variable)),
        };
        let pattern = |fact: &Pattern| Pattern {
            relation: fact.relation,
            args: fact
                .args
                .iter()
                .map(|one| match one {
                    Term::Var(variable) => term(*variable),
                    Term::Value(_) => one.clone(),
                })
                .collect(),
        };
        let facts = facts
            .into_iter()
            .map(|(sign, fact)| (*sign, pattern(fact)))
            .collect();
        let todo = self.todo.iter().map(|(body, under)| {
            let pays = self.owed.among(under.debts);
            (shift(body, &term), under.rules, pays)
        });
        Form {
            facts,
            todo: todo.collect(),
            kinds: self
                .kinds
                .iter()
                .map(|(variable, kind)| (number(*variable), *kind))
                .collect(),
            deferred: self
                .deferred
                .iter()
                .map(|body| shift(body, &term))
                .collect(),
            removes: self.removes.clone(),
            owed: self.owed_for().collect(),
        }
    }

    /// Whether two of its facts are one, as in another plan, or somebody has to be another than they are.
    pub(super) fn is_twice(&self) -> bool {
        let filled = |fact: &Pattern| -> Vec<Term> {
            let terms = fact.args.iter();
            terms
                .map(|term| match self.bindings.term(term) {
                    Some(value) => Term::Value(value.clone()),
                    None => term.clone(),
                })
                .collect()
        };
        let apart = |body: &Body| match body {
            Body::Compare {
                op: Comparison::Unequal,
                left,
                right,
                ..
            } => left == right,
            _ => false,
        };
        let mut facts = self.facts.iter().enumerate();
        let same = |(sign, fact): &(Sign, Pattern), (other, known): &(Sign, Pattern)| {
            sign == other && fact.relation == known.relation && filled(fact) == filled(known)
        };
        self.deferred.iter().any(apart)
            || facts.any(|(at, fact)| self.facts.iter().take(at).any(|known| same(fact, known)))
    }
}
