//! A condition made ready to be solved: its parts in a good order, its variables and values by number.

use super::index::Columns;
use super::store::TableId;
use super::values::ValueId;
use crate::model::{Comparison, Sign};
use crate::time::Duration;

/// What stands in a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    Var(usize),
    Value(ValueId),
}

/// Which value of a row is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reads {
    /// For or Ag.
    Held(Sign),
    /// For⁰ or Ag⁰.
    Stated(Sign),
    /// What a party claims.
    Claimed,
}

/// How rows are found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Find {
    /// All slots are known: the one row.
    TheRow,
    /// By one or two slots that are known.
    By(Columns),
    /// One after the other.
    All,
    /// Among those that have just changed.
    Changed,
}

/// The rows of a table that fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Scan {
    pub(super) table: TableId,
    pub(super) reads: Reads,
    pub(super) slots: Vec<Slot>,
    pub(super) find: Find,
}

/// What is counted and what the count shares with what stands outside.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Counted {
    pub(super) k: usize,
    pub(super) var: usize,
    pub(super) shared: Vec<usize>,
    pub(super) body: Box<Step>,
}

/// Whether the parts of *at least k of* are each worth one value, or may yet bind variables together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Parts {
    Alone,
    Joined,
}

/// A condition in the order in which it is solved.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Step {
    Scan(Scan),
    All(Vec<Step>),
    Any(Vec<Step>),
    Not(Box<Step>),
    Past(Box<Step>),
    PastWithin(Duration, Box<Step>),
    Throughout {
        length: Duration,
        variables: Vec<usize>,
        body: Box<Step>,
    },
    AnyTime(Box<Step>),
    AtLeast(Counted),
    AtMost(Counted),
    Exactly(Counted),
    SoManyOf {
        k: usize,
        of: Vec<Step>,
        parts: Parts,
    },
    Compare {
        op: Comparison,
        left: Slot,
        right: Slot,
        possibly: bool,
    },
}

impl Step {
    /// Calls `found` for every scan.
    pub(super) fn scans(&self, found: &mut dyn FnMut(&Scan)) {
        match self {
            Step::Scan(scan) => found(scan),
            Step::All(parts) | Step::Any(parts) | Step::SoManyOf { of: parts, .. } => {
                parts.iter().for_each(|part| part.scans(found));
            }
            Step::Not(body)
            | Step::Past(body)
            | Step::PastWithin(_, body)
            | Step::Throughout { body, .. }
            | Step::AnyTime(body) => body.scans(found),
            Step::AtLeast(counted) | Step::AtMost(counted) | Step::Exactly(counted) => {
                counted.body.scans(found)
            }
            Step::Compare { .. } => {}
        }
    }
}
