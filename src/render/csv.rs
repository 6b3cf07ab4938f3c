//! Tables → CSV: one line a row, the columns first, then how likely, when, and what it rests on.

use super::form::{Form, NoForm};
use crate::answer::{Answer, Body, Held, Markup};

/// The rows of a list as CSV with a heading.
///
/// # Errors
/// The answer is not a list.
pub fn csv(answer: &Answer) -> Result<String, NoForm> {
    let Body::Table(table) = &answer.body else {
        return Err(NoForm { form: Form::Csv });
    };
    let mut out = csv::Writer::from_writer(Vec::new());
    let fixed = ["likelihood", "word", "when", "standing", "reason"];
    let heading = table.columns.iter().map(String::as_str).chain(fixed);
    let mut sound = out.write_record(heading).is_ok();
    for row in &table.rows {
        let cells = row.cells.iter().map(Markup::plain);
        let rest = [
            fraction(&row.likelihood),
            row.likelihood.word.clone().unwrap_or_default(),
            row.when.as_ref().map(Markup::plain).unwrap_or_default(),
            row.standing.word().to_owned(),
            row.reason.as_ref().map(Markup::plain).unwrap_or_default(),
        ];
        sound &= out.write_record(cells.chain(rest)).is_ok();
    }
    // Writing to memory fails only where rows differ in length, which the columns of a table rule out.
    let bytes = if sound {
        out.into_inner().unwrap_or_default()
    } else {
        Vec::new()
    };
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// `0.7`
fn fraction(held: &Held) -> String {
    let text = format!("{}.{:04}", held.value / 10_000, held.value % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
