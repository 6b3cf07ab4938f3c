//! The declared vocabulary. Takes names, kinds and wordings as they are declared, gives what begins with a word at hand.
//!
//! Names and wordings lie in tries whose edges are words, so that reading a sentence costs what its own words cost, however
//! many names and relations there are.

mod names;
mod wordings;

pub(crate) use names::{Name, NameKind, Names};
pub(crate) use wordings::{Asks, Form, Sense, Wordings};

use super::likelihood::Scale;
use super::words::{Run, WordId, Words};
use crate::model::{EntityId, Id as _, KindId, Wording};
use crate::snapshot::stored;
use std::collections::HashMap;

/// Whether case and accents count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Spelling {
    /// As it is declared.
    #[default]
    Exact,
    /// Without regard to case and accents.
    Folded,
}

/// The words of a kind's name, in the singular or the plural.
type KindName = (Box<[WordId]>, KindId, Number);

/// Kinds by their words.
#[derive(Clone, Debug, Default)]
pub(crate) struct KindNames {
    by_first: HashMap<WordId, Vec<KindName>>,
    by_name: HashMap<Box<str>, KindId>,
}

/// Whether a kind's name is in the singular or the plural.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Number {
    /// `state`
    One,
    /// `states`
    Many,
}

impl KindNames {
    /// The kind of that name.
    pub(crate) fn named(&self, name: &str) -> Option<KindId> {
        self.by_name.get(name).copied()
    }

    fn add(&mut self, words: &mut Words, name: &str, kind: KindId) {
        self.by_name.insert(name.into(), kind);
        let many = crate::model::many(name);
        for (text, number) in [(name.to_string(), Number::One), (many, Number::Many)] {
            let ids: Box<[WordId]> = text.split_whitespace().map(|w| words.intern(w)).collect();
            let Some(first) = ids.first() else { continue };
            let list = self.by_first.entry(*first).or_default();
            if !list.iter().any(|(old, _, n)| *old == ids && *n == number) {
                list.push((ids, kind, number));
                list.sort_by_key(|(ids, ..)| std::cmp::Reverse(ids.len()));
            }
        }
    }

    /// Every kind whose name begins at a position, the longest first, with the position behind it.
    pub(crate) fn at(&self, run: &Run<'_>, from: usize, number: Number) -> Vec<(usize, KindId)> {
        let word = |at: usize| {
            let piece = run.piece(at);
            piece.exact.or(piece.dotted)
        };
        let Some(first) = word(from) else {
            return Vec::new();
        };
        self.by_first
            .get(&first)
            .into_iter()
            .flatten()
            .filter(|(ids, _, n)| {
                *n == number
                    && ids
                        .iter()
                        .enumerate()
                        .all(|(step, id)| word(from + step) == Some(*id))
            })
            .map(|(ids, kind, _)| (from + ids.len(), *kind))
            .collect()
    }
}

/// All that sentences and questions are read by.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    pub(crate) words: Words,
    pub(crate) names: Names,
    pub(crate) kinds: KindNames,
    pub(crate) wordings: Wordings,
    /// The statement shapes that relations are `written` as, by keyword.
    pub(crate) shapes: HashMap<String, Wordings>,
    pub(crate) likelihood: Scale,
    /// Of each kind, itself and all kinds above it.
    pub(crate) above: Vec<Vec<KindId>>,
}

stored! {
    enum Number { 0 One, 1 Many }
    struct KindNames { by_first, by_name }
    struct Vocabulary { words, names, kinds, wordings, shapes, likelihood, above }
}

impl Vocabulary {
    /// Adds a name.
    pub(crate) fn name(&mut self, text: &str, entity: EntityId, kind: NameKind) {
        self.names.add(text, entity, kind);
    }

    /// Adds a kind's name.
    pub(crate) fn kind(&mut self, name: &str, kind: KindId) {
        self.kinds.add(&mut self.words, name, kind);
    }

    /// Adds a wording.
    pub(crate) fn wording(&mut self, wording: &Wording, kinds: &[KindId], form: Form) {
        self.wordings.add(&mut self.words, wording, kinds, form);
    }

    /// Adds a wording of a statement shape.
    pub(crate) fn shape(&mut self, keyword: &str, wording: &Wording, kinds: &[KindId], form: Form) {
        self.shapes.entry(keyword.to_string()).or_default().add(
            &mut self.words,
            wording,
            kinds,
            form,
        );
    }

    /// Whether a kind is another or stands below it.
    pub(crate) fn is_below(&self, kind: KindId, above: KindId) -> bool {
        self.above
            .get(kind.index())
            .is_some_and(|all| all.contains(&above))
    }
}
