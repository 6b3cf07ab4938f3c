//! Which sentences of a stratum a change may reach.
//!
//! Takes what has changed below the stratum and in its evidence; gives the rows whose value, or whose place among the
//! rounds, may be another. The one idea (deletion and rederivation: Gupta, Mumick and Subrahmanian 1993): a row is
//! reached where a rule gives it by way of a changed one in the old world or in the new, where what is reached in the
//! stratum itself counts as possible; so what is not reached has the same derivations in both.

use super::relaxed::{Places, Reading};
use super::{Overlay, Rows};
use crate::engine::arrange::Arranger;
use crate::engine::solve::Solver;
use crate::engine::steps::{Find, Slot, Step};
use crate::engine::store::{Pass, RowId, Store};
use crate::engine::values::{Known, UNBOUND, ValueId};
use crate::model::{Body, Id as _, Pattern, RelationId, Term};
use crate::plan::{Node, Stratum, Variables, of_pattern};
use crate::time::{Likelihood, Steps};
use std::collections::BTreeMap;

/// What a change may reach.
pub(super) enum Reached {
    /// These rows of each node.
    Rows(Vec<Rows>),
    /// So many that the stratum is run as a whole.
    Most,
}

/// One place at which a rule of the stratum reads a sentence.
pub(super) struct Reads {
    /// The node of the rule's conclusion, by its place in the stratum.
    node: usize,
    head: Vec<Slot>,
    variables: usize,
    pattern: Vec<Slot>,
    rest: Body,
    /// The variables that stand outside the rest.
    outside: Variables,
    bound: Variables,
    /// The rest made ready, once it is asked for.
    step: Option<Step>,
}

/// All places of a stratum, by what they read.
pub(super) type AllReads = BTreeMap<(RelationId, Reading), Vec<Reads>>;

impl Overlay<'_> {
    /// The places at which the stratum's rules read anything.
    pub(super) fn reads(&self, stratum: &Stratum, known: &mut Known) -> AllReads {
        let mut found = AllReads::new();
        for rule in stratum
            .rules
            .iter()
            .filter_map(|id| self.fix.core.rules.get(*id))
        {
            let Ok(node) = stratum.nodes.binary_search(&Node::of_head(rule)) else {
                continue;
            };
            let Places { all, variables } = Places::of(rule);
            for place in all {
                let bound = of_pattern(&place.pattern);
                let mut outside = of_pattern(&rule.head);
                outside.extend(&bound);
                let key = (place.pattern.relation, place.reading);
                found.entry(key).or_default().push(Reads {
                    node,
                    head: slots(&rule.head, known),
                    variables,
                    pattern: slots(&place.pattern, known),
                    rest: Body::And(place.rest),
                    outside,
                    bound,
                    step: None,
                });
            }
        }
        found
    }

    /// What the change may reach in the stratum, given the rows whose own evidence has changed. Those reached count as
    /// certain from then on, until they are run again. Of the bounds the upper one tells what is possible.
    pub(super) fn affected(
        &mut self,
        stratum: &Stratum,
        reads: &mut AllReads,
        known: &Known,
        (evidence, pass): (Vec<Rows>, Pass),
    ) -> Reached {
        let mut reached: Vec<Rows> = vec![Rows::new(); stratum.nodes.len()];
        let mut open: Vec<(RelationId, Reading, RowId)> = Vec::new();
        for key in reads.keys() {
            let rows = self.changed.get(key).into_iter().flatten();
            open.extend(rows.map(|row| (key.0, key.1, *row)));
        }
        for (place, rows) in evidence.into_iter().enumerate() {
            for row in rows {
                self.reach(stratum, (&mut reached, pass), (place, row), &mut open);
            }
        }
        let all: usize = stratum
            .nodes
            .iter()
            .filter_map(|node| self.fix.store.get(Store::table(node.relation)))
            .map(crate::engine::store::Table::len)
            .sum();
        let most = all.div_ceil(2).max(super::FEW);
        while let Some((relation, reading, row)) = open.pop() {
            let Some(places) = reads.get_mut(&(relation, reading)) else {
                continue;
            };
            for place in places {
                for head in self.heads(place, (relation, row), pass, known) {
                    let Some(node) = stratum.nodes.get(place.node) else {
                        continue;
                    };
                    let row = self.fix.row(*node, &head);
                    self.reach(stratum, (&mut reached, pass), (place.node, row), &mut open);
                }
            }
            if reached.iter().map(Rows::len).sum::<usize>() > most {
                return Reached::Most;
            }
        }
        Reached::Rows(reached)
    }

    fn reach(
        &mut self,
        stratum: &Stratum,
        (reached, pass): (&mut [Rows], Pass),
        (place, row): (usize, RowId),
        open: &mut Vec<(RelationId, Reading, RowId)>,
    ) {
        let (Some(node), Some(rows)) = (stratum.nodes.get(place), reached.get_mut(place)) else {
            return;
        };
        if rows.insert(row) {
            let at = (Store::table(node.relation), row);
            let possible = Steps::always(Likelihood::CERTAIN);
            self.fix.store.set_held(at, node.sign, pass, &possible);
            open.push((node.relation, Reading::Held(node.sign), row));
        }
    }

    /// What the rule may conclude by way of the row, in the old world or in the new.
    fn heads(
        &mut self,
        place: &mut Reads,
        (relation, row): (RelationId, RowId),
        pass: Pass,
        known: &Known,
    ) -> Vec<Box<[ValueId]>> {
        let mut heads = Vec::new();
        let args: Vec<ValueId> = match self.fix.store.get(Store::table(relation)) {
            Some(table) => table.args(row).to_vec(),
            None => return heads,
        };
        let Some(bound) = matching(&place.pattern, &args, place.variables) else {
            return heads;
        };
        let step = match place.step.take() {
            Some(step) => step,
            None => self.arranged(&place.rest, &place.outside, &place.bound),
        };
        for (store, indexes) in [
            (&self.old.store, &self.old_indexes),
            (&self.fix.store, &self.fix.indexes),
        ] {
            let mut solver = Solver::new(
                (store, indexes),
                known,
                pass,
                &[],
                self.fix.stop,
                bound.clone(),
            );
            solver.solve(&step, &mut |solver, _| {
                let value = |slot: &Slot| match slot {
                    Slot::Value(value) => *value,
                    Slot::Var(var) => solver.bound.get(*var).copied().unwrap_or(UNBOUND),
                };
                let head: Box<[ValueId]> = place.head.iter().map(value).collect();
                if !head.contains(&UNBOUND) {
                    heads.push(head);
                }
            });
        }
        place.step = Some(step);
        heads.sort_unstable();
        heads.dedup();
        heads
    }

    /// The body made ready to be solved in both worlds.
    pub(super) fn arranged(&mut self, body: &Body, outside: &Variables, bound: &Variables) -> Step {
        let mut known = Known::new(self.fix.values);
        let step = Arranger::new(&self.fix.store, &mut known, None).arrange(body, outside, bound);
        self.index(&step);
        step
    }

    /// Makes the indexes that the step asks for, in both worlds.
    pub(super) fn index(&mut self, step: &Step) {
        step.scans(&mut |scan| {
            if let Find::By(columns) = &scan.find {
                self.old_indexes
                    .ensure(&self.old.store, scan.table, *columns);
                let (old, new) = (&self.old.store, &self.fix.store);
                if shares_rows(old, new, scan.table) {
                    self.fix
                        .indexes
                        .share(&self.old_indexes, scan.table, *columns);
                }
                self.fix.indexes.ensure(new, scan.table, *columns);
            }
        });
    }
}

fn shares_rows(old: &Store, new: &Store, table: usize) -> bool {
    match (old.get(table), new.get(table)) {
        (Some(old), Some(new)) => std::sync::Arc::ptr_eq(&old.rows, &new.rows),
        (None, _) | (_, None) => false,
    }
}

/// What the variables stand for where the pattern is the row; none if it does not fit.
pub(super) fn matching(
    pattern: &[Slot],
    args: &[ValueId],
    variables: usize,
) -> Option<Vec<ValueId>> {
    let mut bound = vec![UNBOUND; variables];
    for (slot, arg) in pattern.iter().zip(args) {
        match slot {
            Slot::Value(value) if value == arg => {}
            Slot::Value(_) => return None,
            Slot::Var(var) => {
                let place = bound.get_mut(*var)?;
                if *place != UNBOUND && place != arg {
                    return None;
                }
                *place = *arg;
            }
        }
    }
    Some(bound)
}

/// The pattern's slots.
pub(super) fn slots(pattern: &Pattern, known: &mut Known) -> Vec<Slot> {
    let slot = |term: &Term| match term {
        Term::Var(var) => Slot::Var(var.index()),
        Term::Value(value) => Slot::Value(known.id(value)),
    };
    pattern.args.iter().map(slot).collect()
}
