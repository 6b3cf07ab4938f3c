//! The bounds of a world made from another.
//!
//! Takes a world in which For and Ag are known; gives lo and hi. The one idea: mostly nothing hangs on a dispute before
//! or after, and there is nothing to do; where something does, the bounds are found as evaluation finds them.

use super::Overlay;
use crate::engine::bounds::Hanging;
use crate::engine::fixpoint::Stopped;
use crate::engine::store::Store;
use crate::model::{Id as _, RelationId};
use crate::plan::Plan;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Overlay<'_> {
    /// The bounds, as evaluating all would give them.
    pub(super) fn bounds(&mut self, plan: &Plan) -> Result<(), Stopped> {
        let hanging = self.what_hangs(plan);
        let before = Arc::clone(&self.old.hanging);
        if hanging.touched.is_empty() && before.touched.is_empty() {
            self.fix.hanging = Arc::new(hanging);
            return Ok(());
        }
        let unchanged = self.changed.is_empty() && self.evidence.is_empty();
        if unchanged && std::ptr::eq(plan, &*self.old.plan) {
            return Ok(());
        }
        for relation in 0..self.fix.store.relations() {
            let table = self.fix.store.get(relation);
            if table.is_some_and(crate::engine::store::Table::has_bounds)
                && let Some(table) = self.fix.store.get_mut(relation)
            {
                table.forget_bounds();
            }
        }
        self.fix.bounds(plan)
    }

    fn what_hangs(&self, plan: &Plan) -> Hanging {
        let before = &self.old.hanging;
        let clashes = |relation: &RelationId| {
            let table = Store::table(*relation);
            match (
                self.old.store.tables.get(table),
                self.fix.store.tables.get(table),
            ) {
                (Some(old), Some(new)) if Arc::ptr_eq(old, new) => {
                    before.clashing.contains(relation)
                }
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
}
