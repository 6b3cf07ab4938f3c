//! Competing explanations against the evidence (Heuer's matrix; meaning.md 8). Takes a situation, gives for each piece of
//! evidence and each hypothesis whether it would be so.
//!
//! The one idea: a piece of evidence is taken out before it is tried, and what is left is evaluated under the hypothesis;
//! else everything would be consistent with everything.

use super::bench::{made_from, reached, worth};
use crate::engine::{Unevaluated, World};
use crate::model::{
    Alteration, Body, Hypothesis, HypothesisId, RelationId, Rule, Sentence, Sign, Signed,
    Situation, Standing, Take, Term, Value,
};
use crate::settle::settle;
use crate::time::{Instant, Likelihood};
use indexmap::IndexSet;
use std::collections::{BTreeMap, BTreeSet};
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

/// What becomes of the order of the hypotheses if a piece of evidence is wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sensitive {
    /// The piece of evidence.
    pub claim: Signed,
    /// The hypotheses without it: the least against them first, those that stand level together.
    pub order: Vec<Vec<HypothesisId>>,
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
    /// Each piece of evidence that, if it were wrong, would change the order, in the order of the rows. Wrong: no longer
    /// told by anybody, which is the least that can be wrong with it.
    pub sensitive: Vec<Sensitive>,
    /// Whether all evidence was weighed.
    pub complete: bool,
}

/// So many worlds are evaluated at most.
const WORLDS: usize = 3_000;

/// The matrix of a situation's hypotheses, under the changes, from the standpoint of a world and watched as it is, at the
/// instant.
///
/// # Errors
/// Where the rules have no order.
pub fn hypotheses(
    situation: &Arc<Situation>,
    changes: &[&Alteration],
    of: &World,
    at: Instant,
) -> Result<Matrix, Unevaluated> {
    let (base, watch) = (of, of.watch());
    let trial = Trial {
        situation,
        changes,
        base,
        at,
    };
    let all: Vec<(HypothesisId, &Hypothesis)> = situation.hypotheses.iter().collect();
    let marked = evidence(base, at, |standing, _| standing == Standing::Evidence);
    let chosen = marked.is_empty();
    let evidence = if chosen {
        // All sourced facts that a hypothesis can reach.
        let reach = forward(base, &all);
        evidence(base, at, |_, sourced| sourced == Sourced::Yes)
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
        if left < all.len() + 1 || watch.is_stopped() {
            matrix.complete = false;
            break;
        }
        left -= all.len() + 1;
        watch.tries();
        let Some(row) = unless_stopped(trial.row(base, &all, claim))? else {
            matrix.complete = false;
            break;
        };
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
    if !watch.is_stopped() {
        matrix.tell_apart = unless_stopped(trial.tell_apart(base, &all))?.flatten();
        let sensitive = unless_stopped(trial.sensitive(&matrix, &all, &mut left))?.flatten();
        matrix.complete &= sensitive.is_some();
        matrix.sensitive = sensitive.unwrap_or_default();
    }
    Ok(matrix)
}

/// What was found; none where somebody asked to stop before.
fn unless_stopped<T>(found: Result<T, Unevaluated>) -> Result<Option<T>, Unevaluated> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Unevaluated::Stopped | Unevaluated::Exceeded(_)) => Ok(None),
        Err(error @ Unevaluated::Plan(_)) => Err(error),
    }
}

/// The hypotheses that have equally much against them together, the least first.
fn ranked(all: &[(HypothesisId, &Hypothesis)], rows: &[Row]) -> Vec<Vec<HypothesisId>> {
    let mut by: BTreeMap<u32, Vec<HypothesisId>> = BTreeMap::new();
    for (place, (id, _)) in all.iter().enumerate() {
        by.entry(against(rows, place)).or_default().push(*id);
    }
    by.into_values().collect()
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
        .iter()
        .map(|(_, item)| item)
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
    fn world(&self, more: &[&Alteration]) -> Result<World, Unevaluated> {
        let changes: Vec<&Alteration> = self.changes.iter().chain(more).copied().collect();
        made_from(self.base, settle(self.situation, &changes))
    }

    fn row(
        &self,
        base: &World,
        all: &[(HypothesisId, &Hypothesis)],
        claim: Signed,
    ) -> Result<Row, Unevaluated> {
        self.row_without(base, all, claim, None)
    }

    /// The row in a world where another piece of evidence is told by nobody.
    fn row_without(
        &self,
        base: &World,
        all: &[(HypothesisId, &Hypothesis)],
        claim: Signed,
        wrong: Option<&Alteration>,
    ) -> Result<Row, Unevaluated> {
        let without = taken(&claim);
        let world = |more: Option<&Alteration>| {
            let changes: Vec<&Alteration> =
                [&without].into_iter().chain(wrong).chain(more).collect();
            self.world(&changes)
        };
        let anyway = mark(&world(None)?, &claim, self.at) == Mark::Consistent;
        let mut marks = Vec::new();
        let mut stated = Vec::new();
        for (_, hypothesis) in all {
            let world = world(Some(&hypothesis.change))?;
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

    /// Each row without which the hypotheses stand in another order; none where there was no time to find out.
    fn sensitive(
        &self,
        matrix: &Matrix,
        all: &[(HypothesisId, &Hypothesis)],
        left: &mut usize,
    ) -> Result<Option<Vec<Sensitive>>, Unevaluated> {
        let order = ranked(all, &matrix.rows);
        let mut found = Vec::new();
        let rests = self.rests(all);
        for row in &matrix.rows {
            let wrong = taken(&row.claim);
            let others = matrix.rows.iter().filter(|other| other.claim != row.claim);
            // What rests on it in no way is worth what it was.
            let relation = row.claim.sentence.relation;
            let moves = |other: &Row| {
                let own = other.claim.sentence.relation;
                rests.get(&own).is_some_and(|on| on.contains(&relation))
            };
            let base = if others.clone().any(moves) {
                Some(self.world(&[&wrong])?)
            } else {
                None
            };
            let mut rows = Vec::new();
            for other in others {
                match base.as_ref().filter(|_| moves(other)) {
                    None => rows.push(other.clone()),
                    Some(base) => {
                        let Some(rest) = left.checked_sub(all.len() + 1) else {
                            return Ok(None);
                        };
                        *left = rest;
                        rows.push(self.row_without(
                            base,
                            all,
                            other.claim.clone(),
                            Some(&wrong),
                        )?);
                    }
                }
            }
            let without = ranked(all, &rows);
            if without != order {
                found.push(Sensitive {
                    claim: row.claim.clone(),
                    order: without,
                });
            }
        }
        Ok(Some(found))
    }

    /// For each relation the relations that its sentences may rest on, through the rules of all and of the hypotheses.
    fn rests(
        &self,
        all: &[(HypothesisId, &Hypothesis)],
    ) -> BTreeMap<RelationId, BTreeSet<RelationId>> {
        let added: Vec<Alteration> = all
            .iter()
            .map(|(_, hypothesis)| Alteration {
                takes: Vec::new(),
                adds: hypothesis.change.adds.clone(),
            })
            .collect();
        let changes: Vec<&Alteration> = self.changes.iter().copied().chain(&added).collect();
        let core = settle(self.situation, &changes);
        let on = |relation| (relation, reached(&core, &[relation]));
        self.situation.relations.ids().map(on).collect()
    }

    /// Of the sentences that are unknown, and that some hypothesis decides, the one that would tell most apart.
    fn tell_apart(
        &self,
        base: &World,
        all: &[(HypothesisId, &Hypothesis)],
    ) -> Result<Option<(Sentence, u32)>, Unevaluated> {
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

/// Nobody tells of the claim's sentence.
fn taken(claim: &Signed) -> Alteration {
    Alteration {
        takes: vec![Take::Statements(claim.sentence.clone())],
        ..Alteration::default()
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
