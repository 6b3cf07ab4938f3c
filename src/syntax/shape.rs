//! Shapes: takes the keyword, title and lines of one statement, gives the statement, or says which part is missing.

use super::ast::{Inner, Keyword, Line, Mark, Shape, Statement, Token, TokenKind};
use super::error::SyntaxError;
use super::grammar::Rule;
use super::keywords;
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
}

/// The parts of a statement.
pub(super) struct Head<'text> {
    /// Which statement the grammar found.
    form: Rule,
    text: &'text str,
    start: u32,
    title: Option<Token>,
    /// Its lines. A comma after the title is left out.
    pub(super) lines: Vec<Line>,
    within: Within,
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
        match (self.form, self.within) {
            (Rule::suppose | Rule::hypothesis, _) | (_, Within::Alternative) => Within::Alternative,
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

    /// The statement, whole or [`Shape::Broken`]; what is missing is added to the errors.
    pub(super) fn statement(
        self,
        statements: Vec<Statement>,
        errors: &mut Vec<SyntaxError>,
    ) -> Statement {
        let keyword = self.keyword();
        let mut place = self
            .lines
            .iter()
            .map(|line| line.place)
            .chain(self.title.as_ref().map(|title| title.place))
            .chain(statements.iter().map(|statement| statement.place))
            .fold(keyword, Place::to);
        if self.form == Rule::model_left_out {
            place.end = offset(
                self.start,
                self.text.trim_end_matches(['.', ' ', '\t', '\r']).len(),
            );
        }
        if errors.is_empty()
            && let Some(missing) = self.missing(keyword, &statements)
        {
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

    /// The keyword, or the first word where there is none.
    fn keyword(&self) -> Place {
        let length = match self.form {
            Rule::sentence | Rule::stray_clause => {
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

    fn keyword_text(&self) -> String {
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

    /// What a reader would miss in the statement, if anything.
    fn missing(&self, keyword: Place, statements: &[Statement]) -> Option<SyntaxError> {
        let first = self.lines.first();
        let on_its_line = first.filter(|line| line.indent == 0);
        let nothing_after = || SyntaxError::NothingAfterKeyword {
            place: keyword,
            keyword: self.keyword_text(),
        };
        match self.form {
            Rule::scenario | Rule::file_used | Rule::suppose | Rule::hypothesis | Rule::from => {
                let Some(title) = &self.title else {
                    return Some(SyntaxError::MissingTitle {
                        place: on_its_line.map_or(keyword, |line| line.place),
                        keyword: self.keyword_text(),
                        words: on_its_line.map_or(String::new(), |line| self.written(line.place)),
                    });
                };
                match (self.form, first) {
                    (Rule::file_used, Some(line)) => {
                        Some(SyntaxError::WordsAfterUse { place: line.place })
                    }
                    (Rule::from, _) if statements.is_empty() => {
                        Some(SyntaxError::NothingForEachRow { place: title.place })
                    }
                    _ => None,
                }
            }
            Rule::model_left_out => {
                first.map(|line| SyntaxError::WordsAfterUse { place: line.place })
            }
            Rule::kind | Rule::scale | Rule::declaration => {
                on_its_line.is_none().then(nothing_after)
            }
            Rule::rule => self.missing_in_rule(keyword, on_its_line),
            Rule::coloned_keyword => Some(SyntaxError::KeywordWithColon {
                place: Place::new(keyword.start, keyword.end.saturating_add(1)),
                keyword: self.keyword_text(),
            }),
            Rule::stray_clause => Some(SyntaxError::ClauseInFirstColumn {
                place: keyword,
                word: self.keyword_text(),
                line: first.map_or(String::new(), |line| self.written(line.place)),
            }),
            Rule::without | Rule::expects | Rule::rules_out
                if self.within != Within::Alternative =>
            {
                Some(SyntaxError::OnlyInAlternative {
                    place: keyword,
                    keyword: self.keyword_text(),
                })
            }
            Rule::sentence => first.and_then(keywords::in_capitals),
            _ => self.lines.is_empty().then(nothing_after),
        }
    }

    fn missing_in_rule(&self, keyword: Place, name_line: Option<&Line>) -> Option<SyntaxError> {
        let name = name_line.map_or(&[][..], |line| name_of(&line.tokens).0);
        let (Some(first), Some(last)) = (name.first(), name.last()) else {
            return Some(SyntaxError::RuleWithoutName { place: keyword });
        };
        if let Some(variable) = name
            .iter()
            .find(|token| matches!(token.kind, TokenKind::Variable(_) | TokenKind::Group(_)))
        {
            return Some(SyntaxError::RuleWithoutName {
                place: variable.place,
            });
        }
        let place = first.place.to(last.place);
        (self.lines.len() < 2).then(|| SyntaxError::RuleWithoutBody {
            place,
            name: self.written(place),
        })
    }

    fn written(&self, place: Place) -> String {
        let (from, to) = (
            (place.start.saturating_sub(self.start)) as usize,
            (place.end.saturating_sub(self.start)) as usize,
        );
        self.text.get(from..to).unwrap_or("").to_owned()
    }

    fn shape(self, statements: Vec<Statement>) -> Shape {
        let declares = self.declares();
        let lines = self.lines;
        match (self.form, self.title, declares) {
            (Rule::scenario, Some(title), _) => Shape::Scenario { title, lines },
            (Rule::file_used, Some(what), _) => Shape::Use { what },
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
            (Rule::sentence, _, _) => Shape::Sentence { lines },
            _ => Shape::Broken {
                keyword: declares,
                lines,
            },
        }
    }
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

/// A rule's name, up to the first comma, and what follows the comma.
fn name_of(tokens: &[Token]) -> (&[Token], &[Token]) {
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
    if let (Some(start), Some(end)) = (rest.first(), rest.last()) {
        lines.insert(
            0,
            Line {
                indent: first.indent,
                tokens: rest.to_vec(),
                place: start.place.to(end.place),
            },
        );
    }
    Shape::Rule {
        name: name.to_vec(),
        lines,
    }
}
