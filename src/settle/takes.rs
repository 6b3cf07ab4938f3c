//! What `without …` takes from the world.
//!
//! Takes all the takes of all the changes together; gives what is left of the statements told. The one idea:
//! sources fall together (a digest of two sources falls where both are taken), so nothing is taken before
//! everything that is to be taken is known.

use crate::model::block::Block;
use crate::model::{
    Additions, Alteration, Ending, EntityId, RelationId, Sentence, Sign, Situation, SourceId,
    Stated, Take, Value,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// All that is taken.
pub(super) struct Taken {
    sentences: BTreeSet<Sentence>,
    masked: BTreeSet<Sentence>,
    events: BTreeSet<EntityId>,
    sources: BTreeSet<SourceId>,
    rules: BTreeSet<String>,
}

impl Taken {
    pub(super) fn of(situation: &Situation, changes: &[&Alteration]) -> Taken {
        let mut taken = Taken {
            sentences: BTreeSet::new(),
            masked: BTreeSet::new(),
            events: BTreeSet::new(),
            sources: BTreeSet::new(),
            rules: BTreeSet::new(),
        };
        let mut leading = Vec::new();
        for take in changes.iter().flat_map(|change| &change.takes) {
            match take {
                Take::Sentence(sentence) => taken.set_aside(sentence.clone()),
                Take::Statements(sentence) => {
                    taken.sentences.insert(sentence.clone());
                }
                Take::Event {
                    event,
                    and_what_it_led_to,
                } => {
                    taken.events.insert(*event);
                    if *and_what_it_led_to {
                        leading.push(*event);
                    }
                }
                Take::Source(source) => {
                    taken.sources.insert(*source);
                }
                Take::Rule(name) => {
                    taken.rules.insert(name.clone());
                }
            }
        }
        taken.follow_led_to(situation, leading);
        taken.follow_descent(situation);
        taken
    }

    fn set_aside(&mut self, sentence: Sentence) {
        self.sentences.insert(sentence.clone());
        self.masked.insert(sentence);
    }

    /// Goes on along our own `led to` statements, to events and to sentences.
    fn follow_led_to(&mut self, situation: &Situation, mut open: Vec<EntityId>) {
        let mut seen: BTreeSet<EntityId> = open.iter().copied().collect();
        while let Some(event) = open.pop() {
            self.events.insert(event);
            // The front leaves `led to` to no block.
            for stated in &situation.told.stated {
                let ours = stated.view.is_none() && stated.sign == Sign::For;
                if !ours || stated.sentence.args.first() != Some(&Value::Entity(event)) {
                    continue;
                }
                match led_to(situation, &stated.sentence) {
                    Some(LedTo::Event(next)) if seen.insert(next) => open.push(next),
                    Some(LedTo::Sentence(sentence)) => self.set_aside(sentence),
                    Some(LedTo::Event(_)) | None => {}
                }
            }
        }
    }

    /// Takes the sources whose whole descent passes through those that are taken.
    fn follow_descent(&mut self, situation: &Situation) {
        if self.sources.is_empty() {
            return;
        }
        loop {
            let before = self.sources.len();
            for (id, source) in situation.sources.iter() {
                let parents = &source.derived_from;
                if !parents.is_empty() && parents.iter().all(|parent| self.sources.contains(parent))
                {
                    self.sources.insert(id);
                }
            }
            if self.sources.len() == before {
                return;
            }
        }
    }

    /// What is left of the statements and rules.
    pub(super) fn leave(&self, told: &Additions) -> Additions {
        Additions {
            stated: told
                .stated
                .iter()
                .filter(|stated| !self.takes(stated))
                .cloned()
                .collect(),
            blocks: told
                .blocks
                .iter()
                .map(|block| self.leave_of(block))
                .collect(),
            endings: told
                .endings
                .iter()
                .filter(|ending| !self.takes_ending(ending))
                .cloned()
                .collect(),
            rules: told
                .rules
                .iter()
                .filter(|rule| !self.rules.contains(&rule.name))
                .cloned()
                .collect(),
            same: told.same.clone(),
        }
    }

    fn takes(&self, stated: &Stated) -> bool {
        self.sentences.contains(&stated.sentence)
            || stated
                .source
                .is_some_and(|source| self.sources.contains(&source))
            || stated
                .event
                .is_some_and(|event| self.events.contains(&event))
            || (!self.events.is_empty() && self.is_named_in(&stated.sentence))
    }

    /// What is left of a block: itself, where nothing of it is taken.
    fn leave_of(&self, block: &Arc<Block>) -> Arc<Block> {
        let of_source =
            |source: &Option<SourceId>| source.is_some_and(|source| self.sources.contains(&source));
        let of_event =
            |event: &Option<EntityId>| event.is_some_and(|event| self.events.contains(&event));
        let touched = self
            .sentences
            .iter()
            .any(|sentence| sentence.relation == block.relation)
            || (!self.sources.is_empty() && block.source.any(of_source))
            || (!self.events.is_empty()
                && (block.event.any(of_event)
                    || block.names_any(|entity| self.events.contains(&entity))));
        if !touched {
            return Arc::clone(block);
        }
        let stays = |row: &u32| block.stated(*row).is_none_or(|stated| !self.takes(&stated));
        Arc::new(block.only(stays))
    }

    fn is_named_in(&self, sentence: &Sentence) -> bool {
        sentence.args.iter().any(|arg| match arg {
            Value::Entity(entity) => self.events.contains(entity),
            Value::Text(_) | Value::Number(_) | Value::Date(_) => false,
        })
    }

    fn takes_ending(&self, ending: &Ending) -> bool {
        self.events.contains(&ending.event)
            || ending
                .source
                .is_some_and(|source| self.sources.contains(&source))
            || (!self.events.is_empty() && self.is_named_in(&ending.sentence))
    }

    /// The sentences set aside, but for those that the changes state anew: taking comes before adding.
    pub(super) fn masked(&self, changes: &[&Alteration]) -> Vec<Sentence> {
        let added: BTreeSet<&Sentence> = changes
            .iter()
            .flat_map(|change| &change.adds.stated)
            .filter(|stated| stated.sign == Sign::For && stated.view.is_none())
            .map(|stated| &stated.sentence)
            .collect();
        self.masked
            .iter()
            .filter(|sentence| !added.contains(sentence))
            .cloned()
            .collect()
    }
}

/// What an event led to.
enum LedTo {
    Event(EntityId),
    Sentence(Sentence),
}

fn led_to(situation: &Situation, sentence: &Sentence) -> Option<LedTo> {
    if sentence.relation == situation.known.led_to {
        return match sentence.args.get(1) {
            Some(Value::Entity(event)) => Some(LedTo::Event(*event)),
            _ => None,
        };
    }
    let compound = situation.relations.get(sentence.relation)?.compound?;
    if !says_led_to(situation, compound.outer) || compound.sign != Sign::For {
        return None;
    }
    Some(LedTo::Sentence(Sentence {
        relation: compound.inner,
        args: sentence.args.get(1..)?.to_vec(),
    }))
}

/// Whether the relation is `led to` with a sentence in its last slot: the same words as of the known one.
fn says_led_to(situation: &Situation, relation: RelationId) -> bool {
    let parts = |id| {
        situation
            .relations
            .get(id)
            .and_then(|relation| relation.wordings.first())
            .map(|wording| &wording.parts)
    };
    parts(relation).is_some() && parts(relation) == parts(situation.known.led_to)
}
