//! The rows of a table, told. Takes what is pending of a `from`; gives blocks for the rows that are alike, and tells the others one
//! by one as any statement is told.
//!
//! The filled statement is the definition: what stands in a block is what the filled statements of its rows would have said.

use super::asked::{Having, StandIns};
use super::declared::{Dates, DeclaredRows, RowTold, asked_of};
use super::filling::Put;
use super::naming::declares;
use super::plan::{Declared, Plan, Rows, plan};
use super::sorts::{Sorts, alike};
use super::trial::{Trial, Trying, Turn};
use super::{FEWEST, Pending};
use crate::model::block::RowsOf;
use crate::model::{Additions, EntityId};
use crate::resolve::collect::{Hand, Home, Placed};
use crate::resolve::error::ResolveError;
use crate::resolve::event::{EventDates, Facts};
use crate::resolve::front::Front;
use crate::resolve::later::FromTables;
use crate::resolve::pass::{Defaults, Rowwise};
use crate::resolve::scope::Clauses;
use crate::source::{FileId, Files};
use crate::syntax::{Keyword, Statement};
use std::sync::Arc;

/// The rows of one `from`.
#[derive(Clone, Copy)]
pub(in crate::resolve) struct Of<'t> {
    pub(super) pending: &'t Pending,
    pub(in crate::resolve) hand: Hand,
    /// The file that holds the `from`.
    file: FileId,
    /// Its number.
    pub(in crate::resolve) from: usize,
    /// What the file says of all its statements.
    pub(in crate::resolve) clauses: &'t Clauses,
}

/// What a statement's rows declare, and of those at hand how they are told.
#[derive(Clone, Copy)]
struct Told<'t> {
    rows: &'t DeclaredRows,
    facts: Facts,
    dates: Dates,
}

impl<'t> Of<'t> {
    /// The rows of every `from`, in order.
    pub(in crate::resolve) fn all(
        tables: &'t FromTables,
        defaults: &'t Defaults,
        none: &'t Clauses,
    ) -> Vec<Of<'t>> {
        let all = tables.numbered().map(|(from, (file, expanded))| Of {
            pending: &expanded.pending,
            hand: expanded.hand,
            file,
            from,
            clauses: defaults.get(&file).unwrap_or(none),
        });
        all.collect()
    }

    /// The statement as something says it that stands for all of the rows.
    pub(super) fn filled_for_all(
        &self,
        files: &Files,
        statement: &Statement,
        rows: &[u32],
        texts: &StandIns,
    ) -> Option<Statement> {
        let pending = self.pending;
        let sample = pending
            .cut
            .place(files, pending.file, *rows.first()? as usize);
        pending
            .filling(Put::StandIns(texts), Some(sample))
            .statement(statement)
            .ok()
    }

    pub(in crate::resolve) fn placed<'s>(&self, statement: &'s Statement) -> Placed<'s> {
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
    /// Tells what the rows of tables declare.
    pub(in crate::resolve) fn tell_declared(&mut self, all: &[Of<'_>], declared: &[DeclaredRows]) {
        for of in all {
            self.begin(of);
            let mut left: Vec<(u32, &DeclaredRows)> = Vec::new();
            for rows in declared.iter().filter(|rows| rows.from == of.from) {
                let alone = self.tell_all(*of, rows.statement, Some(rows));
                left.extend(alone.into_iter().map(|row| (row, rows)));
            }
            left.sort_by_key(|(row, rows)| (*row, rows.statement));
            for (row, rows) in left {
                if let Err(error) = self.tell_declared_row(*of, rows, row) {
                    self.report(&error);
                }
            }
        }
        self.rows.at = None;
    }

    /// Tells the other rows of all tables.
    pub(in crate::resolve) fn tell_tables(&mut self, all: &[Of<'_>], rowwise: Rowwise) {
        for of in all {
            self.begin(of);
            self.tell_rows(*of, rowwise);
        }
        self.rows.at = None;
    }

    fn begin(&mut self, of: &Of<'_>) {
        (self.hand, self.rows.at) = (of.hand, Some(of.from));
    }

    fn tell_rows(&mut self, of: Of<'_>, rowwise: Rowwise) {
        let pending = of.pending;
        let statements = pending.statements.iter().enumerate();
        let statements = statements.filter(|(_, statement)| !declares(statement));
        let alone = rowwise == Rowwise::EachByItself || pending.accepted.len() < FEWEST;
        let mut left: Vec<(u32, usize)> = Vec::new();
        for (at, _) in statements {
            let rows = if alone {
                pending.accepted.clone()
            } else {
                self.tell_all(of, at, None)
            };
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

    /// Tells by itself one row that declares a name.
    fn tell_declared_row(
        &mut self,
        of: Of<'_>,
        rows: &DeclaredRows,
        row: u32,
    ) -> Result<(), ResolveError> {
        let facts = match rows.told.get(row as usize) {
            Some(RowTold::Alone(facts) | RowTold::Together(facts, _)) => *facts,
            Some(RowTold::Elsewhere) | None => return Ok(()),
        };
        let filled = (of.pending.statements.get(rows.statement))
            .and_then(|statement| of.pending.filled(self.files, statement, row as usize));
        let (Some(filled), Some(entity)) = (filled, rows.entity(of.pending, row)) else {
            return Ok(());
        };
        match self.read_declaration(&of.placed(&filled), entity) {
            Some(read) => self.tell_declaration(&read?, of.clauses, Some(facts)),
            None => Ok(()),
        }
    }

    /// Tells together the rows that are alike, and gives those that are left.
    fn tell_all(&mut self, of: Of<'_>, at: usize, declared: Option<&DeclaredRows>) -> Vec<u32> {
        let pending = of.pending;
        let Some(statement) = pending.statements.get(at) else {
            return Vec::new();
        };
        let having = pending.having(std::slice::from_ref(statement));
        let rows = &pending.accepted;
        let sorts: Vec<Sorts> = having.iter().map(|one| self.sorts_of(one, rows)).collect();
        let mut left = Vec::new();
        // What a table says is its host's own, whoever wrote the statement.
        let place = pending.cut.place(self.files, pending.file, 0);
        let class = declared.map(|rows| |row: u32| rows.class(row));
        for (sort, rows) in alike(&having, &sorts, rows, class) {
            let told = match declared.map(|all| (all, all.told_as(&rows))) {
                Some((_, RowTold::Elsewhere)) => continue,
                Some((_, RowTold::Alone(_))) => {
                    left.extend(rows);
                    continue;
                }
                Some((rows, RowTold::Together(facts, dates))) => Some(Told { rows, facts, dates }),
                None => None,
            };
            let planned = if rows.len() < FEWEST {
                None
            } else {
                self.plan_of((of, statement), (&having, &sorts), (&sort, &rows), told)
            };
            match planned {
                Some(plan) => {
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
        (of, statement): (Of<'_>, &Statement),
        (having, sorts): (&[Having], &[Sorts]),
        (sort, rows): (&[u32], &[u32]),
        told: Option<Told<'_>>,
    ) -> Option<Plan> {
        let pending = of.pending;
        let asked = asked_of(having, sorts, sort)?;
        let trying = Trying {
            asked: &asked,
            declares: told.map(|told| told.rows.kinds.as_slice()),
        };
        let one = self.told_for_all((of, statement), rows, trying, (told, Turn::First))?;
        let other = self.told_for_all((of, statement), rows, trying, (told, Turn::Second))?;
        let declared = told.and_then(|told| {
            Some(Declared {
                naming: pending.namings.get(told.rows.statement)?.as_ref()?,
                entities: &told.rows.entities,
            })
        });
        let rows = pending.rows((having, sorts), rows, declared);
        plan(self, &rows, [&one, &other])
    }

    /// What the statement tells of what stands for all of the rows.
    fn told_for_all(
        &mut self,
        (of, statement): (Of<'_>, &Statement),
        rows: &[u32],
        trying: Trying<'_>,
        (told, turn): (Option<Told<'_>>, Turn),
    ) -> Option<Trial<Additions>> {
        self.try_for_all(trying, turn, |front, texts, declared| {
            let filled = of.filled_for_all(front.files, statement, rows, texts)?;
            let placed = of.placed(&filled);
            let before = std::mem::take(&mut front.situation.told);
            let read = match declared.zip(told) {
                None => front.read_statement(&placed, of.clauses).ok(),
                Some((entity, told)) => front.tell_stand_in(&placed, entity, told, of.clauses),
            };
            let found = std::mem::replace(&mut front.situation.told, before);
            read.map(|()| found)
        })
    }

    fn tell_stand_in(
        &mut self,
        placed: &Placed<'_>,
        entity: EntityId,
        told: Told<'_>,
        clauses: &Clauses,
    ) -> Option<()> {
        let read = self.read_declaration(placed, entity)?.ok()?;
        if read.keyword == Keyword::Event {
            let (starts, ends) =
                EventDates::of(&read.draft.whole, placed.statement.place).written()?;
            let ends = match told.dates {
                Dates::OneDay => starts.clone(),
                Dates::Other => ends,
            };
            self.date_for_now(entity, (starts, ends));
        }
        self.tell_declaration(&read, clauses, Some(told.facts)).ok()
    }
}

impl DeclaredRows {
    fn entity(&self, pending: &Pending, row: u32) -> Option<EntityId> {
        let naming = pending.namings.get(self.statement)?.as_ref()?;
        self.entities.get(naming.number(row)? as usize).copied()
    }

    fn told(&self, row: u32) -> RowTold {
        let told = self.told.get(row as usize);
        told.copied().unwrap_or(RowTold::Elsewhere)
    }

    /// How all of the rows are told: those of one class are told alike.
    fn told_as(&self, rows: &[u32]) -> RowTold {
        rows.first()
            .map_or(RowTold::Elsewhere, |row| self.told(*row))
    }

    /// Rows of one class are told alike.
    fn class(&self, row: u32) -> u32 {
        let facts = |facts| match facts {
            Facts::All => 0,
            Facts::OnlyWhatItLedTo => 1,
        };
        match self.told(row) {
            RowTold::Elsewhere => 0,
            RowTold::Alone(of) => 1 + facts(of),
            RowTold::Together(of, Dates::OneDay) => 3 + facts(of),
            RowTold::Together(of, Dates::Other) => 5 + facts(of),
        }
    }
}

impl Pending {
    /// Those rows, for a plan.
    pub(super) fn rows<'p>(
        &self,
        (having, sorts): (&'p [Having], &[Sorts]),
        rows: &[u32],
        declared: Option<Declared<'p>>,
    ) -> Rows<'p> {
        let all = rows.len() == self.cut.rows.len();
        let met = having.iter().zip(sorts).map(|(having, sorts)| {
            if rows.len() == self.accepted.len() {
                return sorts.met();
            }
            let met = having.met(rows).into_iter().enumerate();
            met.filter_map(|(cell, met)| met.then_some(cell as u32))
                .collect()
        });
        Rows {
            met: met.collect(),
            asked: having.iter().collect(),
            rows: if all {
                RowsOf::First(rows.len() as u32)
            } else {
                RowsOf::These(Arc::new(rows.to_vec()))
            },
            file: Arc::clone(&self.shown),
            lines: Arc::clone(&self.cut.rows.lines),
            declared,
        }
    }
}
