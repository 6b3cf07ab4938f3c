//! Where statements clash, at an instant (meaning.md 3, 4 and 7). Conflicts are listed; they change no value.
//!
//! Takes a world; gives its disputes, what one party claims and another denies, two values for what has one, a
//! stated end after an event has ended it and, in a view, what the party denies though rules give it.

use super::single::{SingleConflict, single_conflicts};
use super::world::World;
use crate::model::{EntityId, ItemId, Origin, RelationId, Sentence, Sign};
use crate::time::{Instant, Likelihood};
use std::collections::BTreeSet;

/// A clash.
#[derive(Clone, PartialEq, Debug)]
pub enum Conflict {
    /// One sentence, held by some and denied by others. `ours` or both lists of parties are filled, or all.
    Dispute {
        /// The sentence.
        sentence: Sentence,
        /// For and Ag in this world, where both reach the bar.
        ours: Option<(Likelihood, Likelihood)>,
        /// The parties that claim it, by id; empty where nobody else denies it.
        claimed_by: Vec<EntityId>,
        /// The parties that deny it, by id.
        denied_by: Vec<EntityId>,
    },
    /// Two values of what has one at a time.
    Single(SingleConflict),
    /// A statement whose stated end lies after an event that ended it.
    StatedEnd {
        /// The statement's sentence.
        sentence: Sentence,
        /// The statement.
        item: ItemId,
        /// The event.
        event: EntityId,
        /// Where the ending stands.
        origin: Origin,
    },
    /// What the party of the view denies though the rules would give it.
    Masked {
        /// The sentence.
        sentence: Sentence,
        /// What the rules would give.
        would_be: Likelihood,
    },
}

impl Conflict {
    /// The sentences of its row: two of a single conflict, else one.
    #[must_use]
    pub fn sentences(&self) -> Vec<&Sentence> {
        match self {
            Conflict::Single(conflict) => vec![&conflict.first.0, &conflict.second.0],
            Conflict::Dispute { sentence, .. }
            | Conflict::StatedEnd { sentence, .. }
            | Conflict::Masked { sentence, .. } => vec![sentence],
        }
    }
}

/// All that clashes in the world at the instant, by sentence; of one sentence in the order of [`Conflict`].
#[must_use]
pub fn conflicts(world: &World, at: Instant) -> Vec<Conflict> {
    let mut found = disputes(world, at);
    found.extend(
        single_conflicts(world)
            .into_iter()
            .filter(|conflict| conflict.over.contains(at))
            .map(Conflict::Single),
    );
    found.extend(stated_ends(world, at));
    found.extend(masked(world, at));
    found.sort_by(|a, b| a.sentences().cmp(&b.sentences()));
    found
}

/// Those of this world and, in the analyst's own, those between parties: one a sentence.
fn disputes(world: &World, at: Instant) -> Vec<Conflict> {
    let mut found = Vec::new();
    for relation in world.core().situation.relations.ids() {
        for sentence in sentences(world, relation) {
            if world.watch().is_stopped() {
                return found;
            }
            let (support, denial) = (
                world.support(&sentence).at(at),
                world.denial(&sentence).at(at),
            );
            let ours =
                (support >= world.bar() && denial >= world.bar()).then_some((support, denial));
            let (claimed_by, denied_by) = between_parties(world, &sentence, at);
            if ours.is_some() || !claimed_by.is_empty() {
                found.push(Conflict::Dispute {
                    sentence,
                    ours,
                    claimed_by,
                    denied_by,
                });
            }
        }
    }
    found
}

/// The sentences of the relation of which anything is stated or held.
fn sentences(world: &World, relation: RelationId) -> Vec<Sentence> {
    let args = world.all_args(relation);
    args.map(|args| Sentence { relation, args }).collect()
}

/// Who claims the sentence and who denies it, where there is one who claims and another who denies.
fn between_parties(
    world: &World,
    sentence: &Sentence,
    at: Instant,
) -> (Vec<EntityId>, Vec<EntityId>) {
    let nobody = (Vec::new(), Vec::new());
    if world.standpoint().view.is_some() {
        return nobody;
    }
    let says = |sign: Sign| -> Vec<EntityId> {
        let items = world
            .all_items_of(sentence)
            .into_iter()
            .filter(|id| world.is_known(*id));
        let parties: BTreeSet<EntityId> = items
            .filter_map(|id| world.core().items.get(id))
            .map(|item| &item.stated)
            .filter(|stated| {
                stated.sign == sign
                    && stated.extent.contains(at)
                    && stated.likelihood >= world.bar()
            })
            .filter_map(|stated| stated.view)
            .collect();
        parties.into_iter().collect()
    };
    let (claimed_by, denied_by) = (says(Sign::For), says(Sign::Against));
    let differ = claimed_by
        .iter()
        .any(|claims| denied_by.iter().any(|denies| denies != claims));
    if differ {
        (claimed_by, denied_by)
    } else {
        nobody
    }
}

fn stated_ends(world: &World, at: Instant) -> impl Iterator<Item = Conflict> {
    world
        .core()
        .clashes
        .iter()
        .filter(move |clash| clash.over.contains(at))
        .filter_map(|clash| {
            let item = world.core().items.get(clash.item)?;
            let counts = world
                .items_of(&item.stated.sentence, Sign::For)
                .iter()
                .any(|counting| counting.item == clash.item);
            counts.then(|| Conflict::StatedEnd {
                sentence: item.stated.sentence.clone(),
                item: clash.item,
                event: clash.event,
                origin: clash.origin.clone(),
            })
        })
}

/// In a view, what the rules would give at or over the bar but for the party's denial.
fn masked(world: &World, at: Instant) -> Vec<Conflict> {
    if world.standpoint().view.is_none() {
        return Vec::new();
    }
    world
        .all_withheld()
        .map(|(sentence, worth)| (sentence, worth.at(at)))
        .filter(|(_, would_be)| *would_be >= world.bar())
        .map(|(sentence, would_be)| Conflict::Masked { sentence, would_be })
        .collect()
}
