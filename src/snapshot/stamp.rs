//! By what a file is known again: its length, and a checksum of its bytes. Takes bytes as they pass; gives the stamp of
//! all of them.

use super::stored;
use std::io::{self, Read};
use std::sync::{Arc, Mutex};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// How many bytes a file has, and their checksum (XXH3 with 64 bits).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// How many.
    pub length: u64,
    /// Of all of them.
    pub checksum: u64,
}

stored! { struct Stamp { length, checksum } }

impl Stamp {
    /// Of bytes in hand.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Stamp {
        Stamp {
            length: bytes.len() as u64,
            checksum: xxh3_64(bytes),
        }
    }

    /// Of bytes that are read for nothing else.
    ///
    /// # Errors
    /// They cannot be read to their end.
    pub fn reading(mut bytes: impl Read) -> io::Result<Stamp> {
        let mut made = Making::default();
        let mut part = vec![0; 1 << 18];
        loop {
            match bytes.read(&mut part) {
                Ok(0) => return Ok(made.stamp()),
                Ok(count) => made.add(part.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// A stamp while its bytes pass.
#[derive(Default)]
pub struct Making {
    checksum: Xxh3,
    length: u64,
    has_ended: bool,
}

impl Making {
    fn add(&mut self, bytes: &[u8]) {
        self.checksum.update(bytes);
        self.length += bytes.len() as u64;
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            length: self.length,
            checksum: self.checksum.digest(),
        }
    }
}

/// The stamp of bytes that are being read by somebody else.
#[derive(Clone)]
pub enum Stamped {
    /// It is known.
    Known(Stamp),
    /// It will be when they have been read.
    Passing(Arc<Mutex<Making>>),
}

impl Stamped {
    /// Of bytes that were read.
    #[must_use]
    pub fn with(stamp: Stamp) -> Stamped {
        Stamped::Known(stamp)
    }

    /// The stamp; none where the bytes were not read to their end.
    #[must_use]
    pub fn stamp(&self) -> Option<Stamp> {
        match self {
            Stamped::Known(stamp) => Some(*stamp),
            Stamped::Passing(made) => {
                let made = made.lock().ok()?;
                made.has_ended.then(|| made.stamp())
            }
        }
    }
}

/// Bytes that are stamped as they pass.
pub struct Stamping<R> {
    inner: R,
    made: Arc<Mutex<Making>>,
}

impl<R: Read> Stamping<R> {
    /// The bytes, and where their stamp will be.
    pub fn new(inner: R) -> (Stamping<R>, Stamped) {
        let made = Arc::default();
        let passing = Stamping {
            inner,
            made: Arc::clone(&made),
        };
        (passing, Stamped::Passing(made))
    }
}

impl<R: Read> Read for Stamping<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        if let Ok(mut made) = self.made.lock() {
            made.add(into.get(..count).unwrap_or_default());
            made.has_ended |= count == 0 && !into.is_empty();
        }
        Ok(count)
    }
}
