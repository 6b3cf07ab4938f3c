//! Paths as they were given → the scenario files they mean.

use std::io;
use std::path::Path;

/// A file to read, and whether it was named or found in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The path that opens it.
    pub path: String,
    /// How it came to be read.
    pub by: FoundBy,
}

/// How a file came to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundBy {
    /// It was named.
    Name,
    /// It lies in a folder that was named.
    Folder,
}

/// The files that the paths mean: of a folder every `.casus` below it, sorted.
///
/// # Errors
/// Where a folder cannot be read: its path, and why. A file that is not there is found when it is opened.
pub fn files(paths: &[String]) -> Result<Vec<Found>, (String, io::Error)> {
    let mut found = Vec::new();
    for path in paths {
        if Path::new(path).is_dir() {
            let mut below = Vec::new();
            walk(Path::new(path), &mut below).map_err(|error| (path.clone(), error))?;
            below.sort_unstable();
            found.extend(below.into_iter().map(|path| Found {
                path,
                by: FoundBy::Folder,
            }));
        } else {
            found.push(Found {
                path: path.clone(),
                by: FoundBy::Name,
            });
        }
    }
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // A link to a folder is passed over: it may lead back to where it stands.
        if entry.file_type()?.is_dir() {
            walk(&path, found)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "casus")
        {
            found.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}
