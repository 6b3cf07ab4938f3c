//! Sheets of a workbook (`.xlsx`, `.xls`, `.ods`) → delimited text. Takes the bytes of the workbook and which sheet is meant,
//! gives its rows as they stand, so that a row's line is its number in the sheet.
//!
//! A workbook is packed as a whole and is wholly in memory while it is read.

#[cfg(feature = "xlsx")]
pub use read::delimited;

/// The rows of a sheet as lines of cells between commas.
///
/// # Errors
/// Always: this program reads no workbooks.
#[cfg(not(feature = "xlsx"))]
pub fn delimited(_: Vec<u8>, _: &str) -> Result<Vec<u8>, String> {
    Err("this program was built without the reader of workbooks (feature xlsx)".to_owned())
}

#[cfg(feature = "xlsx")]
mod read {
    use calamine::{Data, ExcelDateTime, Reader as _, open_workbook_auto_from_rs};
    use std::io::Cursor;

    /// The rows of a sheet, of the first where no name is given, as lines of cells between commas. Dates are written as the
    /// standard writes them, a break of the line in a cell is a blank.
    ///
    /// # Errors
    /// Why the bytes are no workbook; that it has no such sheet, with those that it has.
    pub fn delimited(bytes: Vec<u8>, sheet: &str) -> Result<Vec<u8>, String> {
        let mut book =
            open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        let names = book.sheet_names();
        let name = match sheet {
            "" => names.first(),
            _ => names.iter().find(|name| name.as_str() == sheet),
        };
        let Some(name) = name.cloned() else {
            return Err(format!(
                "it has no sheet \"{sheet}\", but {}",
                names.join(", ")
            ));
        };
        let range = book
            .worksheet_range(&name)
            .map_err(|error| error.to_string())?;
        let mut out = Vec::new();
        // What stands above the first row that holds something has its lines too.
        let above = range.start().map_or(0, |(row, _)| row as usize);
        out.resize(above, b'\n');
        for row in range.rows() {
            let cells: Vec<String> = row.iter().map(cell).collect();
            if cells.iter().all(String::is_empty) {
                out.push(b'\n');
                continue;
            }
            let mut line = csv::WriterBuilder::new().from_writer(&mut out);
            line.write_record(&cells)
                .map_err(|error| error.to_string())?;
            line.flush().map_err(|error| error.to_string())?;
        }
        Ok(out)
    }

    fn cell(data: &Data) -> String {
        match data {
            Data::Empty | Data::Error(_) => String::new(),
            Data::DateTime(date) if date.is_datetime() => dated(date),
            Data::DateTimeIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
            other => other.to_string().replace(['\n', '\r'], " "),
        }
    }

    fn dated(date: &ExcelDateTime) -> String {
        let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
        let day = format!("{year:04}-{month:02}-{day:02}");
        match (hour, minute) {
            (0, 0) => day,
            _ => format!("{day}T{hour:02}:{minute:02}"),
        }
    }
}

#[cfg(all(test, feature = "xlsx"))]
mod tests {
    use super::delimited;

    const BOOK: &[u8] = include_bytes!("../../tests/language/data/book.xlsx");

    fn sheet(name: &str) -> Result<String, String> {
        let bytes = delimited(BOOK.to_vec(), name)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    #[test]
    fn a_row_stands_in_the_line_that_it_has_in_the_sheet() {
        let posts = "\nclan,post,since\nDawn,\"Old Fort, north\",2014-03-05\n\nFront,Hill 402,\n";
        assert_eq!(sheet("").as_deref(), Ok(posts));
        assert_eq!(sheet("Sums paid").as_deref(), Ok("clan,sum\nDawn,300\n"));
        assert!(sheet("Sums").is_err_and(|why| why.contains("Posts, Sums paid")));
    }
}
