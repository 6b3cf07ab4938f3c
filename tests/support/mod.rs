//! What the tests stand on.

pub mod generate;
pub mod naive;
pub mod read_core;
pub mod sketch;
