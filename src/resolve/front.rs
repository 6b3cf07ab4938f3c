//! The situation while it is made. Takes readings, gives sentences of the model: relations for kinds and for sentences in sentences
//! are made as they are first named, and unnamed individuals as they are first met.

use super::bad_rows::BadRows;
use super::collect::Hand;
use super::dates::{Dating, date_after};
use super::error::{ResolveError, ResolveWarning};
use super::lent::Lent;
use super::names::Content;
use super::say;
use super::segment::{Inner, Reader, Reading, Relating};
use super::vocabulary::Vocabulary;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Compound, Entity, EntityId, KindId, Kinds, Origin, Part, Pattern, Relation, RelationId,
    Sentence, Sign, Situation, SourceId, Term, Value, VarId, Wording,
};
use crate::source::{FileId, Files, Place};
use crate::syntax::Token;
use crate::time::{Date, Instant, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The variables of one rule or question, numbered in the order of their first mention.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct VariableNames {
    /// Without their marks, by number.
    pub names: Vec<String>,
}

impl VariableNames {
    /// The number of a variable, new if it has none.
    pub fn number(&mut self, name: &str) -> VarId {
        let at = self.names.iter().position(|old| old == name);
        VarId(at.unwrap_or_else(|| {
            self.names.push(name.to_string());
            self.names.len() - 1
        }) as u32)
    }
}

/// The situation while it is made, and the vocabulary that it is read by.
pub struct Front<'a> {
    /// The files, for lines and names.
    pub files: &'a Files,
    /// What sentences are read by.
    pub vocabulary: Lent<'a, Vocabulary>,
    /// What has been made so far.
    pub situation: Lent<'a, Situation>,
    /// What was wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Of the entities that are sources, their numbers.
    pub(crate) source_of: HashMap<EntityId, SourceId>,
    /// The kinds that a sentence names: each is a relation.
    pub(crate) named_kinds: BTreeSet<KindId>,
    /// The names of all rules, those with a mistake too, and where the user's first has it.
    pub(crate) rule_names: BTreeMap<String, Option<Place>>,
    /// The last instant that the user's own files name.
    pub(crate) last_named: Option<Instant>,
    /// Who wrote the statement at hand.
    pub(crate) hand: Hand,
    /// Which files are shipped.
    pub(crate) shipped_files: BTreeSet<FileId>,
    /// Variables of the form at hand that stand for numbers.
    pub(crate) numbers: Vec<String>,
    /// What was wrong with rows of tables.
    pub(crate) rows: BadRows,
    /// Relations by their wordings, as printed.
    pub(crate) by_wording: HashMap<String, RelationId>,
    /// What is said of relations and stands as rules, until all is read.
    pub(crate) properties: Vec<super::properties::PropertyOf>,
    compounds: HashMap<(RelationId, RelationId, Sign), RelationId>,
    pub(crate) individuals: HashMap<Place, EntityId>,
    /// The entities that rows of tables declare, in runs.
    pub(crate) row_entities: Vec<std::ops::Range<usize>>,
    file_names: HashMap<FileId, Arc<str>>,
}

impl<'a> Front<'a> {
    /// A situation to be continued: an empty one, or one that a question is asked of.
    #[must_use]
    pub fn new(
        files: &'a Files,
        vocabulary: Lent<'a, Vocabulary>,
        situation: Lent<'a, Situation>,
    ) -> Front<'a> {
        let source_of = situation
            .sources
            .iter()
            .map(|(id, source)| (source.entity, id))
            .collect();
        let compounds = situation
            .relations
            .iter()
            .filter_map(|(id, relation)| {
                let of = relation.compound?;
                Some(((of.outer, of.inner, of.sign), id))
            })
            .collect();
        Front {
            files,
            vocabulary,
            situation,
            diagnostics: Vec::new(),
            source_of,
            named_kinds: BTreeSet::new(),
            rule_names: BTreeMap::new(),
            last_named: None,
            hand: Hand::User,
            shipped_files: BTreeSet::new(),
            numbers: Vec::new(),
            rows: BadRows::default(),
            by_wording: HashMap::new(),
            properties: Vec::new(),
            compounds,
            individuals: HashMap::new(),
            row_entities: Vec::new(),
            file_names: HashMap::new(),
        }
    }

    /// What reads by the vocabulary as it is now.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            vocabulary: &self.vocabulary,
            situation: &self.situation,
            prefers: self.hand,
            numbers: &self.numbers,
        }
    }

    /// File and line of a place.
    pub fn origin(&mut self, place: Place) -> Origin {
        let Some(line) = self.files.line(place.start) else {
            return Origin {
                file: Arc::from(""),
                line: 0,
                place,
            };
        };
        let files = self.files;
        let file = self
            .file_names
            .entry(line.file)
            .or_insert_with(|| Arc::from(files.file(line.file).name.as_str()));
        Origin {
            file: Arc::clone(file),
            line: line.line,
            place,
        }
    }

    /// The text of tokens, as it was written.
    #[must_use]
    pub fn text_of(&self, tokens: &[Token]) -> String {
        self.files
            .text(super::relation::place_of(tokens))
            .to_string()
    }

    /// Reports a mistake.
    pub fn report(&mut self, error: &ResolveError) {
        let diagnostic = say::error(self, error);
        if let Some(diagnostic) = self.rows.take(self.files, diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Reports what may be a mistake.
    pub fn warn(&mut self, warning: &ResolveWarning) {
        self.diagnostics.push(say::warning(warning));
    }

    /// The relation `[entity] is a KIND`, which exists from now on.
    pub fn kind_relation(&mut self, kind: KindId) -> RelationId {
        self.named_kinds.insert(kind);
        let Some(row) = self.situation.kinds.table.get(kind) else {
            return RelationId(0);
        };
        if let Some(relation) = row.relation {
            return relation;
        }
        let parts: Vec<Part> = std::iter::once(Part::Slot(0))
            .chain(std::iter::once(Part::Word("is".into())))
            .chain(std::iter::once(Part::Word(row.article.into())))
            .chain(row.name.split_whitespace().map(|w| Part::Word(w.into())))
            .collect();
        let relation = Relation {
            name: format!("[entity] is {} {}", row.article, row.name),
            slots: vec![Kinds::ENTITY],
            wordings: vec![Wording { parts }],
            negations: Vec::new(),
            inverses: Vec::new(),
            single: None,
            succeeding: false,
            indicator: false,
            bond: None,
            kind: Some(kind),
            compound: None,
            shipped: true,
            origin: row.origin.clone(),
        };
        let id = self.situation.relations.push(relation);
        if let Some(row) = self
            .situation
            .kinds
            .table
            .rows()
            .get(kind.0 as usize)
            .cloned()
        {
            self.situation.kinds.table[kind] = crate::model::Kind {
                relation: Some(id),
                ..row
            };
        }
        id
    }

    /// The relation that a reading is of, made if it is not there yet.
    pub fn relation(&mut self, of: Relating) -> RelationId {
        match of {
            Relating::Relation(relation) | Relating::Change(relation) => relation,
            Relating::Kind(kind) => self.kind_relation(kind),
            Relating::Compound { outer, inner, sign } => {
                let inner = match inner {
                    Inner::Relation(relation) => relation,
                    Inner::Kind(kind) => self.kind_relation(kind),
                };
                self.compound(outer, inner, sign)
            }
        }
    }

    fn compound(&mut self, outer: RelationId, inner: RelationId, sign: Sign) -> RelationId {
        if let Some(known) = self.compounds.get(&(outer, inner, sign)) {
            return *known;
        }
        let (Some(out), Some(inn)) = (
            self.situation.relations.get(outer).cloned(),
            self.situation.relations.get(inner).cloned(),
        ) else {
            return outer;
        };
        let before = out.slots.len().saturating_sub(1);
        let shift = |wording: &Wording| -> Vec<Part> {
            wording
                .parts
                .iter()
                .map(|part| match part {
                    Part::Slot(slot) => Part::Slot(slot + before),
                    Part::Word(word) => Part::Word(word.clone()),
                })
                .collect()
        };
        let inside: Vec<Part> = match (sign, inn.negations.first(), inn.wordings.first()) {
            (Sign::Against, Some(wording), _) | (Sign::For, _, Some(wording)) => shift(wording),
            (Sign::Against, None, Some(wording)) => ["it", "is", "denied", "that"]
                .into_iter()
                .map(|word| Part::Word(word.into()))
                .chain(shift(wording))
                .collect(),
            (_, _, None) => Vec::new(),
        };
        let put = |wording: &Wording| Wording {
            parts: wording
                .parts
                .iter()
                .flat_map(|part| match part {
                    Part::Slot(slot) if *slot == before => inside.clone(),
                    other => vec![other.clone()],
                })
                .collect(),
        };
        let slots: Vec<KindId> = out
            .slots
            .iter()
            .take(before)
            .chain(&inn.slots)
            .copied()
            .collect();
        let wordings: Vec<Wording> = out.wordings.iter().map(put).collect();
        let name = wordings
            .first()
            .map_or_else(|| out.name.clone(), |wording| self.printed(wording, &slots));
        let id = self.situation.relations.push(Relation {
            name,
            slots,
            wordings,
            negations: out.negations.iter().map(put).collect(),
            inverses: Vec::new(),
            single: None,
            succeeding: false,
            indicator: out.indicator,
            bond: None,
            kind: None,
            compound: Some(Compound { outer, inner, sign }),
            shipped: out.shipped && inn.shipped,
            origin: out.origin,
        });
        self.compounds.insert((outer, inner, sign), id);
        id
    }

    /// A wording with the kinds of its slots: `[actor] holds [place]`.
    pub(crate) fn printed(&self, wording: &Wording, slots: &[KindId]) -> String {
        let parts: Vec<String> = wording
            .parts
            .iter()
            .map(|part| match part {
                Part::Word(word) => word.clone(),
                Part::Slot(slot) => {
                    let kind = slots
                        .get(*slot)
                        .and_then(|kind| self.situation.kinds.table.get(*kind));
                    format!("[{}]", kind.map_or("", |kind| kind.name.as_str()))
                }
            })
            .collect();
        parts.join(" ")
    }

    /// The date, where an event gives it the event's.
    pub fn date(&mut self, dating: &Dating) -> Result<Date, ResolveError> {
        let date = match dating {
            Dating::Written(date) => date.clone(),
            Dating::Interval(from, to) => match (from, to) {
                (Some(from), Some(to)) => Date {
                    text: format!("{}/{}", from.text, to.text),
                    covers: Span::new(from.covers.from, to.covers.to),
                    ..from.clone()
                },
                (Some(one), None) | (None, Some(one)) => one.clone(),
                (None, None) => {
                    return Err(ResolveError::Expected {
                        place: Place::default(),
                        what: "a date was expected",
                        form: Some("2014-03"),
                    });
                }
            },
            Dating::After {
                event,
                length,
                text,
                place,
            } => {
                let starts = self
                    .situation
                    .events
                    .get(event)
                    .and_then(|event| event.starts.clone());
                let Some(starts) = starts else {
                    return Err(ResolveError::UndatedEvent {
                        place: *place,
                        event: *event,
                    });
                };
                date_after(&starts, *length, text.clone())
            }
        };
        Ok(date)
    }

    /// Takes note of an instant that the user's own files name: the last of them is the one that questions are asked for.
    pub fn note_date(&mut self, date: &Date, place: Place) {
        self.note_span(date.covers, place);
    }

    /// The same for a stretch of time.
    pub(crate) fn note_span(&mut self, span: Span, place: Place) {
        let shipped = self
            .files
            .file_at(place.start)
            .is_some_and(|file| self.shipped_files.contains(&file));
        if !shipped && span.to < Instant::END && span.from < span.to {
            self.last_named = self.last_named.max(Some(span.to.pred()));
        }
    }

    fn individual(&mut self, kind: KindId, place: Place) -> EntityId {
        if let Some(known) = self.individuals.get(&place) {
            return *known;
        }
        let origin = self.origin(place);
        let (article, name) = match self.situation.kinds.table.get(kind) {
            Some(kind) => (kind.article, kind.name.clone()),
            None => ("a", String::new()),
        };
        let first = format!("{article} {name} (line {})", origin.line);
        let taken = |text: &str| {
            self.individuals.values().any(|id| {
                self.situation
                    .entities
                    .get(*id)
                    .is_some_and(|entity| entity.name == text)
            })
        };
        let mut printed = first;
        let mut number = 1;
        while taken(&printed) {
            number += 1;
            printed = format!("{article} {name} (line {}, {number})", origin.line);
        }
        let id = self.situation.entities.push(Entity {
            name: printed,
            also: Vec::new(),
            kinds: vec![kind],
            shipped: false,
            origin,
        });
        self.individuals.insert(place, id);
        id
    }

    /// What fills a slot of a pattern.
    pub(crate) fn term(
        &mut self,
        content: &Content,
        place: Place,
        variables: Option<&mut VariableNames>,
    ) -> Result<Term, ResolveError> {
        Ok(match content {
            Content::Variable(name) => match variables {
                Some(variables) => Term::Var(variables.number(name)),
                None => {
                    return Err(ResolveError::VariableInStatement {
                        place,
                        name: name.clone(),
                    });
                }
            },
            Content::Value(value) => Term::Value(value.clone()),
            Content::Date(dating) => {
                let date = self.date(dating)?;
                self.note_date(&date, place);
                Term::Value(Value::Date(date.covers))
            }
            Content::Unnamed(kind, at) => Term::Value(Value::Entity(self.individual(*kind, *at))),
            Content::Several(all, _) => match all.first() {
                Some(first) => Term::Value(Value::Entity(*first)),
                None => {
                    return Err(ResolveError::Expected {
                        place,
                        what: "a name was expected",
                        form: None,
                    });
                }
            },
        })
    }

    /// The patterns that a reading stands for: one for each way to take a member of each list.
    pub fn patterns(
        &mut self,
        reading: &Reading,
        variables: &mut VariableNames,
    ) -> Result<Vec<Pattern>, ResolveError> {
        let relation = self.relation(reading.of);
        let mut rows: Vec<Vec<Term>> = vec![Vec::new()];
        for list in &reading.slots {
            let mut terms = Vec::new();
            for content in list {
                terms.push(self.term(content, reading.place, Some(variables))?);
            }
            rows = rows
                .iter()
                .flat_map(|row| {
                    terms.iter().map(|term| {
                        let mut longer = row.clone();
                        longer.push(term.clone());
                        longer
                    })
                })
                .collect();
        }
        Ok(rows
            .into_iter()
            .map(|args| Pattern { relation, args })
            .collect())
    }

    /// The sentences that a reading without variables stands for.
    pub fn sentences(&mut self, reading: &Reading) -> Result<Vec<Sentence>, ResolveError> {
        let mut none = VariableNames::default();
        let patterns = self.patterns(reading, &mut none)?;
        if let Some(name) = none.names.first() {
            return Err(ResolveError::VariableInStatement {
                place: reading.place,
                name: name.clone(),
            });
        }
        Ok(patterns
            .into_iter()
            .map(|pattern| Sentence {
                relation: pattern.relation,
                args: pattern
                    .args
                    .into_iter()
                    .filter_map(|term| match term {
                        Term::Value(value) => Some(value),
                        Term::Var(_) => None,
                    })
                    .collect(),
            })
            .collect())
    }
}
