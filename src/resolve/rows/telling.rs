//! The rows of a table, told. Takes what is pending of a `from`; gives blocks for the rows that are alike, and tells the others one
//! by one as any statement is told.
//!
//! The filled statement is the definition: what stands in a block is what the filled statements of its rows would have said.

use super::Pending;
use super::asked::Having;
use super::filling::Put;
use super::plan::{Plan, Rows, plan};
use super::sorts::{Sort, Sorts};
use super::trial::Turn;
use crate::model::block::RowsOf;
use crate::resolve::collect::{Hand, Home, Placed};
use crate::resolve::front::Front;
use crate::resolve::pass::Rowwise;
use crate::resolve::scope::Clauses;
use crate::source::Place;
use crate::syntax::Statement;
use indexmap::IndexMap;
use std::sync::Arc;

/// Fewer rows of a sort are told one by one: two trials would cost more.
const FEWEST: usize = 24;

impl Front<'_> {
    /// Tells all rows. Gives the places of those that were told one by one.
    pub(in crate::resolve) fn tell_rows(
        &mut self,
        pending: &Pending,
        hand: Hand,
        rowwise: Rowwise,
    ) -> Vec<Place> {
        self.hand = hand;
        let alone = rowwise == Rowwise::EachByItself || pending.accepted.len() < FEWEST;
        let mut places = Vec::new();
        if alone {
            for row in &pending.accepted {
                for statement in &pending.statements {
                    places.extend(self.tell_row(pending, statement, *row, hand));
                }
            }
            return places;
        }
        let mut left: Vec<(u32, usize)> = Vec::new();
        for (at, statement) in pending.statements.iter().enumerate() {
            let rows = self.tell_alike(pending, statement, hand);
            left.extend(rows.into_iter().map(|row| (row, at)));
        }
        // Of several mistakes in a row the first is told.
        left.sort_unstable();
        for (row, at) in left {
            if let Some(statement) = pending.statements.get(at) {
                places.extend(self.tell_row(pending, statement, row, hand));
            }
        }
        places
    }

    /// Tells one row by itself.
    fn tell_row(
        &mut self,
        pending: &Pending,
        statement: &Statement,
        row: u32,
        hand: Hand,
    ) -> Option<Place> {
        let filled = pending.filled(self.files, statement, row as usize)?;
        let placed = Placed {
            statement: &filled,
            hand,
            home: Home::World,
        };
        if let Err(error) = self.read_statement(&placed, &Clauses::default()) {
            self.report(&error);
        }
        Some(filled.place)
    }

    /// Tells the rows that are alike, and gives those that are left.
    fn tell_alike(&mut self, pending: &Pending, statement: &Statement, hand: Hand) -> Vec<u32> {
        let having = pending.having(std::slice::from_ref(statement));
        let sorts: Vec<Sorts> = having.iter().map(|one| self.sorts_of(one)).collect();
        let mut left = Vec::new();
        for (sort, rows) in alike(&having, &sorts, &pending.accepted) {
            let planned = if rows.len() < FEWEST {
                None
            } else {
                self.plan_of(pending, (statement, hand), (&having, &sorts), &sort, &rows)
            };
            match planned {
                Some(plan) => {
                    let place = statement.place;
                    for span in plan.dates {
                        self.note_span(span, place);
                    }
                    let blocks = plan.blocks.into_iter().filter(|one| !one.rows.is_empty());
                    let blocks: Vec<_> = blocks.map(Arc::new).collect();
                    self.situation.told.blocks.extend(blocks);
                    left.extend(plan.odd);
                }
                None => left.extend(rows),
            }
        }
        left.sort_unstable();
        left
    }

    fn plan_of(
        &mut self,
        pending: &Pending,
        (statement, hand): (&Statement, Hand),
        (having, sorts): (&[Having], &[Sorts]),
        sort: &[u32],
        rows: &[u32],
    ) -> Option<Plan> {
        let of_each: Vec<&Sort> = sorts
            .iter()
            .zip(sort)
            .map(|(sorts, at)| sorts.all.get(*at as usize))
            .collect::<Option<_>>()?;
        let asked: Vec<(&Having, &Sort)> = having.iter().zip(of_each).collect();
        let sample = pending
            .cut
            .place(self.files, pending.file, *rows.first()? as usize);
        let placed = Placed {
            statement,
            hand,
            home: Home::World,
        };
        let fill = |stand_ins: &super::asked::StandIns| {
            let given = Put::StandIns(stand_ins);
            pending
                .filling(given, Some(sample))
                .statement(statement)
                .ok()
        };
        let one = self.try_for_all(fill, placed, &asked, Turn::First)?;
        let other = self.try_for_all(fill, placed, &asked, Turn::Second)?;
        let all = rows.len() == pending.cut.rows.len();
        let rows = Rows {
            asked: having.iter().collect(),
            rows: if all {
                RowsOf::First(rows.len() as u32)
            } else {
                RowsOf::These(Arc::new(rows.to_vec()))
            },
            file: Arc::clone(&pending.shown),
            lines: Arc::clone(&pending.cut.rows.lines),
        };
        plan(self, &rows, [&one, &other])
    }
}

/// The rows by the sorts of all that is asked of them, in the order in which the sorts are met.
fn alike(having: &[Having], sorts: &[Sorts], rows: &[u32]) -> Vec<(Vec<u32>, Vec<u32>)> {
    let mut groups: IndexMap<Vec<u32>, Vec<u32>> = IndexMap::new();
    let mut last: Option<usize> = None;
    let mut key: Vec<u32> = Vec::with_capacity(having.len());
    for row in rows {
        key.clear();
        key.extend(having.iter().zip(sorts).map(|(having, sorts)| {
            let cell = having.cell(*row).unwrap_or(usize::MAX);
            sorts.of.get(cell).copied().unwrap_or(u32::MAX)
        }));
        let known = last
            .filter(|at| groups.get_index(*at).is_some_and(|(one, _)| *one == key))
            .or_else(|| groups.get_index_of(&key));
        let at = known.unwrap_or_else(|| groups.insert_full(key.clone(), Vec::new()).0);
        last = Some(at);
        if let Some((_, group)) = groups.get_index_mut(at) {
            group.push(*row);
        }
    }
    groups.into_iter().collect()
}
