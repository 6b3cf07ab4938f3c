//! The declared vocabulary. Takes names, kinds and wordings as they are declared, gives what begins with a word at hand.
//!
//! Names and wordings lie in tries whose edges are words, so that reading a sentence costs what its own words cost, however
//! many names and relations there are.

use super::likelihood::Scale;
use super::words::{Letters, Run, WordId, Words, fold};
use crate::model::{EntityId, Id as _, KindId, Part, RelationId, Sign, Wording};
use std::collections::HashMap;
use std::sync::Arc;

/// Whether case and accents count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Spelling {
    /// As it is declared.
    #[default]
    Exact,
    /// Without regard to case and accents.
    Folded,
}

/// Whether a name is an entity's own or another one of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum NameKind {
    /// The name that it is declared by.
    Proper,
    /// What stands after `also`.
    Alias,
}

/// One declared name of one entity.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// As it is declared.
    pub(crate) text: Arc<str>,
    /// Whose.
    pub(crate) entity: EntityId,
    /// Proper name or alias.
    pub(crate) kind: NameKind,
    words: Box<[WordId]>,
    /// Its letters as a set, and how many there are: what is far from it need not be compared with it.
    pub(crate) letters: Letters,
}

/// All names, by their words and whole.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    next: HashMap<(u32, WordId), u32>,
    ends: Vec<Vec<u32>>,
    whole: HashMap<Box<str>, Vec<u32>>,
    all: Vec<Name>,
}

impl Default for Names {
    fn default() -> Names {
        Names {
            next: HashMap::new(),
            ends: vec![Vec::new()],
            whole: HashMap::new(),
            all: Vec::new(),
        }
    }
}

impl Names {
    fn add(&mut self, words: &mut Words, text: &str, entity: EntityId, kind: NameKind) {
        let key = fold(text);
        let same = |at: &u32| {
            self.all.get(*at as usize).is_some_and(|name| {
                name.entity == entity && name.kind == kind && &*name.text == text
            })
        };
        if self
            .whole
            .get(&*key)
            .is_some_and(|all| all.iter().any(same))
        {
            return;
        }
        let ids: Box<[WordId]> = text.split_whitespace().map(|w| words.intern(w)).collect();
        let mut node = 0;
        for id in &ids {
            let fresh = self.ends.len() as u32;
            node = *self.next.entry((node, words.folded(*id))).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        let at = self.all.len() as u32;
        if let Some(ends) = self.ends.get_mut(node as usize) {
            ends.push(at);
        }
        self.whole.entry(key.into()).or_default().push(at);
        self.all.push(Name {
            text: text.into(),
            entity,
            kind,
            words: ids,
            letters: Letters::of(text),
        });
    }

    /// Every name that begins at a position, with the position behind it, the longest first.
    pub(crate) fn at(
        &self,
        run: &Run<'_>,
        from: usize,
        spelling: Spelling,
    ) -> Vec<(usize, Vec<&Name>)> {
        let mut found: Vec<(usize, Vec<&Name>)> = Vec::new();
        let mut path: Vec<WordId> = Vec::new();
        let (mut node, mut at) = (0, from);
        loop {
            let piece = run.piece(at);
            let plain = match spelling {
                Spelling::Exact => piece.exact.zip(piece.folded),
                Spelling::Folded => piece.folded.map(|id| (id, id)),
            };
            let mut next = None;
            // A last word keeps its stop only where the dotted form alone is declared.
            for (exact, folded) in plain.into_iter().chain(piece.dotted) {
                let Some(child) = self.next.get(&(node, folded)).copied() else {
                    continue;
                };
                path.push(exact);
                let known = found.last().is_some_and(|(end, _)| *end == at + 1);
                if !known {
                    let hits = self.ending(child, &path, spelling);
                    if !hits.is_empty() {
                        found.push((at + 1, hits));
                    }
                }
                path.pop();
                next = next.or(Some((child, exact)));
            }
            let Some((child, exact)) = next else { break };
            path.push(exact);
            (node, at) = (child, at + 1);
        }
        found.reverse();
        found
    }

    /// The names that end at a node; read exactly, those whose words are written so.
    fn ending(&self, node: u32, path: &[WordId], spelling: Spelling) -> Vec<&Name> {
        self.ends
            .get(node as usize)
            .into_iter()
            .flatten()
            .filter_map(|at| self.all.get(*at as usize))
            .filter(|name| spelling == Spelling::Folded || name.words[..] == *path)
            .collect()
    }

    /// The names that are, as a whole, that text.
    pub(crate) fn whole(&self, text: &str, spelling: Spelling) -> Vec<&Name> {
        self.whole
            .get(&*fold(text))
            .into_iter()
            .flatten()
            .filter_map(|at| self.all.get(*at as usize))
            .filter(|name| spelling == Spelling::Folded || &*name.text == text)
            .collect()
    }

    /// All of them, in the order of declaration.
    pub(crate) fn all(&self) -> &[Name] {
        &self.all
    }
}

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
                .chain(piece.dotted.map(|(id, _)| id))
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
        let many = match name.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{name}s"),
        };
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
            piece.exact.or(piece.dotted.map(|(id, _)| id))
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

impl Vocabulary {
    /// Adds a name.
    pub(crate) fn name(&mut self, text: &str, entity: EntityId, kind: NameKind) {
        self.names.add(&mut self.words, text, entity, kind);
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
