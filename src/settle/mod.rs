//! Situation → core: what is left to evaluate when all that changes statements has been applied.
//!
//! Takes the situation and the changes of a branch, a hypothesis or a what-if; gives the [`Core`] of that one
//! world. The one idea: a world is a set of statements, so every change is made to statements, once, in a fixed
//! order (take, add, merge, replace, end, succeed), and evaluation knows nothing of it.

mod blocks;
mod endings;
mod merge;
mod replaced;
mod succession;
mod takes;

pub(crate) use merge::Merging;

use crate::model::block::Block;
use crate::model::{
    Additions, Alteration, Clash, Core, Ending, Item, Items, Situation, Stated, Words,
};
use std::sync::Arc;

/// The core of the world in which the changes are made: first all that they take, then all that they add.
#[must_use]
pub fn settle(situation: &Arc<Situation>, changes: &[&Alteration]) -> Core {
    settle_kept(situation, changes, None)
}

/// The core of the same world with fewer statements and endings: what those that are gone had closed goes on.
#[must_use]
pub(crate) fn settle_less(
    core: &Core,
    stays: impl Fn(&Stated) -> bool,
    still_ends: impl Fn(&Ending) -> bool,
) -> Core {
    let changes: Vec<&Alteration> = core.changes.iter().collect();
    let staying = Staying {
        stays: &stays,
        still_ends: &still_ends,
    };
    settle_kept(&core.situation, &changes, Some(staying))
}

/// Which statements and endings are left.
struct Staying<'f> {
    stays: &'f dyn Fn(&Stated) -> bool,
    still_ends: &'f dyn Fn(&Ending) -> bool,
}

impl Staying<'_> {
    fn leave(&self, told: &mut Additions) {
        told.stated.retain(self.stays);
        for block in &mut told.blocks {
            let gone = |row: u32| {
                block
                    .stated(row)
                    .is_some_and(|stated| !(self.stays)(&stated))
            };
            if block.rows.iter().any(gone) {
                *block = Arc::new(block.only(|row| !gone(*row)));
            }
        }
        told.endings.retain(self.still_ends);
    }
}

fn settle_kept(
    situation: &Arc<Situation>,
    changes: &[&Alteration],
    staying: Option<Staying<'_>>,
) -> Core {
    let taken = takes::Taken::of(situation, changes);
    let mut told = taken.leave(&situation.told);
    let masked = taken.masked(changes);
    let mut merging = merge::Merging::of_ours(situation, &told);
    for change in changes {
        merging.join_all(&change.adds.same);
        add(&mut told, &change.adds);
    }
    let masked = merging.apply(&mut told, masked);
    if let Some(staying) = &staying {
        staying.leave(&mut told);
    }
    let (items, clashes) = items(situation, told.stated, &told.blocks, told.endings);
    Core {
        situation: Arc::clone(situation),
        items,
        clashes,
        rules: told.rules.into_iter().collect(),
        masked,
        merged: merging.pairs(),
        changes: changes.iter().map(|change| (*change).clone()).collect(),
    }
}

fn add(told: &mut Additions, adds: &Additions) {
    told.stated.extend(adds.stated.iter().cloned());
    told.blocks.extend(adds.blocks.iter().cloned());
    told.endings.extend(adds.endings.iter().cloned());
    told.rules.extend(adds.rules.iter().cloned());
}

/// Statements to items: replaced sources are marked or left out, then ends are closed.
fn items(
    situation: &Situation,
    stated: Vec<Stated>,
    blocks: &[Arc<Block>],
    endings: Vec<Ending>,
) -> (Items, Vec<Clash>) {
    let replaced = replaced::Replaced::of(situation);
    let current = |source| !replaced.is_replaced(source);
    let endings = endings::Endings::of(endings.into_iter().filter(|ending| current(ending.source)));
    let mut items = Items::default();
    let mut clashes = Vec::new();
    let mut whole = Vec::new();
    let mut single = Vec::new();
    for block in blocks {
        whole.push(blocks::part(
            situation,
            block,
            &replaced,
            &endings,
            &mut single,
        ));
    }
    for stated in stated.into_iter().chain(single) {
        let Some(until_known) = replaced.until_known(stated.source) else {
            continue;
        };
        endings.close(stated, until_known, &mut items, &mut clashes);
    }
    succession::close(situation, &mut items);
    items.change(|item| mark_closed(situation, item), |_| {});
    for block in whole {
        items.push_block(block);
    }
    (items, clashes)
}

/// What was closed is marked at least as what closed it: that it ended tells of the ending.
fn mark_closed(situation: &Situation, item: &mut Item) {
    let Some(of_ending) = item.closing.as_ref().and_then(|one| one.marking.as_deref()) else {
        return;
    };
    let own = item.stated.words.marking.as_deref();
    let strictest = situation
        .scales
        .strictest(own.into_iter().chain([of_ending]));
    if strictest != own {
        let marking = strictest.map(str::to_owned);
        item.stated.words = Arc::new(Words {
            marking,
            ..(*item.stated.words).clone()
        });
    }
}
