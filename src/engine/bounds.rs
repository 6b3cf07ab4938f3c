//! How far a conclusion hangs on what is disputed: lo and hi (meaning.md 7).
//!
//! Takes a world in which For and Ag are known; gives the bounds of what a denied sentence can reach. The one
//! idea: where nothing denied has support, both bounds are For itself, and only what rests on such a sentence
//! is run again, once for each bound, stratum by stratum (a not in the one asks for the other).

use super::fixpoint::{Fixpoint, Stopped};
use super::store::{Opened, Pass, RowId, Store, TableId};
use crate::model::{Body, Core, Id as _, RelationId, Sign};
use crate::plan::{Node, Plan, rests_on};
use crate::snapshot::stored;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What hangs on a dispute in a world.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Hanging {
    /// The relations of which a sentence has support where it is denied at or over the bar.
    pub(super) clashing: BTreeSet<RelationId>,
    /// The nodes whose bounds may differ from their value.
    pub(super) touched: BTreeSet<Node>,
}

stored! { struct Hanging { clashing, touched } }

impl Hanging {
    pub(super) fn of(core: &Core, plan: &Plan, clashing: BTreeSet<RelationId>) -> Hanging {
        let touched = if clashing.is_empty() {
            BTreeSet::new()
        } else {
            touched(core, plan, &clashing)
        };
        Hanging { clashing, touched }
    }

    /// The relations that have bounds of their own.
    pub(super) fn relations(&self) -> BTreeSet<RelationId> {
        self.touched.iter().map(|node| node.relation).collect()
    }
}

impl Fixpoint<'_> {
    /// Runs the rules again for lo and hi, where that can change anything.
    pub(super) fn bounds(&mut self, plan: &Plan) -> Result<(), Stopped> {
        let relations = (0..self.store.relations()).map(RelationId::at);
        let clashing = relations
            .filter(|relation| self.clashes(*relation))
            .collect();
        let hanging = Hanging::of(self.core, plan, clashing);
        for relation in hanging.relations() {
            self.open_bounds(relation, &hanging.touched);
        }
        for stratum in &plan.strata {
            if stratum
                .nodes
                .iter()
                .any(|node| hanging.touched.contains(node))
            {
                self.run(stratum, Pass::Low)?;
                self.run(stratum, Pass::High)?;
            }
        }
        self.hanging = Arc::new(hanging);
        Ok(())
    }

    /// Whether a sentence of the relation has support where it is denied at or over the bar.
    pub(super) fn clashes(&self, relation: RelationId) -> bool {
        let id = Store::table(relation);
        let Some(table) = self.store.get(id) else {
            return false;
        };
        let denied = table.worth_rows(Sign::Against, Pass::Plain);
        denied.into_iter().any(|(row, denial)| {
            let support = self.store.held(id, row, Sign::For, Pass::Plain);
            let denial = self.store.worths.get(denial);
            !support.is_never() && support.mask_where(denial, self.bar) != *support
        })
    }

    fn open_bounds(&mut self, relation: RelationId, touched: &BTreeSet<Node>) {
        let table = Store::table(relation);
        for row in 0..self.store.rows(table) {
            let opened = self.opened((table, row), relation, touched);
            self.store.set_bounds(table, row, &opened);
        }
    }

    /// The bounds before any rule has run: of what the rules touch the evidence, of the rest For and Ag.
    fn opened(
        &self,
        (table, row): (TableId, RowId),
        relation: RelationId,
        touched: &BTreeSet<Node>,
    ) -> Opened {
        let (store, bar) = (&self.store, self.bar);
        let of = |sign: Sign, pass: Pass| {
            if touched.contains(&Node { relation, sign }) {
                let stated = store.stated(table, row, sign, Pass::Plain).clone();
                store.masked((table, row), sign, pass, bar, stated)
            } else {
                store.held(table, row, sign, Pass::Plain).clone()
            }
        };
        let against = store.held(table, row, Sign::Against, Pass::Plain);
        Opened {
            low: [of(Sign::For, Pass::Low), of(Sign::Against, Pass::Low)],
            high: [of(Sign::For, Pass::High), of(Sign::Against, Pass::High)],
            stated_low: store
                .stated(table, row, Sign::For, Pass::Plain)
                .mask_where(against, bar),
        }
    }
}

/// The nodes whose bounds may differ from their value: the support of what clashes, and all that rests on it.
fn touched(core: &Core, plan: &Plan, clashing: &BTreeSet<RelationId>) -> BTreeSet<Node> {
    let mut touched: BTreeSet<Node> = clashing
        .iter()
        .map(|relation| Node {
            relation: *relation,
            sign: Sign::For,
        })
        .collect();
    for stratum in &plan.strata {
        let reaches = stratum
            .rules
            .iter()
            .filter_map(|id| core.rules.get(*id))
            .any(|rule| {
                let mut reaches = asks_stated(&rule.body, clashing);
                rests_on(&rule.body, &mut |node, _, _| {
                    reaches |= touched.contains(&node)
                });
                reaches
            });
        if reaches || stratum.nodes.iter().any(|node| touched.contains(node)) {
            touched.extend(&stratum.nodes);
        }
    }
    touched
}

/// Whether the body asks for what is stated for one of the relations.
fn asks_stated(body: &Body, relations: &BTreeSet<RelationId>) -> bool {
    let here =
        matches!(body, Body::Stated(Sign::For, pattern) if relations.contains(&pattern.relation));
    here || body.parts().iter().any(|part| asks_stated(part, relations))
}
