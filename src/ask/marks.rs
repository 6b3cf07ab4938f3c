//! Who may see an answer. Takes what a family shows and rests on, gives the markings of all of it; the answer carries the
//! most restrictive one.
//!
//! A statement's marking already holds those of its names and its source, so what is left to gather is which statements,
//! rules and names there are: also those that are told beside the ground, as what stands against it or adds nothing.

use super::scene::Scene;
use crate::explain::{Derivation, Premise, Rests};
use crate::model::{
    Alteration, Body, Core, EntityId, Id as _, ItemId, Lying, Origin, Pattern, Question,
    QuestionKind, RuleId, Sentence, Sign, Signed, Situation, SourceId, Term, Value,
};
use std::collections::BTreeSet;

/// The markings of what an answer shows and rests on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Marks {
    found: BTreeSet<String>,
    rests: Resting,
}

/// Whether any statement or rule was met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Resting {
    #[default]
    OnNothing,
    OnSomething,
}

impl Marks {
    /// The most restrictive of them. What rests on nothing that was said rests on the scenario as a whole.
    pub fn strictest(&self, situation: &Situation) -> Option<String> {
        let own = self.found.iter().map(String::as_str);
        let whole = situation
            .marking
            .as_deref()
            .filter(|_| self.rests == Resting::OnNothing);
        situation
            .scales
            .strictest(own.chain(whole))
            .map(str::to_owned)
    }

    pub fn add(&mut self, other: Marks) {
        self.found.extend(other.found);
        if other.rests == Resting::OnSomething {
            self.rests = Resting::OnSomething;
        }
    }

    fn put(&mut self, marking: Option<&str>) {
        if let Some(marking) = marking
            && !self.found.contains(marking)
        {
            self.found.insert(marking.to_owned());
        }
    }

    /// A statement of a world.
    pub fn item(&mut self, core: &Core, id: ItemId) {
        self.rests = Resting::OnSomething;
        let item = core.items.get(id);
        self.put(item.and_then(|item| item.stated.words.marking.as_deref()));
    }

    pub fn items(&mut self, core: &Core, ids: impl IntoIterator<Item = ItemId>) {
        ids.into_iter().for_each(|id| self.item(core, id));
    }

    /// What an event ends, by where it stands.
    pub fn ending(&mut self, situation: &Situation, origin: &Origin) {
        for ending in &situation.told.endings {
            if ending.origin == *origin {
                self.put(ending.marking.as_deref());
            }
        }
    }

    pub fn rule(&mut self, core: &Core, id: RuleId) {
        self.rests = Resting::OnSomething;
        let rule = core.rules.get(id);
        self.put(rule.and_then(|rule| rule.words.marking.as_deref()));
    }

    /// A derivation of a world, with all that is shown in it.
    pub fn derivation(&mut self, core: &Core, derivation: &Derivation) {
        self.all_of(core, &derivation.rests());
    }

    /// A condition of a world, with all that is shown below it.
    pub fn premise(&mut self, core: &Core, premise: &Premise) {
        self.all_of(core, &premise.rests());
    }

    fn all_of(&mut self, core: &Core, rests: &Rests) {
        self.items(core, rests.items.iter().copied());
        rests.rules.iter().for_each(|id| self.rule(core, *id));
    }

    /// Everything that a world is made of.
    pub fn everything(&mut self, core: &Core) {
        for lying in core.items.lying() {
            match lying {
                Lying::Single(first, items) => {
                    self.items(core, (first..first + items.len()).map(ItemId::at));
                }
                Lying::Rows(_, block) => {
                    self.rests = Resting::OnSomething;
                    self.put(block.words.marking.as_deref());
                }
            }
        }
        core.rules.ids().for_each(|id| self.rule(core, id));
    }

    pub fn entity(&mut self, situation: &Situation, id: EntityId) {
        self.put(situation.markings.entities.get(&id).map(String::as_str));
    }

    /// All that is declared of a name, its other names among it.
    pub fn described(&mut self, situation: &Situation, id: EntityId) {
        self.put(situation.markings.descriptions.get(&id).map(String::as_str));
    }

    pub fn source(&mut self, situation: &Situation, id: SourceId) {
        if let Some(source) = situation.sources.get(id) {
            self.entity(situation, source.entity);
        }
    }

    /// The words of a sentence: its wording and its names.
    pub fn sentence(&mut self, situation: &Situation, sentence: &Sentence) {
        for marking in situation.markings.of(sentence.relation, &sentence.args) {
            self.put(Some(marking));
        }
    }

    pub fn values<'v>(
        &mut self,
        situation: &Situation,
        values: impl IntoIterator<Item = &'v Value>,
    ) {
        for value in values {
            if let Value::Entity(id) = value {
                self.entity(situation, *id);
            }
        }
    }

    fn body(&mut self, situation: &Situation, body: &Body) {
        let mut found = Vec::new();
        situation.markings.of_body(body, &mut found);
        found.into_iter().for_each(|one| self.put(Some(one)));
    }

    /// What a change says and takes, in words.
    pub fn change(&mut self, situation: &Situation, change: &Alteration) {
        for stated in &change.adds.stated {
            self.put(stated.words.marking.as_deref());
            self.sentence(situation, &stated.sentence);
        }
        for rule in &change.adds.rules {
            self.put(rule.words.marking.as_deref());
        }
    }

    /// The best derivation of a claim in the scene's world.
    pub fn claim(&mut self, scene: &Scene, claim: &Signed) {
        self.sentence(&scene.situation, &claim.sentence);
        if let Some(derivation) = scene.derivation(claim) {
            self.derivation(scene.world.core(), &derivation);
        }
    }

    /// Both sides of every sentence of a condition, its variables filled in; what stays open is passed over.
    pub fn condition(&mut self, scene: &Scene, body: &Body, fill: &dyn Fn(&Term) -> Option<Value>) {
        body.each_pattern(&mut |pattern: &Pattern, _| {
            let args: Option<Vec<Value>> = pattern.args.iter().map(fill).collect();
            let Some(args) = args else { return };
            for sign in [Sign::For, Sign::Against] {
                let sentence = Sentence {
                    relation: pattern.relation,
                    args: args.clone(),
                };
                self.claim(scene, &Signed { sign, sentence });
            }
        });
    }

    /// What is asked about: every answer names it.
    pub fn question(&mut self, situation: &Situation, question: &Question) {
        let modifiers = &question.modifiers;
        if let Some(party) = modifiers.according_to {
            self.entity(situation, party);
        }
        for branch in modifiers
            .under
            .iter()
            .filter_map(|id| situation.branches.get(*id))
        {
            self.change(situation, &branch.change);
        }
        if let Some(change) = modifiers.supposing.as_deref() {
            self.change(situation, change);
        }
        match &question.kind {
            QuestionKind::Form { sought, values, .. } => {
                self.values(situation, values);
                self.body(situation, &sought.body);
            }
            QuestionKind::Pattern(sought) => self.body(situation, &sought.body),
            QuestionKind::Holds(claim)
            | QuestionKind::Why { of: claim, .. }
            | QuestionKind::WhyNot(claim)
            | QuestionKind::WhoSays(claim)
            | QuestionKind::WhatWouldMake(claim)
            | QuestionKind::Indicators(claim)
            | QuestionKind::HowLikely(claim)
            | QuestionKind::Linchpins { of: claim, .. }
            | QuestionKind::AssumptionsBehind(claim)
            | QuestionKind::SourcesBehind(claim) => self.sentence(situation, &claim.sentence),
            QuestionKind::Connection(one, other) | QuestionKind::Compare { one, other, .. } => {
                self.entity(situation, *one);
                self.entity(situation, *other);
            }
            QuestionKind::Timeline(of) | QuestionKind::Profile(of) => self.entity(situation, *of),
            QuestionKind::Links(of) => {
                if let Some(of) = of {
                    self.entity(situation, of.entity);
                }
            }
            QuestionKind::WhyRow { .. }
            | QuestionKind::WhatIf
            | QuestionKind::WhatChanged { .. }
            | QuestionKind::Conflicts
            | QuestionKind::Gaps
            | QuestionKind::Hypotheses => {}
        }
    }
}

/// Whether anything of a world is marked: where nothing is, nothing need be gathered.
pub(super) fn is_marked(core: &Core) -> bool {
    !core.situation.markings.is_empty()
        || core.items.lying().any(|lying| match lying {
            Lying::Single(_, items) => {
                (items.iter()).any(|item| item.stated.words.marking.is_some())
            }
            Lying::Rows(_, block) => block.words.marking.is_some(),
        })
        || core
            .rules
            .rows()
            .iter()
            .any(|rule| rule.words.marking.is_some())
}
