//! `how likely is S`, as if all were independent, against ProbLog (L. De Raedt and others, ProbLog: a probabilistic
//! Prolog and its application in link discovery, 2007), where `python3`, or what `CASUS_PYTHON` names, has it.

mod pages;
mod translate;

use casus::answer::Body;
use casus::model::{Sentence, Sign, Signed};
use casus::session::Session;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn python() -> String {
    std::env::var("CASUS_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Whether ProbLog can be run; a message where not.
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn is_there() -> bool {
    let asked = Command::new(python())
        .args(["-c", "import problog"])
        .output();
    let is_there = asked.is_ok_and(|output| output.status.success());
    if !is_there {
        println!("skipped: {} has no problog", python());
    }
    is_there
}

/// What ProbLog says of each query.
fn run(program: &Path) -> BTreeMap<String, f64> {
    let output = Command::new(python())
        .args(["-m", "problog"])
        .arg(program)
        .output()
        .expect("it can be run");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}: {text}", program.display());
    let query = |line: &str| {
        let (query, chance) = line.trim().rsplit_once(':')?;
        Some((query.replace(' ', ""), chance.trim().parse().ok()?))
    };
    text.lines().filter_map(query).collect()
}

#[test]
fn twenty_programs_are_as_likely_as_problog_counts_them() {
    if !is_there() {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut claims_seen = 0;
    for (number, page) in pages::pages().iter().enumerate() {
        let mut session = Session::new();
        let report = session.add_text("page.casus", page);
        assert!(report.is_sound(), "{:?}\n{page}", session.diagnostics());
        let core = session.core(&[]);
        let world = session
            .world(&Default::default(), &[])
            .expect("there is an order");
        let mut claims = Vec::new();
        for relation in core.situation.relations.ids() {
            for fact in world.facts(relation) {
                let sentence = Sentence {
                    relation,
                    args: fact.args.clone(),
                };
                for sign in [Sign::For, Sign::Against] {
                    if !world.worth(&sentence, sign).is_never() {
                        claims.push(Signed {
                            sign,
                            sentence: sentence.clone(),
                        });
                    }
                }
            }
        }
        let program = folder.join(format!("page-{number}.pl"));
        let text = translate::program(&core, &claims);
        std::fs::write(&program, &text).expect("it can be written");
        let told = run(&program);
        for claim in &claims {
            let found = casus::explain::how_likely(&world, claim, casus::time::Instant(0));
            let counted = found.independent.expect("it is counted out");
            let query = translate::query(claim);
            let theirs = told
                .get(&query)
                .copied()
                .unwrap_or_else(|| panic!("{query}\n{text}"));
            let ours = f64::from(counted.ten_thousandths()) / 1e4;
            assert!(
                (ours - theirs).abs() < 0.51e-4,
                "{query}: {ours} for {theirs}\n{page}\n{text}"
            );
            claims_seen += 1;
        }
    }
    assert!(claims_seen > 100, "{claims_seen}");
}

#[test]
fn there_are_twenty_programs_and_each_is_asked_as_a_page_too() {
    let pages = pages::pages();
    assert_eq!(pages.len(), 20);
    for page in &pages {
        let mut session = Session::new();
        assert!(session.add_text("page.casus", page).is_sound(), "{page}");
        let answer = session
            .ask("how likely is Alna is uneasy")
            .unwrap_or_else(|errors| panic!("{errors:?}\n{page}"));
        assert!(matches!(answer.body, Body::HowLikely(_)));
    }
}
