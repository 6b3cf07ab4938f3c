//! The forms of dates, what they cover, and when statements with them hold.

use super::{at, date, day};
use crate::time::{
    Clause, DateOrInterval, Held, Mark, Precision, Span, held, looks_like_date, parse_date,
};

fn covers(text: &str) -> Span {
    date(text).covers
}

#[test]
fn the_standards_forms() {
    assert_eq!(covers("2016"), Span::new(day(2016, 1, 1), day(2017, 1, 1)));
    assert_eq!(
        covers("2016-12"),
        Span::new(day(2016, 12, 1), day(2017, 1, 1))
    );
    assert_eq!(
        covers("2016-02"),
        Span::new(day(2016, 2, 1), day(2016, 3, 1))
    );
    assert_eq!(
        covers("2016-12-27"),
        Span::new(day(2016, 12, 27), day(2016, 12, 28))
    );
    assert_eq!(covers("0000"), Span::new(day(0, 1, 1), day(1, 1, 1)));
    assert_eq!(
        covers("-0044-03-15"),
        Span::new(day(-44, 3, 15), day(-44, 3, 16))
    );
    assert_eq!(covers("-0001"), Span::new(day(-1, 1, 1), day(0, 1, 1)));
}

#[test]
fn times_are_in_utc_to_the_minute() {
    let six = at(2014, 3, 10, 18, 0);
    for text in [
        "2014-03-10T18:00",
        "2014-03-10T18:00Z",
        "2014-03-10T18:00:30",
        "2014-03-10T18:00:30Z",
        "2014-03-10T23:00+05:00",
        "2014-03-10T13:30-04:30",
        "2014-03-11T04:00+10",
    ] {
        assert_eq!(covers(text), Span::new(six, six.succ()), "{text}");
        assert_eq!(date(text).precision, Precision::Minute);
    }
    let new_year = at(2016, 12, 31, 22, 0);
    assert_eq!(covers("2017-01-01T00:00+02:00").from, new_year);
}

#[test]
fn months_have_names() {
    let the_day = covers("2016-12-27");
    for text in [
        "27 December 2016",
        "27 december 2016",
        "27 Dec 2016",
        "27 Dec. 2016",
        "December 27, 2016",
        "DEC 27 2016",
        " 27  December  2016 ",
    ] {
        assert_eq!(covers(text), the_day, "{text}");
    }
    assert_eq!(covers("December 2016"), covers("2016-12"));
    assert_eq!(covers("Sept 2016"), covers("2016-09"));
    assert_eq!(covers("may 2016"), covers("2016-05"));
    assert_eq!(covers("March -0044"), covers("-0044-03"));
}

#[test]
fn early_mid_and_late() {
    let december = |from, to| Span::new(day(2016, 12, from), to);
    assert_eq!(
        covers("early December 2016"),
        december(1, day(2016, 12, 11))
    );
    assert_eq!(covers("mid December 2016"), december(11, day(2016, 12, 21)));
    assert_eq!(covers("late December 2016"), december(21, day(2017, 1, 1)));
    assert_eq!(covers("Late 2016-12"), covers("late December 2016"));
    assert_eq!(covers("mid-December 2016"), covers("mid December 2016"));
    assert_eq!(
        covers("late Feb 2015"),
        Span::new(day(2015, 2, 21), day(2015, 3, 1))
    );
    assert_eq!(
        covers("early 2014"),
        Span::new(day(2014, 1, 1), day(2014, 5, 1))
    );
    assert_eq!(
        covers("mid-2014"),
        Span::new(day(2014, 5, 1), day(2014, 9, 1))
    );
    assert_eq!(
        covers("late 2014"),
        Span::new(day(2014, 9, 1), day(2015, 1, 1))
    );
    assert_eq!(date("late 2014").precision, Precision::YearPart);
    assert_eq!(date("late May 2014").precision, Precision::MonthPart);
}

#[test]
fn about_widens_by_one_unit_on_either_side() {
    assert_eq!(covers("2014~"), Span::new(day(2013, 1, 1), day(2016, 1, 1)));
    assert_eq!(covers("2014%"), covers("2014~"));
    assert_eq!(
        covers("2014-05~"),
        Span::new(day(2014, 4, 1), day(2014, 7, 1))
    );
    assert_eq!(
        covers("2014-01~"),
        Span::new(day(2013, 12, 1), day(2014, 3, 1))
    );
    assert_eq!(
        covers("2014-05-10%"),
        Span::new(day(2014, 5, 9), day(2014, 5, 12))
    );
    assert_eq!(covers("10 May 2014~"), covers("2014-05-10~"));
    assert_eq!(
        covers("early 2014~"),
        Span::new(day(2013, 9, 1), day(2014, 9, 1))
    );
    assert_eq!(
        covers("early May 2014~"),
        Span::new(day(2014, 4, 21), day(2014, 5, 21))
    );
    assert_eq!(covers("0000~"), Span::new(day(-1, 1, 1), day(2, 1, 1)));
    let six = at(2014, 3, 10, 18, 0);
    assert_eq!(
        covers("2014-03-10T18:00~"),
        Span::new(six.pred(), six.succ().succ())
    );
}

#[test]
fn a_doubtful_date_covers_what_it_says() {
    assert_eq!(covers("2014?"), covers("2014"));
    assert_eq!(covers("May 2014?"), covers("2014-05"));
}

#[test]
fn a_date_keeps_its_words_and_its_mark() {
    for (text, mark) in [
        ("2014", Mark::Firm),
        ("2014~", Mark::About),
        ("May 2014?", Mark::Uncertain),
        ("2014-05-10%", Mark::Both),
    ] {
        assert_eq!((date(text).text.as_str(), date(text).mark), (text, mark));
    }
    assert_eq!(date("  2014 ").text, "2014");
}

#[test]
fn intervals_have_a_date_at_one_end_at_least() {
    let ends = |text: &str| match parse_date(text) {
        Ok(DateOrInterval::Interval { from, to }) => {
            (from.map(|date| date.text), to.map(|date| date.text))
        }
        other => panic!("{text} is no interval: {other:?}"),
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(ends("2014/2016"), (some("2014"), some("2016")));
    assert_eq!(ends("2014-03/.."), (some("2014-03"), None));
    assert_eq!(ends("../2014~"), (None, some("2014~")));
    assert_eq!(
        ends("May 2014 / June 2015"),
        (some("May 2014"), some("June 2015"))
    );
    assert_eq!(ends("2014/2014-03"), (some("2014"), some("2014-03")));
    assert_eq!(ends("2014-03/2014"), (some("2014-03"), some("2014")));
}

#[test]
fn an_interval_says_what_its_clause_does() {
    let of = |text: &str| held(parse_date(text).expect("an interval").clause());
    let (from, to) = (date("2014"), date("2016"));
    assert_eq!(of("2014/2016"), held(Clause::Between(&from, &to)));
    assert_eq!(of("2014/.."), held(Clause::Since(&from)));
    assert_eq!(of("../2016"), held(Clause::Until(&to)));
    assert_eq!(of("2014"), held(Clause::On(&from)));
}

#[test]
fn extents_and_cores_are_those_of_the_table() {
    let (march, june) = (date("2014-03"), date("2014-06"));
    assert_eq!(
        held(Clause::Always),
        Held {
            extent: Span::ALWAYS,
            core: Span::ALWAYS
        }
    );
    assert_eq!(
        held(Clause::Since(&march)),
        Held {
            extent: Span::since(day(2014, 3, 1)),
            core: Span::since(at(2014, 3, 31, 23, 59))
        }
    );
    assert_eq!(
        held(Clause::Until(&march)),
        Held {
            extent: Span::until(day(2014, 4, 1)),
            core: Span::until(at(2014, 3, 1, 0, 1))
        }
    );
    assert_eq!(
        held(Clause::Between(&march, &june)),
        Held {
            extent: Span::new(day(2014, 3, 1), day(2014, 7, 1)),
            core: Span::new(at(2014, 3, 31, 23, 59), at(2014, 6, 1, 0, 1)),
        }
    );
    assert_eq!(
        held(Clause::On(&march)),
        Held {
            extent: march.covers,
            core: Span::EMPTY
        }
    );
}

#[test]
fn only_what_is_on_a_day_or_less_is_sure_to_hold_on_it() {
    for sure in ["2014-03-10", "10 March 2014?", "2014-03-10T18:00"] {
        assert_eq!(held(Clause::On(&date(sure))).core, covers(sure), "{sure}");
    }
    for unsure in ["2014", "2014-03", "early March 2014", "2014-03-10~"] {
        assert_eq!(
            held(Clause::On(&date(unsure))).core,
            Span::EMPTY,
            "{unsure}"
        );
    }
}

#[test]
fn the_core_lies_within_the_extent() {
    let dates = [
        "2014",
        "2014~",
        "2014-03",
        "mid 2014",
        "2014-03-10",
        "2014-03-10T18:00",
    ]
    .map(date);
    for one in &dates {
        for other in &dates {
            for clause in [
                Clause::Since(one),
                Clause::Until(one),
                Clause::On(one),
                Clause::Between(one, other),
            ] {
                let Held { extent, core } = held(clause);
                assert_eq!(core.meet(extent), core, "{clause:?}");
            }
        }
    }
}

#[test]
fn tokens_that_can_be_nothing_but_dates() {
    for text in [
        "2016-12",
        "2016-12-27",
        "2016-12-27T18:00",
        "2014~",
        "2014?",
        "2014%",
        "2014/2016",
        "2014/..",
        "../2014",
        "-0044",
        "27 December 2016",
        "mid-2014",
        "2014-02-30",
        "2016-13",
        "2016-12-27T25:00",
        "2001-21",
        "2004-XX",
        "2004-06~-11",
        "2016/2014",
        "1985/",
    ] {
        assert!(looks_like_date(text), "{text}");
    }
    for text in [
        "2016",
        "0044",
        "201X",
        "12016",
        "Y17000",
        "7th",
        "9K720",
        "26/11",
        "5G",
        "3,000",
        "~3000",
        "3000+",
        "3000..5000",
        "70%",
        "2.5",
        "spring 2014",
        "December",
        "May",
        "/",
        "..",
        "../..",
        "/..",
        "",
        "TTP",
        "a/b",
        "1-2",
    ] {
        assert!(!looks_like_date(text), "{text}");
    }
}
