//! The search for sentences. Takes a run and a trie of wordings, gives every path through the trie that the words allow.
//!
//! At a word the edge of that word is followed; at a slot everything that can fill it, lists included; at a sentence
//! slot the search begins anew, once.

use super::{Context, Findings, Inner, Lists, Reader, Reading, Relating, after_separator};
use crate::model::{EntityId, KindId, Kinds, Sign, Value};
use crate::resolve::collect::Hand;
use crate::resolve::error::Misfit;
use crate::resolve::names::{Content, Filler, FillerIs, Fit, fillers_at};
use crate::resolve::vocabulary::{Asks, Form, Number, Sense, Wordings};
use crate::resolve::words::Run;
use std::cmp::Ordering;

/// A list that is longer is read greedily, each member as long as can be.
pub(super) const LIST_TRIED_IN_FULL: usize = 6;

/// Whether a sentence in a sentence is being read. One level only.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    Outer,
    Inner,
}

/// Whether the subject is many, a list or a name that is a plural itself, which alone takes the verb of many.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    One,
    Many,
}

pub(super) struct Search<'a, 'v, 't> {
    pub(super) reader: Reader<'v>,
    pub(super) wordings: &'a Wordings,
    pub(super) run: &'a Run<'t>,
    pub(super) from: usize,
    pub(super) context: &'a Context<'a>,
    pub(super) depth: Depth,
    pub(super) found: Findings,
}

/// The path so far: what fills the slots, and how many words of phrase there are.
#[derive(Default)]
struct Path {
    args: Vec<Vec<Filler>>,
    words: usize,
}

impl Search<'_, '_, '_> {
    pub(super) fn begin(&mut self) {
        let mut path = Path::default();
        if let Some(given) = self.context.subject {
            path.args.push(
                given
                    .iter()
                    .map(|content| Filler {
                        from: self.from,
                        to: self.from,
                        place: self.run.place(self.from, self.from + 1),
                        is: FillerIs::Given(vec![content.clone()]),
                    })
                    .collect(),
            );
            let subject = self.subject(path.args.first().map_or(&[], Vec::as_slice));
            self.walk(Wordings::ROOT, self.from, &mut path, subject);
            return;
        }
        for (fillers, end) in self.arguments(self.from, Asks::default(), self.context.lists) {
            let subject = self.subject(&fillers);
            path.args.push(fillers);
            self.walk(Wordings::ROOT, end, &mut path, subject);
            path.args.clear();
        }
    }

    fn subject(&self, fillers: &[Filler]) -> Subject {
        let is_many = |id: &EntityId| self.reader.situation.is_many(*id);
        match fillers {
            [one] if !named(one).iter().any(is_many) => Subject::One,
            _ => Subject::Many,
        }
    }

    fn walk(&mut self, node: u32, at: usize, path: &mut Path, subject: Subject) {
        for form in self.wordings.ends(node) {
            self.finish(form, at, path);
        }
        let piece = self.run.piece(at);
        for id in piece.exact.into_iter().chain(piece.dotted) {
            path.words += 1;
            if let Some(next) = self.wordings.word(node, id) {
                self.walk(next, at + 1, path, subject);
            }
            if node == Wordings::ROOT && subject == Subject::Many {
                for next in self.wordings.plural(id) {
                    self.walk(*next, at + 1, path, subject);
                }
            }
            path.words -= 1;
        }
        if node == Wordings::ROOT {
            self.kind(at, path, subject);
        }
        if let Some((next, asks)) = self.wordings.slot(node) {
            let lists = if self.wordings.ends(next).is_empty() {
                Lists::None
            } else {
                self.context.lists
            };
            for (fillers, end) in self.arguments(at, asks, lists) {
                let is_list = fillers.len() > 1;
                path.args.push(fillers);
                if is_list {
                    for form in self.wordings.ends(next) {
                        self.finish(form, end, path);
                    }
                } else {
                    self.walk(next, end, path, subject);
                }
                path.args.pop();
            }
        }
        if let Some(next) = self.wordings.sentence(node)
            && self.depth == Depth::Outer
        {
            let context = Context {
                subject: None,
                ..*self.context
            };
            let inner = self.reader.seek(
                &self.reader.vocabulary.wordings,
                self.run,
                at,
                &context,
                Depth::Inner,
            );
            self.found.misfits.extend(inner.misfits);
            self.found.trouble = self.found.trouble.take().or(inner.trouble);
            for reading in inner.readings {
                let end = reading.end;
                path.args.push(vec![Filler {
                    from: at,
                    to: end,
                    place: reading.place,
                    is: FillerIs::Sentence(Box::new(reading)),
                }]);
                for form in self.wordings.ends(next) {
                    self.finish(form, end, path);
                }
                path.args.pop();
            }
        }
    }

    /// Every filler, and where lists may stand every list, that begins at a position.
    fn arguments(&mut self, from: usize, asks: Asks, lists: Lists) -> Vec<(Vec<Filler>, usize)> {
        let mut out: Vec<(Vec<Filler>, usize)> = self
            .fillers(from, asks)
            .into_iter()
            .map(|filler| {
                let end = filler.to;
                (vec![filler], end)
            })
            .collect();
        if lists == Lists::None {
            return out;
        }
        let mut open = 0;
        while open < out.len() {
            let Some((list, end)) = out.get(open) else {
                break;
            };
            open += 1;
            let Some(next) = after_separator(self.run, *end) else {
                continue;
            };
            let (list, tried) = (list.clone(), list.len());
            if tried >= LIST_TRIED_IN_FULL {
                out.extend(self.greedy(list, next, asks));
                continue;
            }
            for filler in self.fillers(next, asks) {
                let mut longer = list.clone();
                let end = filler.to;
                longer.push(filler);
                out.push((longer, end));
            }
        }
        out
    }

    fn greedy(
        &mut self,
        mut list: Vec<Filler>,
        mut next: usize,
        asks: Asks,
    ) -> Option<(Vec<Filler>, usize)> {
        let mut end = None;
        while let Some(filler) = self.fillers(next, asks).into_iter().next() {
            end = Some(filler.to);
            let to = filler.to;
            list.push(filler);
            match after_separator(self.run, to) {
                Some(more) => next = more,
                None => break,
            }
        }
        end.map(|end| (list, end))
    }

    fn fillers(&mut self, from: usize, asks: Asks) -> Vec<Filler> {
        match fillers_at(
            self.reader.vocabulary,
            self.reader.situation,
            self.run,
            from,
            asks,
            self.context,
        ) {
            Ok(fillers) => fillers,
            Err(error) => {
                self.found.trouble.get_or_insert(error);
                Vec::new()
            }
        }
    }

    /// `is a KIND`, `is not a KIND`, and after a list `are KINDS`.
    fn kind(&mut self, at: usize, path: &Path, subject: Subject) {
        if self.run.is(at, "is") {
            let (sign, article) = if self.run.is(at + 1, "not") {
                (Sign::Against, at + 2)
            } else {
                (Sign::For, at + 1)
            };
            if self.run.is(article, "a") || self.run.is(article, "an") {
                for (end, kind) in
                    self.reader
                        .vocabulary
                        .kinds
                        .at(self.run, article + 1, Number::One)
                {
                    self.finish_kind(kind, sign, at, end, path);
                }
            }
        } else if subject == Subject::Many && self.run.is(at, "are") {
            for (end, kind) in self
                .reader
                .vocabulary
                .kinds
                .at(self.run, at + 1, Number::Many)
            {
                self.finish_kind(kind, Sign::For, at, end, path);
            }
        }
    }

    fn finish_kind(&mut self, kind: KindId, sign: Sign, at: usize, end: usize, path: &Path) {
        let Some(contents) = self.fit_all(path.args.first(), Kinds::ENTITY) else {
            return;
        };
        self.push(Reading {
            of: Relating::Kind(kind),
            sign,
            subject: contents.clone(),
            slots: vec![contents],
            end,
            phrase_words: end - at,
            lengths: lengths(path),
            own: false,
            place: self.run.place(self.from, end),
            last_slot: None,
            last_kind: Kinds::ENTITY,
        });
    }

    fn fit_all(&self, fillers: Option<&Vec<Filler>>, kind: KindId) -> Option<Vec<Content>> {
        fillers?
            .iter()
            .map(
                |filler| match filler.fit(self.reader.vocabulary, self.reader.situation, kind) {
                    Fit::Fits(content) => Some(content),
                    Fit::Misfit => None,
                },
            )
            .collect()
    }

    /// Fits the fillers to the slots of a wording that ends here.
    fn finish(&mut self, form: &Form, end: usize, path: &Path) {
        let Some(relation) = self.reader.situation.relations.get(form.relation) else {
            return;
        };
        let mut slots: Vec<Vec<Content>> = vec![Vec::new(); relation.slots.len()];
        let mut inner: Option<&Reading> = None;
        let mut misfit: Option<Misfit> = None;
        let last = path.args.len().saturating_sub(1);
        let (mut last_slot, mut last_kind) = (None, Kinds::ENTITY);
        if form.sense == Sense::Change {
            slots.push(Vec::new());
        }
        for (at, (fillers, slot)) in path.args.iter().zip(&form.order).enumerate() {
            if let Some(Filler {
                is: FillerIs::Sentence(reading),
                ..
            }) = fillers.first()
            {
                inner = Some(reading);
                continue;
            }
            // The third slot of a change of side asks what the second asks.
            let asked = (*slot).min(relation.slots.len().saturating_sub(1));
            let Some(kind) = relation.slots.get(asked).copied() else {
                return;
            };
            for filler in fillers {
                match filler.fit(self.reader.vocabulary, self.reader.situation, kind) {
                    Fit::Fits(content) => {
                        if let Some(list) = slots.get_mut(*slot) {
                            list.push(content);
                        }
                    }
                    Fit::Misfit => {
                        misfit.get_or_insert_with(|| Misfit {
                            place: self.run.place(filler.from, filler.to.max(filler.from + 1)),
                            text: self.run.text(filler.from, filler.to),
                            entities: filler.entities(),
                            relation: form.relation,
                            slot: *slot,
                            kind,
                            phrase_words: form.words,
                        });
                    }
                }
            }
            if at == last && at > 0 {
                (last_slot, last_kind) = (Some(*slot), kind);
            }
        }
        if let Some(misfit) = misfit {
            self.found.misfits.push((end, misfit));
            return;
        }
        let subject = form
            .order
            .first()
            .and_then(|slot| slots.get(*slot))
            .cloned()
            .unwrap_or_default();
        let mut lengths = lengths(path);
        let mut phrase_words = path.words;
        let of = match inner {
            None if form.sense == Sense::Change => Relating::Change(form.relation),
            None => Relating::Relation(form.relation),
            Some(reading) => {
                let inner = match reading.of {
                    Relating::Relation(relation) => Inner::Relation(relation),
                    Relating::Kind(kind) => Inner::Kind(kind),
                    Relating::Compound { .. } | Relating::Change(_) => return,
                };
                let outer_slots = slots.len().saturating_sub(1);
                slots.truncate(outer_slots);
                slots.extend(reading.slots.iter().cloned());
                lengths.extend(&reading.lengths);
                phrase_words += reading.phrase_words;
                if let Some(slot) = reading.last_slot {
                    (last_slot, last_kind) = (Some(outer_slots + slot), reading.last_kind);
                }
                Relating::Compound {
                    outer: form.relation,
                    inner,
                    sign: reading.sign,
                }
            }
        };
        self.push(Reading {
            of,
            sign: form.sign,
            slots,
            subject,
            end,
            phrase_words,
            lengths,
            own: relation.shipped == (self.reader.prefers == Hand::Shipped),
            place: self.run.place(self.from, end),
            last_slot,
            last_kind,
        });
    }

    fn push(&mut self, reading: Reading) {
        match self
            .found
            .readings
            .iter_mut()
            .find(|old| old.says_the_same(&reading))
        {
            Some(old) if reading.cmp_rank(old) == Ordering::Less => *old = reading,
            Some(_) => {}
            None => self.found.readings.push(reading),
        }
    }
}

fn lengths(path: &Path) -> Vec<usize> {
    path.args
        .iter()
        .flatten()
        .filter(|filler| !matches!(filler.is, FillerIs::Given(_) | FillerIs::Sentence(_)))
        .map(|filler| filler.to - filler.from)
        .collect()
}

/// Whom a filler may name.
fn named(filler: &Filler) -> Vec<EntityId> {
    match &filler.is {
        FillerIs::Names(names) | FillerIs::Text(_, names) | FillerIs::Cell(_, names, _) => {
            names.iter().map(|(id, _)| *id).collect()
        }
        FillerIs::Given(contents) => contents
            .iter()
            .filter_map(|content| match content {
                Content::Value(Value::Entity(id)) => Some(*id),
                _ => None,
            })
            .collect(),
        FillerIs::Variable(_)
        | FillerIs::Number(_)
        | FillerIs::Date(_)
        | FillerIs::Unnamed(..)
        | FillerIs::Sentence(_) => Vec::new(),
    }
}
