//! Answer → Markdown: a list as a table; any other answer as the terminal's text, fenced, so that trees keep their form.

use super::text;
use crate::answer::{Answer, Body, Markup, Table};

/// The width of what is fenced.
const WIDTH: usize = 110;

/// The answer as Markdown with a heading.
#[must_use]
pub fn markdown(answer: &Answer) -> String {
    let mut out = String::new();
    out.push_str(&format!("### {}", escaped(&answer.head.title.plain())));
    if let Some(as_of) = &answer.head.as_of {
        out.push_str(&format!(" · {}", as_of.text));
    }
    out.push_str("\n\n");
    match &answer.body {
        Body::Table(table) => {
            out.push_str(&rows(table));
            for note in &answer.head.notes {
                out.push_str(&format!("\n{}\n", escaped(&note.plain())));
            }
        }
        _ => out.push_str(&format!("```text\n{}```\n", text(answer, WIDTH).plain())),
    }
    out
}

/// The rows of a list as a table.
pub(super) fn rows(table: &Table) -> String {
    if table.rows.is_empty() {
        return "None.\n".to_owned();
    }
    let reasons = table.rows.iter().any(|row| row.reason.is_some());
    let mut heading: Vec<String> = table.columns.iter().map(|name| escaped(name)).collect();
    heading.extend(["likelihood".to_owned(), "when".to_owned()]);
    if reasons {
        heading.push("reason".to_owned());
    }
    let mut out = format!("| # | {} |\n", heading.join(" | "));
    out.push_str(&format!("|{}\n", " --- |".repeat(heading.len() + 1)));
    let plain = |markup: Option<&Markup>| {
        markup
            .map(|text| escaped(&text.plain()))
            .unwrap_or_default()
    };
    for (at, row) in table.rows.iter().enumerate() {
        let mut cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| escaped(&cell.plain()))
            .collect();
        cells.push(row.likelihood.text.clone());
        cells.push(plain(row.when.as_ref()));
        if reasons {
            cells.push(plain(row.reason.as_ref()));
        }
        out.push_str(&format!("| {} | {} |\n", at + 1, cells.join(" | ")));
    }
    out
}

/// With what Markdown would read as its own marked as text.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '\\' | '#'
        ) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
