//! Who may see what: an answer carries the marking of all that it shows and rests on, and below a ceiling nothing that
//! is marked above it leaves a trace but the line that says so.

use casus::diagnostic::Severity;
use casus::session::Session;
use serde_json::Value;
use std::path::Path;

/// Questions of every family; those that try many worlds are few.
const QUESTIONS: &[&str] = &[
    "threats to Selmar",
    "?who is based in ?where and ?where is in Selmar",
    "carriers of Vask Brothers",
    "Vask Brothers threatens Selmar?",
    "Tern Line moves Grey powder?",
    "Vask Brothers is reconciled with Selmar according to Customs Service",
    "why Vask Brothers threatens Selmar",
    "why Tern Line moves Grey powder, all",
    "who says Vask Brothers is reconciled with Selmar",
    "what if without Quay fire",
    "what changed between 2020-01 and 2021-06",
    "sources behind Vask Brothers threatens Selmar",
    "assumptions behind Pike Crew has capability",
    "connection between Orla Vask and Selmar",
    "timeline of Vask Brothers",
    "profile Tern Line",
    "compare Vask Brothers and Pike Crew",
    "how likely is Tern Line is in trouble",
    "conflicts",
    "gaps",
];

/// Statements that are marked one after the other, by how they begin.
const SECRETS: &[&str] = &[
    "source Customs notice",
    "source Harbour gazette",
    "relation [actor] moves",
    "place South Quay",
    "actor Tern Line",
    "actor Pike Crew",
    "event Quay fire",
    "event Spring audit",
    "Tern Line moves Grey powder per Digest",
    "Orla Vask denies",
    "assume Pike Crew",
    "rule a carrier",
];

fn harbour() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers/harbour.casus");
    let text = std::fs::read_to_string(path).expect("the scenario is there");
    text.replace(", marking GREEN", "")
        .replace(", marking AMBER", "")
}

/// The lines of the statement that begins so, from 0.
fn block(text: &str, begins: &str) -> std::ops::Range<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.iter().position(|line| line.starts_with(begins));
    let from = from.unwrap_or_else(|| panic!("nothing begins with {begins}"));
    let rest = lines.iter().skip(from + 1);
    let more = rest.take_while(|line| line.starts_with(' ')).count();
    from..from + 1 + more
}

/// The text with that statement marked; its first line ends in the marking, so that no line moves.
fn marked(text: &str, begins: &str, level: &str) -> String {
    let at = block(text, begins);
    let mark = |(number, line): (usize, &str)| {
        let last = number + 1 == at.end;
        let own_line = begins.starts_with("rule");
        match (own_line && last, number == at.start && !own_line) {
            (true, _) => format!("{line} marking {level}\n"),
            (_, true) => format!("{line}, marking {level}\n"),
            _ => format!("{line}\n"),
        }
    };
    text.lines().enumerate().map(mark).collect()
}

/// The text without that statement; its lines stay, empty.
fn without(text: &str, begins: &str) -> String {
    let at = block(text, begins);
    let line = |(number, line): (usize, &str)| {
        if at.contains(&number) {
            "\n".to_owned()
        } else {
            format!("{line}\n")
        }
    };
    text.lines().enumerate().map(line).collect()
}

/// The text without what cannot be read in it: a line of its own, or the statement that a first line begins.
fn sound(text: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let session = session(&text);
        let wrong = session.diagnostics().iter().find_map(|one| {
            let line = session.files().line(one.labels.first()?.place.start)?.line as usize;
            (one.severity == Severity::Error).then_some(line - 1)
        });
        let Some(at) = wrong else { return text };
        let mut lines: Vec<&str> = text.lines().collect();
        let indented = lines[at].starts_with(' ') && !lines[at].contains("if ");
        let rest = lines.iter().skip(at + 1);
        let more = rest.take_while(|line| line.starts_with(' ')).count();
        let more = if indented { 0 } else { more };
        lines[at..=at + more].fill("");
        text = lines.join("\n") + "\n";
    }
}

fn session(text: &str) -> Session {
    let mut session = Session::new();
    session.add_text("harbour.casus", text);
    session
}

/// The answer, or that there is none.
fn asked(session: &mut Session, question: &str) -> Option<Value> {
    let answer = session.ask(question).ok()?;
    Some(serde_json::to_value(answer).expect("JSON"))
}

#[test]
fn an_answer_that_cites_a_marked_statement_carries_its_marking() {
    let text = harbour();
    for secret in SECRETS {
        let lines = block(&text, secret);
        let mut session = session(&marked(&text, secret, "RED"));
        assert_eq!(session.diagnostics(), [], "{secret}");
        for question in QUESTIONS {
            let answer = asked(&mut session, question).expect("an answer");
            let shown = answer.to_string();
            let cited = lines.clone().any(|line| {
                let place = format!("harbour.casus:{}", line + 1);
                shown.contains(&format!("{place}\"")) || shown.contains(&format!("{place},"))
            });
            assert!(
                !cited || answer["marking"] == "TLP:RED",
                "{secret} is shown by {question}: {answer:#}"
            );
        }
    }
}

#[test]
fn what_may_not_be_seen_might_as_well_not_have_been_written() {
    let text = harbour();
    for secret in SECRETS {
        let mut below = session(&marked(&text, secret, "RED"));
        below.set_max_marking(Some("AMBER")).expect("a level");
        assert_eq!(below.diagnostics(), [], "{secret}");
        let mut never = session(&sound(&without(&text, secret)));
        let names = |session: &Session| -> Vec<String> {
            let entities = &session.situation().entities;
            entities.rows().iter().map(|one| one.name.clone()).collect()
        };
        assert_eq!(names(&below), names(&never), "{secret}");
        for question in QUESTIONS {
            let (mut here, there) = (asked(&mut below, question), asked(&mut never, question));
            if let Some(here) = &mut here {
                let withheld = here
                    .as_object_mut()
                    .and_then(|head| head.remove("withheld"));
                assert_eq!(
                    withheld.map(|one| one["above"].clone()),
                    Some("TLP:AMBER".into())
                );
            }
            assert_eq!(here, there, "{question} without {secret}");
        }
    }
}

#[test]
fn nothing_of_a_hidden_text_is_shown_in_a_mistake() {
    let mut session = session(
        "actor Arvand\nactor Belmar, marking RED\nrelation [actor] arms [actor]\n\
         Belmar armz Arvand, marking RED\nArvand arms Belmarr.\n",
    );
    assert_eq!(session.diagnostics().len(), 2);
    session.set_max_marking(Some("green")).expect("a level");
    let told: Vec<String> = session
        .diagnostics()
        .iter()
        .map(|one| casus::terminal::text(session.files(), one, casus::terminal::Colours::Off, 80))
        .collect();
    let told = told.concat();
    assert!(told.contains("Belmarr"), "{told}");
    assert!(!told.replace("Belmarr", "").contains("Belmar"), "{told}");
    assert!(!told.contains("armz"), "{told}");
}

#[test]
fn whoever_types_a_hidden_name_is_told_what_they_would_be_of_one_that_is_not_there() {
    let text = "actor Arvand\nactor Belmar, marking RED\nrelation [actor] arms [actor]\n";
    let mut session = session(text);
    session.set_max_marking(Some("GREEN")).expect("a level");
    let of = |name: &str, session: &mut Session| {
        let report = session.add_typed(&format!("Arvand arms {name}."));
        let codes: Vec<&str> = report.diagnostics.iter().map(|one| one.code).collect();
        codes.join(" ")
    };
    assert_eq!(of("Belmar", &mut session), "unknown-name");
    assert_eq!(of("Corvia", &mut session), "unknown-name");
}

#[test]
fn what_would_be_read_as_something_else_without_a_hidden_name_goes_too() {
    let mut session = session(
        "actor Sons of Arvand and Belmar, marking RED\nactor Sons of Arvand\nactor Belmar\nplace Sel\n\
         relation [actor] guard [place]\nSons of Arvand and Belmar guard Sel.\n",
    );
    session.set_max_marking(Some("GREEN")).expect("a level");
    let answer = asked(&mut session, "?who guard ?what").expect("an answer");
    assert_eq!(answer["rows"], Value::Array(Vec::new()), "{answer:#}");
    assert_eq!(answer["withheld"]["left_out"], 2);
}

#[test]
fn each_file_has_its_own_marking_and_what_rests_on_one_alone_carries_that() {
    let mut session = Session::new();
    let relation = "relation [actor] arms [actor]\nactor Arvand\nactor Belmar\nactor Corvia\n";
    session.add_text(
        "open",
        &format!("scenario \"Open\", marking GREEN\n{relation}Arvand arms Belmar.\n"),
    );
    session.add_text(
        "closed",
        "scenario \"Closed\", marking AMBER\nBelmar arms Corvia.\n",
    );
    let mut marking =
        |question: &str| asked(&mut session, question).expect("an answer")["marking"].clone();
    assert_eq!(marking("Arvand arms Belmar?"), "TLP:GREEN");
    assert_eq!(marking("Belmar arms Corvia?"), "TLP:AMBER");
    assert_eq!(marking("?who arms ?whom"), "TLP:AMBER");
    // What rests on nothing that was said rests on the scenario as a whole.
    assert_eq!(marking("Corvia arms Arvand?"), "TLP:GREEN");
}

#[test]
fn a_source_an_alternative_and_an_ending_mark_what_comes_of_them() {
    let mut session = session(
        "relation [actor] arms [actor]\nactor Arvand\nactor Belmar\nactor Corvia\n\
         source Wire is an intercept, marking AMBER\nArvand arms Belmar, per Wire\n\
         Belmar arms Corvia since 2015\n\
         event Truce is a pledge on 2016-02-01, by Belmar\n    ends Belmar arms Corvia, marking RED\n\
         suppose \"more\", marking RED\n    Corvia arms Arvand\n",
    );
    assert_eq!(session.diagnostics(), []);
    let mut marking =
        |question: &str| asked(&mut session, question).expect("an answer")["marking"].clone();
    assert_eq!(marking("Arvand arms Belmar?"), "TLP:AMBER");
    assert_eq!(marking("Belmar arms Corvia as of 2015-06"), "TLP:RED");
    assert_eq!(marking("Corvia arms Arvand under \"more\""), "TLP:RED");
}

#[test]
fn an_unmarked_statement_may_be_seen_and_an_unknown_level_is_none() {
    let mut session =
        session("actor Arvand\nactor Belmar\nrelation [actor] arms [actor]\nArvand arms Belmar.\n");
    let unknown = session
        .set_max_marking(Some("PINK"))
        .expect_err("no such level");
    assert_eq!(unknown.known.len(), 5);
    session.set_max_marking(Some("CLEAR")).expect("a level");
    let answer = asked(&mut session, "Arvand arms Belmar?").expect("an answer");
    assert_eq!(answer["standing"], "supported");
    assert!(answer.get("withheld").is_none());
}
