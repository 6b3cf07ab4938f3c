//! What a derivation ends in. Takes a tree, gives its leaves and the derivations in it, each once, wherever in the tree
//! it stands.

use super::{Because, Derivation, Evidence, Premise};
use crate::model::{Body, ItemId, RuleId, Signed, Value};
use crate::time::{Instant, Likelihood};
use indexmap::{IndexMap, IndexSet};

/// An end of a derivation.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Leaf<'d> {
    /// What is stated of a claim at an instant.
    Evidence {
        /// The claim.
        claim: &'d Signed,
        /// When.
        at: Instant,
        /// What is stated.
        evidence: &'d Evidence,
    },
    /// A rule's own likelihood.
    Rule(RuleId),
    /// Nothing shows this above 1 less the value.
    Default {
        /// What is not shown.
        condition: &'d Body,
        /// When.
        at: Instant,
        /// 1 less the greatest that it is worth.
        value: Likelihood,
    },
    /// Nothing shows more than so many above 1 less the value.
    AtMost {
        /// How many.
        k: u32,
        /// When.
        at: Instant,
        /// 1 less what the next one is worth.
        value: Likelihood,
    },
}

impl Derivation {
    /// Its leaves, each once, in the order of the tree. What stands against a default is no part of them.
    #[must_use]
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut walk = Walk::new(self);
        walk.open(self);
        walk.run();
        walk.leaves
    }

    /// The derivations that it rests on and itself, each once.
    #[must_use]
    pub fn derivations(&self) -> Vec<&Derivation> {
        let mut walk = Walk::new(self);
        walk.open(self);
        walk.run();
        walk.derivations
    }

    /// All derivations that stand anywhere in it, those against defaults and the lemmas too.
    pub(in crate::explain) fn index(&self) -> IndexMap<Shown<'_>, &Derivation> {
        let mut found = IndexMap::new();
        let mut open: Vec<&Derivation> = self.lemmas.iter().rev().collect();
        open.insert(0, self);
        while let Some(derivation) = open.pop() {
            found
                .entry((&derivation.claim, derivation.at, derivation.value))
                .or_insert(derivation);
            if let Because::Rule { premises, .. } = &derivation.because {
                let mut inner: Vec<&Premise> = premises.iter().collect();
                while let Some(premise) = inner.pop() {
                    if let Premise::Sentence(derivation) = premise {
                        open.push(derivation);
                    }
                    inner.extend(premise.parts());
                    if let Premise::Default { against, .. } = premise {
                        inner.extend(against.as_deref());
                    }
                    if let Premise::AtMost { of, .. } = premise {
                        inner.extend(of.iter().map(|(_, premise)| premise));
                    }
                }
            }
        }
        found
    }
}

impl Premise {
    /// The premises that it is made of and rests on, in their order; not those against it.
    #[must_use]
    pub fn parts(&self) -> Vec<&Premise> {
        match self {
            Premise::Sentence(_)
            | Premise::Stated { .. }
            | Premise::Claimed { .. }
            | Premise::Again { .. }
            | Premise::Default { .. }
            | Premise::AtMost { .. }
            | Premise::Comparison { .. } => Vec::new(),
            Premise::All(all) => all.iter().collect(),
            Premise::OneOf(one) | Premise::Window { premise: one, .. } => vec![one],
            Premise::Throughout { stretches, .. } => stretches.iter().map(|(_, one)| one).collect(),
            Premise::AtLeast { of, .. } => of.iter().map(|(_, one)| one).collect(),
            Premise::SoManyOf { of, .. } => of.iter().map(|(_, one)| one).collect(),
            Premise::Exactly { at_least, at_most } => vec![at_least, at_most],
        }
    }
}

/// A claim at an instant, and the value with which a derivation shows it.
type Shown<'d> = (&'d Signed, Instant, Likelihood);

/// Of equal leaves one is kept.
#[derive(PartialEq, Eq, Hash)]
enum Known {
    Rule(RuleId),
    Condition(String, Instant),
    Counted(u32, Vec<Value>, Instant),
    Evidence(Signed, Vec<ItemId>),
}

struct Walk<'d> {
    index: IndexMap<Shown<'d>, &'d Derivation>,
    met: IndexSet<Shown<'d>>,
    known: IndexSet<Known>,
    premises: Vec<(&'d Premise, Instant)>,
    leaves: Vec<Leaf<'d>>,
    derivations: Vec<&'d Derivation>,
}

impl<'d> Walk<'d> {
    fn new(root: &'d Derivation) -> Self {
        Walk {
            index: root.index(),
            met: IndexSet::new(),
            known: IndexSet::new(),
            premises: Vec::new(),
            leaves: Vec::new(),
            derivations: Vec::new(),
        }
    }

    fn keep(&mut self, known: Known, leaf: Leaf<'d>) {
        if self.known.insert(known) {
            self.leaves.push(leaf);
        }
    }

    fn open(&mut self, derivation: &'d Derivation) {
        if !self
            .met
            .insert((&derivation.claim, derivation.at, derivation.value))
        {
            return;
        }
        self.derivations.push(derivation);
        let at = derivation.at;
        match &derivation.because {
            Because::Evidence(evidence) => self.evidence(&derivation.claim, at, evidence),
            Because::Rule { rule, premises, .. } => {
                self.keep(Known::Rule(*rule), Leaf::Rule(*rule));
                self.premises
                    .extend(premises.iter().rev().map(|premise| (premise, at)));
            }
        }
    }

    fn evidence(&mut self, claim: &'d Signed, at: Instant, evidence: &'d Evidence) {
        let known = Known::Evidence(claim.clone(), evidence.items.clone());
        self.keep(
            known,
            Leaf::Evidence {
                claim,
                at,
                evidence,
            },
        );
    }

    fn run(&mut self) {
        while let Some((premise, at)) = self.premises.pop() {
            match premise {
                Premise::Sentence(derivation) => self.open(derivation),
                Premise::Again { claim, at, value } => {
                    if let Some(derivation) = self.index.get(&(claim, *at, *value)).copied() {
                        self.open(derivation);
                    }
                }
                Premise::Stated { claim, evidence }
                | Premise::Claimed {
                    claim, evidence, ..
                } => {
                    self.evidence(claim, at, evidence);
                }
                Premise::Default {
                    condition, value, ..
                } => self.keep(
                    Known::Condition(format!("{condition:?}"), at),
                    Leaf::Default {
                        condition,
                        at,
                        value: *value,
                    },
                ),
                Premise::AtMost { k, value, of } => self.keep(
                    Known::Counted(
                        *k,
                        of.iter().map(|(counted, _)| counted.clone()).collect(),
                        at,
                    ),
                    Leaf::AtMost {
                        k: *k,
                        at,
                        value: *value,
                    },
                ),
                Premise::Comparison { .. } => {}
                Premise::Window { seen, premise, .. } => self.premises.push((premise, *seen)),
                Premise::Throughout { stretches, .. } => self
                    .premises
                    .extend(stretches.iter().rev().map(|(span, one)| (one, span.from))),
                Premise::All(_)
                | Premise::OneOf(_)
                | Premise::AtLeast { .. }
                | Premise::SoManyOf { .. }
                | Premise::Exactly { .. } => self
                    .premises
                    .extend(premise.parts().into_iter().rev().map(|one| (one, at))),
            }
        }
    }
}
