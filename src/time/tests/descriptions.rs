//! Instants and spans in words.

use proptest::prelude::*;

use super::{at, day};
use crate::time::{
    Clause, DateOrInterval, Instant, Span, describe_instant, describe_span, held, parse_date,
};

#[test]
fn an_instant_is_its_day_and_its_time_if_that_is_not_the_last() {
    assert_eq!(
        describe_instant(at(2016, 12, 31, 23, 59)),
        "31 December 2016"
    );
    assert_eq!(
        describe_instant(at(2014, 3, 10, 18, 5)),
        "10 March 2014, 18:05"
    );
    assert_eq!(describe_instant(day(-44, 3, 15)), "15 March -0044, 00:00");
    assert_eq!(
        describe_instant(Instant::BEGINNING),
        "the beginning of time"
    );
    assert_eq!(describe_instant(Instant::END), "the end of time");
}

#[test]
fn a_span_is_named_by_the_coarsest_dates_that_say_it() {
    let span = |from, to| describe_span(Span::new(from, to));
    assert_eq!(describe_span(Span::ALWAYS), "always");
    assert_eq!(describe_span(Span::EMPTY), "never");
    assert_eq!(
        describe_span(Span::since(day(2014, 10, 1))),
        "since October 2014"
    );
    assert_eq!(describe_span(Span::since(day(2007, 1, 1))), "since 2007");
    assert_eq!(
        describe_span(Span::since(day(2014, 6, 15))),
        "since 15 June 2014"
    );
    assert_eq!(
        describe_span(Span::since(at(2014, 3, 10, 18, 0))),
        "since 10 March 2014, 18:00"
    );
    assert_eq!(
        describe_span(Span::until(day(2014, 4, 1))),
        "until March 2014"
    );
    assert_eq!(describe_span(Span::until(day(2017, 1, 1))), "until 2016");
    assert_eq!(
        describe_span(Span::until(at(2014, 3, 10, 18, 1))),
        "until 10 March 2014, 18:00"
    );
    assert_eq!(
        span(day(2014, 6, 15), day(2014, 10, 1)),
        "from 15 June 2014 to September 2014"
    );
    assert_eq!(span(day(2014, 1, 1), day(2017, 1, 1)), "from 2014 to 2016");
    assert_eq!(
        span(day(2014, 1, 1), day(2015, 4, 1)),
        "from January 2014 to March 2015"
    );
    assert_eq!(
        span(day(2014, 1, 1), day(2014, 4, 1)),
        "from January 2014 to March 2014"
    );
    assert_eq!(
        span(day(2014, 6, 15), day(2017, 1, 1)),
        "from 15 June 2014 to December 2016"
    );
    assert_eq!(
        span(day(2014, 3, 15), day(2014, 4, 1)),
        "from 15 March 2014 to 31 March 2014"
    );
    assert_eq!(
        span(at(2014, 3, 10, 18, 0), day(2014, 3, 11)),
        "from 10 March 2014, 18:00 to 10 March 2014, 23:59"
    );
    assert_eq!(span(day(2014, 1, 1), day(2015, 1, 1)), "in 2014");
    assert_eq!(span(day(2014, 3, 1), day(2014, 4, 1)), "in March 2014");
    assert_eq!(span(day(2014, 3, 10), day(2014, 3, 11)), "on 10 March 2014");
    assert_eq!(
        span(at(2014, 3, 10, 18, 0), at(2014, 3, 10, 18, 1)),
        "on 10 March 2014, 18:00"
    );
}

/// An edge of a span: the first minute of a year, of a month, of a day.
fn edge() -> impl Strategy<Value = Instant> {
    (2010_i64..2016, 1_u32..=12, 1_u32..=28, 0..3).prop_map(
        |(year, month, date, part)| match part {
            0 => day(year, 1, 1),
            1 => day(year, month, 1),
            _ => day(year, month, date),
        },
    )
}

proptest! {
    #[test]
    fn what_a_span_is_called_means_that_span(from in edge(), to in edge(), open in 0..3) {
        let span = match open {
            0 => Span::since(from),
            1 => Span::until(to),
            _ => Span::new(from, to),
        };
        prop_assume!(!span.is_empty());
        let words = describe_span(span);
        let (word, rest) = words.split_once(' ').expect("two words");
        let date = |text: &str| match parse_date(text) {
            Ok(DateOrInterval::Date(date)) => date,
            other => panic!("{text}: {other:?}"),
        };
        let read = match (word, rest.split_once(" to ")) {
            ("from", Some((from, to))) => held(Clause::Between(&date(from), &date(to))),
            ("since", None) => held(Clause::Since(&date(rest))),
            ("until", None) => held(Clause::Until(&date(rest))),
            ("in" | "on", None) => held(Clause::On(&date(rest))),
            _ => panic!("{words}"),
        };
        prop_assert_eq!(read.extent, span, "{}", words);
    }
}
