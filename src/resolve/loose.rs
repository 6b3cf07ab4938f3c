//! The nearest phrase. Takes words that no wording fits, gives the wordings that come closest, for the message.
//!
//! The trie is walked as for a sentence, with what cannot be read taken for an unknown name.

use super::error::ResolveError;
use super::guess::{STOPS, unknown_name};
use super::names::entities_at;
use super::segment::{Context, Reader};
use super::vocabulary::{Spelling, Wordings};
use super::words::Run;
use crate::model::{KindId, Kinds};
use crate::syntax::TokenKind;
use std::cmp::Reverse;

/// A way down the wordings with any words for a name.
#[derive(Clone, Copy)]
struct LoosePath {
    /// Words of phrase.
    words: usize,
    /// Slots filled.
    filled: usize,
    /// Where the unknown name stands, and which slot it fills.
    unknown: Option<(usize, usize)>,
}

/// An unknown name, guessed.
pub(super) struct LooseGuess {
    /// Words of phrase around it.
    words: usize,
    /// Where it stands.
    unknown: usize,
    /// The kind that its slot asks.
    kind: Option<KindId>,
}

impl Reader<'_> {
    /// Follows the wordings with any words for a name: the way with the most words of phrase tells which name is unknown.
    pub(super) fn loosely(
        &self,
        wordings: &Wordings,
        run: &Run<'_>,
        from: usize,
        context: &Context<'_>,
    ) -> Option<ResolveError> {
        let mut best = None;
        let subjects: Vec<(usize, Option<usize>)> = match context.subject {
            Some(_) => vec![(from, None)],
            None => self.loose_fillers(run, from),
        };
        for (at, unknown) in subjects {
            let path = LoosePath {
                words: 0,
                filled: 1,
                unknown: unknown.map(|at| (at, 0)),
            };
            self.loose_walk((wordings, run), Wordings::ROOT, at, path, &mut best);
        }
        let guess: LooseGuess = best?;
        Some(unknown_name(self, run, guess.unknown, guess.kind))
    }

    /// Where a filler may end, and whether it would have to be an unknown name.
    fn loose_fillers(&self, run: &Run<'_>, from: usize) -> Vec<(usize, Option<usize>)> {
        let mut out: Vec<(usize, Option<usize>)> = Vec::new();
        match run.token(from).map(|token| &token.kind) {
            None => return out,
            Some(TokenKind::Variable(_) | TokenKind::Numeral(_)) => out.push((from + 1, None)),
            Some(TokenKind::Text(text) | TokenKind::Cell(text)) => {
                let known = !self
                    .vocabulary
                    .names
                    .whole(text, Spelling::Exact)
                    .is_empty();
                out.push((from + 1, (!known).then_some(from)));
                return out;
            }
            Some(_) => {}
        }
        for (end, _) in entities_at(
            self.vocabulary,
            self.situation,
            run,
            from,
            Kinds::ENTITY,
            Spelling::Exact,
        ) {
            out.push((end, None));
        }
        let longest_known = out.iter().map(|(end, _)| *end).max().unwrap_or(from);
        for end in (from + 1)..=run.len().min(from + 10) {
            let Some(word) = run.word(end - 1) else { break };
            if STOPS.contains(&word) {
                break;
            }
            if end > longest_known {
                out.push((end, Some(from)));
            }
        }
        out
    }

    fn loose_walk(
        &self,
        (wordings, run): (&Wordings, &Run<'_>),
        node: u32,
        at: usize,
        path: LoosePath,
        best: &mut Option<LooseGuess>,
    ) {
        let done = at >= run.len()
            || run.word(at).is_some_and(|word| STOPS.contains(&word))
            || self.vocabulary.likelihood.at(run, at).is_some();
        if done
            && path.words > 0
            && let Some((unknown, nth)) = path.unknown
        {
            for form in wordings.ends(node) {
                let relation = self.situation.relations.get(form.relation);
                let slot = form.order.get(nth);
                let better = best.as_ref().is_none_or(|old| {
                    (path.words, Reverse(unknown)) > (old.words, Reverse(old.unknown))
                });
                if better {
                    *best = Some(LooseGuess {
                        words: path.words,
                        unknown,
                        kind: relation
                            .zip(slot)
                            .and_then(|(relation, slot)| relation.slots.get(*slot).copied()),
                    });
                }
            }
        }
        if let Some(id) = run.piece(at).exact
            && let Some(next) = wordings.word(node, id)
        {
            let longer = LoosePath {
                words: path.words + 1,
                ..path
            };
            self.loose_walk((wordings, run), next, at + 1, longer, best);
        }
        if let Some((next, _)) = wordings.slot(node) {
            for (end, unknown) in self.loose_fillers(run, at) {
                // One mistake at a time.
                if unknown.is_some() && path.unknown.is_some() {
                    continue;
                }
                let longer = LoosePath {
                    filled: path.filled + 1,
                    unknown: path.unknown.or(unknown.map(|at| (at, path.filled))),
                    ..path
                };
                self.loose_walk((wordings, run), next, end, longer, best);
            }
        }
    }

    /// No wording fits at all: the words behind the subject are no phrase, or the subject itself is unknown.
    pub(super) fn no_phrase(
        &self,
        run: &Run<'_>,
        from: usize,
        to: usize,
        context: &Context<'_>,
    ) -> ResolveError {
        let known = |at: usize| {
            entities_at(
                self.vocabulary,
                self.situation,
                run,
                at,
                Kinds::ENTITY,
                Spelling::Exact,
            )
            .first()
            .map(|(end, _)| *end)
        };
        let start = if context.subject.is_some() {
            from
        } else {
            match run.token(from).map(|token| &token.kind) {
                Some(TokenKind::Variable(_)) => from + 1,
                _ => match known(from) {
                    Some(end) => end,
                    None => return unknown_name(self, run, from, None),
                },
            }
        };
        if start >= to {
            return ResolveError::Expected {
                place: run.place(from, to),
                what: "a sentence was expected: something must be said of this",
                form: Some("NAME phrase NAME"),
            };
        }
        let mut end = start;
        while end < to {
            let stops = run.word(end).is_none_or(|word| STOPS.contains(&word));
            if end > start && (stops || known(end).is_some()) {
                break;
            }
            end += 1;
        }
        let text = run.text(start, end);
        let shown = |at: usize, upto: usize| run.text(at, upto);
        let mut understood = shown(from, start);
        if let Some(upto) = known(end) {
            understood = format!("{understood} … {}", shown(end, upto));
        }
        ResolveError::UnknownPhrase {
            place: run.place(start, end),
            nearest: self.nearest_phrases(&text),
            text,
            understood: understood.trim().to_string(),
        }
    }
}
