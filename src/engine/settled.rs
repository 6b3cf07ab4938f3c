//! What the last round of a stratum has settled. Takes rows with what has come to them, gives each rule what it is run for.

use super::ready::{Ready, RunFor};
use super::solve::Changed;
use super::store::RowId;
use crate::time::Steps;

/// What the last round has settled.
#[derive(Default)]
pub(super) struct LastSettled {
    /// For each node.
    pub(super) rows: Vec<Vec<(RowId, Steps)>>,
    /// For each node, what of it are links.
    pub(super) links: Vec<Vec<(RowId, Steps)>>,
}

impl LastSettled {
    /// Nothing yet, of so many nodes.
    pub(super) fn of(nodes: usize) -> LastSettled {
        LastSettled {
            rows: vec![Vec::new(); nodes],
            links: vec![Vec::new(); nodes],
        }
    }

    /// Whether the rule is to be run as a whole for it.
    pub(super) fn is_whole(&self, ready: &Ready) -> bool {
        let mut whole_for = ready.whole_for.iter();
        whole_for.any(|place| !self.for_which(RunFor::Changed(*place)).is_empty())
    }

    /// What a rule that is run so starts from.
    pub(super) fn for_which(&self, run_for: RunFor) -> &Changed {
        let changed = match run_for {
            RunFor::All => None,
            RunFor::Changed(place) => self.rows.get(place),
            RunFor::Links(place) => self.links.get(place),
        };
        changed.map_or(&[], Vec::as_slice)
    }

    /// Nothing yet.
    pub(super) fn clear(&mut self) {
        let all = self.rows.iter_mut().chain(&mut self.links);
        all.for_each(Vec::clear);
    }
}
