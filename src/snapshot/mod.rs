//! Values as bytes, and back. Takes what a session holds, piece by piece; gives bytes that a later run opens. Knows no
//! language.
//!
//! The one idea: what two owners share is written once, and shared again when it is read. That is more than room: two
//! stretches of one statement are known as one by the words that they share, and a column of cells keeps its numbers
//! where it is the very column of a table. So it is written by hand and not by `serde`, which knows no sharing; and runs
//! of numbers lie as they do in memory, to be read in one go.
//!
//! - `writer`, `reader`: a value to bytes and back; what cannot be read is none, never a panic.
//! - `plain`, `shared`: the types of the library. The types of a part of the program are written where they are declared.
//! - `seal`: the bytes as a file: what it is, by whom, and a checksum of all of it.
//! - `stamp`: by what a file is known again.

mod plain;
mod reader;
mod seal;
mod shared;
mod stamp;
mod writer;

pub(crate) use reader::Reader;
pub(crate) use seal::{Unopened, opened, sealed};
pub(crate) use stamp::{Stamp, Stamped, Stamping};
pub(crate) use writer::Writer;

/// What can be written and read again, the same in everything that can be told of it.
pub(crate) trait Stored: Sized {
    /// Writes it behind what was written.
    fn put(&self, to: &mut Writer);

    /// Reads it. None where the bytes are of no such value.
    fn take(from: &mut Reader<'_>) -> Option<Self>;

    /// Writes many, one behind the other.
    fn put_all(all: &[Self], to: &mut Writer) {
        all.iter().for_each(|one| one.put(to));
    }

    /// Reads so many.
    fn take_all(count: usize, from: &mut Reader<'_>) -> Option<Vec<Self>> {
        // Bytes may promise more values than they hold: room is made for few, and more as they come.
        const FEW: usize = 1 << 10;
        let mut all = Vec::with_capacity(count.min(FEW));
        for _ in 0..count {
            all.push(Self::take(from)?);
        }
        Some(all)
    }
}

/// How a struct or an enum is written: its fields in the order named, its variants by the number before them. A field or
/// variant that is not named here does not compile.
macro_rules! stored {
    () => {};
    (struct $name:ident { $($field:ident),* $(,)? } $($rest:tt)*) => {
        impl $crate::snapshot::Stored for $name {
            fn put(&self, to: &mut $crate::snapshot::Writer) {
                let $name { $($field),* } = self;
                $($crate::snapshot::Stored::put($field, to);)*
            }

            fn take(from: &mut $crate::snapshot::Reader<'_>) -> Option<$name> {
                $(let $field = $crate::snapshot::Stored::take(from)?;)*
                Some($name { $($field),* })
            }
        }
        $crate::snapshot::stored! { $($rest)* }
    };
    (struct $name:ident ( $field:ident ) $($rest:tt)*) => {
        impl $crate::snapshot::Stored for $name {
            fn put(&self, to: &mut $crate::snapshot::Writer) {
                let $name($field) = self;
                $crate::snapshot::Stored::put($field, to);
            }

            fn take(from: &mut $crate::snapshot::Reader<'_>) -> Option<$name> {
                Some($name($crate::snapshot::Stored::take(from)?))
            }
        }
        $crate::snapshot::stored! { $($rest)* }
    };
    (enum $name:ident {
        $($number:literal $variant:ident $(( $($part:ident),* ))? $({ $($field:ident),* })?),* $(,)?
    } $($rest:tt)*) => {
        impl $crate::snapshot::Stored for $name {
            fn put(&self, to: &mut $crate::snapshot::Writer) {
                match self {
                    $($name::$variant $(( $($part),* ))? $({ $($field),* })? => {
                        to.byte($number);
                        $($($crate::snapshot::Stored::put($part, to);)*)?
                        $($($crate::snapshot::Stored::put($field, to);)*)?
                    })*
                }
            }

            fn take(from: &mut $crate::snapshot::Reader<'_>) -> Option<$name> {
                Some(match from.byte()? {
                    $($number => {
                        $($(let $part = $crate::snapshot::Stored::take(from)?;)*)?
                        $($(let $field = $crate::snapshot::Stored::take(from)?;)*)?
                        $name::$variant $(( $($part),* ))? $({ $($field),* })?
                    })*
                    _ => return None,
                })
            }
        }
        $crate::snapshot::stored! { $($rest)* }
    };
}
pub(crate) use stored;

#[cfg(test)]
mod tests;
