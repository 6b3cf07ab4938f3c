//! `A is the same as B`: two names made one.
//!
//! Takes pairs of names; gives for each name the one that stands for it (the first mentioned), and puts it in the place of
//! the others everywhere in what is told. Which of two names that are one is printed is all that the order of statements
//! decides.

use crate::model::block::{Argument, Block, Column};
use crate::model::{
    Additions, Body, EntityId, Pattern, Sentence, Sign, Situation, Stated, Term, Value,
};
use crate::time::Likelihood;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which names stand for which: a name that is no key stands for itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Merging(BTreeMap<EntityId, EntityId>);

impl Merging {
    /// In the analyst's own world only what is certain and undisputed makes an alias.
    pub(super) fn of_ours(situation: &Situation, told: &Additions) -> Merging {
        let mut merging = Merging::default();
        let same = situation.sameness();
        for (a, b) in &told.same {
            let about: Vec<&Stated> = told
                .stated
                .iter()
                .filter(|stated| stated.view.is_none() && Some(stated.sentence.relation) == same)
                .filter(|stated| is_about(&stated.sentence, *a, *b))
                .collect();
            let certain = about.is_empty()
                || about.iter().any(|stated| {
                    stated.sign == Sign::For && stated.likelihood == Likelihood::CERTAIN
                });
            let disputed = about.iter().any(|stated| stated.sign == Sign::Against);
            if certain && !disputed {
                merging.join(*a, *b);
            }
        }
        merging
    }

    /// Pairs that were joined before, each with the name that stands for both.
    pub(crate) fn of_pairs(pairs: &[(EntityId, EntityId)]) -> Merging {
        Merging(pairs.iter().copied().collect())
    }

    pub(crate) fn join_all(&mut self, pairs: &[(EntityId, EntityId)]) {
        for (a, b) in pairs {
            self.join(*a, *b);
        }
    }

    /// Makes the two one: the one with the lower id stands for both.
    pub(crate) fn join(&mut self, a: EntityId, b: EntityId) {
        let (a, b) = (self.stands_for(a), self.stands_for(b));
        let (first, second) = (a.min(b), a.max(b));
        if first == second {
            return;
        }
        for stands in self.0.values_mut().filter(|stands| **stands == second) {
            *stands = first;
        }
        self.0.insert(second, first);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name that stands for this one.
    pub(crate) fn stands_for(&self, entity: EntityId) -> EntityId {
        self.0.get(&entity).copied().unwrap_or(entity)
    }

    /// Who has merged into whom, by id.
    pub(super) fn pairs(&self) -> Vec<(EntityId, EntityId)> {
        self.0.iter().map(|(from, into)| (*from, *into)).collect()
    }

    /// Puts the names that stand for others in their place.
    pub(super) fn apply(&self, told: &mut Additions, mut masked: Vec<Sentence>) -> Vec<Sentence> {
        if self.is_empty() {
            return masked;
        }
        for stated in &mut told.stated {
            self.in_sentence(&mut stated.sentence);
            self.in_place(&mut stated.view);
            self.in_place(&mut stated.event);
        }
        for block in &mut told.blocks {
            self.in_block(Arc::make_mut(block));
        }
        for ending in &mut told.endings {
            self.in_sentence(&mut ending.sentence);
            ending.event = self.stands_for(ending.event);
        }
        for rule in &mut told.rules {
            self.in_rule(rule);
        }
        for sentence in &mut masked {
            self.in_sentence(sentence);
        }
        masked
    }

    /// Puts them in a core: in a view, the party's own.
    pub(crate) fn in_core(&self, core: &mut crate::model::Core) {
        core.items.change(
            |item| {
                self.in_sentence(&mut item.stated.sentence);
                self.in_place(&mut item.stated.view);
                self.in_place(&mut item.stated.event);
            },
            |block| self.in_block(block),
        );
        for (_, rule) in core.rules.iter_mut() {
            self.in_rule(rule);
        }
        core.masked
            .iter_mut()
            .for_each(|sentence| self.in_sentence(sentence));
        for (_, into) in &mut core.merged {
            *into = self.stands_for(*into);
        }
        core.merged.extend(self.pairs());
    }

    /// Puts them in a rule.
    pub(crate) fn in_rule(&self, rule: &mut crate::model::Rule) {
        self.in_pattern(&mut rule.head);
        self.in_body(&mut rule.body);
        self.in_place(&mut rule.view);
    }

    fn in_place(&self, entity: &mut Option<EntityId>) {
        *entity = entity.map(|entity| self.stands_for(entity));
    }

    pub(crate) fn in_value(&self, value: &mut Value) {
        match value {
            Value::Entity(entity) => *entity = self.stands_for(*entity),
            Value::Text(_) | Value::Number(_) | Value::Date(_) => {}
        }
    }

    pub(crate) fn in_sentence(&self, sentence: &mut Sentence) {
        sentence.args.iter_mut().for_each(|arg| self.in_value(arg));
    }

    /// Puts them in the columns of a block.
    fn in_block(&self, block: &mut Block) {
        let stands_for = |entity: &EntityId| self.stands_for(*entity);
        let option = |entity: &Option<EntityId>| entity.map(|entity| self.stands_for(entity));
        for arg in &mut block.args {
            match arg {
                Argument::Entities(column) => *column = column.map(stands_for),
                Argument::Values(Column::Same(value)) => self.in_value(value),
                Argument::Values(Column::Of { .. }) | Argument::Texts { .. } => {}
            }
        }
        block.view = block.view.map(option);
        block.event = block.event.map(option);
    }

    fn in_term(&self, term: &mut Term) {
        match term {
            Term::Value(value) => self.in_value(value),
            Term::Var(_) => {}
        }
    }

    fn in_pattern(&self, pattern: &mut Pattern) {
        pattern.args.iter_mut().for_each(|arg| self.in_term(arg));
    }

    pub(crate) fn in_body(&self, body: &mut Body) {
        body.each_term_mut(&mut |term| self.in_term(term));
    }
}

fn is_about(sentence: &Sentence, a: EntityId, b: EntityId) -> bool {
    let (a, b) = (Value::Entity(a), Value::Entity(b));
    match sentence.args.as_slice() {
        [first, second] => (*first == a && *second == b) || (*first == b && *second == a),
        _ => false,
    }
}
