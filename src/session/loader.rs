//! The only way to a file: a loader that the host gives. The library opens nothing by itself.

use std::fmt;
use std::io::{Cursor, Read};

/// Gives the bytes of files. A path is relative to the file that names it, or as the host gave it.
pub trait Loader: Send {
    /// The bytes of the file.
    ///
    /// # Errors
    /// Where there is no such file, or it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError>;

    /// The bytes of the file as they are asked for: a large table is never wholly in memory. Unless the host knows better,
    /// what [`Loader::read`] gives.
    ///
    /// # Errors
    /// Where there is no such file, or it cannot be read.
    fn open(&self, path: &str) -> Result<Box<dyn Read>, LoadError> {
        self.read(path)
            .map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn Read>)
    }

    /// How many bytes the file has, where the host knows without reading it: a snapshot that is opened asks that first.
    fn length(&self, path: &str) -> Option<u64> {
        let _ = path;
        None
    }

    /// The names of the files beside that one, to offer the nearest; may be empty.
    fn beside(&self, path: &str) -> Vec<String>;
}

/// Why a file could not be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LoadError {
    /// There is none of that name.
    Missing,
    /// It is there and could not be read, and why.
    Unreadable(String),
    /// The host lets no files be read.
    NotAllowed,
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::Missing => out.write_str("there is no such file"),
            LoadError::Unreadable(why) => write!(out, "the file cannot be read: {why}"),
            LoadError::NotAllowed => out.write_str("files cannot be read here"),
        }
    }
}

/// Lets no file be read: for a host that gives texts alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn read(&self, _: &str) -> Result<Vec<u8>, LoadError> {
        Err(LoadError::NotAllowed)
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

/// Where a path named in `file` leads: beside it, unless it begins at the root.
#[must_use]
pub fn beside(file: &str, path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let absolute = file.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{}{}", if absolute { "/" } else { "" }, parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_path_is_beside_the_file_that_names_it() {
        assert_eq!(beside("examples/a.casus", "b.casus"), "examples/b.casus");
        assert_eq!(beside("a.casus", "b.casus"), "b.casus");
        assert_eq!(beside("x/y/a.casus", "../b.casus"), "x/b.casus");
        assert_eq!(beside("a.casus", "../b.casus"), "../b.casus");
        assert_eq!(beside("/x/a.casus", "./b.casus"), "/x/b.casus");
        assert_eq!(beside("x/a.casus", "/b.casus"), "/b.casus");
    }
}
