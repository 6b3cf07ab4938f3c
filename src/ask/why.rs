//! `why S`: the strongest derivation, or every one, with its weakest link, its figures and its confidence.

use super::scene::Scene;
use super::marks::Marks;
use super::tell::{greedy_note, more_note};
use super::{Drawn, Found};
use crate::answer::{Body, Markup, Reasoned, Why};
use crate::explain::Derivation;
use crate::model::{Sign, Signed};

/// How many derivations are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    /// The strongest.
    Strongest,
    /// Every one, strongest first.
    All,
}

impl Wanted {
    pub(super) fn of(all: bool) -> Wanted {
        if all { Wanted::All } else { Wanted::Strongest }
    }
}

/// The answer to `why S`.
pub(super) fn why(scene: &Scene, claim: &Signed, wanted: Wanted) -> Drawn {
    let turned = Signed {
        sign: claim.sign.turned(),
        sentence: claim.sentence.clone(),
    };
    let all = scene.all_derivations(claim);
    let (known, complete) = (all.list.len(), all.complete);
    let derivations: Vec<Derivation> = match wanted {
        Wanted::Strongest => all.list.into_iter().take(1).collect(),
        Wanted::All => all.list,
    };
    // What denies a sentence belongs to why it holds only where it is over the bar; of a denial, what supports it.
    let against = (scene.value(&turned) >= scene.bar)
        .then(|| scene.derivation(&turned))
        .flatten();
    let mut notes: Vec<Markup> = derivations.iter().filter_map(greedy_note).take(1).collect();
    if wanted == Wanted::Strongest && known > 1 && claim.sign == Sign::For {
        notes.push(more_note(known - 1, &scene.phrase().signed(claim)));
    }
    let loose = |one: &Derivation| scene.figures(one).within_margin;
    if derivations.first().is_some_and(loose) {
        notes.push(Markup::words(
            "Within the margin of a loose date: it may not hold yet, or no longer.",
        ));
    }
    if !complete {
        notes.push(Markup::words(
            "The search for derivations was cut short: there are more.",
        ));
    }
    let mut marks = Marks::default();
    for one in derivations.iter().chain(&against) {
        marks.derivation(scene.world.core(), one);
    }
    let body = Why {
        sentence: scene.phrase().signed(claim),
        derivations: derivations.iter().map(|one| reasoned(scene, one)).collect(),
        count: known,
        against: against.as_ref().map(|one| reasoned(scene, one)),
    };
    Drawn {
        body: Body::Why(body),
        found: Found {
            explains: vec![Some(claim.clone())],
            ..Found::default()
        },
        notes,
        marks,
    }
}

/// A derivation with what is said below it.
pub(super) fn reasoned(scene: &Scene, derivation: &Derivation) -> Reasoned {
    let told = scene.telling().tree(derivation);
    let figures = scene.figures(derivation);
    Reasoned {
        tree: told.tree,
        apart: told.lemmas,
        weakest: told.weakest,
        uncertain: figures.uncertain,
        independent: figures.independent.ten_thousandths(),
        confidence: scene.confidence(derivation),
    }
}
