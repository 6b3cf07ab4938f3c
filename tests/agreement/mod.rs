//! The engine against the definition.

mod pages;
