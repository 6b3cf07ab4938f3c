//! All tests that are not of one module: laws, worlds compared with the definition, cases in Casus.

mod agreement;
mod answers;
mod conformance;
mod definition;
mod documents;
mod error_pages;
mod errors;
mod house;
mod language;
mod laws;
mod printed;
mod program;
mod prompt;
mod questions;
mod report;
mod support;
