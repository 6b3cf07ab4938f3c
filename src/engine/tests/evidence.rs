//! Corroboration and ties (meaning.md 2).

use crate::engine::testing::{Page, end_of};
use crate::model::{Sign, Standing};

#[test]
fn untied_sources_add_up_and_one_source_twice_counts_once() {
    let mut page = Page::new();
    for name in ["Drone", "Elder", "Post"] {
        page.source(name, &[], None);
    }
    page.say_per("armour(A, Dara)", "Drone", 6_000);
    page.say_per("armour(A, Dara)", "Elder", 5_000);
    page.say_per("armour(A, Zaran)", "Drone", 6_000);
    page.say_per("armour(A, Zaran)", "Drone", 5_000);
    for source in ["Drone", "Elder", "Post"] {
        page.say_per("armour(A, Sel)", source, 9_000);
    }
    page.say_per("armour(A, Ulm)", "Drone", 6_500);
    page.say_per("armour(A, Ulm)", "Elder", 5_500);
    page.say_per("armour(A, Ulm)", "Post", 5_000);
    page.say_per("armour(A, Vesh)", "Drone", 9_950);
    let world = page.world();
    for (sentence, held) in [
        ("armour(A, Dara)", 8_000), // 1 - 0.4 x 0.5
        ("armour(A, Zaran)", 6_000),
        ("armour(A, Sel)", 9_900), // 0.999, capped
        ("armour(A, Ulm)", 9_213), // 0.92125, half up
        ("armour(A, Vesh)", 9_950),
    ] {
        assert_eq!(page.held(&world, sentence, "2016"), held, "{sentence}");
    }
}

#[test]
fn the_best_untied_set_counts_so_a_digest_weakens_nothing() {
    let mut page = Page::new();
    page.source("Contact", &[], None);
    page.source("Wire", &["Contact"], None);
    page.source("Paper", &["Wire"], None);
    page.source("Satellite", &[], None);
    page.source("Digest", &["Contact", "Satellite"], None);
    page.say_per("hostages(Dara)", "Wire", 6_000);
    page.say_per("hostages(Dara)", "Paper", 5_000);
    page.say_per("hostages(Zaran)", "Contact", 6_000);
    page.say_per("hostages(Zaran)", "Satellite", 5_000);
    page.say_per("hostages(Zaran)", "Digest", 7_000);
    page.say_per("hostages(Bamir)", "Wire", 6_000);
    page.say_per("hostages(Bamir)", "Satellite", 5_000);
    page.say_per("hostages(Bamir)", "Digest", 9_000);
    let world = page.world();
    assert_eq!(page.held(&world, "hostages(Dara)", "2016"), 6_000);
    assert_eq!(page.held(&world, "hostages(Zaran)", "2016"), 8_000);
    assert_eq!(page.held(&world, "hostages(Bamir)", "2016"), 9_000);
    let zaran = page.sentence("hostages(Zaran)");
    let weighed = world
        .evidence_at(&zaran, Sign::For, end_of("2016"))
        .expect("there is evidence");
    assert_eq!(
        (weighed.chosen.len(), weighed.others.len(), weighed.greedy),
        (2, 1, false)
    );
}

#[test]
fn what_cannot_be_judged_is_tied_to_its_like_and_an_assumption_is_nobodys() {
    let mut page = Page::new();
    for name in ["First", "Second", "Clerk"] {
        page.source(name, &[], None);
    }
    page.say_per("bribed(C)", "First", 5_000).unrated = true;
    page.say_per("bribed(C)", "Second", 5_000).unrated = true;
    page.say_per("bribed(N)", "First", 5_000).unrated = true;
    page.say_per("bribed(N)", "Clerk", 6_000);
    page.say_per("bribed(K)", "First", 5_000).standing = Standing::Assumption;
    page.say_per("bribed(K)", "Clerk", 6_000);
    let world = page.world();
    assert_eq!(page.held(&world, "bribed(C)", "2016"), 5_000);
    assert_eq!(page.held(&world, "bribed(N)", "2016"), 8_000);
    assert_eq!(page.held(&world, "bribed(K)", "2016"), 6_000);
}

#[test]
fn beyond_sixteen_sources_the_choice_is_greedy_and_says_so() {
    let mut page = Page::new();
    for at in 0..17 {
        page.source(&format!("S{at}"), &[], None);
        page.say_per("seen(A)", &format!("S{at}"), 1_000);
    }
    let world = page.world();
    let seen = page.sentence("seen(A)");
    let weighed = world
        .evidence_at(&seen, Sign::For, end_of("2016"))
        .expect("there is evidence");
    assert!(weighed.greedy);
    // 1 - 0.9^17 = 0.83323…
    assert_eq!(weighed.value.ten_thousandths(), 8_332);
}
