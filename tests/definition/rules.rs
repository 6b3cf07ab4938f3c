//! The table of section 5, row by row.

use crate::support::naive::{Standpoint, Unstratified, world};
use crate::support::sketch::{B, Sketch, between, date, since};

fn not(body: B) -> B {
    B::Not(Box::new(body))
}

#[test]
fn and_or_not_are_least_greatest_and_what_is_left() {
    let mut s = Sketch::default();
    for (sentence, likelihood) in [
        ("borders(Arvand, Belmar)", 10_000),
        ("borders(Corvia, Tamra)", 10_000),
        ("hosts(Belmar, Front)", 8_000),
        ("arms(Belmar, Front)", 6_000),
        ("hosts(Tamra, Front)", 7_000),
        ("shielded(Corvia, Kesh)", 9_000),
        ("reliable(Kesh)", 5_000),
    ] {
        s.item(sentence, likelihood);
    }
    let exception = B::All(vec![B::S("shielded(?s, ?ally)"), B::S("reliable(?ally)")]);
    let body = B::All(vec![
        B::S("borders(?s, ?o)"),
        B::Any(vec![B::S("hosts(?o, ?g)"), B::S("arms(?o, ?g)")]),
        not(exception),
    ]);
    s.rule("exposed(?s)", 10_000, body);
    assert_eq!(s.held("exposed(Arvand)", "2016"), 8_000);
    assert_eq!(s.held("exposed(Corvia)", "2016"), 5_000);
    assert_eq!(s.held("exposed(Kesh)", "2016"), 0);
}

#[test]
fn several_derivations_do_not_add_up() {
    let mut s = Sketch::default();
    s.item("trains(B, F)", 10_000);
    s.item("pays(B, F)", 8_000);
    s.item("sponsors(T, F)", 7_500);
    s.item("pays(T, F)", 6_000);
    s.rule("sponsors(?s, ?g)", 7_000, B::S("trains(?s, ?g)"));
    s.rule("sponsors(?s, ?g)", 10_000, B::S("pays(?s, ?g)"));
    assert_eq!(s.held("sponsors(B, F)", "2016"), 8_000);
    assert_eq!(s.held("sponsors(T, F)", "2016"), 7_500);
}

#[test]
fn a_rule_may_rest_on_itself() {
    let mut s = Sketch::default();
    for (sentence, likelihood) in [
        ("supplies(Sel, Dara)", 9_000),
        ("supplies(Dara, Zaran)", 8_000),
        ("supplies(Zaran, Sel)", 9_500),
        ("supplies(Sel, Zaran)", 6_000),
    ] {
        s.item(sentence, likelihood);
    }
    let later = s.item("supplies(Zaran, Bamir)", 7_000);
    later.extent = since("2015");
    s.rule("reach(?a, ?b)", 10_000, B::S("supplies(?a, ?b)"));
    let onward = B::All(vec![B::S("reach(?a, ?b)"), B::S("supplies(?b, ?c)")]);
    s.rule("reach(?a, ?c)", 10_000, onward);
    assert_eq!(s.held("reach(Sel, Zaran)", "2016"), 8_000);
    assert_eq!(s.held("reach(Sel, Sel)", "2016"), 8_000);
    assert_eq!(s.held("reach(Sel, Bamir)", "2016"), 7_000);
    assert_eq!(s.held("reach(Sel, Bamir)", "2014"), 0);
    assert_eq!(s.held("reach(Bamir, Sel)", "2016"), 0);
}

#[test]
fn two_relations_may_rest_on_each_other() {
    let mut s = Sketch::default();
    for (a, b, likelihood) in [("A", "B", 9_000), ("B", "C", 8_000), ("C", "T", 7_000)] {
        s.item(&format!("fights({a}, {b})"), likelihood);
    }
    s.rule("fights(?b, ?a)", 10_000, B::S("fights(?a, ?b)"));
    s.rule("against(?a, ?b)", 10_000, B::S("fights(?a, ?b)"));
    let foe_of_friend = B::All(vec![B::S("with(?a, ?c)"), B::S("fights(?c, ?b)")]);
    s.rule("against(?a, ?b)", 10_000, foe_of_friend);
    let foe_of_foe = B::All(vec![
        B::S("against(?a, ?c)"),
        B::S("fights(?c, ?b)"),
        B::Is("?a", "!=", "?b"),
    ]);
    s.rule("with(?a, ?b)", 10_000, foe_of_foe);
    assert_eq!(s.held("with(A, C)", "2016"), 8_000);
    assert_eq!(s.held("against(A, T)", "2016"), 7_000);
    assert_eq!(s.held("with(A, T)", "2016"), 0);
}

#[test]
fn stated_looks_only_at_what_is_said_and_breaks_a_loop() {
    let mut s = Sketch::default();
    s.item("attacked(A, B)", 10_000);
    s.item("attacked(C, T)", 10_000);
    s.item("join(C, T)", 6_000);
    s.item("share(A, B)", 10_000);
    let hostility = B::All(vec![
        B::S("attacked(?a, ?b)"),
        not(B::Stated("join(?a, ?b)")),
    ]);
    s.rule("hostile(?a, ?b)", 10_000, hostility);
    let joining = B::All(vec![
        B::S("share(?a, ?b)"),
        not(B::Stated("hostile(?a, ?b)")),
    ]);
    s.rule("join(?a, ?b)", 8_000, joining);
    assert_eq!(s.held("hostile(A, B)", "2016"), 10_000);
    assert_eq!(s.held("join(A, B)", "2016"), 8_000);
    assert_eq!(s.held("hostile(C, T)", "2016"), 4_000);
}

#[test]
fn a_rule_may_conclude_a_denial_and_ask_for_one() {
    let mut s = Sketch::default();
    s.item("-fleet(B)", 8_000);
    s.item("landlocked(C)", 9_000);
    s.item("fleet(C)", 7_000);
    s.item("actor(T)", 10_000);
    s.rule("-fleet(?s)", 10_000, B::S("landlocked(?s)"));
    s.rule("harmless(?s)", 10_000, B::S("-fleet(?s)"));
    let unseen = B::All(vec![B::S("actor(?s)"), not(B::S("fleet(?s)"))]);
    s.rule("unseen(?s)", 10_000, unseen);
    let world = s.world();
    assert_eq!(s.at(&world, "fleet(C)", 0), [7_000, 9_000, 0, 7_000]);
    assert_eq!(s.at(&world, "harmless(B)", 0)[0], 8_000);
    assert_eq!(s.at(&world, "harmless(C)", 0)[0], 9_000);
    assert_eq!(s.at(&world, "harmless(T)", 0)[0], 0);
    assert_eq!(s.at(&world, "unseen(T)", 0)[0], 10_000);
}

#[test]
fn windows_look_back_by_the_calendar() {
    let mut s = Sketch::default();
    let shelled = s.item("shells(F)", 10_000);
    shelled.extent = date("2014-03-10");
    let held = s.item("holds(F)", 10_000);
    held.extent = since("2014-01-01");
    let later = s.item("holds(D)", 10_000);
    later.extent = between("2018", "2019");
    s.rule(
        "active(?g)",
        10_000,
        B::Within((6, 0), Box::new(B::S("shells(?g)"))),
    );
    s.rule(
        "entrenched(?g)",
        10_000,
        B::Throughout((24, 0), Box::new(B::S("holds(?g)"))),
    );
    s.rule("former(?g)", 10_000, B::Past(Box::new(B::S("shells(?g)"))));
    s.rule("will(?g)", 10_000, B::AnyTime(Box::new(B::S("holds(?g)"))));
    for (sentence, as_of, holds) in [
        ("active(F)", "2014-03-10", true),
        ("active(F)", "2014-03-09", false),
        ("active(F)", "2014-09-09", true),
        ("active(F)", "2014-09-10", false),
        ("entrenched(F)", "2015-12-31", true),
        ("entrenched(F)", "2015-12-30", false),
        ("former(F)", "2016-12-31", true),
        ("former(F)", "2014-03-09", false),
        ("will(D)", "2010", true),
        ("entrenched(D)", "2016-12-31", false),
        ("entrenched(D)", "2019-12-31", true),
    ] {
        assert_eq!(
            s.held(sentence, as_of) > 0,
            holds,
            "{sentence} as of {as_of}"
        );
    }
}

#[test]
fn windows_within_windows_add_up() {
    let mut s = Sketch::default();
    s.item("p(A)", 10_000).extent = date("2014-01-31");
    s.rule("q(?x)", 10_000, B::Within((1, 0), Box::new(B::S("p(?x)"))));
    s.rule("r(?x)", 10_000, B::Within((1, 0), Box::new(B::S("q(?x)"))));
    // 31 January 23:59 and a month is the last minute of February, and must come after; the minute before and
    // another month is 28 March 23:58.
    assert_eq!(s.held("q(A)", "2014-02-27"), 10_000);
    assert_eq!(s.held("q(A)", "2014-02-28"), 0);
    assert_eq!(s.held("r(A)", "2014-03-27"), 10_000);
    assert_eq!(s.held("r(A)", "2014-03-28"), 0);
}

#[test]
fn counting_takes_the_kth_greatest_of_distinct_values() {
    let mut s = Sketch::default();
    for (sentence, likelihood) in [
        ("bombed(H, Dara)", 9_000),
        ("bombed(H, Zaran)", 8_000),
        ("bombed(H, Bamir)", 7_000),
        ("bombed(D, Dara)", 10_000),
        ("bombed(D, Zaran)", 10_000),
        ("actor(H)", 10_000),
        ("actor(D)", 10_000),
        ("actor(R)", 10_000),
    ] {
        s.item(sentence, likelihood);
    }
    let bombed = || Box::new(B::S("bombed(?g, ?t)"));
    s.rule("campaign(?g)", 10_000, B::AtLeast(3, "t", bombed()));
    let seldom = B::All(vec![B::S("actor(?g)"), B::AtMost(2, "t", bombed())]);
    s.rule("seldom(?g)", 10_000, seldom);
    let twice = B::All(vec![B::S("actor(?g)"), B::Exactly(2, "t", bombed())]);
    s.rule("twice(?g)", 10_000, twice);
    for (sentence, value) in [
        ("campaign(H)", 7_000),
        ("campaign(D)", 0),
        ("seldom(H)", 3_000),
        ("seldom(D)", 10_000),
        ("seldom(R)", 10_000),
        ("twice(H)", 3_000),
        ("twice(D)", 10_000),
        ("twice(R)", 0),
    ] {
        assert_eq!(s.held(sentence, "2016"), value, "{sentence}");
    }
}

#[test]
fn two_counts_of_one_variable_count_each_for_itself() {
    let mut s = Sketch::default();
    for sentence in ["hit(G, A)", "hit(G, B)", "aids(G, C)", "aids(G, D)"] {
        s.item(sentence, 10_000);
    }
    let body = B::All(vec![
        B::AtLeast(2, "x", Box::new(B::S("hit(?g, ?x)"))),
        B::AtLeast(2, "x", Box::new(B::S("aids(?g, ?x)"))),
    ]);
    s.rule("busy(?g)", 10_000, body);
    assert_eq!(s.held("busy(G)", "2016"), 10_000);
}

#[test]
fn comparisons_on_ranges_are_true_of_every_pair_or_possibly_of_some() {
    let mut s = Sketch::default();
    s.item("fields(H, 3000+)", 10_000);
    s.item("fields(D, 2000..4000)", 10_000);
    s.item("fields(R, 2500)", 10_000);
    s.item("expires(Sel, 2016-12)", 10_000);
    s.item("expires(Zaran, 2016-11)", 10_000);
    let rule = |s: &mut Sketch, head, sentence, comparison| {
        s.rule(head, 10_000, B::All(vec![B::S(sentence), comparison]));
    };
    rule(
        &mut s,
        "strong(?g)",
        "fields(?g, ?n)",
        B::Is("?n", ">=", "3000"),
    );
    rule(
        &mut s,
        "may(?g)",
        "fields(?g, ?n)",
        B::Possibly("?n", ">=", "3000"),
    );
    rule(
        &mut s,
        "above(?g)",
        "fields(?g, ?n)",
        B::Is("?n", ">", "3000"),
    );
    rule(
        &mut s,
        "lapses(?t)",
        "expires(?t, ?d)",
        B::Is("?d", "<", "2016-12-15"),
    );
    rule(
        &mut s,
        "perhaps(?t)",
        "expires(?t, ?d)",
        B::Possibly("?d", "<", "2016-12-15"),
    );
    for (sentence, holds) in [
        ("strong(H)", true),
        ("strong(D)", false),
        ("may(H)", true),
        ("may(D)", true),
        ("may(R)", false),
        ("above(H)", false),
        ("lapses(Sel)", false),
        ("lapses(Zaran)", true),
        ("perhaps(Sel)", true),
    ] {
        assert_eq!(s.held(sentence, "2016") > 0, holds, "{sentence}");
    }
}

#[test]
fn so_many_of_takes_the_kth_greatest_of_its_conditions() {
    let mut s = Sketch::default();
    for (sentence, likelihood) in [
        ("men(H)", 9_000),
        ("arms(H)", 7_000),
        ("base(H)", 6_000),
        ("watched(H)", 8_000),
        ("actor(H)", 10_000),
        ("actor(D)", 10_000),
        ("men(D)", 10_000),
    ] {
        s.item(sentence, likelihood);
    }
    s.item("trained(D, Dara)", 10_000).extent = date("2016-05");
    let body = B::All(vec![
        B::S("actor(?g)"),
        B::Of(
            2,
            vec![
                B::All(vec![B::S("men(?g)"), B::S("arms(?g)")]),
                B::S("base(?g)"),
                not(B::S("watched(?g)")),
                B::Within((12, 0), Box::new(B::S("trained(?g, ?p)"))),
            ],
        ),
    ]);
    s.rule("worry(?g)", 10_000, body);
    assert_eq!(s.held("worry(H)", "2016-12-31"), 6_000);
    assert_eq!(s.held("worry(D)", "2016-12-31"), 10_000);
    assert_eq!(s.held("worry(D)", "2015-12-31"), 0);
}

#[test]
fn a_loop_through_a_negation_or_a_window_with_a_length_is_refused() {
    for body in [
        not(B::S("p(?x)")),
        B::Within((12, 0), Box::new(B::S("p(?x)"))),
        B::Throughout((12, 0), Box::new(B::S("p(?x)"))),
        B::AtMost(
            1,
            "y",
            Box::new(B::All(vec![B::S("p(?x)"), B::S("r(?x, ?y)")])),
        ),
    ] {
        let mut s = Sketch::default();
        s.item("q(A)", 10_000);
        s.rule("p(?x)", 10_000, B::All(vec![B::S("q(?x)"), body]));
        let refused = world(&s.core, &Standpoint::default());
        assert_eq!(refused.err(), Some(Unstratified));
    }
    // Without a length they may recur.
    let mut s = Sketch::default();
    s.item("p(A)", 10_000).extent = date("2014");
    s.rule("p(?x)", 10_000, B::Past(Box::new(B::S("p(?x)"))));
    assert_eq!(s.held("p(A)", "2013"), 0);
    assert_eq!(s.held("p(A)", "2016"), 10_000);
}
