//! What the tables brought, told when files are loaded, and the rows that were rejected, written where they are asked for.

use super::args::{Options, Report};
use super::output::Output;
use crate::diagnostic::Diagnostic;
use crate::resolve::TableRead;
use crate::session::Session;
use crate::terminal;
use serde_json::{Value, json};

/// Tells what each table brought, and writes the rejected rows into the file that the options name.
///
/// # Errors
/// Where that file cannot be written.
pub fn told(session: &Session, options: &Options, output: &Output) -> Result<(), Diagnostic> {
    let tables = session.tables();
    match output.report() {
        Report::Text => tables
            .iter()
            .for_each(|read| output.error(&terminal::table(session.situation(), read))),
        Report::Json if tables.iter().any(|read| !read.rejected.is_empty()) => {
            let documents: Vec<Value> = tables.iter().map(document).collect();
            output.error(&format!(
                "{:#}\n",
                json!({ "casus_tables": 1, "tables": documents })
            ));
        }
        Report::Json => {}
    }
    let Some(path) = &options.rejects else {
        return Ok(());
    };
    written(path, tables).map_err(|error| {
        Diagnostic::nowhere(
            "not-written",
            format!("--rejects: {path} cannot be written: {error}"),
        )
    })
}

fn document(read: &TableRead) -> Value {
    let rejected = read
        .rejected
        .iter()
        .map(|row| json!({ "line": row.line, "why": row.why }));
    json!({ "table": read.table.as_ref(), "rows": read.rows, "rejected": rejected.collect::<Vec<_>>() })
}

/// The rejected rows of all tables, as a table.
fn written(path: &str, tables: &[TableRead]) -> Result<(), csv::Error> {
    let mut rows = csv::Writer::from_path(path)?;
    rows.write_record(["table", "line", "why"])?;
    for row in tables.iter().flat_map(|read| &read.rejected) {
        rows.write_record([row.file.as_ref(), &row.line.to_string(), &row.why])?;
    }
    rows.flush()?;
    Ok(())
}
