//! What other programs are given is what was stated: read back, a bundle says the same.

use crate::support::files::shared;
use casus::export::{Exported, stix};
use casus::model::{Core, Sign, Value as Argument};
use casus::session::{LoadError, Loader, Session};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

const SCENARIO: &str = include_str!("scenario.casus");

/// A bundle of nothing that is read.
const EMPTY: &str = r#"{"type": "bundle", "objects": [{"type": "note"}]}"#;

/// Reads one bundle, whatever it is called.
struct Bundle(String);

impl Loader for Bundle {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        match path.rsplit_once('.') {
            Some((_, "json")) => Ok(self.0.clone().into_bytes()),
            _ => Err(LoadError::Missing),
        }
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

fn core_of(scenario: &str, bundle: &str) -> Arc<Core> {
    let mut session = Session::with_loader(Bundle(bundle.to_owned()));
    let report = session.add_text("scenario", scenario);
    assert!(report.is_sound(), "{:?}", report.diagnostics);
    session.core(&[])
}

fn exported() -> Exported {
    stix(&core_of(SCENARIO, EMPTY))
}

fn objects(exported: &Exported) -> &Vec<Value> {
    exported.bundle["objects"].as_array().expect("objects")
}

/// What is stated of two names, in the words of the bundle: who, how, whom, when, how likely.
fn relations(core: &Core) -> BTreeSet<String> {
    let name = |value: &Argument| match value {
        Argument::Entity(id) => core.situation.entities.get(*id).map(|one| one.name.clone()),
        _ => None,
    };
    let mut out = BTreeSet::new();
    for (_, item) in core.items.iter() {
        let stated = &item.stated;
        let certain_denial = stated.sign == Sign::Against && !stated.likelihood_stated;
        if let [one, other] = stated.sentence.args.as_slice()
            && let (Some(one), Some(other)) = (name(one), name(other))
            && let Some(relation) = core.situation.relations.get(stated.sentence.relation)
            && stated.view.is_none()
            && !certain_denial
        {
            out.insert(format!(
                "{one} {} {other}: {:?} {:?} {:?}",
                relation.name, stated.sign, stated.extent, stated.likelihood
            ));
        }
    }
    out
}

#[test]
fn a_bundle_read_back_says_the_same_of_the_same() {
    let written = core_of(SCENARIO, EMPTY);
    let bundle = stix(&written).bundle.to_string();
    let read = core_of("use \"stix\" from \"bundle.json\"\n", &bundle);
    assert_eq!(relations(&read), relations(&written));
    assert_eq!(relations(&read).len(), 6);
    // And what was read back is written with the same ids.
    let ids = |core: &Core| -> BTreeSet<String> {
        let objects = stix(core).bundle["objects"].clone();
        let objects = objects.as_array().expect("objects").clone();
        let named = objects.iter().filter(|one| one.get("name").is_some());
        let own = named.filter(|one| one["type"] != "marking-definition");
        own.map(|one| one["id"].to_string()).collect()
    };
    assert_eq!(ids(&read), ids(&written));
}

#[test]
fn the_same_files_give_the_same_bytes() {
    assert_eq!(exported().bundle.to_string(), exported().bundle.to_string());
}

#[test]
fn every_reference_is_to_an_object_of_the_bundle() {
    let exported = exported();
    let all = objects(&exported);
    let ids: BTreeSet<&str> = all.iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids.len(), all.len());
    for object in all {
        let marks = object["object_marking_refs"].as_array();
        let refs = ["source_ref", "target_ref"].map(|name| &object[name]);
        let refs = refs.into_iter().chain(marks.into_iter().flatten());
        for one in refs.filter_map(Value::as_str) {
            assert!(ids.contains(one), "{one}");
        }
    }
}

#[test]
fn a_kind_chooses_the_type_and_what_stix_cannot_say_is_counted() {
    let exported = exported();
    let types: BTreeMap<&str, &str> = objects(&exported)
        .iter()
        .filter_map(|one| Some((one["name"].as_str()?, one["type"].as_str()?)))
        .collect();
    for (name, of_type) in [
        ("Grey Heron", "intrusion-set"),
        ("Salt Front", "threat-actor"),
        ("Dara Wells", "identity"),
        ("Reed Trading", "identity"),
        ("Winter Reeds", "campaign"),
        ("Belmar Port", "location"),
    ] {
        assert_eq!(types.get(name), Some(&of_type), "{name}");
    }
    // The certain denial, and what a party claims.
    assert_eq!(exported.left_out, 2);
}

#[test]
fn a_statement_carries_its_source_and_the_stricter_marking() {
    let exported = exported();
    let of_source = |name: &str| {
        let by = |one: &&Value| one["external_references"][0]["source_name"] == name;
        let found = objects(&exported).iter().find(by);
        found.unwrap_or_else(|| panic!("{name}")).clone()
    };
    let note = of_source("Field note");
    assert_eq!(note["external_references"][0]["description"], "p. 3");
    assert_eq!(note["description"], "Found on four hosts.");
    assert_eq!(note["start_time"], "2018-03-01T00:00:00Z");
    let red = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed";
    assert_eq!(of_source("Old file")["object_marking_refs"][0], red);
    assert_ne!(note["object_marking_refs"][0], red);
}

/// The schemas of OASIS, where they are present.
fn schemas() -> Option<PathBuf> {
    let bundle = shared("data/stix_schemas/schemas/common/bundle.json")?;
    Some(bundle.ancestors().nth(2)?.to_owned())
}

#[test]
fn every_object_has_what_the_schemas_of_oasis_require() {
    let Some(schemas) = schemas() else {
        return;
    };
    for object in objects(&exported()) {
        let of_type = object["type"].as_str().expect("a type");
        let folder = ["sdos", "sros", "common"].into_iter();
        let mut paths = folder.map(|folder| schemas.join(folder).join(format!("{of_type}.json")));
        let path = paths.find(|path| path.is_file()).expect("a schema");
        let text = std::fs::read_to_string(&path).expect("it can be read");
        let schema: Value = serde_json::from_str(&text).expect("it is JSON");
        for needed in schema["required"].as_array().into_iter().flatten() {
            let needed = needed.as_str().expect("a name");
            assert!(object.get(needed).is_some(), "{of_type}: {needed}");
        }
    }
}
