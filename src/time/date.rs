//! A date as an analyst wrote it.
//!
//! Data only: the words, the minutes that they cover, and how firmly they were meant.

use serde::{Deserialize, Serialize};

use super::{Clause, Span};

/// A date as written, what it covers, and how firmly: `2016-12`, `27 December 2016`, `2014~`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Date {
    /// As it was written, without the blanks around it: `2014~`. It is printed so.
    pub text: String,
    /// Every minute that it may mean: all of December for `2016-12`. Widened by one unit of its precision
    /// on either side if it is *about* a date (`2014~` covers 2013 to 2015). Never empty, always bounded.
    pub covers: Span,
    /// The finest part that was written.
    pub precision: Precision,
    /// How firmly it was meant.
    pub mark: Mark,
}

/// The finest part of a date that was written, from the coarsest on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// `2016`.
    Year,
    /// `mid 2016`: four months.
    YearPart,
    /// `2016-12`.
    Month,
    /// `late December 2016`: ten days, or what is left of the month.
    MonthPart,
    /// `2016-12-27`.
    Day,
    /// `2016-12-27T18:00`.
    Minute,
}

/// How firmly a date was meant, by the mark at its end.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// No mark.
    #[default]
    Firm,
    /// `~`: about then. Widens what is covered.
    About,
    /// `?`: then, but the source is doubtful. Widens nothing.
    Uncertain,
    /// `%`: both. Widens what is covered.
    Both,
}

impl Mark {
    /// Whether the date may mean a time just before or after what was written.
    pub fn widens(self) -> bool {
        match self {
            Mark::About | Mark::Both => true,
            Mark::Firm | Mark::Uncertain => false,
        }
    }
}

/// One date, or two with what lies between.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrInterval {
    /// `2014`.
    Date(Date),
    /// `2014/2016`, `2014/..`, `../2014`: from the one to the other.
    Interval {
        /// `None` if it is `..`, without beginning; then there is an end.
        from: Option<Date>,
        /// `None` if it is `..`, without end; then there is a beginning.
        to: Option<Date>,
    },
}

impl DateOrInterval {
    /// The clause that says the same: `on 2014`, `from 2014 to 2016`, `since 2014`, `until 2014`.
    pub fn clause(&self) -> Clause<'_> {
        match self {
            DateOrInterval::Date(date) => Clause::On(date),
            DateOrInterval::Interval {
                from: Some(from),
                to: Some(to),
            } => Clause::Between(from, to),
            DateOrInterval::Interval {
                from: Some(from),
                to: None,
            } => Clause::Since(from),
            DateOrInterval::Interval {
                from: None,
                to: Some(to),
            } => Clause::Until(to),
            DateOrInterval::Interval {
                from: None,
                to: None,
            } => Clause::Always,
        }
    }
}
