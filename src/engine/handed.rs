//! What statements hand on: of those that have some values in one slot, what they have in another.
//!
//! Takes the statements of a core; gives, for a relation and two slots, the values. The statements of a slot are sorted by what
//! they have there when they are first asked for, so that asking for more values costs what those have.

use super::among::Among;
use super::sorted::Sorted;
use crate::model::block::{Argument, Block, Cells, Column};
use crate::model::{Core, RelationId, Sentence, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many values that are no names are told apart; of more, anything may be.
pub(super) const OTHERS: usize = 1 << 13;

/// All statements by their relations.
#[derive(Default)]
pub(super) struct Statements<'c> {
    single: BTreeMap<RelationId, Vec<&'c Sentence>>,
    blocks: BTreeMap<RelationId, Vec<&'c Block>>,
}

/// The statements of a relation, sorted by what stands in a slot.
struct BySlot<'c> {
    single: BTreeMap<&'c Value, Vec<&'c Sentence>>,
    blocks: Vec<ByCell<'c>>,
}

impl<'c> BySlot<'c> {
    /// Those that stand for themselves and have one of the values there.
    fn single_of<'s>(&'s self, among: &'s Among) -> impl Iterator<Item = &'c Sentence> + 's {
        let values = self.single.iter();
        let values = values.filter(|(value, _)| among.contains(value));
        values.flat_map(|(_, sentences)| sentences.iter().copied())
    }
}

/// The rows of a block.
struct ByCell<'c> {
    block: &'c Block,
    /// By the cell of the slot; none where all rows have the same there.
    rows: Option<Sorted>,
}

/// Statements, sorted by the slots that were asked for.
pub(super) struct Handing<'c> {
    statements: &'c Statements<'c>,
    slots: BTreeMap<(RelationId, usize), BySlot<'c>>,
    /// How many cells and rows were looked at.
    pub(super) looked_at: usize,
}

impl<'c> Statements<'c> {
    pub(super) fn of(core: &'c Core) -> Statements<'c> {
        let mut all = Statements::default();
        for item in core.items.single() {
            let sentence = &item.stated.sentence;
            let of_relation = all.single.entry(sentence.relation).or_default();
            of_relation.push(sentence);
        }
        for (_, block) in core.items.blocks() {
            all.blocks.entry(block.relation).or_default().push(block);
        }
        all
    }

    fn by_slot(&self, relation: RelationId, slot: usize) -> BySlot<'c> {
        let mut single: BTreeMap<&Value, Vec<&Sentence>> = BTreeMap::new();
        for sentence in self.single.get(&relation).into_iter().flatten().copied() {
            if let Some(value) = sentence.args.get(slot) {
                single.entry(value).or_default().push(sentence);
            }
        }
        let blocks = self.blocks.get(&relation).into_iter().flatten().copied();
        let by_cell = |block: &'c Block| ByCell {
            rows: block.args.get(slot).and_then(cells_of).map(|cells| {
                let cell = |row: u32| u64::from(cells.get(row as usize).copied().unwrap_or(0));
                Sorted::by(block.rows.iter().map(cell).collect())
            }),
            block,
        };
        BySlot {
            single,
            blocks: blocks.map(by_cell).collect(),
        }
    }
}

/// The cells of a column; none where all rows have the same.
fn cells_of(argument: &Argument) -> Option<&Cells> {
    match argument {
        Argument::Entities(Column::Of { cells, .. })
        | Argument::Values(Column::Of { cells, .. })
        | Argument::Texts { cells, .. } => Some(cells),
        Argument::Entities(Column::Same(_)) | Argument::Values(Column::Same(_)) => None,
    }
}

/// Which cells of a column mean one of the values, or whether what all rows have is one; none where nothing is.
enum Hits {
    All,
    Cells(Vec<u32>),
}

fn hits(argument: &Argument, among: &Among) -> Option<Hits> {
    let numbered = |is: &mut dyn Iterator<Item = bool>| {
        let cells = (0u32..).zip(is).filter(|(_, is)| *is);
        Hits::Cells(cells.map(|(cell, _)| cell).collect())
    };
    match argument {
        Argument::Entities(Column::Same(name)) => among.has_name(*name).then_some(Hits::All),
        Argument::Values(Column::Same(value)) => among.contains(value).then_some(Hits::All),
        Argument::Entities(Column::Of { means, .. }) => Some(numbered(
            &mut means.iter().map(|name| among.has_name(*name)),
        )),
        Argument::Values(Column::Of { means, .. }) => Some(numbered(
            &mut means.iter().map(|value| among.contains(value)),
        )),
        Argument::Texts { texts, .. } => {
            let wanted = among.texts();
            Some(numbered(
                &mut texts.iter().map(|text| wanted.contains(text)),
            ))
        }
    }
}

impl<'c> Handing<'c> {
    pub(super) fn of(statements: &'c Statements<'c>) -> Handing<'c> {
        Handing {
            statements,
            slots: BTreeMap::new(),
            looked_at: 0,
        }
    }

    /// The statements by that slot, sorted when they are first asked for.
    fn slot(&mut self, (relation, slot): (RelationId, usize)) -> &BySlot<'c> {
        let statements = self.statements;
        let sorted = self.slots.entry((relation, slot));
        sorted.or_insert_with(|| statements.by_slot(relation, slot))
    }

    /// How many statements have one of the values in the slot.
    pub(super) fn count(&mut self, key: (RelationId, usize), among: &Among) -> usize {
        let slot = self.slot(key);
        let in_block = |one: &ByCell<'_>| {
            let argument = one.block.args.get(key.1);
            match argument.and_then(|argument| hits(argument, among)) {
                None => 0,
                Some(Hits::All) => one.block.rows.len(),
                Some(Hits::Cells(cells)) => {
                    let rows =
                        |cell: &u32| one.rows.as_ref().map(|all| all.rows((*cell).into()).len());
                    cells.iter().filter_map(rows).sum()
                }
            }
        };
        slot.single_of(among).count() + slot.blocks.iter().map(in_block).sum::<usize>()
    }

    /// What the statements have in the slot that have one of the values in the other; where more than [`OTHERS`] of it are no
    /// names, perhaps not all.
    pub(super) fn out(
        &mut self,
        (relation, by): (RelationId, usize),
        among: &Among,
        out: usize,
    ) -> Among {
        let slot = self.slot((relation, by));
        let mut looked_at = slot.single.len();
        let mut found = Among::default();
        let single = slot.single_of(among);
        for value in single.filter_map(|sentence| sentence.args.get(out)) {
            found.insert(value);
        }
        for of_block in &slot.blocks {
            let (Some(argument), Some(other)) =
                (of_block.block.args.get(by), of_block.block.args.get(out))
            else {
                continue;
            };
            match (hits(argument, among), &of_block.rows) {
                (None, _) => {}
                (Some(Hits::Cells(cells)), Some(sorted)) => {
                    looked_at += sorted.keys();
                    for cell in cells {
                        let rows = sorted.rows(u64::from(cell));
                        looked_at += rows.len();
                        add(other, of_block.block, rows.iter().copied(), &mut found);
                    }
                }
                (Some(_), _) => {
                    let rows = 0..of_block.block.rows.len() as u32;
                    looked_at += rows.len();
                    add(other, of_block.block, rows, &mut found);
                }
            }
            if found.others().len() > OTHERS {
                break;
            }
        }
        self.looked_at += looked_at;
        found
    }
}

/// Adds what those rows of the block, by their places in it, have in the slot.
fn add(argument: &Argument, block: &Block, places: impl Iterator<Item = u32>, found: &mut Among) {
    let rows = places.filter_map(|place| block.rows.get(place as usize));
    match argument {
        Argument::Entities(Column::Same(name)) => found.insert(&Value::Entity(*name)),
        Argument::Values(Column::Same(value)) => found.insert(value),
        Argument::Entities(Column::Of { cells, means }) => {
            for cell in rows.filter_map(|row| cells.get(row as usize)) {
                if let Some(name) = means.get(*cell as usize) {
                    found.insert(&Value::Entity(*name));
                }
            }
        }
        Argument::Values(Column::Of { cells, means }) => {
            for cell in rows.filter_map(|row| cells.get(row as usize)) {
                if let Some(value) = means.get(*cell as usize) {
                    found.insert(value);
                }
            }
        }
        Argument::Texts { cells, texts } => {
            for cell in rows
                .filter_map(|row| cells.get(row as usize))
                .take(OTHERS + 1)
            {
                found.insert(&Value::Text(Arc::from(texts.get(*cell))));
            }
        }
    }
}
