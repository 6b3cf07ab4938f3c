//! Statements of words → the situation: all that needs the vocabulary.
//!
//! ```text
//! statements  ─collect→  vocabulary  ─segment→  readings  ─scope→  drafts  ─tell→  the situation
//! ```
//!
//! Two passes, so that order never matters: the first collects what is declared, the second reads sentences by it. A statement
//! with a mistake is left out, and the rest stands.

mod alternatives;
mod choose;
mod clauses;
mod collect;
mod cover;
mod dates;
mod declare;
mod endings;
mod error;
mod event;
mod front;
mod guess;
mod kinds;
mod likelihood;
mod lines;
mod lists;
mod names;
mod pass;
mod relation;
mod say;
mod scales;
mod scenario;
mod scope;
mod segment;
mod source;
mod tell;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

pub use dates::Dating;
pub use error::{Misfit, ResolveError, ResolveWarning};
pub use front::{Front, VariableNames};
pub use names::Content;
pub use pass::{Input, ParsedFile, Resolved, resolve};
pub use segment::{Context, Inner, Lists, Reader, Reading, Relating, Unnamed, Variables};
pub use vocabulary::{Spelling, Vocabulary};
