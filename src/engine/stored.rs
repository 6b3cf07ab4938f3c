//! A world that was evaluated once, kept for another run of the program.
//!
//! Takes a world in the analyst's own view; gives its bytes, and back a world that says the same. What is quickly found
//! from its core is found again: who is tied to whom, whose statements are heard, which rows have a value.

use super::bounds::Hanging;
use super::counting::Hearing;
use super::index::Indexes;
use super::items::Items;
use super::standpoint::Standpoint;
use super::store::Store;
use super::ties::Ties;
use super::values::Values;
use super::watch::Watch;
use super::world::{Parts, Withheld, World};
use crate::model::{Core, RuleId};
use crate::plan::Plan;
use crate::snapshot::{Reader, Stored, Writer};
use std::sync::Arc;

/// What of a world is written.
type Written = (
    (Arc<Core>, Vec<RuleId>, Values),
    (Store, Arc<Plan>, Withheld),
    (Arc<Hanging>, Items),
);

impl World {
    /// Writes it. Only the analyst's own world, by all that is known now, is written: others are made from it.
    pub(crate) fn put(&self, to: &mut Writer) {
        let world = self.whole();
        world.core().put(to);
        world.running.put(to);
        world.values.put(to);
        world.store.put(to);
        world.plan.put(to);
        world.withheld.put(to);
        world.hanging.put(to);
        world.items().put(to);
    }

    /// Reads it, to be watched.
    pub(crate) fn take(from: &mut Reader<'_>, watch: Watch) -> Option<World> {
        let ((core, running, values), (store, plan, withheld), (hanging, items)): Written =
            Stored::take(from)?;
        Some(World::new(Parts {
            ties: Arc::new(Ties::of(&core.situation)),
            hearing: Arc::new(Hearing {
                known_on: None,
                party: None,
            }),
            standpoint: Standpoint::default(),
            indexes: Indexes::new(store.tables.len()),
            items: Some(items),
            needs: None,
            core,
            running,
            values,
            store,
            plan,
            withheld,
            hanging,
            watch,
        }))
    }
}
