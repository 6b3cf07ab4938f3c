//! What an editor would question in files that have no error: weak grounds, and words that do nothing.

mod leaning;
mod sources;

use crate::diagnostic::Diagnostic;
use crate::engine::{Standpoint, World};
use crate::model::Situation;
use crate::phrase::Phrase;
use crate::session::Session;

/// All that is questioned, in order of place.
pub fn lint(worlds: &mut Session) -> Vec<Diagnostic> {
    let situation = worlds.situation().clone();
    let mut found = Vec::new();
    sources::ungraded(&situation, &mut found);
    sources::circular(&situation, &mut found);
    undated(&situation, &mut found);
    if let Ok(world) = worlds.world(&Standpoint::default(), &[]) {
        idle_rules(&world, &mut found);
        leaning::leaning(worlds, &situation, &world, &mut found);
    }
    found.sort_by_key(|one| one.labels.first().map(|label| label.place));
    found
}

/// Events that nobody dated.
fn undated(situation: &Situation, found: &mut Vec<Diagnostic>) {
    for (id, event) in &situation.events {
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

/// Rules of the user's own whose conditions nothing fulfils at any time.
fn idle_rules(world: &World, found: &mut Vec<Diagnostic>) {
    for (_, rule) in world
        .rules()
        .filter(|(_, rule)| !rule.shipped && rule.property.is_none())
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
