//! The names that are declared. Takes names and what they name, finds them at a place in a run of words.

use super::Spelling;
use crate::model::EntityId;
use crate::resolve::words::{Run, fold};
use crate::snapshot::{Reader, Stored, Writer, stored};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::{Arc, OnceLock};

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
    /// The number of the next of the same letters, case and accents left out.
    next: Option<u32>,
    /// Where it is found.
    found: Found,
}

/// Where a name is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Found {
    /// Wherever it stands among words.
    Anywhere,
    /// Where it is all there is.
    Whole,
}

/// All names, by their words and whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Those of several words by the first, without case and accents.
    first: HashMap<Box<str>, First, RandomState>,
    /// Of each text without case and accents its hash, and the first name that is so.
    whole: HashTable<(u64, u32)>,
    hashing: RandomState,
    all: Vec<Name>,
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
    fn of(names: &[u32], all: &[Name]) -> Trie {
        let mut trie = Trie {
            words: HashMap::default(),
            next: HashMap::default(),
            ends: vec![Vec::new()],
        };
        for at in names {
            let text = all.get(*at as usize).map_or("", |name| &*name.text);
            let mut node = 0;
            for word in text.split_whitespace().skip(1) {
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
        let same = |name: &Name| name.entity == entity && name.kind == kind && &*name.text == text;
        if self.alike(&fold(text)).any(|(_, name)| same(name)) {
            return;
        }
        self.push(text, entity, kind);
    }

    /// Takes a name that is no other, behind all others.
    fn push(&mut self, text: &str, entity: EntityId, kind: NameKind) {
        let at = self.put(text, entity, kind, Found::Anywhere);
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

    /// Puts a name behind all others, and behind the last that is like it.
    fn put(&mut self, text: &str, entity: EntityId, kind: NameKind, found: Found) -> u32 {
        let at = self.all.len() as u32;
        let plain = fold(text);
        let last = self.alike(&plain).last().map(|(last, _)| last);
        match last.and_then(|last| self.all.get_mut(last as usize)) {
            Some(last) => last.next = Some(at),
            None => {
                let hash = self.hashing.hash_one(&*plain);
                self.whole
                    .insert_unique(hash, (hash, at), |(hash, _)| *hash);
            }
        }
        self.all.push(Name {
            text: text.into(),
            entity,
            kind,
            next: None,
            found,
        });
        at
    }

    /// The names that are a text but for case and accents, which the text has not, in the order of declaration.
    fn alike(&self, plain: &str) -> impl Iterator<Item = (u32, &Name)> {
        let numbered = |at: u32| Some((at, self.all.get(at as usize)?));
        let is = |(_, at): &(u64, u32)| {
            numbered(*at).is_some_and(|(_, name)| folds_to(&name.text, plain))
        };
        let first = self.whole.find(self.hashing.hash_one(plain), is);
        let first = first.and_then(|(_, at)| numbered(*at));
        std::iter::successors(first, move |(_, name)| numbered(name.next?))
    }

    /// Every name that begins at a position, with the position behind it, the longest first.
    pub(crate) fn at(
        &self,
        run: &Run<'_>,
        from: usize,
        spelling: Spelling,
    ) -> Vec<(usize, Vec<&Name>)> {
        let mut found: Vec<(usize, Vec<&Name>)> = Vec::new();
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
    fn of_one_word(&self, (word, folded): (&str, &str), spelling: Spelling) -> Vec<&Name> {
        self.alike(folded)
            .map(|(_, name)| name)
            .filter(|name| name.found == Found::Anywhere)
            .filter(|name| spelling == Spelling::Folded || &*name.text == word)
            .collect()
    }

    /// The names of several words that begin with a word.
    fn beginning(&self, folded: &str) -> Option<&Trie> {
        let first = self.first.get(folded)?;
        Some(first.trie.get_or_init(|| Trie::of(&first.names, &self.all)))
    }

    /// The names that end at a node; read exactly, those whose words are written so.
    fn ending(&self, (trie, node): (&Trie, u32), path: &[&str], spelling: Spelling) -> Vec<&Name> {
        let written = |name: &Name| name.text.split_whitespace().eq(path.iter().copied());
        trie.ends
            .get(node as usize)
            .into_iter()
            .flatten()
            .filter_map(|at| self.all.get(*at as usize))
            .filter(|name| spelling == Spelling::Folded || written(name))
            .collect()
    }

    /// The names that are, as a whole, that text.
    pub(crate) fn whole(&self, text: &str, spelling: Spelling) -> Vec<&Name> {
        self.alike(&fold(text))
            .map(|(_, name)| name)
            .filter(|name| spelling == Spelling::Folded || &*name.text == text)
            .collect()
    }

    /// Lets a text, as a whole, name something, until [`Names::take_back`] takes it back.
    pub(crate) fn lend(&mut self, text: &str, entity: EntityId, kind: NameKind) {
        self.put(text, entity, kind, Found::Whole);
    }

    /// Takes back what was lent, when there were so many names.
    pub(crate) fn take_back(&mut self, len: usize) {
        while self.all.len() > len {
            let at = self.all.len() as u32 - 1;
            let plain = self.all.last().map(|name| fold(&name.text).into_owned());
            let plain = plain.unwrap_or_default();
            let before = self.alike(&plain).find(|(_, name)| name.next == Some(at));
            match before.map(|(before, _)| before as usize) {
                Some(before) => {
                    if let Some(before) = self.all.get_mut(before) {
                        before.next = None;
                    }
                }
                None => {
                    let hash = self.hashing.hash_one(&*plain);
                    let first = self.whole.find_entry(hash, |(_, first)| *first == at);
                    if let Ok(first) = first {
                        first.remove();
                    }
                }
            }
            self.all.pop();
        }
    }

    /// All of them, in the order of declaration.
    pub(crate) fn all(&self) -> &[Name] {
        &self.all
    }
}

stored! { enum NameKind { 0 Proper, 1 Alias } }

/// In the order of declaration; where each is found is found again.
impl Stored for Names {
    fn put(&self, to: &mut Writer) {
        to.length(self.all.len());
        for name in &self.all {
            name.text.put(to);
            name.entity.put(to);
            name.kind.put(to);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Names> {
        let mut names = Names::default();
        for _ in 0..from.length()? {
            let (text, entity, kind): (Arc<str>, EntityId, NameKind) = Stored::take(from)?;
            names.push(&text, entity, kind);
        }
        Some(names)
    }
}
