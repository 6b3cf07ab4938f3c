//! Core → world: what follows, as step functions over time.
//!
//! Takes a settled core and a standpoint; gives a [`World`]. The one idea: a sentence is a row of numbers with
//! its likelihood over all of time, rules are joins of rows, and a join of values is their least.
//!
//! ```text
//! counting → evidence → ground       what is stated, and what it is worth together
//! arrange → solve → fixpoint         what follows from it
//! bounds                             what of that hangs on a dispute
//! overlay                            the world of a core that is nearly the same
//! world, select, conflicts           what may be asked of it
//! ```

mod agenda;
mod among;
mod arrange;
mod bits;
mod bounds;
mod chains;
mod compare;
mod conclude;
mod concluded;
mod conflicts;
mod corroborate;
mod counting;
mod demand;
mod doubt;
mod evaluate;
mod evidence;
mod fact;
mod fixpoint;
mod footing;
mod found;
mod gather;
mod ground;
mod grown;
mod handed;
mod hash;
mod index;
mod items;
mod left_out;
mod links;
mod needed;
mod needs;
mod overlay;
mod ready;
mod rounds;
mod rounds_of;
mod rows;
mod rowset;
mod select;
mod settled;
mod shares;
mod single;
mod solve;
mod sorted;
mod spokesmen;
mod standing;
mod standpoint;
mod steps;
mod store;
mod stored;
mod through;
mod ties;
mod values;
mod watch;
mod world;
mod worths;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use conflicts::{Conflict, conflicts};
pub use counting::Counting;
pub use evaluate::{evaluate, evaluate_until};
pub use evidence::Weighed;
pub use fact::Fact;
pub use footing::Footing;
pub use left_out::{LeftOut, left_out};
pub use needed::evaluate_needed;
pub use select::Match;
pub use single::{SingleConflict, single_conflicts};
pub use standing::{Finding, Reserve, Standing4};
pub use standpoint::{Standpoint, Strictness, Unevaluated, View};
pub use watch::{Progress, Watch};
pub use world::World;
