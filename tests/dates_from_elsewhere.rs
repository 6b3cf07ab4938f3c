//! Dates that other implementations of EDTF take for examples, against what those say they cover.
//!
//! The examples are data of others and no part of the package: they are read from `../shared`, or from
//! the folder that `CASUS_SHARED` names, and where there is none nothing is tested.

use std::path::PathBuf;

use casus::time::{Clause, Date, DateError, DateOrInterval, Instant, held, parse_date};

#[expect(
    clippy::print_stdout,
    reason = "who runs the tests should see that some were skipped"
)]
fn lines(file: &str) -> Option<Vec<String>> {
    let shared = std::env::var_os("CASUS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("data/edtf").join(file);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text.lines().map(str::to_owned).collect()),
        Err(_) => {
            println!("skipped: there is no {}", path.display());
            None
        }
    }
}

fn sides(text: &str) -> impl Iterator<Item = &str> {
    text.split('/')
}

fn without_mark(side: &str) -> &str {
    side.strip_suffix(['~', '?', '%']).unwrap_or(side)
}

fn is_season(side: &str) -> bool {
    let mut parts = without_mark(side)
        .trim_start_matches('-')
        .split('-')
        .skip(1);
    let month = parts.next().and_then(|month| month.parse::<u32>().ok());
    parts.next().is_none() && month.is_some_and(|month| (21..=41).contains(&month))
}

/// The form that Casus does not have, by the example's letters alone.
fn unsupported(text: &str) -> Option<fn(&DateError) -> bool> {
    let some_side = |is: fn(&str) -> bool| sides(text).any(is);
    if text.starts_with(['[', '{']) {
        return Some(|error| matches!(error, DateError::Set { .. }));
    }
    if text.contains('/') && some_side(str::is_empty) {
        return Some(|error| matches!(error, DateError::MissingEnd { .. }));
    }
    if some_side(|side| side.starts_with('Y')) {
        return Some(|error| matches!(error, DateError::GiantYear { .. }));
    }
    if text.contains('S') {
        return Some(|error| matches!(error, DateError::SignificantDigits { .. }));
    }
    if text.contains(['X', 'x']) {
        return Some(|error| matches!(error, DateError::Unspecified { .. }));
    }
    if some_side(is_season) {
        return Some(|error| matches!(error, DateError::Season { .. }));
    }
    if some_side(|side| without_mark(side).contains(['~', '?', '%'])) {
        return Some(|error| matches!(error, DateError::MarkInside { .. }));
    }
    None
}

fn day(text: &str) -> Date {
    match parse_date(text) {
        Ok(DateOrInterval::Date(day)) => day,
        other => panic!("{text} is no day: {other:?}"),
    }
}

fn lower(text: &str) -> Instant {
    if text == "-inf" {
        Instant::BEGINNING
    } else {
        day(text).covers.from
    }
}

fn upper(text: &str) -> Instant {
    if text == "inf" {
        Instant::END
    } else {
        day(text).covers.to
    }
}

/// Others pad a month or a day that is *about* by more than one, and `%` twice: such dates are compared
/// without their marks, and years that are about with theirs.
fn comparable(text: &str) -> (String, bool) {
    let is_marked_finer = |side: &str| side.ends_with('~') && without_mark(side).len() > 5;
    if text.contains('%') || sides(text).any(is_marked_finer) {
        (
            sides(text).map(without_mark).collect::<Vec<_>>().join("/"),
            false,
        )
    } else {
        (text.to_owned(), text.contains('~'))
    }
}

#[test]
fn dates_cover_what_python_edtf_says() {
    let Some(lines) = lines("python_edtf_bounds.tsv") else {
        return;
    };
    let mut compared = 0;
    for line in lines.iter().skip(1) {
        let (text, expected) = line.split_once('\t').expect("two columns");
        if let Some(is_right) = unsupported(text) {
            let error = parse_date(text).expect_err(text);
            assert!(is_right(&error), "{text}: {error:?}");
            continue;
        }
        let (text, widened) = comparable(text);
        let read = parse_date(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let extent = match read.clause() {
            Clause::On(date) => date.covers,
            clause => held(clause).extent,
        };
        let values: Vec<&str> = expected.split('|').collect();
        let (from, to) = match *values.as_slice() {
            [all] => (all, all),
            [from, to] => (from, to),
            [_, from, to] if widened => (from, to),
            [all, _, _] => (all, all),
            [_, _, from, to] if widened => (from, to),
            [from, to, _, _] => (from, to),
            _ => panic!("{line}"),
        };
        let bounds = (lower(from), upper(to));
        if text.contains('T') {
            assert!(bounds.0 <= extent.from && extent.to <= bounds.1, "{line}");
        } else {
            assert_eq!((extent.from, extent.to), bounds, "{line}");
        }
        compared += 1;
    }
    assert!(compared > 30, "only {compared} were compared");
}

#[test]
fn what_the_standard_allows_is_read_or_refused_by_its_name() {
    let Some(lines) = lines("loc_valid_by_level.tsv") else {
        return;
    };
    // Footnote numbers that stuck to years, and parts of sets and ends that were taken for dates.
    let strays = ["12004-", "22004?", "1156X", "2XXXX", "31XXX"];
    let loose_ends = |text: &str| sides(text).any(|side| side.contains("..") && side != "..");
    for line in lines.iter().skip(1) {
        let (_, text) = line.split_once('\t').expect("two columns");
        match (unsupported(text), parse_date(text)) {
            _ if strays.iter().any(|stray| text.starts_with(stray)) => {}
            (_, Err(DateError::NotADate { .. })) if loose_ends(text) => {}
            (Some(is_right), Err(error)) if is_right(&error) => {}
            (None, Ok(_)) => {}
            (_, read) => panic!("{text}: {read:?}"),
        }
    }
}

#[test]
fn what_python_edtf_refuses_is_refused() {
    let Some(lines) = lines("python_edtf_bad.txt") else {
        return;
    };
    for text in &lines {
        assert!(parse_date(text).is_err(), "{text}");
    }
}
