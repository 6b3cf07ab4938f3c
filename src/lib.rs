//! Casus: a language for writing down a situation in plain words, and an interpreter that says what follows, and why.
//!
//! The pipeline: text → [`syntax`] → statements of words → [`resolve`] → [`model::Situation`] → `settle` →
//! [`model::Core`] → `plan` → [`engine`] → world → [`explain`] → `ask` → answer → `render`.

pub mod answer;
pub mod ask;
pub mod cli;
pub mod diagnostic;
pub mod engine;
pub mod explain;
pub mod model;
pub mod phrase;
pub mod plan;
pub mod render;
pub mod repl;
pub mod resolve;
pub mod session;
pub mod settle;
pub mod source;
pub mod standard;
pub mod syntax;
pub mod terminal;
pub mod time;

/// The README, whose example runs with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
