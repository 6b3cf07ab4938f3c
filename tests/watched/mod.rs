//! Long work is told of, and what is stopped answers with what it has and says that it is not all.

use casus::render;
use casus::session::{Progress, Session};
use serde_json::Value;
use std::path::Path;
use std::sync::atomic::Ordering;

fn harbour() -> Session {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers/harbour.casus");
    let text = std::fs::read_to_string(path).expect("the scenario is there");
    let mut session = Session::new();
    session.add_text("harbour.casus", &text);
    session
}

/// A session that is stopped as soon as it is told so.
fn stopped_at(when: impl Fn(Progress) -> bool + Send + Sync + 'static) -> Session {
    let mut session = harbour();
    let stop = session.stop_flag();
    session.watch(move |progress| {
        if when(progress) {
            stop.store(true, Ordering::Relaxed);
        }
    });
    session
}

fn of_json(answer: &casus::answer::Answer) -> Value {
    serde_json::to_value(answer).expect("JSON")
}

const SEARCHES: [&str; 3] = [
    "linchpins of Tern Line is in trouble",
    "what would make Pike Crew threatens Selmar",
    "hypotheses",
];

#[test]
fn a_search_that_is_stopped_says_what_it_has_and_that_it_is_not_all() {
    for question in SEARCHES {
        let whole = of_json(&harbour().ask(question).expect("an answer"));
        assert!(whole.get("stopped").is_none(), "{question}");
        let at_the_first = |progress| matches!(progress, Progress::Tried { .. });
        let mut session = stopped_at(at_the_first);
        let answer = session.ask(question).expect("an answer");
        let part = of_json(&answer);
        assert_eq!(part["stopped"], true, "{question}");
        assert_ne!(part.get("complete"), Some(&Value::Bool(true)), "{question}");
        let said = render::text(&answer, 100).plain();
        assert!(
            said.contains("Stopped before the end: this is not all."),
            "{said}"
        );
        for list in ["cuts", "repairs", "evidence"] {
            let rows = |of: &Value| of.get(list).and_then(Value::as_array).cloned();
            if let (Some(found), Some(all)) = (rows(&part), rows(&whole)) {
                assert!(found.len() < all.len(), "{question}: {found:#?}");
            }
        }
        // What comes next begins anew.
        session.watch(|_| {});
        session.clear_stop();
        assert_eq!(
            of_json(&session.ask(question).expect("an answer")),
            whole,
            "{question}"
        );
    }
}

#[test]
fn rules_that_are_stopped_give_no_world_and_no_answer() {
    let mut session = stopped_at(|progress| matches!(progress, Progress::Rules { .. }));
    let told = session
        .ask("threats to Selmar")
        .expect_err("it was stopped");
    assert!(told[0].message.contains("topped"), "{told:?}");
    session.watch(|_| {});
    session.clear_stop();
    assert!(session.ask("threats to Selmar").is_ok());
}

#[test]
fn a_check_that_is_stopped_has_not_passed() {
    let mut session = harbour();
    session.add_text("check", "expect ?who owns Pike Crew are none\n");
    session.stop_flag().store(true, Ordering::Relaxed);
    let outcome = session.test().pop().expect("a check");
    assert!(matches!(
        outcome.result,
        casus::session::Verdict::Failed { .. }
    ));
}
