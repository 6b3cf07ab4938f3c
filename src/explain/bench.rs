//! Other worlds than this one, for what is verified by evaluation. Takes a world and what is asked about, gives worlds
//! with items fewer, or more.
//!
//! The one idea: a trial is made from the world that stands, and followed only through what the sentence may rest on: the
//! relations that its rules reach.

use crate::engine::{Unevaluated, Watch, World};
use crate::model::{
    Core, Entity, EntityId, Id as _, Item, ItemId, KindId, Origin, RelationId, Sign, Signed,
    Stated, When, Words,
};
use crate::time::{Instant, Likelihood, Span};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A part of a world's core, to try changes of it.
pub(super) struct Bench {
    world: World,
    watch: Watch,
    /// What each item is in the world's own core.
    own: Vec<ItemId>,
}

impl Bench {
    /// Of the world, what a sentence of these relations may rest on.
    pub(super) fn of(world: &World, relations: &[RelationId]) -> Bench {
        let whole = world.core();
        let mut asked = relations.to_vec();
        if world.standpoint().view.is_some() {
            asked.push(whole.situation.known.speaks_for);
        }
        let reached = reached(whole, &asked);
        let (items, own) = whole.items.only_of(|relation| reached.contains(&relation));
        let core = Core {
            situation: Arc::clone(&whole.situation),
            items,
            clashes: Vec::new(),
            rules: whole.rules.clone(),
            masked: whole.masked.clone(),
            merged: whole.merged.clone(),
            changes: whole.changes.clone(),
        };
        Bench {
            world: world.resting(Arc::new(core), &reached),
            watch: world.watch().clone(),
            own,
        }
    }

    /// The core, to be changed.
    pub(super) fn core(&self) -> Core {
        Core::clone(self.world.core())
    }

    /// The world of a changed core; none if its rules have no order, or the search was stopped.
    pub(super) fn evaluate(&self, core: Core) -> Option<World> {
        self.watch.tries();
        made_from(&self.world, core).ok()
    }

    /// The world that has only the items kept, and for each of those what it is in the world's own core.
    pub(super) fn keeping(
        &self,
        keep: impl Fn(ItemId, &Item) -> bool,
    ) -> Option<(World, Vec<ItemId>)> {
        let own_core = self.world.core();
        let own = |id: ItemId| self.own.get(id.index()).copied();
        let (items, kept) =
            (own_core.items).only(|id, item| own(id).is_some_and(|own| keep(own, item)));
        let own = kept.into_iter().filter_map(own).collect();
        let core = Core {
            situation: Arc::clone(&own_core.situation),
            items,
            clashes: Vec::new(),
            rules: own_core.rules.clone(),
            masked: own_core.masked.clone(),
            merged: own_core.merged.clone(),
            changes: own_core.changes.clone(),
        };
        Some((self.evaluate(core)?, own))
    }
}

/// The world of another core, made from one that stands, and watched as that is, without being told of.
///
/// # Errors
/// Where the rules have no order, or somebody asked to stop.
pub(super) fn made_from(standing: &World, core: Core) -> Result<World, Unevaluated> {
    standing.changed(Arc::new(core), &standing.watch().quiet())
}

/// The relations that sentences of these may rest on, through all rules.
pub(super) fn reached(core: &Core, relations: &[RelationId]) -> BTreeSet<RelationId> {
    let mut found: BTreeSet<RelationId> = relations.iter().copied().collect();
    let mut open = relations.to_vec();
    while let Some(next) = open.pop() {
        for rule in core.rules.rows() {
            if rule.head.relation == next {
                rule.body.each_pattern(&mut |pattern, _| {
                    if found.insert(pattern.relation) {
                        open.push(pattern.relation);
                    }
                });
            }
        }
    }
    found
}

/// A certain statement without a date, as a repair or a what-if makes it.
pub(super) fn certain(claim: &Signed, view: Option<EntityId>) -> Stated {
    Stated {
        sentence: claim.sentence.clone(),
        sign: claim.sign,
        extent: Span::ALWAYS,
        core: Span::ALWAYS,
        when: When::Always,
        likelihood: Likelihood::CERTAIN,
        source: None,
        unrated: false,
        said: None,
        view,
        standing: crate::model::Standing::Fact,
        event: None,
        likelihood_stated: false,
        words: Arc::new(Words::default()),
        origin: nowhere(),
    }
}

/// An individual of the kind that has no name.
pub(super) fn unnamed(kind: KindId, name: String) -> Entity {
    Entity {
        name,
        also: Vec::new(),
        kinds: vec![kind],
        shipped: false,
        origin: nowhere(),
    }
}

/// Of what stands in no file.
fn nowhere() -> Origin {
    Origin {
        file: "".into(),
        line: 0,
        place: crate::source::Place::default(),
    }
}

/// For, or of a denial Ag, of the claim at the instant.
pub(super) fn worth(world: &World, claim: &Signed, at: Instant) -> Likelihood {
    match claim.sign {
        Sign::For => world.support(&claim.sentence),
        Sign::Against => world.denial(&claim.sentence),
    }
    .at(at)
}
