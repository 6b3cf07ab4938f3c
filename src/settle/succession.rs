//! `succeeding`: the next start ends the one before (meaning.md 4).
//!
//! Takes the items, ends closed by events; closes the open ends that a later statement for another value closes.
//! An end so closed is that of `until D`, with the D at which the next begins.

use crate::model::{
    Closing, EntityId, Item, ItemId, RelationId, Sign, Situation, Table, Value, When,
};
use crate::time::{Date, Instant, Span};
use std::collections::BTreeMap;

/// Who holds the chair of one thing, in one view.
type Chair = (Option<EntityId>, RelationId, Vec<Value>);

/// A start that ends what was before it.
struct Start {
    at: Instant,
    date: Span,
    value: Value,
    closing: Closing,
}

pub(super) fn close(situation: &Situation, items: &mut Table<ItemId, Item>) {
    let mut starts: BTreeMap<Chair, Vec<Start>> = BTreeMap::new();
    let mut open = Vec::new();
    let mut last: Option<&Item> = None;
    for (id, item) in items.iter() {
        let left_by_an_ending = last.is_some_and(|before| is_remainder(before, item));
        last = Some(item);
        let Some((chair, value)) = chair(situation, item) else {
            continue;
        };
        if item.stated.extent.to == Instant::END {
            open.push((id, chair.clone(), value.clone()));
        }
        let begins = item.stated.likelihood >= situation.bar
            && item.until_known.is_none()
            && !left_by_an_ending;
        if begins {
            starts.entry(chair).or_default().push(Start {
                at: item.stated.extent.from,
                date: start(item),
                value,
                closing: Closing {
                    event: None,
                    marking: item.stated.words.marking.clone(),
                    origin: item.stated.origin.clone(),
                },
            });
        }
    }
    for start in starts.values_mut() {
        start.sort_by_key(|start| (start.at, start.date.to));
    }
    for (id, chair, value) in open {
        let from = items[id].stated.extent.from;
        let Some(chain) = starts.get(&chair) else {
            continue;
        };
        let later = chain.partition_point(|start| start.at <= from);
        if let Some(next) = chain.iter().skip(later).find(|start| start.value != value) {
            let item = &mut items[id];
            item.stated.extent = item.stated.extent.meet(Span::until(next.date.to));
            item.stated.core = item.stated.core.meet(Span::until(next.date.from.succ()));
            item.closing = Some(next.closing.clone());
        }
    }
}

/// What the item fills, if its relation is succeeding: what agrees elsewhere, and the value that is one at a time.
fn chair(situation: &Situation, item: &Item) -> Option<(Chair, Value)> {
    let sentence = &item.stated.sentence;
    let relation = situation.relations.get(sentence.relation)?;
    let slot = relation
        .single
        .filter(|_| relation.succeeding && item.stated.sign == Sign::For)?;
    let mut others = sentence.args.clone();
    if slot >= others.len() {
        return None;
    }
    let value = others.remove(slot);
    Some(((item.stated.view, sentence.relation, others), value))
}

/// Whether the second is what an ending left of the first: endings write the stretches one after the other.
fn is_remainder(before: &Item, item: &Item) -> bool {
    item.closing.is_some()
        && before.closing.is_some()
        && before.stated.extent.to == item.stated.extent.from
        && before.stated.origin == item.stated.origin
        && before.stated.sentence == item.stated.sentence
        && before.stated.source == item.stated.source
}

/// The date at which it begins.
fn start(item: &Item) -> Span {
    let of = |date: &Date| date.covers;
    match &item.stated.when {
        When::Since(date) | When::Between(date, _) | When::On(date) => of(date),
        When::Always | When::Until(_) => {
            let from = item.stated.extent.from;
            Span::new(from, from.succ())
        }
    }
}
