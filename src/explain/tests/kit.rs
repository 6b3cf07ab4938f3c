//! Small situations in few words, for tests of explanations.
//!
//! One statement a line. `hosts(Belmar, Front)` is a sentence, a leading `-` its denial, `?x` a variable, `#7` a number.
//! Names and relations are declared by being mentioned.
//!
//! ```text
//! source Wire B from Diary
//! relation watch indicator
//! hosts(Belmar, Front) 90% per Wire since 10 until 20
//! assume hosts(Corvia, Front)
//! rule shelter 80%: sponsors(?s, ?g) if hosts(?s, ?g) & !(shuns(?s, ?g))
//! hypothesis sunk: sank(Ship); -afloat(Ship)
//! ```
//! Bodies: `&`, `|`, `!`, `stated`, `past`, `past[N]`, `throughout[N]`, `anytime`, `atleast K ?x`, `atmost K ?x`,
//! `exactly K ?x`, `of K`, `said_by X`, each before a bracket or a sentence; `of` takes branches parted by `;`.

use crate::engine::{Standpoint, World, evaluate};
use crate::model::{
    Additions, Alteration, Body, Comparison, Confidence, Count, Entity, EntityId, Grade,
    Hypothesis, Id as _, Kind, Kinds, Length, Number, Origin, Pattern, Range, Relation, RelationId,
    Rule, Sentence, Sign, Signed, Situation, Source, SourceId, Standing, Stated, Term, Value,
    VarId, When, Words,
};
use crate::settle::settle;
use crate::source::Place;
use crate::time::{Duration, Instant, Likelihood, Span};
use std::sync::Arc;

/// A situation in the making.
pub struct Kit {
    pub situation: Situation,
}

/// The situation that the lines tell.
pub fn tell(lines: &str) -> Kit {
    let mut kit = Kit { situation: empty() };
    for known in ["happened", "under_way", "speaks_for", "led_to"] {
        kit.relation(known);
    }
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        kit.line(line);
    }
    let speaks_for = kit.relation("speaks_for");
    kit.situation.known.speaks_for = speaks_for;
    kit
}

impl Kit {
    pub fn shared(&self) -> Arc<Situation> {
        Arc::new(self.situation.clone())
    }

    pub fn try_world(&self) -> Option<World> {
        self.try_seen(&Standpoint::default())
    }

    pub fn try_seen(&self, standpoint: &Standpoint) -> Option<World> {
        evaluate(Arc::new(settle(&self.shared(), &[])), standpoint).ok()
    }

    pub fn world(&self) -> World {
        self.try_world().expect("the rules have strata")
    }

    /// The claim that the words are.
    pub fn claim(&mut self, text: &str) -> Signed {
        let mut words = Words_::of(text);
        let (sign, pattern) = self.pattern(&mut words, &mut Vec::new());
        Signed {
            sign,
            sentence: ground(pattern),
        }
    }

    /// As the words that it was told in.
    pub fn say(&self, claim: &Signed) -> String {
        let name = |value: &Value| match value {
            Value::Entity(id) => self.situation.entities[*id].name.clone(),
            other => format!("{other:?}"),
        };
        let args: Vec<String> = claim.sentence.args.iter().map(name).collect();
        let sign = if claim.sign == Sign::Against { "-" } else { "" };
        let relation = &self.situation.relations[claim.sentence.relation].name;
        format!("{sign}{relation}({})", args.join(", "))
    }

    pub fn entity(&mut self, name: &str) -> EntityId {
        let entities = &mut self.situation.entities;
        if let Some((id, _)) = entities.iter().find(|(_, one)| one.name == name) {
            return id;
        }
        entities.push(Entity {
            name: name.to_owned(),
            also: Vec::new(),
            kinds: vec![Kinds::ACTOR],
            shipped: false,
            origin: nowhere(),
        })
    }

    pub fn relation(&mut self, name: &str) -> RelationId {
        let relations = &mut self.situation.relations;
        if let Some((id, _)) = relations.iter().find(|(_, one)| one.name == name) {
            return id;
        }
        relations.push(Relation {
            name: name.to_owned(),
            slots: Vec::new(),
            wordings: Vec::new(),
            negations: Vec::new(),
            inverses: Vec::new(),
            single: None,
            succeeding: false,
            indicator: false,
            bond: None,
            kind: None,
            compound: None,
            shipped: false,
            origin: nowhere(),
        })
    }

    pub fn source(&mut self, name: &str) -> SourceId {
        let entity = self.entity(name);
        let sources = &mut self.situation.sources;
        if let Some((id, _)) = sources.iter().find(|(_, one)| one.entity == entity) {
            return id;
        }
        sources.push(Source {
            entity,
            derived_from: Vec::new(),
            derived_in_part_from: Vec::new(),
            dated: None,
            date: None,
            by: Vec::new(),
            reliability: None,
            credibility: None,
            rated: true,
            origin: nowhere(),
        })
    }

    fn line(&mut self, line: &str) {
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        match first {
            "source" => {
                let mut words = rest.split(' ');
                let id = self.source(words.next().expect("a name"));
                while let Some(word) = words.next() {
                    if word == "from" {
                        let from = self.source(words.next().expect("a source"));
                        self.situation.sources[id].derived_from.push(from);
                    } else {
                        self.situation.sources[id].reliability = Some(grade(word));
                        self.situation.sources[id].rated = word != "F";
                    }
                }
            }
            "relation" => {
                let mut words = rest.split(' ');
                let id = self.relation(words.next().expect("a name"));
                for word in words {
                    match word {
                        "indicator" => self.situation.relations[id].indicator = true,
                        "succeeding" => self.situation.relations[id].succeeding = true,
                        slot => self.situation.relations[id].single = slot.parse().ok(),
                    }
                }
            }
            "rule" => {
                let rule = self.rule(rest);
                self.situation.told.rules.push(rule);
            }
            "hypothesis" => {
                let (title, parts) = rest.split_once(':').expect("a colon");
                let mut adds = Additions::default();
                for part in parts.split(';').map(str::trim) {
                    let (first, sentence) = part.split_once(' ').unwrap_or((part, ""));
                    match first {
                        "expects" => adds
                            .rules
                            .push(self.rule(&format!("{title}: {sentence} if "))),
                        "rules_out" => adds
                            .rules
                            .push(self.rule(&format!("{title}: -{sentence} if "))),
                        _ => adds.stated.push(self.stated(part)),
                    }
                }
                self.situation.hypotheses.push(Hypothesis {
                    title: title.to_owned(),
                    change: Alteration {
                        takes: Vec::new(),
                        adds,
                    },
                    origin: nowhere(),
                });
            }
            _ => {
                let stated = self.stated(line);
                self.situation.told.stated.push(stated);
            }
        }
    }

    pub fn stated(&mut self, line: &str) -> Stated {
        let (mut line, mut standing) = (line, Standing::Fact);
        for (word, meant) in [
            ("assume ", Standing::Assumption),
            ("evidence ", Standing::Evidence),
        ] {
            if let Some(rest) = line.strip_prefix(word) {
                (line, standing) = (rest, meant);
            }
        }
        let close = line.find(')').expect("a bracket") + 1;
        let mut words = Words_::of(&line[..close]);
        let (sign, pattern) = self.pattern(&mut words, &mut Vec::new());
        let mut stated = Stated {
            sentence: ground(pattern),
            sign,
            extent: Span::ALWAYS,
            core: Span::ALWAYS,
            when: When::Always,
            likelihood: Likelihood::CERTAIN,
            source: None,
            unrated: false,
            said: None,
            view: None,
            standing,
            event: None,
            likelihood_stated: false,
            words: Arc::new(Words::default()),
            origin: nowhere(),
        };
        let mut words = line[close..].split_whitespace();
        while let Some(word) = words.next() {
            match word {
                "per" => stated.source = Some(self.source(words.next().expect("a source"))),
                "by" => stated.view = Some(self.entity(words.next().expect("a party"))),
                "since" => stated.extent.from = instant(words.next()),
                "until" => stated.extent.to = instant(words.next()),
                "unrated" => stated.unrated = true,
                percent => stated.likelihood = likelihood(percent),
            }
        }
        stated.core = stated.extent;
        stated
    }

    fn rule(&mut self, text: &str) -> Rule {
        let (title, text) = text.split_once(':').expect("a colon");
        let mut title = title.split_whitespace();
        let name = title.next().expect("a name").to_owned();
        let mut worth = Likelihood::CERTAIN;
        let mut per = Vec::new();
        while let Some(word) = title.next() {
            if word == "per" {
                per.push(self.source(title.next().expect("a source")));
            } else {
                worth = likelihood(word);
            }
        }
        let (head, body) = text.split_once(" if").expect("an if");
        let mut variables = Vec::new();
        let (sign, head) = self.pattern(&mut Words_::of(head), &mut variables);
        let mut words = Words_::of(body);
        let body = if words.is_done() {
            Body::And(Vec::new())
        } else {
            self.either(&mut words, &mut variables)
        };
        Rule {
            name,
            property: None,
            likelihood: worth,
            view: None,
            variables,
            sign,
            head,
            body,
            per,
            words: Words::default(),
            shipped: false,
            origin: nowhere(),
        }
    }

    fn either(&mut self, words: &mut Words_, variables: &mut Vec<String>) -> Body {
        let mut of = vec![self.both(words, variables)];
        while words.take("|") {
            of.push(self.both(words, variables));
        }
        if of.len() == 1 {
            of.remove(0)
        } else {
            Body::Or(of)
        }
    }

    fn both(&mut self, words: &mut Words_, variables: &mut Vec<String>) -> Body {
        let mut of = vec![self.one(words, variables)];
        while words.take("&") {
            of.push(self.one(words, variables));
        }
        if of.len() == 1 {
            of.remove(0)
        } else {
            Body::And(of)
        }
    }

    fn one(&mut self, words: &mut Words_, variables: &mut Vec<String>) -> Body {
        let word = words.peek().to_owned();
        let mut boxed = |kit: &mut Kit, words: &mut Words_| Box::new(kit.one(words, variables));
        match word.as_str() {
            "(" => {
                words.next();
                let body = self.either(words, variables);
                assert!(words.take(")"), "a closing bracket before {}", words.peek());
                body
            }
            "!" => {
                words.next();
                Body::Not(boxed(self, words))
            }
            "stated" => {
                words.next();
                let (sign, pattern) = self.pattern(words, variables);
                Body::Stated(sign, pattern)
            }
            "said_by" => {
                words.next();
                let by = self.term(&words.next(), variables);
                let (_, pattern) = self.pattern(words, variables);
                Body::Claimed { pattern, by }
            }
            "past" => {
                words.next();
                match words.length() {
                    Some(length) => Body::PastWithin(length, boxed(self, words)),
                    None => Body::Past(boxed(self, words)),
                }
            }
            "throughout" => {
                words.next();
                let length = words.length().expect("a length");
                Body::Throughout(length, boxed(self, words))
            }
            "anytime" => {
                words.next();
                Body::AnyTime(boxed(self, words))
            }
            "atleast" | "atmost" | "exactly" => {
                words.next();
                let k = words.next().parse().expect("a number");
                let Term::Var(var) = self.term(&words.next(), variables) else {
                    panic!("a variable");
                };
                let body = Box::new(self.one(words, variables));
                let count = Count { k, var, body };
                match word.as_str() {
                    "atleast" => Body::AtLeast(count),
                    "atmost" => Body::AtMost(count),
                    _ => Body::Exactly(count),
                }
            }
            "of" => {
                words.next();
                let k = words.next().parse().expect("a number");
                assert!(words.take("("), "a bracket");
                let mut of = vec![self.either(words, variables)];
                while words.take(";") {
                    of.push(self.either(words, variables));
                }
                assert!(words.take(")"), "a closing bracket");
                Body::AtLeastOf { k, of }
            }
            _ if word.starts_with(['?', '#']) => {
                let (left, op, right) = (words.next(), words.next(), words.next());
                let op = match op.as_str() {
                    "=" => Comparison::Equal,
                    "!=" => Comparison::Unequal,
                    "<" => Comparison::Less,
                    ">" => Comparison::Greater,
                    other => panic!("{other} is no comparison"),
                };
                Body::Compare {
                    op,
                    left: self.term(&left, variables),
                    right: self.term(&right, variables),
                    possibly: false,
                }
            }
            _ => match self.pattern(words, variables) {
                (Sign::For, pattern) => Body::Sentence(pattern),
                (Sign::Against, pattern) => Body::Denied(pattern),
            },
        }
    }

    fn pattern(&mut self, words: &mut Words_, variables: &mut Vec<String>) -> (Sign, Pattern) {
        let sign = if words.take("-") {
            Sign::Against
        } else {
            Sign::For
        };
        let relation = self.relation(&words.next());
        assert!(words.take("("), "a bracket");
        let mut args = Vec::new();
        while !words.take(")") {
            let word = words.next();
            args.push(self.term(&word, variables));
            words.take(",");
        }
        let slots = &mut self.situation.relations[relation].slots;
        *slots = vec![Kinds::ENTITY; args.len()];
        for (slot, term) in slots.iter_mut().zip(&args) {
            if matches!(term, Term::Value(Value::Number(_))) {
                *slot = Kinds::NUMBER;
            }
        }
        (sign, Pattern { relation, args })
    }

    fn term(&mut self, word: &str, variables: &mut Vec<String>) -> Term {
        if let Some(name) = word.strip_prefix('?') {
            let known = variables.iter().position(|one| one == name);
            return Term::Var(VarId::at(known.unwrap_or_else(|| {
                variables.push(name.to_owned());
                variables.len() - 1
            })));
        }
        if let Some(digits) = word.strip_prefix('#') {
            let number = Number::whole(digits.parse().expect("a number"));
            return Term::Value(Value::Number(Range::exactly(number)));
        }
        Term::Value(Value::Entity(self.entity(word)))
    }
}

struct Words_ {
    words: Vec<String>,
    at: usize,
}

impl Words_ {
    fn of(text: &str) -> Words_ {
        let mut spaced = String::new();
        for letter in text.chars() {
            if "()&|!,;-[]".contains(letter) {
                spaced.push(' ');
                spaced.push(letter);
                spaced.push(' ');
            } else {
                spaced.push(letter);
            }
        }
        let spaced = spaced.replace(" !  =", " !=").replace("! =", "!=");
        let words = spaced.split_whitespace().map(str::to_owned).collect();
        Words_ { words, at: 0 }
    }

    fn peek(&self) -> &str {
        self.words.get(self.at).map_or("", String::as_str)
    }

    fn is_done(&self) -> bool {
        self.at >= self.words.len()
    }

    fn next(&mut self) -> String {
        self.at += 1;
        self.words.get(self.at - 1).cloned().unwrap_or_default()
    }

    fn take(&mut self, word: &str) -> bool {
        let is_it = self.peek() == word;
        self.at += usize::from(is_it);
        is_it
    }

    fn length(&mut self) -> Option<Length> {
        if !self.take("[") {
            return None;
        }
        let minutes = self.next().parse().expect("minutes");
        assert!(self.take("]"), "a bracket");
        Some(Length {
            duration: Duration { months: 0, minutes },
            text: format!("{minutes} minutes"),
            place: Place::default(),
        })
    }
}

fn ground(pattern: Pattern) -> Sentence {
    let value = |term: Term| match term {
        Term::Value(value) => value,
        Term::Var(_) => panic!("a variable in a fact"),
    };
    Sentence {
        relation: pattern.relation,
        args: pattern.args.into_iter().map(value).collect(),
    }
}

pub fn likelihood(percent: &str) -> Likelihood {
    let digits = percent.strip_suffix('%').unwrap_or(percent);
    let share: f64 = digits.parse().expect("a percentage");
    Likelihood::clamped((share * 100.0).round() as u32)
}

fn instant(word: Option<&str>) -> Instant {
    Instant(word.and_then(|word| word.parse().ok()).expect("an instant"))
}

fn grade(letter: &str) -> Grade {
    let (percent, confidence) = match letter {
        "A" => ("95%", Confidence::High),
        "B" => ("80%", Confidence::High),
        "C" => ("60%", Confidence::Moderate),
        _ => ("50%", Confidence::Low),
    };
    Grade {
        letter: letter.to_owned(),
        likelihood: likelihood(percent),
        confidence,
    }
}

fn nowhere() -> Origin {
    Origin {
        file: "seed".into(),
        line: 1,
        place: Place::default(),
    }
}

fn empty() -> Situation {
    let roots = Kinds::ROOTS.iter().map(|name| Kind {
        name: (*name).to_owned(),
        article: "an",
        parents: match *name {
            "actor" | "place" | "event" | "thing" | "source" => vec![Kinds::ENTITY],
            _ => Vec::new(),
        },
        relation: None,
        shipped: true,
        origin: nowhere(),
    });
    Situation {
        as_of: Some(Instant(100)),
        as_of_stated: true,
        kinds: Kinds {
            table: roots.collect(),
        },
        ..Situation::empty()
    }
}
