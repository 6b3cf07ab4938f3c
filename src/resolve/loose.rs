//! The nearest way. Takes words that no wording fits, gives the way down the wordings that comes closest, for the message.
//!
//! The trie is walked as for a sentence, with what cannot be read taken for an unknown name.

use super::error::ResolveError;
use super::guess::{STOPS, unknown_name_up_to};
use super::names::{entities_at, is_of};
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
    /// Where the unknown name stands, where it would have to end, and which slot it fills.
    unknown: Option<(usize, usize, usize)>,
}

/// An unknown name, guessed.
struct LooseGuess {
    /// Words of phrase around it.
    words: usize,
    /// Where it stands.
    unknown: usize,
    /// Where the phrase goes on.
    end: usize,
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
                unknown: unknown.map(|from| (from, at, 0)),
            };
            self.loose_walk((wordings, run), Wordings::ROOT, at, path, &mut best);
        }
        let guess: LooseGuess = best?;
        let error = unknown_name_up_to(self, run, (guess.unknown, Some(guess.end)), guess.kind);
        // A name that fits is not what is unknown.
        match &error {
            ResolveError::UnknownName { text, kind, .. } if self.is_name(text, *kind) => None,
            _ => Some(error),
        }
    }

    /// Whether that text is a declared name, of a kind if one is wanted.
    fn is_name(&self, text: &str, kind: Option<KindId>) -> bool {
        let names = self.vocabulary.names.whole(text, Spelling::Exact);
        names.into_iter().any(|name| {
            kind.is_none_or(|kind| is_of(self.vocabulary, self.situation, name.entity, kind))
        })
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
            && let Some((unknown, end, nth)) = path.unknown
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
                        end,
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
                    unknown: path
                        .unknown
                        .or(unknown.map(|from| (from, end, path.filled))),
                    ..path
                };
                self.loose_walk((wordings, run), next, end, longer, best);
            }
        }
    }
}
