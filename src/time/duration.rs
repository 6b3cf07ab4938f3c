//! A length of time by the calendar, and the words it is written in.
//!
//! Takes words such as `2 years`; gives months and minutes, kept apart because a month has no fixed
//! number of minutes.

use serde::{Deserialize, Serialize};

use super::calendar::MINUTES_A_DAY;

/// A calendar length, as in `in the past 2 years` or `4 months after EVENT`.
///
/// A window of the rules takes it as a length: parts below 0 count as 0 there. `Instant::plus` takes
/// it with its sign.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Duration {
    /// Whole months; a year is 12 of them.
    pub months: i64,
    /// Whole minutes, added after the months; an hour is 60 of them, a day 1,440, a week 10,080.
    pub minutes: i64,
}

impl Duration {
    /// The length with nothing negative in it; `None` if nothing is left.
    pub(super) fn as_window(self) -> Option<Duration> {
        let window = Duration {
            months: self.months.max(0),
            minutes: self.minutes.max(0),
        };
        (window.months > 0 || window.minutes > 0).then_some(window)
    }
}

/// The length that the words say: `2 years`, `an hour`, `1 week`, `six months`. `None` if they say
/// none, or none above nothing, or one that no span of time can have.
pub fn parse_duration(words: &str) -> Option<Duration> {
    let lower = words.to_lowercase();
    let mut words = lower.split_whitespace();
    let count = count(words.next()?)?;
    let unit = words.next()?;
    if words.next().is_some() || count <= 0 {
        return None;
    }
    let months = |each: i64| {
        Some(Duration {
            months: count.checked_mul(each)?,
            minutes: 0,
        })
    };
    let minutes = |each: i64| {
        Some(Duration {
            months: 0,
            minutes: count.checked_mul(each)?,
        })
    };
    match unit {
        "year" | "years" => months(12),
        "month" | "months" => months(1),
        "week" | "weeks" => minutes(7 * MINUTES_A_DAY),
        "day" | "days" => minutes(MINUTES_A_DAY),
        "hour" | "hours" => minutes(60),
        "minute" | "minutes" => minutes(1),
        _ => None,
    }
}

/// How many: digits, with or without commas between the thousands, or a word.
fn count(word: &str) -> Option<i64> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    if word == "a" || word == "an" {
        return Some(1);
    }
    if let Some(place) = WORDS.iter().position(|known| *known == word) {
        return i64::try_from(place + 1).ok();
    }
    let digits: String = word.chars().filter(|c| *c != ',').collect();
    digits
        .chars()
        .all(|c| c.is_ascii_digit())
        .then(|| digits.parse().ok())?
}
