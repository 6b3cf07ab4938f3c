//! Syntax: text → statements of words.
//!
//! ```text
//! bytes  ─decode→  text  ─layout→  blocks  ─grammar→  matches  ─tokens→  lines of tokens  ─shape→  statements
//! ```
//!
//! No vocabulary is needed here: which words are names and which are phrases is for the resolver to tell.

mod ast;
mod decode;
mod error;
mod figures;
mod grammar;
mod keywords;
mod layout;
mod message;
mod missing;
mod parse;
mod shape;
mod spelling;
mod tokens;
mod trivia;

#[cfg(test)]
mod tests;

pub use ast::*;
pub use decode::decode;
pub use error::{NumberFault, SyntaxError};
pub use keywords::{KEYWORDS, ends_in_full_stop, is_statement, keyword_meant};
pub use parse::{Parsed, parse, parse_line};
pub(crate) use spelling::plain_words;
pub use trivia::{Comment, Stands, Trivia};
