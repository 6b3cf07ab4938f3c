//! What has been read: every text once, with its statements. Takes names and a loader, gives the texts of a world in
//! the order in which they are reached.
//!
//! Texts are only ever added, so places stay right through `undo` and `reload`, and a text is parsed once.

mod shelf;
mod tables;

use super::loader::{LoadError, Loader, beside};
use crate::diagnostic::Diagnostic;
use crate::limits::{Exceeded, Gauge};
use crate::resolve::CutTable;
use crate::snapshot::{Stamp, Stamped};
use crate::source::{FileId, Files, Place};
use crate::standard;
use crate::syntax::{self, Parsed, Shape, TokenKind};
use indexmap::IndexMap;
pub(super) use shelf::{Shelf, rebase_key, rebased, stamp_of};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// A text that was read.
#[derive(Clone)]
pub(super) struct Text {
    pub file: FileId,
    pub parsed: Arc<Parsed>,
    pub shipped: bool,
}

/// All texts read so far, by what reaches them, and all tables.
#[derive(Default)]
pub(super) struct Library {
    pub files: Files,
    texts: IndexMap<Key, Text>,
    tables: IndexMap<String, Result<FileId, LoadError>>,
    /// Large tables, by where they are named, with their paths.
    cut: HashMap<Place, (String, FileId, Arc<CutTable>)>,
    /// Tables that were more than may be read, by where they are named.
    over: HashMap<Place, Exceeded>,
    /// Of every file that the host gave, by what it is known again.
    stamps: IndexMap<String, Stamped>,
    gauge: Gauge,
}

/// The folder of tables that were given. No file of a host has a path with this letter.
const GIVEN: &str = "\0given/";

/// What a text is reached by.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Key {
    Shipped(&'static str),
    Path(String),
    /// A shipped mapping, with the path of the table that it reads.
    Mapping(&'static str, String),
    /// A text that was given: its number.
    Given(u32),
}

/// The texts of one world, in order, and what went wrong in reaching them.
#[derive(Default)]
pub(super) struct Reached {
    pub texts: Vec<Text>,
    pub problems: Vec<Diagnostic>,
}

impl Library {
    /// None, to be read within limits.
    pub fn watched(gauge: Gauge) -> Library {
        Library {
            gauge,
            ..Library::default()
        }
    }

    /// Reads a text that was given, and keeps it.
    pub fn give(&mut self, number: u32, name: &str, first_line: u32, text: &str) -> Key {
        let file = self.files.add_file(name, "", first_line, text);
        self.keep(Key::Given(number), file, false)
    }

    /// Reads a text that was given with the table beside it that it names, and keeps both. Each stands in a folder of
    /// its own, so that two tables may have one name.
    pub fn give_with_table(
        &mut self,
        number: u32,
        name: &str,
        text: &str,
        table: &str,
        rows: String,
    ) -> Key {
        let path = format!("{GIVEN}{number}/rows");
        let rows_path = beside(&path, table);
        let rows = self.files.add_file(table, rows_path.clone(), 1, rows);
        self.tables.insert(rows_path, Ok(rows));
        let file = self.files.add_file(name, path, 1, text);
        self.keep(Key::Given(number), file, false)
    }

    /// Reads a file again the next time it is reached.
    pub fn forget_files(&mut self) {
        self.texts.retain(|key, _| !matches!(key, Key::Path(_)));
        self.tables.retain(|path, _| path.starts_with(GIVEN));
        self.cut.retain(|_, (path, ..)| path.starts_with(GIVEN));
        self.over.clear();
        self.stamps.clear();
    }

    /// Reads a file that the host named, if it has not been read; it is shown by its own name.
    pub fn open_named(&mut self, loader: &dyn Loader, path: &str) -> Result<Key, OpenError> {
        let shown = path.rsplit('/').next().unwrap_or(path);
        self.open(loader, path, shown)
    }

    fn open(&mut self, loader: &dyn Loader, path: &str, shown: &str) -> Result<Key, OpenError> {
        let key = Key::Path(path.to_owned());
        if !self.texts.contains_key(&key) {
            let bytes = loader.read(path).map_err(OpenError::Load)?;
            self.stamps
                .insert(path.to_owned(), Stamped::with(Stamp::of(&bytes)));
            let text = syntax::decode(&bytes)
                .map_err(|error| OpenError::NotText(Diagnostic::from(&error).message))?;
            let file = self.files.add_file(shown, path, 1, text);
            self.keep(key.clone(), file, false);
        }
        Ok(key)
    }

    /// The text that a key reaches, once it was read.
    pub fn text(&self, key: &Key) -> Option<&Text> {
        self.texts.get(key)
    }

    fn shipped(&mut self, name: &str) -> Option<Key> {
        let text = standard::shipped(name)?;
        let key = Key::Shipped(text.name);
        if !self.texts.contains_key(&key) {
            let shown = text.name.trim_end_matches(".casus");
            let file = self.files.add(shown, text.text);
            self.keep(key.clone(), file, true);
        }
        Some(key)
    }

    fn keep(&mut self, key: Key, file: FileId, shipped: bool) -> Key {
        let parsed = Arc::new(syntax::parse(&self.files, file));
        self.texts.insert(
            key.clone(),
            Text {
                file,
                parsed,
                shipped,
            },
        );
        key
    }

    /// Every text that the entries reach, each once: the scales, the standard model unless one of them leaves it out,
    /// what they `use`, and the entries.
    pub fn reach(&mut self, loader: &dyn Loader, entries: &[Key]) -> Reached {
        let mut walk = Walk::default();
        let mut open: Vec<Key> = entries.iter().rev().cloned().collect();
        let mut leaves_out = false;
        self.walk(loader, &mut open, &mut walk);
        for key in &walk.order {
            leaves_out |= self.texts.get(key).is_some_and(|text| {
                text.parsed
                    .statements
                    .iter()
                    .any(|one| matches!(one.shape, Shape::UseNoStandardModel))
            });
        }
        let first = if leaves_out { "scales" } else { "standard" };
        let mut shipped = Walk::default();
        open.extend(self.shipped(first));
        self.walk(loader, &mut open, &mut shipped);
        let mut order = shipped.order;
        order.extend(walk.order);
        let mut seen = std::collections::HashSet::new();
        order.retain(|key| seen.insert(key.clone()));
        // The scales are no part of the standard model: they stand first whoever uses them.
        order.sort_by_key(|key| {
            (
                *key != Key::Shipped("scales"),
                !matches!(key, Key::Shipped(_)),
            )
        });
        let texts = order
            .iter()
            .filter_map(|key| self.texts.get(key).cloned())
            .collect();
        Reached {
            texts,
            problems: walk.problems,
        }
    }

    fn walk(&mut self, loader: &dyn Loader, open: &mut Vec<Key>, walk: &mut Walk) {
        while let Some(key) = open.pop() {
            let Some(text) = self.texts.get(&key).cloned() else {
                continue;
            };
            if walk.order.contains(&key) {
                continue;
            }
            walk.order.push(key.clone());
            let mut used = Vec::new();
            for statement in &text.parsed.statements {
                let Shape::Use { what, table } = &statement.shape else {
                    continue;
                };
                let TokenKind::Text(name) = &what.kind else {
                    continue;
                };
                let table = table.as_ref().and_then(|table| match &table.kind {
                    TokenKind::Text(table) => Some(table.as_str()),
                    _ => None,
                });
                if let Some(mapping) = self.mapping(&key, name, table) {
                    used.push(mapping);
                    continue;
                }
                match self.used(loader, &key, name) {
                    Ok(key) => used.push(key),
                    Err(error) => walk
                        .problems
                        .push(error.report(self, loader, &key, name, what.place)),
                }
            }
            self.read_tables(loader, &key, &text.parsed.statements, walk);
            open.extend(used.into_iter().rev());
        }
    }

    /// A shipped mapping, which reads a table beside the text that uses it: the one that is named, else one called as the
    /// mapping calls it.
    fn mapping(&mut self, by: &Key, name: &str, table: Option<&str>) -> Option<Key> {
        let mapping = standard::mapping(name)?;
        let table = table.unwrap_or(mapping.table);
        let (path, _) = self.beside(by, table);
        let key = Key::Mapping(mapping.name, path);
        if !self.texts.contains_key(&key) {
            let named = |table: &str| format!("from \"{table}\"");
            let text = standard::shipped(mapping.name)?.text;
            let text = text.replace(&named(mapping.table), &named(table));
            // It stands where the text stands that uses it: what it names lies beside that.
            let user = self
                .texts
                .get(by)
                .map(|text| &self.files.file(text.file).path);
            let place = format!("{}\0{}", user.map_or("", |path| path), mapping.name);
            let file = self.files.add_file(mapping.name, place, 1, text);
            self.keep(key.clone(), file, true);
        }
        Some(key)
    }

    fn used(&mut self, loader: &dyn Loader, by: &Key, name: &str) -> Result<Key, OpenError> {
        let inside = matches!(by, Key::Shipped(_) | Key::Mapping(..));
        if (inside || !name.ends_with(".casus"))
            && let Some(key) = self.shipped(name)
        {
            return Ok(key);
        }
        let (path, shown) = self.beside(by, name);
        self.open(loader, &path, &shown)
    }

    /// The path that a name leads to from a text, and how it is shown: beside the text's own name.
    fn beside(&self, by: &Key, name: &str) -> (String, String) {
        let file = self.texts.get(by).map(|text| self.files.file(text.file));
        let (path, shown) = file.map_or(("", ""), |file| (file.path.as_str(), file.name.as_str()));
        (beside(path, name), beside(shown, name))
    }

    /// Where a name in a text leads.
    pub fn path_beside(&self, by: FileId, name: &str) -> String {
        beside(&self.files.file(by).path, name)
    }
}

/// What is met on the way to all texts.
#[derive(Default)]
struct Walk {
    order: Vec<Key>,
    problems: Vec<Diagnostic>,
    /// How many rows the large tables have.
    rows: usize,
    /// Tables that were cut together with one before them, by where they are named.
    ahead: HashMap<Place, CutTable>,
}

/// Why a text could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OpenError {
    /// The loader's reason.
    Load(LoadError),
    /// What is there is not text, and why.
    NotText(String),
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Load(error) => error.fmt(out),
            OpenError::NotText(why) => write!(out, "it is not a text: {why}"),
        }
    }
}

impl From<LoadError> for OpenError {
    fn from(error: LoadError) -> OpenError {
        OpenError::Load(error)
    }
}

impl OpenError {
    fn report(
        &self,
        library: &Library,
        loader: &dyn Loader,
        by: &Key,
        name: &str,
        place: Place,
    ) -> Diagnostic {
        match self {
            OpenError::NotText(why) => {
                Diagnostic::error("not-text", format!("\"{name}\": {why}"), place)
            }
            OpenError::Load(LoadError::Missing) => {
                let (path, _) = library.beside(by, name);
                let there: Vec<String> = loader
                    .beside(&path)
                    .into_iter()
                    .filter(|file| file.ends_with(".casus"))
                    .collect();
                missing(name, &there, standard::libraries(), place)
            }
            OpenError::Load(error) => {
                Diagnostic::error("no-such-file", format!("\"{name}\": {error}"), place)
            }
        }
    }
}

/// The report of a file that is not there, offering what is.
pub(super) fn missing<'a>(
    name: &str,
    there: &[String],
    libraries: impl Iterator<Item = &'a str>,
    place: Place,
) -> Diagnostic {
    let libraries: Vec<&str> = libraries
        .filter(|library| !matches!(*library, "scales" | "standard"))
        .collect();
    let nearest = there
        .iter()
        .map(String::as_str)
        .chain(libraries.iter().copied())
        .map(|other| (strsim::damerau_levenshtein(other, name), other))
        .filter(|(distance, other)| *distance <= 2.max(other.chars().count() / 4))
        .min();
    let report = Diagnostic::error(
        "no-such-file",
        format!("there is no file \"{name}\" beside this one"),
        place,
    )
    .saying("named here");
    match nearest {
        Some((_, other)) => report.help(format!("did you mean \"{other}\"?")),
        None if there.is_empty() => report.help(format!(
            "no other file is there; the shipped libraries are {}",
            quoted(&libraries)
        )),
        None => {
            let mut there: Vec<&str> = there.iter().map(String::as_str).collect();
            there.sort_unstable();
            let more = there.len().saturating_sub(6);
            there.truncate(6);
            let rest = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            report.help(format!(
                "beside it are {}{rest}; the shipped libraries are {}",
                quoted(&there),
                quoted(&libraries)
            ))
        }
    }
}

fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect::<Vec<_>>()
        .join(", ")
}
