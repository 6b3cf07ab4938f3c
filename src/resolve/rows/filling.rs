//! The cells of a row in the place of the columns. Takes a statement and a row, gives the statement as the row says it.
//!
//! A missing cell leaves out its clause; where it was a sentence's argument, the row is rejected, with the reason.

use super::asked::{Asked, StandIns, as_likelihood};
use super::phrases::Phrases;
use crate::resolve::table::{Table, date_by};
use crate::resolve::table_options::Options;
use crate::source::Place;
use crate::syntax::{Shape, Statement, Token, TokenKind};
use crate::time::parse_date;
use std::cell::RefCell;

#[derive(Default)]
pub(super) struct Noted {
    pub(super) sources: Vec<String>,
    pub(super) parties: Vec<String>,
    /// Whatever of the row was asked for, each once.
    pub(super) asked: RefCell<Vec<Asked>>,
}

/// What is put in the place of the columns.
#[derive(Clone, Copy)]
pub(super) enum Put<'t> {
    /// Nothing: arguments are left as they are, and clauses out.
    Nothing,
    /// Nothing, and `on ?x`, or a column between commas, are taken for arguments.
    Wordings,
    /// Something in every column: to see what is asked.
    Anything,
    /// The cells of a row.
    Row(usize),
    /// What stands for all cells of a sort.
    StandIns(&'t StandIns),
}

/// Puts the cells of one row into statements.
pub(super) struct Filling<'t> {
    pub(super) given: Put<'t>,
    pub(super) table: &'t Table,
    pub(super) options: &'t Options,
    pub(super) phrases: &'t Phrases,
    pub(super) place: Option<Place>,
    pub(super) found: Noted,
}

impl Filling<'_> {
    pub(super) fn statement(&mut self, statement: &Statement) -> Result<Statement, String> {
        let mut one = statement.clone();
        let lines = match &mut one.shape {
            Shape::Declaration { lines, .. }
            | Shape::Allegiance { lines }
            | Shape::Threat { lines }
            | Shape::Marked { lines, .. }
            | Shape::Sentence { lines } => lines,
            _ => return Ok(one),
        };
        for line in lines.iter_mut() {
            line.tokens = self.tokens(&line.tokens)?;
        }
        lines.retain(|line| !line.tokens.is_empty());
        if let Some(place) = self.place {
            one.place = place;
            one.keyword = place;
        }
        Ok(one)
    }

    /// The cell of a column; none where it is missing, or where there is no row.
    fn cell(&self, column: &str) -> Option<String> {
        self.ask(Asked::Cell(column.to_owned()), || {
            self.cell_of_row(column).map(str::to_owned)
        })
    }

    fn cell_of_row(&self, column: &str) -> Option<&str> {
        let Put::Row(row) = self.given else {
            return None;
        };
        let cell = self.table.cell(column, row)?;
        let missing = cell.is_empty() || self.options.missing.iter().any(|one| one == cell);
        (!missing).then_some(cell)
    }

    /// What a row, or what stands for it, has of what is asked.
    fn ask(&self, asked: Asked, of_row: impl FnOnce() -> Option<String>) -> Option<String> {
        if let Put::StandIns(stand_ins) = self.given {
            return stand_ins.get(&asked).cloned();
        }
        if matches!(self.given, Put::Row(_)) {
            return of_row();
        }
        let mut all = self.found.asked.borrow_mut();
        if !all.contains(&asked) {
            all.push(asked);
        }
        matches!(self.given, Put::Anything).then(String::new)
    }

    fn is_empty(&self) -> bool {
        matches!(self.given, Put::Nothing | Put::Wordings)
    }

    fn tokens(&mut self, tokens: &[Token]) -> Result<Vec<Token>, String> {
        let mut out: Vec<Token> = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            self.is_a_date(token)?;
            let word = match &token.kind {
                TokenKind::Word(word) => word.as_str(),
                _ => "",
            };
            let next = tokens.get(at + 1);
            match word {
                "from" if is_column(next) && is_to(tokens.get(at + 2)) => {
                    self.between(
                        token,
                        next,
                        tokens.get(at + 2),
                        tokens.get(at + 3),
                        &mut out,
                    )?;
                    at += 4;
                }
                "since" | "until" | "on" | "during"
                    if is_column(next)
                        && !matches!(self.given, Put::Wordings)
                        && !self.phrases.go_on(tokens, at) =>
                {
                    if let Some(date) = next.and_then(|next| self.date(next)) {
                        self.is_by_the_form(&date)?;
                        out.push(self.moved(token));
                        out.push(date);
                    }
                    at += 2;
                }
                "per" | "credibility" | "quote" | "note" | "also" if is_column(next) => {
                    let name = column_name(next);
                    if word == "per" {
                        self.found.sources.push(name.clone());
                    }
                    let cell = match word {
                        // A grade is what it is, and nothing else of its sort stands for it.
                        "credibility" => self.ask(Asked::Letter(name.clone()), || {
                            self.cell_of_row(&name).map(str::to_owned)
                        }),
                        _ => self.cell(&name),
                    };
                    if let Some(cell) = cell {
                        out.push(self.moved(token));
                        out.push(self.put(token, cell));
                    }
                    at += 2;
                }
                "according" if is_column(tokens.get(at + 2)) => {
                    let name = column_name(tokens.get(at + 2));
                    self.found.parties.push(name.clone());
                    match self.cell(&name) {
                        Some(cell) => {
                            out.push(self.moved(token));
                            out.extend(next.map(|next| self.moved(next)));
                            out.push(self.put(token, cell));
                        }
                        // Without the party the claim would become our own.
                        None if !self.is_empty() => return Err(format!("no {name}")),
                        None => {}
                    }
                    at += 3;
                }
                _ => {
                    self.plain(token, tokens, at, &mut out)?;
                    at += 1;
                }
            }
        }
        // A comma with nothing before, behind or between is left of a clause that was left out.
        let mut tidy: Vec<Token> = Vec::with_capacity(out.len());
        for token in out {
            let comma = token.kind == TokenKind::Comma;
            if comma && tidy.last().is_none_or(|last| last.kind == TokenKind::Comma) {
                continue;
            }
            tidy.push(token);
        }
        if tidy
            .last()
            .is_some_and(|last| last.kind == TokenKind::Comma)
        {
            tidy.pop();
        }
        Ok(tidy)
    }

    fn plain(
        &self,
        token: &Token,
        tokens: &[Token],
        at: usize,
        out: &mut Vec<Token>,
    ) -> Result<(), String> {
        match &token.kind {
            TokenKind::Variable(name)
                if stands_alone(tokens, at) && !matches!(self.given, Put::Wordings) =>
            {
                // A column by itself between commas is a clause: a likelihood.
                let asked = Asked::Likelihood(name.clone());
                let of_row = || Some(as_likelihood(self.cell_of_row(name)?).into_owned());
                out.extend(self.ask(asked, of_row).map(|cell| self.put(token, cell)));
            }
            TokenKind::Variable(name) => match self.cell(name) {
                Some(cell) => out.push(self.put(token, cell)),
                None if matches!(self.given, Put::Wordings) => out.push(token.clone()),
                None if self.is_empty() => out.push(token.clone()),
                None => return Err(format!("no {name}")),
            },
            TokenKind::Columns(names) => match self.date(token) {
                Some(date) => out.push(date),
                None if self.is_empty() => out.push(Token {
                    kind: TokenKind::Variable(names.join("-")),
                    place: token.place,
                }),
                None => {
                    return Err(format!("no {}", names.first().map_or("", String::as_str)));
                }
            },
            _ => out.push(self.moved(token)),
        }
        Ok(())
    }

    fn between(
        &self,
        from: &Token,
        start: Option<&Token>,
        to: Option<&Token>,
        end: Option<&Token>,
        out: &mut Vec<Token>,
    ) -> Result<(), String> {
        let word = |word: &str| Token {
            kind: TokenKind::Word(word.to_owned()),
            place: self.place.unwrap_or(from.place),
        };
        let date = |token: Option<&Token>| match token {
            Some(token) if is_column(Some(token)) => self.date(token),
            other => other.map(|token| self.moved(token)),
        };
        let (start, end) = (date(start), date(end));
        for date in [&start, &end].into_iter().flatten() {
            self.is_by_the_form(date)?;
        }
        match (start, end) {
            (Some(start), Some(end)) => {
                out.push(self.moved(from));
                out.push(start);
                out.extend(to.map(|to| self.moved(to)));
                out.push(end);
            }
            (Some(start), None) => out.extend([word("since"), start]),
            (None, Some(end)) => out.extend([word("until"), end]),
            (None, None) => {}
        }
        Ok(())
    }

    /// Where a form of dates is given, what stands for a date is one by it, or by the standard.
    fn is_by_the_form(&self, date: &Token) -> Result<(), String> {
        match (&self.options.dates, &date.kind) {
            (Some(form), TokenKind::Cell(text))
                if !text.is_empty() && parse_date(text).is_err() =>
            {
                Err(format!("{text} is no date by {form}"))
            }
            _ => Ok(()),
        }
    }

    /// What is put together from several columns can be nothing but a date.
    fn is_a_date(&self, token: &Token) -> Result<(), String> {
        let TokenKind::Columns(_) = &token.kind else {
            return Ok(());
        };
        match self.date(token).map(|date| date.kind) {
            Some(TokenKind::Cell(text)) if !text.is_empty() && parse_date(&text).is_err() => {
                Err(format!("{text} is no date"))
            }
            _ => Ok(()),
        }
    }

    /// The date that a column, or columns glued together, give; as far as its cells are there.
    fn date(&self, token: &Token) -> Option<Token> {
        let asked = self.date_asked(token)?;
        let text = self.ask(asked.clone(), || self.date_of_row(&asked))?;
        Some(self.put(token, text))
    }

    /// What is asked of a row where a column, or columns glued together, are a date.
    pub(super) fn date_asked(&self, token: &Token) -> Option<Asked> {
        match &token.kind {
            TokenKind::Variable(name) if self.options.dates.is_none() => {
                Some(Asked::Cell(name.clone()))
            }
            TokenKind::Variable(name) => Some(Asked::Date(name.clone())),
            TokenKind::Columns(names) => Some(Asked::Glued(names.clone())),
            _ => None,
        }
    }

    fn date_of_row(&self, asked: &Asked) -> Option<String> {
        match asked {
            Asked::Cell(name) | Asked::Letter(name) | Asked::Likelihood(name) => {
                self.cell_of_row(name).map(str::to_owned)
            }
            Asked::Date(name) => {
                let cell = self.cell_of_row(name)?;
                let form = self.options.dates.as_ref();
                Some(
                    form.and_then(|form| date_by(form, cell))
                        .unwrap_or_else(|| cell.to_owned()),
                )
            }
            Asked::Glued(names) => {
                let mut text = self.cell_of_row(names.first()?)?.to_owned();
                for name in names.iter().skip(1) {
                    let Some(cell) = self.cell_of_row(name) else {
                        break;
                    };
                    text.push_str(&format!("-{cell:0>2}"));
                }
                Some(text)
            }
        }
    }

    /// The date that a row has of what is asked.
    pub(super) fn dated(&self, asked: &Asked, row: usize) -> Option<String> {
        let of_row = Filling {
            given: Put::Row(row),
            place: None,
            found: Noted::default(),
            ..*self
        };
        of_row.date_of_row(asked)
    }

    fn put(&self, token: &Token, text: String) -> Token {
        Token {
            kind: TokenKind::Cell(text),
            place: self.place.unwrap_or(token.place),
        }
    }

    fn moved(&self, token: &Token) -> Token {
        Token {
            kind: token.kind.clone(),
            place: self.place.unwrap_or(token.place),
        }
    }
}

pub(super) fn is_column(token: Option<&Token>) -> bool {
    matches!(
        token.map(|token| &token.kind),
        Some(TokenKind::Variable(_) | TokenKind::Columns(_))
    )
}

fn is_to(token: Option<&Token>) -> bool {
    matches!(token.map(|token| &token.kind), Some(TokenKind::Word(word)) if word == "to")
}

fn column_name(token: Option<&Token>) -> String {
    match token.map(|token| &token.kind) {
        Some(TokenKind::Variable(name)) => name.clone(),
        Some(TokenKind::Columns(names)) => names.first().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

fn stands_alone(tokens: &[Token], at: usize) -> bool {
    let comma = |token: Option<&Token>| token.is_none_or(|token| token.kind == TokenKind::Comma);
    at > 0 && comma(tokens.get(at - 1)) && comma(tokens.get(at + 1))
}
