//! What holds of how likely a claim is, counted three ways.

use super::kit::tell;
use super::random::lines;
use crate::explain::{HowLikely, how_likely};
use crate::model::{Sentence, Sign, Signed};
use crate::time::{Instant, Likelihood};
use proptest::prelude::*;

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_bounds_hold_the_count(lines in lines()) {
        let kit = tell(&lines);
        let Some(world) = kit.try_world() else { return Ok(()) };
        let relations: Vec<_> = kit.situation.relations.ids().collect();
        for relation in relations {
            let claims: Vec<Signed> = world
                .facts(relation)
                .map(|fact| Signed { sign: Sign::For, sentence: Sentence { relation, args: fact.args.clone() } })
                .collect();
            for claim in claims {
                let found = how_likely(&world, &claim, Instant(20));
                if let (Some(count), Some([least, most])) = (found.independent, found.bounds) {
                    prop_assert!(least <= count && count <= most, "{claim:?} {found:?}");
                }
            }
        }
    }
}
