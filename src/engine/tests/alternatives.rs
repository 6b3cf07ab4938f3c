//! Alternative worlds: what is taken, what is added (meaning.md 7).

use crate::engine::testing::{B, Page, Timed};
use crate::engine::{Standpoint, World};
use crate::model::{Additions, Alteration, Take};

fn ambush() -> Page {
    let mut page = Page::new();
    page.source("Envoy", &[], None);
    page.source("Clerk", &[], None);
    page.source("Gazette", &["Envoy"], None);
    page.source("Digest", &["Gazette", "Clerk"], None);
    for event in ["Ambush", "Reprisal", "Flight"] {
        let id = page.entity(event);
        page.say(&format!("happened({event})"), 10_000).event = Some(id);
    }
    let (ambush, reprisal) = (page.entity("Ambush"), page.entity("Reprisal"));
    page.say("led to(Ambush, Reprisal)", 10_000).event = Some(ambush);
    page.say("led to(Reprisal, Flight)", 10_000).event = Some(reprisal);
    page.say("holds(A, Dara)", 10_000).event = Some(reprisal);
    page.say("holds(H, Zaran)", 10_000).since("2010");
    page.end("Flight", "holds(H, Zaran)", "2015-03-01", 10_000);
    page.say("mourns(A, Ambush)", 10_000);
    page.say_per("pays(A, H)", "Gazette", 7_000);
    page.say_per("pays(H, A)", "Digest", 6_000);
    page
}

fn without_event(page: &mut Page, and_what_it_led_to: bool) -> World {
    let event = page.entity("Ambush");
    page.without(vec![Take::Event {
        event,
        and_what_it_led_to,
    }])
}

#[test]
fn without_an_event_its_roles_and_all_that_name_it_are_gone_and_what_it_led_to_stays() {
    let mut page = ambush();
    let world = without_event(&mut page, false);
    for (sentence, held) in [
        ("happened(Ambush)", 0),
        ("mourns(A, Ambush)", 0),
        ("led to(Ambush, Reprisal)", 0),
        ("holds(A, Dara)", 10_000),
        ("holds(H, Zaran)", 0),
    ] {
        assert_eq!(page.held(&world, sentence, "2016"), held, "{sentence}");
    }
}

#[test]
fn and_what_it_led_to_goes_on_to_the_end() {
    let mut page = ambush();
    let world = without_event(&mut page, true);
    for (sentence, held) in [
        ("happened(Reprisal)", 0),
        ("happened(Flight)", 0),
        ("holds(A, Dara)", 0),
        ("holds(H, Zaran)", 10_000),
    ] {
        assert_eq!(page.held(&world, sentence, "2016"), held, "{sentence}");
    }
}

#[test]
fn without_a_source_what_wholly_descends_from_it_goes_too() {
    let mut page = ambush();
    let (envoy, clerk) = (page.source_of("Envoy"), page.source_of("Clerk"));
    let world = page.without(vec![Take::Source(envoy)]);
    assert_eq!(page.held(&world, "pays(A, H)", "2016"), 0);
    assert_eq!(page.held(&world, "pays(H, A)", "2016"), 6_000);
    let world = page.without(vec![Take::Source(envoy), Take::Source(clerk)]);
    assert_eq!(page.held(&world, "pays(H, A)", "2016"), 0);
}

fn taxes() -> Page {
    let mut page = Page::new();
    page.say("holds(H, Sel)", 10_000);
    page.say("taxes(H, Sel)", 6_000);
    page.rule("taxes(?g, ?t)", 10_000, B::S("holds(?g, ?t)"));
    page.rule("rich(?g)", 10_000, B::S("taxes(?g, Sel)"));
    page
}

#[test]
fn a_sentence_set_aside_is_masked_though_rules_still_give_it() {
    let mut page = taxes();
    let taxed = page.sentence("taxes(H, Sel)");
    let world = page.without(vec![Take::Sentence(taxed.clone())]);
    assert_eq!(page.held(&world, "taxes(H, Sel)", "2016"), 0);
    assert_eq!(page.held(&world, "rich(H)", "2016"), 0);
    assert_eq!(page.held(&world, "holds(H, Sel)", "2016"), 10_000);
    assert!(!world.withheld(&taxed).is_never());
    let world = page.without(vec![Take::Statements(taxed)]);
    assert_eq!(page.held(&world, "rich(H)", "2016"), 10_000);
}

#[test]
fn what_is_taken_and_stated_anew_is_not_masked() {
    let mut page = taxes();
    let taxed = page.sentence("taxes(H, Sel)");
    let anew = page.stated("taxes(H, Sel)", 7_000);
    page.situation.told.rules.remove(0);
    let change = Alteration {
        takes: vec![Take::Sentence(taxed)],
        adds: Additions {
            stated: vec![anew],
            ..Additions::default()
        },
    };
    let world = page.seen(&[&change], &Standpoint::default());
    assert_eq!(page.held(&world, "taxes(H, Sel)", "2016"), 7_000);
}

#[test]
fn without_a_rule_what_it_gave_is_gone() {
    let mut page = taxes();
    let world = page.without(vec![Take::Rule("rule 1".into())]);
    assert_eq!(page.held(&world, "taxes(H, Sel)", "2016"), 6_000);
}

#[test]
fn in_a_branch_two_names_are_one_and_both_may_be_asked_for() {
    let mut page = taxes();
    page.say("led(Tarin, Column)", 8_000);
    page.rule(
        "led well(?who, ?g)",
        10_000,
        B::All(vec![B::S("led(?who, ?g)"), B::S("rich(?g)")]),
    );
    let same = vec![(page.entity("H"), page.entity("Column"))];
    let change = Alteration {
        takes: vec![],
        adds: Additions {
            same,
            ..Additions::default()
        },
    };
    let world = page.seen(&[&change], &Standpoint::default());
    assert_eq!(page.held(&world, "led well(Tarin, Column)", "2016"), 8_000);
    assert_eq!(page.held(&world, "led well(Tarin, H)", "2016"), 8_000);
    let ours = page.world();
    assert_eq!(page.held(&ours, "led well(Tarin, H)", "2016"), 0);
}
