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
use crate::resolve::later::FromTables;
use crate::resolve::pass::{Defaults, Rowwise};
use crate::resolve::scope::Clauses;
use crate::source::FileId;
use crate::syntax::Statement;
use indexmap::IndexMap;
use std::sync::Arc;

/// Fewer rows of a sort are told one by one: two trials would cost more.
const FEWEST: usize = 24;

/// The rows of one `from`.
#[derive(Clone, Copy)]
struct Of<'t> {
    pending: &'t Pending,
    hand: Hand,
    /// The file that holds the `from`.
    file: FileId,
    /// Its number.
    from: usize,
    /// What the file says of all its statements.
    clauses: &'t Clauses,
}

impl Of<'_> {
    fn placed<'s>(&self, statement: &'s Statement) -> Placed<'s> {
        Placed {
            statement,
            hand: self.hand,
            home: Home::World,
            file: self.file,
            from: Some(self.from),
        }
    }
}

impl Front<'_> {
    /// Tells the rows of all tables, by what their files say of all statements.
    pub(in crate::resolve) fn tell_tables(
        &mut self,
        tables: &FromTables,
        defaults: &Defaults,
        rowwise: Rowwise,
    ) {
        let none = Clauses::default();
        let mut from = 0;
        for (file, shipped, given) in &tables.files {
            for (_, expanded) in given {
                let of = Of {
                    pending: &expanded.pending,
                    hand: if *shipped { Hand::Shipped } else { Hand::User },
                    file: *file,
                    from,
                    clauses: defaults.get(file).unwrap_or(&none),
                };
                (self.hand, self.rows.at) = (of.hand, Some(from));
                self.tell_rows(of, rowwise);
                from += 1;
            }
        }
        self.rows.at = None;
    }

    fn tell_rows(&mut self, of: Of<'_>, rowwise: Rowwise) {
        let pending = of.pending;
        let alone = rowwise == Rowwise::EachByItself || pending.accepted.len() < FEWEST;
        if alone {
            for row in &pending.accepted {
                for statement in &pending.statements {
                    self.tell_row(of, statement, *row);
                }
            }
            return;
        }
        let mut left: Vec<(u32, usize)> = Vec::new();
        for (at, statement) in pending.statements.iter().enumerate() {
            let rows = self.tell_alike(of, statement);
            left.extend(rows.into_iter().map(|row| (row, at)));
        }
        // Of several mistakes in a row the first is told.
        left.sort_unstable();
        for (row, at) in left {
            if let Some(statement) = pending.statements.get(at) {
                self.tell_row(of, statement, row);
            }
        }
    }

    /// Tells one row by itself.
    fn tell_row(&mut self, of: Of<'_>, statement: &Statement, row: u32) {
        let Some(filled) = of.pending.filled(self.files, statement, row as usize) else {
            return;
        };
        if let Err(error) = self.read_statement(&of.placed(&filled), of.clauses) {
            self.report(&error);
        }
    }

    /// Tells the rows that are alike, and gives those that are left.
    fn tell_alike(&mut self, of: Of<'_>, statement: &Statement) -> Vec<u32> {
        let pending = of.pending;
        let having = pending.having(std::slice::from_ref(statement));
        let sorts: Vec<Sorts> = having.iter().map(|one| self.sorts_of(one)).collect();
        let mut left = Vec::new();
        for (sort, rows) in alike(&having, &sorts, &pending.accepted) {
            let planned = if rows.len() < FEWEST {
                None
            } else {
                self.plan_of(of, statement, (&having, &sorts), &sort, &rows)
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
        of: Of<'_>,
        statement: &Statement,
        (having, sorts): (&[Having], &[Sorts]),
        sort: &[u32],
        rows: &[u32],
    ) -> Option<Plan> {
        let pending = of.pending;
        let of_each: Vec<&Sort> = sorts
            .iter()
            .zip(sort)
            .map(|(sorts, at)| sorts.all.get(*at as usize))
            .collect::<Option<_>>()?;
        let asked: Vec<(&Having, &Sort)> = having.iter().zip(of_each).collect();
        let sample = pending
            .cut
            .place(self.files, pending.file, *rows.first()? as usize);
        let placed = (of.placed(statement), of.clauses);
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
