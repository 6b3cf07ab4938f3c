//! Which statements count, from where one stands (meaning.md 7, *X's view*).
//!
//! Takes the statements of one sentence; gives those that count, each with the spans in which it does and on
//! whose ground. The one idea: at each instant the first group that says anything at all of the sentence is
//! heard alone: the party, else those who speak for it, else (unless strictly) the analyst.

use super::Footing;
use super::spokesmen::Spokesmen;
use super::standpoint::{Strictness, View};
use crate::model::{Core, EntityId, Heard, ItemId, Sign};
use crate::settle::Merging;
use crate::time::{Instant, Likelihood, Span, Steps};

/// A statement that counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counting {
    /// Which.
    pub item: ItemId,
    /// Where it counts; a statement may count in several spans.
    pub span: Span,
    /// On whose ground.
    pub footing: Footing,
}

/// Whose statements are heard.
pub(super) struct Hearing {
    pub(super) known_on: Option<Instant>,
    pub(super) party: Option<Party>,
}

/// The party whose view it is.
pub(super) struct Party {
    pub(super) view: View,
    pub(super) spokesmen: Spokesmen,
}

/// Whether it had been said by then (`as known on`), and nothing newer has replaced its source.
pub(super) fn is_known(core: &Core, item: &Heard, known_on: Option<Instant>) -> bool {
    let Some(before) = known_on else {
        return item.until_known.is_none();
    };
    let replaced = item.until_known.is_some_and(|until| until < before);
    !replaced && dated(core, item).is_none_or(|from| from < before)
}

/// When it was said or when its source is dated, the later of the two; none if undated.
pub(super) fn dated(core: &Core, item: &Heard) -> Option<Instant> {
    let of_source = source_date(core, item).map(|span| span.from);
    item.said.map(|span| span.from).max(of_source)
}

fn source_date(core: &Core, item: &Heard) -> Option<Span> {
    core.situation.sources.get(item.source?)?.dated
}

impl Hearing {
    /// The statements of one sentence that count.
    pub(super) fn counting(&self, core: &Core, items: &[ItemId]) -> Vec<Counting> {
        let known = |id: &ItemId| {
            let item = core.items.heard(*id)?;
            let counts =
                item.likelihood > Likelihood::NEVER && is_known(core, &item, self.known_on);
            counts.then_some((*id, item))
        };
        let known: Vec<(ItemId, Heard)> = items.iter().filter_map(known).collect();
        let Some(party) = &self.party else {
            let ours = known
                .iter()
                .filter(|(_, item)| item.view.is_none() && !item.extent.is_empty());
            return ours
                .map(|(id, item)| Counting {
                    item: *id,
                    span: item.extent,
                    footing: Footing::Own,
                })
                .collect();
        };
        let mut counting = Vec::new();
        let mut spoken = Steps::never();
        for group in [Group::Party, Group::Spokesmen, Group::Shared] {
            let mut heard = Vec::new();
            for (id, item) in &known {
                let Some(footing) = party.footing(core, group, item) else {
                    continue;
                };
                heard.push((item.extent, Likelihood::CERTAIN));
                let free = Steps::constant(item.extent, Likelihood::CERTAIN)
                    .mask_where(&spoken, Likelihood::CERTAIN);
                counting.extend(free.steps().iter().map(|step| Counting {
                    item: *id,
                    span: step.span,
                    footing,
                }));
            }
            spoken = spoken.max(&Steps::from_steps(heard));
        }
        counting
    }

    /// The same party and spokesmen by the names that stand for them.
    pub(super) fn merged(self, merging: &Merging) -> Hearing {
        Hearing {
            party: self.party.map(|party| Party {
                view: View {
                    of: merging.stands_for(party.view.of),
                    ..party.view
                },
                spokesmen: party.spokesmen.merged(merging),
            }),
            ..self
        }
    }

    /// Where the party denies the sentence, however weakly, and does not claim it.
    pub(super) fn mask(&self, core: &Core, counting: &[Counting]) -> Steps {
        let claims = |sign: Sign| {
            Steps::from_steps(counting.iter().filter_map(|counting| {
                let claimed = matches!(
                    counting.footing,
                    Footing::Claimed(_) | Footing::SpokenFor { .. }
                );
                let of_sign = core.items.heard(counting.item)?.sign == sign;
                (claimed && of_sign).then_some((counting.span, Likelihood::CERTAIN))
            }))
        };
        if self.party.is_none() {
            return Steps::never();
        }
        claims(Sign::Against).mask_where(&claims(Sign::For), Likelihood::CERTAIN)
    }
}

/// Who is heard, the first before the others.
#[derive(Clone, Copy)]
enum Group {
    Party,
    Spokesmen,
    Shared,
}

impl Party {
    fn footing(&self, core: &Core, group: Group, item: &Heard) -> Option<Footing> {
        match (group, item.view) {
            (Group::Party, Some(by)) => (by == self.view.of).then_some(Footing::Claimed(by)),
            (Group::Spokesmen, Some(by)) => (by != self.view.of && self.speaks(core, by, item))
                .then_some(Footing::SpokenFor {
                    by,
                    party: self.view.of,
                }),
            (Group::Shared, None) => {
                (self.view.strictly == Strictness::Shared).then_some(Footing::Shared)
            }
            (Group::Party | Group::Spokesmen, None) | (Group::Shared, Some(_)) => None,
        }
    }

    /// Whether who said it spoke for the party then: on the date of saying, else of the source, else ever.
    fn speaks(&self, core: &Core, by: EntityId, item: &Heard) -> bool {
        let said = item
            .said
            .or_else(|| source_date(core, item))
            .unwrap_or(Span::ALWAYS);
        self.spokesmen.spoke_within(by, said)
    }
}
