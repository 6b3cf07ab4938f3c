//! How good the ground of a derivation is (ICD 203's confidence; meaning.md 8): the lowest level among its leaves.

use super::{Derivation, Evidence, Leaf};
use crate::engine::World;
use crate::model::{Confidence, ItemId, RuleId, Signed, SourceId, Standing};
use crate::time::Instant;
use std::collections::BTreeSet;

/// The confidence in an answer, and what makes it no better.
#[derive(Clone, PartialEq, Debug)]
pub struct Trust {
    /// The level.
    pub level: Confidence,
    /// The leaf that is no better, the first in the tree; none where every leaf is of high confidence.
    pub lowered_by: Option<Lowered>,
    /// The one source on which all evidence of the tree rests, if it is one, and nothing stands without a source.
    pub one_source: Option<SourceId>,
}

/// Why a leaf is not of high confidence.
#[derive(Clone, PartialEq, Debug)]
pub enum Lowered {
    /// One source of a grade that is not A or B.
    Grade {
        /// What rests on it.
        claim: Signed,
        /// The source.
        source: SourceId,
    },
    /// A source without a grade.
    Ungraded {
        /// What rests on it.
        claim: Signed,
        /// The source.
        source: SourceId,
    },
    /// A statement without a source.
    Unsourced(Signed),
    /// An assumption.
    Assumed(Signed),
    /// The sentence is both supported and denied.
    Disputed(Signed),
    /// A rule that nobody vouches for.
    Rule(RuleId),
}

/// The confidence in what a derivation shows.
#[must_use]
pub fn confidence(world: &World, derivation: &Derivation) -> Trust {
    let mut trust = Trust {
        level: Confidence::High,
        lowered_by: None,
        one_source: None,
    };
    let mut sources: BTreeSet<Option<SourceId>> = BTreeSet::new();
    let mut lower = |level: Confidence, reason: Lowered| {
        // Of equals the evidence is named: what to seek better sources for is of more use than which rule is a judgement,
        // and that again than of what kind a thing was declared.
        let telling = |lowered: &Lowered| tells(world, lowered);
        let tells_more = level == trust.level
            && trust
                .lowered_by
                .as_ref()
                .is_some_and(|told| telling(told) < telling(&reason));
        if level < trust.level || tells_more {
            trust.level = level;
            trust.lowered_by = Some(reason);
        }
    };
    for leaf in derivation.leaves() {
        match leaf {
            Leaf::Evidence {
                claim,
                at,
                evidence,
            } => {
                let items = &world.core().items;
                sources.extend(
                    evidence
                        .items
                        .iter()
                        .filter_map(|id| items.get(*id))
                        .map(|item| item.stated.source),
                );
                if let Some((level, reason)) = of_evidence(world, claim, at, evidence) {
                    lower(level, reason);
                }
            }
            // A property's rule too: that a tie is symmetric is the model's word, and nobody's evidence.
            Leaf::Rule(rule) => {
                let vouched = world
                    .core()
                    .rules
                    .get(rule)
                    .is_some_and(|rule| !rule.per.is_empty());
                if !vouched {
                    lower(Confidence::Moderate, Lowered::Rule(rule));
                }
            }
            Leaf::Default { .. } | Leaf::AtMost { .. } => {}
        }
    }
    // Any sentence of the tree that is disputed lowers it, a conclusion too.
    for one in derivation.derivations() {
        if is_disputed(world, &one.claim, one.at) {
            lower(Confidence::Low, Lowered::Disputed(one.claim.clone()));
        }
    }
    trust.one_source = match sources.iter().next() {
        Some(Some(one)) if sources.len() == 1 => Some(*one),
        _ => None,
    };
    trust
}

/// How much a reason tells an analyst.
fn tells(world: &World, lowered: &Lowered) -> u8 {
    let relations = &world.core().situation.relations;
    let of_a_kind = |claim: &Signed| {
        relations
            .get(claim.sentence.relation)
            .is_some_and(|relation| relation.kind.is_some())
    };
    match lowered {
        Lowered::Unsourced(claim) if of_a_kind(claim) => 0,
        Lowered::Rule(_) => 1,
        Lowered::Grade { .. }
        | Lowered::Ungraded { .. }
        | Lowered::Unsourced(_)
        | Lowered::Assumed(_)
        | Lowered::Disputed(_) => 2,
    }
}

fn is_disputed(world: &World, claim: &Signed, at: Instant) -> bool {
    let bar = world.bar();
    world.support(&claim.sentence).at(at) >= bar && world.denial(&claim.sentence).at(at) >= bar
}

/// The level of a leaf's evidence and what makes it no better; none if it is high.
fn of_evidence(
    world: &World,
    claim: &Signed,
    at: Instant,
    evidence: &Evidence,
) -> Option<(Confidence, Lowered)> {
    if is_disputed(world, claim, at) {
        return Some((Confidence::Low, Lowered::Disputed(claim.clone())));
    }
    // Those that give the value: those shown to, and of the rest those that alone are worth as much.
    let items = &world.core().items;
    let gives = |id: &&ItemId| {
        items
            .get(**id)
            .is_some_and(|item| item.stated.likelihood == evidence.value)
    };
    let others = evidence.others.iter().filter(gives);
    let giving: Vec<ItemId> = evidence.items.iter().chain(others).copied().collect();
    if are_two_of_c_or_better(world, &giving) {
        return None;
    }
    let mut best: Option<(Confidence, Option<Lowered>)> = None;
    for id in &giving {
        let this = of_item(world, claim, *id);
        if best.as_ref().is_none_or(|best| this.0 > best.0) {
            best = Some(this);
        }
    }
    let (level, reason) = best?;
    Some((level, reason?))
}

fn of_item(world: &World, claim: &Signed, id: ItemId) -> (Confidence, Option<Lowered>) {
    let core = world.core();
    let claim = claim.clone();
    let Some(item) = core.items.get(id) else {
        return (Confidence::Low, Some(Lowered::Unsourced(claim)));
    };
    if item.stated.standing == Standing::Assumption {
        return (Confidence::Low, Some(Lowered::Assumed(claim)));
    }
    let Some(source) = item.stated.source else {
        return (Confidence::Moderate, Some(Lowered::Unsourced(claim)));
    };
    match grade(world, source) {
        Some(Confidence::High) => (Confidence::High, None),
        Some(level) => (level, Some(Lowered::Grade { claim, source })),
        None => (
            Confidence::Moderate,
            Some(Lowered::Ungraded { claim, source }),
        ),
    }
}

fn grade(world: &World, source: SourceId) -> Option<Confidence> {
    let source = world.core().situation.sources.get(source)?;
    source.reliability.as_ref().map(|grade| grade.confidence)
}

/// Whether two of the items are of untied sources graded C or better.
fn are_two_of_c_or_better(world: &World, items: &[ItemId]) -> bool {
    let core = world.core();
    let good: Vec<SourceId> = items
        .iter()
        .filter_map(|id| core.items.get(*id))
        .filter(|item| item.stated.standing != Standing::Assumption)
        .filter_map(|item| item.stated.source)
        .filter(|source| grade(world, *source) >= Some(Confidence::Moderate))
        .collect();
    good.iter().enumerate().any(|(place, one)| {
        good.iter()
            .take(place)
            .any(|other| !are_tied(world, *one, *other))
    })
}

/// Whether two sources are one, or go back to one.
pub(super) fn are_tied(world: &World, a: SourceId, b: SourceId) -> bool {
    let sources = &world.core().situation.sources;
    let ancestors = |source: SourceId| {
        let mut found = BTreeSet::new();
        let mut open = vec![source];
        while let Some(next) = open.pop() {
            if found.insert(next)
                && let Some(source) = sources.get(next)
            {
                open.extend(&source.derived_from);
            }
        }
        found
    };
    !ancestors(a).is_disjoint(&ancestors(b))
}
