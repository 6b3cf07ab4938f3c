//! Core → world, from where one stands.
//!
//! Takes a core and a standpoint; gives the world with all that follows. A view asks the analyst's own world
//! first who speaks for the party: only what `speaks for` rests on is evaluated for that.

use super::Footing;
use super::counting::{Hearing, Party};
use super::fixpoint::{Fixpoint, Stopped};
use super::ground::{ground, values};
use super::grown::Grown;
use super::index::Indexes;
use super::needs::Needs;
use super::spokesmen::{Link, Spokesmen};
use super::standpoint::{Standpoint, Stop, Unevaluated, View};
use super::store::Pass;
use super::ties::Ties;
use super::watch::{Progress, Watch};
use super::world::World;
use crate::cores::cores;
use crate::model::{Core, EntityId, ItemId, RuleId, Sentence, Sign, Value};
use crate::plan::{Node, Plan, PlanError, plan, rests_on};
use crate::settle::Merging;
use crate::time::Instant;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All that follows from the core, seen from the standpoint.
///
/// # Errors
/// Rules that have no order.
pub fn evaluate(core: Arc<Core>, standpoint: &Standpoint) -> Result<World, PlanError> {
    run(core, standpoint, &Stop::never()).map(|(world, _)| world)
}

/// The same, unless it is stopped before the end; the world keeps the watch, for what is sought in it.
///
/// # Errors
/// Rules that have no order, or a stop.
pub fn evaluate_until(
    core: Arc<Core>,
    standpoint: &Standpoint,
    watch: &Watch,
) -> Result<World, Unevaluated> {
    match run(core, standpoint, &Stop::when(watch))? {
        (world, Ok(())) => Ok(world),
        (_, Err(Stopped)) => Err(Unevaluated::stopped(watch)),
    }
}

/// A world, and whether evaluation came to its end.
pub(super) type Evaluated = (World, Result<(), Stopped>);

fn run(core: Arc<Core>, standpoint: &Standpoint, stop: &Stop) -> Result<Evaluated, PlanError> {
    let ties = Ties::of(&core.situation);
    let Some(view) = standpoint.view else {
        let hearing = Hearing {
            known_on: standpoint.known_on,
            party: None,
        };
        return world(core, *standpoint, (ties, hearing), (&All, None), stop);
    };
    let spokesmen = spokesmen(&core, view, standpoint.known_on, stop)?;
    let hearing = Hearing {
        known_on: standpoint.known_on,
        party: Some(Party { view, spokesmen }),
    };
    let merging = same_in_view(&core, &hearing);
    if merging.is_empty() {
        return world(core, *standpoint, (ties, hearing), (&All, None), stop);
    }
    let mut merged = Core::clone(&core);
    merging.in_core(&mut merged);
    // The party, and who speaks for it, may be among those that have another name now.
    let hearing = hearing.merged(&merging);
    let seen_from = Standpoint {
        view: hearing.party.as_ref().map(|party| party.view),
        ..*standpoint
    };
    let (mut world, end) = world(
        Arc::new(merged),
        seen_from,
        (ties, hearing),
        (&All, None),
        stop,
    )?;
    world.asked = *standpoint;
    Ok((world, end))
}

/// Which strata are wanted.
pub(super) trait Wanted {
    fn wants(&self, nodes: &[Node]) -> bool;
}

/// All of them.
pub(super) struct All;

impl Wanted for All {
    fn wants(&self, _: &[Node]) -> bool {
        true
    }
}

impl Wanted for BTreeSet<Node> {
    fn wants(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| self.contains(node))
    }
}

pub(super) fn world(
    core: Arc<Core>,
    standpoint: Standpoint,
    (ties, hearing): (Ties, Hearing),
    (wanted, needs): (&dyn Wanted, Option<Needs>),
    stop: &Stop,
) -> Result<Evaluated, PlanError> {
    let running = running(&core, standpoint.view);
    let mut plan = plan(&core, &running)?;
    plan.strata.retain(|stratum| {
        let mut relations = stratum.nodes.iter().map(|node| node.relation);
        let needed = needs
            .as_ref()
            .is_none_or(|needs| relations.any(|relation| needs.has(relation)));
        needed && wanted.wants(&stratum.nodes)
    });
    let values = values(&core, needs.as_ref());
    let (store, items) = ground(&core, &values, (&ties, &hearing), needs.as_ref(), cores());
    let mut fixpoint = Fixpoint {
        core: &core,
        values: &values,
        indexes: Indexes::new(store.tables.len()),
        stop,
        bar: core.situation.bar,
        needs: needs.as_ref(),
        cores: cores(),
        afresh: true,
        withheld: BTreeMap::new(),
        grown: Grown::of(&store),
        store,
        hanging: Arc::default(),
    };
    let end = fixpoint.follow(&plan);
    let Fixpoint {
        mut store,
        indexes,
        withheld,
        hanging,
        ..
    } = fixpoint;
    store.worths.stand(cores());
    let world = World::new(super::world::Parts {
        core: Arc::clone(&core),
        standpoint,
        running,
        values,
        store,
        indexes,
        ties: Arc::new(ties),
        hearing: Arc::new(hearing),
        plan: Arc::new(plan),
        withheld,
        hanging,
        items: Some(items),
        watch: stop.watch(),
        needs,
    });
    Ok((world, end))
}

impl Fixpoint<'_> {
    fn follow(&mut self, plan: &Plan) -> Result<(), Stopped> {
        self.start();
        self.stated()?;
        let of = plan.strata.len();
        let watch = self.stop.watch();
        for (done, stratum) in plan.strata.iter().enumerate() {
            watch.tell(Progress::Rules { done, of });
            self.run(stratum, Pass::Plain)?;
        }
        self.bounds(plan)
    }
}

/// The analyst's rules, and those of the party.
pub(super) fn running(core: &Core, view: Option<View>) -> Vec<RuleId> {
    let runs = |of: Option<EntityId>| of.is_none() || of == view.map(|view| view.of);
    core.rules
        .iter()
        .filter(|(_, rule)| runs(rule.view))
        .map(|(id, _)| id)
        .collect()
}

/// Who speaks for the party in the analyst's world, as known on the same date.
fn spokesmen(
    core: &Arc<Core>,
    view: View,
    known_on: Option<Instant>,
    stop: &Stop,
) -> Result<Spokesmen, PlanError> {
    let relation = core.situation.known.speaks_for;
    let own = Standpoint {
        view: None,
        known_on,
    };
    let below = below(
        core,
        Node {
            relation,
            sign: Sign::For,
        },
    );
    let hearing = Hearing {
        known_on,
        party: None,
    };
    let (world, _) = world(
        Arc::clone(core),
        own,
        (Ties::of(&core.situation), hearing),
        (&below, None),
        stop,
    )?;
    let links: Vec<Link> = world
        .facts(relation)
        .filter_map(|fact| match fact.args.as_slice() {
            [Value::Entity(by), Value::Entity(party)] => Some(Link {
                by: *by,
                party: *party,
                spans: fact.support.spans_at_least(world.bar()),
            }),
            _ => None,
        })
        .collect();
    Ok(Spokesmen::of(view.of, &links))
}

/// All that the node rests on, itself included.
pub(super) fn below(core: &Core, node: Node) -> BTreeSet<Node> {
    let mut found = BTreeSet::from([node]);
    let mut open = vec![node];
    while let Some(next) = open.pop() {
        for (_, rule) in core
            .rules
            .iter()
            .filter(|(_, rule)| Node::of_head(rule) == next)
        {
            rests_on(&rule.body, &mut |node, _, _| {
                if found.insert(node) {
                    open.push(node);
                }
            });
        }
    }
    found
}

/// What is the same in a view: what the party, or who speaks for it, says is.
fn same_in_view(core: &Core, hearing: &Hearing) -> Merging {
    let mut merging = Merging::default();
    let Some(same) = core.situation.sameness() else {
        return merging;
    };
    let mut said: BTreeMap<Sentence, Vec<ItemId>> = BTreeMap::new();
    for (id, item) in core.items.of_relations(|relation| relation == same) {
        said.entry(item.stated.sentence.clone())
            .or_default()
            .push(id);
    }
    for (sentence, items) in said {
        let claimed = hearing.counting(core, &items).into_iter().any(|counting| {
            counting.footing != Footing::Shared
                && core
                    .items
                    .get(counting.item)
                    .is_some_and(|item| item.stated.sign == Sign::For)
        });
        if let ([Value::Entity(a), Value::Entity(b)], true) = (sentence.args.as_slice(), claimed) {
            merging.join(*a, *b);
        }
    }
    merging
}
