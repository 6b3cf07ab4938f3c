//! Lists of names. Takes a position, gives every way to read `A, B and C` there as names of one kind, the longest first.

use super::names::entities_at;
use super::segment::{Reader, after_separator};
use super::vocabulary::Spelling;
use super::words::Run;
use crate::model::{EntityId, KindId};

/// A list and the position behind it.
pub(crate) type Listed = (Vec<EntityId>, usize);

/// Beyond so many members, and so many ways, a list is read greedily.
const TRIED_IN_FULL: usize = 32;

impl Reader<'_> {
    /// Every list of names of a kind that begins at a position, those that take the most tokens first.
    pub(crate) fn name_lists(
        &self,
        run: &Run<'_>,
        from: usize,
        kind: KindId,
        spelling: Spelling,
    ) -> Vec<Listed> {
        let names = |at: usize| {
            entities_at(self.vocabulary, self.situation, run, at, kind, spelling)
                .into_iter()
                .filter_map(|(end, all)| all.first().map(|entity| (*entity, end)))
                .collect::<Vec<_>>()
        };
        let mut out: Vec<Listed> = names(from)
            .into_iter()
            .map(|(entity, end)| (vec![entity], end))
            .collect();
        let mut open = 0;
        while let Some((list, end)) = out.get(open).cloned() {
            open += 1;
            let Some(next) = after_separator(run, end) else {
                continue;
            };
            let more = names(next);
            let wide = out.len() > TRIED_IN_FULL;
            for (entity, end) in more.into_iter().take(if wide { 1 } else { usize::MAX }) {
                let mut longer = if wide {
                    // The shorter list is of no use to anybody any more.
                    out.get_mut(open - 1)
                        .map(|(old, _)| std::mem::take(old))
                        .unwrap_or_default()
                } else {
                    list.clone()
                };
                longer.push(entity);
                out.push((longer, end));
            }
        }
        out.retain(|(list, _)| !list.is_empty());
        // Longest first; of equal length the one of fewer, and so longer, names.
        out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.len().cmp(&b.0.len())));
        out
    }
}
