//! Answers to a condition over a world that stands.
//!
//! Takes a body, and what some of its variables stand for; gives every way to fill in the rest, with what the
//! body is worth then. The same joins as the rules'.

use super::arrange::Arranger;
use super::solve::Solver;
use super::standpoint::Stop;
use super::steps::{Find, Step};
use super::store::Pass;
use super::values::{Known, UNBOUND, ValueId};
use super::world::World;
use crate::model::{Body, Id as _, Value, VarId};
use crate::plan::Variables;
use crate::settle::Merging;
use crate::time::Steps;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One way to fill in a condition.
#[derive(Clone, PartialEq, Debug)]
pub struct Match {
    /// What the variables stand for, by number; none for one that only a negation or count holds, or that stands
    /// in a branch which is not needed.
    pub values: Vec<Option<Value>>,
    /// What the condition is worth.
    pub support: Steps,
    /// At least.
    pub low: Steps,
    /// At most.
    pub high: Steps,
}

impl World {
    /// Every way to fill in the condition's variables, with a worth (or an upper bound of it) above 0 anywhere,
    /// sorted by values. `variables`: how many there are; `bound`: what those stand for that are given.
    #[must_use]
    pub fn select(&self, body: &Body, variables: usize, bound: &[Option<Value>]) -> Vec<Match> {
        if !self.has_condition(body, bound) {
            return self.whole().select(body, variables, bound);
        }
        let mut known = Known::new(&self.values);
        let mut start = vec![UNBOUND; variables];
        let mut given = Variables::new();
        for (var, value) in bound.iter().enumerate() {
            if let (Some(place), Some(value)) = (start.get_mut(var), value) {
                let mut value = value.clone();
                self.merge(&mut value);
                *place = known.id(&value);
                given.insert(VarId::at(var));
            }
        }
        let mut merged = body.clone();
        self.merging().in_body(&mut merged);
        let step = Arranger::new(&self.store, &mut known, None).arrange(&merged, &given, &given);
        self.index_for(&step);
        let mut found: BTreeMap<Vec<ValueId>, [Steps; 3]> = BTreeMap::new();
        for (at, pass) in [Pass::Plain, Pass::Low, Pass::High].into_iter().enumerate() {
            self.solve_into(&step, &known, pass, &start, &mut |values, worth| {
                let known = &mut found.entry(values).or_default()[at];
                *known = known.max(worth);
            });
        }
        let mut matches: Vec<Match> = found
            .into_iter()
            .map(|(values, [support, low, high])| Match {
                values: values
                    .into_iter()
                    .map(|value| known.get(value).map(Cow::into_owned))
                    .collect(),
                support,
                low,
                high,
            })
            .collect();
        matches.sort_by(|a, b| a.values.cmp(&b.values));
        matches
    }

    fn merging(&self) -> Merging {
        Merging::of_pairs(&self.core().merged)
    }

    fn index_for(&self, step: &Step) {
        let mut missing = Vec::new();
        if let Ok(indexes) = self.indexes.read() {
            step.scans(&mut |scan| match &scan.find {
                Find::By(columns) if !indexes.has(scan.table, *columns) => {
                    missing.push((scan.table, *columns))
                }
                _ => {}
            });
        }
        if !missing.is_empty()
            && let Ok(mut indexes) = self.indexes.write()
        {
            missing
                .into_iter()
                .for_each(|(table, columns)| indexes.ensure(&self.store, table, columns));
        }
    }

    fn solve_into(
        &self,
        step: &Step,
        known: &Known,
        pass: Pass,
        start: &[ValueId],
        found: &mut dyn FnMut(Vec<ValueId>, &Steps),
    ) {
        let Ok(indexes) = self.indexes.read() else {
            return;
        };
        let stop = Stop::when(self.watch());
        let mut solver = Solver::new(
            (&self.store, &indexes),
            known,
            pass,
            &[],
            &stop,
            start.to_vec(),
        );
        solver.solve(step, &mut |solver, worth| {
            found(solver.bound.clone(), worth)
        });
    }
}
