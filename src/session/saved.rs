//! A session that is kept for another run of the program. Takes all that was read, with the world that was evaluated of it;
//! gives bytes, and a session from them that answers the same without reading or evaluating.
//!
//! The one idea: what answers need is read from the bytes, and what reading needs is only put back when something is to be
//! read: a line that is typed, another file, a level above which nothing may be seen. Then the texts are parsed, and tables
//! whose texts are too large to be kept are read from where they stand.

mod error;
mod since;

use super::library::{Key, Shelf, rebase_key, rebased};
use super::loader::Loader;
use super::{Added, OpenError, Opening, Session};
use crate::ask::AskError;
use crate::diagnostic::Diagnostic;
use crate::engine::{Standpoint, Watch, World};
use crate::snapshot::{Reader, Stored, Writer, opened, sealed};
use crate::source::{FileId, Files};
use crate::standard;
pub use error::{SaveError, SnapshotError};
use since::Since;
use std::io::{Read, Write};
use std::sync::Arc;

/// What a session was when it was kept, checked and ready to go on from.
pub struct Snapshot {
    way: String,
    files: Files,
    read: super::Read,
    world: Option<World>,
    shelf: Shelf,
    added: Vec<Added>,
    given: u32,
}

/// What is told of the texts that this program ships.
fn shipped() -> u64 {
    let texts: String = standard::SHIPPED.iter().map(|one| one.text).collect();
    crate::snapshot::Stamp::of(texts.as_bytes()).checksum
}

/// The world at the end of the bytes, where there is one.
fn world(from: &mut Reader<'_>) -> Option<Option<World>> {
    match bool::take(from)? {
        true => World::take(from, Watch::default()).map(Some),
        false => Some(None),
    }
}

impl Snapshot {
    /// Reads what [`Session::save_world`] wrote.
    ///
    /// # Errors
    /// The bytes are damaged, or another version of the program wrote them.
    pub fn open(bytes: &[u8]) -> Result<Snapshot, SnapshotError> {
        Snapshot::read(&mut &*bytes, bytes.len())
    }

    /// The same from a file of so many bytes, of which a piece is held at a time.
    ///
    /// # Errors
    /// As above, or the file cannot be read.
    pub fn read(from: &mut dyn Read, length: usize) -> Result<Snapshot, SnapshotError> {
        Ok(opened(from, length, shipped(), Snapshot::take)?)
    }

    /// The way from the folder in which it lay when it was written to the one where the paths of its files begin, as
    /// [`Session::save_world_beside`] was given it.
    #[must_use]
    pub fn way(&self) -> &str {
        &self.way
    }

    fn take(from: &mut Reader<'_>) -> Option<Snapshot> {
        let (way, files, shelf): (String, Files, Shelf) = Stored::take(from)?;
        let added: Vec<(Key, Option<String>)> = Stored::take(from)?;
        let given = Stored::take(from)?;
        let read = super::Read {
            situation: Stored::take(from)?,
            vocabulary: Stored::take(from)?,
            diagnostics: Stored::take(from)?,
            tables: Stored::take(from)?,
            of_texts: Stored::take(from)?,
        };
        let world = world(from)?;
        shelf.fits(&files).then(|| Snapshot {
            way,
            files,
            read,
            world,
            shelf,
            added: added
                .into_iter()
                .map(|(key, typed)| Added { key, typed })
                .collect(),
            given,
        })
    }

    /// The same, of files that are reached by way of another folder.
    fn rebased(mut self, base: &str) -> Snapshot {
        if !base.is_empty() {
            self.files.relocate(|path| rebased(base, path));
            self.shelf.rebase(base);
            for added in &mut self.added {
                rebase_key(base, &mut added.key);
            }
        }
        self
    }
}

impl Opening {
    /// A session that goes on from what [`Session::save_world`] wrote, and answers as the session did that wrote it. Its
    /// files are looked at by the loader: where one has changed all is read anew, and a warning says so.
    ///
    /// ```
    /// use casus::session::{NoFiles, Opening, Session};
    ///
    /// let mut session = Session::new();
    /// session.add_text("page", "actor Arvand\nactor Belmar\nArvand arms Belmar since 2015\n");
    /// let mut kept = Vec::new();
    /// session.save_world(&mut kept).unwrap();
    ///
    /// let mut again = Opening::from_snapshot(NoFiles, &kept).unwrap().open();
    /// let [before, after] = [&mut session, &mut again].map(|one| one.ask("Arvand arms Belmar?").unwrap());
    /// assert_eq!(before, after);
    ///
    /// let last = kept.len() - 1;
    /// kept[last] ^= 1;
    /// assert!(Opening::from_snapshot(NoFiles, &kept).is_err());
    /// ```
    ///
    /// # Errors
    /// The bytes are damaged, or another version of the program wrote them.
    pub fn from_snapshot(
        loader: impl Loader + 'static,
        bytes: &[u8],
    ) -> Result<Opening, SnapshotError> {
        let snapshot = Snapshot::open(bytes)?;
        let mut opening = Opening::new(loader);
        opening.go_on_from(snapshot);
        Ok(opening)
    }

    /// Adds what was written. Alone it is gone on from as it is; beside other texts it stands for the texts and files that
    /// it was made of. `base` is the folder in which the paths of its files begin; empty where they are the loader's own.
    ///
    /// # Errors
    /// Beside other texts: a file that it was made of cannot be read. Its path, and why.
    pub fn add_snapshot(
        &mut self,
        snapshot: Snapshot,
        base: &str,
    ) -> Result<(), (String, OpenError)> {
        let snapshot = snapshot.rebased(base);
        if self.session.added.is_empty() {
            self.go_on_from(snapshot);
            return Ok(());
        }
        let mut theirs = Opening::new(super::NoFiles);
        theirs.go_on_from(snapshot);
        let mut theirs = theirs.session;
        theirs.thaw();
        for added in &theirs.added {
            match (&added.key, theirs.library.text(&added.key)) {
                (Key::Given(number), Some(text)) => {
                    let rows = theirs.library.rows_given(*number);
                    self.give_again(&theirs.library.files, text.file, rows);
                    if let (Some(last), true) = (self.session.added.last_mut(), rows.is_none()) {
                        last.typed.clone_from(&added.typed);
                    }
                }
                (Key::Path(path), _) => {
                    let opened = self.session.open_file(path);
                    opened.map_err(|why| (path.clone(), why))?;
                }
                (Key::Given(_) | Key::Shipped(_) | Key::Mapping(..), _) => {}
            }
        }
        Ok(())
    }

    /// Gives a text once more, with the rows that stood beside it.
    fn give_again(&mut self, files: &Files, text: FileId, rows: Option<FileId>) {
        let session = &mut self.session;
        let text = files.file(text);
        match rows.map(|rows| files.file(rows)) {
            None => session.give(&text.name, text.first_line, &text.text, None),
            Some(rows) => {
                let (name, table, rows) = (&text.name, &rows.name, rows.text.clone());
                let number = session.given;
                let library = &mut session.library;
                let key = library.give_with_table(number, name, &text.text, table, rows);
                session.given += 1;
                session.added.push(Added { key, typed: None });
            }
        }
    }

    fn go_on_from(&mut self, snapshot: Snapshot) {
        let session = &mut self.session;
        session.library.files = snapshot.files;
        session.added = snapshot.added;
        session.given = snapshot.given;
        session.read = snapshot.read;
        session.worlds.onto(Arc::clone(&session.read.situation));
        if let Some(mut world) = snapshot.world {
            world.watched_by(session.watch.clone());
            session.worlds.keep_standing(world);
        }
        session.saved = Some(Saved {
            shelf: snapshot.shelf,
            added: session.added.len(),
        });
    }
}

/// What reading needs of a session that was gone on from, until something is read.
pub(super) struct Saved {
    shelf: Shelf,
    /// How many texts and files were added when it was written.
    added: usize,
}

impl Session {
    /// Writes all that was read, with the world that follows from it, so that [`Opening::from_snapshot`] goes on from there.
    /// The same texts give the same bytes.
    ///
    /// # Errors
    /// What is marked above a level is left out; the world cannot be evaluated, was stopped, or met a limit; or the bytes
    /// cannot be written.
    pub fn save_world(&mut self, to: &mut impl Write) -> Result<(), SaveError> {
        self.save_world_beside("", to)
    }

    /// The same for a file that may be moved together with the files that it was made of. `way` leads from the folder in
    /// which it will lie to the one where their paths begin.
    ///
    /// # Errors
    /// As above.
    pub fn save_world_beside(&mut self, way: &str, to: &mut impl Write) -> Result<(), SaveError> {
        if self.ceiling.is_some() {
            return Err(SaveError::BelowCeiling);
        }
        let world = match self.world(&Standpoint::default(), &[]) {
            Ok(world) => Some(world),
            // That its rules have no order is among what is wrong with the texts, and said there.
            Err(AskError::NoWorld(_)) => None,
            Err(error) => return Err(SaveError::NoWorld(error)),
        };
        let shelf = self.library.shelf(&*self.loader);
        let mut shelf = shelf.map_err(|(path, why)| SaveError::Unread(path, why))?;
        if let Some(saved) = &self.saved {
            shelf = saved.shelf.clone().and(shelf);
        }
        let whole = sealed(shipped(), |values| {
            way.to_owned().put(values);
            self.library.files.put(values);
            shelf.put(values);
            self.put_read(values);
            world.is_some().put(values);
            if let Some(world) = &world {
                world.put(values);
            }
        });
        to.write_all(&whole).map_err(SaveError::Unwritten)
    }

    /// Writes what was added, and what was read of it.
    fn put_read(&self, to: &mut Writer) {
        let added = self.added.iter();
        let added: Vec<(Key, Option<String>)> = added
            .map(|added| (added.key.clone(), added.typed.clone()))
            .collect();
        added.put(to);
        self.given.put(to);
        self.read.situation.put(to);
        self.read.vocabulary.put(to);
        // What was told of the snapshot that was gone on from is not of the texts.
        let told = self.read.diagnostics.iter();
        let of_texts = told.filter(|one| !since::CODES.contains(&one.code));
        of_texts.cloned().collect::<Vec<_>>().put(to);
        self.read.tables.put(to);
        self.read.of_texts.put(to);
    }

    /// The paths of the files that were added, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.added.iter().filter_map(|added| match &added.key {
            Key::Path(path) => Some(path.as_str()),
            Key::Given(_) | Key::Shipped(_) | Key::Mapping(..) => None,
        })
    }

    /// Puts back what reading needs, before something is read.
    pub(super) fn thaw(&mut self) {
        if let Some(saved) = self.saved.take() {
            self.library.put_back(saved.shelf);
        }
    }

    /// What keeps anything from being read: a table whose text is not kept, and that is gone.
    pub(super) fn lacks(&self) -> Option<Diagnostic> {
        let mut large = self.saved.as_ref()?.shelf.large();
        large.find_map(|path| {
            let why = self.loader.open(path).err()?;
            let said = format!("{path}: {why}, and nothing can be added without it");
            Some(Diagnostic::nowhere("no-such-file", said))
        })
    }

    /// Reads all of it, as far as it is not there already.
    pub(super) fn read_first(&mut self) {
        let Some(saved) = &self.saved else {
            self.read_again();
            return;
        };
        let since = Since::of(&saved.shelf, &*self.loader);
        let _piece = self.watch.piece();
        let is_all = saved.added == self.added.len();
        if !since.changed.is_empty() {
            self.thaw();
            self.library.forget(&since.changed);
            for added in &self.added {
                if let Key::Path(path) = &added.key {
                    // What is gone is told below.
                    drop(self.library.open_named(&*self.loader, path));
                }
            }
        }
        if is_all && since.changed.is_empty() {
            let over = self.too_large();
            self.read.diagnostics.extend(over);
        } else {
            self.read_again();
        }
        self.read.diagnostics.splice(0..0, since.told());
    }
}

#[cfg(test)]
mod tests;
