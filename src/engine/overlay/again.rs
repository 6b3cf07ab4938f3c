//! Rows run again, with all else standing.
//!
//! Takes the rows of a stratum that a change may reach; gives them the values, and the rounds, that they have in the
//! new world. A rule is asked row by row, its head filled in. Where the stratum rests on itself, the rows that stand
//! beside those reached in some filling of a rule are played back: each settles in the round in which it did, so that
//! the rounds come out as if all had been run.

use super::affected::{matching, slots};
use super::relaxed::{Places, Reading};
use super::{Overlay, Rows};
use crate::engine::agenda::{Due, at_level};
use crate::engine::chains::makes_chains;
use crate::engine::fixpoint::{Fixpoint, Stopped};
use crate::engine::ready::ready;
use crate::engine::rounds::{Again, Played, Rounds};
use crate::engine::solve::Solver;
use crate::engine::steps::{Slot, Step};
use crate::engine::store::{Pass, RowId, Store, at};
use crate::engine::values::{Known, UNBOUND, ValueId};
use crate::engine::worths::NEVER;
use crate::model::{Body, Rule, Sign};
use crate::plan::{Node, Stratum, of_pattern};
use crate::time::{Likelihood, Steps};
use std::collections::BTreeMap;

/// A rule to be asked for one conclusion at a time.
struct Asked {
    /// Its conclusion's node, by its place in the stratum.
    node: usize,
    head: Vec<Slot>,
    variables: usize,
    likelihood: Likelihood,
    step: Step,
}

impl Overlay<'_> {
    /// Runs the rows again. False if so many stand beside them that the stratum had better be run as a whole.
    pub(super) fn run_rows(
        &mut self,
        stratum: &Stratum,
        reached: &[Rows],
        pass: Pass,
        known: &mut Known,
    ) -> Result<bool, Stopped> {
        // In which round a bound was found is not asked for.
        let in_rounds = stratum.recursive && pass == Pass::Plain;
        let links = if in_rounds {
            self.fix.open_links(stratum, pass)
        } else {
            Vec::new()
        };
        let beside = if in_rounds {
            self.beside(stratum, reached, known)
        } else {
            Some(vec![Rows::new(); stratum.nodes.len()])
        };
        let Some(beside) = beside else {
            self.fix.close_links(&links);
            return Ok(false);
        };
        let played = self.play(stratum, &beside);
        for (node, rows) in stratum.nodes.iter().zip(reached) {
            rows.iter()
                .for_each(|row| self.fix.open_row(*node, *row, pass));
        }
        let mut evidence = Vec::new();
        if stratum.recursive {
            // Evidence settles in its turn.
            for (place, (node, rows)) in stratum.nodes.iter().zip(reached).enumerate() {
                for row in rows {
                    let held = self.take(*node, *row, pass);
                    evidence.push((place, *row, held));
                }
            }
        }
        let asked = self.asked(stratum, known, !links.is_empty());
        let mut found: Vec<(usize, RowId, Steps)> = Vec::new();
        for (place, (node, rows)) in stratum.nodes.iter().zip(reached).enumerate() {
            for row in rows {
                let args = self
                    .fix
                    .store
                    .get(Store::table(node.relation))
                    .map_or(Vec::new(), |table| table.args(*row).to_vec());
                for rule in asked.iter().filter(|rule| rule.node == place) {
                    let worth = self.ask(rule, &args, pass, known)?;
                    if !worth.is_never() {
                        found.push((place, *row, worth));
                    }
                }
            }
        }
        let end = if stratum.recursive {
            let again = Again {
                rows: reached,
                played,
                evidence,
                found,
            };
            self.run_rounds(stratum, again, (&links, pass), known)
        } else {
            for (place, row, worth) in found {
                if let Some(node) = stratum.nodes.get(place) {
                    self.fix.raise(*node, row, pass, worth);
                }
            }
            Ok(())
        };
        self.fix.close_links(&links);
        end.map(|()| true)
    }

    fn run_rounds(
        &mut self,
        stratum: &Stratum,
        again: Again,
        (links, pass): (&[usize], Pass),
        known: &mut Known,
    ) -> Result<(), Stopped> {
        let ready = ready(
            (self.fix.core, None),
            &self.fix.store,
            stratum,
            links,
            known,
        );
        for ready in &ready {
            let (store, indexes) = (&self.fix.store, &mut self.fix.indexes);
            indexes.ensure_for(store, &ready.step);
        }
        Rounds::new(stratum, pass, links).run_again(&mut self.fix, &ready, known, again)
    }

    /// The stratum's rules, each to be asked for one conclusion; where links are kept, those that make chains are not
    /// asked: they go from link to link.
    fn asked(&mut self, stratum: &Stratum, known: &mut Known, by_links: bool) -> Vec<Asked> {
        let core = self.fix.core;
        let mut asked = Vec::new();
        for rule in stratum.rules.iter().filter_map(|id| core.rules.get(*id)) {
            let Ok(node) = stratum.nodes.binary_search(&Node::of_head(rule)) else {
                continue;
            };
            if by_links && makes_chains(rule) {
                continue;
            }
            let head = of_pattern(&rule.head);
            asked.push(Asked {
                node,
                head: slots(&rule.head, known),
                variables: rule.variables.len(),
                likelihood: rule.likelihood,
                step: self.arranged(&rule.body, &head, &head),
            });
        }
        asked
    }

    fn ask(
        &self,
        rule: &Asked,
        args: &[ValueId],
        pass: Pass,
        known: &Known,
    ) -> Result<Steps, Stopped> {
        let mut greatest = Steps::never();
        let Some(bound) = matching(&rule.head, args, rule.variables) else {
            return Ok(greatest);
        };
        let mut solver = Solver::new(
            (&self.fix.store, &self.fix.indexes),
            known,
            pass,
            &[],
            self.fix.stop,
            bound,
        );
        solver.solve(&rule.step, &mut |_, worth| greatest = greatest.max(worth));
        if solver.was_stopped() {
            return Err(Stopped);
        }
        Ok(greatest.at_most(rule.likelihood))
    }

    /// The rows of the stratum that stand beside those reached in some filling of a rule; none if they are most.
    fn beside(
        &mut self,
        stratum: &Stratum,
        reached: &[Rows],
        known: &mut Known,
    ) -> Option<Vec<Rows>> {
        let mut beside = vec![Rows::new(); stratum.nodes.len()];
        let all: usize = stratum
            .nodes
            .iter()
            .filter_map(|node| self.fix.store.get(Store::table(node.relation)))
            .map(crate::engine::store::Table::len)
            .sum();
        let most = all.div_ceil(2).max(super::FEW);
        let core = self.fix.core;
        for rule in stratum.rules.iter().filter_map(|id| core.rules.get(*id)) {
            let Ok(place) = stratum.nodes.binary_search(&Node::of_head(rule)) else {
                continue;
            };
            self.beside_in(stratum, rule, (reached, place), known, &mut beside);
            let found: usize = reached.iter().chain(&beside).map(Rows::len).sum();
            if found > most {
                return None;
            }
        }
        Some(beside)
    }

    fn beside_in(
        &mut self,
        stratum: &Stratum,
        rule: &Rule,
        (reached, place): (&[Rows], usize),
        known: &mut Known,
        beside: &mut [Rows],
    ) {
        let head = of_pattern(&rule.head);
        let head_slots = slots(&rule.head, known);
        let Some(node) = stratum.nodes.get(place) else {
            return;
        };
        let Places { all, variables } = Places::of(rule);
        for read in all {
            let Reading::Held(sign) = read.reading else {
                continue;
            };
            let relation = read.pattern.relation;
            let Ok(other) = stratum.nodes.binary_search(&Node { relation, sign }) else {
                continue;
            };
            let pattern = slots(&read.pattern, known);
            let itself = match sign {
                Sign::For => Body::Sentence(read.pattern),
                Sign::Against => Body::Denied(read.pattern),
            };
            let body = Body::And(vec![Body::AnyTime(Box::new(itself)), Body::And(read.rest)]);
            let step = self.arranged(&body, &head, &head);
            for row in reached.get(place).into_iter().flatten() {
                let Some(table) = self.fix.store.get(Store::table(node.relation)) else {
                    continue;
                };
                let Some(bound) = matching(&head_slots, table.args(*row), variables) else {
                    continue;
                };
                let mut solver = Solver::new(
                    (&self.fix.store, &self.fix.indexes),
                    known,
                    Pass::Plain,
                    &[],
                    self.fix.stop,
                    bound,
                );
                let table = self.fix.store.get(Store::table(relation));
                solver.solve(&step, &mut |solver, _| {
                    let value = |slot: &Slot| match slot {
                        Slot::Value(value) => *value,
                        Slot::Var(var) => solver.bound.get(*var).copied().unwrap_or(UNBOUND),
                    };
                    let args: Vec<ValueId> = pattern.iter().map(value).collect();
                    let row = table.and_then(|table| table.find(&args));
                    let is_reached =
                        |row: &RowId| reached.get(other).is_some_and(|rows| rows.contains(row));
                    if let Some(row) = row.filter(|row| !is_reached(row))
                        && let Some(rows) = beside.get_mut(other)
                    {
                        rows.insert(row);
                    }
                });
            }
        }
    }

    /// Takes what the rows hold, to be given back round by round.
    fn play(&mut self, stratum: &Stratum, beside: &[Rows]) -> BTreeMap<Due, Vec<Played>> {
        let mut played: BTreeMap<Due, Vec<Played>> = BTreeMap::new();
        for (place, (node, rows)) in stratum.nodes.iter().zip(beside).enumerate() {
            for row in rows {
                let held = self.take(*node, *row, Pass::Plain);
                let Some(table) = self.fix.store.get(Store::table(node.relation)) else {
                    continue;
                };
                let links = table.links[at(node.sign)].get(*row);
                let links = self.fix.store.worths.get(links);
                let mut by_due: BTreeMap<Due, Vec<(crate::time::Span, Likelihood)>> =
                    BTreeMap::new();
                for (span, round) in table.rounds[at(node.sign)].of(*row, &held) {
                    let level = held.at(span.from);
                    let due = Due::at(level, round);
                    by_due.entry(due).or_default().push((span, level));
                }
                for (due, spans) in by_due {
                    let worth = Steps::from_steps(spans);
                    let link = at_level(&worth.min(links), due.level());
                    played.entry(due).or_default().push(Played {
                        entry: (place, *row),
                        link,
                        worth,
                    });
                }
            }
        }
        played
    }

    /// What the row holds, which it then does not hold any more.
    fn take(&mut self, node: Node, row: RowId, pass: Pass) -> Steps {
        let (store, table) = (&mut self.fix.store, Store::table(node.relation));
        let held = store.held(table, row, node.sign, pass).clone();
        store.set_held((table, row), node.sign, pass, &Steps::never());
        held
    }
}

impl Fixpoint<'_> {
    /// The row as its evidence has it, as if no rule had run.
    pub(super) fn open_row(&mut self, node: Node, row: RowId, pass: Pass) {
        let bar = self.bar;
        if pass == Pass::Plain {
            self.withheld.remove(&(node, row));
        }
        let id = Store::table(node.relation);
        if pass == Pass::Plain
            && let Some(table) = self.store.get_mut(id)
        {
            table.rounds[at(node.sign)].forget(row);
            table.links[at(node.sign)].set(row, NEVER);
        }
        let stated = self.store.stated(id, row, node.sign, Pass::Plain).clone();
        let opened = self.store.masked((id, row), node.sign, pass, bar, stated);
        self.store.set_held((id, row), node.sign, pass, &opened);
    }
}
