//! Random worlds, each from its seed: as cores, and as pages of Casus.
//!
//! A seed gives the same world always, so that a disagreement is told by its number. Worlds are small (a handful of
//! names and relations) and crowded, so that rules meet, sources tie and dates touch.

mod body;
mod chance;
mod core;
mod facts;
mod page;
mod rules;
mod vocabulary;

pub use self::core::core;
pub use page::{Page, page};

pub use chance::Chance;
