//! Tokens: takes the matches of the grammar, line by line, gives the tokens by written line.
//!
//! Brackets are folded here with a stack of our own, so that no depth of brackets reaches the program's. A line that
//! ends inside an open bracket goes on on the next. A mistake leaves the nearest token that may have been meant,
//! so that the words beside it are still read.

use super::ast::{Line, Token, TokenKind};
use super::error::{NumberFault, SyntaxError};
use super::figures;
use super::grammar::{Match, Rule};
use super::layout::{Depth, offset};
use super::spelling::{plain, plain_words, unquoted, unquoted_unclosed};
use super::trivia::{Comment, Stands};
use crate::source::Place;
use crate::time::looks_like_date;

/// How deep brackets may stand in brackets.
pub(super) const DEEPEST: usize = 100;

/// Collects the lines of one statement.
pub(super) struct Reader<'text> {
    /// The text that the grammar was given.
    text: &'text str,
    /// Where it begins in the one address space.
    start: u32,
    /// The lines that are whole.
    lines: Vec<Line>,
    /// The line that is being read, outside of brackets.
    tokens: Vec<Token>,
    /// How many columns it is set in.
    indent: u32,
    /// The brackets that are open, outermost first, each with what it holds so far.
    open: Vec<Open>,
    /// How many more are open than may be.
    too_deep: usize,
    pub(super) errors: Vec<SyntaxError>,
    pub(super) comments: Vec<Comment>,
}

struct Open {
    bracket: Place,
    tokens: Vec<Token>,
}

impl<'text> Reader<'text> {
    pub(super) fn new(text: &'text str, start: u32) -> Reader<'text> {
        Reader {
            text,
            start,
            lines: Vec::new(),
            tokens: Vec::new(),
            indent: 0,
            open: Vec::new(),
            too_deep: 0,
            errors: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// Reads what may stand in a statement beside its lines: a line, or the comment behind one.
    pub(super) fn read(&mut self, found: Match<'_>) {
        match found.as_rule() {
            Rule::line | Rule::head_line => self.line(found),
            Rule::comment => {
                let place = self.place(&found);
                self.comments.push(Comment {
                    place,
                    stands: Stands::BehindWords,
                });
            }
            _ => self.item(found),
        }
    }

    fn line(&mut self, line: Match<'_>) {
        if self.open.is_empty() {
            self.indent = self.indent_at(line.as_span().start());
        }
        for item in line.into_inner() {
            self.read(item);
        }
        if self.open.is_empty() {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let tokens = std::mem::take(&mut self.tokens);
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            self.lines.push(Line {
                indent: self.indent,
                place: first.place.to(last.place),
                tokens,
            });
        }
    }

    /// The lines, whatever is still open closed at the end.
    pub(super) fn finish(&mut self) -> Vec<Line> {
        if let Some(outermost) = self.open.first() {
            let bracket = outermost.bracket;
            let from = (bracket.start - self.start) as usize;
            let rest = self.text.get(from..).unwrap_or("");
            let line = rest.split('\n').next().unwrap_or("").trim_end();
            self.errors.push(SyntaxError::UnclosedBracket {
                place: bracket,
                line: line.to_owned(),
            });
            let end = offset(self.start, self.text.trim_end().len());
            while !self.open.is_empty() {
                self.close(Place::new(end, end));
            }
            self.end_line();
        }
        std::mem::take(&mut self.lines)
    }

    /// A token by itself, for the title of a statement, or for what is left out in place of one.
    pub(super) fn title(&self, found: &Match<'_>) -> Token {
        let text = match found.as_rule() {
            Rule::text => unquoted(found.as_str()),
            _ => plain_words(found.as_str()).into_owned(),
        };
        Token {
            kind: TokenKind::Text(text),
            place: self.place(found),
        }
    }

    /// Where something matched stands.
    pub(super) fn place(&self, found: &Match<'_>) -> Place {
        let span = found.as_span();
        Place::new(
            offset(self.start, span.start()),
            offset(self.start, span.end()),
        )
    }

    fn item(&mut self, found: Match<'_>) {
        let place = self.place(&found);
        let written = found.as_str();
        let kind = match found.as_rule() {
            Rule::word | Rule::sign_word => TokenKind::Word(plain(written)),
            Rule::figure_word => figure_word(written),
            // `~2014-05`: its reader says where the mark belongs.
            Rule::odd_figure if looks_like_date(written) => TokenKind::Date(plain(written)),
            Rule::date => TokenKind::Date(plain(written)),
            Rule::numeral => self.numeral(place, written),
            Rule::text => TokenKind::Text(unquoted(written)),
            Rule::variables => variables(found),
            Rule::slot => TokenKind::Slot(plain_words(between(written)).into_owned()),
            Rule::comma => TokenKind::Comma,
            Rule::semicolon => TokenKind::Semicolon,
            Rule::comparison => TokenKind::Comparison(comparison(written)),
            Rule::question_mark => TokenKind::QuestionMark,
            Rule::full_stop => return,
            Rule::open => return self.opened(place),
            Rule::close => return self.closed(place),
            _ => match self.mistake(&found, place) {
                Some(kind) => kind,
                None => return,
            },
        };
        self.push(Token { kind, place });
    }

    fn push(&mut self, token: Token) {
        match self.open.last_mut() {
            Some(open) => open.tokens.push(token),
            None => self.tokens.push(token),
        }
    }

    fn opened(&mut self, bracket: Place) {
        if self.open.len() == DEEPEST {
            if self.too_deep == 0 {
                self.errors.push(SyntaxError::TooDeep { place: bracket });
            }
            self.too_deep += 1;
            return;
        }
        self.open.push(Open {
            bracket,
            tokens: Vec::new(),
        });
    }

    fn closed(&mut self, bracket: Place) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.open.is_empty() {
            self.errors.push(SyntaxError::StrayBracket {
                place: bracket,
                bracket: ')',
            });
        } else {
            self.close(bracket);
        }
    }

    fn close(&mut self, bracket: Place) {
        if let Some(Open {
            bracket: opened,
            tokens,
        }) = self.open.pop()
        {
            self.push(Token {
                kind: TokenKind::Group(tokens),
                place: opened.to(bracket),
            });
        }
    }

    fn numeral(&mut self, place: Place, written: &str) -> TokenKind {
        match figures::numeral(plain(written)) {
            Ok(numeral) => TokenKind::Numeral(numeral),
            Err(fault) => {
                self.errors.push(SyntaxError::UnreadableNumber {
                    place,
                    text: written.to_owned(),
                    fault,
                });
                TokenKind::Word(plain(written))
            }
        }
    }

    /// Notes a mistake, and gives the token that may have been meant.
    fn mistake(&mut self, found: &Match<'_>, place: Place) -> Option<TokenKind> {
        let written = found.as_str();
        let (error, meant) = match found.as_rule() {
            Rule::unclosed_text => {
                let text = unquoted_unclosed(written);
                let place = Place::new(place.start, offset(place.start, written.trim_end().len()));
                let meant = TokenKind::Text(text.clone());
                (SyntaxError::UnclosedText { place, text }, Some(meant))
            }
            Rule::unclosed_slot => {
                let slot = plain_words(written.trim_start_matches('[')).into_owned();
                let meant = TokenKind::Slot(slot.clone());
                (SyntaxError::UnclosedSlot { place, slot }, Some(meant))
            }
            Rule::stray_slot_end => (
                SyntaxError::StrayBracket {
                    place,
                    bracket: ']',
                },
                None,
            ),
            Rule::odd_figure => (
                SyntaxError::UnreadableNumber {
                    place,
                    text: written.to_owned(),
                    fault: NumberFault::Form,
                },
                Some(TokenKind::Word(plain(written))),
            ),
            Rule::odd_comparison => (
                SyntaxError::UnknownComparison {
                    place,
                    text: written.to_owned(),
                },
                Some(TokenKind::Comparison(written.to_owned())),
            ),
            Rule::glued_comment => (SyntaxError::GluedComment { place }, None),
            _ => (
                SyntaxError::UnknownCharacter {
                    place,
                    character: written
                        .chars()
                        .next()
                        .unwrap_or(char::REPLACEMENT_CHARACTER),
                },
                None,
            ),
        };
        self.errors.push(error);
        meant
    }

    fn indent_at(&self, at: usize) -> u32 {
        let before = self.text.get(..at).unwrap_or("");
        match before.rfind('\n') {
            None => 0,
            Some(feed) => Depth::of_blanks(before.get(feed + 1..).unwrap_or("")).columns,
        }
    }
}

/// What stands between the first character and the last.
fn between(bracketed: &str) -> &str {
    let mut inner = bracketed.chars();
    inner.next();
    inner.next_back();
    inner.as_str()
}

/// `7th`, or a date that the grammar does not know for one, as `2014-XX`: its reader says what is wrong with it.
fn figure_word(written: &str) -> TokenKind {
    let text = plain(written);
    if looks_like_date(&text) {
        TokenKind::Date(text)
    } else {
        TokenKind::Word(text)
    }
}

fn comparison(written: &str) -> String {
    match written {
        "≠" => "!=",
        "≤" => "<=",
        "≥" => ">=",
        plain => plain,
    }
    .to_owned()
}

fn variables(found: Match<'_>) -> TokenKind {
    let mut names: Vec<String> = found
        .into_inner()
        .map(|variable| plain(variable.as_str().trim_start_matches('?')))
        .collect();
    match names.len() {
        1 => TokenKind::Variable(names.swap_remove(0)),
        _ => TokenKind::Columns(names),
    }
}
