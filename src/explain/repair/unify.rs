//! Two patterns made one. Takes the head of a rule and what is sought, gives what the rule's variables stand for.

use crate::explain::bindings::Bindings;
use crate::model::{Pattern, Term, Value, VarId};
use std::collections::BTreeMap;

/// What each variable of the head stands for, so that the head is the goal; what is bound by that on the goal's side
/// is added to the bindings. None if they cannot be one.
pub(super) fn unify(
    head: &Pattern,
    goal: &Pattern,
    bindings: &mut Bindings,
) -> Option<BTreeMap<VarId, Term>> {
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
