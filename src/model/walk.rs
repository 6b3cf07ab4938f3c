//! Walking a body. Takes a condition, gives its parts, its sentences and its terms, each once, in the order of the text.
//!
//! What a stage does with a negation, a window or a count is its own; that these hold conditions is said here alone.

use super::{Body, Pattern, Term, VarId};

impl Body {
    /// The conditions directly inside this one: of `not A` A, of `A and B` both; of a sentence none.
    pub fn parts(&self) -> &[Body] {
        match self {
            Body::Sentence(_)
            | Body::Denied(_)
            | Body::Stated(..)
            | Body::Claimed { .. }
            | Body::Compare { .. } => &[],
            Body::And(all) | Body::Or(all) | Body::AtLeastOf { of: all, .. } => all,
            Body::Not(one)
            | Body::Past(one)
            | Body::PastWithin(_, one)
            | Body::Throughout(_, one)
            | Body::AnyTime(one) => std::slice::from_ref(&**one),
            Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
                std::slice::from_ref(&*count.body)
            }
        }
    }

    /// The same, to change them.
    pub fn parts_mut(&mut self) -> &mut [Body] {
        match self {
            Body::Sentence(_)
            | Body::Denied(_)
            | Body::Stated(..)
            | Body::Claimed { .. }
            | Body::Compare { .. } => &mut [],
            Body::And(all) | Body::Or(all) | Body::AtLeastOf { of: all, .. } => all,
            Body::Not(one)
            | Body::Past(one)
            | Body::PastWithin(_, one)
            | Body::Throughout(_, one)
            | Body::AnyTime(one) => std::slice::from_mut(&mut **one),
            Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
                std::slice::from_mut(&mut *count.body)
            }
        }
    }

    /// Whether something in it holds because something else does not.
    pub fn has_negation(&self) -> bool {
        matches!(self, Body::Not(_) | Body::AtMost(_) | Body::Exactly(_))
            || self.parts().iter().any(Body::has_negation)
    }

    /// Calls for every sentence in it, and with a claim for whose it is.
    pub fn each_pattern<'b>(&'b self, call: &mut dyn FnMut(&'b Pattern, Option<&'b Term>)) {
        match self {
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
                call(pattern, None);
            }
            Body::Claimed { pattern, by } => call(pattern, Some(by)),
            inner => inner
                .parts()
                .iter()
                .for_each(|part| part.each_pattern(call)),
        }
    }

    /// Calls for every term in it: the arguments of sentences, whose a claim is, both sides of a comparison.
    pub fn each_term<'b>(&'b self, call: &mut dyn FnMut(&'b Term)) {
        match self {
            Body::Compare { left, right, .. } => [left, right].into_iter().for_each(call),
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
                pattern.args.iter().for_each(call);
            }
            Body::Claimed { pattern, by } => pattern.args.iter().chain([by]).for_each(call),
            inner => inner.parts().iter().for_each(|part| part.each_term(call)),
        }
    }

    /// The same, to change them.
    pub fn each_term_mut(&mut self, call: &mut dyn FnMut(&mut Term)) {
        match self {
            Body::Compare { left, right, .. } => [left, right].into_iter().for_each(call),
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
                pattern.args.iter_mut().for_each(call);
            }
            Body::Claimed { pattern, by } => pattern.args.iter_mut().chain([by]).for_each(call),
            inner => inner
                .parts_mut()
                .iter_mut()
                .for_each(|part| part.each_term_mut(call)),
        }
    }

    /// Calls for every variable where it stands, and for what a count counts.
    pub fn each_variable(&self, call: &mut dyn FnMut(VarId)) {
        if let Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) = self {
            call(count.var);
        }
        match self.parts() {
            [] => self.each_term(&mut |term| {
                if let Term::Var(var) = term {
                    call(*var);
                }
            }),
            parts => parts.iter().for_each(|part| part.each_variable(call)),
        }
    }
}
