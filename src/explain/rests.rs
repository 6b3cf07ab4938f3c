//! Everything that stands in a derivation. Takes a tree, gives the statements and rules that are shown anywhere in it:
//! those that give its value, those that add nothing, and what stands against a default.

use super::{Because, Derivation, Evidence, Premise};
use crate::model::{ItemId, RuleId};
use std::collections::BTreeSet;

/// The statements and rules of a derivation.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rests {
    /// The statements.
    pub items: BTreeSet<ItemId>,
    /// The rules.
    pub rules: BTreeSet<RuleId>,
}

impl Derivation {
    /// All that stands in it.
    #[must_use]
    pub fn rests(&self) -> Rests {
        let mut rests = Rests::default();
        rests.walk(vec![self], Vec::new());
        rests
    }
}

impl Premise {
    /// All that stands in it.
    #[must_use]
    pub fn rests(&self) -> Rests {
        let mut rests = Rests::default();
        rests.walk(Vec::new(), vec![self]);
        rests
    }
}

impl Rests {
    fn walk<'d>(&mut self, mut trees: Vec<&'d Derivation>, mut premises: Vec<&'d Premise>) {
        loop {
            if let Some(premise) = premises.pop() {
                premises.extend(premise.parts());
                match premise {
                    Premise::Sentence(derivation) => trees.push(derivation),
                    Premise::Stated { evidence, .. } | Premise::Claimed { evidence, .. } => {
                        self.evidence(evidence);
                    }
                    Premise::Default { against, .. } => premises.extend(against.as_deref()),
                    Premise::AtMost { of, .. } => premises.extend(of.iter().map(|(_, one)| one)),
                    Premise::All(_)
                    | Premise::OneOf(_)
                    | Premise::Window { .. }
                    | Premise::Throughout { .. }
                    | Premise::AtLeast { .. }
                    | Premise::Exactly { .. }
                    | Premise::SoManyOf { .. }
                    | Premise::Again { .. }
                    | Premise::Comparison { .. } => {}
                }
            } else if let Some(tree) = trees.pop() {
                trees.extend(&tree.lemmas);
                match &tree.because {
                    Because::Evidence(evidence) => self.evidence(evidence),
                    Because::Rule { rule, premises: of, .. } => {
                        self.rules.insert(*rule);
                        premises.extend(of);
                    }
                }
            } else {
                return;
            }
        }
    }

    fn evidence(&mut self, evidence: &Evidence) {
        self.items.extend(&evidence.items);
        self.items.extend(&evidence.others);
    }
}
