//! Sentences in a run of words. Takes tokens and the vocabulary, gives every way to read them, or their beginning, as a sentence.
//!
//! A search down the trie of wordings: at a word, the edge of that word; at a slot, everything that can fill it. Of the ways
//! found the ranking of [`Reading::cmp_rank`] chooses: most words of phrase, then longer names from the left, then
//! the user's own relation.

mod search;

use super::collect::Hand;
use super::error::{Misfit, ResolveError};
use super::names::Content;
use super::vocabulary::{Spelling, Vocabulary, Wordings};
use super::words::Run;
use crate::model::{KindId, RelationId, Sign, Situation};
use crate::source::Place;
use crate::syntax::{Token, TokenKind};
use search::{Depth, Search};
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
    /// Whether a variable stands in one of its slots.
    pub(crate) fn has_variables(&self) -> bool {
        let all = self.slots.iter().flatten();
        all.into_iter()
            .any(|content| matches!(content, Content::Variable(_)))
    }

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
    /// Variables that stand for numbers: they are compared with one, or summed.
    pub(crate) numbers: &'v [String],
}

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

/// The position behind `and`, `,` or `, and`, where a list may go on.
pub(crate) fn after_separator(run: &Run<'_>, at: usize) -> Option<usize> {
    match run.token(at).map(|token| &token.kind) {
        Some(TokenKind::Comma) if run.is(at + 1, "and") => Some(at + 2),
        Some(TokenKind::Comma) => Some(at + 1),
        Some(TokenKind::Word(word)) if word == "and" => Some(at + 1),
        _ => None,
    }
}
