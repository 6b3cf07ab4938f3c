//! The wordings of relations as a trie: an edge a word, a slot or a sentence, and the forms that end there.

use crate::model::{KindId, Part, RelationId, Sign, Wording};
use crate::resolve::words::{Run, WordId, Words};
use crate::snapshot::stored;
use std::collections::HashMap;

/// Whether the whole of a wording is a sentence, or it is the shape of a change of side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sense {
    /// One sentence.
    Sentence,
    /// `from [] to []`: one sentence ends, another begins.
    Change,
}

/// One wording in a trie: what a reading that ends there says.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// Of which relation.
    pub(crate) relation: RelationId,
    /// Whether it says or denies it.
    pub(crate) sign: Sign,
    /// For each slot of the wording, left to right, the relation's slot.
    pub(crate) order: Vec<usize>,
    /// How many words the phrase has.
    pub(crate) words: usize,
    /// Sentence or change of side.
    pub(crate) sense: Sense,
}

/// What kinds of filler the slot behind a node may take.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Asks {
    /// A date.
    pub(crate) date: bool,
    /// A number.
    pub(crate) number: bool,
    /// A text.
    pub(crate) text: bool,
}

#[derive(Clone, Debug, Default)]
struct Node {
    slot: Option<u32>,
    sentence: Option<u32>,
    asks: Asks,
    ends: Vec<Form>,
}

/// Wordings by their words and slots. The first slot is not on the path: a phrase begins with it.
#[derive(Clone, Debug)]
pub(crate) struct Wordings {
    next: HashMap<(u32, WordId), u32>,
    /// A first word in the plural, and where its singular leads.
    plural: HashMap<WordId, Vec<u32>>,
    nodes: Vec<Node>,
}

stored! {
    enum Sense { 0 Sentence, 1 Change }
    struct Form { relation, sign, order, words, sense }
    struct Asks { date, number, text }
    struct Node { slot, sentence, asks, ends }
    struct Wordings { next, plural, nodes }
}

impl Default for Wordings {
    fn default() -> Wordings {
        Wordings {
            next: HashMap::new(),
            plural: HashMap::new(),
            nodes: vec![Node::default()],
        }
    }
}

impl Wordings {
    /// The node before any word.
    pub(crate) const ROOT: u32 = 0;

    fn grow(&mut self) -> u32 {
        self.nodes.push(Node::default());
        self.nodes.len() as u32 - 1
    }

    /// Adds a wording whose first part is a slot. Of a slot that takes a sentence, `kinds` says so.
    pub(crate) fn add(
        &mut self,
        words: &mut Words,
        wording: &Wording,
        kinds: &[KindId],
        form: Form,
    ) {
        let mut node = Self::ROOT;
        for part in wording.parts.iter().skip(1) {
            node = match part {
                Part::Word(word) => {
                    let id = words.intern(word);
                    let fresh = self.nodes.len() as u32;
                    let next = *self.next.entry((node, id)).or_insert(fresh);
                    if next == fresh {
                        self.grow();
                    }
                    if node == Self::ROOT {
                        for plural in plurals(word) {
                            let id = words.intern(&plural);
                            let targets = self.plural.entry(id).or_default();
                            if !targets.contains(&next) {
                                targets.push(next);
                            }
                        }
                    }
                    next
                }
                Part::Slot(slot) => {
                    let kind = kinds.get(*slot).copied();
                    let at = node as usize;
                    let old = self.nodes.get(at).and_then(|n| {
                        if kind == Some(crate::model::Kinds::SENTENCE) {
                            n.sentence
                        } else {
                            n.slot
                        }
                    });
                    let next = old.unwrap_or_else(|| self.grow());
                    if let Some(row) = self.nodes.get_mut(at) {
                        match kind {
                            Some(crate::model::Kinds::SENTENCE) => row.sentence = Some(next),
                            other => {
                                row.slot = Some(next);
                                row.asks.date |= other == Some(crate::model::Kinds::DATE);
                                row.asks.number |= other == Some(crate::model::Kinds::NUMBER);
                                row.asks.text |= other == Some(crate::model::Kinds::TEXT);
                            }
                        }
                    }
                    next
                }
            };
        }
        if let Some(row) = self.nodes.get_mut(node as usize) {
            let known = row.ends.iter().any(|old| {
                old.relation == form.relation && old.sign == form.sign && old.order == form.order
            });
            if !known {
                row.ends.push(form);
            }
        }
    }

    /// Where a word leads.
    pub(crate) fn word(&self, node: u32, id: WordId) -> Option<u32> {
        self.next.get(&(node, id)).copied()
    }

    /// Where a first word in the plural leads.
    pub(crate) fn plural(&self, id: WordId) -> &[u32] {
        self.plural.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Where a filler leads, and what it may be.
    pub(crate) fn slot(&self, node: u32) -> Option<(u32, Asks)> {
        let row = self.nodes.get(node as usize)?;
        row.slot.map(|next| (next, row.asks))
    }

    /// Where a sentence in the sentence leads.
    pub(crate) fn sentence(&self, node: u32) -> Option<u32> {
        self.nodes.get(node as usize)?.sentence
    }

    /// The wordings that end at a node.
    pub(crate) fn ends(&self, node: u32) -> &[Form] {
        self.nodes
            .get(node as usize)
            .map_or(&[], |row| row.ends.as_slice())
    }

    /// Whether a wording's words, up to its first slot or its end, begin at a position: then a phrase begins there.
    pub(crate) fn begins(&self, run: &Run<'_>, from: usize) -> bool {
        self.literal(run, from) > 0
    }

    /// How many words at a position are a wording's up to its first slot or its end, at most; 0 if none are.
    pub(crate) fn literal(&self, run: &Run<'_>, from: usize) -> usize {
        let (mut node, mut at, mut longest) = (Self::ROOT, from, 0);
        loop {
            let piece = run.piece(at);
            let next = piece
                .exact
                .into_iter()
                .chain(piece.dotted)
                .find_map(|id| self.word(node, id));
            let Some(next) = next else { return longest };
            (node, at) = (next, at + 1);
            if let Some(row) = self.nodes.get(node as usize)
                && (row.slot.is_some() || row.sentence.is_some() || !row.ends.is_empty())
            {
                longest = at - from;
            }
        }
    }
}

/// The plurals of a phrase's first word: `are` of `is`, `hold` of `holds`.
fn plurals(word: &str) -> Vec<String> {
    match word {
        "is" => vec!["are".into()],
        "was" => vec!["were".into()],
        "has" => vec!["have".into()],
        "does" => vec!["do".into()],
        _ => {
            let mut out = Vec::new();
            if let Some(stem) = word.strip_suffix("ies") {
                out.push(format!("{stem}y"));
            }
            if let Some(stem) = word.strip_suffix("es") {
                out.push(stem.into());
            }
            if let Some(stem) = word.strip_suffix('s') {
                out.push(stem.into());
            }
            out.retain(|plural: &String| !plural.is_empty());
            out
        }
    }
}
