//! `what would make S`, `indicators of S`: the smallest changes that would bring it about.

use super::marks::Marks;
use super::scene::Scene;
use super::{Drawn, Found};
use crate::answer::{self, Body, Budget, Instead};
use crate::explain::{self, Proposed, Repair, Stopped, Way};
use crate::model::{EntityId, Sentence, Sign, Signed, Situation, Value};
use crate::phrase::Phrase;

/// The answer to `what would make S` and `indicators of S`.
pub(super) fn repairs(scene: &Scene, claim: &Signed, proposed: Proposed) -> Drawn {
    let repairs = explain::repairs(&scene.world, claim, scene.at, proposed);
    let body = answer::Repairs {
        sentence: scene.phrase().signed(claim),
        likelihood: scene.telling().held(scene.value(claim)),
        holds: scene.value(claim) >= scene.bar,
        indicators_only: proposed == Proposed::Indicators,
        repairs: repairs.list.iter().map(|one| way(scene, one)).collect(),
        complete: repairs.stopped.is_none(),
        budget: repairs.stopped.map(stopped),
    };
    let mut marks = Marks::default();
    marks.claim(scene, claim);
    for way in &repairs.list {
        for repair in std::iter::once(&way.repair).chain(&way.others) {
            marks.add(marks_of(scene, repair));
        }
    }
    let sentences = repairs.list.into_iter().map(|way| changes(way.repair));
    Drawn {
        found: Found {
            sentences: sentences.collect(),
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::Repairs(body))
    }
}

fn stopped(stopped: Stopped) -> answer::Stopped {
    let (by, limit) = match stopped {
        Stopped::Shown(limit) => (Budget::Shown, limit),
        Stopped::Worlds(limit) => (Budget::Worlds, limit),
        Stopped::Plans(limit) => (Budget::Plans, limit),
        Stopped::Matches(limit) => (Budget::Matches, limit),
    };
    answer::Stopped { by, limit }
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

/// A change in words, with what would do in its place.
fn way(scene: &Scene, way: &Way) -> answer::Way {
    let others = way.others.iter().map(|other| {
        let differs = difference(&way.repair, other);
        let name = |repair: &Repair, value: &Value| {
            with_individuals(scene, repair, |phrase| phrase.value(value))
        };
        Instead {
            with: differs.map(|(_, with)| name(other, with)),
            in_place_of: differs.map(|(without, _)| name(&way.repair, without)),
            repair: worded(scene, other),
        }
    });
    answer::Way {
        others: others.collect(),
        more: way.more,
        repair: worded(scene, &way.repair),
    }
}

/// The one name in which two changes differ, wherever it stands: of the first and of the second.
fn difference<'r>(one: &'r Repair, other: &'r Repair) -> Option<(&'r Value, &'r Value)> {
    let args = |repair: &'r Repair| {
        let adds = repair.adds.iter().map(|claim| &claim.sentence);
        adds.chain(&repair.removes)
            .flat_map(|sentence| &sentence.args)
    };
    let mut differ = args(one).zip(args(other)).filter(|(a, b)| a != b);
    let first = differ.next()?;
    let same_relations = one
        .adds
        .iter()
        .map(|claim| (claim.sign, claim.sentence.relation))
        .eq(other
            .adds
            .iter()
            .map(|claim| (claim.sign, claim.sentence.relation)));
    (same_relations && differ.all(|pair| pair == first)).then_some(first)
}

/// A change in words; an individual that it would take is said by its kind.
pub(super) fn worded(scene: &Scene, repair: &Repair) -> answer::Repair {
    with_individuals(scene, repair, |phrase| answer::Repair {
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
        typed: typed(scene, phrase, repair),
    })
}

/// What to type after `what if`.
fn typed(scene: &Scene, phrase: &Phrase<'_>, repair: &Repair) -> Option<String> {
    let stands = |individual: EntityId| {
        let args = repair.adds.iter().flat_map(|claim| &claim.sentence.args);
        args.filter(|value| **value == Value::Entity(individual))
            .count()
    };
    let twice = repair.unnamed.iter().any(|(one, _)| stands(*one) > 1);
    if twice || scene.world.standpoint().view.is_some() {
        return None;
    }
    let adds = repair.adds.iter().map(|claim| phrase.signed(claim).plain());
    let removes = repair
        .removes
        .iter()
        .map(|gone| format!("without {}", phrase.sentence(gone).plain()));
    Some(adds.chain(removes).collect::<Vec<_>>().join("; "))
}

/// In the words of the situation that has the individuals without a name, too.
fn with_individuals<T>(scene: &Scene, repair: &Repair, say: impl Fn(&Phrase<'_>) -> T) -> T {
    let situation: &Situation = &scene.situation;
    if repair.unnamed.is_empty() {
        return say(&Phrase::new(situation));
    }
    let mut with = situation.clone();
    for individual in repair.individuals(situation) {
        with.entities.push(individual);
    }
    say(&Phrase::new(&with))
}
