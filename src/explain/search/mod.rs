//! The search: world → the strongest derivation of a claim at an instant.
//!
//! Goal-directed, and never larger than what the claim may rest on: claims at instants are numbered ([`nodes`]), the
//! ways in which a rule's body may hold are laid out ([`goal`]), each level of likelihood is settled by rounds
//! ([`level`]), one way is taken out of many ([`pick`]), and the tree is put together from the claims ([`assemble`]).

mod assemble;
mod goal;
mod level;
mod nodes;
mod pick;

use super::bindings::Bindings;
use super::reading::Reading;
use super::{Because, Derivation, Premise};
use crate::engine::World;
use crate::model::{Body, Signed};
use crate::time::{Instant, Likelihood};
use assemble::{Key, Layer, Templates, assemble, assemble_premise, mentioned, mentions};
use goal::Reach;
pub(super) use goal::window;
use indexmap::IndexMap;
pub(super) use level::Instance;
use level::{Bounds, Level, Outcome, Settled, instances};
use nodes::{NodeId, Nodes};
use pick::Picker;
use std::collections::{BTreeMap, BTreeSet};

/// Looks for derivations in one world, and remembers what it found.
pub struct Search<'w> {
    reading: Reading<'w>,
    nodes: Nodes,
    levels: Vec<Outcome>,
    /// The level in which a claim was settled.
    chosen: BTreeMap<NodeId, usize>,
    dawn: Instant,
    changes: Option<Vec<Instant>>,
    method: Method,
}

/// How claims are settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Method {
    /// One by one, by the rounds in which the world found them.
    Guided,
    /// By levels worked out anew: where a round is too coarse to go by. The two are not mixed in one tree, because
    /// each keeps it well founded by an order of its own.
    Levels,
}

impl<'w> Search<'w> {
    /// Of this world nothing is found yet.
    #[must_use]
    pub fn new(world: &'w World) -> Search<'w> {
        Search {
            reading: Reading { world },
            nodes: Nodes::default(),
            levels: Vec::new(),
            chosen: BTreeMap::new(),
            dawn: dawn(world),
            changes: None,
            method: Method::Guided,
        }
    }

    /// The strongest derivation of the claim at the instant; none if nothing is for it.
    pub fn strongest(&mut self, claim: &Signed, at: Instant) -> Option<Derivation> {
        let value = self.reading.value(claim, at);
        if value == Likelihood::NEVER {
            return None;
        }
        let root = self.nodes.intern(claim.clone(), at, value);
        let templates = self.templates(root, None).or_else(|| {
            self.by_levels();
            self.templates(root, None)
        })?;
        assemble(&templates, (claim.clone(), at, Layer::Main), self.reading)
    }

    /// From now on claims are settled by levels, whatever the rounds say.
    pub(super) fn by_levels(&mut self) {
        self.method = Method::Levels;
        self.levels.clear();
        self.chosen.clear();
    }

    /// What is stated of the claim, as a derivation; none if nothing is, or if it is set aside.
    pub(super) fn evidence(&mut self, claim: &Signed, at: Instant) -> Option<Derivation> {
        if self.reading.value(claim, at) == Likelihood::NEVER {
            return None;
        }
        let because = Because::Evidence(self.reading.evidence(claim, at)?);
        let key = (claim.clone(), at, Layer::Main);
        let templates = Templates {
            of: IndexMap::from([(key, because)]),
            against: Layer::Main,
        };
        assemble(&templates, (claim.clone(), at, Layer::Main), self.reading)
    }

    /// What the condition rests on at the instant, at its best over what is unbound in it; none if it is worth nothing.
    pub(super) fn condition(
        &mut self,
        body: &Body,
        bindings: &Bindings,
        at: Instant,
    ) -> Option<Premise> {
        let levels = Outcome::default();
        let mut picker = Picker {
            reading: self.reading,
            nodes: &mut self.nodes,
            depths: &levels.depths,
            dawn: self.dawn,
        };
        let premise = picker.against(body, bindings, at)?;
        let named = mentioned(std::slice::from_ref(&premise), Layer::Main, Layer::Main);
        let templates = match self.all_below(named.clone(), None) {
            Some(templates) => templates,
            None => {
                self.by_levels();
                self.all_below(named, None)?
            }
        };
        Some(assemble_premise(&templates, &premise, self.reading))
    }

    /// All rules with their variables filled in that give the claim anything.
    pub(super) fn instances(&mut self, claim: &Signed, at: Instant) -> Vec<Instance> {
        let bounds = Bounds {
            threshold: Likelihood::clamped(1),
            ceiling: self.reading.value(claim, at),
            avoid: None,
            reach: Reach::Ends,
        };
        instances(
            self.reading,
            &mut self.nodes,
            bounds,
            self.dawn,
            &[],
            claim,
            at,
        )
    }

    /// The derivation that has the rule on top: the strongest that does not rest on the claim itself. None if there
    /// is none.
    pub(super) fn on_top(
        &mut self,
        claim: &Signed,
        at: Instant,
        instance: &Instance,
    ) -> Option<Derivation> {
        let root = self
            .nodes
            .intern(claim.clone(), at, self.reading.value(claim, at));
        let mut direct = self.reaching(root, claim, at, instance, instance.value);
        if direct.is_none() && self.method == Method::Guided {
            self.by_levels();
            direct = self.reaching(root, claim, at, instance, instance.value);
        }
        if direct.is_some() {
            return direct;
        }
        self.reaching(root, claim, at, instance, Likelihood::clamped(1))?;
        // Something well founded gives it less than the world holds its body to be worth. The most that something
        // gives is found by halving, over all likelihoods: whole ten-thousandths, so that fourteen tries are enough.
        let (mut reached, mut beyond) = (1, u32::from(instance.value.ten_thousandths()));
        while beyond - reached > 1 {
            let middle = reached.midpoint(beyond);
            match self.reaching(root, claim, at, instance, Likelihood::clamped(middle)) {
                Some(found) => reached = middle.max(u32::from(found.value.ten_thousandths())),
                None => beyond = middle,
            }
            if reached >= beyond {
                break;
            }
        }
        self.reaching(root, claim, at, instance, Likelihood::clamped(reached))
    }

    /// A derivation with the rule on top, worth at least so much, that does not rest on the claim itself.
    fn reaching(
        &mut self,
        root: NodeId,
        claim: &Signed,
        at: Instant,
        instance: &Instance,
        threshold: Likelihood,
    ) -> Option<Derivation> {
        // What is worth more than the claim cannot rest on it, and is settled apart.
        let bounds = Bounds {
            threshold,
            ceiling: self.reading.value(claim, at),
            avoid: Some(root),
            reach: Reach::Ends,
        };
        let mut same = instances(
            self.reading,
            &mut self.nodes,
            bounds,
            self.dawn,
            &[],
            claim,
            at,
        );
        same.retain(|one| one.rule == instance.rule && one.bindings == instance.bindings);
        let instance = same.pop()?;
        let level = Level::new(self.reading, &mut self.nodes, bounds, self.dawn, &[]);
        let outcome = level.run_instance(&instance)?;
        let top = self.because(&Settled::Rule(Box::new(instance)), at, claim, &outcome)?;
        let mut templates = self.below(&top, Some(&outcome))?;
        templates.of.insert((claim.clone(), at, Layer::Main), top);
        assemble(&templates, (claim.clone(), at, Layer::Main), self.reading)
    }

    /// What gives each claim that a derivation of the root needs.
    fn templates(&mut self, root: NodeId, within: Option<&Outcome>) -> Option<Templates> {
        let (claim, at, _) = self.nodes.get(root)?;
        let (claim, at) = (claim.clone(), at);
        let top = self.template(root, within)?;
        let mut templates = self.below(&top, within)?;
        templates.of.insert((claim, at, Layer::Main), top);
        Some(templates)
    }

    fn below(&mut self, top: &Because, within: Option<&Outcome>) -> Option<Templates> {
        self.all_below(mentions(top, Layer::Main, against(within)), within)
    }

    fn all_below(&mut self, mut open: Vec<Key>, within: Option<&Outcome>) -> Option<Templates> {
        let mut templates = Templates {
            of: IndexMap::new(),
            against: against(within),
        };
        while let Some(key) = open.pop() {
            if templates.of.contains_key(&key) {
                continue;
            }
            let node = self.nodes.find(&key.0, key.1)?;
            let because = match key.2 {
                Layer::Main => self.template(node, within)?,
                Layer::Against => self.template(node, None)?,
            };
            open.extend(mentions(&because, key.2, templates.against));
            templates.of.insert(key, because);
        }
        Some(templates)
    }

    /// What gives a claim, the claims below it only named.
    fn template(&mut self, node: NodeId, within: Option<&Outcome>) -> Option<Because> {
        let (claim, at, _) = self.nodes.get(node)?;
        let (claim, at) = (claim.clone(), at);
        if let Some(outcome) = within
            && let Some(settled) = outcome.settled.get(&node)
        {
            return self.because(&settled.clone(), at, &claim, outcome);
        }
        let level = self.settle(node)?;
        // The level is taken out while it is read, because picking a way may meet new claims.
        let outcome = std::mem::take(self.levels.get_mut(level)?);
        let because = outcome
            .settled
            .get(&node)
            .and_then(|settled| self.because(settled, at, &claim, &outcome));
        *self.levels.get_mut(level)? = outcome;
        because
    }

    /// The level in which the claim is settled.
    fn settle(&mut self, node: NodeId) -> Option<usize> {
        if let Some(level) = self.chosen.get(&node) {
            return Some(*level);
        }
        let value = self.nodes.value(node);
        if self.method == Method::Guided {
            let bounds = Bounds {
                threshold: value,
                ceiling: value,
                avoid: None,
                reach: Reach::Ends,
            };
            let level = Level::new(self.reading, &mut self.nodes, bounds, self.dawn, &[]);
            let outcome = level.guided(node)?;
            return Some(self.keep(outcome));
        }
        for reach in [Reach::Ends, Reach::Everywhere] {
            if reach == Reach::Everywhere && self.changes.is_none() {
                self.changes = Some(changes(self.reading.world));
            }
            let changes = match reach {
                Reach::Ends => &[],
                Reach::Everywhere => self.changes.as_deref().unwrap_or(&[]),
            };
            let bounds = Bounds {
                threshold: value,
                ceiling: value,
                avoid: None,
                reach,
            };
            let level = Level::new(self.reading, &mut self.nodes, bounds, self.dawn, changes);
            let outcome = level.run(node);
            if outcome.settled.contains_key(&node) {
                return Some(self.keep(outcome));
            }
        }
        None
    }

    fn keep(&mut self, outcome: Outcome) -> usize {
        let number = self.levels.len();
        for settled in outcome.settled.keys() {
            self.chosen.entry(*settled).or_insert(number);
        }
        self.levels.push(outcome);
        number
    }

    fn because(
        &mut self,
        settled: &Settled,
        at: Instant,
        claim: &Signed,
        outcome: &Outcome,
    ) -> Option<Because> {
        let instance = match settled {
            Settled::Evidence => {
                return self.reading.evidence(claim, at).map(Because::Evidence);
            }
            Settled::Rule(instance) => instance,
        };
        let mut picker = Picker {
            reading: self.reading,
            nodes: &mut self.nodes,
            depths: &outcome.depths,
            dawn: self.dawn,
        };
        let mut binds = instance.bindings.to_pairs();
        let premise = picker.pick(&instance.goal, at, &mut binds)?;
        let body = &self.reading.world.core().rules.get(instance.rule)?.body;
        let premises = match (body, premise) {
            (Body::And(_), Premise::All(all)) => all,
            (_, one) => vec![one],
        };
        binds.sort();
        binds.dedup();
        Some(Because::Rule {
            rule: instance.rule,
            bindings: binds,
            premises,
        })
    }
}

/// Where what stands against a default is told: with all else, unless the tree keeps to an outcome of its own.
fn against(within: Option<&Outcome>) -> Layer {
    match within {
        None => Layer::Main,
        Some(_) => Layer::Against,
    }
}

/// A minute before anything changes.
fn dawn(world: &World) -> Instant {
    let first = world.core().items.first_edge();
    first.unwrap_or(Instant(0)).pred()
}

/// All instants at which anything changes, and the minutes before.
fn changes(world: &World) -> Vec<Instant> {
    let mut found = BTreeSet::new();
    for relation in world.core().situation.relations.ids() {
        for fact in world.facts(relation) {
            for steps in [&fact.support, &fact.denial] {
                for edge in steps.breakpoints() {
                    found.insert(edge);
                    found.insert(edge.pred());
                }
            }
        }
    }
    for (_, span) in world.core().items.extents() {
        for edge in [span.from, span.to] {
            if edge != Instant::BEGINNING && edge != Instant::END {
                found.insert(edge);
                found.insert(edge.pred());
            }
        }
    }
    found.into_iter().collect()
}
