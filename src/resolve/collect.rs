//! The first pass. Takes the statements of all files, in any order, gives the vocabulary: kinds, relations, names, aliases, scales.
//!
//! Statements that could not be read to the end count too, for the names that they would have declared: one slip does not
//! breed fifty errors.

use super::ParsedFile;
use super::declare::{Declaration, clusters, declaration};
use super::front::Front;
use super::vocabulary::NameKind;
use crate::model::{Entity, EntityId, Event, Kind, KindId, Kinds, Origin, Source};
use crate::source::{FileId, Place};
use crate::syntax::{Keyword, Shape, Statement};
use std::collections::HashMap;
use std::sync::Arc;

/// Who wrote a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hand {
    /// It is shipped.
    Shipped,
    /// The user's own files.
    User,
}

/// A statement with its hand, and where it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<'s> {
    pub(crate) statement: &'s Statement,
    pub(crate) hand: Hand,
    pub(crate) home: Home,
    /// The file that holds it, or that holds the `from` of whose row it is.
    pub(crate) file: FileId,
    /// Of a row's statement, the number of its `from`.
    pub(crate) from: Option<usize>,
}

/// Which world a statement adds to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Home {
    /// The analyst's.
    World,
    /// That `suppose`, from 0.
    Branch(usize),
    /// That `hypothesis`, from 0.
    Hypothesis(usize),
}

/// All statements, those set in under `suppose` and `hypothesis` too, in order; those under `from` are rows, and are not among them.
pub(crate) fn flatten<'s>(parsed: &[ParsedFile<'s>]) -> Vec<Placed<'s>> {
    let mut out = Vec::new();
    let (mut branches, mut hypotheses) = (0, 0);
    for file in parsed {
        let hand = file.hand();
        let mut put = |statements: &'s [Statement], home| {
            out.extend(statements.iter().map(|statement| Placed {
                statement,
                hand,
                home,
                file: file.file,
                from: None,
            }));
        };
        for statement in file.statements {
            put(std::slice::from_ref(statement), Home::World);
            match &statement.shape {
                Shape::Suppose { statements, .. } => {
                    put(statements, Home::Branch(branches));
                    branches += 1;
                }
                Shape::Hypothesis { statements, .. } => {
                    put(statements, Home::Hypothesis(hypotheses));
                    hypotheses += 1;
                }
                _ => {}
            }
        }
    }
    out
}

impl Front<'_> {
    /// Declares the kinds that are always there.
    pub(crate) fn root_kinds(&mut self) {
        for (at, name) in Kinds::ROOTS.iter().enumerate() {
            let parents = match at {
                1..=5 => vec![Kinds::ENTITY],
                _ => Vec::new(),
            };
            let kind = self.situation.kinds.table.push(Kind {
                name: (*name).to_string(),
                article: article(name),
                parents,
                relation: None,
                shipped: true,
                origin: nowhere(),
            });
            if at <= 5 {
                self.vocabulary.kind(name, kind);
            }
        }
    }

    /// All of the first pass. Gives what each declaring statement declares, by its number among all: the statements of
    /// one row stand in one place.
    pub(crate) fn collect(&mut self, all: &[Placed<'_>]) -> HashMap<usize, EntityId> {
        self.root_kinds();
        self.own_relations();
        for hand in [Hand::Shipped, Hand::User] {
            for placed in all.iter().filter(|placed| placed.hand == hand) {
                if let Shape::Scale { lines } = &placed.statement.shape {
                    self.scale(lines, placed.statement.keyword);
                }
            }
        }
        self.vocabulary.likelihood = super::likelihood::Scale::new(&self.situation.scales);
        self.kinds(all);
        for placed in all {
            if let Shape::Relation { lines } = &placed.statement.shape
                && let Err(error) = self.declare_relation(lines, placed)
            {
                self.report(&error);
            }
        }
        self.names(all)
    }

    fn names(&mut self, all: &[Placed<'_>]) -> HashMap<usize, EntityId> {
        let mut declared: Vec<(Placed<'_>, Declaration<'_>, Vec<KindId>)> = Vec::new();
        let mut numbers: Vec<usize> = Vec::new();
        for (number, placed) in all.iter().enumerate() {
            let (keyword, lines) = match &placed.statement.shape {
                Shape::Declaration { keyword, lines } => (*keyword, lines),
                Shape::Broken {
                    keyword: Some(keyword),
                    lines,
                } => (*keyword, lines),
                _ => continue,
            };
            if let Some(declaration) = declaration(keyword, lines) {
                let kinds = self.declared_kinds(&declaration);
                declared.push((*placed, declaration, kinds));
                numbers.push(number);
            }
        }
        let group = clusters(&self.vocabulary, &declared);
        let mut entities: HashMap<usize, EntityId> = HashMap::new();
        let mut by_number = HashMap::new();
        for (at, (placed, declaration, kinds)) in declared.iter().enumerate() {
            let leader = group.get(at).copied().unwrap_or(at);
            let shipped = placed.hand == Hand::Shipped;
            let id = match entities.get(&leader) {
                Some(id) => *id,
                None => {
                    let origin = self.origin(placed.statement.place);
                    let id = self.declare(&declaration.name, Vec::new(), shipped, origin);
                    entities.insert(leader, id);
                    id
                }
            };
            self.add_kinds(id, declaration.keyword, kinds);
            by_number.extend(numbers.get(at).map(|number| (*number, id)));
        }
        for (number, (_, declaration, _)) in numbers.iter().zip(&declared) {
            let Some(id) = by_number.get(number) else {
                continue;
            };
            for alias in self.aliases(declaration) {
                self.also(*id, &alias);
            }
        }
        for id in by_number
            .values()
            .copied()
            .collect::<std::collections::BTreeSet<_>>()
        {
            self.enrol(id);
        }
        by_number
    }

    /// A new entity of that name.
    pub fn declare(
        &mut self,
        name: &str,
        kinds: Vec<KindId>,
        shipped: bool,
        origin: Origin,
    ) -> EntityId {
        let id = self.situation.entities.push(Entity {
            name: name.to_string(),
            also: Vec::new(),
            kinds,
            shipped,
            origin,
        });
        self.vocabulary.name(name, id, NameKind::Proper);
        id
    }

    /// Another name of it.
    pub fn also(&mut self, id: EntityId, alias: &str) {
        if let Some(entity) = self.situation.entities.get(id)
            && entity.name != alias
            && !entity.also.iter().any(|old| old == alias)
        {
            self.situation.entities[id].also.push(alias.to_string());
            self.vocabulary.name(alias, id, NameKind::Alias);
        }
    }

    /// Makes an event of an entity that is one, and a source of one that is one.
    pub fn enrol(&mut self, id: EntityId) {
        let reader = self.reader();
        let is = |kind| super::names::is_of(reader.vocabulary, reader.situation, id, kind);
        let (event, source) = (is(Kinds::EVENT), is(Kinds::SOURCE));
        let Some(origin) = self.situation.entities.get(id).map(|e| e.origin.clone()) else {
            return;
        };
        if event {
            self.situation
                .events_mut()
                .entry(id)
                .or_insert_with(|| Event {
                    starts: None,
                    ends: None,
                    origin: origin.clone(),
                });
        }
        if source && !self.source_of.contains_key(&id) {
            let source = self.situation.sources.push(Source {
                entity: id,
                derived_from: Vec::new(),
                derived_in_part_from: Vec::new(),
                dated: None,
                date: None,
                by: Vec::new(),
                reliability: None,
                credibility: None,
                rated: true,
                origin,
            });
            self.source_of.insert(id, source);
        }
    }

    pub(super) fn add_kinds(&mut self, id: EntityId, keyword: Keyword, kinds: &[KindId]) {
        let root = root_of(keyword);
        let mut add: Vec<KindId> = kinds.to_vec();
        let covered = kinds
            .iter()
            .any(|kind| self.vocabulary.is_below(*kind, root));
        if !covered {
            add.push(root);
        }
        let Some(entity) = self.situation.entities.get(id) else {
            return;
        };
        let mut all = entity.kinds.clone();
        for kind in add {
            if all.contains(&kind) {
                continue;
            }
            // A root says nothing that a kind below it does not say.
            let said = all.iter().any(|old| self.vocabulary.is_below(*old, kind));
            if kind.0 < Kinds::ROOTS.len() as u32 && said {
                continue;
            }
            all.retain(|old| {
                old.0 >= Kinds::ROOTS.len() as u32 || !self.vocabulary.is_below(kind, *old)
            });
            all.push(kind);
        }
        self.situation.entities[id].kinds = all;
    }
}

/// The root that a keyword declares.
pub(crate) fn root_of(keyword: Keyword) -> KindId {
    match keyword {
        Keyword::Actor => Kinds::ACTOR,
        Keyword::Place => Kinds::PLACE,
        Keyword::Event => Kinds::EVENT,
        Keyword::Thing => Kinds::THING,
        Keyword::Source => Kinds::SOURCE,
    }
}

/// `a` or `an`, by the first letter; of an abbreviation, by how that letter is named: `an NGO`.
pub(crate) fn article(name: &str) -> &'static str {
    let first = name.split_whitespace().next().unwrap_or("");
    let spelled = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    let named = spelled && first.starts_with(['F', 'H', 'L', 'M', 'N', 'R', 'S', 'X']);
    if named || name.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) {
        "an"
    } else {
        "a"
    }
}

/// The place of what the engine knows of itself.
pub(crate) fn nowhere() -> Origin {
    Origin {
        file: Arc::from("engine"),
        line: 0,
        place: Place::default(),
    }
}
