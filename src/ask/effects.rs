//! What events did: of each event the statements that its declaration makes, and what it began, ended and led to.
//!
//! Takes the core once and sorts its items by event, so that a timeline of many events reads each item once.

use super::scene::Scene;
use super::timeline::names;
use crate::answer::{Fact, Markup, Turn};
use crate::model::{EntityId, Item, ItemId, Sign, Signed, Value};
use crate::phrase::date;
use crate::time::{Date, Instant};
use std::collections::{BTreeMap, BTreeSet};

/// The items by the event that made them, and by the event that closed them.
pub(super) struct Effects {
    made: BTreeMap<EntityId, Vec<ItemId>>,
    closed: BTreeMap<EntityId, Vec<ItemId>>,
}

impl Effects {
    pub(super) fn of(scene: &Scene) -> Effects {
        let mut effects = Effects {
            made: BTreeMap::new(),
            closed: BTreeMap::new(),
        };
        for (id, item) in scene.world.core().items.iter() {
            if let Some(event) = item.stated.event {
                effects.made.entry(event).or_default().push(id);
            }
            if let Some(event) = closing_event(&item) {
                effects.closed.entry(event).or_default().push(id);
            }
        }
        effects
    }

    /// The events that have to do with X, X itself among them, those too that began or ended something of X.
    pub(super) fn events_about(&self, scene: &Scene, of: EntityId) -> BTreeSet<EntityId> {
        let items = &scene.world.core().items;
        let tells = |ids: &[ItemId]| {
            let mut all = ids.iter().filter_map(|id| items.get(*id));
            all.any(|item| names(&item.stated.sentence, of))
        };
        let mut events: BTreeSet<EntityId> = self
            .made
            .iter()
            .chain(&self.closed)
            .filter(|(_, ids)| tells(ids))
            .map(|(event, _)| *event)
            .collect();
        if scene.situation.events.contains_key(&of) {
            events.insert(of);
        }
        events
    }

    /// What the event's declaration says, and what it began.
    pub(super) fn items_of<'s>(
        &'s self,
        scene: &'s Scene,
        event: EntityId,
    ) -> impl Iterator<Item = (ItemId, &'s Item)> {
        let items = &scene.world.core().items;
        let made = self.made.get(&event).into_iter().flatten();
        made.filter_map(move |id| Some((*id, items.get(*id)?)))
    }

    /// Whether an event began or ended the claim then: it stands under the event.
    pub(super) fn turned(&self, scene: &Scene, claim: &Signed, at: Instant, turn: Turn) -> bool {
        let items = &scene.world.core().items;
        let mut all = scene
            .world
            .all_items_of(&claim.sentence)
            .into_iter()
            .filter_map(|id| items.get(id))
            .filter(|item| item.stated.sign == claim.sign);
        all.any(|item| match turn {
            Turn::Begins => item.stated.event.is_some() && item.stated.extent.from == at,
            Turn::Ends => closing_event(item).is_some() && item.stated.extent.to == at,
            Turn::Event => false,
        })
    }

    /// What the event began, ended and led to, in the order of the text.
    pub(super) fn changes(&self, scene: &Scene, event: EntityId) -> Vec<Fact> {
        let phrase = scene.phrase();
        let starts = scene
            .situation
            .events
            .get(&event)
            .and_then(|row| row.starts.as_ref());
        let own_date = |written: &Date| (Some(written) != starts).then(|| date(written));
        let fact = |word: &str, item: &Item, when: Option<Markup>| Fact {
            sentence: Markup::words(word).with(phrase.signed(&Signed {
                sign: item.stated.sign,
                sentence: item.stated.sentence.clone(),
            })),
            likelihood: phrase.held(item.stated.likelihood),
            when,
            ground: Markup::new(),
        };
        let mut changes: Vec<Fact> = Vec::new();
        for (_, item) in self.items_of(scene, event) {
            let sentence = &item.stated.sentence;
            let leads = sentence.relation == scene.situation.known.led_to
                && sentence.args.first() == Some(&Value::Entity(event));
            if leads && item.stated.sign == Sign::For {
                changes.push(fact("", item, None));
            } else if !names(sentence, event) && !scene.is_of_a_kind(sentence) {
                changes.push(fact("begins: ", item, None));
            }
        }
        let mut endings = scene.situation.told.endings.iter();
        let endings = endings.by_ref().filter(|ending| ending.event == event);
        for ending in endings {
            let ended = Signed {
                sign: Sign::For,
                sentence: scene.world.merged(&ending.sentence),
            };
            changes.push(Fact {
                sentence: Markup::words("ends: ").with(phrase.signed(&ended)),
                likelihood: phrase.held(ending.likelihood),
                when: ending.at.as_ref().and_then(own_date),
                ground: Markup::new(),
            });
        }
        changes
    }
}

fn closing_event(item: &Item) -> Option<EntityId> {
    item.closing.as_ref().and_then(|closing| closing.event)
}
