//! `conflicts`: what is disputed at the instant asked, ours and between parties, and values of which only one can be so.

use super::marks::Marks;
use super::scene::Scene;
use super::{Drawn, Found};
use crate::answer::{Body, Clash, Conflict, Conflicts, Markup, Side};
use crate::engine;
use crate::model::{EntityId, ItemId, Origin, Sentence, Sign, Signed};
use crate::phrase::{Dates, place};
use crate::time::Likelihood;

/// The answer to `conflicts`: ours first, then those between parties.
pub(super) fn conflicts(scene: &Scene) -> Drawn {
    let mut found = engine::conflicts(&scene.world, scene.at);
    found.sort_by_key(|conflict| matches!(conflict, engine::Conflict::Dispute { ours: None, .. }));
    let sentences = found
        .iter()
        .map(|conflict| {
            conflict
                .sentences()
                .into_iter()
                .map(|one| claim(one, Sign::For))
                .collect()
        })
        .collect();
    let mut marks = Marks::default();
    let conflicts = found
        .iter()
        .map(|conflict| worded(scene, conflict, &mut marks))
        .collect();
    Drawn {
        found: Found {
            sentences,
            ..Found::default()
        },
        marks,
        ..Drawn::of(Body::Conflicts(Conflicts { conflicts }))
    }
}

fn claim(sentence: &Sentence, sign: Sign) -> Signed {
    Signed {
        sign,
        sentence: sentence.clone(),
    }
}

fn worded(scene: &Scene, conflict: &engine::Conflict, marks: &mut Marks) -> Conflict {
    match conflict {
        engine::Conflict::Dispute { sentence, ours, .. } => {
            let mut sides = Vec::new();
            if ours.is_some() {
                sides
                    .extend([Sign::For, Sign::Against].map(|sign| our_side(scene, sentence, sign, marks)));
            }
            let others = party_sides(scene, sentence, marks);
            // Where we hold both ourselves, what parties say is told by `who says`.
            if ours.is_none() {
                sides.extend(others);
            }
            Conflict {
                clash: if ours.is_some() {
                    Clash::Disputed
                } else {
                    Clash::BetweenParties
                },
                about: scene.phrase().sentence(sentence),
                when: ours.and_then(|_| when_disputed(scene, sentence)),
                sides,
            }
        }
        engine::Conflict::Single(single) => {
            let pair = [single.first.1, single.second.1];
            marks.items(scene.world.core(), pair);
            let sides: Vec<Side> = pair.iter().filter_map(|id| item_side(scene, *id)).collect();
            Conflict {
                clash: Clash::Single,
                about: Markup::list(
                    sides.iter().map(|side| side.sentence.clone()),
                    " and ",
                    " and ",
                ),
                when: scene
                    .telling()
                    .span(single.over, &scene.telling().dates(&pair)),
                sides,
            }
        }
        engine::Conflict::StatedEnd {
            sentence,
            item,
            event,
            origin,
        } => {
            marks.item(scene.world.core(), *item);
            marks.ending(&scene.situation, origin);
            Conflict {
                clash: Clash::EndedBefore,
                about: scene.phrase().sentence(sentence),
                when: None,
                sides: item_side(scene, *item)
                    .into_iter()
                    .chain([ending_side(scene, *event, origin)])
                    .collect(),
            }
        }
        engine::Conflict::Masked { sentence, would_be } => {
            // What the rules would give in a party's view is not followed up: all that is told may be behind it.
            marks.everything(scene.world.core());
            let rules = Side {
                party: None,
                sentence: scene.phrase().sentence(sentence),
                likelihood: scene.telling().held(*would_be),
                ground: Markup::words("what the rules would give"),
            };
            Conflict {
                clash: Clash::DeniedInView,
                about: scene.phrase().sentence(sentence),
                when: None,
                sides: vec![rules, our_side(scene, sentence, Sign::Against, marks)],
            }
        }
    }
}

/// What this world holds, with its reason.
fn our_side(scene: &Scene, sentence: &Sentence, sign: Sign, marks: &mut Marks) -> Side {
    let telling = scene.telling();
    let held = claim(sentence, sign);
    marks.claim(scene, &held);
    Side {
        party: scene
            .world
            .standpoint()
            .view
            .map(|view| scene.phrase().entity(view.of)),
        sentence: telling.signed(&held),
        likelihood: telling.held(scene.value(&held)),
        ground: scene
            .derivation(&held)
            .map_or_else(Markup::new, |derivation| telling.reason(&derivation)),
    }
}

/// What each party says of the sentence, as far as it was known and holds at the instant.
fn party_sides(scene: &Scene, sentence: &Sentence, marks: &mut Marks) -> Vec<Side> {
    let core = scene.world.core();
    let said: Vec<ItemId> = scene
        .world
        .all_items_of(sentence)
        .iter()
        .copied()
        .filter(|id| {
            core.items.get(*id).is_some_and(|item| {
                item.stated.view.is_some()
                    && item.stated.extent.contains(scene.at)
                    && scene.is_known(item)
            })
        })
        .collect();
    marks.items(core, said.iter().copied());
    said.iter().filter_map(|id| item_side(scene, *id)).collect()
}

fn item_side(scene: &Scene, id: ItemId) -> Option<Side> {
    let telling = scene.telling();
    let stated = &scene.world.core().items.get(id)?.stated;
    Some(Side {
        party: stated.view.map(|party| scene.phrase().entity(party)),
        sentence: telling.signed(&claim(&stated.sentence, stated.sign)),
        likelihood: telling.held(stated.likelihood),
        ground: telling.ground_of(id),
    })
}

fn ending_side(scene: &Scene, event: EntityId, origin: &Origin) -> Side {
    Side {
        party: None,
        sentence: scene.phrase().entity(event).then(" ended it"),
        likelihood: scene.telling().held(Likelihood::CERTAIN),
        ground: place(origin),
    }
}

fn when_disputed(scene: &Scene, sentence: &Sentence) -> Option<Markup> {
    let both = scene
        .world
        .support(sentence)
        .min(scene.world.denial(sentence));
    scene
        .holds(&both)
        .and_then(|held| scene.telling().span(held, &Dates::none()))
}
