//! Dates in the standard's own form (EDTF, ISO 8601-2): `2016`, `2016-12-27`, `2016-12-27T18:00+05:00`.
//!
//! Takes one such date; gives the piece of the calendar that it names. `edtf-core` reads it, so that the
//! standard is kept to; what the standard has and analysts do not need is told apart here, by name, and
//! what it has not is looked at once more, for what is wrong with it.

use std::borrow::Cow;

use edtf_core::{DateTime, Edtf, Qualifier, TimeShift, YearKind};

use super::unit::Unit;
use super::words::{day_of, digits, four_digits};
use super::{DateError, Instant};

/// The piece of the calendar that the date names, its mark apart: `text` may still have it, `bare` not.
/// `NotADate` if this is not the standard's form.
pub(super) fn parse(text: &str, bare: &str) -> Result<Unit, DateError> {
    let read = if bare.contains('T') {
        Edtf::parse(&with_seconds(bare))
    } else {
        Edtf::parse(&as_the_standard_spells(text))
    };
    match read {
        Ok(Edtf::Date(date)) => from_date(text, &date),
        Ok(Edtf::DateTime(time)) => from_time(&time).ok_or_else(|| not_a_date(text)),
        Ok(Edtf::Set(_)) => Err(DateError::Set {
            text: text.to_owned(),
        }),
        Ok(Edtf::Interval(_)) => Err(not_a_date(text)),
        Err(_) => Err(what_is_wrong(text, bare)),
    }
}

fn not_a_date(text: &str) -> DateError {
    DateError::NotADate {
        text: text.to_owned(),
    }
}

/// Sets may have blanks after their commas, and open digits a small `x`, in what people write.
fn as_the_standard_spells(text: &str) -> Cow<'_, str> {
    if text.starts_with(['[', '{']) {
        return text.replace(char::is_whitespace, "").into();
    }
    let open_digits = |c: char| c.is_ascii_digit() || matches!(c, 'x' | '-' | '~' | '?' | '%');
    if text.contains('x') && text.chars().all(open_digits) {
        return text.replace('x', "X").into();
    }
    text.into()
}

/// The standard wants seconds; analysts leave them out.
fn with_seconds(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else {
        return text.to_owned();
    };
    match time.split_at_checked(5) {
        Some((minutes, rest)) if !rest.starts_with(':') => format!("{day}T{minutes}:00{rest}"),
        _ => text.to_owned(),
    }
}

fn from_date(text: &str, date: &edtf_core::Date) -> Result<Unit, DateError> {
    let text = || text.to_owned();
    if !matches!(date.year.kind, YearKind::Standard { .. }) {
        return Err(DateError::GiantYear { text: text() });
    }
    if date.year.significant_digits.is_some() {
        return Err(DateError::SignificantDigits { text: text() });
    }
    if date.precision() == edtf_core::Precision::Season {
        return Err(DateError::Season { text: text() });
    }
    let Some(year) = date.year.value().filter(|_| !date.has_unspecified()) else {
        return Err(DateError::Unspecified { text: text() });
    };
    if has_mark_inside(&text(), date) {
        return Err(DateError::MarkInside { text: text() });
    }
    let month = date.month.and_then(|month| month.value()).map(u32::from);
    let day = date.day.and_then(|day| day.value()).map(u32::from);
    match (month, day) {
        (None, _) => Ok(Unit::year(year)),
        (Some(month), None) => Ok(Unit::month(year, month)),
        (Some(month), Some(day)) => day_of(year, month, day),
    }
}

/// Whether a mark goes for less than the whole date, or is written before it.
fn has_mark_inside(text: &str, date: &edtf_core::Date) -> bool {
    let whole = date.year.qualifier;
    let parts = [date.month, date.day];
    let uneven = parts.iter().flatten().any(|part| part.qualifier != whole);
    uneven || (whole != Qualifier::default() && !text.ends_with(['~', '?', '%']))
}

/// The minute in UTC; seconds are cut off.
fn from_time(written: &DateTime) -> Option<Unit> {
    let date = &written.date;
    let instant = Instant::from_ymd_hm(
        date.year.value()?,
        u32::from(date.month?.value()?),
        u32::from(date.day?.value()?),
        u32::from(written.time.hour),
        u32::from(written.time.minute),
    )?;
    let ahead = match written.time.shift {
        Some(TimeShift::Offset { minutes, .. }) => i64::from(minutes),
        Some(TimeShift::Utc) | None => 0,
    };
    Some(Unit::minute(Instant(instant.0.checked_sub(ahead)?)))
}

/// What the standard's reader did not take, named as an analyst would.
fn what_is_wrong(text: &str, bare: &str) -> DateError {
    let (date, time) = match bare.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (bare, None),
    };
    if is_giant(date) {
        return DateError::GiantYear {
            text: text.to_owned(),
        };
    }
    if has_open_digits(date) {
        return DateError::Unspecified {
            text: text.to_owned(),
        };
    }
    let (sign, unsigned) = match date.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", date),
    };
    let mut parts = unsigned.split('-');
    let year = parts
        .next()
        .and_then(|year| four_digits(&format!("{sign}{year}")));
    let (month, day, more) = (parts.next(), parts.next(), parts.next());
    let two = |part: &str| digits(part, 2..=2);
    let (Some(year), Some(month), None) = (year, month.and_then(two), more) else {
        return not_a_date(text);
    };
    let day_given = day.and_then(two);
    if day.is_some() != day_given.is_some() {
        return not_a_date(text);
    }
    if !(1..=12).contains(&month) {
        return DateError::NoSuchMonth {
            year,
            month,
            day: day_given,
        };
    }
    match (day_given.map(|day| day_of(year, month, day)), time) {
        (Some(Err(error)), _) => error,
        (Some(Ok(_)), Some(time)) if is_shaped_like_time(time) => DateError::NoSuchTime {
            day: date.to_owned(),
            time: time.to_owned(),
        },
        _ => not_a_date(text),
    }
}

/// A year of more than four digits, alone or before a month; eight digits alone are a date run together.
fn is_giant(date: &str) -> bool {
    let unsigned = date.strip_prefix('-').unwrap_or(date);
    if let Some(rest) = unsigned.strip_prefix('Y') {
        return rest
            .strip_prefix('-')
            .unwrap_or(rest)
            .starts_with(|c: char| c.is_ascii_digit());
    }
    let year = unsigned.split('-').next().unwrap_or(unsigned);
    let alone = year.len() == unsigned.len();
    year.len() > 4 && year.chars().all(|c| c.is_ascii_digit()) && !(alone && year.len() == 8)
}

/// Before the year 0 the standard has no open digits, but people do: `-01XX`.
fn has_open_digits(date: &str) -> bool {
    let year = date.strip_prefix('-').and_then(|date| date.get(..4));
    let is_digit = |c: char| c.is_ascii_digit() || c == 'X';
    year.is_some_and(|year| year.contains('X') && year.chars().all(is_digit))
}

/// Hours and minutes of two digits, at least one part of it out of bounds.
fn is_shaped_like_time(time: &str) -> bool {
    let (clock, offset) = match time.find(['+', '-', 'Z']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let numbers = |text: &str| -> Option<Vec<u32>> {
        text.split(':').map(|part| digits(part, 2..=2)).collect()
    };
    let Some(clock) = numbers(clock) else {
        return false;
    };
    let out_of_bounds = match *clock.as_slice() {
        [hour, minute] => hour > 23 || minute > 59,
        [hour, minute, second] => hour > 23 || minute > 59 || second > 60,
        _ => return false,
    };
    let offset = offset.strip_prefix(['+', '-']).and_then(numbers);
    let far = offset.is_some_and(|offset| match *offset.as_slice() {
        [hours] => hours > 14,
        [hours, minutes] => minutes > 59 || hours * 60 + minutes > 14 * 60,
        _ => false,
    });
    out_of_bounds || far
}
