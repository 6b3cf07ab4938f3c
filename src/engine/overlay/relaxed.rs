//! Where a rule reads a sentence, and what else must be possible for that to matter.
//!
//! Takes a rule's body; gives each place at which it reads a sentence with the rest of the body, relaxed: what is
//! supposed not to hold is left out, and under a window any time will do. The one idea: what a changed sentence may
//! change are the heads of the fillings that the rest allows, and to allow too many is right.

use crate::model::{Body, Count, Id as _, Pattern, Rule, Sign, Term, VarId};

/// How a place reads a sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Reading {
    /// For or Ag.
    Held(Sign),
    /// For⁰ or Ag⁰.
    Stated(Sign),
    /// What a party claims.
    Claimed,
}

/// A place at which a body reads a sentence.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) reading: Reading,
    pub(super) pattern: Pattern,
    /// What else must be possible: all of it.
    pub(super) rest: Vec<Body>,
}

impl Place {
    fn alone(reading: Reading, pattern: &Pattern) -> Vec<Place> {
        vec![Place {
            reading,
            pattern: pattern.clone(),
            rest: Vec::new(),
        }]
    }

    fn at_any_time(mut self) -> Place {
        if !self.rest.is_empty() {
            self.rest = vec![Body::AnyTime(Box::new(Body::And(self.rest)))];
        }
        self
    }
}

/// The places of a rule's body.
pub(super) struct Places {
    /// In the body's order.
    pub(super) all: Vec<Place>,
    /// How many variables they and the rule have.
    pub(super) variables: usize,
}

impl Places {
    /// All places at which the rule reads a sentence. What is counted has a variable of its own there: outside the count
    /// the same variable may stand for something else.
    pub(super) fn of(rule: &Rule) -> Places {
        let (mut body, mut variables) = (rule.body.clone(), rule.variables.len());
        set_apart(&mut body, &mut variables);
        Places {
            all: places(&body),
            variables,
        }
    }
}

fn set_apart(body: &mut Body, variables: &mut usize) {
    let parts = body.parts_mut().iter_mut();
    parts.for_each(|part| set_apart(part, variables));
    if let Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) = body {
        let counted = std::mem::replace(&mut count.var, VarId::at(*variables));
        *variables += 1;
        let own = count.var;
        count.body.each_term_mut(&mut |term| {
            if *term == Term::Var(counted) {
                *term = Term::Var(own);
            }
        });
    }
}

fn places(body: &Body) -> Vec<Place> {
    match body {
        Body::Sentence(pattern) => Place::alone(Reading::Held(Sign::For), pattern),
        Body::Denied(pattern) => Place::alone(Reading::Held(Sign::Against), pattern),
        Body::Stated(sign, pattern) => Place::alone(Reading::Stated(*sign), pattern),
        Body::Claimed { pattern, .. } => {
            let mut alone = Place::alone(Reading::Claimed, pattern);
            // Whose claim it is has to be filled in too.
            alone
                .iter_mut()
                .for_each(|place| place.rest.push(body.clone()));
            alone
        }
        Body::And(parts) => beside(parts, |others| others),
        Body::AtLeastOf { k, of } => beside(of, |others| {
            let fewer = k.saturating_sub(1);
            let rest = Body::AtLeastOf {
                k: fewer,
                of: others,
            };
            if fewer == 0 { Vec::new() } else { vec![rest] }
        }),
        Body::Or(parts) => parts.iter().flat_map(places).collect(),
        Body::Not(part) => places(part),
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => places(&count.body),
        Body::Past(part)
        | Body::AnyTime(part)
        | Body::PastWithin(_, part)
        | Body::Throughout(_, part) => {
            let inside = places(part).into_iter();
            inside.map(Place::at_any_time).collect()
        }
        Body::Compare { .. } => Vec::new(),
    }
}

/// The places of each part, with what the others ask.
fn beside(parts: &[Body], ask: impl Fn(Vec<Body>) -> Vec<Body>) -> Vec<Place> {
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        for mut place in places(part) {
            let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
            place
                .rest
                .extend(ask(others.map(|(_, other)| relaxed(other)).collect()));
            found.push(place);
        }
    }
    found
}

/// A condition that is possible wherever the body is worth anything, and asks for nothing that is not so.
fn relaxed(body: &Body) -> Body {
    match body {
        Body::Sentence(_)
        | Body::Denied(_)
        | Body::Stated(..)
        | Body::Claimed { .. }
        | Body::Compare { .. } => body.clone(),
        Body::And(parts) => Body::And(parts.iter().map(relaxed).collect()),
        Body::Or(parts) => Body::Or(parts.iter().map(relaxed).collect()),
        Body::AtLeastOf { k, of } => Body::AtLeastOf {
            k: *k,
            of: of.iter().map(relaxed).collect(),
        },
        Body::AtLeast(count) if count.k > 0 => Body::AtLeast(Count {
            k: count.k,
            var: count.var,
            body: Box::new(relaxed(&count.body)),
        }),
        Body::AtLeast(_) | Body::Not(_) | Body::AtMost(_) | Body::Exactly(_) => {
            Body::And(Vec::new())
        }
        Body::Past(part)
        | Body::AnyTime(part)
        | Body::PastWithin(_, part)
        | Body::Throughout(_, part) => Body::AnyTime(Box::new(relaxed(part))),
    }
}
