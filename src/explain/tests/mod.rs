//! What holds of explanations.

pub(super) mod kit;
pub(super) mod random;
mod analysis;
mod repair;
mod why;
