//! Which parts of a rule's conditions have no variable in common.
//!
//! Takes a rule; gives its parts where there are two or more: whatever fulfils one goes with whatever fulfils the other, so
//! that the rule draws as many conclusions as there are pairs. What only compares or excludes (`?a != ?b`, `not`) finds
//! nothing by itself, and connects nothing; conditions of which one is enough, and counts, are taken as one.

use super::safety::{Variables, of_pattern, variables};
use crate::model::{Body, Comparison, Pattern, Rule, Term};

/// Sentences that hang together by their variables.
#[derive(Default)]
struct Part<'r> {
    sentences: Vec<&'r Pattern>,
    variables: Variables,
}

/// The parts, in the order in which they begin; empty where all hangs together. Each is its sentences.
#[must_use]
pub fn unconnected(rule: &Rule) -> Vec<Vec<&Pattern>> {
    match &rule.body {
        Body::Or(ways) => {
            let mut ways = ways.iter().map(parts);
            ways.find(|parts| !parts.is_empty()).unwrap_or_default()
        }
        body => parts(body),
    }
}

fn parts(body: &Body) -> Vec<Vec<&Pattern>> {
    let mut found: Vec<Part<'_>> = Vec::new();
    collect(body, &mut |part| {
        let is_tied = |other: &Part<'_>| !other.variables.is_disjoint(&part.variables);
        let (tied, mut apart): (Vec<_>, Vec<_>) =
            std::mem::take(&mut found).into_iter().partition(is_tied);
        let mut whole = Part::default();
        for one in tied.into_iter().chain([part]) {
            whole.sentences.extend(one.sentences);
            whole.variables.extend(one.variables);
        }
        apart.push(whole);
        found = apart;
    });
    let mut sentences: Vec<Vec<&Pattern>> = found
        .into_iter()
        .map(|part| part.sentences)
        .filter(|sentences| !sentences.is_empty())
        .collect();
    if sentences.len() < 2 {
        return Vec::new();
    }
    let mut order: Vec<*const Pattern> = Vec::new();
    body.each_pattern(&mut |pattern, _| order.push(pattern));
    let at = |pattern: &Pattern| order.iter().position(|one| std::ptr::eq(*one, pattern));
    for part in &mut sentences {
        part.sort_by_key(|pattern| at(pattern));
    }
    sentences.sort_by_key(|part| part.first().and_then(|first| at(first)));
    sentences
}

/// Calls for every sentence that finds something, with its variables, and for what else ties variables to one another.
fn collect<'r>(body: &'r Body, give: &mut dyn FnMut(Part<'r>)) {
    match body {
        Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
            one(vec![pattern], of_pattern(pattern), give);
        }
        Body::Claimed { pattern, .. } => one(vec![pattern], variables(body), give),
        Body::And(parts) => parts.iter().for_each(|part| collect(part, give)),
        Body::Past(inner)
        | Body::PastWithin(_, inner)
        | Body::Throughout(_, inner)
        | Body::AnyTime(inner) => collect(inner, give),
        Body::Or(_) | Body::AtLeastOf { .. } => {
            let mut sentences = Vec::new();
            body.each_pattern(&mut |pattern, _| sentences.push(pattern));
            one(sentences, variables(body), give);
        }
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
            let mut outside = variables(&count.body);
            outside.remove(&count.var);
            one(Vec::new(), outside, give);
        }
        Body::Compare {
            op: Comparison::Equal,
            left: Term::Var(left),
            right: Term::Var(right),
            ..
        } => one(Vec::new(), Variables::from([*left, *right]), give),
        Body::Compare { .. } | Body::Not(_) => {}
    }
}

/// A sentence without a variable multiplies nothing.
fn one<'r>(sentences: Vec<&'r Pattern>, variables: Variables, give: &mut dyn FnMut(Part<'r>)) {
    if !variables.is_empty() {
        give(Part {
            sentences,
            variables,
        });
    }
}
