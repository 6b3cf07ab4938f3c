//! Files and the places in them. Takes texts with their names, gives places that can be printed; knows no language.
//!
//! All files of a session share one address space of `u32` offsets, so that a place is two numbers
//! and needs no file beside it.

use crate::snapshot::{Reader, Stored, Writer, stored};
use serde::Serialize;
use std::sync::Arc;

/// A stretch of text: byte offsets into the one address space of all files, half open.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
pub struct Place {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Place {
    /// The place from `start` up to and without `end`.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Place {
        Place { start, end }
    }

    /// The smallest place that holds both.
    #[must_use]
    pub fn to(self, other: Place) -> Place {
        Place {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

stored! { struct Place { start, end } }

/// A file's number, in the order in which the files were added.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct FileId(pub u32);

stored! { struct FileId(number) }

/// A file that was read: its name as it is shown, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// The name that messages and grounds show, as `khorasan.casus`.
    pub name: String,
    /// The path that opens it; empty for a text that was given or shipped.
    pub path: String,
    /// The number of its first line: 1, but for texts that go on where others ended.
    pub first_line: u32,
    /// The whole text, byte for byte.
    pub text: String,
    /// Where the file begins in the one address space.
    pub start: u32,
    /// The offset of each line's first byte, from the file's own beginning.
    lines: Vec<u32>,
    /// Of a table whose text is not kept, the line of each row: a row is one place wide.
    rows: Option<Arc<Vec<u32>>>,
}

impl File {
    /// How many places it takes.
    fn len(&self) -> usize {
        self.rows
            .as_ref()
            .map_or(self.text.len(), |rows| rows.len())
    }

    /// Whether its text is not kept: then a row's place is its number.
    #[must_use]
    pub fn is_rows(&self) -> bool {
        self.rows.is_some()
    }
}

/// Where it begins, and where its lines do, is found again.
impl Stored for File {
    fn put(&self, to: &mut Writer) {
        self.name.put(to);
        self.path.put(to);
        self.first_line.put(to);
        self.text.put(to);
        self.rows.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<File> {
        Some(File {
            name: Stored::take(from)?,
            path: Stored::take(from)?,
            first_line: Stored::take(from)?,
            text: Stored::take(from)?,
            rows: Stored::take(from)?,
            start: 0,
            lines: Vec::new(),
        })
    }
}

/// All files of a session, end to end.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<File>,
}

impl Stored for Files {
    fn put(&self, to: &mut Writer) {
        self.files.put(to);
    }

    fn take(from: &mut Reader<'_>) -> Option<Files> {
        let mut files = Files::default();
        for file in Vec::<File>::take(from)? {
            match file.rows {
                Some(rows) => files.add_rows(file.name, file.path, rows),
                None => files.add_file(file.name, file.path, file.first_line, file.text),
            };
        }
        Some(files)
    }
}

/// A place as a reader looks it up: all numbers count from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// The file.
    pub file: FileId,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl Files {
    /// Adds a text behind those that are there; one byte parts it from the file before.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.add_file(name, "", 1, text)
    }

    /// Adds a text that a path opens, or whose lines are counted on from another's.
    pub fn add_file(
        &mut self,
        name: impl Into<String>,
        path: impl Into<String>,
        first_line: u32,
        text: impl Into<String>,
    ) -> FileId {
        let text = text.into();
        let start = self.next_start();
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0)
            .chain(newlines.map(|(at, _)| at as u32 + 1))
            .collect();
        self.files.push(File {
            name: name.into(),
            path: path.into(),
            first_line,
            text,
            start,
            lines,
            rows: None,
        });
        FileId(self.files.len() as u32 - 1)
    }

    /// Adds a table whose text is not kept, by the lines of its rows.
    pub fn add_rows(
        &mut self,
        name: impl Into<String>,
        path: impl Into<String>,
        lines: Arc<Vec<u32>>,
    ) -> FileId {
        let start = self.next_start();
        self.files.push(File {
            name: name.into(),
            path: path.into(),
            first_line: 1,
            text: String::new(),
            start,
            lines: vec![0],
            rows: Some(lines),
        });
        FileId(self.files.len() as u32 - 1)
    }

    fn next_start(&self) -> u32 {
        self.files.last().map_or(0, |last| {
            last.start
                .saturating_add(u32::try_from(last.len()).unwrap_or(u32::MAX))
                .saturating_add(1)
        })
    }

    /// The file of that number.
    ///
    /// # Panics
    /// Never for a number that [`Files::add`] gave.
    #[must_use]
    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.0 as usize]
    }

    /// Every file with its number, in order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, file)| (FileId(at as u32), file))
    }

    /// Which file holds the offset.
    #[must_use]
    pub fn file_at(&self, offset: u32) -> Option<FileId> {
        let after = self.files.partition_point(|file| file.start <= offset);
        (after > 0).then(|| FileId(after as u32 - 1))
    }

    /// File, line and column of an offset.
    #[must_use]
    pub fn line(&self, offset: u32) -> Option<Line> {
        let id = self.file_at(offset)?;
        let file = self.file(id);
        let inside = offset - file.start;
        if let Some(rows) = &file.rows {
            return Some(Line {
                file: id,
                line: rows.get(inside as usize).copied().unwrap_or(1),
                column: 1,
            });
        }
        let line = file.lines.partition_point(|start| *start <= inside);
        let begin = file.lines[line - 1] as usize;
        let upto = file
            .text
            .get(begin..(inside as usize).min(file.text.len()))
            .unwrap_or("");
        Some(Line {
            file: id,
            line: line as u32 - 1 + file.first_line,
            column: upto.chars().count() as u32 + 1,
        })
    }

    /// Lets every file be opened by another path.
    pub fn relocate(&mut self, there: impl Fn(&str) -> String) {
        for file in &mut self.files {
            file.path = there(&file.path);
        }
    }

    /// The same files with those places blotted out: every place in them stays what it was.
    #[must_use]
    pub fn without(&self, places: &[Place]) -> Files {
        let mut blotted = self.clone();
        for place in places {
            let Some(id) = self.file_at(place.start) else {
                continue;
            };
            let file = &mut blotted.files[id.0 as usize];
            let inside = |at: u32| (at.saturating_sub(file.start)) as usize;
            let (from, to) = (inside(place.start), inside(place.end).min(file.text.len()));
            let Some(text) = file.text.get(from..to) else {
                continue;
            };
            let blot: String = text
                .bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { '#' })
                .collect();
            file.text.replace_range(from..to, &blot);
        }
        blotted
    }

    /// The text at a place; empty where the place is in no file.
    #[must_use]
    pub fn text(&self, place: Place) -> &str {
        let Some(id) = self.file_at(place.start) else {
            return "";
        };
        let file = self.file(id);
        let (from, to) = (
            (place.start - file.start) as usize,
            (place.end.saturating_sub(file.start)) as usize,
        );
        file.text.get(from..to.min(file.text.len())).unwrap_or("")
    }
}
