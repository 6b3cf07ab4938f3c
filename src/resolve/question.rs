//! Questions. Takes the tokens of an `ask`, an `expect` or a line at the prompt, gives what is asked and under what.
//!
//! Where a question ends and its modifiers begin only the vocabulary tells: the longest question is tried first.

use super::choose::choose;
use super::condition::ConditionError;
use super::error::ResolveError;
use super::front::Front;
use super::modifiers::{Tail, Tails, Verdicts, without_mark};
use super::names::Content;
use super::openings::meant;
use super::segment::{Context, Lists, Reading, Unnamed, Variables};
use super::sought;
use super::vocabulary::{Number, Spelling};
use super::words::is_word;
use crate::model::{
    Alteration, Body, EntityId, KindId, Kinds, LinksOf, Pattern, Question, QuestionKind, Signed,
    Sought, Term, Value, VarId,
};
use crate::source::Place;
use crate::syntax::{Numeral, Token, TokenKind};

/// What questions are read under.
pub(super) fn in_questions(spelling: Spelling) -> Context<'static> {
    Context {
        subject: None,
        variables: Variables::Allowed,
        unnamed: Unnamed::None,
        lists: Lists::Allowed,
        spelling,
    }
}

/// A question with what follows it.
pub(super) fn question(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
    verdicts: Verdicts,
) -> Result<(Question, Tail), ResolveError> {
    let tokens = without_mark(tokens);
    let tokens = tokens.as_ref();
    let text = front.text_of(tokens);
    if is_word(tokens.first(), "what") && is_word(tokens.get(1), "if") {
        return what_if(front, tokens, context, verdicts, &text);
    }
    let run = front.reader().run(tokens);
    let mut trouble = None;
    for at in Tails::candidates(&run, front, verdicts) {
        let mut tails = Tails {
            front: &mut *front,
            run: &run,
            context: *context,
            verdicts,
        };
        let tail = match tails.read(at) {
            Ok(Some(tail)) => tail,
            Ok(None) => continue,
            Err(error) => {
                trouble = Some(error);
                continue;
            }
        };
        match kind(front, tokens.get(..at).unwrap_or_default(), context, &tail) {
            Ok(kind) => {
                let question = Question {
                    text,
                    kind,
                    modifiers: tail.modifiers.clone(),
                };
                return Ok((question, tail));
            }
            Err(error) => trouble = Some(error),
        }
    }
    if let (Some(ResolveError::Condition(ConditionError::Unparted { .. })), Verdicts::Allowed) =
        (&trouble, verdicts)
    {
        // The longest question that can be read: what stands behind it is the mistake.
        let asked = (1..tokens.len()).rev().find(|at| {
            let words = tokens.get(..*at).unwrap_or_default();
            kind(front, words, context, &Tail::default()).is_ok()
        });
        if let Some(at) = asked {
            let mut tails = Tails {
                front: &mut *front,
                run: &run,
                context: *context,
                verdicts,
            };
            return Err(tails.trouble(at));
        }
    }
    let error = trouble.unwrap_or_else(|| nothing_asked(tokens));
    let unknown = matches!(
        error,
        ResolveError::UnknownName { .. } | ResolveError::UnknownPhrase { .. }
    );
    Err(unknown
        .then(|| meant(front, tokens))
        .flatten()
        .unwrap_or(error))
}

fn nothing_asked(tokens: &[Token]) -> ResolveError {
    ResolveError::Expected {
        place: tokens.first().map_or(Place::default(), |token| token.place),
        what: "a question was expected",
        form: Some("threats to Pakistan"),
    }
}

/// `what if …; … then QUESTION`, the later `then` first.
fn what_if(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
    verdicts: Verdicts,
    text: &str,
) -> Result<(Question, Tail), ResolveError> {
    let mut trouble = None;
    let thens: Vec<usize> = (3..tokens.len())
        .rev()
        .filter(|at| is_word(tokens.get(*at), "then"))
        .collect();
    for at in thens {
        let supposed = match supposing(front, tokens.get(2..at).unwrap_or_default(), context) {
            Ok(supposed) => supposed,
            Err(error) => {
                trouble.get_or_insert(error);
                continue;
            }
        };
        match question(
            front,
            tokens.get(at + 1..).unwrap_or_default(),
            context,
            verdicts,
        ) {
            Ok((mut asked, mut tail)) => {
                asked.text = text.to_owned();
                asked.modifiers.supposing = Some(Box::new(supposed));
                tail.modifiers = asked.modifiers.clone();
                return Ok((asked, tail));
            }
            Err(error) => trouble = Some(error),
        }
    }
    if let Some(error) = trouble {
        return Err(error);
    }
    // Without `then`: what changes. Modifiers may follow the last statement.
    let run = front.reader().run(tokens);
    let mut trouble = None;
    for at in Tails::candidates(&run, front, Verdicts::None) {
        let mut tails = Tails {
            front: &mut *front,
            run: &run,
            context: *context,
            verdicts: Verdicts::None,
        };
        let Ok(Some(mut tail)) = tails.read(at) else {
            continue;
        };
        match supposing(front, tokens.get(2..at).unwrap_or_default(), context) {
            Ok(supposed) => {
                tail.modifiers.supposing = Some(Box::new(supposed));
                let modifiers = tail.modifiers.clone();
                return Ok((
                    Question {
                        text: text.to_owned(),
                        kind: QuestionKind::WhatIf,
                        modifiers,
                    },
                    tail,
                ));
            }
            Err(error) => trouble = Some(error),
        }
    }
    Err(trouble.unwrap_or_else(|| nothing_asked(tokens)))
}

fn supposing(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<Alteration, ResolveError> {
    let mut all = Alteration::default();
    for part in tokens.split(|token| token.kind == TokenKind::Semicolon) {
        if part.is_empty() {
            return Err(nothing_supposed(tokens));
        }
        front.suppose(part, context.spelling, &mut all)?;
    }
    Ok(all)
}

fn nothing_supposed(tokens: &[Token]) -> ResolveError {
    ResolveError::Expected {
        place: tokens.first().map_or(Place::default(), |token| token.place),
        what: "a statement was expected: what is supposed, or `without` what is taken away",
        form: Some("what if without Zarb-e-Azb then threats to Pakistan"),
    }
}

/// What is asked, all tokens used.
fn kind(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
    tail: &Tail,
) -> Result<QuestionKind, ResolveError> {
    // A comma may part the question from what follows it: `why S, all`.
    let tokens = match tokens.split_last() {
        Some((last, rest)) if last.kind == TokenKind::Comma => rest,
        _ => tokens,
    };
    if tokens.is_empty() {
        return Err(nothing_asked(tokens));
    }
    {
        let reader = front.reader();
        let run = reader.run(tokens);
        if let Some(filled) = sought::filled(front, &run, tokens.len(), context) {
            let sought::Filled {
                form,
                values,
                sought,
            } = filled;
            return Ok(QuestionKind::Form {
                form,
                values,
                sought,
            });
        }
    }
    let begins = |words: &[&str]| {
        words.iter().enumerate().all(|(at, word)| {
            matches!(tokens.get(at).map(|token| &token.kind),
                Some(TokenKind::Word(is)) if is == word || (at == 0 && is.to_lowercase() == *word))
        })
    };
    let rest = |count: usize| tokens.get(count..).unwrap_or_default();
    let known: &[(&[&str], QuestionKind)] = &[
        (&["conflicts"], QuestionKind::Conflicts),
        (&["gaps"], QuestionKind::Gaps),
        (&["links"], QuestionKind::Links(None)),
        (&["hypotheses"], QuestionKind::Hypotheses),
    ];
    for (words, kind) in known {
        if begins(words) && tokens.len() == words.len() {
            return Ok(kind.clone());
        }
    }
    type Of = fn(Signed, &Tail) -> QuestionKind;
    let of_sentences: &[(&[&str], Of)] = &[
        (&["who", "says"], |of, _| QuestionKind::WhoSays(of)),
        (&["why", "not"], |of, _| QuestionKind::WhyNot(of)),
        (&["why"], |of, tail| QuestionKind::Why { of, all: tail.all }),
        (&["what", "would", "make"], |of, _| {
            QuestionKind::WhatWouldMake(of)
        }),
        (&["indicators", "of"], |of, _| QuestionKind::Indicators(of)),
        (&["linchpins", "of"], |of, tail| QuestionKind::Linchpins {
            of,
            by_source: tail.by_source,
        }),
        (&["how", "likely", "is"], |of, _| {
            QuestionKind::HowLikely(of)
        }),
        (&["assumptions", "behind"], |of, _| {
            QuestionKind::AssumptionsBehind(of)
        }),
        (&["sources", "behind"], |of, _| {
            QuestionKind::SourcesBehind(of)
        }),
    ];
    if begins(&["why"])
        && let [
            _,
            Token {
                kind: TokenKind::Numeral(row),
                ..
            },
        ] = tokens
        && let Some(row) = row_number(row)
    {
        return Ok(QuestionKind::WhyRow { row, all: tail.all });
    }
    for (words, of) in of_sentences {
        if begins(words) && tokens.len() > words.len() {
            // `who says …` may also be a pattern whose subject is asked for.
            match signed(front, rest(words.len()), context) {
                Ok(signed) => return Ok(of(signed, tail)),
                Err(error) if words[0] != "who" => return Err(error),
                Err(error) => return pattern(front, tokens, context).map_err(|_| error),
            }
        }
    }
    if begins(&["links", "of"]) && tokens.len() > 2 {
        let (rest, steps) = within(rest(2));
        let entity = entity(front, rest, context)?;
        return Ok(QuestionKind::Links(Some(LinksOf { entity, steps })));
    }
    if begins(&["timeline", "of"]) {
        return Ok(QuestionKind::Timeline(entity(front, rest(2), context)?));
    }
    if begins(&["profile"]) && tokens.len() > 1 {
        let rest = if is_word(tokens.get(1), "of") {
            rest(2)
        } else {
            rest(1)
        };
        return Ok(QuestionKind::Profile(entity(front, rest, context)?));
    }
    if begins(&["connection", "between"]) {
        let (a, b) = two(front, rest(2), context)?;
        return Ok(QuestionKind::Connection(a, b));
    }
    if begins(&["compare"]) && tokens.len() > 1 {
        return compare(front, rest(1), context);
    }
    if begins(&["what", "changed", "between"]) {
        return what_changed(front, rest(3), context);
    }
    pattern(front, tokens, context)
}

/// `X within 2 steps`: X, and how far; of X alone one step.
fn within(tokens: &[Token]) -> (&[Token], u32) {
    if let [rest @ .., within, number, steps] = tokens
        && is_word(Some(within), "within")
        && (is_word(Some(steps), "steps") || is_word(Some(steps), "step"))
        && let TokenKind::Numeral(number) = &number.kind
        && let Some(count) = row_number(number)
    {
        return (rest, count);
    }
    (tokens, 1)
}

fn row_number(numeral: &Numeral) -> Option<u32> {
    numeral.text.parse().ok().filter(|row| *row > 0)
}

/// A sentence without variables, whole.
pub(super) fn signed(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<Signed, ResolveError> {
    let context = Context {
        variables: Variables::None,
        lists: Lists::None,
        ..*context
    };
    let reading: Reading = {
        let reader = front.reader();
        let run = reader.run(tokens);
        let found = reader.prefixes(&run, 0, &context);
        let whole: Vec<Reading> = found
            .readings
            .iter()
            .filter(|one| one.end == run.len())
            .cloned()
            .collect();
        match choose(whole) {
            Some(chosen) => chosen?,
            None => return Err(reader.no_sentence(&run, 0, run.len(), &context, found)),
        }
    };
    let sentence = front
        .sentences(&reading)?
        .into_iter()
        .next()
        .ok_or_else(|| nothing_asked(tokens))?;
    Ok(Signed {
        sign: reading.sign,
        sentence,
    })
}

/// One name, whole.
fn entity(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<EntityId, ResolveError> {
    let reader = front.reader();
    let run = reader.run(tokens);
    let found = reader
        .values_of(&run, 0, Kinds::ENTITY, context)
        .into_iter()
        .find(|(_, end)| *end == run.len());
    match found {
        Some((Content::Value(Value::Entity(entity)), _)) => Ok(entity),
        Some((Content::Several(entities, place), _)) => Err(ResolveError::SeveralNamed {
            place,
            text: run.text(0, run.len()),
            entities,
        }),
        _ => Err(reader.unreadable_name(&run, 0, run.len())),
    }
}

/// `A and B`
fn two(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<(EntityId, EntityId), ResolveError> {
    let mut trouble = None;
    for at in (1..tokens.len()).filter(|at| is_word(tokens.get(*at), "and")) {
        let (left, right) = (
            tokens.get(..at).unwrap_or_default(),
            tokens.get(at + 1..).unwrap_or_default(),
        );
        match (entity(front, left, context), entity(front, right, context)) {
            (Ok(a), Ok(b)) => return Ok((a, b)),
            (Err(error), _) | (_, Err(error)) => {
                trouble.get_or_insert(error);
            }
        }
    }
    Err(trouble.unwrap_or_else(|| ResolveError::Expected {
        place: tokens.first().map_or(Place::default(), |token| token.place),
        what: "two names with `and` between them were expected",
        form: Some("connection between APT28 and APT29"),
    }))
}

/// `A and B`, `A and B on ?who funds ?whom`: the last `on` that parts two names from a sentence.
fn compare(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<QuestionKind, ResolveError> {
    let trouble = match two(front, tokens, context) {
        Ok((one, other)) => {
            return Ok(QuestionKind::Compare {
                one,
                other,
                on: None,
            });
        }
        Err(error) => error,
    };
    for at in (1..tokens.len()).filter(|at| is_word(tokens.get(*at), "on")) {
        let (names, asked) = (
            tokens.get(..at).unwrap_or_default(),
            tokens.get(at + 1..).unwrap_or_default(),
        );
        let Ok((one, other)) = two(front, names, context) else {
            continue;
        };
        let asked = match asking(front, asked) {
            Some((asked, _)) => asked,
            None => asked.to_vec(),
        };
        let sought = sought::pattern(front, &asked, context)?;
        let mut patterns = Vec::new();
        sought.body.each_pattern(&mut |pattern, _| {
            let kind = front.situation.relations.get(pattern.relation);
            if kind.is_some_and(|relation| relation.kind.is_none()) {
                patterns.push(pattern.clone());
            }
        });
        let on = patterns.pop();
        if !patterns.is_empty() || on.is_none() {
            return Err(ResolveError::Expected {
                place: asked.first().map_or(Place::default(), |token| token.place),
                what: "one sentence was expected: what the two are compared on",
                form: Some("compare Gazette and Survey on ?who funds ?whom"),
            });
        }
        return Ok(QuestionKind::Compare { one, other, on });
    }
    Err(trouble)
}

fn what_changed(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<QuestionKind, ResolveError> {
    let words = ["what", "was", "known", "on"];
    let known = words
        .iter()
        .enumerate()
        .all(|(at, word)| is_word(tokens.get(at), word));
    let tokens = if known {
        tokens.get(words.len()..).unwrap_or_default()
    } else {
        tokens
    };
    let (from, to) = {
        let reader = front.reader();
        let run = reader.run(tokens);
        let from = reader.date(&run, 0, context)?;
        let to = match &from {
            Some((_, at)) if run.is(*at, "and") => reader.date(&run, at + 1, context)?,
            _ => None,
        };
        (from, to.filter(|(_, end)| *end == run.len()))
    };
    match (from, to) {
        (Some((from, _)), Some((to, _))) => Ok(QuestionKind::WhatChanged {
            from: front.date(&from)?,
            to: front.date(&to)?,
            known,
        }),
        _ => Err(ResolveError::Expected {
            place: tokens.first().map_or(Place::default(), |token| token.place),
            what: "two dates with `and` between them were expected",
            form: Some("what changed between 2014-05 and 2016-12"),
        }),
    }
}

/// A pattern, or a yes/no question.
fn pattern(
    front: &mut Front<'_>,
    tokens: &[Token],
    context: &Context<'_>,
) -> Result<QuestionKind, ResolveError> {
    let error = match sought::pattern(front, tokens, context) {
        Ok(sought) => return Ok(holds(sought)),
        Err(error) => error,
    };
    match asking(front, tokens) {
        Some((asked, which)) => match sought::pattern(front, &asked, context) {
            Ok(mut sought) => {
                if let Some(kind) = which {
                    narrow(front, &mut sought, kind);
                }
                Ok(holds(sought))
            }
            Err(_) => Err(error),
        },
        None => Err(error),
    }
}

/// One sentence without variables is a yes/no question.
fn holds(sought: Sought) -> QuestionKind {
    let signed = match &sought.body {
        Body::Sentence(pattern) => Some((crate::model::Sign::For, pattern)),
        Body::Denied(pattern) => Some((crate::model::Sign::Against, pattern)),
        _ => None,
    };
    match signed {
        Some((sign, pattern)) if sought::is_ground(&sought.body) => {
            let args = pattern.args.iter().filter_map(|term| match term {
                Term::Value(value) => Some(value.clone()),
                Term::Var(_) => None,
            });
            let sentence = crate::model::Sentence {
                relation: pattern.relation,
                args: args.collect(),
            };
            QuestionKind::Holds(Signed { sign, sentence })
        }
        _ => QuestionKind::Pattern(sought),
    }
}

/// `who`, `what`, `where` and `which KIND` as variables; none where no such word stands.
fn asking(front: &Front<'_>, tokens: &[Token]) -> Option<(Vec<Token>, Option<KindId>)> {
    let mut out = Vec::with_capacity(tokens.len());
    let (mut found, mut which) = (false, None);
    let run = front.reader().run(tokens);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let word = match &token.kind {
            TokenKind::Word(word) => word.to_lowercase(),
            _ => String::new(),
        };
        let variable = |name: &str| Token {
            kind: TokenKind::Variable(name.to_owned()),
            place: token.place,
        };
        match word.as_str() {
            "who" | "what" | "where" => {
                found = true;
                out.push(variable(&word));
            }
            "which" if which.is_none() => {
                let kind = front
                    .vocabulary
                    .kinds
                    .at(&run, at + 1, Number::One)
                    .into_iter()
                    .max_by_key(|(end, _)| *end);
                match kind {
                    Some((end, kind)) => {
                        found = true;
                        which = Some(kind);
                        out.push(variable("which"));
                        at = end - 1;
                    }
                    None => out.push(token.clone()),
                }
            }
            _ => out.push(token.clone()),
        }
        at += 1;
    }
    found.then_some((out, which))
}

fn narrow(front: &mut Front<'_>, sought: &mut Sought, kind: KindId) {
    let Some(at) = sought.variables.iter().position(|name| name == "which") else {
        return;
    };
    let relation = front.kind_relation(kind);
    let condition = Body::Sentence(Pattern {
        relation,
        args: vec![Term::Var(VarId(at as u32))],
    });
    let body = std::mem::replace(&mut sought.body, Body::And(Vec::new()));
    sought.body = Body::And(vec![body, condition]);
}
