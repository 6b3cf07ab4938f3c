//! Lists → CSV: one line a row, the columns first, then how likely, when, and what it rests on.

use super::form::{Form, NoForm};
use crate::answer::{Answer, Body, Held, Links, Markup, Table};

/// The rows of a list as CSV with a heading.
///
/// # Errors
/// The answer is not a list.
pub fn csv(answer: &Answer) -> Result<String, NoForm> {
    let (heading, rows) = match &answer.body {
        Body::Table(table) => of_table(table),
        Body::Links(links) => of_links(links),
        _ => return Err(NoForm { form: Form::Csv }),
    };
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut sound = out.write_record(heading).is_ok();
    for row in rows {
        sound &= out.write_record(row).is_ok();
    }
    // Writing to memory fails only where rows differ in length, which the columns of a table rule out.
    let bytes = if sound {
        out.into_inner().unwrap_or_default()
    } else {
        Vec::new()
    };
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

fn of_table(table: &Table) -> (Vec<String>, Vec<Vec<String>>) {
    let fixed = ["likelihood", "word", "when", "standing", "reason"].map(str::to_owned);
    let heading = table.columns.iter().cloned().chain(fixed).collect();
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(Markup::plain);
        let rest = [
            fraction(&row.likelihood),
            row.likelihood.word.clone().unwrap_or_default(),
            plain(row.when.as_ref()),
            row.standing.word().to_owned(),
            plain(row.reason.as_ref()),
        ];
        cells.chain(rest).collect()
    });
    (heading, rows.collect())
}

/// Who, how, whom; stated or given by rules; how likely, when, on what ground.
fn of_links(links: &Links) -> (Vec<String>, Vec<Vec<String>>) {
    let heading = [
        "from",
        "relation",
        "to",
        "basis",
        "likelihood",
        "word",
        "when",
        "ground",
    ];
    let rows = links.ties.iter().map(|tie| {
        let basis = if tie.stated { "stated" } else { "concluded" };
        vec![
            tie.from.plain(),
            tie.relation.clone(),
            tie.to.plain(),
            basis.to_owned(),
            fraction(&tie.fact.likelihood),
            tie.fact.likelihood.word.clone().unwrap_or_default(),
            plain(tie.fact.when.as_ref()),
            tie.fact.ground.plain(),
        ]
    });
    (heading.map(str::to_owned).to_vec(), rows.collect())
}

fn plain(text: Option<&Markup>) -> String {
    text.map(Markup::plain).unwrap_or_default()
}

/// `0.7`
fn fraction(held: &Held) -> String {
    let text = format!("{}.{:04}", held.value / 10_000, held.value % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
