//! `gaps`: what is mentioned and never told. Each gap weakens what could be concluded, and can be closed by a line.

use super::Drawn;
use super::marks::Marks;
use super::scene::Scene;
use crate::answer::{Body, Entry, Gap, Gaps};
use crate::model::{EntityId, Kinds, SourceId, Value};
use crate::phrase::place;
use std::collections::BTreeSet;

/// The answer to `gaps`. What is shipped is not the user's to close.
pub(super) fn gaps(scene: &Scene) -> Drawn {
    let mut gathered = Marks::default();
    let marks = &mut gathered;
    let all = [
        gap(
            "Events without a date: their roles hold always, and they are never under way",
            undated_events(scene, marks),
        ),
        gap(
            "Declared, and nothing is told of them",
            never_told(scene, marks),
        ),
        gap(
            "Mentioned, and nothing is told of them themselves",
            never_subject(scene, marks),
        ),
        gap(
            "Sources without a grade: they count as certain",
            ungraded(scene, marks),
        ),
        gap(
            "Sources without a date: they are known at all times",
            undated_sources(scene, marks),
        ),
        gap("Sources that nothing rests on", unused(scene, marks)),
    ];
    let gaps = all.into_iter().flatten().collect();
    Drawn {
        marks: gathered,
        ..Drawn::of(Body::Gaps(Gaps { gaps }))
    }
}

fn gap(what: &str, entries: Vec<Entry>) -> Option<Gap> {
    (!entries.is_empty()).then(|| Gap {
        what: what.to_owned(),
        entries,
    })
}

fn entries(scene: &Scene, ids: impl Iterator<Item = EntityId>, marks: &mut Marks) -> Vec<Entry> {
    ids.filter_map(|id| {
        let entity = scene.situation.entities.get(id)?;
        (!entity.shipped).then(|| {
            marks.entity(&scene.situation, id);
            Entry {
                what: scene.phrase().entity(id),
                place: place(&entity.origin),
            }
        })
    })
    .collect()
}

fn undated_events(scene: &Scene, marks: &mut Marks) -> Vec<Entry> {
    let undated = scene
        .situation
        .events
        .iter()
        .filter(|(_, event)| event.starts.is_none())
        .map(|(id, _)| *id);
    entries(scene, undated, marks)
}

/// The entities of all statements that stand where `keep` says; that something is of a kind tells nothing of it.
fn told(scene: &Scene, keep: impl Fn(usize) -> bool) -> BTreeSet<EntityId> {
    let mut told = BTreeSet::new();
    for (_, item) in scene.world.core().items.iter() {
        if scene.is_of_a_kind(&item.stated.sentence) {
            continue;
        }
        for (slot, value) in item.stated.sentence.args.iter().enumerate() {
            if let Value::Entity(id) = value
                && keep(slot)
            {
                told.insert(*id);
            }
        }
    }
    told
}

/// Sources are told of by what rests on them, and events by themselves.
fn is_told_otherwise(scene: &Scene, id: EntityId) -> bool {
    let is_source = scene
        .situation
        .sources
        .iter()
        .any(|(_, source)| source.entity == id);
    let claims = scene
        .world
        .core()
        .items
        .viewed()
        .any(|(_, item)| item.stated.view == Some(id));
    is_source || claims || scene.situation.events.contains_key(&id)
}

fn never_told(scene: &Scene, marks: &mut Marks) -> Vec<Entry> {
    let told = told(scene, |_| true);
    let silent = scene
        .situation
        .entities
        .ids()
        .filter(|id| !told.contains(id) && !is_told_otherwise(scene, *id));
    entries(scene, silent, marks)
}

/// Actors that others are tied to, and of which no sentence of their own is told.
fn never_subject(scene: &Scene, marks: &mut Marks) -> Vec<Entry> {
    let told_of = told(scene, |slot| slot == 0);
    let mentioned = told(scene, |slot| slot > 0);
    let is_actor = |id: EntityId| {
        scene.situation.entities.get(id).is_some_and(|entity| {
            entity
                .kinds
                .iter()
                .any(|kind| scene.situation.kinds.is_below(*kind, Kinds::ACTOR))
        })
    };
    let silent = mentioned
        .into_iter()
        .filter(|id| is_actor(*id) && !told_of.contains(id) && !is_told_otherwise(scene, *id));
    entries(scene, silent, marks)
}

fn sources(scene: &Scene, keep: impl Fn(SourceId) -> bool, marks: &mut Marks) -> Vec<Entry> {
    let kept = scene
        .situation
        .sources
        .iter()
        .filter(|(id, _)| keep(*id))
        .map(|(_, source)| source.entity);
    entries(scene, kept, marks)
}

fn ungraded(scene: &Scene, marks: &mut Marks) -> Vec<Entry> {
    let keep = |id| {
        scene
            .situation
            .sources
            .get(id)
            .is_some_and(|source| source.reliability.is_none() && source.credibility.is_none())
    };
    sources(scene, keep, marks)
}

fn undated_sources(scene: &Scene, marks: &mut Marks) -> Vec<Entry> {
    let keep = |id| {
        scene
            .situation
            .sources
            .get(id)
            .is_some_and(|source| source.dated.is_none())
    };
    sources(scene, keep, marks)
}

fn unused(scene: &Scene, marks: &mut Marks) -> Vec<Entry> {
    let used: BTreeSet<SourceId> = scene
        .world
        .core()
        .items
        .iter()
        .filter_map(|(_, item)| item.stated.source)
        .chain(scene.situation.sources.iter().flat_map(|(_, source)| {
            source
                .derived_from
                .iter()
                .chain(&source.derived_in_part_from)
                .copied()
        }))
        .collect();
    sources(scene, |id| !used.contains(&id), marks)
}
