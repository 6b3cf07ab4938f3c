//! Markings as marking definitions. Takes the words of the scale, gives the definitions that STIX 2.1 (7.2.1.4) has for the Traffic
//! Light Protocol, and statements for other levels.

use indexmap::IndexMap;
use serde_json::{Value, json};

/// The levels of the protocol that STIX 2.1 defines, with the ids that it gives them.
const TLP: [(&str, &str); 4] = [
    ("white", "613f2e26-407d-48c7-9eca-b8e91df99dc9"),
    ("green", "34098fce-860f-48ae-8e50-ebd3cc5e41da"),
    ("amber", "f88d31f6-486f-44da-b317-01333bde0b82"),
    ("red", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"),
];

/// The definitions of the markings that were met, by their ids.
#[derive(Default)]
pub(super) struct Marked(IndexMap<String, Value>);

impl Marked {
    /// The id of a marking's definition, which is in the bundle from now on.
    pub(super) fn id(&mut self, marking: &str, made: &str) -> String {
        let definition = definition(marking, made);
        let id = definition["id"].as_str().unwrap_or_default().to_owned();
        self.0.insert(id.clone(), definition);
        id
    }

    /// All of them.
    pub(super) fn definitions(&self) -> Vec<Value> {
        self.0.values().cloned().collect()
    }
}

fn definition(marking: &str, made: &str) -> Value {
    let level = match marking.strip_prefix("TLP:").unwrap_or("") {
        "CLEAR" => "white",
        // STIX 2.1 knows version 1 of the protocol: what it has no level for goes to the next more restrictive one.
        "AMBER+STRICT" => "red",
        other => other,
    };
    let level = level.to_ascii_lowercase();
    match TLP.iter().find(|(name, _)| *name == level) {
        Some((name, id)) => json!({
            "type": "marking-definition",
            "spec_version": "2.1",
            "id": format!("marking-definition--{id}"),
            "created": "2017-01-20T00:00:00.000Z",
            "definition_type": "tlp",
            "name": format!("TLP:{}", name.to_ascii_uppercase()),
            "definition": { "tlp": name },
        }),
        None => json!({
            "type": "marking-definition",
            "spec_version": "2.1",
            "id": super::id("marking-definition", &[marking]),
            "created": made,
            "definition_type": "statement",
            "definition": { "statement": marking },
        }),
    }
}
