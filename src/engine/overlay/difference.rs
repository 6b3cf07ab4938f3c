//! Two cores → what of the statements differs.
//!
//! Takes the core that a world stands on and another; gives the sentences of which something is said that was not, or
//! is no longer. The one idea: settling keeps the order of statements, so the two lists are walked side by side, and
//! what has no partner a few steps ahead is taken for new or gone. Rows of tables are compared block by block, by which
//! rows each has. Taking too much for changed costs time, never truth.

use crate::model::block::Block;
use crate::model::{Core, Id as _, Item, ItemId, Items, Rule, Sentence};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So far ahead a partner is looked for.
const AHEAD: usize = 12;

/// What differs between two cores.
pub(super) struct Difference<'a> {
    /// The sentences whose statements differ.
    pub(super) stated: BTreeSet<&'a Sentence>,
    /// The statements that have gone.
    pub(super) gone: Vec<&'a Item>,
    /// The sentences that are masked in one of them alone.
    pub(super) masked: BTreeSet<&'a Sentence>,
    /// Whether the rules are the same, one by one.
    pub(super) same_rules: bool,
}

impl<'a> Difference<'a> {
    pub(super) fn between(old: &'a Core, new: &'a Core) -> Difference<'a> {
        let mut found = Difference {
            stated: BTreeSet::new(),
            gone: Vec::new(),
            masked: masked(old, new).chain(masked(new, old)).collect(),
            same_rules: same_rules(old, new),
        };
        found.blocks(&old.items, &new.items);
        let (was, is): (Vec<&Item>, Vec<&Item>) =
            (old.items.single().collect(), new.items.single().collect());
        found.walk(&was, &is);
        found
    }

    /// Rows of tables: a block that both have differs by no row, one that both have but for some rows by those.
    fn blocks(&mut self, old: &'a Items, new: &'a Items) {
        let mut left: Vec<(usize, &Arc<Block>)> = old.blocks().collect();
        for (first, block) in new.blocks() {
            let same = left
                .iter()
                .position(|(_, one)| Arc::ptr_eq(one, block))
                .or_else(|| left.iter().position(|(_, one)| is_same_table(one, block)));
            let Some((of_old, one)) = same.map(|at| left.remove(at)) else {
                (0..block.rows.len()).for_each(|at| self.came_of(new, first + at));
                continue;
            };
            if Arc::ptr_eq(one, block) || one.rows == block.rows {
                continue;
            }
            let had: BTreeSet<u32> = one.rows.iter().collect();
            let has: BTreeSet<u32> = block.rows.iter().collect();
            let gone = one.rows.iter().enumerate();
            gone.filter(|(_, row)| !has.contains(row))
                .for_each(|(at, _)| self.gone_of(old, of_old + at));
            let came = block.rows.iter().enumerate();
            came.filter(|(_, row)| !had.contains(row))
                .for_each(|(at, _)| self.came_of(new, first + at));
        }
        for (first, block) in left {
            (0..block.rows.len()).for_each(|at| self.gone_of(old, first + at));
        }
    }

    fn gone_of(&mut self, items: &'a Items, at: usize) {
        items
            .get(ItemId::at(at))
            .into_iter()
            .for_each(|item| self.gone(item));
    }

    fn came_of(&mut self, items: &'a Items, at: usize) {
        items
            .get(ItemId::at(at))
            .into_iter()
            .for_each(|item| self.came(item));
    }

    fn walk(&mut self, mut old: &[&'a Item], mut new: &[&'a Item]) {
        loop {
            let same = old
                .iter()
                .zip(new)
                .take_while(|(a, b)| is_same(a, b))
                .count();
            (old, new) = (&old[same..], &new[same..]);
            let (Some(first), Some(other)) = (old.first(), new.first()) else {
                old.iter().for_each(|item| self.gone(item));
                new.iter().for_each(|item| self.came(item));
                return;
            };
            let partner = |item: &Item, among: &[&Item]| {
                among.iter().take(AHEAD).position(|one| is_same(one, item))
            };
            match (partner(other, old), partner(first, new)) {
                (Some(skip), _) => {
                    old[..skip].iter().for_each(|item| self.gone(item));
                    old = &old[skip..];
                }
                (None, Some(skip)) => {
                    new[..skip].iter().for_each(|item| self.came(item));
                    new = &new[skip..];
                }
                (None, None) => {
                    self.gone(first);
                    old = &old[1..];
                    if first.stated.sentence == other.stated.sentence {
                        self.came(other);
                        new = &new[1..];
                    }
                }
            }
        }
    }

    fn gone(&mut self, item: &'a Item) {
        self.stated.insert(&item.stated.sentence);
        self.gone.push(item);
    }

    fn came(&mut self, item: &'a Item) {
        self.stated.insert(&item.stated.sentence);
    }
}

/// Whether the rows of two blocks say the same, wherever both have the row.
fn is_same_table(a: &Block, b: &Block) -> bool {
    a.relation == b.relation
        && a.sign == b.sign
        && a.args == b.args
        && a.times == b.times
        && a.likelihood == b.likelihood
        && a.source == b.source
        && a.unrated == b.unrated
        && a.said == b.said
        && a.view == b.view
        && a.standing == b.standing
        && Arc::ptr_eq(&a.lines, &b.lines)
}

/// Whether two statements count alike.
fn is_same(a: &Item, b: &Item) -> bool {
    let (one, other) = (&a.stated, &b.stated);
    one.sentence.relation == other.sentence.relation
        && one.sentence.args == other.sentence.args
        && one.sign == other.sign
        && one.extent == other.extent
        && one.likelihood == other.likelihood
        && one.source == other.source
        && one.unrated == other.unrated
        && one.said == other.said
        && one.view == other.view
        && one.standing == other.standing
        && a.until_known == b.until_known
}

fn masked<'a>(of: &'a Core, other: &'a Core) -> impl Iterator<Item = &'a Sentence> {
    of.masked
        .iter()
        .filter(|sentence| !other.masked.contains(sentence))
}

fn same_rules(old: &Core, new: &Core) -> bool {
    if old.rules.shares(&new.rules) {
        return true;
    }
    let (old, new) = (old.rules.rows(), new.rules.rows());
    old.len() == new.len() && old.iter().zip(new).all(|(a, b)| is_same_rule(a, b))
}

/// Whether two rules conclude alike.
pub(super) fn is_same_rule(a: &Rule, b: &Rule) -> bool {
    a.head == b.head
        && a.sign == b.sign
        && a.likelihood == b.likelihood
        && a.view == b.view
        && a.variables.len() == b.variables.len()
        && a.body == b.body
}
