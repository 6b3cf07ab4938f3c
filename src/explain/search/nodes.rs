//! Claims at instants, numbered: what the search goes over.

use crate::model::Signed;
use crate::time::{Instant, Likelihood};
use indexmap::IndexMap;

/// A claim at an instant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct NodeId(usize);

/// All claims at instants that the search has met, with what the world holds them to be worth.
#[derive(Default, Debug)]
pub(super) struct Nodes(IndexMap<(Signed, Instant), Likelihood>);

impl Nodes {
    /// The number of a claim at an instant.
    pub(super) fn intern(&mut self, claim: Signed, at: Instant, value: Likelihood) -> NodeId {
        NodeId(self.0.insert_full((claim, at), value).0)
    }

    /// The number that it has, if it was met.
    pub(super) fn find(&self, claim: &Signed, at: Instant) -> Option<NodeId> {
        // The key is owned by the map, so that looking costs a copy; it is done once for each mention in a tree.
        self.0.get_index_of(&(claim.clone(), at)).map(NodeId)
    }

    /// What it is: the claim, the instant, its value.
    pub(super) fn get(&self, node: NodeId) -> Option<(&Signed, Instant, Likelihood)> {
        let ((claim, at), value) = self.0.get_index(node.0)?;
        Some((claim, *at, *value))
    }

    /// Its value.
    pub(super) fn value(&self, node: NodeId) -> Likelihood {
        self.0
            .get_index(node.0)
            .map_or(Likelihood::NEVER, |(_, value)| *value)
    }
}
