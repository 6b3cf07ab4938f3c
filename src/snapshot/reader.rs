//! Bytes → values. What is not there, or is no such value, is none.
//!
//! The one idea: bytes are read a piece at a time and become values at once, so that of a large snapshot nothing is held
//! twice. The checksum is made of them as they pass; whoever opens a snapshot compares it when all have.

use std::any::Any;
use std::io::{self, Read};
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3;

/// Values in values, deeper than any text can put them.
const DEEPEST: usize = 400;

/// So many bytes are read at a time.
const PIECE: usize = 1 << 18;

/// From where values are read.
pub(crate) struct Reader<'r> {
    from: &'r mut dyn Read,
    piece: Vec<u8>,
    /// What of the piece is still to be read.
    at: usize,
    end: usize,
    /// How many bytes come after the piece.
    behind: usize,
    checksum: Xxh3,
    failed: Option<io::Error>,
    depth: usize,
    /// What is shared, by its turn: none while it is being read.
    shared: Vec<Option<Shared>>,
}

/// What more than one owner may have.
#[derive(Clone)]
pub(super) enum Shared {
    Value(Arc<dyn Any + Send + Sync>),
    Text(Arc<str>),
}

impl<'r> Reader<'r> {
    /// Of so many bytes.
    pub(crate) fn new(from: &'r mut dyn Read, length: usize) -> Reader<'r> {
        Reader {
            from,
            piece: vec![0; PIECE.min(length)],
            at: 0,
            end: 0,
            behind: length,
            checksum: Xxh3::new(),
            failed: None,
            depth: 0,
            shared: Vec::new(),
        }
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.end - self.at + self.behind
    }

    /// Brings more bytes behind those that are left of the piece.
    fn refill(&mut self) -> Option<()> {
        self.piece.copy_within(self.at..self.end, 0);
        self.end -= self.at;
        self.at = 0;
        let upto = self.piece.len().min(self.end.saturating_add(self.behind));
        loop {
            let room = self.piece.get_mut(self.end..upto)?;
            match self.from.read(room) {
                Ok(0) => {
                    self.behind = 0;
                    return None;
                }
                Ok(count) => {
                    self.checksum.update(room.get(..count)?);
                    self.end += count;
                    self.behind = self.behind.saturating_sub(count);
                    return Some(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed = Some(error);
                    return None;
                }
            }
        }
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        if self.at == self.end {
            self.refill()?;
        }
        let byte = self.piece.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    /// So many bytes, at most as many as are read at a time.
    pub(super) fn few(&mut self, count: usize) -> Option<&[u8]> {
        if count > self.left() {
            return None;
        }
        while self.end - self.at < count {
            self.refill()?;
        }
        let from = self.at;
        self.at += count;
        self.piece.get(from..self.at)
    }

    /// So many numbers of one width, as many at a time as are there.
    pub(crate) fn each_of(
        &mut self,
        width: usize,
        count: usize,
        mut give: impl FnMut(&[u8]),
    ) -> Option<()> {
        let mut bytes = count
            .checked_mul(width)
            .filter(|bytes| *bytes <= self.left())?;
        while bytes > 0 {
            let whole = (self.end - self.at).min(bytes) / width * width;
            if whole == 0 {
                self.refill()?;
                continue;
            }
            give(self.piece.get(self.at..self.at + whole)?);
            self.at += whole;
            bytes -= whole;
        }
        Some(())
    }

    /// A text of so many bytes.
    pub(super) fn text<T: for<'t> From<&'t str> + From<String>>(
        &mut self,
        length: usize,
    ) -> Option<T> {
        if length <= PIECE / 2 {
            return std::str::from_utf8(self.few(length)?).ok().map(T::from);
        }
        let mut all = Vec::with_capacity(length.min(self.left()));
        self.each_of(1, length, |bytes| all.extend_from_slice(bytes))?;
        String::from_utf8(all).ok().map(T::from)
    }

    /// As [`super::Writer::number`] writes it.
    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    pub(crate) fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// What stands one deeper; none where that is too deep.
    pub(crate) fn deeper<T>(&mut self, take: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= DEEPEST {
            return None;
        }
        self.depth += 1;
        let taken = take(self);
        self.depth -= 1;
        taken
    }

    /// The checksum of all bytes, those that were not asked for as well.
    ///
    /// # Errors
    /// They could not all be read.
    pub(super) fn finish(mut self) -> io::Result<u128> {
        self.at = self.end;
        while self.behind > 0 && self.failed.is_none() {
            self.at = self.end;
            self.refill();
        }
        match self.failed {
            Some(error) => Err(error),
            None => Ok(self.checksum.digest128()),
        }
    }

    /// What was read at that turn.
    pub(super) fn shared(&self, turn: usize) -> Option<Shared> {
        self.shared.get(turn)?.clone()
    }

    /// The turn of what is read now.
    pub(super) fn next_turn(&mut self) -> usize {
        self.shared.push(None);
        self.shared.len() - 1
    }

    /// Notes what was read at a turn.
    pub(super) fn share(&mut self, turn: usize, shared: Shared) {
        if let Some(place) = self.shared.get_mut(turn) {
            *place = Some(shared);
        }
    }
}
