//! JSON, which is a promise.

use proptest::prelude::*;
use serde_json::{from_value, json, to_value};

use super::steps::pieces;
use super::{date, likelihood, span};
use crate::time::{Date, Duration, Instant, Likelihood, Span, Steps};

#[test]
fn instants_spans_and_likelihoods_are_numbers() {
    assert_eq!(to_value(Instant(24_720_479)).unwrap(), json!(24_720_479));
    assert_eq!(to_value(span(1, 5)).unwrap(), json!([1, 5]));
    assert_eq!(to_value(Span::ALWAYS).unwrap(), json!([null, null]));
    assert_eq!(to_value(Span::since(Instant(3))).unwrap(), json!([3, null]));
    assert_eq!(to_value(likelihood(7_000)).unwrap(), json!(7_000));
    assert_eq!(
        to_value(Duration {
            months: 24,
            minutes: 0
        })
        .unwrap(),
        json!({"months": 24, "minutes": 0})
    );
}

#[test]
fn steps_are_rows_of_from_to_and_value() {
    let steps = Steps::from_steps([
        (span(1, 5), likelihood(7_000)),
        (Span::since(Instant(5)), likelihood(3_000)),
    ]);
    assert_eq!(
        to_value(&steps).unwrap(),
        json!([[1, 5, 7_000], [5, null, 3_000]])
    );
    assert_eq!(to_value(Steps::never()).unwrap(), json!([]));
}

#[test]
fn what_means_nothing_is_refused() {
    assert!(from_value::<Likelihood>(json!(10_001)).is_err());
    assert!(from_value::<Steps>(json!([[5, 1, 7_000]])).is_err());
}

#[test]
fn dates_keep_their_words() {
    let about = date("2014~");
    let written = to_value(&about).unwrap();
    assert_eq!(
        written,
        json!({"text": "2014~", "covers": [22_616_640, 24_193_440], "precision": "year", "mark": "about"})
    );
    assert_eq!(from_value::<Date>(written).unwrap(), about);
}

proptest! {
    #[test]
    fn steps_and_spans_survive_json(pieces in pieces()) {
        for (span, _) in &pieces {
            prop_assert_eq!(from_value::<Span>(to_value(span).unwrap()).unwrap(), *span);
        }
        let steps = Steps::from_steps(pieces);
        prop_assert_eq!(from_value::<Steps>(to_value(&steps).unwrap()).unwrap(), steps);
    }
}
