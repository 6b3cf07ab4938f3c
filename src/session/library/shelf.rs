//! What a library needs to be whole again beside its files: which text is reached by what, and by what each file is known
//! again. Takes a library and gives that, to be written; puts it back, parsing the texts that were written with it.

use super::{GIVEN, Key, Library};
use crate::session::loader::{LoadError, Loader, beside};
use crate::snapshot::{Reader, Stamp, Stored, Writer, stored};
use crate::source::{FileId, Files};
use crate::standard;
use indexmap::IndexMap;

/// All that is not in the files themselves.
#[derive(Clone, Debug, Default)]
pub(in crate::session) struct Shelf {
    /// The texts by what reaches them, and whether each is shipped.
    texts: Vec<(Key, (FileId, bool))>,
    /// The tables that were read or looked for.
    tables: Vec<(String, Table)>,
    /// The tables whose texts are not kept.
    large: Vec<String>,
    /// Of every file that the host gave, by what it is known again.
    stamps: IndexMap<String, Stamp>,
}

/// What came of a table.
#[derive(Clone, Debug)]
enum Table {
    Read(FileId),
    Unread(LoadError),
}

stored! {
    struct Shelf { texts, tables, large, stamps }
    enum Table { 0 Read(file), 1 Unread(why) }
    enum LoadError { 0 Missing, 1 Unreadable(why), 2 NotAllowed }
}

/// What is shipped is written by its name.
impl Stored for Key {
    fn put(&self, to: &mut Writer) {
        match self {
            Key::Shipped(name) => {
                to.byte(0);
                (*name).to_owned().put(to);
            }
            Key::Path(path) => {
                to.byte(1);
                path.put(to);
            }
            Key::Mapping(name, table) => {
                to.byte(2);
                (*name).to_owned().put(to);
                table.put(to);
            }
            Key::Given(number) => {
                to.byte(3);
                number.put(to);
            }
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Key> {
        Some(match from.byte()? {
            0 => Key::Shipped(standard::shipped(&String::take(from)?)?.name),
            1 => Key::Path(Stored::take(from)?),
            2 => Key::Mapping(
                standard::mapping(&String::take(from)?)?.name,
                Stored::take(from)?,
            ),
            3 => Key::Given(Stored::take(from)?),
            _ => return None,
        })
    }
}

/// Where a path leads from another folder. What a host gave no path to, and what begins at the root, stays where it is.
pub(in crate::session) fn rebased(base: &str, path: &str) -> String {
    let stays = |path: &str| path.is_empty() || path == "-" || path.starts_with('/');
    // A shipped mapping stands beside its user, under a name that no file has.
    let (path, mapping) = path
        .split_once('\0')
        .map_or((path, None), |(path, mapping)| (path, Some(mapping)));
    let mut there = match stays(path) || base.is_empty() {
        true => path.to_owned(),
        false => beside(&format!("{base}/"), path),
    };
    if let Some(mapping) = mapping {
        there.push('\0');
        there.push_str(mapping);
    }
    there
}

impl Shelf {
    /// The same, of files that are reached by way of another folder.
    pub fn rebase(&mut self, base: &str) {
        for (key, _) in &mut self.texts {
            rebase_key(base, key);
        }
        for (path, _) in &mut self.tables {
            *path = rebased(base, path);
        }
        for path in &mut self.large {
            *path = rebased(base, path);
        }
        let stamps = std::mem::take(&mut self.stamps).into_iter();
        self.stamps = stamps
            .map(|(path, stamp)| (rebased(base, &path), stamp))
            .collect();
    }

    /// With what came after it was written.
    pub fn and(mut self, later: Shelf) -> Shelf {
        self.texts.extend(later.texts);
        self.tables.extend(later.tables);
        self.large.extend(later.large);
        self.stamps.extend(later.stamps);
        self
    }

    /// Every file that the host gave, with what it is known by.
    pub fn stamps(&self) -> impl Iterator<Item = (&str, &Stamp)> {
        self.stamps
            .iter()
            .map(|(path, stamp)| (path.as_str(), stamp))
    }

    /// The tables whose texts are not kept: to read anything anew they have to be read anew.
    pub fn large(&self) -> impl Iterator<Item = &str> {
        self.large.iter().map(String::as_str)
    }

    /// Whether every number is one of the files'.
    pub fn fits(&self, files: &Files) -> bool {
        let count = files.iter().count();
        let is_there = |file: FileId| (file.0 as usize) < count;
        let read = self.tables.iter().all(|(_, table)| match table {
            Table::Read(file) => is_there(*file),
            Table::Unread(_) => true,
        });
        read && self.texts.iter().all(|(_, (file, _))| is_there(*file))
    }
}

/// The same for what one text is reached by.
pub(in crate::session) fn rebase_key(base: &str, key: &mut Key) {
    match key {
        Key::Path(path) | Key::Mapping(_, path) => *path = rebased(base, path),
        Key::Shipped(_) | Key::Given(_) => {}
    }
}

impl Library {
    /// What it needs beside its files.
    ///
    /// # Errors
    /// A file whose bytes did not all pass when it was read cannot be read now.
    pub fn shelf(&self, loader: &dyn Loader) -> Result<Shelf, (String, LoadError)> {
        let texts = self.texts.iter();
        let tables = self.tables.iter().map(|(path, read)| {
            let table = match read {
                Ok(file) => Table::Read(*file),
                Err(why) => Table::Unread(why.clone()),
            };
            (path.clone(), table)
        });
        let mut large: Vec<String> = self.cut.values().map(|(path, ..)| path.clone()).collect();
        large.sort_unstable();
        large.dedup();
        let mut stamps = IndexMap::new();
        for (path, stamped) in &self.stamps {
            let stamp = match stamped.stamp() {
                Some(stamp) => stamp,
                None => stamp_of(loader, path).map_err(|why| (path.clone(), why))?,
            };
            stamps.insert(path.clone(), stamp);
        }
        Ok(Shelf {
            texts: texts
                .map(|(key, text)| (key.clone(), (text.file, text.shipped)))
                .collect(),
            tables: tables.collect(),
            large,
            stamps,
        })
    }

    /// Puts back what a library needs beside its files, which stand here already. What was read since stays.
    pub fn put_back(&mut self, shelf: Shelf) {
        for (key, (file, shipped)) in shelf.texts {
            if !self.texts.contains_key(&key) {
                self.keep(key, file, shipped);
            }
        }
        for (path, table) in shelf.tables {
            let read = match table {
                Table::Read(file) => Ok(file),
                Table::Unread(why) => Err(why),
            };
            self.tables.entry(path).or_insert(read);
        }
        for (path, stamp) in shelf.stamps {
            self.stamps
                .entry(path)
                .or_insert_with(|| crate::snapshot::Stamped::with(stamp));
        }
    }

    /// Reads these files again the next time they are reached.
    pub fn forget(&mut self, paths: &[String]) {
        let is_one = |path: &String| paths.contains(path);
        self.texts
            .retain(|key, _| !matches!(key, Key::Path(path) if is_one(path)));
        self.tables.retain(|path, _| !is_one(path));
        self.cut.retain(|_, (path, ..)| !is_one(path));
    }

    /// The rows that were given beside a text, with the name of their table.
    pub fn rows_given(&self, number: u32) -> Option<FileId> {
        let folder = format!("{GIVEN}{number}/");
        let mut tables = self.tables.iter();
        let (_, rows) = tables.find(|(path, _)| path.starts_with(&folder))?;
        rows.as_ref().ok().copied()
    }
}

/// What the host's file is known by now.
pub(in crate::session) fn stamp_of(loader: &dyn Loader, path: &str) -> Result<Stamp, LoadError> {
    let unreadable = |error: std::io::Error| LoadError::Unreadable(error.to_string());
    Stamp::reading(loader.open(path)?).map_err(unreadable)
}
