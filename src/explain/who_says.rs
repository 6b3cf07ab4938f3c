//! `who says S`: every claim and denial of a sentence, by whom, and the evidence on which we hold it ourselves.

use crate::engine::World;
use crate::model::{EntityId, ItemId, RelationId, Sentence, Sign, SourceId, Value};
use crate::time::{Instant, Span};

/// Who said something of a sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct Saying {
    /// The party.
    pub party: EntityId,
    /// Whether it claims or denies it.
    pub sign: Sign,
    /// The statement.
    pub item: ItemId,
    /// What the party was said to hold it, where that is all that is known: A says that B says so. Nearest first.
    pub through: Vec<EntityId>,
    /// For whom the party spoke at some instant of the date on which it was said, else of the source's date, else ever; by
    /// how directly.
    pub speaks_for: Vec<EntityId>,
}

/// Somebody's attitude to a sentence, which asserts nothing of it: `Russia fears that S`.
#[derive(Clone, PartialEq, Debug)]
pub struct Attitude {
    /// The compound sentence.
    pub sentence: Sentence,
    /// The outer relation: `fears that`.
    pub outer: RelationId,
    /// Whether it is about the denial.
    pub of: Sign,
    /// The statement.
    pub item: ItemId,
}

/// All that is said of a sentence.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sayings {
    /// Claims and denials of parties: by the date on which they were said, undated ones last.
    pub parties: Vec<Saying>,
    /// Our own statements of it, with the sources on whose evidence we hold it.
    pub ours: Vec<(ItemId, Sign, Option<SourceId>)>,
    /// What is feared, demanded, promised of it.
    pub attitudes: Vec<Attitude>,
}

/// Who says, and who denies, the sentence.
#[must_use]
pub fn who_says(world: &World, sentence: &Sentence) -> Sayings {
    let core = world.core();
    let sentence = world.merged(sentence);
    let mut sayings = Sayings::default();
    let speaks_of_it = |relation: crate::model::RelationId| {
        let compound = core.situation.relations.get(relation);
        relation == sentence.relation
            || compound
                .and_then(|relation| relation.compound)
                .is_some_and(|compound| compound.inner == sentence.relation)
    };
    for (id, item) in core.items.of_relations(speaks_of_it) {
        if item.stated.sentence == sentence {
            match item.stated.view {
                Some(party) => sayings.parties.push(Saying {
                    party,
                    sign: item.stated.sign,
                    item: id,
                    through: Vec::new(),
                    speaks_for: spoken_for(world, party, id),
                }),
                None => sayings
                    .ours
                    .push((id, item.stated.sign, item.stated.source)),
            }
            continue;
        }
        sayings.add_compound(world, &sentence, id);
    }
    let said = |id: ItemId| -> Option<Instant> {
        let stated = &core.items.get(id)?.stated;
        let dated = stated
            .source
            .and_then(|source| core.situation.sources.get(source)?.dated);
        stated.said.or(dated).map(|span| span.from)
    };
    sayings
        .parties
        .sort_by_key(|one| (said(one.item).unwrap_or(Instant::END), one.item));
    sayings
}

/// For whom somebody speaks who says so, through all links that hold at one instant.
fn spoken_for(world: &World, speaker: EntityId, item: ItemId) -> Vec<EntityId> {
    let core = world.core();
    let said = || {
        let stated = &core.items.get(item)?.stated;
        let dated = || core.situation.sources.get(stated.source?)?.dated;
        stated.said.or_else(dated)
    };
    let when = said().unwrap_or(Span::ALWAYS);
    let mut found: Vec<(EntityId, Vec<Span>)> = vec![(speaker, vec![when])];
    let mut next = 0;
    while let Some((by, spans)) = found.get(next).cloned() {
        next += 1;
        for fact in world.facts(core.situation.known.speaks_for) {
            let [Value::Entity(own), Value::Entity(party)] = fact.args.as_slice() else {
                continue;
            };
            if *own != by || found.iter().any(|(known, _)| known == party) {
                continue;
            }
            let at_bar = fact.support.spans_at_least(world.bar());
            let both: Vec<Span> = at_bar
                .iter()
                .flat_map(|one| spans.iter().map(|other| one.meet(*other)))
                .filter(|span| !span.is_empty())
                .collect();
            if !both.is_empty() {
                found.push((*party, both));
            }
        }
    }
    found.into_iter().skip(1).map(|(party, _)| party).collect()
}

impl Sayings {
    fn add_compound(&mut self, world: &World, sentence: &Sentence, id: ItemId) {
        let core = world.core();
        let Some(item) = core.items.get(id) else {
            return;
        };
        let whole = &item.stated.sentence;
        let relation = core.situation.relations.get(whole.relation);
        let Some(compound) = relation.and_then(|relation| relation.compound) else {
            return;
        };
        let inner = whole.args.len().checked_sub(sentence.args.len());
        let (Some(outer), true) = (inner, compound.inner == sentence.relation) else {
            return;
        };
        if whole.args.get(outer..) != Some(&sentence.args) {
            return;
        }
        let speaker = match whole.args.first() {
            Some(Value::Entity(speaker)) => Some(*speaker),
            _ => None,
        };
        match (speaker, item.stated.view) {
            // A view of a view: the party says that somebody says so.
            (Some(speaker), Some(party)) if speaker != party => self.parties.push(Saying {
                party: speaker,
                sign: compound.sign,
                item: id,
                through: vec![party],
                speaks_for: spoken_for(world, speaker, id),
            }),
            _ => self.attitudes.push(Attitude {
                sentence: whole.clone(),
                outer: compound.outer,
                of: compound.sign,
                item: id,
            }),
        }
    }
}
