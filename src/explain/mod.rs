//! World → derivations: why, why not, what would make, linchpins; and the checker that shares nothing with the search.
//!
//! ```text
//! bindings, reading                  what a rule's variables stand for, what a condition is worth
//! search → why                       the strongest derivation, and all of them
//! checker                            whether a derivation is right
//! leaves → figures, confidence, grounds
//! lineage                           three ways to count how likely
//! bench → linchpins, repair, why_not, hypotheses
//! change, who_says                   what differs between worlds, who said what
//! ```

mod bench;
mod bindings;
mod change;
mod checker;
mod confidence;
mod derivation;
mod figures;
mod grounds;
mod hypotheses;
mod leaves;
mod linchpins;
mod lineage;
mod reading;
mod repair;
mod rests;
mod search;
mod who_says;
mod why;
mod why_not;

#[cfg(test)]
use repair::parts;
#[cfg(test)]
mod tests;

pub use crate::engine::Footing;
pub use bindings::Bindings;
pub use change::{Changed, Moment, Move, changes};
pub use checker::{Flaw, check, check_strongest};
pub use confidence::{Lowered, Trust, confidence};
pub use derivation::{Because, Derivation, Evidence, Premise};
pub use figures::{Figures, figures};
pub use grounds::{assumptions_behind, sources_behind};
pub use hypotheses::{Mark, Matrix, Row, Sensitive, hypotheses};
pub use leaves::Leaf;
pub use linchpins::{Cut, Linchpins, Moves, Unit, Units, linchpins};
pub use lineage::{HowLikely, Uncertain, how_likely};
pub use repair::{
    MOST, Proposed, Repair, Repairs, Stopped, VARIANTS, Way, repairs, smallest_repair,
};
pub use rests::Rests;
pub use search::Search;
pub use who_says::{Attitude, Saying, Sayings, who_says};
pub use why::{Derivations, leaf_value, premises, weakest, why, why_all};
pub use why_not::{Condition, NearMiss, State, WhyNot, why_not};
