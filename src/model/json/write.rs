//! Core → its printed form. Nothing is decided here: names of kinds and variables are looked up, ids stay as they are.

use super::{
    Argument, BodyJson, ClaimedJson, CompareJson, CoreJson, CountJson, EntityJson, HeadJson,
    ItemJson, PatternJson, RelationJson, ReplacesJson, RuleJson, SoManyJson, SourceJson,
    StatedJson, WindowJson,
};
use crate::model::{
    Body, Comparison, Core, Count, Id as _, Item, KindId, Length, Pattern, Rule, Sentence,
    Situation, Source, SourceId, Standing, Term, VarId,
};

/// The printed form of a core.
#[must_use]
pub fn core_json(core: &Core) -> CoreJson {
    let situation = &*core.situation;
    let kinds =
        |ids: &[KindId]| -> Vec<String> { ids.iter().map(|id| kind(situation, *id)).collect() };
    CoreJson {
        casus_core: CoreJson::VERSION,
        as_of: situation.as_of.map(|instant| instant.0),
        bar: situation.bar.ten_thousandths(),
        entities: situation
            .entities
            .iter()
            .map(|(id, entity)| EntityJson {
                id: id.0,
                name: entity.name.clone(),
                also: entity.also.clone(),
                kinds: kinds(&entity.kinds),
            })
            .collect(),
        relations: situation
            .relations
            .iter()
            .map(|(id, relation)| RelationJson {
                id: id.0,
                wording: relation.name.clone(),
                slots: kinds(&relation.slots),
                single: relation.single,
                succeeding: relation.succeeding,
                indicator: relation.indicator,
            })
            .collect(),
        sources: situation
            .sources
            .iter()
            .map(|(id, source)| source_json(situation, id, source))
            .collect(),
        items: core.items.iter().map(|(_, one)| item(&one)).collect(),
        rules: core.rules.rows().iter().map(rule).collect(),
        masked: core.masked.iter().map(sentence).collect(),
    }
}

fn kind(situation: &Situation, id: KindId) -> String {
    situation
        .kinds
        .table
        .get(id)
        .map_or_else(String::new, |kind| kind.name.clone())
}

fn source_json(situation: &Situation, id: SourceId, source: &Source) -> SourceJson {
    let mut derived_from: Vec<u32> = source.derived_from.iter().map(|from| from.0).collect();
    derived_from.sort_unstable();
    derived_from.dedup();
    let mut older: Vec<u32> = situation
        .replacements
        .iter()
        .filter(|one| one.newer == id)
        .map(|one| one.older.0)
        .collect();
    older.sort_unstable();
    older.dedup();
    SourceJson {
        id: id.0,
        entity: source.entity.0,
        derived_from,
        replaces: match older.as_slice() {
            [] => None,
            [one] => Some(ReplacesJson::One(*one)),
            _ => Some(ReplacesJson::Several(older)),
        },
        dated: source.dated.map(Into::into),
        rated: source.rated,
    }
}

fn item(item: &Item) -> ItemJson {
    let stated = &item.stated;
    let PatternJson { relation, args } = sentence(&stated.sentence);
    ItemJson {
        relation,
        args,
        sign: stated.sign,
        extent: stated.extent.into(),
        core: stated.core.into(),
        likelihood: stated.likelihood.ten_thousandths(),
        source: stated.source.map(|source| source.0),
        said: stated.said.map(Into::into),
        view: stated.view.map(|view| view.0),
        assumption: stated.standing == Standing::Assumption,
        unrated: stated.unrated,
        until_known: item.until_known.map(|instant| instant.0),
        origin: stated.origin.to_string(),
    }
}

fn sentence(sentence: &Sentence) -> PatternJson {
    PatternJson {
        relation: sentence.relation.0,
        args: sentence.args.iter().map(Argument::from).collect(),
    }
}

fn rule(rule: &Rule) -> RuleJson {
    let names = Names::of(rule);
    let PatternJson { relation, args } = names.pattern(&rule.head);
    RuleJson {
        name: rule.name.clone(),
        likelihood: rule.likelihood.ten_thousandths(),
        view: rule.view.map(|view| view.0),
        origin: rule.origin.to_string(),
        head: HeadJson {
            sign: rule.sign,
            relation,
            args,
        },
        body: names.body(&rule.body),
    }
}

/// What a rule's variables are called. Two of one name (each of a negation or count of its own) stay apart: the
/// second is printed with a number after a blank, which no word holds.
struct Names(Vec<String>);

impl Names {
    fn of(rule: &Rule) -> Names {
        let names = rule.variables.iter().enumerate().map(|(at, name)| {
            let before = rule.variables.iter().take(at).filter(|n| *n == name);
            match before.count() {
                0 => name.clone(),
                earlier => format!("{name} {}", earlier + 1),
            }
        });
        Names(names.collect())
    }

    fn name(&self, var: VarId) -> String {
        self.0
            .get(var.index())
            .cloned()
            .unwrap_or_else(|| format!(" {}", var.0))
    }

    fn argument(&self, term: &Term) -> Argument {
        match term {
            Term::Var(var) => Argument::Var(self.name(*var)),
            Term::Value(value) => value.into(),
        }
    }

    fn pattern(&self, pattern: &Pattern) -> PatternJson {
        PatternJson {
            relation: pattern.relation.0,
            args: pattern.args.iter().map(|t| self.argument(t)).collect(),
        }
    }

    fn all(&self, bodies: &[Body]) -> Vec<BodyJson> {
        bodies.iter().map(|body| self.body(body)).collect()
    }

    fn inner(&self, body: &Body) -> Box<BodyJson> {
        Box::new(self.body(body))
    }

    fn window(&self, length: &Length, body: &Body) -> WindowJson {
        WindowJson {
            months: length.duration.months,
            minutes: length.duration.minutes,
            body: self.inner(body),
        }
    }

    fn count(&self, count: &Count) -> CountJson {
        CountJson {
            k: count.k,
            var: self.name(count.var),
            body: self.inner(&count.body),
        }
    }

    fn body(&self, body: &Body) -> BodyJson {
        match body {
            Body::Sentence(pattern) => BodyJson::Sentence(self.pattern(pattern)),
            Body::Denied(pattern) => BodyJson::Denied(self.pattern(pattern)),
            Body::Stated(sign, pattern) => {
                let PatternJson { relation, args } = self.pattern(pattern);
                BodyJson::Stated(StatedJson {
                    sign: *sign,
                    relation,
                    args,
                })
            }
            Body::Claimed { pattern, by } => BodyJson::Claimed(ClaimedJson {
                sentence: self.pattern(pattern),
                by: self.argument(by),
            }),
            Body::And(all) => BodyJson::And(self.all(all)),
            Body::Or(any) => BodyJson::Or(self.all(any)),
            Body::Not(inner) => BodyJson::Not(self.inner(inner)),
            Body::Past(inner) => BodyJson::Past(self.inner(inner)),
            Body::PastWithin(length, inner) => BodyJson::PastWithin(self.window(length, inner)),
            Body::Throughout(length, inner) => BodyJson::Throughout(self.window(length, inner)),
            Body::AnyTime(inner) => BodyJson::AnyTime(self.inner(inner)),
            Body::AtLeast(count) => BodyJson::AtLeast(self.count(count)),
            Body::AtMost(count) => BodyJson::AtMost(self.count(count)),
            Body::Exactly(count) => BodyJson::Exactly(self.count(count)),
            Body::AtLeastOf { k, of } => BodyJson::AtLeastOf(SoManyJson {
                k: *k,
                of: self.all(of),
            }),
            Body::Compare {
                op,
                left,
                right,
                possibly,
            } => BodyJson::Compare(CompareJson {
                op: sign_of(*op).to_owned(),
                left: self.argument(left),
                right: self.argument(right),
                possibly: *possibly,
            }),
        }
    }
}

fn sign_of(op: Comparison) -> &'static str {
    match op {
        Comparison::Equal => "=",
        Comparison::Unequal => "!=",
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
    }
}
