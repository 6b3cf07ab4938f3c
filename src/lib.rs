//! Casus: a language for writing down a situation in plain words, and an interpreter that says what follows, and why.
//!
//! The pipeline on one page. Each folder is a step or what passes between two:
//!
//! ```text
//!   text ─ syntax ─ statements of words ─ resolve ─ Situation ─ settle ─ Core
//!   Core ─ plan ─ engine ─ World ─ explain ─ derivations
//!   question + worlds ─ ask ─ Answer ─ render ─ text, JSON, Markdown, CSV, DOT, Mermaid, SVG
//! ```
//!
//! - `snapshot`: values as bytes and back, for a world that is kept.
//! - [`source`]: texts, places in them, lines. [`time`]: instants, dates as they are written, steps over time.
//! - [`table`]: bytes of a table → columns of numbered cells.
//! - [`diagnostic`]: one report of what is wrong, pointing at the words. [`limits`]: how much work may take.
//! - [`syntax`]: text → statements of words, one bad statement costing its neighbours nothing.
//! - [`model`]: all that was said, as data: the room in which the front and the back meet.
//! - [`resolve`]: statements of words → the model, by what the texts themselves declare.
//! - [`settle`]: the model → the core: who is the same as whom, what ended what, what was replaced.
//! - [`plan`]: the order in which rules run, or the loop that forbids one.
//! - [`engine`]: the core → a world: every sentence with its likelihood over all of time.
//! - [`explain`]: a world → why, why not, what would make it so, what it hangs on; and a checker of all that.
//! - [`ask`]: a question → an answer, a file a family of questions.
//! - [`answer`]: answers as plain data, versioned. [`phrase`]: ids and dates → words. [`render`]: answers → texts.
//! - [`standard`]: the standard model and the libraries that are shipped, written in Casus.
//! - [`session`]: what another program holds. [`report`]: a session → the scenario as a brief.
//!   [`export`]: a core → the formats of other programs. [`cli`], [`repl`] and [`terminal`] stand on it.
//!
//! Front (`syntax`, `resolve`) and back (`settle` to `explain`) know only the model, and nothing of one another.
//!
//! ```
//! use casus::session::Session;
//!
//! let mut session = Session::new();
//! let report = session.add_text("page", "actor Arvand\nactor Belmar\nArvand speaks for Belmar, likely\n");
//! assert!(report.is_sound());
//! let answer = session.ask("Arvand speaks for Belmar?").unwrap();
//! assert_eq!(serde_json::to_value(&answer).unwrap()["kind"], "yes-no");
//! ```

pub mod answer;
pub mod ask;
pub mod cli;
mod cores;
pub mod diagnostic;
pub mod engine;
pub mod explain;
pub mod export;
pub mod limits;
mod lookup;
pub mod model;
pub mod phrase;
pub mod plan;
pub mod render;
pub mod repl;
pub mod report;
pub mod resolve;
pub mod session;
pub mod settle;
mod snapshot;
pub mod source;
pub mod standard;
pub mod syntax;
pub mod table;
pub mod terminal;
pub mod time;

/// The README, whose example runs with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
