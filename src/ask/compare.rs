//! `compare A and B`: what holds of both, between them, and of each alone. The same sentence with one name in the place of the other
//! is what both have. Two sources are compared by what they say; of two parties it is shown too where one says what the
//! other denies. `on S` narrows it to sentences like S.

use super::Drawn;
use super::marks::Marks;
use super::profile::{claims_of, fact};
use super::said;
use super::scene::Scene;
use crate::answer::{Body, Compared, Comparison, Fact, Markup};
use crate::model::{EntityId, Pattern, Signed, Term, Value};
use std::collections::BTreeSet;

/// The answer to `compare A and B`.
pub(super) fn compare(
    scene: &Scene,
    one: EntityId,
    other: EntityId,
    on: Option<&Pattern>,
) -> Drawn {
    if let (Some(one), Some(other)) = (said::source(scene, one), said::source(scene, other)) {
        return said::compare(scene, one, other, on);
    }
    let names = |claim: &Signed, who: EntityId| claim.sentence.args.contains(&Value::Entity(who));
    let (mut of_one, mut of_other) = (claims_of(scene, one), claims_of(scene, other));
    let asked = |claim: &Signed| on.is_none_or(|on| is_like(scene, on, claim));
    of_one.retain(asked);
    of_other.retain(asked);
    of_other.retain(|claim| !names(claim, one) || !of_one.contains(claim));
    let symmetric = scene.symmetric();
    let mutual: Vec<Signed> = of_one
        .iter()
        .chain(&of_other)
        .filter(|claim| names(claim, one) && names(claim, other))
        .filter(|claim| !symmetric.contains(&claim.sentence.relation) || !scene.is_turned(claim))
        .cloned()
        .collect();
    of_one.retain(|claim| !names(claim, other));
    of_other.retain(|claim| !names(claim, one));
    let others: BTreeSet<&Signed> = of_other.iter().collect();
    let ones: BTreeSet<&Signed> = of_one.iter().collect();
    let shared = |claim: &Signed, from: EntityId, to: EntityId, held: &BTreeSet<&Signed>| {
        held.contains(&turned(claim, from, to))
    };
    let mut marks = Marks::default();
    for claim in of_one.iter().chain(&of_other) {
        marks.claim(scene, claim);
    }
    let mut told = |claim: &Signed| -> Fact { fact(scene, claim, &mut marks) };
    let (both, only_one): (Vec<&Signed>, Vec<&Signed>) = of_one
        .iter()
        .partition(|claim| shared(claim, one, other, &others));
    let only_other = of_other
        .iter()
        .filter(|claim| !shared(claim, other, one, &ones));
    let body = Comparison {
        one: scene.phrase().entity(one),
        other: scene.phrase().entity(other),
        by: Compared::Held,
        against: said::against(scene, one, other, on),
        both: both
            .into_iter()
            .map(|claim| worded(scene, claim, one))
            .collect(),
        between: mutual.iter().map(&mut told).collect(),
        only_one: only_one.into_iter().map(&mut told).collect(),
        only_other: only_other.map(&mut told).collect(),
    };
    Drawn {
        marks,
        ..Drawn::of(Body::Comparison(body))
    }
}

/// Whether the claim is one that the pattern asks for; where its relation holds either way round, either way.
pub(super) fn is_like(scene: &Scene, on: &Pattern, claim: &Signed) -> bool {
    let fits = |args: &mut dyn Iterator<Item = &Value>| {
        on.args.iter().zip(args).all(|(term, value)| match term {
            Term::Value(wanted) => wanted == value,
            Term::Var(_) => true,
        })
    };
    let args = &claim.sentence.args;
    claim.sentence.relation == on.relation
        && (fits(&mut args.iter())
            || scene.symmetric().contains(&on.relation) && fits(&mut args.iter().rev()))
}

/// What is said of a name, which is left out where the words open with it.
fn worded(scene: &Scene, claim: &Signed, of: EntityId) -> Markup {
    let opens = claim.sentence.args.first() == Some(&Value::Entity(of));
    opens
        .then(|| scene.phrase().predicate(claim))
        .flatten()
        .unwrap_or_else(|| scene.phrase().signed(claim))
}

/// The claim with one name in the place of the other.
fn turned(claim: &Signed, from: EntityId, to: EntityId) -> Signed {
    let mut claim = claim.clone();
    for value in &mut claim.sentence.args {
        if *value == Value::Entity(from) {
            *value = Value::Entity(to);
        }
    }
    claim
}
