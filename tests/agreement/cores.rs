//! Random cores, in the analyst's world and in views, as known now and on a day.

use super::{disagreement, seeds};
use crate::support::generate::{Chance, core};
use crate::support::minimise::fewest;
use crate::support::naive::Standpoint;
use crate::support::sketch::{B, Sketch};
use casus::model::json::{Argument, CoreJson, PatternJson};

/// From where a core is looked at: always by the analyst, and from two other points.
pub fn standpoints(core: &CoreJson, seed: u64) -> Vec<Standpoint> {
    let mut chance = Chance::of(seed.wrapping_add(0x0a11));
    let mut all = vec![Standpoint::default()];
    let parties: Vec<u32> = core.items.iter().filter_map(|item| item.view).collect();
    let dates: Vec<i64> = core.sources.iter().filter_map(|one| one.dated?.1).collect();
    for _ in 0..2 {
        let party = if parties.is_empty() {
            0
        } else {
            *chance.one(&parties)
        };
        let known_on = (!dates.is_empty() && chance.happens(40)).then(|| *chance.one(&dates));
        all.push(Standpoint {
            known_on,
            according_to: (known_on.is_none() || chance.happens(60)).then_some(party),
            strictly: chance.happens(30),
        });
    }
    all
}

#[test]
fn the_engine_gives_the_world_that_the_definition_gives() {
    let mut failing = Vec::new();
    for seed in seeds(600) {
        let core = core(seed);
        let differs = |standpoint: &Standpoint| disagreement(&core, standpoint).is_some();
        if let Some(standpoint) = standpoints(&core, seed).into_iter().find(differs) {
            failing.push((seed, standpoint));
        }
    }
    let Some((seed, standpoint)) = failing.first() else {
        return;
    };
    let small = smallest(&core(*seed), standpoint);
    let difference = disagreement(&small, standpoint).unwrap_or_default();
    let seeds: Vec<u64> = failing.iter().map(|(seed, _)| *seed).collect();
    panic!(
        "{} differ: {seeds:?}\nseed {seed}, {standpoint:?}\n{}\n{difference}",
        seeds.len(),
        small.printed().expect("it can be printed")
    );
}

#[test]
fn a_chain_that_leads_through_what_is_set_aside_or_denied_is_found_by_another_cut() {
    let chain = || {
        let mut sketch = Sketch::default();
        for (link, likelihood) in [("p(A, B)", 8_000), ("p(B, C)", 9_000), ("p(C, D)", 6_000)] {
            sketch.item(link, likelihood);
        }
        let body = B::All(vec![B::S("p(?a, ?b)"), B::S("p(?b, ?c)")]);
        sketch.rule("p(?a, ?c)", 10_000, body);
        sketch
    };
    let mut set_aside = chain();
    let args = ["A", "C"].map(|name| Argument::Entity(set_aside.entity(name)));
    let relation = set_aside.relation("p");
    let args = args.to_vec();
    set_aside.core.masked.push(PatternJson { relation, args });
    let mut denied = chain();
    denied.item("-p(A, C)", 10_000);
    for sketch in [chain(), set_aside, denied] {
        assert_eq!(disagreement(&sketch.core, &Standpoint::default()), None);
    }
}

/// The core with as few items and rules as still give two worlds.
fn smallest(core: &CoreJson, standpoint: &Standpoint) -> CoreJson {
    let with = |items: &[_], rules: &[_]| CoreJson {
        items: items.to_vec(),
        rules: rules.to_vec(),
        ..core.clone()
    };
    let differs = |core: CoreJson| disagreement(&core, standpoint).is_some();
    let rules = fewest(core.rules.clone(), &|rules| {
        differs(with(&core.items, rules))
    });
    let items = fewest(core.items.clone(), &|items| differs(with(items, &rules)));
    with(&items, &rules)
}
