//! Markings flow. Takes the statements and the situation made of them, gives what is declared its marking, and every
//! statement the most restrictive of its own and those of the names, the wording and the source that it is made of.
//!
//! So whoever looks at one statement alone knows who may see it. A name that is declared more than once may be seen by
//! those who may see one of its declarations.

use super::collect::{Hand, Placed};
use super::marks::whole_marking;
use super::pass::Defaults;
use crate::model::{
    Additions, EntityId, Kinds, Markings, Origin, RelationId, Rule, Sentence, Situation, SourceId,
    Value, Words,
};
use crate::source::{Files, Place};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The marking of each statement that stands in the first column or is set in, by where it begins.
pub(super) struct Marked(BTreeMap<u32, (Place, Option<String>)>);

impl Marked {
    /// Nothing, where no statement and no file is marked.
    pub(super) fn of(
        files: &Files,
        all: &[Placed<'_>],
        defaults: &Defaults,
        situation: &Situation,
    ) -> Option<Marked> {
        let mut marked = false;
        let statements = all
            .iter()
            .map(|placed| {
                let statement = placed.statement;
                let default = files
                    .file_at(statement.place.start)
                    .and_then(|file| defaults.get(&file))
                    .and_then(|clauses| clauses.marking.as_ref())
                    .map(|(level, _)| situation.scales.marking(level).unwrap_or(level));
                let own = whole_marking(statement, &situation.scales);
                let marking = own.or_else(|| default.map(str::to_owned));
                marked |= placed.hand == Hand::User
                    && (marking.is_some() || mentions(files.text(statement.place)));
                (statement.place.start, (statement.place, marking))
            })
            .collect();
        marked.then_some(Marked(statements))
    }

    fn at(&self, place: Place) -> Option<&str> {
        let (_, (whole, marking)) = self.0.range(..=place.start).next_back()?;
        let inside = place.start < whole.end;
        marking.as_deref().filter(|_| inside)
    }

    fn of_origin(&self, origin: &Origin) -> Option<String> {
        self.at(origin.place).map(str::to_owned)
    }

    /// Marks what is declared and raises what is said.
    pub(super) fn flow(
        &self,
        declared: &HashMap<Place, EntityId>,
        situation: &mut Situation,
    ) {
        situation.markings.entities = self.entities(declared, situation);
        situation.markings.relations = self.relations(situation);
        let branches: Vec<Option<String>> = situation
            .branches
            .iter()
            .map(|(_, branch)| self.of_origin(&branch.origin))
            .collect();
        let hypotheses: Vec<Option<String>> = situation
            .hypotheses
            .iter()
            .map(|(_, hypothesis)| self.of_origin(&hypothesis.origin))
            .collect();
        let mut told = std::mem::take(&mut situation.told);
        raise(situation, &mut told, None);
        situation.told = told;
        for (at, marking) in branches.into_iter().enumerate() {
            let id = crate::model::BranchId(at as u32);
            let mut adds = std::mem::take(&mut situation.branches[id].change.adds);
            raise(situation, &mut adds, marking.as_deref());
            situation.branches[id].change.adds = adds;
        }
        for (at, marking) in hypotheses.into_iter().enumerate() {
            let id = crate::model::HypothesisId(at as u32);
            let mut adds = std::mem::take(&mut situation.hypotheses[id].change.adds);
            raise(situation, &mut adds, marking.as_deref());
            situation.hypotheses[id].change.adds = adds;
        }
    }

    fn entities(
        &self,
        declared: &HashMap<Place, EntityId>,
        situation: &Situation,
    ) -> BTreeMap<EntityId, String> {
        let mut least: BTreeMap<EntityId, Option<String>> = BTreeMap::new();
        let mut meet = |entity: EntityId, marking: Option<String>| {
            let known = least.entry(entity).or_insert_with(|| marking.clone());
            let lower = match (known.as_deref(), marking.as_deref()) {
                (Some(known), Some(new)) => {
                    situation.scales.restriction(new) < situation.scales.restriction(known)
                }
                (Some(_), None) => true,
                (None, _) => false,
            };
            if lower {
                *known = marking;
            }
        };
        for (place, entity) in declared {
            meet(*entity, self.at(*place).map(str::to_owned));
        }
        let written: BTreeSet<EntityId> = declared.values().copied().collect();
        for (id, entity) in situation.entities.iter() {
            if !written.contains(&id) {
                meet(id, self.of_origin(&entity.origin));
            }
        }
        least
            .into_iter()
            .filter_map(|(entity, marking)| Some((entity, marking?)))
            .collect()
    }

    /// A compound's parts are marked each for itself, and both count.
    fn relations(&self, situation: &Situation) -> BTreeMap<RelationId, String> {
        let own = |id: RelationId| {
            let relation = situation.relations.get(id)?;
            match relation.kind {
                Some(kind) if kind > Kinds::SENTENCE => {
                    self.of_origin(&situation.kinds.table.get(kind)?.origin)
                }
                Some(_) => None,
                None => self.of_origin(&relation.origin),
            }
        };
        situation
            .relations
            .iter()
            .filter_map(|(id, relation)| {
                let parts = relation.compound.map(|of| [own(of.outer), own(of.inner)]);
                let parts = parts.unwrap_or_else(|| [own(id), None]);
                let strictest = situation
                    .scales
                    .strictest(parts.iter().flatten().map(String::as_str))?
                    .to_owned();
                Some((id, strictest))
            })
            .collect()
    }
}

/// Whether a text speaks of markings at all.
fn mentions(text: &str) -> bool {
    text.contains("marking")
}

/// Every statement, rule and ending carries at least what its parts carry, and `least`.
fn raise(situation: &Situation, told: &mut Additions, least: Option<&str>) {
    let markings = &situation.markings;
    let merged = merged(situation, told);
    for stated in &mut told.stated {
        let view = stated.view.and_then(|party| markings.entities.get(&party));
        let mut found: Vec<&str> = parts(markings, &stated.sentence).collect();
        found.extend(view.map(String::as_str));
        found.extend(of_source(situation, stated.source));
        found.extend(least);
        for value in &stated.sentence.args {
            if let Value::Entity(entity) = value {
                found.extend(merged.get(entity).map(String::as_str));
            }
        }
        let raised = raised(situation, stated.words.marking.as_deref(), &found);
        if raised != stated.words.marking {
            stated.words = Arc::new(Words {
                marking: raised,
                ..(*stated.words).clone()
            });
        }
    }
    for ending in &mut told.endings {
        let mut found: Vec<&str> = parts(markings, &ending.sentence).collect();
        found.extend(markings.entities.get(&ending.event).map(String::as_str));
        found.extend(of_source(situation, ending.source));
        found.extend(least);
        ending.marking = raised(situation, ending.marking.as_deref(), &found);
    }
    for rule in &mut told.rules {
        rule.words.marking = of_rule(situation, rule, least);
    }
}

fn parts<'m>(markings: &'m Markings, sentence: &'m Sentence) -> impl Iterator<Item = &'m str> {
    markings.of(sentence.relation, &sentence.args)
}

fn of_source(situation: &Situation, source: Option<SourceId>) -> Option<&str> {
    let entity = situation.sources.get(source?)?.entity;
    situation.markings.entities.get(&entity).map(String::as_str)
}

fn of_rule(situation: &Situation, rule: &Rule, least: Option<&str>) -> Option<String> {
    let markings = &situation.markings;
    let mut found = Vec::new();
    markings.of_body(&crate::model::Body::Sentence(rule.head.clone()), &mut found);
    let mut found: Vec<&str> = found.into_iter().collect();
    markings.of_body(&rule.body, &mut found);
    found.extend(rule.view.and_then(|party| markings.entities.get(&party).map(String::as_str)));
    for source in &rule.per {
        found.extend(of_source(situation, Some(*source)));
    }
    found.extend(least);
    raised(situation, rule.words.marking.as_deref(), &found)
}

fn raised(situation: &Situation, own: Option<&str>, parts: &[&str]) -> Option<String> {
    situation
        .scales
        .strictest(own.into_iter().chain(parts.iter().copied()))
        .map(str::to_owned)
}

/// Of names that a marked statement makes one with an earlier name, that statement's marking: what is told of the later
/// name becomes the earlier one's by it.
fn merged(situation: &Situation, told: &Additions) -> BTreeMap<EntityId, String> {
    let mut found: BTreeMap<EntityId, String> = BTreeMap::new();
    for (one, other) in &told.same {
        let later = *one.max(other);
        let both = [Value::Entity(*one), Value::Entity(*other)];
        let said = told.stated.iter().filter(|stated| {
            stated.sentence.args == both || stated.sentence.args.iter().rev().eq(&both)
        });
        let marking = said.filter_map(|stated| stated.words.marking.as_deref());
        if let Some(marking) = situation.scales.strictest(marking) {
            found.insert(later, marking.to_owned());
        }
    }
    found
}
