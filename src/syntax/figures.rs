//! Numerals: takes `~3,000` as written, gives what it covers, exactly, in millionths.

use super::ast::{Numeral, NumeralValue};
use super::error::NumberFault;

/// Millionths in one.
const ONE: i128 = 1_000_000;

/// Decimals that a number may have: what millionths can hold.
const DECIMALS: usize = 6;

/// Reads a numeral that the grammar has matched, its dashes made plain.
///
/// # Errors
/// More than six decimals, more digits than fit, or a range whose end comes before its start.
pub(super) fn numeral(text: String) -> Result<Numeral, NumberFault> {
    let value = if let Some(number) = text.strip_prefix('~') {
        NumeralValue::About(millionths(number)?)
    } else if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (millionths(from)?, millionths(to)?);
        if from > to {
            return Err(NumberFault::Reversed);
        }
        NumeralValue::Between(from, to)
    } else if let Some(number) = text.strip_suffix('+') {
        NumeralValue::AtLeast(millionths(number)?)
    } else if let Some(number) = text.strip_suffix('%') {
        NumeralValue::Percent(millionths(number)?)
    } else {
        NumeralValue::Exactly(millionths(&text)?)
    };
    Ok(Numeral { text, value })
}

fn millionths(number: &str) -> Result<i128, NumberFault> {
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, number),
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > DECIMALS {
        return Err(NumberFault::TooFine);
    }
    let mut value: i128 = 0;
    for digit in whole.bytes().filter(u8::is_ascii_digit) {
        value = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(i128::from(digit - b'0')))
            .ok_or(NumberFault::TooLarge)?;
    }
    value = value.checked_mul(ONE).ok_or(NumberFault::TooLarge)?;
    let mut unit = ONE;
    for digit in decimals.bytes() {
        unit /= 10;
        value = value
            .checked_add(unit * i128::from(digit - b'0'))
            .ok_or(NumberFault::TooLarge)?;
    }
    Ok(sign * value)
}
