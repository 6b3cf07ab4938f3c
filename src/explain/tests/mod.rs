//! What holds of explanations.

mod analysis;
mod cuts;
pub(super) mod kit;
mod lineage;
pub(super) mod random;
mod repair;
mod why;
