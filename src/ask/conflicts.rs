//! `conflicts`: what is disputed at the instant asked, ours and between parties, and values of which only one can be so.

use super::scene::Scene;
use super::{Drawn, Found};
use crate::answer::{Body, Clash, Conflict, Conflicts, Markup, Side};
use crate::model::{EntityId, Item, ItemId, Range, Sentence, Sign, Signed, Value};
use crate::phrase::{Dates, span};
use crate::time::{Likelihood, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A conflict with the sentences that it is about.
type Row = (Vec<Signed>, Conflict);

/// The answer to `conflicts`.
pub(super) fn conflicts(scene: &Scene) -> Drawn {
    let mut rows = disputed(scene);
    rows.extend(denied_in_view(scene));
    rows.extend(single(scene));
    rows.extend(ended_before(scene));
    rows.extend(between_parties(scene));
    let (sentences, conflicts): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Drawn {
        found: Found {
            sentences,
            ..Found::default()
        },
        ..Drawn::of(Body::Conflicts(Conflicts { conflicts }))
    }
}

fn signed(sentence: &Sentence, sign: Sign) -> Signed {
    Signed {
        sign,
        sentence: sentence.clone(),
    }
}

/// Supported and denied at once.
fn disputed(scene: &Scene) -> Vec<Row> {
    let both = |sentence: &Sentence| {
        let over = scene
            .world
            .support(sentence)
            .min(scene.world.denial(sentence));
        scene.worth(&over) >= scene.bar
    };
    scene
        .sentences()
        .filter(both)
        .map(|sentence| dispute(scene, &sentence))
        .collect()
}

fn dispute(scene: &Scene, sentence: &Sentence) -> Row {
    let telling = scene.telling();
    let sides = [Sign::For, Sign::Against]
        .into_iter()
        .map(|sign| {
            let claim = signed(sentence, sign);
            let derivation = scene.derivation(&claim);
            Side {
                party: None,
                sentence: telling.signed(&claim),
                likelihood: telling.held(scene.value(&claim)),
                ground: derivation.map_or_else(Markup::new, |one| telling.reason(&one)),
            }
        })
        .collect();
    let over = scene
        .world
        .support(sentence)
        .min(scene.world.denial(sentence));
    let conflict = Conflict {
        clash: Clash::Disputed,
        about: telling.phrase().sentence(sentence),
        when: scene
            .holds(&over)
            .and_then(|held| telling.span(held, &Dates::none())),
        sides,
    };
    (vec![signed(sentence, Sign::For)], conflict)
}

/// What the party of the view denies, and rules would give.
fn denied_in_view(scene: &Scene) -> Vec<Row> {
    if scene.world.standpoint().view.is_none() {
        return Vec::new();
    }
    let telling = scene.telling();
    let masked = |sentence: &Sentence| {
        let denied = scene.worth(scene.world.denial(sentence)) > Likelihood::NEVER;
        denied && scene.worth(scene.world.withheld(sentence)) >= scene.bar
    };
    scene
        .sentences()
        .filter(masked)
        .map(|sentence| {
            let denial = signed(&sentence, Sign::Against);
            let ground = scene.derivation(&denial);
            let side = Side {
                party: None,
                sentence: telling.signed(&denial),
                likelihood: telling.held(scene.value(&denial)),
                ground: ground.map_or_else(Markup::new, |one| telling.reason(&one)),
            };
            let conflict = Conflict {
                clash: Clash::DeniedInView,
                about: telling.phrase().sentence(&sentence),
                when: None,
                sides: vec![side],
            };
            (vec![signed(&sentence, Sign::For)], conflict)
        })
        .collect()
}

/// Two values of a relation that has one at a time, on the meeting of their cores (meaning.md 4).
fn single(scene: &Scene) -> Vec<Row> {
    let mut groups: BTreeMap<_, Vec<(ItemId, &Item)>> = BTreeMap::new();
    let counts = counting(scene);
    for (id, item) in scene.world.core().items.iter() {
        let stated = &item.stated;
        let single = scene
            .situation
            .relations
            .get(stated.sentence.relation)
            .and_then(|relation| relation.single);
        if let Some(slot) = single
            && stated.sign == Sign::For
            && counts.contains(&id)
        {
            let mut rest = stated.sentence.args.clone();
            if slot < rest.len() {
                rest.remove(slot);
                let key = (stated.sentence.relation, stated.view, rest);
                groups.entry(key).or_default().push((id, item));
            }
        }
    }
    let mut rows = Vec::new();
    let mut seen: BTreeSet<(Option<EntityId>, Sentence, Sentence)> = BTreeSet::new();
    for ((relation, view, _), group) in &groups {
        let slot = scene
            .situation
            .relations
            .get(*relation)
            .and_then(|row| row.single);
        for (at, (one_id, one)) in group.iter().enumerate() {
            for (other_id, other) in group.iter().skip(at + 1) {
                let over = one.stated.core.meet(other.stated.core);
                let pair = (
                    *view,
                    one.stated.sentence.clone(),
                    other.stated.sentence.clone(),
                );
                if asked(scene, over) && differ(one, other, slot) && seen.insert(pair) {
                    rows.push(pair_row(scene, *view, [*one_id, *other_id], over));
                }
            }
        }
    }
    rows
}

/// The statements for a sentence that count in this world.
fn counting(scene: &Scene) -> BTreeSet<ItemId> {
    scene
        .sentences()
        .flat_map(|sentence| scene.world.items_of(&sentence, Sign::For))
        .map(|counting| counting.item)
        .collect()
}

/// Whether the conflict lasts at the instant, or at some time in the span, that is asked for.
fn asked(scene: &Scene, over: Span) -> bool {
    match scene.during {
        Some(during) => over.meets(during),
        None => over.contains(scene.at),
    }
}

/// Whether two statements give different values, and not numbers whose ranges meet.
fn differ(one: &Item, other: &Item, slot: Option<usize>) -> bool {
    let value = |item: &'_ Item| slot.and_then(|slot| item.stated.sentence.args.get(slot).cloned());
    match (value(one), value(other)) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => !Range::meets(a, b),
        (Some(a), Some(b)) => a != b,
        _ => false,
    }
}

fn pair_row(scene: &Scene, view: Option<EntityId>, pair: [ItemId; 2], over: Span) -> Row {
    let telling = scene.telling();
    let core = scene.world.core();
    let mut sides = Vec::new();
    let mut sentences = Vec::new();
    for item in pair
        .iter()
        .filter_map(|id| core.items.get(*id).map(|item| (*id, item)))
    {
        let (id, item) = item;
        sentences.push(signed(&item.stated.sentence, Sign::For));
        sides.push(Side {
            party: view.map(|party| scene.phrase().entity(party)),
            sentence: scene.phrase().sentence(&item.stated.sentence),
            likelihood: telling.held(item.stated.likelihood),
            ground: telling.ground_of(id),
        });
    }
    let about = Markup::list(
        sides.iter().map(|side| side.sentence.clone()),
        " and ",
        " and ",
    );
    let when = telling.span(over, &telling.dates(&pair));
    (
        sentences,
        Conflict {
            clash: Clash::Single,
            about,
            when,
            sides,
        },
    )
}

/// A stated end that lies after an event that ended it (meaning.md 3).
fn ended_before(scene: &Scene) -> Vec<Row> {
    let telling = scene.telling();
    let core = scene.world.core();
    core.clashes
        .iter()
        .filter(|clash| asked(scene, clash.over))
        .filter_map(|clash| {
            let item = core.items.get(clash.item)?;
            let sentence = scene.phrase().sentence(&item.stated.sentence);
            let sides = vec![
                Side {
                    party: None,
                    sentence: sentence.clone(),
                    likelihood: telling.held(item.stated.likelihood),
                    ground: telling.ground_of(clash.item),
                },
                Side {
                    party: None,
                    sentence: scene.phrase().entity(clash.event).then(" ended it"),
                    likelihood: telling.held(Likelihood::CERTAIN),
                    ground: crate::phrase::place(&clash.origin),
                },
            ];
            let when = telling.span(clash.over, &telling.dates(&[clash.item]));
            let row = Conflict {
                clash: Clash::EndedBefore,
                about: sentence,
                when,
                sides,
            };
            Some((vec![signed(&item.stated.sentence, Sign::For)], row))
        })
        .collect()
}

/// What one party claims and another denies.
fn between_parties(scene: &Scene) -> Vec<Row> {
    let telling = scene.telling();
    let core = scene.world.core();
    let mut claims: BTreeMap<&Sentence, Vec<(ItemId, &Item)>> = BTreeMap::new();
    for (id, item) in core.items.iter() {
        let known = item.stated.view.is_some() && asked(scene, item.stated.extent);
        if known && scene.is_known(item) {
            claims
                .entry(&item.stated.sentence)
                .or_default()
                .push((id, item));
        }
    }
    let mut rows = Vec::new();
    for (sentence, told) in claims {
        let party = |sign: Sign| -> BTreeSet<Option<EntityId>> {
            told.iter()
                .filter(|(_, item)| item.stated.sign == sign)
                .map(|(_, item)| item.stated.view)
                .collect()
        };
        let (claim, deny) = (party(Sign::For), party(Sign::Against));
        if !claim
            .iter()
            .any(|one| deny.iter().any(|other| one != other))
        {
            continue;
        }
        let mut over = Span::ALWAYS;
        let sides = told
            .iter()
            .map(|(id, item)| {
                over = over.meet(item.stated.extent);
                Side {
                    party: item.stated.view.map(|party| scene.phrase().entity(party)),
                    sentence: telling.signed(&signed(sentence, item.stated.sign)),
                    likelihood: telling.held(item.stated.likelihood),
                    ground: telling.ground_of(*id),
                }
            })
            .collect();
        let conflict = Conflict {
            clash: Clash::BetweenParties,
            about: scene.phrase().sentence(sentence),
            when: (over != Span::ALWAYS && !over.is_empty()).then(|| span(over, &Dates::none())),
            sides,
        };
        rows.push((vec![signed(sentence, Sign::For)], conflict));
    }
    rows
}
