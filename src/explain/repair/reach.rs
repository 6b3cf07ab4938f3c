//! What a change can touch. Takes the relations that it changes sentences of, gives whether a claim that does not hold could hold
//! after it.
//!
//! The one idea: what the changed relations reach through no rule stays as it is. So a rule whose other conditions do
//! not hold as things stand is not worth a trial: where this says no, evaluation says no.

use super::Repair;
use crate::engine::World;
use crate::explain::bindings::Bindings;
use crate::explain::reading::Reading;
use crate::model::{Body, EntityId, Pattern, RelationId, Sign, Signed, Value};
use crate::time::Instant;
use std::collections::{BTreeMap, BTreeSet};

/// So many rules, one on another, are looked through; beyond that anything could be.
const DEPTH: u32 = 4;

/// Which relations' rules rest on which, and what is worth something at an instant.
pub(super) struct Reaches<'w> {
    reading: Reading<'w>,
    at: Instant,
    /// The heads of the rules in whose bodies a relation stands.
    heads: BTreeMap<RelationId, BTreeSet<RelationId>>,
    /// All that a relation reaches, itself included, once it was asked for.
    known: BTreeMap<RelationId, BTreeSet<RelationId>>,
}

impl<'w> Reaches<'w> {
    pub(super) fn of(world: &'w World, at: Instant) -> Self {
        let mut heads: BTreeMap<RelationId, BTreeSet<RelationId>> = BTreeMap::new();
        for (_, rule) in world.rules() {
            rule.body.each_pattern(&mut |pattern, _| {
                let heads = heads.entry(pattern.relation).or_default();
                heads.insert(rule.head.relation);
            });
        }
        Reaches {
            reading: Reading { world },
            at,
            heads,
            known: BTreeMap::new(),
        }
    }

    /// All relations of which a change of this one can change sentences.
    pub(super) fn from(&mut self, relation: RelationId) -> &BTreeSet<RelationId> {
        let heads = &self.heads;
        self.known.entry(relation).or_insert_with(|| {
            let mut found = BTreeSet::from([relation]);
            let mut open = vec![relation];
            while let Some(next) = open.pop() {
                for head in heads.get(&next).into_iter().flatten() {
                    if found.insert(*head) {
                        open.push(*head);
                    }
                }
            }
            found
        })
    }

    /// Whether the claim, which does not hold, could hold after the change.
    pub(super) fn could_hold(&mut self, claim: &Signed, change: &Repair) -> bool {
        let world = self.reading.world;
        let situation = &world.core().situation;
        let mut changed: Vec<RelationId> = change
            .adds
            .iter()
            .map(|claim| claim.sentence.relation)
            .chain(change.removes.iter().map(|gone| gone.relation))
            .collect();
        if !change.unnamed.is_empty() {
            let kinds = situation.kinds.table.rows();
            changed.extend(kinds.iter().filter_map(|kind| kind.relation));
        }
        let mut touched = BTreeSet::new();
        for relation in changed {
            touched.extend(self.from(relation).iter().copied());
        }
        let seen_by_a_party = world.standpoint().view.is_some();
        if seen_by_a_party && touched.contains(&situation.known.speaks_for) {
            // Who is heard may change, and with it anything.
            return true;
        }
        let could = Could {
            reading: self.reading,
            at: self.at,
            touched: &touched,
            change,
            unnamed: change.unnamed.iter().map(|(id, _)| *id).collect(),
        };
        could.by_rules(claim, &mut vec![claim.clone()])
    }
}

struct Could<'a> {
    reading: Reading<'a>,
    at: Instant,
    touched: &'a BTreeSet<RelationId>,
    change: &'a Repair,
    unnamed: Vec<EntityId>,
}

/// What is left of a condition when all that could change is taken for granted.
enum Relaxed {
    /// It could hold, whatever stands.
    Granted,
    /// It holds if this does, as things stand.
    If(Body),
    /// It could not hold.
    Never,
}

impl Could<'_> {
    fn claim(&self, claim: &Signed, above: &mut Vec<Signed>) -> bool {
        let of_nobody =
            |value: &Value| matches!(value, Value::Entity(id) if self.unnamed.contains(id));
        if self.change.adds.contains(claim)
            || claim.sentence.args.iter().any(of_nobody)
            || self.reading.value(claim, self.at) >= self.reading.world.bar()
            || above.len() > DEPTH as usize
        {
            return true;
        }
        // A claim stands on no derivation that holds the claim itself, at one instant.
        if above.contains(claim) {
            return false;
        }
        above.push(claim.clone());
        let could = self.by_rules(claim, above);
        above.pop();
        could
    }

    fn by_rules(&self, claim: &Signed, above: &mut Vec<Signed>) -> bool {
        if !self.touched.contains(&claim.sentence.relation) {
            return false;
        }
        let world = self.reading.world;
        let for_it = world.rules().filter(|(_, rule)| {
            rule.head.relation == claim.sentence.relation
                && rule.sign == claim.sign
                && rule.likelihood >= world.bar()
        });
        for (_, rule) in for_it {
            let none = Bindings::none(rule.variables.len());
            let Some(bindings) = none.matching(&rule.head, &claim.sentence) else {
                continue;
            };
            let holds = match self.relaxed(&rule.body, &bindings, above) {
                Relaxed::Granted => true,
                Relaxed::Never => false,
                Relaxed::If(body) => {
                    self.reading.steps(&body, &bindings).at(self.at) >= world.bar()
                }
            };
            if holds {
                return true;
            }
        }
        false
    }

    fn relaxed(&self, body: &Body, bindings: &Bindings, above: &mut Vec<Signed>) -> Relaxed {
        let as_it_stands = || Relaxed::If(body.clone());
        match body {
            Body::Sentence(pattern) => self.sentence(body, Sign::For, pattern, bindings, above),
            Body::Denied(pattern) => self.sentence(body, Sign::Against, pattern, bindings, above),
            Body::And(all) => {
                let mut left = Vec::new();
                for body in all {
                    match self.relaxed(body, bindings, above) {
                        Relaxed::Granted => {}
                        Relaxed::Never => return Relaxed::Never,
                        Relaxed::If(body) => left.push(body),
                    }
                }
                match left.len() {
                    0 => Relaxed::Granted,
                    _ => Relaxed::If(Body::And(left)),
                }
            }
            Body::Or(any) => {
                let mut left = Vec::new();
                for body in any {
                    match self.relaxed(body, bindings, above) {
                        Relaxed::Granted => return Relaxed::Granted,
                        Relaxed::Never => {}
                        Relaxed::If(body) => left.push(body),
                    }
                }
                match left.len() {
                    0 => Relaxed::Never,
                    _ => Relaxed::If(Body::Or(left)),
                }
            }
            // What is quantified here, and bound by a sentence that was taken for granted, would be asked of everybody.
            Body::Not(_) | Body::AtMost(_) | Body::Exactly(_) | Body::Compare { .. } => {
                let mut bound = true;
                body.each_variable(&mut |variable| bound &= bindings.get(variable).is_some());
                if bound && !self.is_touched(body) {
                    as_it_stands()
                } else {
                    Relaxed::Granted
                }
            }
            Body::Stated(..)
            | Body::Claimed { .. }
            | Body::Past(_)
            | Body::AnyTime(_)
            | Body::PastWithin(..)
            | Body::Throughout(..)
            | Body::AtLeast(_)
            | Body::AtLeastOf { .. } => {
                if self.is_touched(body) {
                    Relaxed::Granted
                } else {
                    as_it_stands()
                }
            }
        }
    }

    fn sentence(
        &self,
        body: &Body,
        sign: Sign,
        pattern: &Pattern,
        bindings: &Bindings,
        above: &mut Vec<Signed>,
    ) -> Relaxed {
        if !self.touched.contains(&pattern.relation) {
            return Relaxed::If(body.clone());
        }
        let claim = bindings
            .fill(pattern)
            .map(|sentence| Signed { sign, sentence });
        match claim {
            Some(claim) if !self.claim(&claim, above) => Relaxed::Never,
            _ => Relaxed::Granted,
        }
    }

    fn is_touched(&self, body: &Body) -> bool {
        let mut touched = false;
        body.each_pattern(&mut |pattern, _| touched |= self.touched.contains(&pattern.relation));
        touched
    }
}
