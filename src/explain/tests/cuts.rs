//! Linchpins against trying every set of statements.

use super::kit::{Kit, tell};
use super::random::lines;
use crate::explain::{Units, linchpins};
use crate::model::{Sentence, Sign, Signed, Value};
use crate::time::{Instant, Likelihood};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The claims that our own statements make, each once.
fn stated(kit: &Kit) -> Vec<Signed> {
    let all: BTreeSet<Signed> = kit
        .situation
        .told
        .stated
        .iter()
        .map(|stated| Signed {
            sign: stated.sign,
            sentence: stated.sentence.clone(),
        })
        .collect();
    all.into_iter().collect()
}

/// What the claim is worth where only some of what is stated is.
fn worth_of(kit: &Kit, gone: &BTreeSet<&Signed>, claim: &Signed, at: Instant) -> Likelihood {
    let mut less = Kit {
        situation: kit.situation.clone(),
    };
    less.situation.told.stated.retain(|stated| {
        !gone
            .iter()
            .any(|gone| gone.sign == stated.sign && gone.sentence == stated.sentence)
    });
    less.world().worth(&claim.sentence, claim.sign).at(at)
}

/// The minimal cuts, by trying every set.
fn every_cut(kit: &Kit, claim: &Signed, at: Instant, bar: Likelihood) -> BTreeSet<Vec<Signed>> {
    let all = stated(kit);
    let mut cuts: Vec<usize> = Vec::new();
    let mut sets: Vec<usize> = (0..1 << all.len()).collect();
    sets.sort_by_key(|set| set.count_ones());
    for set in sets {
        if cuts.iter().any(|cut| cut & set == *cut) {
            continue;
        }
        let gone = all
            .iter()
            .enumerate()
            .filter(|(at, _)| set & (1 << at) != 0)
            .map(|(_, one)| one)
            .collect();
        if worth_of(kit, &gone, claim, at) < bar {
            cuts.push(set);
        }
    }
    let members = |set: &usize| {
        let chosen = all
            .iter()
            .enumerate()
            .filter(|(at, _)| set & (1 << at) != 0);
        chosen.map(|(_, one)| one.clone()).collect()
    };
    cuts.iter().map(members).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, ..ProptestConfig::default() })]

    #[test]
    fn linchpins_are_all_minimal_sets_that_trying_every_set_finds(lines in lines()) {
        let kit = tell(&lines);
        let Some(world) = kit.try_world() else { return Ok(()) };
        if stated(&kit).len() > 7 {
            return Ok(());
        }
        let at = Instant(33);
        for (relation, _) in kit.situation.relations.iter().filter(|(_, one)| ["p", "q", "r"].contains(&one.name.as_str())) {
            for entity in kit.situation.entities.ids() {
                let sentence = Sentence { relation, args: vec![Value::Entity(entity)] };
                let claim = Signed { sign: Sign::For, sentence };
                if world.support(&claim.sentence).at(at) < world.bar() {
                    continue;
                }
                let found = linchpins(&world, &claim, at, Units::Statements);
                prop_assert!(found.complete);
                let told: BTreeSet<Vec<Signed>> = found
                    .cuts
                    .iter()
                    .map(|cut| {
                        let mut units: Vec<Signed> = cut.units.iter().filter_map(|unit| unit.claim().cloned()).collect();
                        units.sort();
                        units
                    })
                    .collect();
                prop_assert_eq!(told, every_cut(&kit, &claim, at, world.bar()), "{}", kit.say(&claim));
            }
        }
    }
}
