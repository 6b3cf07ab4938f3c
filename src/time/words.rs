//! Dates in words: `27 December 2016`, `December 27, 2016`, `Dec 2016`, `late December 2016`, `mid-2016`.
//!
//! Takes the words without their mark; gives the piece of the calendar that they name. Case is free.

use super::DateError;
use super::calendar::days_in_month;
use super::unit::{Third, Unit};

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

/// The month's English name; the number is 1 to 12.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    let index = usize::try_from(month).unwrap_or_default().wrapping_sub(1);
    MONTHS.get(index).copied().unwrap_or("no month")
}

/// The piece of the calendar that the words name. `NotADate` if they are not words for a date.
pub(super) fn parse(text: &str) -> Result<Unit, DateError> {
    let not_a_date = || DateError::NotADate {
        text: text.to_owned(),
    };
    let spaced = space_after_third(text);
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let count = words.len();
    let words: Vec<&str> = (words.iter().enumerate())
        .map(|(index, word)| {
            if index + 1 < count {
                trim_comma(word)
            } else {
                word
            }
        })
        .collect();
    if is_season(&words) {
        return Err(DateError::Season {
            text: text.to_owned(),
        });
    }
    match *words.as_slice() {
        [third, when] if third_of(third).is_some() => {
            let third = third_of(third).ok_or_else(not_a_date)?;
            part_of_numbers(third, when).ok_or_else(not_a_date)
        }
        [third, month, year] if third_of(third).is_some() => {
            let third = third_of(third).ok_or_else(not_a_date)?;
            let month = month_of(month).ok_or_else(not_a_date)?;
            Ok(Unit::month_part(third, year_of(year, text)?, month))
        }
        [month, year] => {
            let month = month_of(month).ok_or_else(not_a_date)?;
            Ok(Unit::month(year_of(year, text)?, month))
        }
        [first, second, year] => {
            let (day, month) = match (month_of(first), month_of(second)) {
                (None, Some(month)) => (first, month),
                (Some(month), None) => (second, month),
                (None, None) | (Some(_), Some(_)) => return Err(not_a_date()),
            };
            let day = digits(day, 1..=2).ok_or_else(not_a_date)?;
            day_of(year_of(year, text)?, month, day)
        }
        _ => Err(not_a_date()),
    }
}

/// The day, or why there is none. The month is 1 to 12.
pub(super) fn day_of(year: i64, month: u32, day: u32) -> Result<Unit, DateError> {
    let days_in_month = days_in_month(year, month).unwrap_or_default();
    Unit::day(year, month, day).ok_or(DateError::NoSuchDay {
        year,
        month,
        day,
        days_in_month,
    })
}

/// `mid-2014` and `mid-December 2014`, as they are often spelt, with a blank for the hyphen.
fn space_after_third(text: &str) -> String {
    match text.split_once('-') {
        Some((third, rest)) if third_of(third).is_some() => format!("{third} {rest}"),
        _ => text.to_owned(),
    }
}

fn third_of(word: &str) -> Option<Third> {
    match word.to_lowercase().as_str() {
        "early" => Some(Third::Early),
        "mid" => Some(Third::Mid),
        "late" => Some(Third::Late),
        _ => None,
    }
}

/// `2014` or `2014-12` after early, mid, late.
fn part_of_numbers(third: Third, when: &str) -> Option<Unit> {
    if let Some(year) = four_digits(when) {
        return Some(Unit::year_part(third, year));
    }
    let (year, month) = when.rsplit_once('-')?;
    let month = digits(month, 2..=2).filter(|month| (1..=12).contains(month))?;
    Some(Unit::month_part(third, four_digits(year)?, month))
}

/// The month of that name: whole, cut to three letters (September also to four), with or without a stop.
fn month_of(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let word = word.strip_suffix('.').unwrap_or(&word);
    let index = MONTHS.iter().position(|month| {
        let month = month.to_lowercase();
        word == month || month.get(..3) == Some(word) || (word == "sept" && month == "september")
    })?;
    u32::try_from(index + 1).ok()
}

fn year_of(word: &str, text: &str) -> Result<i64, DateError> {
    if let Some(year) = four_digits(word) {
        return Ok(year);
    }
    let text = text.to_owned();
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let too_long = unsigned.len() > 4 && unsigned.chars().all(|c| c.is_ascii_digit());
    Err(if too_long {
        DateError::GiantYear { text }
    } else {
        DateError::NotADate { text }
    })
}

/// A year as the standard writes it: four digits, `-` before those before the year 0.
pub(super) fn four_digits(word: &str) -> Option<i64> {
    match word.strip_prefix('-') {
        Some(digits_only) => digits(digits_only, 4..=4)
            .filter(|year| *year > 0)
            .map(|y| -i64::from(y)),
        None => digits(word, 4..=4).map(i64::from),
    }
}

/// The number, if the word is so many digits and nothing else; four at most.
pub(super) fn digits(word: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let all_digits = word.chars().all(|c| c.is_ascii_digit());
    if all_digits && length.contains(&word.len()) {
        word.parse().ok()
    } else {
        None
    }
}

fn trim_comma(word: &str) -> &str {
    word.strip_suffix(',').unwrap_or(word)
}

/// `spring 2014`, `Q3 2014`, `2014 Q3`.
fn is_season(words: &[&str]) -> bool {
    match *words {
        [one, other] => {
            (season_months(one).is_some() && four_digits(other).is_some())
                || (season_months(other).is_some() && four_digits(one).is_some())
        }
        _ => false,
    }
}

/// The first and last month of a season of the northern half of the earth, or of a quarter. A winter
/// ends in the next year, as month 14.
pub(super) fn season_months(word: &str) -> Option<(u32, u32)> {
    match word.to_lowercase().as_str() {
        "q1" => Some((1, 3)),
        "q2" => Some((4, 6)),
        "q3" => Some((7, 9)),
        "q4" => Some((10, 12)),
        "spring" => Some((3, 5)),
        "summer" => Some((6, 8)),
        "autumn" | "fall" => Some((9, 11)),
        "winter" => Some((12, 14)),
        _ => None,
    }
}
