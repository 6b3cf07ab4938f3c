//! `what if …`, `what changed between D and D`: two worlds, or one at two instants, side by side.

use super::echoes::echoes;
use super::head::supposed;
use super::marks::{Marks, is_marked};
use super::scene::{Scene, changes, last_minute, standpoint};
use super::{AskError, Drawn, Found, Worlds};
use crate::answer::{Body, Change, Changed, Direction, Following, Markup};
use crate::model::{Alteration, EntityId, Question, Sentence, Sign, Signed, Take, Value};
use crate::phrase::date;
use crate::time::{Date, Likelihood};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// So many of each direction get their reason.
const REASONED: usize = 10;

/// The answer to `what if …` with no question behind it: what the world with the change has other than without.
pub(super) fn what_if(
    worlds: &mut dyn Worlds,
    after: &Scene,
    question: &Question,
) -> Result<Drawn, AskError> {
    let before = without(worlds, question)?;
    let supposed_change = question.modifiers.supposing.as_deref();
    let own = Own {
        claims: supposed_change.map(claims_of).unwrap_or_default(),
        events: supposed_change.map(events_of).unwrap_or_default(),
    };
    let words = supposed_change
        .map(|change| supposed(after.phrase(), change))
        .unwrap_or_default();
    let of = Markup::list(words, "; ", "; ");
    let mut drawn = between(&before, after, of, &own, Told::All);
    if let Body::Change(change) = &mut drawn.body {
        change.set_aside = set_aside(after, supposed_change);
    }
    Ok(drawn)
}

/// The world of a `what if` without what it supposes.
pub(super) fn without(worlds: &mut dyn Worlds, question: &Question) -> Result<Scene, AskError> {
    let mut without = question.clone();
    without.modifiers.supposing = None;
    Scene::of(worlds, &without)
}

/// The answer to `what changed between D and E`: what held, or with `known` what was known to hold.
pub(super) fn what_changed(
    worlds: &mut dyn Worlds,
    scene: &Scene,
    question: &Question,
    (from, to): (&Date, &Date),
    basis: Basis,
) -> Result<Drawn, AskError> {
    let of = date(from).then(" to ").with(date(to));
    let none = Own::default();
    Ok(match basis {
        Basis::Held => {
            let (before, after) = (scene.at(last_minute(from)), scene.at(last_minute(to)));
            between(&before, &after, of, &none, Told::WithoutEchoes)
        }
        Basis::Known => {
            let changes = changes(&scene.situation, question);
            let mut known = |on: &Date| {
                let mut from = standpoint(question);
                from.known_on = Some(on.covers.to);
                worlds
                    .world(&from, &changes)
                    .map(|world| scene.in_world(world))
            };
            let (before, after) = (known(from)?, known(to)?);
            between(&before, &after, of, &none, Told::WithoutEchoes)
        }
    })
}

/// What is compared at two dates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Basis {
    /// What held then.
    Held,
    /// What was known then, of the instant asked for.
    Known,
}

impl Basis {
    pub(super) fn of(known: bool) -> Basis {
        if known { Basis::Known } else { Basis::Held }
    }
}

/// Which of the sentences that moved are told one by one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Told {
    /// All that are worth telling.
    All,
    /// Not those that only say again what another says: they are counted.
    WithoutEchoes,
}

/// What of every sentence changed, its kinds apart; `own` is what the change itself says, and is passed over.
fn between(before: &Scene, after: &Scene, of: Markup, own: &Own, telling: Told) -> Drawn {
    let relations = after.situation.relations.ids();
    let sentences: BTreeSet<Sentence> = relations
        .filter(|relation| !before.shares(after, *relation))
        .flat_map(|relation| {
            let before = before.sentences_of(relation);
            before.chain(after.sentences_of(relation))
        })
        .filter(|sentence| !after.is_of_a_kind(sentence))
        .collect();
    let mut moved: Vec<Moved> = Vec::new();
    for sentence in sentences {
        for sign in [Sign::For, Sign::Against] {
            let claim = Signed {
                sign,
                sentence: sentence.clone(),
            };
            let (was, is) = (before.value(&claim), after.value(&claim));
            if let Some(direction) = direction(was, is, after.bar)
                && !own.says(&claim)
            {
                moved.push((direction, was.max(is), claim));
            }
        }
    }
    moved.sort_by(|a, b| (a.0, Reverse(a.1), &a.2).cmp(&(b.0, Reverse(b.1), &b.2)));
    let mut marks = Marks::default();
    if is_marked(before.world.core()) || is_marked(after.world.core()) {
        for (_, _, claim) in &moved {
            marks.claim(before, claim);
            marks.claim(after, claim);
        }
    }
    let mut told = BTreeMap::new();
    let mut worth_telling = worth_telling(after, &moved);
    let mut following: BTreeMap<Direction, usize> = BTreeMap::new();
    if telling == Told::WithoutEchoes {
        let echoes = echoes(before, after, &moved);
        let mut all = BTreeMap::new();
        for (direction, ..) in &worth_telling {
            count(&mut all, *direction);
        }
        // Where there is little to tell, all of it is.
        let much = |direction| all.get(direction).is_some_and(|count| *count > REASONED);
        worth_telling.retain(|(direction, _, claim)| {
            let echo = much(direction) && echoes.contains(claim);
            if echo {
                count(&mut following, *direction);
            }
            !echo
        });
    }
    let changed = alike(before, after, &worth_telling)
        .iter()
        .filter_map(|claims| Some((claims.first()?, claims)))
        .map(|((direction, _, claim), claims)| {
            let seen_in = match direction {
                Direction::Gained | Direction::Surer => after,
                Direction::Lost | Direction::LessSure => before,
            };
            // Reasons are for the first of each direction; of the others `why` gives them.
            let reasoned = count(&mut told, *direction) <= REASONED && claims.len() == 1;
            let derivation = reasoned.then(|| seen_in.derivation(claim)).flatten();
            Changed {
                direction: *direction,
                sentence: worded(after, claims),
                before: after.telling().held(before.value(claim)),
                after: after.telling().held(after.value(claim)),
                reason: derivation.map(|one| seen_in.telling().reason(&one)),
            }
        })
        .collect();
    let body = Change {
        of,
        changed,
        following: following
            .into_iter()
            .map(|(direction, count)| Following { direction, count })
            .collect(),
        set_aside: Vec::new(),
    };
    Drawn {
        marks,
        found: Found {
            sentences: moved.into_iter().map(|(.., claim)| vec![claim]).collect(),
            ..Found::default()
        },
        ..Drawn::of(Body::Change(body))
    }
}

/// Which way, how strongly at its strongest, and what.
pub(super) type Moved = (Direction, Likelihood, Signed);

/// What moved without what goes without saying: the other way round of what holds either way, and of an event that
/// happened its dates and roles.
fn worth_telling<'m>(scene: &Scene, moved: &'m [Moved]) -> Vec<&'m Moved> {
    let known = &scene.situation.known;
    let happened: BTreeSet<(Direction, &Value)> = moved
        .iter()
        .filter(|(.., claim)| claim.sentence.relation == known.happened)
        .filter_map(|(direction, _, claim)| Some((*direction, claim.sentence.args.first()?)))
        .collect();
    let roles = [
        known.carries_out,
        known.directed_against,
        known.involves,
        known.takes_place_in,
        known.killed_number,
        known.killed_actor,
        known.under_way,
        known.starts_on,
        known.ends_on,
        known.led_to,
    ];
    let symmetric = scene.symmetric();
    moved
        .iter()
        .filter(|(direction, _, claim)| {
            let sentence = &claim.sentence;
            let event = |value: &Value| happened.contains(&(*direction, value));
            let role = roles.contains(&sentence.relation) && sentence.args.iter().any(event);
            let turned = symmetric.contains(&sentence.relation) && scene.is_turned(claim);
            !role && !turned
        })
        .collect()
}

/// What moved alike and differs in its last argument alone stands together, but for the first of each direction.
fn alike<'m>(before: &Scene, after: &Scene, moved: &[&'m Moved]) -> Vec<Vec<&'m Moved>> {
    let mut told: BTreeMap<Direction, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&'m Moved>> = Vec::new();
    for one in moved {
        let held = |claim: &Signed| (before.value(claim), after.value(claim));
        let joins = |last: &&mut Vec<&'m Moved>| {
            last.first().is_some_and(|(direction, _, first)| {
                let (first_args, args) = (&first.sentence.args, &one.2.sentence.args);
                *direction == one.0
                    && first.sign == one.2.sign
                    && first.sentence.relation == one.2.sentence.relation
                    && args.len() > 1
                    && first_args.split_last().map(|(_, rest)| rest)
                        == args.split_last().map(|(_, rest)| rest)
                    && held(first) == held(&one.2)
            })
        };
        let singly = told.get(&one.0).is_none_or(|count| *count < REASONED);
        match groups.last_mut().filter(joins).filter(|_| !singly) {
            Some(group) if told.get(&one.0).is_some_and(|count| *count > REASONED) => {
                group.push(one);
            }
            _ => {
                *told.entry(one.0).or_default() += 1;
                groups.push(vec![one]);
            }
        }
    }
    groups
}

fn worded(scene: &Scene, claims: &[&Moved]) -> Markup {
    let claims: Vec<&Signed> = claims.iter().map(|(.., claim)| claim).collect();
    scene.phrase().together(&claims).unwrap_or_default()
}

/// How many of the direction there are with this one.
fn count(told: &mut BTreeMap<Direction, usize>, direction: Direction) -> usize {
    let count = told.entry(direction).or_default();
    *count += 1;
    *count
}

fn direction(was: Likelihood, is: Likelihood, bar: Likelihood) -> Option<Direction> {
    match (was >= bar, is >= bar) {
        (false, true) => Some(Direction::Gained),
        (true, false) => Some(Direction::Lost),
        (true, true) if is > was => Some(Direction::Surer),
        (true, true) if is < was => Some(Direction::LessSure),
        (true, true) | (false, false) => None,
    }
}

/// What the change itself says or takes: it is the question, and no answer to it.
#[derive(Default)]
struct Own {
    claims: BTreeSet<Signed>,
    events: BTreeSet<EntityId>,
}

impl Own {
    fn says(&self, claim: &Signed) -> bool {
        let taken = |value: &Value| match value {
            Value::Entity(id) => self.events.contains(id),
            Value::Text(_) | Value::Number(_) | Value::Date(_) => false,
        };
        self.claims.contains(claim) || claim.sentence.args.iter().any(taken)
    }
}

fn events_of(change: &Alteration) -> BTreeSet<EntityId> {
    let event = |take: &Take| match take {
        Take::Event { event, .. } => Some(*event),
        Take::Sentence(_) | Take::Statements(_) | Take::Source(_) | Take::Rule(_) => None,
    };
    change.takes.iter().filter_map(event).collect()
}

/// The sentences that the change states or takes.
fn claims_of(change: &Alteration) -> BTreeSet<Signed> {
    let stated = change.adds.stated.iter().map(|stated| Signed {
        sign: stated.sign,
        sentence: stated.sentence.clone(),
    });
    let taken = change.takes.iter().filter_map(|take| match take {
        Take::Sentence(sentence) | Take::Statements(sentence) => Some(Signed {
            sign: Sign::For,
            sentence: sentence.clone(),
        }),
        Take::Event { .. } | Take::Source(_) | Take::Rule(_) => None,
    });
    stated.chain(taken).collect()
}

/// Sentences taken that rules still give: set aside, not disproved (meaning.md 7).
fn set_aside(scene: &Scene, change: Option<&Alteration>) -> Vec<Markup> {
    let takes = change.map_or(&[][..], |change| &change.takes);
    takes
        .iter()
        .filter_map(|take| match take {
            Take::Sentence(sentence) => Some(sentence),
            Take::Statements(_) | Take::Event { .. } | Take::Source(_) | Take::Rule(_) => None,
        })
        .filter(|sentence| scene.worth(scene.world.withheld(sentence)) > Likelihood::NEVER)
        .map(|sentence| scene.phrase().sentence(sentence))
        .collect()
}
