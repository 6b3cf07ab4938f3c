//! What is no date says why, and what may have been meant.

use proptest::prelude::*;

use crate::time::{DateError, looks_like_date, parse_date, parse_duration};

fn error(text: &str) -> DateError {
    match parse_date(text) {
        Err(error) => error,
        Ok(date) => panic!("{text} is a date: {date:?}"),
    }
}

fn suggestions(text: &str) -> Vec<String> {
    error(text).suggestions()
}

#[test]
fn a_month_without_that_day() {
    let expected = DateError::NoSuchDay {
        year: 2014,
        month: 2,
        day: 30,
        days_in_month: 28,
    };
    for text in [
        "2014-02-30",
        "30 February 2014",
        "Feb 30, 2014",
        "2014-02-30T10:00",
        "2014-02-30~",
        "2013/2014-02-30",
    ] {
        assert_eq!(error(text), expected, "{text}");
    }
    assert_eq!(expected.to_string(), "February 2014 has 28 days");
    assert_eq!(expected.suggestions(), ["2014-02-28", "2014-02"]);
    assert_eq!(suggestions("0 May 2014"), ["2014-05-01", "2014-05"]);
    assert_eq!(suggestions("1900-02-29"), ["1900-02-28", "1900-02"]);
}

#[test]
fn a_year_without_that_month() {
    assert_eq!(
        error("2016-13"),
        DateError::NoSuchMonth {
            year: 2016,
            month: 13,
            day: None
        }
    );
    assert_eq!(
        error("2016-13").to_string(),
        "there is no month 13: a year has 12"
    );
    assert_eq!(suggestions("2016-13-08"), ["2016-08-13", "2016"]);
    assert_eq!(suggestions("2014-15"), ["2014/2015", "2014"]);
    assert_eq!(suggestions("2014-00"), ["2014"]);
}

#[test]
fn a_day_without_that_time() {
    for text in [
        "2016-12-27T25:00",
        "2016-12-27T18:60",
        "2016-12-27T18:00+15:00",
        "2016-12-27T18:00:61Z",
    ] {
        assert!(
            matches!(error(text), DateError::NoSuchTime { .. }),
            "{text}: {:?}",
            error(text)
        );
        assert_eq!(suggestions(text), ["2016-12-27"], "{text}");
    }
    assert_eq!(
        suggestions("2016-12-31T24:00"),
        ["2017-01-01T00:00", "2016-12-31"]
    );
}

#[test]
fn what_the_standard_has_and_casus_has_not() {
    let text = |text: &str| text.to_owned();
    for season in [
        "2001-21",
        "2001-34",
        "2001-41",
        "2001-21~",
        "spring 2014",
        "Q3 2014",
        "2014 q3",
    ] {
        assert_eq!(error(season), DateError::Season { text: text(season) });
    }
    for open in [
        "201X",
        "20xx",
        "2004-XX",
        "1985-04-XX",
        "156X-12-25",
        "201X~",
    ] {
        assert_eq!(error(open), DateError::Unspecified { text: text(open) });
    }
    for giant in [
        "Y170000002",
        "Y-17E7",
        "Y17E7-12-26",
        "12016",
        "12004-06-11",
        "3 May 12016",
        "Y17101E4S3",
    ] {
        assert_eq!(error(giant), DateError::GiantYear { text: text(giant) });
    }
    for inside in [
        "2004-06~-11",
        "?2004-06-~11",
        "2004-%06-11",
        "?2004",
        "?2004-?06-?11",
    ] {
        assert_eq!(error(inside), DateError::MarkInside { text: text(inside) });
    }
    for set in [
        "[1667,1668,1670..1672]",
        "{1960, 1961-12}",
        "[..1760-12-03]",
    ] {
        assert_eq!(error(set), DateError::Set { text: text(set) });
    }
    for missing in ["1985/", "/1985-04", "../..", "/", "../"] {
        assert_eq!(
            error(missing),
            DateError::MissingEnd {
                text: text(missing)
            }
        );
    }
    assert_eq!(
        error("1950S2"),
        DateError::SignificantDigits {
            text: text("1950S2")
        }
    );
}

#[test]
fn what_is_no_date_at_all() {
    for text in [
        "",
        "yesterday",
        "2014--05",
        "2014-5",
        "2016-12-27T",
        "2016-12-27T18",
        "27/12/2016",
        "2014/2015/2016",
        "December",
        "27 Smarch 2016",
        "early 27 December 2016",
        "12 12 2016",
        "-0000",
        "ديسمبر 2016",
        "2014T\u{e9}\u{e9}\u{e9}",
        "early",
        "mid-",
        "2014~~",
        "32",
        "123",
    ] {
        assert_eq!(
            error(text),
            DateError::NotADate {
                text: text.to_owned()
            }
        );
    }
}

#[test]
fn an_interval_that_ends_before_it_begins() {
    let expected = DateError::BackwardsInterval {
        from: "2016".to_owned(),
        to: "2014-03".to_owned(),
    };
    assert_eq!(error("2016/2014-03"), expected);
    assert_eq!(
        expected.to_string(),
        "this ends before it begins: 2016 is after 2014-03"
    );
    assert_eq!(expected.suggestions(), ["2014-03/2016"]);
    assert!(parse_date("2014-03/2014").is_ok() && parse_date("2016~/2015").is_ok());
}

#[test]
fn the_usual_other_spellings_are_offered_in_ours() {
    for (text, offers) in [
        ("27/12/2016", vec!["2016-12-27"]),
        ("12/27/2016", vec!["2016-12-27"]),
        ("3/4/2016", vec!["2016-04-03", "2016-03-04"]),
        ("27.12.2016", vec!["2016-12-27"]),
        ("27-12-2016", vec!["2016-12-27"]),
        ("2016/12/27", vec!["2016-12-27"]),
        ("2016-1-5", vec!["2016-01-05"]),
        ("2014-5", vec!["2014-05"]),
        ("20161227", vec!["2016-12-27"]),
        ("12/2016", vec!["2016-12"]),
        ("2014/15", vec!["2014/2015"]),
        ("2014-2016", vec!["2014/2016"]),
        ("1670..1673", vec!["1670/1673"]),
        ("1984..", vec!["1984/.."]),
        ("..1984", vec!["../1984"]),
        ("2016-12-27 18:00", vec!["2016-12-27T18:00"]),
        ("27th of December 2016", vec!["27 December 2016"]),
        ("circa 2014", vec!["2014~"]),
        ("c. 2014", vec!["2014~"]),
        ("the end of 2014", vec!["late 2014"]),
        ("beginning of May 2014", vec!["early May 2014"]),
        ("the 1990s", vec!["1990/1999"]),
        ("1990s", vec!["1990/1999"]),
        ("-0000", vec!["0000"]),
        ("yesterday", vec![]),
    ] {
        assert_eq!(suggestions(text), offers, "{text}");
    }
}

#[test]
fn what_the_standard_has_is_offered_in_ours() {
    for (text, offers) in [
        ("201X", vec!["2010/2019"]),
        ("20xx", vec!["2000/2099"]),
        ("2004-XX", vec!["2004"]),
        ("1985-04-XX", vec!["1985-04"]),
        ("1985-XX-XX", vec!["1985"]),
        ("1950S2", vec!["1900/1999"]),
        ("2001-34", vec!["2001-04/2001-06"]),
        ("2001-21", vec!["2001-03/2001-05"]),
        ("spring 2014", vec!["2014-03/2014-05"]),
        ("Winter 2014", vec!["2014-12/2015-02"]),
        ("2014 Q3", vec!["2014-07/2014-09"]),
        ("2004-06~-11", vec!["2004-06-11~"]),
        ("?2004-06-~11", vec!["2004-06-11%"]),
        ("[1667, 1668, 1670..1672]", vec!["1667/1672"]),
        ("{1987-01-04..1988-01-05}", vec!["1987-01-04/1988-01-05"]),
        ("1985/", vec!["1985/..", "1985"]),
        ("/1985-04", vec!["../1985-04", "1985-04"]),
        ("Y17E7", vec![]),
        ("../..", vec![]),
    ] {
        assert_eq!(suggestions(text), offers, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_date_or_an_error(text in r"\PC*") {
        if let Err(error) = parse_date(&text) {
            prop_assert!(!error.to_string().contains('\n'));
            for offer in error.suggestions() {
                prop_assert!(parse_date(&offer).is_ok());
            }
        }
        looks_like_date(&text);
        parse_duration(&text);
    }

    #[test]
    fn any_text_that_is_nearly_a_date_is_one_or_an_error(
        text in "(early |mid-)?[-0-9YXTx]{0,4}[-/.~?%]?(0?[0-9XZ]|May|é| ){0,3}[-/. :T]?[0-9X:+Z~?%/.]{0,6}",
    ) {
        match parse_date(&text) {
            Ok(date) => prop_assert_eq!(parse_date(&text), Ok(date)),
            Err(error) => {
                for offer in error.suggestions() {
                    prop_assert!(parse_date(&offer).is_ok());
                }
            }
        }
        looks_like_date(&text);
    }
}
