//! Core → plan: in which order the rules are run, so that what a rule denies is known before it runs.
//!
//! Takes a core and the rules that run; gives strata, the first resting on evidence alone, or the reason why
//! there is no such order. The one idea: a relation's support and its denial are nodes, a rule's body gives
//! edges, and a stratum is a set of nodes that rest on one another; none may do so through a *strict* step.

mod components;
mod error;
mod rests;
mod safety;
mod strata;
mod unconnected;

pub(crate) use components::components;
pub use error::{Loop, LoopRule, PlanError};
pub use rests::{Step, rests_on};
pub use safety::{Variables, binds, needs, variables};
pub(crate) use safety::{of_pattern, outside_of, shared};
pub use unconnected::unconnected;

use crate::model::{Core, RelationId, Rule, RuleId, Sign};
use crate::snapshot::stored;
use std::collections::BTreeMap;

/// A relation's support or its denial.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Node {
    /// The relation.
    pub relation: RelationId,
    /// Support or denial.
    pub sign: Sign,
}

impl Node {
    /// What the rule concludes.
    #[must_use]
    pub fn of_head(rule: &Rule) -> Node {
        Node {
            relation: rule.head.relation,
            sign: rule.sign,
        }
    }
}

/// Nodes that rest on one another, and the rules that conclude them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stratum {
    /// The nodes, sorted.
    pub nodes: Vec<Node>,
    /// The rules for them, by id.
    pub rules: Vec<RuleId>,
    /// Whether a rule for them rests on them.
    pub recursive: bool,
}

/// The order in which a world is evaluated.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
    /// The strata that have rules; each rests on evidence and on earlier ones.
    pub strata: Vec<Stratum>,
}

stored! {
    struct Node { relation, sign }
    struct Stratum { nodes, rules, recursive }
    struct Plan { strata }
}

/// The order in which the rules are to be run.
///
/// # Errors
/// A cycle that holds a strict step, or a rule with a variable that nothing binds.
pub fn plan(core: &Core, running: &[RuleId]) -> Result<Plan, PlanError> {
    let rules: Vec<(RuleId, &Rule)> = running
        .iter()
        .filter_map(|id| core.rules.get(*id).map(|rule| (*id, rule)))
        .collect();
    for (_, rule) in &rules {
        safety::check(rule)?;
    }
    let mut for_node: BTreeMap<Node, Vec<RuleId>> = BTreeMap::new();
    for (id, rule) in &rules {
        for_node.entry(Node::of_head(rule)).or_default().push(*id);
    }
    let graph = strata::Graph::of(&rules);
    let components = graph.components();
    error::check(core, &rules, &components)?;
    let strata = components
        .into_iter()
        .filter_map(|nodes| {
            let mut rules: Vec<RuleId> = nodes
                .iter()
                .filter_map(|node| for_node.get(node))
                .flatten()
                .copied()
                .collect();
            rules.sort_unstable();
            let recursive = graph.rests_on_itself(&nodes);
            (!rules.is_empty()).then_some(Stratum {
                nodes,
                rules,
                recursive,
            })
        })
        .collect();
    Ok(Plan { strata })
}
