//! What the rows of a table are called where they declare a name. Takes a declaring statement and its table; gives every row
//! the number of its name, and the different names.
//!
//! A name of a row is made of words and cells (`event ?action by ?actor on ?date`), and is put together as the filled
//! statement would have it. A statement whose rows cannot be declared together gives none: each row then stands for itself.

use super::asked::{Asked, Having};
use super::filling::{Filling, is_column};
use super::lines_of;
use crate::resolve::declare::{Said, declaration, piece_of_name};
use crate::resolve::words::{is_word, word_of};
use crate::syntax::{Keyword, Shape, Statement, Token, TokenKind};
use crate::table::{Gathering, Texts};
use std::sync::Arc;

/// The names that a statement declares.
#[derive(Clone, Debug)]
pub(in crate::resolve) struct Naming {
    /// What it declares them as.
    pub(in crate::resolve) keyword: Keyword,
    /// The number of each row's name, by the row of the table. Of a row that is not told, any.
    pub(in crate::resolve) cells: Arc<Vec<u32>>,
    /// The names.
    pub(in crate::resolve) names: Arc<Texts>,
}

impl Naming {
    /// The number of the name of a row of the table.
    pub(super) fn number(&self, row: u32) -> Option<u32> {
        self.cells.get(row as usize).copied()
    }

    /// The names of the rows that are told; none where each is to stand for itself.
    pub(super) fn of(filling: &Filling<'_>, statement: &Statement, rows: &[u32]) -> Option<Naming> {
        let Shape::Declaration { keyword, lines } = &statement.shape else {
            return None;
        };
        let declared = declaration(*keyword, lines)?;
        let more = |said: &Said<'_>| says_more(*keyword, said);
        let plain = !declared.rest.iter().any(more);
        if *keyword == Keyword::Source || !plain {
            return None;
        }
        let pieces = pieces(filling, declared.named)?;
        let by_row = pieces.iter().any(|piece| matches!(piece, Piece::Cell(_)));
        if !by_row {
            return None;
        }
        if let [Piece::Cell(having)] = pieces.as_slice()
            && having.are_all_of(rows)
        {
            return Some(Naming {
                keyword: *keyword,
                cells: Arc::clone(&having.cells),
                names: Arc::clone(&having.texts),
            });
        }
        let mut cells = vec![0; filling.table.rows.len()];
        let mut gathering = Gathering::default();
        let mut name = String::new();
        for row in rows {
            name.clear();
            for piece in &pieces {
                piece.push(*row, &mut name);
            }
            *cells.get_mut(*row as usize)? = gathering.number(&name);
        }
        Some(Naming {
            keyword: *keyword,
            cells: Arc::new(cells),
            names: Arc::new(gathering.finish()),
        })
    }
}

/// What a name is made of.
enum Piece {
    Word(String),
    Cell(Having),
    /// `on ?date`: both, or neither.
    After(String, Having),
}

impl Piece {
    fn push(&self, row: u32, name: &mut String) {
        let mut put = |text: &str| {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(text.trim());
        };
        let cell = |having: &Having| {
            having
                .cell(row)
                .filter(|_| !having.is_missing(row as usize))
        };
        match self {
            Piece::Word(word) => put(word),
            Piece::Cell(having) => {
                if let Some(cell) = cell(having) {
                    put(having.texts.get(cell as u32));
                }
            }
            Piece::After(word, having) => {
                if let Some(cell) = cell(having) {
                    put(word);
                    put(having.texts.get(cell as u32));
                }
            }
        }
    }
}

/// The pieces of a name; none where a word in it would be read as a clause that names something else.
fn pieces(filling: &Filling<'_>, named: &[Token]) -> Option<Vec<Piece>> {
    // A quoted name is one text.
    if matches!(named.first()?.kind, TokenKind::Text(_)) {
        return None;
    }
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(token) = named.get(at) {
        let word = match &token.kind {
            TokenKind::Word(word) => word.as_str(),
            _ => "",
        };
        let next = named.get(at + 1);
        let having = |asked: Asked| Having::of(filling, asked);
        match (word, &token.kind) {
            ("since" | "until" | "on" | "during", _)
                if is_column(next) && !filling.phrases.go_on(named, at) =>
            {
                let asked = filling.date_asked(next?)?;
                out.push(Piece::After(word.to_owned(), having(asked)?));
                at += 1;
            }
            ("from" | "per" | "credibility" | "quote" | "note", _) if is_column(next) => {
                return None;
            }
            ("according", _) if is_column(named.get(at + 2)) => return None,
            (_, TokenKind::Variable(name)) => {
                out.push(Piece::Cell(having(Asked::Cell(name.clone()))?));
            }
            (_, TokenKind::Columns(_)) => {
                out.push(Piece::Cell(having(filling.date_asked(token)?)?));
            }
            _ => out.push(Piece::Word(piece_of_name(token)?.to_owned())),
        }
        at += 1;
    }
    Some(out)
}

/// Whether a line gives another name, or a kind that is the row's: what is more than statements.
fn says_more(keyword: Keyword, said: &Said<'_>) -> bool {
    let mut segments = said.tokens.split(|token| token.kind == TokenKind::Comma);
    segments.any(|segment| {
        let article = |token: Option<&Token>| matches!(token.and_then(word_of), Some("a" | "an"));
        let of_a_kind = is_word(segment.first(), "is") && article(segment.get(1));
        let names = |token: &Token| is_word(Some(token), "also");
        // With a time or a likelihood a kind is no declaration of any but an event.
        let column = |at: usize| {
            is_column(segment.get(at))
                && (keyword != Keyword::Event || article(segment.get(at - 1)))
        };
        segment.iter().any(names) || (of_a_kind && (1..segment.len()).any(column))
    })
}

/// Whether a statement speaks of markings.
pub(super) fn says_marking(statement: &Statement) -> bool {
    let mut tokens = lines_of(&statement.shape)
        .iter()
        .flat_map(|line| &line.tokens);
    tokens.any(|token| is_word(Some(token), "marking"))
}

/// Whether a statement declares a name.
pub(super) fn declares(statement: &Statement) -> bool {
    matches!(statement.shape, Shape::Declaration { .. }) && !lines_of(&statement.shape).is_empty()
}
