//! The types of the library: numbers, texts, lists, maps.

use super::{Reader, Stored, Writer};
use indexmap::IndexMap;
use smallvec::SmallVec;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasher, Hash};

impl Stored for u8 {
    fn put(&self, to: &mut Writer) {
        to.byte(*self);
    }

    fn take(from: &mut Reader<'_>) -> Option<u8> {
        from.byte()
    }
}

impl Stored for bool {
    fn put(&self, to: &mut Writer) {
        to.byte(u8::from(*self));
    }

    fn take(from: &mut Reader<'_>) -> Option<bool> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

/// A run of numbers lies as it does in memory, the lowest byte first.
macro_rules! numbers {
    ($($name:ident)*) => {$(
        impl Stored for $name {
            fn put(&self, to: &mut Writer) {
                to.number(u64::from(*self));
            }

            fn take(from: &mut Reader<'_>) -> Option<$name> {
                $name::try_from(from.number()?).ok()
            }

            fn put_all(all: &[$name], to: &mut Writer) {
                for number in all {
                    to.bytes(&number.to_le_bytes());
                }
            }

            fn take_all(count: usize, from: &mut Reader<'_>) -> Option<Vec<$name>> {
                let mut all = Vec::with_capacity(count.min(from.left() / size_of::<$name>()));
                from.each_of(size_of::<$name>(), count, |bytes| {
                    let (numbers, _) = bytes.as_chunks();
                    all.extend(numbers.iter().map(|number| $name::from_le_bytes(*number)));
                })?;
                Some(all)
            }
        }
    )*};
}

numbers! { u16 u32 u64 }

impl Stored for usize {
    fn put(&self, to: &mut Writer) {
        to.length(*self);
    }

    fn take(from: &mut Reader<'_>) -> Option<usize> {
        from.length()
    }
}

/// The sign goes last, so that what is near 0 is short.
impl Stored for i64 {
    fn put(&self, to: &mut Writer) {
        to.number((*self << 1 ^ *self >> 63) as u64);
    }

    fn take(from: &mut Reader<'_>) -> Option<i64> {
        let number = from.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }
}

impl Stored for i128 {
    fn put(&self, to: &mut Writer) {
        to.bytes(&self.to_le_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<i128> {
        let bytes = from.few(16)?.try_into().ok()?;
        Some(i128::from_le_bytes(bytes))
    }
}

impl Stored for String {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        to.bytes(self.as_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<String> {
        let length = from.length()?;
        from.text(length)
    }
}

impl Stored for Box<str> {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        to.bytes(self.as_bytes());
    }

    fn take(from: &mut Reader<'_>) -> Option<Box<str>> {
        let length = from.length()?;
        from.text(length)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, to: &mut Writer) {
        match self {
            None => to.byte(0),
            Some(value) => {
                to.byte(1);
                value.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Option<T>> {
        match from.byte()? {
            0 => Some(None),
            1 => T::take(from).map(Some),
            _ => None,
        }
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        T::put_all(self, to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Vec<T>> {
        let count = from.length()?;
        from.deeper(|from| T::take_all(count, from))
    }
}

/// As a list.
impl<T: Stored> Stored for SmallVec<[T; 2]> {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        T::put_all(self, to);
    }

    fn take(from: &mut Reader<'_>) -> Option<SmallVec<[T; 2]>> {
        Vec::take(from).map(SmallVec::from_vec)
    }
}

impl<T: Stored> Stored for Box<[T]> {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        T::put_all(self, to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Box<[T]>> {
        Vec::take(from).map(Vec::into_boxed_slice)
    }
}

impl<T: Stored> Stored for Box<T> {
    fn put(&self, to: &mut Writer) {
        T::put(self, to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Box<T>> {
        from.deeper(T::take).map(Box::new)
    }
}

impl<T: Stored> Stored for [T; 2] {
    fn put(&self, to: &mut Writer) {
        self.iter().for_each(|one| one.put(to));
    }

    fn take(from: &mut Reader<'_>) -> Option<[T; 2]> {
        Some([T::take(from)?, T::take(from)?])
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, to: &mut Writer) {
        self.0.put(to);
        self.1.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<(A, B)> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<A: Stored, B: Stored, C: Stored> Stored for (A, B, C) {
    fn put(&self, to: &mut Writer) {
        self.0.put(to);
        self.1.put(to);
        self.2.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<(A, B, C)> {
        Some((A::take(from)?, B::take(from)?, C::take(from)?))
    }
}

impl<T: Stored + Ord> Stored for BTreeSet<T> {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        self.iter().for_each(|one| one.put(to));
    }

    fn take(from: &mut Reader<'_>) -> Option<BTreeSet<T>> {
        // One by one, as they were written.
        (0..from.length()?).map(|_| T::take(from)).collect()
    }
}

impl<K: Stored + Ord, V: Stored> Stored for BTreeMap<K, V> {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        for (key, value) in self {
            key.put(to);
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<BTreeMap<K, V>> {
        Vec::take(from).map(|all| all.into_iter().collect())
    }
}

/// In the order of its keys, so that the same map gives the same bytes.
impl<K: Stored + Ord + Hash, V: Stored, S: BuildHasher + Default> Stored for HashMap<K, V, S> {
    fn put(&self, to: &mut Writer) {
        let sorted: BTreeMap<&K, &V> = self.iter().collect();
        to.length(sorted.len());
        for (key, value) in sorted {
            key.put(to);
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<HashMap<K, V, S>> {
        Vec::take(from).map(|all| all.into_iter().collect())
    }
}

/// In its own order.
impl<K: Stored + Eq + Hash, V: Stored, S: BuildHasher + Default> Stored for IndexMap<K, V, S> {
    fn put(&self, to: &mut Writer) {
        to.length(self.len());
        for (key, value) in self {
            key.put(to);
            value.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<IndexMap<K, V, S>> {
        Vec::take(from).map(|all| all.into_iter().collect())
    }
}
