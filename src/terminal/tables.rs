//! What a table brought, in a line or two: nothing of it vanishes, neither the rows that gave nothing nor the names that
//! nobody declared.

use crate::limits;
use crate::model::{Situation, many};
use crate::resolve::TableRead;

/// How many rejected rows are shown.
const SHOWN: usize = 3;

/// `posts.csv: 7,128 actors declared` and `posts.csv: 3 of 9,000 rows rejected: …`; empty where there is nothing to tell.
#[must_use]
pub fn table(situation: &Situation, read: &TableRead) -> String {
    let mut told = String::new();
    let declared: Vec<String> = read
        .declared
        .iter()
        .map(|(kind, count)| {
            let kind = situation
                .kinds
                .table
                .get(*kind)
                .map_or("name", |kind| kind.name.as_str());
            let named = if *count == 1 {
                kind.to_owned()
            } else {
                many(kind)
            };
            format!("{} {named}", grouped(*count))
        })
        .collect();
    if !declared.is_empty() {
        told.push_str(&format!(
            "{}: {} declared\n",
            read.table,
            declared.join(", ")
        ));
    }
    if !read.rejected.is_empty() {
        let shown: Vec<String> = read
            .rejected
            .iter()
            .take(SHOWN)
            .map(|row| format!("line {} ({})", row.line, row.why))
            .collect();
        let more = read.rejected.len().saturating_sub(SHOWN);
        let rest = if more > 0 {
            format!(", and {} more", grouped(more))
        } else {
            String::new()
        };
        let (rejected, rows) = (grouped(read.rejected.len()), grouped(read.rows));
        told.push_str(&format!(
            "{}: {rejected} of {rows} rows rejected: {}{rest}\n",
            read.table,
            shown.join(", ")
        ));
    }
    told
}

pub(super) fn grouped(number: usize) -> String {
    limits::grouped(number as u64)
}
