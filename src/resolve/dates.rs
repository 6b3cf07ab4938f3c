//! Dates in a text. Takes tokens, gives the longest run of them that is a date: `2014`, `27 December 2016`, `4 months after Ambush`.
//!
//! A date that is told by an event stays a promise, a [`Dating`], until the events' own dates are known: order never matters.

use super::error::ResolveError;
use super::names::entities_at;
use super::vocabulary::{Spelling, Vocabulary};
use super::words::{Run, fold};
use crate::model::{EntityId, Kinds, Situation};
use crate::source::Place;
use crate::syntax::{Token, TokenKind};
use crate::time::{Date, DateOrInterval, Duration, Span, parse_date, parse_duration};

/// A date, or what it will be once the date of an event is known.
#[derive(Clone, PartialEq, Debug)]
pub enum Dating {
    /// As written.
    Written(Date),
    /// `2014/2016`; none is open.
    Interval(Option<Date>, Option<Date>),
    /// `Ambush`, `4 months after Ambush`.
    After {
        /// The event.
        event: EntityId,
        /// How long after its start, if not at its start.
        length: Option<Duration>,
        /// As it was written.
        text: String,
        /// Where it stands.
        place: Place,
    },
}

/// A date and the position behind it.
pub(crate) type Found = (Dating, usize);

/// No date has more words than `27 December 2016 18:00`.
const MOST_WORDS: usize = 5;

/// The date that begins at a position, if one does; an error where the words can be nothing but a date, and are none.
pub(crate) fn date_at(
    vocabulary: &Vocabulary,
    situation: &Situation,
    run: &Run<'_>,
    from: usize,
    spelling: Spelling,
) -> Result<Option<Found>, ResolveError> {
    if let Some(found) = after_event(vocabulary, situation, run, from, spelling) {
        return Ok(Some(found));
    }
    match written_at(run, from)? {
        Some((DateOrInterval::Date(date), end)) => Ok(Some((Dating::Written(date), end))),
        Some((DateOrInterval::Interval { from, to }, end)) => {
            Ok(Some((Dating::Interval(from, to), end)))
        }
        None => Ok(
            event_at(vocabulary, situation, run, from, spelling).map(|(event, end)| {
                (
                    Dating::After {
                        event,
                        length: None,
                        text: run.text(from, end),
                        place: run.place(from, end),
                    },
                    end,
                )
            }),
        ),
    }
}

/// The written date that begins at a position: the longest run of tokens that is one.
pub(crate) fn written_at(
    run: &Run<'_>,
    from: usize,
) -> Result<Option<(DateOrInterval, usize)>, ResolveError> {
    let Some(token) = run.token(from) else {
        return Ok(None);
    };
    if let TokenKind::Cell(text) = &token.kind {
        return match parse_date(text) {
            Ok(date) => Ok(Some((date, from + 1))),
            Err(_) => Ok(None),
        };
    }
    if !may_begin_a_date(token) {
        return Ok(None);
    }
    let mut text = String::new();
    let mut best = None;
    for at in from..run.len().min(from + MOST_WORDS) {
        let Some(word) = run.word(at) else { break };
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        if let Ok(date) = parse_date(&text) {
            best = Some((date, at + 1));
        }
    }
    if best.is_some() {
        return Ok(best);
    }
    let looks_like_one = match &token.kind {
        TokenKind::Date(_) => true,
        _ => run
            .word(from)
            .is_some_and(|word| word.contains('-') && crate::time::looks_like_date(word)),
    };
    match (looks_like_one, run.word(from).map(parse_date)) {
        (true, Some(Err(error))) => Err(ResolveError::BadDate {
            place: run.place(from, from + 1),
            error,
        }),
        _ => Ok(None),
    }
}

/// What a date and another behind `to` cover together, with the position behind it: `5 March 2014 to 15 March 2014`. None
/// where no later date follows.
pub(crate) fn ends_at(run: &Run<'_>, first: &Dating, at: usize) -> Option<Found> {
    let Dating::Written(first) = first else {
        return None;
    };
    if !run.is(at, "to") {
        return None;
    }
    match written_at(run, at + 1).ok()?? {
        (DateOrInterval::Date(last), end) if last.covers.from >= first.covers.to => {
            Some((Dating::Interval(Some(first.clone()), Some(last)), end))
        }
        (DateOrInterval::Date(_) | DateOrInterval::Interval { .. }, _) => None,
    }
}

fn may_begin_a_date(token: &Token) -> bool {
    match &token.kind {
        TokenKind::Date(_) | TokenKind::Numeral(_) => true,
        TokenKind::Word(word) => {
            word.starts_with(|c: char| c.is_ascii_digit()) || is_date_word(word)
        }
        _ => false,
    }
}

fn is_date_word(word: &str) -> bool {
    const WORDS: [&str; 30] = [
        "early",
        "mid",
        "late",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "about",
        "around",
        "circa",
    ];
    word.is_ascii() && WORDS.contains(&&*fold(word))
}

/// `4 months after EVENT`
fn after_event(
    vocabulary: &Vocabulary,
    situation: &Situation,
    run: &Run<'_>,
    from: usize,
    spelling: Spelling,
) -> Option<Found> {
    if !run.is(from + 2, "after") {
        return None;
    }
    let length = parse_duration(&run.text(from, from + 2))?;
    let (event, end) = event_at(vocabulary, situation, run, from + 3, spelling)?;
    Some((
        Dating::After {
            event,
            length: Some(length),
            text: run.text(from, end),
            place: run.place(from, end),
        },
        end,
    ))
}

fn event_at(
    vocabulary: &Vocabulary,
    situation: &Situation,
    run: &Run<'_>,
    from: usize,
    spelling: Spelling,
) -> Option<(EntityId, usize)> {
    entities_at(vocabulary, situation, run, from, Kinds::EVENT, spelling)
        .into_iter()
        .find_map(|(end, all)| match all.as_slice() {
            [only] => Some((*only, end)),
            _ => None,
        })
}

/// The date so long after an event that is dated `of`: it covers `[e ⊕ D, (l − 1) ⊕ D]`.
pub(crate) fn date_after(of: &Date, length: Option<Duration>, text: String) -> Date {
    let covers = match length {
        None => of.covers,
        Some(length) => Span::new(
            of.covers.from.plus(length),
            of.covers.to.pred().plus(length).succ(),
        ),
    };
    Date {
        text,
        covers,
        precision: of.precision,
        mark: of.mark,
    }
}
