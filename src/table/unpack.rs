//! Packed bytes, unpacked as they are read. Takes the name of a file and its bytes; by its ending (`.gz`, `.zst`) gives what
//! was packed. A file of several members, or frames, is what they hold one after the other.

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead as _, BufReader, Read};

/// The bytes that are in a file of that name.
#[must_use]
pub fn unpacked(name: &str, packed: Box<dyn Read>) -> Box<dyn Read> {
    if name.ends_with(".gz") {
        Box::new(flate2::read::MultiGzDecoder::new(packed))
    } else if name.ends_with(".zst") {
        Box::new(Frames {
            source: BufReader::new(packed),
            decoder: FrameDecoder::new(),
            within: false,
        })
    } else {
        packed
    }
}

/// The name of what is packed in a file of that name.
#[must_use]
pub fn plain_name(name: &str) -> &str {
    name.strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".zst"))
        .unwrap_or(name)
}

/// What a table is made as, by the ending of its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Made {
    /// Text: delimited, or JSON.
    Text,
    /// Sheets.
    Workbook,
    /// Columns, packed.
    Parquet,
}

impl Made {
    /// That of a file of that name.
    #[must_use]
    pub fn of(name: &str) -> Made {
        match plain_name(name).rsplit_once('.') {
            Some((_, "xlsx" | "xlsm" | "xls" | "ods")) => Made::Workbook,
            Some((_, "parquet")) => Made::Parquet,
            _ => Made::Text,
        }
    }
}

/// Frames of Zstandard (RFC 8878), one after the other.
struct Frames {
    source: BufReader<Box<dyn Read>>,
    decoder: FrameDecoder,
    /// Whether a frame has begun.
    within: bool,
}

impl Frames {
    /// Goes to the next frame that holds something; false where there is none.
    fn next(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut passed = self.source.by_ref().take(u64::from(length));
                    io::copy(&mut passed, &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl Read for Frames {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.within {
                if !self.next()? {
                    return Ok(0);
                }
                self.within = true;
            }
            while self.decoder.can_collect() < out.len() && !self.decoder.is_finished() {
                let more = BlockDecodingStrategy::UptoBytes(out.len());
                self.decoder
                    .decode_blocks(&mut self.source, more)
                    .map_err(io::Error::other)?;
            }
            let count = self.decoder.read(out)?;
            if count > 0 {
                return Ok(count);
            }
            self.within = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unpacked;
    use std::io::{Cursor, Read as _};

    /// A frame that holds nothing to be read.
    const SKIPPED: [u8; 11] = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];

    fn frame(text: &[u8]) -> Vec<u8> {
        // One raw block, the last, and no checksum: the frame as RFC 8878 has it.
        let header = (text.len() as u32) << 3 | 1;
        let mut out = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58];
        out.extend(header.to_le_bytes().iter().take(3));
        out.extend(text);
        out
    }

    #[test]
    fn frames_that_follow_one_another_are_one_text() {
        let mut packed = frame(b"who,whom\n");
        packed.extend(SKIPPED);
        packed.extend(frame(b"Arvand,Belmar\n"));
        let mut text = String::new();
        let mut read = unpacked("table.csv.zst", Box::new(Cursor::new(packed)));
        read.read_to_string(&mut text).expect("frames");
        assert_eq!(text, "who,whom\nArvand,Belmar\n");
    }

    #[test]
    fn what_is_cut_off_is_no_frame() {
        let mut packed = frame(b"who,whom\n");
        packed.truncate(packed.len() - 2);
        let mut text = String::new();
        let mut read = unpacked("table.csv.zst", Box::new(Cursor::new(packed)));
        assert!(read.read_to_string(&mut text).is_err());
    }
}
