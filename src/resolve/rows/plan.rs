//! From two trials to what all rows of the sort say. Takes what a statement told twice, of other things each time; gives blocks
//! in which what was the same stands once, and what followed the cells is a column.
//!
//! A difference that no cell explains is no pattern: such rows are told one by one.

use super::asked::Having;
use super::naming::Naming;
use super::sorts::{PIECE, date_of, known, number_of};
use super::trial::{PartOf, StandIn, Trial, part};
use crate::cores::{cores, in_ranges};
use crate::model::block::{Argument, Block, Column, RowWords, RowsOf, Spans, Times, Wordplace};
use crate::model::{
    Additions, EntityId, Id as _, RelationId, SourceId, Stated, Value, When, Words,
};
use crate::resolve::front::Front;
use crate::resolve::tell::held_when;
use crate::time::{Date, Likelihood, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// The rows of one sort.
pub(super) struct Rows<'p> {
    pub(super) asked: Vec<&'p Having>,
    /// Of each that is asked, the different texts that stand in the rows.
    pub(super) met: Vec<Vec<u32>>,
    pub(super) rows: RowsOf,
    pub(super) file: Arc<str>,
    pub(super) lines: Arc<Vec<u32>>,
    /// What the rows declare.
    pub(super) declared: Option<Declared<'p>>,
}

/// What rows declare.
#[derive(Clone, Copy)]
pub(super) struct Declared<'p> {
    pub(super) naming: &'p Naming,
    /// By the number of the name.
    pub(super) entities: &'p Arc<Vec<EntityId>>,
}

/// What all of them say.
pub(super) struct Plan {
    pub(super) blocks: Vec<Block>,
    /// The last instant of the dates of its rows.
    pub(super) dates: Vec<Span>,
    /// Rows that have to be told by themselves: their ends come before their beginnings.
    pub(super) odd: Vec<u32>,
}

/// Two trials side by side.
struct Pairing<'f, 'a, 'p> {
    front: &'f Front<'a>,
    rows: &'p Rows<'p>,
    first: &'p [Option<StandIn>],
    second: &'p [Option<StandIn>],
    /// What stood, in each, for what the rows declare.
    declared: Option<(EntityId, EntityId)>,
    dates: HashMap<(usize, u8), Arc<Vec<Date>>>,
    used: Vec<Span>,
}

/// The plan of the rows, if the two trials show one.
pub(super) fn plan(
    front: &Front<'_>,
    rows: &Rows<'_>,
    trials: [&Trial<Additions>; 2],
) -> Option<Plan> {
    let [one, other] = trials;
    let same_count = one.found.stated.len() == other.found.stated.len();
    let only_stated = |trial: &Trial<Additions>| {
        let told = &trial.found;
        told.endings.is_empty() && told.rules.is_empty() && told.same.is_empty()
    };
    if !same_count || !only_stated(one) || !only_stated(other) {
        return None;
    }
    let mut pairing = Pairing::of(front, rows, trials);
    let blocks: Vec<Block> = one
        .found
        .stated
        .iter()
        .zip(&other.found.stated)
        .map(|(a, b)| pairing.block(a, b))
        .collect::<Option<_>>()?;
    let dates = pairing.used;
    let mut odd: Vec<u32> = Vec::new();
    for block in &blocks {
        if matches!(block.times, Times::Between(..)) {
            let never = |row: &u32| {
                let held = block.times.held(*row);
                held.is_none_or(|held| held.extent.is_empty())
            };
            let found = in_ranges(cores(), rows.rows.len(), PIECE, |places| {
                let rows = places.filter_map(|at| rows.rows.get(at));
                rows.filter(never).collect::<Vec<u32>>()
            });
            odd.extend(found.concat());
        }
    }
    odd.sort_unstable();
    odd.dedup();
    let blocks = if odd.is_empty() {
        blocks
    } else {
        let stays = |row: &u32| odd.binary_search(row).is_err();
        blocks.iter().map(|block| block.only(stays)).collect()
    };
    Some(Plan { blocks, dates, odd })
}

/// When an event began and ended.
pub(super) type Dated<D> = (Option<D>, Option<D>);

/// The dates of the events that the rows are, if the two trials show a pattern.
pub(super) fn dated(
    front: &Front<'_>,
    rows: &Rows<'_>,
    trials: [&Trial<Dated<Date>>; 2],
) -> Option<Dated<Column<Date>>> {
    let [one, other] = trials;
    let mut pairing = Pairing::of(front, rows, trials);
    let mut column = |a: &Option<Date>, b: &Option<Date>| match (a, b) {
        (None, None) => Some(None),
        (Some(a), Some(b)) => pairing.written(a, b).map(Some),
        _ => None,
    };
    let starts = column(&one.found.0, &other.found.0)?;
    Some((starts, column(&one.found.1, &other.found.1)?))
}

impl<'f, 'a, 'p> Pairing<'f, 'a, 'p> {
    fn of<T>(
        front: &'f Front<'a>,
        rows: &'p Rows<'p>,
        [one, other]: [&'p Trial<T>; 2],
    ) -> Pairing<'f, 'a, 'p> {
        Pairing {
            front,
            rows,
            first: &one.stand_ins,
            second: &other.stand_ins,
            declared: one.declared.zip(other.declared),
            dates: HashMap::new(),
            used: Vec::new(),
        }
    }

    fn block(&mut self, a: &Stated, b: &Stated) -> Option<Block> {
        let alike = a.sentence.relation == b.sentence.relation
            && a.sentence.args.len() == b.sentence.args.len()
            && a.sign == b.sign
            && a.unrated == b.unrated
            && a.standing == b.standing
            && a.likelihood_stated == b.likelihood_stated;
        let (held, other) = (held_when(&a.when), held_when(&b.when));
        let plain = (a.extent, a.core) == (held.extent, held.core)
            && (b.extent, b.core) == (other.extent, other.core);
        if !alike || !plain || self.is_known_by_engine(a.sentence.relation) {
            return None;
        }
        let args = a.sentence.args.iter().zip(&b.sentence.args);
        let args: Vec<Argument> = args
            .map(|(a, b)| self.argument(a, b))
            .collect::<Option<_>>()?;
        let (words, row_words) = self.words(&a.words, &b.words)?;
        Some(Block {
            relation: a.sentence.relation,
            sign: a.sign,
            args,
            times: self.times(&a.when, &b.when)?,
            likelihood: self.likelihood(a.likelihood, b.likelihood)?,
            source: self.source(a.source, b.source)?,
            unrated: a.unrated,
            said: self.said(a.said, b.said)?,
            view: self.view(a.view, b.view)?,
            standing: a.standing,
            event: self.view(a.event, b.event)?,
            likelihood_stated: a.likelihood_stated,
            words,
            row_words,
            file: Arc::clone(&self.rows.file),
            lines: Arc::clone(&self.rows.lines),
            rows: self.rows.rows.clone(),
            spans: Spans::default(),
        })
    }

    /// What the engine, or the settling, follows from statement to statement is told one by one: `led to`, `is the same as`,
    /// and sentences of sentences.
    fn is_known_by_engine(&self, relation: RelationId) -> bool {
        let situation = &self.front.situation;
        relation == situation.known.led_to
            || situation.is_sameness(relation)
            || situation
                .relations
                .get(relation)
                .is_none_or(|relation| relation.compound.is_some())
    }

    /// Which of what is asked stands, in both trials, where this was found.
    fn following(&self, is: impl Fn(&StandIn, &StandIn) -> bool) -> Option<usize> {
        let pairs = self.first.iter().zip(self.second);
        pairs
            .enumerate()
            .find(|(_, (a, b))| matches!((a, b), (Some(a), Some(b)) if is(a, b)))
            .map(|(at, _)| at)
    }

    /// The column of what each text of the rows means; none where one of them means nothing.
    fn column<T: Clone>(&self, at: usize, mean: impl Fn(&str) -> Option<T>) -> Option<Column<T>> {
        let having = *self.rows.asked.get(at)?;
        let met = self.rows.met.get(at)?;
        let first = mean(having.texts.get(*met.first()?))?;
        let mut means = vec![first; having.texts.len()];
        for cell in met {
            *means.get_mut(*cell as usize)? = mean(having.texts.get(*cell))?;
        }
        Some(Column::Of {
            cells: Arc::clone(&having.cells),
            means: Arc::new(means),
        })
    }

    fn argument(&mut self, a: &Value, b: &Value) -> Option<Argument> {
        if a == b {
            return Some(Argument::Values(Column::Same(a.clone())));
        }
        match (a, b) {
            (Value::Entity(a), Value::Entity(b)) => self.entity(*a, *b).map(Argument::Entities),
            (Value::Text(a), Value::Text(b)) => {
                let at = self.following(|x, y| *x.text == **a && *y.text == **b)?;
                let having = *self.rows.asked.get(at)?;
                Some(Argument::Texts {
                    cells: Arc::clone(&having.cells),
                    texts: Arc::clone(&having.texts),
                })
            }
            (Value::Number(_), Value::Number(_)) => {
                let is = |one: &StandIn, value: &Value| one.number.as_ref() == Some(value);
                let at = self.following(|x, y| is(x, a) && is(y, b))?;
                self.column(at, number_of).map(Argument::Values)
            }
            (Value::Date(a), Value::Date(b)) => {
                let dates = self.date(|one, other| one.covers == *a && other.covers == *b)?;
                Some(Argument::Values(dates.map(|date| Value::Date(date.covers))))
            }
            _ => None,
        }
    }

    fn entity(&self, a: EntityId, b: EntityId) -> Option<Column<EntityId>> {
        if let Some(declared) = self.rows.declared
            && self.declared == Some((a, b))
        {
            return Some(Column::Of {
                cells: Arc::clone(&declared.naming.cells),
                means: Arc::clone(declared.entities),
            });
        }
        let turn = |one: &StandIn, entity: EntityId| {
            one.entities.iter().position(|other| *other == entity)
        };
        let at = self.following(|x, y| turn(x, a).is_some() && turn(x, a) == turn(y, b))?;
        let turn = turn(self.first.get(at)?.as_ref()?, a)?;
        self.column(at, |text| self.front.named_by(text, turn))
    }

    /// The column of a date that was met, or of a part of one.
    fn date(&mut self, is: impl Fn(&Date, &Date) -> bool) -> Option<Column<Date>> {
        for of in [PartOf::Whole, PartOf::Beginning, PartOf::End] {
            let at = self.following(|x, y| {
                let date = |one: &StandIn| part(one.date.as_ref()?, of);
                matches!((date(x), date(y)), (Some(x), Some(y)) if is(&x, &y))
            });
            let Some(at) = at else { continue };
            let cells = Arc::clone(&self.rows.asked.get(at)?.cells);
            let key = (at, of as u8);
            if let Some(means) = self.dates.get(&key) {
                return Some(Column::Of {
                    cells,
                    means: Arc::clone(means),
                });
            }
            let column = self.column(at, |text| part(&date_of(text)?, of))?;
            if let Column::Of { means, .. } = &column {
                let met = self.rows.met.get(at)?.iter();
                let dates = met.filter_map(|cell| means.get(*cell as usize));
                self.used.extend(dates.map(|date| date.covers));
                self.dates.insert(key, Arc::clone(means));
            }
            return Some(column);
        }
        None
    }

    fn written(&mut self, a: &Date, b: &Date) -> Option<Column<Date>> {
        if a == b {
            self.used.push(a.covers);
            return Some(Column::Same(a.clone()));
        }
        self.date(|one, other| one == a && other == b)
    }

    fn times(&mut self, a: &When, b: &When) -> Option<Times> {
        Some(match (a, b) {
            (When::Always, When::Always) => Times::Always,
            (When::Since(a), When::Since(b)) => Times::Since(self.written(a, b)?),
            (When::Until(a), When::Until(b)) => Times::Until(self.written(a, b)?),
            (When::On(a), When::On(b)) => Times::On(self.written(a, b)?),
            (When::Between(a, c), When::Between(b, d)) => {
                Times::Between(self.written(a, b)?, self.written(c, d)?)
            }
            _ => return None,
        })
    }

    fn likelihood(&self, a: Likelihood, b: Likelihood) -> Option<Column<Likelihood>> {
        if a == b {
            return Some(Column::Same(a));
        }
        let is = |one: &StandIn, likelihood| one.likelihood == Some(likelihood);
        let spoken = |text: &str| self.front.likelihood_of(text).and_then(known);
        if let Some(at) = self.following(|x, y| is(x, a) && is(y, b)) {
            return self.column(at, spoken);
        }
        let (a, b) = (a.complement(), b.complement());
        let at = self.following(|x, y| is(x, a) && is(y, b))?;
        self.column(at, |text| spoken(text).map(Likelihood::complement))
    }

    fn source(&self, a: Option<SourceId>, b: Option<SourceId>) -> Option<Column<Option<SourceId>>> {
        // What stands for a source has the same number in both trials: it was taken back between them.
        let lent = |one: &StandIn, source| one.sources.iter().position(|other| *other == source);
        if a.is_none() && b.is_none() {
            return Some(Column::Same(None));
        }
        let at = self.following(|x, y| lent(x, a).is_some() && lent(x, a) == lent(y, b));
        match at {
            Some(at) => {
                let turn = lent(self.first.get(at)?.as_ref()?, a)?;
                self.column(at, |text| {
                    let entity = self.front.named_by(text, turn)?;
                    Some(Some(*self.front.source_of.get(&entity)?))
                })
            }
            None if a == b => Some(Column::Same(a)),
            None => None,
        }
    }

    fn view(&self, a: Option<EntityId>, b: Option<EntityId>) -> Option<Column<Option<EntityId>>> {
        match (a, b) {
            (None, None) => Some(Column::Same(None)),
            (Some(a), Some(b)) => match self.entity(a, b) {
                Some(column) => Some(column.map(|entity| Some(*entity))),
                None => (a == b && self.is_real(a)).then_some(Column::Same(Some(a))),
            },
            _ => None,
        }
    }

    /// Whether it is nobody that stood for others.
    fn is_real(&self, entity: EntityId) -> bool {
        entity.index() < self.front.situation.entities.len()
    }

    fn said(&mut self, a: Option<Span>, b: Option<Span>) -> Option<Column<Option<Span>>> {
        match (a, b) {
            (a, b) if a == b => Some(Column::Same(a)),
            (Some(a), Some(b)) => {
                let dates = self.date(|one, other| one.covers == a && other.covers == b)?;
                Some(dates.map(|date| Some(date.covers)))
            }
            _ => None,
        }
    }

    fn words(&self, a: &Arc<Words>, b: &Arc<Words>) -> Option<(Arc<Words>, Vec<RowWords>)> {
        if a == b {
            return Some((Arc::clone(a), Vec::new()));
        }
        if a.because != b.because || a.marking != b.marking {
            return None;
        }
        let mut of_rows = Vec::new();
        let mut put = |at: Wordplace, a: &str, b: &str| {
            if a == b {
                return Some(());
            }
            let found = self.following(|x, y| x.text == a && y.text == b)?;
            let having = *self.rows.asked.get(found)?;
            of_rows.push(RowWords {
                at,
                cells: Arc::clone(&having.cells),
                texts: Arc::clone(&having.texts),
            });
            Some(())
        };
        if a.quotes.len() != b.quotes.len() || a.notes.len() != b.notes.len() {
            return None;
        }
        for (at, (a, b)) in a.quotes.iter().zip(&b.quotes).enumerate() {
            put(Wordplace::Quote(at), a, b)?;
        }
        for (at, (a, b)) in a.notes.iter().zip(&b.notes).enumerate() {
            put(Wordplace::Note(at), a, b)?;
        }
        match (&a.passage, &b.passage) {
            (None, None) => {}
            (Some(a), Some(b)) => put(Wordplace::Passage, a, b)?,
            _ => return None,
        }
        Some((Arc::clone(a), of_rows))
    }
}
