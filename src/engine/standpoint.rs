//! From where a world is seen, and when evaluation gives up.

use super::watch::Watch;
use crate::limits::{Exceeded, Gauge};
use crate::model::EntityId;
use crate::plan::PlanError;
use crate::time::Instant;

/// Whether a party that is silent on a sentence is taken to share the analyst's ground.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Strictness {
    /// Where the party says nothing, the analyst's evidence counts.
    Shared,
    /// The party's claims alone (`strictly according to`).
    Strictly,
}

/// In whose view a world is seen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct View {
    /// The party.
    pub of: EntityId,
    /// Whether what it is silent on is shared.
    pub strictly: Strictness,
}

/// From where a world is seen: the default is the analyst's own, by all that is known now.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Standpoint {
    /// In whose view; none is the analyst's own.
    pub view: Option<View>,
    /// `as known on δ`: l(δ), before which it must have been said. None: all that is known now.
    pub known_on: Option<Instant>,
}

/// Why there is no world.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unevaluated {
    /// The rules have no order.
    Plan(PlanError),
    /// Somebody asked to stop.
    Stopped,
    /// A limit was met.
    Exceeded(Exceeded),
}

impl From<PlanError> for Unevaluated {
    fn from(error: PlanError) -> Unevaluated {
        Unevaluated::Plan(error)
    }
}

impl Unevaluated {
    /// Stopped by somebody, or by a limit.
    pub(super) fn stopped(watch: &Watch) -> Unevaluated {
        match watch.exceeded() {
            Some(exceeded) => Unevaluated::Exceeded(exceeded),
            None => Unevaluated::Stopped,
        }
    }
}

/// Asks, once in so many steps, whether to stop.
pub(super) struct Stop<'a> {
    watch: Option<&'a Watch>,
}

impl<'a> Stop<'a> {
    pub(super) fn never() -> Stop<'static> {
        Stop { watch: None }
    }

    pub(super) fn when(watch: &'a Watch) -> Stop<'a> {
        Stop { watch: Some(watch) }
    }

    pub(super) fn watch(&self) -> Watch {
        self.watch.cloned().unwrap_or_default()
    }

    pub(super) fn asked(&self) -> bool {
        self.watch.is_some_and(Watch::is_stopped)
    }

    /// What tells whether a limit is met; nothing where nobody watches.
    pub(super) fn gauge(&self) -> Option<&'a Gauge> {
        self.watch.map(Watch::gauge)
    }
}
