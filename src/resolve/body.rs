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
use super::scopes::Scopes;
use super::segment::Reading;
use super::years::years;
use crate::model::{Body, Count, KindId, Kinds, Pattern, RelationId, Sign, Term, VarId};
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
        body.each_pattern(&mut |pattern, by| note(pattern, by));
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

/// Whether a variable stands in some sentence of a body.
fn stands(body: &Body, var: VarId) -> bool {
    let mut found = false;
    body.each_pattern(&mut |pattern, by| {
        found |= pattern
            .args
            .iter()
            .chain(by)
            .any(|term| *term == Term::Var(var));
    });
    found
}
