//! What the rows of tables declare. Takes statements under `from` that declare a name; declares the names of their rows, and
//! finds when those were that are events: what a statement says of them is then told in blocks like that of any other.
//!
//! A name that several rows have is one thing: the first row that can be read tells what an event tells by being declared,
//! and the first that dates it gives its dates. Rows whose dates no pattern shows are read one by one.

use super::Expanded;
use super::asked::Having;
use super::naming::Naming;
use super::plan::{Dated, Declared, dated};
use super::sorts::{Sort, Sorts, alike};
use super::telling::Of;
use super::trial::{Trial, Trying, Turn};
use super::{FEWEST, lines_of};
use crate::model::block::Column;
use crate::model::{EntityId, Event, KindId, Kinds};
use crate::resolve::declare::declaration;
use crate::resolve::event::{EventDates, Facts};
use crate::resolve::front::Front;
use crate::resolve::later::FromTables;
use crate::resolve::words::word_of;
use crate::source::Place;
use crate::syntax::{Keyword, Shape, Statement, Token};
use crate::time::{Date, Instant, Span};
use std::sync::Arc;

/// What the rows of one statement declare.
pub(in crate::resolve) struct DeclaredRows {
    /// The number of the `from`.
    pub(super) from: usize,
    /// The number of the statement under it.
    pub(super) statement: usize,
    /// Who or what a name is, by its number.
    pub(super) entities: Arc<Vec<EntityId>>,
    /// The kinds of all of them.
    pub(super) kinds: Vec<KindId>,
    /// How each row of the table is told.
    pub(super) told: Vec<RowTold>,
}

impl DeclaredRows {
    /// Whether they are rows of that `from`.
    pub(in crate::resolve) fn is_of(&self, of: &Of<'_>) -> bool {
        self.from == of.from
    }
}

/// How a row that declares a name is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RowTold {
    /// It was read by itself, or not at all.
    Elsewhere,
    /// By itself: the event has its dates from another row.
    Alone(Facts),
    /// With others.
    Together(Facts, Dates),
}

/// How the dates of an event are to one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dates {
    /// It was `on D`.
    OneDay,
    /// It was `from D to E`, or dated in part, or not at all.
    Other,
}

impl Dates {
    fn of(dates: Dated<&Date>) -> Dates {
        match dates {
            (Some(starts), Some(ends)) if starts == ends => Dates::OneDay,
            _ => Dates::Other,
        }
    }
}

/// A row of a statement that is read by itself, before any is told.
pub(in crate::resolve) struct RowAlone {
    /// The row of the table.
    pub(in crate::resolve) row: u32,
    /// The number of the statement.
    pub(in crate::resolve) at: usize,
    /// As the row says it.
    pub(in crate::resolve) statement: Statement,
    /// Who or what it declares.
    pub(in crate::resolve) entity: EntityId,
}

impl Front<'_> {
    /// Declares what the rows of tables declare.
    pub(in crate::resolve) fn declare_rows(&mut self, tables: &FromTables) -> Vec<DeclaredRows> {
        let mut out = Vec::new();
        for (from, (file, expanded)) in tables.numbered() {
            let shipped = self.shipped_files.contains(&file);
            let namings = expanded.pending.namings.iter().enumerate();
            for (statement, naming) in namings.filter_map(|(at, one)| Some((at, one.as_ref()?))) {
                let before = self.situation.entities.len();
                out.push(self.declare_by(expanded, (from, statement), naming, shipped));
                let after = self.situation.entities.len();
                self.row_entities.push(before..after);
            }
        }
        out
    }

    fn declare_by(
        &mut self,
        expanded: &Expanded,
        (from, statement): (usize, usize),
        naming: &Naming,
        shipped: bool,
    ) -> DeclaredRows {
        let pending = &expanded.pending;
        let nobody = EntityId(u32::MAX);
        let mut entities = vec![nobody; naming.names.len()];
        let mut kinds: Option<Vec<KindId>> = None;
        for row in &pending.accepted {
            let number = naming.number(*row).unwrap_or(u32::MAX);
            let Some(entity) = entities.get_mut(number as usize) else {
                continue;
            };
            if *entity != nobody {
                continue;
            }
            let place = pending.cut.place(self.files, pending.file, *row as usize);
            let origin = self.origin(place);
            let known = kinds.clone().unwrap_or_default();
            let id = self.declare(naming.names.get(number), known, shipped, origin.clone());
            *entity = id;
            match &kinds {
                None => {
                    let given = pending.statements.get(statement);
                    let given = given.map_or_else(Vec::new, |one| self.kinds_of(one));
                    self.add_kinds(id, naming.keyword, &given);
                    self.enrol(id);
                    let of_first = self.situation.entities.get(id);
                    kinds = of_first.map(|entity| entity.kinds.clone());
                }
                Some(kinds) if !self.is_below_any(kinds, Kinds::EVENT) => self.enrol(id),
                Some(kinds) if self.is_below_any(kinds, Kinds::SOURCE) => self.enrol(id),
                Some(_) => {
                    let event = Event {
                        starts: None,
                        ends: None,
                        origin,
                    };
                    self.situation.events_mut().insert(id, event);
                }
            }
        }
        DeclaredRows {
            from,
            statement,
            entities: Arc::new(entities),
            kinds: kinds.unwrap_or_default(),
            told: vec![RowTold::Elsewhere; pending.cut.rows.len()],
        }
    }

    fn kinds_of(&self, statement: &Statement) -> Vec<KindId> {
        match &statement.shape {
            Shape::Declaration { keyword, lines } => declaration(*keyword, lines)
                .map(|one| self.declared_kinds(&one))
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn is_below_any(&self, kinds: &[KindId], above: KindId) -> bool {
        let below = |kind: &KindId| self.vocabulary.is_below(*kind, above);
        kinds.iter().any(below)
    }

    /// Finds how each row is told, and when the events were; gives the rows that are to be read one by one.
    pub(in crate::resolve) fn read_declared(
        &mut self,
        of: Of<'_>,
        rows: &mut DeclaredRows,
    ) -> Vec<RowAlone> {
        let pending = of.pending;
        let Some((statement, Some(naming))) = pending
            .statements
            .get(rows.statement)
            .zip(pending.namings.get(rows.statement).map(Option::as_ref))
        else {
            return Vec::new();
        };
        let is_source = self.is_below_any(&rows.kinds, Kinds::SOURCE);
        let is_event = self.is_below_any(&rows.kinds, Kinds::EVENT);
        let groups = match naming.keyword {
            _ if is_source => Vec::new(),
            Keyword::Event if !are_undated(statement, naming, &pending.accepted) => {
                self.dated_rows(of, statement, naming, rows)
            }
            keyword if is_event && keyword != Keyword::Event => Vec::new(),
            _ => vec![(pending.accepted.clone(), (None, None))],
        };
        // What one row of it is read alone for, all are.
        let mut together = vec![false; pending.cut.rows.len()];
        for row in groups.iter().flat_map(|(rows, _)| rows) {
            if let Some(together) = together.get_mut(*row as usize) {
                *together = true;
            }
        }
        let is_together = |row: u32| together.get(row as usize) == Some(&true);
        let mut alone = vec![false; naming.names.len()];
        for row in pending.accepted.iter().filter(|row| !is_together(**row)) {
            let number = naming.number(*row).map(|number| number as usize);
            if let Some(alone) = number.and_then(|number| alone.get_mut(number)) {
                *alone = true;
            }
        }
        let mut in_order: Vec<(u32, usize)> = Vec::new();
        for (group, (rows, _)) in groups.iter().enumerate() {
            in_order.extend(rows.iter().map(|row| (*row, group)));
        }
        in_order.sort_unstable();
        in_order.retain(|(row, _)| {
            let number = naming.number(*row).map(|number| number as usize);
            number.and_then(|number| alone.get(number)) == Some(&false)
        });
        let columns: Vec<&Dated<Column<Date>>> = groups.iter().map(|(_, dates)| dates).collect();
        let place = pending.cut.place(self.files, pending.file, 0);
        self.date_rows((naming, place), rows, &columns, &in_order);
        let filled = |row: &u32| {
            let number = naming.number(*row)?;
            if alone.get(number as usize) != Some(&true) {
                return None;
            }
            Some(RowAlone {
                row: *row,
                at: rows.statement,
                statement: pending.filled(self.files, statement, *row as usize)?,
                entity: *rows.entities.get(number as usize)?,
            })
        };
        pending.accepted.iter().filter_map(filled).collect()
    }

    /// Dates the events by the rows, in order, and finds how each row is told.
    fn date_rows(
        &mut self,
        (naming, place): (&Naming, Place),
        rows: &mut DeclaredRows,
        columns: &[&Dated<Column<Date>>],
        in_order: &[(u32, usize)],
    ) {
        let own = |row: u32, group: usize| -> Dated<&Date> {
            let Some((starts, ends)) = columns.get(group) else {
                return (None, None);
            };
            (
                starts.as_ref().and_then(|one| one.get(row)),
                ends.as_ref().and_then(|one| one.get(row)),
            )
        };
        let mut seen = vec![false; naming.names.len()];
        let mut last: Option<Span> = None;
        for (row, group) in in_order {
            let number = naming.number(*row).unwrap_or(u32::MAX) as usize;
            let (Some(entity), Some(seen)) = (rows.entities.get(number), seen.get_mut(number))
            else {
                continue;
            };
            let facts = if std::mem::replace(seen, true) {
                Facts::OnlyWhatItLedTo
            } else {
                Facts::All
            };
            let dates = own(*row, *group);
            if let Some(event) = self.situation.events_mut().get_mut(entity)
                && event.starts.is_none()
                && let (Some(starts), ends) = dates
            {
                event.starts = Some(starts.clone());
                event.ends = ends.cloned();
                for date in [Some(starts), ends].into_iter().flatten() {
                    let later = last.is_none_or(|last| last.to < date.covers.to);
                    if later && date.covers.to < Instant::END && !date.covers.is_empty() {
                        last = Some(date.covers);
                    }
                }
            }
            if let Some(told) = rows.told.get_mut(*row as usize) {
                *told = RowTold::Together(facts, Dates::of(dates));
            }
        }
        if let Some(last) = last {
            self.note_span(last, place);
        }
        for (row, group) in in_order {
            let number = naming.number(*row).unwrap_or(u32::MAX) as usize;
            let entity = rows.entities.get(number).copied();
            let event = entity.and_then(|entity| self.situation.events.get(&entity));
            let (starts, ends) = event.map_or((None, None), |event| {
                (event.starts.as_ref(), event.ends.as_ref())
            });
            let dates = own(*row, *group);
            // An end without a beginning dates nothing.
            let same = dates == (starts, ends) || (dates.0.is_none() && starts.is_none());
            if let Some(told) = rows.told.get_mut(*row as usize)
                && let RowTold::Together(facts, _) = *told
                && !same
            {
                *told = RowTold::Alone(facts);
            }
        }
    }

    /// The rows by their sorts, each sort with the dates of its events; those of which no pattern shows are left out.
    fn dated_rows(
        &mut self,
        of: Of<'_>,
        statement: &Statement,
        naming: &Naming,
        rows: &DeclaredRows,
    ) -> Vec<(Vec<u32>, Dated<Column<Date>>)> {
        let pending = of.pending;
        let having = pending.having(std::slice::from_ref(statement));
        let accepted = &pending.accepted;
        let sorts: Vec<Sorts> = having
            .iter()
            .map(|one| self.sorts_of(one, accepted))
            .collect();
        let mut out = Vec::new();
        for (sort, of_sort) in alike(&having, &sorts, accepted, None::<fn(u32) -> u32>) {
            if of_sort.len() < FEWEST {
                continue;
            }
            let Some(asked) = asked_of(&having, &sorts, &sort) else {
                continue;
            };
            let trying = Trying {
                asked: &asked,
                declares: Some(&rows.kinds),
            };
            let trials = [Turn::First, Turn::Second]
                .map(|turn| self.dates_of_stand_ins(of, statement, &of_sort, trying, turn));
            let [Some(one), Some(other)] = trials else {
                continue;
            };
            let declared = Declared {
                naming,
                entities: &rows.entities,
            };
            let told = pending.rows((&having, &sorts), &of_sort, Some(declared));
            if let Some(dates) = dated(self, &told, [&one, &other]) {
                out.push((told.rows.iter().collect(), dates));
            }
        }
        out
    }

    fn dates_of_stand_ins(
        &mut self,
        of: Of<'_>,
        statement: &Statement,
        rows: &[u32],
        trying: Trying<'_>,
        turn: Turn,
    ) -> Option<Trial<Dated<Date>>> {
        self.try_for_all(trying, turn, |front, texts, declared| {
            let filled = of.filled_for_all(front.files, statement, rows, texts)?;
            let placed = of.placed(&filled);
            let read = front.read_declaration(&placed, declared?)?.ok()?;
            EventDates::of(&read.draft.whole, filled.place).written()
        })
    }
}

/// The words that the date of an event stands behind.
const DATING: [&str; 4] = ["since", "until", "on", "from"];

/// Whether the statement dates no event, and each row has one of its own: then none is read to find its dates.
fn are_undated(statement: &Statement, naming: &Naming, rows: &[u32]) -> bool {
    let mut tokens = lines_of(&statement.shape)
        .iter()
        .flat_map(|line| &line.tokens);
    let dates = |token: &Token| word_of(token).is_some_and(|word| DATING.contains(&word));
    naming.names.len() == rows.len() && !tokens.any(dates)
}

/// What is asked of rows, with the sort of each.
pub(super) fn asked_of<'h>(
    having: &'h [Having],
    sorts: &'h [Sorts],
    sort: &[u32],
) -> Option<Vec<(&'h Having, &'h Sort)>> {
    let of_each = sorts
        .iter()
        .zip(sort)
        .map(|(sorts, at)| sorts.all.get(*at as usize));
    having
        .iter()
        .zip(of_each)
        .map(|(having, sort)| Some((having, sort?)))
        .collect()
}
