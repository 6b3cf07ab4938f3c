//! Which of the sentences that moved only say again what another says: the other side of a partnership, a member of
//! whoever joined.
//!
//! Takes what moved; gives the echoes. The one idea: a conclusion from one sentence alone says nothing that the one
//! does not; what is stated, and what two sentences give together, is worth telling.

use super::change::Moved;
use super::scene::Scene;
use crate::answer::Direction;
use crate::model::{Body, Pattern, Rule, Sentence, Sign, Signed, Term, Value, VarId};
use std::collections::{BTreeMap, BTreeSet};

/// The claims that follow from another that moved the same way, by a rule that asks for no other.
pub(super) fn echoes(before: &Scene, after: &Scene, moved: &[Moved]) -> BTreeSet<Signed> {
    let all: Vec<&Moved> = moved.iter().collect();
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, (direction, _, claim)) in all.iter().enumerate() {
        let scene = match direction {
            Direction::Gained | Direction::Surer => after,
            Direction::Lost | Direction::LessSure => before,
        };
        let stated = scene.world.stated(&claim.sentence, claim.sign);
        if scene.worth(stated) >= scene.bar {
            continue;
        }
        let sources = sources(scene, claim);
        let says_it = |(_, (other, _, source)): &(usize, &&Moved)| {
            other == direction
                && source != claim
                && sources.iter().any(|(sign, pattern)| {
                    source.sign == *sign && is_filled_in(pattern, &source.sentence)
                })
        };
        let from = all.iter().enumerate().filter(says_it);
        of.insert(at, from.map(|(other, _)| other).collect());
    }
    told_again(&of, all.len())
        .into_iter()
        .filter_map(|at| all.get(at).map(|(.., claim)| claim.clone()))
        .collect()
}

/// Those that lead to one that is told. Of those that lead only to one another the first is told.
fn told_again(of: &BTreeMap<usize, Vec<usize>>, all: usize) -> BTreeSet<usize> {
    let mut settled: BTreeSet<usize> = (0..all)
        .filter(|at| of.get(at).is_none_or(Vec::is_empty))
        .collect();
    let mut again = BTreeSet::new();
    loop {
        let leads = |at: &usize| {
            let from = of.get(at).into_iter().flatten();
            from.into_iter().any(|from| settled.contains(from))
        };
        let next: Vec<usize> = (0..all)
            .filter(|at| !settled.contains(at) && leads(at))
            .collect();
        if next.is_empty() {
            let Some(first) = (0..all).find(|at| !settled.contains(at)) else {
                return again;
            };
            settled.insert(first);
        }
        settled.extend(&next);
        again.extend(next);
    }
}

/// What each rule for the claim asks for, where it asks for one sentence alone, kinds aside.
fn sources(scene: &Scene, claim: &Signed) -> Vec<(Sign, Pattern)> {
    let rules = scene.world.rules().map(|(_, rule)| rule);
    let of_claim = rules.filter(|rule| {
        rule.sign == claim.sign
            && rule.head.relation == claim.sentence.relation
            && is_filled_in(&rule.head, &claim.sentence)
    });
    of_claim
        .filter_map(|rule| source(scene, rule, claim))
        .collect()
}

fn source(scene: &Scene, rule: &Rule, claim: &Signed) -> Option<(Sign, Pattern)> {
    let mut asked = None;
    let parts = match &rule.body {
        Body::And(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    for part in parts {
        let (sign, pattern) = match part {
            Body::Sentence(pattern) if is_of_a_kind(scene, pattern) => continue,
            Body::Sentence(pattern) => (Sign::For, pattern),
            Body::Denied(pattern) => (Sign::Against, pattern),
            Body::Compare { .. } | Body::Not(_) => continue,
            _ => return None,
        };
        if asked.replace((sign, pattern)).is_some() {
            return None;
        }
    }
    let (sign, pattern) = asked?;
    let stands_for = |var: VarId| {
        let mut head = rule.head.args.iter().zip(&claim.sentence.args);
        head.find_map(|(term, value)| (*term == Term::Var(var)).then(|| value.clone()))
    };
    let filled = |term: &Term| match term {
        Term::Var(var) => stands_for(*var).map_or(Term::Var(*var), Term::Value),
        Term::Value(value) => Term::Value(value.clone()),
    };
    Some((
        sign,
        Pattern {
            relation: pattern.relation,
            args: pattern.args.iter().map(filled).collect(),
        },
    ))
}

fn is_of_a_kind(scene: &Scene, pattern: &Pattern) -> bool {
    let relation = scene.situation.relations.get(pattern.relation);
    relation.is_some_and(|relation| relation.kind.is_some())
}

/// Whether the sentence is the pattern with something in the place of its variables.
fn is_filled_in(pattern: &Pattern, sentence: &Sentence) -> bool {
    let fits = |(term, value): (&Term, &Value)| match term {
        Term::Var(_) => true,
        Term::Value(own) => own == value,
    };
    pattern.relation == sentence.relation && pattern.args.iter().zip(&sentence.args).all(fits)
}
