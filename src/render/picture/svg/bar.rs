//! A likelihood as a bar of a given length beside its word: how much of it is filled is how strongly it is held.

use super::paper::{Area, Look, Paper};
use crate::answer::Held;
use crate::render::picture::theme::Ink;

/// How long a bar is.
pub(super) const LONG: f64 = 84.0;

/// Draws it with its upper left corner there.
pub(super) fn bar(paper: &mut Paper, (x, y): (f64, f64), held: &Held) {
    let whole = Area {
        x,
        y,
        width: LONG,
        height: 6.0,
    };
    let filled = Area {
        width: LONG * f64::from(held.value.min(10_000)) / 10_000.0,
        ..whole
    };
    paper.rect(filled, 0.0, Look::filled(Ink::Blue));
    paper.rect(whole, 0.0, Look::lined(Ink::Line, 1.0));
}
