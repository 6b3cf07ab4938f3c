//! Answer → CSV (RFC 4180): a heading, then a line a row. A tree is indented rows with their depth.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula, whatever quotes stand around it, and
//! names and quotes come from anywhere. Such a cell, unless it is a number, gets an apostrophe in front, which a
//! spreadsheet shows as text (OWASP, CSV Injection).

use super::sheet::{Sheet, sheet};
use crate::answer::Answer;

/// The answer as CSV with a heading. Where it carries a marking, the last column of every row is that marking.
#[must_use]
pub fn csv(answer: &Answer) -> String {
    let mut of = sheet(answer);
    if let Some(marking) = &answer.head.marking {
        of.columns.push("marking".to_owned());
        of.rows.iter_mut().for_each(|row| row.push(marking.clone()));
    }
    written(&of)
}

fn written(sheet: &Sheet) -> String {
    let mut out = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut sound = true;
    for row in std::iter::once(&sheet.columns).chain(&sheet.rows) {
        sound &= out.write_record(row.iter().map(|cell| safe(cell))).is_ok();
    }
    // Writing to memory fails only where rows differ in length, and those of a sheet do not.
    let bytes = if sound {
        out.into_inner().unwrap_or_default()
    } else {
        Vec::new()
    };
    String::from_utf8(bytes).unwrap_or_default()
}

/// The cell, so that no spreadsheet runs it.
fn safe(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if runs && cell.parse::<f64>().is_err() {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
