//! Something large that is mostly read: takes it borrowed or owned, gives it for reading, and a copy of one's own at the
//! first change.
//!
//! A question is asked of a whole situation and seldom adds to it: then nothing is copied.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

/// Another's until it is changed, then one's own.
#[derive(Clone, Debug)]
pub struct Lent<'a, T: Clone>(Cow<'a, T>);

impl<'a, T: Clone> Lent<'a, T> {
    /// Another's.
    #[must_use]
    pub fn from(other: &'a T) -> Lent<'a, T> {
        Lent(Cow::Borrowed(other))
    }

    /// One's own from the start.
    #[must_use]
    pub fn own(value: T) -> Lent<'a, T> {
        Lent(Cow::Owned(value))
    }

    /// Whether it was changed, or was one's own from the start.
    #[must_use]
    pub fn is_own(&self) -> bool {
        matches!(self.0, Cow::Owned(_))
    }

    /// What it is now.
    #[must_use]
    pub fn into_own(self) -> T {
        self.0.into_owned()
    }
}

impl<T: Clone> Deref for Lent<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Lent<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.to_mut()
    }
}
