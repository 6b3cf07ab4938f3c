//! `how likely is S`: three ways to count, side by side.

use super::scene::Scene;
use super::{Drawn, Found};
use crate::answer::{self, Body, Markup};
use crate::explain;
use crate::model::Signed;

/// The answer to `how likely is S`.
pub(super) fn how_likely(scene: &Scene, claim: &Signed) -> Drawn {
    let telling = scene.telling();
    let found = explain::how_likely(&scene.world, claim, scene.at);
    let too_large = found.independent.is_none();
    let body = answer::HowLikely {
        sentence: telling.signed(claim),
        weakest_link: telling.held(found.weakest_link),
        independent: found.independent.map(|value| telling.held(value)),
        bounds: found
            .bounds
            .map(|ends| ends.map(|value| telling.held(value))),
        bounds_by: found.bounds.map(|_| "interval rules".to_owned()),
        uncertain: found.uncertain,
    };
    let mut drawn = Drawn::of(Body::HowLikely(body));
    if too_large && !scene.world.watch().is_stopped() {
        drawn.notes.push(Markup::words(
            "It may come about in too many ways to be counted out as if all were independent.",
        ));
    }
    for one in &scene.all_derivations(claim).list {
        drawn.marks.derivation(scene.world.core(), one);
    }
    drawn.found = Found {
        explains: vec![Some(claim.clone())],
        ..Found::default()
    };
    drawn
}
