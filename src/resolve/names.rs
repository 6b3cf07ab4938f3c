//! What can fill a slot. Takes a position in a run of tokens, gives every filler that may begin there: a variable, a text,
//! a number, a date, a declared name, an unnamed individual.
//!
//! A filler is first read without regard to the slot, and then fitted to the slot's kind: so a reading that fails for its
//! kinds alone can be told from one that fails for its words.

use super::dates::{Dating, date_at, ends_at};
use super::error::ResolveError;
use super::segment::{Context, Reading, Unnamed, Variables};
use super::vocabulary::{Asks, Name, NameKind, Number, Spelling, Vocabulary};
use super::words::Run;
use crate::model::{EntityId, KindId, Kinds, Number as Decimal, Range, Situation, Value};
use crate::source::Place;
use crate::syntax::{NumeralValue, TokenKind};
use std::sync::Arc;

/// What fills a slot, fitted to the slot's kind.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// `?group`
    Variable(String),
    /// A value.
    Value(Value),
    /// A date that may have to wait for an event's.
    Date(Dating),
    /// `a militant group`: one unnamed individual, known by where it stands.
    Unnamed(KindId, Place),
    /// Several things of one spelling that all fit, and where the spelling stands.
    Several(Vec<EntityId>, Place),
}

/// A filler as read, and the tokens that it takes.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Filler {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) place: Place,
    pub(crate) is: FillerIs,
}

/// What a filler is, before it is fitted.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum FillerIs {
    Variable(String),
    /// What stood between quotes, and the names that are spelled so.
    Text(String, Vec<(EntityId, NameKind)>),
    /// A cell of a table: a name, a text, a number or a date, as the slot asks.
    Cell(String, Vec<(EntityId, NameKind)>, Option<Dating>),
    Number(Range),
    Date(Dating),
    Names(Vec<(EntityId, NameKind)>),
    Unnamed(KindId, Place),
    /// Contents that somebody else has fitted: a subject that was left out.
    Given(Vec<Content>),
    Sentence(Box<Reading>),
}

/// What comes of fitting a filler to a kind.
pub(crate) enum Fit {
    /// It fits.
    Fits(Content),
    /// Nothing that it could be is of the kind.
    Misfit,
}

fn hits(names: Vec<Name>) -> Vec<(EntityId, NameKind)> {
    let mut out: Vec<(EntityId, NameKind)> = Vec::new();
    for name in names {
        let hit = (name.entity, name.kind);
        if !out.contains(&hit) {
            out.push(hit);
        }
    }
    out
}

/// The range of values that a numeral covers; none for a percentage.
pub(crate) fn range_of(value: NumeralValue) -> Option<Range> {
    let ends = |low, high| Range {
        low: Some(Decimal(low)),
        high: Some(Decimal(high)),
    };
    match value {
        NumeralValue::Exactly(n) => Some(ends(n, n)),
        NumeralValue::Percent(_) => None,
        // `~N` covers N ± 10%.
        NumeralValue::About(n) => Some(ends(
            n.saturating_sub((n / 10).abs()),
            n.saturating_add((n / 10).abs()),
        )),
        NumeralValue::AtLeast(n) => Some(Range {
            low: Some(Decimal(n)),
            high: None,
        }),
        NumeralValue::Between(low, high) => Some(ends(low, high)),
    }
}

/// Every filler that begins at a position, the longest first.
pub(crate) fn fillers_at(
    vocabulary: &Vocabulary,
    situation: &Situation,
    run: &Run<'_>,
    from: usize,
    asks: Asks,
    context: &Context<'_>,
) -> Result<Vec<Filler>, ResolveError> {
    let Some(token) = run.token(from) else {
        return Ok(Vec::new());
    };
    let one = |is: FillerIs| Filler {
        from,
        to: from + 1,
        place: token.place,
        is,
    };
    let mut out = Vec::new();
    match &token.kind {
        TokenKind::Variable(name) => {
            if context.variables != Variables::None {
                out.push(one(FillerIs::Variable(name.clone())));
            }
            return Ok(out);
        }
        TokenKind::Cell(text) => {
            let names = hits(vocabulary.names.whole(text, context.spelling));
            let date = match date_at(vocabulary, situation, run, from, context.spelling) {
                Ok(Some((date, _))) if asks.date => Some(date),
                _ => None,
            };
            out.push(one(FillerIs::Cell(text.clone(), names, date)));
            return Ok(out);
        }
        TokenKind::Text(text) => {
            let names = hits(vocabulary.names.whole(text, context.spelling));
            out.push(one(FillerIs::Text(text.clone(), names)));
            return Ok(out);
        }
        TokenKind::Numeral(numeral) => {
            if let Some(range) = range_of(numeral.value) {
                out.push(one(FillerIs::Number(range)));
            }
        }
        TokenKind::Word(_) | TokenKind::Date(_) => {}
        _ => return Ok(out),
    }
    if asks.date
        && let Some((date, to)) = date_at(vocabulary, situation, run, from, context.spelling)?
    {
        if let Some((ends, to)) = ends_at(run, &date, to) {
            out.push(Filler {
                from,
                to,
                place: run.place(from, to),
                is: FillerIs::Date(ends),
            });
        }
        out.push(Filler {
            from,
            to,
            place: run.place(from, to),
            is: FillerIs::Date(date),
        });
    }
    let mut named = |start: usize| {
        for (to, names) in vocabulary.names.at(run, start, context.spelling) {
            out.push(Filler {
                from,
                to,
                place: run.place(from, to),
                is: FillerIs::Names(hits(names)),
            });
        }
    };
    named(from);
    // `the` before a name is passed over.
    if run.is(from, "the") || run.is(from, "The") {
        named(from + 1);
    }
    if context.unnamed == Unnamed::Allowed
        && (run.is(from, "a") || run.is(from, "an") || run.is(from, "some"))
    {
        for (to, kind) in vocabulary.kinds.at(run, from + 1, Number::One) {
            out.push(Filler {
                from,
                to,
                place: run.place(from, to),
                is: FillerIs::Unnamed(kind, run.place(from, to)),
            });
        }
    }
    out.sort_by_key(|filler| std::cmp::Reverse(filler.to));
    Ok(out)
}

impl Filler {
    /// Fits the filler to a slot's kind: of several things of one spelling the kind chooses, and a proper name goes before
    /// an alias.
    pub(crate) fn fit(&self, vocabulary: &Vocabulary, situation: &Situation, kind: KindId) -> Fit {
        let is_literal = matches!(kind, Kinds::TEXT | Kinds::NUMBER | Kinds::DATE);
        match &self.is {
            FillerIs::Variable(name) => Fit::Fits(Content::Variable(name.clone())),
            FillerIs::Number(range) => literal(kind == Kinds::NUMBER, || Value::Number(*range)),
            FillerIs::Date(date) if kind == Kinds::DATE => Fit::Fits(Content::Date(date.clone())),
            FillerIs::Cell(_, _, Some(date)) if kind == Kinds::DATE => {
                Fit::Fits(Content::Date(date.clone()))
            }
            FillerIs::Text(text, _) | FillerIs::Cell(text, ..) if kind == Kinds::TEXT => {
                Fit::Fits(Content::Value(Value::Text(Arc::from(text.as_str()))))
            }
            // A cell of data is a text, whatever it holds.
            FillerIs::Cell(text, ..) if kind == Kinds::NUMBER => match decimal(text) {
                Some(number) => Fit::Fits(Content::Value(Value::Number(Range::exactly(number)))),
                None => Fit::Misfit,
            },
            FillerIs::Text(_, names) | FillerIs::Cell(_, names, _) | FillerIs::Names(names)
                if !is_literal =>
            {
                choose(vocabulary, situation, names, kind, self.place)
            }
            FillerIs::Unnamed(of, place) if !is_literal && vocabulary.is_below(*of, kind) => {
                Fit::Fits(Content::Unnamed(*of, *place))
            }
            FillerIs::Given(contents) => match contents.as_slice() {
                [only] if content_fits(vocabulary, situation, only, kind) => {
                    Fit::Fits(only.clone())
                }
                _ => Fit::Misfit,
            },
            _ => Fit::Misfit,
        }
    }

    /// The things that the filler may name, whatever their kind.
    pub(crate) fn entities(&self) -> Vec<EntityId> {
        match &self.is {
            FillerIs::Text(_, names) | FillerIs::Cell(_, names, _) | FillerIs::Names(names) => {
                names.iter().map(|(entity, _)| *entity).collect()
            }
            FillerIs::Given(contents) => contents
                .iter()
                .filter_map(|content| match content {
                    Content::Value(Value::Entity(entity)) => Some(*entity),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// A plain decimal, thousands parted by commas or not; none if it is none, or finer than a millionth.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    if text.starts_with(char::is_alphabetic) {
        return None;
    }
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, plain.as_str()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(part) || part.len() > 6 {
        return None;
    }
    let millionths = whole
        .parse::<i128>()
        .ok()?
        .checked_mul(Decimal::ONE)?
        .checked_add(format!("{part:0<6}").parse().ok()?)?;
    Some(Decimal(if negative { -millionths } else { millionths }))
}

fn literal(fits: bool, value: impl FnOnce() -> Value) -> Fit {
    if fits {
        Fit::Fits(Content::Value(value()))
    } else {
        Fit::Misfit
    }
}

/// Whether what fills a slot already is of a kind.
pub(crate) fn content_fits(
    vocabulary: &Vocabulary,
    situation: &Situation,
    content: &Content,
    kind: KindId,
) -> bool {
    match content {
        Content::Variable(_) => true,
        Content::Value(Value::Entity(entity)) => is_of(vocabulary, situation, *entity, kind),
        Content::Value(Value::Text(_)) => kind == Kinds::TEXT,
        Content::Value(Value::Number(_)) => kind == Kinds::NUMBER,
        Content::Value(Value::Date(_)) | Content::Date(_) => kind == Kinds::DATE,
        Content::Unnamed(of, _) => vocabulary.is_below(*of, kind),
        Content::Several(all, _) => all
            .iter()
            .all(|entity| is_of(vocabulary, situation, *entity, kind)),
    }
}

/// Whether an entity is declared to be of a kind, or of one below it.
pub(crate) fn is_of(
    vocabulary: &Vocabulary,
    situation: &Situation,
    entity: EntityId,
    kind: KindId,
) -> bool {
    situation.entities.get(entity).is_some_and(|row| {
        row.kinds
            .iter()
            .any(|declared| vocabulary.is_below(*declared, kind))
    })
}

fn choose(
    vocabulary: &Vocabulary,
    situation: &Situation,
    names: &[(EntityId, NameKind)],
    kind: KindId,
    place: Place,
) -> Fit {
    let fitting = chosen(vocabulary, situation, names, kind);
    match fitting.as_slice() {
        [] => Fit::Misfit,
        [only] => Fit::Fits(Content::Value(Value::Entity(*only))),
        _ => Fit::Fits(Content::Several(fitting, place)),
    }
}

fn chosen(
    vocabulary: &Vocabulary,
    situation: &Situation,
    names: &[(EntityId, NameKind)],
    kind: KindId,
) -> Vec<EntityId> {
    let of = |wanted: NameKind| -> Vec<EntityId> {
        let mut out: Vec<EntityId> = names
            .iter()
            .filter(|(_, is)| *is == wanted)
            .map(|(entity, _)| *entity)
            .filter(|entity| is_of(vocabulary, situation, *entity, kind))
            .collect();
        out.dedup();
        out
    };
    let proper = of(NameKind::Proper);
    if proper.is_empty() {
        of(NameKind::Alias)
    } else {
        proper
    }
}

/// The entities of a kind that are named at a position, by the position behind the name, the longest name first.
/// `the` is passed over; a quoted text is a whole name.
pub(crate) fn entities_at(
    vocabulary: &Vocabulary,
    situation: &Situation,
    run: &Run<'_>,
    from: usize,
    kind: KindId,
    spelling: Spelling,
) -> Vec<(usize, Vec<EntityId>)> {
    let mut out: Vec<(usize, Vec<EntityId>)> = Vec::new();
    let mut add = |end: usize, names: Vec<Name>| {
        let all = chosen(vocabulary, situation, &hits(names), kind);
        if !all.is_empty() {
            out.push((end, all));
        }
    };
    if let Some(TokenKind::Text(text) | TokenKind::Cell(text)) =
        run.token(from).map(|token| &token.kind)
    {
        add(from + 1, vocabulary.names.whole(text, spelling));
        return out;
    }
    let after_the = (run.is(from, "the") || run.is(from, "The")).then_some(from + 1);
    for start in std::iter::once(from).chain(after_the) {
        for (end, names) in vocabulary.names.at(run, start, spelling) {
            add(end, names);
        }
    }
    out.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
    out
}
