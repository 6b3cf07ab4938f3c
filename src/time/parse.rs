//! Reading a date, in any of the forms that it may be written in.
//!
//! Takes a text; gives a date, an interval of two, or what is wrong. A date is tried in the standard's
//! form first, then in words.

use super::words::four_digits;
use super::{Date, DateError, DateOrInterval, Mark, iso, words};

/// The date or interval that the text says, or why it says none.
///
/// # Errors
///
/// A [`DateError`] that names what is wrong with it.
pub fn parse_date(text: &str) -> Result<DateOrInterval, DateError> {
    let text = text.trim();
    match text.split_once('/') {
        Some((from, to)) => parse_interval(text, from.trim(), to.trim()),
        None => parse_one(text).map(DateOrInterval::Date),
    }
}

/// Whether the text can be nothing but a date, right or wrong: `2016-12`, `2014~`, `2014/..`,
/// `27 December 2016`, `2014-02-30`.
///
/// Not a bare `2014`, which may be a number, nor `201X`, `Y17000` or `spring 2014`, which may be names.
/// A last `?` is taken for a mark: whoever reads a question takes it off first.
pub fn looks_like_date(text: &str) -> bool {
    let text = text.trim();
    match parse_date(text) {
        Ok(_) => !text.chars().all(|c| c.is_ascii_digit()),
        Err(error) => match error {
            DateError::NoSuchDay { .. }
            | DateError::NoSuchMonth { .. }
            | DateError::NoSuchTime { .. }
            | DateError::SignificantDigits { .. }
            | DateError::BackwardsInterval { .. } => true,
            // `~3000` is a numeral, `?2004` a variable.
            DateError::MarkInside { text } => !text.starts_with(['~', '?']),
            DateError::MissingEnd { text } => text.contains(|c: char| c.is_ascii_digit()),
            DateError::Season { text } | DateError::Unspecified { text } => {
                text.contains('-') && !text.contains(char::is_whitespace)
            }
            DateError::NotADate { .. } | DateError::GiantYear { .. } | DateError::Set { .. } => {
                false
            }
        },
    }
}

fn parse_interval(text: &str, from: &str, to: &str) -> Result<DateOrInterval, DateError> {
    let text = || text.to_owned();
    let end = |side: &str| match side {
        ".." => Ok(None),
        _ => parse_one(side).map(Some).map_err(|error| match error {
            DateError::NotADate { .. } => DateError::NotADate { text: text() },
            other => other,
        }),
    };
    let is_left_out = |side: &str| side.is_empty() || side == "..";
    if is_left_out(from) && is_left_out(to) {
        return Err(DateError::MissingEnd { text: text() });
    }
    if from.is_empty() || to.is_empty() {
        end(&format!("{from}{to}"))?;
        return Err(DateError::MissingEnd { text: text() });
    }
    let (from, to) = (end(from)?, end(to)?);
    if let (Some(from), Some(to)) = (&from, &to)
        && from.covers.from >= to.covers.to
    {
        return Err(DateError::BackwardsInterval {
            from: from.text.clone(),
            to: to.text.clone(),
        });
    }
    Ok(DateOrInterval::Interval { from, to })
}

fn parse_one(text: &str) -> Result<Date, DateError> {
    let (bare, mark) = split_mark(text);
    let unit = match four_digits(bare) {
        Some(year) => super::unit::Unit::year(year),
        None => match iso::parse(text, bare) {
            Err(DateError::NotADate { .. }) => words::parse(bare).map_err(|error| match error {
                DateError::NotADate { .. } => DateError::NotADate {
                    text: text.to_owned(),
                },
                other => other,
            })?,
            read => read?,
        },
    };
    let covers = unit.covers(mark).ok_or_else(|| DateError::GiantYear {
        text: text.to_owned(),
    })?;
    Ok(Date {
        text: text.to_owned(),
        covers,
        precision: unit.precision,
        mark,
    })
}

/// The date without its mark, and the mark.
fn split_mark(text: &str) -> (&str, Mark) {
    let marks = [
        ('~', Mark::About),
        ('?', Mark::Uncertain),
        ('%', Mark::Both),
    ];
    marks
        .iter()
        .find_map(|(sign, mark)| Some((text.strip_suffix(*sign)?, *mark)))
        .unwrap_or((text, Mark::Firm))
}
