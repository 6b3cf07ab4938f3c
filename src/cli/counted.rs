//! A file that is told of while it is read. Takes the bytes of a table and the line of progress; gives the same bytes.

use crate::terminal::{Part, ProgressLine};
use std::io::{Read, Result};
use std::time::Instant;

/// Bytes that are counted as they pass.
pub(super) struct Counted<R> {
    inner: R,
    part: Part,
    progress: ProgressLine,
}

impl<R: Read> Counted<R> {
    /// Of the file with that path, of so many bytes where that is known.
    pub(super) fn new(inner: R, path: &str, of: Option<u64>) -> Counted<R> {
        Counted {
            inner,
            part: Part {
                table: path.rsplit('/').next().unwrap_or(path).to_owned(),
                rows: 0,
                bytes: 0,
                of,
                since: Instant::now(),
            },
            progress: ProgressLine::default(),
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.inner.read(into)?;
        let read = into.get(..count).unwrap_or_default();
        self.part.bytes += count as u64;
        self.part.rows += read.iter().filter(|byte| **byte == b'\n').count();
        if count == 0 {
            self.progress.has_read();
        } else {
            self.progress.reads(self.part.clone());
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_is_what_was_read() {
        let text = "a,b\n1,2\n3,4\n".repeat(10_000);
        let mut counted = Counted::new(text.as_bytes(), "data/posts.csv", Some(text.len() as u64));
        let mut out = String::new();
        counted
            .read_to_string(&mut out)
            .expect("text can be read from memory");
        assert!(out == text);
        assert_eq!((counted.part.rows, counted.part.bytes), (30_000, 120_000));
        assert_eq!(counted.part.table, "posts.csv");
    }
}
