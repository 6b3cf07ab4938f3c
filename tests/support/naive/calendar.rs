//! t ⊕ D: by the calendar, months first, then minutes (section 1).

const DAY: i64 = 1_440;

/// t ⊕ D. A day that does not exist becomes the month's last minute, so that a later t never gives an earlier end.
pub fn plus(instant: i64, months: i64, minutes: i64) -> i64 {
    let (days, minute) = (instant.div_euclid(DAY), instant.rem_euclid(DAY));
    let (year, month, day) = date_of(days);
    let count = year * 12 + (month - 1) + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    let moved = if day > length_of(year, month) {
        days_before(year, month) * DAY + length_of(year, month) * DAY - 1
    } else {
        (days_before(year, month) + day - 1) * DAY + minute
    };
    moved + minutes
}

/// The first minute of a day.
pub fn midnight(year: i64, month: i64, day: i64) -> i64 {
    (days_before(year, month) + day - 1) * DAY
}

fn is_leap(year: i64) -> bool {
    year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0)
}

/// How many days a month has.
pub fn length_of(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How many days lie between the first of January 1970 and the first of a month.
fn days_before(year: i64, month: i64) -> i64 {
    let before = year - 1;
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    // From the first of January of the year 1 to that of 1970 there are 719,162 days.
    let years = before * 365 + leap_days - 719_162;
    years + (1..month).map(|m| length_of(year, m)).sum::<i64>()
}

/// The year, month and day that a day since 1970 is: found by walking, month by month.
fn date_of(days: i64) -> (i64, i64, i64) {
    let (mut year, mut month) = (1970 + days.div_euclid(366), 1);
    while days_before(year + 1, 1) <= days {
        year += 1;
    }
    while month < 12 && days_before(year, month + 1) <= days {
        month += 1;
    }
    (year, month, days - days_before(year, month) + 1)
}

#[test]
fn the_first_minute_of_1970_is_0_and_years_follow() {
    assert_eq!(midnight(1970, 1, 1), 0);
    assert_eq!(midnight(2016, 12, 31) / DAY, 17_166);
    assert_eq!(midnight(1969, 12, 31), -DAY);
}

#[test]
fn every_day_is_found_again() {
    for days in -40_000..40_000 {
        let (year, month, day) = date_of(days);
        assert_eq!(midnight(year, month, day), days * DAY);
    }
}

#[test]
fn a_day_that_does_not_exist_becomes_the_months_last_minute() {
    let noon = midnight(2015, 1, 31) + 720;
    assert_eq!(plus(noon, 1, 0), midnight(2015, 3, 1) - 1);
    assert_eq!(plus(noon, 2, 5), midnight(2015, 3, 31) + 725);
    assert_eq!(plus(midnight(2016, 2, 29), 12, 0), midnight(2017, 3, 1) - 1);
    assert_eq!(plus(midnight(2016, 3, 31), -1, 0), midnight(2016, 3, 1) - 1);
}
