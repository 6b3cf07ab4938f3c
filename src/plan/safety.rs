//! Which variables a condition binds, and which it needs bound (meaning.md 5, first paragraph).
//!
//! Takes a body and the variables that stand outside it; gives what surely stands for something once the body
//! holds, and what must stand for something before it can be asked.

use super::PlanError;
use crate::model::{Body, Count, Pattern, Rule, Term, VarId};
use std::collections::BTreeSet;

/// A set of variables of one rule.
pub type Variables = BTreeSet<VarId>;

/// The variables of a pattern.
pub(crate) fn of_pattern(pattern: &Pattern) -> Variables {
    pattern.args.iter().filter_map(of_term).collect()
}

fn of_term(term: &Term) -> Option<VarId> {
    match term {
        Term::Var(var) => Some(*var),
        Term::Value(_) => None,
    }
}

/// All variables that occur in the body.
#[must_use]
pub fn variables(body: &Body) -> Variables {
    let mut found = Variables::new();
    body.each_variable(&mut |variable| {
        found.insert(variable);
    });
    found
}

/// The variables of the part that stand outside it too: the rest are its own. What is counted is a count's own.
pub(crate) fn shared(count: &Count, outside: &Variables) -> Variables {
    let mut shared: Variables = variables(&count.body)
        .intersection(outside)
        .copied()
        .collect();
    shared.remove(&count.var);
    shared
}

/// What stands outside the part at that place of a list: what stands outside the list, and in its other parts.
pub(crate) fn outside_of(parts: &[Body], at: usize, outside: &Variables) -> Variables {
    let mut all = outside.clone();
    for (other, part) in parts.iter().enumerate() {
        if other != at {
            all.extend(variables(part));
        }
    }
    all
}

/// The variables that stand for something wherever the body holds.
#[must_use]
pub fn binds(body: &Body, outside: &Variables) -> Variables {
    match body {
        Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
            of_pattern(pattern)
        }
        Body::Claimed { pattern, by } => {
            of_pattern(pattern).into_iter().chain(of_term(by)).collect()
        }
        Body::And(parts) => parts
            .iter()
            .enumerate()
            .flat_map(|(at, part)| binds(part, &outside_of(parts, at, outside)))
            .collect(),
        Body::Or(parts) => bound_by_so_many(parts, parts.len(), outside),
        Body::AtLeastOf { k, of } => {
            bound_by_so_many(of, (of.len() + 1).saturating_sub(*k as usize), outside)
        }
        Body::Past(body)
        | Body::PastWithin(_, body)
        | Body::Throughout(_, body)
        | Body::AnyTime(body) => binds(body, outside),
        Body::AtLeast(count) if count.k > 0 => {
            let shared = shared(count, outside);
            binds(&count.body, &shared)
                .intersection(&shared)
                .copied()
                .collect()
        }
        Body::AtLeast(_)
        | Body::AtMost(_)
        | Body::Exactly(_)
        | Body::Not(_)
        | Body::Compare { .. } => Variables::new(),
    }
}

/// What at least so many of the parts bind: one of them is among those that hold.
fn bound_by_so_many(parts: &[Body], many: usize, outside: &Variables) -> Variables {
    let bound: Vec<Variables> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| binds(part, &outside_of(parts, at, outside)))
        .collect();
    let all: Variables = bound.iter().flatten().copied().collect();
    all.into_iter()
        .filter(|var| bound.iter().filter(|part| part.contains(var)).count() >= many.max(1))
        .collect()
}

/// The variables that must stand for something before the body can be asked: those of comparisons, and those
/// that a negation shares with what stands outside it.
#[must_use]
pub fn needs(body: &Body, outside: &Variables) -> Variables {
    match body {
        Body::Sentence(_) | Body::Denied(_) | Body::Stated(..) | Body::Claimed { .. } => {
            Variables::new()
        }
        Body::And(parts) => {
            let bound = binds(body, outside);
            let needed = needs_of_parts(parts, outside);
            needed.difference(&bound).copied().collect()
        }
        Body::Or(parts) | Body::AtLeastOf { of: parts, .. } => needs_of_parts(parts, outside),
        Body::Past(body)
        | Body::PastWithin(_, body)
        | Body::Throughout(_, body)
        | Body::AnyTime(body) => needs(body, outside),
        Body::Not(body) => {
            let shared: Variables = variables(body).intersection(outside).copied().collect();
            let inner = needs(body, &shared);
            shared.union(&inner).copied().collect()
        }
        Body::AtLeast(count) if count.k == 0 => Variables::new(),
        Body::AtLeast(count) => needs_of_count(count, &shared(count, outside)),
        Body::AtMost(count) | Body::Exactly(count) => {
            let shared = shared(count, outside);
            let inner = needs_of_count(count, &shared);
            shared.union(&inner).copied().collect()
        }
        Body::Compare { left, right, .. } => {
            [left, right].into_iter().filter_map(of_term).collect()
        }
    }
}

/// What is counted must be bound in the count's own body.
fn needs_of_count(count: &Count, shared: &Variables) -> Variables {
    let mut needed = needs(&count.body, shared);
    if binds(&count.body, shared).contains(&count.var) {
        needed.remove(&count.var);
    } else {
        needed.insert(count.var);
    }
    needed
}

fn needs_of_parts(parts: &[Body], outside: &Variables) -> Variables {
    parts
        .iter()
        .enumerate()
        .flat_map(|(at, part)| needs(part, &outside_of(parts, at, outside)))
        .collect()
}

/// Whether every variable that must is bound.
pub(super) fn check(rule: &Rule) -> Result<(), PlanError> {
    let head = of_pattern(&rule.head);
    let bound = binds(&rule.body, &head);
    let needed: Variables = needs(&rule.body, &head).union(&head).copied().collect();
    match needed.difference(&bound).next() {
        None => Ok(()),
        Some(var) => Err(PlanError::Unbound {
            rule: rule.name.clone(),
            origin: rule.origin.clone(),
            variable: rule
                .variables
                .get(var.0 as usize)
                .cloned()
                .unwrap_or_default(),
        }),
    }
}
