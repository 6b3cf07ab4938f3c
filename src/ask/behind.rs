//! `sources behind S`, `assumptions behind S`: what all its derivations rest on.

use super::marks::Marks;
use super::scene::Scene;
use super::tell::items_behind;
use super::{Drawn, Found};
use crate::answer::{Behind, Body, Level, Markup, Rested};
use crate::model::{Confidence, Item, ItemId, Sign, Signed, SourceId, Standing, Value};
use crate::phrase::place;
use indexmap::{IndexMap, IndexSet};

/// The items under every derivation of the claim, in reading order, and who may see the derivations.
fn items(scene: &Scene, claim: &Signed) -> (Vec<ItemId>, Marks) {
    let mut items: IndexSet<ItemId> = IndexSet::new();
    let mut marks = Marks::default();
    for derivation in &scene.all_derivations(claim).list {
        items.extend(items_behind(derivation));
        marks.derivation(scene.world.core(), derivation);
    }
    (items.into_iter().collect(), marks)
}

/// The answer to `sources behind S`: each source, and the sentences that rest on it.
pub(super) fn sources(scene: &Scene, claim: &Signed) -> Drawn {
    let (items, marks) = items(scene, claim);
    let core = scene.world.core();
    let mut by_source: IndexMap<SourceId, Vec<Markup>> = IndexMap::new();
    for item in items.iter().filter_map(|id| core.items.get(*id)) {
        if let Some(source) = item.stated.source {
            let said = sentence(scene, item);
            let gives = by_source.entry(source).or_default();
            if !gives.contains(&said) {
                gives.push(said);
            }
        }
    }
    let cells = by_source
        .keys()
        .filter_map(|id| scene.situation.sources.get(*id))
        .map(|source| vec![Value::Entity(source.entity)])
        .collect();
    let entries = by_source
        .into_iter()
        .filter_map(|(id, gives)| {
            let source = scene.situation.sources.get(id)?;
            Some(Rested {
                what: scene.phrase().source(id),
                dated: source.date.as_ref().map(crate::phrase::date),
                level: source
                    .reliability
                    .as_ref()
                    .map(|grade| level(grade.confidence)),
                place: place(&source.origin),
                gives,
            })
        })
        .collect();
    let body = Behind {
        sentence: scene.phrase().signed(claim),
        entries,
    };
    Drawn {
        found: Found {
            cells,
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::Sources(body))
    }
}

/// The answer to `assumptions behind S`: what is only assumed.
pub(super) fn assumptions(scene: &Scene, claim: &Signed) -> Drawn {
    let core = scene.world.core();
    let (mut items, marks) = items(scene, claim);
    items.retain(|id| {
        core.items
            .get(*id)
            .is_some_and(|item| item.stated.standing == Standing::Assumption)
    });
    let assumed = || items.iter().filter_map(|id| core.items.get(*id));
    let sentences = assumed()
        .map(|item| {
            vec![Signed {
                sign: item.stated.sign,
                sentence: item.stated.sentence.clone(),
            }]
        })
        .collect();
    let entries = assumed()
        .map(|item| Rested {
            what: sentence(scene, item),
            dated: crate::phrase::when(&item.stated.when),
            level: Some(Level::Low),
            place: place(&item.stated.origin),
            gives: Vec::new(),
        })
        .collect();
    let body = Behind {
        sentence: scene.phrase().signed(claim),
        entries,
    };
    Drawn {
        found: Found {
            sentences,
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::Assumptions(body))
    }
}

fn sentence(scene: &Scene, item: &Item) -> Markup {
    let phrase = scene.phrase();
    match item.stated.sign {
        Sign::For => phrase.sentence(&item.stated.sentence),
        Sign::Against => phrase.signed(&Signed {
            sign: Sign::Against,
            sentence: item.stated.sentence.clone(),
        }),
    }
}

pub(super) fn level(confidence: Confidence) -> Level {
    match confidence {
        Confidence::Low => Level::Low,
        Confidence::Moderate => Level::Moderate,
        Confidence::High => Level::High,
    }
}
