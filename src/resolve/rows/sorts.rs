//! Sorts of cells. Takes a text, gives what it may be read as: which kinds of things it names, a number, a date, a likelihood.
//!
//! Cells of one sort are read in one way, whatever they are: so one of them, or what stands for all of them, shows how.

use super::asked::{Asked, Having};
use crate::cores::{cores, in_ranges};
use crate::model::{EntityId, KindId, Value};
use crate::resolve::front::Front;
use crate::resolve::likelihood::Spoken;
use crate::resolve::names::decimal;
use crate::resolve::vocabulary::{NameKind, Spelling};
use crate::time::{DateOrInterval, Likelihood, parse_date};
use indexmap::IndexMap;
use std::ops::Range;

/// Fewer texts or rows are not worth a core of their own.
pub(super) const PIECE: usize = if cfg!(test) { 4 } else { 1 << 12 };

/// What a text may be read as.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Sort {
    /// There is none.
    Missing,
    /// A grade: this text and no other.
    Letter(String),
    /// A text.
    Text(Reads),
}

/// How a text may be read beside being a text.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Reads {
    /// What it names, in order.
    pub(super) names: Vec<Named>,
    pub(super) number: bool,
    pub(super) date: Option<Shape>,
    pub(super) likelihood: Option<Bucket>,
}

/// One thing that a text names: all that reading asks of it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Named {
    pub(super) name: NameKind,
    pub(super) kinds: Vec<KindId>,
    /// Of a source its reliability and credibility.
    pub(super) source: Option<(Option<String>, Option<String>)>,
}

/// The shape of a date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Date,
    Between,
    From,
    To,
}

/// How a likelihood is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bucket {
    /// Nothing is put down.
    Never,
    /// It turns the sentence round.
    Turning,
    Holding,
    /// Over 100%.
    TooMuch,
}

/// The date that a text is.
pub(super) fn date_of(text: &str) -> Option<DateOrInterval> {
    // All dates have a year, and no word of theirs runs into it: most names and numbers are told apart by that alone.
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let one_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let begins = text
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic());
    if digits < 4 || (one_word && begins) {
        return None;
    }
    parse_date(text).ok()
}

impl Front<'_> {
    /// The likelihood that a text is.
    pub(super) fn likelihood_of(&self, text: &str) -> Option<Spoken> {
        self.vocabulary.likelihood.of_cell(text.trim())
    }

    /// The sort of a text.
    pub(super) fn sort_of(&self, text: &str) -> Reads {
        let names = self.vocabulary.names.whole(text, Spelling::Exact);
        let likelihood = self.likelihood_of(text).map(|spoken| match spoken {
            Spoken::TooMuch(_) => Bucket::TooMuch,
            Spoken::Known(Likelihood::NEVER, _) => Bucket::Never,
            Spoken::Known(likelihood, _) if likelihood.ten_thousandths() < 4_500 => Bucket::Turning,
            Spoken::Known(..) => Bucket::Holding,
        });
        Reads {
            names: names
                .into_iter()
                .map(|name| self.named(name.entity, name.kind))
                .collect(),
            number: decimal(text).is_some(),
            date: date_of(text).map(|date| match date {
                DateOrInterval::Date(_) => Shape::Date,
                DateOrInterval::Interval { from, to } => match (from, to) {
                    (Some(_), Some(_)) => Shape::Between,
                    (Some(_), None) => Shape::From,
                    (None, _) => Shape::To,
                },
            }),
            likelihood,
        }
    }

    fn named(&self, entity: EntityId, name: NameKind) -> Named {
        let kinds = self.situation.entities.get(entity);
        let source = self
            .source_of
            .get(&entity)
            .and_then(|source| self.situation.sources.get(*source));
        let letter =
            |grade: &Option<crate::model::Grade>| grade.as_ref().map(|grade| grade.letter.clone());
        Named {
            name,
            kinds: kinds.map(|entity| entity.kinds.clone()).unwrap_or_default(),
            source: source.map(|source| (letter(&source.reliability), letter(&source.credibility))),
        }
    }

    /// The sorts of what those rows have, and which sort each text of theirs is of.
    pub(super) fn sorts_of(&self, having: &Having, rows: &[u32]) -> Sorts {
        let met = having.met(rows);
        let pieces = in_ranges(cores(), having.texts.len(), PIECE, |texts| {
            self.sorts_of_piece(having, &met, texts)
        });
        let mut pieces = pieces.into_iter();
        let mut sorts = pieces.next().unwrap_or_default();
        pieces.for_each(|piece| sorts.append(piece));
        sorts
    }

    /// The same of some of the texts; `met`: of all, whether a row has it.
    fn sorts_of_piece(&self, having: &Having, met: &[bool], texts: Range<usize>) -> Sorts {
        let mut sorts = Sorts::default();
        for at in texts {
            if !met.get(at).copied().unwrap_or(false) {
                sorts.of.push(u32::MAX);
                continue;
            }
            let text = having.texts.get(at as u32);
            let missing = having.missing.get(at).copied().unwrap_or(false);
            let sort = match (&having.asked, missing) {
                (_, true) => Sort::Missing,
                (Asked::Letter(_), false) => Sort::Letter(text.to_owned()),
                (_, false) => Sort::Text(self.sort_of(text)),
            };
            let number = sorts.number(sort);
            sorts.of.push(number);
        }
        sorts
    }

    /// The thing of that turn among those that a text names.
    pub(super) fn named_by(&self, text: &str, turn: usize) -> Option<EntityId> {
        let names = self.vocabulary.names.whole(text, Spelling::Exact);
        names.get(turn).map(|name| name.entity)
    }
}

/// The number that a text is.
pub(super) fn number_of(text: &str) -> Option<Value> {
    Some(Value::Number(crate::model::Range::exactly(decimal(text)?)))
}

/// The sorts of texts.
#[derive(Default)]
pub(super) struct Sorts {
    pub(super) all: Vec<Sort>,
    /// By the number of the text; of one that no row has, none.
    pub(super) of: Vec<u32>,
    last: Option<usize>,
}

impl Sorts {
    /// The texts that some row has.
    pub(super) fn met(&self) -> Vec<u32> {
        let of = self.of.iter().enumerate();
        of.filter_map(|(text, sort)| (*sort != u32::MAX).then_some(text as u32))
            .collect()
    }

    /// Whether all texts that some row has are of one sort.
    pub(super) fn is_one(&self) -> bool {
        self.all.len() == 1
    }

    fn number(&mut self, sort: Sort) -> u32 {
        let last = self.last.filter(|last| self.all.get(*last) == Some(&sort));
        let known = last.or_else(|| self.all.iter().position(|one| *one == sort));
        let number = known.unwrap_or_else(|| {
            self.all.push(sort);
            self.all.len() - 1
        });
        self.last = Some(number);
        number as u32
    }

    /// Those of the texts that follow.
    fn append(&mut self, others: Sorts) {
        let numbers: Vec<u32> = others
            .all
            .into_iter()
            .map(|sort| self.number(sort))
            .collect();
        let number = |there: u32| numbers.get(there as usize).copied().unwrap_or(u32::MAX);
        self.of.extend(others.of.into_iter().map(number));
    }
}

/// The likelihood that was spoken, if it is one.
pub(super) fn known(spoken: Spoken) -> Option<Likelihood> {
    match spoken {
        Spoken::Known(likelihood, _) => Some(likelihood),
        Spoken::TooMuch(_) => None,
    }
}

/// The rows by the sorts of all that is asked of them, and by their class if they have one, in the order in which these are met;
/// with the sorts.
pub(super) fn alike(
    having: &[Having],
    sorts: &[Sorts],
    rows: &[u32],
    class: Option<impl Fn(u32) -> u32>,
) -> Vec<(Vec<u32>, Vec<u32>)> {
    // What is of one sort in all rows tells none of them apart.
    let apart = having
        .iter()
        .zip(sorts)
        .filter(|(_, sorts)| !sorts.is_one());
    let apart: Vec<(&Having, &Sorts)> = apart.collect();
    if apart.is_empty() && class.is_none() && !rows.is_empty() {
        return vec![(vec![0; sorts.len()], rows.to_vec())];
    }
    let mut groups: IndexMap<Vec<u32>, Vec<u32>> = IndexMap::new();
    let mut last: Option<usize> = None;
    let mut key: Vec<u32> = Vec::with_capacity(apart.len() + 1);
    for row in rows {
        key.clear();
        key.extend(apart.iter().map(|(having, sorts)| {
            let cell = having.cell(*row).unwrap_or(usize::MAX);
            sorts.of.get(cell).copied().unwrap_or(u32::MAX)
        }));
        key.extend(class.as_ref().map(|class| class(*row)));
        let known = last
            .filter(|at| groups.get_index(*at).is_some_and(|(one, _)| *one == key))
            .or_else(|| groups.get_index_of(&key));
        let at = known.unwrap_or_else(|| groups.insert_full(key.clone(), Vec::new()).0);
        last = Some(at);
        if let Some((_, group)) = groups.get_index_mut(at) {
            group.push(*row);
        }
    }
    let whole = |key: Vec<u32>| {
        let mut key = key.into_iter();
        let sorts = sorts.iter().map(|sorts| match sorts.is_one() {
            true => 0,
            false => key.next().unwrap_or(u32::MAX),
        });
        sorts.collect()
    };
    let groups = groups.into_iter();
    groups.map(|(key, rows)| (whole(key), rows)).collect()
}
