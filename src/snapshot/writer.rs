//! Values → bytes. Numbers are short where they are small; runs of numbers are four or eight bytes each, the lowest first.

use std::collections::HashMap;

/// Where values are written.
#[derive(Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
    /// What is shared, by where it lies, with its turn.
    shared: HashMap<usize, u64>,
}

impl Writer {
    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Seven bits a byte, the lowest first; the highest bit says that there are more (LEB128).
    pub(crate) fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub(crate) fn length(&mut self, length: usize) {
        self.number(length as u64);
    }

    /// The turn of what lies there, if it was written before; else it is noted, and to be written now.
    pub(super) fn met(&mut self, at: usize) -> Option<u64> {
        let turn = self.shared.len() as u64;
        match self.shared.entry(at) {
            std::collections::hash_map::Entry::Occupied(known) => Some(*known.get()),
            std::collections::hash_map::Entry::Vacant(new) => {
                new.insert(turn);
                None
            }
        }
    }

    /// All that was written.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}
