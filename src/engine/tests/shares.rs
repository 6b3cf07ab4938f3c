//! A stratum run in shares says what it says whole. What is masked keeps one whole: a mask on a sentence apart tells the two.

use crate::engine::testing::{B, Page, Timed};
use crate::engine::{Fact, Standpoint, World};
use crate::model::{Alteration, Sentence, Sign, Take};
use crate::time::Instant;
use proptest::prelude::*;

/// A tie between two of a few, one of a few likelihoods, since a year; of which relation.
type Tie = (u8, u8, u16, u16, bool);

fn ties() -> impl Strategy<Value = Vec<Tie>> {
    let tie = (0u8..9, 0u8..9, 1u16..=10, 2010u16..2016, any::<bool>());
    proptest::collection::vec(tie, 1..30)
}

fn page(ties: &[Tie]) -> Page {
    let mut page = Page::new();
    for (from, to, tenths, year, is_tie) in ties {
        let word = if *is_tie { "tie" } else { "within" };
        page.say(&format!("{word}(N{from}, N{to})"), tenths * 1_000)
            .since(&year.to_string());
    }
    let rules = [
        ("within(?a, ?b)", 10_000, B::S("tie(?a, ?b)")),
        (
            "within(?a, ?c)",
            9_000,
            both("within(?a, ?b)", "tie(?b, ?c)"),
        ),
        (
            "beyond(?a, ?c)",
            8_000,
            both("within(?a, ?b)", "tie(?c, ?b)"),
        ),
        (
            "within(?a, ?c)",
            7_000,
            both("tie(?a, ?b)", "beyond(?b, ?c)"),
        ),
        (
            "-within(?a, ?b)",
            10_000,
            both("beyond(?b, ?a)", "tie(?a, ?b)"),
        ),
        ("apart(?b, ?a)", 10_000, B::S("tie(?a, ?b)")),
    ];
    for (head, likelihood, body) in rules {
        page.rule(head, likelihood, body);
    }
    page
}

fn both(one: &'static str, other: &'static str) -> B {
    B::All(vec![B::S(one), B::S(other)])
}

/// All facts, with the rounds in which they were found.
fn all(page: &mut Page, world: &World) -> Vec<(Fact, Vec<Option<u64>>)> {
    let mut found = Vec::new();
    for word in ["within", "beyond", "apart"] {
        let relation = page.relation(word);
        for fact in world.facts(relation) {
            let sentence = Sentence {
                relation,
                args: fact.args.clone(),
            };
            let rounds = [Sign::For, Sign::Against].into_iter().flat_map(|sign| {
                let worth = if sign == Sign::For {
                    &fact.support
                } else {
                    &fact.denial
                };
                let ends = worth.steps().iter().map(|step| step.span.from);
                ends.map(move |at: Instant| (sign, at)).collect::<Vec<_>>()
            });
            let rounds = rounds
                .map(|(sign, at)| world.round(&sentence, sign, at))
                .collect();
            found.push((fact.clone(), rounds));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn in_shares_it_says_what_it_says_whole(ties in ties()) {
        let mut page = page(&ties);
        let shared = page.world();
        let masks: Vec<Take> = ["within", "beyond", "apart"]
            .map(|word| Take::Sentence(page.sentence(&format!("{word}(Else, Else)"))))
            .into();
        let change = Alteration { takes: masks, ..Alteration::default() };
        let whole = page.seen(&[&change], &Standpoint::default());
        prop_assert_eq!(all(&mut page, &shared), all(&mut page, &whole));
    }
}
