//! `linchpins of S`: what it hangs on, alone or together, and how far each moves it.

use super::marks::Marks;
use super::scene::Scene;
use super::{Drawn, Found};
use crate::answer::{self, Body, Entry, Markup};
use crate::explain::{self, Unit, Units};
use crate::model::{Signed, Value};
use crate::phrase::place;

/// The answer to `linchpins of S`.
pub(super) fn linchpins(scene: &Scene, claim: &Signed, units: Units) -> Drawn {
    let at = scene.moment_of(scene.steps(claim));
    let hangs = explain::linchpins(&scene.world, claim, at, units, scene.bar);
    let telling = scene.telling();
    let moves = |moves: &[explain::Moves]| -> Vec<answer::Moves> {
        moves
            .iter()
            .map(|one| answer::Moves {
                unit: entry(scene, &one.unit),
                without: telling.held(one.without),
            })
            .collect()
    };
    let cuts = hangs
        .cuts
        .iter()
        .map(|cut| answer::Cut {
            units: cut.units.iter().map(|unit| entry(scene, unit)).collect(),
            leaves: telling.held(cut.leaves),
        })
        .collect();
    let body = answer::Linchpins {
        sentence: telling.signed(claim),
        likelihood: telling.held(hangs.value),
        holds: hangs.value >= scene.bar,
        by_source: units == Units::Sources,
        one_report: hangs
            .one_source()
            .map(|source| scene.phrase().source(source)),
        cuts,
        lowers: moves(&hangs.lowers),
        raises: moves(&hangs.raises),
        complete: hangs.complete,
        in_all: hangs.in_all.filter(|_| !hangs.complete),
        tried: (!hangs.complete).then_some(hangs.tried),
    };
    Drawn {
        marks: marks(scene, claim, &hangs),
        found: found(scene, &hangs),
        ..Drawn::of(Body::Linchpins(body))
    }
}

/// Who may see what it hangs on: all its derivations, and the units.
fn marks(scene: &Scene, claim: &Signed, hangs: &explain::Linchpins) -> Marks {
    let core = scene.world.core();
    let mut marks = Marks::default();
    for one in &scene.all_derivations(claim).list {
        marks.derivation(core, one);
    }
    let moved = hangs
        .lowers
        .iter()
        .chain(&hangs.raises)
        .map(|one| &one.unit);
    let units = hangs.cuts.iter().flat_map(|cut| &cut.units).chain(moved);
    for unit in units {
        match unit {
            Unit::Statement(claim) => {
                marks.sentence(&scene.situation, &claim.sentence);
                let counting = scene.world.items_of(&claim.sentence, claim.sign);
                marks.items(core, counting.iter().map(|one| one.item));
            }
            Unit::Source(source) => marks.source(&scene.situation, *source),
        }
    }
    marks
}

/// A cut of statements is a set of sentences; one of sources a row of names.
fn found(scene: &Scene, hangs: &explain::Linchpins) -> Found {
    let mut found = Found::default();
    for cut in &hangs.cuts {
        let mut sentences = Vec::new();
        let mut cells = Vec::new();
        for unit in &cut.units {
            match unit {
                Unit::Statement(claim) => sentences.push(claim.clone()),
                Unit::Source(source) => cells.extend(
                    scene
                        .situation
                        .sources
                        .get(*source)
                        .map(|source| Value::Entity(source.entity)),
                ),
            }
        }
        if cells.is_empty() {
            found.sentences.push(sentences);
        } else {
            found.cells.push(cells);
        }
    }
    found
}

fn entry(scene: &Scene, unit: &Unit) -> Entry {
    match unit {
        Unit::Statement(claim) => Entry {
            what: scene.phrase().signed(claim),
            place: scene
                .world
                .items_of(&claim.sentence, claim.sign)
                .first()
                .map_or_else(Markup::new, |counting| {
                    scene.telling().ground_of(counting.item)
                }),
        },
        Unit::Source(source) => Entry {
            what: scene.phrase().source(*source),
            place: scene
                .situation
                .sources
                .get(*source)
                .map_or_else(Markup::new, |source| place(&source.origin)),
        },
    }
}
