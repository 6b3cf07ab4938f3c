//! Parsing: takes a file, gives its statements, its mistakes, and what stands between its words.
//!
//! The layout cuts the text into blocks, and each block is read by itself: a bad statement gives one error, and its
//! neighbours live.

use super::ast::{Line, Statement, Token};
use super::error::SyntaxError;
use super::grammar::{self, Rule};
use super::layout::{self, Compared, Depth, TextLine, offset};
use super::shape::{self, Head, Within};
use super::tokens::Reader;
use super::trivia::Trivia;
use crate::source::{FileId, Files, Place};

/// How deep statements may be set in under statements.
const DEEPEST_STATEMENTS: usize = 8;

/// What a file says, as far as that can be read with no vocabulary.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Parsed {
    /// Its statements in order; what could not be read stands among them as [`Shape::Broken`].
    pub statements: Vec<Statement>,
    /// Its mistakes in order, at most one a statement.
    pub errors: Vec<SyntaxError>,
    /// Its comments and blank lines.
    pub trivia: Trivia,
}

/// Reads a file. All places are offsets in the one address space of `files`.
#[must_use]
pub fn parse(files: &Files, file: FileId) -> Parsed {
    let file = files.file(file);
    let mut parser = Parser {
        text: &file.text,
        start: file.start,
        errors: Vec::new(),
        trivia: Trivia::default(),
    };
    let lines = layout::text_lines(&file.text, file.start, &mut parser.trivia);
    let statements = parser.file(&lines);
    parser.trivia.comments.sort_by_key(|comment| comment.place);
    parser.errors.sort_by_key(SyntaxError::place);
    Parsed {
        statements,
        errors: parser.errors,
        trivia: parser.trivia,
    }
}

/// Reads words alone: a question typed at the prompt or given to `casus ask`, or a cell of a table.
/// `start` is where the text begins in the one address space.
///
/// # Errors
/// Every mistake in the writing, in order.
pub fn parse_line(text: &str, start: u32) -> Result<Vec<Token>, Vec<SyntaxError>> {
    let mut reader = Reader::new(text, start);
    if let Some(words) = grammar::words(text) {
        for found in words.into_inner() {
            if found.as_rule() != Rule::EOI {
                reader.read(found);
            }
        }
    }
    let lines = reader.finish();
    if reader.errors.is_empty() {
        Ok(lines.into_iter().flat_map(|line| line.tokens).collect())
    } else {
        Err(reader.errors)
    }
}

struct Parser<'text> {
    text: &'text str,
    start: u32,
    errors: Vec<SyntaxError>,
    trivia: Trivia,
}

/// What a block turned out to be.
enum Block {
    Statement(Statement),
    /// `note "…"` set in under a `suppose`: it belongs to the statement above.
    Clause(Vec<Line>),
}

impl Parser<'_> {
    fn file(&mut self, lines: &[TextLine]) -> Vec<Statement> {
        let mut statements: Vec<Statement> = Vec::new();
        let opens = |line: &TextLine| self.opens(*line);
        let (above, rest) = lines.split_at(lines.iter().position(opens).unwrap_or(lines.len()));
        let mut blocks = blocks(rest, opens);
        if let Some(first) = above.first() {
            self.errors.push(SyntaxError::IndentedFirstLine {
                place: self.first_word(*first),
            });
            let known = self.errors.len();
            if let Some(Block::Statement(statement)) = self.block(above, Within::File, 0) {
                statements.push(shape::broken(statement));
            }
            self.errors.truncate(known);
        }
        for block in blocks.drain(..) {
            if let Some(Block::Statement(statement)) = self.block(block, Within::File, 0) {
                statements.push(statement);
            }
        }
        statements
    }

    /// Whether a line opens a statement of the file: one in the first column.
    fn opens(&self, line: TextLine) -> bool {
        line.words == line.start || Depth::of(self.text, line).columns == 0
    }

    fn block(&mut self, lines: &[TextLine], within: Within, depth: usize) -> Option<Block> {
        let (first, last) = (lines.first()?, lines.last()?);
        let text = self.text.get(first.words..last.end)?;
        let start = offset(self.start, first.words);
        let found = grammar::statement(text)?;
        let form = found.as_rule();
        let head_end = first.words + found.as_span().end();

        let mut reader = Reader::new(text, start);
        let mut title = None;
        for part in found.into_inner() {
            match part.as_rule() {
                Rule::text => title = Some(reader.token(&part)),
                Rule::declared | Rule::coloned => {}
                _ => reader.read(part),
            }
        }
        let lines_read = reader.finish();
        self.trivia.comments.append(&mut reader.comments);
        if form == Rule::stray_clause && within != Within::File {
            self.note(reader.errors);
            return Some(Block::Clause(lines_read));
        }

        let mut head = Head::new(form, text, start, title, lines_read, within);
        let has_statements = matches!(form, Rule::suppose | Rule::hypothesis | Rule::from);
        let mut statements = Vec::new();
        if has_statements {
            let after = lines.partition_point(|line| line.words < head_end);
            let inner = head.inner();
            let under = self.under(lines.get(after..).unwrap_or(&[]), inner, depth + 1);
            statements = under.0;
            head.lines.extend(under.1);
        }
        let statement = head.statement(statements, &mut reader.errors);
        self.note(reader.errors);
        Some(Block::Statement(statement))
    }

    /// The statements that are set in under another, and the clauses among them that are the other's own.
    fn under(
        &mut self,
        lines: &[TextLine],
        within: Within,
        depth: usize,
    ) -> (Vec<Statement>, Vec<Line>) {
        let (mut statements, mut clauses) = (Vec::new(), Vec::new());
        let Some(first) = lines.first() else {
            return (statements, clauses);
        };
        if depth > DEEPEST_STATEMENTS {
            self.errors.push(SyntaxError::NestedTooDeep {
                place: self.first_word(*first),
            });
            return (statements, clauses);
        }
        let level = Depth::of(self.text, *first);
        for line in lines {
            match Depth::of(self.text, *line).against(level) {
                Compared::Same | Compared::Deeper => {}
                Compared::Less => self.errors.push(SyntaxError::UnevenIndentation {
                    place: self.first_word(*line),
                    first: self.first_word(*first),
                }),
                Compared::Ambiguous => self.errors.push(SyntaxError::MixedIndentation {
                    place: self.first_word(*line),
                }),
            }
        }
        let opens =
            |line: &TextLine| Depth::of(self.text, *line).against(level) != Compared::Deeper;
        for block in blocks(lines, opens) {
            match self.block(block, within, depth) {
                Some(Block::Statement(statement)) => statements.push(statement),
                Some(Block::Clause(lines)) => clauses.extend(lines),
                None => {}
            }
        }
        (statements, clauses)
    }

    /// Keeps the first of a statement's mistakes: the others may well come of it.
    fn note(&mut self, errors: Vec<SyntaxError>) {
        self.errors
            .extend(errors.into_iter().min_by_key(SyntaxError::place));
    }

    fn first_word(&self, line: TextLine) -> Place {
        let words = self.text.get(line.words..line.end).unwrap_or("");
        let length = words.find(layout::is_blank).unwrap_or(words.len());
        Place::new(
            offset(self.start, line.words),
            offset(self.start, line.words + length),
        )
    }
}

/// Cuts lines into blocks, each opened by a line for which `opens` holds, the first by the first line.
fn blocks<'lines>(
    lines: &'lines [TextLine],
    opens: impl Fn(&TextLine) -> bool,
) -> Vec<&'lines [TextLine]> {
    let mut blocks = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        if lines.get(at).is_none_or(&opens) {
            blocks.extend(lines.get(from..at));
            from = at;
        }
    }
    blocks
}
