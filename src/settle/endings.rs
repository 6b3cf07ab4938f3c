//! What events end.
//!
//! Takes the endings and one statement after the other; gives the items that the statement becomes. A closed
//! statement is written once for each stretch between endings: before the first as it was, after it at most as
//! likely as the endings leave it.

use crate::model::{Clash, Closing, Ending, Item, ItemId, Sentence, Sign, Stated, Table};
use crate::time::{Instant, Likelihood, Span};
use std::collections::BTreeMap;

/// The endings that end something, by sentence.
pub(super) struct Endings(BTreeMap<Sentence, Vec<Dated>>);

/// An ending at δ.
struct Dated {
    /// e(δ) to l(δ).
    at: Span,
    /// k, above 0.
    likelihood: Likelihood,
    closing: Closing,
}

impl Endings {
    pub(super) fn of(endings: impl Iterator<Item = Ending>) -> Endings {
        let mut by_sentence: BTreeMap<Sentence, Vec<Dated>> = BTreeMap::new();
        for ending in endings {
            let Some(at) = &ending.at else { continue };
            if ending.likelihood > Likelihood::NEVER {
                let dated = Dated {
                    at: at.covers,
                    likelihood: ending.likelihood,
                    closing: Closing {
                        event: Some(ending.event),
                        marking: ending.marking,
                        origin: ending.origin,
                    },
                };
                by_sentence.entry(ending.sentence).or_default().push(dated);
            }
        }
        for dated in by_sentence.values_mut() {
            dated.sort_by(|a, b| {
                (a.at.to, a.at.from, &a.closing.origin).cmp(&(
                    b.at.to,
                    b.at.from,
                    &b.closing.origin,
                ))
            });
        }
        Endings(by_sentence)
    }

    /// Adds the items that the statement becomes, and the conflicts where its stated end lies after an ending.
    pub(super) fn close(
        &self,
        stated: Stated,
        until_known: Option<Instant>,
        items: &mut Table<ItemId, Item>,
        clashes: &mut Vec<Clash>,
    ) {
        let ours = stated.view.is_none() && stated.sign == Sign::For;
        let endings: Vec<&Dated> = self
            .0
            .get(&stated.sentence)
            .filter(|_| ours)
            .into_iter()
            .flatten()
            .filter(|ending| stated.extent.from < ending.at.from)
            .collect();
        let open = stated.extent.to == Instant::END;
        if endings.is_empty() || !open {
            let core = stated.core;
            let item = items.push(Item {
                stated,
                until_known,
                closing: None,
            });
            clashes.extend(
                endings
                    .into_iter()
                    .filter_map(|ending| clash(ending, item, core)),
            );
            return;
        }
        for piece in pieces(stated, &endings) {
            items.push(Item {
                stated: piece.0,
                until_known,
                closing: Some(piece.1),
            });
        }
    }
}

/// A stated end after that is not closed: both surely hold from the last minute of δ to that end.
fn clash(ending: &Dated, item: ItemId, core: Span) -> Option<Clash> {
    let over = core.meet(Span::since(ending.at.to));
    let event = ending.closing.event?;
    (!over.is_empty()).then(|| Clash {
        item,
        event,
        over,
        origin: ending.closing.origin.clone(),
    })
}

/// The stretches between the endings, which are sorted by l(δ). What is left with likelihood 0 is no item.
fn pieces(stated: Stated, endings: &[&Dated]) -> Vec<(Stated, Closing)> {
    let mut pieces = Vec::with_capacity(endings.len() + 1);
    let mut from = stated.extent.from;
    let mut core = stated.core;
    let mut left = stated.likelihood;
    let mut because: Option<&Dated> = None;
    for at in 0..=endings.len() {
        let next = endings.get(at);
        let to = next.map_or(Instant::END, |ending| ending.at.to);
        let extent = Span::new(from, to);
        let sure = match next {
            Some(ending) => core.meet(Span::until(ending.at.from.succ())),
            None => core,
        };
        if let Some(closed) = because.or(next.copied())
            && !extent.is_empty()
            && left > Likelihood::NEVER
        {
            let piece = Stated {
                extent,
                core: sure.meet(extent),
                likelihood: left,
                ..stated.clone()
            };
            pieces.push((piece, closed.closing.clone()));
        }
        if let Some(ending) = next {
            let leaves = ending.likelihood.complement();
            if leaves < left || because.is_none() {
                because = Some(ending);
            }
            left = left.min(leaves);
            from = to;
            core = Span::since(to);
        }
    }
    pieces
}
