//! What rules conclude (meaning.md 5 to 7).

use crate::engine::testing::{B, Page, Timed, end_of, not};
use crate::engine::{Reserve, Standing4};
use crate::model::{Comparison, Sign, Value};

#[test]
fn support_is_the_weakest_link_of_the_best_chain_however_long() {
    let mut page = Page::new();
    page.say("supplies(Sel, Dara)", 9_000);
    page.say("supplies(Dara, Zaran)", 8_000);
    page.say("supplies(Zaran, Sel)", 9_500);
    page.say("supplies(Sel, Zaran)", 6_000);
    page.say("supplies(Zaran, Bamir)", 7_000).since("2015");
    page.rule("reach(?a, ?b)", 10_000, B::S("supplies(?a, ?b)"));
    page.rule(
        "reach(?a, ?c)",
        10_000,
        B::All(vec![B::S("reach(?a, ?b)"), B::S("supplies(?b, ?c)")]),
    );
    let world = page.world();
    for (sentence, as_of, held) in [
        ("reach(Sel, Zaran)", "2016", 8_000), // by Dara, better than 0.6 straight
        ("reach(Sel, Bamir)", "2016", 7_000),
        ("reach(Sel, Bamir)", "2014", 0),
        ("reach(Sel, Sel)", "2016", 8_000),
        ("reach(Bamir, Sel)", "2016", 0),
    ] {
        assert_eq!(
            page.held(&world, sentence, as_of),
            held,
            "{sentence} as of {as_of}"
        );
    }
}

#[test]
fn what_a_conclusion_rests_on_was_found_in_an_earlier_round() {
    let mut page = Page::new();
    for at in 0..6 {
        page.say(
            &format!("next(N{at}, N{})", at + 1),
            7_000 + 300 * (at % 3) as u16,
        );
    }
    page.rule("on(?a, ?b)", 10_000, B::S("next(?a, ?b)"));
    page.rule(
        "on(?a, ?c)",
        9_000,
        B::All(vec![B::S("on(?a, ?b)"), B::S("on(?b, ?c)")]),
    );
    let world = page.world();
    let mut body = Vec::new();
    let rests = page.body(
        B::All(vec![B::S("on(?a, ?b)"), B::S("on(?b, ?c)")]),
        &mut body,
    );
    let now = end_of("2016");
    let on = page.relation("on");
    for found in world.select(&rests, 3, &[]) {
        let [Some(a), Some(b), Some(c)] = found.values.as_slice() else {
            panic!("three values")
        };
        let of = |x: &Value, y: &Value| crate::model::Sentence {
            relation: on,
            args: vec![x.clone(), y.clone()],
        };
        let round = |sentence| world.round(&sentence, Sign::For, now).expect("it holds");
        let whole = world.support(&of(a, c)).at(now);
        let parts = world
            .support(&of(a, b))
            .at(now)
            .min(world.support(&of(b, c)).at(now));
        assert!(whole >= parts.min(crate::engine::testing::likelihood(9_000)));
        if whole == parts {
            let earlier = round(of(a, b)).max(round(of(b, c))) < round(of(a, c));
            // Another chain may have given it sooner, or evidence.
            assert!(earlier || round(of(a, c)) > 0);
        }
    }
}

#[test]
fn or_not_and_unless_are_the_most_and_the_rest() {
    let mut page = Page::new();
    page.say("borders(A, B)", 10_000);
    page.say("borders(C, T)", 10_000);
    page.say("borders(T, K)", 10_000);
    page.say("hosts(B, H)", 8_000);
    page.say("arms(B, H)", 6_000);
    page.say("hosts(T, H)", 7_000);
    page.say("shielded(C, K)", 9_000);
    page.say("reliable(K)", 5_000);
    let shield = B::All(vec![B::S("shielded(?s, ?ally)"), B::S("reliable(?ally)")]);
    page.rule(
        "exposed(?s)",
        10_000,
        B::All(vec![
            B::S("borders(?s, ?o)"),
            B::Any(vec![B::S("hosts(?o, ?g)"), B::S("arms(?o, ?g)")]),
            not(shield),
        ]),
    );
    page.rule(
        "alone(?s)",
        10_000,
        B::All(vec![
            not(B::S("shielded(?s, ?ally)")),
            B::S("borders(?s, ?o)"),
        ]),
    );
    let world = page.world();
    assert_eq!(page.held(&world, "exposed(A)", "2016"), 8_000);
    assert_eq!(page.held(&world, "exposed(C)", "2016"), 5_000);
    assert_eq!(page.held(&world, "alone(C)", "2016"), 1_000);
    assert_eq!(page.held(&world, "alone(A)", "2016"), 10_000);
}

#[test]
fn a_window_sees_what_was_within_its_length() {
    let mut page = Page::new();
    page.say("shells(H, Dara)", 10_000).on("2014-03-10");
    page.say("holds(H, Dara)", 10_000).since("2014-01-01");
    page.rule(
        "active(?g)",
        10_000,
        B::Within("6 months", Box::new(B::S("shells(?g, ?t)"))),
    );
    page.rule(
        "entrenched(?g)",
        10_000,
        B::Throughout("2 years", Box::new(B::S("holds(?g, ?t)"))),
    );
    page.rule(
        "former(?g)",
        10_000,
        B::Past(Box::new(B::S("shells(?g, ?t)"))),
    );
    page.rule(
        "ever(?g)",
        10_000,
        B::AnyTime(Box::new(B::S("shells(?g, ?t)"))),
    );
    let world = page.world();
    for (sentence, as_of, held) in [
        ("active(H)", "2014-03-10", 10_000),
        ("active(H)", "2014-03-09", 0),
        ("active(H)", "2014-09-09", 10_000),
        ("active(H)", "2014-09-10", 0),
        ("entrenched(H)", "2015-12-31", 10_000),
        ("entrenched(H)", "2015-12-30", 0),
        ("former(H)", "2016", 10_000),
        ("former(H)", "2014-03-09", 0),
        ("ever(H)", "2010", 10_000),
    ] {
        assert_eq!(
            page.held(&world, sentence, as_of),
            held,
            "{sentence} as of {as_of}"
        );
    }
}

#[test]
fn counts_go_by_distinct_values() {
    let mut page = Page::new();
    for (town, likelihood) in [("Dara", 9_000), ("Zaran", 8_000), ("Bamir", 7_000)] {
        page.say(&format!("bombed(H, {town})"), likelihood);
    }
    page.say("bombed(D, Dara)", 10_000);
    page.say("bombed(D, Dara)", 10_000).since("2015");
    page.say("bombed(D, Zaran)", 10_000);
    for group in ["H", "D", "R"] {
        page.say(&format!("group({group})"), 10_000);
    }
    let bombed = || Box::new(B::S("bombed(?g, ?t)"));
    let group = || B::S("group(?g)");
    page.rule("campaign(?g)", 10_000, B::AtLeast(3, "?t", bombed()));
    page.rule(
        "seldom(?g)",
        10_000,
        B::All(vec![group(), B::AtMost(2, "?t", bombed())]),
    );
    page.rule(
        "twice(?g)",
        10_000,
        B::All(vec![B::Exactly(2, "?t", bombed()), group()]),
    );
    let world = page.world();
    for (sentence, held) in [
        ("campaign(H)", 7_000),
        ("campaign(D)", 0),
        ("seldom(H)", 3_000),
        ("seldom(D)", 10_000),
        ("seldom(R)", 10_000),
        ("twice(H)", 3_000), // min(0.8, 0.3)
        ("twice(D)", 10_000),
        ("twice(R)", 0),
    ] {
        assert_eq!(page.held(&world, sentence, "2016"), held, "{sentence}");
    }
}

#[test]
fn so_many_of_several_conditions_may_bind_variables_of_their_own() {
    let mut page = Page::new();
    for (sentence, likelihood) in [
        ("men(H)", 9_000),
        ("arms(H)", 7_000),
        ("base(H)", 6_000),
        ("watched(H)", 8_000),
    ] {
        page.say(sentence, likelihood);
    }
    page.say("men(D)", 10_000);
    page.say("trained(D, Dara)", 10_000).on("2016-05");
    page.say("base(R)", 7_500);
    page.say("watched(R)", 10_000);
    page.say("trained(R, Dara)", 10_000).on("2014");
    for group in ["H", "D", "R"] {
        page.say(&format!("group({group})"), 10_000);
    }
    let signs = vec![
        B::All(vec![B::S("men(?g)"), B::S("arms(?g)")]),
        B::S("base(?g)"),
        not(B::S("watched(?g)")),
        B::Within("1 year", Box::new(B::S("trained(?g, ?p)"))),
    ];
    page.rule(
        "worry(?g)",
        10_000,
        B::All(vec![B::S("group(?g)"), B::Of(2, signs)]),
    );
    let world = page.world();
    assert_eq!(page.held(&world, "worry(H)", "2016"), 6_000); // 0.7, 0.6, 0.2, 0
    assert_eq!(page.held(&world, "worry(D)", "2016"), 10_000);
    assert_eq!(page.held(&world, "worry(R)", "2016"), 0);
    assert_eq!(page.held(&world, "worry(R)", "2014"), 7_500);
}

#[test]
fn a_comparison_is_true_of_every_value_of_a_range() {
    let mut page = Page::new();
    page.say("fields(H, 3000+)", 10_000);
    page.say("fields(D, 2000..4000)", 10_000);
    page.say("expires(S, 2016-12)", 10_000);
    page.say("expires(Z, 2016-11)", 10_000);
    let strong = |op| B::All(vec![B::S("fields(?g, ?n)"), B::Is("?n", op, "3000")]);
    page.rule("strong(?g)", 10_000, strong(Comparison::AtLeast));
    page.rule("above(?g)", 10_000, strong(Comparison::Greater));
    page.rule(
        "lapses(?t)",
        10_000,
        B::All(vec![
            B::S("expires(?t, ?d)"),
            B::Is("?d", Comparison::Less, "2016-12-15"),
        ]),
    );
    let world = page.world();
    for (sentence, held) in [
        ("strong(H)", 10_000),
        ("strong(D)", 0),
        ("above(H)", 0),
        ("lapses(S)", 0),
        ("lapses(Z)", 10_000),
    ] {
        assert_eq!(page.held(&world, sentence, "2016"), held, "{sentence}");
    }
}

#[test]
fn several_comparisons_hold_together() {
    let mut page = Page::new();
    page.say("fields(H, 3000)", 10_000);
    page.say("fields(D, 200)", 9_000);
    page.rule(
        "middling(?g)",
        10_000,
        B::All(vec![
            B::S("fields(?g, ?n)"),
            B::Is("?n", Comparison::Greater, "100"),
            B::Is("?n", Comparison::Less, "500"),
            B::Is("?g", Comparison::Unequal, "H"),
        ]),
    );
    let world = page.world();
    assert_eq!(page.held(&world, "middling(D)", "2016"), 9_000);
    assert_eq!(page.held(&world, "middling(H)", "2016"), 0);
}

#[test]
fn denials_are_concluded_and_asked_for() {
    let mut page = Page::new();
    page.say("fleet(A)", 10_000);
    page.say("-fleet(B)", 8_000);
    page.say("landlocked(C)", 9_000);
    page.say("fleet(C)", 7_000);
    page.rule("-fleet(?s)", 10_000, B::S("landlocked(?s)"));
    page.rule("harmless(?s)", 10_000, B::S("-fleet(?s)"));
    let world = page.world();
    assert_eq!(page.held(&world, "-fleet(C)", "2016"), 9_000);
    assert_eq!(page.held(&world, "fleet(C)", "2016"), 7_000);
    assert_eq!(page.held(&world, "harmless(B)", "2016"), 8_000);
    assert_eq!(page.held(&world, "harmless(C)", "2016"), 9_000);
    assert_eq!(page.held(&world, "harmless(A)", "2016"), 0);
    let fleet = page.sentence("fleet(C)");
    assert_eq!(world.standing(&fleet, end_of("2016")), Standing4::Disputed);
}

fn bridges(stands: u16, denied: u16) -> Page {
    let mut page = Page::new();
    page.say("intact(Sel)", stands);
    page.say("-intact(Sel)", denied).since("2016");
    page.say("near(A, Sel)", 10_000);
    page.rule(
        "cross(?a, ?b)",
        10_000,
        B::All(vec![B::S("near(?a, ?b)"), B::S("intact(?b)")]),
    );
    page.rule(
        "ford(?a, ?b)",
        10_000,
        B::All(vec![B::S("near(?a, ?b)"), not(B::S("intact(?b)"))]),
    );
    page.rule(
        "counts(?a, ?b)",
        10_000,
        B::All(vec![B::S("near(?a, ?b)"), B::Stated("intact(?b)")]),
    );
    page.rule("delayed(?a)", 10_000, B::S("ford(?a, Sel)"));
    page
}

#[test]
fn what_rests_on_a_dispute_is_contested_and_what_it_blocks_is_held_back() {
    let mut page = bridges(8_000, 7_000);
    let world = page.world();
    for (sentence, standing, reserve) in [
        ("cross(A, Sel)", Standing4::Supported, Reserve::Contested),
        ("counts(A, Sel)", Standing4::Supported, Reserve::Contested),
        ("ford(A, Sel)", Standing4::Unknown, Reserve::HeldBack),
        ("delayed(A)", Standing4::Unknown, Reserve::HeldBack),
    ] {
        let sentence = page.sentence(sentence);
        let now = world.finding(&sentence, end_of("2016"));
        assert_eq!((now.standing, now.reserve), (standing, reserve));
        assert_eq!(
            world.finding(&sentence, end_of("2015")).reserve,
            Reserve::None
        );
    }
}

#[test]
fn what_is_denied_but_not_without_support_holds_back_too() {
    let mut page = bridges(5_000, 7_000);
    let world = page.world();
    let ford = page.sentence("ford(A, Sel)");
    let now = world.finding(&ford, end_of("2016"));
    assert_eq!(
        (now.support.ten_thousandths(), now.high.ten_thousandths()),
        (5_000, 10_000)
    );
    assert_eq!(now.reserve, Reserve::HeldBack);
}

#[test]
fn stated_breaks_a_loop_and_what_a_rule_gives_is_not_stated() {
    let mut page = Page::new();
    page.say("attacked(A, B)", 10_000);
    page.say("enemy(A, B)", 10_000);
    page.say("attacked(C, T)", 10_000);
    page.say("reason(C, T)", 6_000);
    page.rule(
        "hostile(?a, ?b)",
        10_000,
        B::All(vec![
            B::S("attacked(?a, ?b)"),
            not(B::Stated("reason(?a, ?b)")),
        ]),
    );
    page.rule(
        "reason(?a, ?b)",
        8_000,
        B::All(vec![
            B::S("enemy(?a, ?b)"),
            not(B::Stated("hostile(?a, ?b)")),
        ]),
    );
    let world = page.world();
    assert_eq!(page.held(&world, "hostile(A, B)", "2016"), 10_000);
    assert_eq!(page.held(&world, "reason(A, B)", "2016"), 8_000);
    assert_eq!(page.held(&world, "hostile(C, T)", "2016"), 4_000);
}

#[test]
fn a_selection_gives_every_way_to_fill_in_the_rest() {
    let mut page = Page::new();
    page.say("borders(A, B)", 9_000);
    page.say("borders(A, C)", 10_000);
    page.say("borders(B, C)", 10_000);
    page.say("hosts(C, H)", 7_000);
    let world = page.world();
    let mut names = Vec::new();
    let body = page.body(
        B::All(vec![B::S("borders(?a, ?b)"), not(B::S("hosts(?b, ?g)"))]),
        &mut names,
    );
    let (a, b, c) = (page.entity("A"), page.entity("B"), page.entity("C"));
    let found = world.select(&body, names.len(), &[Some(Value::Entity(a))]);
    let told: Vec<_> = found
        .iter()
        .map(|found| {
            (
                found.values.clone(),
                found.support.at(end_of("2016")).ten_thousandths(),
            )
        })
        .collect();
    let row = |b| vec![Some(Value::Entity(a)), Some(Value::Entity(b)), None];
    assert_eq!(told, [(row(b), 9_000), (row(c), 3_000)]);
}
