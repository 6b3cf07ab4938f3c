//! The stretches of time behind a timeline: from when to when something that has to do with X is held, and where it
//! surely is. An event is its own stretch; a sentence has one for every time that it comes to the bar and falls below.

use super::effects::Effects;
use super::scene::Scene;
use super::timeline::{dates, is_of_an_event, names, told_event};
use crate::answer::{Spell, SpellKind};
use crate::model::{EntityId, Item, RelationId, Sentence, Sign, Signed, Value};
use crate::time::{Instant, Likelihood, Precision, Span};
use std::collections::BTreeMap;

/// Every stretch that begins or ends, by where it begins.
pub(super) fn spells(scene: &Scene, effects: &Effects, of: EntityId) -> Vec<Spell> {
    let mut placed: Vec<(Instant, Spell)> = Vec::new();
    for event in effects.events_about(scene, of) {
        placed.extend(of_event(scene, effects, event, of));
    }
    let dates = dates(scene, of);
    for (alike, claims) in held(scene, of) {
        let claims: Vec<&Signed> = claims.iter().collect();
        placed.push((
            alike.extent.from,
            Spell {
                of: SpellKind::Sentence,
                step: scene.is_a_step(alike.relation)
                    && !claims.iter().any(|claim| is_told(scene, claim)),
                text: scene.phrase().together(&claims).unwrap_or_default(),
                likelihood: scene.phrase().held(alike.value),
                when: Some(crate::phrase::span(alike.extent, &dates)),
                from: bound(alike.extent.from),
                to: bound(alike.extent.to),
                core: core(alike.core),
            },
        ));
    }
    placed.sort_by_key(|(from, _)| *from);
    placed.into_iter().map(|(_, spell)| spell).collect()
}

fn of_event(
    scene: &Scene,
    effects: &Effects,
    event: EntityId,
    of: EntityId,
) -> Option<(Instant, Spell)> {
    let told = scene.situation.events.get(&event)?;
    let starts = told.starts.as_ref()?;
    let (fact, _) = told_event(scene, effects, event, of);
    let (extent, surely) = match &told.ends {
        None => (
            Span::since(starts.covers.from),
            Span::since(starts.covers.to.pred()),
        ),
        Some(ends) if ends == starts => {
            let exact = starts.precision >= Precision::Day && !starts.mark.widens();
            (
                starts.covers,
                if exact { starts.covers } else { Span::EMPTY },
            )
        }
        Some(ends) => (
            Span::new(starts.covers.from, ends.covers.to),
            Span::new(starts.covers.to.pred(), ends.covers.from.succ()),
        ),
    };
    let spell = Spell {
        of: SpellKind::Event,
        step: false,
        text: fact.sentence,
        likelihood: fact.likelihood,
        when: fact.when,
        from: bound(extent.from),
        to: bound(extent.to),
        core: core(surely),
    };
    Some((extent.from, spell))
}

/// Claims that are held through the same time and differ in their last argument alone stand together.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    relation: RelationId,
    sign: Sign,
    before_the_last: Vec<Value>,
    extent: Span,
    core: Span,
    value: Likelihood,
}

fn held(scene: &Scene, of: EntityId) -> BTreeMap<Alike, Vec<Signed>> {
    let symmetric = scene.symmetric();
    let mut all: BTreeMap<Alike, Vec<Signed>> = BTreeMap::new();
    let of_it = |sentence: &Sentence| names(sentence, of) && !is_of_an_event(scene, sentence);
    for sentence in scene.sentences().filter(of_it) {
        for sign in [Sign::For, Sign::Against] {
            let claim = Signed {
                sign,
                sentence: sentence.clone(),
            };
            if symmetric.contains(&sentence.relation) && scene.is_turned(&claim) {
                continue;
            }
            let steps = scene.steps(&claim);
            for span in steps.spans_at_least(scene.bar) {
                if span.from == Instant::BEGINNING && span.to == Instant::END {
                    continue;
                }
                let alike = Alike {
                    relation: sentence.relation,
                    sign,
                    before_the_last: sentence
                        .args
                        .split_last()
                        .map(|(_, rest)| rest.to_vec())
                        .unwrap_or_default(),
                    extent: span,
                    core: surely(scene, &claim, span),
                    value: steps.within(span).greatest(),
                };
                all.entry(alike).or_default().push(claim.clone());
            }
        }
    }
    all
}

/// Where a claim surely is held of a stretch through which it may be: by the statement that begins or ends with it.
/// What rules give is as sharp as it is.
fn surely(scene: &Scene, claim: &Signed, span: Span) -> Span {
    let all = &scene.world.core().items;
    let saying = all.saying(&claim.sentence).into_iter();
    let items: Vec<&Item> = saying
        .filter_map(|id| all.get(id))
        .filter(|item| item.stated.sign == claim.sign)
        .collect();
    let begins = items
        .iter()
        .filter(|item| item.stated.extent.from == span.from)
        .map(|item| match item.stated.core {
            core if core.is_empty() => span.to,
            core => core.from,
        });
    let ends = items
        .iter()
        .filter(|item| item.stated.extent.to == span.to)
        .map(|item| match item.stated.core {
            core if core.is_empty() => span.from,
            core => core.to,
        });
    Span::new(
        begins.min().unwrap_or(span.from),
        ends.max().unwrap_or(span.to),
    )
}

/// Whether a statement alone held it at some time.
fn is_told(scene: &Scene, claim: &Signed) -> bool {
    scene.world.stated(&claim.sentence, claim.sign).greatest() >= scene.bar
}

fn bound(at: Instant) -> Option<i64> {
    (at != Instant::BEGINNING && at != Instant::END).then_some(at.0)
}

fn core(span: Span) -> Option<[Option<i64>; 2]> {
    (!span.is_empty()).then(|| [bound(span.from), bound(span.to)])
}
