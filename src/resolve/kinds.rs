//! Kinds. Takes `kind K is a K2 and a K3`, gives the kinds with those above them; and at the end, where sentences name a kind, what
//! makes it a relation: an item for every entity that declares it, and a rule for every kind above it.

use super::collect::{Hand, Placed, article};
use super::error::ResolveError;
use super::front::Front;
use super::vocabulary::Number;
use super::words::{Run, is_word, word_of};
use crate::model::block::{Argument, Block, Column, RowsOf, Spans, Times};
use crate::model::{
    Body, EntityId, Id as _, Kind, KindId, Kinds, Origin, Pattern, Property, Rule, Sentence, Sign,
    Standing, Stated, Term, Value, VarId, When, Words,
};
use crate::syntax::{Line, Shape, Token, TokenKind};
use crate::time::{Likelihood, Span};
use indexmap::IndexMap;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The first line of a `kind` statement, cut at its first `is`.
fn named(lines: &[Line]) -> Option<(String, &[Token])> {
    let line = lines.first()?;
    let tokens = &line.tokens;
    let end = tokens
        .iter()
        .position(|token| is_word(Some(token), "is") || word_of(token).is_none())
        .unwrap_or(tokens.len());
    let words: Vec<&str> = tokens
        .iter()
        .take(end)
        .filter_map(word_of)
        .map(|word| word.trim_end_matches('.'))
        .collect();
    let name = words.join(" ");
    (!name.is_empty()).then(|| (name, tokens.get(end..).unwrap_or(&[])))
}

impl Front<'_> {
    /// Declares all kinds, then what each is below.
    pub(crate) fn kinds(&mut self, all: &[Placed<'_>]) {
        let statements: Vec<(&Placed<'_>, &Vec<Line>)> = all
            .iter()
            .filter_map(|placed| match &placed.statement.shape {
                Shape::Kind { lines } => Some((placed, lines)),
                _ => None,
            })
            .collect();
        for (placed, lines) in &statements {
            let Some((name, _)) = named(lines) else {
                continue;
            };
            if self.kind_named(&name).is_some() {
                continue;
            }
            let origin = self.origin(placed.statement.place);
            let kind = self.situation.kinds.table.push(Kind {
                article: article(&name),
                name: name.clone(),
                parents: Vec::new(),
                relation: None,
                shipped: placed.hand == Hand::Shipped,
                origin,
            });
            self.vocabulary.kind(&name, kind);
        }
        for (_, lines) in &statements {
            if let Err(error) = self.parents(lines) {
                self.report(&error);
            }
        }
        for kind in self.situation.kinds.table.ids().skip(Kinds::ROOTS.len()) {
            let row = &mut self.situation.kinds.table[kind];
            if row.parents.is_empty() {
                row.parents.push(Kinds::ENTITY);
            }
        }
        self.vocabulary.above = self
            .situation
            .kinds
            .table
            .ids()
            .map(|kind| self.all_above(kind))
            .collect();
    }

    /// A kind by its name.
    pub(crate) fn kind_named(&self, name: &str) -> Option<KindId> {
        self.vocabulary.kinds.named(name)
    }

    fn parents(&mut self, lines: &[Line]) -> Result<(), ResolveError> {
        let Some((name, rest)) = named(lines) else {
            return Ok(());
        };
        let Some(kind) = self.kind_named(&name) else {
            return Ok(());
        };
        let mut stretches: Vec<&[Token]> = vec![rest];
        stretches.extend(lines.iter().skip(1).map(|line| line.tokens.as_slice()));
        for tokens in stretches {
            let run = Run::new(&self.vocabulary.words, tokens);
            let mut at = 0;
            let mut add = Vec::new();
            while at < run.len() {
                let filler = ["is", "a", "an", "and"].iter().any(|word| run.is(at, word))
                    || matches!(
                        run.token(at).map(|token| &token.kind),
                        Some(TokenKind::Comma)
                    );
                if filler {
                    at += 1;
                    continue;
                }
                if matches!(run.word(at), Some("note" | "quote" | "per" | "marking")) {
                    break;
                }
                match self
                    .vocabulary
                    .kinds
                    .at(&run, at, Number::One)
                    .into_iter()
                    .next()
                {
                    Some((end, parent)) => {
                        add.push(parent);
                        at = end;
                    }
                    None => {
                        let end = (at..run.len())
                            .find(|at| run.is(*at, "and"))
                            .unwrap_or(run.len());
                        let text = run.text(at, end);
                        return Err(ResolveError::UnknownKind {
                            place: run.place(at, end),
                            nearest: self.reader().nearest_kinds(&text),
                            text,
                        });
                    }
                }
            }
            for parent in add {
                let row = &mut self.situation.kinds.table[kind];
                if parent != kind && !row.parents.contains(&parent) {
                    row.parents.push(parent);
                }
            }
        }
        Ok(())
    }

    fn all_above(&self, kind: KindId) -> Vec<KindId> {
        let mut seen = Vec::new();
        let mut open = vec![kind];
        while let Some(next) = open.pop() {
            if seen.contains(&next) {
                continue;
            }
            seen.push(next);
            if let Some(row) = self.situation.kinds.table.get(next) {
                open.extend(&row.parents);
            }
        }
        seen
    }

    /// Makes sentences of the kinds that a question is the first to name: what stands there already is not put down twice.
    pub(crate) fn further_kinds(&mut self) {
        let told = &self.situation.told;
        let (stated, rules) = (told.stated.len(), told.rules.len());
        let named = self.situation.kinds.table.iter();
        self.named_kinds = named
            .filter(|(_, kind)| kind.relation.is_some())
            .map(|(id, _)| id)
            .collect();
        self.kinds_as_sentences();
        let mut told = std::mem::take(&mut self.situation.told);
        let further = told.stated.split_off(stated);
        let mut known: HashSet<Sentence> = told
            .stated
            .iter()
            .filter(|one| one.when == When::Always && one.likelihood == Likelihood::CERTAIN)
            .map(|one| one.sentence.clone())
            .collect();
        for block in &told.blocks {
            let surely = block.likelihood == Column::Same(Likelihood::CERTAIN);
            if surely && block.times == Times::Always {
                let is_kind = |kind: &KindId| {
                    let row = self.situation.kinds.table.get(*kind);
                    row.and_then(|row| row.relation) == Some(block.relation)
                };
                if self.named_kinds.iter().any(is_kind) {
                    known.extend(block.rows.iter().filter_map(|row| block.sentence(row)));
                }
            }
        }
        let new = |one: &Stated| !known.contains(&one.sentence);
        told.stated.extend(further.into_iter().filter(new));
        for rule in told.rules.split_off(rules) {
            let alike = |known: &Rule| {
                known.property == rule.property
                    && known.head == rule.head
                    && known.body == rule.body
            };
            if !told.rules.iter().any(alike) {
                told.rules.push(rule);
            }
        }
        self.situation.told = told;
    }

    /// Makes sentences of the kinds that sentences name: after everything else has been read.
    pub(crate) fn kinds_as_sentences(&mut self) {
        let declared: BTreeSet<KindId> = self
            .situation
            .entities
            .rows()
            .iter()
            .flat_map(|entity| entity.kinds.iter().copied())
            .collect();
        let below_something = |of: &BTreeSet<KindId>, kind: KindId| {
            of.iter()
                .any(|above| self.vocabulary.is_below(kind, *above))
        };
        let holds_something = |kind: KindId| {
            declared
                .iter()
                .chain(&self.named_kinds)
                .any(|below| self.vocabulary.is_below(*below, kind))
        };
        let wanted: Vec<KindId> = self
            .situation
            .kinds
            .table
            .ids()
            .filter(|kind| below_something(&self.named_kinds, *kind) && holds_something(*kind))
            .collect();
        for kind in &wanted {
            let relation = self.kind_relation(*kind);
            let parents: Vec<KindId> = self.situation.kinds.table[*kind].parents.clone();
            for parent in parents {
                if wanted.contains(&parent) {
                    let above = self.kind_relation(parent);
                    let row = &self.situation.kinds.table[*kind];
                    let (shipped, origin) = (row.shipped, row.origin.clone());
                    let one = |relation| Pattern {
                        relation,
                        args: vec![Term::Var(VarId(0))],
                    };
                    self.situation.told.rules.push(property_rule(
                        Property::KindAbove,
                        vec!["x".into()],
                        (Sign::For, one(above)),
                        Body::Sentence(one(relation)),
                        shipped,
                        origin,
                    ));
                }
            }
        }
        let words = Arc::new(Words::default());
        let mut of_rows: IndexMap<(KindId, Arc<str>), Vec<EntityId>> = IndexMap::new();
        let entities: Vec<EntityId> = self.situation.entities.ids().collect();
        for id in entities {
            let entity = &self.situation.entities[id];
            let is_row = self
                .row_entities
                .iter()
                .any(|run| run.contains(&id.index()));
            let (kinds, origin) = (entity.kinds.clone(), entity.origin.clone());
            for kind in kinds.into_iter().filter(|kind| wanted.contains(kind)) {
                if is_row {
                    let known = of_rows.entry((kind, Arc::clone(&origin.file))).or_default();
                    known.push(id);
                    continue;
                }
                let relation = self.kind_relation(kind);
                let event = self.situation.events.contains_key(&id).then_some(id);
                self.situation.told.stated.push(Stated {
                    sentence: Sentence {
                        relation,
                        args: vec![Value::Entity(id)],
                    },
                    sign: Sign::For,
                    extent: Span::ALWAYS,
                    core: Span::ALWAYS,
                    when: When::Always,
                    likelihood: Likelihood::CERTAIN,
                    source: None,
                    unrated: false,
                    said: None,
                    view: None,
                    standing: Standing::Fact,
                    event,
                    likelihood_stated: false,
                    words: Arc::clone(&words),
                    origin: origin.clone(),
                });
            }
        }
        for ((kind, file), entities) in of_rows {
            let block = self.block_of_kind(kind, file, entities);
            self.situation.told.blocks.push(Arc::new(block));
        }
    }

    /// That those whom the rows of a table declare are of a kind.
    fn block_of_kind(&mut self, kind: KindId, file: Arc<str>, entities: Vec<EntityId>) -> Block {
        let cells: Arc<Vec<u32>> = Arc::new((0..entities.len() as u32).collect());
        let events = &self.situation.events;
        let event = |id: &EntityId| events.contains_key(id).then_some(*id);
        let events: Vec<Option<EntityId>> = entities.iter().map(event).collect();
        let line = |id: &EntityId| {
            self.situation
                .entities
                .get(*id)
                .map_or(0, |one| one.origin.line)
        };
        let lines = entities.iter().map(line).collect();
        Block {
            relation: self.kind_relation(kind),
            sign: Sign::For,
            rows: RowsOf::First(entities.len() as u32),
            spans: Spans::default(),
            args: vec![Argument::Entities(Column::Of {
                cells: Arc::clone(&cells),
                means: Arc::new(entities),
            })],
            times: Times::Always,
            likelihood: Column::Same(Likelihood::CERTAIN),
            source: Column::Same(None),
            unrated: false,
            said: Column::Same(None),
            view: Column::Same(None),
            standing: Standing::Fact,
            event: Column::Of {
                cells,
                means: Arc::new(events),
            },
            likelihood_stated: false,
            words: Arc::new(Words::default()),
            row_words: Vec::new(),
            file,
            lines: Arc::new(lines),
        }
    }
}

/// A rule that stands for a property.
pub(crate) fn property_rule(
    property: Property,
    variables: Vec<String>,
    (sign, head): (Sign, Pattern),
    body: Body,
    shipped: bool,
    origin: Origin,
) -> Rule {
    let name = match property {
        Property::Symmetric => "symmetric",
        Property::Transitive => "transitive",
        Property::Inverse => "inverse",
        Property::KindAbove => "kind above",
    };
    Rule {
        name: name.to_string(),
        property: Some(property),
        likelihood: Likelihood::CERTAIN,
        view: None,
        variables,
        sign,
        head,
        body,
        per: Vec::new(),
        words: Words::default(),
        shipped,
        origin,
    }
}

/// Whether a kind is one of the roots.
pub(crate) fn is_root(kind: KindId) -> bool {
    kind.index() < Kinds::ROOTS.len()
}

/// Whether a kind is of literals.
pub(crate) fn is_literal(kind: KindId) -> bool {
    matches!(kind, Kinds::TEXT | Kinds::NUMBER | Kinds::DATE)
}
