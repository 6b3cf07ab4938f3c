//! What holds of explanations.

mod analysis;
mod cuts;
pub(super) mod kit;
pub(super) mod random;
mod repair;
mod why;
