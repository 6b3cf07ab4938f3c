//! Two patterns made one. Takes the head of a rule and what is sought, gives what the rule's variables stand for; takes two
//! facts of a plan, gives what has to be the same for them to be one.

use super::plan::Plan;
use super::shift::{shift, variables};
use crate::explain::bindings::Bindings;
use crate::model::{Body, Pattern, Term, Value, VarId};
use std::collections::BTreeMap;
use std::sync::Arc;

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

/// What makes two facts of a plan one.
pub(super) struct One {
    /// What variables of either stand for.
    values: Vec<(VarId, Value)>,
    /// Variables that are others.
    same: BTreeMap<VarId, VarId>,
}

/// What has to stand for the open names of one pattern or the other to make the two one sentence; none where nothing does.
pub(super) fn made_one(one: &Pattern, other: &Pattern, bindings: &Bindings) -> Option<One> {
    if one.relation != other.relation || one.args.len() != other.args.len() {
        return None;
    }
    let mut made = One {
        values: Vec::new(),
        same: BTreeMap::new(),
    };
    for (a, b) in one.args.iter().zip(&other.args) {
        match (made.term(a, bindings), made.term(b, bindings)) {
            (a, b) if a == b => {}
            (Term::Var(open), Term::Value(value)) | (Term::Value(value), Term::Var(open)) => {
                made.values.push((open, value));
            }
            (Term::Var(a), Term::Var(b)) => {
                made.same.insert(a, b);
            }
            (Term::Value(_), Term::Value(_)) => return None,
        }
    }
    Some(made)
}

impl One {
    /// Whether they are one as they stand.
    pub(super) fn changes_nothing(&self) -> bool {
        self.values.is_empty() && self.same.is_empty()
    }

    /// Whether no open name of one has to be an open name of the other.
    pub(super) fn ties_no_names(&self) -> bool {
        self.same.is_empty()
    }

    /// What stands there once they are one, as far as was looked.
    fn term(&self, term: &Term, bindings: &Bindings) -> Term {
        let Term::Var(variable) = term else {
            return term.clone();
        };
        let variable = self.of(*variable);
        let mut values = self.values.iter();
        let own = values.find(|(known, _)| *known == variable);
        let value = own
            .map(|(_, value)| value)
            .or_else(|| bindings.get(variable));
        value.map_or(Term::Var(variable), |value| Term::Value(value.clone()))
    }

    /// The variable that it is in the end.
    fn of(&self, mut variable: VarId) -> VarId {
        while let Some(next) = self.same.get(&variable) {
            variable = *next;
        }
        variable
    }

    /// The plan in which they are one.
    pub(super) fn in_plan(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        for (variable, value) in &self.values {
            plan.bindings.bind(*variable, value.clone());
        }
        if self.same.is_empty() {
            return plan;
        }
        let of = |variable| Term::Var(self.of(variable));
        let speaks_of_any = |body: &Body| {
            let all = variables(body);
            all.iter().any(|variable| self.same.contains_key(variable))
        };
        for (body, _) in &mut plan.todo {
            if speaks_of_any(body) {
                *body = Arc::new(shift(body, &of));
            }
        }
        for body in &mut plan.deferred {
            *body = shift(body, &of);
        }
        for (_, fact) in &mut plan.facts {
            for term in &mut fact.args {
                if let Term::Var(variable) = term {
                    *variable = self.of(*variable);
                }
            }
        }
        for (variable, _) in &mut plan.kinds {
            *variable = self.of(*variable);
        }
        plan
    }
}
