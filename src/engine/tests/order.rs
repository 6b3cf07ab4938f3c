//! Which rules have an order, and how it is told which have none (meaning.md 5, strata).

use crate::diagnostic::Diagnostic;
use crate::engine::testing::{B, Page, not};
use crate::engine::{Standpoint, evaluate};
use crate::model::Comparison;
use crate::plan::PlanError;
use crate::settle::settle;
use std::sync::Arc;

fn refusal(page: &Page) -> Option<PlanError> {
    let core = settle(&Arc::new(page.situation.clone()), &[]);
    evaluate(Arc::new(core), &Standpoint::default()).err()
}

#[test]
fn a_negative_loop_is_told_with_its_rules_and_what_would_break_it() {
    let mut page = Page::new();
    let trust = B::All(vec![B::S("knows(?a, ?b)"), not(B::S("fears(?a, ?b)"))]);
    let fear = B::All(vec![B::S("knows(?a, ?b)"), not(B::S("trusts(?a, ?b)"))]);
    page.rule("trusts(?a, ?b)", 10_000, trust);
    page.rule("fears(?a, ?b)", 10_000, fear);
    let Some(PlanError::NegativeLoop { round, offers }) = refusal(&page) else {
        panic!("it is refused")
    };
    let names: Vec<&str> = round.rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(names, ["rule 1", "rule 2"]);
    assert_eq!(offers, ["?a fears ?b", "?a trusts ?b"]);
    let told = Diagnostic::from(&PlanError::NegativeLoop { round, offers });
    assert_eq!(told.code, "negative-loop");
    assert!(
        told.message.contains("\"rule 1\" (line ") && told.message.contains("\"rule 2\" (line "),
        "{}",
        told.message
    );
    assert!(
        told.help
            .iter()
            .any(|help| help.starts_with("stated ?a fears ?b")),
        "{:?}",
        told.help
    );
    assert_eq!(told.labels.len(), 2);
}

#[test]
fn a_loop_through_a_third_rule_is_told_whole() {
    let mut page = Page::new();
    page.rule(
        "p(?a)",
        10_000,
        B::All(vec![B::S("base(?a)"), not(B::S("q(?a)"))]),
    );
    page.rule("q(?a)", 10_000, B::S("r(?a)"));
    page.rule("r(?a)", 10_000, B::S("p(?a)"));
    let Some(PlanError::NegativeLoop { round, .. }) = refusal(&page) else {
        panic!("it is refused")
    };
    let names: Vec<&str> = round.rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(names, ["rule 1", "rule 2", "rule 3"]);
}

#[test]
fn a_window_with_a_length_may_not_move_on_and_one_without_may() {
    let mut page = Page::new();
    page.say("alert(A)", 10_000);
    page.rule(
        "alert(?a)",
        10_000,
        B::Within("1 year", Box::new(B::S("alert(?a)"))),
    );
    let Some(error) = refusal(&page) else {
        panic!("it is refused")
    };
    let told = Diagnostic::from(&error);
    assert_eq!(told.code, "window-in-recursion");
    assert!(
        told.message.contains("1 year") && told.message.contains("rule 1"),
        "{}",
        told.message
    );
    page.situation.told.rules.clear();
    page.rule("alert(?a)", 10_000, B::Past(Box::new(B::S("alert(?a)"))));
    assert_eq!(refusal(&page), None);
}

#[test]
fn a_denial_and_its_sentence_are_two_nodes() {
    let mut page = Page::new();
    page.rule(
        "-calm(?a)",
        10_000,
        B::All(vec![B::S("armed(?a)"), not(B::S("calm(?a)"))]),
    );
    assert_eq!(refusal(&page), None);
    page.rule("calm(?a)", 10_000, B::S("-calm(?a)"));
    assert!(matches!(
        refusal(&page),
        Some(PlanError::NegativeLoop { .. })
    ));
}

#[test]
fn a_variable_that_no_positive_sentence_binds_is_refused() {
    for (head, body) in [
        ("endangers(?a, ?b)", B::S("armed(?a)")),
        (
            "big(?a)",
            B::All(vec![
                B::S("armed(?a)"),
                B::Is("?n", Comparison::Greater, "3"),
            ]),
        ),
        (
            "big(?a)",
            B::Any(vec![B::S("armed(?a)"), B::S("armed(?b)")]),
        ),
        (
            "odd(?a)",
            B::All(vec![
                B::S("armed(?a)"),
                not(B::S("near(?a, ?b)")),
                not(B::S("far(?a, ?b)")),
            ]),
        ),
    ] {
        let mut page = Page::new();
        page.rule(head, 10_000, body);
        assert!(
            matches!(refusal(&page), Some(PlanError::Unbound { .. })),
            "{head}"
        );
    }
}

#[test]
fn what_a_count_alone_holds_is_bound_by_it() {
    let mut page = Page::new();
    page.say("hit(A, B, X)", 10_000);
    page.say("hit(A, B, Y)", 8_000);
    page.say("hit(A, C, Y)", 8_000);
    page.rule(
        "feud(?a, ?b)",
        10_000,
        B::AtLeast(2, "?x", Box::new(B::S("hit(?a, ?b, ?x)"))),
    );
    let world = page.world();
    assert_eq!(page.held(&world, "feud(A, B)", "2016"), 8_000);
    assert_eq!(page.held(&world, "feud(A, C)", "2016"), 0);
}
