//! What would make a claim hold. Takes a world and a claim, gives the smallest sets of new facts (and at most one thing
//! less) with which it does.
//!
//! The one idea: backward through the rules, the cheapest plans first ([`plan`]); what is left open is filled in with
//! known names, or with one unnamed individual ([`fill`]); and every set that is shown was evaluated, and is minimal.

mod fill;
mod plan;
mod shift;

use super::bench::{Bench, certain, unnamed, worth};
use crate::engine::World;
use crate::model::{
    Additions, Alteration, Core, Entity, EntityId, Id as _, Item, KindId, RelationId, Sentence,
    Sign, Signed, Situation, Stated, Take, Value,
};
use crate::time::{Instant, Likelihood};
use plan::{Planner, Reach};
use std::collections::BTreeMap;

/// A smallest change that makes a claim hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// New facts (or denials), certain and at all times.
    pub adds: Vec<Signed>,
    /// Individuals without a name that the facts speak of, by the ids that follow those of the situation, and the kind of each.
    pub unnamed: Vec<(EntityId, KindId)>,
    /// What has to go: it stands in the way.
    pub removes: Option<Sentence>,
    /// What the claim is worth then.
    pub gives: Likelihood,
    /// Whether all new facts are of relations marked as something to watch for.
    pub indicator: bool,
}

/// Changes that make a claim hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Repairs {
    /// The smallest first; of equals those of indicators.
    pub list: Vec<Repair>,
    /// Whether the search came to its end, and did not stop for want of patience.
    pub complete: bool,
}

/// Which relations new facts may be of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proposed {
    /// Of all that no rule concludes.
    Any,
    /// Of those marked `indicator` alone.
    Indicators,
}

/// So many repairs are shown at most.
pub const MOST: usize = 10;
/// So many worlds are evaluated at most.
const WORLDS: usize = 500;

impl Repair {
    /// How many changes it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.adds.len() + usize::from(self.removes.is_some())
    }

    /// The change of the world that it is. Its unnamed individuals have to be added to the situation's entities first,
    /// in their order.
    #[must_use]
    pub fn alteration(&self, situation: &Situation, view: Option<EntityId>) -> Alteration {
        Alteration {
            takes: self.removes.iter().cloned().map(Take::Sentence).collect(),
            adds: Additions {
                stated: self.statements(situation, view),
                ..Additions::default()
            },
        }
    }

    /// The individuals without a name, to be added to the situation's entities in this order.
    #[must_use]
    pub fn individuals(&self, situation: &Situation) -> Vec<Entity> {
        let individual = |(_, kind): &(EntityId, KindId)| {
            let name = situation
                .kinds
                .table
                .get(*kind)
                .map(|kind| format!("{} {}", kind.article, kind.name));
            unnamed(*kind, name.unwrap_or_default())
        };
        self.unnamed.iter().map(individual).collect()
    }

    fn statements(&self, situation: &Situation, view: Option<EntityId>) -> Vec<Stated> {
        let facts = self.adds.iter().map(|claim| certain(claim, view));
        let kinds = self.unnamed.iter().flat_map(|(entity, kind)| {
            let of_kind = |relation: RelationId| Signed {
                sign: Sign::For,
                sentence: Sentence {
                    relation,
                    args: vec![Value::Entity(*entity)],
                },
            };
            situation
                .kinds
                .table
                .iter()
                .filter(|(above, _)| situation.kinds.is_below(*kind, *above))
                .filter_map(|(_, kind)| kind.relation)
                .map(move |relation| certain(&of_kind(relation), None))
        });
        facts.chain(kinds).collect()
    }
}

/// The smallest changes that make the claim hold at the instant, `most` of them at most. None where it holds.
#[must_use]
pub fn repairs(
    world: &World,
    claim: &Signed,
    at: Instant,
    proposed: Proposed,
    most: usize,
) -> Repairs {
    let claim = Signed {
        sign: claim.sign,
        sentence: world.merged(&claim.sentence),
    };
    if worth(world, &claim, at) >= world.bar() {
        return Repairs {
            list: Vec::new(),
            complete: true,
        };
    }
    let mut trial = Trial {
        world,
        bench: Bench::of(world, &[claim.sentence.relation]),
        claim: &claim,
        at,
        known: BTreeMap::new(),
        left: WORLDS,
    };
    let open = trial.search(proposed, Reach::NotConcluded, most);
    if !open.list.is_empty() || proposed == Proposed::Indicators {
        return open;
    }
    // Facts that rules conclude are proposed only where the others give nothing.
    let concluded = trial.search(proposed, Reach::All, most);
    Repairs {
        complete: concluded.complete && open.complete,
        ..concluded
    }
}

struct Trial<'a> {
    world: &'a World,
    bench: Bench,
    claim: &'a Signed,
    at: Instant,
    /// What the claim is worth after changes that were evaluated.
    known: BTreeMap<(Vec<Signed>, Option<Sentence>), Likelihood>,
    left: usize,
}

impl Trial<'_> {
    fn search(&mut self, proposed: Proposed, reach: Reach, most: usize) -> Repairs {
        let mut planner = Planner::new(self.world, self.claim, self.at, reach, proposed);
        let mut found: Vec<Repair> = Vec::new();
        let mut complete = true;
        // What reaches equally far is looked at to its end before the search stops, so that indicators come first, and a
        // little more while what was found might be smaller.
        let mut enough = usize::MAX;
        while let Some(plan) = planner.next() {
            if plan.reach() > enough || self.world.watch().is_stopped() {
                complete = false;
                break;
            }
            if enough == usize::MAX && found.len() >= most {
                let slack = usize::from(found.iter().all(|repair| repair.size() > 1));
                enough = plan.reach() + slack;
            }
            for candidate in fill::candidates(self.world, &plan) {
                if self.left == 0 || self.world.watch().is_stopped() {
                    complete = false;
                    break;
                }
                found.extend(self.verified(candidate, &found));
            }
            if self.left == 0 {
                complete = false;
                break;
            }
        }
        complete &= !planner.gave_up();
        let watched = |repair: &Repair| !repair.indicator;
        found.sort_by_key(|repair| (repair.size(), watched(repair)));
        // What was found later may be smaller than, and part of, what was found before.
        let mut list: Vec<Repair> = Vec::new();
        for repair in found {
            if !list.iter().any(|smaller| is_part(smaller, &repair)) && list.len() < most {
                list.push(repair);
            }
        }
        Repairs { list, complete }
    }

    /// The candidate, if it makes the claim hold and no part of it does.
    fn verified(&mut self, mut candidate: Repair, found: &[Repair]) -> Option<Repair> {
        candidate.adds.sort();
        candidate.adds.dedup();
        let own = |claim: &Signed| claim == self.claim;
        let nothing_new = |claim: &Signed| worth(self.world, claim, self.at) >= self.world.bar();
        if candidate
            .adds
            .iter()
            .any(|claim| own(claim) || nothing_new(claim))
            || candidate.size() == 0
            || found.iter().any(|smaller| is_part(smaller, &candidate))
        {
            return None;
        }
        candidate.gives = self.gives(&candidate)?;
        if candidate.gives < self.world.bar() {
            return None;
        }
        for part in parts(&candidate) {
            if self.gives(&part)? >= self.world.bar() {
                return None;
            }
        }
        let relations = &self.world.core().situation.relations;
        candidate.indicator = !candidate.adds.is_empty()
            && candidate.adds.iter().all(|claim| {
                relations
                    .get(claim.sentence.relation)
                    .is_some_and(|relation| relation.indicator)
            });
        Some(candidate)
    }

    /// What the claim is worth after the change.
    fn gives(&mut self, repair: &Repair) -> Option<Likelihood> {
        let key = (repair.adds.clone(), repair.removes.clone());
        if let Some(known) = self.known.get(&key) {
            return Some(*known);
        }
        self.left = self.left.checked_sub(1)?;
        let core = changed(self.bench.core(), repair, self.world);
        let world = self.bench.evaluate(core)?;
        let gives = worth(&world, self.claim, self.at);
        self.known.insert(key, gives);
        Some(gives)
    }
}

/// The core with the change made.
fn changed(mut core: Core, repair: &Repair, world: &World) -> Core {
    let view = world.standpoint().view.map(|view| view.of);
    if let Some(gone) = &repair.removes {
        let saying = core.items.saying(gone);
        if !saying.is_empty() {
            core.items = core.items.without(&saying);
        }
        core.masked.push(gone.clone());
    }
    for stated in repair.statements(&core.situation, view) {
        core.items.push(Item {
            stated,
            until_known: None,
            closing: None,
        });
    }
    core
}

fn is_part(part: &Repair, of: &Repair) -> bool {
    part.adds.iter().all(|claim| of.adds.contains(claim))
        && (part.removes.is_none() || part.removes == of.removes)
}

/// All smaller changes that are a part of it.
fn parts(repair: &Repair) -> Vec<Repair> {
    let facts = repair.adds.len();
    let mut found = Vec::new();
    for chosen in 0..(1_usize << facts) {
        for removes in [None, repair.removes.clone()] {
            let adds: Vec<Signed> = repair
                .adds
                .iter()
                .enumerate()
                .filter(|(place, _)| chosen & (1 << place) != 0)
                .map(|(_, claim)| claim.clone())
                .collect();
            let part = Repair {
                adds,
                removes,
                ..repair.clone()
            };
            if part.size() > 0 && part.size() < repair.size() && !found.contains(&part) {
                found.push(part);
            }
        }
    }
    found
}

/// The id that the nth unnamed individual will have.
fn unnamed_id(world: &World, nth: usize) -> EntityId {
    EntityId::at(world.core().situation.entities.len() + nth)
}
