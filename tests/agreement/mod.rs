//! The engine against the definition.

mod cores;
mod derivations;
mod edits;
mod needed;
mod overlays;
mod pages;

use crate::support::named::{difference, named};
use crate::support::{naive, read_core};
use casus::engine::{self, Strictness, View};
use casus::model::json::{CoreJson, WorldJson, WorldSentence};
use casus::model::{Core, EntityId};
use casus::time::Instant;
use std::ops::Range;
use std::sync::Arc;

/// The seeds to try: so many, or those that CASUS_SEEDS names (`5000..9000`).
pub fn seeds(count: u64) -> Range<u64> {
    let asked = std::env::var("CASUS_SEEDS").ok();
    let range = asked.as_deref().and_then(|asked| {
        let (from, to) = asked.split_once("..")?;
        Some(from.parse().ok()?..to.parse().ok()?)
    });
    range.unwrap_or(0..count)
}

/// The engine's world as it is printed.
pub fn printed(world: &engine::World) -> WorldJson {
    let core = world.core();
    let relations = core.situation.relations.ids();
    WorldJson::new(
        core.situation.as_of,
        relations.flat_map(|relation| {
            world.facts(relation).map(move |fact| WorldSentence {
                relation,
                args: &fact.args,
                support: &fact.support,
                against: &fact.denial,
                lo: fact.low(),
                hi: fact.high(),
            })
        }),
    )
}

/// The engine's standpoint.
pub fn standpoint(from: &naive::Standpoint) -> engine::Standpoint {
    engine::Standpoint {
        view: from.according_to.map(|party| View {
            of: EntityId(party),
            strictly: if from.strictly {
                Strictness::Strictly
            } else {
                Strictness::Shared
            },
        }),
        known_on: from.known_on.map(Instant),
    }
}

/// Where the engine and the definition differ on a core; none where they agree, on its refusal too.
pub fn disagreement(core: &CoreJson, from: &naive::Standpoint) -> Option<String> {
    differs(core, read_core::read(core), from)
}

/// The same, of a core and what is printed of it.
pub fn differs(core: &CoreJson, of: Core, from: &naive::Standpoint) -> Option<String> {
    let defined = naive::world(core, from);
    let engines = engine::evaluate(Arc::new(of), &standpoint(from));
    match (defined, engines) {
        (Ok(defined), Ok(engines)) => {
            let engines = printed(&engines);
            if engines == defined {
                return None;
            }
            let (a, b) = (named(core, &engines), named(core, &defined));
            let by_name = difference(("engine", &a), ("definition", &b));
            Some(by_name.unwrap_or_else(|| "they are printed in another order".to_owned()))
        }
        (Err(_), Err(_)) => None,
        (Ok(_), Err(error)) => Some(format!("only the definition refuses it: {error:?}")),
        (Err(error), Ok(_)) => Some(format!("only the engine refuses it: {error:?}")),
    }
}
