//! Rules run to their end: what follows from the evidence, stratum after stratum.
//!
//! Takes the tables with the evidence and the plan; raises For and Ag (or a bound of them) to the least values
//! that satisfy every rule. A stratum that does not rest on itself takes one round. Within one that does, what
//! settles at a level is followed up before anything lower is looked at, and only what has just changed is.

use super::agenda::Agenda;
use super::arrange::Arranger;
use super::hash::Spread;
use super::index::Indexes;
use super::solve::{Changed, Solver};
use super::standpoint::Stop;
use super::steps::{Find, Slot, Step};
use super::store::{Pass, RowId, Store, at};
use super::values::{Known, UNBOUND, ValueId, Values};
use crate::model::{Body, Core, Rule, Sign};
use crate::plan::{Node, Step as Rests, Stratum, Variables, of_pattern, rests_on};
use crate::time::{Likelihood, Span, Steps};
use indexmap::IndexMap;
use std::collections::BTreeMap;
use std::hash::BuildHasherDefault;

/// What a rule concludes, by arguments, in the order in which it was found.
type Found = IndexMap<Box<[ValueId]>, Steps, BuildHasherDefault<Spread>>;

/// Somebody asked to stop.
pub(super) struct Stopped;

/// In which round a stretch of a row was settled: the rounds before are all that it can rest on.
pub(super) type Rounds = BTreeMap<(Node, RowId), Vec<(Span, u32)>>;

/// A world under way.
pub(super) struct Fixpoint<'a> {
    pub(super) core: &'a Core,
    pub(super) values: &'a Values,
    pub(super) store: Store,
    pub(super) indexes: Indexes,
    pub(super) stop: &'a Stop<'a>,
    pub(super) bar: Likelihood,
    /// The rounds so far, and those of the rows that were not settled at once.
    pub(super) round: u32,
    pub(super) rounds: Rounds,
    pub(super) node_rounds: BTreeMap<Node, u32>,
    /// What rules would give where a sentence is masked.
    pub(super) withheld: BTreeMap<(Node, RowId), Steps>,
}

/// A rule made ready for one way of running it.
struct Ready {
    /// Its conclusion's node, by its place in the stratum.
    node: usize,
    likelihood: Likelihood,
    head: Vec<Slot>,
    variables: usize,
    step: Step,
    /// The node, by its place in the stratum, whose change it is run for.
    changed: Option<usize>,
    /// The nodes of the stratum for whose change it is run as a whole.
    whole_for: Vec<usize>,
}

impl Fixpoint<'_> {
    /// Raises the evidence of all relations to what is held: where no rule speaks, that is all.
    pub(super) fn start(&mut self) {
        for relation in 0..self.store.relations() {
            for cell in self
                .store
                .tables
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
        let mut ready = Vec::new();
        for id in &stratum.rules {
            if let Some(rule) = self.core.rules.get(*id) {
                self.make_ready(rule, stratum, &mut known, &mut ready);
            }
        }
        for ready in &ready {
            let (store, indexes) = (&self.store, &mut self.indexes);
            ready.step.scans(&mut |scan| {
                if let Find::By(columns) = &scan.find {
                    indexes.ensure(store, scan.table, *columns);
                }
            });
        }
        if pass == Pass::Plain {
            self.round += 1;
            for node in &stratum.nodes {
                self.node_rounds.insert(*node, self.round);
            }
        }
        if stratum.recursive {
            self.round_by_round(stratum, &ready, &known, pass)?
        } else {
            self.at_once(stratum, &ready, &known, pass)?
        }
        for node in &stratum.nodes {
            if let Some(table) = self.store.tables.get_mut(Store::table(node.relation)) {
                table.count_distinct();
            }
        }
        Ok(())
    }

    /// The ways in which the rule is run: once as a whole and, for each sentence of the stratum in it, for what
    /// has changed there.
    fn make_ready(
        &self,
        rule: &Rule,
        stratum: &Stratum,
        known: &mut Known,
        ready: &mut Vec<Ready>,
    ) {
        let place = |node: &Node| stratum.nodes.binary_search(node).ok();
        let Some(node) = place(&Node::of_head(rule)) else {
            return;
        };
        let (mut changes, mut whole_for, mut sentence) = (Vec::new(), Vec::new(), 0);
        let in_counts = counted_sentences(&rule.body);
        rests_on(&rule.body, &mut |below, step, _| {
            if let Some(below) = place(&below).filter(|_| matches!(step, Rests::Plain)) {
                if in_counts.get(sentence).copied().unwrap_or(false) {
                    whole_for.push(below);
                } else {
                    changes.push((sentence, below));
                }
            }
            sentence += 1;
        });
        let outside = of_pattern(&rule.head);
        let mut add =
            |changed: Option<(usize, usize)>, whole_for: Vec<usize>, known: &mut Known| {
                let mut arranger =
                    Arranger::new(&self.store, known, changed.map(|(sentence, _)| sentence));
                let step = arranger.arrange(&rule.body, &outside, &Variables::new());
                let head = rule
                    .head
                    .args
                    .iter()
                    .map(|term| arranger.slot(term))
                    .collect();
                ready.push(Ready {
                    node,
                    likelihood: rule.likelihood,
                    head,
                    variables: rule.variables.len(),
                    step,
                    changed: changed.map(|(_, below)| below),
                    whole_for,
                });
            };
        add(None, whole_for, known);
        for change in changes {
            add(Some(change), Vec::new(), known);
        }
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

    fn round_by_round(
        &mut self,
        stratum: &Stratum,
        ready: &[Ready],
        known: &Known,
        pass: Pass,
    ) -> Result<(), Stopped> {
        let mut agenda = Agenda::new(stratum.nodes.len());
        for (place, node) in stratum.nodes.iter().enumerate() {
            let cells = self
                .store
                .tables
                .get_mut(Store::table(node.relation))
                .into_iter()
                .flat_map(|table| &mut table.cells);
            for (row, cell) in cells.enumerate() {
                let evidence = std::mem::take(cell.held_mut(node.sign, pass));
                if !evidence.is_never() {
                    agenda.add(place, row, &evidence, &Steps::never());
                }
            }
        }
        for ready in ready.iter().filter(|ready| ready.changed.is_none()) {
            let found = self.conclude(ready, known, pass, &[])?;
            self.put_down(stratum, ready, found, pass, &mut agenda);
        }
        while let Some((level, entries)) = agenda.next() {
            self.round += 1;
            let mut changed: Vec<Vec<(RowId, Steps)>> = vec![Vec::new(); stratum.nodes.len()];
            for (place, row) in entries {
                let Some(node) = stratum.nodes.get(place) else {
                    continue;
                };
                let Some(cell) = self.cell(*node, row) else {
                    continue;
                };
                let Some(new) = agenda.settle((place, row), level, cell, node.sign, pass) else {
                    continue;
                };
                if pass == Pass::Plain {
                    let round = self.round;
                    self.rounds
                        .entry((*node, row))
                        .or_default()
                        .extend(new.steps().iter().map(|step| (step.span, round)));
                }
                if let Some(changed) = changed.get_mut(place) {
                    changed.push((row, new));
                }
            }
            let rows_of = |place: usize| changed.get(place).map_or(&[][..], Vec::as_slice);
            for ready in ready {
                let run_for: &Changed = match ready.changed {
                    Some(place) => rows_of(place),
                    None => &[],
                };
                let whole = ready
                    .whole_for
                    .iter()
                    .any(|place| !rows_of(*place).is_empty());
                if !run_for.is_empty() || whole {
                    let found = self.conclude(ready, known, pass, run_for)?;
                    self.put_down(stratum, ready, found, pass, &mut agenda);
                }
            }
        }
        Ok(())
    }

    /// All that the rule concludes from what is held now or, if it is run for a change, from what has changed.
    fn conclude(
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
            match found.get_mut(args.as_slice()) {
                Some(known) if *known == *worth => {}
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

    /// Puts what a rule has concluded on the agenda.
    fn put_down(
        &mut self,
        stratum: &Stratum,
        ready: &Ready,
        found: Found,
        pass: Pass,
        agenda: &mut Agenda,
    ) {
        let Some(node) = stratum.nodes.get(ready.node) else {
            return;
        };
        for (args, worth) in found {
            let row = self.row(*node, &args);
            let worth = self.unmasked(*node, row, pass, worth);
            if let Some(cell) = self.cell(*node, row) {
                agenda.add(ready.node, row, &worth, cell.held(node.sign, pass));
            }
        }
    }

    fn row(&mut self, node: Node, args: &[ValueId]) -> RowId {
        let id = Store::table(node.relation);
        let Some(table) = self.store.tables.get_mut(id) else {
            return 0;
        };
        let before = table.cells.len();
        let row = table.row(args);
        if row == before {
            self.indexes.add(id, args, row);
        }
        row
    }

    fn cell(&mut self, node: Node, row: RowId) -> Option<&mut super::store::Cell> {
        self.store
            .tables
            .get_mut(Store::table(node.relation))?
            .cells
            .get_mut(row)
    }

    /// The worth without what is masked, which is kept apart.
    fn unmasked(&mut self, node: Node, row: RowId, pass: Pass, worth: Steps) -> Steps {
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

/// For each sentence of the body, in order, whether it stands in a count: there a change cannot be followed alone.
fn counted_sentences(body: &Body) -> Vec<bool> {
    let mut found = Vec::new();
    mark(body, false, &mut found);
    found
}

fn mark(body: &Body, counted: bool, found: &mut Vec<bool>) {
    match body {
        Body::Sentence(_) | Body::Denied(_) => found.push(counted),
        Body::Stated(..) | Body::Claimed { .. } | Body::Compare { .. } => {}
        Body::And(parts) | Body::Or(parts) => {
            parts.iter().for_each(|part| mark(part, counted, found))
        }
        Body::AtLeastOf { of, .. } => of.iter().for_each(|part| mark(part, true, found)),
        Body::Not(body)
        | Body::Past(body)
        | Body::PastWithin(_, body)
        | Body::Throughout(_, body)
        | Body::AnyTime(body) => mark(body, counted, found),
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
            mark(&count.body, true, found)
        }
    }
}
