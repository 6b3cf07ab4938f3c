//! The smallest sets of units without which a claim falls, where its lineage cannot be told.
//!
//! The one idea: a cut has to break every derivation. So one derivation is broken in every way it can be, what is left
//! is evaluated, and if the claim still holds its next derivation is broken in turn, smallest sets first (R. Reiter, A
//! theory of diagnosis from first principles, 1987). It ends when all are found, or no more worlds may be evaluated.

use super::{Cut, Linchpins, Moved, Unit, Worlds, reached, worth};
use crate::engine::World;
use crate::explain::{Because, Derivation, Leaf, why};
use crate::model::{Body, ItemId, RelationId};
use crate::time::Likelihood;
use std::collections::{BTreeSet, VecDeque};

/// So many sets are looked at.
const SETS: usize = 20_000;

/// So many units are tried one by one, besides those in derivations.
const SINGLES: usize = 200;

/// What the claim hangs on, as far as the search gets.
pub(super) fn search<'a>(moved: &Moved<'a>, worlds: &mut Worlds<'a>) -> Linchpins {
    let mut search = Search {
        moved: *moved,
        worlds,
        supports: Vec::new(),
    };
    let (cuts, mut complete) = if moved.value >= moved.bar {
        search.cuts()
    } else {
        (Vec::new(), true)
    };
    let in_all = complete.then(|| u64::try_from(cuts.len()).ok()).flatten();
    let mut found = Linchpins {
        value: moved.value,
        cuts,
        lowers: Vec::new(),
        raises: Vec::new(),
        complete,
        in_all,
        tried: 0,
    };
    for unit in search.candidates() {
        match search.worlds.worth_without(&Set::from([unit.clone()])) {
            Some(without) => found.moves(unit, without),
            None => complete = false,
        }
    }
    found.complete = complete;
    found.ordered(worlds)
}

type Set = BTreeSet<Unit>;

struct Search<'a, 'w> {
    moved: Moved<'a>,
    worlds: &'w mut Worlds<'a>,
    /// What each derivation that was met can be broken by.
    supports: Vec<Support>,
}

/// A derivation, as far as units can break it.
#[derive(Clone)]
struct Support {
    units: Set,
    /// Whether it stands wherever its units do: not if it supposes that something does not hold.
    plain: bool,
}

impl Search<'_, '_> {
    fn cuts(&mut self) -> (Vec<Cut>, bool) {
        let mut cuts: Vec<(Set, Likelihood)> = Vec::new();
        let mut queue = VecDeque::from([Set::new()]);
        let mut met = BTreeSet::from([Set::new()]);
        let mut complete = true;
        while let Some(taken) = queue.pop_front() {
            if cuts.iter().any(|(cut, _)| cut.is_subset(&taken)) {
                continue;
            }
            let known = self
                .supports
                .iter()
                .find(|support| support.plain && support.units.is_disjoint(&taken))
                .cloned();
            let support = match known {
                Some(support) => support,
                None => match self.without(&taken) {
                    None => {
                        complete = false;
                        break;
                    }
                    Some((value, _)) if value < self.moved.bar => {
                        cuts.push((taken, value));
                        continue;
                    }
                    Some((_, Some(support))) => support,
                    Some((_, None)) => {
                        complete = false;
                        continue;
                    }
                },
            };
            for unit in &support.units {
                let mut more = taken.clone();
                if more.insert(unit.clone()) && met.len() < SETS && met.insert(more.clone()) {
                    queue.push_back(more);
                }
            }
            complete &= met.len() < SETS;
        }
        let cuts = cuts
            .into_iter()
            .map(|(units, leaves)| Cut {
                units: units.into_iter().collect(),
                leaves,
            })
            .collect();
        (cuts, complete)
    }

    /// What the claim is worth without the units, and if it holds, how it can be broken. None where no more worlds may
    /// be evaluated.
    fn without(&mut self, taken: &Set) -> Option<(Likelihood, Option<Support>)> {
        let world = self.worlds.without(taken)?;
        let value = worth(&world, self.moved.claim, self.moved.at);
        if value < self.moved.bar {
            return Some((value, None));
        }
        let support = why(&world, self.moved.claim, self.moved.at)
            .map(|derivation| self.support(&world, &derivation));
        self.supports.extend(support.clone());
        Some((value, support))
    }

    /// The units in the derivations that were met, and those against their defaults; of few units all.
    fn candidates(&mut self) -> Set {
        let mut rests_on = vec![self.moved.claim.sentence.relation];
        if self.moved.world.standpoint().view.is_some() {
            rests_on.push(self.moved.world.core().situation.known.speaks_for);
        }
        let all = self.below(self.moved.world, &rests_on);
        if all.len() <= SINGLES {
            return all;
        }
        let mut found: Set = self
            .supports
            .iter()
            .flat_map(|support| support.units.iter().cloned())
            .collect();
        let world = self.moved.world;
        if let Some(derivation) = why(world, self.moved.claim, self.moved.at) {
            for one in derivation.index().values() {
                if let Because::Evidence(evidence) = &one.because {
                    found.extend(self.units_of(world, evidence.items.iter().copied()));
                }
            }
        }
        found
    }

    /// What can break the derivation: the units of its evidence; where it supposes that something does not hold, all
    /// that may hold that down; and in a view, all that decides whose statements are heard.
    fn support(&self, world: &World, derivation: &Derivation) -> Support {
        let mut units = Set::new();
        let in_view = world.standpoint().view.is_some();
        let mut plain = !in_view && !self.worlds.reopens();
        for leaf in derivation.leaves() {
            match leaf {
                Leaf::Evidence { evidence, .. } => {
                    units.extend(self.units_of(world, evidence.items.iter().copied()));
                }
                Leaf::Rule(_) => {}
                Leaf::Default { condition, .. } => {
                    let mut asked = Vec::new();
                    condition.each_pattern(&mut |pattern, _| asked.push(pattern.relation));
                    let holds_down = self.holding_down(world, &asked, condition);
                    plain &= holds_down.is_empty();
                    units.extend(holds_down);
                }
                Leaf::AtMost { .. } => {
                    let holds_down = self.holding_down(
                        world,
                        &[self.moved.claim.sentence.relation],
                        &Body::And(Vec::new()),
                    );
                    plain &= holds_down.is_empty();
                    units.extend(holds_down);
                }
            }
        }
        if in_view {
            for one in derivation.derivations() {
                let items = world.all_items_of(&one.claim.sentence);
                units.extend(self.units_of(world, items.iter().copied()));
            }
            units.extend(self.below(world, &[world.core().situation.known.speaks_for]));
        }
        Support { units, plain }
    }

    /// Units without which a condition may hold better: none unless something under it is negated.
    fn holding_down(&self, world: &World, relations: &[RelationId], condition: &Body) -> Set {
        let core = world.core();
        let below = reached(core, relations);
        let negated = condition.has_negation()
            || core
                .rules
                .rows()
                .iter()
                .any(|rule| below.contains(&rule.head.relation) && rule.body.has_negation());
        if negated || self.worlds.reopens() {
            self.below(world, relations)
        } else {
            Set::new()
        }
    }

    /// The units of all that these relations may rest on.
    fn below(&self, world: &World, relations: &[RelationId]) -> Set {
        let core = world.core();
        let below = reached(core, relations);
        core.items
            .of_relations(|relation| below.contains(&relation))
            .flat_map(|(_, item)| self.moved.units.of(core, &item))
            .collect()
    }

    fn units_of(&self, world: &World, items: impl Iterator<Item = ItemId>) -> Set {
        let core = world.core();
        items
            .filter_map(|id| core.items.get(id))
            .flat_map(|item| self.moved.units.of(core, item))
            .collect()
    }
}
