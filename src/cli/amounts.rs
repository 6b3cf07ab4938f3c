//! Sizes, numbers and times as options have them: `2GB`, `5,000,000`, `30s`.

use std::time::Duration;

/// `500MB`, `2GB`, `1GiB`; a number alone would leave open of what.
pub(super) fn size(text: &str) -> Result<u64, String> {
    const UNITS: [(&str, u64); 8] = [
        ("kib", 1 << 10),
        ("mib", 1 << 20),
        ("gib", 1 << 30),
        ("tib", 1 << 40),
        ("kb", 1_000),
        ("mb", 1_000_000),
        ("gb", 1_000_000_000),
        ("tb", 1_000_000_000_000),
    ];
    amount(text, &UNITS).ok_or_else(|| "a size is written as 500MB, 2GB or 2GiB".to_owned())
}

/// `5000000`, `5,000,000`
pub(super) fn number(text: &str) -> Result<u64, String> {
    let plain = text.replace([',', '_'], "");
    plain
        .parse()
        .map_err(|_| "a number of sentences is written as 5000000 or 5,000,000".to_owned())
}

/// `30s`, `1.5m`, `2h`, `500ms`; a number alone is of seconds.
pub(super) fn time(text: &str) -> Result<Duration, String> {
    const UNITS: [(&str, u64); 5] = [
        ("ms", 1),
        ("s", 1_000),
        ("m", 60_000),
        ("h", 3_600_000),
        ("", 1_000),
    ];
    let milliseconds = amount(text, &UNITS);
    milliseconds
        .map(Duration::from_millis)
        .ok_or_else(|| "a time is written as 30s, 5m or 2h".to_owned())
}

/// The number times the unit behind it.
fn amount(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let text = text.trim().to_lowercase();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let of = units.iter().find(|(name, _)| *name == unit.trim())?.1;
    let number: f64 = number.replace(',', "").parse().ok()?;
    let amount = number * of as f64;
    (amount.is_finite() && amount < u64::MAX as f64).then_some(amount.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_their_units() {
        assert_eq!(size("2GB"), Ok(2_000_000_000));
        assert_eq!(size("1.5 gib"), Ok(3 << 29));
        assert!(size("2000").is_err() && size("GB").is_err() && size("-1GB").is_err());
        assert_eq!(number("5,000,000"), Ok(5_000_000));
        assert!(number("5 million").is_err());
        assert_eq!(time("90"), Ok(Duration::from_secs(90)));
        assert_eq!(time("1.5m"), Ok(Duration::from_secs(90)));
        assert!(time("soon").is_err() && time("30 days").is_err());
    }
}
