//! How good the ground of a derivation is, in words: what it all rests on, or the leaf that is no better.

use super::behind::level;
use super::scene::Scene;
use super::tell::items_behind;
use crate::answer::{Confidence, Level, Markup, Role};
use crate::explain::{self, Derivation, Figures, Lowered, Trust};
use crate::model::{RuleId, SourceId};

impl Scene {
    /// The figures of a derivation.
    pub(super) fn figures(&self, derivation: &Derivation) -> Figures {
        explain::figures(&self.world, derivation)
    }

    /// How good the ground of a derivation is, and why no better.
    pub(super) fn confidence(&self, derivation: &Derivation) -> Confidence {
        let trust = explain::confidence(&self.world, derivation);
        let level = level(trust.level);
        Confidence {
            level,
            reason: self.reason_for(level, &trust, self.one_source(derivation)),
        }
    }

    /// The one source that all evidence has, where it is one; of what kind things are needs no source.
    fn one_source(&self, derivation: &Derivation) -> Option<SourceId> {
        let core = self.world.core();
        let items = items_behind(derivation);
        let mut sources = items
            .iter()
            .filter_map(|id| core.items.get(*id))
            .filter(|item| !self.is_of_a_kind(&item.stated.sentence))
            .map(|item| item.stated.source);
        let first = sources.next()??;
        sources.all(|source| source == Some(first)).then_some(first)
    }

    /// One whole sentence.
    fn reason_for(&self, level: Level, trust: &Trust, one: Option<SourceId>) -> Markup {
        let one_source = one.map(|source| {
            Markup::words("Everything rests on one source, ")
                .with(self.phrase().source(source))
                .then(".")
        });
        match (&trust.lowered_by, one_source) {
            // Of a dispute or an assumption that is said first, of a weak grade that all hangs on it.
            (Some(Lowered::Grade { .. } | Lowered::Ungraded { .. }) | None, Some(one)) => one,
            (Some(lowered), _) => self.lowered(level, lowered),
            (None, None) => {
                Markup::words("Everything rests on good sources, or on several that agree.")
            }
        }
    }

    fn lowered(&self, level: Level, lowered: &Lowered) -> Markup {
        let phrase = self.phrase();
        let rests = Markup::words;
        match lowered {
            Lowered::Grade { claim, source } => {
                let words = if level == Level::Low {
                    " rests on a poor source, "
                } else {
                    " rests on one source, "
                };
                rests("That ")
                    .with(phrase.signed(claim))
                    .then(words)
                    .with(phrase.source(*source))
                    .then(".")
            }
            Lowered::Ungraded { claim, source } => rests("That ")
                .with(phrase.signed(claim))
                .then(" rests on a source without a grade, ")
                .with(phrase.source(*source))
                .then("."),
            Lowered::Unsourced(claim) => rests("It rests on a statement without a source: ")
                .with(phrase.signed(claim))
                .then("."),
            Lowered::Assumed(claim) => rests("It rests on the assumption that ")
                .with(phrase.signed(claim))
                .then("."),
            Lowered::Disputed(claim) => rests("It is disputed whether ")
                .with(phrase.signed(claim))
                .then("."),
            Lowered::Rule(rule) => Markup::words("The rule ")
                .with(self.rule_words(*rule))
                .then(" is a judgement that cites no source."),
        }
    }

    fn rule_words(&self, rule: RuleId) -> Markup {
        Markup::of(Role::Rule, self.telling().rule_name(rule).plain())
    }
}
