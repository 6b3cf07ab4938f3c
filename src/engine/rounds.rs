//! A stratum that rests on itself, round by round.
//!
//! Takes the stratum's evidence and its rules made ready; settles, level by level, what they give. After each
//! round only what has just changed is followed up. Of a relation with a rule that makes chains, what evidence
//! and other rules give are its links; they stand in a table of their own while the stratum runs.

use super::agenda::{Agenda, Due, Entry, at_level};
use super::concluded::Concluded;
use super::fixpoint::{Fixpoint, Stopped};
use super::ready::{Ready, RunFor};
use super::rowset::TOGETHER;
use super::settled::LastSettled;
use super::store::{Pass, RowId, Store, TableId, at};
use super::values::Known;
use super::worths::{self, Column, NEVER};
use crate::plan::{Node, Stratum};
use crate::time::{Likelihood, Steps};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A stratum under way.
pub(super) struct Rounds<'a> {
    stratum: &'a Stratum,
    pass: Pass,
    /// For each node, where its links stand; empty where no rule makes chains.
    links: &'a [TableId],
    pub(super) agenda: Agenda,
    /// For each node and row, what it is worth as a link: settled or not.
    as_links: Vec<Column>,
}

/// What a row settled in one round of the world before, to be settled again.
pub(super) struct Played {
    pub(super) entry: Entry,
    pub(super) worth: Steps,
    /// What of it is a link.
    pub(super) link: Steps,
}

/// What settles of a row, and what the row is worth then.
struct Settled {
    entry: Entry,
    new: Steps,
    raised: Steps,
    /// The hash of what is raised.
    hash: u32,
}

/// A stratum of which only some rows are run again.
pub(super) struct Again<'a> {
    /// For each node, the rows that are.
    pub(super) rows: &'a [BTreeSet<RowId>],
    /// What others settle meanwhile, by when it is due.
    pub(super) played: BTreeMap<Due, Vec<Played>>,
    /// The evidence of the rows.
    pub(super) evidence: Vec<(usize, RowId, Steps)>,
    /// What rules that make no chains conclude of the rows before anything in the stratum has settled.
    pub(super) found: Vec<(usize, RowId, Steps)>,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(stratum: &'a Stratum, pass: Pass, links: &'a [TableId]) -> Rounds<'a> {
        let nodes = stratum.nodes.len();
        Rounds {
            stratum,
            pass,
            links,
            agenda: Agenda::new(nodes),
            as_links: vec![Column::default(); nodes],
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
            world.conclude(ready, known, (self.pass, &[]), |world, found| {
                self.put_down(world, ready, found)
            })?;
        }
        let mut last = LastSettled::of(self.stratum.nodes.len());
        while let Some((due, entries)) = self.agenda.next() {
            last.clear();
            self.settle_all(world, due, &entries, &mut last);
            self.follow(world, (ready, known), &last, Self::put_down)?;
        }
        Ok(())
    }

    /// Runs the rules for some rows until nothing of them is open, while others settle as they did.
    pub(super) fn run_again(
        mut self,
        world: &mut Fixpoint,
        ready: &[Ready],
        known: &Known,
        mut again: Again,
    ) -> Result<(), Stopped> {
        for (place, row, evidence) in std::mem::take(&mut again.evidence) {
            self.agenda.add((place, row), &evidence, &Steps::never());
            self.note_link(world, place, row, &evidence);
        }
        for (place, row, worth) in std::mem::take(&mut again.found) {
            self.open((place, row), world, Cow::Owned(worth), true);
        }
        let mut last = LastSettled::of(self.stratum.nodes.len());
        loop {
            let next_played = again.played.first_key_value().map(|(due, _)| *due);
            let Some(due) = self.agenda.next_due().into_iter().chain(next_played).min() else {
                return Ok(());
            };
            last.clear();
            let entries = self.agenda.take(due);
            self.settle_all(world, due, &entries, &mut last);
            for played in again.played.remove(&due).into_iter().flatten() {
                self.play(world, played, &mut last);
            }
            self.follow(world, (ready, known), &last, |own, world, ready, found| {
                let rows = again.rows.get(ready.node);
                for (args, worth) in found.iter() {
                    let table = world.store.get(ready.table);
                    let row = table.and_then(|table| table.find(args));
                    let row = row.filter(|row| rows.is_some_and(|rows| rows.contains(row)));
                    if let Some(row) = row {
                        own.put_down_row(world, ready, row, worth);
                    }
                }
                Ok(())
            })?;
        }
    }

    /// Runs the rules for what has settled last, and enters what they conclude.
    fn follow(
        &mut self,
        world: &mut Fixpoint,
        (ready, known): (&[Ready], &Known),
        last: &LastSettled,
        mut enter: impl FnMut(&mut Self, &mut Fixpoint, &Ready, &Concluded) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        for ready in ready {
            let changed = last.for_which(ready.run_for);
            if last.is_whole(ready) || !changed.is_empty() {
                world.conclude(ready, known, (self.pass, changed), |world, found| {
                    enter(self, world, ready, found)
                })?;
            }
        }
        Ok(())
    }

    /// Settles what a row settled in the world before.
    fn play(&self, world: &mut Fixpoint, played: Played, last: &mut LastSettled) {
        let (place, row) = played.entry;
        let Some(node) = self.stratum.nodes.get(place).copied() else {
            return;
        };
        let table = Store::table(node.relation);
        world
            .store
            .raise((table, row), node.sign, self.pass, &played.worth);
        if let Some(links) = self.links.get(place)
            && !played.link.is_never()
        {
            world.add_link(*links, node, row, &played.link);
            if let Some(changed) = last.links.get_mut(place) {
                changed.push((row, played.link));
            }
        }
        if let Some(changed) = last.rows.get_mut(place) {
            changed.push((row, played.worth));
        }
    }

    /// Puts the evidence on the agenda: it settles in its turn.
    pub(super) fn open_evidence(&mut self, world: &mut Fixpoint) {
        for (place, node) in self.stratum.nodes.iter().enumerate() {
            let id = Store::table(node.relation);
            let table = world.store.get(id);
            let rows = table.map(|table| table.worth_rows(node.sign, self.pass));
            for (row, evidence) in rows.into_iter().flatten() {
                if let Some(table) = world.store.get_mut(id) {
                    table.set_held(row, node.sign, self.pass, NEVER);
                }
                let evidence = world.store.worths.get(evidence).clone();
                self.agenda.add((place, row), &evidence, &Steps::never());
                self.note_link(world, place, row, &evidence);
            }
        }
    }

    /// Puts what a rule has concluded on the agenda.
    pub(super) fn put_down(
        &mut self,
        world: &mut Fixpoint,
        ready: &Ready,
        found: &Concluded,
    ) -> Result<(), Stopped> {
        world.each_raised(ready, self.pass, found, |world, raised| {
            let rows = raised.iter().map(|(row, _)| *row);
            self.agenda.bring_near(ready.node, rows);
            for (row, worth) in raised {
                self.put_down_row(world, ready, *row, worth);
            }
        })
    }

    fn put_down_row(&mut self, world: &mut Fixpoint, ready: &Ready, row: RowId, worth: &Steps) {
        let worth = if ready.likelihood == Likelihood::CERTAIN {
            Cow::Borrowed(worth)
        } else {
            Cow::Owned(worth.at_most(ready.likelihood))
        };
        self.open((ready.node, row), world, worth, !ready.makes_chains);
    }

    fn open(
        &mut self,
        (place, row): Entry,
        world: &mut Fixpoint,
        worth: Cow<'_, Steps>,
        is_link: bool,
    ) {
        let Some(node) = self.stratum.nodes.get(place).copied() else {
            return;
        };
        let worth = world.unmasked(node, row, self.pass, worth);
        let settled = world
            .store
            .held(Store::table(node.relation), row, node.sign, self.pass);
        self.agenda.add((place, row), &worth, settled);
        if is_link {
            self.note_link(world, place, row, &worth);
        }
    }

    fn note_link(&mut self, world: &mut Fixpoint, place: usize, row: RowId, worth: &Steps) {
        if let Some(rows) = self.as_links.get_mut(place)
            && !self.links.is_empty()
        {
            let worths = &mut world.store.worths;
            let known = worths.get(rows.get(row)).max(worth);
            rows.set(row, worths.id(&known));
        }
    }

    /// Settles what is open for the rows at the level, and notes it as changed.
    pub(super) fn settle_all(
        &mut self,
        world: &mut Fixpoint,
        due: Due,
        entries: &[Entry],
        last: &mut LastSettled,
    ) {
        let mut together: Vec<Settled> = Vec::with_capacity(TOGETHER);
        for entries in entries.chunks(TOGETHER) {
            let settle = |entry: &Entry| self.settle(world, due, *entry);
            together.extend(entries.iter().filter_map(settle));
            let hashes = together.iter().map(|one| one.hash);
            world.store.worths.bring_near(hashes);
            for settled in together.drain(..) {
                self.note_settled(world, due, settled, last);
            }
        }
    }

    fn settle(&mut self, world: &Fixpoint, due: Due, entry: Entry) -> Option<Settled> {
        let (place, row) = entry;
        let node = self.stratum.nodes.get(place).copied()?;
        let table = Store::table(node.relation);
        let settled = world.store.held(table, row, node.sign, self.pass);
        let new = self.agenda.settle(entry, due.level(), settled)?;
        let raised = settled.max(&new);
        let hash = worths::hash(&raised);
        Some(Settled {
            entry,
            new,
            raised,
            hash,
        })
    }

    fn note_settled(
        &self,
        world: &mut Fixpoint,
        due: Due,
        settled: Settled,
        last: &mut LastSettled,
    ) {
        let Settled {
            entry,
            new,
            raised,
            hash,
        } = settled;
        let ((place, row), level) = (entry, due.level());
        let Some(node) = self.stratum.nodes.get(place).copied() else {
            return;
        };
        let table = Store::table(node.relation);
        if self.pass == Pass::Plain {
            world.note_round(node, row, &new, due.round);
        }
        world
            .store
            .set_held_of((table, row), node.sign, self.pass, (&raised, hash));
        let as_links = self.as_links.get(place).filter(|_| !self.links.is_empty());
        let link = as_links
            .map(|rows| world.store.worths.get(rows.get(row)))
            .map(|worth| at_level(&new.min(worth), level));
        if let (Some(link), Some(links)) =
            (link.filter(|link| !link.is_never()), self.links.get(place))
        {
            world.add_link(*links, node, row, &link);
            if self.pass == Pass::Plain {
                world.note_link(node, row, &link);
            }
            if let Some(changed) = last.links.get_mut(place) {
                changed.push((row, link));
            }
        }
        if let Some(changed) = last.rows.get_mut(place) {
            changed.push((row, new));
        }
    }
}

impl Fixpoint<'_> {
    fn note_round(&mut self, node: Node, row: RowId, settled: &Steps, round: u32) {
        let table = self.store.tables.get_mut(Store::table(node.relation));
        if let Some(table) = table.map(Arc::make_mut) {
            let before = table.held(row, node.sign, Pass::Plain);
            let before = self.store.worths.get(before);
            table.rounds[at(node.sign)].note(row, before, settled, round);
        }
    }
}
