//! What would make a claim hold. Takes a world and a claim, gives the smallest sets of new facts (and at most one thing
//! less) with which it does.
//!
//! The one idea: backward through the rules, the smallest plans first ([`plan`]), by what each takes at least
//! ([`least`]); what is left open is filled in with known names, the near ones first ([`near`]), or with one unnamed
//! individual ([`fill`]); what cannot make a difference is not tried ([`reach`]); and every set that is shown was
//! evaluated, and is minimal.

mod debts;
mod fill;
mod least;
mod meet;
mod near;
mod plan;
mod reach;
mod shift;
mod twins;
mod unify;

use super::bench::{Bench, certain, unnamed, worth};
use crate::engine::World;
use crate::model::{
    Additions, Alteration, Core, Entity, EntityId, Id as _, Item, KindId, RelationId, Sentence,
    Sign, Signed, Situation, Stated, Take, Value,
};
use crate::time::{Instant, Likelihood};
use plan::{Planner, Reach, Sought};
use reach::Reaches;
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

/// Repairs that change sentences of the same relations: one, and what would do in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// The first of them.
    pub repair: Repair,
    /// Some of the others, each evaluated; [`VARIANTS`] at most.
    pub others: Vec<Repair>,
    /// Whether there may be more of them that were not tried.
    pub more: bool,
}

/// Why a search ended before everything was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stopped {
    /// So many ways were wanted, and found.
    Shown(usize),
    /// So many worlds were evaluated.
    Worlds(usize),
    /// So many plans were taken up.
    Plans(usize),
    /// A condition could be met in more ways than are tried.
    Matches(usize),
}

/// Changes that make a claim hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Repairs {
    /// The smallest first; of equals those of indicators, then the nearest: with the fewest rules, then by names that
    /// already stand in facts with those asked about, then by the user's own before those that are shipped.
    pub list: Vec<Way>,
    /// Why the search stopped, if it did not come to its end.
    pub stopped: Option<Stopped>,
}

/// Which relations new facts may be of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Proposed {
    /// Of all that no rule concludes.
    Any,
    /// Of those marked `indicator` alone.
    Indicators,
}

/// So many ways are shown at most.
pub const MOST: usize = 10;
/// So many others of one way are shown at most.
pub const VARIANTS: usize = 3;
/// So long is looked for all that would do.
const LONG: Patience = Patience {
    worlds: 300,
    plans: 20_000,
};
/// So long is looked for the smallest alone: through as many plans, so that it is the first of all that would do.
const SHORT: Patience = Patience {
    worlds: 60,
    plans: LONG.plans,
};

/// How long is looked.
#[derive(Clone, Copy)]
struct Patience {
    /// So many worlds are evaluated at most.
    worlds: usize,
    /// So many plans are taken up at most.
    plans: usize,
}

/// How much is wanted.
#[derive(Clone, Copy)]
struct Wanted {
    ways: usize,
    /// Of each way, beside the first.
    others: usize,
}

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

/// The smallest changes that make the claim hold at the instant, [`MOST`] ways at most. None where it holds.
#[must_use]
pub fn repairs(world: &World, claim: &Signed, at: Instant, proposed: Proposed) -> Repairs {
    let wanted = Wanted {
        ways: MOST,
        others: VARIANTS,
    };
    looked_for(world, claim, (at, proposed), LONG, wanted)
}

/// The smallest change that makes the claim hold at the instant, as [`repairs`] orders them; none where none was found in
/// a little time.
#[must_use]
pub fn smallest_repair(world: &World, claim: &Signed, at: Instant) -> Option<Repair> {
    let wanted = Wanted { ways: 1, others: 0 };
    let found = looked_for(world, claim, (at, Proposed::Any), SHORT, wanted);
    found.list.into_iter().next().map(|way| way.repair)
}

fn looked_for(
    world: &World,
    claim: &Signed,
    (at, proposed): (Instant, Proposed),
    patience: Patience,
    wanted: Wanted,
) -> Repairs {
    let claim = Signed {
        sign: claim.sign,
        sentence: world.merged(&claim.sentence),
    };
    let concluded = world
        .rules()
        .any(|(_, rule)| rule.head.relation == claim.sentence.relation && rule.sign == claim.sign);
    if !concluded || worth(world, &claim, at) >= world.bar() {
        return Repairs::default();
    }
    let mut trial = Trial {
        world,
        bench: Bench::of(world, &[claim.sentence.relation]),
        claim: &claim,
        at,
        known: BTreeMap::new(),
        reaches: Reaches::of(world, at),
        left: patience.worlds,
        patience,
    };
    let open = trial.search(proposed, Reach::NotConcluded, wanted);
    let gave_up = matches!(open.stopped, Some(Stopped::Worlds(_) | Stopped::Plans(_)));
    // Facts that rules conclude are proposed only where it is known that the others give nothing.
    if !open.list.is_empty() || proposed == Proposed::Indicators || gave_up {
        return open;
    }
    let concluded = trial.search(proposed, Reach::All, wanted);
    Repairs {
        stopped: concluded.stopped.or(open.stopped),
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
    reaches: Reaches<'a>,
    left: usize,
    patience: Patience,
}

/// What the repairs of one way have in common: what they say of what, and what they take away.
type Shape = (Vec<(Sign, RelationId)>, Option<RelationId>);

impl Trial<'_> {
    fn search(&mut self, proposed: Proposed, reach: Reach, wanted: Wanted) -> Repairs {
        let mut planner = Planner::new(
            self.world,
            Sought {
                claim: self.claim,
                at: self.at,
                proposed,
                reach,
                plans: self.patience.plans,
            },
        );
        let mut list: Vec<Way> = Vec::new();
        let mut stopped = None;
        // Plans come out smallest first: what comes after enough were found stands behind them.
        'plans: while list.len() < wanted.ways {
            let Some(plan) = planner.next() else {
                break;
            };
            if self.world.watch().is_stopped() {
                stopped = Some(self.after_worlds());
                break;
            }
            for candidate in fill::candidates(&planner, &plan) {
                let shape = shape(&candidate);
                let way = list
                    .iter()
                    .position(|way| self::shape(&way.repair) == shape);
                let full = way
                    .and_then(|at| list.get_mut(at))
                    .filter(|way| way.others.len() >= wanted.others);
                if let Some(way) = full {
                    way.more = true;
                    continue;
                }
                if way.is_none() && list.len() >= wanted.ways {
                    break;
                }
                if self.left == 0 || self.world.watch().is_stopped() {
                    stopped = Some(self.after_worlds());
                    break 'plans;
                }
                let Some(repair) = self.verified(candidate, &list) else {
                    continue;
                };
                planner.found(repair.adds.clone(), repair.removes.clone());
                match way.and_then(|at| list.get_mut(at)) {
                    Some(way) => way.others.push(repair),
                    None => list.push(Way {
                        repair,
                        others: Vec::new(),
                        more: false,
                    }),
                }
            }
        }
        if stopped.is_none() && list.len() >= wanted.ways && !planner.is_done() {
            stopped = Some(Stopped::Shown(wanted.ways));
        }
        if planner.gave_up() {
            stopped = stopped.or(Some(Stopped::Plans(self.patience.plans)));
        }
        if planner.left_out {
            stopped = stopped.or(Some(Stopped::Matches(plan::FITS)));
        }
        list.sort_by_key(|way| self.order(&way.repair));
        // What was found later may be smaller than, and part of, what was found before.
        let mut shown: Vec<Way> = Vec::new();
        for mut way in list {
            let holds = |repair: &Repair| shown.iter().any(|one| is_part(&one.repair, repair));
            way.others.retain(|other| !holds(other));
            if !holds(&way.repair) && shown.len() < wanted.ways {
                shown.push(way);
            }
        }
        Repairs {
            list: shown,
            stopped,
        }
    }

    /// So many worlds were evaluated before the search ended.
    fn after_worlds(&self) -> Stopped {
        Stopped::Worlds(self.patience.worlds - self.left)
    }

    /// What stands before what: the smaller, of equals what can be watched for.
    fn order(&self, repair: &Repair) -> (usize, bool) {
        (repair.size(), !self.is_watched(repair))
    }

    /// Whether all new facts are of relations marked as something to watch for.
    fn is_watched(&self, repair: &Repair) -> bool {
        let relations = &self.world.core().situation.relations;
        let watched = |claim: &Signed| {
            let relation = relations.get(claim.sentence.relation);
            relation.is_some_and(|relation| relation.indicator)
        };
        !repair.adds.is_empty() && repair.adds.iter().all(watched)
    }

    /// The candidate, if it makes the claim hold and no part of it does.
    fn verified(&mut self, mut candidate: Repair, found: &[Way]) -> Option<Repair> {
        candidate.adds.sort();
        candidate.adds.dedup();
        let own = |claim: &Signed| claim == self.claim;
        let nothing_new = |claim: &Signed| worth(self.world, claim, self.at) >= self.world.bar();
        let shown = || {
            found
                .iter()
                .flat_map(|way| way.others.iter().chain([&way.repair]))
        };
        if candidate
            .adds
            .iter()
            .any(|claim| own(claim) || nothing_new(claim) || self.is_succeeded(claim))
            || candidate.size() == 0
            || shown().any(|smaller| is_part(smaller, &candidate))
        {
            return None;
        }
        candidate.gives = self.gives(&candidate)?;
        if candidate.gives < self.world.bar() {
            return None;
        }
        for part in parts(&candidate) {
            let could = self.reaches.could_hold(self.claim, &part);
            if could && self.gives(&part)? >= self.world.bar() {
                return None;
            }
        }
        candidate.indicator = self.is_watched(&candidate);
        Some(candidate)
    }

    /// Whether an always open statement of it would be closed by the start of another that is told of (`succeeding`).
    fn is_succeeded(&self, claim: &Signed) -> bool {
        let core = self.world.core();
        let relation = core.situation.relations.get(claim.sentence.relation);
        let Some(slot) = relation
            .filter(|one| one.succeeding)
            .and_then(|one| one.single)
        else {
            return false;
        };
        let agrees = |args: &[Value]| {
            let pairs = args.iter().zip(&claim.sentence.args).enumerate();
            pairs.clone().all(|(at, (a, b))| at == slot || a == b)
                && pairs.clone().any(|(at, (a, b))| at == slot && a != b)
        };
        let of_it = |relation| relation == claim.sentence.relation;
        core.items.of_relations(of_it).any(|(_, item)| {
            let stated = &item.stated;
            stated.sign == claim.sign
                && stated.extent.from > Instant::BEGINNING
                && stated.extent.from <= self.at
                && agrees(&stated.sentence.args)
        })
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

fn shape(repair: &Repair) -> Shape {
    let mut adds: Vec<(Sign, RelationId)> = repair
        .adds
        .iter()
        .map(|claim| (claim.sign, claim.sentence.relation))
        .collect();
    adds.sort_unstable();
    (adds, repair.removes.as_ref().map(|gone| gone.relation))
}

fn is_part(part: &Repair, of: &Repair) -> bool {
    part.adds.iter().all(|claim| of.adds.contains(claim))
        && (part.removes.is_none() || part.removes == of.removes)
}

/// All smaller changes that are a part of it.
pub(super) fn parts(repair: &Repair) -> Vec<Repair> {
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
