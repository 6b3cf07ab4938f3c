//! A situation made by hand, for the tests of the words and of what is shown.

use crate::model::{
    Body, Compound, Confidence, Core, Entity, EntityId, Grade, Id, Item, ItemId, Items, Kind,
    KindId, Kinds, Origin, Part, Pattern, Relation, RelationId, Rule, RuleId, ScaleWord, Scales,
    Sentence, Sign, Signed, Situation, Source, SourceId, Standing, Stated, Table, Term, Value,
    VarId, When, Wording, Words,
};
use crate::source::Place;
use crate::time::{Date, DateOrInterval, Instant, Likelihood, Span, parse_date};
use std::sync::Arc;

/// A situation that grows.
pub(crate) struct Sample {
    pub(crate) situation: Situation,
    pub(crate) items: Items,
    pub(crate) rules: Table<RuleId, Rule>,
}

pub(crate) fn likely() -> Likelihood {
    Likelihood::clamped(7000)
}

pub(crate) fn on(text: &str) -> Date {
    match parse_date(text) {
        Ok(DateOrInterval::Date(date)) => date,
        other => panic!("{text} is no date: {other:?}"),
    }
}

fn origin(line: u32) -> Origin {
    Origin {
        file: "case.casus".into(),
        line,
        place: Place::default(),
    }
}

impl Sample {
    pub(crate) fn new() -> Sample {
        let mut kinds = Kinds::default();
        for name in Kinds::ROOTS {
            kinds.table.push(Kind {
                name: name.into(),
                article: if name.starts_with(['a', 'e']) {
                    "an"
                } else {
                    "a"
                },
                parents: if KindId::at(0) == Kinds::ENTITY && name != "entity" {
                    vec![Kinds::ENTITY]
                } else {
                    vec![]
                },
                relation: None,
                shipped: true,
                origin: origin(0),
            });
        }
        let word = |word: &str, at: u32, from: u32, to: u32| ScaleWord {
            word: word.into(),
            likelihood: Likelihood::clamped(at),
            from: Likelihood::clamped(from),
            to: Likelihood::clamped(to),
        };
        let scales = Scales {
            likelihood: vec![
                word("unlikely", 3000, 2000, 4500),
                word("likely", 7000, 5500, 8000),
                word("very likely", 8700, 8000, 9500),
                word("almost certain", 9700, 9500, 9900),
            ],
            ..Scales::default()
        };
        let situation = Situation {
            title: Some("A case".into()),
            as_of: Some(on("2016-12-31").covers.to.pred()),
            as_of_stated: true,
            scales,
            kinds,
            ..Situation::empty()
        };
        Sample {
            situation,
            items: Items::default(),
            rules: Table::default(),
        }
    }

    pub(crate) fn entity(&mut self, name: &str, kind: KindId) -> EntityId {
        let line = self.situation.entities.len() as u32 + 1;
        self.situation.entities.push(Entity {
            name: name.into(),
            also: Vec::new(),
            kinds: vec![kind],
            shipped: false,
            origin: origin(line),
        })
    }

    /// A relation by its wording: `[actor] draws members from [actor]`.
    pub(crate) fn relation(&mut self, name: &str) -> RelationId {
        let mut parts = Vec::new();
        let mut slots = Vec::new();
        for word in name.split_whitespace() {
            match word
                .strip_prefix('[')
                .and_then(|word| word.strip_suffix(']'))
            {
                Some(kind) => {
                    parts.push(Part::Slot(slots.len()));
                    let kind = self
                        .situation
                        .kinds
                        .table
                        .iter()
                        .find(|(_, row)| row.name == kind);
                    slots.push(kind.map(|(id, _)| id).expect("a kind of the sample"));
                }
                None => parts.push(Part::Word(word.into())),
            }
        }
        self.situation.relations.push(Relation {
            name: name.into(),
            slots,
            wordings: vec![Wording { parts }],
            negations: Vec::new(),
            inverses: Vec::new(),
            single: None,
            succeeding: false,
            indicator: false,
            bond: None,
            kind: None,
            compound: None,
            shipped: false,
            origin: origin(1),
        })
    }

    pub(crate) fn negated(&mut self, relation: RelationId, words: &str) {
        let mut parts = vec![Part::Slot(0)];
        parts.extend(words.split_whitespace().map(|word| Part::Word(word.into())));
        parts.push(Part::Slot(1));
        self.situation.relations[relation]
            .negations
            .push(Wording { parts });
    }

    pub(crate) fn compound(
        &mut self,
        outer: RelationId,
        inner: RelationId,
        sign: Sign,
    ) -> RelationId {
        let (before, after) = (
            self.situation.relations[outer].clone(),
            self.situation.relations[inner].clone(),
        );
        let mut slots = before.slots[..before.slots.len() - 1].to_vec();
        slots.extend(&after.slots);
        let mut row = before;
        row.slots = slots;
        row.wordings = Vec::new();
        row.compound = Some(Compound { outer, inner, sign });
        self.situation.relations.push(row)
    }

    pub(crate) fn source(&mut self, name: &str, grade: &str) -> SourceId {
        let entity = self.entity(name, Kinds::SOURCE);
        self.situation.sources.push(Source {
            entity,
            derived_from: Vec::new(),
            derived_in_part_from: Vec::new(),
            dated: None,
            date: None,
            by: Vec::new(),
            reliability: Some(Grade {
                letter: grade.into(),
                likelihood: Likelihood::clamped(6000),
                confidence: Confidence::Moderate,
            }),
            credibility: None,
            rated: true,
            origin: origin(1),
        })
    }

    pub(crate) fn fact(
        &mut self,
        sentence: &Sentence,
        when: When,
        source: Option<SourceId>,
    ) -> ItemId {
        let extent = match &when {
            When::Always => Span::ALWAYS,
            When::Since(date) => Span::since(date.covers.from),
            When::Until(date) => Span::until(date.covers.to),
            When::Between(from, to) => Span::new(from.covers.from, to.covers.to),
            When::On(date) => date.covers,
        };
        let line = self.items.len() as u32 + 20;
        let stated = Stated {
            sentence: sentence.clone(),
            sign: Sign::For,
            extent,
            core: extent,
            when,
            likelihood: Likelihood::CERTAIN,
            source,
            unrated: false,
            said: None,
            view: None,
            standing: Standing::Fact,
            event: None,
            likelihood_stated: false,
            words: Arc::new(Words::default()),
            origin: origin(line),
        };
        self.situation.told.stated.push(stated.clone());
        self.items.push(Item {
            stated,
            until_known: None,
            closing: None,
        })
    }

    /// The statement last told, to be changed.
    pub(crate) fn last(&mut self) -> &mut Stated {
        self.situation
            .told
            .stated
            .last_mut()
            .expect("something was told")
    }

    /// A rule with its head and body.
    pub(crate) fn law(
        &mut self,
        name: &str,
        likelihood: Likelihood,
        variables: &[&str],
        head: Pattern,
        body: Body,
    ) {
        let id = self.rule(name, likelihood, variables);
        let mut rule = self.rules[id].clone();
        (rule.head, rule.body) = (head, body);
        self.situation.told.rules.push(rule);
    }

    pub(crate) fn rule(
        &mut self,
        name: &str,
        likelihood: Likelihood,
        variables: &[&str],
    ) -> RuleId {
        self.rules.push(Rule {
            name: name.into(),
            property: None,
            likelihood,
            view: None,
            variables: variables.iter().map(|name| (*name).to_owned()).collect(),
            sign: Sign::For,
            head: Pattern {
                relation: RelationId(0),
                args: Vec::new(),
            },
            body: Body::And(Vec::new()),
            per: Vec::new(),
            words: Words::default(),
            shipped: false,
            origin: origin(90),
        })
    }

    pub(crate) fn core(self) -> Core {
        Core {
            situation: Arc::new(self.situation),
            items: self.items,
            rules: self.rules,
            clashes: Vec::new(),
            masked: Vec::new(),
            merged: Vec::new(),
            changes: Vec::new(),
        }
    }
}

pub(crate) fn sentence(relation: RelationId, args: &[EntityId]) -> Sentence {
    Sentence {
        relation,
        args: args.iter().map(|id| Value::Entity(*id)).collect(),
    }
}

pub(crate) fn holds(sentence: &Sentence) -> Signed {
    Signed {
        sign: Sign::For,
        sentence: sentence.clone(),
    }
}

pub(crate) fn denies(sentence: &Sentence) -> Signed {
    Signed {
        sign: Sign::Against,
        sentence: sentence.clone(),
    }
}

pub(crate) fn pattern(relation: RelationId, args: Vec<Term>) -> Pattern {
    Pattern { relation, args }
}

pub(crate) fn var(at: u32) -> Term {
    Term::Var(VarId(at))
}

pub(crate) fn known(id: EntityId) -> Term {
    Term::Value(Value::Entity(id))
}

/// The last minute of 2016.
pub(crate) fn now() -> Instant {
    on("2016-12-31").covers.to.pred()
}
