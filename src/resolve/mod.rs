//! Statements of words → the situation: all that needs the vocabulary.

mod choose;
mod clauses;
mod cover;
mod dates;
mod error;
mod guess;
mod likelihood;
mod lines;
mod lists;
mod names;
mod scope;
mod segment;
mod source;
mod vocabulary;
mod words;

pub use dates::Dating;
pub use error::{Misfit, ResolveError, ResolveWarning};
pub use names::Content;
pub use segment::{Context, Inner, Lists, Reader, Reading, Relating, Unnamed, Variables};
pub use vocabulary::{Spelling, Vocabulary};
