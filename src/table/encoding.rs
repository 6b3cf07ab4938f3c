//! The bytes of a text in UTF-8. Takes bytes and the name of their encoding, gives the same text in UTF-8 as it is read.
//!
//! A byte order mark goes before what is said. Names are those of the web (WHATWG, *Encoding*), so `latin-1` is
//! windows-1252, which has the same letters and more quotes.

use encoding_rs::Encoding;
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::io::Read;

/// What the letters of a text are written in.
pub type Letters = &'static Encoding;

/// The encoding of that name; none where nobody calls one so.
#[must_use]
pub fn encoding(name: &str) -> Option<Letters> {
    let name = name.trim().to_lowercase();
    let plain = match name.as_str() {
        "utf16" => "utf-16",
        "ansi" => "windows-1252",
        "mac-roman" | "macroman" => "macintosh",
        other => other,
    };
    let joined = plain.replacen("latin-", "latin", 1);
    Encoding::for_label(joined.as_bytes())
}

/// The bytes in UTF-8: those that nobody said anything of, and that have no mark, as they are.
#[must_use]
pub fn in_utf8(bytes: Box<dyn Read>, of: Option<Letters>) -> Box<dyn Read> {
    Box::new(
        DecodeReaderBytesBuilder::new()
            .encoding(of)
            .bom_override(true)
            .strip_bom(true)
            .utf8_passthru(of.is_none())
            .build(bytes),
    )
}

#[cfg(test)]
mod tests {
    use super::{encoding, in_utf8};
    use std::io::{Cursor, Read as _};

    fn read(bytes: &[u8], of: &str) -> String {
        let mut text = String::new();
        let mut read = in_utf8(Box::new(Cursor::new(bytes.to_vec())), encoding(of));
        read.read_to_string(&mut text).expect("UTF-8");
        text
    }

    #[test]
    fn a_text_is_read_by_its_mark_or_by_what_is_said_of_it() {
        let little: Vec<u8> = "\u{feff}Åland"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "\u{feff}Åland"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(read(&little, ""), "Åland");
        assert_eq!(read(&big, "latin-1"), "Åland");
        assert_eq!(read("\u{feff}Åland".as_bytes(), ""), "Åland");
        assert_eq!(
            read(b"\xc5land \x96 \x93so\x94", "windows-1252"),
            "Åland – “so”"
        );
        assert_eq!(read(b"\xc5land", "Latin-1"), "Åland");
        assert_eq!(read(b"\xcc\xee\xf1\xea\xe2\xe0", "cp1251"), "Москва");
        assert_eq!(read(&little[2..], "utf-16"), "Åland");
        assert_eq!(encoding("klingon"), None);
    }
}
