//! A world of which only a part was needed.
//!
//! Takes what a question looks at; gives a world that holds what the question needs, and makes the whole when something
//! else is asked of it, so that nothing it says is ever another than the whole world says.

use super::counting::Hearing;
use super::evaluate::{All, evaluate_until, running, world};
use super::needs::Needs;
use super::standpoint::{Standpoint, Stop, Unevaluated};
use super::ties::Ties;
use super::watch::Watch;
use super::world::World;
use crate::model::{Body, Core, Pattern, RelationId, Sentence, Term, Value};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// What was needed, and the whole once it is.
pub(super) struct Needed {
    needs: Needs,
    whole: OnceLock<Box<World>>,
    /// Whether somebody stopped it before the whole was there.
    broken: AtomicBool,
}

impl Needed {
    pub(super) fn of(needs: Needs) -> Needed {
        Needed {
            needs,
            whole: OnceLock::new(),
            broken: AtomicBool::new(false),
        }
    }
}

/// The world as far as the sentences need it, in the analyst's own view; in a party's it is made whole, and where nearly all
/// of it is needed.
///
/// # Errors
/// Rules that have no order, or a stop.
pub fn evaluate_needed(
    core: Arc<Core>,
    standpoint: &Standpoint,
    looked_at: &[Pattern],
    watch: &Watch,
) -> Result<World, Unevaluated> {
    if standpoint.view.is_some() || !core.merged.is_empty() {
        return evaluate_until(core, standpoint, watch);
    }
    let needs = Needs::of(&core, &running(&core, None), looked_at);
    if needs.spare_little(&core) {
        return evaluate_until(core, standpoint, watch);
    }
    let hearing = Hearing {
        known_on: standpoint.known_on,
        party: None,
    };
    let ties = Ties::of(&core.situation);
    let stop = Stop::when(watch);
    let (world, end) = world(
        core,
        *standpoint,
        (ties, hearing),
        (&All, Some(needs)),
        &stop,
    )?;
    match end {
        Ok(()) => Ok(world),
        Err(_) => Err(Unevaluated::stopped(watch)),
    }
}

impl World {
    /// Whether the whole world was evaluated at once.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.needed.is_none()
    }

    /// Whether only a part of it was needed at first, and the whole was made since.
    #[must_use]
    pub fn has_made_whole(&self) -> bool {
        let made = |needed: &Needed| needed.whole.get().is_some();
        self.needed.as_ref().is_some_and(made)
    }

    /// Whether it holds all that such a question looks at.
    #[must_use]
    pub fn has_patterns(&self, looked_at: &[Pattern]) -> bool {
        let broken = |needed: &Needed| needed.broken.load(Ordering::Relaxed);
        !self.needed.as_ref().is_some_and(broken)
            && looked_at.iter().all(|pattern| self.has_pattern(pattern))
    }

    fn needs(&self) -> Option<&Needs> {
        self.needed.as_ref().map(|needed| &needed.needs)
    }

    pub(super) fn has(&self, sentence: &Sentence) -> bool {
        let args = sentence.args.iter().map(Some);
        self.needs()
            .is_none_or(|needs| needs.cover(sentence.relation, args))
    }

    pub(super) fn has_all(&self, relation: RelationId) -> bool {
        self.needs().is_none_or(|needs| needs.has_all(relation))
    }

    /// Whether it holds all that the condition asks, where some variables stand for values.
    pub(super) fn has_condition(&self, body: &Body, bound: &[Option<Value>]) -> bool {
        self.needs()
            .is_none_or(|needs| needs.cover_condition(body, bound))
    }

    fn has_pattern(&self, pattern: &Pattern) -> bool {
        let args = pattern.args.iter().map(|term| match term {
            Term::Value(value) => Some(value),
            Term::Var(_) => None,
        });
        self.needs()
            .is_none_or(|needs| needs.cover(pattern.relation, args))
    }

    /// The whole world, where only a part of it was needed until now.
    pub(super) fn whole(&self) -> &World {
        let Some(needed) = &self.needed else {
            return self;
        };
        needed.whole.get_or_init(|| {
            // The part was evaluated by the same rules: they have an order, and only a stop is in the way.
            let whole = evaluate_until(Arc::clone(self.core()), &self.asked, self.watch());
            Box::new(whole.unwrap_or_else(|_| {
                needed.broken.store(true, Ordering::Relaxed);
                World::new(self.parts())
            }))
        })
    }
}
