//! A random core, made without a page: all that an item can say is said of some.

use super::Chance;
use super::body::{Atom, Body, Rule};
use super::rules::rules;
use super::vocabulary::{Kind, Vocabulary};
use casus::model::json::{
    Argument, BodyJson, ClaimedJson, CompareJson, CoreJson, CoreSpan, CountJson, EntityJson,
    HeadJson, ItemJson, NumberRange, PatternJson, RelationJson, RuleJson, SoManyJson, SourceJson,
    SpanJson, StatedJson, WindowJson,
};
use casus::model::{Number, Sign};
use casus::time::{DateOrInterval, parse_date, parse_duration};

/// The core of a seed.
pub fn core(seed: u64) -> CoreJson {
    let chance = &mut Chance::of(seed);
    let mut words = Vocabulary::of(chance);
    let rules = rules(chance, &words);
    let is_band = "[] is a band";
    let band = words.relations.iter().position(|one| one.phrase == is_band);
    let band = band.unwrap_or_else(|| {
        let mut relation = words.relations[0].clone();
        relation.properties = Vec::new();
        (relation.phrase, relation.slots) = (is_band, vec![Kind::Actor]);
        relation.declaration = None;
        words.relations.push(relation);
        words.relations.len() - 1
    });
    let mut maker = Maker {
        chance,
        band,
        words: &words,
        sources: 0,
        told: Vec::new(),
    };
    let sources = maker.sources();
    let mut items: Vec<ItemJson> = (0..maker.chance.between(16, 40))
        .map(|_| maker.item())
        .collect();
    // Chains need links: what is transitive is told often, for and against.
    for at in 0..words.relations.len() {
        let is_chained = words.relations[at]
            .properties
            .iter()
            .any(|one| one == "transitive");
        let links = if is_chained {
            maker.chance.between(4, 9)
        } else {
            0
        };
        for _ in 0..links {
            let args =
                [0, 1].map(|slot| words.value(maker.chance, words.relations[at].slots[slot]));
            let atom = Atom {
                relation: at,
                args: args.to_vec(),
            };
            items.push(maker.item_of(&atom));
        }
    }
    for name in &words.actors[..words.bands] {
        let args = vec![name.clone()];
        items.push(maker.plain(&Atom {
            relation: band,
            args,
        }));
    }
    let mut rules: Vec<RuleJson> = rules.iter().map(|rule| maker.rule(rule)).collect();
    rules.extend(maker.properties());
    let masked = if maker.chance.happens(15) {
        let told = maker.told.clone();
        let atom = maker.chance.one(&told).clone();
        let masked = maker.pattern(&atom);
        // What is set aside is not stated either.
        items.retain(|item| (item.relation, &item.args) != (masked.relation, &masked.args));
        vec![masked]
    } else {
        Vec::new()
    };
    CoreJson {
        casus_core: CoreJson::VERSION,
        as_of: None,
        bar: *chance.one(&[5_500, 5_500, 4_000, 1_000]),
        entities: names(&words)
            .into_iter()
            .enumerate()
            .map(|(id, name)| EntityJson {
                id: id as u32,
                name,
                also: Vec::new(),
                kinds: Vec::new(),
            })
            .collect(),
        relations: words
            .relations
            .iter()
            .enumerate()
            .map(|(id, relation)| {
                let slots: Vec<_> = relation.slots.iter().map(|k| k.word().to_owned()).collect();
                let bracketed: Vec<_> = slots.iter().map(|slot| format!("[{slot}]")).collect();
                RelationJson {
                    id: id as u32,
                    wording: relation.declaration.map_or_else(
                        || relation.sentence(&bracketed),
                        |declared| declared.trim_start_matches("relation ").to_owned(),
                    ),
                    slots,
                    single: None,
                    succeeding: false,
                    indicator: false,
                }
            })
            .collect(),
        sources,
        items,
        rules,
        masked,
    }
}

/// All names, by id; the last are what sources are called.
fn names(words: &Vocabulary) -> Vec<String> {
    let mut names = words.actors.clone();
    names.extend(words.places.iter().cloned());
    names.extend(words.events.iter().cloned());
    names.extend((0..MOST_SOURCES).map(|at| format!("source {}", (at * 7) % MOST_SOURCES)));
    names
}

const MOST_SOURCES: usize = 20;

struct Maker<'a> {
    words: &'a Vocabulary,
    chance: &'a mut Chance,
    /// The relation `is a band`.
    band: usize,
    /// How many sources there are.
    sources: usize,
    /// What has been told.
    told: Vec<Atom>,
}

impl Maker<'_> {
    fn date(&mut self) -> SpanJson {
        covers(self.chance.one::<String>(&self.words.dates))
    }

    fn span(&mut self) -> SpanJson {
        let a = self.date();
        let b = self.date();
        match self.chance.below(8) {
            0..3 => SpanJson(a.0, None),
            3 => SpanJson(None, a.1),
            4 => a,
            5 if a.0 < b.1 => SpanJson(a.0, b.1),
            _ => SpanJson(None, None),
        }
    }

    fn sources(&mut self) -> Vec<SourceJson> {
        // Now and then more than all sets are tried for.
        self.sources = if self.chance.happens(1) {
            18
        } else {
            self.chance.between(0, 5)
        };
        let before = names(self.words).len() - MOST_SOURCES;
        (0..self.sources)
            .map(|at| {
                let is_derived = at > 0 && self.chance.happens(30);
                SourceJson {
                    id: at as u32,
                    entity: (before + at) as u32,
                    derived_from: if is_derived {
                        vec![self.chance.below(at) as u32]
                    } else {
                        Vec::new()
                    },
                    replaces: None,
                    dated: (self.chance.happens(50)).then(|| self.date()),
                    rated: true,
                }
            })
            .collect()
    }

    fn sentence(&mut self) -> Atom {
        let relation = self.chance.below(self.words.relations.len());
        let slots = &self.words.relations[relation].slots;
        let args = slots
            .iter()
            .map(|kind| self.words.value(self.chance, *kind))
            .collect();
        Atom { relation, args }
    }

    /// A certain fact of all time.
    fn plain(&mut self, atom: &Atom) -> ItemJson {
        let PatternJson { relation, args } = self.pattern(atom);
        let always = SpanJson(None, None);
        ItemJson {
            relation,
            args,
            sign: Sign::For,
            extent: always,
            core: CoreSpan::Span(always),
            likelihood: 10_000,
            source: None,
            said: None,
            view: None,
            assumption: false,
            unrated: false,
            until_known: None,
            origin: "seed:1".to_owned(),
        }
    }

    fn item(&mut self) -> ItemJson {
        // Few sentences are told often, so that sources tie and add up.
        let again = (self.chance.happens(50) && !self.told.is_empty())
            .then(|| self.chance.one::<Atom>(&self.told).clone());
        let atom = again.unwrap_or_else(|| self.sentence());
        self.item_of(&atom)
    }

    /// An item for or against a sentence.
    fn item_of(&mut self, atom: &Atom) -> ItemJson {
        self.told.push(atom.clone());
        let mut item = self.plain(atom);
        item.extent = self.span();
        let likelihoods = [
            10_000, 9_950, 9_000, 8_000, 7_000, 6_000, 5_500, 5_499, 5_000, 2_000, 1_234, 1,
        ];
        item.likelihood = *self.chance.one(&likelihoods);
        if self.chance.happens(33) {
            item.sign = Sign::Against;
        }
        if self.sources > 0 && self.chance.happens(60) {
            item.source = Some(self.chance.below(self.sources) as u32);
            item.unrated = self.chance.happens(15);
        }
        item.assumption = self.chance.happens(8);
        if self.chance.happens(30) {
            item.view = Some(self.chance.below(self.words.actors.len()) as u32);
            if self.chance.happens(60) {
                item.said = Some(self.date());
            }
        }
        if self.chance.happens(10) {
            item.until_known = self.date().0;
        }
        item
    }

    fn argument(&self, word: &str) -> Argument {
        if let Some(name) = word.strip_prefix('?') {
            return Argument::Var(name.to_owned());
        }
        if let Some(id) = names(self.words).iter().position(|name| name == word) {
            return Argument::Entity(id as u32);
        }
        if word.starts_with('"') {
            return Argument::Text(word.trim_matches('"').to_owned());
        }
        match number(word) {
            Some(range) => Argument::Number(range),
            None => Argument::Date(covers(word)),
        }
    }

    fn pattern(&self, atom: &Atom) -> PatternJson {
        PatternJson {
            relation: atom.relation as u32,
            args: atom.args.iter().map(|word| self.argument(word)).collect(),
        }
    }

    fn rule(&mut self, rule: &Rule) -> RuleJson {
        let PatternJson { relation, args } = self.pattern(&rule.head);
        let mut body: Vec<BodyJson> = rule.body.iter().map(|body| self.body(body)).collect();
        // A slot's kind is a condition on the variable in it.
        for (arg, kind) in args
            .iter()
            .zip(&self.words.relations[rule.head.relation].slots)
        {
            if let (Argument::Var(_), Kind::Band) = (arg, kind) {
                body.push(BodyJson::Sentence(PatternJson {
                    relation: self.band as u32,
                    args: vec![arg.clone()],
                }));
            }
        }
        body.extend(
            rule.unless
                .iter()
                .map(|unless| BodyJson::Not(Box::new(self.body(unless)))),
        );
        let view = rule.view.as_ref();
        RuleJson {
            name: rule.name.clone(),
            likelihood: rule.likelihood * 100,
            view: view
                .and_then(|v| names(self.words).iter().position(|n| n == v))
                .map(|id| id as u32),
            origin: "seed:1".to_owned(),
            head: HeadJson {
                sign: if rule.denies {
                    Sign::Against
                } else {
                    Sign::For
                },
                relation,
                args,
            },
            body: BodyJson::And(body),
        }
    }

    /// What the relations' properties imply.
    fn properties(&self) -> Vec<RuleJson> {
        let mut rules = Vec::new();
        for (relation, of) in self.words.relations.iter().enumerate() {
            let pattern = |from: &str, to: &str| PatternJson {
                relation: relation as u32,
                args: [from, to]
                    .map(|name| Argument::Var(name.to_owned()))
                    .to_vec(),
            };
            let mut add = |name: &str, sign, head: PatternJson, body| {
                rules.push(RuleJson {
                    name: name.to_owned(),
                    likelihood: 10_000,
                    view: None,
                    origin: "seed:1".to_owned(),
                    head: HeadJson {
                        sign,
                        relation: head.relation,
                        args: head.args,
                    },
                    body,
                });
            };
            if of.properties.iter().any(|one| one == "symmetric") {
                let (there, back) = (pattern("a", "b"), pattern("b", "a"));
                add(
                    "symmetric",
                    Sign::For,
                    back.clone(),
                    BodyJson::Sentence(there.clone()),
                );
                add("symmetric", Sign::Against, back, BodyJson::Denied(there));
            }
            if of.properties.iter().any(|one| one == "transitive") {
                let steps = [pattern("a", "b"), pattern("b", "c")].map(BodyJson::Sentence);
                add(
                    "transitive",
                    Sign::For,
                    pattern("a", "c"),
                    BodyJson::And(steps.to_vec()),
                );
            }
        }
        rules
    }

    fn all(&self, all: &[Body]) -> Vec<BodyJson> {
        all.iter().map(|body| self.body(body)).collect()
    }

    fn boxed(&self, body: &Body) -> Box<BodyJson> {
        Box::new(self.body(body))
    }

    fn window(&self, length: &str, body: &Body) -> WindowJson {
        let duration = parse_duration(length).expect("a length");
        WindowJson {
            months: duration.months,
            minutes: duration.minutes,
            body: self.boxed(body),
        }
    }

    fn count(&self, k: u32, var: &str, body: &Body) -> CountJson {
        CountJson {
            k,
            var: var.trim_start_matches('?').to_owned(),
            body: self.boxed(body),
        }
    }

    fn body(&self, body: &Body) -> BodyJson {
        match body {
            Body::Sentence(atom) => BodyJson::Sentence(self.pattern(atom)),
            Body::Denied(atom) => BodyJson::Denied(self.pattern(atom)),
            Body::Stated(atom) => {
                let PatternJson { relation, args } = self.pattern(atom);
                // Half of the relations: what is stated against it.
                let sign = if relation % 2 == 0 {
                    Sign::For
                } else {
                    Sign::Against
                };
                BodyJson::Stated(StatedJson {
                    sign,
                    relation,
                    args,
                })
            }
            Body::Claimed(atom, by) => BodyJson::Claimed(ClaimedJson {
                sentence: self.pattern(atom),
                by: self.argument(by),
            }),
            Body::All(all) => BodyJson::And(self.all(all)),
            Body::Any(any) => BodyJson::Or(self.all(any)),
            Body::Not(inner) => BodyJson::Not(self.boxed(inner)),
            Body::Past(inner) => BodyJson::Past(self.boxed(inner)),
            Body::AnyTime(inner) => BodyJson::AnyTime(self.boxed(inner)),
            Body::Within(length, inner) => BodyJson::PastWithin(self.window(length, inner)),
            Body::Throughout(length, inner) => BodyJson::Throughout(self.window(length, inner)),
            Body::AtLeast(k, var, inner) => BodyJson::AtLeast(self.count(*k, var, inner)),
            Body::AtMost(k, var, inner) => BodyJson::AtMost(self.count(*k, var, inner)),
            Body::Exactly(k, var, inner) => BodyJson::Exactly(self.count(*k, var, inner)),
            Body::Of(k, of) => BodyJson::AtLeastOf(SoManyJson {
                k: *k,
                of: self.all(of),
            }),
            Body::Compare {
                op,
                left,
                right,
                possibly,
            } => BodyJson::Compare(CompareJson {
                op: (*op).to_owned(),
                left: self.argument(left),
                right: self.argument(right),
                possibly: *possibly,
            }),
        }
    }
}

fn covers(date: &str) -> SpanJson {
    match parse_date(date) {
        Ok(DateOrInterval::Date(date)) => date.covers.into(),
        other => panic!("{date}: {other:?}"),
    }
}

fn number(word: &str) -> Option<NumberRange> {
    let whole = |digits: &str| digits.parse().ok().map(Number::whole);
    if word.len() >= 4 && word.starts_with("201") {
        return None;
    }
    if let Some((low, high)) = word.split_once("..") {
        return Some(NumberRange(whole(low), whole(high)));
    }
    if let Some(about) = word.strip_prefix('~') {
        let Number(about) = whole(about)?;
        let range = (Number(about * 9 / 10), Number(about * 11 / 10));
        return Some(NumberRange(Some(range.0), Some(range.1)));
    }
    if let Some(least) = word.strip_suffix('+') {
        return Some(NumberRange(Some(whole(least)?), None));
    }
    if word == "2.5" {
        let exact = Some(Number(2_500_000));
        return Some(NumberRange(exact, exact));
    }
    whole(word).map(|n| NumberRange(Some(n), Some(n)))
}
