//! Bodies. Takes conditions as they were read, gives a [`Body`] with its variables numbered, every variable bound, and the
//! kinds that slots ask written out as conditions.
//!
//! A variable belongs to the smallest negation or count that holds all its occurrences, else to the rule (meaning.md 5).
//! A slot's kind is a condition on what stands in it: where no positive sentence of its scope guarantees it, the body says
//! `?x is a KIND`.

use super::condition::{Condition, Counting, How};
use super::error::ResolveError;
use super::front::{Front, VariableNames};
use super::names::Content;
use super::segment::Reading;
use crate::model::{
    Body, Count, KindId, Kinds, Number, Pattern, RelationId, Sign, Term, Value, VarId,
};
use crate::source::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Lowers conditions and heads of one rule or question.
pub(super) struct Bodies<'f, 'a> {
    pub front: &'f mut Front<'a>,
    pub variables: VariableNames,
}

impl Bodies<'_, '_> {
    /// The kinds of a relation's slots.
    fn slots(&self, relation: RelationId) -> impl Iterator<Item = KindId> + '_ {
        self.front
            .situation
            .relations
            .get(relation)
            .into_iter()
            .flat_map(|row| row.slots.iter().copied())
    }

    fn kind_of(&self, relation: RelationId) -> Option<KindId> {
        self.front.situation.relations.get(relation)?.kind
    }

    fn is_below(&self, kind: KindId, above: KindId) -> bool {
        self.front.vocabulary.is_below(kind, above)
    }

    /// A sentence as a pattern and its sign.
    pub fn pattern(&mut self, reading: &Reading) -> Result<(Sign, Pattern), ResolveError> {
        let mut patterns = self.front.patterns(reading, &mut self.variables)?;
        if patterns.len() != 1 {
            return Err(ResolveError::Expected {
                place: reading.place,
                what: "one name; a list stands in statements only",
                form: None,
            });
        }
        Ok((reading.sign, patterns.remove(0)))
    }

    fn term(&mut self, content: &Content, place: Place) -> Result<Term, ResolveError> {
        self.front.term(content, place, Some(&mut self.variables))
    }

    /// A condition as a body, without the kinds that its slots ask.
    pub fn body(&mut self, condition: &Condition) -> Result<Body, ResolveError> {
        Ok(match condition {
            Condition::Sentence { reading, how } => {
                let (sign, pattern) = self.pattern(reading)?;
                match (how, sign) {
                    (How::Plain, Sign::For) => Body::Sentence(pattern),
                    (How::Plain, Sign::Against) | (How::ItIsDenied, Sign::For) => {
                        Body::Denied(pattern)
                    }
                    (How::ItIsDenied, Sign::Against) => Body::Sentence(pattern),
                    (How::Stated, sign) => Body::Stated(sign, pattern),
                    (How::Claimed(by), Sign::For) => Body::Claimed {
                        pattern,
                        by: self.term(by, reading.place)?,
                    },
                    (How::Claimed(_), Sign::Against) => {
                        return Err(ResolveError::Expected {
                            place: reading.place,
                            what: "a sentence that somebody claims, not a denial",
                            form: Some("?a arms ?b according to ?who"),
                        });
                    }
                }
            }
            Condition::And(all) => Body::And(self.bodies(all)?),
            Condition::Or(all) => Body::Or(self.bodies(all)?),
            Condition::Not(one) => Body::Not(Box::new(self.body(one)?)),
            Condition::Past(one) => Body::Past(Box::new(self.body(one)?)),
            Condition::PastWithin(length, one) => {
                Body::PastWithin(length.clone(), Box::new(self.body(one)?))
            }
            Condition::Throughout(length, one) => {
                Body::Throughout(length.clone(), Box::new(self.body(one)?))
            }
            Condition::AnyTime(one) => Body::AnyTime(Box::new(self.body(one)?)),
            Condition::Count { how, k, var, body } => {
                let var = self.variables.number(var);
                let count = Count {
                    k: *k,
                    var,
                    body: Box::new(self.body(body)?),
                };
                match how {
                    Counting::AtLeast => Body::AtLeast(count),
                    Counting::AtMost => Body::AtMost(count),
                    Counting::Exactly => Body::Exactly(count),
                }
            }
            Condition::AtLeastOf { k, of } => Body::AtLeastOf {
                k: *k,
                of: self.bodies(of)?,
            },
            Condition::Compare {
                op,
                left,
                right,
                possibly,
                place,
            } => Body::Compare {
                op: *op,
                left: self.term(left, *place)?,
                right: self.term(right, *place)?,
                possibly: *possibly,
            },
        })
    }

    fn bodies(&mut self, all: &[Condition]) -> Result<Vec<Body>, ResolveError> {
        all.iter().map(|one| self.body(one)).collect()
    }

    /// The body with the kinds that slots ask as conditions, `head` among the slots. Years that are compared with dates
    /// are dates from here on.
    pub fn with_kinds(&mut self, body: Body, head: Option<&Pattern>) -> Body {
        let asked = self.asked(&body, head);
        let body = years(body, &asked);
        let scopes = Scopes::of(&body, head, self.variables.names.len());
        self.add_kinds(body, None, &scopes, &asked)
    }

    /// `an actor`
    pub fn with_article(&self, kind: KindId) -> String {
        let row = self.front.situation.kinds.table.get(kind);
        row.map_or_else(String::new, |row| format!("{} {}", row.article, row.name))
    }

    /// A kind that some slot asks of a variable, the lowest of them.
    pub fn kind_asked(&self, head: &Pattern, body: &Body, var: VarId) -> KindId {
        let asked = self.asked(body, Some(head));
        let kinds: Vec<KindId> = asked.get(&var).into_iter().flatten().copied().collect();
        kinds
            .iter()
            .copied()
            .find(|kind| kinds.iter().all(|other| self.is_below(*kind, *other)))
            .or(kinds.first().copied())
            .unwrap_or(Kinds::ENTITY)
    }

    /// Every kind that some slot asks of each variable.
    fn asked(&self, body: &Body, head: Option<&Pattern>) -> BTreeMap<VarId, BTreeSet<KindId>> {
        let mut asked: BTreeMap<VarId, BTreeSet<KindId>> = BTreeMap::new();
        let mut note = |pattern: &Pattern, by: Option<&Term>| {
            for (term, kind) in pattern.args.iter().zip(self.slots(pattern.relation)) {
                if let Term::Var(var) = term {
                    asked.entry(*var).or_default().insert(kind);
                }
            }
            if let Some(Term::Var(var)) = by {
                asked.entry(*var).or_default().insert(Kinds::ACTOR);
            }
        };
        head.into_iter().for_each(|head| note(head, None));
        each_pattern(body, &mut |pattern, by| note(pattern, by));
        asked
    }

    /// Whether a body guarantees that a variable is of a kind, by the positive sentences that it stands in. A branch in
    /// which it does not stand says nothing of it.
    fn guarantees(&self, body: &Body, var: VarId, kind: KindId) -> bool {
        let stands_in = |pattern: &Pattern| {
            let own = self.kind_of(pattern.relation);
            pattern
                .args
                .iter()
                .zip(self.slots(pattern.relation))
                .any(|(term, slot)| {
                    *term == Term::Var(var)
                        && (self.is_below(slot, kind)
                            || own.is_some_and(|own| self.is_below(own, kind)))
                })
        };
        match body {
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
                stands_in(pattern)
            }
            Body::Claimed { pattern, by } => {
                stands_in(pattern) || (*by == Term::Var(var) && self.is_below(Kinds::ACTOR, kind))
            }
            Body::And(all) => all.iter().any(|one| self.guarantees(one, var, kind)),
            Body::Or(all) | Body::AtLeastOf { of: all, .. } => {
                let mut there = all.iter().filter(|one| stands(one, var)).peekable();
                there.peek().is_some() && there.all(|one| self.guarantees(one, var, kind))
            }
            Body::Past(one)
            | Body::PastWithin(_, one)
            | Body::Throughout(_, one)
            | Body::AnyTime(one) => self.guarantees(one, var, kind),
            Body::AtLeast(count) if count.k > 0 => self.guarantees(&count.body, var, kind),
            Body::Not(_)
            | Body::AtLeast(_)
            | Body::AtMost(_)
            | Body::Exactly(_)
            | Body::Compare { .. } => false,
        }
    }

    /// Adds the kinds of the variables of one scope, then those of the scopes inside.
    fn add_kinds(
        &mut self,
        body: Body,
        scope: Option<usize>,
        scopes: &Scopes,
        asked: &BTreeMap<VarId, BTreeSet<KindId>>,
    ) -> Body {
        let mut counter = scope.map_or(0, |scope| scope + 1);
        let body = self.inner_kinds(body, &mut counter, scopes, asked);
        let mut missing = Vec::new();
        for var in scopes.variables(scope) {
            for kind in asked.get(&var).into_iter().flatten().copied() {
                let said = is_literal(kind) || kind == Kinds::ENTITY;
                if !said && !self.guarantees(&body, var, kind) {
                    missing.push((var, kind));
                }
            }
        }
        // Of two kinds of which one is below the other, the lower says both.
        let kinds: Vec<(VarId, KindId)> = missing.clone();
        missing.retain(|(var, kind)| {
            !kinds
                .iter()
                .any(|(other, below)| other == var && below != kind && self.is_below(*below, *kind))
        });
        if missing.is_empty() {
            return body;
        }
        let mut all = match body {
            Body::And(all) => all,
            one => vec![one],
        };
        for (var, kind) in missing {
            let relation = self.front.kind_relation(kind);
            all.push(Body::Sentence(Pattern {
                relation,
                args: vec![Term::Var(var)],
            }));
        }
        Body::And(all)
    }

    /// Goes through a body in the order in which [`Scopes`] numbers its negations and counts.
    fn inner_kinds(
        &mut self,
        body: Body,
        counter: &mut usize,
        scopes: &Scopes,
        asked: &BTreeMap<VarId, BTreeSet<KindId>>,
    ) -> Body {
        let all = |this: &mut Self, all: Vec<Body>, counter: &mut usize| -> Vec<Body> {
            all.into_iter()
                .map(|one| this.inner_kinds(one, counter, scopes, asked))
                .collect()
        };
        match body {
            Body::And(bodies) => Body::And(all(self, bodies, counter)),
            Body::Or(bodies) => Body::Or(all(self, bodies, counter)),
            Body::AtLeastOf { k, of } => Body::AtLeastOf {
                k,
                of: all(self, of, counter),
            },
            Body::Past(one) => Body::Past(Box::new(self.inner_kinds(*one, counter, scopes, asked))),
            Body::AnyTime(one) => {
                Body::AnyTime(Box::new(self.inner_kinds(*one, counter, scopes, asked)))
            }
            Body::PastWithin(length, one) => Body::PastWithin(
                length,
                Box::new(self.inner_kinds(*one, counter, scopes, asked)),
            ),
            Body::Throughout(length, one) => Body::Throughout(
                length,
                Box::new(self.inner_kinds(*one, counter, scopes, asked)),
            ),
            Body::Not(one) => Body::Not(Box::new(self.scoped(*one, counter, scopes, asked))),
            Body::AtLeast(count) => Body::AtLeast(self.counted(count, counter, scopes, asked)),
            Body::AtMost(count) => Body::AtMost(self.counted(count, counter, scopes, asked)),
            Body::Exactly(count) => Body::Exactly(self.counted(count, counter, scopes, asked)),
            leaf @ (Body::Sentence(_)
            | Body::Denied(_)
            | Body::Stated(..)
            | Body::Claimed { .. }
            | Body::Compare { .. }) => leaf,
        }
    }

    fn counted(
        &mut self,
        count: Count,
        counter: &mut usize,
        scopes: &Scopes,
        asked: &BTreeMap<VarId, BTreeSet<KindId>>,
    ) -> Count {
        Count {
            body: Box::new(self.scoped(*count.body, counter, scopes, asked)),
            ..count
        }
    }

    fn scoped(
        &mut self,
        body: Body,
        counter: &mut usize,
        scopes: &Scopes,
        asked: &BTreeMap<VarId, BTreeSet<KindId>>,
    ) -> Body {
        let scope = *counter;
        *counter = scope + scopes.within(scope);
        self.add_kinds(body, Some(scope), scopes, asked)
    }
}

fn is_literal(kind: KindId) -> bool {
    matches!(
        kind,
        Kinds::TEXT | Kinds::NUMBER | Kinds::DATE | Kinds::SENTENCE
    )
}

/// Calls for every sentence of a body, and for who claims it.
pub(super) fn each_pattern<'b>(
    body: &'b Body,
    call: &mut dyn FnMut(&'b Pattern, Option<&'b Term>),
) {
    match body {
        Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
            call(pattern, None)
        }
        Body::Claimed { pattern, by } => call(pattern, Some(by)),
        Body::And(all) | Body::Or(all) | Body::AtLeastOf { of: all, .. } => {
            all.iter().for_each(|one| each_pattern(one, call));
        }
        Body::Not(one)
        | Body::Past(one)
        | Body::PastWithin(_, one)
        | Body::Throughout(_, one)
        | Body::AnyTime(one) => each_pattern(one, call),
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
            each_pattern(&count.body, call)
        }
        Body::Compare { .. } => {}
    }
}

/// Calls for every term of a body, what is counted included.
pub(super) fn each_term<'b>(body: &'b Body, call: &mut dyn FnMut(&'b Term)) {
    match body {
        Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
            pattern.args.iter().for_each(call);
        }
        Body::Claimed { pattern, by } => pattern.args.iter().chain([by]).for_each(call),
        Body::Compare { left, right, .. } => [left, right].into_iter().for_each(call),
        Body::And(all) | Body::Or(all) | Body::AtLeastOf { of: all, .. } => {
            all.iter().for_each(|one| each_term(one, call));
        }
        Body::Not(one)
        | Body::Past(one)
        | Body::PastWithin(_, one)
        | Body::Throughout(_, one)
        | Body::AnyTime(one) => each_term(one, call),
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
            each_term(&count.body, call)
        }
    }
}

/// Calls for every term of a body, to change it.
pub(super) fn each_term_mut(body: &mut Body, call: &mut dyn FnMut(&mut Term)) {
    match body {
        Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
            pattern.args.iter_mut().for_each(call);
        }
        Body::Claimed { pattern, by } => pattern.args.iter_mut().chain([by]).for_each(call),
        Body::Compare { left, right, .. } => [left, right].into_iter().for_each(call),
        Body::And(all) | Body::Or(all) | Body::AtLeastOf { of: all, .. } => {
            all.iter_mut().for_each(|one| each_term_mut(one, call));
        }
        Body::Not(one)
        | Body::Past(one)
        | Body::PastWithin(_, one)
        | Body::Throughout(_, one)
        | Body::AnyTime(one) => each_term_mut(one, call),
        Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
            each_term_mut(&mut count.body, call)
        }
    }
}

/// Whether a variable stands in some sentence of a body.
fn stands(body: &Body, var: VarId) -> bool {
    let mut found = false;
    each_pattern(body, &mut |pattern, by| {
        found |= pattern
            .args
            .iter()
            .chain(by)
            .any(|term| *term == Term::Var(var));
    });
    found
}

/// A bare year that is compared with a date is that year.
fn years(body: Body, asked: &BTreeMap<VarId, BTreeSet<KindId>>) -> Body {
    let all = |all: Vec<Body>| all.into_iter().map(|one| years(one, asked)).collect();
    let one = |one: Box<Body>| Box::new(years(*one, asked));
    let count = |count: Count| Count {
        body: Box::new(years(*count.body, asked)),
        ..count
    };
    match body {
        Body::And(bodies) => Body::And(all(bodies)),
        Body::Or(bodies) => Body::Or(all(bodies)),
        Body::AtLeastOf { k, of } => Body::AtLeastOf { k, of: all(of) },
        Body::Not(inner) => Body::Not(one(inner)),
        Body::Past(inner) => Body::Past(one(inner)),
        Body::PastWithin(length, inner) => Body::PastWithin(length, one(inner)),
        Body::Throughout(length, inner) => Body::Throughout(length, one(inner)),
        Body::AnyTime(inner) => Body::AnyTime(one(inner)),
        Body::AtLeast(inner) => Body::AtLeast(count(inner)),
        Body::AtMost(inner) => Body::AtMost(count(inner)),
        Body::Exactly(inner) => Body::Exactly(count(inner)),
        Body::Compare {
            op,
            left,
            right,
            possibly,
        } => {
            let dates = |term: &Term| matches!(term, Term::Var(var) if asked.get(var).is_some_and(|kinds| kinds.contains(&Kinds::DATE)));
            let (left, right) = match (dates(&left), dates(&right)) {
                (true, false) => (left, year(right)),
                (false, true) => (year(left), right),
                _ => (left, right),
            };
            Body::Compare {
                op,
                left,
                right,
                possibly,
            }
        }
        leaf => leaf,
    }
}

fn year(term: Term) -> Term {
    let Term::Value(Value::Number(range)) = &term else {
        return term;
    };
    let (Some(low), Some(high)) = (range.low, range.high) else {
        return term;
    };
    let whole = low.0 / Number::ONE;
    if low != high || low.0 % Number::ONE != 0 || !(1000..=9999).contains(&whole) {
        return term;
    }
    match crate::time::parse_date(&whole.to_string()) {
        Ok(crate::time::DateOrInterval::Date(date)) => Term::Value(Value::Date(date.covers)),
        _ => term,
    }
}

/// Which negation or count each variable belongs to: scopes are numbered as they open, from the left.
pub(super) struct Scopes {
    /// Of each variable, the scopes around each of its occurrences that are common to all, the innermost last.
    paths: BTreeMap<VarId, Vec<usize>>,
    /// How many scopes each one is, itself counted.
    sizes: Vec<usize>,
}

impl Scopes {
    pub fn of(body: &Body, head: Option<&Pattern>, variables: usize) -> Scopes {
        let mut scopes = Scopes {
            paths: BTreeMap::new(),
            sizes: Vec::new(),
        };
        for term in head.iter().flat_map(|head| &head.args) {
            scopes.meet(term, &[]);
        }
        scopes.visit(body, &mut Vec::new());
        for var in 0..variables {
            scopes.paths.entry(VarId(var as u32)).or_default();
        }
        scopes
    }

    fn meet(&mut self, term: &Term, path: &[usize]) {
        let Term::Var(var) = term else { return };
        match self.paths.get_mut(var) {
            None => {
                self.paths.insert(*var, path.to_vec());
            }
            Some(known) => {
                let common = known.iter().zip(path).take_while(|(a, b)| a == b).count();
                known.truncate(common);
            }
        }
    }

    fn visit(&mut self, body: &Body, path: &mut Vec<usize>) {
        match body {
            Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
                pattern.args.iter().for_each(|term| self.meet(term, path));
            }
            Body::Claimed { pattern, by } => {
                pattern.args.iter().for_each(|term| self.meet(term, path));
                self.meet(by, path);
            }
            Body::Compare { left, right, .. } => {
                self.meet(left, path);
                self.meet(right, path);
            }
            Body::And(all) | Body::Or(all) | Body::AtLeastOf { of: all, .. } => {
                all.iter().for_each(|one| self.visit(one, path));
            }
            Body::Past(one)
            | Body::PastWithin(_, one)
            | Body::Throughout(_, one)
            | Body::AnyTime(one) => self.visit(one, path),
            Body::Not(one) => self.open(one, None, path),
            Body::AtLeast(count) | Body::AtMost(count) | Body::Exactly(count) => {
                self.open(&count.body, Some(count.var), path);
            }
        }
    }

    fn open(&mut self, body: &Body, counted: Option<VarId>, path: &mut Vec<usize>) {
        let scope = self.sizes.len();
        self.sizes.push(0);
        path.push(scope);
        counted
            .into_iter()
            .for_each(|var| self.meet(&Term::Var(var), path));
        self.visit(body, path);
        path.pop();
        let size = self.sizes.len() - scope;
        if let Some(slot) = self.sizes.get_mut(scope) {
            *slot = size;
        }
    }

    fn within(&self, scope: usize) -> usize {
        self.sizes.get(scope).copied().unwrap_or(1)
    }

    /// The variables of a scope; none is the rule itself.
    pub fn variables(&self, scope: Option<usize>) -> impl Iterator<Item = VarId> + '_ {
        self.paths
            .iter()
            .filter(move |(_, path)| path.last().copied() == scope)
            .map(|(var, _)| *var)
    }

    /// Whether a variable belongs to the rule itself.
    pub fn is_the_rules(&self, var: VarId) -> bool {
        self.paths.get(&var).is_none_or(Vec::is_empty)
    }
}

/// The variables that a body binds (meaning.md 5): those of its positive sentences, in every branch of an `or`.
pub(super) fn bound(body: &Body, out: &mut BTreeSet<VarId>) {
    let mut take = |terms: &[Term]| {
        out.extend(terms.iter().filter_map(|term| match term {
            Term::Var(var) => Some(*var),
            Term::Value(_) => None,
        }));
    };
    match body {
        Body::Sentence(pattern) | Body::Denied(pattern) | Body::Stated(_, pattern) => {
            take(&pattern.args)
        }
        Body::Claimed { pattern, by } => {
            take(&pattern.args);
            take(std::slice::from_ref(by));
        }
        Body::And(all) => all.iter().for_each(|one| bound(one, out)),
        Body::Or(all) => {
            let mut branches = all.iter().map(|one| {
                let mut here = BTreeSet::new();
                bound(one, &mut here);
                here
            });
            if let Some(first) = branches.next() {
                out.extend(branches.fold(first, |common, here| &common & &here));
            }
        }
        Body::Past(one)
        | Body::PastWithin(_, one)
        | Body::Throughout(_, one)
        | Body::AnyTime(one) => {
            bound(one, out);
        }
        Body::AtLeast(count) if count.k > 0 => bound(&count.body, out),
        // Whichever k of them hold, one is among any n - k + 1.
        Body::AtLeastOf { k, of } => {
            let enough = (of.len() + 1).saturating_sub(*k as usize);
            let mut times: BTreeMap<VarId, usize> = BTreeMap::new();
            for one in of {
                let mut here = BTreeSet::new();
                bound(one, &mut here);
                here.into_iter()
                    .for_each(|var| *times.entry(var).or_default() += 1);
            }
            out.extend(
                times
                    .into_iter()
                    .filter(|(_, count)| *count >= enough.max(1))
                    .map(|(var, _)| var),
            );
        }
        Body::Not(_)
        | Body::AtLeast(_)
        | Body::AtMost(_)
        | Body::Exactly(_)
        | Body::Compare { .. } => {}
    }
}
