//! The naive evaluator itself: what it says of small cores is what the definition says, reckoned by hand.

mod doubts;
mod evidence;
mod rules;
mod views;
