//! What an editor would question in files that have no error: weak grounds, and words that do nothing.
//!
//! What rests on a source or an assumption is found by trying: the world without it is evaluated, and what falls is told.

use crate::answer::Markup;
use crate::session::Session;
use crate::diagnostic::Diagnostic;
use crate::engine::{Standpoint, World};
use crate::model::{Alteration, Sentence, Situation, SourceId, Standing, Take};
use crate::phrase::Phrase;
use crate::source::Place;
use crate::time::Instant;
use indexmap::{IndexMap, IndexSet};

/// How many worlds are tried before the rest of the sources and assumptions is let go.
const TRIED: usize = 60;
/// How many conclusions a message names.
const NAMED: usize = 4;

/// All that is questioned, in order of place.
pub fn lint(worlds: &mut Session) -> Vec<Diagnostic> {
    let situation = worlds.situation().clone();
    let mut found = Vec::new();
    ungraded(&situation, &mut found);
    circular(&situation, &mut found);
    undated(&situation, &mut found);
    if let Ok(world) = worlds.world(&Standpoint::default(), &[]) {
        idle_rules(&world, &mut found);
        leaning(worlds, &situation, &world, &mut found);
    }
    found.sort_by_key(|one| one.labels.first().map(|label| label.place));
    found
}

/// Sources that say something and have no grade.
fn ungraded(situation: &Situation, found: &mut Vec<Diagnostic>) {
    let speaking: IndexSet<SourceId> = situation.told.stated.iter().filter_map(|stated| stated.source).collect();
    for (id, source) in situation.sources.iter() {
        if source.reliability.is_none() && source.credibility.is_none() && speaking.contains(&id) {
            let name = Phrase::new(situation).entity(source.entity).plain();
            found.push(
                Diagnostic::warning("ungraded-source", format!("{name} has no grade: what it says counts as certain"), source.origin.place)
                    .help("give it one after a comma: reliability C"),
            );
        }
    }
}

/// Sources that draw on themselves, and sentences whose several sources are one.
fn circular(situation: &Situation, found: &mut Vec<Diagnostic>) {
    let phrase = Phrase::new(situation);
    let mut told: IndexSet<Vec<SourceId>> = IndexSet::new();
    for (id, source) in situation.sources.iter() {
        let above = ancestors(situation, &source.derived_from);
        if above.contains(&id) {
            let mut ring: Vec<SourceId> =
                above.into_iter().filter(|other| descends(situation, *other, id)).collect();
            ring.sort_unstable();
            if told.insert(ring.clone()) {
                let message = format!("these sources are derived from one another: {}", phrase.sources(&ring).plain());
                found.push(Diagnostic::warning("circular-reporting", message, source.origin.place));
            }
        }
    }
    let mut by_sentence: IndexMap<&Sentence, Vec<(SourceId, Place)>> = IndexMap::new();
    for stated in situation.told.stated.iter().filter(|stated| stated.view.is_none()) {
        if let Some(source) = stated.source {
            by_sentence.entry(&stated.sentence).or_default().push((source, stated.origin.place));
        }
    }
    for (sentence, reports) in by_sentence {
        for (at, (later, place)) in reports.iter().enumerate() {
            let tied = reports.iter().take(at).find(|(earlier, _)| earlier != later && tied(situation, *earlier, *later));
            if let Some((earlier, before)) = tied {
                let message = format!(
                    "\"{}\" seems to be reported twice, and the two reports are one: {} and {} have a common origin",
                    phrase.sentence(sentence).plain(),
                    phrase.source(*earlier).plain(),
                    phrase.source(*later).plain()
                );
                found.push(Diagnostic::warning("circular-reporting", message, *place).also(*before, "reported here first"));
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
    situation.sources.get(one).is_some_and(|source| ancestors(situation, &source.derived_from).contains(&from))
}

/// Whether the two, or what they are taken from, meet.
fn tied(situation: &Situation, one: SourceId, other: SourceId) -> bool {
    let (one, other) = (ancestors(situation, &[one]), ancestors(situation, &[other]));
    one.iter().any(|source| other.contains(source))
}

/// Events that nobody dated.
fn undated(situation: &Situation, found: &mut Vec<Diagnostic>) {
    for (id, event) in &situation.events {
        if event.starts.is_none() {
            let name = Phrase::new(situation).entity(*id).plain();
            found.push(
                Diagnostic::warning("undated-event", format!("{name} has no date"), event.origin.place)
                    .saying("it is never under way, and has no place in a timeline")
                    .help("give it one: on 2014-03"),
            );
        }
    }
}

/// Rules of the user's own whose conditions nothing fulfils at any time.
fn idle_rules(world: &World, found: &mut Vec<Diagnostic>) {
    for (_, rule) in world.rules().filter(|(_, rule)| !rule.shipped && rule.property.is_none()) {
        let count = rule.variables.len();
        let fires = world.select(&rule.body, count, &vec![None; count]).iter().any(|one| !one.support.is_never());
        if !fires {
            let message = format!("nothing fulfils the conditions of the rule {}, at any time", rule.name);
            found.push(Diagnostic::warning("rule-never-fires", message, rule.origin.place));
        }
    }
}

/// Conclusions that fall with one source, or with one assumption.
fn leaning(worlds: &mut Session, situation: &Situation, world: &World, found: &mut Vec<Diagnostic>) {
    let Some(at) = situation.as_of else { return };
    let conclusions = concluded(world, at);
    if conclusions.is_empty() {
        return;
    }
    let phrase = Phrase::new(situation);
    // What is taken, and the report of what falls with it: its message says so far what it rests on.
    let mut tries: Vec<(Take, Diagnostic)> = Vec::new();
    for stated in situation.told.stated.iter().filter(|one| one.standing == Standing::Assumption && one.view.is_none()) {
        let said = phrase.sentence(&stated.sentence).plain();
        let report = Diagnostic::warning("assumption-in-use", format!("the assumption that {said}"), stated.origin.place);
        tries.push((Take::Sentence(stated.sentence.clone()), report));
    }
    let speaking: IndexSet<SourceId> = situation.told.stated.iter().filter_map(|stated| stated.source).collect();
    for id in speaking {
        if let Some(source) = situation.sources.get(id) {
            let report =
                Diagnostic::warning("one-source", format!("{} alone", phrase.source(id).plain()), source.origin.place);
            tries.push((Take::Source(id), report));
        }
    }
    for (take, mut report) in tries.into_iter().take(TRIED) {
        let change = Alteration { takes: vec![take], ..Alteration::default() };
        let Ok(without) = worlds.world(&Standpoint::default(), &[&change]) else { continue };
        let bar = world.bar();
        let fallen: Vec<&Sentence> =
            conclusions.iter().filter(|sentence| without.support(sentence).at(at) < bar).collect();
        if fallen.is_empty() {
            continue;
        }
        report.message = match fallen.len() {
            1 => format!("a conclusion rests on {}", report.message),
            count => format!("{count} conclusions rest on {}", report.message),
        };
        let named: Vec<Markup> = fallen.iter().take(NAMED).map(|sentence| phrase.sentence(sentence)).collect();
        let mut help = Markup::list(named, "\n", "\n").plain();
        if fallen.len() > NAMED {
            help.push_str(&format!("\nand {} more", fallen.len() - NAMED));
        }
        found.push(report.help(help));
    }
}

/// The sentences that hold by rules alone, and are not a matter of a relation's properties or of kinds.
fn concluded(world: &World, at: Instant) -> Vec<Sentence> {
    let heads: IndexSet<_> =
        world.rules().filter(|(_, rule)| rule.property.is_none()).map(|(_, rule)| rule.head.relation).collect();
    let bar = world.bar();
    let mut sentences = Vec::new();
    for relation in heads {
        for fact in world.facts(relation).filter(|fact| fact.support.at(at) >= bar) {
            let sentence = Sentence { relation, args: fact.args.clone() };
            if world.stated(&sentence, crate::model::Sign::For).at(at) < bar {
                sentences.push(sentence);
            }
        }
    }
    sentences
}
