//! The bytes of a snapshot as a file: what it is, a checksum of all that follows, the format, by whom, and the values.
//!
//! What it is and the checksum stand where they stand in every format, so that what is damaged is never taken for what
//! another program wrote. The checksum is XXH3 with 128 bits (`xxhash-rust`): it reads some gigabytes a second, so that a
//! whole snapshot is checked whenever it is opened. It guards against accidents, not against a forger.

use super::{Reader, Stored, Writer};
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

/// The values of a snapshot, as they were written by a program like this one.
///
/// # Errors
/// They are damaged, or of another program.
pub fn opened(whole: &[u8], shipped: u64) -> Result<&[u8], Unopened> {
    let (head, after) = whole.split_at_checked(HEAD).ok_or(Unopened::Damaged)?;
    let (begins, checksum) = head.split_at(BEGINS.len());
    if begins != BEGINS || checksum != xxh3_128(after).to_le_bytes() {
        return Err(Unopened::Damaged);
    }
    let mut from = Reader::new(after);
    let program = Program::take(&mut from).ok_or(Unopened::Damaged)?;
    if program != this_program(shipped) {
        return Err(Unopened::OfAnother(program.1));
    }
    let values = after.len() - from.left();
    Ok(after.get(values..).unwrap_or_default())
}
