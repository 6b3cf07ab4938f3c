//! What holds of explanations.

mod kit;
mod random;
mod why;
