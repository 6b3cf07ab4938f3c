//! In whose view, and as known on what day (section 7).

use crate::support::naive::Standpoint;
use crate::support::sketch::{B, Sketch, between, date};

fn according_to(s: &mut Sketch, name: &str, strictly: bool) -> Standpoint {
    Standpoint {
        according_to: Some(s.entity(name)),
        strictly,
        known_on: None,
    }
}

fn seen(s: &mut Sketch, name: &str, strictly: bool, sentence: &str) -> [u16; 2] {
    let standpoint = according_to(s, name, strictly);
    let world = s.seen(&standpoint);
    let [held, against, ..] = s.at(&world, sentence, 0);
    [held, against]
}

fn says(s: &mut Sketch, who: &str, sentence: &str, likelihood: u16) {
    let view = s.entity(who);
    s.item(sentence, likelihood).view = Some(view);
}

#[test]
fn what_a_party_says_is_its_view_and_its_spokesmens() {
    let mut s = Sketch::default();
    s.item("speaks_for(Ministry, Arvand)", 10_000);
    s.item("speaks_for(Tarin, Belmar)", 10_000);
    s.item("holds(Front, Dara)", 10_000);
    says(&mut s, "Tarin", "arms(Arvand, Front)", 10_000);
    says(&mut s, "Ministry", "-arms(Arvand, Front)", 10_000);
    let arms = "arms(Arvand, Front)";
    assert_eq!(s.held(arms, "2016"), 0);
    for (who, strictly, sentence, values) in [
        ("Tarin", false, arms, [10_000, 0]),
        ("Belmar", false, arms, [10_000, 0]),
        ("Arvand", false, arms, [0, 10_000]),
        ("Corvia", false, arms, [0, 0]),
        ("Belmar", false, "holds(Front, Dara)", [10_000, 0]),
        ("Belmar", true, "holds(Front, Dara)", [0, 0]),
        ("Belmar", true, arms, [10_000, 0]),
    ] {
        assert_eq!(
            seen(&mut s, who, strictly, sentence),
            values,
            "{sentence} according to {who}"
        );
    }
}

#[test]
fn what_a_party_denies_is_masked_in_its_view_with_all_that_rests_on_it() {
    let mut s = Sketch::default();
    s.item("arms(Belmar, Front)", 10_000);
    s.item("arms(Corvia, Front)", 8_000);
    says(&mut s, "Belmar", "-sponsors(Belmar, Front)", 1);
    says(&mut s, "Belmar", "arms(Belmar, Front)", 6_000);
    s.rule("sponsors(?s, ?g)", 10_000, B::S("arms(?s, ?g)"));
    s.rule("amends(?s)", 10_000, B::S("sponsors(?s, ?g)"));
    assert_eq!(s.held("amends(Belmar)", "2016"), 10_000);
    for (sentence, values) in [
        ("sponsors(Belmar, Front)", [0, 1]),
        ("amends(Belmar)", [0, 0]),
        ("amends(Corvia)", [8_000, 0]),
        ("arms(Belmar, Front)", [6_000, 0]),
    ] {
        assert_eq!(
            seen(&mut s, "Belmar", false, sentence),
            values,
            "{sentence}"
        );
    }
}

#[test]
fn a_partys_rule_runs_in_its_view_and_a_claim_is_read_literally() {
    let mut s = Sketch::default();
    s.item("masses(Arvand, Corvia)", 9_000);
    says(&mut s, "Belmar", "attacks(Arvand, Kesh)", 7_000);
    says(&mut s, "Kesh", "-attacks(Arvand, Kesh)", 10_000);
    let corvia = s.entity("Corvia");
    let massing = s.rule("attacks(?a, ?b)", 8_000, B::S("masses(?a, ?b)"));
    massing.view = Some(corvia);
    s.rule(
        "quarrel(?w, ?a)",
        10_000,
        B::Claimed("attacks(?a, ?b)", "?w"),
    );
    assert_eq!(s.held("attacks(Arvand, Corvia)", "2016"), 0);
    assert_eq!(
        seen(&mut s, "Corvia", false, "attacks(Arvand, Corvia)"),
        [8_000, 0]
    );
    assert_eq!(
        seen(&mut s, "Belmar", false, "attacks(Arvand, Corvia)"),
        [0, 0]
    );
    assert_eq!(s.held("quarrel(Belmar, Arvand)", "2016"), 7_000);
    assert_eq!(s.held("quarrel(Kesh, Arvand)", "2016"), 0);
    assert_eq!(s.held("quarrel(Corvia, Arvand)", "2016"), 0);
}

#[test]
fn who_speaks_for_whom_is_asked_at_the_date_of_saying_and_all_links_at_one_instant() {
    let mut s = Sketch::default();
    s.item("speaks_for(Tarin, Ministry)", 10_000).extent = between("2014", "2015");
    s.item("speaks_for(Ministry, Arvand)", 10_000).extent = between("2015", "2016");
    says(&mut s, "Tarin", "p(A)", 7_000);
    says(&mut s, "Tarin", "q(A)", 7_000);
    for (sentence, said) in [("p(A)", "2015-06"), ("q(A)", "2016-06")] {
        let index = if sentence == "p(A)" { 2 } else { 3 };
        s.core.items[index].said = Some(date(said));
    }
    assert_eq!(seen(&mut s, "Arvand", false, "p(A)"), [7_000, 0]);
    assert_eq!(seen(&mut s, "Arvand", false, "q(A)"), [0, 0]);
    // Undated: at some time the two links held together.
    s.core.items[3].said = None;
    assert_eq!(seen(&mut s, "Arvand", false, "q(A)"), [7_000, 0]);
}

#[test]
fn as_known_on_keeps_what_had_been_said_and_whose_source_had_come() {
    let mut s = Sketch::default();
    let patrol = s.source("patrol", &[]);
    s.core.sources[0].dated = Some(date("2014-06-10"));
    s.item("holds(Dara)", 10_000).source = Some(patrol);
    let said = s.item("holds(Bamir)", 10_000);
    (said.source, said.said) = (Some(patrol), Some(date("2014-07")));
    s.item("holds(Ulm)", 10_000);
    let replaced = s.item("holds(Zaran)", 10_000);
    replaced.until_known = date("2014-08").0;
    let known = |s: &mut Sketch, day: &str| {
        let world = s.seen(&Standpoint {
            known_on: date(day).1,
            ..Standpoint::default()
        });
        ["Dara", "Bamir", "Ulm", "Zaran"]
            .map(|town| s.at(&world, &format!("holds({town})"), 0)[0] > 0)
    };
    assert_eq!(known(&mut s, "2014-06-09"), [false, false, true, true]);
    assert_eq!(known(&mut s, "2014-06-10"), [true, false, true, true]);
    assert_eq!(known(&mut s, "2014-07-31"), [true, true, true, true]);
    assert_eq!(known(&mut s, "2014-08-01"), [true, true, true, false]);
    assert_eq!(s.held("holds(Zaran)", "2016"), 0);
}
