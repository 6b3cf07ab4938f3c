//! Small situations written in few words, for the tests of what is settled, planned and evaluated.
//!
//! `hosts(Belmar, Front)` is a sentence, a leading `-` its denial, `?x` a variable; `3000`, `3000+`, `2000..4000`
//! are numbers and `2016-12` is a date. Names and relations are declared by being mentioned.

use super::{Standpoint, World, evaluate};
use crate::model::{
    Additions, Alteration, Body, Comparison, Count, Ending, Entity, EntityId, Event, Id as _,
    Kinds, Length, Number, Origin, Part, Pattern, Range, Relation, RelationId, Rule, Sentence,
    Sign, Signed, Situation, Source, SourceId, Standing, Stated, Take, Term, Value, VarId, When,
    Wording, Words,
};
use crate::settle::settle;
use crate::source::Place;
use crate::time::{Date, DateOrInterval, Instant, Likelihood, Span, parse_date, parse_duration};
use std::sync::Arc;

/// A situation in the making.
pub(crate) struct Page {
    pub(crate) situation: Situation,
    lines: u32,
}

/// The date of those words.
pub(crate) fn date(text: &str) -> Date {
    match parse_date(text) {
        Ok(DateOrInterval::Date(date)) => date,
        other => panic!("{text} is no date: {other:?}"),
    }
}

/// `as of` the date.
pub(crate) fn end_of(text: &str) -> Instant {
    date(text).covers.to.pred()
}

pub(crate) fn likelihood(ten_thousandths: u16) -> Likelihood {
    Likelihood::new(ten_thousandths).expect("at most certain")
}

impl Page {
    pub(crate) fn new() -> Page {
        let mut page = Page {
            situation: Situation::empty(),
            lines: 0,
        };
        page.situation.known.speaks_for = page.relation("speaks for");
        page.situation.known.led_to = page.relation("led to");
        page
    }

    pub(crate) fn origin(&mut self) -> Origin {
        self.lines += 1;
        Origin {
            file: "page".into(),
            line: self.lines,
            place: Place::new(self.lines, self.lines + 1),
        }
    }

    pub(crate) fn entity(&mut self, name: &str) -> EntityId {
        if let Some((id, _)) = self
            .situation
            .entities
            .iter()
            .find(|(_, entity)| entity.name == name)
        {
            return id;
        }
        let origin = self.origin();
        self.situation.entities.push(Entity {
            name: name.into(),
            also: vec![],
            kinds: vec![Kinds::ACTOR],
            shipped: false,
            origin,
        })
    }

    /// The relation of that word; its slots are given by use.
    pub(crate) fn relation(&mut self, word: &str) -> RelationId {
        let word = word.replace('_', " ");
        if let Some((id, _)) = self
            .situation
            .relations
            .iter()
            .find(|(_, relation)| relation.name == word)
        {
            return id;
        }
        let origin = self.origin();
        let mut parts: Vec<Part> = vec![Part::Slot(0)];
        parts.extend(word.split(' ').map(|word| Part::Word(word.into())));
        parts.push(Part::Slot(1));
        self.situation.relations.push(Relation {
            name: word,
            slots: vec![Kinds::ENTITY; 2],
            wordings: vec![Wording { parts }],
            negations: vec![],
            inverses: vec![],
            single: None,
            succeeding: false,
            indicator: false,
            bond: None,
            kind: None,
            compound: None,
            shipped: false,
            origin,
        })
    }

    pub(crate) fn source(
        &mut self,
        name: &str,
        derived_from: &[&str],
        dated: Option<&str>,
    ) -> SourceId {
        let entity = self.entity(name);
        let derived_from = derived_from
            .iter()
            .map(|name| self.source_of(name))
            .collect();
        let origin = self.origin();
        self.situation.sources.push(Source {
            entity,
            derived_from,
            derived_in_part_from: vec![],
            dated: dated.map(|text| date(text).covers),
            date: dated.map(date),
            by: vec![],
            reliability: None,
            credibility: None,
            rated: true,
            origin,
        })
    }

    pub(crate) fn source_of(&self, name: &str) -> SourceId {
        let is = |entity: EntityId| self.situation.entities[entity].name == name;
        let found = self
            .situation
            .sources
            .iter()
            .find(|(_, source)| is(source.entity));
        found.map(|(id, _)| id).expect("a source of that name")
    }

    fn value(&mut self, word: &str) -> Value {
        let number = |digits: &str| digits.parse().ok().map(Number::whole);
        if !word.starts_with(|first: char| first.is_ascii_digit()) {
            return Value::Entity(self.entity(word));
        }
        if word.contains('-') {
            return Value::Date(date(word).covers);
        }
        if let Some(least) = word.strip_suffix('+') {
            return Value::Number(Range {
                low: number(least),
                high: None,
            });
        }
        let (low, high) = word.split_once("..").unwrap_or((word, word));
        Value::Number(Range {
            low: number(low),
            high: number(high),
        })
    }

    fn parts<'a>(&mut self, text: &'a str) -> (Sign, RelationId, Vec<&'a str>) {
        let (sign, plain) = text
            .strip_prefix('-')
            .map_or((Sign::For, text), |plain| (Sign::Against, plain));
        let (word, args) = plain
            .trim_end_matches(')')
            .split_once('(')
            .expect("a bracket");
        let relation = self.relation(word);
        (
            sign,
            relation,
            args.split(',')
                .map(str::trim)
                .filter(|arg| !arg.is_empty())
                .collect(),
        )
    }

    pub(crate) fn signed(&mut self, text: &str) -> Signed {
        let (sign, relation, args) = self.parts(text);
        let args = args.into_iter().map(|arg| self.value(arg)).collect();
        Signed {
            sign,
            sentence: Sentence { relation, args },
        }
    }

    pub(crate) fn sentence(&mut self, text: &str) -> Sentence {
        self.signed(text).sentence
    }

    /// A statement that is told, or that a change adds.
    pub(crate) fn stated(&mut self, text: &str, ten_thousandths: u16) -> Stated {
        let Signed { sign, sentence } = self.signed(text);
        Stated {
            sentence,
            sign,
            extent: Span::ALWAYS,
            core: Span::ALWAYS,
            when: When::Always,
            likelihood: likelihood(ten_thousandths),
            source: None,
            unrated: false,
            said: None,
            view: None,
            standing: Standing::Fact,
            event: None,
            likelihood_stated: true,
            words: Arc::new(Words::default()),
            origin: self.origin(),
        }
    }

    pub(crate) fn say(&mut self, text: &str, ten_thousandths: u16) -> &mut Stated {
        let stated = self.stated(text, ten_thousandths);
        self.situation.told.stated.push(stated);
        self.situation
            .told
            .stated
            .last_mut()
            .expect("it was just told")
    }

    pub(crate) fn say_per(
        &mut self,
        text: &str,
        source: &str,
        ten_thousandths: u16,
    ) -> &mut Stated {
        let source = self.source_of(source);
        let stated = self.say(text, ten_thousandths);
        stated.source = Some(source);
        stated
    }

    pub(crate) fn claim(&mut self, by: &str, text: &str, ten_thousandths: u16) -> &mut Stated {
        let by = self.entity(by);
        let stated = self.say(text, ten_thousandths);
        stated.view = Some(by);
        stated
    }

    /// An event on a date ends a sentence.
    pub(crate) fn end(&mut self, event: &str, text: &str, at: &str, ten_thousandths: u16) {
        let ending = Ending {
            event: self.entity(event),
            sentence: self.sentence(text),
            at: Some(date(at)),
            likelihood: likelihood(ten_thousandths),
            event_starts: Some(date(at)),
            source: None,
            marking: None,
            origin: self.origin(),
        };
        self.situation.events_mut().insert(
            ending.event,
            Event {
                starts: ending.at.clone(),
                ends: None,
                origin: ending.origin.clone(),
            },
        );
        self.situation.told.endings.push(ending);
    }

    pub(crate) fn rule(&mut self, head: &str, ten_thousandths: u16, body: B) -> &mut Rule {
        let mut variables = Vec::new();
        let body = self.body(body, &mut variables);
        let (sign, head) = self.pattern(head, &mut variables);
        let origin = self.origin();
        self.situation.told.rules.push(Rule {
            name: format!("rule {}", self.situation.told.rules.len() + 1),
            property: None,
            likelihood: likelihood(ten_thousandths),
            view: None,
            variables,
            sign,
            head,
            body,
            per: vec![],
            words: Words::default(),
            shipped: false,
            origin,
        });
        self.situation
            .told
            .rules
            .last_mut()
            .expect("it was just told")
    }

    fn term(&mut self, word: &str, variables: &mut Vec<String>) -> Term {
        let Some(name) = word.strip_prefix('?') else {
            return Term::Value(self.value(word));
        };
        let at = variables
            .iter()
            .position(|known| known == name)
            .unwrap_or_else(|| {
                variables.push(name.to_owned());
                variables.len() - 1
            });
        Term::Var(VarId::at(at))
    }

    fn pattern(&mut self, text: &str, variables: &mut Vec<String>) -> (Sign, Pattern) {
        let (sign, relation, args) = self.parts(text);
        (
            sign,
            Pattern {
                relation,
                args: args
                    .into_iter()
                    .map(|arg| self.term(arg, variables))
                    .collect(),
            },
        )
    }

    pub(crate) fn body(&mut self, body: B, variables: &mut Vec<String>) -> Body {
        let mut boxed = |page: &mut Page, body: B| Box::new(page.body(body, variables));
        match body {
            B::Not(inner) => Body::Not(boxed(self, *inner)),
            B::Past(inner) => Body::Past(boxed(self, *inner)),
            B::AnyTime(inner) => Body::AnyTime(boxed(self, *inner)),
            B::Within(text, inner) => Body::PastWithin(length(text), boxed(self, *inner)),
            B::Throughout(text, inner) => Body::Throughout(length(text), boxed(self, *inner)),
            B::S(text) => match self.pattern(text, variables) {
                (Sign::For, pattern) => Body::Sentence(pattern),
                (Sign::Against, pattern) => Body::Denied(pattern),
            },
            B::Stated(text) => {
                let (sign, pattern) = self.pattern(text, variables);
                Body::Stated(sign, pattern)
            }
            B::Claimed(text, by) => {
                let (_, pattern) = self.pattern(text, variables);
                Body::Claimed {
                    pattern,
                    by: self.term(by, variables),
                }
            }
            B::All(parts) => Body::And(
                parts
                    .into_iter()
                    .map(|part| self.body(part, variables))
                    .collect(),
            ),
            B::Any(parts) => Body::Or(
                parts
                    .into_iter()
                    .map(|part| self.body(part, variables))
                    .collect(),
            ),
            B::Of(k, of) => Body::AtLeastOf {
                k,
                of: of
                    .into_iter()
                    .map(|part| self.body(part, variables))
                    .collect(),
            },
            B::AtLeast(k, var, inner) => Body::AtLeast(self.count(k, var, *inner, variables)),
            B::AtMost(k, var, inner) => Body::AtMost(self.count(k, var, *inner, variables)),
            B::Exactly(k, var, inner) => Body::Exactly(self.count(k, var, *inner, variables)),
            B::Is(left, op, right) => Body::Compare {
                op,
                left: self.term(left, variables),
                right: self.term(right, variables),
                possibly: false,
            },
        }
    }

    fn count(&mut self, k: u32, var: &str, body: B, variables: &mut Vec<String>) -> Count {
        let Term::Var(var) = self.term(var, variables) else {
            panic!("{var} is counted and no variable")
        };
        Count {
            k,
            var,
            body: Box::new(self.body(body, variables)),
        }
    }

    /// The world in which the changes are made, from the standpoint.
    pub(crate) fn seen(&self, changes: &[&Alteration], standpoint: &Standpoint) -> World {
        let core = settle(&Arc::new(self.situation.clone()), changes);
        evaluate(Arc::new(core), standpoint).expect("the rules have an order")
    }

    /// The analyst's own world.
    pub(crate) fn world(&self) -> World {
        self.seen(&[], &Standpoint::default())
    }

    /// The world without what is taken.
    pub(crate) fn without(&self, takes: Vec<Take>) -> World {
        self.seen(
            &[&Alteration {
                takes,
                adds: Additions::default(),
            }],
            &Standpoint::default(),
        )
    }

    /// The sentence's (of a denial, the denial's) likelihood at the end of the date.
    pub(crate) fn held(&mut self, world: &World, text: &str, as_of: &str) -> u16 {
        let Signed { sign, sentence } = self.signed(text);
        world
            .worth(&sentence, sign)
            .at(end_of(as_of))
            .ten_thousandths()
    }
}

fn length(text: &str) -> Length {
    Length {
        duration: parse_duration(text).expect("a length"),
        text: text.into(),
        place: Place::default(),
    }
}

/// When a statement holds.
pub(crate) trait Timed {
    fn since(&mut self, text: &str) -> &mut Self;
    fn until(&mut self, text: &str) -> &mut Self;
    fn between(&mut self, from: &str, to: &str) -> &mut Self;
    fn on(&mut self, text: &str) -> &mut Self;
}

impl Timed for Stated {
    fn since(&mut self, text: &str) -> &mut Self {
        self.set(When::Since(date(text)))
    }

    fn until(&mut self, text: &str) -> &mut Self {
        self.set(When::Until(date(text)))
    }

    fn between(&mut self, from: &str, to: &str) -> &mut Self {
        self.set(When::Between(date(from), date(to)))
    }

    fn on(&mut self, text: &str) -> &mut Self {
        self.set(When::On(date(text)))
    }
}

impl Stated {
    fn set(&mut self, when: When) -> &mut Self {
        use crate::time::{Clause, held};
        let held = held(match &when {
            When::Always => Clause::Always,
            When::Since(date) => Clause::Since(date),
            When::Until(date) => Clause::Until(date),
            When::Between(from, to) => Clause::Between(from, to),
            When::On(date) => Clause::On(date),
        });
        self.extent = held.extent;
        self.core = held.core;
        self.when = when;
        self
    }
}

/// A body in few words.
pub(crate) enum B {
    S(&'static str),
    Stated(&'static str),
    Claimed(&'static str, &'static str),
    All(Vec<B>),
    Any(Vec<B>),
    Not(Box<B>),
    Past(Box<B>),
    AnyTime(Box<B>),
    Within(&'static str, Box<B>),
    Throughout(&'static str, Box<B>),
    AtLeast(u32, &'static str, Box<B>),
    AtMost(u32, &'static str, Box<B>),
    Exactly(u32, &'static str, Box<B>),
    Of(u32, Vec<B>),
    Is(&'static str, Comparison, &'static str),
}

/// `not`
pub(crate) fn not(body: B) -> B {
    B::Not(Box::new(body))
}
