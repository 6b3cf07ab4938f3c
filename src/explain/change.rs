//! What changed between two worlds, or two instants. Takes both, gives the sentences that are held differently.

use crate::engine::World;
use crate::model::{RelationId, Sentence};
use crate::time::{Instant, Likelihood};
use std::collections::BTreeSet;

/// Which way a sentence moved, with regard to the bar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Move {
    /// Below the bar before, at or over it after.
    Gained,
    /// At or over the bar before, below it after.
    Lost,
    /// Held before and after, and likelier.
    Surer,
    /// Held before and after, and less likely.
    LessSure,
}

/// A sentence that is held differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Which way.
    pub moved: Move,
    /// The sentence.
    pub sentence: Sentence,
    /// For, before.
    pub before: Likelihood,
    /// For, after.
    pub after: Likelihood,
}

/// A world at an instant.
#[derive(Clone, Copy)]
pub struct Moment<'w> {
    /// The world.
    pub world: &'w World,
    /// The instant.
    pub at: Instant,
}

/// All sentences that are held differently: gained, lost, surer, less sure; within each the likelier first, then by
/// relation and arguments. What stays below the bar is left out.
#[must_use]
pub fn changes(before: Moment<'_>, after: Moment<'_>) -> Vec<Changed> {
    let relations: Vec<RelationId> = after.world.core().situation.relations.ids().collect();
    let mut found = Vec::new();
    for relation in relations {
        let args: BTreeSet<_> = [before.world, after.world]
            .into_iter()
            .flat_map(|world| world.facts(relation))
            .map(|fact| &fact.args)
            .collect();
        for args in args {
            let sentence = Sentence {
                relation,
                args: args.clone(),
            };
            found.extend(changed(before, after, sentence));
        }
    }
    found.sort_by_key(|one| (one.moved, std::cmp::Reverse(one.before.max(one.after))));
    found
}

fn changed(before: Moment<'_>, after: Moment<'_>, sentence: Sentence) -> Option<Changed> {
    let was = before.world.support(&sentence).at(before.at);
    let is = after.world.support(&sentence).at(after.at);
    let held = was >= before.world.bar();
    let holds = is >= after.world.bar();
    let moved = match (held, holds) {
        (false, true) => Move::Gained,
        (true, false) => Move::Lost,
        (true, true) if is > was => Move::Surer,
        (true, true) if is < was => Move::LessSure,
        (true, true) | (false, false) => return None,
    };
    Some(Changed {
        moved,
        sentence,
        before: was,
        after: is,
    })
}
