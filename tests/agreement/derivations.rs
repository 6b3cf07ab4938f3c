//! Every derivation on random cores, in the analyst's world and in views: it passes the checker, and its least leaf is
//! what the world holds.

use super::cores::standpoints;
use super::{seeds, standpoint};
use crate::support::generate::core;
use crate::support::read_core;
use casus::engine::{World, evaluate};
use casus::explain::{check, check_strongest, why, why_all};
use casus::model::{Sentence, Sign, Signed};
use casus::time::{Instant, Likelihood, Steps};
use std::collections::BTreeSet;
use std::sync::Arc;

#[test]
fn every_why_on_a_random_core_passes_the_checker() {
    for seed in seeds(600) {
        let printed = core(seed);
        for from in standpoints(&printed, seed) {
            let core = Arc::new(read_core::read(&printed));
            if let Ok(world) = evaluate(core, &standpoint(&from)) {
                explained(&world, seed);
            }
        }
    }
}

fn explained(world: &World, seed: u64) {
    for relation in world.core().situation.relations.ids() {
        for fact in world.facts(relation) {
            for (sign, steps) in [(Sign::For, &fact.support), (Sign::Against, &fact.denial)] {
                let sentence = Sentence {
                    relation,
                    args: fact.args.clone(),
                };
                let claim = Signed { sign, sentence };
                for at in instants(steps) {
                    one(world, &claim, at, steps.at(at), seed);
                }
            }
        }
    }
}

/// Some on every step and beside it.
fn instants(steps: &Steps) -> BTreeSet<Instant> {
    let edges = steps
        .breakpoints()
        .flat_map(|edge| [edge, Instant(edge.0 - 1), Instant(edge.0 + 40)]);
    edges.chain([Instant(0)]).take(8).collect()
}

fn one(world: &World, claim: &Signed, at: Instant, worth: Likelihood, seed: u64) {
    let Some(found) = why(world, claim, at) else {
        assert_eq!(
            worth,
            Likelihood::NEVER,
            "seed {seed}: {claim:?} at {at:?} has no derivation"
        );
        return;
    };
    assert_eq!(found.value, worth, "seed {seed}: {claim:?} at {at:?}");
    if let Err(flaw) = check_strongest(world, &found) {
        panic!("seed {seed}: {flaw:?}\n{found:?}");
    }
    for other in why_all(world, claim, at, 6).list {
        if let Err(flaw) = check(world, &other) {
            panic!("seed {seed}: {flaw:?}\n{other:#?}");
        }
    }
}
