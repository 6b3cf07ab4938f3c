//! `expect`. Takes its tokens, gives the question, the rows or the verdict that are expected of it.

use super::error::ResolveError;
use super::front::Front;
use super::modifiers::Verdicts;
use super::names::Content;
use super::question::{question, signed};
use super::segment::Context;
use super::words::is_word;
use crate::model::{
    Column, Expected, KindId, Kinds, Question, QuestionKind, RowTest, RowWanted, Sought, Term,
    Value, Verdict,
};
use crate::source::Place;
use crate::syntax::{Token, TokenKind};

/// What must be so.
pub(super) fn expected(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<Expected, ResolveError> {
    let mut trouble = None;
    let verbs: Vec<usize> = (1..tokens.len())
        .rev()
        .filter(|at| is_word(tokens.get(*at), "are") || is_word(tokens.get(*at), "include"))
        .collect();
    for at in verbs {
        let (left, right) = (
            tokens.get(..at).unwrap_or_default(),
            tokens.get(at..).unwrap_or_default(),
        );
        match question(front, left, context, Verdicts::None) {
            Ok((question, _)) => match rows(front, right, context, &question) {
                Ok((test, rows)) => {
                    return Ok(Expected::Rows {
                        question,
                        test,
                        rows,
                    });
                }
                Err(error) => {
                    trouble.get_or_insert(error);
                }
            },
            Err(error) => {
                trouble.get_or_insert(error);
            }
        }
    }
    match sentence(front, tokens, context) {
        Ok(expected) => Ok(expected),
        Err(error) => Err(trouble.unwrap_or(error)),
    }
}

fn sentence(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<Expected, ResolveError> {
    let negated = is_word(tokens.first(), "not");
    let words = if negated {
        tokens.get(1..).unwrap_or_default()
    } else {
        tokens
    };
    let (question, tail) = question(front, words, context, Verdicts::Allowed)?;
    let whole = || Place::default().to(Place::default());
    let place = tokens.first().map_or_else(whole, |token| token.place);
    match &question.kind {
        QuestionKind::Holds(_) => {}
        QuestionKind::Pattern(sought) if sought.variables.is_empty() => {}
        _ => {
            return Err(ResolveError::Expected {
                place,
                what: "a sentence was expected, or a question with what its answers are",
                form: Some("expect threats to Pakistan are IS Khorasan, TTP"),
            });
        }
    }
    let verdict = match (negated, tail.verdict) {
        (false, None) => Verdict::Holds,
        (false, Some(verdict)) => verdict,
        (true, None) => Verdict::DoesNotHold,
        (true, Some(_)) => {
            return Err(ResolveError::Expected {
                place,
                what: "either `not` or a verdict was expected, not both",
                form: Some("expect not ISK threatens India"),
            });
        }
    };
    Ok(Expected::Sentence { question, verdict })
}

/// What the rows of a question are.
enum Rows {
    Cells(Vec<Option<KindId>>),
    Sentences,
    Titles,
}

fn rows(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
    question: &Question,
) -> Result<(RowTest, Vec<RowWanted>), ResolveError> {
    let (test, from) = if is_word(tokens.first(), "include") {
        (RowTest::Include, 1)
    } else if is_word(tokens.get(1), "in") && is_word(tokens.get(2), "order") {
        (RowTest::AreInOrder, 3)
    } else {
        (RowTest::Are, 1)
    };
    let items = tokens.get(from..).unwrap_or_default();
    if let [
        Token {
            kind: TokenKind::Word(word),
            ..
        },
    ] = items
        && word.trim_end_matches('.') == "none"
    {
        return Ok((test, Vec::new()));
    }
    if items.is_empty() {
        return Err(ResolveError::Expected {
            place: tokens.last().map_or(Place::default(), |token| token.place),
            what: "what the answers are was expected, or `none`",
            form: Some("expect threats to Pakistan are none"),
        });
    }
    let of = of_question(front, question);
    let mut out = Vec::new();
    for item in items.split(|token| token.kind == TokenKind::Comma) {
        if let [
            Token {
                kind: TokenKind::Group(inner),
                ..
            },
        ] = item
        {
            out.push(bracketed(front, inner, context, &of)?);
        } else if !item.is_empty() {
            bare(front, item, context, &of, &mut out)?;
        }
    }
    Ok((test, out))
}

fn of_question(front: &Front<'_>, question: &Question) -> Rows {
    match &question.kind {
        QuestionKind::Conflicts
        | QuestionKind::WhatWouldMake(_)
        | QuestionKind::Indicators(_)
        | QuestionKind::AssumptionsBehind(_)
        | QuestionKind::WhatIf
        | QuestionKind::WhatChanged { .. }
        | QuestionKind::Connection(..)
        | QuestionKind::Linchpins {
            by_source: false, ..
        } => Rows::Sentences,
        QuestionKind::Hypotheses => Rows::Titles,
        QuestionKind::Form { sought, .. } | QuestionKind::Pattern(sought) => {
            Rows::Cells(column_kinds(front, sought))
        }
        QuestionKind::WhoSays(_) => Rows::Cells(vec![Some(Kinds::ACTOR)]),
        QuestionKind::SourcesBehind(_) | QuestionKind::Linchpins { .. } => {
            Rows::Cells(vec![Some(Kinds::SOURCE)])
        }
        _ => Rows::Cells(Vec::new()),
    }
}

fn column_kinds(front: &Front<'_>, sought: &Sought) -> Vec<Option<KindId>> {
    let kind_of = |column: &Column| match column {
        Column::Total(..) => Some(Kinds::NUMBER),
        Column::Plain(var) => {
            let mut kind = None;
            sought.body.each_pattern(&mut |pattern, _| {
                let slots = front.situation.relations.get(pattern.relation);
                for (term, slot) in pattern
                    .args
                    .iter()
                    .zip(slots.into_iter().flat_map(|row| &row.slots))
                {
                    if *term == Term::Var(*var)
                        && kind.is_none_or(|known| front.vocabulary.is_below(*slot, known))
                    {
                        kind = Some(*slot);
                    }
                }
            });
            kind
        }
    };
    sought.columns.iter().map(kind_of).collect()
}

fn bracketed(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
    of: &Rows,
) -> Result<RowWanted, ResolveError> {
    let parts = |kind: TokenKind| {
        tokens
            .split(move |token| token.kind == kind)
            .filter(|part| !part.is_empty())
    };
    Ok(match of {
        Rows::Sentences => RowWanted::Sentences(
            parts(TokenKind::Semicolon)
                .map(|part| signed(front, part, context))
                .collect::<Result<_, _>>()?,
        ),
        Rows::Titles => RowWanted::Title(title(tokens)?),
        Rows::Cells(kinds) => {
            let sets = tokens
                .iter()
                .any(|token| token.kind == TokenKind::Semicolon);
            let parting = if sets {
                TokenKind::Semicolon
            } else {
                TokenKind::Comma
            };
            let mut cells = Vec::new();
            for (at, part) in parts(parting).enumerate() {
                // By source, a row is a set of sources.
                let kind = if sets { kinds.first() } else { kinds.get(at) };
                cells.push(cell(front, part, context, kind.copied().flatten())?);
            }
            RowWanted::Cells(cells)
        }
    })
}

fn title(tokens: &[Token]) -> Result<String, ResolveError> {
    match tokens {
        [
            Token {
                kind: TokenKind::Text(title),
                ..
            },
        ] => Ok(title.clone()),
        _ => Err(ResolveError::Expected {
            place: tokens.first().map_or(Place::default(), |token| token.place),
            what: "a title between quotes was expected",
            form: Some("expect hypotheses are in order \"insider\", \"newspaper\""),
        }),
    }
}

/// Items without brackets: one, or several with `and` between them.
fn bare(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
    of: &Rows,
    out: &mut Vec<RowWanted>,
) -> Result<(), ResolveError> {
    match of {
        Rows::Titles => out.push(RowWanted::Title(title(tokens)?)),
        Rows::Sentences => out.push(RowWanted::Sentences(vec![signed(front, tokens, context)?])),
        Rows::Cells(kinds) => {
            let kind = kinds.first().copied().flatten();
            let error = match cell(front, tokens, context, kind) {
                Ok(value) => {
                    out.push(RowWanted::Cells(vec![value]));
                    return Ok(());
                }
                Err(error) => error,
            };
            for at in (1..tokens.len()).filter(|at| is_word(tokens.get(*at), "and")) {
                let (left, right) = (
                    tokens.get(..at).unwrap_or_default(),
                    tokens.get(at + 1..).unwrap_or_default(),
                );
                if let (Ok(left), Ok(right)) = (
                    cell(front, left, context, kind),
                    cell(front, right, context, kind),
                ) {
                    out.push(RowWanted::Cells(vec![left]));
                    out.push(RowWanted::Cells(vec![right]));
                    return Ok(());
                }
            }
            return Err(error);
        }
    }
    Ok(())
}

fn cell(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
    kind: Option<KindId>,
) -> Result<Value, ResolveError> {
    let (content, place) = {
        let reader = front.reader();
        // A list may begin with `and`: A, B, and C.
        let tokens = if is_word(tokens.first(), "and") {
            tokens.get(1..).unwrap_or_default()
        } else {
            tokens
        };
        let run = reader.run(tokens);
        let ways = match kind {
            Some(kind) => reader.values_of(&run, 0, kind, context),
            None => reader.values_at(&run, 0, context),
        };
        let whole = |(_, end): &(Content, usize)| *end == run.len();
        let content = ways.into_iter().find(whole);
        let content =
            content.or_else(|| reader.values_at(&run, 0, context).into_iter().find(whole));
        match content {
            Some((content, _)) => (content, run.place(0, run.len())),
            None => return Err(reader.unreadable_name(&run, 0, run.len())),
        }
    };
    match front.term(&content, place, None)? {
        Term::Value(value) => Ok(value),
        Term::Var(_) => Err(ResolveError::Expected {
            place,
            what: "a value was expected",
            form: None,
        }),
    }
}
