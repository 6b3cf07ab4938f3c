//! What stands in a file and says nothing: comments and blank lines, by offset.
//!
//! Statements do not hold them. Whoever prints a file anew (the formatter) walks this table beside the statements.

use crate::source::Place;

/// The comments and blank lines of a file, each list in the file's order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trivia {
    /// Every comment.
    pub comments: Vec<Comment>,
    /// Where each line stands that holds nothing, or blanks alone; an empty place for an empty line.
    pub blank_lines: Vec<Place>,
}

/// `# Rumour only`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Comment {
    /// From its `#` to the line's end.
    pub place: Place,
    /// What it stands beside.
    pub stands: Stands,
}

/// Where a comment stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stands {
    /// On a line of its own.
    Alone,
    /// Behind words.
    BehindWords,
}
