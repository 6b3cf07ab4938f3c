//! The laws of time, checked against the plainest definition that can be run, and examples.

mod dates;
mod descriptions;
mod errors;
mod instants;
mod json;
mod steps;
mod windows;

use super::{Date, DateOrInterval, Instant, Likelihood, Span, parse_date};

/// The minute.
fn at(year: i64, month: u32, day: u32, hour: u32, minute: u32) -> Instant {
    Instant::from_ymd_hm(year, month, day, hour, minute).expect("a minute")
}

/// The first minute of the day.
fn day(year: i64, month: u32, day: u32) -> Instant {
    at(year, month, day, 0, 0)
}

fn date(text: &str) -> Date {
    match parse_date(text) {
        Ok(DateOrInterval::Date(date)) => date,
        other => panic!("{text} is not one date: {other:?}"),
    }
}

fn likelihood(ten_thousandths: u16) -> Likelihood {
    Likelihood::new(ten_thousandths).expect("a likelihood")
}

fn span(from: i64, to: i64) -> Span {
    Span::new(Instant(from), Instant(to))
}
