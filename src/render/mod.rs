//! Answer → text, JSON, Markdown, CSV, DOT, Mermaid, SVG; report → HTML, Markdown, JSON. No rendering computes what is
//! true: what it shows stands in the answer.

mod csv;
mod form;
mod json;
mod layout;
mod markdown;
mod picture;
mod remarks;
pub mod report;
mod sheet;
mod style;
mod text;

#[cfg(test)]
mod tests;

pub use csv::csv;
pub use form::{Form, NoForm};
pub use json::json;
pub use markdown::markdown;
pub use picture::{Theme, dot, mermaid, svg};
pub use remarks::remarks;
pub use style::{Line, Run, Style, Text};
pub use text::text;

/// What every rendering says of an answer that was stopped.
pub use text::STOPPED;
