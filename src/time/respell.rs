//! The usual other spellings of dates: `27/12/2016`, `20161227`, `circa 2014`, `the 1990s`.
//!
//! Takes a text that is no date; gives what it may mean, in our spelling. Guesses freely: whoever asks
//! drops what cannot be read.

use super::words::{digits, four_digits};

/// What the text may mean, in our spelling; not all of it can be read.
pub(super) fn respelt(text: &str) -> Vec<String> {
    let mut offers = Vec::new();
    offers.extend(run_together(text));
    offers.extend(numbers(text));
    offers.extend(range(text));
    offers.extend(plainer_words(text));
    offers.extend(decade(text));
    // `2016-12-27 18:00`.
    offers.push(text.replacen(' ', "T", 1));
    if text == "-0000" {
        offers.push("0000".to_owned());
    }
    offers
}

/// `1990s`, `the 1990s`.
fn decade(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let decade = lower
        .strip_prefix("the ")
        .unwrap_or(&lower)
        .strip_suffix("0s")?;
    Some(format!("{decade}0/{decade}9"))
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
pub(super) fn numbers(text: &str) -> Vec<String> {
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
