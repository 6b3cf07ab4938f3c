//! Rules run to their end: what follows from the evidence, stratum after stratum.
//!
//! Takes the tables with the evidence and the plan; raises For and Ag (or a bound of them) to the least values
//! that satisfy every rule. A stratum that does not rest on itself takes one round. Within one that does, what
//! settles at a level is followed up before anything lower is looked at, and only what has just changed is.

use super::bounds::Hanging;
use super::concluded::Concluded;
use super::grown::Grown;
use super::index::Indexes;
use super::needs::Needs;
use super::ready::{Ready, ready};
use super::rounds::Rounds;
use super::rowset::TOGETHER;
use super::solve::covers;
use super::standpoint::Stop;
use super::store::{Pass, RowId, Store, TableId};
use super::values::{Known, ValueId, Values};
use super::worths::NEVER;
use crate::model::Core;
use crate::plan::{Node, Stratum};
use crate::time::{Likelihood, Steps};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// What of the world is needed; none: all.
    pub(super) needs: Option<&'a Needs>,
    /// How many cores may work at once.
    pub(super) cores: usize,
    /// Whether nothing has been evaluated before, and no other world has its tables.
    pub(super) afresh: bool,
    /// What rules would give where a sentence is masked.
    pub(super) withheld: BTreeMap<(Node, RowId), Steps>,
    /// What hangs on a dispute, once that is known.
    pub(super) hanging: Arc<Hanging>,
    /// How many rows there are, and which rules gave them.
    pub(super) grown: Grown,
}

impl Fixpoint<'_> {
    /// Raises the evidence of all relations to what is held: where no rule speaks, that is all.
    pub(super) fn start(&mut self) {
        for relation in 0..self.store.relations() {
            if self.store.rows(relation) > 0 {
                self.store.hold_stated(relation, self.bar);
            }
        }
    }

    /// Runs the rules of one stratum.
    pub(super) fn run(&mut self, stratum: &Stratum, pass: Pass) -> Result<(), Stopped> {
        let mut known = Known::new(self.values);
        let links = self.open_links(stratum, pass);
        let ready = ready(
            (self.core, self.needs),
            &self.store,
            stratum,
            &links,
            &mut known,
        );
        for ready in &ready {
            let (store, indexes) = (&self.store, &mut self.indexes);
            indexes.ensure_for(store, &ready.step);
        }
        let end = if self.can_share(stratum, &ready, &links, pass) {
            self.run_in_shares(stratum, &ready, &known)
        } else if stratum.recursive {
            Rounds::new(stratum, pass, &links).run(self, &ready, &known)
        } else {
            self.at_once(stratum, &ready, &known, pass)
        };
        self.close_links(&links);
        end?;
        for node in &stratum.nodes {
            if let Some(table) = self.store.get_mut(Store::table(node.relation)) {
                table.count_distinct(self.cores);
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
            let Some(node) = stratum.nodes.get(ready.node) else {
                continue;
            };
            self.conclude(ready, known, (pass, &[]), |world, found| {
                world.put_in(ready, *node, pass, found)
            })?;
        }
        Ok(())
    }

    /// Raises what is held to what the rule has concluded.
    pub(super) fn put_in(
        &mut self,
        ready: &Ready,
        node: Node,
        pass: Pass,
        found: &Concluded,
    ) -> Result<(), Stopped> {
        self.each_raised(ready, pass, found, |world, raised| {
            for (row, worth) in raised {
                world.raise(node, *row, pass, worth.at_most(ready.likelihood));
            }
        })
    }

    /// Calls for the conclusions that raise what is held, with their rows, new ones if need be; some at once.
    pub(super) fn each_raised(
        &mut self,
        ready: &Ready,
        pass: Pass,
        found: &Concluded,
        mut raise: impl FnMut(&mut Self, &[(RowId, &Steps)]),
    ) -> Result<(), Stopped> {
        let mut raised: Vec<(RowId, &Steps)> = Vec::with_capacity(TOGETHER);
        for from in (0..found.len()).step_by(TOGETHER) {
            let count = TOGETHER.min(found.len() - from);
            let Some(table) = self.store.tables.get_mut(ready.table).map(Arc::make_mut) else {
                return Ok(());
            };
            let before = table.len();
            let numbered = table.rows_together(found.args(from, count), found.width());
            let held = numbered.map(|(row, _)| table.held(row, ready.sign, pass));
            let new = table.len() - before;
            for (at, ((row, new), held)) in numbered.into_iter().zip(held).take(count).enumerate() {
                let Some(worth) = found.worth(from + at) else {
                    continue;
                };
                if new {
                    let args = found.args(from + at, 1);
                    self.indexes.add(ready.table, args, row);
                } else if held != NEVER {
                    let settled = self.store.worths.get(held);
                    if covers(settled, worth, ready.likelihood) {
                        continue;
                    }
                }
                raised.push((row, worth));
            }
            raise(self, &raised);
            raised.clear();
            self.grows(ready.rule, new, from)?;
        }
        Ok(())
    }

    /// The indexes learn of the rows from that one on.
    pub(super) fn index_from(&mut self, id: TableId, first: RowId) {
        if let Some(table) = self.store.get(id).filter(|_| self.indexes.has_any(id)) {
            for row in first..table.len() {
                self.indexes.add(id, table.args(row), row);
            }
        }
    }

    pub(super) fn row(&mut self, node: Node, args: &[ValueId]) -> RowId {
        self.row_of(Store::table(node.relation), args)
    }

    /// The row of those arguments in the table, a new one if need be.
    pub(super) fn row_of(&mut self, id: TableId, args: &[ValueId]) -> RowId {
        let Some(table) = self.store.get_mut(id) else {
            return 0;
        };
        let (row, new) = table.row(args);
        if new {
            self.indexes.add(id, args, row);
        }
        row
    }

    /// Raises the row to what a rule gives it.
    pub(super) fn raise(&mut self, node: Node, row: RowId, pass: Pass, worth: Steps) {
        let worth = self.unmasked(node, row, pass, Cow::Owned(worth));
        let table = Store::table(node.relation);
        self.store.raise((table, row), node.sign, pass, &worth);
    }

    /// The worth without what is masked, which is kept apart.
    pub(super) fn unmasked<'w>(
        &mut self,
        node: Node,
        row: RowId,
        pass: Pass,
        worth: Cow<'w, Steps>,
    ) -> Cow<'w, Steps> {
        let table = Store::table(node.relation);
        let mask = self.store.mask(table, row);
        if pass != Pass::Low && mask.is_never() {
            return worth;
        }
        if pass == Pass::Plain && node.sign == crate::model::Sign::For {
            let masked = worth.min(mask);
            if !masked.is_never() {
                let withheld = self.withheld.entry((node, row)).or_default();
                *withheld = withheld.max(&masked);
            }
        }
        let worth = worth.into_owned();
        let of = (table, row);
        Cow::Owned(self.store.masked(of, node.sign, pass, self.bar, worth))
    }
}
