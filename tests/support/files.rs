//! The Casus files of a folder of the project and of the folders in it, in order of their names.

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
