//! What the tests stand on.

pub mod naive;
pub mod sketch;
