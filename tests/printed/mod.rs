//! The printed forms: what is printed fits its schema, and read back it is the same.

use crate::support::naive::{Standpoint, world};
use crate::support::reading::read;
use crate::support::{generate, read_core};
use casus::model::json::{CoreJson, WorldJson, core_json};

pub fn schema(name: &str) -> jsonschema::Validator {
    let path = format!(
        "{}/docs/schema/{name}.schema.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).expect("the schema is there");
    let schema = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::draft202012::new(&schema).expect("the schema can be used")
}

#[test]
fn a_core_fits_its_schema_and_read_back_is_the_same() {
    let schema = schema("core");
    for seed in 0..300 {
        let core = generate::core(seed);
        let printed = core.printed().expect("it can be printed");
        let value = serde_json::from_str(&printed).expect("it is JSON");
        if let Err(error) = schema.validate(&value) {
            panic!("seed {seed}: {error} at {}", error.instance_path());
        }
        let read: CoreJson = serde_json::from_str(&printed).expect("it can be read");
        assert_eq!(read, core, "seed {seed}");
    }
}

#[test]
fn a_world_fits_its_schema_and_read_back_is_the_same() {
    let schema = schema("world");
    let mut seen = 0;
    for seed in 0..100 {
        let Ok(world) = world(&generate::core(seed), &Standpoint::default()) else {
            continue;
        };
        seen += 1;
        let printed = world.printed().expect("it can be printed");
        let value = serde_json::from_str(&printed).expect("it is JSON");
        if let Err(error) = schema.validate(&value) {
            panic!("seed {seed}: {error} at {}", error.instance_path());
        }
        let read: WorldJson = serde_json::from_str(&printed).expect("it can be read");
        assert_eq!(read, world, "seed {seed}");
    }
    assert!(seen > 80, "most worlds have strata: {seen}");
}

#[test]
fn the_core_of_a_page_fits_the_schema_and_the_same_page_gives_the_same_bytes() {
    let schema = schema("core");
    for seed in 0..60 {
        let text = generate::page(seed).text();
        let printed = || {
            let core = casus::settle::settle(&read(&[&text]).situation, &[]);
            core_json(&core).printed().expect("it can be printed")
        };
        let once = printed();
        assert_eq!(once, printed(), "seed {seed}");
        let value = serde_json::from_str(&once).expect("it is JSON");
        if let Err(error) = schema.validate(&value) {
            panic!("seed {seed}: {error} at {}", error.instance_path());
        }
    }
}

/// What is printed of a core, for the fields that a printed core has.
#[test]
fn a_core_that_was_read_is_printed_as_it_was() {
    for seed in 0..300 {
        let printed = generate::core(seed);
        let again = core_json(&read_core::read(&printed));
        assert_eq!(again.items, printed.items, "seed {seed}");
        assert_eq!(again.rules, printed.rules, "seed {seed}");
        assert_eq!(again.masked, printed.masked, "seed {seed}");
        assert_eq!(again.sources, printed.sources, "seed {seed}");
    }
}
