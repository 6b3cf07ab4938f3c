//! Which nodes rest on one another.
//!
//! Takes the rules; gives the strongly connected components of their nodes, each after those that it rests on.

use super::components::components;
use super::{Node, rests_on};
use crate::model::{Rule, RuleId};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Graph {
    nodes: Vec<Node>,
    /// For each node, by position, what its rules rest on.
    edges: Vec<Vec<usize>>,
}

impl Graph {
    pub(super) fn of(rules: &[(RuleId, &Rule)]) -> Graph {
        let mut edges: BTreeMap<Node, BTreeSet<Node>> = BTreeMap::new();
        for (_, rule) in rules {
            let mut below = BTreeSet::new();
            rests_on(&rule.body, &mut |node, _, _| {
                below.insert(node);
            });
            for node in &below {
                edges.entry(*node).or_default();
            }
            edges.entry(Node::of_head(rule)).or_default().extend(below);
        }
        let at: BTreeMap<Node, usize> = edges
            .keys()
            .enumerate()
            .map(|(at, node)| (*node, at))
            .collect();
        let positions = |below: &BTreeSet<Node>| {
            below
                .iter()
                .filter_map(|node| at.get(node).copied())
                .collect()
        };
        Graph {
            nodes: at.keys().copied().collect(),
            edges: edges.values().map(positions).collect(),
        }
    }

    /// Whether a node of the component rests on one of it.
    pub(super) fn rests_on_itself(&self, component: &[Node]) -> bool {
        component.len() > 1
            || component.iter().any(|node| {
                self.nodes
                    .binary_search(node)
                    .is_ok_and(|at| self.edges.get(at).is_some_and(|below| below.contains(&at)))
            })
    }

    /// The components, each after those that it rests on, its nodes sorted.
    pub(super) fn components(&self) -> Vec<Vec<Node>> {
        let nodes = |places: Vec<usize>| {
            let of = |place: usize| self.nodes.get(place).copied();
            places.into_iter().filter_map(of).collect()
        };
        components(&self.edges).into_iter().map(nodes).collect()
    }
}
