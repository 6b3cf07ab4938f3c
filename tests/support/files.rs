//! The Casus files of a folder of the project and of the folders in it, in order of their names; and what lies beside the
//! project, where it is present.

use std::path::{Path, PathBuf};

/// Every `.casus` file below a folder of the project.
pub fn below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    // The tests run in the project's folder, so that what they print names no other.
    collect(Path::new(folder), &mut found);
    found.sort();
    assert!(!found.is_empty(), "{folder} holds cases");
    found
}

/// A file or folder of those that `CASUS_SHARED` names, or `../shared`; none, with a message, where it is not present.
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
pub fn shared(part: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CASUS_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join(part);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "casus")
        {
            found.push(path);
        }
    }
}
