//! How values go through a condition, from sentence to sentence.
//!
//! Takes a condition and what some of its variables may stand for; finds a way through its sentences on which each, where
//! that can be, is looked up by what is known, and tells what is then known of its other variables. A sentence that has to
//! hold hands on what it finds; one that is denied, counted or one of several is looked up, and hands on within alone.

use super::among::Among;
use crate::model::{Body, Id as _, Pattern, RelationId, Term, Value, VarId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A slot whose value is known to be one of some.
pub(super) struct Filled {
    pub(super) slot: usize,
    /// How many sentences stand between this and what was given.
    pub(super) far: u32,
    pub(super) among: Arc<Among>,
}

/// What variables may stand for, as far as that is known, and how far it comes from.
#[derive(Clone, Default)]
pub(super) struct Candidates(BTreeMap<VarId, (u32, Arc<Among>)>);

/// Who looks sentences up on the way.
pub(super) trait Way {
    /// Looks the sentence up by one of its filled slots, and gives that; none where it cannot be, as far as is known.
    fn by(&mut self, pattern: &Pattern, filled: &[Filled]) -> Option<usize>;

    /// What stands in the second slot of the sentences that are looked up by the first; none where it may be anything.
    fn through(&mut self, relation: RelationId, by: usize, out: usize) -> Option<Arc<Among>>;

    /// Looks among all sentences of the relation.
    fn whole(&mut self, relation: RelationId);
}

/// The parts of a condition.
#[derive(Default)]
struct Parts<'b> {
    /// What has to hold.
    certain: Vec<&'b Pattern>,
    /// What is claimed.
    claimed: Vec<&'b Pattern>,
    /// What stands for itself, each with the variable that it counts.
    within: Vec<(&'b Body, Option<VarId>)>,
}

impl<'b> Parts<'b> {
    fn add(&mut self, body: &'b Body) {
        match body {
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
                self.certain.push(pattern);
            }
            Body::Claimed { pattern, .. } => self.claimed.push(pattern),
            Body::And(parts) => parts.iter().for_each(|part| self.add(part)),
            Body::Past(body)
            | Body::PastWithin(_, body)
            | Body::Throughout(_, body)
            | Body::AnyTime(body) => self.add(body),
            Body::Or(parts) | Body::AtLeastOf { of: parts, .. } => {
                self.within.extend(parts.iter().map(|part| (part, None)));
            }
            Body::Not(body) => self.within.push((body, None)),
            Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
                self.within.push((&count.body, Some(count.var)));
            }
            Body::Compare { .. } => {}
        }
    }
}

impl Candidates {
    /// A variable is given one of those.
    pub(super) fn give(&mut self, var: VarId, among: Arc<Among>) {
        self.0.insert(var, (0, among));
    }

    /// What the variable may stand for, if that is known.
    pub(super) fn of(&self, var: VarId) -> Option<&Arc<Among>> {
        self.0.get(&var).map(|(_, among)| among)
    }

    fn learn(&mut self, var: VarId, far: u32, among: Arc<Among>) {
        match self.0.get_mut(&var) {
            None => {
                self.0.insert(var, (far, among));
            }
            Some((_, known)) => Arc::make_mut(known).keep(&among),
        }
    }

    /// The filled slots of the pattern, the nearest first; of those that are as near, in their order.
    fn filled(&self, pattern: &Pattern) -> Vec<Filled> {
        let slots = pattern.args.iter().enumerate();
        let mut filled: Vec<Filled> = slots
            .filter_map(|(slot, term)| {
                let (far, among) = match term {
                    Term::Value(value) => (0, Arc::new(Among::one(value))),
                    Term::Var(var) => self.0.get(var)?.clone(),
                };
                Some(Filled { slot, far, among })
            })
            .collect();
        filled.sort_by_key(|filled| filled.far);
        filled
    }

    /// Goes through the condition.
    pub(super) fn go(&mut self, body: &Body, way: &mut dyn Way) {
        let mut parts = Parts::default();
        parts.add(body);
        let mut left = parts.certain;
        loop {
            // What is looked up by what was given goes before what is looked up by what that hands on: there it is less.
            let mut filled: Vec<(usize, Vec<Filled>)> = left
                .iter()
                .map(|pattern| self.filled(pattern))
                .enumerate()
                .filter(|(_, filled)| !filled.is_empty())
                .collect();
            filled.sort_by_key(|(_, filled)| filled.first().map(|nearest| nearest.far));
            let by = filled.iter().find_map(|(at, filled)| {
                let by = way.by(left.get(*at)?, filled)?;
                let far = filled.iter().find(|one| one.slot == by)?.far;
                Some((*at, by, far + 1))
            });
            let Some((at, by, far)) = by else {
                break;
            };
            let pattern = left.remove(at);
            for (out, term) in pattern.args.iter().enumerate() {
                if let Term::Var(var) = term
                    && out != by
                    && let Some(among) = way.through(pattern.relation, by, out)
                {
                    self.learn(*var, far, among);
                }
            }
        }
        for pattern in left {
            way.whole(pattern.relation);
        }
        for pattern in parts.claimed {
            if way.by(pattern, &self.filled(pattern)).is_none() {
                way.whole(pattern.relation);
            }
        }
        for (body, counted) in parts.within {
            let mut within = self.clone();
            if let Some(var) = counted {
                within.0.remove(&var);
            }
            within.go(body, way);
        }
    }
}

/// The values that are given, by the number of the variable.
pub(super) fn given(bound: &[Option<Value>]) -> Candidates {
    let mut candidates = Candidates::default();
    for (var, value) in bound.iter().enumerate() {
        if let Some(value) = value {
            candidates.give(VarId::at(var), Arc::new(Among::one(value)));
        }
    }
    candidates
}
