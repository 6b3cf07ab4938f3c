//! One level of the search. Takes a claim at an instant and a threshold, gives each claim that it may rest on the rule
//! that gives it, so that nothing rests on itself.
//!
//! The one idea: at one threshold "worth so much" is yes or no, and the rounds in which the yeses come, evidence first,
//! are a measure of how deep a derivation is. A claim settled in a round takes only what was settled before (the
//! witnesses of meaning.md 6, asked for from the goal). What is worth more than the level settles in a level of its
//! own, above, and counts as given.

use super::goal::{Goal, Layout, Reach, Ways};
use super::nodes::{NodeId, Nodes};
use super::pick::{Depths, cost};
use crate::explain::bindings::Bindings;
use crate::explain::reading::Reading;
use crate::model::{RuleId, Signed};
use crate::time::{Instant, Likelihood};
use indexmap::{IndexMap, IndexSet};
use std::collections::{BTreeMap, BTreeSet};

/// So many ways are laid out before the search stops asking for the shortest derivation and takes the first it finds.
const SHORTEST_FOR: usize = 60_000;

/// A rule with its variables filled in, as a way to a claim.
#[derive(Clone, Debug)]
pub(in crate::explain) struct Instance {
    /// The rule.
    pub(in crate::explain) rule: RuleId,
    /// What its variables stand for.
    pub(in crate::explain) bindings: Bindings,
    /// Its body.
    pub(super) goal: Goal,
    /// What it gives: the least of its body and its own likelihood.
    pub(in crate::explain) value: Likelihood,
}

/// What settles a claim.
#[derive(Clone, Debug)]
pub(super) enum Settled {
    /// Its evidence.
    Evidence,
    /// A rule.
    Rule(Box<Instance>),
}

/// Where a level lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// What is worth less does not count.
    pub(super) threshold: Likelihood,
    /// What is worth more is settled apart.
    pub(super) ceiling: Likelihood,
    /// A claim that may not be used.
    pub(super) avoid: Option<NodeId>,
    /// Which instants are tried for a window.
    pub(super) reach: Reach,
}

/// What came of a level.
#[derive(Default, Debug)]
pub(super) struct Outcome {
    /// What settles each claim that something settles.
    pub(super) settled: IndexMap<NodeId, Settled>,
    /// How deep each is.
    pub(super) depths: Depth,
}

/// A level while it is worked out.
pub(super) struct Level<'a, 'w> {
    reading: Reading<'w>,
    nodes: &'a mut Nodes,
    bounds: Bounds,
    dawn: Instant,
    changes: &'a [Instant],
    /// All claims of the level that were looked at, with the ways to each; none once it is settled.
    open: BTreeMap<NodeId, Vec<Instance>>,
    /// What rests on a claim.
    above: BTreeMap<NodeId, Vec<NodeId>>,
    depths: Depth,
    settled: IndexMap<NodeId, Settled>,
    laid_out: usize,
}

/// How deep the claims of a level are.
#[derive(Default, Debug)]
pub(super) struct Depth {
    rounds: BTreeMap<NodeId, u64>,
    above: BTreeSet<NodeId>,
}

impl Depths for Depth {
    fn depth(&self, node: NodeId) -> Option<u64> {
        if self.above.contains(&node) {
            Some(0)
        } else {
            self.rounds.get(&node).copied()
        }
    }
}

impl<'a, 'w> Level<'a, 'w> {
    pub(super) fn new(
        reading: Reading<'w>,
        nodes: &'a mut Nodes,
        bounds: Bounds,
        dawn: Instant,
        changes: &'a [Instant],
    ) -> Self {
        Level {
            reading,
            nodes,
            bounds,
            dawn,
            changes,
            open: BTreeMap::new(),
            above: BTreeMap::new(),
            depths: Depth {
                rounds: BTreeMap::new(),
                above: BTreeSet::new(),
            },
            settled: IndexMap::new(),
            laid_out: 0,
        }
    }

    /// Settles one claim by the round in which the world found it: what it rests on is worth more, or was found in an
    /// earlier round. None if no rule with its variables filled in is seen to do so.
    pub(super) fn guided(mut self, node: NodeId) -> Option<Outcome> {
        for below in self.lay_out(node) {
            let round = self.round(below);
            if round < self.round(node) {
                self.depths.rounds.insert(below, round);
            }
        }
        if !self.settled.contains_key(&node) {
            let (_, instance) = self.best(node)?;
            self.settled.insert(node, Settled::Rule(Box::new(instance)));
        }
        Some(Outcome {
            settled: self.settled,
            depths: self.depths,
        })
    }

    fn round(&self, node: NodeId) -> u64 {
        self.nodes
            .get(node)
            .and_then(|(claim, at, _)| self.reading.world.round(&claim.sentence, claim.sign, at))
            .unwrap_or(u64::MAX)
    }

    /// Settles the claim and what it may rest on. The claim is not among them if nothing well founded gives it.
    pub(super) fn run(mut self, root: NodeId) -> Outcome {
        let mut queue = std::collections::VecDeque::from([root]);
        let mut met = BTreeSet::from([root]);
        while self.laid_out < SHORTEST_FOR
            && let Some(node) = queue.pop_front()
        {
            for below in self.lay_out(node) {
                if met.insert(below) {
                    queue.push_back(below);
                }
            }
        }
        self.rounds();
        // Beyond the budget: depth first, each claim once, and the first derivation found is taken.
        let mut stack: Vec<NodeId> = queue.into_iter().rev().collect();
        while !self.settled.contains_key(&root)
            && let Some(node) = stack.pop()
        {
            for below in self.lay_out(node).into_iter().rev() {
                if met.insert(below) {
                    stack.push(below);
                }
            }
            self.settle_from(vec![node]);
        }
        Outcome {
            settled: self.settled,
            depths: self.depths,
        }
    }

    /// Settles what a rule with its variables filled in rests on. None if its body cannot be settled.
    pub(super) fn run_instance(mut self, instance: &Instance) -> Option<Outcome> {
        let mut stack: Vec<NodeId> = self.below(&instance.goal).into_iter().collect();
        let mut met: BTreeSet<NodeId> = stack.iter().copied().collect();
        while let Some(node) = stack.pop() {
            for below in self.lay_out(node) {
                if met.insert(below) {
                    stack.push(below);
                }
            }
        }
        self.rounds();
        cost(&instance.goal, &self.depths)?;
        Some(Outcome {
            settled: self.settled,
            depths: self.depths,
        })
    }

    /// Lays out the ways to a claim, and gives the claims of this level that they name.
    fn lay_out(&mut self, node: NodeId) -> Vec<NodeId> {
        if Some(node) == self.bounds.avoid {
            return Vec::new();
        }
        let Some((claim, at, _)) = self.nodes.get(node) else {
            return Vec::new();
        };
        let claim = claim.clone();
        if self.reading.stated(&claim, at) >= self.bounds.threshold {
            self.depths.rounds.insert(node, 0);
            self.settled.insert(node, Settled::Evidence);
            return Vec::new();
        }
        let instances = instances(
            self.reading,
            self.nodes,
            self.bounds,
            self.dawn,
            self.changes,
            &claim,
            at,
        );
        self.laid_out += instances.len();
        let mut all = IndexSet::new();
        for instance in &instances {
            for below in self.below(&instance.goal) {
                self.above.entry(below).or_default().push(node);
                all.insert(below);
            }
        }
        self.open.insert(node, instances);
        all.into_iter().collect()
    }

    /// The claims of this level that a goal names; those above it are noted as given.
    fn below(&mut self, goal: &Goal) -> IndexSet<NodeId> {
        let mut found = IndexSet::new();
        let mut open = vec![goal];
        while let Some(goal) = open.pop() {
            match &goal.ways {
                Ways::Claim(node) => {
                    if self.nodes.value(*node) > self.bounds.ceiling {
                        self.depths.above.insert(*node);
                    } else {
                        found.insert(*node);
                    }
                }
                Ways::Stated(..)
                | Ways::Claimed(..)
                | Ways::Comparison { .. }
                | Ways::Default { .. }
                | Ways::AtMost { .. } => {}
                Ways::All(all) => open.extend(all.iter().rev()),
                Ways::OneOf(ways) | Ways::Some(ways) => {
                    open.extend(ways.iter().rev().map(|way| &way.goal));
                }
                Ways::Window { seen, .. } => open.extend(seen.iter().rev().map(|(_, goal)| goal)),
                Ways::Throughout { stretches, .. } => {
                    open.extend(stretches.iter().rev().map(|(_, goal)| goal));
                }
                Ways::AtLeast { of, .. } => open.extend(of.iter().rev().map(|(_, goal)| goal)),
                Ways::SoManyOf { of, .. } => open.extend(of.iter().rev().map(|(_, goal)| goal)),
                Ways::Exactly { at_least, .. } => open.push(at_least),
            }
        }
        found
    }

    /// Settles all that can be, in rounds.
    fn rounds(&mut self) {
        let all: Vec<NodeId> = self.open.keys().copied().collect();
        self.settle_from(all);
    }

    /// Settles those of the claims that can be, then what rests on them, round by round.
    fn settle_from(&mut self, mut woken: Vec<NodeId>) {
        while !woken.is_empty() {
            // A round looks only at what was settled in rounds before it.
            let mut round: Vec<(NodeId, u64, Instance)> = Vec::new();
            for node in &woken {
                if let Some((depth, instance)) = self.best(*node) {
                    round.push((*node, depth, instance));
                }
            }
            let mut newly = Vec::new();
            for (node, depth, instance) in round {
                self.open.remove(&node);
                self.depths.rounds.insert(node, depth);
                self.settled.insert(node, Settled::Rule(Box::new(instance)));
                newly.push(node);
            }
            newly.extend(
                woken
                    .iter()
                    .filter(|node| self.depths.rounds.get(node) == Some(&0)),
            );
            let next: BTreeSet<NodeId> = newly
                .iter()
                .filter_map(|node| self.above.get(node))
                .flatten()
                .filter(|node| self.open.contains_key(node))
                .copied()
                .collect();
            woken = next.into_iter().collect();
        }
    }

    /// The least deep of the ways to a claim that are settled; of equals the first by its rule's name, then by what
    /// its variables stand for.
    fn best(&self, node: NodeId) -> Option<(u64, Instance)> {
        let rules = &self.reading.world.core().rules;
        let (cost, _, _, instance) = self
            .open
            .get(&node)?
            .iter()
            .filter_map(|instance| {
                let cost = cost(&instance.goal, &self.depths)?;
                let name = &rules.get(instance.rule)?.name;
                Some((cost, name, &instance.bindings, instance))
            })
            .min_by(|a, b| (a.0, a.1, a.2, a.3.rule).cmp(&(b.0, b.1, b.2, b.3.rule)))?;
        Some((cost.saturating_add(1), instance.clone()))
    }
}

/// All rules that give the claim at least the threshold, with their variables filled in.
pub(super) fn instances(
    reading: Reading<'_>,
    nodes: &mut Nodes,
    bounds: Bounds,
    dawn: Instant,
    changes: &[Instant],
    claim: &Signed,
    at: Instant,
) -> Vec<Instance> {
    let mut found = Vec::new();
    for (id, rule) in reading.world.rules() {
        if rule.head.relation != claim.sentence.relation || rule.sign != claim.sign {
            continue;
        }
        if rule.likelihood < bounds.threshold {
            continue;
        }
        let none = Bindings::none(rule.variables.len());
        let Some(head) = none.matching(&rule.head, &claim.sentence) else {
            continue;
        };
        for fit in reading.fits(&rule.body, &head) {
            if fit.steps.at(at) < bounds.threshold {
                continue;
            }
            let mut layout = Layout {
                reading,
                nodes,
                threshold: bounds.threshold,
                ceiling: bounds.ceiling,
                reach: bounds.reach,
                dawn,
                changes,
            };
            if let Some(goal) = layout.goal(&rule.body, &fit.bindings, at) {
                found.push(Instance {
                    rule: id,
                    value: goal.value.min(rule.likelihood),
                    bindings: fit.bindings,
                    goal,
                });
            }
        }
    }
    found
}
