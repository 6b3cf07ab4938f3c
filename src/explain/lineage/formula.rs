//! Formulas over uncertain leaves, each part kept once however often it stands in the whole.

use crate::model::{ItemId, RuleId};
use crate::time::Likelihood;
use indexmap::{IndexMap, IndexSet};

/// What may be so or not: a statement, or that a rule applies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Uncertain {
    /// A statement.
    Item(ItemId),
    /// A rule.
    Rule(RuleId),
}

/// A part of a formula, by number. Parts stand after what they are made of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Part(usize);

/// What a part is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Node {
    /// Certain.
    True,
    /// Impossible.
    False,
    /// An uncertain leaf, by its number.
    Leaf(usize),
    /// All of them; sorted, at least two.
    All(Vec<Part>),
    /// One of them at least; sorted, at least two.
    Any(Vec<Part>),
    /// Not so.
    Not(Part),
    /// So many of them at least; sorted, some may stand twice.
    AtLeast(usize, Vec<Part>),
}

/// All parts of the formulas of one question.
#[derive(Default, Debug)]
pub(super) struct Formulas {
    nodes: IndexSet<Node>,
    leaves: IndexMap<Uncertain, Likelihood>,
}

impl Formulas {
    fn part(&mut self, node: Node) -> Part {
        Part(self.nodes.insert_full(node).0)
    }

    /// What the part is.
    pub(super) fn node(&self, part: Part) -> &Node {
        self.nodes.get_index(part.0).unwrap_or(&Node::False)
    }

    /// All parts with what they are, what they are made of first.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Part, &Node)> {
        self.nodes
            .iter()
            .enumerate()
            .map(|(at, node)| (Part(at), node))
    }

    /// How likely the leaf is.
    pub(super) fn likelihood(&self, leaf: usize) -> Likelihood {
        self.leaves
            .get_index(leaf)
            .map_or(Likelihood::NEVER, |(_, likelihood)| *likelihood)
    }

    pub(super) fn always(&mut self) -> Part {
        self.part(Node::True)
    }

    pub(super) fn never(&mut self) -> Part {
        self.part(Node::False)
    }

    /// A leaf; where it is certain or impossible there is nothing uncertain about it.
    pub(super) fn leaf(&mut self, what: Uncertain, likelihood: Likelihood) -> Part {
        match likelihood {
            Likelihood::CERTAIN => self.always(),
            Likelihood::NEVER => self.never(),
            _ => {
                let (at, _) = self.leaves.insert_full(what, likelihood);
                self.part(Node::Leaf(at))
            }
        }
    }

    pub(super) fn not(&mut self, part: Part) -> Part {
        match self.node(part).clone() {
            Node::True => self.never(),
            Node::False => self.always(),
            Node::Not(inner) => inner,
            Node::Leaf(_) | Node::All(_) | Node::Any(_) | Node::AtLeast(..) => {
                self.part(Node::Not(part))
            }
        }
    }

    pub(super) fn all(&mut self, mut parts: Vec<Part>) -> Part {
        if parts.iter().any(|part| *self.node(*part) == Node::False) {
            return self.never();
        }
        parts.retain(|part| *self.node(*part) != Node::True);
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => self.always(),
            [one] => *one,
            _ => self.part(Node::All(parts)),
        }
    }

    pub(super) fn any(&mut self, mut parts: Vec<Part>) -> Part {
        if parts.iter().any(|part| *self.node(*part) == Node::True) {
            return self.always();
        }
        parts.retain(|part| *self.node(*part) != Node::False);
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => self.never(),
            [one] => *one,
            _ => self.part(Node::Any(parts)),
        }
    }

    pub(super) fn at_least(&mut self, k: usize, mut parts: Vec<Part>) -> Part {
        let certain = parts
            .iter()
            .filter(|part| *self.node(**part) == Node::True)
            .count();
        parts.retain(|part| !matches!(self.node(*part), Node::True | Node::False));
        let k = k.saturating_sub(certain);
        parts.sort_unstable();
        match (k, parts.len()) {
            (0, _) => self.always(),
            (k, count) if k > count => self.never(),
            (1, _) => self.any(parts),
            (k, count) if k == count => self.all(parts),
            (k, _) => self.part(Node::AtLeast(k, parts)),
        }
    }

    /// The leaves that the part is made of, by number.
    pub(super) fn leaves_of(&self, part: Part) -> IndexSet<usize> {
        let mut found = IndexSet::new();
        let mut seen = IndexSet::new();
        let mut open = vec![part];
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            match self.node(next) {
                Node::True | Node::False => {}
                Node::Leaf(leaf) => {
                    found.insert(*leaf);
                }
                Node::Not(inner) => open.push(*inner),
                Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => open.extend(parts),
            }
        }
        found
    }
}
