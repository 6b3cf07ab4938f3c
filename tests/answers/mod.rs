//! Answers to the questions of the examples, and to every kind of question on the first page: what they look like, and
//! that their JSON is what its schema says.

use casus::answer::Answer;
use casus::render::text;
use casus::session::{LoadError, Loader, Session};
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// Files of the project's own folder.
struct Folder;

impl Loader for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        std::fs::read(path).map_err(|_| LoadError::Missing)
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

fn opened(path: &Path) -> Session {
    let mut session = Session::with_loader(Folder);
    session
        .add_file(&path.display().to_string())
        .expect("the example is there");
    session
}

fn examples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut open = vec![root];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder)
            .expect("the examples are there")
            .flatten()
        {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "casus")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// One question of every kind, on the first page.
const QUESTIONS: &[&str] = &[
    "threats to Arvand",
    "?who is based in ?where",
    "Harkat Front threatens Arvand?",
    "Belmar shelters Harkat Front according to Belmar",
    "Harkat Front threatens Corvia?",
    "why Harkat Front threatens Arvand",
    "why Dawn Brigade is hostile to Arvand, all",
    "why not Harkat Front threatens Corvia",
    "who says Belmar shelters Harkat Front",
    "linchpins of Harkat Front threatens Arvand",
    "linchpins of Harkat Front threatens Arvand by source",
    "what would make Dawn Brigade threatens Arvand",
    "how likely is Harkat Front threatens Arvand",
    "sources behind Harkat Front threatens Arvand",
    "assumptions behind Harkat Front threatens Arvand",
    "what if without Dawn Shield",
    "what changed between 2013 and 2016-12",
    "threats to Arvand during 2013/2014",
    "conflicts",
    "gaps",
    "profile General Tarin",
    "timeline of Dawn Shield",
    "connection between Corvia and General Tarin",
    "compare Harkat Front and Dawn Brigade",
    "hypotheses",
];

fn first_page() -> Vec<(&'static str, Answer)> {
    let mut session =
        opened(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/first-page.casus"));
    QUESTIONS
        .iter()
        .map(|question| {
            let answer = session.ask(question);
            (
                *question,
                answer.unwrap_or_else(|errors| panic!("{question}: {errors:?}")),
            )
        })
        .collect()
}

#[test]
fn every_kind_of_question_has_an_answer_that_reads_well() {
    let mut page = String::new();
    for (question, answer) in first_page() {
        page.push_str(&format!(
            "casus> {question}\n{}\n",
            text(&answer, 120).plain()
        ));
    }
    insta::assert_snapshot!(page);
}

#[test]
fn no_line_of_an_answer_is_wider_than_the_window() {
    for (question, answer) in first_page() {
        for width in [80, 120] {
            for line in text(&answer, width).plain().lines() {
                assert!(line.width() <= width, "{question}: {line}");
            }
        }
    }
}

#[test]
fn the_json_of_every_answer_of_the_examples_is_what_its_schema_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/answer.schema.json");
    let schema = std::fs::read_to_string(path).expect("the schema is there");
    let schema = serde_json::from_str(&schema).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let check = |question: &str, answer: &Answer| {
        let value = serde_json::to_value(answer).expect("an answer is JSON");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{question}: {errors:#?}");
    };
    for (question, answer) in first_page() {
        check(question, &answer);
    }
    for path in examples() {
        let text = std::fs::read_to_string(&path).expect("an example is text");
        if !text.lines().any(|line| line.starts_with("ask ")) {
            continue;
        }
        let mut session = opened(&path);
        for ask in session.asks() {
            let answered = session.answer(&ask.question);
            let answered =
                answered.unwrap_or_else(|error| panic!("{}: {error}", ask.question.text));
            check(&ask.question.text, &answered.answer);
        }
    }
}
