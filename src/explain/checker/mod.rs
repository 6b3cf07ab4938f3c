//! The checker: world, derivation → whether every step of it is right.
//!
//! It shares no code with the search. It walks the tree in its order and holds each step to meaning.md: the sentences
//! that a rule asks, the windows, the counts, the comparisons, what defaults suppose, what evidence is worth. A tree is
//! well founded because a claim is never met below itself, and because what is only named was complete before.

mod compare;
mod evidence;
mod flaw;
mod premises;
mod witness;
mod worth;

#[cfg(test)]
mod tests;

pub use flaw::Flaw;

use super::bindings::Bindings;
use super::{Because, Derivation};
use crate::engine::World;
use crate::model::{Body, RuleId, Sign, Signed};
use crate::time::{Instant, Likelihood};
use evidence::Statements;
use std::collections::HashSet;

/// Checks that every step of the derivation is right, and that its value is its least leaf.
///
/// # Errors
/// The first flaw, in the order of the tree.
pub fn check(world: &World, derivation: &Derivation) -> Result<(), Flaw> {
    let mut checker = Checker {
        world,
        statements: Statements::of(world),
        above: Vec::new(),
        complete: HashSet::new(),
    };
    for lemma in &derivation.lemmas {
        if !lemma.lemmas.is_empty() {
            return Err(Flaw::LemmaInLemma(lemma.claim.clone()));
        }
        checker.derivation(lemma)?;
    }
    checker.derivation(derivation)
}

/// Checks besides that it is the strongest: its value is For (of a denial Ag) of the sentence at the instant.
///
/// # Errors
/// The first flaw, in the order of the tree.
pub fn check_strongest(world: &World, derivation: &Derivation) -> Result<(), Flaw> {
    check(world, derivation)?;
    let holds = worth_of(world, &derivation.claim, derivation.at);
    if derivation.value == holds {
        Ok(())
    } else {
        Err(Flaw::NotItsValue {
            claim: derivation.claim.clone(),
            at: derivation.at,
            shown: derivation.value,
            is: holds,
        })
    }
}

fn worth_of(world: &World, claim: &Signed, at: Instant) -> Likelihood {
    match claim.sign {
        Sign::For => world.support(&claim.sentence).at(at),
        Sign::Against => world.denial(&claim.sentence).at(at),
    }
}

struct Checker<'w> {
    world: &'w World,
    statements: Statements<'w>,
    /// The claims that the walk is below.
    above: Vec<(Signed, Instant)>,
    /// What the derivations that are complete are worth.
    complete: HashSet<(Signed, Instant, Likelihood)>,
}

impl Checker<'_> {
    fn derivation(&mut self, derivation: &Derivation) -> Result<(), Flaw> {
        let key = (derivation.claim.clone(), derivation.at);
        if self.above.contains(&key) {
            return Err(Flaw::RestsOnItself(derivation.claim.clone()));
        }
        let holds = worth_of(self.world, &derivation.claim, derivation.at);
        if derivation.value > holds || derivation.value == Likelihood::NEVER {
            return Err(Flaw::NotItsValue {
                claim: derivation.claim.clone(),
                at: derivation.at,
                shown: derivation.value,
                is: holds,
            });
        }
        self.above.push(key.clone());
        let least = match &derivation.because {
            Because::Evidence(evidence) => {
                self.statements
                    .check(&derivation.claim, derivation.at, evidence)?;
                evidence.value
            }
            Because::Rule { .. } => self.rule(derivation)?,
        };
        self.above.pop();
        if least != derivation.value {
            return Err(Flaw::NotTheLeast {
                claim: derivation.claim.clone(),
                shown: derivation.value,
                least,
            });
        }
        self.holds(derivation)?;
        self.complete.insert((key.0, key.1, derivation.value));
        Ok(())
    }

    /// The span that is shown holds the instant, and the claim is at least as strong all through it, and no longer.
    fn holds(&self, derivation: &Derivation) -> Result<(), Flaw> {
        let sentence = &derivation.claim.sentence;
        let steps = match derivation.claim.sign {
            Sign::For => self.world.support(sentence),
            Sign::Against => self.world.denial(sentence),
        };
        let spans = steps.spans_at_least(derivation.value);
        if derivation.holds.contains(derivation.at) && spans.contains(&derivation.holds) {
            Ok(())
        } else {
            Err(Flaw::WrongSpan(derivation.claim.clone()))
        }
    }

    fn rule(&mut self, derivation: &Derivation) -> Result<Likelihood, Flaw> {
        let Because::Rule {
            rule: id,
            bindings,
            premises,
        } = &derivation.because
        else {
            return Ok(Likelihood::NEVER);
        };
        let core = self.world.core().clone();
        let rule = core.rules.get(*id).ok_or(Flaw::NoSuchRule(*id))?;
        let bindings = Bindings::from_pairs(bindings);
        let party = self.world.standpoint().view.map(|view| view.of);
        if rule.view.is_some() && rule.view != party {
            return Err(Flaw::RuleOfAnotherView(*id));
        }
        if rule.sign != derivation.claim.sign
            || bindings.fill(&rule.head).as_ref() != Some(&derivation.claim.sentence)
        {
            return Err(Flaw::OtherHead(*id));
        }
        let conditions: &[Body] = match &rule.body {
            Body::And(all) => all,
            one => std::slice::from_ref(one),
        };
        self.all(*id, conditions, premises, &bindings, derivation.at)
            .map(|least| least.min(rule.likelihood))
    }

    fn all(
        &mut self,
        rule: RuleId,
        conditions: &[Body],
        premises: &[super::Premise],
        bindings: &Bindings,
        at: Instant,
    ) -> Result<Likelihood, Flaw> {
        if conditions.len() != premises.len() {
            return Err(Flaw::OtherConditions(rule));
        }
        let mut least = Likelihood::CERTAIN;
        for (condition, premise) in conditions.iter().zip(premises) {
            least = least.min(self.premise(rule, condition, premise, bindings, at)?);
        }
        Ok(least)
    }
}
