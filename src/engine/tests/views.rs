//! Whose statements count, and what was known when (meaning.md 7).

use crate::engine::Footing;
use crate::engine::testing::{B, Page, Timed, date, end_of};
use crate::engine::{
    Conflict, Standing4, Standpoint, Strictness, View, World, conflicts, left_out,
};
use crate::model::Sign;

fn according_to(page: &mut Page, party: &str, strictly: Strictness) -> World {
    let of = page.entity(party);
    page.seen(
        &[],
        &Standpoint {
            view: Some(View { of, strictly }),
            known_on: None,
        },
    )
}

fn charge() -> Page {
    let mut page = Page::new();
    page.say("speaks for(Ministry, Arvand)", 10_000);
    page.say("speaks for(Tarin, Belmar)", 10_000);
    page.say("holds(H, Dara)", 10_000);
    page.claim("Tarin", "arms(Arvand, H)", 10_000).said = Some(date("2016-12-02").covers);
    page.claim("Ministry", "-arms(Arvand, H)", 10_000).said = Some(date("2016-12-07").covers);
    page
}

#[test]
fn what_others_say_is_theirs_and_those_who_speak_for_a_party_say_it_for_it() {
    let mut page = charge();
    let arms = page.sentence("arms(Arvand, H)");
    let dara = page.sentence("holds(H, Dara)");
    let now = end_of("2016");
    assert_eq!(page.world().standing(&arms, now), Standing4::Unknown);
    for (party, standing) in [
        ("Tarin", Standing4::Supported),
        ("Belmar", Standing4::Supported),
        ("Arvand", Standing4::Denied),
        ("Corvia", Standing4::Unknown),
    ] {
        let world = according_to(&mut page, party, Strictness::Shared);
        assert_eq!(world.standing(&arms, now), standing, "{party}");
        assert_eq!(world.standing(&dara, now), Standing4::Supported);
    }
    let world = according_to(&mut page, "Belmar", Strictness::Strictly);
    assert_eq!(world.standing(&dara, now), Standing4::Unknown);
    assert_eq!(world.standing(&arms, now), Standing4::Supported);
    let items = world.items_of(&arms, Sign::For);
    let (by, party) = (page.entity("Tarin"), page.entity("Belmar"));
    assert_eq!(
        items.iter().map(|item| item.footing).collect::<Vec<_>>(),
        [Footing::SpokenFor { by, party }]
    );
}

#[test]
fn what_one_party_claims_and_another_denies_is_a_conflict() {
    let mut page = charge();
    let arms = page.sentence("arms(Arvand, H)");
    let found = conflicts(&page.world(), end_of("2016"));
    let (tarin, ministry) = (page.entity("Tarin"), page.entity("Ministry"));
    assert_eq!(
        found,
        [Conflict::Dispute {
            sentence: arms,
            ours: None,
            claimed_by: vec![tarin],
            denied_by: vec![ministry]
        }]
    );
}

#[test]
fn a_spokesman_counts_by_whom_he_spoke_for_when_he_said_it() {
    let mut page = Page::new();
    page.say("speaks for(Ali, Arvand)", 10_000).until("2014");
    page.claim("Ali", "arms(Arvand, H)", 10_000).said = Some(date("2013").covers);
    page.claim("Ali", "arms(Arvand, G)", 10_000).said = Some(date("2015").covers);
    let world = according_to(&mut page, "Arvand", Strictness::Shared);
    assert_eq!(page.held(&world, "arms(Arvand, H)", "2016"), 10_000);
    assert_eq!(page.held(&world, "arms(Arvand, G)", "2016"), 0);
}

#[test]
fn what_a_party_denies_is_masked_though_rules_would_give_it() {
    let mut page = Page::new();
    page.say("arms(B, H)", 10_000);
    page.say("arms(C, H)", 8_000);
    page.claim("B", "-sponsors(B, H)", 5_000);
    page.claim("B", "arms(B, H)", 6_000);
    page.rule("sponsors(?s, ?g)", 10_000, B::S("arms(?s, ?g)"));
    page.rule("owes(?s)", 10_000, B::S("sponsors(?s, ?g)"));
    let ours = page.world();
    assert_eq!(page.held(&ours, "owes(B)", "2016"), 10_000);
    let world = according_to(&mut page, "B", Strictness::Shared);
    for (sentence, held) in [
        ("sponsors(B, H)", 0),
        ("-sponsors(B, H)", 5_000),
        ("owes(B)", 0),
        ("owes(C)", 8_000),
        ("arms(B, H)", 6_000),
    ] {
        assert_eq!(page.held(&world, sentence, "2016"), held, "{sentence}");
    }
    let sponsors = page.sentence("sponsors(B, H)");
    assert_eq!(
        world
            .withheld(&sponsors)
            .at(end_of("2016"))
            .ten_thousandths(),
        6_000
    );
    let found = conflicts(&world, end_of("2016"));
    assert!(found.iter().any(
        |conflict| matches!(conflict, Conflict::Masked { sentence, .. } if *sentence == sponsors)
    ));
}

#[test]
fn a_partys_rule_runs_in_its_view_alone_and_claims_are_literal() {
    let mut page = Page::new();
    page.say("masses(A, C)", 9_000);
    page.claim("B", "attacks(A, K)", 7_000);
    let of = page.entity("C");
    page.rule("attacks(?a, ?b)", 8_000, B::S("masses(?a, ?b)"))
        .view = Some(of);
    page.rule(
        "quarrels(?w, ?a)",
        10_000,
        B::Claimed("attacks(?a, ?b)", "?w"),
    );
    let world = page.world();
    assert_eq!(page.held(&world, "attacks(A, C)", "2016"), 0);
    assert_eq!(page.held(&world, "quarrels(B, A)", "2016"), 7_000);
    assert_eq!(page.held(&world, "quarrels(C, A)", "2016"), 0);
    let world = according_to(&mut page, "C", Strictness::Shared);
    assert_eq!(page.held(&world, "attacks(A, C)", "2016"), 8_000);
    assert_eq!(page.held(&world, "quarrels(C, A)", "2016"), 0);
}

#[test]
fn as_known_on_a_date_the_later_of_saying_and_source_counts_and_the_undated_is_kept() {
    let mut page = Page::new();
    page.source("Patrol", &[], Some("2014-06-10"));
    page.source("Archive", &[], Some("2016-02"));
    page.say_per("holds(H, Dara)", "Patrol", 10_000);
    page.say_per("holds(H, Zaran)", "Archive", 10_000).said = Some(date("2014-01").covers);
    page.say("holds(H, Ulm)", 10_000);
    let mut known_on = |text: &str| {
        let at = date(text).covers.to;
        let world = page.seen(
            &[],
            &Standpoint {
                view: None,
                known_on: Some(at),
            },
        );
        let counts = left_out(world.core(), at);
        let mut held = |sentence| page.held(&world, sentence, "2016");
        (
            [
                held("holds(H, Dara)"),
                held("holds(H, Zaran)"),
                held("holds(H, Ulm)"),
            ],
            counts.not_yet,
            counts.undated,
        )
    };
    assert_eq!(known_on("2014-06-09"), ([0, 0, 10_000], 2, 1));
    assert_eq!(known_on("2014-06"), ([10_000, 0, 10_000], 1, 1));
    assert_eq!(known_on("2016-02"), ([10_000, 10_000, 10_000], 0, 1));
}

#[test]
fn what_a_party_says_is_the_same_is_one_in_its_view() {
    let mut page = Page::new();
    let same = page.relation("same as");
    page.situation.relations[same].name = "[entity] is the same as [entity]".into();
    page.say("holds(Front, Dara)", 10_000);
    page.say("attacks(Column, Arvand)", 8_000);
    let stated = page.stated("holds(Front, Column)", 10_000);
    let by = page.entity("Arvand");
    let claim = page.claim("Arvand", "holds(Front, Column)", 10_000);
    claim.sentence = crate::model::Sentence {
        relation: same,
        args: stated.sentence.args,
    };
    claim.view = Some(by);
    let world = page.world();
    assert_eq!(page.held(&world, "attacks(Front, Arvand)", "2016"), 0);
    let world = according_to(&mut page, "Arvand", Strictness::Shared);
    assert_eq!(page.held(&world, "attacks(Front, Arvand)", "2016"), 8_000);
    assert_eq!(page.held(&world, "attacks(Column, Arvand)", "2016"), 8_000);
}
