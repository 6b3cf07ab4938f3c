//! What holds of how likely a claim is, counted three ways.

use super::kit::{Kit, tell};
use super::random::{Shape, situations};
use crate::engine::World;
use crate::explain::{HowLikely, how_likely};
use crate::model::{ItemId, Rule, Sentence, Sign, Signed, Stated};
use crate::time::{Instant, Likelihood, Span};
use std::cmp::Reverse;
use std::collections::BTreeSet;

const NOW: Instant = Instant(20);

fn of(lines: &str, claim: &str) -> HowLikely {
    let mut kit = tell(lines);
    let claim = kit.claim(claim);
    how_likely(&kit.world(), &claim, Instant(0))
}

fn at(ten_thousandths: u32) -> Likelihood {
    Likelihood::clamped(ten_thousandths)
}

#[test]
fn a_chain_is_weaker_than_its_weakest_link() {
    let found = of(
        "a(X) 70%
         b(X) 70%
         rule both 70%: c(?x) if a(?x) & b(?x)",
        "c(X)",
    );
    assert_eq!(found.weakest_link, at(7000));
    assert_eq!(found.independent, Some(at(3430)));
    assert_eq!(found.bounds, Some([at(1000), at(7000)]));
    assert_eq!(found.uncertain, 3);
}

#[test]
fn two_ways_that_share_a_fact_are_not_counted_as_two() {
    let found = of(
        "a(X) 50%
         b(X) 50%
         c(X) 50%
         rule one: d(?x) if a(?x) & b(?x)
         rule two: d(?x) if a(?x) & c(?x)",
        "d(X)",
    );
    // 1/2 x (1 - 1/4), not 1 - (3/4)²
    assert_eq!(found.independent, Some(at(3750)));
}

#[test]
fn what_comes_back_to_itself_adds_nothing() {
    let found = of(
        "tie(X, Y) 60%
         tie(Y, X) 60%
         bad(X) 50%
         rule spreads: bad(?y) if tie(?x, ?y) & bad(?x)",
        "bad(X)",
    );
    assert_eq!(found.independent, Some(at(5000)));
}

#[test]
fn what_is_not_shown_counts_the_other_way() {
    let found = of(
        "a(X)
         stop(X) 30%
         rule go: go(?x) if a(?x) & !(stop(?x))",
        "go(X)",
    );
    assert_eq!(found.independent, Some(at(7000)));
    assert_eq!(found.bounds, Some([at(7000), at(7000)]));
}

#[test]
fn so_many_of_several_are_counted_out() {
    let found = of(
        "hit(X, One) 50%
         hit(X, Two) 50%
         hit(X, Three) 50%
         rule able: able(?x) if near(?x) & atleast 2 ?y (hit(?x, ?y))
         near(X)",
        "able(X)",
    );
    assert_eq!(found.independent, Some(at(5000)));
}

#[test]
fn what_nothing_shows_is_never_so() {
    let found = of("a(X)", "b(X)");
    assert_eq!(
        (found.weakest_link, found.independent),
        (at(0), Some(at(0)))
    );
    assert_eq!(found.uncertain, 0);
}

#[test]
fn what_was_so_from_the_beginning_was_so_in_the_past() {
    for window in [
        "past",
        "past[9]",
        "throughout[9]",
        "past (past",
        "anytime (past",
    ] {
        let close = ")".repeat(1 + window.matches('(').count());
        let page = format!(
            "a(X) 80% until 36
             b(X) 50%
             rule once: q(?x) if b(?x) & {window} (a(?x){close}"
        );
        assert_eq!(of(&page, "q(X)").independent, Some(at(4000)), "{window}");
    }
}

/// A statement or a rule that may be so or not, by its place among those told, and how likely it is.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Chance {
    which: Which,
    likely: f64,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Which {
    Stated(usize),
    Rule(usize),
}

fn share(likelihood: Likelihood) -> f64 {
    f64::from(likelihood.ten_thousandths()) / 1e4
}

/// The stretches between which nothing that is stated begins or ends.
fn stretches(kit: &Kit) -> Vec<Span> {
    let mut edges: BTreeSet<Instant> = [Instant::BEGINNING, Instant::END].into();
    for stated in &kit.situation.told.stated {
        edges.extend([stated.extent.from, stated.extent.to]);
    }
    let edges: Vec<Instant> = edges.into_iter().collect();
    edges
        .windows(2)
        .map(|ends| Span::new(ends[0], ends[1]))
        .collect()
}

/// The same statements, certain, each where it is one of those that give its sentence its value: who is tied to a
/// better source adds nothing to it. And for each, which statement it is made from.
fn made_certain(kit: &Kit, world: &World) -> (Vec<Stated>, Vec<usize>) {
    let told = &kit.situation.told.stated;
    let (mut certain, mut from) = (Vec::new(), Vec::new());
    for (place, stated) in told.iter().enumerate() {
        for span in stretches(kit) {
            let gives = if stated.view.is_none() {
                let weighed = world.evidence_at(&stated.sentence, stated.sign, span.from);
                weighed.is_some_and(|weighed| weighed.chosen.contains(&ItemId(place as u32)))
            } else {
                // The best of what a party claims, of equals the first.
                let theirs = told.iter().enumerate().filter(|(_, other)| {
                    other.view == stated.view
                        && other.sentence == stated.sentence
                        && other.sign == stated.sign
                        && other.extent.contains(span.from)
                });
                let best = theirs.max_by_key(|(at, other)| (other.likelihood, Reverse(*at)));
                best.is_some_and(|(best, _)| best == place)
            };
            if gives {
                certain.push(Stated {
                    extent: span,
                    core: span,
                    likelihood: Likelihood::CERTAIN,
                    source: None,
                    ..stated.clone()
                });
                from.push(place);
            }
        }
    }
    (certain, from)
}

/// What is so in each case of the chances, for each claim: 1 where it is so.
fn every_case(kit: &Kit, world: &World, chances: &[Chance], claims: &[Signed]) -> Vec<Vec<bool>> {
    let (certain, from) = made_certain(kit, world);
    let told = &kit.situation.told;
    let in_case = |case: usize| -> Vec<bool> {
        let is_so = |which: Which, likelihood: Likelihood| {
            let chance = chances.iter().position(|one| one.which == which);
            chance.map_or(likelihood == Likelihood::CERTAIN, |at| {
                case & (1 << at) != 0
            })
        };
        let mut situation = kit.situation.clone();
        situation.told.stated = certain
            .iter()
            .zip(&from)
            .filter(|(_, from)| is_so(Which::Stated(**from), told.stated[**from].likelihood))
            .map(|(stated, _)| stated.clone())
            .collect();
        situation.told.rules = told
            .rules
            .iter()
            .enumerate()
            .filter(|(at, rule)| is_so(Which::Rule(*at), rule.likelihood))
            .map(|(_, rule)| Rule {
                likelihood: Likelihood::CERTAIN,
                ..rule.clone()
            })
            .collect();
        let world = Kit { situation }.world();
        claims
            .iter()
            .map(|claim| world.worth(&claim.sentence, claim.sign).at(NOW) == Likelihood::CERTAIN)
            .collect()
    };
    (0..1 << chances.len()).map(in_case).collect()
}

/// Everything told that is neither certain nor impossible.
fn chances(kit: &Kit) -> Vec<Chance> {
    let told = &kit.situation.told;
    let stated = told.stated.iter().enumerate();
    let rules = told.rules.iter().enumerate();
    stated
        .map(|(at, stated)| (Which::Stated(at), stated.likelihood))
        .chain(rules.map(|(at, rule)| (Which::Rule(at), rule.likelihood)))
        .filter(|(_, likelihood)| (1..10_000).contains(&likelihood.ten_thousandths()))
        .map(|(which, likelihood)| Chance {
            which,
            likely: share(likelihood),
        })
        .collect()
}

/// How likely a claim is where all chances hang on one draw from 0 to 1, each from below or, where its bit of `turned`
/// is set, from above: as far from independent as can be.
fn all_of_one_draw(chances: &[Chance], turned: usize, is_so: impl Fn(usize) -> bool) -> f64 {
    let threshold = |at: usize| {
        let likely = chances[at].likely;
        if turned & (1 << at) == 0 {
            likely
        } else {
            1.0 - likely
        }
    };
    let mut edges: Vec<f64> = (0..chances.len()).map(threshold).collect();
    edges.extend([0.0, 1.0]);
    edges.sort_by(f64::total_cmp);
    let mut sum = 0.0;
    for ends in edges.windows(2) {
        let draw = ends[0].midpoint(ends[1]);
        let case = (0..chances.len())
            .filter(|at| (draw < threshold(*at)) == (turned & (1 << at) == 0))
            .fold(0, |case, at| case | 1 << at);
        if is_so(case) {
            sum += ends[1] - ends[0];
        }
    }
    sum
}

/// A rounded likelihood may be half a ten-thousandth off.
const ROUNDED: f64 = 0.51e-4;

#[test]
fn the_count_is_what_adding_up_all_cases_gives_and_no_dependence_leaves_the_bounds() {
    let shape = Shape {
        facts: 3..7,
        rules: 1..4,
        uncertain: 4,
        ..Shape::default()
    };
    let (mut worlds, mut claimed) = (0, 0);
    for lines in situations(shape, 2_500) {
        let kit = tell(&lines);
        let chances = chances(&kit);
        let Some(world) = kit.try_world().filter(|_| (1..=4).contains(&chances.len())) else {
            continue;
        };
        if worlds == 1_000 {
            break;
        }
        worlds += 1;
        let mut claims = Vec::new();
        for (relation, _) in kit.situation.relations.iter() {
            for fact in world.facts(relation) {
                let sentence = Sentence {
                    relation,
                    args: fact.args.clone(),
                };
                claims.extend([Sign::For, Sign::Against].map(|sign| Signed {
                    sign,
                    sentence: sentence.clone(),
                }));
            }
        }
        let every = every_case(&kit, &world, &chances, &claims);
        for (place, claim) in claims.iter().enumerate() {
            let is_so = |case: usize| every[case][place];
            let chance = |case: usize| -> f64 {
                let each = chances.iter().enumerate();
                each.map(|(at, one)| {
                    if case & (1 << at) == 0 {
                        1.0 - one.likely
                    } else {
                        one.likely
                    }
                })
                .product()
            };
            let sum: f64 = (0..every.len())
                .filter(|case| is_so(*case))
                .map(chance)
                .sum();
            let found = how_likely(&world, claim, NOW);
            assert_eq!(
                found.weakest_link,
                world.worth(&claim.sentence, claim.sign).at(NOW)
            );
            let counted = share(found.independent.expect("few chances are counted out"));
            assert!(
                (counted - sum).abs() < ROUNDED,
                "{}: {counted} for {sum}\n{lines}",
                kit.say(claim)
            );
            let [least, most] = found.bounds.expect("few chances have bounds").map(share);
            for turned in 0..every.len() {
                let chance = all_of_one_draw(&chances, turned, is_so);
                assert!(
                    least - ROUNDED < chance && chance < most + ROUNDED,
                    "{}: {least} {chance} {most}\n{lines}",
                    kit.say(claim)
                );
            }
            claimed += usize::from(sum > 0.0);
        }
    }
    assert_eq!(worlds, 1_000);
    assert!(claimed > 2_000, "{claimed}");
}
