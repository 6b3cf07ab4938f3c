//! `why S`: world → the strongest derivation of a claim, or every one.

use super::search::Search;
use super::{Because, Derivation, Premise};
use crate::engine::World;
use crate::model::Signed;
use crate::time::{Instant, Likelihood};

/// Derivations of one claim at one instant.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Derivations {
    /// The strongest first; of equals evidence before rules, then by the rule's name and what its variables stand for.
    /// They differ in what stands on top: the evidence, or the rule with its variables filled in.
    pub list: Vec<Derivation>,
    /// Whether these are all there are.
    pub complete: bool,
}

/// The strongest derivation of the claim at the instant. Its value is For (of a denial Ag) of the sentence there; none
/// if that is 0.
#[must_use]
pub fn why(world: &World, claim: &Signed, at: Instant) -> Option<Derivation> {
    Search::new(world).strongest(claim, at)
}

/// All derivations of the claim at the instant, up to `most` of them. None of them rests on the claim itself.
#[must_use]
pub fn why_all(world: &World, claim: &Signed, at: Instant, most: usize) -> Derivations {
    let mut search = Search::new(world);
    let Some(strongest) = search.strongest(claim, at) else {
        return Derivations {
            list: Vec::new(),
            complete: true,
        };
    };
    let mut list = Vec::new();
    list.extend(search.evidence(claim, at));
    let mut instances = search.instances(claim, at);
    let rules = &world.core().rules;
    instances.sort_by(|a, b| {
        let name = |rule| rules.get(rule).map(|rule| &rule.name);
        (b.value, name(a.rule), &a.bindings, a.rule).cmp(&(
            a.value,
            name(b.rule),
            &b.bindings,
            b.rule,
        ))
    });
    let mut complete = true;
    for instance in &instances {
        if list.len() >= most {
            complete = false;
            break;
        }
        list.extend(search.on_top(claim, at, instance));
    }
    // The one that `why` shows comes first, so that both questions agree.
    if let Some(same) = list.iter().position(|one| same_top(one, &strongest)) {
        list.remove(same);
    }
    list.sort_by_key(|derivation| std::cmp::Reverse(derivation.value));
    list.insert(0, strongest);
    if list.len() > most.max(1) {
        complete = false;
        list.truncate(most.max(1));
    }
    Derivations { list, complete }
}

fn same_top(a: &Derivation, b: &Derivation) -> bool {
    match (&a.because, &b.because) {
        (Because::Evidence(_), Because::Evidence(_)) => true,
        (
            Because::Rule {
                rule: a,
                bindings: x,
                ..
            },
            Because::Rule {
                rule: b,
                bindings: y,
                ..
            },
        ) => a == b && x == y,
        _ => false,
    }
}

/// The least leaf of the derivation: the first rule, evidence or default in the tree that is worth no more than it.
#[must_use]
pub fn weakest<'d>(world: &World, derivation: &'d Derivation) -> Option<super::Leaf<'d>> {
    derivation
        .leaves()
        .into_iter()
        .find(|leaf| leaf_value(world, leaf) <= derivation.value)
}

/// What a leaf is worth.
#[must_use]
pub fn leaf_value(world: &World, leaf: &super::Leaf<'_>) -> Likelihood {
    match leaf {
        super::Leaf::Evidence { evidence, .. } => evidence.value,
        super::Leaf::Rule(rule) => world
            .core()
            .rules
            .get(*rule)
            .map_or(Likelihood::CERTAIN, |rule| rule.likelihood),
        super::Leaf::Default { value, .. } | super::Leaf::AtMost { value, .. } => *value,
    }
}

/// The premises of a derivation; none of one that is evidence.
#[must_use]
pub fn premises(derivation: &Derivation) -> &[Premise] {
    match &derivation.because {
        Because::Evidence(_) => &[],
        Because::Rule { premises, .. } => premises,
    }
}
