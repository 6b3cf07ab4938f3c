//! What a condition is worth over time, worked out plainly: every way to fill in its own variables, one after another.

use super::compare::holds;
use crate::engine::World;
use crate::explain::bindings::Bindings;
use crate::model::{Body, Count, Pattern, Sentence, Sign, Value};
use crate::time::{Likelihood, Steps};
use std::collections::BTreeMap;

pub(super) struct Worth<'w> {
    pub(super) world: &'w World,
}

impl Worth<'_> {
    /// The greatest over all that the condition's own variables may stand for.
    pub(super) fn of(&self, body: &Body, bindings: &Bindings) -> Steps {
        let mut best = Steps::never();
        for bound in self.solutions(body, vec![bindings.clone()]) {
            best = best.max(&self.bound(body, &bound));
        }
        best
    }

    /// Ways to fill in the variables of its sentences, as far as anything is for them.
    fn solutions(&self, body: &Body, ways: Vec<Bindings>) -> Vec<Bindings> {
        match body {
            Body::Sentence(pattern) => self.facts(pattern, ways, |support, _| !support.is_never()),
            Body::Denied(pattern) => self.facts(pattern, ways, |_, denial| !denial.is_never()),
            Body::Stated(sign, pattern) => self.stated(*sign, pattern, None, ways),
            Body::Claimed { pattern, by } => self.stated(Sign::For, pattern, Some(by), ways),
            Body::And(all) => all
                .iter()
                .fold(ways, |ways, body| self.solutions(body, ways)),
            Body::Or(branches) => {
                let mut found: Vec<Bindings> = branches
                    .iter()
                    .flat_map(|branch| self.solutions(branch, ways.clone()))
                    .collect();
                found.sort();
                found.dedup();
                found
            }
            Body::AtLeastOf { of, .. } => of.iter().fold(ways, |ways, body| {
                let mut found = self.solutions(body, ways.clone());
                found.extend(ways);
                found.sort();
                found.dedup();
                found
            }),
            Body::Past(body)
            | Body::AnyTime(body)
            | Body::PastWithin(_, body)
            | Body::Throughout(_, body) => self.solutions(body, ways),
            Body::Not(_)
            | Body::AtLeast(_)
            | Body::AtMost(_)
            | Body::Exactly(_)
            | Body::Compare { .. } => ways,
        }
    }

    fn facts(
        &self,
        pattern: &Pattern,
        ways: Vec<Bindings>,
        counts: impl Fn(&Steps, &Steps) -> bool,
    ) -> Vec<Bindings> {
        let mut found = Vec::new();
        for way in ways {
            if way.fill(pattern).is_some() {
                found.push(way);
                continue;
            }
            for fact in self.world.facts(pattern.relation) {
                if counts(&fact.support, &fact.denial) {
                    let sentence = Sentence {
                        relation: pattern.relation,
                        args: fact.args.to_vec(),
                    };
                    found.extend(way.matching(pattern, &sentence));
                }
            }
        }
        found
    }

    fn stated(
        &self,
        sign: Sign,
        pattern: &Pattern,
        by: Option<&crate::model::Term>,
        ways: Vec<Bindings>,
    ) -> Vec<Bindings> {
        let mut found = Vec::new();
        for way in ways {
            let of_it = |relation| relation == pattern.relation;
            for (_, item) in self.world.core().items.of_relations(of_it) {
                let stated = &item.stated;
                if stated.sign != sign || stated.sentence.relation != pattern.relation {
                    continue;
                }
                let Some(mut more) = way.matching(pattern, &stated.sentence) else {
                    continue;
                };
                match (by, stated.view) {
                    (None, _) => found.push(more),
                    (Some(crate::model::Term::Var(variable)), Some(who)) => {
                        let who = Value::Entity(who);
                        if more.get(*variable).is_none_or(|bound| *bound == who) {
                            more.bind(*variable, who);
                            found.push(more);
                        }
                    }
                    (Some(crate::model::Term::Value(asked)), Some(who)) => {
                        if *asked == Value::Entity(who) {
                            found.push(more);
                        }
                    }
                    (Some(_), None) => {}
                }
            }
            if way.fill(pattern).is_some() && by.is_none() {
                found.push(way);
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// With the variables of its sentences bound.
    fn bound(&self, body: &Body, bindings: &Bindings) -> Steps {
        let always = || Steps::always(Likelihood::CERTAIN);
        let filled = |pattern: &Pattern| bindings.fill(pattern);
        match body {
            Body::Sentence(p) => {
                filled(p).map_or_else(Steps::never, |s| self.world.support(&s).clone())
            }
            Body::Denied(p) => {
                filled(p).map_or_else(Steps::never, |s| self.world.denial(&s).clone())
            }
            Body::Stated(sign, p) => {
                filled(p).map_or_else(Steps::never, |s| self.world.stated(&s, *sign).clone())
            }
            Body::Claimed { pattern, by } => match (filled(pattern), bindings.term(by)) {
                (Some(s), Some(Value::Entity(who))) => self.world.claimed(&s, *who).clone(),
                _ => Steps::never(),
            },
            Body::And(all) => {
                let mut least = always();
                for body in all {
                    least = least.min(&self.bound(body, bindings));
                }
                least
            }
            Body::Or(branches) => {
                let mut best = Steps::never();
                for body in branches {
                    best = best.max(&self.bound(body, bindings));
                }
                best
            }
            Body::Not(body) => self.of(body, bindings).complement(),
            Body::Past(body) => self.bound(body, bindings).past(),
            Body::AnyTime(body) => self.bound(body, bindings).any_time(),
            Body::PastWithin(length, body) => {
                self.bound(body, bindings).past_within(length.duration)
            }
            Body::Throughout(length, body) => {
                self.bound(body, bindings).throughout(length.duration)
            }
            Body::AtLeast(count) => self.count(count, count.k, bindings),
            Body::AtMost(count) => self.more_than(count, bindings).complement(),
            Body::Exactly(count) => self
                .count(count, count.k, bindings)
                .min(&self.more_than(count, bindings).complement()),
            Body::AtLeastOf { k, of } => {
                let each: Vec<Steps> = of.iter().map(|body| self.bound(body, bindings)).collect();
                kth(*k, &each)
            }
            Body::Compare {
                op,
                left,
                right,
                possibly,
            } => match (bindings.term(left), bindings.term(right)) {
                (Some(left), Some(right)) if holds(*op, left, right, *possibly) => always(),
                _ => Steps::never(),
            },
        }
    }

    fn more_than(&self, count: &Count, bindings: &Bindings) -> Steps {
        self.count(count, count.k.saturating_add(1), bindings)
    }

    fn count(&self, count: &Count, k: u32, bindings: &Bindings) -> Steps {
        let mut each: BTreeMap<Value, Steps> = BTreeMap::new();
        for way in self.solutions(&count.body, vec![bindings.clone()]) {
            if let Some(value) = way.get(count.var) {
                let steps = self.bound(&count.body, &way);
                let best = each.entry(value.clone()).or_default();
                *best = best.max(&steps);
            }
        }
        let each: Vec<Steps> = each.into_values().collect();
        kth(k, &each)
    }
}

fn kth(k: u32, each: &[Steps]) -> Steps {
    if k == 0 {
        return Steps::always(Likelihood::CERTAIN);
    }
    usize::try_from(k).map_or_else(|_| Steps::never(), |k| Steps::kth_greatest(k, each))
}
