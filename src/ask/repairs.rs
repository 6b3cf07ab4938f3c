//! `what would make S`, `indicators of S`: the smallest changes that would bring it about.

use super::marks::Marks;
use super::scene::Scene;
use super::{Drawn, Found};
use crate::answer::{self, Body};
use crate::explain::{self, MOST, Proposed, Repair};
use crate::model::{Sentence, Sign, Signed, Situation};
use crate::phrase::Phrase;

/// The answer to `what would make S` and `indicators of S`.
pub(super) fn repairs(scene: &Scene, claim: &Signed, proposed: Proposed) -> Drawn {
    let repairs = explain::repairs(&scene.world, claim, scene.at, proposed, MOST);
    let body = answer::Repairs {
        sentence: scene.phrase().signed(claim),
        likelihood: scene.telling().held(scene.value(claim)),
        holds: scene.value(claim) >= scene.bar,
        indicators_only: proposed == Proposed::Indicators,
        repairs: repairs.list.iter().map(|one| worded(scene, one)).collect(),
        complete: repairs.complete,
    };
    let mut marks = Marks::default();
    marks.claim(scene, claim);
    for repair in &repairs.list {
        marks.add(marks_of(scene, repair));
    }
    let sentences = repairs.list.into_iter().map(changes).collect();
    Drawn {
        found: Found {
            sentences,
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::Repairs(body))
    }
}

/// What is added and, as a denial, what has to go.
fn changes(repair: Repair) -> Vec<Signed> {
    let gone = repair.removes.map(|sentence| Signed {
        sign: Sign::Against,
        sentence,
    });
    repair.adds.into_iter().chain(gone).collect()
}

/// Who may see the names of a proposal, and the ground of what it takes away.
pub(super) fn marks_of(scene: &Scene, repair: &Repair) -> Marks {
    let mut marks = Marks::default();
    for claim in &repair.adds {
        marks.sentence(&scene.situation, &claim.sentence);
    }
    if let Some(gone) = &repair.removes {
        marks.claim(
            scene,
            &Signed {
                sign: Sign::For,
                sentence: gone.clone(),
            },
        );
    }
    marks
}

/// A change in words; an individual that it would take is said by its kind.
pub(super) fn worded(scene: &Scene, repair: &Repair) -> answer::Repair {
    let situation: &Situation = &scene.situation;
    let named = (!repair.unnamed.is_empty()).then(|| {
        let mut with = situation.clone();
        for individual in repair.individuals(situation) {
            with.entities.push(individual);
        }
        with
    });
    let phrase = Phrase::new(named.as_ref().unwrap_or(situation));
    answer::Repair {
        adds: repair
            .adds
            .iter()
            .map(|claim| phrase.signed(claim))
            .collect(),
        removes: repair
            .removes
            .iter()
            .map(|gone: &Sentence| phrase.sentence(gone))
            .collect(),
        gives: scene.telling().held(repair.gives),
        indicator: repair.indicator,
    }
}
