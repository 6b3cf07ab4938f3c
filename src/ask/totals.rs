//! Totals of a list: how many, how much, the least, the greatest.
//!
//! A number is counted once for each sentence that gives it: two bombings that killed twelve each killed
//! twenty-four, however many places or groups a row ties them to.

use super::list::Assignment;
use crate::model::{Body, Column, Number, Pattern, Range, Sought, Term, Total, Value, VarId};
use crate::time::Span;
use std::collections::BTreeSet;

/// The values of the plain columns; none where one of them is open.
pub(super) fn plain_cells(sought: &Sought, assignment: &Assignment) -> Option<Vec<Value>> {
    sought
        .columns
        .iter()
        .filter_map(|column| match column {
            Column::Plain(var) => Some(assignment.get(*var).cloned()),
            Column::Total(..) => None,
        })
        .collect()
}

/// All cells of a row, totals in their place. `key` holds the plain ones.
pub(super) fn cells(sought: &Sought, key: &[Value], group: &[&Assignment]) -> Vec<Value> {
    let mut plain = key.iter();
    sought
        .columns
        .iter()
        .filter_map(|column| match column {
            Column::Plain(_) => plain.next().cloned(),
            Column::Total(total, var) => Some(total_of(sought, *total, *var, group)),
        })
        .collect()
}

fn total_of(sought: &Sought, total: Total, var: VarId, group: &[&Assignment]) -> Value {
    let values = || group.iter().filter_map(|assignment| assignment.get(var));
    let number = |number| Value::Number(number);
    match total {
        Total::Count => {
            let distinct: BTreeSet<&Value> = values().collect();
            number(Range::exactly(Number::whole(
                i64::try_from(distinct.len()).unwrap_or(i64::MAX),
            )))
        }
        Total::Sum => number(sum(sought, var, group)),
        Total::Min => values()
            .cloned()
            .reduce(least)
            .unwrap_or_else(|| number(nothing())),
        Total::Max => values()
            .cloned()
            .reduce(greatest)
            .unwrap_or_else(|| number(nothing())),
    }
}

/// The sum over distinct sentences that give the variable.
fn sum(sought: &Sought, var: VarId, group: &[&Assignment]) -> Range {
    let giving = giving(&sought.body, var);
    let mut seen: BTreeSet<Vec<Option<&Value>>> = BTreeSet::new();
    let mut all = nothing();
    for assignment in group {
        let key = giving.iter().map(|var| assignment.get(*var)).collect();
        if let Some(Value::Number(range)) = assignment.get(var)
            && seen.insert(key)
        {
            all = Range {
                low: plus(all.low, range.low),
                high: plus(all.high, range.high),
            };
        }
    }
    all
}

/// The variables of the first sentence that the variable stands in; itself where there is none.
fn giving(body: &Body, var: VarId) -> Vec<VarId> {
    let of = |pattern: &Pattern| -> Option<Vec<VarId>> {
        let vars: Vec<VarId> = pattern
            .args
            .iter()
            .filter_map(|term| match term {
                Term::Var(var) => Some(*var),
                Term::Value(_) => None,
            })
            .collect();
        vars.contains(&var).then_some(vars)
    };
    fn first(body: &Body, of: &dyn Fn(&Pattern) -> Option<Vec<VarId>>) -> Option<Vec<VarId>> {
        match body {
            Body::Sentence(pattern)
            | Body::Denied(pattern)
            | Body::Stated(_, pattern)
            | Body::Claimed { pattern, .. } => of(pattern),
            Body::And(all) | Body::Or(all) | Body::AtLeastOf { of: all, .. } => {
                all.iter().find_map(|inner| first(inner, of))
            }
            Body::Past(inner)
            | Body::PastWithin(_, inner)
            | Body::Throughout(_, inner)
            | Body::AnyTime(inner) => first(inner, of),
            Body::AtLeast(count) => first(&count.body, of),
            Body::Not(_) | Body::AtMost(_) | Body::Exactly(_) | Body::Compare { .. } => None,
        }
    }
    first(body, &of).unwrap_or_else(|| vec![var])
}

fn nothing() -> Range {
    Range::exactly(Number::whole(0))
}

fn plus(one: Option<Number>, other: Option<Number>) -> Option<Number> {
    Some(Number(one?.0.saturating_add(other?.0)))
}

/// The lesser of two: of ranges, end by end.
fn least(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => Value::Number(Range {
            low: a.low.zip(b.low).map(|(a, b)| a.min(b)),
            high: match (a.high, b.high) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
        }),
        (Value::Date(a), Value::Date(b)) => Value::Date(Span {
            from: a.from.min(b.from),
            to: a.to.min(b.to),
        }),
        (a, b) => a.min(b),
    }
}

/// The greater of two: of ranges, end by end.
fn greatest(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => Value::Number(Range {
            low: match (a.low, b.low) {
                (Some(a), Some(b)) => Some(a.max(b)),
                (a, b) => a.or(b),
            },
            high: a.high.zip(b.high).map(|(a, b)| a.max(b)),
        }),
        (Value::Date(a), Value::Date(b)) => Value::Date(Span {
            from: a.from.max(b.from),
            to: a.to.max(b.to),
        }),
        (a, b) => a.max(b),
    }
}
