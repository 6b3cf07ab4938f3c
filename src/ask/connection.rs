//! `connection between A and B`: the shortest chains of sentences that tie them.
//!
//! One chain a row of names; between two neighbours the best sentence stands, the others beside it. Chains of what was
//! stated come before chains of what was concluded; then those through rare names before those through common ones:
//! that two groups use a tool that fifty use says less than that they share one that nobody else has.

use super::chains::Ties;
use super::marks::Marks;
use super::scene::Scene;
use super::{Drawn, Found, profile};
use crate::answer::{Along, Basis, Body, Connection, Markup, Tie};
use crate::model::{EntityId, RelationId, Sentence, Sign, Signed, Value};
use crate::time::Likelihood;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many chains are shown.
const CHAINS: usize = 5;

/// The answer to `connection between A and B`.
pub(super) fn connection(scene: &Scene, from: EntityId, to: EntityId) -> Drawn {
    let symmetric = scene.symmetric();
    let held = held(scene, &symmetric);
    let ties = Ties::of(&held);
    let stands = |of| scene.world.stands_for(of);
    let mut ways = ways(scene, &ties, stands(from), stands(to));
    let further = ways.count.saturating_sub(CHAINS as u64);
    let mut teller = Teller {
        scene,
        symmetric: &symmetric,
        marks: Marks::default(),
    };
    let chains = teller.chains(&ties, &ways.best);
    let mut notes = Vec::new();
    if stands(from) == stands(to) {
        notes.push(Markup::words("The two names are of one and the same."));
    }
    let mut stated = Vec::new();
    if ways.best.iter().all(|way| way.concluded > 0) {
        let only: Vec<&Sentence> = held
            .iter()
            .filter(|sentence| scene.basis(sentence, Sign::For) == Basis::Stated)
            .collect();
        let ties = Ties::of(only);
        let more = self::ways(scene, &ties, stands(from), stands(to));
        stated = teller.chains(&ties, &more.best);
        ways.best.extend(more.best.into_iter().take(CHAINS));
    }
    let sentences = ways.best.iter().map(|way| {
        let claim = |sentence: &&Sentence| Signed {
            sign: Sign::For,
            sentence: (*sentence).clone(),
        };
        way.links.iter().map(claim).collect()
    });
    let found = Found {
        sentences: sentences.collect(),
        ..Found::default()
    };
    let body = Connection {
        from: scene.phrase().entity(from),
        to: scene.phrase().entity(to),
        chains,
        more: further > 0,
        further,
        stated,
    };
    Drawn {
        found,
        notes,
        marks: teller.marks,
        ..Drawn::of(Body::Connection(body))
    }
}

/// What is held at the instant, each sentence that holds either way round once.
fn held(scene: &Scene, symmetric: &BTreeSet<RelationId>) -> Vec<Sentence> {
    let turned = |sentence: &Sentence| {
        let claim = Signed {
            sign: Sign::For,
            sentence: sentence.clone(),
        };
        symmetric.contains(&sentence.relation) && scene.is_turned(&claim)
    };
    scene
        .sentences()
        .filter(|sentence| value(scene, sentence) >= scene.bar && !turned(sentence))
        .collect()
}

fn value(scene: &Scene, sentence: &Sentence) -> Likelihood {
    scene.worth(scene.world.support(sentence))
}

/// The shortest chains, the most telling first.
struct Ways<'w> {
    best: Vec<Way<'w>>,
    count: u64,
}

/// One chain: its names, and the best sentence between each two.
struct Way<'w> {
    names: Vec<EntityId>,
    links: Vec<&'w Sentence>,
    /// How many of its links are concluded.
    concluded: usize,
}

fn ways<'w>(scene: &Scene, ties: &Ties<'w>, from: EntityId, to: EntityId) -> Ways<'w> {
    let found = ties.shortest(from, to);
    let mut ranked: Vec<(Way<'w>, usize, Option<Likelihood>)> = found
        .chains
        .into_iter()
        .map(|names| {
            let links: Vec<&Sentence> = names
                .iter()
                .zip(names.iter().skip(1))
                .filter_map(|(one, other)| best_first(scene, ties, *one, *other).into_iter().next())
                .collect();
            let concluded = links
                .iter()
                .filter(|sentence| scene.basis(sentence, Sign::For) == Basis::Concluded)
                .count();
            let middles = names.iter().skip(1).take(names.len().saturating_sub(2));
            let commonest = middles.map(|name| ties.count(*name)).max().unwrap_or(0);
            let weakest = links.iter().map(|sentence| value(scene, sentence)).min();
            let way = Way {
                names,
                links,
                concluded,
            };
            (way, commonest, weakest)
        })
        .collect();
    ranked.sort_by_cached_key(|(way, commonest, weakest)| {
        (
            way.concluded,
            *commonest,
            Reverse(*weakest),
            way.names.clone(),
        )
    });
    Ways {
        best: ranked.into_iter().map(|(way, ..)| way).collect(),
        count: found.count,
    }
}

/// The sentences between two: what is stated before what is concluded, then the likelier first.
fn best_first<'w>(
    scene: &Scene,
    ties: &Ties<'w>,
    one: EntityId,
    other: EntityId,
) -> Vec<&'w Sentence> {
    let mut all = ties.between(one, other);
    all.sort_by_cached_key(|sentence| {
        (
            scene.basis(sentence, Sign::For),
            Reverse(value(scene, sentence)),
            *sentence,
        )
    });
    all
}

/// Tells chains, and keeps what they rest on.
struct Teller<'s> {
    scene: &'s Scene,
    symmetric: &'s BTreeSet<RelationId>,
    marks: Marks,
}

impl Teller<'_> {
    fn chains(&mut self, ties: &Ties<'_>, ways: &[Way<'_>]) -> Vec<Vec<Tie>> {
        let pairs = |way: &Way<'_>| -> Vec<(EntityId, EntityId)> {
            let next = way.names.iter().skip(1);
            way.names.iter().copied().zip(next.copied()).collect()
        };
        ways.iter()
            .take(CHAINS)
            .map(|way| {
                pairs(way)
                    .into_iter()
                    .filter_map(|(one, other)| self.tie(ties, one, other))
                    .collect()
            })
            .collect()
    }

    fn tie(&mut self, ties: &Ties<'_>, from: EntityId, to: EntityId) -> Option<Tie> {
        let mut all = best_first(self.scene, ties, from, to).into_iter();
        let best = all.next()?;
        let claim = Signed {
            sign: Sign::For,
            sentence: best.clone(),
        };
        let fact = profile::fact(self.scene, &claim, &mut self.marks);
        let phrase = self.scene.phrase();
        let place = |of| best.args.iter().position(|arg| *arg == Value::Entity(of));
        let direction = if self.symmetric.contains(&best.relation) {
            Along::Either
        } else if place(from) <= place(to) {
            Along::Forward
        } else {
            Along::Backward
        };
        Some(Tie {
            fact,
            from: phrase.entity(from),
            to: phrase.entity(to),
            to_tied: ties.count(to),
            direction,
            basis: self.scene.basis(best, Sign::For),
            also: all.map(|sentence| phrase.sentence(sentence)).collect(),
        })
    }
}
