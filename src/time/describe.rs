//! Instants and spans in plain words, for answers.
//!
//! Takes them; gives the shortest words that say the same: *since 2007* where a year begins, *since
//! October 2014* where a month does. What was written as a date is printed as it was written, not so.

use super::calendar::MINUTES_A_DAY;
use super::error::year_text;
use super::words::month_name;
use super::{Civil, Instant, Precision, Span};

/// The day, and the time if it is not the day's last minute: `31 December 2016`,
/// `10 March 2014, 18:00`.
pub fn describe_instant(instant: Instant) -> String {
    if instant == Instant::BEGINNING {
        return "the beginning of time".to_owned();
    }
    if instant == Instant::END {
        return "the end of time".to_owned();
    }
    let last_of_day = instant.0.rem_euclid(MINUTES_A_DAY) == MINUTES_A_DAY - 1;
    to(
        instant.to_civil(),
        if last_of_day {
            Precision::Day
        } else {
            Precision::Minute
        },
    )
}

/// A span by the dates that say it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Dated {
    /// It is empty.
    Never,
    /// It has no end on either side.
    Always,
    /// From this date on.
    Since(String),
    /// To the end of this date.
    Until(String),
    /// One date covers it, of so fine a part: `March 2014`.
    One(String, Precision),
    /// No one date covers it; from the first to the end of the second.
    Ends(String, String),
}

/// The span in words that mean just this in a statement: `since October 2014`, `until 2016`,
/// `from 15 June 2014 to September 2014`, `in March 2014`, `on 10 March 2014`, `always`, `never`.
pub fn describe_span(span: Span) -> String {
    match dated(span) {
        Dated::Never => "never".to_owned(),
        Dated::Always => "always".to_owned(),
        Dated::Since(from) => format!("since {from}"),
        Dated::Until(until) => format!("until {until}"),
        Dated::One(date, Precision::Day | Precision::Minute) => format!("on {date}"),
        Dated::One(date, _) => format!("in {date}"),
        Dated::Ends(first, last) => format!("from {first} to {last}"),
    }
}

/// The dates that say the span, each as coarse as it can be.
pub fn dated(span: Span) -> Dated {
    if span.is_empty() {
        return Dated::Never;
    }
    let (begins, ends) = (span.from != Instant::BEGINNING, span.to != Instant::END);
    // An end is named by its last minute, as `until` has it, and is as coarse as what follows it.
    let (first, last) = (span.from.to_civil(), span.to.pred().to_civil());
    let (from, until) = (
        coarsest_that_starts(span.from),
        coarsest_that_starts(span.to),
    );
    match (begins, ends) {
        (false, false) => Dated::Always,
        (true, false) => Dated::Since(to(first, from)),
        (false, true) => Dated::Until(to(last, until)),
        (true, true) => {
            let finest = from.max(until);
            let coarsest = from.min(until);
            let (from, until) = if to(first, coarsest) == to(last, coarsest) {
                // Not `from 15 March 2014 to March 2014`.
                (finest, finest)
            } else if finest > Precision::Year {
                // Not `from 2014 to March 2015`.
                (from.max(Precision::Month), until.max(Precision::Month))
            } else {
                (from, until)
            };
            let (first, last) = (to(first, from), to(last, until));
            if first == last {
                Dated::One(first, finest)
            } else {
                Dated::Ends(first, last)
            }
        }
    }
}

/// The coarsest of year, month, day and minute that begins with this minute.
fn coarsest_that_starts(instant: Instant) -> Precision {
    match instant.to_civil() {
        Civil {
            month: 1,
            day: 1,
            hour: 0,
            minute: 0,
            ..
        } => Precision::Year,
        Civil {
            day: 1,
            hour: 0,
            minute: 0,
            ..
        } => Precision::Month,
        Civil {
            hour: 0, minute: 0, ..
        } => Precision::Day,
        _ => Precision::Minute,
    }
}

/// The date in words, down to the part.
fn to(civil: Civil, part: Precision) -> String {
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
    } = civil;
    let (year, month) = (year_text(year), month_name(month));
    match part {
        Precision::Year | Precision::YearPart => year,
        Precision::Month | Precision::MonthPart => format!("{month} {year}"),
        Precision::Day => format!("{day} {month} {year}"),
        Precision::Minute => format!("{day} {month} {year}, {hour:02}:{minute:02}"),
    }
}
