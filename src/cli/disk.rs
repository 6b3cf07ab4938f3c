//! The program's own way to files, the only one.

use super::counted::Counted;
use crate::session::{LoadError, Loader};
use std::io::{Error, ErrorKind, Read};
use std::path::Path;

/// Reads files from the disk; `-` is standard input.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Loader for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let read = if path == "-" {
            let mut bytes = Vec::new();
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map(|_| bytes)
        } else {
            std::fs::read(path)
        };
        read.map_err(|error| why(&error))
    }

    fn open(&self, path: &str) -> Result<Box<dyn Read>, LoadError> {
        if path == "-" {
            return Ok(Box::new(Counted::new(
                std::io::stdin(),
                "standard input",
                None,
            )));
        }
        match std::fs::File::open(path) {
            Ok(file) => {
                let long = file.metadata().ok().map(|about| about.len());
                Ok(Box::new(Counted::new(file, path, long)))
            }
            Err(error) => Err(why(&error)),
        }
    }

    fn length(&self, path: &str) -> Option<u64> {
        std::fs::metadata(path).ok().map(|about| about.len())
    }

    fn beside(&self, path: &str) -> Vec<String> {
        let folder = Path::new(path)
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let Ok(entries) = std::fs::read_dir(folder.unwrap_or(Path::new("."))) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort_unstable();
        names
    }
}

/// Why a file cannot be had.
pub(super) fn why(error: &Error) -> LoadError {
    match error.kind() {
        ErrorKind::NotFound => LoadError::Missing,
        ErrorKind::PermissionDenied => LoadError::Unreadable("you may not read it".into()),
        ErrorKind::IsADirectory => LoadError::Unreadable("it is a folder".into()),
        _ => LoadError::Unreadable(error.to_string()),
    }
}
