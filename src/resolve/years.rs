//! Bare years. Takes a body, gives it with every four-digit number that is compared with a date read as that year.

use crate::model::{Body, Count, KindId, Kinds, Number, Term, Value, VarId};
use std::collections::{BTreeMap, BTreeSet};

/// A bare year that is compared with a date is that year.
pub(super) fn years(body: Body, asked: &BTreeMap<VarId, BTreeSet<KindId>>) -> Body {
    let all = |all: Vec<Body>| all.into_iter().map(|one| years(one, asked)).collect();
    let one = |one: Box<Body>| Box::new(years(*one, asked));
    let count = |count: Count| Count {
        body: Box::new(years(*count.body, asked)),
        ..count
    };
    match body {
        Body::And(bodies) => Body::And(all(bodies)),
        Body::Or(bodies) => Body::Or(all(bodies)),
        Body::AtLeastOf { k, of } => Body::AtLeastOf { k, of: all(of) },
        Body::Not(inner) => Body::Not(one(inner)),
        Body::Past(inner) => Body::Past(one(inner)),
        Body::PastWithin(length, inner) => Body::PastWithin(length, one(inner)),
        Body::Throughout(length, inner) => Body::Throughout(length, one(inner)),
        Body::AnyTime(inner) => Body::AnyTime(one(inner)),
        Body::AtLeast(inner) => Body::AtLeast(count(inner)),
        Body::AtMost(inner) => Body::AtMost(count(inner)),
        Body::Exactly(inner) => Body::Exactly(count(inner)),
        Body::Compare {
            op,
            left,
            right,
            possibly,
        } => {
            let dates = |term: &Term| matches!(term, Term::Var(var) if asked.get(var).is_some_and(|kinds| kinds.contains(&Kinds::DATE)));
            let (left, right) = match (dates(&left), dates(&right)) {
                (true, false) => (left, year(right)),
                (false, true) => (year(left), right),
                _ => (left, right),
            };
            Body::Compare {
                op,
                left,
                right,
                possibly,
            }
        }
        leaf => leaf,
    }
}

fn year(term: Term) -> Term {
    let Term::Value(Value::Number(range)) = &term else {
        return term;
    };
    let (Some(low), Some(high)) = (range.low, range.high) else {
        return term;
    };
    let whole = low.0 / Number::ONE;
    if low != high || low.0 % Number::ONE != 0 || !(1000..=9999).contains(&whole) {
        return term;
    }
    match crate::time::parse_date(&whole.to_string()) {
        Ok(crate::time::DateOrInterval::Date(date)) => Term::Value(Value::Date(date.covers)),
        _ => term,
    }
}
