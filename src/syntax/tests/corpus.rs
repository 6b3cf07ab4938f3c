//! The shared cases: all of them are well written, whatever they say. Skipped with a word where they are not at hand.

use super::show;
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
