//! World → derivations: why, why not, what would make, linchpins; and the checker that shares nothing with the search.

mod bindings;
mod checker;
mod derivation;
mod leaves;
mod reading;
mod search;
mod why;

#[cfg(test)]
mod tests;

pub use bindings::Bindings;
pub use checker::{Flaw, check, check_strongest};
pub use derivation::{Because, Derivation, Evidence, Footing, Premise};
pub use leaves::Leaf;
pub use search::Search;
pub use why::{Derivations, leaf_value, premises, weakest, why, why_all};
