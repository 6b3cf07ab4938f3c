//! What a plan owes. Takes the rules that it goes back through, gives whether something new can still be had under each.
//!
//! The one idea: a plan goes back through a rule for something new alone. Were all conditions under a rule met by what
//! holds, so would be its conclusion, and that plan was made already.

use super::plan::Plan;
use crate::model::{RelationId, Sign};

/// Debts of a plan, by their numbers; beyond the 64th none is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Debts(u64);

impl Debts {
    fn one(number: usize) -> Debts {
        let number = u32::try_from(number).ok();
        Debts(number.and_then(|n| 1_u64.checked_shl(n)).unwrap_or(0))
    }

    fn and(self, other: Debts) -> Debts {
        Debts(self.0 | other.0)
    }

    /// Which of these, by their place among these, the others are: bits, as debts are.
    pub(super) fn among(self, others: Debts) -> u64 {
        let places = (0..u64::BITS).filter(|bit| self.0 >> bit & 1 == 1);
        let held = places.map(|bit| others.0 >> bit & 1);
        held.enumerate().map(|(place, held)| held << place).sum()
    }

    fn without(self, other: Debts) -> Debts {
        Debts(self.0 & !other.0)
    }
}

/// Where a condition stands in a plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Under {
    /// So many rules more may stand under it.
    pub(super) rules: u32,
    /// What a change for it pays.
    pub(super) debts: Debts,
}

impl Plan {
    /// Something new has to come of what is brought about for this sentence. Gives where its conditions stand.
    pub(super) fn owe(&mut self, sign: Sign, relation: RelationId, under: Under) -> Under {
        let debt = Debts::one(self.debts.len());
        self.debts.push((sign, relation));
        self.owed = self.owed.and(debt);
        Under {
            debts: under.debts.and(debt),
            ..under
        }
    }

    /// Something new was proposed for a condition that stands there.
    pub(super) fn pay(&mut self, under: Under) {
        self.owed = self.owed.without(under.debts);
    }

    /// Whether something is owed for which nothing is left to be brought about.
    pub(super) fn is_idle(&self) -> bool {
        let open = |all: Debts, (_, under): &(_, Under)| all.and(under.debts);
        let open = self.todo.iter().fold(Debts::default(), open);
        self.owed.without(open) != Debts::default()
    }

    /// For which sentences something new is owed.
    pub(super) fn owed_for(&self) -> impl Iterator<Item = (Sign, RelationId)> {
        let debts = self.debts.iter().enumerate();
        debts
            .filter(|(number, _)| self.owed.without(Debts::one(*number)) != self.owed)
            .map(|(_, of)| *of)
    }
}
