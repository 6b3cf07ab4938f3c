//! ⟦B⟧: what a condition is worth under an assignment, at every stretch (the table of section 5).

use super::condition::{Condition, Count, Pattern, Rule, Term};
use super::timeline::Timeline;
use super::universe::Universe;
use super::{Ground, ONE, Row, Value, compare};
use casus::model::Sign;
use std::collections::{BTreeSet, HashMap};

/// The values of sentences by sign, those that are 0 everywhere left out.
#[derive(Clone, Default)]
pub struct Table {
    /// For.
    pub support: HashMap<Ground, Row>,
    /// Ag.
    pub denial: HashMap<Ground, Row>,
}

impl Table {
    /// The values of one sign.
    pub fn of(&self, sign: Sign) -> &HashMap<Ground, Row> {
        match sign {
            Sign::For => &self.support,
            Sign::Against => &self.denial,
        }
    }

    /// The values of one sign, to be changed.
    pub fn of_mut(&mut self, sign: Sign) -> &mut HashMap<Ground, Row> {
        match sign {
            Sign::For => &mut self.support,
            Sign::Against => &mut self.denial,
        }
    }
}

/// What is told in the world that is evaluated: it does not change from stratum to stratum.
pub struct Told {
    /// For⁰ and Ag⁰.
    pub stated: Table,
    /// By claimant: the greatest c of their items for a sentence.
    pub claims: HashMap<usize, HashMap<Ground, Row>>,
    /// Where a sentence is masked: For, lo and hi are 0 there.
    pub masked: HashMap<Ground, Vec<bool>>,
}

/// The least value, or the greatest, that a sentence has by the second pass of section 7. In the first pass both
/// stand for the value itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Bound {
    Lo,
    Hi,
}

impl Bound {
    /// Under a not the two change places.
    pub fn turned(self) -> Bound {
        match self {
            Bound::Lo => Bound::Hi,
            Bound::Hi => Bound::Lo,
        }
    }
}

/// What a round reads.
pub struct Reading<'a> {
    /// All values.
    pub universe: &'a Universe,
    /// All stretches.
    pub timeline: &'a Timeline,
    /// The evidence.
    pub told: &'a Told,
    /// What the rounds before gave, for either bound.
    pub lo: &'a Table,
    /// The same table in the first pass.
    pub hi: &'a Table,
    /// Where Ag_S(t) ≥ θ, so that `stated S` is 0 in lo; none in the first pass.
    pub denied: Option<&'a HashMap<Ground, Vec<bool>>>,
}

/// A rule being tried: a value for each variable that is bound so far.
pub struct Trial<'a> {
    reading: &'a Reading<'a>,
    rule: &'a Rule,
    /// What each variable can stand for.
    candidates: Vec<Vec<usize>>,
    bound: Vec<Option<usize>>,
    zero: Row,
}

impl<'a> Trial<'a> {
    /// Before anything is bound.
    pub fn of(rule: &'a Rule, reading: &'a Reading<'a>) -> Trial<'a> {
        let mut met: Vec<Option<BTreeSet<usize>>> = vec![None; rule.variables];
        candidates(&rule.body, reading, &mut met);
        let all = || reading.universe.all().collect();
        Trial {
            candidates: met
                .into_iter()
                .map(|met| met.map_or_else(all, |values| values.into_iter().collect()))
                .collect(),
            bound: vec![None; rule.variables],
            zero: vec![0; reading.timeline.len()],
            reading,
            rule,
        }
    }

    /// Every head that the rule gives, with min(r, ⟦B⟧) where that is above 0 somewhere.
    pub fn heads(&mut self, bound: Bound, found: &mut dyn FnMut(Ground, Row)) {
        let rule = self.rule;
        self.assign(&rule.own, &rule.body, bound, &mut |trial, mut row| {
            for value in &mut row {
                *value = rule.likelihood.min(*value);
            }
            if let Some(head) = trial.ground(&rule.head) {
                found(head, row);
            }
        });
    }

    /// Every assignment of some variables under which the condition is above 0 somewhere.
    fn assign(
        &mut self,
        variables: &[usize],
        condition: &Condition,
        bound: Bound,
        found: &mut dyn FnMut(&mut Self, Row),
    ) {
        let Some((first, rest)) = variables.split_first() else {
            let row = self.value(condition, bound);
            if row.iter().any(|value| *value > 0) {
                found(self, row);
            }
            return;
        };
        for candidate in self.candidates[*first].clone() {
            self.bound[*first] = Some(candidate);
            if !self.is_hopeless(condition, bound) {
                self.assign(rest, condition, bound, found);
            }
        }
        self.bound[*first] = None;
    }

    /// Whether the condition is 0 whatever the rest is bound to. (Only spares time: it is 0 in the end anyhow.)
    fn is_hopeless(&mut self, condition: &Condition, bound: Bound) -> bool {
        match condition {
            Condition::And(all) => all.iter().any(|one| self.is_hopeless(one, bound)),
            Condition::Or(any) => any.iter().all(|one| self.is_hopeless(one, bound)),
            Condition::Past(inner) | Condition::AnyTime(inner) => self.is_hopeless(inner, bound),
            Condition::Sentence(_, pattern) | Condition::Stated(_, pattern) => {
                self.ground(pattern).is_some()
                    && self.value(condition, bound).iter().all(|value| *value == 0)
            }
            _ => false,
        }
    }

    /// A pattern with values in place of variables; none while one is unbound.
    fn ground(&self, pattern: &Pattern) -> Option<Ground> {
        let args: Option<Vec<usize>> = pattern.args.iter().map(|t| self.term(*t)).collect();
        args.map(|args| (pattern.relation, args))
    }

    fn term(&self, term: Term) -> Option<usize> {
        match term {
            Term::Var(variable) => self.bound[variable],
            Term::Value(value) => Some(value),
        }
    }

    /// ⟦B⟧, with all of the rule's own variables bound.
    fn value(&mut self, condition: &Condition, bound: Bound) -> Row {
        let reading = self.reading;
        match condition {
            Condition::Sentence(sign, pattern) => {
                let table = match bound {
                    Bound::Lo => reading.lo,
                    Bound::Hi => reading.hi,
                };
                self.read(table.of(*sign), pattern)
            }
            Condition::Stated(sign, pattern) => {
                let mut row = self.read(reading.told.stated.of(*sign), pattern);
                if let (Bound::Lo, Sign::For, Some(denied)) = (bound, *sign, reading.denied)
                    && let Some(denied) = self.ground(pattern).and_then(|s| denied.get(&s))
                {
                    blank(&mut row, denied);
                }
                row
            }
            Condition::Claimed(pattern, by) => {
                let by = self.term(*by);
                let claims = by.and_then(|by| reading.told.claims.get(&by));
                claims.map_or_else(|| self.zero.clone(), |claims| self.read(claims, pattern))
            }
            Condition::And(all) => {
                let mut row = vec![ONE; self.zero.len()];
                for one in all {
                    row = pointwise(&row, &self.value(one, bound), Ord::min);
                    if row == self.zero {
                        break;
                    }
                }
                row
            }
            Condition::Or(any) => {
                let mut row = self.zero.clone();
                for one in any {
                    row = pointwise(&row, &self.value(one, bound), Ord::max);
                }
                row
            }
            Condition::Not(own, inner) => complement(&self.sup(own, inner, bound.turned())),
            Condition::Past(inner) => reading.timeline.past(&self.value(inner, bound)),
            Condition::AnyTime(inner) => reading.timeline.any_time(&self.value(inner, bound)),
            Condition::PastWithin(length, inner) => {
                let row = self.value(inner, bound);
                reading.timeline.past_within(&row, *length)
            }
            Condition::Throughout(length, inner) => {
                let row = self.value(inner, bound);
                reading.timeline.throughout(&row, *length)
            }
            Condition::AtLeast(count) => self.at_least(count, count.k, bound),
            Condition::AtMost(count) => {
                complement(&self.at_least(count, count.k + 1, bound.turned()))
            }
            Condition::Exactly(count) => {
                let at_least = self.at_least(count, count.k, bound);
                let at_most = complement(&self.at_least(count, count.k + 1, bound.turned()));
                pointwise(&at_least, &at_most, Ord::min)
            }
            Condition::AtLeastOf(k, of) => {
                let rows: Vec<Row> = of.iter().map(|one| self.value(one, bound)).collect();
                self.kth_greatest(*k, &rows)
            }
            Condition::Compare(op, left, right, possibly) => {
                let (left, right) = (self.term(*left), self.term(*right));
                let holds = left.zip(right).is_some_and(|(left, right)| {
                    let universe = reading.universe;
                    compare::holds(op, universe.value(left), universe.value(right), *possibly)
                });
                vec![if holds { ONE } else { 0 }; self.zero.len()]
            }
        }
    }

    fn read(&self, table: &HashMap<Ground, Row>, pattern: &Pattern) -> Row {
        let row = self
            .ground(pattern)
            .and_then(|sentence| table.get(&sentence));
        row.cloned().unwrap_or_else(|| self.zero.clone())
    }

    /// sup, over the variables that stand in A alone, of ⟦A⟧(t).
    fn sup(&mut self, own: &[usize], inner: &Condition, bound: Bound) -> Row {
        let mut greatest = self.zero.clone();
        self.assign(own, inner, bound, &mut |_, row| {
            greatest = pointwise(&greatest, &row, Ord::max);
        });
        greatest
    }

    /// The k-th greatest, over distinct ?x, of the sup over B's other own variables.
    fn at_least(&mut self, count: &Count, k: u32, bound: Bound) -> Row {
        let mut rows = Vec::new();
        for candidate in self.candidates[count.counted].clone() {
            self.bound[count.counted] = Some(candidate);
            rows.push(self.sup(&count.own, &count.body, bound));
        }
        self.bound[count.counted] = None;
        self.kth_greatest(k, &rows)
    }

    /// The k-th greatest at each instant; 0 if there are fewer. The greatest of none at all is 1.
    fn kth_greatest(&self, k: u32, rows: &[Row]) -> Row {
        let at = |t: usize| -> Value {
            let mut values: Vec<Value> = rows.iter().map(|row| row[t]).collect();
            values.sort_unstable_by(|a, b| b.cmp(a));
            match (k as usize).checked_sub(1) {
                None => ONE,
                Some(before) => values.get(before).copied().unwrap_or(0),
            }
        };
        (0..self.zero.len()).map(at).collect()
    }
}

/// What the variables of a condition can stand for: a condition above 0 has each of them in some sentence that is
/// above 0, so the values that stand in those slots are enough. A variable of no sentence stands for everything.
fn candidates(condition: &Condition, reading: &Reading, met: &mut Vec<Option<BTreeSet<usize>>>) {
    for inner in condition.inner() {
        candidates(inner, reading, met);
    }
    let mut add = |pattern: &Pattern, table: &HashMap<Ground, Row>| {
        for (slot, term) in pattern.args.iter().enumerate() {
            if let Term::Var(variable) = term {
                let values = table
                    .keys()
                    .filter(|(relation, _)| *relation == pattern.relation)
                    .map(|(_, args)| args[slot]);
                met[*variable].get_or_insert_default().extend(values);
            }
        }
    };
    match condition {
        Condition::Sentence(sign, pattern) => {
            add(pattern, reading.lo.of(*sign));
            add(pattern, reading.hi.of(*sign));
        }
        Condition::Stated(sign, pattern) => add(pattern, reading.told.stated.of(*sign)),
        Condition::Claimed(pattern, by) => {
            for claims in reading.told.claims.values() {
                add(pattern, claims);
            }
            if let Term::Var(by) = by {
                let claimants = reading.told.claims.keys().copied();
                met[*by].get_or_insert_default().extend(claimants);
            }
        }
        _ => {}
    }
}

/// A row made of two, instant by instant.
pub fn pointwise(a: &Row, b: &Row, of: impl Fn(Value, Value) -> Value) -> Row {
    a.iter().zip(b).map(|(a, b)| of(*a, *b)).collect()
}

fn complement(row: &Row) -> Row {
    row.iter().map(|value| ONE - value).collect()
}

/// Makes a row 0 where it says.
pub fn blank(row: &mut Row, wherever: &[bool]) {
    for (value, gone) in row.iter_mut().zip(wherever) {
        if *gone {
            *value = 0;
        }
    }
}
