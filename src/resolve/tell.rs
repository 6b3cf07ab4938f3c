//! From a statement that was read to what it states. Takes sentences with the clauses that reach them, gives the items of evidence:
//! one for each source and each view, the turn of a low likelihood made.

use super::clauses::Cited;
use super::dates::Dating;
use super::error::ResolveError;
use super::front::Front;
use super::lines::{Draft, Role, Told};
use super::names::Content;
use super::scope::Clauses;
use super::segment::Relating;
use crate::model::{
    Additions, EntityId, Sentence, Sign, Signed, SourceId, Standing, Stated, Value, When, Words,
};
use crate::source::Place;
use crate::time::{Clause, Held, Likelihood, Span, held};
use std::sync::Arc;

/// A stated likelihood below this, ICD 203's *unlikely* and under, is evidence against.
const TURNS_BELOW: u16 = 4_500;

/// What a statement's sentences are told under.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telling<'t> {
    pub(crate) standing: Standing,
    /// The clauses of the `scenario` line.
    pub(crate) file: &'t Clauses,
    /// The event or source that the statement declares: its date is its own, and no sentence's.
    pub(crate) declares: Declares,
}

/// What a statement declares, as far as its clauses differ for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Declares {
    /// Nothing.
    Nothing,
    /// An actor, a place, a thing.
    Other,
    /// A source.
    Source,
    /// An event.
    Event(EntityId),
}

/// Whether a low likelihood is read as evidence against.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Turn {
    /// A sentence or a claim.
    Below45,
    /// An event, and what it begins or ends.
    Never,
}

/// One sentence or several, ready to be put down as items.
pub(crate) struct Putting<'p> {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) sign: Sign,
    pub(crate) clauses: &'p Clauses,
    pub(crate) views: Vec<View>,
    pub(crate) when: When,
    pub(crate) held: Held,
    pub(crate) turn: Turn,
    pub(crate) standing: Standing,
    pub(crate) event: Option<EntityId>,
    pub(crate) place: Place,
}

/// In whose view a sentence is told, none being our own; and when it was said.
pub(crate) type View = (Option<EntityId>, Option<Span>);

/// What a source makes of a sentence.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Evidence {
    pub(crate) likelihood: Likelihood,
    pub(crate) source: Option<SourceId>,
    pub(crate) unrated: bool,
}

impl Front<'_> {
    /// Tells a whole statement.
    pub(crate) fn tell(
        &mut self,
        draft: &Draft,
        telling: Telling<'_>,
        out: &mut Additions,
    ) -> Result<(), ResolveError> {
        // What declares a name and says nothing of it has no statement to carry its marking.
        if let Some(level) = &draft.whole.marking {
            self.marking_level(level)?;
        }
        let outer = self.outer(draft, telling);
        for told in &draft.told {
            let line = draft.lines.get(told.line).cloned().unwrap_or_default();
            let clauses = told.own.within(&line).within(&outer);
            match (telling.declares, &told.role) {
                (Declares::Nothing, Role::Plain | Role::Claim { .. }) => {}
                (_, Role::Plain) if is_declared_kind(told, telling.declares) => continue,
                (Declares::Event(event), _) if self.is_events(told) => {
                    self.tell_of_event(event, told, draft, telling, out)?;
                    continue;
                }
                _ => {}
            }
            let inherited = told.own.likelihood.is_none() && line.likelihood.is_none();
            let turn = match telling.declares {
                // The likelihood of an event turns nothing round.
                Declares::Event(_) if inherited => Turn::Never,
                _ => Turn::Below45,
            };
            self.tell_one(told, &clauses, telling, turn, out)?;
        }
        Ok(())
    }

    /// The clauses that reach the whole statement, and behind them those of the file.
    pub(crate) fn outer(&self, draft: &Draft, telling: Telling<'_>) -> Clauses {
        let mut whole = draft.whole.clone();
        if matches!(telling.declares, Declares::Event(_) | Declares::Source) {
            whole.since = None;
            whole.until = None;
            whole.on = None;
        }
        let mut file = telling.file.clone();
        if telling.standing == Standing::Assumption {
            file.per.clear();
        }
        whole.within(&file)
    }

    fn is_events(&self, told: &Told) -> bool {
        match told.role {
            Role::Begins | Role::Ends => true,
            Role::Claim { .. } => false,
            Role::Plain => match told.reading.of {
                Relating::Relation(relation) => {
                    self.reader().is_role(relation) && !told.own.is_dated()
                }
                _ => false,
            },
        }
    }

    fn tell_one(
        &mut self,
        told: &Told,
        clauses: &Clauses,
        telling: Telling<'_>,
        turn: Turn,
        out: &mut Additions,
    ) -> Result<(), ResolveError> {
        let views = self.views(told, clauses)?;
        if let Relating::Change(_) = told.reading.of {
            return self.change_of_side(told, clauses, views, telling, out);
        }
        let sentences = self.sentences(&told.reading)?;
        let (when, held) = self.when(clauses, told.place)?;
        self.put(
            Putting {
                sentences,
                sign: told.sign,
                clauses,
                views,
                when,
                held,
                turn,
                standing: telling.standing,
                event: None,
                place: told.place,
            },
            out,
        )
    }

    /// `allegiance X from A to B on D`: the first until D, the second since D.
    fn change_of_side(
        &mut self,
        told: &Told,
        clauses: &Clauses,
        views: Vec<View>,
        telling: Telling<'_>,
        out: &mut Additions,
    ) -> Result<(), ResolveError> {
        let Some(dating) = clauses.on.as_ref().or(clauses.since.as_ref()) else {
            return Err(ResolveError::Expected {
                place: told.place,
                what: "a change of side needs its date",
                form: Some("allegiance X from A to B on 2014-10"),
            });
        };
        let date = self.date(dating)?;
        self.note_date(&date, told.place);
        let mut halves = Vec::new();
        for kept in [1, 2] {
            let mut half = told.reading.clone();
            half.of = Relating::Relation(self.relation(told.reading.of));
            half.slots = [0, kept]
                .iter()
                .filter_map(|slot| told.reading.slots.get(*slot).cloned())
                .collect();
            halves.push(half);
        }
        let times = [
            (When::Until(date.clone()), held(Clause::Until(&date))),
            (When::Since(date.clone()), held(Clause::Since(&date))),
        ];
        for (half, (when, held)) in halves.iter().zip(times) {
            let sentences = self.sentences(half)?;
            self.put(
                Putting {
                    sentences,
                    sign: told.sign,
                    clauses,
                    views: views.clone(),
                    when,
                    held,
                    turn: Turn::Below45,
                    standing: telling.standing,
                    event: None,
                    place: told.place,
                },
                out,
            )?;
        }
        Ok(())
    }

    /// In whose views a sentence is told, with the date of saying.
    pub(crate) fn views(
        &mut self,
        told: &Told,
        clauses: &Clauses,
    ) -> Result<Vec<View>, ResolveError> {
        let mut out = Vec::new();
        if let Role::Claim { who, said } = &told.role {
            let said = self.said_on(said.as_ref(), told.place)?;
            for content in who {
                if let Content::Value(Value::Entity(entity)) = content {
                    out.push((Some(*entity), said));
                }
            }
            return Ok(out);
        }
        for (who, said) in &clauses.according {
            let said = self.said_on(said.as_ref(), told.place)?;
            out.extend(who.iter().map(|entity| (Some(*entity), said)));
        }
        if out.is_empty() {
            out.push((None, None));
        }
        Ok(out)
    }

    fn said_on(
        &mut self,
        dating: Option<&Dating>,
        place: Place,
    ) -> Result<Option<Span>, ResolveError> {
        match dating {
            Some(dating) => {
                let date = self.date(dating)?;
                self.note_date(&date, place);
                Ok(Some(date.covers))
            }
            None => Ok(None),
        }
    }

    /// When a sentence holds, by its clauses.
    pub(crate) fn when(
        &mut self,
        clauses: &Clauses,
        place: Place,
    ) -> Result<(When, Held), ResolveError> {
        let (mut since, mut until, mut on) = (None, None, None);
        if let Some(dating) = &clauses.on {
            match dating {
                Dating::Interval(from, to) => (since, until) = (from.clone(), to.clone()),
                other => on = Some(self.date(other)?),
            }
        }
        if let Some(dating) = &clauses.since {
            since = Some(self.date(dating)?);
        }
        if let Some(dating) = &clauses.until {
            until = Some(self.date(dating)?);
        }
        for date in [&since, &until, &on].into_iter().flatten() {
            self.note_date(date, place);
        }
        let when = match (on, since, until) {
            (Some(on), None, None) => When::On(on),
            (_, Some(from), Some(to)) => When::Between(from, to),
            (_, Some(from), None) => When::Since(from),
            (_, None, Some(to)) => When::Until(to),
            (None, None, None) => When::Always,
        };
        let held = held_when(&when);
        if held.extent.is_empty() {
            return Err(ResolveError::Expected {
                place,
                what: "the end comes before the beginning",
                form: Some("from 2014 to 2016"),
            });
        }
        Ok((when, held))
    }

    /// What a likelihood, a grade or neither makes of a sentence: what is stated goes before the report's grade, that before the
    /// source's.
    pub(crate) fn evidence(
        &self,
        stated: Option<Likelihood>,
        cited: Option<(&Cited, EntityId)>,
    ) -> Result<Evidence, ResolveError> {
        let Some((cited, entity)) = cited else {
            return Ok(Evidence {
                likelihood: stated.unwrap_or(Likelihood::CERTAIN),
                source: None,
                unrated: false,
            });
        };
        let source = self.source_of.get(&entity).copied();
        let row = source.and_then(|source| self.situation.sources.get(source));
        let of_report = match &cited.credibility {
            Some((letter, place)) => {
                Some(self.grade(&self.situation.scales.credibility, letter, *place)?)
            }
            None => row.and_then(|row| row.credibility.clone()),
        };
        let of_source = row.and_then(|row| row.reliability.clone());
        let likelihood = stated
            .or(of_report.as_ref().map(|grade| grade.likelihood))
            .or(of_source.as_ref().map(|grade| grade.likelihood))
            .unwrap_or(Likelihood::CERTAIN);
        let unrated = match &of_report {
            Some(grade) => grade.letter == "6",
            None => of_source.as_ref().is_some_and(|grade| grade.letter == "F"),
        };
        Ok(Evidence {
            likelihood,
            source,
            unrated,
        })
    }

    /// A grade of a scale.
    pub(crate) fn grade(
        &self,
        scale: &crate::model::Scale,
        letter: &str,
        place: Place,
    ) -> Result<crate::model::Grade, ResolveError> {
        scale
            .get(letter)
            .cloned()
            .ok_or_else(|| ResolveError::UnknownGrade {
                place,
                text: letter.to_string(),
                known: scale.keys().cloned().collect(),
            })
    }

    /// Puts sentences down as items.
    pub(crate) fn put(
        &mut self,
        putting: Putting<'_>,
        out: &mut Additions,
    ) -> Result<(), ResolveError> {
        let origin = self.origin(putting.place);
        let words = self.words(putting.clauses)?;
        let shared = Arc::new(words.clone());
        let mut cited: Vec<Option<(&Cited, EntityId)>> = putting
            .clauses
            .per
            .iter()
            .flat_map(|cited| {
                cited
                    .sources
                    .iter()
                    .map(move |source| Some((cited, *source)))
            })
            .collect();
        if cited.is_empty() {
            cited.push(None);
        }
        for of in cited {
            let evidence = self.evidence(putting.clauses.likelihood, of)?;
            let words = match of.and_then(|(cited, _)| cited.passage.clone()) {
                Some(passage) => Arc::new(Words {
                    passage: Some(passage),
                    ..words.clone()
                }),
                None => Arc::clone(&shared),
            };
            let said_by_source = match of.and_then(|(cited, _)| cited.said.as_ref()) {
                Some(dating) => self.said_on(Some(dating), putting.place)?,
                None => None,
            };
            let stated = putting.clauses.likelihood.is_some();
            let turns = stated
                && putting.turn == Turn::Below45
                && evidence.likelihood.ten_thousandths() < TURNS_BELOW;
            let (sign, likelihood) = if turns {
                (putting.sign.turned(), evidence.likelihood.complement())
            } else {
                (putting.sign, evidence.likelihood)
            };
            if likelihood == Likelihood::NEVER {
                continue;
            }
            for (view, said) in &putting.views {
                for sentence in &putting.sentences {
                    out.stated.push(Stated {
                        sentence: sentence.clone(),
                        sign,
                        extent: putting.held.extent,
                        core: putting.held.core,
                        when: putting.when.clone(),
                        likelihood,
                        source: evidence.source,
                        unrated: evidence.unrated,
                        said: said.or(said_by_source),
                        view: *view,
                        standing: putting.standing,
                        event: putting.event,
                        likelihood_stated: stated,
                        words: Arc::clone(&words),
                        origin: origin.clone(),
                    });
                    let ours = view.is_none() && sign == Sign::For;
                    if ours && likelihood == Likelihood::CERTAIN {
                        self.same(sentence, out);
                    }
                }
            }
        }
        Ok(())
    }

    /// `A is the same as B`.
    fn same(&self, sentence: &Sentence, out: &mut Additions) {
        if self.situation.is_sameness(sentence.relation)
            && let [Value::Entity(a), Value::Entity(b)] = sentence.args.as_slice()
            && a != b
        {
            out.same.push((*a, *b));
        }
    }

    /// The words that go with a statement.
    pub(crate) fn words(&mut self, clauses: &Clauses) -> Result<Words, ResolveError> {
        let mut because = Vec::new();
        for reading in &clauses.because {
            let sign = reading.sign;
            for sentence in self.sentences(reading)? {
                because.push(Signed { sign, sentence });
            }
        }
        Ok(Words {
            quotes: clauses.quotes.clone(),
            notes: clauses.notes.clone(),
            passage: None,
            because,
            marking: match &clauses.marking {
                Some(level) => Some(self.marking_level(level)?),
                None => None,
            },
        })
    }

    /// `AMBER` is `TLP:AMBER`.
    pub(crate) fn marking_level(
        &self,
        (level, place): &(String, Place),
    ) -> Result<String, ResolveError> {
        let scales = &self.situation.scales;
        let known = scales.marking(level).map(str::to_owned);
        known.ok_or_else(|| ResolveError::UnknownMarking {
            place: *place,
            text: level.clone(),
            known: scales.markings.clone(),
        })
    }
}

/// Whether a sentence of a declaration only says what was declared.
fn is_declared_kind(told: &Told, declares: Declares) -> bool {
    let timeless =
        !told.own.is_dated() && told.own.likelihood.is_none() && told.own.according.is_empty();
    matches!(told.reading.of, Relating::Kind(_))
        && told.sign == Sign::For
        && (timeless || matches!(declares, Declares::Event(_) | Declares::Source))
}

/// The extent and core of what was written.
pub(crate) fn held_when(when: &When) -> Held {
    held(match when {
        When::Always => Clause::Always,
        When::Since(date) => Clause::Since(date),
        When::Until(date) => Clause::Until(date),
        When::Between(from, to) => Clause::Between(from, to),
        When::On(date) => Clause::On(date),
    })
}
