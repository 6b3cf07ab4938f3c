//! What may have been meant by a text that is no date.
//!
//! Takes an error; gives dates that can be read, the likeliest first. Nothing is offered that would be
//! an error itself.

use edtf_core::{Bound, Edtf};

use super::error::year_text;
use super::words::{digits, four_digits, season_months};
use super::{DateError, parse_date};

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
                let (year, nearest) = (year_text(*year), (*day).clamp(1, *days_in_month));
                vec![
                    format!("{year}-{month:02}-{nearest:02}"),
                    format!("{year}-{month:02}"),
                ]
            }
            DateError::NoSuchMonth { year, month, day } => {
                let year = year_text(*year);
                let swapped = day.map(|day| format!("{year}-{day:02}-{month:02}"));
                swapped.into_iter().chain([year]).collect()
            }
            DateError::NoSuchTime { day, .. } => vec![day.clone()],
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
    let bounds = Edtf::parse(text).ok()?.bounds();
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

/// The usual other spellings of dates, in ours. What cannot be read is dropped by the caller.
fn respelt(text: &str) -> Vec<String> {
    let mut offers = Vec::new();
    offers.extend(run_together(text));
    offers.extend(numbers(text));
    offers.extend(range(text));
    offers.extend(plainer_words(text));
    offers.extend(
        text.replacen(' ', "T", 1)
            .split_once('+')
            .map_or_else(|| Some(text.replacen(' ', "T", 1)), |_| None),
    );
    if text == "-0000" {
        offers.push("0000".to_owned());
    }
    offers
}

/// `20161227`.
fn run_together(text: &str) -> Option<String> {
    if text.len() != 8 || !text.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some(format!("{year}-{month}-{day}"))
}

/// `27/12/2016`, `12.27.2016`, `2016-1-5`, `12/2016`, `2014/15`. Where day and month may be either, both.
fn numbers(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let small = |part: &str| digits(part, 1..=2);
    match *parts.as_slice() {
        [year, month, day] if four_digits(year).is_some() => match (small(month), small(day)) {
            (Some(month), Some(day)) => vec![format!("{year}-{month:02}-{day:02}")],
            _ => Vec::new(),
        },
        [one, other, year] if four_digits(year).is_some() => match (small(one), small(other)) {
            (Some(one), Some(other)) => vec![
                format!("{year}-{other:02}-{one:02}"),
                format!("{year}-{one:02}-{other:02}"),
            ],
            _ => Vec::new(),
        },
        [month, year] if four_digits(year).is_some() => small(month)
            .map(|month| format!("{year}-{month:02}"))
            .into_iter()
            .collect(),
        [year, end] if four_digits(year).is_some() => match year.split_at_checked(2) {
            Some((century, _)) if text.contains('/') => vec![format!("{year}/{century}{end}")],
            _ => small(end)
                .map(|month| format!("{year}-{month:02}"))
                .into_iter()
                .collect(),
        },
        _ => Vec::new(),
    }
}

/// `2014-2016`, `2014..2016`, `2014..`, `..2014`.
fn range(text: &str) -> Option<String> {
    if let Some(from) = text.strip_suffix("..") {
        return Some(format!("{from}/.."));
    }
    if let Some(to) = text.strip_prefix("..") {
        return Some(format!("../{to}"));
    }
    let (from, to) = text.split_once("..").or_else(|| text.split_once('-'))?;
    (four_digits(to).is_some()).then(|| format!("{from}/{to}"))
}

/// `27th of December 2016`, `circa 2014`, `the end of 2014`.
fn plainer_words(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut about = "";
    let mut words = Vec::new();
    for (word, lower) in text.split_whitespace().zip(lower.split_whitespace()) {
        match lower.trim_end_matches('.') {
            "the" | "of" | "in" => {}
            "c" | "ca" | "circa" | "about" | "around" | "approximately" => about = "~",
            "start" | "beginning" => words.push("early"),
            "middle" => words.push("mid"),
            "end" => words.push("late"),
            ordinal => {
                let suffix = ["st", "nd", "rd", "th", "st,", "nd,", "rd,", "th,"];
                let day = suffix
                    .iter()
                    .find_map(|suffix| ordinal.strip_suffix(suffix));
                match day.filter(|day| digits(day, 1..=2).is_some()) {
                    Some(day) => words.push(word.get(..day.len()).unwrap_or(word)),
                    None => words.push(word),
                }
            }
        }
    }
    Some(format!("{}{about}", words.join(" ")))
}
