//! Step functions: each operation at each instant is what its name says.

use proptest::prelude::*;

use super::{likelihood, span};
use crate::time::{Instant, Likelihood, Span, Steps};

/// Spans of values on a few minutes, some of them unbounded. Values are few, so that neighbours are
/// often equal, and the bar is often met.
pub(super) fn pieces() -> impl Strategy<Value = Vec<(Span, Likelihood)>> {
    let value = prop::sample::select(vec![0_u16, 1, 3_000, 5_500, 7_000, 10_000]);
    let from = prop_oneof![1 => Just(i64::MIN), 6 => -2_i64..30];
    let to = prop_oneof![1 => Just(i64::MAX), 6 => -2_i64..32];
    prop::collection::vec((from, to, value), 0..7).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(from, to, value)| (span(from, to), likelihood(value)))
            .collect()
    })
}

fn steps() -> impl Strategy<Value = Steps> {
    pieces().prop_map(Steps::from_steps)
}

fn instants() -> impl Iterator<Item = Instant> {
    [i64::MIN, i64::MIN + 1]
        .into_iter()
        .chain(-4..40)
        .chain([i64::MAX - 1])
        .map(Instant)
}

/// Sorted, disjoint, nothing of value 0, no two that could be one.
fn assert_one_form(steps: &Steps) {
    for step in steps.steps() {
        assert!(
            !step.span.is_empty() && step.value > Likelihood::NEVER,
            "{steps:?}"
        );
    }
    for pair in steps.steps().windows(2) {
        let (one, next) = (pair[0], pair[1]);
        assert!(one.span.to <= next.span.from, "{steps:?}");
        assert!(
            one.span.to < next.span.from || one.value != next.value,
            "{steps:?}"
        );
    }
}

fn assert_at_each_instant(made: &Steps, value: impl Fn(Instant) -> Likelihood) {
    assert_one_form(made);
    for instant in instants() {
        assert_eq!(
            made.at(instant),
            value(instant),
            "at {instant:?} of {made:?}"
        );
    }
}

proptest! {
    #[test]
    fn spans_that_overlap_give_the_greatest(pieces in pieces()) {
        let made = Steps::from_steps(pieces.iter().copied());
        assert_at_each_instant(&made, |t| {
            let here = pieces.iter().filter(|(span, _)| span.contains(t));
            here.map(|(_, value)| *value).max().unwrap_or_default()
        });
    }

    #[test]
    fn the_order_of_the_spans_never_matters(mut pieces in pieces()) {
        let made = Steps::from_steps(pieces.iter().copied());
        pieces.reverse();
        prop_assert_eq!(made, Steps::from_steps(pieces));
    }

    #[test]
    fn max_and_min_are_pointwise(a in steps(), b in steps()) {
        assert_at_each_instant(&a.max(&b), |t| a.at(t).max(b.at(t)));
        assert_at_each_instant(&a.min(&b), |t| a.at(t).min(b.at(t)));
    }

    #[test]
    fn the_complement_of_the_complement_is_the_same(a in steps()) {
        assert_at_each_instant(&a.complement(), |t| a.at(t).complement());
        prop_assert_eq!(a.complement().complement(), a);
    }

    #[test]
    fn at_most_within_and_masks_are_pointwise(a in steps(), b in steps(), bar in 0_u16..=10_000, part in (-3_i64..33, -3_i64..33)) {
        let bar = likelihood(bar);
        let part = span(part.0, part.1);
        assert_at_each_instant(&a.at_most(bar), |t| a.at(t).min(bar));
        assert_at_each_instant(&a.within(part), |t| if part.contains(t) { a.at(t) } else { Likelihood::NEVER });
        assert_at_each_instant(&a.mask_where(&b, bar), |t| if b.at(t) >= bar { Likelihood::NEVER } else { a.at(t) });
    }

    #[test]
    fn the_kth_greatest_is_pointwise(of in prop::collection::vec(steps(), 0..5), k in 1_usize..6) {
        assert_at_each_instant(&Steps::kth_greatest(k, &of), |t| {
            let mut values: Vec<Likelihood> = of.iter().map(|steps| steps.at(t)).collect();
            values.sort_unstable_by(|a, b| b.cmp(a));
            values.get(k - 1).copied().unwrap_or_default()
        });
    }

    #[test]
    fn the_first_greatest_is_max_and_the_last_is_min(a in steps(), b in steps()) {
        let both = [a.clone(), b.clone()];
        prop_assert_eq!(Steps::kth_greatest(1, &both), a.max(&b));
        prop_assert_eq!(Steps::kth_greatest(2, &both), a.min(&b));
    }

    #[test]
    fn the_value_changes_at_breakpoints_alone(a in steps()) {
        let breakpoints: Vec<Instant> = a.breakpoints().collect();
        prop_assert!(breakpoints.is_sorted());
        for minute in -4..40 {
            let changes = a.at(Instant(minute)) != a.at(Instant(minute - 1));
            prop_assert_eq!(changes, breakpoints.contains(&Instant(minute)));
        }
    }

    #[test]
    fn spans_at_or_over_a_bar_are_merged(a in steps(), bar in 0_u16..=10_000) {
        let bar = likelihood(bar);
        let spans = a.spans_at_least(bar);
        for t in instants() {
            prop_assert_eq!(spans.iter().any(|span| span.contains(t)), a.at(t) >= bar);
        }
        prop_assert!(spans.windows(2).all(|pair| pair[0].to < pair[1].from));
    }
}

#[test]
fn the_one_form_of_always_and_never() {
    assert!(Steps::never().is_never() && !Steps::never().is_always_certain());
    assert!(Steps::always(Likelihood::CERTAIN).is_always_certain());
    assert!(Steps::always(Likelihood::NEVER).is_never());
    assert!(Steps::constant(Span::EMPTY, Likelihood::CERTAIN).is_never());
    assert_eq!(
        Steps::never().complement(),
        Steps::always(Likelihood::CERTAIN)
    );
    let halves = [
        (Span::until(Instant(3)), Likelihood::CERTAIN),
        (Span::since(Instant(3)), Likelihood::CERTAIN),
    ];
    assert!(Steps::from_steps(halves).is_always_certain());
}

#[test]
fn none_of_them_are_at_least_none() {
    assert!(Steps::kth_greatest(0, &[]).is_always_certain());
    assert!(Steps::kth_greatest(1, &[]).is_never());
}

#[test]
fn a_span_from_after_its_end_is_empty() {
    assert!(span(5, 3).is_empty() && Span::EMPTY.is_empty() && !Span::ALWAYS.is_empty());
    assert_eq!(span(5, 5), Span::EMPTY);
    assert_eq!(span(0, 3).meet(span(3, 5)), Span::EMPTY);
    assert!(span(0, 3).meets(span(2, 5)) && !span(0, 3).meets(span(3, 5)));
    assert!(Span::ALWAYS.contains(Instant(0)) && !span(0, 3).contains(Instant(3)));
}

#[test]
fn likelihoods_are_whole_ten_thousandths() {
    for (value, text) in [
        (0, "0%"),
        (7_000, "70%"),
        (9_950, "99.5%"),
        (9_213, "92.13%"),
        (5, "0.05%"),
        (10_000, "100%"),
    ] {
        assert_eq!(likelihood(value).to_string(), text);
    }
    assert_eq!(Likelihood::new(10_001), None);
    assert_eq!(Likelihood::clamped(70_000), Likelihood::CERTAIN);
    assert_eq!(Likelihood::clamped(123).ten_thousandths(), 123);
    assert_eq!(likelihood(7_000).complement(), likelihood(3_000));
    assert_eq!(format!("[{:>5}]", likelihood(7_000)), "[  70%]");
}
