//! Rows that a host has in hand. Takes statements with columns in them and rows of values, gives the session those
//! statements once for each row, as `from "file.csv"` does with a file.
//!
//! The rows become a table in memory beside the text that asks for it, so that missing cells, rejected rows and places
//! in explanations are what they are for a file.

use super::{Added, Report, Session};
use std::fmt;

/// Rows of values, and what each says.
///
/// A value is a whole name or literal as it would stand in a cell: `Islamic State of Iraq and Syria`, `3000+`,
/// `2016-12`. An empty one is missing, and leaves out the clause that it stands in.
#[derive(Clone, Debug)]
pub struct Rows<'r> {
    /// What explanations call them: `transfers` gives `transfers.csv:4`, counted as in a file, the columns first.
    pub name: &'r str,
    /// The names of the columns, without the mark.
    pub columns: &'r [&'r str],
    /// The statements, a line or several, with `?column` where a cell goes.
    pub statements: &'r str,
}

impl Session {
    /// Adds statements, once for each row. A row shorter than the columns misses its last cells.
    ///
    /// ```
    /// use casus::session::{Rows, Session};
    ///
    /// let mut session = Session::new();
    /// session.add_text("page", "relation [actor] pays [actor]\n");
    /// let transfers = Rows {
    ///     name: "transfers",
    ///     columns: &["from", "to", "year"],
    ///     statements: "?from pays ?to since ?year",
    /// };
    /// let report = session.add_rows(&transfers, [["Arvand", "Belmar", "2015"], ["Belmar", "Sel", ""]]);
    /// assert!(report.is_sound(), "{:?}", report.diagnostics);
    /// let answer = session.ask("Belmar pays Sel?").unwrap();
    /// assert_eq!(serde_json::to_value(&answer).unwrap()["kind"], "yes-no");
    /// ```
    pub fn add_rows<R, C>(&mut self, of: &Rows<'_>, rows: impl IntoIterator<Item = R>) -> Report
    where
        R: IntoIterator<Item = C>,
        C: fmt::Display,
    {
        let mut table = String::new();
        push_row(&mut table, of.columns);
        for row in rows {
            push_row(&mut table, row);
        }
        let file = format!("{}.csv", of.name.replace(['"', '/'], " "));
        let mut text = format!("from \"{file}\"\n");
        for line in of.statements.lines() {
            text.push_str("    ");
            text.push_str(line);
            text.push('\n');
        }
        let key = self
            .library
            .give_with_table(self.given, of.name, &text, &file, table);
        self.given += 1;
        self.added.push(Added { key, typed: None });
        self.read_again()
    }
}

/// Writes a row as CSV has it, every cell quoted (RFC 4180).
fn push_row<C: fmt::Display>(out: &mut String, cells: impl IntoIterator<Item = C>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(&cell.to_string().replace('"', "\"\""));
        out.push('"');
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::Rows;
    use crate::session::{LoadError, Loader, Session};

    const PAYS: Rows<'static> = Rows {
        name: "transfers",
        columns: &["from", "to", "sum"],
        statements: "?from pays ?to\n?to holds ?sum",
    };

    fn with_rows<const N: usize>(rows: [[&str; 3]; N]) -> Session {
        let mut session = Session::new();
        session.add_text(
            "page",
            "relation [actor] pays [actor]\nrelation [actor] holds [number]\n",
        );
        session.add_rows(&PAYS, rows);
        session
    }

    fn rows_of(session: &Session) -> (usize, usize) {
        let tables = session.tables();
        (
            tables.iter().map(|table| table.rows).sum(),
            tables.iter().map(|table| table.rejected.len()).sum(),
        )
    }

    #[test]
    fn a_name_of_any_words_is_taken_whole() {
        let mut session = with_rows([["Sons of Arvand, and Belmar", "the \"old\" guard", "3"]]);
        assert_eq!(session.diagnostics(), []);
        assert_eq!(rows_of(&session), (1, 0));
        assert!(session.situation().told.stated.len() > 1);
        assert!(session.ask("?who pays ?whom").is_ok());
    }

    #[test]
    fn a_row_that_misses_an_argument_is_rejected_and_told() {
        let session = with_rows([["Arvand", "Belmar", "3"], ["Arvand", "", "4"]]);
        let told: Vec<&str> = session.diagnostics().iter().map(|one| one.code).collect();
        assert_eq!(told, ["rows-rejected"]);
    }

    #[test]
    fn rows_of_one_name_stand_beside_each_other() {
        let mut session = with_rows([["Arvand", "Belmar", "3"]]);
        session.add_rows(&PAYS, [["Belmar", "Sel", "4"]]);
        assert_eq!(session.diagnostics(), []);
        assert_eq!(session.tables().len(), 2);
    }

    #[test]
    fn rows_stay_when_files_are_read_again() {
        let mut session = with_rows([["Arvand", "Belmar", "3"]]);
        session.reload().expect("no file is open");
        assert_eq!(session.diagnostics(), []);
        assert_eq!(rows_of(&session), (1, 0));
    }

    /// A host with one table.
    struct OneTable(String);

    impl Loader for OneTable {
        fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
            match path {
                "transfers.csv" => Ok(self.0.clone().into_bytes()),
                _ => Err(LoadError::Missing),
            }
        }

        fn beside(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
    }

    #[test]
    fn of_a_large_table_the_text_is_not_kept_and_every_row_has_its_line() {
        let mut table = "from,to,sum\n".to_owned();
        let rows = 60_000;
        for at in 0..rows {
            table.push_str(&format!("Payer {},Payee {},{at}\n", at % 50, at % 70));
        }
        assert!(table.len() > 1 << 20);
        let length = table.len();
        let mut session = Session::with_loader(OneTable(table));
        session.add_text("page", "relation [actor] pays [actor] the sum of [number]\nfrom \"transfers.csv\"\n    ?from pays ?to the sum of ?sum\n");
        assert_eq!(session.diagnostics(), []);
        assert_eq!(rows_of(&session), (rows, 0));
        let kept: usize = session
            .files()
            .iter()
            .map(|(_, file)| file.text.len())
            .sum();
        assert!(kept < length, "{kept}");
        let core = session.core(&[]);
        let of_table = |line: &u32| *line > 1;
        let lines = core.items.iter().map(|(_, item)| item.stated.origin.line);
        assert_eq!(lines.filter(of_table).max(), Some(rows as u32 + 1));
    }
}
