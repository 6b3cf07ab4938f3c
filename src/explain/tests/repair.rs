//! What holds of what would make a claim hold, and of why it does not.

use super::kit::{Kit, tell};
use super::random::{Shape, lines, situations};
use crate::engine::{Standpoint, World, evaluate};
use crate::explain::{Proposed, Repair, Repairs, State, VARIANTS, parts, repairs, why_not};
use crate::model::{Sentence, Sign, Signed};
use crate::settle::settle;
use crate::time::Instant;
use proptest::prelude::*;
use std::sync::Arc;

const NOW: Instant = Instant(100);

fn say(kit: &Kit, repair: &Repair) -> String {
    let mut parts: Vec<String> = repair
        .adds
        .iter()
        .map(|claim| {
            let mut named = Kit {
                situation: kit.situation.clone(),
            };
            for one in repair.individuals(&kit.situation) {
                named.situation.entities.push(one);
            }
            named.say(claim)
        })
        .collect();
    parts.extend(repair.removes.iter().map(|gone| {
        format!(
            "without {}",
            kit.say(&Signed {
                sign: Sign::For,
                sentence: gone.clone()
            })
        )
    }));
    parts.join("; ")
}

fn all(kit: &mut Kit, claim: &str) -> Vec<String> {
    let claim = kit.claim(claim);
    let world = kit.world();
    let found = repairs(&world, &claim, NOW, Proposed::Any);
    assert_eq!(found.stopped, None);
    shown(&found).map(|repair| say(kit, repair)).collect()
}

/// All that is shown, each way with its others.
fn shown(found: &Repairs) -> impl Iterator<Item = &Repair> {
    found
        .list
        .iter()
        .flat_map(|way| [&way.repair].into_iter().chain(&way.others))
}

/// The world after the change, made as a what-if makes it.
fn applied(kit: &Kit, repair: &Repair) -> Option<World> {
    let mut situation = kit.situation.clone();
    for one in repair.individuals(&kit.situation) {
        situation.entities.push(one);
    }
    let change = repair.alteration(&situation, None);
    let core = settle(&Arc::new(situation), &[&change]);
    evaluate(Arc::new(core), &Standpoint::default()).ok()
}

const DANGER: &str = "hostile(Brigade, Arvand)
     mortars(Brigade)
     hostile(Column, Arvand)
     reach(Column, Arvand)
     reach(Front, Arvand)
     rule danger: endangers(?g, ?s) if hostile(?g, ?s) & (rockets(?g) | mortars(?g)) & reach(?g, ?s)
     rule foundry: mortars(?g) if foundry(?g)";

#[test]
fn what_would_make_it_is_the_least_that_no_rule_concludes() {
    let mut kit = tell(&format!("rockets(Front)\n{DANGER}"));
    assert_eq!(
        all(&mut kit, "endangers(Brigade, Arvand)"),
        ["reach(Brigade, Arvand)"]
    );
    assert_eq!(
        all(&mut kit, "endangers(Column, Arvand)"),
        ["rockets(Column)", "foundry(Column)"]
    );
    assert_eq!(
        all(&mut kit, "endangers(Front, Arvand)"),
        ["hostile(Front, Arvand)"]
    );
}

#[test]
fn facts_that_rules_conclude_are_proposed_only_where_others_give_nothing() {
    let mut kit = tell(
        "a(B)
         rule top: p(?x) if q(?x)
         rule below 50%: q(?x) if a(?x)",
    );
    assert_eq!(all(&mut kit, "p(A)"), ["q(A)"]);
}

#[test]
fn one_thing_in_the_way_may_be_taken_away() {
    let mut kit = tell(
        "a(A)
         b(A)
         rule top: p(?x) if a(?x) & !(b(?x))",
    );
    assert_eq!(all(&mut kit, "p(A)"), ["without b(A)"]);
}

#[test]
fn what_is_counted_is_made_up_to_the_number() {
    let mut kit = tell(
        "hits(A, X)
         rule top: p(?x) if atleast 2 ?w (hits(?x, ?w))",
    );
    let found = all(&mut kit, "p(A)");
    assert_eq!(found, ["hits(A, an entity)", "hits(A, A)"]);
}

#[test]
fn somebody_without_a_name_will_do_for_what_only_new_facts_tie() {
    let mut kit = tell(
        "a(A)
         x(A, A)
         rule top: p(?x) if a(?x) & likes(?x, ?y) & hates(?y, ?x)",
    );
    let claim = kit.claim("p(A)");
    let world = kit.world();
    let found = repairs(&world, &claim, NOW, Proposed::Any);
    let smallest = shown(&found).next().expect("a repair");
    assert_eq!(smallest.size(), 2);
    assert_eq!(smallest.unnamed.len(), 1);
    let world = applied(&kit, smallest).expect("it has strata");
    assert!(world.support(&claim.sentence).at(NOW) >= world.bar());
}

#[test]
fn indicators_come_first_and_may_be_asked_for_alone() {
    let mut kit = tell(
        "relation drills indicator
         a(A)
         rule top: p(?x) if a(?x) & (loud(?x) | drills(?x))",
    );
    assert_eq!(all(&mut kit, "p(A)"), ["drills(A)", "loud(A)"]);
    let claim = kit.claim("p(A)");
    let found = repairs(&kit.world(), &claim, NOW, Proposed::Indicators);
    assert_eq!(
        shown(&found).map(|one| say(&kit, one)).collect::<Vec<_>>(),
        ["drills(A)"]
    );
}

#[test]
fn the_nearest_miss_leaves_least_missing_and_tells_what_held() {
    let mut kit = tell(DANGER);
    let claim = kit.claim("endangers(Brigade, Arvand)");
    let told = why_not(&kit.world(), &claim, NOW);
    assert_eq!(told.rules.len(), 1);
    let states: Vec<&State> = told.rules[0]
        .conditions
        .iter()
        .map(|one| &one.state)
        .collect();
    assert!(matches!(states[0], State::Held(Some(_))));
    assert!(matches!(states[1], State::Held(Some(_))));
    assert!(matches!(states[2], State::Missing(None)));
    assert_eq!(
        say(&kit, &told.repair.expect("a repair")),
        "reach(Brigade, Arvand)"
    );
}

#[test]
fn the_assignment_that_leaves_least_missing_is_the_one_told() {
    let mut kit = tell(
        "e(A, B)
         e(A, C)
         f(C)
         rule top: p(?x) if e(?x, ?y) & f(?y) & g(?y)",
    );
    let claim = kit.claim("p(A)");
    let c = kit.entity("C");
    let told = why_not(&kit.world(), &claim, NOW);
    assert_eq!(told.rules[0].missing(), 1);
    assert!(
        told.rules[0]
            .bindings
            .iter()
            .any(|(_, value)| *value == crate::model::Value::Entity(c))
    );
}

#[test]
fn what_blocked_a_rule_is_told_with_its_derivation() {
    let mut kit = tell(
        "a(A)
         c(A)
         rule top: p(?x) if a(?x) & !(b(?x))
         rule blocker: b(?x) if c(?x)",
    );
    let claim = kit.claim("p(A)");
    let told = why_not(&kit.world(), &claim, NOW);
    assert!(matches!(
        told.rules[0].conditions[1].state,
        State::Blocked(_)
    ));
    assert_eq!(say(&kit, &told.repair.expect("a repair")), "without c(A)");
}

#[test]
fn what_differs_in_names_alone_is_one_way_and_its_others() {
    let names: Vec<String> = (0..9).map(|at| format!("near(N{at}, A)")).collect();
    let mut kit = tell(&format!(
        "{}
         rule top: p(?x) if arms(?y, ?x) & near(?y, ?x)
         rule loud: p(?x) if loud(?x)",
        names.join("\n")
    ));
    let claim = kit.claim("p(A)");
    let found = repairs(&kit.world(), &claim, NOW, Proposed::Any);
    let ways: Vec<(usize, bool)> = found
        .list
        .iter()
        .map(|way| (way.others.len(), way.more))
        .collect();
    // The third is of somebody new, who would have to be near as well.
    assert_eq!(ways[..2], [(0, false), (VARIANTS, true)]);
    assert_eq!(say(&kit, &found.list[0].repair), "loud(A)");
}

#[test]
fn the_smallest_is_first_even_if_it_lies_deeper() {
    let mut kit = tell(
        "x(A)
         rule top: p(?x) if a(?x) & b(?x)
         rule deep: p(?x) if q(?x)
         rule deeper: q(?x) if r(?x)
         rule deepest: r(?x) if c(?x)",
    );
    assert_eq!(all(&mut kit, "p(A)"), ["c(A)", "a(A); b(A)"]);
}

#[test]
fn of_equal_size_what_can_be_watched_for_is_first_even_if_it_lies_deeper() {
    let mut kit = tell(
        "relation drills indicator
         relation moves indicator
         x(A)
         rule near: p(?x) if loud(?x) & quick(?x)
         rule top: p(?x) if q(?x) & r(?x)
         rule deep: q(?x) if s(?x)
         rule deeper: s(?x) if drills(?x)
         rule other: r(?x) if moves(?x)",
    );
    assert_eq!(
        all(&mut kit, "p(A)"),
        ["drills(A); moves(A)", "loud(A); quick(A)"]
    );
    let claim = kit.claim("p(A)");
    let told = why_not(&kit.world(), &claim, NOW);
    assert_eq!(
        say(&kit, &told.repair.expect("a repair")),
        "drills(A); moves(A)"
    );
}

#[test]
fn a_name_that_stands_in_a_fact_with_one_asked_about_comes_before_one_declared_earlier() {
    let mut kit = tell(
        "open(Far)
         open(Near)
         tied(Near, A)
         rule top: p(?x) if at(?x, ?y) & open(?y)",
    );
    let found = all(&mut kit, "p(A)");
    assert_eq!(found[..2], ["at(A, Near)", "at(A, Far)"]);
}

#[test]
fn one_new_fact_that_meets_two_conditions_is_counted_once() {
    let kit = &mut tell(
        "c(A)
         q(A)
         rule top: p(?x) if e(?x, ?y) & q(?y) & e(?x, ?u) & c(?u)",
    );
    let claim = kit.claim("p(B)");
    let world = kit.world();
    let told = why_not(&world, &claim, NOW);
    assert_eq!(say(kit, &told.repair.expect("a repair")), "e(B, A)");
}

#[test]
fn two_new_facts_that_may_be_one_are_counted_once_while_both_are_open() {
    let kit = tell(
        "source W
         source V
         source U from W
         speaks_for(C, B) until 50
         c(A) 60%
         a(A) 30%
         a(A) 30%
         rule r0 30%: r(?x) if a(?x)
         rule r1 60%: p(?x) if e(?x, ?y) & q(?y) & (a(?x) | e(?x, ?u) & c(?u))
         rule r2 60%: q(?x) if r(?x) & (c(?x) | a(?x))",
    );
    every_repair_shown_holds_and_no_part_of_it(&kit).expect("it holds");
}

#[test]
fn where_one_new_fact_would_do_one_is_found() {
    // What negations, counts and windows make of a fact is seen only when it is tried.
    let left_out = ["!", "atleast", "atmost", "exactly", "throughout"];
    let mut would_do = 0;
    for lines in situations(Shape::default(), 10) {
        let lines: Vec<&str> = lines
            .lines()
            .filter(|line| !left_out.iter().any(|word| line.contains(word)))
            .collect();
        let mut kit = tell(&lines.join("\n"));
        let facts: Vec<String> = ["a", "b", "c"]
            .iter()
            .flat_map(|of| ["A", "B", "C"].map(|x| format!("{of}({x})")))
            .chain(["e", "f"].iter().flat_map(|of| {
                ["A", "B", "C"]
                    .iter()
                    .flat_map(move |x| ["A", "B", "C"].map(|y| format!("{of}({x}, {y})")))
            }))
            .collect();
        let facts: Vec<Signed> = facts.iter().map(|fact| kit.claim(fact)).collect();
        for claim in ["p(A)", "p(B)", "q(A)"] {
            let claim = kit.claim(claim);
            let at = Instant(33);
            let Some(world) = kit.try_world() else {
                continue;
            };
            let found = repairs(&world, &claim, at, Proposed::Any);
            let mut rules = world.rules();
            let concluded = rules.any(|(_, rule)| {
                rule.sign == claim.sign && rule.head.relation == claim.sentence.relation
            });
            let holds = world.support(&claim.sentence).at(at) >= world.bar();
            if found.stopped.is_some() || holds || !concluded {
                continue;
            }
            for fact in &facts {
                let one = Repair {
                    adds: vec![fact.clone()],
                    unnamed: Vec::new(),
                    removes: None,
                    gives: crate::time::Likelihood::NEVER,
                    indicator: false,
                };
                let holds = applied(&kit, &one)
                    .is_some_and(|world| world.support(&claim.sentence).at(at) >= world.bar());
                if holds {
                    would_do += 1;
                    let smallest = found.list.first().map(|way| way.repair.size());
                    assert_eq!(
                        smallest,
                        Some(1),
                        "{}: {}\n{}",
                        kit.say(&claim),
                        kit.say(fact),
                        lines.join("\n")
                    );
                }
            }
        }
    }
    assert!(would_do > 0, "{would_do}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_repair_that_is_applied_makes_the_claim_hold_and_no_part_of_it_does(lines in lines()) {
        every_repair_shown_holds_and_no_part_of_it(&tell(&lines))?;
    }
}

/// Applied, each makes its claim hold and no part of it does, they stand in their order, and the one that `why not` tells
/// is the first.
fn every_repair_shown_holds_and_no_part_of_it(kit: &Kit) -> Result<(), TestCaseError> {
    let Some(world) = kit.try_world() else {
        return Ok(());
    };
    for name in ["p", "q"] {
        let Some((relation, _)) = kit
            .situation
            .relations
            .iter()
            .find(|(_, one)| one.name == name)
        else {
            continue;
        };
        for entity in kit.situation.entities.ids().take(3) {
            let sentence = Sentence {
                relation,
                args: vec![crate::model::Value::Entity(entity)],
            };
            let claim = Signed {
                sign: Sign::For,
                sentence,
            };
            let at = Instant(33);
            let holds = |repair: &Repair| {
                applied(kit, repair)
                    .is_some_and(|world| world.support(&claim.sentence).at(at) >= world.bar())
            };
            let found = repairs(&world, &claim, at, Proposed::Any);
            for repair in shown(&found) {
                prop_assert!(holds(repair), "{}: {}", kit.say(&claim), say(kit, repair));
                prop_assert!(repair.gives >= world.bar());
                for part in parts(repair) {
                    prop_assert!(
                        !holds(&part),
                        "{}: {} a part of {}",
                        kit.say(&claim),
                        say(kit, &part),
                        say(kit, repair)
                    );
                }
            }
            let ranks: Vec<(usize, bool)> = found
                .list
                .iter()
                .map(|way| (way.repair.size(), !way.repair.indicator))
                .collect();
            prop_assert!(ranks.is_sorted(), "{}: {ranks:?}", kit.say(&claim));
            let told = why_not(&world, &claim, at);
            prop_assert_eq!(told.value, world.support(&claim.sentence).at(at));
            if let Some(smallest) = &told.repair {
                prop_assert!(
                    holds(smallest),
                    "{}: {}",
                    kit.say(&claim),
                    say(kit, smallest)
                );
                prop_assert_eq!(Some(smallest), found.list.first().map(|way| &way.repair));
            }
        }
    }
    Ok(())
}
