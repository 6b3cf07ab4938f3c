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

impl Block {
    fn statement(self) -> Option<Statement> {
        match self {
            Block::Statement(statement) => Some(statement),
            Block::Clause(_) => None,
        }
    }
}

impl Parser<'_> {
    fn file(&mut self, lines: &[TextLine]) -> Vec<Statement> {
        let mut statements: Vec<Statement> = Vec::new();
        let text = self.text;
        let opens = |line: &TextLine| layout::is_in_first_column(text, *line);
        let (above, rest) = lines.split_at(lines.iter().position(opens).unwrap_or(lines.len()));
        if let Some(first) = above.first() {
            let statement = self.block(above, Within::File, 0);
            self.errors.clear();
            self.errors.push(SyntaxError::IndentedFirstLine {
                place: self.first_word(*first),
            });
            statements.extend(statement.and_then(Block::statement).map(shape::broken));
        }
        // The error of the rule just above, if it has nothing set in under it.
        let mut bare_rule = None;
        for block in blocks(rest, opens) {
            let known = self.errors.len();
            let Some(statement) = self
                .block(block, Within::File, 0)
                .and_then(Block::statement)
            else {
                continue;
            };
            let new = self.errors.get(known..).unwrap_or(&[]);
            if let Some(at) = bare_rule
                && shape::goes_on_a_rule(&statement, new)
            {
                // One mistake, however many lines of the rule it reaches.
                self.errors.truncate(known);
                if let Some(SyntaxError::RuleWithoutBody { not_set_in, .. }) =
                    self.errors.get_mut(at)
                {
                    not_set_in.get_or_insert(statement.keyword);
                }
                continue;
            }
            bare_rule = matches!(new, [SyntaxError::RuleWithoutBody { .. }]).then_some(known);
            statements.push(statement);
        }
        statements
    }

    fn block(&mut self, lines: &[TextLine], within: Within, depth: usize) -> Option<Block> {
        let (first, last) = (lines.first()?, lines.last()?);
        let text = self.text.get(first.words..last.end)?;
        let start = offset(self.start, first.words);
        let found = grammar::statement(text);
        debug_assert!(found.is_some(), "the grammar reads every text: {text:?}");
        let found = found?;
        let form = found.as_rule();
        let head_end = first.words + found.as_span().end();

        let mut reader = Reader::new(text, start);
        let mut title = None;
        for part in found.into_inner() {
            match part.as_rule() {
                Rule::text | Rule::left_out => title = Some(reader.title(&part)),
                Rule::declared | Rule::coloned => {}
                _ => reader.read(part),
            }
        }
        let lines_read = reader.finish();
        self.trivia.comments.append(&mut reader.comments);
        let is_clause = match within {
            Within::File => false,
            Within::Alternative => form == Rule::stray_clause,
            Within::Rows | Within::RowsOfAlternative => {
                matches!(form, Rule::stray_clause | Rule::row_option)
            }
        };
        if is_clause {
            self.note(reader.errors);
            return Some(Block::Clause(lines_read));
        }

        let mut head = Head::new(form, text, start, title, lines_read, within);
        let has_statements = matches!(form, Rule::suppose | Rule::hypothesis | Rule::from);
        debug_assert!(has_statements || head_end == last.end, "{text:?}");
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
        // One mistake, however many lines it reaches.
        self.errors
            .extend(lines.iter().find_map(|line| self.uneven(*line, *first)));
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

    /// What is wrong with how a line is set in beside the first of the statements that it stands among.
    fn uneven(&self, line: TextLine, first: TextLine) -> Option<SyntaxError> {
        let place = self.first_word(line);
        match Depth::of(self.text, line).against(Depth::of(self.text, first)) {
            Compared::Same | Compared::Deeper => None,
            Compared::Less => Some(SyntaxError::UnevenIndentation {
                place,
                first: self.first_word(first),
            }),
            Compared::Ambiguous => Some(SyntaxError::MixedIndentation { place }),
        }
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
fn blocks(lines: &[TextLine], opens: impl Fn(&TextLine) -> bool) -> Vec<&[TextLine]> {
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
