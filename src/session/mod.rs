//! What an embedder holds: add texts, ask, undo, look at the core and the worlds. The only place that knows all three wings.
//!
//! A change reads all statements anew by the whole vocabulary, since order never matters: a name declared now may change how
//! an earlier sentence reads. Only plain sentences more are read alone (`further`). Texts are parsed once, worlds are
//! evaluated when first asked for.
//!
//! ```
//! use casus::session::Session;
//!
//! let mut session = Session::new();
//! let report = session.add_text("page", "actor Arvand\nactor Belmar\nArvand arms Belmar since 2015\n");
//! assert!(report.is_sound(), "{:?}", report.diagnostics);
//! let answer = session.ask("Arvand arms Belmar?").unwrap();
//! assert_eq!(serde_json::to_value(&answer).unwrap()["kind"], "yes-no");
//! ```

mod asking;
mod ceiling;
mod further;
mod library;
mod limited;
mod loader;
mod opening;
mod outcome;
pub(crate) mod pairs;
mod reading;
mod rows;
mod saved;
mod worlds;

pub use crate::engine::Progress;
pub use crate::limits::{Exceeded, Grew, Limit, Limits, Piece, Reached, Unmeasured};
pub use ceiling::UnknownMarking;
pub use library::OpenError;
pub use loader::{LoadError, Loader, NoFiles, beside};
pub use opening::Opening;
pub use outcome::{Outcome, Verdict};
pub use rows::Rows;
pub use saved::{SaveError, Snapshot, SnapshotError};

use crate::ask::AskError;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::{Standpoint, Watch, World};
use crate::limits;
use crate::model::{Alteration, Ask, Core, Modifiers, Question, Signed, Situation};
use crate::resolve::{self, CutTable, TableMissing, TableRead, Vocabulary};
use crate::source::{FileId, Files, Place};
use library::{Key, Library};
use saved::Saved;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use worlds::Worlds;

/// A conversation about one situation.
pub struct Session {
    loader: Box<dyn Loader>,
    library: Library,
    added: Vec<Added>,
    given: u32,
    read: Read,
    /// What had been read before each of the last sentences, oldest first, for `undo`.
    before: Vec<Read>,
    worlds: Worlds,
    defaults: Modifiers,
    /// The level up to which markings may be seen; none: all may.
    ceiling: Option<String>,
    /// The texts as they are shown below a ceiling.
    shown: Option<Files>,
    watch: Watch,
    /// The sentences of the last list's rows, and what it was asked under: what `why 1` goes on from.
    above: Vec<Option<Signed>>,
    above_under: Modifiers,
    /// What reading needs of a session that was gone on from, until something is read.
    saved: Option<Saved>,
}

/// One thing that was added, and what it reaches.
#[derive(Clone)]
struct Added {
    key: Key,
    /// Whether it was typed, so that `undo` takes it back and `save` writes it.
    typed: Option<String>,
}

/// All texts, resolved.
#[derive(Clone)]
struct Read {
    situation: Arc<Situation>,
    vocabulary: Arc<Vocabulary>,
    diagnostics: Vec<Diagnostic>,
    tables: Arc<Vec<TableRead>>,
    /// How many statements stand in texts, before those of rows; none where a question has brought relations since.
    of_texts: Option<usize>,
}

impl Read {
    /// Before anything was read.
    fn nothing() -> Read {
        let resolved = resolve::nothing();
        Read {
            situation: Arc::new(resolved.situation),
            vocabulary: Arc::new(resolved.vocabulary),
            diagnostics: Vec::new(),
            tables: Arc::default(),
            of_texts: None,
        }
    }
}

/// What an addition brought.
#[derive(Clone, Debug)]
pub struct Report {
    /// The errors and warnings of all that is loaded now, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Whether there is no error; there may be warnings.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.diagnostics
            .iter()
            .all(|one| one.severity != Severity::Error)
    }
}

impl Default for Session {
    fn default() -> Self {
        Session::new()
    }
}

impl Session {
    /// A session that can read no files: texts are given to it.
    #[must_use]
    pub fn new() -> Session {
        Session::with_loader(NoFiles)
    }

    /// A session that reads files through the host's loader.
    #[must_use]
    pub fn with_loader(loader: impl Loader + 'static) -> Session {
        Opening::new(loader).open()
    }

    /// A session that has read nothing, not even the standard model.
    fn unread(loader: Box<dyn Loader>) -> Session {
        let watch = Watch::default();
        Session {
            loader,
            library: Library::watched(watch.gauge().clone()),
            added: Vec::new(),
            given: 0,
            read: Read::nothing(),
            before: Vec::new(),
            worlds: Worlds::of(Read::nothing().situation, watch.clone()),
            defaults: Modifiers::default(),
            ceiling: None,
            shown: None,
            watch,
            above: Vec::new(),
            above_under: Modifiers::default(),
            saved: None,
        }
    }

    /// Adds a text. Statements with an error are left out, the others stand.
    pub fn add_text(&mut self, name: &str, text: &str) -> Report {
        self.give(name, 1, text, None);
        self.read_further().unwrap_or_else(|| self.read_again())
    }

    /// Adds a file and what it uses.
    ///
    /// # Errors
    /// Where the file itself cannot be read; what is wrong inside is in the report.
    pub fn add_file(&mut self, path: &str) -> Result<Report, OpenError> {
        self.open_file(path)?;
        Ok(self.read_again())
    }

    fn open_file(&mut self, path: &str) -> Result<(), OpenError> {
        let key = self.library.open_named(&*self.loader, path)?;
        self.added.push(Added { key, typed: None });
        Ok(())
    }

    /// Adds what was typed at a prompt, as a whole or not at all: with an error in it nothing is added.
    pub fn add_typed(&mut self, text: &str) -> Report {
        let before = self.errors().count();
        let line = self
            .typed()
            .map(|typed| typed.lines().count() as u32)
            .sum::<u32>()
            + 1;
        self.give("typed", line, text, Some(text.to_owned()));
        if let Some(report) = self.read_further() {
            return report;
        }
        if let Some(lacking) = self.lacks() {
            self.added.pop();
            return Report {
                diagnostics: vec![lacking],
            };
        }
        let own = self
            .added
            .last()
            .and_then(|added| self.library.text(&added.key))
            .map(|text| text.file);
        let report = self.read_all(own);
        if self.errors().count() > before {
            let files = &self.library.files;
            let mut diagnostics = report.diagnostics;
            let here = |one: &Diagnostic| {
                own.is_some()
                    && one
                        .labels
                        .first()
                        .and_then(|label| files.file_at(label.place.start))
                        == own
            };
            if diagnostics.iter().any(here) {
                diagnostics.retain(here);
            }
            self.added.pop();
            self.read_again();
            return Report { diagnostics };
        }
        report
    }

    /// Takes back the last that was typed, and gives it.
    pub fn undo(&mut self) -> Option<String> {
        let last = self.added.iter().rposition(|added| added.typed.is_some())?;
        let taken = self.added.remove(last);
        if !self.read_less(last) {
            if self.lacks().is_some() {
                self.added.insert(last, taken);
                return None;
            }
            self.read_again();
        }
        taken.typed
    }

    /// All that was typed and still stands, in order.
    pub fn typed(&self) -> impl Iterator<Item = &str> {
        self.added.iter().filter_map(|added| added.typed.as_deref())
    }

    /// Reads all files again from the loader; what was typed or given stays.
    ///
    /// # Errors
    /// Where a file that was added cannot be read any more: then all stays as it was.
    pub fn reload(&mut self) -> Result<Report, OpenError> {
        for added in &self.added {
            if let Key::Path(path) = &added.key {
                self.loader.read(path).map_err(OpenError::Load)?;
            }
        }
        self.thaw();
        self.library.forget_files();
        for added in &self.added {
            if let Key::Path(path) = &added.key {
                self.library.open_named(&*self.loader, path)?;
            }
        }
        Ok(self.read_again())
    }

    /// What every question without a modifier of its own is asked with: `:as of D`, `--according-to X`.
    pub fn set_defaults(&mut self, defaults: Modifiers) {
        self.defaults = defaults;
    }

    /// What every question without a modifier of its own is asked with.
    #[must_use]
    pub fn defaults(&self) -> &Modifiers {
        &self.defaults
    }

    /// Leaves out of everything what is marked above a level of the scale, `GREEN` or `TLP:GREEN`; none brings all back.
    /// What is left is read as if nothing else had been written, and every answer says that something was left out.
    ///
    /// ```
    /// use casus::session::Session;
    ///
    /// let mut session = Session::new();
    /// session.add_text(
    ///     "page",
    ///     "actor Arvand\nactor Belmar\nArvand speaks for Belmar, marking RED\n",
    /// );
    /// session.set_max_marking(Some("GREEN")).unwrap();
    /// let answer = serde_json::to_value(session.ask("Arvand speaks for Belmar?").unwrap()).unwrap();
    /// assert_eq!(answer["standing"], "unknown");
    /// assert_eq!(answer["withheld"]["above"], "TLP:GREEN");
    /// ```
    ///
    /// # Errors
    /// The scale has no such level; then all stays as it was.
    pub fn set_max_marking(&mut self, level: Option<&str>) -> Result<Report, UnknownMarking> {
        let scales = &self.read.situation.scales;
        self.ceiling = match level {
            Some(level) => match scales.marking(level) {
                Some(known) => Some(known.to_owned()),
                None => {
                    return Err(UnknownMarking {
                        level: level.to_owned(),
                        known: scales.markings.clone(),
                    });
                }
            },
            None => None,
        };
        self.above.clear();
        Ok(self.read_again())
    }

    /// The level up to which markings may be seen, as the scale has it; none where all may.
    #[must_use]
    pub fn max_marking(&self) -> Option<&str> {
        self.ceiling.as_deref()
    }

    /// The texts that places in diagnostics and origins lead to; below a ceiling without what may not be seen.
    #[must_use]
    pub fn files(&self) -> &Files {
        self.shown.as_ref().unwrap_or(&self.library.files)
    }

    /// All that the texts say.
    #[must_use]
    pub fn situation(&self) -> &Arc<Situation> {
        &self.read.situation
    }

    /// The words that are declared, for completion and questions.
    #[must_use]
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.read.vocabulary
    }

    /// The errors and warnings of all that is loaded, in order of place.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.read.diagnostics
    }

    /// What each table of the texts brought: its rows, those that were rejected, the names that it alone has.
    #[must_use]
    pub fn tables(&self) -> &[TableRead] {
        &self.read.tables
    }

    /// A flag that, raised by another thread or a signal, stops the question that is being answered.
    #[must_use]
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        self.watch.stop_flag().clone()
    }

    /// Tells somebody how far long work is: data, of which a face makes words. A search that is stopped meanwhile answers
    /// with what it has, and the answer says so.
    pub fn watch(&mut self, tell: impl Fn(Progress) + Send + Sync + 'static) {
        self.watch = self.watch.quiet().telling(tell);
        self.worlds.watched_by(self.watch.clone());
    }

    /// Whether the last question was stopped, by somebody or by a limit.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.watch.is_stopped() || self.exceeded().is_some()
    }

    /// The questions that the texts ask, in order.
    #[must_use]
    pub fn asks(&self) -> Vec<Ask> {
        let mut asks = self.read.situation.asks.clone();
        asks.iter_mut()
            .for_each(|ask| self.fill_in(&mut ask.question));
        asks
    }

    /// Checks everything that the texts expect, in order.
    pub fn test(&mut self) -> Vec<Outcome> {
        let expects = self.read.situation.expects.clone();
        expects
            .iter()
            .map(|expect| outcome::check(self, expect))
            .collect()
    }

    /// The core of the world in which the branches' changes are made; with none, of the analyst's own.
    pub fn core(&mut self, changes: &[&Alteration]) -> Arc<Core> {
        self.worlds.core(changes)
    }

    /// The world seen from there, with these changes made.
    ///
    /// # Errors
    /// Rules that have no order, a stop, or a limit that was met.
    pub fn world(
        &mut self,
        standpoint: &Standpoint,
        changes: &[&Alteration],
    ) -> Result<Arc<World>, AskError> {
        let _piece = self.watch.piece();
        self.worlds.world(standpoint, changes)
    }

    /// From so many statements on only what a question needs is evaluated for it; by default from some ten thousands.
    pub fn large_from(&mut self, statements: usize) {
        self.worlds.large = statements;
    }

    fn fill_in(&self, question: &mut Question) {
        let (own, defaults) = (&mut question.modifiers, &self.defaults);
        own.as_of = own.as_of.take().or_else(|| defaults.as_of.clone());
        own.known_on = own.known_on.take().or_else(|| defaults.known_on.clone());
        own.according_to = own.according_to.or(defaults.according_to);
    }

    fn give(&mut self, name: &str, first_line: u32, text: &str, typed: Option<String>) {
        let key = self.library.give(self.given, name, first_line, text);
        self.given += 1;
        self.added.push(Added { key, typed });
    }

    fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.read
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error)
    }

    fn read_again(&mut self) -> Report {
        self.read_all(None)
    }

    /// Reads everything. Below a ceiling a mistake in `just_typed` is told whatever it rests on: that a name may not be
    /// seen is for whoever types it the same as that there is none.
    fn read_all(&mut self, just_typed: Option<FileId>) -> Report {
        let _piece = self.watch.piece();
        self.thaw();
        let entries: Vec<Key> = self.added.iter().map(|added| added.key.clone()).collect();
        let reached = self.library.reach(&*self.loader, &entries);
        let mut diagnostics = reached.problems;
        for text in &reached.texts {
            diagnostics.extend(text.parsed.errors.iter().map(Diagnostic::from));
        }
        let tables = Tables {
            library: &self.library,
            loader: &*self.loader,
        };
        let parsed = reached.texts.iter().map(|text| resolve::ParsedFile {
            file: text.file,
            statements: &text.parsed.statements,
            shipped: text.shipped,
        });
        let input = resolve::Input {
            files: &self.library.files,
            parsed: parsed.collect(),
            tables: &tables,
            rowwise: resolve::Rowwise::Together,
        };
        let mut resolved = resolve::resolve(&input);
        self.shown = None;
        if let Some(level) = &self.ceiling {
            let below = ceiling::below(&input, &resolved, level, just_typed);
            diagnostics.retain(|one| below.may_tell(&self.library.files, one));
            self.shown = Some(self.library.files.without(&below.struck));
            resolved = below.resolved;
        }
        if diagnostics.iter().any(|one| one.code == limits::CODE) {
            // What a table that was not read would have declared is missed everywhere: that says nothing more.
            diagnostics.retain(|one| one.code == limits::CODE);
        } else {
            diagnostics.extend(resolved.diagnostics);
        }
        self.read.situation = Arc::new(resolved.situation);
        self.read.vocabulary = Arc::new(resolved.vocabulary);
        self.read.tables = Arc::new(resolved.tables);
        self.read.of_texts = Some(resolved.of_texts);
        self.before.clear();
        self.worlds.onto(self.read.situation.clone());
        diagnostics.extend(self.worlds.check());
        self.told(diagnostics)
    }

    /// What is told of all that was read: with what rests on how much there is, in order of place.
    fn told(&mut self, mut diagnostics: Vec<Diagnostic>) -> Report {
        diagnostics.extend(self.too_large());
        diagnostics.extend(self.multiplying());
        diagnostics.sort_by_key(|one| one.labels.first().map(|label| label.place));
        self.read.diagnostics.clone_from(&diagnostics);
        Report { diagnostics }
    }

    /// Lets the next question run although an earlier one was stopped.
    pub fn clear_stop(&self) {
        self.watch.begin();
    }
}

/// Tables as the resolver asks for them.
struct Tables<'s> {
    library: &'s Library,
    loader: &'s dyn Loader,
}

impl resolve::Tables for Tables<'_> {
    fn cut(&self, named: Place) -> Option<(FileId, Arc<CutTable>)> {
        self.library.cut(named)
    }

    fn table(&self, by: FileId, name: &str) -> Result<FileId, TableMissing> {
        match self.library.table(by, name) {
            Some(Ok(file)) => Ok(*file),
            other => Err(TableMissing {
                why: match other {
                    Some(Err(error)) => error.to_string(),
                    _ => LoadError::Missing.to_string(),
                },
                beside: self.loader.beside(&self.library.path_beside(by, name)),
            }),
        }
    }
}
