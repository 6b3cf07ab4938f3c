//! Minutes, the calendar, and ⊕.

use proptest::prelude::*;

use super::{at, day};
use crate::time::{Duration, Instant, parse_duration};

fn months(months: i64) -> Duration {
    Duration { months, minutes: 0 }
}

proptest! {
    #[test]
    fn a_minute_survives_the_calendar_and_back(minute in any::<i64>()) {
        let civil = Instant(minute).to_civil();
        let back = Instant::from_ymd_hm(civil.year, civil.month, civil.day, civil.hour, civil.minute);
        // The day that holds the range's first minute begins before the range.
        prop_assume!(minute >= i64::MIN + 1_440);
        prop_assert_eq!(back, Some(Instant(minute)));
    }

    #[test]
    fn adding_a_length_never_turns_two_instants_round(
        one in any::<i64>(), other in any::<i64>(), months in any::<i64>(), minutes in any::<i64>(),
    ) {
        let length = Duration { months, minutes };
        let (early, late) = (Instant(one.min(other)), Instant(one.max(other)));
        prop_assert!(early.plus(length) <= late.plus(length));
    }

    #[test]
    fn near_instants_too_are_never_turned_round(
        minute in -60_000_000_i64..60_000_000, gap in 0_i64..6_000, months in -30_i64..30,
    ) {
        let length = Duration { months, minutes: 0 };
        prop_assert!(Instant(minute).plus(length) <= Instant(minute + gap).plus(length));
    }

    #[test]
    fn a_length_goes_forward(minute in any::<i64>(), months in 0_i64..i64::MAX, minutes in 1_i64..i64::MAX) {
        prop_assume!(minute > i64::MIN && minute < i64::MAX);
        let instant = Instant(minute);
        let by_minutes = instant.plus(Duration { months: 0, minutes });
        let by_months = instant.plus(Duration { months: months.max(1), minutes: 0 });
        prop_assert!(by_minutes > instant && by_months > instant);
    }
}

#[test]
fn no_two_minutes_of_a_leap_winter_are_turned_round() {
    for months in [1, 2, 3, 11, 12, 13, -1, -12] {
        let length = Duration { months, minutes: 0 };
        let mut last = Instant::BEGINNING;
        for minute in day(2015, 12, 28).0..day(2016, 3, 3).0 {
            let next = Instant(minute).plus(length);
            assert!(next >= last, "{minute} plus {months} months");
            last = next;
        }
    }
}

#[test]
fn a_day_that_does_not_exist_becomes_the_last_minute_of_the_month() {
    assert_eq!(
        at(2015, 1, 31, 10, 0).plus(months(1)),
        at(2015, 2, 28, 23, 59)
    );
    assert_eq!(
        at(2015, 1, 29, 0, 0).plus(months(1)),
        at(2015, 2, 28, 23, 59)
    );
    assert_eq!(
        at(2015, 1, 28, 10, 0).plus(months(1)),
        at(2015, 2, 28, 10, 0)
    );
    assert_eq!(
        at(2016, 2, 29, 0, 0).plus(months(12)),
        at(2017, 2, 28, 23, 59)
    );
    assert_eq!(
        at(2016, 3, 31, 8, 0).plus(months(-1)),
        at(2016, 2, 29, 23, 59)
    );
}

#[test]
fn months_come_before_minutes() {
    let length = Duration {
        months: 1,
        minutes: 1,
    };
    assert_eq!(at(2015, 1, 31, 10, 0).plus(length), day(2015, 3, 1));
}

#[test]
fn the_ends_of_time_stay_where_they_are() {
    let ends = [Instant::BEGINNING, Instant::END];
    for end in ends {
        for length in [
            months(1),
            months(-1),
            Duration {
                months: 0,
                minutes: 5,
            },
        ] {
            assert_eq!(end.plus(length), end);
        }
        assert_eq!((end.succ(), end.pred()), (end, end));
    }
}

#[test]
fn what_leaves_the_range_ends_at_its_end() {
    let now = day(2016, 12, 31);
    assert_eq!(now.plus(months(i64::MAX)), Instant::END);
    assert_eq!(now.plus(months(i64::MIN)), Instant::BEGINNING);
    assert_eq!(
        now.plus(Duration {
            months: 0,
            minutes: i64::MAX
        }),
        Instant::END
    );
}

#[test]
fn minutes_are_counted_from_1970() {
    assert_eq!(day(1970, 1, 1), Instant(0));
    assert_eq!(at(2016, 12, 31, 23, 59), Instant(24_720_479));
    assert_eq!(at(1969, 12, 31, 23, 59), Instant(-1));
    assert_eq!(day(0, 3, 1).pred(), at(0, 2, 29, 23, 59));
    assert_eq!(day(0, 1, 1).pred(), at(-1, 12, 31, 23, 59));
}

#[test]
fn a_minute_that_no_calendar_has_is_none() {
    for (year, month, day, hour, minute) in [
        (2014, 2, 29, 0, 0),
        (1900, 2, 29, 0, 0),
        (2014, 13, 1, 0, 0),
        (2014, 0, 1, 0, 0),
        (2014, 1, 0, 0, 0),
        (2014, 1, 1, 24, 0),
        (2014, 1, 1, 0, 60),
        (i64::MAX, 1, 1, 0, 0),
        (17_600_000_000_000, 1, 1, 0, 0),
    ] {
        assert_eq!(Instant::from_ymd_hm(year, month, day, hour, minute), None);
    }
}

#[test]
fn lengths_are_read_from_words() {
    let minutes = |minutes| Duration { months: 0, minutes };
    for (words, length) in [
        ("2 years", months(24)),
        ("a year", months(12)),
        ("4 months", months(4)),
        ("six months", months(6)),
        ("1 week", minutes(10_080)),
        ("10 days", minutes(14_400)),
        ("1,000 days", minutes(1_440_000)),
        ("an hour", minutes(60)),
        ("36 hours", minutes(2_160)),
        ("90 minutes", minutes(90)),
    ] {
        assert_eq!(parse_duration(words), Some(length), "{words}");
    }
}

#[test]
fn what_is_no_length_is_none() {
    let far = "9223372036854775807 years";
    for words in [
        "",
        "years",
        "2",
        "0 days",
        "-1 days",
        "1.5 years",
        "2 years ago",
        ", days",
        far,
    ] {
        assert_eq!(parse_duration(words), None, "{words}");
    }
}
