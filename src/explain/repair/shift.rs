//! A rule's body with its variables replaced, so that several rules can stand in one plan.

use crate::model::{Body, Term, VarId};

/// The body with every variable replaced by what `of` gives. A count's own variable stays a variable.
pub(super) fn shift(body: &Body, of: &dyn Fn(VarId) -> Term) -> Body {
    let mut shifted = body.clone();
    shifted.each_term_mut(&mut |term| {
        if let Term::Var(variable) = term {
            *term = of(*variable);
        }
    });
    shift_counted(&mut shifted, of);
    shifted
}

fn shift_counted(body: &mut Body, of: &dyn Fn(VarId) -> Term) {
    if let Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) = body
        && let Term::Var(variable) = of(count.var)
    {
        count.var = variable;
    }
    body.parts_mut()
        .iter_mut()
        .for_each(|part| shift_counted(part, of));
}

/// All variables of the body.
pub(super) fn variables(body: &Body) -> Vec<VarId> {
    let mut found = Vec::new();
    body.each_variable(&mut |variable| found.push(variable));
    found
}
