//! `who says S`: every claim and denial of it, ours first, then by party.

use super::scene::Scene;
use super::{Drawn, Found};
use crate::answer::{Body, Claim, Markup, Stance, WhoSays};
use crate::model::{EntityId, ItemId, Sign, Signed, Value};
use crate::phrase::{Dates, covered, span};

/// The answer to `who says S`. What is claimed is listed whenever it was claimed; order: ours, then as told.
pub(super) fn who_says(scene: &Scene, claim: &Signed) -> Drawn {
    let items = &scene.world.core().items;
    let mut told: Vec<(Option<EntityId>, ItemId)> = items
        .iter()
        .filter(|(_, item)| item.stated.sentence == claim.sentence)
        .map(|(id, item)| (item.stated.view, id))
        .collect();
    // Ours first; each party stays where it was first told of.
    let mut parties: Vec<Option<EntityId>> = vec![None];
    for (party, _) in &told {
        if !parties.contains(party) {
            parties.push(*party);
        }
    }
    told.sort_by_key(|(party, _)| parties.iter().position(|known| known == party));
    let claims: Vec<Claim> = told
        .iter()
        .filter_map(|(_, id)| worded(scene, *id))
        .collect();
    let body = WhoSays {
        sentence: scene.phrase().sentence(&claim.sentence),
        claims,
    };
    let cells = parties
        .iter()
        .flatten()
        .map(|party| vec![Value::Entity(*party)])
        .collect();
    Drawn {
        found: Found {
            cells,
            ..Found::default()
        },
        rests_on: told.iter().map(|(_, id)| *id).collect(),
        ..Drawn::of(Body::WhoSays(body))
    }
}

fn worded(scene: &Scene, id: ItemId) -> Option<Claim> {
    let telling = scene.telling();
    let item = scene.world.core().items.get(id)?;
    let stated = &item.stated;
    let said = stated.said.map(|said| {
        let words: Markup = span(said, &Dates::none());
        words
    });
    let source = stated
        .source
        .and_then(|source| scene.situation.sources.get(source));
    let said = said.or_else(|| {
        let dated = source.and_then(|source| source.dated)?;
        stated
            .view
            .map(|_| Markup::words("as of ").with(covered(dated)))
    });
    Some(Claim {
        party: stated.view.map(|party| scene.phrase().entity(party)),
        stance: match stated.sign {
            Sign::For => Stance::Claims,
            Sign::Against => Stance::Denies,
        },
        likelihood: telling.held(stated.likelihood),
        said,
        when: telling.when_of(&[id]),
        ground: telling.ground_of(id),
        words: telling.words(&[id]),
    })
}
