//! Windows on the past, against their definition, minute by minute.
//!
//! W(t) = { u : u ≤ t < u ⊕ D }. A month has at most 31 days, so no u before t − 31 days a month −
//! minutes is in it: the brute force below leaves nothing out, on unbounded spans neither.

use proptest::prelude::*;

use super::steps::pieces;
use super::{at, day, likelihood};
use crate::time::{Duration, Instant, Likelihood, Span, Steps};

/// The values at the instants of W(t), by the definition.
fn seen(steps: &Steps, t: Instant, length: Duration) -> impl Iterator<Item = Likelihood> {
    let earliest = t.0 - length.months * 31 * 1_440 - length.minutes - 1_440;
    (earliest..=t.0)
        .map(Instant)
        .filter(move |u| t < u.plus(length))
        .map(|u| steps.at(u))
}

fn assert_by_definition(
    steps: &Steps,
    length: Duration,
    instants: impl IntoIterator<Item = Instant>,
) {
    let (within, throughout) = (steps.past_within(length), steps.throughout(length));
    for t in instants {
        let greatest = seen(steps, t, length).max().unwrap_or(Likelihood::NEVER);
        let least = seen(steps, t, length).min().unwrap_or(Likelihood::CERTAIN);
        assert_eq!(
            within.at(t),
            greatest,
            "within {length:?} at {:?} of {steps:?}",
            t.to_civil()
        );
        assert_eq!(
            throughout.at(t),
            least,
            "throughout {length:?} at {:?} of {steps:?}",
            t.to_civil()
        );
    }
}

/// Where an answer could be wrong: at the edges of the answers, and a minute before.
fn edges(steps: &Steps, length: Duration) -> Vec<Instant> {
    let (within, throughout) = (steps.past_within(length), steps.throughout(length));
    let edges = within
        .breakpoints()
        .chain(throughout.breakpoints())
        .chain(steps.breakpoints());
    edges.flat_map(|edge| [edge, edge.pred()]).collect()
}

proptest! {
    #[test]
    fn windows_of_minutes_are_their_definition(pieces in pieces(), minutes in -2_i64..40) {
        let steps = Steps::from_steps(pieces);
        let length = Duration { months: 0, minutes };
        assert_by_definition(&steps, length, (-50..90).map(Instant));
    }

    #[test]
    fn the_past_is_all_that_came_before(pieces in pieces()) {
        let steps = Steps::from_steps(pieces);
        let past = steps.past();
        let mut greatest = steps.at(Instant(i64::MIN));
        for minute in -5..40 {
            greatest = greatest.max(steps.at(Instant(minute)));
            prop_assert_eq!(past.at(Instant(minute)), greatest);
        }
        prop_assert_eq!(past.past(), past.clone());
        prop_assert_eq!(past.at(Instant(i64::MAX - 1)), steps.greatest());
        prop_assert_eq!(steps.any_time(), Steps::always(steps.greatest()));
    }

    #[test]
    fn a_longer_window_sees_no_less(pieces in pieces(), short in 1_i64..20, more in 0_i64..20) {
        let steps = Steps::from_steps(pieces);
        let window = |minutes| steps.past_within(Duration { months: 0, minutes });
        prop_assert_eq!(window(short + more).max(&window(short)), window(short + more));
        prop_assert_eq!(steps.past().max(&window(short)), steps.past());
    }
}

/// Edges on the last days of winter months, where ⊕ takes many instants to one.
fn month_ends() -> impl Strategy<Value = Vec<(Span, Likelihood)>> {
    let edge = (0_i64..8, prop::sample::select(vec![0_i64, 1, 700, 1_439]))
        .prop_map(|(days, minutes)| day(2016, 1, 28).0 + days * 1_440 + minutes);
    let from = prop_oneof![1 => Just(i64::MIN), 4 => edge.clone()];
    let to = prop_oneof![1 => Just(i64::MAX), 4 => edge];
    let value = prop::sample::select(vec![3_000_u16, 7_000, 10_000]);
    let piece =
        (from, to, value).prop_map(|(from, to, value)| (super::span(from, to), likelihood(value)));
    prop::collection::vec(piece, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn windows_of_months_are_their_definition_at_month_ends(
        pieces in month_ends(), months in 1_i64..3, minutes in prop::sample::select(vec![0_i64, 1, 1_439, 1_440]),
    ) {
        let steps = Steps::from_steps(pieces);
        let length = Duration { months, minutes };
        assert_by_definition(&steps, length, edges(&steps, length));
    }
}

#[test]
fn windows_of_a_month_are_their_definition_around_a_leap_day() {
    let one_minute = |instant: Instant| Span::new(instant, instant.succ());
    for seen_at in [
        at(2016, 1, 29, 0, 0),
        at(2016, 1, 31, 12, 0),
        at(2016, 2, 29, 23, 59),
        at(2015, 12, 31, 0, 0),
    ] {
        let steps = Steps::constant(one_minute(seen_at), likelihood(7_000));
        let length = Duration {
            months: 1,
            minutes: 0,
        };
        for steps in [steps.complement(), steps] {
            assert_by_definition(&steps, length, edges(&steps, length));
        }
    }
}

#[test]
fn half_a_year_after_the_last_shell() {
    let shells = Steps::constant(super::date("2014-03-10").covers, Likelihood::CERTAIN);
    let active = shells.past_within(Duration {
        months: 6,
        minutes: 0,
    });
    assert_eq!(
        active.spans_at_least(Likelihood::CERTAIN),
        [Span::new(day(2014, 3, 10), at(2014, 9, 10, 23, 59))]
    );
}

#[test]
fn two_full_years_since_the_first_day() {
    let holds = Steps::constant(Span::since(day(2014, 1, 1)), Likelihood::CERTAIN);
    let entrenched = holds.throughout(Duration {
        months: 24,
        minutes: 0,
    });
    assert_eq!(
        entrenched.spans_at_least(Likelihood::CERTAIN),
        [Span::since(at(2015, 12, 31, 23, 59))]
    );
}

#[test]
fn what_was_always_so_was_so_throughout() {
    let length = Duration {
        months: 120,
        minutes: 0,
    };
    assert!(
        Steps::always(Likelihood::CERTAIN)
            .throughout(length)
            .is_always_certain()
    );
    let until = Steps::constant(Span::until(day(2014, 1, 1)), likelihood(7_000));
    assert_eq!(until.throughout(length), until);
    assert_eq!(
        until.past_within(length).spans_at_least(likelihood(1)),
        [Span::until(at(2023, 12, 31, 23, 59))]
    );
}

#[test]
fn a_window_of_nothing_sees_nothing() {
    let always = Steps::always(likelihood(7_000));
    let nothing = Duration {
        months: 0,
        minutes: 0,
    };
    assert!(always.past_within(nothing).is_never());
    assert!(always.throughout(nothing).is_always_certain());
}

#[test]
fn a_window_without_bounds_is_the_past() {
    let steps = Steps::constant(super::date("2014").covers, likelihood(7_000));
    let endless = Duration {
        months: i64::MAX,
        minutes: i64::MAX,
    };
    assert_eq!(steps.past_within(endless), steps.past());
}
