//! `links`, `links of X within N steps`: who is bound to whom at the instant, by every sentence of two actors that is
//! held, stated or given by rules. A sentence is within N steps of X where one of its two is at most N − 1 sentences away from X.

use super::marks::Marks;
use super::scene::Scene;
use super::{Drawn, Found, profile};
use crate::answer::{self, Basis, Body, Bonded, Links};
use crate::model::{Bond, EntityId, Kinds, LinksOf, Sentence, Sign, Signed, Value};
use std::collections::BTreeMap;

/// The answer to `links` and `links of X`.
pub(super) fn links(scene: &Scene, of: Option<LinksOf>) -> Drawn {
    let mut ties = ties(scene);
    if let Some(LinksOf { entity, steps }) = of {
        let away = distances(&ties, scene.world.stands_for(entity));
        let near = |id: &EntityId| away.get(id).is_some_and(|far| *far < steps);
        ties.retain(|tie| near(&tie.from) || near(&tie.to));
    }
    let mut marks = Marks::default();
    let told = ties
        .iter()
        .map(|tie| {
            let fact = profile::fact(scene, &tie.claim, &mut marks);
            let relation = scene.situation.relations.get(tie.claim.sentence.relation);
            let heading = scene.phrase().heading(tie.claim.sentence.relation).plain();
            Bonded {
                from: scene.phrase().entity(tie.from),
                to: scene.phrase().entity(tie.to),
                relation: heading.trim_end_matches(" …").to_owned(),
                basis: tie.basis,
                mutual: tie.mutual,
                bond: relation.and_then(|relation| relation.bond).map(shown),
                fact,
            }
        })
        .collect();
    let body = Links {
        of: of.map(|of| scene.phrase().entity(of.entity)),
        steps: of.map(|of| of.steps),
        ties: told,
    };
    Drawn {
        found: Found {
            sentences: ties.into_iter().map(|tie| vec![tie.claim]).collect(),
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::Links(body))
    }
}

fn shown(bond: Bond) -> answer::Bond {
    match bond {
        Bond::With => answer::Bond::With,
        Bond::Against => answer::Bond::Against,
    }
}

/// A sentence that binds one actor to another.
struct Bound {
    from: EntityId,
    to: EntityId,
    basis: Basis,
    mutual: bool,
    claim: Signed,
}

/// Every sentence of two actors at or over the bar: by the first of them, what is stated before what rules give, then
/// by relation. What only turns another round is left out.
fn ties(scene: &Scene) -> Vec<Bound> {
    let symmetric = scene.symmetric();
    let mut ties: Vec<Bound> = scene
        .sentences()
        .filter_map(|sentence| {
            let (from, to) = two_actors(scene, &sentence)?;
            let mutual = symmetric.contains(&sentence.relation);
            let basis = scene.basis(&sentence, Sign::For);
            if basis == Basis::Concluded && scene.is_a_step(sentence.relation) {
                return None;
            }
            let claim = Signed {
                sign: Sign::For,
                sentence,
            };
            let counts = scene.value(&claim) >= scene.bar && !(mutual && scene.is_turned(&claim));
            counts.then_some(Bound {
                from,
                to,
                basis,
                mutual,
                claim,
            })
        })
        .collect();
    ties.sort_by_key(|tie| (tie.from, tie.basis, tie.claim.sentence.relation, tie.to));
    ties
}

/// The two that a sentence binds: two actors, and nothing else in it.
fn two_actors(scene: &Scene, sentence: &Sentence) -> Option<(EntityId, EntityId)> {
    let [Value::Entity(from), Value::Entity(to)] = sentence.args.as_slice() else {
        return None;
    };
    let relation = scene.situation.relations.get(sentence.relation)?;
    let is_actor = |id: EntityId| {
        let kinds = scene.situation.entities.get(id).map(|entity| &entity.kinds);
        kinds.is_some_and(|kinds| {
            kinds
                .iter()
                .any(|kind| scene.situation.kinds.is_below(*kind, Kinds::ACTOR))
        })
    };
    // What is feared or wanted of another binds nobody yet; and that two places touch binds no two states.
    let of_actors = relation
        .slots
        .iter()
        .any(|kind| scene.situation.kinds.is_below(*kind, Kinds::ACTOR));
    let binds = relation.compound.is_none() && of_actors;
    (binds && from != to && is_actor(*from) && is_actor(*to)).then_some((*from, *to))
}

/// How many sentences each is away from one.
fn distances(ties: &[Bound], from: EntityId) -> BTreeMap<EntityId, u32> {
    let mut away = BTreeMap::from([(from, 0)]);
    let mut steps = 0;
    loop {
        steps += 1;
        let reached: Vec<EntityId> = ties
            .iter()
            .filter_map(
                |tie| match (away.contains_key(&tie.from), away.contains_key(&tie.to)) {
                    (true, false) => Some(tie.to),
                    (false, true) => Some(tie.from),
                    (true, true) | (false, false) => None,
                },
            )
            .collect();
        if reached.is_empty() {
            return away;
        }
        for one in reached {
            away.entry(one).or_insert(steps);
        }
    }
}
