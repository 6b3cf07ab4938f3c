//! Formulas over leaves that may be so or not, each part kept once however often it stands in the whole.
//!
//! The one idea: a claim stands in a formula by its number, and what it is made of is told once, apart. So claims that
//! many things rest on are not copied, and those that rest on one another need no unfolding: they are equations, and
//! what is meant is their least solution.

use indexmap::{IndexMap, IndexSet};

/// A part of a formula, by number. Parts stand after what they are made of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(in crate::explain) struct Part(usize);

/// What a part is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Node {
    /// Certain.
    True,
    /// Impossible.
    False,
    /// A leaf, by its number.
    Leaf(usize),
    /// A claim, by its number: what its equation says.
    Claim(usize),
    /// All of them; sorted, at least two.
    All(Vec<Part>),
    /// One of them at least; sorted, at least two.
    Any(Vec<Part>),
    /// Not so.
    Not(Part),
    /// So many of them at least; sorted, some may stand twice.
    AtLeast(usize, Vec<Part>),
}

/// All parts of the formulas of one question, and the equations of the claims in them.
#[derive(Default, Debug)]
pub(in crate::explain) struct Formulas {
    nodes: IndexSet<Node>,
    equations: IndexMap<usize, Part>,
}

impl Formulas {
    fn part(&mut self, node: Node) -> Part {
        Part(self.nodes.insert_full(node).0)
    }

    /// What the part is.
    pub(super) fn node(&self, part: Part) -> &Node {
        self.nodes.get_index(part.0).unwrap_or(&Node::False)
    }

    /// What the claim is made of: never, before that is told.
    pub(super) fn equation(&self, claim: usize) -> Option<Part> {
        self.equations.get(&claim).copied()
    }

    /// Tells what the claim is made of.
    pub(super) fn define(&mut self, claim: usize, part: Part) {
        self.equations.insert(claim, part);
    }

    pub(in crate::explain) fn always(&mut self) -> Part {
        self.part(Node::True)
    }

    pub(in crate::explain) fn never(&mut self) -> Part {
        self.part(Node::False)
    }

    /// A leaf.
    pub(in crate::explain) fn leaf(&mut self, leaf: usize) -> Part {
        self.part(Node::Leaf(leaf))
    }

    /// A claim that has an equation, or will have one.
    pub(super) fn claim(&mut self, claim: usize) -> Part {
        self.part(Node::Claim(claim))
    }

    pub(in crate::explain) fn not(&mut self, part: Part) -> Part {
        match self.node(part).clone() {
            Node::True => self.never(),
            Node::False => self.always(),
            Node::Not(inner) => inner,
            Node::Leaf(_) | Node::Claim(_) | Node::All(_) | Node::Any(_) | Node::AtLeast(..) => {
                self.part(Node::Not(part))
            }
        }
    }

    pub(in crate::explain) fn all(&mut self, mut parts: Vec<Part>) -> Part {
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

    pub(in crate::explain) fn any(&mut self, mut parts: Vec<Part>) -> Part {
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

    pub(in crate::explain) fn at_least(&mut self, k: usize, mut parts: Vec<Part>) -> Part {
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

    /// What the part is made of directly.
    pub(super) fn below(&self, part: Part) -> &[Part] {
        match self.node(part) {
            Node::True | Node::False | Node::Leaf(_) | Node::Claim(_) => &[],
            Node::Not(inner) => std::slice::from_ref(inner),
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => parts,
        }
    }

    /// The leaves that the part is made of, through all equations, in the order in which a reader would meet them; and
    /// so the claims.
    pub(super) fn met(&self, whole: Part) -> Met {
        let mut met = Met::default();
        let mut seen = IndexSet::new();
        let mut open = vec![whole];
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            match self.node(next) {
                Node::Leaf(leaf) => {
                    met.leaves.insert(*leaf);
                }
                Node::Claim(claim) => {
                    met.claims.insert(*claim);
                    open.extend(self.equation(*claim));
                }
                Node::True
                | Node::False
                | Node::Not(_)
                | Node::All(_)
                | Node::Any(_)
                | Node::AtLeast(..) => open.extend(self.below(next).iter().rev()),
            }
        }
        met
    }

    /// The claims that stand in the part itself, not those that these rest on.
    pub(super) fn claims_in(&self, part: Part) -> IndexSet<usize> {
        let mut found = IndexSet::new();
        let mut seen = IndexSet::new();
        let mut open = vec![part];
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            if let Node::Claim(claim) = self.node(next) {
                found.insert(*claim);
            }
            open.extend(self.below(next));
        }
        found
    }
}

/// What a part is made of in the end.
#[derive(Default, Debug)]
pub(super) struct Met {
    /// Leaves, by number.
    pub(super) leaves: IndexSet<usize>,
    /// Claims, by number.
    pub(super) claims: IndexSet<usize>,
}
