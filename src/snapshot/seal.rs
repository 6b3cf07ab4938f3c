//! The bytes of a snapshot as a file: what it is, a checksum of all that follows, the format, by whom, and the values.
//!
//! What it is and the checksum stand where they stand in every format, so that what is damaged is never taken for what
//! another program wrote. The checksum is XXH3 with 128 bits (`xxhash-rust`): it reads some gigabytes a second, so that a
//! whole snapshot is checked whenever it is opened. It guards against accidents, not against a forger.

use super::{Reader, Stored, Writer};
use std::io::{self, Read};
use xxhash_rust::xxh3::xxh3_128;

/// How a snapshot begins.
const BEGINS: &[u8; 8] = b"casusdb\n";

/// Counted up with every change of what is written, or how. Programs of one version and one format open each other's.
const FORMAT: u32 = 1;

/// What stands before the checksum, and it.
const HEAD: usize = BEGINS.len() + 16;

/// Who wrote it: the program's version, and a checksum of the texts that it ships.
type Program = (u32, String, u64);

/// Why bytes are not opened as a snapshot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unopened {
    /// They cannot be read, and why.
    Unreadable(String),
    /// They are not what was written: changed, cut short, or of something else.
    Damaged,
    /// Another program wrote it: its version.
    OfAnother(String),
}

fn this_program(shipped: u64) -> Program {
    (FORMAT, env!("CARGO_PKG_VERSION").to_owned(), shipped)
}

/// What tells what is written, and then the values that `put` writes. `shipped` stands for the texts that the program ships:
/// a snapshot holds what follows from them.
pub fn sealed(shipped: u64, put: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut to = Writer::default();
    to.bytes(BEGINS);
    to.bytes(&[0; 16]);
    this_program(shipped).put(&mut to);
    put(&mut to);
    let mut whole = to.finish();
    let (head, after) = whole.split_at_mut(HEAD);
    let (_, checksum) = head.split_at_mut(BEGINS.len());
    checksum.copy_from_slice(&xxh3_128(after).to_le_bytes());
    whole
}

/// The values of a snapshot of so many bytes, as they were written by a program like this one.
///
/// # Errors
/// The bytes cannot be read, are damaged, or are of another program.
pub fn opened<T>(
    from: &mut dyn Read,
    length: usize,
    shipped: u64,
    take: impl FnOnce(&mut Reader<'_>) -> Option<T>,
) -> Result<T, Unopened> {
    let mut head = [0; HEAD];
    let after = length.checked_sub(HEAD).ok_or(Unopened::Damaged)?;
    from.read_exact(&mut head).map_err(unreadable)?;
    let (begins, checksum) = head.split_at(BEGINS.len());
    if begins != BEGINS {
        return Err(Unopened::Damaged);
    }
    let mut from = Reader::new(from, after);
    let program = Program::take(&mut from);
    let is_ours = program.as_ref() == Some(&this_program(shipped));
    // What is read before the checksum is known is given away only when it fits.
    let value = is_ours.then(|| take(&mut from)).flatten();
    let is_all = from.left() == 0;
    let found = from.finish().map_err(unreadable)?;
    if checksum != found.to_le_bytes() {
        return Err(Unopened::Damaged);
    }
    match (program, value) {
        (Some((_, version, _)), _) if !is_ours => Err(Unopened::OfAnother(version)),
        (_, Some(value)) if is_all => Ok(value),
        (_, Some(_) | None) => Err(Unopened::Damaged),
    }
}

fn unreadable(error: io::Error) -> Unopened {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Unopened::Damaged,
        _ => Unopened::Unreadable(error.to_string()),
    }
}
