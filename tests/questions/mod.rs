//! The answer to every kind of question, as text and as JSON: each case is a few questions on one small scenario, beside
//! it what is answered. With `CASUS_ACCEPT` set, what is answered is written down, to be read before it is kept.
//!
//! And of the article: every derivation that any of its answers or checks stands on is verified.

mod article;

use crate::program::casus;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// The cases: `tests/questions/QUESTION/CASE.casus`, by name.
fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions");
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder is there");
        let mut paths: Vec<PathBuf> = entries
            .map(|entry| entry.expect("it can be read").path())
            .collect();
        paths.sort();
        paths
    };
    inside(&folder)
        .iter()
        .filter(|path| path.is_dir())
        .flat_map(|path| inside(path))
        .filter(|path| path.extension().is_some_and(|kind| kind == "casus"))
        .collect()
}

/// Compares with what stands beside the case, or writes it there.
fn same(case: &Path, kind: &str, answered: &str, wrong: &mut Vec<String>) {
    let beside = case.with_extension(kind);
    if std::env::var_os("CASUS_ACCEPT").is_some() {
        fs::write(&beside, answered).expect("it can be written");
        return;
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    if expected != answered {
        wrong.push(format!("{}:\n{answered}", beside.display()));
    }
}

/// The answers, each in one line.
fn compact(printed: &str) -> (Vec<Value>, String) {
    let whole: Value = serde_json::from_str(printed).expect("it is JSON");
    let answers = whole
        .get("answers")
        .and_then(Value::as_array)
        .expect("it holds answers")
        .clone();
    let lines = answers.iter().map(|answer| format!("{answer}\n")).collect();
    (answers, lines)
}

#[test]
fn every_kind_of_question_is_answered_as_written_beside_it() {
    let mut wrong = Vec::new();
    for case in cases() {
        let path = case.to_string_lossy();
        let text = casus(&["run", &path]);
        assert_eq!(text.exit, 0, "{path}: {}", text.err);
        same(&case, "txt", &text.out, &mut wrong);
        let json = casus(&["run", "--format", "json", &path]);
        same(&case, "json", &compact(&json.out).1, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_answer_fits_the_schema() {
    let schema = crate::printed::schema("answer");
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/is-khorasan/khorasan.casus");
    for case in cases().into_iter().chain([article]) {
        let path = case.to_string_lossy();
        let json = casus(&["run", "--format", "json", &path]);
        for answer in compact(&json.out).0 {
            if let Err(error) = schema.validate(&answer) {
                panic!("{path}: {error} at {}", error.instance_path());
            }
        }
    }
}

#[test]
fn no_line_is_wider_than_the_width() {
    let mut wide = Vec::new();
    for case in cases() {
        let text = casus(&["run", &case.to_string_lossy()]);
        let lines = text.out.lines().filter(|line| line.chars().count() > 100);
        wide.extend(
            lines
                .filter(|line| !line.starts_with("ask "))
                .map(str::to_owned),
        );
    }
    assert!(wide.is_empty(), "{wide:#?}");
}
