//! A sentence with what it is worth.

use super::store::{Pass, RowId, Store, TableId};
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
    pub(super) fn of(
        args: Vec<Value>,
        store: &Store,
        (table, row): (TableId, RowId),
    ) -> Option<Fact> {
        let held = |sign, pass| store.held(table, row, sign, pass);
        let support = held(Sign::For, Pass::Plain);
        let denial = held(Sign::Against, Pass::Plain);
        let high = held(Sign::For, Pass::High);
        if support.is_never() && denial.is_never() && high.is_never() {
            return None;
        }
        let other = |bound: &Steps| (bound != support).then(|| bound.clone());
        Some(Fact {
            args,
            low: other(held(Sign::For, Pass::Low)),
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
