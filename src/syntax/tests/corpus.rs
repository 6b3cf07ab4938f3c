//! The shared cases: all of them are well written, whatever they say. Skipped with a word where they are not at hand.

use super::show;
use crate::diagnostic::Diagnostic;
use std::path::PathBuf;

fn shared() -> Option<PathBuf> {
    let shared = std::env::var_os("CASUS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    if shared.is_dir() {
        return Some(shared);
    }
    eprintln!("skipped: no shared cases at {}", shared.display());
    None
}

#[test]
fn every_shared_case_is_well_written() {
    let Some(shared) = shared() else { return };
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(shared.join("conformance/cases")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "casus")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            let (files, parsed) = show::parsed(&text);
            for error in &parsed.errors {
                let line = files.line(error.place().start).map_or(0, |line| line.line);
                wrong.push(format!("{}:{line} {error:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The shared mistakes that are mistakes in the writing; the others are for later stages, and well written.
const IN_THE_WRITING: [(&str, &str); 4] = [
    ("10-unclosed-quote.casus", "unclosed-quote"),
    ("11-unclosed-bracket.casus", "unclosed-bracket"),
    ("14-indented-first-line.casus", "indented-first-line"),
    ("21-deep-brackets.casus", "too-deep"),
];

#[test]
fn every_shared_mistake_in_the_writing_is_found_where_it_is() {
    let Some(shared) = shared() else { return };
    for entry in std::fs::read_dir(shared.join("conformance/errors")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_none_or(|extension| extension != "casus")
        {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let (files, parsed) = show::parsed(&text);
        let Some((_, code)) = IN_THE_WRITING.iter().find(|(file, _)| *file == name) else {
            assert_eq!(parsed.errors, [], "{name}");
            continue;
        };
        let [error] = parsed.errors.as_slice() else {
            panic!("{name}: {:?}", parsed.errors);
        };
        assert_eq!(Diagnostic::from(error).code, *code);
        // Of `# wants: 8:"overtly lent the text …`, the line and the first word.
        let wants = text.lines().next().unwrap();
        if let Some((line, words)) = wants
            .trim_start_matches(|character: char| !character.is_ascii_digit())
            .split_once(':')
        {
            let word = words.split(' ').next().unwrap();
            assert_eq!(
                files.line(error.place().start).unwrap().line.to_string(),
                line,
                "{name}"
            );
            assert!(files.text(error.place()).starts_with(word), "{name}");
        }
    }
}
