//! A sentence with what it is worth.

use super::store::{Cell, Pass};
use crate::model::{Sign, Value};
use crate::time::Steps;

/// What is known of one sentence, over all time.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// What fills the slots of its relation.
    pub args: Vec<Value>,
    /// For.
    pub support: Steps,
    /// Ag.
    pub denial: Steps,
    /// lo, where it differs from For anywhere.
    pub low: Option<Steps>,
    /// hi, where it differs from For anywhere.
    pub high: Option<Steps>,
}

impl Fact {
    /// None where For, Ag and hi are 0 everywhere.
    pub(super) fn of(args: Vec<Value>, cell: &Cell) -> Option<Fact> {
        let support = cell.held(Sign::For, Pass::Plain);
        let denial = cell.held(Sign::Against, Pass::Plain);
        let high = cell.held(Sign::For, Pass::High);
        if support.is_never() && denial.is_never() && high.is_never() {
            return None;
        }
        let other = |bound: &Steps| (bound != support).then(|| bound.clone());
        Some(Fact {
            args,
            low: other(cell.held(Sign::For, Pass::Low)),
            high: other(high),
            support: support.clone(),
            denial: denial.clone(),
        })
    }

    /// lo.
    #[must_use]
    pub fn low(&self) -> &Steps {
        self.low.as_ref().unwrap_or(&self.support)
    }

    /// hi.
    #[must_use]
    pub fn high(&self) -> &Steps {
        self.high.as_ref().unwrap_or(&self.support)
    }
}
