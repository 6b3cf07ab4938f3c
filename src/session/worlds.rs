//! The worlds of a situation: each settled and evaluated when it is first asked for, and kept.
//!
//! The one idea: a world is made from one that stands where there is one seen from the same standpoint, so that a
//! branch, a what-if, or a statement more at the prompt costs what it changes.

use crate::ask::AskError;
use crate::diagnostic::Diagnostic;
use crate::engine::{self, Standpoint, Watch, World};
use crate::model::{Alteration, Core, Pattern, RuleId, Situation};
use crate::{plan, settle};
use std::sync::Arc;

/// How many worlds are kept; the oldest goes first.
const KEPT: usize = 32;

/// Of fewer statements a world is whole before anybody has read the answer.
const LARGE: usize = 20_000;

/// All worlds evaluated so far of one situation.
pub(super) struct Worlds {
    situation: Arc<Situation>,
    cores: Vec<(Vec<Alteration>, Arc<Core>)>,
    worlds: Vec<Kept>,
    /// Worlds of the situation before this one, without changes: not to be asked, but to make others from.
    before: Vec<Kept>,
    /// The last world of which only a part was needed.
    part: Option<Kept>,
    /// Whether there was one.
    had_part: bool,
    /// Of so many statements only what a question needs is evaluated.
    pub large: usize,
    watch: Watch,
}

/// A world, the changes under which it was made, and from where it is seen.
type Kept = (Vec<Alteration>, Standpoint, Arc<World>);

impl Worlds {
    pub fn of(situation: Arc<Situation>, watch: Watch) -> Worlds {
        Worlds {
            situation,
            cores: Vec::new(),
            worlds: Vec::new(),
            before: Vec::new(),
            part: None,
            had_part: false,
            large: LARGE,
            watch,
        }
    }

    /// Watched by somebody else from now on. A world that somebody holds is let go of, and watched as it was.
    pub fn watched_by(&mut self, watch: Watch) {
        self.before.clear();
        self.part = None;
        self.worlds.retain_mut(|(.., world)| {
            let own = Arc::get_mut(world);
            own.map(|world| world.watched_by(watch.clone())).is_some()
        });
        self.watch = watch;
    }

    /// Keeps the analyst's own world of the situation, which was evaluated before.
    pub fn keep_standing(&mut self, world: World) {
        keep(&mut self.cores, (Vec::new(), Arc::clone(world.core())));
        keep(
            &mut self.worlds,
            (Vec::new(), *world.standpoint(), Arc::new(world)),
        );
    }

    /// Lets go of the worlds that are kept: they are made again when they are asked for.
    pub fn let_go(&mut self) {
        self.worlds.clear();
        self.before.clear();
        self.part = None;
    }

    /// Those of another situation, to be made from these.
    pub fn onto(&mut self, situation: Arc<Situation>) {
        let mut before = std::mem::take(&mut self.worlds);
        before.retain(|(changes, ..)| changes.is_empty());
        if !before.is_empty() {
            self.before = before;
        }
        self.cores.clear();
        self.part = None;
        self.situation = situation;
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
        let world = match self.nearest(from, changes) {
            Some(standing) => standing.changed(core, &self.watch)?,
            None => engine::evaluate_until(core, from, &self.watch)?,
        };
        let world = Arc::new(world);
        keep(&mut self.worlds, (owned(changes), *from, world.clone()));
        Ok(world)
    }

    /// The same as far as such a question looks at it: of a large situation only what it needs is evaluated.
    pub fn world_for(
        &mut self,
        from: &Standpoint,
        changes: &[&Alteration],
        looked_at: &[Pattern],
    ) -> Result<Arc<World>, AskError> {
        let stands = self
            .worlds
            .iter()
            .any(|(kept, stood, _)| stood == from && same(kept, changes));
        let core = self.core(changes);
        let small = core.items.len() < self.large;
        if stands || small || looked_at.is_empty() || self.nearest(from, changes).is_some() {
            return self.world(from, changes);
        }
        let kept = self.part.take();
        let kept = kept.filter(|(made, stood, world)| {
            stood == from && same(made, changes) && world.has_patterns(looked_at)
        });
        if let Some((_, _, world)) = &kept {
            let world = Arc::clone(world);
            self.part = kept;
            return Ok(world);
        }
        if std::mem::replace(&mut self.had_part, true) {
            // Who asks on is served best by a world that stands.
            return self.world(from, changes);
        }
        let world = engine::evaluate_needed(core, from, looked_at, &self.watch)?;
        let world = Arc::new(world);
        let kept = (owned(changes), *from, Arc::clone(&world));
        if world.is_whole() {
            keep(&mut self.worlds, kept);
        } else {
            self.part = Some(kept);
        }
        Ok(world)
    }

    /// The world seen from there that differs least: with the most of the changes made, and no others.
    fn nearest(&self, from: &Standpoint, changes: &[&Alteration]) -> Option<&World> {
        let seen = self.worlds.iter().filter(|(_, stood, _)| stood == from);
        let begun = seen.filter(|(made, ..)| {
            made.len() < changes.len() && made.iter().zip(changes).all(|(a, b)| a == *b)
        });
        let nearest = begun.max_by_key(|(made, ..)| made.len());
        let before = self.before.iter().find(|(_, stood, _)| stood == from);
        nearest.or(before).map(|(.., world)| &**world)
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
