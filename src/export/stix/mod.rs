//! A situation as a bundle of STIX 2.1 (OASIS, *STIX Version 2.1*, 2021). Takes a core; gives its names as objects, and what is
//! stated of two of them as relationships.
//!
//! What is exported is what was stated in our own world, not what rules conclude. Ids are made of what an object is (UUIDv5), or are
//! those that a bundle gave: the same files give the same bytes, and what `use "stix"` reads back is the same relations.

mod markings;
mod objects;
mod relationships;

use crate::model::{Core, EntityId};
use crate::time::Instant;
use indexmap::IndexMap;
use markings::Marked;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// A bundle, and what could not be said in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Exported {
    /// The bundle.
    pub bundle: Value,
    /// How many statements were left out: certain denials, claims of parties, what is weighed as evidence, and what is not of two names
    /// that STIX has objects for.
    pub left_out: usize,
}

/// Objects while they are gathered, each once, by their ids.
struct Gathered<'c> {
    core: &'c Core,
    objects: IndexMap<String, Value>,
    ids: IndexMap<EntityId, String>,
    marked: Marked,
    /// When all of them were made: the scenario's date, since a clock would make other bytes of the same files.
    made: String,
}

/// All that a core states, as a bundle.
#[must_use]
pub fn bundle(core: &Core) -> Exported {
    let situation = &core.situation;
    let made = situation.as_of.and_then(timestamp);
    let mut all = Gathered {
        core,
        objects: IndexMap::new(),
        ids: IndexMap::new(),
        marked: Marked::default(),
        made: made.unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
    };
    // A shipped name is an object where something is said of it.
    let own = situation.entities.iter().filter(|(_, one)| !one.shipped);
    for (id, _) in own {
        all.object(id);
    }
    let left_out = all.relationships();
    let mut objects = all.marked.definitions();
    objects.extend(all.objects.into_values());
    let ids: Vec<&str> = objects
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    let mut bundle = json!({ "type": "bundle", "id": id("bundle", &ids) });
    if !objects.is_empty() {
        bundle["objects"] = Value::Array(objects);
    }
    Exported { bundle, left_out }
}

/// An id of an object of a type that is made of these parts. STIX 2.1 (2.9) keeps its own name space for observables; this one is
/// that of the word `casus` among the names of the web.
fn id(of_type: &str, parts: &[&str]) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"casus");
    let made = Uuid::new_v5(&space, [&[of_type], parts].concat().join("\n").as_bytes());
    format!("{of_type}--{made}")
}

/// `2014-03-05T18:30:00Z`; none for what no such date reaches.
fn timestamp(instant: Instant) -> Option<String> {
    let at = instant.to_civil();
    let reached = instant != Instant::BEGINNING && instant != Instant::END;
    (reached && (0..=9999).contains(&at.year)).then(|| {
        let (year, month, day, hour, minute) = (at.year, at.month, at.day, at.hour, at.minute);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z")
    })
}

impl Gathered<'_> {
    /// What every object has.
    fn common(&self, of_type: &str, id: &str) -> Map<String, Value> {
        let mut out = Map::new();
        let mut put = |name: &str, value: &str| {
            out.insert(name.to_owned(), Value::from(value));
        };
        put("type", of_type);
        put("spec_version", "2.1");
        put("id", id);
        put("created", &self.made);
        put("modified", &self.made);
        out
    }

    /// Marks an object.
    fn mark(&mut self, object: &mut Map<String, Value>, marking: Option<&str>) {
        if let Some(marking) = marking {
            let id = self.marked.id(marking, &self.made);
            object.insert("object_marking_refs".to_owned(), json!([id]));
        }
    }
}
