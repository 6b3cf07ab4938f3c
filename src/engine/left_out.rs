//! What `as known on` leaves out, and what it keeps though it is undated.

use super::counting::{dated, is_known};
use crate::model::{Core, Heard, Item};
use crate::time::Instant;
use std::borrow::Cow;
use std::sync::Arc;

/// How many statements.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LeftOut {
    /// Left out, since they had not been said, or their source had not come, by then.
    pub not_yet: usize,
    /// Kept, though nobody says when they were said.
    pub undated: usize,
}

/// The statements that `as known on δ` leaves out, and the undated ones that it keeps. `known_on` is l(δ).
/// What a declaration says of its own kinds is not counted.
#[must_use]
pub fn left_out(core: &Core, known_on: Instant) -> LeftOut {
    let mut counts = LeftOut::default();
    let mut last: Option<Cow<'_, Item>> = None;
    for (_, item) in core.items.iter() {
        let of_kind = core
            .situation
            .relations
            .get(item.stated.sentence.relation)
            .is_some_and(|relation| relation.kind.is_some());
        if of_kind
            || last
                .as_ref()
                .is_some_and(|last| is_one_statement(last, &item))
        {
            continue;
        }
        let heard = Heard::from(&*item);
        last = Some(item);
        match dated(core, &heard) {
            Some(from) if from >= known_on => counts.not_yet += 1,
            Some(_) => {}
            None if is_known(core, &heard, Some(known_on)) => counts.undated += 1,
            None => {}
        }
    }
    counts
}

/// Whether both are stretches of one statement that an ending has cut.
fn is_one_statement(a: &Item, b: &Item) -> bool {
    Arc::ptr_eq(&a.stated.words, &b.stated.words)
        && a.closing.is_some()
        && a.stated.origin == b.stated.origin
        && a.stated.sentence == b.stated.sentence
        && a.stated.source == b.stated.source
}
