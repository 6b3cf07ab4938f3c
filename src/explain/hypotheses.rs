//! Competing explanations against the evidence (Heuer's matrix; meaning.md 8). Takes a situation, gives for each piece of
//! evidence and each hypothesis whether it would be so.
//!
//! The one idea: a piece of evidence is taken out before it is tried, and what is left is evaluated under the hypothesis;
//! else everything would be consistent with everything.

use super::bench::{made_from, worth};
use crate::engine::{Standpoint, World, evaluate};
use crate::model::{
    Alteration, Body, Hypothesis, HypothesisId, RelationId, Rule, Sentence, Sign, Signed,
    Situation, Standing, Take, Term, Value,
};
use crate::plan::PlanError;
use crate::settle::settle;
use crate::time::{Instant, Likelihood};
use indexmap::IndexSet;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a piece of evidence says of a hypothesis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It would not be so if the hypothesis were true.
    Inconsistent,
    /// Neither.
    Neither,
    /// It would be so, with the hypothesis or without.
    Anyway,
    /// It would be so if the hypothesis were true, and not without.
    Consistent,
}

impl Mark {
    /// How far it speaks for the hypothesis, in halves.
    fn halves(self) -> u32 {
        match self {
            Mark::Inconsistent => 0,
            Mark::Neither => 1,
            Mark::Anyway | Mark::Consistent => 2,
        }
    }
}

/// A piece of evidence against all hypotheses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The evidence.
    pub claim: Signed,
    /// How strongly it is held.
    pub likelihood: Likelihood,
    /// One for each hypothesis, in the order of their ids.
    pub marks: Vec<Mark>,
    /// One for each hypothesis: what `expects` and `rules out` say of it; none where they say nothing.
    pub stated: Vec<Option<Mark>>,
    /// The likelihood times the difference between the greatest and the least mark (consistent 1, neither a half,
    /// inconsistent 0), in ten-thousandths. 0: it tells nothing apart.
    pub diagnosticity: u32,
}

/// The matrix.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matrix {
    /// The hypotheses with the likelihoods of the evidence inconsistent with each added up, in ten-thousandths; the
    /// least first, of equals in the order of the files.
    pub hypotheses: Vec<(HypothesisId, u32)>,
    /// The evidence, what tells most apart first.
    pub rows: Vec<Row>,
    /// The unknown sentence that would tell the hypotheses apart best if it were known, with its diagnosticity.
    pub tell_apart: Option<(Sentence, u32)>,
    /// Whether all evidence was weighed.
    pub complete: bool,
}

/// So many worlds are evaluated at most.
const WORLDS: usize = 3_000;

/// The matrix of a situation's hypotheses, under the changes, from the standpoint, at the instant.
///
/// # Errors
/// Where the rules have no order.
pub fn hypotheses(
    situation: &Arc<Situation>,
    changes: &[&Alteration],
    standpoint: &Standpoint,
    at: Instant,
) -> Result<Matrix, PlanError> {
    let base = evaluate(Arc::new(settle(situation, changes)), standpoint)?;
    let trial = Trial {
        situation,
        changes,
        base: &base,
        at,
    };
    let all: Vec<(HypothesisId, &Hypothesis)> = situation.hypotheses.iter().collect();
    let marked = evidence(&base, at, |standing, _| standing == Standing::Evidence);
    let chosen = marked.is_empty();
    let evidence = if chosen {
        // All sourced facts that a hypothesis can reach.
        let reach = forward(&base, &all);
        evidence(&base, at, |_, sourced| sourced == Sourced::Yes)
            .into_iter()
            .filter(|claim| reach.contains(&claim.sentence.relation))
            .collect()
    } else {
        marked
    };
    let mut left = WORLDS;
    let mut matrix = Matrix {
        complete: true,
        ..Matrix::default()
    };
    for claim in evidence {
        if left < all.len() + 1 {
            matrix.complete = false;
            break;
        }
        left -= all.len() + 1;
        let row = trial.row(&base, &all, claim)?;
        let weighs = |mark: &Mark| matches!(mark, Mark::Consistent | Mark::Inconsistent);
        if !chosen || row.marks.iter().any(weighs) {
            matrix.rows.push(row);
        }
    }
    matrix
        .rows
        .sort_by_key(|row| std::cmp::Reverse(row.diagnosticity));
    matrix.hypotheses = all
        .iter()
        .enumerate()
        .map(|(place, (id, _))| (*id, against(&matrix.rows, place)))
        .collect();
    matrix.hypotheses.sort_by_key(|(_, against)| *against);
    matrix.tell_apart = trial.tell_apart(&base, &all)?;
    Ok(matrix)
}

/// The likelihoods of the evidence inconsistent with a hypothesis, added up.
fn against(rows: &[Row], place: usize) -> u32 {
    rows.iter()
        .filter(|row| row.marks.get(place) == Some(&Mark::Inconsistent))
        .map(|row| u32::from(row.likelihood.ten_thousandths()))
        .sum()
}

/// Whether a statement has a source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sourced {
    Yes,
    No,
}

/// The claims of our own statements that are chosen and worth something at the instant, in the order of the files.
fn evidence(
    base: &World,
    at: Instant,
    choose: impl Fn(Standing, Sourced) -> bool,
) -> IndexSet<Signed> {
    base.core()
        .items
        .rows()
        .iter()
        .filter(|item| item.stated.view.is_none())
        .filter(|item| {
            let sourced = if item.stated.source.is_some() {
                Sourced::Yes
            } else {
                Sourced::No
            };
            choose(item.stated.standing, sourced)
        })
        .map(|item| Signed {
            sign: item.stated.sign,
            sentence: item.stated.sentence.clone(),
        })
        .filter(|claim| worth(base, claim, at) > Likelihood::NEVER)
        .collect()
}

/// The relations of what the hypotheses suppose and of what may follow from it.
fn forward(base: &World, all: &[(HypothesisId, &Hypothesis)]) -> BTreeSet<RelationId> {
    let mut found: BTreeSet<RelationId> = all
        .iter()
        .flat_map(|(_, hypothesis)| supposed(hypothesis))
        .collect();
    loop {
        let before = found.len();
        for rule in base.core().rules.rows() {
            rule.body.each_pattern(&mut |pattern, _| {
                if found.contains(&pattern.relation) {
                    found.insert(rule.head.relation);
                }
            });
        }
        if found.len() == before {
            return found;
        }
    }
}

fn supposed(hypothesis: &Hypothesis) -> impl Iterator<Item = RelationId> {
    let adds = &hypothesis.change.adds;
    let stated = adds.stated.iter().map(|stated| stated.sentence.relation);
    let taken = hypothesis
        .change
        .takes
        .iter()
        .filter_map(|take| match take {
            Take::Sentence(sentence) | Take::Statements(sentence) => Some(sentence.relation),
            Take::Event { .. } | Take::Source(_) | Take::Rule(_) => None,
        });
    stated
        .chain(adds.rules.iter().map(|rule| rule.head.relation))
        .chain(taken)
}

struct Trial<'a> {
    situation: &'a Arc<Situation>,
    changes: &'a [&'a Alteration],
    base: &'a World,
    at: Instant,
}

impl Trial<'_> {
    fn world(&self, more: &[&Alteration]) -> Result<World, PlanError> {
        let changes: Vec<&Alteration> = self.changes.iter().chain(more).copied().collect();
        made_from(self.base, settle(self.situation, &changes))
    }

    fn row(
        &self,
        base: &World,
        all: &[(HypothesisId, &Hypothesis)],
        claim: Signed,
    ) -> Result<Row, PlanError> {
        let without = Alteration {
            takes: vec![Take::Statements(claim.sentence.clone())],
            ..Alteration::default()
        };
        let anyway = mark(&self.world(&[&without])?, &claim, self.at) == Mark::Consistent;
        let mut marks = Vec::new();
        let mut stated = Vec::new();
        for (_, hypothesis) in all {
            let world = self.world(&[&without, &hypothesis.change])?;
            marks.push(match mark(&world, &claim, self.at) {
                Mark::Consistent if anyway => Mark::Anyway,
                mark => mark,
            });
            stated.push(stated_mark(hypothesis, &claim));
        }
        let likelihood = worth(base, &claim, self.at);
        Ok(Row {
            diagnosticity: diagnosticity(likelihood, &marks),
            claim,
            likelihood,
            marks,
            stated,
        })
    }

    /// Of the sentences that are unknown, and that some hypothesis decides, the one that would tell most apart.
    fn tell_apart(
        &self,
        base: &World,
        all: &[(HypothesisId, &Hypothesis)],
    ) -> Result<Option<(Sentence, u32)>, PlanError> {
        let mut worlds = Vec::new();
        for (_, hypothesis) in all {
            worlds.push(self.world(&[&hypothesis.change])?);
        }
        let bar = base.bar();
        let supposed: BTreeSet<&Sentence> = all
            .iter()
            .flat_map(|(_, hypothesis)| &hypothesis.change.adds.stated)
            .map(|stated| &stated.sentence)
            .collect();
        let mut best: Option<(Sentence, u32)> = None;
        let relations = forward(base, all);
        let is_indicator = |relation: RelationId| {
            let relation = self.situation.relations.get(relation);
            relation.is_some_and(|relation| relation.indicator)
        };
        let mut relations: Vec<RelationId> = relations.into_iter().collect();
        relations.sort_by_key(|relation| (!is_indicator(*relation), *relation));
        for relation in relations {
            let candidates: BTreeSet<&Vec<Value>> = worlds
                .iter()
                .flat_map(|world| world.facts(relation))
                .map(|fact| &fact.args)
                .collect();
            for args in candidates {
                let sentence = Sentence {
                    relation,
                    args: args.clone(),
                };
                let known = base.support(&sentence).at(self.at) >= bar
                    || base.denial(&sentence).at(self.at) >= bar;
                if known || supposed.contains(&sentence) {
                    continue;
                }
                let claim = Signed {
                    sign: Sign::For,
                    sentence,
                };
                let marks: Vec<Mark> = worlds
                    .iter()
                    .map(|world| mark(world, &claim, self.at))
                    .collect();
                let this = diagnosticity(Likelihood::CERTAIN, &marks);
                if this > best.as_ref().map_or(0, |(_, best)| *best) {
                    best = Some((claim.sentence, this));
                }
            }
        }
        Ok(best)
    }
}

/// What a world says of a claim: whether it would be so there.
fn mark(world: &World, claim: &Signed, at: Instant) -> Mark {
    let bar = world.bar();
    let opposite = Signed {
        sign: claim.sign.turned(),
        sentence: claim.sentence.clone(),
    };
    let clashes = worth(world, &opposite, at) >= bar
        || claim.sign == Sign::For && has_rival(world, &claim.sentence, at);
    if clashes {
        Mark::Inconsistent
    } else if worth(world, claim, at) >= bar {
        Mark::Consistent
    } else {
        Mark::Neither
    }
}

/// Whether a sentence that cannot be so beside this one (`single`) is held.
fn has_rival(world: &World, sentence: &Sentence, at: Instant) -> bool {
    let relation = world.core().situation.relations.get(sentence.relation);
    let Some(slot) = relation.and_then(|relation| relation.single) else {
        return false;
    };
    world.facts(sentence.relation).any(|fact| {
        let elsewhere = |(place, (a, b)): (usize, (&Value, &Value))| place == slot || a == b;
        let agree = sentence
            .args
            .iter()
            .zip(&fact.args)
            .enumerate()
            .all(elsewhere);
        let differ = match (sentence.args.get(slot), fact.args.get(slot)) {
            (Some(Value::Number(a)), Some(Value::Number(b))) => !a.meets(*b),
            (a, b) => a != b,
        };
        agree && differ && fact.support.at(at) >= world.bar()
    })
}

/// What `expects` and `rules out` say of a claim: rules of the hypothesis that ask nothing.
fn stated_mark(hypothesis: &Hypothesis, claim: &Signed) -> Option<Mark> {
    let says = |rule: &&Rule| {
        let is_it = rule
            .head
            .args
            .iter()
            .zip(&claim.sentence.args)
            .all(|(term, value)| matches!(term, Term::Value(stated) if stated == value));
        matches!(&rule.body, Body::And(all) if all.is_empty())
            && rule.head.relation == claim.sentence.relation
            && rule.head.args.len() == claim.sentence.args.len()
            && is_it
    };
    let rule = hypothesis.change.adds.rules.iter().find(says)?;
    Some(if rule.sign == claim.sign {
        Mark::Consistent
    } else {
        Mark::Inconsistent
    })
}

fn diagnosticity(likelihood: Likelihood, marks: &[Mark]) -> u32 {
    let halves = marks.iter().map(|mark| mark.halves());
    let most = halves.clone().max().unwrap_or(0);
    let least = halves.min().unwrap_or(0);
    u32::from(likelihood.ten_thousandths()) * (most - least) / 2
}
