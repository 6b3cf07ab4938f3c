//! Which nodes rest on one another.
//!
//! Takes the rules; gives the strongly connected components of their nodes, each after those that it rests on
//! (Tarjan 1972, with a stack of its own, so that no chain of rules is too long).

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
        let mut search = Search {
            graph: self,
            number: vec![None; self.nodes.len()],
            low: vec![0; self.nodes.len()],
            on_stack: vec![false; self.nodes.len()],
            stack: Vec::new(),
            next: 0,
            found: Vec::new(),
        };
        for root in 0..self.nodes.len() {
            search.visit(root);
        }
        search.found
    }
}

struct Search<'a> {
    graph: &'a Graph,
    number: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<Node>>,
}

impl Search<'_> {
    fn enter(&mut self, node: usize) {
        self.number[node] = Some(self.next);
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn visit(&mut self, root: usize) {
        if self.number[root].is_some() {
            return;
        }
        self.enter(root);
        let mut path = vec![(root, 0)];
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            if let Some(below) = self.graph.edges[node].get(*edge).copied() {
                *edge += 1;
                match self.number[below] {
                    None => {
                        self.enter(below);
                        path.push((below, 0));
                    }
                    Some(number) if self.on_stack[below] => {
                        self.low[node] = self.low[node].min(number)
                    }
                    Some(_) => {}
                }
                continue;
            }
            path.pop();
            if let Some((above, _)) = path.last() {
                self.low[*above] = self.low[*above].min(self.low[node]);
            }
            if Some(self.low[node]) == self.number[node] {
                self.leave(node);
            }
        }
    }

    fn leave(&mut self, root: usize) {
        let mut component = Vec::new();
        while let Some(node) = self.stack.pop() {
            self.on_stack[node] = false;
            component.push(self.graph.nodes[node]);
            if node == root {
                break;
            }
        }
        component.sort_unstable();
        self.found.push(component);
    }
}
