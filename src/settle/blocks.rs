//! Statements of tables. Takes a block; gives what of it stays one, and the statements that something else changes: those of
//! a replaced source, those that an event ends, and those that follow one another.

use super::endings::Endings;
use super::replaced::Replaced;
use crate::model::block::Block;
use crate::model::{Sign, Situation, Stated};
use std::sync::Arc;

/// The rows that nothing changes; the others are put to those that stand for themselves.
pub(super) fn part(
    situation: &Situation,
    block: &Arc<Block>,
    replaced: &Replaced,
    endings: &Endings,
    single: &mut Vec<Stated>,
) -> Arc<Block> {
    let relation = situation.relations.get(block.relation);
    let succeeding =
        relation.is_some_and(|relation| relation.succeeding && relation.single.is_some());
    let of_replaced = block.source.any(|source| replaced.is_replaced(*source));
    let may_end = block.sign == Sign::For && endings.end_any_of(block.relation);
    if !succeeding && !of_replaced && !may_end {
        return Arc::clone(block);
    }
    let ends = |row: u32| {
        may_end
            && block
                .sentence(row)
                .is_some_and(|sentence| endings.end(&sentence))
    };
    let is_replaced = |row: u32| {
        of_replaced && (block.source.get(row)).is_some_and(|source| replaced.is_replaced(*source))
    };
    let stays = |row: &u32| {
        let changed = succeeding || is_replaced(*row) || ends(*row);
        if changed {
            single.extend(block.stated(*row));
        }
        !changed
    };
    Arc::new(block.only(stays))
}
