//! What an answer rests on: its sources, its assumptions.

use super::{Derivation, Leaf};
use crate::engine::World;
use crate::model::{ItemId, RuleId, SourceId, Standing};
use indexmap::IndexSet;

/// The sources of the evidence and of the rules that the derivations rest on, each once, in the order of the trees.
#[must_use]
pub fn sources_behind<'d>(
    world: &World,
    derivations: impl IntoIterator<Item = &'d Derivation>,
) -> Vec<SourceId> {
    let mut found = IndexSet::new();
    for derivation in derivations {
        for leaf in derivation.leaves() {
            match leaf {
                Leaf::Evidence { evidence, .. } => found.extend(
                    evidence
                        .items
                        .iter()
                        .filter_map(|id| world.core().items.get(*id)?.stated.source),
                ),
                Leaf::Rule(rule) => {
                    found.extend(rule_sources(world, rule));
                }
                Leaf::Default { .. } | Leaf::AtMost { .. } => {}
            }
        }
    }
    found.into_iter().collect()
}

fn rule_sources(world: &World, rule: RuleId) -> Vec<SourceId> {
    world
        .core()
        .rules
        .get(rule)
        .map(|rule| rule.per.clone())
        .unwrap_or_default()
}

/// The assumptions that the derivations rest on, each once, in the order of the trees.
#[must_use]
pub fn assumptions_behind<'d>(
    world: &World,
    derivations: impl IntoIterator<Item = &'d Derivation>,
) -> Vec<ItemId> {
    let mut found = IndexSet::new();
    for derivation in derivations {
        for leaf in derivation.leaves() {
            if let Leaf::Evidence { evidence, .. } = leaf {
                let assumed = |id: &&ItemId| {
                    world
                        .core()
                        .items
                        .get(**id)
                        .is_some_and(|item| item.stated.standing == Standing::Assumption)
                };
                found.extend(evidence.items.iter().filter(assumed).copied());
            }
        }
    }
    found.into_iter().collect()
}
