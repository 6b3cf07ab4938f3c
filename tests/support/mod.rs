//! What the tests stand on.

pub mod files;
pub mod generate;
pub mod minimise;
pub mod naive;
pub mod named;
pub mod read_core;
pub mod reading;
pub mod sketch;
