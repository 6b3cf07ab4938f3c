//! A whole segment, the stretch between two commas. Takes its tokens, gives the sentence that leads it and the clauses behind it,
//! so that every word is used.
//!
//! Where a clause or a role begins there may be several ways to read it; they are tried in order, and the first that lets the
//! rest be read is taken. A position from which the rest cannot be read is tried once.

use super::choose::choose;
use super::clauses::{Cited, Clause};
use super::dates::Dating;
use super::error::ResolveError;
use super::lines::{Manner, Role};
use super::segment::{Context, Reader, Reading, Relating};
use super::source::SourceClause;
use super::vocabulary::Number;
use super::words::Run;
use crate::model::{EntityId, Kinds, RelationId, Sign};
use crate::source::Place;
use std::collections::HashSet;

/// More parts than anybody writes between two commas: the search goes no deeper.
const MOST_PARTS: usize = 200;

/// What a segment is made of.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Part {
    /// A sentence.
    Sentence {
        reading: Reading,
        sign: Sign,
        role: Role,
    },
    /// A clause.
    Clause(Clause),
    /// `led to EVENT`
    LedTo(Vec<EntityId>, Place),
    /// Grades and descent of a source.
    Source(SourceClause, Place),
    /// `also NAME`: collected before.
    Alias,
    /// `and a KIND`, collected before; or words that say nothing of the world.
    FurtherKind,
    /// Further names of the list before the comma.
    MoreNames(Vec<EntityId>),
    /// A further ground of a `because`.
    MoreGrounds(Reading),
    /// Further sources of a `per`.
    MoreCited(Cited),
    /// Further parties of an `according to`.
    MoreParties(Vec<EntityId>, Option<Dating>),
}

/// How far the reading of a segment came, and what stopped it.
#[derive(Clone, Debug)]
pub(crate) struct Stuck {
    pub(crate) at: usize,
    pub(crate) error: Option<ResolveError>,
}

impl Stuck {
    pub(crate) fn at(at: usize) -> Stuck {
        Stuck { at, error: None }
    }

    pub(crate) fn on(at: usize, error: ResolveError) -> Stuck {
        Stuck {
            at,
            error: Some(error),
        }
    }

    /// Keeps the one that came further; of equals, one that knows why.
    pub(crate) fn further(&mut self, other: Stuck) {
        if other.at > self.at || (self.error.is_none() && other.at == self.at) {
            *self = other;
        }
    }
}

impl Reader<'_> {
    /// Clauses, and of an event its roles, that use all words from a position on.
    pub(crate) fn cover(
        &self,
        run: &Run<'_>,
        from: usize,
        manner: Manner<'_>,
        context: &Context<'_>,
    ) -> Result<Vec<Part>, Stuck> {
        let mut dead = HashSet::new();
        let mut stuck = Stuck::at(from);
        let mut parts = Vec::new();
        if self.cover_from(
            run, from, manner, context, &mut parts, &mut dead, &mut stuck,
        ) {
            Ok(parts)
        } else {
            Err(stuck)
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a search carries its memory along"
    )]
    fn cover_from(
        &self,
        run: &Run<'_>,
        at: usize,
        manner: Manner<'_>,
        context: &Context<'_>,
        parts: &mut Vec<Part>,
        dead: &mut HashSet<usize>,
        stuck: &mut Stuck,
    ) -> bool {
        if at >= run.len() {
            return true;
        }
        if dead.contains(&at) {
            return false;
        }
        if parts.len() >= MOST_PARTS {
            stuck.further(Stuck::at(at));
            return false;
        }
        match self.parts_at(run, at, manner, context) {
            Ok(ways) => {
                for (part, end) in ways {
                    parts.push(part);
                    if self.cover_from(run, end, manner, context, parts, dead, stuck) {
                        return true;
                    }
                    parts.pop();
                }
                stuck.further(Stuck::at(at));
            }
            Err(error) => stuck.further(Stuck::on(at, error)),
        }
        dead.insert(at);
        false
    }

    /// Everything that may stand at a position behind a sentence.
    fn parts_at(
        &self,
        run: &Run<'_>,
        at: usize,
        manner: Manner<'_>,
        context: &Context<'_>,
    ) -> Result<Vec<(Part, usize)>, ResolveError> {
        let mut ways: Vec<(Part, usize)> = Vec::new();
        match manner {
            Manner::Event => self.event_parts(run, at, context, &mut ways)?,
            Manner::Source => {
                for (clause, end) in self.source_clauses_at(run, at, context)? {
                    ways.push((Part::Source(clause, run.place(at, end)), end));
                }
            }
            Manner::Clauses => {
                for (clause, end) in self.scenario_clauses_at(run, at, context)? {
                    ways.push((clause.map_or(Part::FurtherKind, Part::Clause), end));
                }
            }
            Manner::Sentence | Manner::Declaration | Manner::Shape(_) => {}
        }
        let declares = matches!(manner, Manner::Declaration | Manner::Event | Manner::Source);
        if declares && run.is(at, "also") {
            ways.push((Part::Alias, run.len()));
        }
        // `is a state and a place`: the further kind was collected before.
        if declares && run.is(at, "and") && (run.is(at + 1, "a") || run.is(at + 1, "an")) {
            for (end, _) in self.vocabulary.kinds.at(run, at + 2, Number::One) {
                ways.push((Part::FurtherKind, end));
            }
        }
        match self.clauses_at(run, at, context) {
            Ok(clauses) => ways.extend(
                clauses
                    .into_iter()
                    .map(|(clause, end)| (Part::Clause(clause), end)),
            ),
            Err(error) if ways.is_empty() => return Err(error),
            Err(_) => {}
        }
        Ok(ways)
    }

    /// `begins S`, `ends S`, `led to EVENT`, and the roles.
    fn event_parts(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
        ways: &mut Vec<(Part, usize)>,
    ) -> Result<(), ResolveError> {
        let role = match run.word(at) {
            Some("begins") => Some(Role::Begins),
            Some("ends") if !run.is(at + 1, "on") => Some(Role::Ends),
            _ => None,
        };
        if let Some(role) = role {
            return self.told_by_event(run, at + 1, role, context, ways);
        }
        if run.is(at, "led") && run.is(at + 1, "to") {
            for (events, end) in self.name_lists(run, at + 2, Kinds::EVENT, context.spelling) {
                ways.push((Part::LedTo(events, run.place(at, end)), end));
            }
            if ways.is_empty() {
                self.told_by_event(run, at + 2, Role::Begins, context, ways)?;
            }
            return Ok(());
        }
        for reading in self.prefixes(run, at, context).readings {
            if let Relating::Relation(relation) = reading.of
                && self.is_role(relation)
            {
                let end = reading.end;
                ways.push((plain(reading), end));
            }
        }
        Ok(())
    }

    /// A sentence that an event begins or ends; it has a subject of its own.
    fn told_by_event(
        &self,
        run: &Run<'_>,
        at: usize,
        role: Role,
        context: &Context<'_>,
        ways: &mut Vec<(Part, usize)>,
    ) -> Result<(), ResolveError> {
        let inner = Context {
            subject: None,
            ..*context
        };
        let found = self.prefixes(run, at, &inner);
        if found.readings.is_empty() {
            return Err(self.no_sentence(run, at, run.len(), &inner, found));
        }
        for reading in found.readings {
            let (sign, end) = (reading.sign, reading.end);
            ways.push((
                Part::Sentence {
                    reading,
                    sign,
                    role: role.clone(),
                },
                end,
            ));
        }
        Ok(())
    }

    pub(crate) fn is_role(&self, relation: RelationId) -> bool {
        let known = &self.situation.known;
        [
            known.carries_out,
            known.directed_against,
            known.involves,
            known.takes_place_in,
            known.killed_number,
            known.killed_actor,
            known.led_to,
        ]
        .contains(&relation)
    }

    /// A sentence, or a claim of one, at the beginning of the segment, and clauses behind it.
    pub(crate) fn sentence_led(
        &self,
        run: &Run<'_>,
        manner: Manner<'_>,
        context: &Context<'_>,
    ) -> Result<Vec<Part>, Stuck> {
        if run.is(0, "deny") && context.subject.is_some() {
            return self.led_by(run, 1, manner, context).map(|mut parts| {
                if let Some(Part::Sentence { sign, .. }) = parts.first_mut() {
                    *sign = sign.turned();
                }
                parts
            });
        }
        let claims = self.claims(run, context);
        let mut stuck = Stuck::at(0);
        for claim in claims {
            let inner = Context {
                subject: None,
                ..*context
            };
            match self.led_by(run, claim.end, manner, &inner) {
                Ok(mut parts) => {
                    if let Some(Part::Sentence { sign, role, .. }) = parts.first_mut() {
                        if claim.sign == Sign::Against {
                            *sign = sign.turned();
                        }
                        *role = Role::Claim {
                            who: claim.who,
                            said: claim.said,
                        };
                    }
                    return Ok(parts);
                }
                Err(Stuck { error: None, .. }) => {
                    let found = self.prefixes(run, claim.end, &inner);
                    let error = self.no_sentence(run, claim.end, run.len(), &inner, found);
                    stuck.further(Stuck::on(run.len(), error));
                }
                Err(led) => stuck.further(led),
            }
        }
        match self.led_by(run, 0, manner, context) {
            Ok(parts) => Ok(parts),
            Err(led) => {
                stuck.further(led);
                Err(stuck)
            }
        }
    }

    fn led_by(
        &self,
        run: &Run<'_>,
        from: usize,
        manner: Manner<'_>,
        context: &Context<'_>,
    ) -> Result<Vec<Part>, Stuck> {
        let found = self.prefixes(run, from, context);
        self.best_led(run, from, manner, context, found)
    }

    /// The same for a statement shape.
    pub(crate) fn shape_led(
        &self,
        keyword: &str,
        run: &Run<'_>,
        manner: Manner<'_>,
        context: &Context<'_>,
    ) -> Result<Vec<Part>, ResolveError> {
        let Some(found) = self.shape(keyword, run, context) else {
            return Err(ResolveError::NoShape {
                place: run.place(0, run.len()),
                keyword: keyword.to_string(),
            });
        };
        self.best_led(run, 0, manner, context, found)
            .map_err(|stuck| {
                stuck.error.unwrap_or_else(|| {
                    let again = self.shape(keyword, run, context).unwrap_or_default();
                    let wordings = self.vocabulary.shapes.get(keyword);
                    let wordings = wordings.unwrap_or(&self.vocabulary.wordings);
                    self.no_sentence_by(wordings, run, (0, run.len()), context, again)
                })
            })
    }

    /// Of the readings that let the rest be read as clauses, the best.
    fn best_led(
        &self,
        run: &Run<'_>,
        from: usize,
        manner: Manner<'_>,
        context: &Context<'_>,
        found: super::segment::Findings,
    ) -> Result<Vec<Part>, Stuck> {
        let mut stuck = Stuck::at(from);
        let mut whole: Vec<Reading> = Vec::new();
        let mut rests: Vec<(usize, Vec<Part>)> = Vec::new();
        for reading in &found.readings {
            let end = reading.end;
            if rests.iter().any(|(at, _)| *at == end) {
                whole.push(reading.clone());
                continue;
            }
            match self.cover(run, end, manner, context) {
                Ok(parts) => {
                    rests.push((end, parts));
                    whole.push(reading.clone());
                }
                Err(covered) => stuck.further(covered),
            }
        }
        if let Some(error) = found.trouble
            && whole.is_empty()
        {
            stuck.further(Stuck::on(from + 1, error));
        }
        match choose(whole) {
            Some(Ok(best)) => {
                let rest = rests
                    .into_iter()
                    .find(|(end, _)| *end == best.end)
                    .map(|(_, parts)| parts)
                    .unwrap_or_default();
                let mut parts = vec![plain(best)];
                parts.extend(rest);
                Ok(parts)
            }
            Some(Err(error)) => Err(Stuck::on(run.len(), error)),
            None => {
                // A reading that was put aside for its kinds and would have used every word is the one that was meant.
                if stuck.error.is_none()
                    && let Some((_, misfit)) = found
                        .misfits
                        .iter()
                        .filter(|(end, _)| self.cover(run, *end, manner, context).is_ok())
                        .max_by_key(|(_, misfit)| misfit.phrase_words)
                {
                    return Err(Stuck::on(run.len(), self.misfit(run, misfit)));
                }
                Err(stuck)
            }
        }
    }
}

fn plain(reading: Reading) -> Part {
    let sign = reading.sign;
    Part::Sentence {
        reading,
        sign,
        role: Role::Plain,
    }
}
