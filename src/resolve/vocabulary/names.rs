//! The names that are declared. Takes names and what they name, finds them at a place in a run of words.

use super::Spelling;
use crate::model::EntityId;
use crate::resolve::words::{Letters, Run, WordId, Words, fold};
use std::collections::HashMap;
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
    /// Its words, each as it is written, and without case and accents.
    words: Box<[(WordId, WordId)]>,
    /// Its letters as a set, and how many there are: what is far from it need not be compared with it.
    pub(crate) letters: Letters,
}

/// All names, by their words and whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// By the first word, without case and accents.
    first: HashMap<WordId, First>,
    whole: HashMap<Box<str>, Vec<u32>>,
    all: Vec<Name>,
}

/// The names that begin with one word. Most of those that data brings are never written: they are put in order when a text
/// has the word for the first time.
#[derive(Clone, Debug, Default)]
struct First {
    names: Vec<u32>,
    trie: OnceLock<Trie>,
}

/// Names by the words behind their first.
#[derive(Clone, Debug)]
struct Trie {
    next: HashMap<(u32, WordId), u32>,
    ends: Vec<Vec<u32>>,
}

impl Trie {
    fn of(names: &[u32], all: &[Name]) -> Trie {
        let mut trie = Trie {
            next: HashMap::new(),
            ends: vec![Vec::new()],
        };
        for at in names {
            let words = all.get(*at as usize).map(|name| &*name.words);
            let mut node = 0;
            for (_, folded) in words.unwrap_or_default().iter().skip(1) {
                let fresh = trie.ends.len() as u32;
                node = *trie.next.entry((node, *folded)).or_insert(fresh);
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
}

impl Names {
    pub(super) fn add(&mut self, words: &mut Words, text: &str, entity: EntityId, kind: NameKind) {
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
        let ids: Box<[(WordId, WordId)]> = text
            .split_whitespace()
            .map(|word| {
                let id = words.intern(word);
                (id, words.folded(id))
            })
            .collect();
        let at = self.all.len() as u32;
        if let Some((_, folded)) = ids.first() {
            let first = self.first.entry(*folded).or_default();
            first.names.push(at);
            first.trie = OnceLock::new();
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
        let mut here: Option<(&Trie, u32)> = None;
        let mut at = from;
        loop {
            let piece = run.piece(at);
            let plain = match spelling {
                Spelling::Exact => piece.exact.zip(piece.folded),
                Spelling::Folded => piece.folded.map(|id| (id, id)),
            };
            let mut next = None;
            // A last word keeps its stop only where the dotted form alone is declared.
            for (exact, folded) in plain.into_iter().chain(piece.dotted) {
                let child = match here {
                    None => self.beginning(folded).map(|trie| (trie, 0)),
                    Some((trie, node)) => {
                        let child = trie.next.get(&(node, folded));
                        child.map(|child| (trie, *child))
                    }
                };
                let Some(child) = child else {
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
            (here, at) = (Some(child), at + 1);
        }
        found.reverse();
        found
    }

    /// The names that begin with a word.
    fn beginning(&self, folded: WordId) -> Option<&Trie> {
        let first = self.first.get(&folded)?;
        Some(first.trie.get_or_init(|| Trie::of(&first.names, &self.all)))
    }

    /// The names that end at a node; read exactly, those whose words are written so.
    fn ending(
        &self,
        (trie, node): (&Trie, u32),
        path: &[WordId],
        spelling: Spelling,
    ) -> Vec<&Name> {
        let written = |name: &Name| name.words.iter().map(|(exact, _)| exact).eq(path);
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
        self.whole
            .get(&*fold(text))
            .into_iter()
            .flatten()
            .filter_map(|at| self.all.get(*at as usize))
            .filter(|name| spelling == Spelling::Folded || &*name.text == text)
            .collect()
    }

    /// Lets a text, as a whole, name something, until [`Names::take_back`] takes it back.
    pub(crate) fn lend(&mut self, text: &str, entity: EntityId, kind: NameKind) {
        let at = self.all.len() as u32;
        self.whole.entry(fold(text).into()).or_default().push(at);
        self.all.push(Name {
            text: text.into(),
            entity,
            kind,
            words: Box::default(),
            letters: Letters::default(),
        });
    }

    /// Takes back what was lent, when there were so many names.
    pub(crate) fn take_back(&mut self, len: usize) {
        for name in self.all.split_off(len.min(self.all.len())) {
            self.whole.remove(&*fold(&name.text));
        }
    }

    /// All of them, in the order of declaration.
    pub(crate) fn all(&self) -> &[Name] {
        &self.all
    }
}
