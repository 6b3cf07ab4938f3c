//! Sentences in a run of words. Takes tokens and the vocabulary, gives every way to read them, or their beginning, as a sentence.
//!
//! A search down the trie of wordings: at a word, the edge of that word; at a slot, everything that can fill it. Of the ways
//! found the ranking of [`Reading::cmp_rank`] chooses: most words of phrase, then longer names from the left, then
//! the user's own relation.

use super::collect::Hand;
use super::error::{Misfit, ResolveError};
use super::names::{Content, Filler, FillerIs, Fit, fillers_at};
use super::vocabulary::{Asks, Form, Number, Sense, Spelling, Vocabulary, Wordings};
use super::words::Run;
use crate::model::{KindId, Kinds, RelationId, Sign, Situation};
use crate::source::Place;
use crate::syntax::{Token, TokenKind};
use std::cmp::Ordering;

/// Whether `?group` may stand in a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Variables {
    /// In a plain statement.
    #[default]
    None,
    /// In rules, questions and rows.
    Allowed,
}

/// Whether `a militant group` may stand in a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Unnamed {
    /// In rules and questions.
    #[default]
    None,
    /// In a plain statement.
    Allowed,
}

/// Whether a subject and a last argument may be lists.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lists {
    /// In rule bodies.
    #[default]
    None,
    /// `A, B and C`
    Allowed,
}

/// What a sentence is read under.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'c> {
    /// The subject, where the words leave it out; several are a list.
    pub subject: Option<&'c [Content]>,
    /// Whether variables may stand in slots.
    pub variables: Variables,
    /// Whether unnamed individuals may.
    pub unnamed: Unnamed,
    /// Whether lists may.
    pub lists: Lists,
    /// Whether case and accents count.
    pub spelling: Spelling,
}

/// What a reading is a sentence of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relating {
    /// A declared relation.
    Relation(RelationId),
    /// `X is a KIND`
    Kind(KindId),
    /// A relation with a sentence in its last slot: the outer, then what the inner is of.
    Compound {
        /// `[actor] fears that [sentence]`
        outer: RelationId,
        /// The relation of the sentence in it, or the kind.
        inner: Inner,
        /// Whether the sentence in it is denied.
        sign: Sign,
    },
    /// `allegiance A from B to C`: the slots are A, B and C.
    Change(RelationId),
}

/// What the sentence in a sentence is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Inner {
    /// A declared relation.
    Relation(RelationId),
    /// `X is a KIND`
    Kind(KindId),
}

/// One way to read words as a sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// What it is a sentence of.
    pub of: Relating,
    /// Against for a `negated` wording.
    pub sign: Sign,
    /// What fills the slots, in the relation's order (of a compound the outer's, then the inner's); several are a list.
    pub slots: Vec<Vec<Content>>,
    /// What fills the first slot of the wording: whom a phrase after a comma goes on about.
    pub subject: Vec<Content>,
    /// The position behind it.
    pub end: usize,
    /// How many words its phrase has.
    pub phrase_words: usize,
    /// How many tokens each name takes, from the left.
    pub lengths: Vec<usize>,
    /// Whether the relation is of the hand that wrote the words: the user's own for the user's words.
    pub own: bool,
    /// From its first word to its last.
    pub place: Place,
    /// The slot that the last words fill, where a list may go on.
    pub(crate) last_slot: Option<usize>,
    /// The kind that this slot asks.
    pub(crate) last_kind: KindId,
}

impl Reading {
    /// The better reading is the lesser.
    pub fn cmp_rank(&self, other: &Reading) -> Ordering {
        other
            .phrase_words
            .cmp(&self.phrase_words)
            .then_with(|| other.lengths.cmp(&self.lengths))
            .then_with(|| other.own.cmp(&self.own))
    }

    fn says_the_same(&self, other: &Reading) -> bool {
        self.of == other.of
            && self.sign == other.sign
            && self.slots == other.slots
            && self.end == other.end
    }
}

/// What the search found, and what it stumbled on.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Every reading of every beginning of the run, the best first among those of one end.
    pub(crate) readings: Vec<Reading>,
    /// Readings put aside for their kinds: the end, and what did not fit.
    pub(crate) misfits: Vec<(usize, Misfit)>,
    /// A date that is none.
    pub(crate) trouble: Option<ResolveError>,
}

/// Reads tokens by a vocabulary.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'v> {
    /// Names, kinds and wordings.
    pub vocabulary: &'v Vocabulary,
    /// What they name.
    pub situation: &'v Situation,
    /// Of two relations alike in all else, whose goes first: what a shipped text says is said in its own words.
    pub(crate) prefers: Hand,
}

/// A list that is longer is read greedily, each member as long as can be.
const LIST_TRIED_IN_FULL: usize = 6;

impl<'v> Reader<'v> {
    /// Looks the tokens up, so that several readings share the work.
    pub(crate) fn run<'t>(&self, tokens: &'t [Token]) -> Run<'t> {
        Run::new(&self.vocabulary.words, tokens)
    }

    /// Every reading of every beginning of the tokens from a position on, best first.
    pub(crate) fn prefixes(&self, run: &Run<'_>, from: usize, context: &Context<'_>) -> Findings {
        self.seek(&self.vocabulary.wordings, run, from, context, Depth::Outer)
    }

    /// The same by the wordings of a statement shape.
    pub(crate) fn shape(
        &self,
        keyword: &str,
        run: &Run<'_>,
        context: &Context<'_>,
    ) -> Option<Findings> {
        let wordings = self.vocabulary.shapes.get(keyword)?;
        Some(self.seek(wordings, run, 0, context, Depth::Outer))
    }

    fn seek(
        &self,
        wordings: &Wordings,
        run: &Run<'_>,
        from: usize,
        context: &Context<'_>,
        depth: Depth,
    ) -> Findings {
        let mut search = Search {
            reader: *self,
            wordings,
            run,
            from,
            context,
            depth,
            found: Findings::default(),
        };
        search.begin();
        search.found.readings.sort_by(Reading::cmp_rank);
        search.found
    }
}

/// Whether a sentence in a sentence is being read. One level only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Outer,
    Inner,
}

/// Whether the subject is a list, which alone takes a plural.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    One,
    List,
}

struct Search<'a, 'v, 't> {
    reader: Reader<'v>,
    wordings: &'a Wordings,
    run: &'a Run<'t>,
    from: usize,
    context: &'a Context<'a>,
    depth: Depth,
    found: Findings,
}

/// The path so far: what fills the slots, and how many words of phrase there are.
#[derive(Default)]
struct Path {
    args: Vec<Vec<Filler>>,
    words: usize,
}

impl Search<'_, '_, '_> {
    fn begin(&mut self) {
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
            let subject = if given.len() > 1 {
                Subject::List
            } else {
                Subject::One
            };
            self.walk(Wordings::ROOT, self.from, &mut path, subject);
            return;
        }
        for (fillers, end) in self.arguments(self.from, Asks::default(), self.context.lists) {
            let subject = if fillers.len() > 1 {
                Subject::List
            } else {
                Subject::One
            };
            path.args.push(fillers);
            self.walk(Wordings::ROOT, end, &mut path, subject);
            path.args.clear();
        }
    }

    fn walk(&mut self, node: u32, at: usize, path: &mut Path, subject: Subject) {
        for form in self.wordings.ends(node) {
            self.finish(form, at, path);
        }
        let piece = self.run.piece(at);
        for id in piece
            .exact
            .into_iter()
            .chain(piece.dotted.map(|(id, _)| id))
        {
            path.words += 1;
            if let Some(next) = self.wordings.word(node, id) {
                self.walk(next, at + 1, path, subject);
            }
            if node == Wordings::ROOT && subject == Subject::List {
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
        } else if subject == Subject::List && self.run.is(at, "are") {
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

/// The position behind `and`, `,` or `, and`, where a list may go on.
pub(crate) fn after_separator(run: &Run<'_>, at: usize) -> Option<usize> {
    match run.token(at).map(|token| &token.kind) {
        Some(TokenKind::Comma) if run.is(at + 1, "and") => Some(at + 2),
        Some(TokenKind::Comma) => Some(at + 1),
        Some(TokenKind::Word(word)) if word == "and" => Some(at + 1),
        _ => None,
    }
}
