//! Sources whose reports are worth less than they look: those without a grade, and those that draw on one another.

use crate::diagnostic::Diagnostic;
use crate::model::{Sentence, Situation, SourceId};
use crate::phrase::Phrase;
use crate::source::Place;
use indexmap::{IndexMap, IndexSet};

/// Sources that say something and have no grade.
pub(super) fn ungraded(situation: &Situation, found: &mut Vec<Diagnostic>) {
    let speaking: IndexSet<SourceId> = situation
        .told
        .stated
        .iter()
        .filter_map(|stated| stated.source)
        .collect();
    for (id, source) in situation.sources.iter() {
        if source.reliability.is_none() && source.credibility.is_none() && speaking.contains(&id) {
            let name = Phrase::new(situation).entity(source.entity).plain();
            found.push(
                Diagnostic::warning(
                    "ungraded-source",
                    format!("{name} has no grade: what it says counts as certain"),
                    source.origin.place,
                )
                .help("give it one after a comma: reliability C"),
            );
        }
    }
}

/// Sources that draw on themselves, and sentences whose several sources are one.
pub(super) fn circular(situation: &Situation, found: &mut Vec<Diagnostic>) {
    let phrase = Phrase::new(situation);
    let mut told: IndexSet<Vec<SourceId>> = IndexSet::new();
    for (id, source) in situation.sources.iter() {
        let above = ancestors(situation, &source.derived_from);
        if above.contains(&id) {
            let mut ring: Vec<SourceId> = above
                .into_iter()
                .filter(|other| descends(situation, *other, id))
                .collect();
            ring.sort_unstable();
            if told.insert(ring.clone()) {
                let message = format!(
                    "these sources are derived from one another: {}",
                    phrase.sources(&ring).plain()
                );
                found.push(Diagnostic::warning(
                    "circular-reporting",
                    message,
                    source.origin.place,
                ));
            }
        }
    }
    let mut by_sentence: IndexMap<&Sentence, Vec<(SourceId, Place)>> = IndexMap::new();
    for stated in situation
        .told
        .stated
        .iter()
        .filter(|stated| stated.view.is_none())
    {
        if let Some(source) = stated.source {
            by_sentence
                .entry(&stated.sentence)
                .or_default()
                .push((source, stated.origin.place));
        }
    }
    for (sentence, reports) in by_sentence {
        for (at, (later, place)) in reports.iter().enumerate() {
            let tied = reports
                .iter()
                .take(at)
                .find(|(earlier, _)| earlier != later && tied(situation, *earlier, *later));
            if let Some((earlier, before)) = tied {
                let message = format!(
                    "\"{}\" seems to be reported twice, and the two reports are one: {} and {} have a common origin",
                    phrase.sentence(sentence).plain(),
                    phrase.source(*earlier).plain(),
                    phrase.source(*later).plain()
                );
                found.push(
                    Diagnostic::warning("circular-reporting", message, *place)
                        .also(*before, "reported here first"),
                );
            }
        }
    }
}

fn ancestors(situation: &Situation, from: &[SourceId]) -> IndexSet<SourceId> {
    let mut above = IndexSet::new();
    let mut open = from.to_vec();
    while let Some(next) = open.pop() {
        if above.insert(next)
            && let Some(source) = situation.sources.get(next)
        {
            open.extend(&source.derived_from);
        }
    }
    above
}

fn descends(situation: &Situation, one: SourceId, from: SourceId) -> bool {
    situation
        .sources
        .get(one)
        .is_some_and(|source| ancestors(situation, &source.derived_from).contains(&from))
}

/// Whether the two, or what they are taken from, meet.
fn tied(situation: &Situation, one: SourceId, other: SourceId) -> bool {
    let (one, other) = (ancestors(situation, &[one]), ancestors(situation, &[other]));
    one.iter().any(|source| other.contains(source))
}
