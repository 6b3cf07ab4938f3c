//! A piece of the calendar: one year, third of a year, month, third of a month, day or minute.
//!
//! Takes what a date names; gives the minutes that it covers. The one idea: the pieces of one
//! precision are numbered, without gaps, so that the one before and the one after are a step away.

use super::calendar::{MINUTES_A_DAY, day_number, small};
use super::{Instant, Mark, Precision, Span};

/// One piece of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    pub(super) precision: Precision,
    /// Its number among the pieces of its precision: a year's is the year, a minute's the instant.
    number: i64,
}

/// Early, mid or late: days 1 to 10, 11 to 20 and the rest of a month; four months each of a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

impl Unit {
    pub(super) fn year(year: i64) -> Unit {
        Unit {
            precision: Precision::Year,
            number: year,
        }
    }

    pub(super) fn year_part(third: Third, year: i64) -> Unit {
        let number = year.saturating_mul(3).saturating_add(third as i64);
        Unit {
            precision: Precision::YearPart,
            number,
        }
    }

    /// The month is 1 to 12.
    pub(super) fn month(year: i64, month: u32) -> Unit {
        let number = year.saturating_mul(12).saturating_add(i64::from(month) - 1);
        Unit {
            precision: Precision::Month,
            number,
        }
    }

    /// The month is 1 to 12.
    pub(super) fn month_part(third: Third, year: i64, month: u32) -> Unit {
        let month = Unit::month(year, month).number;
        let number = month.saturating_mul(3).saturating_add(third as i64);
        Unit {
            precision: Precision::MonthPart,
            number,
        }
    }

    /// `None` if there is no such day.
    pub(super) fn day(year: i64, month: u32, day: u32) -> Option<Unit> {
        let number = day_number(year, month, day)?;
        Some(Unit {
            precision: Precision::Day,
            number,
        })
    }

    pub(super) fn minute(instant: Instant) -> Unit {
        Unit {
            precision: Precision::Minute,
            number: instant.0,
        }
    }

    /// What it covers, with the piece on either side if the mark widens. `None` beyond the reach of
    /// instants.
    pub(super) fn covers(self, mark: Mark) -> Option<Span> {
        let margin = i64::from(mark.widens());
        let from = self.start(self.number.checked_sub(margin)?)?;
        let to = self.start(self.number.checked_add(1 + margin)?)?;
        Some(Span::new(from, to))
    }

    /// The first minute of the piece of this precision that has the number.
    fn start(self, number: i64) -> Option<Instant> {
        let split = |parts: i64| (number.div_euclid(parts), small(number.rem_euclid(parts)));
        let first_of = |year, month| Instant::from_ymd_hm(year, month, 1, 0, 0);
        match self.precision {
            Precision::Year => first_of(number, 1),
            Precision::YearPart => {
                let (year, third) = split(3);
                first_of(year, third * 4 + 1)
            }
            Precision::Month => {
                let (year, month) = split(12);
                first_of(year, month + 1)
            }
            Precision::MonthPart => {
                let (year, third) = split(36);
                Instant::from_ymd_hm(year, third / 3 + 1, third % 3 * 10 + 1, 0, 0)
            }
            Precision::Day => number.checked_mul(MINUTES_A_DAY).map(Instant),
            Precision::Minute => Some(Instant(number)),
        }
    }
}
