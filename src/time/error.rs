//! Why some words are no date that can be used.
//!
//! Data first: what was written and what is wrong with it. The sentence is made last.

use super::words::month_name;

/// What keeps a text from being a date. Displayed as one line, in plain words.
///
/// [`suggestions`](DateError::suggestions) offers what may have been meant.
#[derive(Clone, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum DateError {
    /// Nothing of it is known as a date: `yesterday`, `27/12/2016`.
    #[error("“{text}” is not a date")]
    NotADate {
        /// As written.
        text: String,
    },
    /// `2014-02-30`, `30 February 2014`.
    #[error("{} {} has {days_in_month} days", month_name(*month), year_text(*year))]
    NoSuchDay {
        /// As written; -9999 to 9999.
        year: i64,
        /// 1 to 12.
        month: u32,
        /// 0, or above `days_in_month`; at most 99.
        day: u32,
        /// 28 to 31.
        days_in_month: u32,
    },
    /// `2016-13`, `2016-13-08`.
    #[error("there is no month {month:02}: a year has 12")]
    NoSuchMonth {
        /// As written; -9999 to 9999.
        year: i64,
        /// 0, or 13 to 99.
        month: u32,
        /// The day, if one was written; at most 99.
        day: Option<u32>,
    },
    /// `2016-12-27T24:00`, `2016-12-27T18:00+15:00`.
    #[error(
        "“{time}” is no time of day: 00:00 is the first, 23:59 the last, and an offset is at most 14:00"
    )]
    NoSuchTime {
        /// The day, which there is: `2016-12-27`.
        day: String,
        /// What follows the `T`, as written.
        time: String,
    },
    /// `2001-21`, `2001-34`, `spring 2014`, `Q3 2014`.
    #[error(
        "“{text}” is a season or a part of a year that calendars do not agree on: write its months"
    )]
    Season {
        /// As written.
        text: String,
    },
    /// `201X`, `2004-XX`.
    #[error("“{text}” leaves digits open: write the first and the last date that it may be")]
    Unspecified {
        /// As written.
        text: String,
    },
    /// `Y170000002`, `12016`.
    #[error("“{text}” is too far away: a year has four digits")]
    GiantYear {
        /// As written.
        text: String,
    },
    /// `1950S2`.
    #[error(
        "“{text}” says how many digits of the year count: write the first and the last year that it may be"
    )]
    SignificantDigits {
        /// As written.
        text: String,
    },
    /// `2004-06~-11`, `?2004-06`.
    #[error("“{text}” marks a part of the date: a mark stands at the end and goes for all of it")]
    MarkInside {
        /// As written.
        text: String,
    },
    /// `[1667,1668]`, `{1960,1961-12}`.
    #[error("“{text}” is several dates: write one, or the first and the last of them")]
    Set {
        /// As written.
        text: String,
    },
    /// `1985/`, `/1985`, `../..`.
    #[error(
        "“{text}” leaves an end out: write “..” for an end that is open, and a date for the other"
    )]
    MissingEnd {
        /// As written.
        text: String,
    },
    /// `2016/2014`.
    #[error("this ends before it begins: {from} is after {to}")]
    BackwardsInterval {
        /// The first date, as written.
        from: String,
        /// The second, as written, which ends before the first begins.
        to: String,
    },
}

/// A year as it is written: four digits, with a sign before the year 0.
pub(super) fn year_text(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}", year.unsigned_abs())
}
