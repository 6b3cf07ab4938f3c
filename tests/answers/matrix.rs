//! Every question of the language, on one small scenario, in every rendering: each a file that can be read. Where they
//! differ from what is written down, `CASUS_ACCEPT=1` writes them anew; read them before they are kept.

use super::opened;
use casus::answer::Answer;
use casus::render::{self, Theme};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers")
}

/// The questions, each with the name of its folder, and their answers.
fn answers() -> Vec<(String, Answer)> {
    let mut session = opened(&folder().join("harbour.casus"));
    assert_eq!(session.diagnostics(), []);
    let questions = std::fs::read_to_string(folder().join("questions.txt")).expect("questions");
    questions
        .lines()
        .map(|line| {
            let (name, question) = line.split_once(": ").expect("a name and a question");
            let answer = session.ask(question);
            let answer = answer.unwrap_or_else(|errors| panic!("{question}: {errors:?}"));
            (name.to_owned(), answer)
        })
        .collect()
}

/// The renderings that the answer has, by the name of the file.
fn renderings(answer: &Answer) -> BTreeMap<&'static str, String> {
    let mut all = BTreeMap::from([
        ("answer.txt", render::text(answer, 100).plain()),
        ("answer.json", render::json(answer).expect("JSON") + "\n"),
        ("answer.md", render::markdown(answer)),
        ("answer.csv", render::csv(answer)),
    ]);
    for (name, some) in [
        ("answer.dot", render::dot(answer)),
        ("answer.mmd", render::mermaid(answer)),
        ("answer.svg", render::svg(answer, Theme::Light)),
    ] {
        if let Ok(text) = some {
            all.insert(name, text);
        }
    }
    all
}

fn validator() -> jsonschema::Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/answer.schema.json");
    let schema = std::fs::read_to_string(path).expect("the schema is there");
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
}

#[test]
fn every_question_has_every_rendering_that_it_had() {
    let accept = std::env::var_os("CASUS_ACCEPT").is_some();
    let root = folder().join("matrix");
    let mut wrong = Vec::new();
    let mut known = Vec::new();
    for (name, answer) in answers() {
        for (file, text) in renderings(&answer) {
            let path = root.join(&name).join(file);
            known.push(path.clone());
            let before = std::fs::read_to_string(&path).unwrap_or_default();
            if before == text {
                continue;
            }
            if accept {
                std::fs::create_dir_all(root.join(&name)).expect("a folder");
                std::fs::write(&path, text).expect("a file");
            } else {
                wrong.push(format!(
                    "{name}/{file}\n--- it was\n{before}\n--- it is\n{text}"
                ));
            }
        }
    }
    for question in std::fs::read_dir(&root).expect("the renderings are there") {
        let question = question.expect("a folder").path();
        for file in std::fs::read_dir(&question).expect("a folder") {
            let file = file.expect("a file").path();
            if known.contains(&file) {
                continue;
            }
            if accept {
                std::fs::remove_file(&file).expect("a file");
            } else {
                wrong.push(format!("{}: no such rendering now", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_json_is_what_the_schema_says() {
    let validator = validator();
    for (name, answer) in answers() {
        let value = serde_json::to_value(&answer).expect("JSON");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn a_field_that_the_schema_does_not_know_is_an_error_wherever_it_stands() {
    let validator = validator();
    let mut kinds: BTreeMap<String, Value> = BTreeMap::new();
    for (_, answer) in answers() {
        let value = serde_json::to_value(&answer).expect("JSON");
        kinds.insert(value["kind"].to_string(), value);
    }
    assert_eq!(
        kinds.len(),
        18,
        "a question of every kind is asked: {:?}",
        kinds.keys()
    );
    for (kind, value) in kinds {
        let mut objects = Vec::new();
        paths_of_objects(&value, String::new(), &mut objects);
        for path in objects {
            let mut strange = value.clone();
            let object = strange.pointer_mut(&path).and_then(Value::as_object_mut);
            object
                .expect("an object")
                .insert("stray".into(), true.into());
            assert!(
                !validator.is_valid(&strange),
                "{kind}: a stray field at {path:?}"
            );
        }
    }
}

fn paths_of_objects(value: &Value, path: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                paths_of_objects(inner, format!("{path}/{name}"), found);
            }
            found.push(path);
        }
        Value::Array(all) => {
            // The first stands for the others: they are of one shape.
            for (at, inner) in all.iter().enumerate().take(1) {
                paths_of_objects(inner, format!("{path}/{at}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_csv_has_rows_as_long_as_its_heading() {
    for (name, answer) in answers() {
        let text = render::csv(&answer);
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        for row in rows.records() {
            let row = row.unwrap_or_else(|error| panic!("{name}: {error}"));
            if let Some(marking) = &answer.head.marking {
                assert_eq!(row.iter().next_back(), Some(marking.as_str()), "{name}");
            }
        }
    }
}
