//! Derivations, facts and figures in the terms of an answer. Takes ids of one world, gives parts of answers; what it
//! says of each is looked up in the world's core, never worked out anew.

mod evidence;
mod notes;
mod reason;
mod tree;

pub(super) use notes::{greedy_note, items_behind, more_note};
pub use tree::Told;

#[cfg(test)]
mod tests;

use crate::answer::{Held, Markup, Role};
use crate::model::{Core, Item, ItemId, Kinds, Rule, RuleId, Sentence, Signed};
use crate::phrase::{Dates, Phrase};
use crate::time::{Likelihood, Span};

/// Words for what stands in one world.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'w> {
    phrase: Phrase<'w>,
    core: &'w Core,
}

impl<'w> Telling<'w> {
    /// Words for this world.
    #[must_use]
    pub fn new(core: &'w Core) -> Telling<'w> {
        Telling {
            phrase: Phrase::new(&core.situation),
            core,
        }
    }

    /// Words for the ids of the world's situation.
    #[must_use]
    pub fn phrase(&self) -> Phrase<'w> {
        self.phrase
    }

    /// A likelihood in the words of the scale.
    #[must_use]
    pub fn held(&self, likelihood: Likelihood) -> Held {
        self.phrase.held(likelihood)
    }

    /// A sentence or its denial.
    #[must_use]
    pub fn signed(&self, claim: &Signed) -> Markup {
        self.phrase.signed(claim)
    }

    /// A span in words; none where it is all of time.
    #[must_use]
    pub fn span(&self, span: Span, dates: &Dates) -> Option<Markup> {
        (span != Span::ALWAYS).then(|| crate::phrase::span(span, dates))
    }

    /// The name of a rule.
    #[must_use]
    pub fn rule_name(&self, id: RuleId) -> Markup {
        self.rule(id).map_or_else(Markup::new, |rule| {
            Markup::of(Role::Rule, rule.name.clone())
        })
    }

    /// Whether the sentence only says that something is of a root kind: an actor, a place.
    fn is_of_a_root(&self, sentence: &Sentence) -> bool {
        let relation = self.core.situation.relations.get(sentence.relation);
        let kind = relation.and_then(|relation| relation.kind);
        kind.is_some_and(|kind| kind <= Kinds::SENTENCE)
    }

    fn item(&self, id: ItemId) -> Option<&'w Item> {
        self.core.items.get(id)
    }

    fn rule(&self, id: RuleId) -> Option<&'w Rule> {
        self.core.rules.get(id)
    }
}
