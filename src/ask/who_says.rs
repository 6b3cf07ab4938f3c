//! `who says S`: every claim and denial of it, ours first, then those of parties by date; and what is feared or wanted of
//! it.

use super::marks::Marks;
use super::scene::Scene;
use super::{Drawn, Found};
use crate::answer::{Body, Claim, Fact, Markup, Stance, WhoSays};
use crate::explain::{self, Saying};
use crate::model::{EntityId, ItemId, Sign, Signed, Value};
use crate::phrase::{Dates, covered, span};

/// The answer to `who says S`. What is claimed is listed whenever it was claimed.
pub(super) fn who_says(scene: &Scene, claim: &Signed) -> Drawn {
    let sayings = explain::who_says(&scene.world, &claim.sentence);
    let known = |id: &ItemId| {
        scene
            .world
            .core()
            .items
            .get(*id)
            .is_some_and(|item| scene.is_known(item))
    };
    let mut claims: Vec<Claim> = Vec::new();
    let core = scene.world.core();
    let mut marks = Marks::default();
    for (id, sign, _) in sayings.ours.iter().filter(|(id, ..)| known(id)) {
        marks.item(core, *id);
        claims.extend(worded(scene, (*id, *sign), None));
    }
    let mut parties: Vec<EntityId> = Vec::new();
    for saying in sayings.parties.iter().filter(|saying| known(&saying.item)) {
        marks.item(core, saying.item);
        for by in saying.through.iter().chain(&saying.speaks_for) {
            marks.entity(&scene.situation, *by);
        }
        if !parties.contains(&saying.party) {
            parties.push(saying.party);
        }
        claims.extend(worded(scene, (saying.item, saying.sign), Some(saying)));
    }
    let attitudes = sayings
        .attitudes
        .iter()
        .filter(|attitude| known(&attitude.item))
        .filter_map(|attitude| {
            marks.item(core, attitude.item);
            self::attitude(scene, attitude.item)
        })
        .collect();
    let body = WhoSays {
        sentence: scene.phrase().sentence(&claim.sentence),
        claims,
        attitudes,
    };
    let cells = parties
        .into_iter()
        .map(|party| vec![Value::Entity(party)])
        .collect();
    Drawn {
        found: Found {
            cells,
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::WhoSays(body))
    }
}

/// A statement of ours, or a party's saying.
fn worded(scene: &Scene, (id, sign): (ItemId, Sign), saying: Option<&Saying>) -> Option<Claim> {
    let telling = scene.telling();
    let names = |of: fn(&Saying) -> &Vec<EntityId>| -> Vec<Markup> {
        let all = saying.map(of).into_iter().flatten();
        all.map(|by| scene.phrase().entity(*by)).collect()
    };
    let stated = &scene.world.core().items.get(id)?.stated;
    let on_its_source = || {
        let dated = scene.situation.sources.get(stated.source?)?.dated?;
        stated
            .view
            .map(|_| Markup::words("as of ").with(covered(dated)))
    };
    Some(Claim {
        party: saying.map(|saying| scene.phrase().entity(saying.party)),
        through: names(|saying| &saying.through),
        speaks_for: names(|saying| &saying.speaks_for),
        stance: match sign {
            Sign::For => Stance::Claims,
            Sign::Against => Stance::Denies,
        },
        likelihood: telling.held(stated.likelihood),
        said: stated
            .said
            .map(|said| span(said, &Dates::none()))
            .or_else(on_its_source),
        when: telling.when_of(&[id]),
        ground: telling.ground_of(id),
        words: telling.words(&[id]),
    })
}

/// `Russia fears that S`, with where it stands.
fn attitude(scene: &Scene, id: ItemId) -> Option<Fact> {
    let telling = scene.telling();
    let stated = &scene.world.core().items.get(id)?.stated;
    Some(Fact {
        sentence: telling.signed(&Signed {
            sign: stated.sign,
            sentence: stated.sentence.clone(),
        }),
        likelihood: telling.held(stated.likelihood),
        when: telling.when_of(&[id]),
        ground: telling.ground_of(id),
    })
}
