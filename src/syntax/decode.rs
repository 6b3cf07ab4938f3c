//! Decoding: takes a file's bytes, gives its text: UTF-8, without a byte order mark, lines ended by a line feed.

use super::error::SyntaxError;
use super::layout::offset;
use crate::source::Place;

/// The text of a file.
///
/// # Errors
/// The first byte that is no UTF-8, with its line and column: the file is in no address space yet.
pub fn decode(bytes: &[u8]) -> Result<String, SyntaxError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| bad(bytes, error.valid_up_to()))?;
    if !text.contains('\r') {
        return Ok(text.to_owned());
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn bad(bytes: &[u8], at: usize) -> SyntaxError {
    let before = bytes
        .get(..at)
        .and_then(|valid| std::str::from_utf8(valid).ok())
        .unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |feed| feed + 1);
    let in_line = before.get(line_start..).unwrap_or("");
    SyntaxError::BadBytes {
        place: Place::new(offset(0, at), offset(0, at + 1)),
        line: offset(1, before.matches('\n').count()),
        column: offset(1, in_line.chars().count()),
        byte: bytes.get(at).copied().unwrap_or_default(),
    }
}
