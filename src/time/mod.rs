//! When: instants, dates as an analyst writes them, and values that change over time.
//!
//! Takes the text of a date or a length; gives instants, spans and step functions over them.
//! The one idea: time is cut into whole minutes, and all that happens to a value happens at finitely
//! many of them. So a value over all of time is a short list of steps, and every operation on it is exact.
//!
//! ```text
//! "2016-12"  → Date, which covers a Span of Instants
//! since Date → Held: the Span where a fact may hold, and that where it surely does
//! items      → Steps: how likely a sentence is at every instant
//! ```

mod calendar;
mod date;
mod describe;
mod duration;
mod error;
mod held;
mod instant;
mod iso;
mod likelihood;
mod parse;
mod respell;
mod span;
mod steps;
mod stored;
mod suggest;
mod unit;
mod words;

#[cfg(test)]
mod tests;

pub use date::{Date, DateOrInterval, Mark, Precision};
pub use describe::{Dated, dated, describe_instant, describe_span};
pub use duration::{Duration, parse_duration};
pub use error::DateError;
pub use held::{Clause, Held, held};
pub use instant::{Civil, Instant};
pub use likelihood::Likelihood;
pub use parse::{looks_like_date, parse_date};
pub use span::Span;
pub use steps::{Step, Steps};
pub use words::month_name;
