//! Which sources are replaced, and from when.
//!
//! Takes `replaces` statements; gives for each source the date from which its items are out. Each replacement
//! goes for itself: a source that has replaced another and is replaced in turn brings the other not back.

use crate::model::{Situation, SourceId};
use crate::time::Instant;
use std::collections::BTreeMap;

/// For each replaced source the earliest start of a newer one; none where a newer one is undated.
pub(super) struct Replaced(BTreeMap<SourceId, Option<Instant>>);

impl Replaced {
    pub(super) fn of(situation: &Situation) -> Replaced {
        let mut since = BTreeMap::new();
        for replacement in &situation.replacements {
            let newer = situation
                .sources
                .get(replacement.newer)
                .and_then(|source| source.dated)
                .map(|dated| dated.from);
            since
                .entry(replacement.older)
                .and_modify(|known: &mut Option<Instant>| *known = (*known).min(newer))
                .or_insert(newer);
        }
        Replaced(since)
    }

    /// Whether what rests on it has no part in what is known by now.
    pub(super) fn is_replaced(&self, source: Option<SourceId>) -> bool {
        source.is_some_and(|source| self.0.contains_key(&source))
    }

    /// The date from which an item on that evidence is out, if any; `None` for one that is out at every date.
    pub(super) fn until_known(&self, source: Option<SourceId>) -> Option<Option<Instant>> {
        match source.and_then(|source| self.0.get(&source)) {
            Some(since) => since.map(Some),
            None => Some(None),
        }
    }
}
