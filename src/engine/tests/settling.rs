//! Endings, succession, replacement (meaning.md 2, 3, 4).

use crate::engine::testing::end_of;
use crate::engine::testing::{Page, Timed, date};
use crate::engine::{Conflict, Standpoint, conflicts};
use crate::model::Replacement;

fn towns() -> Page {
    let mut page = Page::new();
    page.say("holds(H, Dara)", 10_000).since("2010");
    page.say("holds(H, Zaran)", 9_000).since("2010");
    page.say("holds(H, Sel)", 10_000).since("2010");
    page.say("holds(H, Ulm)", 10_000).between("2010", "2015");
    page.say("holds(H, Vesh)", 10_000).since("2014-08-20");
    page.end("E", "holds(H, Dara)", "2014-06-15", 10_000);
    page.end("E", "holds(H, Zaran)", "2014-06-15", 6_000);
    page.end("E", "holds(H, Sel)", "2014-08", 10_000);
    page.end("E", "holds(H, Ulm)", "2014-06-15", 10_000);
    page.end("E", "holds(H, Vesh)", "2014-06-15", 10_000);
    page
}

#[test]
fn an_ending_leaves_the_day_itself_and_afterwards_at_most_the_rest() {
    let mut page = towns();
    let world = page.world();
    for (sentence, as_of, held) in [
        ("holds(H, Dara)", "2014-06-15", 10_000),
        ("holds(H, Dara)", "2014-06-16", 0),
        ("holds(H, Zaran)", "2014-06-15", 9_000),
        ("holds(H, Zaran)", "2014-06-16", 4_000), // min(0.9, 1 - 0.6)
        ("holds(H, Sel)", "2014-08-31", 10_000),
        ("holds(H, Sel)", "2014-09-01", 0),
        ("holds(H, Ulm)", "2014-12", 10_000),
        ("holds(H, Vesh)", "2016", 10_000), // began after the ending
    ] {
        assert_eq!(
            page.held(&world, sentence, as_of),
            held,
            "{sentence} as of {as_of}"
        );
    }
}

#[test]
fn a_stated_end_after_an_ending_is_a_conflict() {
    let mut page = towns();
    let world = page.world();
    let ulm = page.sentence("holds(H, Ulm)");
    let told = |as_of| {
        let found = conflicts(&world, end_of(as_of));
        found.iter().any(
            |conflict| matches!(conflict, Conflict::StatedEnd { sentence, .. } if *sentence == ulm),
        )
    };
    assert!(told("2014-12"));
    assert!(!told("2014-06-15"));
    assert!(!told("2016"));
}

#[test]
fn of_several_endings_the_least_that_is_left_counts() {
    let mut page = Page::new();
    page.say("holds(H, Dara)", 10_000).since("2010");
    page.end("F", "holds(H, Dara)", "2013", 3_000);
    page.end("E", "holds(H, Dara)", "2012", 6_000);
    let world = page.world();
    let held: Vec<u16> = ["2012", "2013", "2014"]
        .map(|as_of| page.held(&world, "holds(H, Dara)", as_of))
        .into();
    assert_eq!(held, [10_000, 4_000, 4_000]);
}

#[test]
fn a_successor_closes_an_open_end_and_not_a_stated_one() {
    let mut page = Page::new();
    let governed = page.relation("governed");
    page.situation.relations[governed].single = Some(1);
    page.situation.relations[governed].succeeding = true;
    page.say("governed(Dara, Mansour)", 10_000).since("2010");
    page.say("governed(Dara, Rasool)", 10_000).since("2014");
    page.say("governed(Dara, Weak)", 5_000).since("2012");
    page.say("governed(Zaran, Mansour)", 10_000)
        .between("2010", "2016");
    page.say("governed(Zaran, Rasool)", 10_000).since("2014");
    let world = page.world();
    for (sentence, as_of, held) in [
        ("governed(Dara, Mansour)", "2013", 10_000), // 50% is below the bar and begins nothing
        ("governed(Dara, Mansour)", "2014", 10_000), // some time in 2014
        ("governed(Dara, Mansour)", "2015", 0),
        ("governed(Dara, Rasool)", "2015", 10_000),
        ("governed(Zaran, Mansour)", "2015", 10_000),
    ] {
        assert_eq!(
            page.held(&world, sentence, as_of),
            held,
            "{sentence} as of {as_of}"
        );
    }
    let clash = conflicts(&world, end_of("2015"));
    assert_eq!(
        clash
            .iter()
            .filter(|conflict| matches!(conflict, Conflict::Single(_)))
            .count(),
        1
    );
}

#[test]
fn a_replaced_source_is_heard_only_as_known_before_the_newer_one() {
    let mut page = Page::new();
    let older = page.source("First", &[], Some("2015-03-01"));
    let newer = page.source("Second", &[], Some("2015-04-10"));
    page.situation
        .replacements
        .push(Replacement { older, newer });
    page.say_per("lost(A, 40)", "First", 10_000);
    page.say_per("lost(A, 12)", "Second", 10_000);
    let mut known_on = |text: &str| {
        let world = page.seen(
            &[],
            &Standpoint {
                view: None,
                known_on: Some(date(text).covers.to),
            },
        );
        [
            page.held(&world, "lost(A, 40)", "2016"),
            page.held(&world, "lost(A, 12)", "2016"),
        ]
    };
    assert_eq!(known_on("2015-02"), [0, 0]);
    assert_eq!(known_on("2015-04-09"), [10_000, 0]);
    assert_eq!(known_on("2015-04-10"), [0, 10_000]);
    let world = page.world();
    assert_eq!(page.held(&world, "lost(A, 40)", "2014"), 0);
}

#[test]
fn what_an_undated_source_replaces_never_comes_back() {
    let mut page = Page::new();
    let older = page.source("First", &[], Some("2015-03-01"));
    let newer = page.source("Second", &[], None);
    page.situation
        .replacements
        .push(Replacement { older, newer });
    page.say_per("lost(A, 40)", "First", 10_000);
    let world = page.seen(
        &[],
        &Standpoint {
            view: None,
            known_on: Some(date("2016").covers.to),
        },
    );
    assert_eq!(page.held(&world, "lost(A, 40)", "2016"), 0);
    assert!(world.core().items.is_empty());
}
