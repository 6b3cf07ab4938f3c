//! Rules run to their end: what follows from the evidence, stratum after stratum.
//!
//! Takes the tables with the evidence and the plan; raises For and Ag (or a bound of them) to the least values
//! that satisfy every rule. A stratum that does not rest on itself takes one round. Within one that does, what
//! settles at a level is followed up before anything lower is looked at, and only what has just changed is.

use super::bounds::Hanging;
use super::hash::Spread;
use super::index::Indexes;
use super::ready::{Ready, ready};
use super::rounds::Rounds;
use super::solve::{Changed, Solver, covers};
use super::standpoint::Stop;
use super::steps::{Find, Slot};
use super::store::{Pass, RowId, Store, TableId, at};
use super::values::{Known, UNBOUND, ValueId, Values};
use crate::model::{Core, Sign};
use crate::plan::{Node, Stratum};
use crate::time::{Likelihood, Steps};
use indexmap::IndexMap;
use std::collections::BTreeMap;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

/// What a rule concludes, by arguments, in the order in which it was found.
pub(super) type Found = IndexMap<Box<[ValueId]>, Steps, BuildHasherDefault<Spread>>;

/// Somebody asked to stop.
pub(super) struct Stopped;

/// A world under way.
pub(super) struct Fixpoint<'a> {
    pub(super) core: &'a Core,
    pub(super) values: &'a Values,
    pub(super) store: Store,
    pub(super) indexes: Indexes,
    pub(super) stop: &'a Stop<'a>,
    pub(super) bar: Likelihood,
    /// What rules would give where a sentence is masked.
    pub(super) withheld: BTreeMap<(Node, RowId), Steps>,
    /// What hangs on a dispute, once that is known.
    pub(super) hanging: Arc<Hanging>,
}

impl Fixpoint<'_> {
    /// Raises the evidence of all relations to what is held: where no rule speaks, that is all.
    pub(super) fn start(&mut self) {
        for relation in 0..self.store.relations() {
            if self
                .store
                .get(relation)
                .is_none_or(|table| table.cells.is_empty())
            {
                continue;
            }
            for cell in self
                .store
                .get_mut(relation)
                .into_iter()
                .flat_map(|table| &mut table.cells)
            {
                for sign in [Sign::For, Sign::Against] {
                    let stated = cell.stated[at(sign)].clone();
                    cell.held[at(sign)] = cell.masked(sign, Pass::Plain, self.bar, stated);
                }
            }
        }
    }

    /// Runs the rules of one stratum.
    pub(super) fn run(&mut self, stratum: &Stratum, pass: Pass) -> Result<(), Stopped> {
        let mut known = Known::new(self.values);
        let links = self.open_links(stratum, pass);
        let ready = ready(self.core, &self.store, stratum, &links, &mut known);
        for ready in &ready {
            let (store, indexes) = (&self.store, &mut self.indexes);
            ready.step.scans(&mut |scan| {
                if let Find::By(columns) = &scan.find {
                    indexes.ensure(store, scan.table, *columns);
                }
            });
        }
        let end = if stratum.recursive {
            Rounds::new(stratum, pass, &links).run(self, &ready, &known)
        } else {
            self.at_once(stratum, &ready, &known, pass)
        };
        self.close_links(&links);
        end?;
        for node in &stratum.nodes {
            if let Some(table) = self.store.get_mut(Store::table(node.relation)) {
                table.count_distinct();
            }
        }
        Ok(())
    }

    fn at_once(
        &mut self,
        stratum: &Stratum,
        ready: &[Ready],
        known: &Known,
        pass: Pass,
    ) -> Result<(), Stopped> {
        for ready in ready {
            let found = self.conclude(ready, known, pass, &[])?;
            let Some(node) = stratum.nodes.get(ready.node) else {
                continue;
            };
            for (args, worth) in found {
                let row = self.row(*node, &args);
                let worth = self.unmasked(*node, row, pass, worth);
                if let Some(cell) = self.cell(*node, row) {
                    let held = cell.held_mut(node.sign, pass);
                    *held = held.max(&worth);
                }
            }
        }
        Ok(())
    }

    /// All that the rule concludes from what is held now or, if it is run for a change, from what has changed.
    pub(super) fn conclude(
        &self,
        ready: &Ready,
        known: &Known,
        pass: Pass,
        changed: &Changed,
    ) -> Result<Found, Stopped> {
        let bound = vec![UNBOUND; ready.variables];
        let mut solver = Solver::new(
            (&self.store, &self.indexes),
            known,
            pass,
            changed,
            self.stop,
            bound,
        );
        // What is held already need not be found again.
        let head = self.store.get(ready.table).map(|table| (table, ready.sign));
        let mut found = Found::default();
        let mut args: Vec<ValueId> = Vec::with_capacity(ready.head.len());
        solver.solve(&ready.step, &mut |solver, worth| {
            args.clear();
            args.extend(ready.head.iter().map(|slot| match slot {
                Slot::Value(value) => *value,
                Slot::Var(var) => solver.bound.get(*var).copied().unwrap_or(UNBOUND),
            }));
            if args.contains(&UNBOUND) {
                return;
            }
            if head.is_some_and(|(table, sign)| {
                let settled = table.find(&args).and_then(|row| table.cells.get(row));
                settled.is_some_and(|cell| covers(cell.held(sign, pass), worth, ready.likelihood))
            }) {
                return;
            }
            match found.get_mut(args.as_slice()) {
                Some(known) if covers(known, worth, Likelihood::CERTAIN) => {}
                Some(known) => *known = known.max(worth),
                None => {
                    found.insert(args.as_slice().into(), worth.clone());
                }
            }
        });
        if solver.was_stopped() || self.stop.asked() {
            return Err(Stopped);
        }
        if ready.likelihood < Likelihood::CERTAIN {
            found
                .values_mut()
                .for_each(|worth| *worth = worth.at_most(ready.likelihood));
        }
        found.retain(|_, worth| !worth.is_never());
        Ok(found)
    }

    pub(super) fn row(&mut self, node: Node, args: &[ValueId]) -> RowId {
        self.row_of(Store::table(node.relation), args)
    }

    /// The row of those arguments in the table, a new one if need be.
    pub(super) fn row_of(&mut self, id: TableId, args: &[ValueId]) -> RowId {
        if let Some(row) = self.store.get(id).and_then(|table| table.find(args)) {
            return row;
        }
        let Some(table) = self.store.get_mut(id) else {
            return 0;
        };
        let row = table.row(args);
        self.indexes.add(id, args, row);
        row
    }

    pub(super) fn cell(&mut self, node: Node, row: RowId) -> Option<&mut super::store::Cell> {
        self.store.cell_mut(Store::table(node.relation), row)
    }

    /// The worth without what is masked, which is kept apart.
    pub(super) fn unmasked(&mut self, node: Node, row: RowId, pass: Pass, worth: Steps) -> Steps {
        let bar = self.bar;
        let Some(cell) = self.store.cell(Store::table(node.relation), row) else {
            return worth;
        };
        if pass == Pass::Plain && node.sign == Sign::For && !cell.mask.is_never() {
            let masked = worth.min(&cell.mask);
            if !masked.is_never() {
                let withheld = self.withheld.entry((node, row)).or_default();
                *withheld = withheld.max(&masked);
            }
        }
        match self.store.cell(Store::table(node.relation), row) {
            Some(cell) => cell.masked(node.sign, pass, bar, worth),
            None => worth,
        }
    }
}
