//! A situation in the formats of others. Takes a core, gives documents that other programs read.
//!
//! What a format cannot say is left out and counted, never said as something else.

mod stix;

pub use stix::{Exported, bundle as stix};
