//! A rule's body with its variables replaced, so that several rules can stand in one plan.

use crate::model::{Body, Count, Pattern, Term, VarId};

/// The body with every variable replaced by what `of` gives. A count's own variable stays a variable.
pub(super) fn shift(body: &Body, of: &dyn Fn(VarId) -> Term) -> Body {
    let term = |term: &Term| match term {
        Term::Var(variable) => of(*variable),
        Term::Value(_) => term.clone(),
    };
    let pattern = |pattern: &Pattern| Pattern {
        relation: pattern.relation,
        args: pattern.args.iter().map(&term).collect(),
    };
    let boxed = |body: &Body| Box::new(shift(body, of));
    let all = |all: &[Body]| all.iter().map(|body| shift(body, of)).collect();
    let count = |count: &Count| Count {
        k: count.k,
        var: match of(count.var) {
            Term::Var(variable) => variable,
            Term::Value(_) => count.var,
        },
        body: boxed(&count.body),
    };
    match body {
        Body::Sentence(p) => Body::Sentence(pattern(p)),
        Body::Denied(p) => Body::Denied(pattern(p)),
        Body::Stated(sign, p) => Body::Stated(*sign, pattern(p)),
        Body::Claimed { pattern: p, by } => Body::Claimed {
            pattern: pattern(p),
            by: term(by),
        },
        Body::And(of) => Body::And(all(of)),
        Body::Or(of) => Body::Or(all(of)),
        Body::AtLeastOf { k, of } => Body::AtLeastOf { k: *k, of: all(of) },
        Body::Not(of) => Body::Not(boxed(of)),
        Body::Past(of) => Body::Past(boxed(of)),
        Body::AnyTime(of) => Body::AnyTime(boxed(of)),
        Body::PastWithin(length, of) => Body::PastWithin(length.clone(), boxed(of)),
        Body::Throughout(length, of) => Body::Throughout(length.clone(), boxed(of)),
        Body::AtLeast(of) => Body::AtLeast(count(of)),
        Body::AtMost(of) => Body::AtMost(count(of)),
        Body::Exactly(of) => Body::Exactly(count(of)),
        Body::Compare {
            op,
            left,
            right,
            possibly,
        } => Body::Compare {
            op: *op,
            left: term(left),
            right: term(right),
            possibly: *possibly,
        },
    }
}

/// All variables of the body.
pub(super) fn variables(body: &Body) -> Vec<VarId> {
    let found = std::cell::RefCell::new(Vec::new());
    shift(body, &|variable| {
        found.borrow_mut().push(variable);
        Term::Var(variable)
    });
    found.into_inner()
}
