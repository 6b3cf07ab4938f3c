//! One statement tried for all rows of a sort. Takes the sorts of what it asks; gives what the statement tells when something
//! of each sort stands in the place of the cells, and takes all traces of that away again.

use super::asked::{Having, StandIns};
use super::sorts::{Bucket, Named, Reads, Shape, Sort};
use crate::model::{Entity, EntityId, Grade, KindId, Source, SourceId, Value};
use crate::resolve::collect::nowhere;
use crate::resolve::front::Front;
use crate::resolve::vocabulary::NameKind;
use crate::time::{Date, DateOrInterval, Likelihood};

/// What stands for a cell of a sort, and what its values are where they are met again.
pub(super) struct StandIn {
    pub(super) text: String,
    pub(super) entities: Vec<EntityId>,
    pub(super) sources: Vec<Option<SourceId>>,
    pub(super) number: Option<Value>,
    pub(super) date: Option<DateOrInterval>,
    pub(super) likelihood: Option<Likelihood>,
}

/// What was found of things that stand for others.
pub(super) struct Trial<T> {
    /// One for each of what was asked; none for what is missing, and for letters.
    pub(super) stand_ins: Vec<Option<StandIn>>,
    /// What stands for what the rows declare.
    pub(super) declared: Option<EntityId>,
    pub(super) found: T,
}

/// What is tried.
#[derive(Clone, Copy)]
pub(super) struct Trying<'t> {
    /// What the statement asks of the rows, each with its sort.
    pub(super) asked: &'t [(&'t Having, &'t Sort)],
    /// The kinds of what the statement declares; none where it declares nothing.
    pub(super) declares: Option<&'t [KindId]>,
}

/// Which of two trials: nothing that differs between them but the cells is the cells' own.
#[derive(Clone, Copy)]
pub(super) enum Turn {
    First,
    Second,
}

impl Turn {
    fn number(self) -> usize {
        match self {
            Turn::First => 0,
            Turn::Second => 1,
        }
    }
}

/// A text of a sort, other than that of any other column and turn; none where none is at hand.
fn text_of(reads: &Reads, at: usize, turn: Turn) -> Option<String> {
    let other = at * 2 + turn.number();
    if !reads.names.is_empty() {
        let alone = !reads.number && reads.date.is_none() && reads.likelihood.is_none();
        return alone.then(|| format!("\u{1}name {other}"));
    }
    let year = 3_001 + other;
    Some(match (reads.number, reads.date, reads.likelihood) {
        (false, None, None) => format!("\u{1}text {other}"),
        (true, None, None) => format!("91827364.{other:03}"),
        (true, Some(Shape::Date), None) => format!("{year}"),
        (false, Some(Shape::Date), None) => format!("{year}-03-05"),
        (false, Some(Shape::Between), None) => format!("{year}-03/{}-04", year + 900),
        (false, Some(Shape::From), None) => format!("{year}-03/.."),
        (false, Some(Shape::To), None) => format!("../{year}-03"),
        (false, None, Some(Bucket::Never)) => "0%".to_owned(),
        (false, None, Some(Bucket::Turning)) => format!("{}.{at:02}%", 21 + turn.number()),
        (false, None, Some(Bucket::Holding)) => format!("{}.{at:02}%", 61 + turn.number()),
        _ => return None,
    })
}

/// How the situation was before.
struct Before {
    entities: usize,
    events: usize,
    sources: usize,
    diagnostics: usize,
    bad_rows: usize,
    last_named: Option<crate::time::Instant>,
}

impl Front<'_> {
    /// Finds something of what stands for cells of these sorts. None where nothing stands for them, and where anything is
    /// wrong with what is found.
    pub(super) fn try_for_all<T>(
        &mut self,
        trying: Trying<'_>,
        turn: Turn,
        find: impl FnOnce(&mut Self, &StandIns, Option<EntityId>) -> Option<T>,
    ) -> Option<Trial<T>> {
        let before = Before {
            entities: self.situation.entities.len(),
            events: self.situation.events.len(),
            sources: self.situation.sources.len(),
            diagnostics: self.diagnostics.len(),
            bad_rows: self.rows.len(),
            last_named: self.last_named,
        };
        let trial = self.found_of_stand_ins(trying, turn, find);
        let made = |trial: &Trial<T>| {
            let lent = trial.stand_ins.iter().flatten();
            turn.number()
                + usize::from(trial.declared.is_some())
                + lent.map(|one| one.entities.len()).sum::<usize>()
        };
        // Who is made while the statement is read is one a row.
        let count = self.situation.entities.len() - before.entities;
        let clean =
            (self.diagnostics.len(), self.rows.len()) == (before.diagnostics, before.bad_rows);
        self.take_back(&before);
        trial.filter(|trial| clean && count == made(trial))
    }

    fn found_of_stand_ins<T>(
        &mut self,
        trying: Trying<'_>,
        turn: Turn,
        find: impl FnOnce(&mut Self, &StandIns, Option<EntityId>) -> Option<T>,
    ) -> Option<Trial<T>> {
        let mut texts = StandIns::new();
        let mut stand_ins = Vec::new();
        let nobody = |kinds: &[KindId]| Named {
            name: NameKind::Proper,
            kinds: kinds.to_vec(),
            source: None,
        };
        if turn.number() > 0 {
            // So that nobody who stands for others has one number in both.
            let source = Some((None, None));
            self.lend(
                "\u{1}nobody",
                &Named {
                    source,
                    ..nobody(&[])
                },
            );
        }
        for (at, (having, sort)) in trying.asked.iter().enumerate() {
            let stand_in = match sort {
                Sort::Missing => None,
                Sort::Letter(letter) => {
                    texts.insert(having.asked.clone(), letter.clone());
                    None
                }
                Sort::Text(reads) => {
                    let stand_in = self.stand_in(reads, at, turn)?;
                    texts.insert(having.asked.clone(), stand_in.text.clone());
                    Some(stand_in)
                }
            };
            stand_ins.push(stand_in);
        }
        let declared = trying
            .declares
            .map(|kinds| self.lend("\u{1}declared", &nobody(kinds)).0);
        let found = find(self, &texts, declared)?;
        Some(Trial {
            stand_ins,
            declared,
            found,
        })
    }

    fn stand_in(&mut self, reads: &Reads, at: usize, turn: Turn) -> Option<StandIn> {
        let text = text_of(reads, at, turn)?;
        let (entities, sources) = reads
            .names
            .iter()
            .map(|named| self.lend(&text, named))
            .unzip();
        // What stands for others is of their sort, or stands for nothing.
        if self.sort_of(&text) != *reads {
            return None;
        }
        Some(StandIn {
            entities,
            sources,
            number: super::sorts::number_of(&text),
            date: super::sorts::date_of(&text),
            likelihood: self.likelihood_of(&text).and_then(super::sorts::known),
            text,
        })
    }

    /// Somebody, or something, of those kinds, for the time being.
    fn lend(&mut self, text: &str, named: &Named) -> (EntityId, Option<SourceId>) {
        let entity = self.situation.entities.push(Entity {
            name: text.to_owned(),
            also: Vec::new(),
            kinds: named.kinds.clone(),
            shipped: false,
            origin: nowhere(),
        });
        self.vocabulary.names.lend(text, entity, named.name);
        let Some((reliability, credibility)) = &named.source else {
            return (entity, None);
        };
        let scales = &self.situation.scales;
        let grade = |scale: &crate::model::Scale, letter: &Option<String>| -> Option<Grade> {
            scale.get(letter.as_deref()?).cloned()
        };
        let reliability = grade(&scales.reliability, reliability);
        let credibility = grade(&scales.credibility, credibility);
        let source = self.situation.sources.push(Source {
            entity,
            derived_from: Vec::new(),
            derived_in_part_from: Vec::new(),
            dated: None,
            date: None,
            by: Vec::new(),
            rated: true,
            reliability,
            credibility,
            origin: nowhere(),
        });
        self.source_of.insert(entity, source);
        (entity, Some(source))
    }

    fn take_back(&mut self, before: &Before) {
        self.vocabulary.names.take_back();
        let stays = |id: &EntityId| (id.0 as usize) < before.entities;
        self.situation.entities.truncate(before.entities);
        if self.situation.events.len() > before.events {
            self.situation.events_mut().truncate(before.events);
        }
        self.situation.sources.truncate(before.sources);
        self.source_of.retain(|id, _| stays(id));
        self.individuals.retain(|_, id| stays(id));
        self.diagnostics.truncate(before.diagnostics);
        self.rows.truncate(before.bad_rows);
        self.last_named = before.last_named;
    }
}

/// The dates that a date, or an interval, is made of: the whole, its beginning, its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PartOf {
    Whole,
    Beginning,
    End,
}

/// That part of a date.
pub(super) fn part(date: &DateOrInterval, part: PartOf) -> Option<Date> {
    match (date, part) {
        (DateOrInterval::Date(date), PartOf::Whole) => Some(date.clone()),
        (DateOrInterval::Date(_), PartOf::Beginning | PartOf::End) => None,
        (DateOrInterval::Interval { from, .. }, PartOf::Beginning) => from.clone(),
        (DateOrInterval::Interval { to, .. }, PartOf::End) => to.clone(),
        (DateOrInterval::Interval { from, to }, PartOf::Whole) => match (from, to) {
            (Some(from), Some(to)) => Some(Date {
                text: format!("{}/{}", from.text, to.text),
                covers: crate::time::Span::new(from.covers.from, to.covers.to),
                ..from.clone()
            }),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        },
    }
}
