//! Declarations of names. Takes the lines of `actor`, `place`, `event`, `thing`, `source`, gives the name, the kinds and the aliases.

use super::collect::{Placed, root_of};
use super::error::ResolveWarning;
use super::front::Front;
use super::vocabulary::{Number, Spelling, Vocabulary};
use super::words::{Run, is_word, word_of};
use crate::model::{KindId, Kinds};
use crate::syntax::{Keyword, Line, Token, TokenKind};
use indexmap::IndexMap;

/// A statement that declares a name.
#[derive(Clone, Debug)]
pub(crate) struct Declaration<'s> {
    pub(crate) keyword: Keyword,
    /// The name, as it is printed.
    pub(crate) name: String,
    /// The tokens that make it.
    pub(crate) named: &'s [Token],
    /// What is said of it, by line; the first line without the name. A line that holds nothing else is left out.
    pub(crate) rest: Vec<Said<'s>>,
}

/// A line, or what is left of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'s> {
    /// Whether it is the statement's first.
    pub(crate) first: bool,
    /// Its words; never empty.
    pub(crate) tokens: &'s [Token],
}

/// A statement's lines as they are read.
pub(crate) fn said(lines: &[Line]) -> Vec<Said<'_>> {
    lines
        .iter()
        .map(|line| Said {
            first: line.indent == 0,
            tokens: &line.tokens,
        })
        .collect()
}

/// What a declaration declares: the name is every word up to the first `is`, `also`, comma or end of line.
pub(crate) fn declaration(keyword: Keyword, lines: &[Line]) -> Option<Declaration<'_>> {
    let first = lines.first().filter(|line| line.indent == 0)?;
    let tokens = &first.tokens;
    let (name, end) = match &tokens.first()?.kind {
        TokenKind::Text(text) => (text.trim().to_string(), 1),
        _ => {
            let end = tokens
                .iter()
                .position(|token| {
                    piece_of_name(token).is_none()
                        || is_word(Some(token), "is")
                        || is_word(Some(token), "also")
                })
                .unwrap_or(tokens.len());
            (name_of(tokens.get(..end).unwrap_or_default()), end)
        }
    };
    if name.is_empty() {
        return None;
    }
    let mut rest = Vec::new();
    let behind = tokens.get(end..).unwrap_or(&[]);
    if !behind.is_empty() {
        rest.push(Said {
            first: true,
            tokens: behind,
        });
    }
    rest.extend(said(lines.get(1..).unwrap_or(&[])));
    Some(Declaration {
        keyword,
        name,
        named: tokens.get(..end).unwrap_or_default(),
        rest,
    })
}

/// What a token gives to the name that it stands in: a word itself, a cell its whole text, a column of a table its name.
pub(crate) fn piece_of_name(token: &Token) -> Option<&str> {
    match &token.kind {
        TokenKind::Cell(text) => Some(text.trim()),
        TokenKind::Variable(column) => Some(column),
        TokenKind::Columns(columns) => columns.first().map(String::as_str),
        _ => word_of(token),
    }
}

/// The name that the tokens make, words and cells alike.
fn name_of(tokens: &[Token]) -> String {
    let pieces: Vec<&str> = tokens.iter().filter_map(piece_of_name).collect();
    pieces.join(" ")
}

fn segments(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    tokens
        .split(|token| token.kind == TokenKind::Comma)
        .filter(|segment| !segment.is_empty())
}

/// Words that begin a clause: what opens with one is no alias.
const CLAUSES: [&str; 20] = [
    "since",
    "until",
    "from",
    "on",
    "per",
    "according",
    "because",
    "quote",
    "note",
    "marking",
    "reliability",
    "credibility",
    "by",
    "derived",
    "replaces",
    "begins",
    "ends",
    "led",
    "deny",
    "says",
];

impl Front<'_> {
    /// The kinds that a declaration gives: `is a KIND [and a KIND]`, straight after the name or where a segment begins.
    pub(crate) fn declared_kinds(&self, declaration: &Declaration<'_>) -> Vec<KindId> {
        let mut out = Vec::new();
        for segment in declaration
            .rest
            .iter()
            .flat_map(|said| segments(said.tokens))
        {
            let run = Run::new(&self.vocabulary.words, segment);
            let Some((kinds, end)) = kinds_at(&self.vocabulary, &run) else {
                continue;
            };
            // `is a branch of X` is a phrase, whatever a branch is.
            if self.vocabulary.wordings.literal(&run, 0) >= end {
                continue;
            }
            // With a time or a likelihood it is an ordinary fact; an event's and a source's clauses are their own.
            let timeless = matches!(declaration.keyword, Keyword::Event | Keyword::Source)
                || end >= run.len()
                || !(["since", "until", "from", "on", "according"]
                    .iter()
                    .any(|word| run.is(end, word))
                    || self.vocabulary.likelihood.at(&run, end).is_some());
            if timeless {
                out.extend(kinds);
            }
        }
        out
    }

    /// The other names that a declaration gives: what follows `also`, up to a phrase, a clause or the line's end.
    pub(crate) fn aliases(&self, declaration: &Declaration<'_>) -> Vec<String> {
        let mut out = Vec::new();
        for said in &declaration.rest {
            let mut open = false;
            for segment in segments(said.tokens) {
                let also = segment
                    .iter()
                    .position(|token| is_word(Some(token), "also"));
                let name = match also {
                    Some(at) => {
                        open = true;
                        segment.get(at + 1..).unwrap_or(&[])
                    }
                    None if open && self.is_alias(segment) => segment,
                    None => {
                        open = false;
                        continue;
                    }
                };
                let text = match name.first().map(|token| &token.kind) {
                    Some(TokenKind::Text(text)) => text.trim().to_string(),
                    _ => name_of(name),
                };
                if !text.is_empty() {
                    out.push(text);
                }
            }
        }
        out
    }

    /// A name of an event that holds a role with a declared name behind it: a comma was forgotten.
    pub(crate) fn roles_in(&self, named: &[Token]) -> Option<ResolveWarning> {
        const ROLES: [&str; 5] = ["by", "against", "in", "with", "on"];
        let run = Run::new(&self.vocabulary.words, named);
        let names = &self.vocabulary.names;
        let role = |at: &usize| {
            let known = || !names.at(&run, at + 1, Spelling::Exact).is_empty();
            match run.word(*at) {
                Some("on") => matches!(
                    run.token(at + 1).map(|token| &token.kind),
                    Some(TokenKind::Date(_))
                ),
                Some(word) => ROLES.contains(&word) && known(),
                None => false,
            }
        };
        let roles: Vec<usize> = (1..run.len()).filter(role).collect();
        // `Battle of Sel in Dara` is a name; who did it to whom is none.
        let tells = |at: &usize| !run.is(*at, "in") && !run.is(*at, "with");
        let first = roles.first().filter(|_| roles.iter().any(tells))?;
        let mut offered = format!("event {}", run.text(0, *first));
        for (at, role) in roles.iter().enumerate() {
            let end = roles.get(at + 1).copied().unwrap_or(run.len());
            offered.push_str(&format!(", {}", run.text(*role, end)));
        }
        Some(ResolveWarning::RolesInName {
            place: run.place(0, run.len()),
            name: run.text(0, run.len()),
            offered,
        })
    }

    fn is_alias(&self, segment: &[Token]) -> bool {
        is_alias(&self.vocabulary, &Run::new(&self.vocabulary.words, segment))
    }
}

/// Whether what follows an alias and a comma is another alias.
pub(crate) fn is_alias(vocabulary: &Vocabulary, run: &Run<'_>) -> bool {
    !vocabulary.wordings.begins(run, 0)
        && !CLAUSES.iter().any(|word| run.is(0, word))
        && kinds_at(vocabulary, run).is_none()
        && vocabulary.likelihood.at(run, 0).is_none()
}

/// `is a KIND and a KIND` at the beginning, and the position behind it.
fn kinds_at(vocabulary: &Vocabulary, run: &Run<'_>) -> Option<(Vec<KindId>, usize)> {
    let article = |at: usize| run.is(at, "a") || run.is(at, "an");
    if !run.is(0, "is") || !article(1) {
        return None;
    }
    let first = vocabulary
        .kinds
        .at(run, 2, Number::One)
        .into_iter()
        .next()?;
    let (mut end, mut kinds) = (first.0, vec![first.1]);
    while run.is(end, "and") && article(end + 1) {
        match vocabulary
            .kinds
            .at(run, end + 2, Number::One)
            .into_iter()
            .next()
        {
            Some((next, kind)) => {
                kinds.push(kind);
                end = next;
            }
            None => break,
        }
    }
    Some((kinds, end))
}

/// Which declarations of one spelling are of one thing: those whose kinds are compatible, directly or through others. Gives for each
/// the number of the first of its group, whatever the order of the statements.
pub(crate) fn clusters(
    vocabulary: &Vocabulary,
    declared: &[(Placed<'_>, Declaration<'_>, Vec<KindId>)],
) -> Vec<usize> {
    let mut leader: Vec<usize> = (0..declared.len()).collect();
    let mut by_name: IndexMap<&str, Vec<(usize, Vec<KindId>)>> = IndexMap::new();
    for (at, (_, declaration, kinds)) in declared.iter().enumerate() {
        let mut all = kinds.clone();
        all.push(root_of(declaration.keyword));
        let classes = by_name.entry(declaration.name.as_str()).or_default();
        match classes.iter().find(|(_, old)| *old == all) {
            Some((first, _)) => {
                if let Some(slot) = leader.get_mut(at) {
                    *slot = *first;
                }
            }
            None => classes.push((at, all)),
        }
    }
    for classes in by_name.values() {
        // Few classes share a name: each is joined to the first that it fits, until nothing changes.
        let mut changed = classes.len() > 1;
        while changed {
            changed = false;
            for (a, of_a) in classes {
                for (b, of_b) in classes {
                    let (one, other) = (leader_of(&leader, *a), leader_of(&leader, *b));
                    if one != other && compatible(vocabulary, of_a, of_b) {
                        if let Some(slot) = leader.get_mut(one.max(other)) {
                            *slot = one.min(other);
                        }
                        changed = true;
                    }
                }
            }
        }
    }
    (0..declared.len())
        .map(|at| leader_of(&leader, at))
        .collect()
}

fn leader_of(leader: &[usize], mut at: usize) -> usize {
    while let Some(next) = leader.get(at)
        && *next != at
    {
        at = *next;
    }
    at
}

fn compatible(vocabulary: &Vocabulary, one: &[KindId], other: &[KindId]) -> bool {
    one.iter().any(|a| {
        other.iter().any(|b| {
            *a != Kinds::ENTITY && (vocabulary.is_below(*a, *b) || vocabulary.is_below(*b, *a))
        })
    })
}
