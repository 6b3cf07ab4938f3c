//! What holds of explanations.

mod analysis;
pub(super) mod kit;
pub(super) mod random;
mod repair;
mod why;
