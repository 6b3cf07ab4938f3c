//! Limits on memory, sentences and time: what grew is named, nothing is lost, and rules that multiply are told of before.

use crate::program::{casus, folder};
use casus::session::{Limit, Limits, Session, Verdict};
use std::path::Path;
use std::time::Duration;

const RULE: &str = "rule eyeing\n    ?a eyes ?b\n    if ?a is armed\n    and ?b is hungry\n";

/// A scenario of a table of so many rows, each of whom is armed and hungry, that ends with more lines.
fn crowd(name: &str, count: usize, more: &str) -> String {
    let page = format!(
        "relation [actor] is armed\nrelation [actor] is hungry\nrelation [actor] eyes [actor]\n\
         from \"crowd.csv\"\n    actor ?who\n    ?who is armed\n    ?who is hungry\n{more}"
    );
    let rows: String = (1..=count).map(|at| format!("Guard-{at:05}\n")).collect();
    let files = [
        ("page.casus", page.as_str()),
        ("crowd.csv", &format!("who\n{rows}")),
    ];
    let folder = folder(name, &files);
    folder.join("page.casus").display().to_string()
}

#[test]
fn a_rule_that_gives_too_much_is_named_and_a_higher_limit_lets_it_run() {
    let asks = format!("{RULE}ask ?who eyes \"Guard-00001\"\n");
    let page = crowd("limits-rule", 60, &asks);
    let ran = casus(&["run", &page, "--max-facts", "1,000"]);
    assert_eq!(ran.exit, 2, "{}{}", ran.out, ran.err);
    let said = "the limit of 1,000 sentences was reached: the rule \"eyeing\" had drawn";
    assert!(ran.err.contains(said), "{}", ran.err);
    assert!(ran.err.contains("rule eyeing"), "{}", ran.err);
    let enough = casus(&["run", &page, "--max-facts", "100,000"]);
    assert_eq!(enough.exit, 0, "{}", enough.err);
}

#[test]
fn a_table_of_too_many_rows_is_named_with_the_line_of_the_first_that_is_too_many() {
    let page = crowd("limits-table", 100_000, "ask \"Guard-00001\" is armed?\n");
    let ran = casus(&["run", &page, "--max-facts", "5000"]);
    assert_eq!(ran.exit, 2, "{}", ran.out);
    let said =
        "the limit of 5,000 sentences was reached: crowd.csv had been read to its line 5,002";
    assert!(ran.err.contains(said), "{}", ran.err);
    assert!(ran.err.contains("1 error\n"), "{}", ran.err);
}

#[test]
fn memory_that_reading_takes_beyond_the_limit_is_told() {
    let page = crowd("limits-memory", 20_000, "ask \"Guard-00001\" is armed?\n");
    let ran = casus(&["ask", &page, "Guard-00001 is armed?", "--max-memory", "1MB"]);
    assert_eq!(ran.exit, 2, "{}", ran.out);
    assert!(
        ran.err.contains("the limit of 1 MB of memory was reached"),
        "{}",
        ran.err
    );
}

#[test]
fn every_command_that_evaluates_keeps_to_the_time() {
    let page = "examples/first-page.casus";
    for command in ["run", "report", "world", "check"] {
        let ran = casus(&[command, page, "--timeout", "0s"]);
        assert_eq!(ran.exit, 2, "{command}: {}{}", ran.out, ran.err);
        let all = ran.out + &ran.err;
        assert!(
            all.contains("the limit of 0 seconds was reached"),
            "{command}: {all}"
        );
    }
    let unreadable = casus(&["run", page, "--max-memory", "2000"]);
    assert_eq!(unreadable.exit, 2);
    assert!(unreadable.err.contains("500MB"), "{}", unreadable.err);
}

fn harbour() -> Session {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers/harbour.casus");
    let text = std::fs::read_to_string(path).expect("the scenario is there");
    let mut session = Session::new();
    session.add_text("harbour.casus", &text);
    session
}

fn no_time() -> Limits {
    Limits {
        time: Some(Duration::ZERO),
        ..Limits::default()
    }
}

#[test]
fn a_search_over_a_limit_answers_with_what_it_has_and_the_session_lives_on() {
    let question = "linchpins of Tern Line is in trouble";
    let mut session = harbour();
    let whole = serde_json::to_value(session.ask(question).expect("an answer")).expect("JSON");
    session.set_limits(no_time()).expect("there is a clock");
    let part = serde_json::to_value(session.ask(question).expect("an answer")).expect("JSON");
    assert_eq!(part["stopped"], true);
    assert_ne!(part, whole);
    assert!(session.is_stopped());
    let exceeded = session.exceeded().map(|exceeded| exceeded.limit);
    assert_eq!(exceeded, Some(Limit::Time(Duration::ZERO)));
    session
        .set_limits(Limits::default())
        .expect("none is always kept");
    let again = serde_json::to_value(session.ask(question).expect("an answer")).expect("JSON");
    assert_eq!(again, whole);
    assert_eq!(session.exceeded(), None);
}

#[test]
fn what_is_expected_over_a_limit_has_not_passed() {
    let mut session = harbour();
    session.add_text("check", "expect ?who owns Pike Crew are none\n");
    session.set_limits(no_time()).expect("there is a clock");
    let outcome = session.test().pop().expect("a check");
    let Verdict::Failed { found, .. } = outcome.result else {
        panic!("it passed");
    };
    assert!(
        found.starts_with("the limit of 0 seconds was reached"),
        "{found}"
    );
}

#[test]
fn a_rule_that_multiplies_is_told_of_before_it_runs() {
    let page = crowd(
        "limits-pairs",
        1_200,
        &format!("{RULE}ask \"Guard-00001\" is armed?\n"),
    );
    let ran = casus(&["run", &page, "--max-facts", "10000"]);
    let warned = "1,440,000 combinations";
    let warning = ran
        .err
        .find(warned)
        .unwrap_or_else(|| panic!("{}", ran.err));
    let error = ran
        .err
        .find("limit-reached")
        .unwrap_or_else(|| panic!("{}", ran.err));
    assert!(warning < error);
    assert!(
        ran.err
            .contains("nothing connects \"?a is armed\" and \"?b is hungry\""),
        "{}",
        ran.err
    );
}

#[test]
fn what_only_compares_connects_nothing_and_what_shares_a_variable_does() {
    let page = |conditions: &str| {
        let text = format!(
            "relation [actor] is armed\nrelation [actor] is hungry\nrelation [actor] eyes [actor]\n\
             relation [actor] borders [actor]\nactor Arvand\nactor Belmar\nArvand is armed\nBelmar is armed\n\
             Arvand is hungry\nBelmar is hungry\nArvand borders Belmar\nBelmar borders Arvand\n\
             rule eyeing\n    ?a eyes ?b if {conditions}\n"
        );
        let mut session = Session::new();
        let report = session.add_text("page", &text);
        assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
        let warned = casus::cli::lint(&mut session);
        warned
            .iter()
            .any(|one| one.code == "unconnected-conditions")
    };
    assert!(page("?a is armed and ?b is hungry"));
    assert!(page("?a is armed and ?b is hungry and ?a != ?b"));
    assert!(page("?a is armed and ?b is hungry and ?c borders ?b"));
    assert!(!page("?a is armed and ?b is hungry and ?a borders ?b"));
    assert!(!page(
        "?a is armed and ?b is hungry and ?a borders ?c and ?c borders ?b"
    ));
    assert!(!page("?a borders ?b and Arvand is armed"));
}
