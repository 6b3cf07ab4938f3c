//! Question + world → answer: joins what follows from the files with the words that say it. One file a family.

mod tell;

pub use tell::{Telling, Told};
