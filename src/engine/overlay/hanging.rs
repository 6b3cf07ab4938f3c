//! The bounds of a world made from another.
//!
//! Takes what has changed of For and Ag; gives lo and hi. The one idea is that of the values themselves: where the same
//! nodes hang on a dispute as in the old world, only the rows that the change reaches are run again, for either bound.

use super::affected::Reached;
use super::relaxed::Reading;
use super::{Changed, Overlay, Rows, Strata};
use crate::engine::bounds::Hanging;
use crate::engine::fixpoint::Stopped;
use crate::engine::store::{Pass, RowId, Store};
use crate::engine::values::Known;
use crate::model::{Id as _, RelationId, Sign};
use crate::plan::{Node, Plan, Stratum};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const SIGNS: [Sign; 2] = [Sign::For, Sign::Against];
const BOUNDS: [Pass; 2] = [Pass::Low, Pass::High];

impl Overlay<'_> {
    /// What has changed so far of what the pass reads.
    pub(super) fn changed_in(&self, pass: Pass) -> &Changed {
        match pass {
            Pass::Plain => &self.changed,
            Pass::Low | Pass::High => &self.hanging,
        }
    }

    /// The bounds, as evaluating all would give them.
    pub(super) fn bounds(&mut self, plan: &Plan, old: &Strata) -> Result<(), Stopped> {
        let hanging = self.what_hangs(plan);
        let before = Arc::clone(&self.old.hanging);
        if hanging.touched.is_empty() && before.touched.is_empty() {
            self.fix.hanging = Arc::new(hanging);
            return Ok(());
        }
        // What has no bounds of its own, and what is claimed, is read in the bounds as it is.
        for ((relation, reading), rows) in &self.changed {
            let has_bounds = match reading {
                Reading::Held(sign) => hanging.touched.contains(&Node {
                    relation: *relation,
                    sign: *sign,
                }),
                Reading::Stated(_) | Reading::Claimed => false,
            };
            if !has_bounds {
                let changed = self.hanging.entry((*relation, *reading)).or_default();
                changed.extend(rows);
            }
        }
        let mut evidence: BTreeMap<Node, Rows> = BTreeMap::new();
        for relation in before.relations().union(&hanging.relations()) {
            let rows = self.open(*relation, &hanging, &before);
            self.compare_bounds(*relation, &rows);
            for sign in SIGNS {
                let node = Node {
                    relation: *relation,
                    sign,
                };
                if hanging.touched.contains(&node) && !rows.is_empty() {
                    evidence.insert(node, rows.clone());
                }
            }
        }
        for stratum in &plan.strata {
            let hangs = |hanging: &Hanging| {
                let mut nodes = stratum.nodes.iter();
                nodes.any(|node| hanging.touched.contains(node))
            };
            if !hangs(&hanging) {
                continue;
            }
            if !old.has(stratum, self.fix.core) || !hangs(&before) {
                self.run_bounds(stratum)?;
            } else if self.is_reached(stratum, &evidence, &self.hanging) {
                self.run_bounds_of(stratum, &evidence)?;
            }
        }
        self.fix.hanging = Arc::new(hanging);
        Ok(())
    }

    fn what_hangs(&self, plan: &Plan) -> Hanging {
        let before = &self.old.hanging;
        let clashes = |relation: &RelationId| {
            let table = Store::table(*relation);
            match (self.old.store.tables.get(table), self.fix.store.tables.get(table)) {
                (Some(old), Some(new)) if Arc::ptr_eq(old, new) => before.clashing.contains(relation),
                _ => self.fix.clashes(*relation),
            }
        };
        let relations = (0..self.fix.store.relations()).map(RelationId::at);
        let clashing: BTreeSet<RelationId> = relations.filter(clashes).collect();
        if clashing == before.clashing && std::ptr::eq(plan, &*self.old.plan) {
            return Hanging::clone(before);
        }
        Hanging::of(self.fix.core, plan, clashing)
    }

    /// Opens the bounds of the rows of which For, Ag or what is stated has changed; of all, where other nodes of the
    /// relation hang now. Gives the rows.
    fn open(&mut self, relation: RelationId, hanging: &Hanging, before: &Hanging) -> Rows {
        let touched = |hanging: &Hanging| {
            SIGNS.map(|sign| hanging.touched.contains(&Node { relation, sign }))
        };
        let id = Store::table(relation);
        let count = self.fix.store.get(id).map_or(0, |table| table.cells.len());
        let rows: Rows = if touched(hanging) == touched(before) {
            let mut rows = Rows::new();
            for sign in SIGNS {
                for reading in [Reading::Held(sign), Reading::Stated(sign)] {
                    rows.extend(self.changed.get(&(relation, reading)).into_iter().flatten());
                }
                let evidence = self.evidence.get(&Node { relation, sign });
                rows.extend(evidence.into_iter().flatten());
            }
            let standing = self.old.store.get(id).map_or(0, |table| table.cells.len());
            rows.extend(standing..count);
            rows
        } else {
            (0..count).collect()
        };
        let has_bounds = touched(hanging).contains(&true);
        let bar = self.fix.bar;
        for row in &rows {
            if let Some(cell) = self.fix.store.cell_mut(id, *row) {
                if has_bounds {
                    cell.open_bounds(relation, &hanging.touched, bar);
                } else {
                    cell.bounds = None;
                }
            }
        }
        rows
    }

    /// Notes what differs of rows just opened. Of the nodes that are yet to be run that is too much, and does no harm.
    fn compare_bounds(&mut self, relation: RelationId, rows: &Rows) {
        let id = Store::table(relation);
        let differs = |row: &RowId| {
            let stated = |store: &Store| {
                let cell = store.cell(id, *row);
                cell.map(|cell| cell.stated(Sign::For, Pass::Low).clone())
                    .unwrap_or_default()
            };
            stated(&self.old.store) != stated(&self.fix.store)
        };
        let stated: Rows = rows.iter().copied().filter(differs).collect();
        if !stated.is_empty() {
            let key = (relation, Reading::Stated(Sign::For));
            self.hanging.entry(key).or_default().extend(stated);
        }
        for sign in SIGNS {
            self.compare_held(Node { relation, sign }, rows.iter().copied());
        }
    }

    fn compare_held(&mut self, node: Node, rows: impl Iterator<Item = RowId>) {
        let id = Store::table(node.relation);
        let held = |store: &Store, row: RowId, pass: Pass| {
            let cell = store.cell(id, row);
            cell.map(|cell| cell.held(node.sign, pass).clone())
                .unwrap_or_default()
        };
        let (old, new) = (&self.old.store, &self.fix.store);
        let differs = |row: &RowId| {
            let mut bounds = BOUNDS.into_iter();
            bounds.any(|pass| held(old, *row, pass) != held(new, *row, pass))
        };
        let rows: Rows = rows.filter(differs).collect();
        if !rows.is_empty() {
            let key = (node.relation, Reading::Held(node.sign));
            self.hanging.entry(key).or_default().extend(rows);
        }
    }

    fn run_bounds_of(
        &mut self,
        stratum: &Stratum,
        evidence: &BTreeMap<Node, Rows>,
    ) -> Result<(), Stopped> {
        let mut known = Known::new(self.fix.values);
        let mut reads = self.reads(stratum, &mut known);
        let own = |node: &Node| evidence.get(node).cloned().unwrap_or_default();
        let own = stratum.nodes.iter().map(own).collect();
        let reached = match self.affected(stratum, &mut reads, &known, (own, Pass::High)) {
            Reached::Rows(rows) => rows,
            Reached::Most => return self.run_bounds(stratum),
        };
        if reached.iter().all(Rows::is_empty) {
            return Ok(());
        }
        for pass in BOUNDS {
            self.run_rows(stratum, &reached, pass, &mut known)?;
        }
        for (node, rows) in stratum.nodes.iter().zip(reached) {
            self.compare_held(*node, rows.into_iter());
        }
        Ok(())
    }

    /// Both bounds of the whole stratum.
    fn run_bounds(&mut self, stratum: &Stratum) -> Result<(), Stopped> {
        for pass in BOUNDS {
            for node in &stratum.nodes {
                let rows = self.rows(*node);
                (0..rows).for_each(|row| self.fix.open_row(*node, row, pass));
            }
        }
        for pass in BOUNDS {
            self.fix.run(stratum, pass)?;
        }
        for node in &stratum.nodes {
            let rows = self.rows(*node);
            self.compare_held(*node, 0..rows);
        }
        Ok(())
    }
}
