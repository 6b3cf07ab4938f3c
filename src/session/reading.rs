//! The bytes of a table, as text. Takes the loader's bytes, gives them unpacked: all of them where they are few, and where
//! they are many as they are read.

use crate::limits::Gauge;
use crate::table::{Made, parquet, sheet, unpacked};
use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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
pub(super) fn bytes(
    name: &str,
    sheet: &str,
    packed: Box<dyn Read>,
    passing: &Passing,
) -> io::Result<Bytes> {
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
    unpacked = Box::new(passing.watching(unpacked));
    let mut first = Vec::new();
    unpacked.by_ref().take(KEPT + 1).read_to_end(&mut first)?;
    Ok(if first.len() as u64 <= KEPT {
        Bytes::Few(first)
    } else {
        Bytes::Many(Box::new(Cursor::new(first).chain(unpacked)))
    })
}

/// Bytes on their way: they end where a limit is met, and their lines are counted.
pub(super) struct Passing {
    gauge: Gauge,
    lines: Arc<AtomicU64>,
}

impl Passing {
    /// None yet.
    pub(super) fn within(gauge: &Gauge) -> Passing {
        Passing {
            gauge: gauge.clone(),
            lines: Arc::default(),
        }
    }

    /// The line that has been reached, from 1.
    pub(super) fn lines(&self) -> u64 {
        self.lines.load(Ordering::Relaxed) + 1
    }

    fn watching<R: Read>(&self, inner: R) -> Watched<R> {
        Watched {
            inner,
            gauge: self.gauge.clone(),
            lines: Arc::clone(&self.lines),
        }
    }
}

struct Watched<R> {
    inner: R,
    gauge: Gauge,
    lines: Arc<AtomicU64>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.gauge.is_over() {
            return Ok(0);
        }
        let count = self.inner.read(into)?;
        let read = into.get(..count).unwrap_or_default();
        let lines = read.iter().filter(|byte| **byte == b'\n').count();
        self.lines.fetch_add(lines as u64, Ordering::Relaxed);
        Ok(count)
    }
}
