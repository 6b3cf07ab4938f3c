//! A repair that is shown reads back: typed after `what if`, it makes the sentence hold.

use crate::agreement::seeds;
use crate::support::generate::page;
use casus::cli::Disk;
use casus::model::{Expected, Question, QuestionKind, Sentence, Sign, Signed, Value};
use casus::phrase::Phrase;
use casus::session::Session;
use serde_json::Value as Json;
use std::path::Path;

fn asked(session: &mut Session, question: &str) -> Json {
    let answer = session
        .ask(question)
        .unwrap_or_else(|error| panic!("{question}: {error:?}"));
    serde_json::to_value(&answer).expect("an answer is JSON")
}

/// So many of the repairs that an answer shows are tried.
const TRIED: usize = 5;

/// The repairs that an answer shows, one of the others of each way with it, as they can be typed.
fn typed(answer: &Json) -> Vec<String> {
    let list = |of: &Json| of.as_array().cloned().unwrap_or_default();
    let ways = list(&answer["repairs"]);
    let all = ways.iter().flat_map(|way| {
        let other = list(&way["others"]).into_iter().take(1);
        [way.clone()].into_iter().chain(other)
    });
    all.filter_map(|repair| repair["typed"].as_str().map(str::to_owned))
        .take(TRIED)
        .collect()
}

/// Asks what would make it so, and tries what is shown. How many there were.
fn each_repair_of(session: &mut Session, sentence: &str, context: &str) -> usize {
    let answer = asked(session, &format!("what would make {sentence}"));
    let shown = typed(&answer);
    for repair in &shown {
        let then = asked(session, &format!("what if {repair} then {sentence}?"));
        let standing = then["standing"].as_str().unwrap_or_default();
        assert!(
            matches!(standing, "supported" | "disputed" | "yes"),
            "{context}\nwhat if {repair} then {sentence}? {standing} in {then}"
        );
    }
    shown.len()
}

/// The sentences that a page's own rules could give, of its first few names, and that do not hold.
fn missing(session: &mut Session) -> Vec<String> {
    let situation = session.situation().clone();
    let world = session
        .world(&Default::default(), &[])
        .expect("its rules have an order");
    let at = situation.as_of.unwrap_or(casus::time::Instant(0));
    let names: Vec<Value> = situation
        .entities
        .ids()
        .filter(|id| !situation.entities[*id].shipped)
        .map(Value::Entity)
        .collect();
    let fits = |value: &Value, kind| match value {
        Value::Entity(id) => situation.entities[*id]
            .kinds
            .iter()
            .any(|own| situation.kinds.is_below(*own, kind)),
        _ => false,
    };
    let mut found = Vec::new();
    for rule in situation.told.rules.iter().filter(|rule| !rule.shipped) {
        let Some(relation) = situation.relations.get(rule.head.relation) else {
            continue;
        };
        if rule.sign == Sign::Against || relation.compound.is_some() {
            continue;
        }
        let mut args: Vec<Vec<Value>> = vec![Vec::new()];
        for kind in &relation.slots {
            let values = names.iter().filter(|value| fits(value, *kind)).take(2);
            args = values
                .flat_map(|value| {
                    args.iter()
                        .map(|before| [before.clone(), vec![value.clone()]].concat())
                })
                .collect();
        }
        for args in args {
            let sentence = Sentence {
                relation: rule.head.relation,
                args,
            };
            if world.support(&sentence).at(at) < world.bar() {
                found.push(Phrase::new(&situation).sentence(&sentence).plain());
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn on_random_pages_every_repair_reads_back_and_makes_the_sentence_hold() {
    let mut tried = 0;
    for seed in seeds(24) {
        let text = page(seed).text();
        let mut session = Session::new();
        if !session.add_text("page.casus", &text).is_sound() {
            continue;
        }
        for sentence in missing(&mut session).into_iter().take(1) {
            let Ok(question) = session.question(&format!("{sentence}?")) else {
                continue;
            };
            if matches!(question.kind, QuestionKind::Holds(_)) {
                tried += each_repair_of(&mut session, &sentence, &format!("seed {seed}\n{text}"));
            }
        }
    }
    assert!(tried > 10, "most pages have something to mend: {tried}");
}

#[test]
fn on_the_article_every_repair_reads_back_and_makes_the_sentence_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/is-khorasan");
    let mut session = Session::with_loader(Disk);
    for file in ["khorasan.casus", "expectations.casus"] {
        let path = folder.join(file);
        session
            .add_file(path.to_str().expect("a path that is text"))
            .expect("the article is there");
    }
    let world = session
        .world(&Default::default(), &[])
        .expect("its rules have an order");
    let situation = session.situation().clone();
    let at = situation.as_of.expect("it has a date");
    let asked_of_now = |question: &Question| {
        let under = &question.modifiers;
        under.under.is_empty() && under.as_of.is_none() && under.according_to.is_none()
    };
    let claim = |expected: &Expected| -> Option<Signed> {
        match expected {
            Expected::Sentence { question, .. } if asked_of_now(question) => match &question.kind {
                QuestionKind::Holds(claim) => Some(claim.clone()),
                _ => None,
            },
            _ => None,
        }
    };
    let mut missing: Vec<String> = situation
        .expects
        .iter()
        .filter_map(|expect| claim(&expect.expected))
        .filter(|claim| claim.sign == Sign::For)
        .filter(|claim| world.support(&claim.sentence).at(at) < world.bar())
        .map(|claim| Phrase::new(&situation).sentence(&claim.sentence).plain())
        .collect();
    missing.dedup();
    let mut tried = 0;
    for sentence in missing.into_iter().step_by(8) {
        tried += each_repair_of(&mut session, &sentence, "the article");
    }
    assert!(
        tried > 5,
        "much of what is expected not to hold could: {tried}"
    );
}
