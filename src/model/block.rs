//! Many statements of one pattern, as the rows of a table give them: `?who is based in ?where since ?year`, ninety
//! thousand times.
//!
//! Takes columns; gives the statement of a row when somebody asks for it. The one idea: what is the same in all rows is
//! there once, and the rest is a number a row, of a cell whose meaning was found once.

pub use super::spans::Spans;
use super::{
    EntityId, Origin, RelationId, Sentence, Sign, SourceId, Standing, Stated, Value, When, Words,
};
use crate::source::Place;
use crate::table::Texts;
use crate::time::{Clause, Date, Held, Likelihood, Span, held};
use std::sync::Arc;

/// The number of its cell, for every row of a table.
pub type Cells = Arc<Vec<u32>>;

/// What each row has of something.
#[derive(Clone, PartialEq, Debug)]
pub enum Column<T> {
    /// The same in every row.
    Same(T),
    /// What the row's cell means.
    Of {
        /// The cell of each row of the table.
        cells: Cells,
        /// By the number of the cell. What stands for a cell of no row of the block is of no account.
        means: Arc<Vec<T>>,
    },
}

impl<T> Column<T> {
    /// What the row of the table has.
    #[must_use]
    pub fn get(&self, row: u32) -> Option<&T> {
        match self {
            Column::Same(value) => Some(value),
            Column::Of { cells, means } => means.get(*cells.get(row as usize)? as usize),
        }
    }

    /// The same column with other meanings.
    #[must_use]
    pub fn map<U>(&self, change: impl Fn(&T) -> U) -> Column<U> {
        match self {
            Column::Same(value) => Column::Same(change(value)),
            Column::Of { cells, means } => Column::Of {
                cells: Arc::clone(cells),
                means: Arc::new(means.iter().map(change).collect()),
            },
        }
    }

    /// Whether something that any row may have is so.
    pub fn any(&self, is: impl FnMut(&T) -> bool) -> bool {
        match self {
            Column::Same(value) => std::iter::once(value).any(is),
            Column::Of { means, .. } => means.iter().any(is),
        }
    }
}

/// What fills a slot in each row.
#[derive(Clone, PartialEq, Debug)]
pub enum Argument {
    /// Names.
    Entities(Column<EntityId>),
    /// Cells as they are.
    Texts {
        /// The cell of each row of the table.
        cells: Cells,
        /// The cells.
        texts: Arc<Texts>,
    },
    /// Numbers, dates, and what is the same in every row.
    Values(Column<Value>),
}

impl Argument {
    /// What fills it in the row of the table.
    #[must_use]
    pub fn get(&self, row: u32) -> Option<Value> {
        match self {
            Argument::Entities(column) => column.get(row).copied().map(Value::Entity),
            Argument::Texts { cells, texts } => {
                let cell = cells.get(row as usize)?;
                Some(Value::Text(Arc::from(texts.get(*cell))))
            }
            Argument::Values(column) => column.get(row).cloned(),
        }
    }
}

/// When the statement of each row holds.
#[derive(Clone, PartialEq, Debug)]
pub enum Times {
    /// No clause.
    Always,
    /// `since D`
    Since(Column<Date>),
    /// `until D`
    Until(Column<Date>),
    /// `from D to E`
    Between(Column<Date>, Column<Date>),
    /// `on D`
    On(Column<Date>),
}

impl Times {
    /// When, as it is written in the row of the table.
    #[must_use]
    pub fn when(&self, row: u32) -> Option<When> {
        Some(match self {
            Times::Always => When::Always,
            Times::Since(date) => When::Since(date.get(row)?.clone()),
            Times::Until(date) => When::Until(date.get(row)?.clone()),
            Times::Between(from, to) => When::Between(from.get(row)?.clone(), to.get(row)?.clone()),
            Times::On(date) => When::On(date.get(row)?.clone()),
        })
    }

    /// Its extent and core there.
    #[must_use]
    pub fn held(&self, row: u32) -> Option<Held> {
        Some(held(match self {
            Times::Always => Clause::Always,
            Times::Since(date) => Clause::Since(date.get(row)?),
            Times::Until(date) => Clause::Until(date.get(row)?),
            Times::Between(from, to) => Clause::Between(from.get(row)?, to.get(row)?),
            Times::On(date) => Clause::On(date.get(row)?),
        }))
    }
}

/// Which words of a statement are a cell's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wordplace {
    /// The quote of that number.
    Quote(usize),
    /// The note of that number.
    Note(usize),
    /// The passage behind the source.
    Passage,
}

/// The words of each row that are a cell's.
#[derive(Clone, PartialEq, Debug)]
pub struct RowWords {
    /// Which.
    pub at: Wordplace,
    /// The cell of each row of the table.
    pub cells: Cells,
    /// The cells.
    pub texts: Arc<Texts>,
}

/// Which rows of a table.
#[derive(Clone, PartialEq, Debug)]
pub enum RowsOf {
    /// The first so many.
    First(u32),
    /// These, in order.
    These(Arc<Vec<u32>>),
}

impl RowsOf {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            RowsOf::First(count) => *count as usize,
            RowsOf::These(rows) => rows.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of the table that is the one of that number here.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<u32> {
        match self {
            RowsOf::First(count) => u32::try_from(at).ok().filter(|at| at < count),
            RowsOf::These(rows) => rows.get(at).copied(),
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        (0..self.len()).filter_map(|at| self.get(at))
    }
}

/// Of so many cells, whether one of the rows has each.
#[must_use]
pub fn met(rows: impl Iterator<Item = u32>, cells: &[u32], count: usize) -> Vec<bool> {
    let mut met = vec![false; count];
    for cell in rows.filter_map(|row| cells.get(row as usize)) {
        if let Some(met) = met.get_mut(*cell as usize) {
            *met = true;
        }
    }
    met
}

/// Statements of one pattern, one a row. A field means what it does in [`Stated`].
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct Block {
    pub relation: RelationId,
    pub sign: Sign,
    pub args: Vec<Argument>,
    pub times: Times,
    /// Never 0 in a row of the block.
    pub likelihood: Column<Likelihood>,
    pub source: Column<Option<SourceId>>,
    pub unrated: bool,
    pub said: Column<Option<Span>>,
    pub view: Column<Option<EntityId>>,
    pub standing: Standing,
    pub event: Column<Option<EntityId>>,
    pub likelihood_stated: bool,
    /// What is the same in all rows; the cells in `row_words` go in their places.
    pub words: Arc<Words>,
    pub row_words: Vec<RowWords>,
    /// The table, as it is shown.
    pub file: Arc<str>,
    /// The line of each row of the table.
    pub lines: Cells,
    /// The rows of the table that are in the block.
    pub rows: RowsOf,
    /// What [`Block::extents`] found.
    pub spans: Spans,
}

impl Block {
    /// The statement of a row of the table.
    #[must_use]
    pub fn stated(&self, row: u32) -> Option<Stated> {
        let held = self.times.held(row)?;
        Some(Stated {
            sentence: self.sentence(row)?,
            sign: self.sign,
            extent: held.extent,
            core: held.core,
            when: self.times.when(row)?,
            likelihood: *self.likelihood.get(row)?,
            source: *self.source.get(row)?,
            unrated: self.unrated,
            said: *self.said.get(row)?,
            view: *self.view.get(row)?,
            standing: self.standing,
            event: *self.event.get(row)?,
            likelihood_stated: self.likelihood_stated,
            words: self.words(row),
            origin: Origin {
                file: Arc::clone(&self.file),
                line: self.lines.get(row as usize).copied().unwrap_or(0),
                place: Place::default(),
            },
        })
    }

    /// The sentence of a row of the table.
    #[must_use]
    pub fn sentence(&self, row: u32) -> Option<Sentence> {
        let args = self.args.iter().map(|arg| arg.get(row));
        Some(Sentence {
            relation: self.relation,
            args: args.collect::<Option<_>>()?,
        })
    }

    fn words(&self, row: u32) -> Arc<Words> {
        if self.row_words.is_empty() {
            return Arc::clone(&self.words);
        }
        let mut words = Words::clone(&self.words);
        for one in &self.row_words {
            let cell = one.cells.get(row as usize).copied().unwrap_or(u32::MAX);
            let text = one.texts.get(cell).to_owned();
            match one.at {
                Wordplace::Quote(at) => words.quotes.get_mut(at).into_iter().for_each(|quote| {
                    quote.clone_from(&text);
                }),
                Wordplace::Note(at) => words.notes.get_mut(at).into_iter().for_each(|note| {
                    note.clone_from(&text);
                }),
                Wordplace::Passage => words.passage = Some(text),
            }
        }
        Arc::new(words)
    }

    /// Only those rows of which it is so.
    #[must_use]
    pub fn only(&self, keep: impl FnMut(&u32) -> bool) -> Block {
        Block {
            rows: RowsOf::These(Arc::new(self.rows.iter().filter(keep).collect())),
            ..self.clone()
        }
    }

    /// Which of its rows, counted within the block, say the sentence.
    #[must_use]
    pub fn saying(&self, sentence: &Sentence) -> Vec<usize> {
        if sentence.relation != self.relation || sentence.args.len() != self.args.len() {
            return Vec::new();
        }
        let wanted: Option<Vec<Wanted<'_>>> = self
            .args
            .iter()
            .zip(&sentence.args)
            .map(|(arg, value)| Wanted::of(arg, value))
            .collect();
        let Some(wanted) = wanted else {
            return Vec::new();
        };
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| wanted.iter().all(|wanted| wanted.is_in(*row)))
            .map(|(at, _)| at)
            .collect()
    }

    /// Whether the names of some row are such.
    pub fn names_any(&self, is: impl Fn(EntityId) -> bool) -> bool {
        self.args.iter().any(|arg| match arg {
            Argument::Entities(column) => column.any(|entity| is(*entity)),
            Argument::Values(column) => column.any(|value| match value {
                Value::Entity(entity) => is(*entity),
                Value::Text(_) | Value::Number(_) | Value::Date(_) => false,
            }),
            Argument::Texts { .. } => false,
        })
    }
}

/// What a slot must hold: anything, or one of some cells.
enum Wanted<'b> {
    Any,
    Cells(&'b Cells, Vec<u32>),
}

impl<'b> Wanted<'b> {
    /// None where no row can hold the value.
    fn of(arg: &'b Argument, value: &Value) -> Option<Wanted<'b>> {
        let (cells, hits): (&Cells, Vec<usize>) = match (arg, value) {
            (Argument::Values(Column::Same(same)), value) => {
                return (same == value).then_some(Wanted::Any);
            }
            (Argument::Entities(Column::Same(same)), Value::Entity(entity)) => {
                return (same == entity).then_some(Wanted::Any);
            }
            (Argument::Values(Column::Of { cells, means }), value) => {
                (cells, hits(means.iter(), |is| is == value))
            }
            (Argument::Entities(Column::Of { cells, means }), Value::Entity(entity)) => {
                (cells, hits(means.iter(), |is| is == entity))
            }
            (Argument::Texts { cells, texts }, Value::Text(text)) => {
                (cells, hits(texts.iter(), |is| is == &**text))
            }
            (Argument::Entities(_) | Argument::Texts { .. }, _) => return None,
        };
        let hits: Vec<u32> = hits.into_iter().map(|at| at as u32).collect();
        (!hits.is_empty()).then_some(Wanted::Cells(cells, hits))
    }

    fn is_in(&self, row: u32) -> bool {
        match self {
            Wanted::Any => true,
            Wanted::Cells(cells, hits) => cells
                .get(row as usize)
                .is_some_and(|cell| hits.binary_search(cell).is_ok()),
        }
    }
}

fn hits<T>(all: impl Iterator<Item = T>, is: impl Fn(T) -> bool) -> Vec<usize> {
    all.enumerate()
        .filter_map(|(at, one)| is(one).then_some(at))
        .collect()
}
