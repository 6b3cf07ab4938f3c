//! World → derivations: why, why not, what would make, linchpins; and the checker that shares nothing with the search.

mod derivation;

pub use derivation::{Because, Derivation, Evidence, Footing, Premise};
