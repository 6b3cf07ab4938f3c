//! Events. Takes what `event` statements say, gives when each was, its roles, and what it begins and ends (meaning.md 3).

use super::dates::{Dating, date_after};
use super::error::ResolveError;
use super::front::Front;
use super::lines::{Draft, Role, Told};
use super::scope::Clauses;
use super::tell::{Putting, Telling, Turn, held_when};
use crate::model::{Additions, Ending, EntityId, Event, RelationId, Sentence, Sign, Value, When};
use crate::source::Place;
use crate::time::{Date, Likelihood};
use indexmap::IndexMap;

/// The dates of an event as they were written, and where.
#[derive(Clone, Debug, Default)]
pub(crate) struct EventDates {
    starts: Option<Dating>,
    ends: Option<Dating>,
    place: Place,
}

/// What a statement of an event gives besides its roles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Facts {
    /// That it happened, was under way, began and ended, and what it led to.
    All,
    /// What it led to: another statement has given the rest.
    OnlyWhatItLedTo,
}

impl EventDates {
    /// What one statement says.
    pub(crate) fn of(whole: &Clauses, place: Place) -> EventDates {
        let mut dates = EventDates::default();
        dates.add(whole, place);
        dates
    }

    /// The dates, if no other event gives them.
    pub(crate) fn written(&self) -> Option<(Option<Date>, Option<Date>)> {
        let written = |dating: &Option<Dating>| match dating {
            None => Some(None),
            Some(Dating::Written(date)) => Some(Some(date.clone())),
            Some(Dating::Interval(..) | Dating::After { .. }) => None,
        };
        Some((written(&self.starts)?, written(&self.ends)?))
    }

    /// Adds what one statement says.
    pub(crate) fn add(&mut self, whole: &Clauses, place: Place) {
        let (mut starts, mut ends) = (whole.since.clone(), whole.until.clone());
        match &whole.on {
            Some(Dating::Interval(from, to)) => {
                starts = starts.or(from.clone().map(Dating::Written));
                ends = ends.or(to.clone().map(Dating::Written));
            }
            Some(on) => {
                starts = starts.or(Some(on.clone()));
                ends = ends.or(Some(on.clone()));
            }
            None => {}
        }
        if self.starts.is_none() && starts.is_some() {
            (self.starts, self.ends, self.place) = (starts, ends, place);
        }
    }
}

impl Front<'_> {
    /// Gives every event its dates. One that is dated by another waits for it; a circle is a mistake.
    pub(crate) fn date_events(&mut self, written: &IndexMap<EntityId, EventDates>) {
        for event in written.keys() {
            if let Err(error) = self.start_of(*event, written) {
                self.report(&error);
            }
        }
        for (event, dates) in written {
            let ends = match dates.ends.as_ref().map(|dating| self.date(dating)) {
                Some(Ok(date)) => Some(date),
                Some(Err(error)) => {
                    // Its start said so already.
                    if dates.starts != dates.ends {
                        self.report(&error);
                    }
                    None
                }
                None => None,
            };
            let starts = self
                .situation
                .events
                .get(event)
                .and_then(|event| event.starts.clone());
            for date in [&starts, &ends].into_iter().flatten() {
                self.note_date(date, dates.place);
            }
            if let Some(event) = self.situation.events_mut().get_mut(event) {
                event.ends = ends;
            }
        }
    }

    fn start_of(
        &mut self,
        event: EntityId,
        written: &IndexMap<EntityId, EventDates>,
    ) -> Result<(), ResolveError> {
        let mut chain = vec![event];
        while let Some(last) = chain.last().copied() {
            let known = self
                .situation
                .events
                .get(&last)
                .is_some_and(|event| event.starts.is_some());
            let Some(dates) = written.get(&last).filter(|_| !known) else {
                chain.pop();
                continue;
            };
            let date = match &dates.starts {
                None => None,
                Some(Dating::After {
                    event: before,
                    length,
                    text,
                    place,
                }) => {
                    let of = self
                        .situation
                        .events
                        .get(before)
                        .and_then(|event| event.starts.clone());
                    match of {
                        Some(of) => Some(date_after(&of, *length, text.clone())),
                        None if chain.contains(before) => {
                            return Err(ResolveError::DateLoop {
                                place: *place,
                                events: chain,
                            });
                        }
                        None if written.get(before).is_some_and(|d| d.starts.is_some()) => {
                            chain.push(*before);
                            continue;
                        }
                        None => {
                            return Err(ResolveError::UndatedEvent {
                                place: *place,
                                event: *before,
                            });
                        }
                    }
                }
                Some(other) => Some(self.date(other)?),
            };
            if let Some(row) = self.situation.events_mut().get_mut(&last) {
                row.starts = date;
            }
            chain.pop();
        }
        Ok(())
    }

    /// Dates an event that stands for others.
    pub(crate) fn date_for_now(
        &mut self,
        event: EntityId,
        (starts, ends): (Option<Date>, Option<Date>),
    ) {
        let origin = super::collect::nowhere();
        let dated = Event {
            starts,
            ends,
            origin,
        };
        self.situation.events_mut().insert(event, dated);
    }

    fn event_time(&self, event: EntityId) -> (Option<Date>, Option<Date>) {
        self.situation
            .events
            .get(&event)
            .map_or((None, None), |event| {
                (event.starts.clone(), event.ends.clone())
            })
    }

    /// A role, or what the event begins or ends.
    pub(crate) fn tell_of_event(
        &mut self,
        event: EntityId,
        told: &Told,
        draft: &Draft,
        telling: Telling<'_>,
        out: &mut Additions,
    ) -> Result<(), ResolveError> {
        let outer = self.outer(draft, telling);
        let line = draft.lines.get(told.line).cloned().unwrap_or_default();
        let clauses = told.own.within(&line).within(&outer);
        let sentences = self.sentences(&told.reading)?;
        if told.role == Role::Ends {
            return self.ends(event, told, &clauses, sentences, out);
        }
        let (starts, _) = self.event_time(event);
        let (when, held) = if told.role == Role::Begins && told.own.is_dated() {
            self.when(&told.own, told.place)?
        } else {
            let when = starts.map_or(When::Always, When::Since);
            let held = held_when(&when);
            (when, held)
        };
        let views = self.views(told, &clauses)?;
        self.put(
            Putting {
                sentences,
                sign: told.sign,
                clauses: &clauses,
                views,
                when,
                held,
                turn: Turn::Never,
                standing: telling.standing,
                event: Some(event),
                place: told.place,
            },
            out,
        )
    }

    fn ends(
        &mut self,
        event: EntityId,
        told: &Told,
        clauses: &Clauses,
        sentences: Vec<Sentence>,
        out: &mut Additions,
    ) -> Result<(), ResolveError> {
        if told.sign == Sign::Against {
            return Err(ResolveError::Expected {
                place: told.place,
                what: "an event ends what holds, not a denial",
                form: Some("ends NAME phrase NAME"),
            });
        }
        let (starts, ends) = self.event_time(event);
        let own = match told.own.on.as_ref().or(told.own.since.as_ref()) {
            Some(dating) => {
                let date = self.date(dating)?;
                self.note_date(&date, told.place);
                Some(date)
            }
            None => None,
        };
        let at = match own {
            Some(date) => Some(date),
            None if told.own.at_its_end => ends,
            None => starts.clone(),
        };
        let cited = clauses
            .per
            .iter()
            .find_map(|cited| cited.sources.first().map(|source| (cited, *source)));
        let evidence = self.evidence(clauses.likelihood, cited)?;
        if evidence.likelihood == Likelihood::NEVER {
            return Ok(());
        }
        let marking = match &clauses.marking {
            Some(level) => Some(self.marking_level(level)?),
            None => None,
        };
        let origin = self.origin(told.place);
        out.endings
            .extend(sentences.into_iter().map(|sentence| Ending {
                event,
                sentence,
                at: at.clone(),
                likelihood: evidence.likelihood,
                event_starts: starts.clone(),
                source: evidence.source,
                marking: marking.clone(),
                origin: origin.clone(),
            }));
        Ok(())
    }

    /// What every event says by being declared: that it happened, when it was under way, when it began and ended, and what it led to.
    pub(crate) fn tell_event(
        &mut self,
        event: EntityId,
        draft: &Draft,
        (telling, facts): (Telling<'_>, Facts),
        place: Place,
        out: &mut Additions,
    ) -> Result<(), ResolveError> {
        let clauses = self.outer(draft, telling);
        let known = self.situation.known;
        let (starts, ends) = self.event_time(event);
        let since = starts.clone().map_or(When::Always, When::Since);
        let me = Value::Entity(event);
        let of = |relation: RelationId, rest: Option<Value>| Sentence {
            relation,
            args: std::iter::once(me.clone()).chain(rest).collect(),
        };
        let mut all: Vec<(Sentence, When)> = Vec::new();
        if facts == Facts::All {
            all.push((of(known.happened, None), since.clone()));
        }
        if facts == Facts::All
            && let Some(starts) = starts
        {
            let during = match &ends {
                Some(ends) if *ends == starts => When::On(starts.clone()),
                Some(ends) => When::Between(starts.clone(), ends.clone()),
                None => When::Since(starts.clone()),
            };
            all.push((of(known.under_way, None), during));
            let date = Value::Date(starts.covers);
            all.push((of(known.starts_on, Some(date)), since.clone()));
            if let Some(ends) = ends {
                let date = Value::Date(ends.covers);
                all.push((of(known.ends_on, Some(date)), since.clone()));
            }
        }
        for (events, _) in &draft.led_to {
            for other in events {
                all.push((of(known.led_to, Some(Value::Entity(*other))), since.clone()));
            }
        }
        for (sentence, when) in all {
            let held = held_when(&when);
            if held.extent.is_empty() {
                return Err(ResolveError::Expected {
                    place,
                    what: "the event ends before it begins",
                    form: Some("from 2014 to 2016"),
                });
            }
            self.put(
                Putting {
                    sentences: vec![sentence],
                    sign: Sign::For,
                    clauses: &clauses,
                    views: vec![(None, None)],
                    when,
                    held,
                    turn: Turn::Never,
                    standing: telling.standing,
                    event: Some(event),
                    place,
                },
                out,
            )?;
        }
        Ok(())
    }
}
