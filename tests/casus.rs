//! All tests that are not of one module: laws, worlds compared with the definition, cases in Casus.

mod agreement;
mod answers;
mod conformance;
mod definition;
mod documents;
mod elsewhere;
mod error_pages;
mod errors;
mod export;
mod fault_trees;
mod house;
mod language;
mod laws;
mod limits;
mod markings;
mod printed;
mod problog;
mod program;
mod prompt;
mod questions;
mod real_data;
mod report;
mod snapshot;
mod support;
mod watched;
