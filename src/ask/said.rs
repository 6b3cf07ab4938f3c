//! What two sources, or two parties, say: what both do, what one says and the other denies, what one alone says.
//!
//! Statements are compared as they were made, whatever is concluded from them; of a sentence that holds either way round
//! both ways are one.

use super::Drawn;
use super::compare::is_like;
use super::marks::Marks;
use super::scene::Scene;
use crate::answer::{Body, Compared, Comparison, Fact, Markup};
use crate::model::{EntityId, Item, ItemId, Pattern, RelationId, Sign, Signed, SourceId};
use crate::time::Span;
use indexmap::IndexMap;
use std::collections::BTreeSet;

/// What one side says: of each claim the first statement of it.
type Sayings = IndexMap<Signed, ItemId>;

/// The source that an entity is.
pub(super) fn source(scene: &Scene, of: EntityId) -> Option<SourceId> {
    let mut sources = scene.situation.sources.iter();
    sources
        .find(|(_, source)| source.entity == of)
        .map(|(id, _)| id)
}

/// The answer to `compare A and B` of two sources.
pub(super) fn compare(
    scene: &Scene,
    one: SourceId,
    other: SourceId,
    on: Option<&Pattern>,
) -> Drawn {
    let of = |source| {
        sayings(scene, on, |item| {
            item.stated.view.is_none() && item.stated.source == Some(source)
        })
    };
    let (ones, others) = (of(one), of(other));
    let name = |source| {
        let row = scene.situation.sources.get(source);
        row.map(|row| scene.phrase().entity(row.entity))
            .unwrap_or_default()
    };
    let (one, other) = (name(one), name(other));
    let both = ones.iter().filter_map(|(claim, item)| {
        let theirs = others.get(claim)?;
        Some(agreed(scene, claim, (&one, *item), (&other, *theirs)))
    });
    let alone = |mine: &Sayings, theirs: &Sayings| -> Vec<Fact> {
        mine.iter()
            .filter(|(claim, _)| {
                !theirs.contains_key(*claim) && !theirs.contains_key(&denial(claim))
            })
            .map(|(claim, item)| fact(scene, claim, *item))
            .collect()
    };
    let body = Comparison {
        by: Compared::Said,
        both: both.collect(),
        between: Vec::new(),
        against: contradicted(scene, &ones, &others),
        only_one: alone(&ones, &others),
        only_other: alone(&others, &ones),
        one: one.clone(),
        other: other.clone(),
    };
    let mut marks = Marks::default();
    let compared = ones.values().chain(others.values());
    marks.items(scene.world.core(), compared.copied());
    Drawn {
        marks,
        ..Drawn::of(Body::Comparison(body))
    }
}

/// What the one party says and the other denies, or the other way round, in the words of the first.
pub(super) fn against(
    scene: &Scene,
    one: EntityId,
    other: EntityId,
    on: Option<&Pattern>,
) -> Vec<Fact> {
    let of = |party| sayings(scene, on, |item| item.stated.view == Some(party));
    contradicted(scene, &of(one), &of(other))
}

fn contradicted(scene: &Scene, ones: &Sayings, others: &Sayings) -> Vec<Fact> {
    ones.iter()
        .filter(|(claim, _)| others.contains_key(&denial(claim)))
        .map(|(claim, item)| fact(scene, claim, *item))
        .collect()
}

/// The statements that are in force at the instant, or at some time in the span, and were known.
fn sayings(scene: &Scene, on: Option<&Pattern>, by: impl Fn(&Item) -> bool) -> Sayings {
    let asked = scene
        .during
        .unwrap_or_else(|| Span::new(scene.at, scene.at.succ()));
    let symmetric = scene.symmetric();
    let mut sayings = Sayings::new();
    for (id, item) in scene.world.core().items.iter() {
        let stated = &item.stated;
        if !by(&item) || !stated.extent.meets(asked) || !scene.is_known(&item) {
            continue;
        }
        let claim = Signed {
            sign: stated.sign,
            sentence: stated.sentence.clone(),
        };
        if on.is_none_or(|on| is_like(scene, on, &claim)) && !scene.is_of_a_kind(&claim.sentence) {
            sayings.entry(one_way(&symmetric, claim)).or_insert(id);
        }
    }
    sayings
}

/// A claim that holds either way round, the lesser name first.
fn one_way(symmetric: &BTreeSet<RelationId>, mut claim: Signed) -> Signed {
    if symmetric.contains(&claim.sentence.relation) {
        claim.sentence.args.sort();
    }
    claim
}

fn denial(claim: &Signed) -> Signed {
    Signed {
        sign: match claim.sign {
            Sign::For => Sign::Against,
            Sign::Against => Sign::For,
        },
        sentence: claim.sentence.clone(),
    }
}

/// What both say; where they date it differently, how each does.
fn agreed(
    scene: &Scene,
    claim: &Signed,
    (one, item): (&Markup, ItemId),
    (other, theirs): (&Markup, ItemId),
) -> Markup {
    let telling = scene.telling();
    let text = scene.phrase().signed(claim);
    let dated = |id| {
        telling
            .when_of(&[id])
            .unwrap_or_else(|| Markup::words("always"))
    };
    let (first, second) = (dated(item), dated(theirs));
    if first == second {
        return text;
    }
    text.then(" (")
        .with(one.clone())
        .then(" ")
        .with(first)
        .then("; ")
        .with(other.clone())
        .then(" ")
        .with(second)
        .then(")")
}

fn fact(scene: &Scene, claim: &Signed, item: ItemId) -> Fact {
    let telling = scene.telling();
    let stated = scene.world.core().items.get(item).map(|item| &item.stated);
    Fact {
        sentence: scene.phrase().signed(claim),
        likelihood: telling
            .held(stated.map_or(crate::time::Likelihood::CERTAIN, |one| one.likelihood)),
        when: telling.when_of(&[item]),
        ground: telling.ground_of(item),
    }
}
