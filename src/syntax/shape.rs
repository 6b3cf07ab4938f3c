//! Shapes: takes the keyword, title and lines of one statement, gives the statement.

use super::ast::{Inner, Keyword, Line, Mark, Shape, Statement, Token, TokenKind};
use super::error::SyntaxError;
use super::grammar::Rule;
use super::layout::offset;
use crate::source::Place;

/// What a statement is set in under.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Within {
    /// Nothing: it stands in the first column.
    File,
    /// A `suppose` or a `hypothesis`.
    Alternative,
    /// A `from` in the first column.
    Rows,
    /// A `from` that stands under a `suppose` or a `hypothesis`.
    RowsOfAlternative,
}

impl Within {
    /// Whether what is set in may say what an alternative takes away or expects.
    pub(super) fn is_in_alternative(self) -> bool {
        match self {
            Within::Alternative | Within::RowsOfAlternative => true,
            Within::File | Within::Rows => false,
        }
    }
}

/// The parts of a statement.
pub(super) struct Head<'text> {
    /// Which statement the grammar found.
    pub(super) form: Rule,
    text: &'text str,
    start: u32,
    pub(super) title: Option<Token>,
    /// Its lines. A comma after the title is left out.
    pub(super) lines: Vec<Line>,
    pub(super) within: Within,
}

impl<'text> Head<'text> {
    pub(super) fn new(
        form: Rule,
        text: &'text str,
        start: u32,
        title: Option<Token>,
        lines: Vec<Line>,
        within: Within,
    ) -> Head<'text> {
        let mut head = Head {
            form,
            text,
            start,
            title,
            lines,
            within,
        };
        if head.wants_title() {
            head.take_title();
        }
        head
    }

    /// What statements under this one are set in under.
    pub(super) fn inner(&self) -> Within {
        match self.form {
            Rule::suppose | Rule::hypothesis => Within::Alternative,
            _ if self.within.is_in_alternative() => Within::RowsOfAlternative,
            _ => Within::Rows,
        }
    }

    fn wants_title(&self) -> bool {
        matches!(
            self.form,
            Rule::scenario | Rule::file_used | Rule::suppose | Rule::hypothesis | Rule::from
        )
    }

    /// Finds the title where its quote was never closed, and leaves out the comma after it.
    fn take_title(&mut self) {
        let Some(first) = self.lines.first_mut().filter(|line| line.indent == 0) else {
            return;
        };
        let starts_with = |line: &Line, wanted: fn(&TokenKind) -> bool| {
            line.tokens.first().is_some_and(|token| wanted(&token.kind))
        };
        if self.title.is_none() && starts_with(first, |kind| matches!(kind, TokenKind::Text(_))) {
            self.title = Some(first.tokens.remove(0));
        }
        if self.title.is_some() && starts_with(first, |kind| *kind == TokenKind::Comma) {
            first.tokens.remove(0);
        }
        match first.tokens.first() {
            Some(token) => first.place.start = token.place.start,
            None => {
                self.lines.remove(0);
            }
        }
    }

    /// Takes the words for the title where its quotes are missing, so that questions under it find the alternative.
    fn recover_title(&mut self, missing: &SyntaxError) {
        let SyntaxError::MissingTitle { place, words, .. } = missing else {
            return;
        };
        if !words.is_empty() {
            self.title = Some(Token {
                kind: TokenKind::Text(words.trim_matches('\'').to_owned()),
                place: *place,
            });
        }
    }

    /// The statement, whole or [`Shape::Broken`]; what is missing is added to the errors.
    pub(super) fn statement(
        mut self,
        statements: Vec<Statement>,
        errors: &mut Vec<SyntaxError>,
    ) -> Statement {
        let keyword = self.keyword();
        let place = self
            .lines
            .iter()
            .map(|line| line.place)
            .chain(self.title.as_ref().map(|title| title.place))
            .chain(statements.iter().map(|statement| statement.place))
            .fold(keyword, Place::to);
        if errors.is_empty()
            && let Some(missing) = self.missing(keyword, &statements)
        {
            self.recover_title(&missing);
            errors.push(missing);
        }
        let shape = if errors.is_empty() || self.survives() {
            self.shape(statements)
        } else {
            Shape::Broken {
                keyword: self.declares(),
                lines: self.lines,
            }
        };
        Statement {
            shape,
            keyword,
            place,
        }
    }

    /// Whether the statement is kept though a word in it is wrong. Those are kept that say nothing of the world
    /// and that others lean on: kinds, wordings, questions, and the names of alternatives.
    fn survives(&self) -> bool {
        match self.form {
            Rule::kind | Rule::scale | Rule::relation | Rule::question => !self.lines.is_empty(),
            Rule::suppose | Rule::hypothesis => self.title.is_some(),
            _ => false,
        }
    }

    /// Where that stands.
    fn keyword(&self) -> Place {
        let length = match self.form {
            Rule::sentence | Rule::row_option | Rule::stray_clause => {
                return self
                    .lines
                    .first()
                    .and_then(|line| line.tokens.first())
                    .map_or(Place::new(self.start, self.start), |token| token.place);
            }
            Rule::rules_out => self.text.find("out").unwrap_or(0) + "out".len(),
            _ => self
                .text
                .find(|character: char| !character.is_ascii_lowercase())
                .unwrap_or(self.text.len()),
        };
        Place::new(self.start, offset(self.start, length))
    }

    /// The keyword, or the first word where there is none.
    pub(super) fn keyword_text(&self) -> String {
        let length = (self.keyword().end - self.start) as usize;
        self.text.get(..length).unwrap_or("").to_owned()
    }

    /// Which kind of thing a declaration declares.
    fn declares(&self) -> Option<Keyword> {
        match self.form {
            Rule::declaration | Rule::coloned_keyword => match self.keyword_text().as_str() {
                "actor" => Some(Keyword::Actor),
                "place" => Some(Keyword::Place),
                "event" => Some(Keyword::Event),
                "thing" => Some(Keyword::Thing),
                "source" => Some(Keyword::Source),
                _ => None,
            },
            _ => None,
        }
    }

    /// What is written at a place of the statement.
    pub(super) fn written(&self, place: Place) -> String {
        let (from, to) = (
            (place.start.saturating_sub(self.start)) as usize,
            (place.end.saturating_sub(self.start)) as usize,
        );
        self.text.get(from..to).unwrap_or("").to_owned()
    }

    /// The table of `use "acled" from "posts.csv"`: the only words that may stand behind what is used.
    pub(super) fn table_named(&self) -> Option<&Token> {
        let [line] = self.lines.as_slice() else {
            return None;
        };
        match line.tokens.as_slice() {
            [from, table] if matches!(&from.kind, TokenKind::Word(word) if word == "from") => {
                Some(table).filter(|table| matches!(table.kind, TokenKind::Text(_)))
            }
            _ => None,
        }
    }

    fn shape(self, statements: Vec<Statement>) -> Shape {
        let declares = self.declares();
        let table = self.table_named().cloned();
        let lines = self.lines;
        match (self.form, self.title, declares) {
            (Rule::scenario, Some(title), _) => Shape::Scenario { title, lines },
            (Rule::file_used, Some(what), _) => Shape::Use { what, table },
            (Rule::suppose, Some(title), _) => Shape::Suppose {
                title,
                lines,
                statements,
            },
            (Rule::hypothesis, Some(title), _) => Shape::Hypothesis {
                title,
                lines,
                statements,
            },
            (Rule::from, Some(file), _) => Shape::From {
                file,
                options: lines,
                statements,
            },
            (Rule::declaration, _, Some(keyword)) => Shape::Declaration { keyword, lines },
            (Rule::model_left_out, _, _) => Shape::UseNoStandardModel,
            (Rule::kind, _, _) => Shape::Kind { lines },
            (Rule::scale, _, _) => Shape::Scale { lines },
            (Rule::relation, _, _) => Shape::Relation { lines },
            (Rule::allegiance, _, _) => Shape::Allegiance { lines },
            (Rule::threat, _, _) => Shape::Threat { lines },
            (Rule::assume, _, _) => marked(Mark::Assume, lines),
            (Rule::evidence, _, _) => marked(Mark::Evidence, lines),
            (Rule::deny, _, _) => marked(Mark::Deny, lines),
            (Rule::rule, _, _) => rule(lines),
            (Rule::question, _, _) => Shape::Question { lines },
            (Rule::ask, _, _) => Shape::Ask { lines },
            (Rule::expect, _, _) => Shape::Expect { lines },
            (Rule::without, _, _) => inner(Inner::Without, lines),
            (Rule::expects, _, _) => inner(Inner::Expects, lines),
            (Rule::rules_out, _, _) => inner(Inner::RulesOut, lines),
            (Rule::sentence | Rule::row_option, _, _) => Shape::Sentence { lines },
            _ => Shape::Broken {
                keyword: declares,
                lines,
            },
        }
    }
}

/// Whether a statement reads like a line of the rule above it that was not set in: it opens with a variable, or with
/// a word that goes on a statement.
pub(super) fn goes_on_a_rule(statement: &Statement, errors: &[SyntaxError]) -> bool {
    let (Shape::Sentence { lines } | Shape::Marked { lines, .. }) = &statement.shape else {
        return matches!(errors, [SyntaxError::ClauseInFirstColumn { .. }]);
    };
    lines
        .first()
        .and_then(|line| line.tokens.first())
        .is_some_and(|token| matches!(token.kind, TokenKind::Variable(_)))
}

/// The same statement as one that could not be read.
pub(super) fn broken(statement: Statement) -> Statement {
    let (keyword, lines) = match statement.shape {
        Shape::Declaration { keyword, lines } => (Some(keyword), lines),
        Shape::Broken { keyword, lines } => (keyword, lines),
        Shape::Sentence { lines } => (None, lines),
        _ => (None, Vec::new()),
    };
    Statement {
        shape: Shape::Broken { keyword, lines },
        ..statement
    }
}

fn marked(mark: Mark, lines: Vec<Line>) -> Shape {
    Shape::Marked { mark, lines }
}

fn inner(inner: Inner, lines: Vec<Line>) -> Shape {
    Shape::Inner { inner, lines }
}

/// From the first of some tokens to the last.
pub(super) fn whole(tokens: &[Token]) -> Option<Place> {
    Some(tokens.first()?.place.to(tokens.last()?.place))
}

/// A rule's name, up to the first comma, and what follows the comma.
pub(super) fn name_of(tokens: &[Token]) -> (&[Token], &[Token]) {
    let comma = tokens
        .iter()
        .position(|token| token.kind == TokenKind::Comma);
    match comma {
        Some(at) => {
            let (name, rest) = tokens.split_at(at);
            (name, rest.get(1..).unwrap_or(&[]))
        }
        None => (tokens, &[]),
    }
}

fn rule(mut lines: Vec<Line>) -> Shape {
    if lines.is_empty() {
        return Shape::Rule {
            name: Vec::new(),
            lines,
        };
    }
    let first = lines.remove(0);
    let (name, rest) = name_of(&first.tokens);
    if let Some(place) = whole(rest) {
        lines.insert(
            0,
            Line {
                indent: first.indent,
                tokens: rest.to_vec(),
                place,
            },
        );
    }
    Shape::Rule {
        name: name.to_vec(),
        lines,
    }
}
