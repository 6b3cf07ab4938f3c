//! Dates and spans in words. A date that somebody wrote keeps the precision and the mark that it was written
//! with, its month by name: `2014-10` is `October 2014`. A span that was worked out is said to the day, and to the
//! minute where the day is not whole.

use crate::answer::{Markup, Moment, Role};
use crate::model::When;
use crate::time::{
    Date, Dated, Instant, Precision, Span, dated, describe_instant, describe_span, month_name,
};
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

    /// The written date that covers just this span; none where none does.
    #[must_use]
    pub fn covering(&self, span: Span) -> Option<Markup> {
        let (from, to) = (self.first.get(&span.from)?, self.after.get(&span.to)?);
        (from == to).then(|| Markup::of(Role::Date, from.clone()))
    }

    /// The written date that begins at this minute; none where none does.
    #[must_use]
    pub fn beginning_at(&self, at: Instant) -> Option<Markup> {
        let text = self.first.get(&at)?;
        Some(Markup::of(Role::Date, text.clone()))
    }

    /// The written date that ends before this minute; none where none does.
    #[must_use]
    pub fn ending_before(&self, at: Instant) -> Option<Markup> {
        let text = self.after.get(&at)?;
        Some(Markup::of(Role::Date, text.clone()))
    }
}

/// A date as it was written, its month by name: `October 2014`; its mark stays: `2014~`.
#[must_use]
pub fn date(written: &Date) -> Markup {
    Markup::of(Role::Date, words_of(&written.text))
}

/// An instant: the day, and the time of day unless that is the day's first or last minute.
#[must_use]
pub fn instant(at: Instant) -> Markup {
    Markup::of(Role::Date, describe_instant(at))
}

/// An instant as a number and in words.
#[must_use]
pub fn moment(at: Instant) -> Moment {
    Moment {
        minutes: at.0,
        text: describe_instant(at),
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
        When::On(on) => Markup::words(match on.precision {
            Precision::Day | Precision::Minute => "on ",
            Precision::Year | Precision::YearPart | Precision::Month | Precision::MonthPart => {
                "in "
            }
        })
        .with(date(on)),
    })
}

/// A span in words, in those of a written date where one begins or ends with it: `since October 2014`,
/// `on 2 November 2014`, `in December 2016`, `from 5 March 2014 to 2016`, `always`.
#[must_use]
pub fn span(span: Span, dates: &Dates) -> Markup {
    // What somebody wrote is said as it was written.
    let written = span;
    let mut span = by_the_day(written);
    if dates.first.contains_key(&written.from) {
        span.from = written.from;
    }
    if dates.after.contains_key(&written.to) {
        span.to = written.to;
    }
    let from = dates.first.get(&span.from);
    let to = dates.after.get(&span.to);
    let text = |text: String| Markup::of(Role::Date, text);
    let bounded = span.from != Instant::BEGINNING && span.to != Instant::END;
    match (from, to) {
        (Some(from), Some(to)) if bounded && from == to => {
            Markup::words(if is_a_day(span) { "on " } else { "in " }).with(text(from.clone()))
        }
        (Some(_), _) | (_, Some(_)) if bounded => Markup::words("from ")
            .with(text(from.cloned().unwrap_or_else(|| beginning(span.from))))
            .then(" to ")
            .with(text(to.cloned().unwrap_or_else(|| ending(span.to)))),
        (Some(from), _) if span.to == Instant::END => {
            Markup::words("since ").with(text(from.clone()))
        }
        (_, Some(to)) if span.from == Instant::BEGINNING => {
            Markup::words("until ").with(text(to.clone()))
        }
        _ => described(&describe_span(span)),
    }
}

/// What a date covers, as the date itself: `2 November 2014`, `October 2014`; by its ends where no one date covers it,
/// as a slot reads them: `5 March 2014 to 15 March 2014`.
#[must_use]
pub fn covered(span: Span) -> Markup {
    let date = |text: String| Markup::of(Role::Date, text);
    match dated(by_the_day(span)) {
        Dated::Never => date("never".to_owned()),
        Dated::Always => date("always".to_owned()),
        Dated::Since(one) | Dated::Until(one) | Dated::One(one, _) => date(one),
        Dated::Ends(first, last) => date(first).then(" to ").with(date(last)),
    }
}

/// So near to midnight a bound is worked out from one: where something held in the past 14 days, a rule counts them back
/// from the last minute of a day.
const NEAR: i64 = 2;
const MINUTES_A_DAY: i64 = 1_440;

/// A worked-out span with its bounds at midnight where they lie by it, so that nobody reads `24 August 2016, 23:58`.
fn by_the_day(span: Span) -> Span {
    let near = |at: Instant| {
        if at == Instant::BEGINNING || at == Instant::END {
            return at;
        }
        let after = at.0.rem_euclid(MINUTES_A_DAY);
        if after <= NEAR {
            Instant(at.0 - after)
        } else if after >= MINUTES_A_DAY - NEAR {
            Instant(at.0 + MINUTES_A_DAY - after)
        } else {
            at
        }
    };
    let by_day = Span::new(near(span.from), near(span.to));
    if by_day.is_empty() { span } else { by_day }
}

/// The words of a span, its first word apart from its dates.
fn described(words: &str) -> Markup {
    match words.split_once(' ') {
        Some((first, date)) => {
            Markup::words(format!("{first} ")).with(Markup::of(Role::Date, date))
        }
        None => Markup::words(words),
    }
}

/// The coarsest date that begins at this minute: `October 2014`.
fn beginning(at: Instant) -> String {
    covered(Span::since(at)).plain()
}

/// The coarsest date that ends before this minute.
fn ending(after: Instant) -> String {
    covered(Span::until(after)).plain()
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
