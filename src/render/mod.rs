//! Answer → text, JSON, Markdown, CSV; report → HTML, Markdown, JSON. No rendering computes: what it shows stands in the answer.

mod csv;
mod json;
mod layout;
mod markdown;
pub mod report;
mod style;
mod text;

#[cfg(test)]
mod tests;

pub use csv::{NoTable, csv};
pub use json::json;
pub use markdown::markdown;
pub use style::{Line, Run, Style, Text};
pub use text::text;
