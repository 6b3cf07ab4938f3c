//! Sources. Takes the clauses of a `source` statement, gives grades, author, date and descent.

use super::error::ResolveError;
use super::front::Front;
use super::guess::unknown_name;
use super::lines::Draft;
use super::segment::{Context, Reader};
use super::words::Run;
use crate::model::{EntityId, KindId, Kinds, Replacement, SourceId};
use crate::source::Place;

/// What only a source says of itself.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum SourceClause {
    /// `reliability C`
    Reliability(String),
    /// `credibility 2`
    Credibility(String),
    /// `by ACTOR`
    By(Vec<EntityId>),
    /// `derived from SOURCE`
    DerivedFrom(Vec<EntityId>),
    /// `derived in part from SOURCE`
    DerivedInPartFrom(Vec<EntityId>),
    /// `replaces SOURCE`
    Replaces(Vec<EntityId>),
}

impl SourceClause {
    /// Whether more names may follow after a comma.
    pub(crate) fn is_list(&self) -> bool {
        !matches!(
            self,
            SourceClause::Reliability(_) | SourceClause::Credibility(_)
        )
    }

    /// Of which kind the names are.
    pub(crate) fn kind(&self) -> KindId {
        match self {
            SourceClause::By(_) => Kinds::ACTOR,
            SourceClause::Reliability(_)
            | SourceClause::Credibility(_)
            | SourceClause::DerivedFrom(_)
            | SourceClause::DerivedInPartFrom(_)
            | SourceClause::Replaces(_) => Kinds::SOURCE,
        }
    }

    /// Adds names after a comma.
    pub(crate) fn extend(&mut self, names: Vec<EntityId>) {
        match self {
            SourceClause::By(all)
            | SourceClause::DerivedFrom(all)
            | SourceClause::DerivedInPartFrom(all)
            | SourceClause::Replaces(all) => all.extend(names),
            SourceClause::Reliability(_) | SourceClause::Credibility(_) => {}
        }
    }
}

impl Reader<'_> {
    /// Every clause of a source that may begin at a position.
    pub(crate) fn source_clauses_at(
        &self,
        run: &Run<'_>,
        at: usize,
        context: &Context<'_>,
    ) -> Result<Vec<(SourceClause, usize)>, ResolveError> {
        type Make = fn(Vec<EntityId>) -> SourceClause;
        let grade: Option<fn(String) -> SourceClause> = match run.word(at) {
            Some("reliability") => Some(SourceClause::Reliability),
            Some("credibility") => Some(SourceClause::Credibility),
            _ => None,
        };
        if let Some(make) = grade {
            return Ok(run
                .word(at + 1)
                .or(run.cell(at + 1))
                .map(|letter| (make(letter.to_string()), at + 2))
                .into_iter()
                .collect());
        }
        let (make, start): (Make, usize) = match run.word(at) {
            Some("by") => (SourceClause::By, at + 1),
            Some("replaces") => (SourceClause::Replaces, at + 1),
            Some("derived") if run.is(at + 1, "from") => (SourceClause::DerivedFrom, at + 2),
            Some("derived")
                if run.is(at + 1, "in") && run.is(at + 2, "part") && run.is(at + 3, "from") =>
            {
                (SourceClause::DerivedInPartFrom, at + 4)
            }
            _ => return Ok(Vec::new()),
        };
        let kind = make(Vec::new()).kind();
        let lists = self.name_lists(run, start, kind, context.spelling);
        if lists.is_empty() {
            return Err(unknown_name(self, run, start, Some(kind)));
        }
        Ok(lists
            .into_iter()
            .map(|(names, end)| (make(names), end))
            .collect())
    }
}

impl Front<'_> {
    /// Writes down what a `source` statement says of its source. Its date is the statement's.
    pub(crate) fn describe_source(
        &mut self,
        entity: EntityId,
        draft: &Draft,
        place: Place,
    ) -> Result<(), ResolveError> {
        let Some(id) = self.source_of.get(&entity).copied() else {
            return Ok(());
        };
        let whole = &draft.whole;
        if let Some(dating) = whole
            .on
            .as_ref()
            .or(whole.since.as_ref())
            .or(whole.until.as_ref())
        {
            let date = self.date(dating)?;
            self.note_date(&date, place);
            let row = &mut self.situation.sources[id];
            row.dated = Some(date.covers);
            row.date = Some(date);
        }
        for (clause, at) in &draft.source {
            match clause {
                SourceClause::Reliability(letter) => {
                    let grade = self.grade(&self.situation.scales.reliability, letter, *at)?;
                    let row = &mut self.situation.sources[id];
                    row.rated = grade.letter != "F";
                    row.reliability = Some(grade);
                }
                SourceClause::Credibility(letter) => {
                    let grade = self.grade(&self.situation.scales.credibility, letter, *at)?;
                    self.situation.sources[id].credibility = Some(grade);
                }
                SourceClause::By(who) => {
                    let row = &mut self.situation.sources[id];
                    row.by.extend(who);
                }
                SourceClause::DerivedFrom(all) => {
                    let all = self.numbers(all);
                    self.situation.sources[id].derived_from.extend(all);
                }
                SourceClause::DerivedInPartFrom(all) => {
                    let all = self.numbers(all);
                    self.situation.sources[id].derived_in_part_from.extend(all);
                }
                SourceClause::Replaces(all) => {
                    for older in self.numbers(all) {
                        let replacement = Replacement { older, newer: id };
                        if !self.situation.replacements.contains(&replacement) {
                            self.situation.replacements.push(replacement);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn numbers(&self, all: &[EntityId]) -> Vec<SourceId> {
        all.iter()
            .filter_map(|entity| self.source_of.get(entity).copied())
            .collect()
    }
}
