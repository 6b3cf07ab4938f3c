//! What an editor would question in files that have no error: weak grounds, and words that do nothing.

mod leaning;
mod sources;

use crate::diagnostic::Diagnostic;
use crate::engine::{Standpoint, World};
use crate::model::Situation;
use crate::phrase::Phrase;
use crate::plan::unconnected;
use crate::session::{Session, pairs};

/// All that is questioned, in order of place.
pub fn lint(worlds: &mut Session) -> Vec<Diagnostic> {
    let situation = worlds.situation().clone();
    let mut found = Vec::new();
    sources::ungraded(&situation, &mut found);
    sources::circular(&situation, &mut found);
    undated(&situation, &mut found);
    if let Ok(world) = worlds.world(&Standpoint::default(), &[]) {
        multiplying(worlds, &world, &mut found);
        idle_rules(&world, &mut found);
        leaning::leaning(worlds, &situation, &world, &mut found);
    }
    found.sort_by_key(|one| one.labels.first().map(|label| label.place));
    found
}

/// Events that nobody dated.
fn undated(situation: &Situation, found: &mut Vec<Diagnostic>) {
    for (id, event) in situation.events.iter() {
        if event.starts.is_none() {
            let name = Phrase::new(situation).entity(*id).plain();
            found.push(
                Diagnostic::warning(
                    "undated-event",
                    format!("{name} has no date"),
                    event.origin.place,
                )
                .saying("it is never under way, and has no place in a timeline")
                .help("give it one: on 2014-03"),
            );
        }
    }
}

/// Rules whose conditions have nothing in common, so that every pair of what fulfils them counts.
fn multiplying(worlds: &Session, world: &World, found: &mut Vec<Diagnostic>) {
    let warnings = pairs::warnings(world.core(), 2, |pattern| {
        let facts = world.facts(pattern.relation);
        facts
            .filter(|fact| pairs::fits(pattern, &fact.args))
            .count()
    });
    // Those with very many pairs are told of when they are read.
    let is_told = |one: &Diagnostic| {
        let mut told = worlds.diagnostics().iter();
        told.any(|other| other.code == pairs::CODE && other.labels == one.labels)
    };
    found.extend(warnings.into_iter().filter(|one| !is_told(one)));
}

/// Rules of the user's own whose conditions nothing fulfils at any time.
fn idle_rules(world: &World, found: &mut Vec<Diagnostic>) {
    for (_, rule) in world
        .rules()
        .filter(|(_, rule)| !rule.shipped && rule.property.is_none())
        // Every pair would be looked through.
        .filter(|(_, rule)| unconnected(rule).is_empty())
    {
        let count = rule.variables.len();
        let fires = world
            .select(&rule.body, count, &vec![None; count])
            .iter()
            .any(|one| !one.support.is_never());
        if !fires {
            let message = format!(
                "nothing fulfils the conditions of the rule {}, at any time",
                rule.name
            );
            found.push(Diagnostic::warning(
                "rule-never-fires",
                message,
                rule.origin.place,
            ));
        }
    }
}
