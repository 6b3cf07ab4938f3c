//! What holds of derivations.

use super::kit::{Kit, tell};
use super::random::lines;
use crate::engine::{Standpoint, Strictness, View, World};
use crate::explain::{Because, Leaf, Search, check, check_strongest, why, why_all};
use crate::model::{Sentence, Sign, Signed};
use crate::time::{Instant, Likelihood};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn every_why_passes_the_checker_and_its_least_leaf_is_the_value(lines in lines()) {
        let kit = tell(&lines);
        for standpoint in standpoints(&kit) {
            let Some(world) = kit.try_seen(&standpoint) else { return Ok(()) };
            for claim in claims(&kit, &world) {
                for at in [-5, 0, 17, 33, 59, 80, 150].map(Instant) {
                    explained(&kit, &world, &claim, at)?;
                }
            }
        }
    }
}

/// Our own, and that of a party with and without our ground.
fn standpoints(kit: &Kit) -> Vec<Standpoint> {
    let mut found = vec![Standpoint::default()];
    if let Some((party, _)) = kit
        .situation
        .entities
        .iter()
        .find(|(_, one)| one.name == "B")
    {
        for strictly in [Strictness::Shared, Strictness::Strictly] {
            found.push(Standpoint {
                view: Some(View {
                    of: party,
                    strictly,
                }),
                known_on: None,
            });
        }
    }
    found
}

fn claims(kit: &Kit, world: &World) -> Vec<Signed> {
    let mut found = Vec::new();
    for relation in kit.situation.relations.ids() {
        for fact in world.facts(relation) {
            let sentence = Sentence {
                relation,
                args: fact.args.clone(),
            };
            found.extend([Sign::For, Sign::Against].map(|sign| Signed {
                sign,
                sentence: sentence.clone(),
            }));
        }
    }
    found
}

fn explained(kit: &Kit, world: &World, claim: &Signed, at: Instant) -> Result<(), TestCaseError> {
    let worth = world.worth(&claim.sentence, claim.sign).at(at);
    let found = why(world, claim, at);
    prop_assert_eq!(
        found.is_some(),
        worth > Likelihood::NEVER,
        "{} at {:?}",
        kit.say(claim),
        at
    );
    let Some(found) = found else { return Ok(()) };
    let checked = check_strongest(world, &found);
    prop_assert!(
        checked.is_ok(),
        "{} at {:?}: {:?}\n{:#?}",
        kit.say(claim),
        at,
        checked,
        found
    );
    prop_assert_eq!(found.value, worth);
    // Both ways to keep a tree well founded do, whichever was taken.
    let mut search = Search::new(world);
    search.by_levels();
    let other = search.strongest(claim, at);
    prop_assert_eq!(
        other.as_ref().map(|one| check_strongest(world, one)),
        Some(Ok(())),
        "{:#?}",
        other
    );
    let all = why_all(world, claim, at, 20);
    prop_assert_eq!(all.list.first().map(|one| one.value), Some(worth));
    for one in &all.list {
        let checked = check(world, one);
        prop_assert!(
            checked.is_ok(),
            "{} at {:?}: {:?}\n{:#?}",
            kit.say(claim),
            at,
            checked,
            one
        );
    }
    Ok(())
}

#[test]
fn a_derivation_of_a_later_better_premise_is_not_lost() {
    // x rests on p at 0.7; p is 0.9 by a longer way.
    let mut kit = tell(
        "a(A) 70%
         b(A) 90%
         rule short: p(?x) if a(?x)
         rule long: p(?x) if q(?x)
         rule longer: q(?x) if b(?x)
         rule top: x(?x) if p(?x)",
    );
    let claim = kit.claim("x(A)");
    let world = kit.world();
    let found = why(&world, &claim, Instant(0)).expect("a derivation");
    assert_eq!(found.value, super::kit::likelihood("90%"));
    assert_eq!(check_strongest(&world, &found), Ok(()));
}

#[test]
fn a_chain_of_ten_thousand_steps_is_explained_in_parts() {
    let mut lines = String::from("p(N0)\nrule on: p(?y) if p(?x) & e(?x, ?y)\n");
    for at in 0..10_000 {
        lines.push_str(&format!("e(N{at}, N{})\n", at + 1));
    }
    let mut kit = tell(&lines);
    let claim = kit.claim("p(N10000)");
    let world = kit.world();
    let found = why(&world, &claim, Instant(0)).expect("a derivation");
    assert_eq!(check_strongest(&world, &found), Ok(()));
    assert!(!found.lemmas.is_empty());
    let evidence = found
        .leaves()
        .iter()
        .filter(|leaf| matches!(leaf, Leaf::Evidence { .. }))
        .count();
    assert_eq!(evidence, 10_001);
}

#[test]
fn what_branches_at_every_step_is_told_once() {
    let mut lines = String::from("p(N0)\np(N1)\nrule on: p(?z) if p(?x) & p(?y) & e(?x, ?y, ?z)\n");
    for at in 0..60 {
        lines.push_str(&format!("e(N{at}, N{}, N{})\n", at + 1, at + 2));
    }
    let mut kit = tell(&lines);
    let claim = kit.claim("p(N61)");
    let world = kit.world();
    let found = why(&world, &claim, Instant(0)).expect("a derivation");
    assert_eq!(check_strongest(&world, &found), Ok(()));
    assert!(found.derivations().len() < 200);
}

#[test]
fn no_derivation_of_all_rests_on_the_claim_itself() {
    let mut kit = tell(
        "p(A) 80%
         a(A) 60%
         rule there: q(?x) if p(?x)
         rule back: p(?x) if q(?x)
         rule besides: q(?x) if a(?x)",
    );
    let claim = kit.claim("p(A)");
    let world = kit.world();
    let all = why_all(&world, &claim, Instant(0), 10);
    assert!(all.complete);
    let values: Vec<u16> = all
        .list
        .iter()
        .map(|one| one.value.ten_thousandths())
        .collect();
    assert_eq!(values, [8_000, 6_000]);
    assert!(matches!(all.list[0].because, Because::Evidence(_)));
    assert!(all.list.iter().all(|one| check(&world, one).is_ok()));
}

#[test]
fn what_was_seen_at_any_time_may_stand_in_a_recursion() {
    let mut kit = tell(
        "c(A) since 12 until 13
         rule there: b(?x) if anytime (c(?x))
         rule back: c(?x) if anytime (b(?x))",
    );
    let world = kit.world();
    for (text, at) in [
        ("b(A)", -50),
        ("b(A)", 50),
        ("c(A)", 5),
        ("c(A)", 12),
        ("c(A)", 99),
    ] {
        let claim = kit.claim(text);
        let found = why(&world, &claim, Instant(at)).expect("a derivation");
        assert_eq!(check_strongest(&world, &found), Ok(()), "{text} at {at}");
    }
}
