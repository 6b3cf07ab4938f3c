//! Patterns that are sought: the tokens of a question or of a form's `where` and `show`, lowered to a [`Sought`].

use super::body::Bodies;
use super::condition::{Claims, Conditions};
use super::error::ResolveError;
use super::front::{Front, VariableNames};
use super::numbers::numeric;
use super::segment::Context;
use super::words::{Run, is_word};
use crate::model::{
    Body, Column, Comparison, Form, KindId, Kinds, Origin, Pattern, Sought, Term, Total, Value,
    VarId,
};
use crate::source::Place;
use crate::syntax::{Line, Token, TokenKind};

/// Reads a pattern; its columns are its variables in the order of their first mention.
pub(super) fn pattern(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<Sought, ResolveError> {
    let condition = {
        let reader = front.reader();
        let run = reader.run(tokens);
        Conditions::read(reader, &run, *context, Claims::OfVariables)?
    };
    let mut bodies = Bodies {
        front,
        variables: VariableNames::default(),
    };
    let body = bodies.body(&condition)?;
    let body = bodies.with_kinds(body, None);
    let about = about(&body);
    let variables = bodies.variables.names;
    let columns = (0..variables.len())
        .map(|at| Column::Plain(VarId(at as u32)))
        .collect();
    Ok(Sought {
        variables,
        body,
        columns,
        about,
    })
}

/// The one sentence that a body is about: its only one, or the first of several joined by `and`.
fn about(body: &Body) -> Option<Pattern> {
    match body {
        Body::Sentence(pattern) => Some(pattern.clone()),
        _ => None,
    }
}

/// Which part of a `question` a line begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Form,
    Where,
    Show,
}

/// A form of question and its words.
pub(super) fn form(
    front: &mut Front<'_>,
    keyword: Place,
    lines: &[Line],
    shipped: bool,
    origin: Origin,
) -> Result<Form, ResolveError> {
    let mut parts: [Vec<Token>; 3] = Default::default();
    let mut section = Section::Form;
    for token in lines.iter().flat_map(|line| &line.tokens) {
        match &token.kind {
            TokenKind::Word(word) if word == "where" && section == Section::Form => {
                section = Section::Where
            }
            TokenKind::Word(word) if word == "show" && section == Section::Where => {
                section = Section::Show
            }
            _ => parts
                .get_mut(section as usize)
                .into_iter()
                .for_each(|part| part.push(token.clone())),
        }
    }
    let [words, body, show] = parts;
    if words.is_empty() || body.is_empty() {
        return Err(ResolveError::Expected {
            place: words.first().map_or(keyword, |token| token.place),
            what: "a form of question with what it seeks was expected",
            form: Some("question neighbours of ?place\n    where ?other borders ?place"),
        });
    }
    front.numbers = [numeric(&body), numeric(&show)].concat();
    let read = pattern(front, &body, &super::rule::IN_RULES);
    front.numbers.clear();
    let mut sought = read?;
    let mut given = Vec::new();
    let mut name: Vec<String> = Vec::new();
    for token in &words {
        match &token.kind {
            TokenKind::Variable(variable) => {
                given.push(number(&mut sought, variable, token.place)?);
                name.push(format!("?{variable}"));
            }
            _ => name.push(front.files.text(token.place).to_owned()),
        }
    }
    sought.columns = if show.is_empty() {
        let free = sought.columns.into_iter().filter(|column| match column {
            Column::Plain(var) | Column::Total(_, var) => !given.contains(var),
        });
        free.collect()
    } else {
        columns(&mut sought, &show)?
    };
    // A kind condition may only follow the sentence that the form is about.
    sought.about = match &sought.body {
        Body::And(all) => match all.as_slice() {
            [Body::Sentence(first), rest @ ..] if rest.iter().all(|one| is_kind(front, one)) => {
                Some(first.clone())
            }
            _ => None,
        },
        _ => sought.about,
    };
    Ok(Form {
        name: name.join(" "),
        given,
        sought,
        shipped,
        origin,
    })
}

fn is_kind(front: &Front<'_>, body: &Body) -> bool {
    let Body::Sentence(pattern) = body else {
        return false;
    };
    front
        .situation
        .relations
        .get(pattern.relation)
        .is_some_and(|relation| relation.kind.is_some())
}

fn number(sought: &mut Sought, variable: &str, place: Place) -> Result<VarId, ResolveError> {
    match sought.variables.iter().position(|known| known == variable) {
        Some(at) => Ok(VarId(at as u32)),
        None => Err(ResolveError::Expected {
            place,
            what: "a variable of the condition was expected; this one stands nowhere in it",
            form: None,
        }),
    }
}

fn columns(sought: &mut Sought, tokens: &[Token]) -> Result<Vec<Column>, ResolveError> {
    let mut out = Vec::new();
    for part in tokens.split(|token| token.kind == TokenKind::Comma) {
        // `count of ?attack` is `count ?attack`.
        let part: Vec<Token> = part
            .iter()
            .enumerate()
            .filter(|(at, token)| *at != 1 || !is_word(Some(token), "of"))
            .map(|(_, token)| token.clone())
            .collect();
        let wrong = |token: Option<&Token>| ResolveError::Expected {
            place: token
                .or(tokens.first())
                .map_or(Place::default(), |token| token.place),
            what: "a column was expected: a variable, or a total of one",
            form: Some("show ?group, count ?attack, sum ?dead"),
        };
        out.push(match part.as_slice() {
            [
                Token {
                    kind: TokenKind::Variable(name),
                    place,
                },
            ] => Column::Plain(number(sought, name, *place)?),
            [
                Token {
                    kind: TokenKind::Word(total),
                    ..
                },
                Token {
                    kind: TokenKind::Variable(name),
                    place,
                },
            ] => {
                let total = match total.as_str() {
                    "count" => Total::Count,
                    "sum" => Total::Sum,
                    "min" => Total::Min,
                    "max" => Total::Max,
                    _ => return Err(wrong(part.first())),
                };
                Column::Total(total, number(sought, name, *place)?)
            }
            _ => return Err(wrong(part.first())),
        });
    }
    Ok(out)
}

/// A form whose words the tokens are, with what the asker filled in.
pub(super) struct Filled {
    pub form: crate::model::FormId,
    pub values: Vec<Value>,
    pub sought: Sought,
}

/// The form of question that all tokens of a run are, up to a position.
pub(super) fn filled(
    front: &mut Front<'_>,
    run: &Run<'_>,
    to: usize,
    context: &Context<'_>,
) -> Option<Filled> {
    let forms: Vec<(crate::model::FormId, Form)> = front
        .situation
        .forms
        .iter()
        .map(|(id, form)| (id, form.clone()))
        .collect();
    // The user's own forms go before the shipped ones, and of equals the one with more words.
    let mut ways: Vec<(bool, usize, Filled)> = Vec::new();
    for (id, form) in forms {
        let words: Vec<&str> = form.name.split_whitespace().collect();
        let kinds: Vec<Vec<KindId>> = form
            .given
            .iter()
            .map(|var| kinds_of(front, &form.sought.body, *var))
            .collect();
        let mut values = Vec::new();
        if fill(front, run, 0, to, &words, &kinds, &mut values, context) {
            let mut sought = form.sought.clone();
            for (var, value) in form.given.iter().zip(&values) {
                if sought.columns.iter().any(|column| column.shows(*var)) {
                    hold(&mut sought, *var, value);
                } else {
                    put(&mut sought, *var, value);
                }
            }
            ways.push((
                form.shipped,
                usize::MAX - words.len(),
                Filled {
                    form: id,
                    values,
                    sought,
                },
            ));
        }
    }
    ways.sort_by_key(|(shipped, words, _)| (*shipped, *words));
    ways.into_iter().next().map(|(_, _, filled)| filled)
}

#[expect(
    clippy::too_many_arguments,
    reason = "a search carries its memory along"
)]
fn fill(
    front: &mut Front<'_>,
    run: &Run<'_>,
    at: usize,
    to: usize,
    words: &[&str],
    kinds: &[Vec<KindId>],
    values: &mut Vec<Value>,
    context: &Context<'_>,
) -> bool {
    let Some((word, rest)) = words.split_first() else {
        return at == to;
    };
    if !word.starts_with('?') {
        let same = run
            .word(at)
            .is_some_and(|there| there == *word || (at == 0 && there.to_lowercase() == *word));
        return same && fill(front, run, at + 1, to, rest, kinds, values, context);
    }
    let Some((asked, later)) = kinds.split_first() else {
        return false;
    };
    let first = asked.first().copied().unwrap_or(Kinds::ENTITY);
    let ways = front.reader().values_of(run, at, first, context);
    for (content, end) in ways {
        if end > to {
            continue;
        }
        let fits = asked.iter().all(|kind| {
            super::names::content_fits(&front.vocabulary, &front.situation, &content, *kind)
        });
        let value = match front.term(&content, run.place(at, end), None) {
            Ok(Term::Value(value)) if fits => value,
            _ => continue,
        };
        values.push(value);
        if fill(front, run, end, to, rest, later, values, context) {
            return true;
        }
        values.pop();
    }
    false
}

/// The kinds that slots ask of a variable.
fn kinds_of(front: &Front<'_>, body: &Body, var: VarId) -> Vec<KindId> {
    let mut out: Vec<KindId> = Vec::new();
    body.each_pattern(&mut |pattern, by| {
        let slots = front.situation.relations.get(pattern.relation);
        for (term, kind) in pattern
            .args
            .iter()
            .zip(slots.into_iter().flat_map(|row| &row.slots))
        {
            if *term == Term::Var(var) && !out.contains(kind) {
                out.push(*kind);
            }
        }
        if by == Some(&Term::Var(var)) && !out.contains(&Kinds::ACTOR) {
            out.push(Kinds::ACTOR);
        }
    });
    out
}

/// Puts a value in a variable's place everywhere.
fn put(sought: &mut Sought, var: VarId, value: &Value) {
    sought.body.each_term_mut(&mut |term| {
        if *term == Term::Var(var) {
            *term = Term::Value(value.clone());
        }
    });
    for term in sought.about.iter_mut().flat_map(|about| &mut about.args) {
        if *term == Term::Var(var) {
            *term = Term::Value(value.clone());
        }
    }
}

/// Holds a variable that is shown to a value: it stays a variable.
fn hold(sought: &mut Sought, var: VarId, value: &Value) {
    let held = Body::Compare {
        op: Comparison::Equal,
        left: Term::Var(var),
        right: Term::Value(value.clone()),
        possibly: false,
    };
    let body = std::mem::replace(&mut sought.body, Body::And(Vec::new()));
    sought.body = match body {
        Body::And(mut all) => {
            all.push(held);
            Body::And(all)
        }
        one => Body::And(vec![one, held]),
    };
}

/// Whether a body has no variable.
pub(super) fn is_ground(body: &Body) -> bool {
    let mut ground = true;
    body.each_term(&mut |term| ground &= matches!(term, Term::Value(_)));
    ground
}
