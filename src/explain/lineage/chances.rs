//! A lineage that ends in what is uncertain: statements, and that rules apply. Each may be so or not.

use super::TooLarge;
use super::formula::{Formulas, Part};
use super::unfold::{Asked, Candidates, Ends};
use crate::model::{EntityId, ItemId, Rule, RuleId};
use crate::time::Likelihood;
use indexmap::IndexMap;

/// What may be so or not: a statement, or that a rule applies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Uncertain {
    /// A statement.
    Item(ItemId),
    /// A rule.
    Rule(RuleId),
}

/// All that is uncertain, by number.
#[derive(Default)]
pub(super) struct Chances(IndexMap<Uncertain, Likelihood>);

impl Chances {
    /// How likely the leaf is.
    pub(super) fn likely(&self, leaf: usize) -> f64 {
        let likelihood = self.0.get_index(leaf).map(|(_, likelihood)| *likelihood);
        f64::from(likelihood.unwrap_or(Likelihood::NEVER).ten_thousandths()) / 1e4
    }

    /// A leaf; where it is certain or impossible there is nothing uncertain about it.
    fn leaf(&mut self, what: Uncertain, likelihood: Likelihood, formulas: &mut Formulas) -> Part {
        match likelihood {
            Likelihood::CERTAIN => formulas.always(),
            Likelihood::NEVER => formulas.never(),
            _ => formulas.leaf(self.0.insert_full(what, likelihood).0),
        }
    }
}

impl Ends for Chances {
    /// One of the statements that give the value: they are untied, and each may be so without the others.
    fn stated(&mut self, asked: Asked<'_>, formulas: &mut Formulas) -> Result<Part, TooLarge> {
        let found = asked.reading.evidence(asked.claim, asked.at);
        let items = &asked.reading.world.core().items;
        let leaves = found
            .into_iter()
            .flat_map(|found| found.items)
            .filter_map(|id| Some((id, items.get(id)?.stated.likelihood)))
            .map(|(id, likelihood)| self.leaf(Uncertain::Item(id), likelihood, formulas))
            .collect();
        Ok(formulas.any(leaves))
    }

    fn claimed(
        &mut self,
        asked: Asked<'_>,
        by: EntityId,
        formulas: &mut Formulas,
    ) -> Result<Part, TooLarge> {
        let found = asked
            .reading
            .claimed(&asked.claim.sentence, by, asked.at)
            .and_then(|found| Some((*found.items.first()?, found.value)));
        Ok(match found {
            Some((id, value)) => self.leaf(Uncertain::Item(id), value, formulas),
            None => formulas.never(),
        })
    }

    fn rule(&mut self, id: RuleId, rule: &Rule, _: Likelihood, formulas: &mut Formulas) -> Part {
        self.leaf(Uncertain::Rule(id), rule.likelihood, formulas)
    }

    /// What is possible is not excluded, whichever way round.
    fn against(&self, bar: Likelihood) -> Likelihood {
        bar
    }

    fn candidates(&self) -> Candidates {
        Candidates::AsHeld
    }
}
