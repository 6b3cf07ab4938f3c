//! What is taken away at once: all that is stated of a claim, or all that a source says. Takes a core and units, gives
//! what goes with them.

use crate::model::{Core, Ending, Item, Sign, Signed, SourceId, Stated};
use crate::time::Span;
use std::collections::BTreeSet;

/// What is taken away at once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Unit {
    /// All that is stated of a claim.
    Statement(Signed),
    /// A source, and those whose whole descent passes through it.
    Source(SourceId),
}

impl Unit {
    /// The claim that is stated; none of a source.
    #[must_use]
    pub fn claim(&self) -> Option<&Signed> {
        match self {
            Unit::Statement(claim) => Some(claim),
            Unit::Source(_) => None,
        }
    }
}

/// What the units are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Units {
    /// Stated sentences, assumptions too.
    Statements,
    /// Sources.
    Sources,
}

impl Units {
    /// The units without which the item would be gone, alone or together: its claim, or its source and those that this
    /// one is taken from.
    pub(super) fn of(self, core: &Core, item: &Item) -> BTreeSet<Unit> {
        match self {
            Units::Statements if is_declaration(core, &item.stated) => BTreeSet::new(),
            Units::Statements => BTreeSet::from([Unit::Statement(Signed {
                sign: item.stated.sign,
                sentence: item.stated.sentence.clone(),
            })]),
            Units::Sources => {
                let mut found = BTreeSet::new();
                let mut open: Vec<SourceId> = item.stated.source.into_iter().collect();
                while let Some(next) = open.pop() {
                    if found.insert(Unit::Source(next))
                        && let Some(source) = core.situation.sources.get(next)
                    {
                        open.extend(&source.derived_from);
                    }
                }
                found
            }
        }
    }
}

/// Whether the statement only says of what kind something was declared: names and kinds are what all speak in, and are
/// not taken away.
pub(super) fn is_declaration(core: &Core, stated: &Stated) -> bool {
    let relation = core.situation.relations.get(stated.sentence.relation);
    relation.is_some_and(|relation| relation.kind.is_some())
        && stated.extent == Span::ALWAYS
        && stated.source.is_none()
        && stated.sign == Sign::For
}

/// What is taken away with a set of units.
pub(super) struct Gone<'c> {
    core: &'c Core,
    statements: BTreeSet<&'c Signed>,
    sources: BTreeSet<SourceId>,
}

impl<'c> Gone<'c> {
    pub(super) fn of(core: &'c Core, taken: &'c BTreeSet<Unit>) -> Gone<'c> {
        let mut gone = Gone {
            core,
            statements: BTreeSet::new(),
            sources: BTreeSet::new(),
        };
        for unit in taken {
            match unit {
                Unit::Statement(claim) => {
                    gone.statements.insert(claim);
                }
                Unit::Source(source) => {
                    gone.sources.insert(*source);
                }
            }
        }
        // A source goes when all that the whole of it is taken from is gone.
        let mut grown = !gone.sources.is_empty();
        while grown {
            grown = false;
            for (id, source) in core.situation.sources.iter() {
                let all_gone = !source.derived_from.is_empty()
                    && source
                        .derived_from
                        .iter()
                        .all(|from| gone.sources.contains(from));
                grown |= all_gone && gone.sources.insert(id);
            }
        }
        gone
    }

    /// Whether the statement goes.
    pub(super) fn takes(&self, stated: &Stated) -> bool {
        stated
            .source
            .is_some_and(|source| self.sources.contains(&source))
            || (!self.statements.is_empty()
                && !is_declaration(self.core, stated)
                && self
                    .statements
                    .iter()
                    .any(|claim| claim.sign == stated.sign && claim.sentence == stated.sentence))
    }

    /// Whether what an event ended is not ended any more.
    pub(super) fn takes_ending(&self, ending: &Ending) -> bool {
        ending
            .source
            .is_some_and(|source| self.sources.contains(&source))
    }
}
