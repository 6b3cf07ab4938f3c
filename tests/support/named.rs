//! A world by names, so that worlds can be compared whose ids differ.

use casus::model::json::{Argument, CoreJson, StepJson, WorldJson};
use std::collections::BTreeMap;

/// What is held of a sentence: For, Ag, lo, hi.
pub type Held = [Option<Vec<StepJson>>; 4];

/// Every sentence of a world in words.
pub fn named(core: &CoreJson, world: &WorldJson) -> BTreeMap<String, Held> {
    let wording = |id: u32| {
        let found = core.relations.iter().find(|one| one.id == id);
        found.map_or_else(|| format!("relation {id}"), |one| one.wording.clone())
    };
    let name = |argument: &Argument| match argument {
        Argument::Entity(id) => {
            let found = core.entities.iter().find(|one| one.id == *id);
            found.map_or_else(|| format!("entity {id}"), |one| one.name.clone())
        }
        other => serde_json::to_string(other).expect("an argument can be printed"),
    };
    world
        .sentences
        .iter()
        .map(|sentence| {
            let args: Vec<String> = sentence.args.iter().map(name).collect();
            let held = [
                Some(sentence.support.clone()),
                Some(sentence.against.clone()),
                sentence.lo.clone(),
                sentence.hi.clone(),
            ];
            (
                format!("{}: {}", wording(sentence.relation), args.join(", ")),
                held,
            )
        })
        .collect()
}

/// Where two worlds differ, in a few lines.
pub fn difference(
    one: (&str, &BTreeMap<String, Held>),
    other: (&str, &BTreeMap<String, Held>),
) -> Option<String> {
    let mut lines = Vec::new();
    let all = one
        .1
        .keys()
        .chain(other.1.keys().filter(|key| !one.1.contains_key(*key)));
    for sentence in all {
        let (a, b) = (one.1.get(sentence), other.1.get(sentence));
        if a != b {
            let show = |held: Option<&Held>| {
                held.map_or_else(
                    || "nothing".to_owned(),
                    |held| serde_json::to_string(held).expect("steps can be printed"),
                )
            };
            lines.push(format!(
                "{sentence}\n  {:>10}: {}\n  {:>10}: {}",
                one.0,
                show(a),
                other.0,
                show(b)
            ));
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}
