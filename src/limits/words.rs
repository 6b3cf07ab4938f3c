//! What was exceeded, in words.

use super::{Exceeded, Grew, Limit, Reached};
use crate::diagnostic::Diagnostic;
use std::fmt;
use std::time::Duration;

/// The code of its report.
pub const CODE: &str = "limit-reached";

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Memory(bytes) => write!(out, "{} of memory", size(*bytes)),
            Limit::Facts(1) => out.write_str("1 sentence"),
            Limit::Facts(count) => write!(out, "{} sentences", grouped(*count)),
            Limit::Time(time) => out.write_str(&lasting(*time)),
        }
    }
}

impl fmt::Display for Exceeded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the limit of {} was reached", self.limit)?;
        match &self.by {
            Grew::Rule { name, drawn: 0, .. } => {
                write!(out, " while the rule \"{name}\" was run")
            }
            Grew::Rule { name, drawn, .. } => {
                let conclusions = plural(*drawn, "conclusion");
                write!(out, ": the rule \"{name}\" had drawn {conclusions}")
            }
            Grew::Table { file, to, .. } => match to {
                Reached::Line(line) => {
                    let line = grouped(*line);
                    write!(out, ": {file} had been read to its line {line}")
                }
                Reached::Rows(rows) => {
                    let rows = plural(*rows, "row");
                    write!(out, ": {file} has {rows}")
                }
            },
            Grew::Stated { sentences } => {
                write!(out, ": {} stated", plural_are(*sentences, "sentence"))
            }
            Grew::Work => Ok(()),
        }
    }
}

impl From<&Exceeded> for Diagnostic {
    fn from(exceeded: &Exceeded) -> Diagnostic {
        let said = exceeded.to_string();
        let option = match exceeded.limit {
            Limit::Memory(_) => "--max-memory",
            Limit::Facts(_) => "--max-facts",
            Limit::Time(_) => "--timeout",
        };
        let raise = format!("or raise the limit: {option}");
        match &exceeded.by {
            Grew::Rule { place, .. } if place.start < place.end => {
                Diagnostic::error("limit-reached", said, *place)
                    .help("look at the rule: conditions that share no variable give every pair of what fulfils them")
                    .help(raise)
            }
            Grew::Table { place, .. } => Diagnostic::error("limit-reached", said, *place)
                .saying("nothing of it is taken in")
                .help("take fewer of its rows, as in: where ?year >= 2014")
                .help(raise),
            Grew::Rule { .. } | Grew::Stated { .. } | Grew::Work => {
                Diagnostic::nowhere("limit-reached", said)
                    .help(format!("ask for less, {raise}"))
            }
        }
    }
}

fn plural(count: u64, one: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {one}{s}", grouped(count))
}

fn plural_are(count: u64, one: &str) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} {are}", plural(count, one))
}

/// `512 MB`, `1.5 GB`
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let unit = UNITS.into_iter().find(|(unit, _)| bytes >= *unit);
    match unit {
        Some((unit, name)) if bytes.is_multiple_of(unit) => format!("{} {name}", bytes / unit),
        Some((unit, name)) => {
            let hundredths = bytes / (unit / 100);
            let digits = format!("{}.{:02}", hundredths / 100, hundredths % 100);
            format!(
                "{} {name}",
                digits.trim_end_matches('0').trim_end_matches('.')
            )
        }
        None => format!("{bytes} bytes"),
    }
}

/// `30 seconds`
fn lasting(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        _ if time.subsec_nanos() > 0 => format!("{} seconds", time.as_secs_f64()),
        0 => "0 seconds".to_owned(),
        _ if seconds.is_multiple_of(3600) => plural(seconds / 3600, "hour"),
        _ if seconds.is_multiple_of(60) => plural(seconds / 60, "minute"),
        _ => plural(seconds, "second"),
    }
}

/// `5,000,000`
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts = digits.as_bytes().rchunks(3).rev();
    let parts: Vec<String> = parts
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .collect();
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(7128), "7,128");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn limits_are_said_as_they_are_given() {
        assert_eq!(Limit::Memory(512_000_000).to_string(), "512 MB of memory");
        assert_eq!(Limit::Memory(1_500_000_000).to_string(), "1.5 GB of memory");
        assert_eq!(Limit::Facts(5_000_000).to_string(), "5,000,000 sentences");
        assert_eq!(
            Limit::Time(Duration::from_secs(90)).to_string(),
            "90 seconds"
        );
        assert_eq!(
            Limit::Time(Duration::from_secs(300)).to_string(),
            "5 minutes"
        );
    }
}
