//! What may have several owners: written by the first of them, read once, and shared again by all.

use super::reader::Shared;
use super::{Reader, Stored, Writer};
use std::any::Any;
use std::sync::Arc;

/// It has one owner alone, and stands here.
const ALONE: u8 = 0;
/// It stands here, and others point at it.
const FIRST: u8 = 1;
/// It stands where it was written first.
const AGAIN: u8 = 2;

fn put(owners: usize, at: usize, to: &mut Writer, write: impl FnOnce(&mut Writer)) {
    if owners == 1 {
        to.byte(ALONE);
        return write(to);
    }
    match to.met(at) {
        Some(turn) => {
            to.byte(AGAIN);
            to.number(turn);
        }
        None => {
            to.byte(FIRST);
            write(to);
        }
    }
}

impl<T: Stored + Any + Send + Sync> Stored for Arc<T> {
    fn put(&self, to: &mut Writer) {
        let at = Arc::as_ptr(self).cast::<u8>().addr();
        put(Arc::strong_count(self), at, to, |to| T::put(self, to));
    }

    fn take(from: &mut Reader<'_>) -> Option<Arc<T>> {
        match from.byte()? {
            ALONE => T::take(from).map(Arc::new),
            FIRST => {
                let turn = from.next_turn();
                let value = Arc::new(T::take(from)?);
                let shared: Arc<dyn Any + Send + Sync> = value.clone();
                from.share(turn, Shared::Value(shared));
                Some(value)
            }
            AGAIN => {
                let turn = from.length()?;
                match from.shared(turn)? {
                    Shared::Value(value) => value.downcast().ok(),
                    Shared::Text(_) => None,
                }
            }
            _ => None,
        }
    }
}

impl Stored for Arc<str> {
    fn put(&self, to: &mut Writer) {
        let at = Arc::as_ptr(self).cast::<u8>().addr();
        let write = |to: &mut Writer| {
            to.length(self.len());
            to.bytes(self.as_bytes());
        };
        put(Arc::strong_count(self), at, to, write);
    }

    fn take(from: &mut Reader<'_>) -> Option<Arc<str>> {
        let text = |from: &mut Reader<'_>| {
            let length = from.length()?;
            from.text(length)
        };
        match from.byte()? {
            ALONE => text(from),
            FIRST => {
                let turn = from.next_turn();
                let text: Arc<str> = text(from)?;
                from.share(turn, Shared::Text(Arc::clone(&text)));
                Some(text)
            }
            AGAIN => {
                let turn = from.length()?;
                match from.shared(turn)? {
                    Shared::Text(text) => Some(text),
                    Shared::Value(_) => None,
                }
            }
            _ => None,
        }
    }
}
