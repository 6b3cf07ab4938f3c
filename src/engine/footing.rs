//! Whose evidence counts in a view: what a figure of the world stands on.

use crate::model::EntityId;

/// On whose ground a leaf of a view stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Footing {
    /// The analyst's world: no view was asked for.
    Own,
    /// The party of the view claims it.
    Claimed(EntityId),
    /// Somebody claims it for the party.
    SpokenFor {
        /// Who speaks.
        by: EntityId,
        /// For whom.
        party: EntityId,
    },
    /// The party says nothing of it: the analyst's ground.
    Shared,
}
