//! The printed core read back, so that an engine can be given one that no page made.
//!
//! What is not printed (kinds, notes, how a date was written) is made up, and must not matter to what follows.

use casus::model::json::{
    Argument, BodyJson, CoreJson, CoreSpan, CountJson, ItemJson, NumberRange, PatternJson,
    ReplacesJson, RuleJson, SpanJson, WindowJson,
};
use casus::model::{
    Additions, Body, Comparison, Core, Count, Entity, EntityId, Id as _, Item, Kind, KindId, Kinds,
    Known, Length, Origin, Pattern, Range, Relation, RelationId, Replacement, Rule, Scales,
    Sentence, Situation, Source, SourceId, Standing, Stated, Table, Term, Value, VarId, When,
    Words,
};
use casus::source::Place;
use casus::time::{Duration, Instant, Likelihood, Span};
use std::sync::Arc;

/// The core that is printed so.
pub fn read(core: &CoreJson) -> Core {
    let situation = Situation {
        title: None,
        as_of: core.as_of.map(Instant),
        as_of_stated: false,
        bar: likelihood(core.bar),
        marking: None,
        markings: casus::model::Markings::default(),
        scales: Scales::default(),
        kinds: kinds(core),
        entities: core
            .entities
            .iter()
            .map(|entity| Entity {
                name: entity.name.clone(),
                also: entity.also.clone(),
                kinds: vec![Kinds::ACTOR],
                shipped: false,
                origin: nowhere(),
            })
            .collect(),
        events: Arc::default(),
        relations: core
            .relations
            .iter()
            .map(|relation| Relation {
                name: relation.wording.clone(),
                slots: vec![Kinds::ENTITY; relation.slots.len()],
                wordings: Vec::new(),
                negations: Vec::new(),
                inverses: Vec::new(),
                single: relation.single,
                succeeding: relation.succeeding,
                indicator: relation.indicator,
                bond: None,
                kind: None,
                compound: None,
                shipped: false,
                origin: nowhere(),
            })
            .collect(),
        sources: core
            .sources
            .iter()
            .map(|source| Source {
                entity: EntityId(source.entity),
                derived_from: source.derived_from.iter().copied().map(SourceId).collect(),
                derived_in_part_from: Vec::new(),
                dated: source.dated.map(span),
                date: None,
                by: Vec::new(),
                reliability: None,
                credibility: None,
                rated: source.rated,
                origin: nowhere(),
            })
            .collect(),
        replacements: core
            .sources
            .iter()
            .flat_map(|source| {
                let older = match &source.replaces {
                    None => Vec::new(),
                    Some(ReplacesJson::One(one)) => vec![*one],
                    Some(ReplacesJson::Several(several)) => several.clone(),
                };
                older.into_iter().map(|older| Replacement {
                    older: SourceId(older),
                    newer: SourceId(source.id),
                })
            })
            .collect(),
        told: Additions::default(),
        branches: Table::default(),
        hypotheses: Table::default(),
        forms: Table::default(),
        asks: Vec::new(),
        expects: Vec::new(),
        known: known(core),
    };
    Core {
        situation: Arc::new(situation),
        items: core.items.iter().map(item).collect(),
        clashes: Vec::new(),
        rules: core.rules.iter().map(rule).collect(),
        masked: core.masked.iter().map(sentence).collect(),
        merged: Vec::new(),
        changes: Vec::new(),
    }
}

fn nowhere() -> Origin {
    Origin {
        file: "seed".into(),
        line: 1,
        place: Place::default(),
    }
}

fn likelihood(ten_thousandths: u16) -> Likelihood {
    Likelihood::new(ten_thousandths).expect("at most certain")
}

fn span(span: SpanJson) -> Span {
    Span {
        from: span.0.map_or(Instant::BEGINNING, Instant),
        to: span.1.map_or(Instant::END, Instant),
    }
}

/// The roots; kinds of one's own are not needed.
fn kinds(_core: &CoreJson) -> Kinds {
    Kinds {
        table: Kinds::ROOTS
            .iter()
            .map(|name| Kind {
                name: (*name).to_owned(),
                article: "an",
                parents: if matches!(*name, "actor" | "place" | "event" | "thing" | "source") {
                    vec![Kinds::ENTITY]
                } else {
                    Vec::<KindId>::new()
                },
                relation: None,
                shipped: true,
                origin: nowhere(),
            })
            .collect(),
    }
}

/// The relations known by their wording; those that the core does not have are none of its own.
fn known(core: &CoreJson) -> Known {
    let by = |wording: &str| {
        let found = core.relations.iter().find(|one| one.wording == wording);
        RelationId(found.map_or(u32::MAX, |one| one.id))
    };
    Known {
        carries_out: by("[actor] carries out [event]"),
        directed_against: by("[event] is directed against [entity]"),
        involves: by("[event] involves [entity]"),
        takes_place_in: by("[event] takes place in [place]"),
        killed_number: by("[event] killed [number]"),
        killed_actor: by("[event] killed [actor]"),
        happened: by("[event] happened"),
        under_way: by("[event] is under way"),
        starts_on: by("[event] starts on [date]"),
        ends_on: by("[event] ends on [date]"),
        led_to: by("[event] led to [event]"),
        speaks_for: by("[actor] speaks for [actor]"),
    }
}

fn value(argument: &Argument) -> Value {
    match argument {
        Argument::Entity(id) => Value::Entity(EntityId(*id)),
        Argument::Text(text) => Value::Text(text.as_str().into()),
        Argument::Number(NumberRange(low, high)) => Value::Number(Range {
            low: *low,
            high: *high,
        }),
        Argument::Date(date) => Value::Date(span(*date)),
        Argument::Var(name) => panic!("?{name} stands for nothing here"),
    }
}

fn sentence(pattern: &PatternJson) -> Sentence {
    Sentence {
        relation: RelationId(pattern.relation),
        args: pattern.args.iter().map(value).collect(),
    }
}

fn item(item: &ItemJson) -> Item {
    Item {
        stated: Stated {
            sentence: Sentence {
                relation: RelationId(item.relation),
                args: item.args.iter().map(value).collect(),
            },
            sign: item.sign,
            extent: span(item.extent),
            core: match item.core {
                CoreSpan::Span(core) => span(core),
                CoreSpan::Empty(_) => Span::EMPTY,
            },
            when: When::Always,
            likelihood: likelihood(item.likelihood),
            source: item.source.map(SourceId),
            unrated: item.unrated,
            said: item.said.map(span),
            view: item.view.map(EntityId),
            standing: if item.assumption {
                Standing::Assumption
            } else {
                Standing::Fact
            },
            event: None,
            likelihood_stated: true,
            words: Arc::new(Words::default()),
            origin: nowhere(),
        },
        until_known: item.until_known.map(Instant),
        closing: None,
    }
}

/// Variables get numbers as they are met.
#[derive(Default)]
struct Variables(Vec<String>);

impl Variables {
    fn number(&mut self, name: &str) -> VarId {
        let known = self.0.iter().position(|one| one == name);
        VarId::at(known.unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        }))
    }

    fn term(&mut self, argument: &Argument) -> Term {
        match argument {
            Argument::Var(name) => Term::Var(self.number(name)),
            other => Term::Value(value(other)),
        }
    }

    fn pattern(&mut self, relation: u32, args: &[Argument]) -> Pattern {
        Pattern {
            relation: RelationId(relation),
            args: args.iter().map(|arg| self.term(arg)).collect(),
        }
    }

    fn all(&mut self, all: &[BodyJson]) -> Vec<Body> {
        all.iter().map(|body| self.body(body)).collect()
    }

    fn boxed(&mut self, body: &BodyJson) -> Box<Body> {
        Box::new(self.body(body))
    }

    fn count(&mut self, count: &CountJson) -> Count {
        Count {
            k: count.k,
            var: self.number(&count.var),
            body: self.boxed(&count.body),
        }
    }

    fn body(&mut self, body: &BodyJson) -> Body {
        match body {
            BodyJson::Sentence(p) => Body::Sentence(self.pattern(p.relation, &p.args)),
            BodyJson::Denied(p) => Body::Denied(self.pattern(p.relation, &p.args)),
            BodyJson::Stated(p) => Body::Stated(p.sign, self.pattern(p.relation, &p.args)),
            BodyJson::Claimed(claimed) => Body::Claimed {
                pattern: self.pattern(claimed.sentence.relation, &claimed.sentence.args),
                by: self.term(&claimed.by),
            },
            BodyJson::And(all) => Body::And(self.all(all)),
            BodyJson::Or(any) => Body::Or(self.all(any)),
            BodyJson::Not(inner) => Body::Not(self.boxed(inner)),
            BodyJson::Past(inner) => Body::Past(self.boxed(inner)),
            BodyJson::PastWithin(window) => {
                Body::PastWithin(length(window), self.boxed(&window.body))
            }
            BodyJson::Throughout(window) => {
                Body::Throughout(length(window), self.boxed(&window.body))
            }
            BodyJson::AnyTime(inner) => Body::AnyTime(self.boxed(inner)),
            BodyJson::AtLeast(count) => Body::AtLeast(self.count(count)),
            BodyJson::AtMost(count) => Body::AtMost(self.count(count)),
            BodyJson::Exactly(count) => Body::Exactly(self.count(count)),
            BodyJson::AtLeastOf(so_many) => Body::AtLeastOf {
                k: so_many.k,
                of: self.all(&so_many.of),
            },
            BodyJson::Compare(compare) => Body::Compare {
                op: match compare.op.as_str() {
                    "=" => Comparison::Equal,
                    "!=" => Comparison::Unequal,
                    "<" => Comparison::Less,
                    "<=" => Comparison::AtMost,
                    ">" => Comparison::Greater,
                    ">=" => Comparison::AtLeast,
                    other => panic!("{other} is no comparison"),
                },
                left: self.term(&compare.left),
                right: self.term(&compare.right),
                possibly: compare.possibly,
            },
        }
    }
}

fn length(window: &WindowJson) -> Length {
    Length {
        duration: Duration {
            months: window.months,
            minutes: window.minutes,
        },
        text: String::new(),
        place: Place::default(),
    }
}

fn rule(rule: &RuleJson) -> Rule {
    let mut variables = Variables::default();
    let head = variables.pattern(rule.head.relation, &rule.head.args);
    let body = variables.body(&rule.body);
    Rule {
        name: rule.name.clone(),
        property: None,
        likelihood: likelihood(rule.likelihood),
        view: rule.view.map(EntityId),
        variables: variables.0,
        sign: rule.head.sign,
        head,
        body,
        per: Vec::new(),
        words: Words::default(),
        shipped: false,
        origin: nowhere(),
    }
}
