//! `why not S`: for each rule that could have given a claim, the closest it came. Takes a world and a claim, gives for
//! each rule what held, what is missing, what blocked it.
//!
//! The one idea: conditions are met one after another, each by what holds or left missing, and a way that leaves more
//! missing than the best so far is given up.

use super::bindings::{Bindings, is_open};
use super::reading::Reading;
use super::repair::{Repair, smallest_repair};
use super::search::Search;
use super::{Derivation, Evidence, Premise, why};
use crate::engine::World;
use crate::model::{Body, Count, Rule, RuleId, Signed, Value, VarId};
use crate::time::{Instant, Likelihood};

/// Why a claim does not hold.
#[derive(Clone, PartialEq, Debug)]
pub struct WhyNot {
    /// The claim.
    pub claim: Signed,
    /// When.
    pub at: Instant,
    /// What it is worth; below the bar unless the question was mistaken.
    pub value: Likelihood,
    /// What is stated of it, if anything is: not enough.
    pub stated: Option<Evidence>,
    /// What speaks for the opposite, where that holds.
    pub against: Option<Derivation>,
    /// Each rule that could have given it, the nearest first.
    pub rules: Vec<NearMiss>,
    /// The smallest change that would make it hold; none where none was found.
    pub repair: Option<Repair>,
    /// Whether all ways to fill in the rules were looked at.
    pub complete: bool,
}

/// How near a rule came to giving a claim.
#[derive(Clone, PartialEq, Debug)]
pub struct NearMiss {
    /// The rule.
    pub rule: RuleId,
    /// What its variables stand for, where that is known.
    pub bindings: Vec<(VarId, Value)>,
    /// One for each condition of its body, in its order.
    pub conditions: Vec<Condition>,
    /// What it gives so: 0 where a condition has nothing for it.
    pub reached: Likelihood,
    /// Whether the rule's own likelihood is below the bar, so that it never suffices.
    pub too_weak: bool,
}

/// A condition of a rule that did not suffice.
#[derive(Clone, PartialEq, Debug)]
pub struct Condition {
    /// The condition, its variables filled in as far as they are known.
    pub body: Body,
    /// What it is worth.
    pub value: Likelihood,
    /// Whether that is enough, and what makes it so.
    pub state: State,
}

/// How a condition stands.
#[derive(Clone, PartialEq, Debug)]
pub enum State {
    /// It is at or over the bar; what it rests on.
    Held(Option<Premise>),
    /// It is below the bar; what little there is for it.
    Missing(Option<Premise>),
    /// It is a negation, and this stands against it.
    Blocked(Premise),
}

/// So many ways to fill in the rules are looked at.
const WAYS: usize = 5_000;
/// So many ways to meet one condition.
const FITS: usize = 60;

/// Why the claim does not hold at the instant.
#[must_use]
pub fn why_not(world: &World, claim: &Signed, at: Instant) -> WhyNot {
    let claim = Signed {
        sign: claim.sign,
        sentence: world.merged(&claim.sentence),
    };
    let reading = Reading { world };
    let opposite = Signed {
        sign: claim.sign.turned(),
        sentence: claim.sentence.clone(),
    };
    let mut complete = true;
    let mut rules = Vec::new();
    let mut search = Search::new(world);
    for (id, rule) in world.rules() {
        if rule.head.relation != claim.sentence.relation || rule.sign != claim.sign {
            continue;
        }
        let none = Bindings::none(rule.variables.len());
        let Some(head) = none.matching(&rule.head, &claim.sentence) else {
            continue;
        };
        let mut nearest = Nearest {
            reading,
            at,
            conditions: conditions(rule),
            best: None,
            left: WAYS,
        };
        let all: Vec<usize> = (0..nearest.conditions.len()).collect();
        nearest.go_on(&all, &head, 0);
        complete &= nearest.left > 0;
        let bindings = nearest.best.map_or(head, |(_, _, bindings)| bindings);
        rules.push(told(&mut search, reading, (id, rule), &bindings, at));
    }
    rules.sort_by_key(|miss| (miss.missing(), std::cmp::Reverse(miss.reached)));
    WhyNot {
        value: reading.value(&claim, at),
        stated: reading.evidence(&claim, at),
        against: (reading.value(&opposite, at) >= world.bar())
            .then(|| why(world, &opposite, at))
            .flatten(),
        rules,
        repair: smallest_repair(world, &claim, at),
        complete,
        claim,
        at,
    }
}

impl NearMiss {
    /// How many conditions do not hold.
    #[must_use]
    pub fn missing(&self) -> usize {
        let fails = |condition: &&Condition| !matches!(condition.state, State::Held(_));
        self.conditions.iter().filter(fails).count()
    }
}

fn conditions(rule: &Rule) -> &[Body] {
    match &rule.body {
        Body::And(all) => all,
        one => std::slice::from_ref(one),
    }
}

struct Nearest<'w> {
    reading: Reading<'w>,
    at: Instant,
    conditions: &'w [Body],
    /// How many are missing, how much the rest leaves to be wished for, and what the variables stand for.
    best: Option<(usize, Likelihood, Bindings)>,
    left: usize,
}

impl Nearest<'_> {
    /// Meets the conditions that are left in every way, the fewest missing.
    fn go_on(&mut self, open: &[usize], bindings: &Bindings, missing: usize) {
        if self.best.as_ref().is_some_and(|(best, ..)| missing > *best) || self.left == 0 {
            return;
        }
        self.left -= 1;
        // First what has nothing unbound, then sentences, and negations when there is nothing else.
        let rank = |place: &usize| match self.conditions.get(*place) {
            Some(Body::Not(_) | Body::AtMost(_) | Body::Exactly(_) | Body::Compare { .. }) => 2,
            Some(body) if !is_open(body, bindings) => 0,
            Some(_) => 1,
            None => 3,
        };
        let Some(next) = open
            .iter()
            .copied()
            .min_by_key(|place| (rank(place), *place))
        else {
            self.keep(bindings, missing);
            return;
        };
        let rest: Vec<usize> = open
            .iter()
            .copied()
            .filter(|place| *place != next)
            .collect();
        let Some(body) = self.conditions.get(next) else {
            return;
        };
        let bar = self.reading.world.bar();
        if !is_open(body, bindings) {
            let holds = self.reading.steps(body, bindings).at(self.at) >= bar;
            self.go_on(&rest, bindings, missing + usize::from(!holds));
            return;
        }
        let mut fits = self.reading.fits(body, bindings);
        fits.retain(|fit| fit.steps.at(self.at) >= bar);
        if fits.len() > FITS {
            fits.truncate(FITS);
            self.left = self.left.saturating_sub(WAYS / 10);
        }
        for fit in fits {
            self.go_on(&rest, &fit.bindings, missing);
        }
        self.go_on(&rest, bindings, missing + 1);
    }

    fn keep(&mut self, bindings: &Bindings, missing: usize) {
        let least = self
            .conditions
            .iter()
            .map(|body| self.reading.steps(body, bindings).at(self.at))
            .min()
            .unwrap_or(Likelihood::CERTAIN);
        let better = self.best.as_ref().is_none_or(|(fewest, best, known)| {
            let named = known.bound().count();
            (missing, least.complement(), bindings.bound().count()) < (*fewest, *best, named)
        });
        if better {
            self.best = Some((missing, least.complement(), bindings.clone()));
        }
    }
}

/// The rule as it stands with its variables filled in so.
fn told(
    search: &mut Search<'_>,
    reading: Reading<'_>,
    (id, rule): (RuleId, &Rule),
    bindings: &Bindings,
    at: Instant,
) -> NearMiss {
    let bar = reading.world.bar();
    let mut reached = rule.likelihood;
    let mut told = Vec::new();
    for body in conditions(rule) {
        let value = reading.steps(body, bindings).at(at);
        reached = reached.min(value);
        let premise = search.condition(body, bindings, at);
        let state = match body {
            _ if value >= bar => State::Held(premise),
            Body::Not(inner) => match search.condition(inner, bindings, at) {
                Some(against) => State::Blocked(against),
                None => State::Missing(premise),
            },
            // Too many are there: the count itself stands in the way.
            Body::AtMost(count) | Body::Exactly(count) => {
                let more = Body::AtLeast(Count {
                    k: count.k.saturating_add(1),
                    ..count.clone()
                });
                match search.condition(&more, bindings, at) {
                    Some(against) if against.value() > bar.complement() => State::Blocked(against),
                    _ => State::Missing(premise),
                }
            }
            _ => State::Missing(premise),
        };
        told.push(Condition {
            body: bindings.fill_body(body),
            value,
            state,
        });
    }
    NearMiss {
        rule: id,
        bindings: bindings.to_pairs(),
        conditions: told,
        reached,
        too_weak: rule.likelihood < bar,
    }
}
