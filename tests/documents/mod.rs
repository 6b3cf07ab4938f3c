//! The documents hold what is so: their scenarios load and what they expect holds, their answers are those of the
//! program, their links lead somewhere, the version of Rust is the one that the project asks for.
//!
//! A block ```` ```casus ```` is a file of its own, `page.casus`, or of the name that follows; ```` ```casus more ````
//! goes on with the one before. A block ```` ```text ```` whose first line is a command (`$ casus …`) or is typed at the
//! prompt (`casus> …`, on the file above) shows what is printed. `CASUS_BLESS=1` writes it anew: read it before it is kept.

mod blocks;
mod shown;

use blocks::{Block, blocks};
use shown::Folder;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The documents whose blocks are run.
const RUN: [&str; 2] = ["README.md", "docs/reference.md"];

/// The documents whose links are followed.
const LINKED: [&str; 5] = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/reference.md",
    "docs/architecture.md",
];

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text_of(document: &str) -> String {
    std::fs::read_to_string(project().join(document))
        .unwrap_or_else(|error| panic!("{document}: {error}"))
}

/// Every document that is run, as it is today.
static TODAY: LazyLock<Vec<(String, Vec<String>)>> =
    LazyLock::new(|| RUN.into_iter().map(as_today).collect());

/// What a document's blocks are found to be: its text with the answers of today, and what is wrong with its scenarios.
fn as_today(document: &str) -> (String, Vec<String>) {
    let text = text_of(document);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut wrong = Vec::new();
    let mut folder = Folder::new(document);
    let mut changes = Vec::new();
    for block in blocks(&text) {
        let Block {
            opening,
            text,
            lines,
        } = block;
        let place = format!("{document}:{}", lines.start);
        if let Some(name) = opening.strip_prefix("casus") {
            wrong.extend(
                folder
                    .file(name.trim(), &text)
                    .into_iter()
                    .map(|one| format!("{place}: {one}")),
            );
        } else if let Some(name) = opening
            .strip_prefix("csv ")
            .or(opening.strip_prefix("json "))
        {
            folder.write(name, &text);
        } else if opening == "text"
            && let Some(now) = folder.shown(&text)
        {
            changes.push((lines, now));
        }
    }
    for (range, now) in changes.into_iter().rev() {
        lines.splice(range, now.lines().map(str::to_owned));
    }
    (lines.join("\n") + "\n", wrong)
}

#[test]
fn every_scenario_of_the_documents_is_sound_and_what_it_expects_holds() {
    let wrong: Vec<&str> = TODAY
        .iter()
        .flat_map(|(_, wrong)| wrong.iter().map(String::as_str))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_answer_in_the_documents_is_what_the_program_prints() {
    for (document, (now, _)) in RUN.into_iter().zip(TODAY.iter()) {
        let before = text_of(document);
        if std::env::var_os("CASUS_BLESS").is_some() {
            std::fs::write(project().join(document), now).expect("it is written");
            continue;
        }
        let differs = now
            .lines()
            .zip(before.lines())
            .find(|(now, was)| now != was);
        assert_eq!(differs, None, "{document}: CASUS_BLESS=1 writes it anew");
        assert_eq!(*now, before, "{document}: CASUS_BLESS=1 writes it anew");
    }
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut dead = Vec::new();
    for document in LINKED {
        let text = text_of(document);
        let beside = project()
            .join(document)
            .parent()
            .map(Path::to_owned)
            .expect("a document lies in a folder");
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if link.contains("://") {
                continue;
            }
            let (file, part) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() {
                project().join(document)
            } else {
                beside.join(file)
            };
            let there = target.exists()
                && (part.is_empty()
                    || std::fs::read_to_string(&target)
                        .is_ok_and(|text| anchors(&text).any(|anchor| anchor == part)));
            if !there {
                dead.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

/// The names by which a document's headings can be linked to.
fn anchors(document: &str) -> impl Iterator<Item = String> {
    document
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
}

#[test]
fn the_readme_asks_for_the_rust_that_the_project_asks_for() {
    let manifest = text_of("Cargo.toml");
    let wanted = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .map(|version| version.trim_matches('"'))
        .expect("the manifest says which Rust");
    let said = format!("Rust {wanted} or later");
    assert!(
        text_of("README.md").contains(&said),
        "the README does not say: {said}"
    );
}
