//! The world of a core that differs little from that of a world that stands.
//!
//! Takes a world and another core; gives the world of that core, as evaluating it would. The one idea: what the change
//! does not reach is shared, table by table; what it reaches is found stratum by stratum and run again, and only what
//! has really changed is followed into the next.
//!
//! Evaluated anew instead: where names are merged otherwise, where relations, sources or the bar are others, and in a
//! view where the change touches who speaks for whom, what is the same, or the rules. A stratum is run as a whole where
//! its rules differ, and where most of its rows are reached; the bounds as a whole where anything hangs on a dispute.

mod affected;
mod again;
mod difference;
mod hanging;
mod relaxed;
mod stated;
mod strata;

use super::evaluate::{below, evaluate_until, running};
use super::fixpoint::{Fixpoint, Stopped};
use super::ground;
use super::grown::Grown;
use super::index::Indexes;
use super::standpoint::{Stop, Unevaluated};
use super::store::{Pass, RowId, Store, Table};
use super::values::{Known, Values};
use super::watch::Watch;
use super::world::{Parts, World};
use super::worths::NEVER;
use crate::cores::cores;
use crate::model::{Core, RelationId, RuleId, Sign, Situation, Value};
use crate::plan::{Node, Plan, Stratum, plan};
use affected::Reached;
use difference::Difference;
use relaxed::Reading;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use strata::Strata;

/// Rows of one node, or of one table.
type Rows = BTreeSet<RowId>;

/// Rows that have changed, by how they are read. Of what is claimed, the rows of the sentences.
type Changed = BTreeMap<(RelationId, Reading), Rows>;

/// A stratum of so few rows is run row by row, however many of them are reached.
const FEW: usize = 8;

impl World {
    /// The world of another core, seen from where this one is: the same as evaluating it, and cheap where it differs
    /// little from this world's.
    ///
    /// # Errors
    /// Rules that have no order, or a stop.
    pub fn changed(&self, core: Arc<Core>, watch: &Watch) -> Result<World, Unevaluated> {
        if self.needed.is_some() {
            return self.whole().changed(core, watch);
        }
        let difference = Difference::between(self.core(), &core);
        if !self.can_carry(&core, &difference) {
            return evaluate_until(core, &self.asked, watch);
        }
        let running = running(&core, self.standpoint().view);
        let plan = if difference.same_rules {
            Arc::clone(&self.plan)
        } else {
            Arc::new(plan(&core, &running)?)
        };
        self.carried(&core, &difference, (running, plan), &Stop::when(watch))
            .map_err(|Stopped| Unevaluated::stopped(watch))
    }

    /// The same world of a core that has only the statements on which these relations rest: as far as their sentences
    /// go it is this one, and worlds made from it are followed no further.
    #[must_use]
    pub fn resting(&self, core: Arc<Core>, relations: &BTreeSet<RelationId>) -> World {
        if self.needed.is_some() {
            return self.whole().resting(core, relations);
        }
        let mut plan = Plan::clone(&self.plan);
        let is_asked = |node: &Node| relations.contains(&node.relation);
        plan.strata
            .retain(|stratum| stratum.nodes.iter().any(is_asked));
        let parts = Parts {
            core,
            plan: Arc::new(plan),
            items: None,
            ..self.parts()
        };
        World::beside(parts, Some(self))
    }

    /// Whether all that the change does can be followed sentence by sentence.
    fn can_carry(&self, core: &Core, difference: &Difference) -> bool {
        let (old, new) = (&self.core().situation, &core.situation);
        if !(Arc::ptr_eq(old, new) || speak_alike(old, new)) || self.core().merged != core.merged {
            return false;
        }
        if self.standpoint().view.is_none() {
            return true;
        }
        let speaks_for = Node {
            relation: new.known.speaks_for,
            sign: Sign::For,
        };
        let mut asked: BTreeSet<RelationId> = below(core, speaks_for)
            .into_iter()
            .map(|node| node.relation)
            .collect();
        asked.extend(new.sameness());
        let touched = difference.stated.iter().chain(&difference.masked);
        difference.same_rules
            && touched
                .into_iter()
                .all(|sentence| !asked.contains(&sentence.relation))
    }

    fn carried(
        &self,
        core: &Arc<Core>,
        difference: &Difference,
        (running, plan): (Vec<RuleId>, Arc<Plan>),
        stop: &Stop,
    ) -> Result<World, Stopped> {
        let values = self.values_with(core, difference);
        let indexes = self.all_indexes();
        let mut overlay = Overlay {
            old: self,
            old_indexes: indexes.clone(),
            fix: Fixpoint {
                core,
                values: &values,
                store: self.store.clone(),
                indexes,
                stop,
                bar: core.situation.bar,
                needs: None,
                cores: cores(),
                afresh: false,
                withheld: self.withheld.clone(),
                hanging: Arc::clone(&self.hanging),
                grown: Grown::of(&self.store),
            },
            changed: Changed::new(),
            evidence: BTreeMap::new(),
        };
        overlay.follow(difference, &plan)?;
        let Overlay {
            old_indexes, fix, ..
        } = overlay;
        let Fixpoint {
            store,
            indexes,
            withheld,
            hanging,
            ..
        } = fix;
        if let Ok(mut own) = self.indexes.write() {
            own.take_over(old_indexes);
        }
        let parts = Parts {
            core: Arc::clone(core),
            standpoint: *self.standpoint(),
            running,
            items: self.items_carried(core, &values, &store),
            values,
            store,
            indexes,
            ties: Arc::clone(&self.ties),
            hearing: Arc::clone(&self.hearing),
            plan,
            withheld,
            hanging,
            watch: stop.watch(),
            needs: None,
        };
        Ok(World::beside(parts, Some(self)))
    }

    /// The values of this world and of what the change brings.
    fn values_with(&self, core: &Core, difference: &Difference) -> Values {
        let mut values = self.values.clone();
        for sentence in difference.stated.iter().chain(&difference.masked) {
            sentence.args.iter().for_each(|value| values.add(value));
        }
        for (_, item) in core.items.viewed() {
            if let Some(view) = item.stated.view {
                values.add(&Value::Entity(view));
            }
        }
        if !difference.same_rules {
            for rule in core.rules.rows() {
                ground::in_rule(rule, &mut |value| values.add(value));
            }
        }
        values
    }
}

/// Whether ids mean the same in both, as far as it matters to what follows.
fn speak_alike(old: &Situation, new: &Situation) -> bool {
    let names = |situation: &Situation| -> Vec<Option<String>> {
        let of_source = situation.sources.iter().map(|(_, source)| source.entity);
        let entities = of_source.map(|entity| situation.entities.get(entity));
        entities
            .map(|entity| entity.map(|entity| entity.name.clone()))
            .collect()
    };
    old.bar == new.bar
        && old.known == new.known
        && old.relations == new.relations
        && old.sources == new.sources
        && names(old) == names(new)
}

/// A world that is being made from another.
struct Overlay<'a> {
    old: &'a World,
    old_indexes: Indexes,
    fix: Fixpoint<'a>,
    /// What has changed so far.
    changed: Changed,
    /// The rows whose own evidence has changed, or where they are masked.
    evidence: BTreeMap<Node, Rows>,
}

impl Overlay<'_> {
    fn follow(&mut self, difference: &Difference, plan: &Plan) -> Result<(), Stopped> {
        self.state(difference);
        self.without_rules(plan);
        let old = Strata::of(self.old);
        for stratum in &plan.strata {
            if !old.has(stratum, self.fix.core) || self.masks_otherwise(stratum) {
                self.run_whole(stratum)?;
            } else if self.is_reached(stratum, &self.evidence, &self.changed) {
                self.run_reached(stratum)?;
            }
        }
        self.bounds(plan)?;
        self.give_back();
        Ok(())
    }

    /// Shares again what was looked at and is as it was.
    fn give_back(&mut self) {
        for (new, old) in self.fix.store.tables.iter_mut().zip(&self.old.store.tables) {
            if !Arc::ptr_eq(new, old) && new.is_as(old) {
                *new = Arc::clone(old);
            }
        }
    }

    /// Sentences for which no rule speaks hold what is stated of them: those of changed evidence, and those for which
    /// no rule speaks any more.
    fn without_rules(&mut self, plan: &Plan) {
        let ruled: BTreeSet<Node> = nodes(plan).collect();
        for (node, rows) in self.evidence.clone() {
            if !ruled.contains(&node) {
                rows.iter()
                    .for_each(|row| self.fix.open_row(node, *row, Pass::Plain));
                self.compare(node, rows.into_iter());
            }
        }
        let no_more: Vec<Node> = nodes(&self.old.plan)
            .filter(|node| !ruled.contains(node))
            .collect();
        for node in no_more {
            self.open_all(node);
            self.compare_all(node);
        }
    }

    /// Every row of the node as its evidence has it.
    fn open_all(&mut self, node: Node) {
        let rows = self.rows(node);
        (0..rows).for_each(|row| self.fix.open_row(node, row, Pass::Plain));
    }

    fn rows(&self, node: Node) -> usize {
        self.fix.store.rows(Store::table(node.relation))
    }

    /// Notes which of the rows hold anything else than in the old world.
    fn compare(&mut self, node: Node, rows: impl Iterator<Item = RowId>) {
        let table = Store::table(node.relation);
        // Values of both worlds have the same numbers.
        let held = |store: &Store, row| {
            let table = store.get(table);
            table.map_or(NEVER, |table| table.held(row, node.sign, Pass::Plain))
        };
        let rows: Rows = rows
            .filter(|row| held(&self.fix.store, *row) != held(&self.old.store, *row))
            .collect();
        if !rows.is_empty() {
            let key = (node.relation, Reading::Held(node.sign));
            self.changed.entry(key).or_default().extend(rows);
        }
    }

    fn compare_all(&mut self, node: Node) {
        let rows = self.rows(node);
        self.compare(node, 0..rows);
    }

    /// Whether chains are followed otherwise than in the old world: something is masked now, or nothing any more.
    fn masks_otherwise(&self, stratum: &Stratum) -> bool {
        stratum.recursive
            && stratum.nodes.iter().any(|node| {
                let table = Store::table(node.relation);
                let masks = |store: &Store| store.get(table).is_some_and(Table::has_masks);
                // A mask is noted with what is held for the sentence.
                let noted = Node {
                    sign: Sign::For,
                    ..*node
                };
                self.evidence.contains_key(&noted)
                    && masks(&self.old.store) != masks(&self.fix.store)
            })
    }

    /// Whether the stratum reads anything that has changed, or its evidence has.
    fn is_reached(
        &self,
        stratum: &Stratum,
        evidence: &BTreeMap<Node, Rows>,
        changed: &Changed,
    ) -> bool {
        if stratum.nodes.iter().any(|node| evidence.contains_key(node)) {
            return true;
        }
        let rules = stratum.rules.iter();
        let mut bodies = rules.filter_map(|id| Some(&self.fix.core.rules.get(*id)?.body));
        let relations: BTreeSet<RelationId> =
            changed.keys().map(|(relation, _)| *relation).collect();
        bodies.any(|body| {
            let mut reached = false;
            body.each_pattern(&mut |pattern, _| reached |= relations.contains(&pattern.relation));
            reached
        })
    }

    fn run_reached(&mut self, stratum: &Stratum) -> Result<(), Stopped> {
        let mut known = Known::new(self.fix.values);
        let mut reads = self.reads(stratum, &mut known);
        let evidence = stratum
            .nodes
            .iter()
            .map(|node| self.evidence.get(node).cloned().unwrap_or_default())
            .collect();
        let reached = match self.affected(stratum, &mut reads, &known, (evidence, Pass::Plain)) {
            Reached::Rows(rows) => rows,
            Reached::Most => return self.run_whole(stratum),
        };
        if reached.iter().all(Rows::is_empty) {
            return Ok(());
        }
        if !self.run_rows(stratum, &reached, Pass::Plain, &mut known)? {
            return self.run_whole(stratum);
        }
        for (node, rows) in stratum.nodes.iter().zip(reached) {
            self.compare(*node, rows.into_iter());
        }
        Ok(())
    }

    fn run_whole(&mut self, stratum: &Stratum) -> Result<(), Stopped> {
        for node in &stratum.nodes {
            self.open_all(*node);
        }
        self.fix.run(stratum, Pass::Plain)?;
        for node in &stratum.nodes {
            self.compare_all(*node);
        }
        Ok(())
    }
}

fn nodes(plan: &Plan) -> impl Iterator<Item = Node> {
    plan.strata
        .iter()
        .flat_map(|stratum| stratum.nodes.iter().copied())
}
