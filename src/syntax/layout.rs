//! Layout: takes a text, gives its blocks, and the comments and blank lines between its words.
//!
//! One rule: a line in the first column opens a block, deeper lines go on with it; a blank line or a comment
//! may stand anywhere. Statements that are set in under another are blocks of their own by the same rule, with
//! the column of the first of them for the first column.

use super::trivia::{Comment, Stands, Trivia};
use crate::source::Place;

/// Columns from one tab stop to the next, where a tab must be counted in columns.
const TAB: u32 = 8;

/// A line that holds words: all offsets from the text's beginning.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextLine {
    /// Where the line begins, blanks and all.
    pub start: usize,
    /// Where its first word begins.
    pub words: usize,
    /// Where it ends, without the line feed.
    pub end: usize,
}

/// The lines that hold words, in order; the rest goes to the trivia, `start` being the file's own in the
/// one address space.
pub(super) fn text_lines(text: &str, start: u32, trivia: &mut Trivia) -> Vec<TextLine> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let words = at + (line.len() - line.trim_start_matches(is_blank).len());
        let end = at + line.len();
        match text.as_bytes().get(words) {
            Some(b'#') if words < end => trivia.comments.push(Comment {
                place: Place::new(offset(start, words), offset(start, end)),
                stands: Stands::Alone,
            }),
            _ if words < end => lines.push(TextLine {
                start: at,
                words,
                end,
            }),
            // What follows the last line feed is no line.
            _ if at == text.len() => {}
            _ => trivia
                .blank_lines
                .push(Place::new(offset(start, at), offset(start, end))),
        }
        at = end + 1;
    }
    lines
}

/// Whether a line is not set in: it opens a statement of the file.
pub(super) fn is_in_first_column(text: &str, line: TextLine) -> bool {
    line.words == line.start || Depth::of(text, line).columns == 0
}

/// How deep a line is set in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Depth {
    /// With a tab going on to the next multiple of eight.
    pub columns: u32,
    /// With a tab counted as one: where the two disagree on which line is deeper, the reader cannot tell either.
    characters: u32,
}

/// How one line's depth compares with another's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Compared {
    Less,
    Same,
    Deeper,
    /// Tabs and blanks are mixed so that it depends on the width of a tab.
    Ambiguous,
}

impl Depth {
    /// The depth of a line.
    pub(super) fn of(text: &str, line: TextLine) -> Depth {
        Depth::of_blanks(text.get(line.start..line.words).unwrap_or(""))
    }

    /// The depth that these blanks, from a line's beginning, set it in.
    pub(super) fn of_blanks(blanks: &str) -> Depth {
        let mut depth = Depth {
            columns: 0,
            characters: 0,
        };
        for blank in blanks.chars() {
            if shows_nothing(blank) {
                continue;
            }
            depth.columns = match blank {
                '\t' => (depth.columns / TAB + 1) * TAB,
                _ => depth.columns + 1,
            };
            depth.characters += 1;
        }
        depth
    }

    /// Compares this line's depth with the first's.
    pub(super) fn against(self, first: Depth) -> Compared {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let by_columns = self.columns.cmp(&first.columns);
        if by_columns != self.characters.cmp(&first.characters) {
            return Compared::Ambiguous;
        }
        match by_columns {
            Less => Compared::Less,
            Equal => Compared::Same,
            Greater => Compared::Deeper,
        }
    }
}

/// Whether the layout passes over the character: a blank of any script, or a mark of direction. Not a line feed.
pub(super) fn is_blank(character: char) -> bool {
    match character {
        ' ' | '\t' | '\r' => true,
        '\n' => false,
        other => !other.is_ascii_graphic() && (other.is_whitespace() || shows_nothing(other)),
    }
}

/// Marks of writing direction and of byte order, which take up no column.
fn shows_nothing(character: char) -> bool {
    matches!(
        character,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\r'
    )
}

/// An offset in the one address space; beyond its end, its end.
pub(super) fn offset(start: u32, at: usize) -> u32 {
    start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX))
}
