//! What may have been meant by a text that is no date.
//!
//! Takes an error; gives dates that can be read, the likeliest first. Nothing is offered that would be
//! an error itself.

use edtf_core::{Bound, Edtf};

use super::error::year_text;
use super::respell::{numbers, respelt};
use super::words::{four_digits, season_months};
use super::{Civil, DateError, DateOrInterval, parse_date};

impl DateError {
    /// Dates that may have been meant, each in a form that can be read; empty if none comes to mind.
    pub fn suggestions(&self) -> Vec<String> {
        let offers = match self {
            DateError::NotADate { text } => respelt(text),
            DateError::NoSuchDay {
                year,
                month,
                day,
                days_in_month,
            } => {
                let (year, nearest) = (year_text(*year), (*day).min(*days_in_month).max(1));
                vec![
                    format!("{year}-{month:02}-{nearest:02}"),
                    format!("{year}-{month:02}"),
                ]
            }
            DateError::NoSuchMonth { year, month, day } => {
                let year = year_text(*year);
                let other = match day {
                    Some(day) => format!("{year}-{day:02}-{month:02}"),
                    None => numbers(&format!("{year}/{month:02}")).concat(),
                };
                vec![other, year]
            }
            DateError::NoSuchTime { day, time } => {
                let midnight = time.starts_with("24:00").then(|| next_midnight(day));
                midnight
                    .flatten()
                    .into_iter()
                    .chain([day.clone()])
                    .collect()
            }
            DateError::Season { text } => months_of_season(text).into_iter().collect(),
            DateError::Unspecified { text } | DateError::SignificantDigits { text } => {
                first_to_last(text).into_iter().collect()
            }
            DateError::GiantYear { .. } => Vec::new(),
            DateError::MarkInside { text } => vec![mark_at_end(text)],
            DateError::Set { text } => {
                let spaceless: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                first_to_last(&spaceless).into_iter().collect()
            }
            DateError::MissingEnd { text } => match text.split_once('/') {
                Some((from, "")) => vec![format!("{from}/.."), from.to_owned()],
                Some(("", to)) => vec![format!("../{to}"), to.to_owned()],
                _ => Vec::new(),
            },
            DateError::BackwardsInterval { from, to } => vec![format!("{to}/{from}")],
        };
        let mut good: Vec<String> = Vec::new();
        for offer in offers {
            if parse_date(&offer).is_ok() && !good.contains(&offer) {
                good.push(offer);
            }
        }
        good
    }
}

/// The first minute after the day.
fn next_midnight(day: &str) -> Option<String> {
    let DateOrInterval::Date(day) = parse_date(day).ok()? else {
        return None;
    };
    let Civil {
        year, month, day, ..
    } = day.covers.to.to_civil();
    Some(format!("{}-{month:02}-{day:02}T00:00", year_text(year)))
}

/// The date's mark, if it has only one kind, put at its end.
fn mark_at_end(text: &str) -> String {
    let is_mark = |c: &char| matches!(c, '~' | '?' | '%');
    let mut marks = text.chars().filter(is_mark);
    let first = marks.next().unwrap_or('~');
    let mark = if marks.all(|mark| mark == first) {
        first
    } else {
        '%'
    };
    text.chars().filter(|c| !is_mark(c)).chain([mark]).collect()
}

/// The interval from the first to the last date that the standard lets the text mean, as coarse as both
/// ends allow.
fn first_to_last(text: &str) -> Option<String> {
    let bounds = Edtf::parse(&text.to_uppercase()).ok()?.bounds();
    let (Bound::Date(first), Bound::Date(last)) = (bounds.earliest, bounds.latest) else {
        return None;
    };
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) {
        let (from, to) = (year_text(first.year), year_text(last.year));
        return Some(if from == to {
            from
        } else {
            format!("{from}/{to}")
        });
    }
    let length = super::calendar::days_in_month(last.year, u32::from(last.month));
    if first.day == 1 && Some(u32::from(last.day)) == length {
        let month =
            |bound: &edtf_core::BoundDate| format!("{}-{:02}", year_text(bound.year), bound.month);
        let (from, to) = (month(&first), month(&last));
        return Some(if from == to {
            from
        } else {
            format!("{from}/{to}")
        });
    }
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first}/{last}")
    })
}

fn months_of_season(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [one, other] = *words.as_slice() else {
        return first_to_last(text.trim_end_matches(['~', '?', '%']));
    };
    let (year, (first, last)) = four_digits(one)
        .zip(season_months(other))
        .or_else(|| four_digits(other).zip(season_months(one)))?;
    let end = if last > 12 {
        (year + 1, last - 12)
    } else {
        (year, last)
    };
    Some(format!(
        "{}-{first:02}/{}-{:02}",
        year_text(year),
        year_text(end.0),
        end.1
    ))
}
