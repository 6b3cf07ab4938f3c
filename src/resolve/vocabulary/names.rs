//! The names that are declared. Takes names and what they name, finds them at a place in a run of words.

use super::Spelling;
use crate::model::EntityId;
use crate::resolve::words::{Letters, Run, WordId, Words, fold};
use std::collections::HashMap;
use std::sync::Arc;

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
