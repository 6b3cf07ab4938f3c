//! Casus: a language for situations.

pub mod time;
