//! Conclusions that fall with one source, or with one assumption. They are found by trying: the world without it is
//! evaluated, and what falls is told.

use crate::answer::Markup;
use crate::diagnostic::Diagnostic;
use crate::engine::{Standpoint, World};
use crate::model::{Alteration, Sentence, Sign, Situation, SourceId, Standing, Take};
use crate::phrase::Phrase;
use crate::session::Session;
use crate::time::Instant;
use indexmap::IndexSet;

/// How many worlds are tried before the rest of the assumptions and sources is let go.
const TRIED: usize = 60;
/// How many conclusions a message names.
const NAMED: usize = 4;

/// Conclusions that fall with one source, or with one assumption.
pub(super) fn leaning(
    worlds: &mut Session,
    situation: &Situation,
    world: &World,
    found: &mut Vec<Diagnostic>,
) {
    let Some(at) = situation.as_of else { return };
    let conclusions = concluded(world, at);
    if conclusions.is_empty() {
        return;
    }
    let phrase = Phrase::new(situation);
    // What is taken, and the report of what falls with it: its message says so far what it rests on.
    let mut tries: Vec<(Take, Diagnostic)> = Vec::new();
    for stated in situation
        .told
        .stated
        .iter()
        .filter(|one| one.standing == Standing::Assumption && one.view.is_none())
    {
        let said = phrase.sentence(&stated.sentence).plain();
        let report = Diagnostic::warning(
            "assumption-in-use",
            format!("the assumption that {said}"),
            stated.origin.place,
        );
        tries.push((Take::Sentence(stated.sentence.clone()), report));
    }
    let speaking: IndexSet<SourceId> = situation
        .told
        .stated
        .iter()
        .filter_map(|stated| stated.source)
        .collect();
    for id in speaking {
        if let Some(source) = situation.sources.get(id) {
            let report = Diagnostic::warning(
                "one-source",
                format!("{} alone", phrase.source(id).plain()),
                source.origin.place,
            );
            tries.push((Take::Source(id), report));
        }
    }
    for (take, mut report) in tries.into_iter().take(TRIED) {
        let change = Alteration {
            takes: vec![take],
            ..Alteration::default()
        };
        let Ok(without) = worlds.world(&Standpoint::default(), &[&change]) else {
            continue;
        };
        let bar = world.bar();
        let fallen: Vec<&Sentence> = conclusions
            .iter()
            .filter(|sentence| without.support(sentence).at(at) < bar)
            .collect();
        if fallen.is_empty() {
            continue;
        }
        report.message = match fallen.len() {
            1 => format!("a conclusion rests on {}", report.message),
            count => format!("{count} conclusions rest on {}", report.message),
        };
        let named: Vec<Markup> = fallen
            .iter()
            .take(NAMED)
            .map(|sentence| phrase.sentence(sentence))
            .collect();
        let mut help = Markup::list(named, "\n", "\n").plain();
        if fallen.len() > NAMED {
            help.push_str(&format!("\nand {} more", fallen.len() - NAMED));
        }
        found.push(report.help(help));
    }
}

/// The sentences that hold by rules alone, and are not a matter of a relation's properties or of kinds.
fn concluded(world: &World, at: Instant) -> Vec<Sentence> {
    let heads: IndexSet<_> = world
        .rules()
        .filter(|(_, rule)| rule.property.is_none())
        .map(|(_, rule)| rule.head.relation)
        .collect();
    let bar = world.bar();
    let mut sentences = Vec::new();
    for relation in heads {
        for fact in world
            .facts(relation)
            .filter(|fact| fact.support.at(at) >= bar)
        {
            let sentence = Sentence {
                relation,
                args: fact.args.clone(),
            };
            if world.stated(&sentence, Sign::For).at(at) < bar {
                sentences.push(sentence);
            }
        }
    }
    sentences
}
