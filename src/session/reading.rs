//! The bytes of a table, as text. Takes the loader's bytes, gives them unpacked, and in UTF-8, as they are read.

use std::io::{self, Cursor, Read};

/// How a table's bytes are text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    Utf8,
    Latin1,
}

/// A table of more bytes is cut as it is read, and its text is not kept.
const KEPT: u64 = 1 << 20;

/// A table's bytes.
pub(super) enum Bytes {
    /// All of them: few enough to be kept.
    Few(Vec<u8>),
    /// More than are kept.
    Many(Box<dyn Read>),
}

/// Unpacks by the ending of the name, and looks how many there are.
pub(super) fn bytes(name: &str, packed: Box<dyn Read>) -> io::Result<Bytes> {
    let mut unpacked: Box<dyn Read> = if name.ends_with(".gz") {
        Box::new(flate2::read::MultiGzDecoder::new(packed))
    } else if name.ends_with(".zst") {
        let decoder = ruzstd::decoding::StreamingDecoder::new(packed);
        Box::new(decoder.map_err(io::Error::other)?)
    } else {
        packed
    };
    let mut first = Vec::new();
    unpacked.by_ref().take(KEPT + 1).read_to_end(&mut first)?;
    Ok(if first.len() as u64 <= KEPT {
        Bytes::Few(first)
    } else {
        Bytes::Many(Box::new(Cursor::new(first).chain(unpacked)))
    })
}

/// The same bytes in UTF-8.
pub(super) fn in_utf8(bytes: Box<dyn Read>, encoding: Encoding) -> Box<dyn Read> {
    match encoding {
        Encoding::Utf8 => bytes,
        Encoding::Latin1 => Box::new(Latin1 {
            bytes,
            left: None,
            buffer: vec![0; 8192],
        }),
    }
}

/// Latin-1 as UTF-8: a byte over 127 is two.
struct Latin1 {
    bytes: Box<dyn Read>,
    /// The second byte of a letter that did not fit.
    left: Option<u8>,
    buffer: Vec<u8>,
}

impl Read for Latin1 {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        if let (Some(byte), Some(place)) = (self.left, out.first_mut()) {
            *place = byte;
            self.left = None;
            written = 1;
        }
        // Of so many bytes the letters fit, but for the second byte of the last.
        let most = (out.len() - written).div_ceil(2).min(self.buffer.len());
        let Some(buffer) = self.buffer.get_mut(..most) else {
            return Ok(written);
        };
        let count = self.bytes.read(buffer)?;
        for byte in buffer.iter().take(count) {
            let mut letter = [0; 2];
            for part in char::from(*byte).encode_utf8(&mut letter).bytes() {
                match out.get_mut(written) {
                    Some(place) => {
                        *place = part;
                        written += 1;
                    }
                    None => self.left = Some(part),
                }
            }
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, in_utf8};
    use std::io::{Cursor, Read as _};

    #[test]
    fn latin_letters_are_two_bytes_however_they_are_read() {
        let bytes: Vec<u8> = (0..=255).cycle().take(20_001).collect();
        let wanted: String = bytes.iter().copied().map(char::from).collect();
        let mut read = in_utf8(Box::new(Cursor::new(bytes)), Encoding::Latin1);
        let mut all = Vec::new();
        let mut few = [0; 7];
        loop {
            let count = read.read(&mut few).expect("bytes in memory");
            if count == 0 {
                break;
            }
            all.extend_from_slice(&few[..count]);
        }
        assert_eq!(String::from_utf8(all).expect("UTF-8"), wanted);
    }
}
