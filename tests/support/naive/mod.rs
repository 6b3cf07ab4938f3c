//! The definition as a program: what follows from a core, straight from the paper on the meaning.
//!
//! Takes the printed core and a standpoint, gives the printed world. No index and no cleverness: all sets of sources
//! are tried, all assignments of variables, at one instant of every stretch between two breakpoints, round after
//! round until nothing changes. It shares no code with what it checks, not even the calendar. Each function names
//! the section whose sentence it is.

mod calendar;
mod compare;
mod condition;
mod evidence;
mod merge;
mod scope;
mod strata;
mod timeline;
mod universe;
mod value;
mod views;
mod world;

pub use calendar::midnight;
pub use strata::Unstratified;
pub use world::{Standpoint, world};

/// A likelihood in whole ten-thousandths.
pub type Value = u16;

/// Certain.
pub const ONE: Value = 10_000;

/// One value for every stretch between two breakpoints.
pub type Row = Vec<Value>;

/// A relation with values, numbered by the universe, in its slots.
pub type Ground = (u32, Vec<usize>);
