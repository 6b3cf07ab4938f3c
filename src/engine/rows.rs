//! Rows of tables as rows of numbers. Takes a block of statements; gives its values, and the arguments of each of its rows
//! by number: a cell's number is looked up once, and a row is then copied.

use super::values::{ValueId, Values};
use crate::cores::in_ranges;
use crate::model::Value;
use crate::model::block::{Argument, Block, Cells, Column, met};
use crate::table::Texts;
use std::ops::Range;
use std::sync::Arc;

/// So many rows are worked on together, by all cores.
pub(super) const MANY: usize = if cfg!(test) { 8 } else { 1 << 16 };

/// Fewer are not worth a core of their own.
pub(super) const FEW: usize = if cfg!(test) { 2 } else { 1 << 9 };

/// The largest column of texts in the blocks.
pub(super) fn largest<'b>(blocks: impl Iterator<Item = &'b Block>) -> Arc<Texts> {
    let args = blocks.flat_map(|block| &block.args);
    let texts = args.filter_map(|arg| match arg {
        Argument::Texts { texts, .. } => Some(texts),
        Argument::Entities(_) | Argument::Values(_) => None,
    });
    let largest = texts.max_by_key(|texts| texts.len());
    largest.map(Arc::clone).unwrap_or_default()
}

/// All values that its rows hold but names, which have numbers already, and but the texts of one column.
pub(super) fn values(block: &Block, kept: &Arc<Texts>, found: &mut Vec<Value>) {
    for arg in &block.args {
        match arg {
            Argument::Entities(_) => {}
            Argument::Values(Column::Same(same)) => found.push(same.clone()),
            Argument::Values(Column::Of { cells, means }) => {
                let met = met(block.rows.iter(), cells, means.len());
                let met = means.iter().zip(met).filter(|(_, met)| *met);
                found.extend(met.map(|(value, _)| value.clone()));
            }
            Argument::Texts { texts, .. } if Arc::ptr_eq(texts, kept) => {}
            Argument::Texts { cells, texts } => {
                let met = met(block.rows.iter(), cells, texts.len());
                let met = texts.iter().zip(met).filter(|(_, met)| *met);
                found.extend(met.map(|(text, _)| Value::Text(Arc::from(text))));
            }
        }
    }
}

/// A column by the numbers of its values; none for a cell of no row.
enum Numbers<'b> {
    Same(Option<ValueId>),
    Of(&'b Cells, Vec<Option<ValueId>>),
    /// The cells' own, from this one on.
    From(&'b Cells, ValueId),
}

/// Each row of the block that the values hold, many at once, as so many cores find them: their places in the block, and their
/// arguments, one after the other.
pub(super) fn each(
    block: &Block,
    values: &Values,
    cores: usize,
    mut give: impl FnMut(&[usize], &[ValueId]),
) {
    let columns: Vec<Numbers<'_>> = block
        .args
        .iter()
        .map(|arg| match arg {
            Argument::Entities(column) => {
                numbers(column, |entity| values.id(&Value::Entity(*entity)))
            }
            Argument::Values(column) => numbers(column, |value| values.id(value)),
            Argument::Texts { cells, texts } => match values.first_of(texts) {
                Some(first) => Numbers::From(cells, first),
                None => {
                    let met = met(block.rows.iter(), cells, texts.len());
                    let id = |text| values.id(&Value::Text(Arc::from(text)));
                    let texts = texts.iter().zip(met);
                    let numbers = texts.map(|(text, met)| met.then(|| id(text)).flatten());
                    Numbers::Of(cells, numbers.collect())
                }
            },
        })
        .collect();
    let fill = |from: usize, places: Range<usize>| {
        let mut filled: Vec<usize> = Vec::with_capacity(places.len());
        let mut args: Vec<ValueId> = Vec::with_capacity(places.len() * columns.len());
        for at in places.map(|at| from + at) {
            let Some(row) = block.rows.get(at) else {
                continue;
            };
            let before = args.len();
            args.extend(columns.iter().filter_map(|column| match column {
                Numbers::Same(value) => *value,
                Numbers::Of(cells, values) => {
                    let cell = cells.get(row as usize)?;
                    *values.get(*cell as usize)?
                }
                Numbers::From(cells, first) => Some(first + cells.get(row as usize)?),
            }));
            if args.len() == before + columns.len() {
                filled.push(at);
            } else {
                args.truncate(before);
            }
        }
        (filled, args)
    };
    let count = block.rows.len();
    for from in (0..count).step_by(MANY) {
        let all = in_ranges(cores, MANY.min(count - from), FEW, |places| {
            fill(from, places)
        });
        let (places, args): (Vec<_>, Vec<_>) = all.into_iter().unzip();
        let places = places.concat();
        if !places.is_empty() {
            give(&places, &args.concat());
        }
    }
}

fn numbers<T>(column: &Column<T>, id: impl Fn(&T) -> Option<ValueId>) -> Numbers<'_> {
    match column {
        Column::Same(same) => Numbers::Same(id(same)),
        Column::Of { cells, means } => Numbers::Of(cells, means.iter().map(id).collect()),
    }
}
