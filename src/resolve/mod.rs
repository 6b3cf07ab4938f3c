//! Statements of words → the situation: all that needs the vocabulary.
//!
//! Two passes. The first collects what is declared: kinds, relations, names, scales. The second reads sentences by that
//! vocabulary, so that order never matters; rules, questions and rows stand on the same reader.

mod alternatives;
mod asked;
mod bad_rows;
mod body;
mod choose;
mod clauses;
mod collect;
mod condition;
mod cover;
mod dates;
mod declare;
mod endings;
mod error;
mod event;
mod expect;
mod flow;
mod front;
mod further;
mod guess;
mod kinds;
mod later;
mod lent;
mod likelihood;
mod lines;
mod lists;
mod loose;
mod marks;
mod modifiers;
mod names;
mod numbers;
mod openings;
mod pass;
mod phrase;
mod properties;
mod question;
mod relation;
mod rows;
mod rule;
mod say;
mod say_rules;
mod says;
mod scales;
mod scenario;
mod scope;
mod scopes;
mod segment;
mod sought;
mod source;
mod spelled;
mod table;
mod table_options;
mod tell;
mod value;
mod vocabulary;
mod words;
mod years;

#[cfg(test)]
mod tests;

pub use asked::{Asked, question};
pub use condition::ConditionError;
pub use dates::Dating;
pub use error::{Misfit, ResolveError, ResolveWarning};
pub use front::{Front, VariableNames};
pub use further::{Further, ReadBefore, further};
pub use marks::{line_marking, whole_marking};
pub use names::Content;
pub use pass::{Input, ParsedFile, Resolved, Rowwise, nothing, resolve};
pub use rows::{Rejected, RowsError, TableMissing, TableRead, Tables, cut};
pub use rule::{RuleError, StandsIn};
pub use segment::{Context, Inner, Lists, Reader, Reading, Relating, Unnamed, Variables};
pub use table::Table as CutTable;
pub use vocabulary::{Spelling, Vocabulary};
