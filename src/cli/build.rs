//! `casus build`: the loaded and evaluated world, kept in a file that opens at once; and how such a file is opened.

use super::args::Options;
use super::commands::watched;
use super::disk::why;
use super::load::{cannot_open, load, tell_exceeded};
use super::output::{Exit, Output};
use super::written::written;
use crate::diagnostic::Diagnostic;
use crate::repl::way;
use crate::session::{OpenError, Opening, SaveError, Snapshot, beside};
use crate::terminal::Work;
use std::fs::File;
use std::path::{Path, PathBuf};

/// How the names of snapshots end.
const ENDING: &str = ".casusdb";

/// Whether a path is one of a snapshot, by its name.
pub fn is_snapshot(path: &str) -> bool {
    path.ends_with(ENDING)
}

/// Reads the files, evaluates their world and writes both. Of files with an error nothing is written.
pub fn build(files: &[String], to: &str, options: &Options, output: &Output) -> Exit {
    if !is_snapshot(to) {
        output.error(&format!(
            "{to}: a snapshot is known by its name, which ends in {ENDING}, as in  -o world{ENDING}\n"
        ));
        return Exit::WrongInput;
    }
    let mut loaded = load(files, options, output);
    if loaded.exit != Exit::Well {
        return loaded.exit;
    }
    let progress = watched(&mut loaded.session);
    progress.begin(Work::Building);
    let session = &mut loaded.session;
    let done = written(Path::new(to), |file| {
        session.save_world_beside(&way(&whole(to), &whole(".")), file)
    });
    progress.clear();
    let session = &loaded.session;
    let exit = match &done {
        Ok(()) => tell_exceeded(session, output),
        Err(SaveError::NoWorld(error)) => {
            output.diagnostics(session.files(), &[error.report(None)]);
            Exit::WrongInput
        }
        Err(error) => {
            output.error(&format!("{to} cannot be written: {error}\n"));
            Exit::WrongInput
        }
    };
    std::mem::forget(loaded);
    exit
}

/// The path from the root, by no link: the way from one folder to another leads up what it came down.
fn whole(path: &str) -> String {
    let path = Path::new(path);
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.into());
    let name = path.file_name().unwrap_or_default();
    folder.join(name).to_string_lossy().into_owned()
}

/// Adds what was given as a file: a scenario, or a snapshot.
///
/// # Errors
/// It cannot be opened, and why.
pub fn add(opening: &mut Opening, path: &str) -> Result<(), Diagnostic> {
    let unopened = |error: OpenError| cannot_open(path, &error);
    if !is_snapshot(path) {
        return opening.add_file(path).map_err(unopened);
    }
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    let (length, mut file) = opened.map_err(|error| unopened(why(&error).into()))?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let read = Snapshot::read(&mut file, length);
    let snapshot = read.map_err(|error| error.report(path))?;
    let base = base(path, snapshot.way());
    let added = opening.add_snapshot(snapshot, &base);
    added.map_err(|(path, error)| cannot_open(&path, &error))
}

/// The folder in which the paths of a snapshot's files begin; empty where that is the one in which the program runs.
fn base(path: &str, way: &str) -> String {
    let folder = beside(path, way);
    let there = if folder.is_empty() { "." } else { &folder };
    let same = |path: &str| PathBuf::from(path).canonicalize().ok();
    if same(there).is_some() && same(there) == same(".") {
        String::new()
    } else {
        folder
    }
}
