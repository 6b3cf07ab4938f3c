//! A point in time, to the minute, and the step from one to another by a calendar length.
//!
//! Takes and gives minute numbers. The one idea: ⊕ never turns two instants round (it is *monotone*),
//! because a day that a month does not have becomes that month's last minute. On that rest the windows
//! of the rules (`in the past 2 years`), which would otherwise have holes.

use serde::{Deserialize, Serialize};

use super::Duration;
use super::calendar::{MINUTES_A_DAY, day_number, days_in_month, small, year_month_day};

/// A whole minute since 1970-01-01T00:00Z: `2016-12-31T23:59` is 24,720,479.
///
/// Earlier ones are negative. The two ends of the range stand for no minute, but for what lies before
/// and after all of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// An instant as a calendar and a clock show it, in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Civil {
    /// The year; 0 is the year before 1, and -1 the one before that.
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
}

impl Instant {
    /// Before all minutes: where a span begins that has no beginning.
    pub const BEGINNING: Instant = Instant(i64::MIN);
    /// After all minutes: where a span ends that has no end.
    pub const END: Instant = Instant(i64::MAX);

    /// The minute that the calendar and clock name; `None` if there is none (30 February, 24:00).
    pub fn from_ymd_hm(year: i64, month: u32, day: u32, hour: u32, minute: u32) -> Option<Instant> {
        if hour > 23 || minute > 59 {
            return None;
        }
        let minutes = i64::from(hour * 60 + minute);
        day_number(year, month, day)?
            .checked_mul(MINUTES_A_DAY)?
            .checked_add(minutes)
            .map(Instant)
    }

    /// What a calendar and a clock show at this minute. At the ends of the range, which are no minutes,
    /// some date beyond the reach of history.
    pub fn to_civil(self) -> Civil {
        let (year, month, day) = year_month_day(self.0.div_euclid(MINUTES_A_DAY));
        let of_day = self.0.rem_euclid(MINUTES_A_DAY);
        Civil {
            year,
            month,
            day,
            hour: small(of_day / 60),
            minute: small(of_day % 60),
        }
    }

    /// The minute after. The ends stay where they are.
    pub fn succ(self) -> Instant {
        self.plus_minutes(1)
    }

    /// The minute before. The ends stay where they are.
    pub fn pred(self) -> Instant {
        self.plus_minutes(-1)
    }

    /// t ⊕ D: by the calendar, months first, then minutes.
    ///
    /// A day that does not exist becomes the month's last *minute*: a month after 10:00 on 31 January
    /// is 23:59 on the last of February. Monotone: `t <= u` gives `t ⊕ D <= u ⊕ D`. What would leave
    /// the range ends at its end, and the ends stay where they are.
    pub fn plus(self, length: Duration) -> Instant {
        if self == Instant::BEGINNING || self == Instant::END {
            return self;
        }
        self.plus_months(length.months).plus_minutes(length.minutes)
    }

    fn plus_minutes(self, minutes: i64) -> Instant {
        if self == Instant::BEGINNING || self == Instant::END {
            return self;
        }
        Instant(self.0.saturating_add(minutes))
    }

    fn plus_months(self, months: i64) -> Instant {
        if months == 0 {
            return self;
        }
        let civil = self.to_civil();
        let beyond = if months > 0 {
            Instant::END
        } else {
            Instant::BEGINNING
        };
        let count = (civil.year * 12 + i64::from(civil.month) - 1).saturating_add(months);
        let (year, month) = (count.div_euclid(12), small(count.rem_euclid(12)) + 1);
        let Some(length) = days_in_month(year, month) else {
            return beyond;
        };
        let (day, hour, minute) = if civil.day > length {
            (length, 23, 59)
        } else {
            (civil.day, civil.hour, civil.minute)
        };
        Instant::from_ymd_hm(year, month, day, hour, minute).unwrap_or(beyond)
    }
}
