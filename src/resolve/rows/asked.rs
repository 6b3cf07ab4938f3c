//! What statements ask of a row, and what stands for it. Takes the name of a column and how it is used; gives for every row
//! the number of what is put there, and the different texts that are.
//!
//! A cell is one thing where it stands by itself, another where a date is put together of it and its neighbours.

use super::filling::Filling;
use super::sorts::PIECE;
use crate::cores::{cores, in_ranges};
use crate::model::block::met;
use crate::table::{Drawn, Gathering, Texts};
use crate::time::parse_date;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// What is asked of a row.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(in crate::resolve) enum Asked {
    /// The cell of a column.
    Cell(String),
    /// The cell of a column where a letter or a figure is meant, and none but that one.
    Letter(String),
    /// The date that the cell of a column is, by the order of its day, month and year.
    Date(String),
    /// The likelihood that the cell of a column is: a bare number from 0 to 100 is a percentage.
    Likelihood(String),
    /// The date that the cells of columns are together, as far as they are there.
    Glued(Vec<String>),
}

/// A likelihood as it is written: a bare number from 0 to 100, as data has it, is a percentage.
pub(super) fn as_likelihood(cell: &str) -> Cow<'_, str> {
    let figures = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    if figures && cell.parse::<u32>().is_ok_and(|number| number <= 100) {
        Cow::Owned(format!("{cell}%"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What is put in the place of what is asked; nothing for what is missing.
pub(super) type StandIns = HashMap<Asked, String>;

/// What all rows of a table have of what is asked.
#[derive(Clone, Debug)]
pub(super) struct Having {
    pub(super) asked: Asked,
    /// The number of each row's text.
    pub(super) cells: Arc<Vec<u32>>,
    pub(super) texts: Arc<Texts>,
    /// Of each text, whether it says that there is none.
    pub(super) missing: Vec<bool>,
    /// Of each text, whether it had to be a date and is none. Empty where anything may stand.
    wrong: Vec<bool>,
}

impl Having {
    /// What the rows of the filling's table have.
    pub(super) fn of(filling: &Filling<'_>, asked: Asked) -> Option<Having> {
        let missing =
            |text: &str| text.is_empty() || filling.options.missing.iter().any(|one| one == text);
        match &asked {
            Asked::Cell(name) | Asked::Letter(name) => {
                let Drawn { cells, texts } = filling.table.drawn(name)?.clone();
                let missing = texts.iter().map(missing).collect();
                Some(Having {
                    asked,
                    cells,
                    texts,
                    missing,
                    wrong: Vec::new(),
                })
            }
            Asked::Date(name) => {
                let drawn = filling.table.drawn(name)?;
                let missing = drawn.texts.iter().map(missing).collect();
                let mut texts = Texts::default();
                for text in drawn.texts.iter() {
                    let form = filling.options.dates.as_ref();
                    let date = form.and_then(|form| crate::resolve::table::date_by(form, text));
                    texts.push(date.as_deref().unwrap_or(text));
                }
                let is_wrong =
                    |(text, missing): (&str, &bool)| !missing && parse_date(text).is_err();
                let wrong = texts.iter().zip(&missing).map(is_wrong).collect();
                Some(Having {
                    cells: Arc::clone(&drawn.cells),
                    asked,
                    texts: Arc::new(texts),
                    missing,
                    wrong,
                })
            }
            Asked::Likelihood(name) => {
                let drawn = filling.table.drawn(name)?;
                let missing = drawn.texts.iter().map(missing).collect();
                let mut texts = Texts::default();
                for text in drawn.texts.iter() {
                    texts.push(&as_likelihood(text));
                }
                Some(Having {
                    cells: Arc::clone(&drawn.cells),
                    asked,
                    texts: Arc::new(texts),
                    missing,
                    wrong: Vec::new(),
                })
            }
            Asked::Glued(names) => {
                let drawn: Vec<&Drawn> = names
                    .iter()
                    .map(|name| filling.table.drawn(name))
                    .collect::<Option<_>>()?;
                let mut known: HashMap<Vec<u32>, u32> = HashMap::new();
                let mut gathering = Gathering::default();
                let mut cells = Vec::with_capacity(filling.table.rows.len());
                let mut key: Vec<u32> = Vec::with_capacity(drawn.len());
                for row in 0..filling.table.rows.len() {
                    key.clear();
                    key.extend(drawn.iter().filter_map(|one| one.cells.get(row).copied()));
                    let number = match known.get(&key) {
                        Some(number) => *number,
                        None => {
                            let text = filling.dated(&asked, row).unwrap_or_default();
                            let number = gathering.number(&text);
                            known.insert(key.clone(), number);
                            number
                        }
                    };
                    cells.push(number);
                }
                let texts = gathering.finish();
                let missing = texts.iter().map(str::is_empty).collect();
                let is_wrong = |text: &str| !text.is_empty() && parse_date(text).is_err();
                let wrong = texts.iter().map(is_wrong).collect();
                Some(Having {
                    asked,
                    cells: Arc::new(cells),
                    texts: Arc::new(texts),
                    missing,
                    wrong,
                })
            }
        }
    }

    /// The number of the row's text.
    pub(super) fn cell(&self, row: u32) -> Option<usize> {
        self.cells.get(row as usize).map(|cell| *cell as usize)
    }

    /// Of each text, whether one of the rows has it.
    pub(super) fn met(&self, rows: &[u32]) -> Vec<bool> {
        let pieces = in_ranges(cores(), rows.len(), PIECE, |places| {
            let rows = rows.get(places).into_iter().flatten().copied();
            met(rows, &self.cells, self.texts.len())
        });
        let either = |mut all: Vec<bool>, piece: Vec<bool>| {
            all.iter_mut().zip(piece).for_each(|(all, met)| *all |= met);
            all
        };
        pieces.into_iter().reduce(either).unwrap_or_default()
    }

    /// Whether no text is missing, or wrong.
    pub(super) fn lacks_nothing(&self) -> bool {
        !self.missing.contains(&true) && !self.wrong.contains(&true)
    }

    /// Whether those rows are all that there are, and have all the texts, none of which is missing.
    pub(super) fn are_all_of(&self, rows: &[u32]) -> bool {
        rows.len() == self.cells.len()
            && !self.missing.contains(&true)
            && !self.met(rows).contains(&false)
    }

    /// Whether what the row has there had to be a date, and is none.
    pub(super) fn is_wrong(&self, row: usize) -> bool {
        self.cells
            .get(row)
            .and_then(|cell| self.wrong.get(*cell as usize))
            .is_some_and(|wrong| *wrong)
    }

    /// Whether the row has nothing there.
    pub(super) fn is_missing(&self, row: usize) -> bool {
        self.cells
            .get(row)
            .and_then(|cell| self.missing.get(*cell as usize))
            .is_none_or(|missing| *missing)
    }
}
