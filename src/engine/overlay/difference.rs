//! Two cores → what of the statements differs.
//!
//! Takes the core that a world stands on and another; gives the sentences of which something is said that was not, or
//! is no longer. The one idea: settling keeps the order of statements, so the two lists are walked side by side, and
//! what has no partner a few steps ahead is taken for new or gone. Taking too much for changed costs time, never truth.

use crate::model::{Core, Item, Rule, Sentence};
use std::collections::BTreeSet;

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
        found.walk(old.items.rows(), new.items.rows());
        found
    }

    fn walk(&mut self, mut old: &'a [Item], mut new: &'a [Item]) {
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
            let partner = |item: &Item, among: &[Item]| {
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
