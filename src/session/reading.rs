//! The bytes of a table, as text. Takes the loader's bytes, gives them unpacked: all of them where they are few, and where
//! they are many as they are read.

use crate::table::{Made, parquet, sheet, unpacked};
use std::io::{self, Cursor, Read};

/// A table of more bytes is cut as it is read, and its text is not kept.
const KEPT: u64 = 1 << 20;

/// A table's bytes.
pub(super) enum Bytes {
    /// All of them: few enough to be kept.
    Few(Vec<u8>),
    /// More than are kept.
    Many(Box<dyn Read>),
}

/// Unpacks by the ending of the name, makes text of what is none (a workbook's sheet of that name), and looks how much
/// there is.
pub(super) fn bytes(name: &str, sheet: &str, packed: Box<dyn Read>) -> io::Result<Bytes> {
    let mut unpacked = unpacked(name, packed);
    let all = |bytes: &mut Box<dyn Read>| {
        let mut all = Vec::new();
        bytes.read_to_end(&mut all).map(|_| all)
    };
    match Made::of(name) {
        Made::Text => {}
        Made::Workbook => {
            let text = sheet::delimited(all(&mut unpacked)?, sheet).map_err(io::Error::other)?;
            unpacked = Box::new(Cursor::new(text));
        }
        Made::Parquet => {
            unpacked = parquet::lines(all(&mut unpacked)?).map_err(io::Error::other)?;
        }
    }
    let mut first = Vec::new();
    unpacked.by_ref().take(KEPT + 1).read_to_end(&mut first)?;
    Ok(if first.len() as u64 <= KEPT {
        Bytes::Few(first)
    } else {
        Bytes::Many(Box::new(Cursor::new(first).chain(unpacked)))
    })
}
