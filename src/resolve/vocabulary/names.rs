//! The names that are declared. Takes names and what they name, finds them at a place in a run of words.

use super::Spelling;
use crate::lookup::{Lookup, half};
use crate::model::EntityId;
use crate::resolve::words::{Run, fold};
use crate::snapshot::{Reader, Stored, Writer, stored};
use crate::table::Texts;
use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::OnceLock;

/// Whether a name is an entity's own or another one of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum NameKind {
    /// The name that it is declared by.
    Proper,
    /// What stands after `also`.
    Alias,
}

/// One declared name of one entity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    /// Whose.
    pub(crate) entity: EntityId,
    /// Proper name or alias.
    pub(crate) kind: NameKind,
    /// Which of all it is, in the order of declaration.
    number: u32,
}

/// All names, by their words and whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Those of several words by the first, without case and accents.
    first: HashMap<Box<str>, First, RandomState>,
    /// By the letters, case and accents left out, the first name that is so.
    whole: Lookup,
    hashing: RandomState,
    all: Vec<Name>,
    /// As each is declared.
    texts: Texts,
    /// Behind a name the next of the same letters, where there is one.
    next: HashMap<u32, u32, RandomState>,
    lent: Vec<Lent>,
}

/// A name for the time being, which is found where it is all there is.
#[derive(Clone, Debug)]
struct Lent {
    text: Box<str>,
    name: Name,
}

/// The names of several words that begin with one word. Most of those that data brings are never written: they are put in
/// order when a text has the word for the first time.
#[derive(Clone, Debug, Default)]
struct First {
    names: Vec<u32>,
    trie: OnceLock<Trie>,
}

/// Names by the words behind their first, all without case and accents.
#[derive(Clone, Debug)]
struct Trie {
    words: HashMap<Box<str>, u32, RandomState>,
    next: HashMap<(u32, u32), u32, RandomState>,
    ends: Vec<Vec<u32>>,
}

impl Trie {
    fn of(names: &[u32], texts: &Texts) -> Trie {
        let mut trie = Trie {
            words: HashMap::default(),
            next: HashMap::default(),
            ends: vec![Vec::new()],
        };
        for at in names {
            let mut node = 0;
            for word in texts.get(*at).split_whitespace().skip(1) {
                let word = fold(word);
                let known = trie.words.get(&*word).copied();
                let word = known.unwrap_or_else(|| {
                    let number = trie.words.len() as u32;
                    trie.words.insert(word.into(), number);
                    number
                });
                let fresh = trie.ends.len() as u32;
                node = *trie.next.entry((node, word)).or_insert(fresh);
                if node == fresh {
                    trie.ends.push(Vec::new());
                }
            }
            if let Some(ends) = trie.ends.get_mut(node as usize) {
                ends.push(*at);
            }
        }
        trie
    }

    fn child(&self, node: u32, folded: &str) -> Option<u32> {
        let word = self.words.get(folded)?;
        self.next.get(&(node, *word)).copied()
    }
}

/// Whether a text is another one but for case and accents, which that one has not.
fn folds_to(text: &str, plain: &str) -> bool {
    if text.is_ascii() {
        let lower = text.bytes().map(|byte| byte.to_ascii_lowercase());
        text.len() == plain.len() && lower.eq(plain.bytes())
    } else {
        fold(text) == plain
    }
}

impl Names {
    pub(super) fn add(&mut self, text: &str, entity: EntityId, kind: NameKind) {
        let plain = fold(text);
        let mut last = None;
        for at in self.alike(&plain) {
            let known = self.all.get(at as usize);
            let is_it = known.is_some_and(|name| name.entity == entity && name.kind == kind);
            if is_it && self.texts.get(at) == text {
                return;
            }
            last = Some(at);
        }
        self.push((text, &plain), entity, kind, last);
    }

    /// Takes a name that is no other, behind all others, and behind the last of the same letters.
    fn push(
        &mut self,
        (text, plain): (&str, &str),
        entity: EntityId,
        kind: NameKind,
        last: Option<u32>,
    ) {
        let at = self.texts.push(text);
        self.all.push(Name {
            entity,
            kind,
            number: at,
        });
        match last {
            Some(last) => {
                self.next.insert(last, at);
            }
            None => {
                let hash = half(self.hashing.hash_one(plain));
                self.whole.number(hash, at as usize, |_| false);
            }
        }
        let first = text.split_whitespace().next();
        if let Some(word) = first.filter(|word| *word != text) {
            let word = fold(word);
            if !self.first.contains_key(&*word) {
                self.first.insert(word.as_ref().into(), First::default());
            }
            if let Some(first) = self.first.get_mut(&*word) {
                first.names.push(at);
                first.trie = OnceLock::new();
            }
        }
    }

    /// The numbers of the names that are a text but for case and accents, which the text has not, in the order of declaration.
    fn alike(&self, plain: &str) -> impl Iterator<Item = u32> {
        let is = |at: usize| folds_to(self.texts.get(at as u32), plain);
        let first = self
            .whole
            .find(half(self.hashing.hash_one(plain)), is)
            .map(|at| at as u32);
        std::iter::successors(first, |at| self.next.get(at).copied())
    }

    /// The names of those numbers that are written so, if they are to be.
    fn written(
        &self,
        numbers: impl Iterator<Item = u32>,
        spelling: Spelling,
        is: impl Fn(&str) -> bool,
    ) -> Vec<Name> {
        numbers
            .filter(|at| spelling == Spelling::Folded || is(self.texts.get(*at)))
            .filter_map(|at| self.all.get(at as usize).copied())
            .collect()
    }

    /// Every name that begins at a position, with the position behind it, the longest first.
    pub(crate) fn at(
        &self,
        run: &Run<'_>,
        from: usize,
        spelling: Spelling,
    ) -> Vec<(usize, Vec<Name>)> {
        let mut found: Vec<(usize, Vec<Name>)> = Vec::new();
        let mut path: Vec<&str> = Vec::new();
        let mut here: Option<(&Trie, u32)> = None;
        let mut at = from;
        loop {
            let mut next = None;
            // A last word keeps its stop only where the dotted form alone is declared.
            for word in run.spellings(at).into_iter().flatten() {
                let folded = fold(word);
                let child = match here {
                    None => self.beginning(&folded).map(|trie| (trie, 0)),
                    Some((trie, node)) => trie.child(node, &folded).map(|child| (trie, child)),
                };
                path.push(word);
                let known = found.last().is_some_and(|(end, _)| *end == at + 1);
                if !known {
                    let hits = match (here, child) {
                        (None, _) => self.of_one_word((word, &folded), spelling),
                        (Some(_), Some(child)) => self.ending(child, &path, spelling),
                        (Some(_), None) => Vec::new(),
                    };
                    if !hits.is_empty() {
                        found.push((at + 1, hits));
                    }
                }
                path.pop();
                next = next.or(child.map(|child| (child, word)));
            }
            let Some((child, word)) = next else { break };
            path.push(word);
            (here, at) = (Some(child), at + 1);
        }
        found.reverse();
        found
    }

    /// The names of one word that are that word.
    fn of_one_word(&self, (word, folded): (&str, &str), spelling: Spelling) -> Vec<Name> {
        self.written(self.alike(folded), spelling, |text| text == word)
    }

    /// The names of several words that begin with a word.
    fn beginning(&self, folded: &str) -> Option<&Trie> {
        let first = self.first.get(folded)?;
        Some(
            first
                .trie
                .get_or_init(|| Trie::of(&first.names, &self.texts)),
        )
    }

    /// The names that end at a node; read exactly, those whose words are written so.
    fn ending(&self, (trie, node): (&Trie, u32), path: &[&str], spelling: Spelling) -> Vec<Name> {
        let ends = trie.ends.get(node as usize).into_iter().flatten().copied();
        self.written(ends, spelling, |text| {
            text.split_whitespace().eq(path.iter().copied())
        })
    }

    /// The names that are, as a whole, that text.
    pub(crate) fn whole(&self, text: &str, spelling: Spelling) -> Vec<Name> {
        let plain = fold(text);
        let mut found = self.written(self.alike(&plain), spelling, |name| name == text);
        let lent = self.lent.iter().filter(|lent| match spelling {
            Spelling::Folded => folds_to(&lent.text, &plain),
            Spelling::Exact => &*lent.text == text,
        });
        found.extend(lent.map(|lent| lent.name));
        found
    }

    /// A name as it is declared; of one that was lent nothing.
    pub(crate) fn text(&self, name: Name) -> &str {
        self.texts.get(name.number)
    }

    /// All names as they are declared, in that order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, Name)> {
        self.texts.iter().zip(self.all.iter().copied())
    }

    /// Lets a text, as a whole, name something, until [`Names::take_back`] takes it back.
    pub(crate) fn lend(&mut self, text: &str, entity: EntityId, kind: NameKind) {
        let number = u32::MAX;
        self.lent.push(Lent {
            text: text.into(),
            name: Name {
                entity,
                kind,
                number,
            },
        });
    }

    /// Takes back all that was lent.
    pub(crate) fn take_back(&mut self) {
        self.lent.clear();
    }
}

stored! { enum NameKind { 0 Proper, 1 Alias } }

/// In the order of declaration; where each is found is found again.
impl Stored for Names {
    fn put(&self, to: &mut Writer) {
        self.texts.put(to);
        to.length(self.all.len());
        for name in &self.all {
            name.entity.put(to);
            name.kind.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Names> {
        let texts = Texts::take(from)?;
        let mut names = Names::default();
        if from.length()? != texts.len() {
            return None;
        }
        for text in texts.iter() {
            let (entity, kind): (EntityId, NameKind) = Stored::take(from)?;
            let plain = fold(text);
            let last = names.alike(&plain).last();
            names.push((text, &plain), entity, kind, last);
        }
        Some(names)
    }
}
