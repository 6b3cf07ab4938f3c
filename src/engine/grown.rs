//! How large a world has grown while it is evaluated, and by which rules.
//!
//! Takes rows as they come; gives whether they are more than may be, and whom to name then: what has drawn the most
//! conclusions, or of a limit of time what was running.

use super::fixpoint::{Fixpoint, Stopped};
use super::store::Store;
use crate::limits::{Grew, Limit};
use crate::model::RuleId;
use crate::source::Place;
use std::collections::BTreeMap;

/// Between two looks at the limits so many conclusions are entered.
const OFTEN: usize = 1 << 12;

/// How many rows there are, and how many each rule gave.
#[derive(Default)]
pub(super) struct Grown {
    rows: u64,
    by: BTreeMap<RuleId, u64>,
}

impl Grown {
    /// Of a world before its rules have run.
    pub(super) fn of(store: &Store) -> Grown {
        let rows = (0..store.relations()).map(|table| store.rows(table) as u64);
        Grown {
            rows: rows.sum(),
            by: BTreeMap::new(),
        }
    }

    /// So many rows have come; from now on those that come are counted anew.
    pub(super) fn take_rows(&mut self) -> usize {
        std::mem::take(&mut self.rows) as usize
    }
}

impl Fixpoint<'_> {
    /// Whether what is stated is within the limits.
    pub(super) fn stated(&self) -> Result<(), Stopped> {
        let Some(gauge) = self.stop.gauge() else {
            return Ok(());
        };
        let sentences = self.grown.rows;
        if gauge.is_over_with(sentences) || gauge.is_over() {
            gauge.blame(|_| Grew::Stated { sentences });
            return Err(Stopped);
        }
        Ok(())
    }

    /// The rule gave so many rows more; `entered`: how many of its conclusions were entered before.
    pub(super) fn grows(
        &mut self,
        rule: RuleId,
        new: usize,
        entered: usize,
    ) -> Result<(), Stopped> {
        if new > 0 {
            self.grown.rows += new as u64;
            *self.grown.by.entry(rule).or_default() += new as u64;
        }
        let over =
            new > 0 && (self.stop.gauge()).is_some_and(|gauge| gauge.is_over_with(self.grown.rows));
        if over || entered.is_multiple_of(OFTEN) && self.stop.asked() {
            self.blame(rule, 0);
            return Err(Stopped);
        }
        Ok(())
    }

    /// Names the rule that has drawn the most conclusions, if a limit is met; `running` has `drawn` that are not entered yet.
    pub(super) fn blame(&self, running: RuleId, drawn: u64) {
        let Some(gauge) = self.stop.gauge() else {
            return;
        };
        gauge.blame(|limit| {
            let given = |rule: &RuleId| self.grown.by.get(rule).copied().unwrap_or(0);
            let running = (running, given(&running) + drawn);
            let most = match limit {
                Limit::Time(_) => running,
                Limit::Memory(_) | Limit::Facts(_) => {
                    let given = self.grown.by.iter().map(|(rule, given)| (*rule, *given));
                    let largest = given.max_by_key(|(_, given)| *given);
                    largest
                        .filter(|largest| largest.1 > running.1)
                        .unwrap_or(running)
                }
            };
            let (rule, drawn) = most;
            let rule = self.core.rules.get(rule);
            let own = rule.filter(|rule| !rule.shipped);
            Grew::Rule {
                name: rule.map_or_else(String::new, |rule| rule.name.clone()),
                place: own.map_or_else(Place::default, |rule| rule.origin.place),
                drawn,
            }
        });
    }
}
