//! What holds of every world.

use crate::engine::testing::{B, Page, Timed, not};
use crate::engine::{Fact, Standpoint, World};
use crate::model::{Alteration, Stated, Take};
use proptest::prelude::*;

/// A tie between two of a few, one of a few likelihoods, for or against, since a year.
type Tie = (u8, u8, u16, bool, u16);

fn ties() -> impl Strategy<Value = Vec<Tie>> {
    let tie = (
        0u8..6,
        0u8..6,
        1u16..=10,
        prop::bool::weighted(0.85),
        2010u16..2016,
    );
    proptest::collection::vec(tie, 1..14)
}

fn tell(page: &mut Page, ties: &[Tie]) {
    for (from, to, tenths, supports, year) in ties {
        let sign = if *supports { "" } else { "-" };
        page.say(&format!("{sign}within(N{from}, N{to})"), tenths * 1_000)
            .since(&year.to_string());
    }
    for at in 0..6 {
        page.say(&format!("any(N{at})"), 10_000);
    }
}

fn facts(page: &mut Page, world: &World, words: &[&str]) -> Vec<Fact> {
    let relations: Vec<_> = words.iter().map(|word| page.relation(word)).collect();
    relations
        .into_iter()
        .flat_map(|relation| world.facts(relation).cloned().collect::<Vec<_>>())
        .collect()
}

proptest! {
    /// A chain is found link by link; with a condition that always holds it is found as any other rule's.
    #[test]
    fn chains_grow_as_if_they_were_cut_everywhere(ties in ties(), symmetric: bool, likely in 5u16..=10, masked in proptest::option::weighted(0.3, 0u8..6),) {
        let world = |more: Vec<B>| {
            let mut page = Page::new();
            tell(&mut page, &ties);
            let mut body = vec![B::S("within(?a, ?b)"), B::S("within(?b, ?c)")];
            body.extend(more);
            page.rule("within(?a, ?c)", likely * 1_000, B::All(body));
            if symmetric {
                page.rule("within(?a, ?b)", 8_000, B::S("within(?b, ?a)"));
            }
            page.rule("apart(?a, ?b)", 10_000, B::All(vec![B::S("any(?a)"), B::S("any(?b)"), not(B::S("within(?a, ?b)"))]));
            let sentence = |from: u8| Take::Sentence(page.sentence(&format!("within(N{from}, N0)")));
            let takes = masked.map(sentence).into_iter().collect();
            let change = Alteration {
                takes, ..Alteration::default() };
            let world = page.seen(&[&change], &Standpoint::default());
            facts(&mut page, &world, &["within", "apart"])
        };
        prop_assert_eq!(world(vec![]), world(vec![B::S("any(?a)")]));
    }

    #[test]
    fn the_order_of_statements_and_rules_changes_nothing(ties in ties(), turn in 0usize..14) {
        let world = |turned: bool| {
            let mut page = Page::new();
            // The names first, so that their ids are the same.
            for at in 0..6 {
                page.entity(&format!("N{at}"));
            }
            page.relation("within");
            tell(&mut page, &ties);
            page.rule("within(?a, ?c)", 9_000, B::All(vec![B::S("within(?a, ?b)"), B::S("within(?b, ?c)")]));
            page.rule("lone(?a)", 10_000, B::All(vec![B::S("any(?a)"), not(B::S("within(?a, ?b)"))]));
            let told: &mut Vec<Stated> = &mut page.situation.told.stated;
            if turned {
                let by = turn % told.len();
                told.rotate_left(by);
                page.situation.told.rules.reverse();
            }
            let world = page.world();
            facts(&mut page, &world, &["within", "lone"])
        };
        prop_assert_eq!(world(false), world(true));
    }

    #[test]
    fn the_bounds_enclose_the_value(ties in ties()) {
        let mut page = Page::new();
        tell(&mut page, &ties);
        page.rule("within(?a, ?c)", 9_000, B::All(vec![B::S("within(?a, ?b)"), B::S("within(?b, ?c)")]));
        page.rule("lone(?a)", 10_000, B::All(vec![B::S("any(?a)"), not(B::S("within(?a, ?b)"))]));
        page.rule("-lone(?a)", 10_000, B::S("within(?a, ?a)"));
        page.rule("sad(?a)", 10_000, B::All(vec![B::S("lone(?a)"), not(B::Stated("within(?a, ?b)"))]));
        let world = page.world();
        for fact in facts(&mut page, &world, &["within", "lone", "sad"]) {
            prop_assert_eq!(&fact.low().max(&fact.support), &fact.support);
            prop_assert_eq!(&fact.high().max(&fact.support), fact.high());
        }
    }

    #[test]
    fn more_support_never_weakens_what_rests_on_support_alone(ties in ties(), more in ties()) {
        let world = |ties: &[Tie]| {
            let mut page = Page::new();
            tell(&mut page, ties);
            page.rule("within(?a, ?c)", 9_000, B::All(vec![B::S("within(?a, ?b)"), B::S("within(?b, ?c)")]));
            page.rule("often(?a)", 10_000, B::AtLeast(2, "?b", Box::new(B::Past(Box::new(B::S("within(?a, ?b)"))))));
            let world = page.world();
            (page, world)
        };
        let supports = |ties: &[Tie]| -> Vec<Tie> { ties.iter().filter(|tie| tie.3).copied().collect() };
        let fewer = supports(&ties);
        let all: Vec<Tie> = fewer.iter().copied().chain(supports(&more)).collect();
        let ((mut page, before), (mut other, after)) = (world(&fewer), world(&all));
        for from in 0..6 {
            for sentence in [format!("often(N{from})"), format!("within(N{from}, N0)")] {
                // Names have other ids on the other page.
                for as_of in ["2011", "2014", "2016"] {
                    let (was, is) = (page.held(&before, &sentence, as_of), other.held(&after, &sentence, as_of));
                    prop_assert!(was <= is, "{sentence} as of {as_of}: {was} to {is}");
                }
            }
        }
    }
}
