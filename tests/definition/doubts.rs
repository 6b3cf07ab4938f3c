//! Contested and held back: the bounds of section 7.

use crate::support::sketch::{B, Sketch, since};

fn not(body: B) -> B {
    B::Not(Box::new(body))
}

fn bridges(stands: u16, denied: u16) -> Sketch {
    let mut s = Sketch::default();
    s.item("intact(Sel)", stands);
    if denied > 0 {
        s.item("-intact(Sel)", denied).extent = since("2016");
    }
    s.item("near(A, Sel)", 10_000);
    let crossing = B::All(vec![B::S("near(?a, ?b)"), B::S("intact(?b)")]);
    s.rule("cross(?a, ?b)", 10_000, crossing);
    s.rule("threatens(?a)", 9_000, B::S("cross(?a, Sel)"));
    let ford = B::All(vec![B::S("near(?a, ?b)"), not(B::S("intact(?b)"))]);
    s.rule("ford(?a, ?b)", 10_000, ford);
    s.rule("delayed(?a)", 10_000, B::S("ford(?a, ?b)"));
    let reckoning = B::All(vec![B::S("near(?a, ?b)"), B::Stated("intact(?b)")]);
    s.rule("counts(?a, ?b)", 10_000, reckoning);
    s
}

#[test]
fn what_rests_on_a_disputed_sentence_is_contested_and_what_it_blocks_is_held_back() {
    let mut s = bridges(8_000, 7_000);
    let world = s.world();
    let now = crate::support::sketch::last("2016");
    for (sentence, values) in [
        ("intact(Sel)", [8_000, 7_000, 0, 8_000]),
        ("cross(A, Sel)", [8_000, 0, 0, 8_000]),
        ("threatens(A)", [8_000, 0, 0, 8_000]),
        ("ford(A, Sel)", [2_000, 0, 2_000, 10_000]),
        ("delayed(A)", [2_000, 0, 2_000, 10_000]),
        ("counts(A, Sel)", [8_000, 0, 0, 8_000]),
    ] {
        assert_eq!(s.at(&world, sentence, now), values, "{sentence}");
    }
    // Before 2016 nobody denies it.
    let before = crate::support::sketch::last("2015");
    assert_eq!(
        s.at(&world, "cross(A, Sel)", before),
        [8_000, 0, 8_000, 8_000]
    );
    assert_eq!(
        s.at(&world, "ford(A, Sel)", before),
        [2_000, 0, 2_000, 2_000]
    );
}

#[test]
fn the_second_pass_runs_where_a_denied_sentence_has_some_support() {
    let mut s = bridges(5_000, 7_000);
    let world = s.world();
    let now = crate::support::sketch::last("2016");
    assert_eq!(s.at(&world, "ford(A, Sel)", now), [5_000, 0, 5_000, 10_000]);
    let mut undenied = bridges(5_000, 0);
    let world = undenied.world();
    assert_eq!(
        undenied.at(&world, "ford(A, Sel)", now),
        [5_000, 0, 5_000, 5_000]
    );
}

#[test]
fn a_sentence_set_aside_has_no_support_whatever_gives_it() {
    let mut s = bridges(8_000, 0);
    let crossing = casus::model::json::PatternJson {
        relation: s.relation("cross"),
        args: vec![
            casus::model::json::Argument::Entity(s.entity("A")),
            casus::model::json::Argument::Entity(s.entity("Sel")),
        ],
    };
    s.core.masked.push(crossing);
    let world = s.world();
    assert_eq!(s.at(&world, "cross(A, Sel)", 0), [0; 4]);
    assert_eq!(s.at(&world, "threatens(A)", 0), [0; 4]);
    assert_eq!(s.at(&world, "counts(A, Sel)", 0)[0], 8_000);
}
