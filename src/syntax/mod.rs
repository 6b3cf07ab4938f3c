//! Text → statements of words.

mod ast;

pub use ast::*;
