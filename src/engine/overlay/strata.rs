//! Which strata of a world made from another stood in it already. Takes the old world, tells of each stratum whether it
//! was there with rules that conclude alike.

use super::difference::is_same_rule;
use crate::engine::world::World;
use crate::model::{Core, RuleId};
use crate::plan::{Node, Stratum};
use std::collections::BTreeMap;

/// The strata of the old world, by their nodes.
pub(super) struct Strata<'a> {
    world: &'a World,
    of: BTreeMap<&'a [Node], &'a Stratum>,
}

impl Strata<'_> {
    pub(super) fn of(world: &World) -> Strata<'_> {
        let strata = world.plan.strata.iter();
        Strata {
            world,
            of: strata
                .map(|stratum| (stratum.nodes.as_slice(), stratum))
                .collect(),
        }
    }

    /// Whether the old world had the stratum, with rules that conclude alike.
    pub(super) fn has(&self, stratum: &Stratum, core: &Core) -> bool {
        let Some(old) = self.of.get(stratum.nodes.as_slice()) else {
            return false;
        };
        let same = |(old, new): (&RuleId, &RuleId)| match (
            self.world.core().rules.get(*old),
            core.rules.get(*new),
        ) {
            (Some(old), Some(new)) => is_same_rule(old, new),
            (None, _) | (_, None) => false,
        };
        old.recursive == stratum.recursive
            && old.rules.len() == stratum.rules.len()
            && old.rules.iter().zip(&stratum.rules).all(same)
    }
}
