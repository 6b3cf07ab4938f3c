//! When the rows of a block may hold. Takes what finds it, gives it back whenever it is asked for.

use crate::time::Span;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The spans of a block's rows, found once. A copy finds its own: it may be of other rows.
#[derive(Debug, Default)]
pub struct Spans(OnceLock<BTreeSet<Span>>);

impl Clone for Spans {
    fn clone(&self) -> Spans {
        Spans::default()
    }
}

impl PartialEq for Spans {
    /// What was found before and what is found later are the same.
    fn eq(&self, _: &Spans) -> bool {
        true
    }
}

impl Spans {
    /// The spans; found if nobody has asked before.
    pub(super) fn found(&self, find: impl FnOnce() -> BTreeSet<Span>) -> &BTreeSet<Span> {
        self.0.get_or_init(find)
    }
}
