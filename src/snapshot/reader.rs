//! Bytes → values. What is not there, or is no such value, is none.

use std::any::Any;
use std::sync::Arc;

/// Values in values, deeper than any text can put them.
const DEEPEST: usize = 400;

/// From where values are read.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
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

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader {
            bytes,
            depth: 0,
            shared: Vec::new(),
        }
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (first, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(first)
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
