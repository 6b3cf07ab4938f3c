//! Markings flow. Takes the statements and the situation made of them, gives what is declared its marking, and every
//! statement the most restrictive of its own and those of the names, the wording and the source that it is made of.
//!
//! So whoever looks at one statement alone knows who may see it. A name that is declared more than once may be seen by
//! those who may see one of its declarations.

use super::collect::{Hand, Placed};
use super::marks::{line_marking, whole_marking};
use super::pass::Defaults;
use crate::model::block::{Block, RowsOf};
use crate::model::{
    Additions, EntityId, Kinds, Markings, Origin, RelationId, Rule, Sentence, Situation, SourceId,
    Value, Words,
};
use crate::source::{Files, Place};
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The marking of each statement that stands in the first column or is set in, by where it begins.
pub(super) struct Marked(BTreeMap<u32, Of>);

/// What is marked of one statement.
struct Of {
    place: Place,
    /// As a whole.
    whole: Option<String>,
    /// The most restrictive of it and its lines.
    strictest: Option<String>,
}

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
                let parts = statement
                    .shape
                    .lines()
                    .iter()
                    .filter_map(|line| line_marking(line, &situation.scales));
                let parts: Vec<String> = marking.iter().cloned().chain(parts).collect();
                let of = Of {
                    place: statement.place,
                    whole: marking,
                    strictest: situation
                        .scales
                        .strictest(parts.iter().map(String::as_str))
                        .map(str::to_owned),
                };
                (statement.place.start, of)
            })
            .collect();
        marked.then_some(Marked(statements))
    }

    fn at(&self, place: Place) -> Option<&str> {
        self.around(place)?.whole.as_deref()
    }

    fn around(&self, place: Place) -> Option<&Of> {
        let (_, of) = self.0.range(..=place.start).next_back()?;
        (place.start < of.place.end).then_some(of)
    }

    fn of_origin(&self, origin: &Origin) -> Option<String> {
        self.at(origin.place).map(str::to_owned)
    }

    /// Marks what is declared and raises what is said.
    pub(super) fn flow(&self, declared: &[(Place, EntityId)], situation: &mut Situation) {
        situation.markings.entities = self.entities(declared, situation);
        situation.markings.descriptions = self.descriptions(declared, situation);
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
        declared: &[(Place, EntityId)],
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
        let mut written: BTreeSet<EntityId> = BTreeSet::new();
        for (_, entity) in declared {
            written.insert(*entity);
        }
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

    fn descriptions(
        &self,
        declared: &[(Place, EntityId)],
        situation: &Situation,
    ) -> BTreeMap<EntityId, String> {
        let mut found: BTreeMap<EntityId, String> = BTreeMap::new();
        for (place, entity) in declared {
            let own = self.around(*place).and_then(|of| of.strictest.as_deref());
            let known = found.get(entity).map(String::as_str);
            let strictest = situation.scales.strictest(own.into_iter().chain(known));
            if let Some(strictest) = strictest.map(str::to_owned) {
                found.insert(*entity, strictest);
            }
        }
        found
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
    raise_rows(situation, &mut told.blocks, &merged, least);
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

/// The same for the rows of tables: those of one marking stay together.
fn raise_rows(
    situation: &Situation,
    blocks: &mut Vec<Arc<Block>>,
    merged: &BTreeMap<EntityId, String>,
    least: Option<&str>,
) {
    let markings = &situation.markings;
    let is_marked =
        |entity: EntityId| markings.entities.contains_key(&entity) || merged.contains_key(&entity);
    for block in std::mem::take(blocks) {
        let touched = least.is_some()
            || markings.relations.contains_key(&block.relation)
            || block.names_any(is_marked)
            || block.view.any(|view| view.is_some_and(is_marked))
            || block
                .source
                .any(|source| of_source(situation, *source).is_some());
        if !touched {
            blocks.push(block);
            continue;
        }
        let mut by_marking: IndexMap<Option<String>, Vec<u32>> = IndexMap::new();
        for row in block.rows.iter() {
            let Some(sentence) = block.sentence(row) else {
                continue;
            };
            let view = block.view.get(row).copied().flatten();
            let mut found: Vec<&str> = parts(markings, &sentence).collect();
            let view = view.and_then(|party| markings.entities.get(&party));
            found.extend(view.map(String::as_str));
            found.extend(of_source(
                situation,
                block.source.get(row).copied().flatten(),
            ));
            found.extend(least);
            for value in &sentence.args {
                if let Value::Entity(entity) = value {
                    found.extend(merged.get(entity).map(String::as_str));
                }
            }
            let marking = raised(situation, block.words.marking.as_deref(), &found);
            by_marking.entry(marking).or_default().push(row);
        }
        for (marking, rows) in by_marking {
            blocks.push(Arc::new(Block {
                words: Arc::new(Words {
                    marking,
                    ..(*block.words).clone()
                }),
                rows: if rows.len() == block.rows.len() {
                    block.rows.clone()
                } else {
                    RowsOf::These(Arc::new(rows))
                },
                ..Block::clone(&block)
            }));
        }
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
    found.extend(
        rule.view
            .and_then(|party| markings.entities.get(&party).map(String::as_str)),
    );
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
