//! `profile X`: all that is known of X at the instant, grouped by relation; and the facts that other answers list.

use super::Drawn;
use super::marks::Marks;
use super::scene::Scene;
use crate::answer::{Body, Fact, Group, Markup, Profile};
use crate::explain::{Because, Derivation};
use crate::model::{EntityId, Property, RelationId, Sentence, Sign, Signed, Value};
use crate::phrase::place;
use indexmap::IndexMap;
use std::cmp::Reverse;

/// The answer to `profile X`.
pub(super) fn profile(scene: &Scene, of: EntityId) -> Drawn {
    let phrase = scene.phrase();
    let mut marks = Marks::default();
    let mut groups: IndexMap<Markup, Vec<Fact>> = IndexMap::new();
    for claim in claims_of(scene, of) {
        let heading = heading(scene, of, &claim);
        let told = fact(scene, &claim, &mut marks);
        groups.entry(heading).or_default().push(told);
    }
    let groups = groups
        .into_iter()
        .map(|(heading, facts)| Group { heading, facts })
        .collect();
    let entity = scene.situation.entities.get(of);
    let body = Profile {
        name: phrase.entity(of),
        also: entity.map(|entity| entity.also.clone()).unwrap_or_default(),
        kinds: phrase.kinds(of),
        place: entity
            .map(|entity| place(&entity.origin))
            .unwrap_or_default(),
        groups,
    };
    Drawn {
        marks,
        ..Drawn::of(Body::Profile(body))
    }
}

/// Every sentence or denial at or over the bar that names X: first those of which X is the subject, of these first
/// what is stated, then by relation, then likeliest first. What only turns another round is left out. That X is of a kind is said in a line of its own.
pub(super) fn claims_of(scene: &Scene, of: EntityId) -> Vec<Signed> {
    let of = scene.world.stands_for(of);
    let named = |sentence: &Sentence| sentence.args.contains(&Value::Entity(of));
    let mut claims: Vec<Signed> = scene
        .sentences()
        .filter(|sentence| named(sentence) && !scene.is_of_a_kind(sentence))
        .flat_map(|sentence| {
            [Sign::For, Sign::Against].map(|sign| Signed {
                sign,
                sentence: sentence.clone(),
            })
        })
        .filter(|claim| scene.value(claim) >= scene.bar)
        .collect();
    let turned: Vec<RelationId> = scene
        .world
        .rules()
        .filter(|(_, rule)| rule.property == Some(Property::Symmetric))
        .map(|(_, rule)| rule.head.relation)
        .collect();
    claims.retain(|claim| {
        !turned.contains(&claim.sentence.relation)
            || claim.sentence.args.first() == Some(&Value::Entity(of))
    });
    claims.sort_by_cached_key(|claim| {
        let subject = claim.sentence.args.first() == Some(&Value::Entity(of));
        let stated = scene.worth(scene.world.stated(&claim.sentence, claim.sign)) >= scene.bar;
        (
            !subject,
            !stated,
            claim.sentence.relation,
            claim.sign,
            Reverse(scene.value(claim)),
            claim.sentence.args.clone(),
        )
    });
    claims
}

/// A claim as a fact; who may see it is added to the marks.
pub(super) fn fact(scene: &Scene, claim: &Signed, marks: &mut Marks) -> Fact {
    let telling = scene.telling();
    let derivation = scene.derivation(claim);
    if let Some(derivation) = &derivation {
        marks.derivation(scene.world.core(), derivation);
    }
    Fact {
        sentence: telling.signed(claim),
        likelihood: telling.held(scene.value(claim)),
        when: derivation.as_ref().and_then(|one| telling.since(one)),
        ground: derivation
            .as_ref()
            .map_or_else(Markup::new, |one| ground(scene, one)),
    }
}

/// Where it stands, or the rule that gives it.
fn ground(scene: &Scene, derivation: &Derivation) -> Markup {
    match &derivation.because {
        Because::Evidence(evidence) => scene.telling().ground(evidence),
        Because::Rule { rule, .. } => scene.telling().rule_name(*rule),
    }
}

/// `draws members from …` where X is the subject, else the relation whole: `… is based in …`.
fn heading(scene: &Scene, of: EntityId, claim: &Signed) -> Markup {
    let subject = claim.sentence.args.first() == Some(&Value::Entity(of));
    let heading = scene.phrase().heading(claim.sentence.relation);
    let heading = if subject {
        heading
    } else {
        Markup::words("… ").with(heading)
    };
    match claim.sign {
        Sign::For => heading,
        Sign::Against => Markup::words("not: ").with(heading),
    }
}
