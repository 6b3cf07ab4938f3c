//! Linchpins: what an answer hangs on. Takes a world and a claim, gives the smallest sets of statements (or sources)
//! without which it falls, and how far each alone moves it.
//!
//! The one idea: a cut has to break every derivation. So one derivation is broken in every way it can be, what is left
//! is evaluated, and if the claim still holds its next derivation is broken in turn (Reiter's tree of hitting sets),
//! smallest sets first. Every set that is shown was evaluated.

use super::bench::{Bench, reached, worth};
use super::{Because, Derivation, Leaf, why};
use crate::engine::World;
use crate::model::{Body, Core, Id as _, Item, ItemId, RelationId, Sign, Signed, SourceId};
use crate::time::{Instant, Likelihood, Span};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What is taken away at once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Unit {
    /// All that is stated of a claim.
    Statement(Signed),
    /// A source, and those whose whole descent passes through it.
    Source(SourceId),
}

impl Unit {
    /// The claim that is stated; none of a source.
    #[must_use]
    pub fn claim(&self) -> Option<&Signed> {
        match self {
            Unit::Statement(claim) => Some(claim),
            Unit::Source(_) => None,
        }
    }
}

/// What the units are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Units {
    /// Stated sentences, assumptions too.
    Statements,
    /// Sources.
    Sources,
}

/// Units without which the claim falls; with any of them it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cut {
    /// The units, sorted.
    pub units: Vec<Unit>,
    /// What the claim is worth without them.
    pub leaves: Likelihood,
}

/// A unit without which the claim is worth something else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Moves {
    /// The unit.
    pub unit: Unit,
    /// What the claim is worth without it.
    pub without: Likelihood,
}

/// What a claim hangs on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Linchpins {
    /// What it is worth.
    pub value: Likelihood,
    /// The minimal cuts, the smallest first. None where the claim does not hold anyway.
    pub cuts: Vec<Cut>,
    /// Each single unit without which it is less likely; the greatest drop first.
    pub lowers: Vec<Moves>,
    /// Each single unit without which it is likelier.
    pub raises: Vec<Moves>,
    /// Whether these are all cuts there are.
    pub complete: bool,
}

/// So many worlds are evaluated at most.
const WORLDS: usize = 600;
/// So many sets are looked at.
const SETS: usize = 20_000;

/// What the claim hangs on at the instant.
#[must_use]
pub fn linchpins(world: &World, claim: &Signed, at: Instant, units: Units) -> Linchpins {
    let claim = Signed {
        sign: claim.sign,
        sentence: world.merged(&claim.sentence),
    };
    let mut search = Search {
        bench: Bench::of(world, &[claim.sentence.relation]),
        bar: world.bar(),
        world,
        claim: &claim,
        at,
        units,
        left: WORLDS,
        supports: Vec::new(),
        singles: BTreeMap::new(),
    };
    let value = worth(world, &claim, at);
    let (cuts, complete) = if value >= world.bar() {
        search.cuts()
    } else {
        (Vec::new(), true)
    };
    let mut lowers = Vec::new();
    let mut raises = Vec::new();
    for unit in search.candidates() {
        let Some(without) = search.single(&unit) else {
            continue;
        };
        match without.cmp(&value) {
            std::cmp::Ordering::Less => lowers.push(Moves { unit, without }),
            std::cmp::Ordering::Greater => raises.push(Moves { unit, without }),
            std::cmp::Ordering::Equal => {}
        }
    }
    lowers.sort_by_key(|moves| moves.without);
    raises.sort_by_key(|moves| std::cmp::Reverse(moves.without));
    Linchpins {
        value,
        cuts,
        lowers,
        raises,
        complete: complete && !world.watch().is_stopped(),
    }
}

type Set = BTreeSet<Unit>;

struct Search<'a> {
    bench: Bench,
    bar: Likelihood,
    world: &'a World,
    claim: &'a Signed,
    at: Instant,
    units: Units,
    left: usize,
    /// What each derivation that was met can be broken by.
    supports: Vec<Support>,
    singles: BTreeMap<Unit, Likelihood>,
}

/// A derivation, as far as units can break it.
#[derive(Clone)]
struct Support {
    units: Set,
    /// Whether it stands wherever its units do: not if it supposes that something does not hold.
    plain: bool,
}

impl Search<'_> {
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
                None if self.left == 0 => {
                    complete = false;
                    break;
                }
                None => match self.without(&taken) {
                    Some((value, _)) if value < self.bar => {
                        cuts.push((taken, value));
                        continue;
                    }
                    Some((_, Some(support))) => support,
                    Some((_, None)) | None => {
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

    /// What the claim is worth without the units, and if it holds, how it can be broken.
    fn without(&mut self, taken: &Set) -> Option<(Likelihood, Option<Support>)> {
        self.left = self.left.saturating_sub(1);
        let gone = Gone::of(self.world.core(), taken);
        let (world, own) = self.bench.keeping(|_, item| !gone.takes(item))?;
        let value = worth(&world, self.claim, self.at);
        if let Some(unit) = taken.first()
            && taken.len() == 1
        {
            self.singles.insert(unit.clone(), value);
        }
        if value < self.bar {
            return Some((value, None));
        }
        let derivation = why(&world, self.claim, self.at)?;
        let support = self.support(&world, &derivation, &own);
        self.supports.push(support.clone());
        Some((value, Some(support)))
    }

    /// What the claim is worth without one unit.
    fn single(&mut self, unit: &Unit) -> Option<Likelihood> {
        if let Some(known) = self.singles.get(unit) {
            return Some(*known);
        }
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        let gone = Gone::of(self.world.core(), &Set::from([unit.clone()]));
        let (world, _) = self.bench.keeping(|_, item| !gone.takes(item))?;
        Some(worth(&world, self.claim, self.at))
    }

    /// The units in the derivations that were met, and those against their defaults.
    fn candidates(&mut self) -> Set {
        let mut found: Set = self
            .supports
            .iter()
            .flat_map(|support| support.units.iter().cloned())
            .collect();
        if let Some(derivation) = why(self.world, self.claim, self.at) {
            for one in derivation.index().values() {
                if let Because::Evidence(evidence) = &one.because {
                    found.extend(self.units_of(self.world.core(), &one.claim, &evidence.items));
                }
            }
        }
        found
    }

    /// What can break the derivation: the units of its evidence; and where it supposes that something does not hold,
    /// all that may hold that down.
    fn support(&self, world: &World, derivation: &Derivation, own: &[ItemId]) -> Support {
        let mut units = Set::new();
        let mut plain = true;
        for leaf in derivation.leaves() {
            match leaf {
                Leaf::Evidence {
                    claim, evidence, ..
                } => {
                    let items: Vec<ItemId> = evidence
                        .items
                        .iter()
                        .filter_map(|id| own.get(id.index()).copied())
                        .collect();
                    units.extend(self.units_of(self.world.core(), claim, &items));
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
                        &[self.claim.sentence.relation],
                        &Body::And(Vec::new()),
                    );
                    plain &= holds_down.is_empty();
                    units.extend(holds_down);
                }
            }
        }
        Support { units, plain }
    }

    /// Units without which a condition may hold better: none unless something under it is negated.
    fn holding_down(&self, world: &World, relations: &[RelationId], condition: &Body) -> Set {
        let core = world.core();
        let below = reached(core, relations);
        let negated = has_negation(condition)
            || core
                .rules
                .rows()
                .iter()
                .any(|rule| below.contains(&rule.head.relation) && has_negation(&rule.body));
        if !negated {
            return Set::new();
        }
        core.items
            .of_relations(|relation| below.contains(&relation))
            .flat_map(|(_, item)| self.unit_of(core, &item))
            .collect()
    }

    fn units_of(&self, core: &Core, claim: &Signed, items: &[ItemId]) -> Set {
        match self.units {
            Units::Statements => {
                let declared = items
                    .iter()
                    .filter_map(|id| core.items.get(*id))
                    .all(|item| is_declaration(core, item));
                if declared && !items.is_empty() {
                    Set::new()
                } else {
                    Set::from([Unit::Statement(claim.clone())])
                }
            }
            Units::Sources => items
                .iter()
                .filter_map(|id| core.items.get(*id))
                .flat_map(|item| self.unit_of(core, item))
                .collect(),
        }
    }

    fn unit_of(&self, core: &Core, item: &Item) -> Set {
        match self.units {
            Units::Statements if is_declaration(core, item) => Set::new(),
            Units::Statements => Set::from([Unit::Statement(Signed {
                sign: item.stated.sign,
                sentence: item.stated.sentence.clone(),
            })]),
            Units::Sources => {
                let mut found = Set::new();
                let mut open: Vec<SourceId> = item.stated.source.into_iter().collect();
                while let Some(next) = open.pop() {
                    if found.insert(Unit::Source(next))
                        && let Some(source) = core.situation.sources.get(next)
                    {
                        open.extend(&source.derived_from);
                    }
                }
                found
            }
        }
    }
}

/// Whether the item only says of what kind something was declared: names and kinds are what all speak in, and are not
/// taken away.
fn is_declaration(core: &Core, item: &Item) -> bool {
    let relation = core.situation.relations.get(item.stated.sentence.relation);
    relation.is_some_and(|relation| relation.kind.is_some())
        && item.stated.extent == Span::ALWAYS
        && item.stated.source.is_none()
        && item.stated.sign == Sign::For
}

/// Whether something in the condition holds because something else does not.
fn has_negation(body: &Body) -> bool {
    match body {
        Body::Not(_) | Body::AtMost(_) | Body::Exactly(_) => true,
        Body::And(of) | Body::Or(of) | Body::AtLeastOf { of, .. } => of.iter().any(has_negation),
        Body::Past(of) | Body::AnyTime(of) | Body::PastWithin(_, of) | Body::Throughout(_, of) => {
            has_negation(of)
        }
        Body::AtLeast(count) => has_negation(&count.body),
        Body::Sentence(_)
        | Body::Denied(_)
        | Body::Stated(..)
        | Body::Claimed { .. }
        | Body::Compare { .. } => false,
    }
}

/// What is taken away with a set of units.
struct Gone {
    statements: BTreeSet<Signed>,
    sources: BTreeSet<SourceId>,
}

impl Gone {
    fn of(core: &Core, taken: &Set) -> Gone {
        let mut gone = Gone {
            statements: BTreeSet::new(),
            sources: BTreeSet::new(),
        };
        for unit in taken {
            match unit {
                Unit::Statement(claim) => {
                    gone.statements.insert(claim.clone());
                }
                Unit::Source(source) => {
                    gone.sources.insert(*source);
                }
            }
        }
        // A source goes when all that the whole of it is taken from is gone.
        let mut grown = !gone.sources.is_empty();
        while grown {
            grown = false;
            for (id, source) in core.situation.sources.iter() {
                let all_gone = !source.derived_from.is_empty()
                    && source
                        .derived_from
                        .iter()
                        .all(|from| gone.sources.contains(from));
                grown |= all_gone && gone.sources.insert(id);
            }
        }
        gone
    }

    fn takes(&self, item: &Item) -> bool {
        item.stated
            .source
            .is_some_and(|source| self.sources.contains(&source))
            || self.statements.iter().any(|claim| {
                claim.sign == item.stated.sign && claim.sentence == item.stated.sentence
            })
    }
}
