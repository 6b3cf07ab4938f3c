//! Situation → core: what is left to evaluate when all that changes statements has been applied.
//!
//! Takes the situation and the changes of a branch, a hypothesis or a what-if; gives the [`Core`] of that one
//! world. The one idea: a world is a set of statements, so every change is made to statements, once, in a fixed
//! order (take, add, merge, replace, end, succeed), and evaluation knows nothing of it.

mod endings;
mod merge;
mod replaced;
mod succession;
mod takes;

pub(crate) use merge::{Merging, same_relation};

use crate::model::{Additions, Alteration, Clash, Core, Item, ItemId, Situation, Table, Words};
use std::sync::Arc;

/// The core of the world in which the changes are made: first all that they take, then all that they add.
#[must_use]
pub fn settle(situation: &Arc<Situation>, changes: &[&Alteration]) -> Core {
    let taken = takes::Taken::of(situation, changes);
    let mut told = taken.leave(&situation.told);
    let masked = taken.masked(changes);
    let mut merging = merge::Merging::of_ours(situation, &told);
    for change in changes {
        merging.join_all(&change.adds.same);
        add(&mut told, &change.adds);
    }
    let masked = merging.apply(&mut told, masked);
    let (items, clashes) = items(situation, told.stated, told.endings);
    Core {
        situation: Arc::clone(situation),
        items,
        clashes,
        rules: told.rules.into_iter().collect(),
        masked,
        merged: merging.pairs(),
    }
}

fn add(told: &mut Additions, adds: &Additions) {
    told.stated.extend(adds.stated.iter().cloned());
    told.endings.extend(adds.endings.iter().cloned());
    told.rules.extend(adds.rules.iter().cloned());
}

/// Statements to items: replaced sources are marked or left out, then ends are closed.
fn items(
    situation: &Situation,
    stated: Vec<crate::model::Stated>,
    endings: Vec<crate::model::Ending>,
) -> (Table<ItemId, Item>, Vec<Clash>) {
    let replaced = replaced::Replaced::of(situation);
    let current = |source| !replaced.is_replaced(source);
    let endings = endings::Endings::of(endings.into_iter().filter(|ending| current(ending.source)));
    let mut items = Table::default();
    let mut clashes = Vec::new();
    for stated in stated {
        let Some(until_known) = replaced.until_known(stated.source) else {
            continue;
        };
        endings.close(stated, until_known, &mut items, &mut clashes);
    }
    succession::close(situation, &mut items);
    for (_, item) in items.iter_mut() {
        mark_closed(situation, item);
    }
    (items, clashes)
}

/// What was closed is marked at least as what closed it: that it ended tells of the ending.
fn mark_closed(situation: &Situation, item: &mut Item) {
    let Some(of_ending) = item.closing.as_ref().and_then(|one| one.marking.as_deref()) else {
        return;
    };
    let own = item.stated.words.marking.as_deref();
    let strictest = situation.scales.strictest(own.into_iter().chain([of_ending]));
    if strictest != own {
        let marking = strictest.map(str::to_owned);
        item.stated.words = Arc::new(Words {
            marking,
            ..(*item.stated.words).clone()
        });
    }
}
