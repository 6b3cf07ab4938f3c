//! What the statements of a sentence are worth together (meaning.md 2): For⁰ and Ag⁰.
//!
//! Takes the statements that count; gives their worth over all time, and at one instant which of them give it.
//! The one idea: between two instants at which a statement starts or ends, nothing changes.

use super::Footing;
use super::corroborate::{Corroboration, Voice, corroborate, reaching};
use super::counting::Counting;
use super::ties::Ties;
use crate::model::{Core, Heard, Id as _, ItemId, Sign, SourceId, Standing};
use crate::time::{Instant, Likelihood, Span, Steps};

/// The stated evidence for a sentence at an instant, and who gives its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Weighed {
    /// What it is worth together.
    pub value: Likelihood,
    /// The statements that give the value: one, or an untied set that corroborate. Sorted.
    pub chosen: Vec<ItemId>,
    /// Others in force then, which add nothing. Sorted.
    pub others: Vec<ItemId>,
    /// Whose ground it is.
    pub footing: Footing,
    /// Whether there were more sources than all sets are tried for.
    pub greedy: bool,
}

/// A statement that counts, with what is needed to weigh it.
#[derive(Clone, Copy)]
struct Piece {
    id: ItemId,
    item: Heard,
    span: Span,
    footing: Footing,
}

impl Piece {
    /// The source whose voice it adds to; an assumption is nobody's.
    fn source(&self) -> Option<SourceId> {
        self.item
            .source
            .filter(|_| self.item.standing != Standing::Assumption)
    }

    fn likelihood(&self) -> Likelihood {
        self.item.likelihood
    }
}

fn pieces(core: &Core, counting: &[Counting], sign: Sign) -> Vec<Piece> {
    let piece = |counting: &Counting| {
        let item = core.items.heard(counting.item)?;
        let piece = Piece {
            id: counting.item,
            item,
            span: counting.span,
            footing: counting.footing,
        };
        (item.sign == sign).then_some(piece)
    };
    counting.iter().filter_map(piece).collect()
}

/// For⁰ or Ag⁰ over all time.
pub(super) fn worth(core: &Core, ties: &Ties, counting: &[Counting], sign: Sign) -> Steps {
    let mut pieces = pieces(core, counting, sign);
    let first = pieces.first().and_then(Piece::source);
    if pieces
        .iter()
        .all(|piece| piece.source().is_none() || piece.source() == first)
    {
        return Steps::from_steps(pieces.iter().map(|piece| (piece.span, piece.likelihood())));
    }
    let mut edges: Vec<Instant> = pieces
        .iter()
        .flat_map(|piece| [piece.span.from, piece.span.to])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    pieces.sort_by_key(|piece| piece.span.from);
    let mut coming = pieces.into_iter().peekable();
    let mut in_force: Vec<Piece> = Vec::new();
    let mut spans = Vec::new();
    for (from, to) in edges.iter().zip(edges.iter().skip(1)) {
        in_force.retain(|piece| piece.span.to > *from);
        while let Some(piece) = coming.next_if(|piece| piece.span.from <= *from) {
            in_force.push(piece);
        }
        let value = corroboration(core, ties, &in_force)
            .value
            .max(alone(&in_force).map_or(Likelihood::NEVER, |piece| piece.likelihood()));
        spans.push((Span::new(*from, *to), value));
    }
    Steps::from_steps(spans)
}

/// The evidence at one instant; none where there is none.
pub(super) fn weigh(
    core: &Core,
    ties: &Ties,
    counting: &[Counting],
    sign: Sign,
    at: Instant,
) -> Option<Weighed> {
    let mut in_force = pieces(core, counting, sign);
    in_force.retain(|piece| piece.span.contains(at));
    let first = in_force.first()?;
    let corroboration = corroboration(core, ties, &in_force);
    let alone = alone(&in_force);
    let (value, chosen) = match alone {
        Some(piece) if piece.likelihood() >= corroboration.value => {
            (piece.likelihood(), vec![piece.id])
        }
        _ => {
            let mut chosen: Vec<ItemId> = corroboration
                .sources
                .iter()
                .filter_map(|source| voiced_by(&in_force, *source))
                .map(|piece| piece.id)
                .collect();
            chosen.sort_unstable();
            (corroboration.value, chosen)
        }
    };
    let mut others: Vec<ItemId> = in_force
        .iter()
        .map(|piece| piece.id)
        .filter(|id| !chosen.contains(id))
        .collect();
    others.sort_unstable();
    others.dedup();
    let footing = in_force
        .iter()
        .find(|piece| chosen.contains(&piece.id))
        .unwrap_or(first)
        .footing;
    Some(Weighed {
        value,
        chosen,
        others,
        footing,
        greedy: corroboration.greedy,
    })
}

/// The least sets of sources without whose statements the evidence at the instant is not worth as much as the bar: it is
/// where one of them is whole. The empty one where it is without any. None where there are too many sources to try all
/// sets.
pub(super) fn sources_reaching(
    core: &Core,
    ties: &Ties,
    counting: &[Counting],
    (at, bar): (Instant, Likelihood),
) -> Option<Vec<Vec<SourceId>>> {
    let piece = |counting: &Counting| {
        let item = core.items.heard(counting.item)?;
        counting.span.contains(at).then_some(Piece {
            id: counting.item,
            item,
            span: counting.span,
            footing: counting.footing,
        })
    };
    let in_force: Vec<Piece> = counting.iter().filter_map(piece).collect();
    // What is nobody's, an assumption too, goes with the source that it names.
    let mut found: Vec<Vec<SourceId>> = in_force
        .iter()
        .filter(|piece| piece.source().is_none() && piece.likelihood() >= bar)
        .map(|piece| piece.item.source.into_iter().collect())
        .collect();
    if found.iter().any(Vec::is_empty) {
        return Some(vec![Vec::new()]);
    }
    found.extend(reaching(&voices(&in_force), ties, bar)?);
    Some(found)
}

/// The best statement that is nobody's: without a source, or assumed.
fn alone(in_force: &[Piece]) -> Option<&Piece> {
    let nobodys = in_force.iter().filter(|piece| piece.source().is_none());
    nobodys.max_by(|a, b| a.likelihood().cmp(&b.likelihood()).then(b.id.cmp(&a.id)))
}

/// The statement that gives a source its c: the likeliest, of equals a rated one, then the first.
fn voiced_by(in_force: &[Piece], source: SourceId) -> Option<&Piece> {
    let rank = |piece: &Piece| {
        (
            piece.likelihood(),
            !piece.item.unrated,
            std::cmp::Reverse(piece.id),
        )
    };
    in_force
        .iter()
        .filter(|piece| piece.source() == Some(source))
        .max_by_key(|piece| rank(piece))
}

/// What each source says, at its likeliest.
fn voices(in_force: &[Piece]) -> Vec<Voice> {
    let mut sources: Vec<SourceId> = in_force.iter().filter_map(Piece::source).collect();
    sources.sort_unstable();
    sources.dedup();
    let voice = |source: &SourceId| {
        let piece = voiced_by(in_force, *source)?;
        Some(Voice {
            source: *source,
            likelihood: piece.likelihood(),
            unrated: piece.item.unrated,
        })
    };
    sources.iter().filter_map(voice).collect()
}

fn corroboration(core: &Core, ties: &Ties, in_force: &[Piece]) -> Corroboration {
    let name = |source: SourceId| {
        let entity = core
            .situation
            .sources
            .get(source)
            .map(|source| source.entity);
        (
            entity
                .and_then(|entity| core.situation.entities.get(entity))
                .map(|entity| entity.name.as_str()),
            source.index(),
        )
    };
    corroborate(&voices(in_force), ties, name)
}
