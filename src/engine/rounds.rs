//! A stratum that rests on itself, round by round.
//!
//! Takes the stratum's evidence and its rules made ready; settles, level by level, what they give. After each
//! round only what has just changed is followed up. Of a relation with a rule that makes chains, what evidence
//! and other rules give are its links; they stand in a table of their own while the stratum runs.

use super::agenda::{Agenda, at_level};
use super::fixpoint::{Fixpoint, Found, Stopped};
use super::ready::{Ready, RunFor};
use super::solve::Changed;
use super::store::{Pass, RowId, Store, Table, TableId};
use super::values::{Known, ValueId};
use crate::model::Sign;
use crate::plan::{Node, Stratum};
use crate::time::{Likelihood, Steps};

/// A stratum under way.
pub(super) struct Rounds<'a> {
    stratum: &'a Stratum,
    pass: Pass,
    /// For each node, where its links stand; empty where no rule makes chains.
    links: &'a [TableId],
    agenda: Agenda,
    /// For each node and row, what it is worth as a link: settled or not.
    as_links: Vec<Vec<Steps>>,
    /// For each node, what the last round has settled; and what of it are links.
    changed: Vec<Vec<(RowId, Steps)>>,
    changed_links: Vec<Vec<(RowId, Steps)>>,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(stratum: &'a Stratum, pass: Pass, links: &'a [TableId]) -> Rounds<'a> {
        let nodes = stratum.nodes.len();
        Rounds {
            stratum,
            pass,
            links,
            agenda: Agenda::new(nodes),
            as_links: vec![Vec::new(); nodes],
            changed: vec![Vec::new(); nodes],
            changed_links: vec![Vec::new(); nodes],
        }
    }

    /// Runs the rules until nothing is open.
    pub(super) fn run(
        mut self,
        world: &mut Fixpoint,
        ready: &[Ready],
        known: &Known,
    ) -> Result<(), Stopped> {
        self.open_evidence(world);
        for ready in ready.iter().filter(|ready| ready.run_for == RunFor::All) {
            let found = world.conclude(ready, known, self.pass, &[])?;
            self.put_down(world, ready, found);
        }
        while let Some((level, entries)) = self.agenda.next() {
            world.round += 1;
            self.changed
                .iter_mut()
                .chain(&mut self.changed_links)
                .for_each(Vec::clear);
            for (place, row) in entries {
                self.settle(world, level, place, row);
            }
            for ready in ready {
                let run_for = self.changed_for(ready.run_for);
                let whole = ready
                    .whole_for
                    .iter()
                    .any(|place| !self.changed_for(RunFor::Changed(*place)).is_empty());
                if whole || !run_for.is_empty() {
                    let found = world.conclude(ready, known, self.pass, run_for)?;
                    self.put_down(world, ready, found);
                }
            }
        }
        Ok(())
    }

    fn changed_for(&self, run_for: RunFor) -> &Changed {
        let changed = match run_for {
            RunFor::All => None,
            RunFor::Changed(place) => self.changed.get(place),
            RunFor::Links(place) => self.changed_links.get(place),
        };
        changed.map_or(&[], Vec::as_slice)
    }

    /// Puts the evidence on the agenda: it settles in its turn.
    fn open_evidence(&mut self, world: &mut Fixpoint) {
        for (place, node) in self.stratum.nodes.iter().enumerate() {
            let table = world.store.tables.get_mut(Store::table(node.relation));
            for (row, cell) in table
                .into_iter()
                .flat_map(|table| &mut table.cells)
                .enumerate()
            {
                let evidence = std::mem::take(cell.held_mut(node.sign, self.pass));
                if !evidence.is_never() {
                    self.agenda.add(place, row, &evidence, &Steps::never());
                    self.note_link(place, row, &evidence);
                }
            }
        }
    }

    /// Puts what a rule has concluded on the agenda.
    fn put_down(&mut self, world: &mut Fixpoint, ready: &Ready, found: Found) {
        let Some(node) = self.stratum.nodes.get(ready.node) else {
            return;
        };
        for (args, worth) in found {
            let row = world.row(*node, &args);
            let worth = world.unmasked(*node, row, self.pass, worth);
            let Some(cell) = world.cell(*node, row) else {
                continue;
            };
            self.agenda
                .add(ready.node, row, &worth, cell.held(node.sign, self.pass));
            if !ready.makes_chains {
                self.note_link(ready.node, row, &worth);
            }
        }
    }

    fn note_link(&mut self, place: usize, row: RowId, worth: &Steps) {
        let Some(rows) = self
            .as_links
            .get_mut(place)
            .filter(|_| !self.links.is_empty())
        else {
            return;
        };
        if rows.len() <= row {
            rows.resize(row + 1, Steps::never());
        }
        if let Some(known) = rows.get_mut(row) {
            *known = known.max(worth);
        }
    }

    /// Settles what is open for the row at the level, and notes it as changed.
    fn settle(&mut self, world: &mut Fixpoint, level: Likelihood, place: usize, row: RowId) {
        let Some(node) = self.stratum.nodes.get(place).copied() else {
            return;
        };
        let Some(cell) = world.cell(node, row) else {
            return;
        };
        let Some(new) = self
            .agenda
            .settle((place, row), level, cell, node.sign, self.pass)
        else {
            return;
        };
        if self.pass == Pass::Plain {
            world.note_round(node, row, &new);
        }
        let link = self
            .as_links
            .get(place)
            .and_then(|rows| rows.get(row))
            .map(|worth| at_level(&new.min(worth), level));
        if let (Some(link), Some(links)) =
            (link.filter(|link| !link.is_never()), self.links.get(place))
        {
            world.add_link(*links, node, row, &link);
            if let Some(changed) = self.changed_links.get_mut(place) {
                changed.push((row, link));
            }
        }
        if let Some(changed) = self.changed.get_mut(place) {
            changed.push((row, new));
        }
    }
}

impl Fixpoint<'_> {
    /// A table for the links of each node, where a rule of the stratum makes chains, and no beginning of a chain
    /// can be masked: then other ways to cut it would count.
    pub(super) fn open_links(&mut self, stratum: &Stratum, pass: Pass) -> Vec<TableId> {
        let rules = stratum
            .rules
            .iter()
            .filter_map(|id| self.core.rules.get(*id));
        let any = rules.into_iter().any(super::chains::makes_chains);
        if !stratum.recursive || !any || stratum.nodes.iter().any(|node| self.masks(*node, pass)) {
            return Vec::new();
        }
        let first = self.store.tables.len();
        self.store
            .tables
            .resize(first + stratum.nodes.len(), Table::default());
        self.indexes.resize(self.store.tables.len());
        (first..self.store.tables.len()).collect()
    }

    /// Whether anything of the node's relation is masked in the pass.
    fn masks(&self, node: Node, pass: Pass) -> bool {
        let cells = self
            .store
            .get(Store::table(node.relation))
            .map_or(&[][..], |table| &table.cells);
        cells.iter().any(|cell| {
            let denied =
                pass == Pass::Low && cell.held(Sign::Against, Pass::Plain).greatest() >= self.bar;
            denied || !cell.mask.is_never()
        })
    }

    /// Takes the tables of links away.
    pub(super) fn close_links(&mut self, links: &[TableId]) {
        if let Some(first) = links.first() {
            self.store.tables.truncate(*first);
            self.indexes.resize(*first);
        }
    }

    fn add_link(&mut self, links: TableId, node: Node, row: RowId, worth: &Steps) {
        let args: Vec<ValueId> = self
            .store
            .get(Store::table(node.relation))
            .map_or(Vec::new(), |table| table.args(row).to_vec());
        let Some(table) = self.store.tables.get_mut(links) else {
            return;
        };
        let before = table.cells.len();
        let link = table.row(&args);
        if let Some(cell) = table.cells.get_mut(link) {
            let held = cell.held_mut(Sign::For, Pass::Plain);
            *held = held.max(worth);
        }
        if link == before {
            self.indexes.add(links, &args, link);
        }
    }

    fn note_round(&mut self, node: Node, row: RowId, settled: &Steps) {
        let rows = self.settled.entry(node).or_default();
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if let Some(spans) = rows.get_mut(row) {
            spans.extend(settled.steps().iter().map(|step| (step.span, self.round)));
        }
    }
}
