//! Instants, dates as written, spans and step functions.
#![allow(missing_docs)]
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Instant(pub i64);
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Duration {
    pub months: i64,
    pub minutes: i64,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
pub struct Span {
    pub from: Instant,
    pub to: Instant,
}
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Likelihood(u16);
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Date {
    pub text: String,
    pub covers: Span,
}
