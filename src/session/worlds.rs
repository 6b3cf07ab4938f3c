//! The worlds of a situation: each settled and evaluated when it is first asked for, and kept.

use crate::ask::AskError;
use crate::diagnostic::Diagnostic;
use crate::engine::{self, Standpoint, Watch, World};
use crate::model::{Alteration, Core, RuleId, Situation};
use crate::{plan, settle};
use std::sync::Arc;

/// How many worlds are kept; the oldest goes first.
const KEPT: usize = 32;

/// All worlds evaluated so far of one situation.
pub(super) struct Worlds {
    situation: Arc<Situation>,
    cores: Vec<(Vec<Alteration>, Arc<Core>)>,
    worlds: Vec<(Vec<Alteration>, Standpoint, Arc<World>)>,
    watch: Watch,
}

impl Worlds {
    pub fn of(situation: Arc<Situation>, watch: Watch) -> Worlds {
        Worlds {
            situation,
            cores: Vec::new(),
            worlds: Vec::new(),
            watch,
        }
    }

    /// Watched by somebody else from now on; worlds that were kept are watched as they were.
    pub fn watched_by(&mut self, watch: Watch) {
        self.worlds.clear();
        self.watch = watch;
    }

    /// The settled core under the changes.
    pub fn core(&mut self, changes: &[&Alteration]) -> Arc<Core> {
        if let Some((_, core)) = self.cores.iter().find(|(kept, _)| same(kept, changes)) {
            return core.clone();
        }
        let core = Arc::new(settle::settle(&self.situation, changes));
        keep(&mut self.cores, (owned(changes), core.clone()));
        core
    }

    /// The world as it stands from a standpoint, under the changes.
    pub fn world(
        &mut self,
        from: &Standpoint,
        changes: &[&Alteration],
    ) -> Result<Arc<World>, AskError> {
        let found = self
            .worlds
            .iter()
            .find(|(kept, stood, _)| stood == from && same(kept, changes));
        if let Some((_, _, world)) = found {
            return Ok(world.clone());
        }
        let core = self.core(changes);
        let world = engine::evaluate_until(core, from, &self.watch)?;
        let world = Arc::new(world);
        keep(&mut self.worlds, (owned(changes), *from, world.clone()));
        Ok(world)
    }

    /// What keeps the rules from being put in order.
    pub fn check(&mut self) -> Option<Diagnostic> {
        let core = self.core(&[]);
        let all: Vec<RuleId> = core.rules.ids().collect();
        plan::plan(&core, &all)
            .err()
            .map(|error| Diagnostic::from(&error))
    }
}

fn same(kept: &[Alteration], changes: &[&Alteration]) -> bool {
    kept.len() == changes.len() && kept.iter().zip(changes).all(|(a, b)| a == *b)
}

fn owned(changes: &[&Alteration]) -> Vec<Alteration> {
    changes.iter().map(|change| (*change).clone()).collect()
}

fn keep<T>(kept: &mut Vec<T>, new: T) {
    if kept.len() >= KEPT {
        kept.remove(0);
    }
    kept.push(new);
}
