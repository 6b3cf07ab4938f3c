//! What stood in a line, entered in the draft. Takes the parts of a segment, gives the draft its sentences, names and clauses.
//!
//! A clause goes where it reaches: the sentence before it, the line, or the whole statement.

use super::Manner;
use super::{Lines, Open, Reach, Role, Told};
use crate::model::{EntityId, Sign, Value};
use crate::resolve::clauses::{Cited, Clause};
use crate::resolve::cover::Part;
use crate::resolve::names::Content;
use crate::resolve::scope::Clauses;
use crate::resolve::segment::Relating;

impl Lines<'_, '_> {
    /// Puts what was read where it belongs. Clauses straight after a sentence are its own; after a comma they are the line's.
    pub(super) fn take(&mut self, parts: Vec<Part>) {
        let mut reach = Reach::Line;
        for part in parts {
            match part {
                Part::Sentence {
                    reading,
                    sign,
                    role,
                } => {
                    if self.subject.is_empty() {
                        self.subject = match &role {
                            Role::Claim { who, .. } => who.clone(),
                            _ => reading.subject.clone(),
                        };
                    }
                    let is_kind = matches!(reading.of, Relating::Kind(_))
                        && role == Role::Plain
                        && sign == Sign::For;
                    let place = reading.place;
                    self.draft.told.push(Told {
                        reading,
                        sign,
                        role,
                        own: Clauses::default(),
                        line: self.line,
                        place,
                    });
                    self.open = Open::LastArgument;
                    // What stands straight after an event's or a source's kind is said of the event or the source.
                    reach = if is_kind && matches!(self.manner, Manner::Event | Manner::Source) {
                        Reach::Whole
                    } else {
                        Reach::Sentence
                    };
                }
                Part::LedTo(events, place) => {
                    self.draft.led_to.push((events, place));
                    self.open = Open::LedTo;
                    reach = Reach::Whole;
                }
                Part::Source(clause, place) => {
                    let list = clause.is_list();
                    self.draft.source.push((clause, place));
                    self.open = if list { Open::Source } else { Open::Nothing };
                    reach = Reach::Whole;
                }
                Part::Alias => {
                    self.in_aliases = true;
                    self.open = Open::Nothing;
                    reach = Reach::Whole;
                }
                Part::Clause(clause) => {
                    let own_time = reach == Reach::Sentence
                        && self.manner == Manner::Event
                        && clause.is_time()
                        && self.draft.told.last().is_some_and(Told::is_event_role);
                    let reach = if own_time { Reach::Whole } else { reach };
                    self.open = match &clause {
                        Clause::Per(_) => Open::Per(reach),
                        Clause::According { .. } => Open::According(reach),
                        Clause::Because(_) => Open::Because(reach),
                        _ if reach == Reach::Sentence => Open::LastArgument,
                        _ => Open::Nothing,
                    };
                    if let Some(clauses) = self.reached(reach) {
                        clauses.put(clause);
                    }
                }
                Part::FurtherKind => {}
                Part::MoreNames(names) => {
                    reach = Reach::Sentence;
                    self.more_names(names);
                }
                Part::MoreGrounds(reading) => {
                    if let Open::Because(of) = self.open {
                        reach = of;
                        if let Some(clauses) = self.reached(of) {
                            clauses.because.push(reading);
                        }
                    }
                }
                Part::MoreCited(more) => {
                    if let Open::Per(of) = self.open {
                        reach = of;
                        if let Some(last) = self.reached(of).and_then(|all| all.per.last_mut()) {
                            more_cited(last, more);
                        }
                    }
                }
                Part::MoreParties(names, said) => {
                    if let Open::According(of) = self.open {
                        reach = of;
                        if let Some((who, when)) =
                            self.reached(of).and_then(|all| all.according.last_mut())
                        {
                            who.extend(names);
                            if said.is_some() {
                                *when = said;
                            }
                        }
                    }
                }
            }
        }
    }

    fn more_names(&mut self, names: Vec<EntityId>) {
        match self.open {
            Open::LedTo => {
                if let Some((all, _)) = self.draft.led_to.last_mut() {
                    all.extend(names);
                }
            }
            Open::Source => {
                if let Some((clause, _)) = self.draft.source.last_mut() {
                    clause.extend(names);
                }
            }
            _ => {
                if let Some(told) = self.draft.told.last_mut()
                    && let Some(slot) = told.reading.last_slot
                    && let Some(list) = told.reading.slots.get_mut(slot)
                {
                    list.extend(
                        names
                            .into_iter()
                            .map(|entity| Content::Value(Value::Entity(entity))),
                    );
                }
            }
        }
    }

    fn reached(&mut self, reach: Reach) -> Option<&mut Clauses> {
        match reach {
            Reach::Sentence => self.draft.told.last_mut().map(|told| &mut told.own),
            Reach::Line => Some(&mut self.clauses),
            Reach::Whole => Some(&mut self.draft.whole),
        }
    }
}

fn more_cited(last: &mut Cited, more: Cited) {
    last.sources.extend(more.sources);
    last.credibility = more.credibility.or(last.credibility.take());
    last.passage = more.passage.or(last.passage.take());
    last.said = more.said.or(last.said.take());
}
