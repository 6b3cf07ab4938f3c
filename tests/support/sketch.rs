//! Small cores written in few words, for what must be known of the definition itself.
//!
//! `hosts(Belmar, Front)` is a sentence; a leading `-` its denial; `?x` a variable; `3000`, `3000+`, `2000..4000` and
//! `2016-12` are literals. Names and relations are declared by being mentioned.

use super::naive::{self, Standpoint};
use casus::model::json::{
    Argument, BodyJson, ClaimedJson, CompareJson, CoreJson, CoreSpan, CountJson, EntityJson,
    HeadJson, ItemJson, NumberRange, PatternJson, RelationJson, RuleJson, SoManyJson, SourceJson,
    SpanJson, StatedJson, WindowJson, WorldJson,
};
use casus::model::{Number, Sign};

/// A core in the making.
pub struct Sketch {
    /// What it is so far.
    pub core: CoreJson,
}

impl Default for Sketch {
    fn default() -> Self {
        Sketch {
            core: CoreJson {
                casus_core: 1,
                as_of: None,
                bar: 5_500,
                entities: Vec::new(),
                relations: Vec::new(),
                sources: Vec::new(),
                items: Vec::new(),
                rules: Vec::new(),
                masked: Vec::new(),
            },
        }
    }
}

impl Sketch {
    /// The id of a name.
    pub fn entity(&mut self, name: &str) -> u32 {
        let entities = &mut self.core.entities;
        if let Some(known) = entities.iter().find(|entity| entity.name == name) {
            return known.id;
        }
        entities.push(EntityJson {
            id: entities.len() as u32,
            name: name.to_owned(),
            also: Vec::new(),
            kinds: vec!["actor".to_owned()],
        });
        entities.len() as u32 - 1
    }

    /// The id of a relation, known by the word before the bracket.
    pub fn relation(&mut self, word: &str) -> u32 {
        // The one relation that views know by its wording.
        let wording = match word {
            "speaks_for" => "[actor] speaks for [actor]",
            _ => word,
        };
        let relations = &mut self.core.relations;
        if let Some(known) = relations.iter().find(|one| one.wording == wording) {
            return known.id;
        }
        relations.push(RelationJson {
            id: relations.len() as u32,
            wording: wording.to_owned(),
            slots: Vec::new(),
            single: None,
            succeeding: false,
            indicator: false,
        });
        relations.len() as u32 - 1
    }

    /// A source, with what it is derived from.
    pub fn source(&mut self, name: &str, derived_from: &[u32]) -> u32 {
        let id = self.core.sources.len() as u32;
        let entity = self.entity(name);
        self.core.sources.push(SourceJson {
            id,
            entity,
            derived_from: derived_from.to_vec(),
            replaces: None,
            dated: None,
            rated: true,
        });
        id
    }

    fn argument(&mut self, word: &str) -> Argument {
        let number = |digits: &str| digits.parse().ok().map(Number::whole);
        match word.chars().next() {
            Some('?') => Argument::Var(word[1..].to_owned()),
            Some('0'..='9') => {
                if word.contains('-') {
                    Argument::Date(date(word))
                } else if let Some(least) = word.strip_suffix('+') {
                    Argument::Number(NumberRange(number(least), None))
                } else {
                    let (low, high) = word.split_once("..").unwrap_or((word, word));
                    Argument::Number(NumberRange(number(low), number(high)))
                }
            }
            _ => Argument::Entity(self.entity(word)),
        }
    }

    fn pattern(&mut self, sentence: &str) -> (Sign, PatternJson) {
        let (sign, plain) = match sentence.strip_prefix('-') {
            Some(plain) => (Sign::Against, plain),
            None => (Sign::For, sentence),
        };
        let (word, args) = plain
            .trim_end_matches(')')
            .split_once('(')
            .expect("a bracket");
        let relation = self.relation(word);
        let args = args.split(',').map(str::trim).filter(|arg| !arg.is_empty());
        let args = args.map(|arg| self.argument(arg)).collect();
        (sign, PatternJson { relation, args })
    }

    /// States a sentence, in ten-thousandths; what else the item says can be set after.
    pub fn item(&mut self, sentence: &str, likelihood: u16) -> &mut ItemJson {
        let (sign, PatternJson { relation, args }) = self.pattern(sentence);
        let always = SpanJson(None, None);
        self.core.items.push(ItemJson {
            relation,
            args,
            sign,
            extent: always,
            core: CoreSpan::Span(always),
            likelihood,
            source: None,
            said: None,
            view: None,
            assumption: false,
            unrated: false,
            until_known: None,
            origin: String::new(),
        });
        self.core.items.last_mut().expect("it was just added")
    }

    /// Adds a rule.
    pub fn rule(&mut self, head: &str, likelihood: u16, body: B) -> &mut RuleJson {
        let (sign, PatternJson { relation, args }) = self.pattern(head);
        let body = self.body(body);
        self.core.rules.push(RuleJson {
            name: head.to_owned(),
            likelihood,
            view: None,
            origin: String::new(),
            head: HeadJson {
                sign,
                relation,
                args,
            },
            body,
        });
        self.core.rules.last_mut().expect("it was just added")
    }

    fn all(&mut self, bodies: Vec<B>) -> Vec<BodyJson> {
        bodies.into_iter().map(|body| self.body(body)).collect()
    }

    fn boxed(&mut self, body: B) -> Box<BodyJson> {
        Box::new(self.body(body))
    }

    fn window(&mut self, (months, minutes): (i64, i64), body: B) -> WindowJson {
        WindowJson {
            months,
            minutes,
            body: self.boxed(body),
        }
    }

    fn count(&mut self, k: u32, var: &str, body: B) -> CountJson {
        CountJson {
            k,
            var: var.to_owned(),
            body: self.boxed(body),
        }
    }

    fn body(&mut self, body: B) -> BodyJson {
        match body {
            B::S(sentence) => match self.pattern(sentence) {
                (Sign::For, pattern) => BodyJson::Sentence(pattern),
                (Sign::Against, pattern) => BodyJson::Denied(pattern),
            },
            B::Stated(sentence) => {
                let (sign, PatternJson { relation, args }) = self.pattern(sentence);
                BodyJson::Stated(StatedJson {
                    sign,
                    relation,
                    args,
                })
            }
            B::Claimed(sentence, by) => BodyJson::Claimed(ClaimedJson {
                sentence: self.pattern(sentence).1,
                by: self.argument(by),
            }),
            B::All(all) => BodyJson::And(self.all(all)),
            B::Any(any) => BodyJson::Or(self.all(any)),
            B::Not(inner) => BodyJson::Not(self.boxed(*inner)),
            B::Past(inner) => BodyJson::Past(self.boxed(*inner)),
            B::AnyTime(inner) => BodyJson::AnyTime(self.boxed(*inner)),
            B::Within(length, inner) => BodyJson::PastWithin(self.window(length, *inner)),
            B::Throughout(length, inner) => BodyJson::Throughout(self.window(length, *inner)),
            B::AtLeast(k, var, inner) => BodyJson::AtLeast(self.count(k, var, *inner)),
            B::AtMost(k, var, inner) => BodyJson::AtMost(self.count(k, var, *inner)),
            B::Exactly(k, var, inner) => BodyJson::Exactly(self.count(k, var, *inner)),
            B::Of(k, of) => BodyJson::AtLeastOf(SoManyJson {
                k,
                of: self.all(of),
            }),
            B::Is(left, op, right) | B::Possibly(left, op, right) => {
                BodyJson::Compare(CompareJson {
                    op: op.to_owned(),
                    left: self.argument(left),
                    right: self.argument(right),
                    possibly: matches!(body, B::Possibly(..)),
                })
            }
        }
    }

    /// The world, in the analyst's view.
    pub fn world(&self) -> WorldJson {
        self.seen(&Standpoint::default())
    }

    /// The world from a standpoint.
    pub fn seen(&self, standpoint: &Standpoint) -> WorldJson {
        naive::world(&self.core, standpoint).expect("it has strata")
    }

    /// A sentence of a world at an instant: For, Ag, lo, hi.
    pub fn at(&mut self, world: &WorldJson, sentence: &str, instant: i64) -> [u16; 4] {
        let (_, PatternJson { relation, args }) = self.pattern(sentence);
        let found = world
            .sentences
            .iter()
            .find(|one| one.relation == relation && one.args == args);
        let Some(found) = found else { return [0; 4] };
        let value = |steps: &[casus::model::json::StepJson]| {
            let holds = |step: &&casus::model::json::StepJson| {
                step.0.is_none_or(|from| from <= instant) && step.1.is_none_or(|to| instant < to)
            };
            steps.iter().find(holds).map_or(0, |step| step.2)
        };
        let bound = |steps: &Option<Vec<_>>| value(steps.as_ref().unwrap_or(&found.support));
        [
            value(&found.support),
            value(&found.against),
            bound(&found.lo),
            bound(&found.hi),
        ]
    }

    /// For of a sentence at the end of a date, in the analyst's world.
    pub fn held(&mut self, sentence: &str, as_of: &str) -> u16 {
        let world = self.world();
        self.at(&world, sentence, last(as_of))[0]
    }
}

/// A body in few words.
#[allow(missing_docs)]
pub enum B {
    S(&'static str),
    Stated(&'static str),
    Claimed(&'static str, &'static str),
    All(Vec<B>),
    Any(Vec<B>),
    Not(Box<B>),
    Past(Box<B>),
    AnyTime(Box<B>),
    Within((i64, i64), Box<B>),
    Throughout((i64, i64), Box<B>),
    AtLeast(u32, &'static str, Box<B>),
    AtMost(u32, &'static str, Box<B>),
    Exactly(u32, &'static str, Box<B>),
    Of(u32, Vec<B>),
    Is(&'static str, &'static str, &'static str),
    Possibly(&'static str, &'static str, &'static str),
}

/// All minutes of a year, month or day.
pub fn date(text: &str) -> SpanJson {
    let parts: Vec<i64> = text
        .split('-')
        .map(|part| part.parse().expect("digits"))
        .collect();
    let midnight = naive::midnight;
    let (from, to) = match parts[..] {
        [y] => (midnight(y, 1, 1), midnight(y + 1, 1, 1)),
        [y, 12] => (midnight(y, 12, 1), midnight(y + 1, 1, 1)),
        [y, m] => (midnight(y, m, 1), midnight(y, m + 1, 1)),
        [y, m, d] => (midnight(y, m, d), midnight(y, m, d) + 1_440),
        _ => panic!("{text} is no date"),
    };
    SpanJson(Some(from), Some(to))
}

/// The last minute of a date: what `as of` asks at.
pub fn last(text: &str) -> i64 {
    date(text).1.expect("a date ends") - 1
}

/// The extent of `since`.
pub fn since(text: &str) -> SpanJson {
    SpanJson(date(text).0, None)
}

/// The extent of `from … to …`.
pub fn between(from: &str, to: &str) -> SpanJson {
    SpanJson(date(from).0, date(to).1)
}
