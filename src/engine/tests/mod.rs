//! What holds of worlds, by example: each number is worked out beside it. That all worlds are those of the
//! definition is tested elsewhere, against a naive evaluator.

mod alternatives;
mod clashes;
mod evidence;
mod laws;
mod order;
mod rules;
mod settling;
mod shares;
mod speed;
mod views;
