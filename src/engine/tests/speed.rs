//! Evaluation keeps pace with the evidence.

use crate::engine::testing::{B, Page, Timed, likelihood};
use crate::model::{Sentence, Value};
use std::time::{Duration, Instant};

/// A world like that of a whole continent: states, borders, places within places.
#[test]
#[ignore = "timed by hand, in release: cargo test --release --lib speed -- --ignored --nocapture"]
fn states_and_borders_take_a_few_milliseconds() {
    let mut page = Page::new();
    for at in 0..250 {
        page.say(&format!("state(S{at})"), 10_000);
        page.say(&format!("in(S{at}, R{})", at / 12), 10_000);
        page.say(&format!("in(P{at}, S{at})"), 10_000);
        for step in 1..4 {
            page.say(
                &format!("borders(S{at}, S{})", (at + step * 7) % 250),
                10_000,
            );
        }
    }
    for region in 0..21 {
        page.say(&format!("in(R{region}, World)"), 10_000);
    }
    page.rule("borders(?a, ?b)", 10_000, B::S("borders(?b, ?a)"));
    page.rule(
        "in(?a, ?c)",
        10_000,
        B::All(vec![B::S("in(?a, ?b)"), B::S("in(?b, ?c)")]),
    );
    page.rule(
        "near(?a, ?b)",
        10_000,
        B::All(vec![
            B::S("in(?a, ?s)"),
            B::S("state(?s)"),
            B::S("borders(?s, ?t)"),
            B::S("in(?b, ?t)"),
        ]),
    );
    let situation = std::sync::Arc::new(page.situation.clone());
    let start = Instant::now();
    let core = std::sync::Arc::new(crate::settle::settle(&situation, &[]));
    let settled = start.elapsed();
    let world =
        crate::engine::evaluate(core, &crate::engine::Standpoint::default()).expect("an order");
    println!(
        "states and borders: settled {settled:?}, all {:?}",
        start.elapsed()
    );
    let near = page.relation("near");
    assert_eq!(world.facts(near).count(), 250 * 6);
}

#[test]
#[ignore = "timed by hand, in release: cargo test --release --lib speed -- --ignored --nocapture"]
fn time_grows_with_the_evidence_and_hardly_more() {
    for size in [1_000, 10_000, 100_000u32] {
        let mut page = Page::new();
        let relation = page.relation("hit");
        page.rule(
            "feud(?a, ?b)",
            9_000,
            B::All(vec![B::S("hit(?a, ?b)"), B::S("hit(?b, ?a)")]),
        );
        page.rule(
            "enemy(?a, ?c)",
            8_000,
            B::All(vec![
                B::S("feud(?a, ?b)"),
                B::S("feud(?b, ?c)"),
                B::Is("?a", crate::model::Comparison::Unequal, "?c"),
            ]),
        );
        page.rule(
            "active(?a)",
            10_000,
            B::Within("2 years", Box::new(B::S("hit(?a, ?b)"))),
        );
        let template = page.stated("hit(X, Y)", 10_000);
        let first = page.situation.entities.len() as u32;
        for at in 0..size / 5 {
            page.situation.entities.push(crate::model::Entity {
                name: format!("E{at}"),
                also: vec![],
                kinds: vec![],
                shipped: false,
                origin: template.origin.clone(),
            });
        }
        let mut state = 12345u64;
        let mut random = |below: u32| {
            state = state
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (state >> 33) as u32 % below
        };
        for _ in 0..size {
            let entity = |id: u32| Value::Entity(crate::model::EntityId(first + id));
            let a = random(size / 5);
            let b = (a + 1 + random(9)) % (size / 5);
            let mut stated = template.clone();
            stated.sentence = Sentence {
                relation,
                args: vec![entity(a), entity(b)],
            };
            stated.likelihood = likelihood(6_000 + random(4_000) as u16);
            stated.since(&format!("20{:02}", 10 + random(9)));
            page.situation.told.stated.push(stated);
        }
        let situation = std::sync::Arc::new(page.situation);
        let start = Instant::now();
        let core = std::sync::Arc::new(crate::settle::settle(&situation, &[]));
        let settled = start.elapsed();
        let world =
            crate::engine::evaluate(core, &crate::engine::Standpoint::default()).expect("an order");
        let took: Duration = start.elapsed();
        println!(
            "{size}: settled {settled:?}, all {took:?}, rules {}",
            world.rules().count()
        );
    }
}

#[test]
#[ignore = "timed by hand, in release: cargo test --release --lib speed -- --ignored --nocapture"]
fn a_closure_of_many_levels_settles_each_pair_once() {
    let mut page = Page::new();
    let mut state = 99u64;
    let mut random = |below: u64| {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (state >> 33) % below
    };
    for at in 0..300 {
        for _ in 0..4 {
            page.say(
                &format!("next(N{at}, N{})", random(300)),
                5_000 + random(5_000) as u16,
            );
        }
    }
    page.rule(
        "next(?a, ?c)",
        10_000,
        B::All(vec![B::S("next(?a, ?b)"), B::S("next(?b, ?c)")]),
    );
    let start = Instant::now();
    let world = page.world();
    println!("closure of 300: {:?}", start.elapsed());
    let next = page.relation("next");
    assert!(world.facts(next).count() > 50_000);
}
