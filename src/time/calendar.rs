//! The proleptic Gregorian calendar, as ISO 8601 has it: the year 0 is there, and -1 comes before it.
//!
//! Takes and gives whole days since 1970-01-01. After Hinnant, *chrono-compatible low-level date
//! algorithms*: a year is begun in March, so that the leap day comes last, and 400 years are always
//! 146,097 days.

/// Minutes of a day.
pub(super) const MINUTES_A_DAY: i64 = 1_440;

/// No year that an instant can name is further from 0 than this.
const FURTHEST_YEAR: i64 = 17_600_000_000_000;

/// Days of the month of that year; `None` if there is no such month.
pub(super) fn days_in_month(year: i64, month: u32) -> Option<u32> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap(year) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// Whether the year has a 29 February.
fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The day's number; `None` if there is no such day, or if no instant reaches that far.
pub(super) fn day_number(year: i64, month: u32, day: u32) -> Option<i64> {
    if !(-FURTHEST_YEAR..=FURTHEST_YEAR).contains(&year) {
        return None;
    }
    if day == 0 || day > days_in_month(year, month)? {
        return None;
    }
    let (month, day) = (i64::from(month), i64::from(day));
    let from_march = if month > 2 { year } else { year - 1 };
    let era = from_march.div_euclid(400);
    let year_of_era = from_march.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Year, month (1 to 12) and day (1 to 31) of a day's number. The number is that of a day which an
/// instant can name, that is below 2⁶³ minutes.
pub(super) fn year_month_day(number: i64) -> (i64, u32, u32) {
    let shifted = number.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, small(month), small(day))
}

/// A part of a date, which is never negative and never above 59.
pub(super) fn small(part: i64) -> u32 {
    u32::try_from(part).unwrap_or_default()
}
