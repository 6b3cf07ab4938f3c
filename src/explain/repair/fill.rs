//! What stands for whom in a plan. Takes a plan with variables, gives it with known names in their place, the near ones
//! first, and with one individual without a name for each.

use super::plan::{Plan, Planner};
use super::{Repair, unnamed_id};
use crate::engine::World;
use crate::explain::bindings::Bindings;
use crate::model::{EntityId, KindId, Kinds, Signed, Term, Value, VarId};
use crate::time::Likelihood;
use indexmap::IndexSet;

/// So many ways to fill in a plan are tried.
const WAYS: usize = 120;

/// The plan with its variables filled in, in every way that fits the kinds and what waited for names.
pub(super) fn candidates(planner: &Planner<'_>, plan: &Plan) -> Vec<Repair> {
    let world = planner.reading.world;
    let open: IndexSet<VarId> = plan
        .facts
        .iter()
        .flat_map(|(_, pattern)| &pattern.args)
        .filter_map(|term| match term {
            Term::Var(variable) if plan.bindings.get(*variable).is_none() => Some(*variable),
            Term::Var(_) | Term::Value(_) => None,
        })
        .collect();
    // A kind asked of what stands in no new fact is asked of nobody: that plan is none.
    if plan
        .kinds
        .iter()
        .any(|(variable, _)| !open.contains(variable))
    {
        return Vec::new();
    }
    let mut ways: Vec<(Bindings, Vec<(EntityId, KindId)>)> =
        vec![(plan.bindings.clone(), Vec::new())];
    for variable in &open {
        let slots = slots(world, plan, *variable);
        let mut names = known(world, plan, *variable, &slots);
        names.sort_by_cached_key(|value| planner.near.far(value));
        let mut next = Vec::new();
        for (bindings, unnamed) in ways {
            let mut with_names: Vec<_> = names
                .iter()
                .map(|value| (bindings.with(*variable, value.clone()), unnamed.clone()))
                .collect();
            let nobody = kind_of_nobody(world, &slots).map(|kind| {
                let id = unnamed_id(world, unnamed.len());
                let mut unnamed = unnamed.clone();
                unnamed.push((id, kind));
                (bindings.with(*variable, Value::Entity(id)), unnamed)
            });
            // Where anybody will do, that is what is said: one without a name comes first.
            with_names.splice(0..0, nobody);
            next.extend(with_names);
        }
        next.truncate(WAYS);
        ways = next;
    }
    ways.into_iter()
        .filter_map(|(bindings, unnamed)| {
            let adds: Option<Vec<Signed>> = plan
                .facts
                .iter()
                .map(|(sign, pattern)| {
                    Some(Signed {
                        sign: *sign,
                        sentence: bindings.fill(pattern)?,
                    })
                })
                .collect();
            let adds = adds?;
            // Where two of its facts become one it is another plan, of fewer changes.
            let is_twice = (1..)
                .zip(&adds)
                .any(|(at, claim)| adds.iter().skip(at).any(|one| one == claim));
            let fits = !is_twice
                && adds
                    .iter()
                    .all(|claim| is_well_kinded(world, claim, &unnamed))
                && planner.fits(&plan.deferred, &bindings);
            fits.then(|| Repair {
                adds,
                unnamed,
                removes: plan.removes.clone(),
                gives: Likelihood::NEVER,
                indicator: false,
            })
        })
        .collect()
}

/// The kinds that the variable's slots ask.
fn slots(world: &World, plan: &Plan, variable: VarId) -> Vec<KindId> {
    let relations = &world.core().situation.relations;
    let asked = plan.facts.iter().flat_map(|(_, pattern)| {
        let slots = relations
            .get(pattern.relation)
            .map(|relation| relation.slots.as_slice());
        let terms = pattern.args.iter();
        terms
            .zip(slots.unwrap_or_default())
            .filter_map(|(term, kind)| (*term == Term::Var(variable)).then_some(*kind))
    });
    let kinds = plan
        .kinds
        .iter()
        .filter(|(of, _)| *of == variable)
        .map(|(_, kind)| *kind);
    asked.chain(kinds).collect()
}

/// Known values that fit all slots: names in the order of the files; of literals, those that stand there already.
fn known(world: &World, plan: &Plan, variable: VarId, slots: &[KindId]) -> Vec<Value> {
    let situation = &world.core().situation;
    let literal = |kind: &KindId| matches!(*kind, Kinds::NUMBER | Kinds::TEXT | Kinds::DATE);
    if slots.iter().any(literal) {
        let mut found = IndexSet::new();
        for (_, pattern) in &plan.facts {
            for (place, term) in pattern.args.iter().enumerate() {
                if *term == Term::Var(variable) {
                    let values = world
                        .facts(pattern.relation)
                        .filter_map(|fact| fact.args.get(place));
                    found.extend(values.cloned());
                }
            }
        }
        return found.into_iter().collect();
    }
    let fits = |entity: EntityId| slots.iter().all(|slot| is_of(world, entity, *slot));
    situation
        .entities
        .ids()
        .filter(|entity| world.stands_for(*entity) == *entity && fits(*entity))
        .map(Value::Entity)
        .collect()
}

fn is_of(world: &World, entity: EntityId, kind: KindId) -> bool {
    let situation = &world.core().situation;
    situation.entities.get(entity).is_some_and(|entity| {
        entity
            .kinds
            .iter()
            .any(|own| situation.kinds.is_below(*own, kind))
    })
}

/// The kind of an individual without a name that fits all slots: the lowest of them, if it is below all.
fn kind_of_nobody(world: &World, slots: &[KindId]) -> Option<KindId> {
    let kinds = &world.core().situation.kinds;
    let below_entity = |kind: &&KindId| kinds.is_below(**kind, Kinds::ENTITY);
    slots
        .iter()
        .filter(below_entity)
        .find(|kind| slots.iter().all(|slot| kinds.is_below(**kind, *slot)))
        .copied()
}

fn is_well_kinded(world: &World, claim: &Signed, unnamed: &[(EntityId, KindId)]) -> bool {
    let situation = &world.core().situation;
    let Some(relation) = situation.relations.get(claim.sentence.relation) else {
        return false;
    };
    relation
        .slots
        .iter()
        .zip(&claim.sentence.args)
        .all(|(slot, value)| match value {
            Value::Entity(entity) => match unnamed.iter().find(|(id, _)| id == entity) {
                Some((_, kind)) => situation.kinds.is_below(*kind, *slot),
                None => is_of(world, *entity, *slot),
            },
            Value::Number(_) => *slot == Kinds::NUMBER,
            Value::Text(_) => *slot == Kinds::TEXT,
            Value::Date(_) => *slot == Kinds::DATE,
        })
}
