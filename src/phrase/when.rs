//! Dates and spans in words. A date that somebody wrote keeps the precision and the mark that it was written
//! with, its month by name: `2014-10` is `October 2014`. A span that was worked out is said to the day, and to the
//! minute where the day is not whole.

use crate::answer::{Markup, Moment, Role};
use crate::model::When;
use crate::time::{Civil, Date, Instant, Span};
use std::collections::BTreeMap;

/// Dates that were written, by their first and last minute, so that a span worked out from them can be said in
/// their words.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    first: BTreeMap<Instant, String>,
    after: BTreeMap<Instant, String>,
}

impl Dates {
    /// No date is known.
    #[must_use]
    pub fn none() -> Dates {
        Dates::default()
    }

    /// Takes the dates of a clause. Of two dates that begin alike the one written first is kept.
    pub fn learn(&mut self, when: &When) {
        match when {
            When::Always => {}
            When::Since(date) | When::Until(date) | When::On(date) => self.learn_date(date),
            When::Between(from, to) => {
                self.learn_date(from);
                self.learn_date(to);
            }
        }
    }

    /// Takes a date.
    pub fn learn_date(&mut self, written: &Date) {
        let text = words_of(&written.text);
        self.first
            .entry(written.covers.from)
            .or_insert_with(|| text.clone());
        self.after.entry(written.covers.to).or_insert(text);
    }

    fn beginning(&self, at: Instant) -> String {
        self.first
            .get(&at)
            .cloned()
            .unwrap_or_else(|| words_of_instant(at))
    }

    fn ending(&self, after: Instant) -> String {
        self.after
            .get(&after)
            .cloned()
            .unwrap_or_else(|| words_of_instant(after.pred()))
    }
}

/// A date as it was written, its month by name: `October 2014`, `about`, `uncertain` as the marks `~`, `?`.
#[must_use]
pub fn date(written: &Date) -> Markup {
    Markup::of(Role::Date, words_of(&written.text))
}

/// An instant: the day, and the time of day unless that is the day's first or last minute.
#[must_use]
pub fn instant(at: Instant) -> Markup {
    Markup::of(Role::Date, words_of_instant(at))
}

/// An instant as a number and in words.
#[must_use]
pub fn moment(at: Instant) -> Moment {
    Moment {
        minutes: at.0,
        text: words_of_instant(at),
    }
}

/// A clause in words: `since October 2014`, `on 2 November 2014`, `in 2014`. None where there is no clause.
#[must_use]
pub fn when(clause: &When) -> Option<Markup> {
    Some(match clause {
        When::Always => return None,
        When::Since(from) => Markup::words("since ").with(date(from)),
        When::Until(to) => Markup::words("until ").with(date(to)),
        When::Between(from, to) => Markup::words("from ")
            .with(date(from))
            .then(" to ")
            .with(date(to)),
        When::On(on) => {
            Markup::words(if is_a_day(on.covers) { "on " } else { "in " }).with(date(on))
        }
    })
}

/// A span in words, in those of a written date where one begins or ends with it: `since October 2014`,
/// `on 2 November 2014`, `in December 2016`, `from 5 March 2014 to 2016`, `always`.
#[must_use]
pub fn span(span: Span, dates: &Dates) -> Markup {
    let text = |text: String| Markup::of(Role::Date, text);
    match (span.from == Instant::BEGINNING, span.to == Instant::END) {
        _ if span.is_empty() => Markup::words("never"),
        (true, true) => Markup::words("always"),
        (false, true) => Markup::words("since ").with(text(dates.beginning(span.from))),
        (true, false) => Markup::words("until ").with(text(dates.ending(span.to))),
        (false, false) => match whole(span) {
            Some(whole) => {
                Markup::words(if is_a_day(span) { "on " } else { "in " }).with(text(whole))
            }
            None => Markup::words("from ")
                .with(text(dates.beginning(span.from)))
                .then(" to ")
                .with(text(dates.ending(span.to))),
        },
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: u32) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.wrapping_sub(1)))
        .copied()
        .unwrap_or("?")
}

fn words_of_instant(at: Instant) -> String {
    let Civil {
        year,
        month,
        day,
        hour,
        minute,
    } = at.to_civil();
    let date = format!("{day} {} {year}", month_name(month));
    match (hour, minute) {
        (0, 0) | (23, 59) => date,
        _ => format!("{date}, {hour:02}:{minute:02}"),
    }
}

/// `2014`, `October 2014` or `2 November 2014`, where the span is just that.
fn whole(span: Span) -> Option<String> {
    let first = span.from.to_civil();
    let begins = |civil: Civil| (civil.hour, civil.minute) == (0, 0);
    let after = span.to.to_civil();
    if !begins(first) || !begins(after) {
        return None;
    }
    let months = (after.year - first.year) * 12 + i64::from(after.month) - i64::from(first.month);
    match (first.day, after.day, months) {
        (1, 1, 12) if first.month == 1 => Some(first.year.to_string()),
        (1, 1, 1) => Some(format!("{} {}", month_name(first.month), first.year)),
        _ if is_a_day(span) => Some(words_of_instant(span.from)),
        _ => None,
    }
}

fn is_a_day(span: Span) -> bool {
    span.to.0.saturating_sub(span.from.0) <= 1_440
}

/// A date's text with its month by name. What is in words already stays as it is.
fn words_of(text: &str) -> String {
    let bare = text.trim_end_matches(['~', '?', '%']);
    let mark = &text[bare.len()..];
    let numbers: Option<Vec<u32>> = bare.split('-').map(|part| part.parse().ok()).collect();
    let named = match numbers.as_deref() {
        Some([year, month @ 1..=12]) if bare.len() == 7 => {
            format!("{} {year}", month_name(*month))
        }
        Some([year, month @ 1..=12, day]) if bare.len() == 10 => {
            format!("{day} {} {year}", month_name(*month))
        }
        _ => return text.to_owned(),
    };
    named + mark
}
