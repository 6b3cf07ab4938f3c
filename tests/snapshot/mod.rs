//! A session that is gone on from says what the session said that was kept: of every scenario, every answer in every letter.

use crate::support::files;
use crate::support::generate::page;
use casus::cli::Disk;
use casus::engine::Standpoint;
use casus::model::json::core_json;
use casus::render;
use casus::session::{LoadError, Loader, NoFiles, Opening, Session, Snapshot, Verdict};
use casus::terminal::{self, Colours};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// What is asked of every scenario, beside what it asks itself.
const QUESTIONS: [&str; 4] = ["conflicts", "gaps", "hypotheses", "links"];

fn kept(session: &mut Session) -> Vec<u8> {
    let mut bytes = Vec::new();
    let saved = session.save_world(&mut bytes);
    saved.expect("memory can be written");
    bytes
}

/// All that a session says of what is wrong, in text and in JSON.
fn wrong(session: &Session) -> String {
    let mut all = String::new();
    for one in session.diagnostics() {
        all += &terminal::text(session.files(), one, Colours::Off, 100);
        all += &format!("{}\n", terminal::json(session.files(), one));
    }
    all + &format!("{:?}\n", session.tables())
}

/// All that a session says.
fn said(session: &mut Session) -> String {
    let mut all = wrong(session);
    all += &core_json(&session.core(&[]))
        .printed()
        .expect("a core is JSON");
    if let Ok(world) = session.world(&Standpoint::default(), &[]) {
        let relations = world.core().situation.relations.ids();
        for relation in relations {
            all += &format!("{:?}\n", world.facts(relation).collect::<Vec<_>>());
        }
    }
    for ask in session.asks() {
        match session.answer(&ask.question) {
            Ok(answered) => {
                all += &render::text(&answered.answer, 100).plain();
                all += &render::json(&answered.answer).expect("an answer is JSON");
            }
            Err(error) => all += &format!("{error:?}\n"),
        }
    }
    for outcome in session.test() {
        all += &format!("{} {}: ", outcome.origin, outcome.text);
        all += &match outcome.result {
            Verdict::Passed => "so\n".to_owned(),
            Verdict::Failed { found, why } => format!("{found}, {why:?}\n"),
        };
    }
    for question in QUESTIONS {
        match session.ask(question) {
            Ok(answer) => all += &render::json(&answer).expect("an answer is JSON"),
            Err(errors) => all += &format!("{errors:?}\n"),
        }
    }
    all
}

/// The first line in which two texts differ.
fn difference(before: &str, after: &str) -> Option<String> {
    let mut lines = before.lines().zip(after.lines());
    let pair = lines.find(|(a, b)| a != b);
    let told = pair.map(|(a, b)| format!("{a}\nis now\n{b}"));
    told.or_else(|| (before != after).then(|| "one of them ends before the other".to_owned()))
}

/// Where the sessions say different things, at once and after a line was typed.
fn differs(mut before: Session, mut after: Session) -> Option<String> {
    let told = difference(&said(&mut before), &said(&mut after));
    let typed = |session: &mut Session| {
        let report = session.add_typed("actor Nobody Else\n");
        format!("{report:?}\n{}", wrong(session))
    };
    told.or_else(|| difference(&typed(&mut before), &typed(&mut after)))
}

fn opened(path: &Path) -> Session {
    let mut opening = Opening::new(Disk);
    let read = opening.add_file(&path.to_string_lossy());
    read.unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
    opening.open()
}

fn differs_on(path: &Path) -> Option<String> {
    let mut before = opened(path);
    let bytes = kept(&mut before);
    let after = Opening::from_snapshot(Disk, &bytes).expect("it was written so");
    // What was evaluated to be kept is not what a reader of the files has.
    let told = differs(opened(path), after.open());
    told.map(|told| format!("{}: {told}", path.display()))
}

fn none_differs(paths: &[PathBuf]) {
    let different: Vec<String> = paths.iter().filter_map(|path| differs_on(path)).collect();
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}

#[test]
fn every_example_says_the_same() {
    // The parts of the article are told with the whole.
    let is_part = |path: &PathBuf| {
        path.parent()
            .is_some_and(|folder| folder.ends_with("is-khorasan"))
            && !path.ends_with("khorasan.casus")
    };
    let mut paths = files::below("examples");
    paths.retain(|path| !is_part(path));
    none_differs(&paths);
}

#[test]
fn every_case_of_the_language_says_the_same() {
    none_differs(&files::below("tests/language"));
}

#[test]
fn every_file_with_an_error_says_the_same() {
    none_differs(&files::below("tests/errors"));
}

/// The conformance cases, where they are present.
#[test]
fn every_case_of_the_conformance_suite_says_the_same() {
    if let Some(folder) = files::shared("conformance/cases") {
        none_differs(&files::below(&folder.to_string_lossy()));
    }
}

#[test]
fn every_random_page_says_the_same() {
    for seed in 0..40 {
        let text = page(seed).text();
        let given = || {
            let mut session = Session::new();
            session.add_text("page.casus", &text);
            session
        };
        let bytes = kept(&mut given());
        let after = Opening::from_snapshot(NoFiles, &bytes).expect("it was written so");
        let different = differs(given(), after.open());
        assert_eq!(different, None, "seed {seed}");
    }
}

/// A host whose files can be changed.
#[derive(Clone, Default)]
struct Host(Arc<Mutex<BTreeMap<String, String>>>);

impl Host {
    fn of(files: &[(&str, &str)]) -> Host {
        let host = Host::default();
        for (path, text) in files {
            host.write(path, text);
        }
        host
    }

    fn write(&self, path: &str, text: &str) {
        let mut files = self.0.lock().expect("nobody breaks off while he holds it");
        files.insert(path.to_owned(), text.to_owned());
    }

    fn remove(&self, path: &str) {
        let mut files = self.0.lock().expect("nobody breaks off while he holds it");
        files.remove(path);
    }

    fn session(&self) -> Session {
        let mut session = Session::with_loader(self.clone());
        session.add_file("page.casus").expect("the page is there");
        session
    }

    fn again(&self, bytes: &[u8]) -> Session {
        Opening::from_snapshot(self.clone(), bytes)
            .expect("it was written so")
            .open()
    }
}

impl Loader for Host {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        let files = self.0.lock().expect("nobody breaks off while he holds it");
        let text = files.get(path).ok_or(LoadError::Missing)?;
        Ok(text.clone().into_bytes())
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

const PAGE: &str = "use no standard model\nuse \"who.casus\"\nrelation [actor] pays [actor]\n\
                    from \"pays.csv\"\n    ?from pays ?to since ?year\nask ?who pays ?whom\n";

fn host() -> Host {
    Host::of(&[
        ("page.casus", PAGE),
        ("who.casus", "actor Arvand\nactor Belmar\nactor Ceron\n"),
        ("pays.csv", "from,to,year\nArvand,Belmar,2015\n"),
    ])
}

fn codes(session: &Session) -> Vec<&'static str> {
    session.diagnostics().iter().map(|one| one.code).collect()
}

fn holds(session: &mut Session, sentence: &str) -> String {
    let answer = session.ask(&format!("{sentence}?"));
    let answer = serde_json::to_value(answer.expect("a question")).expect("an answer is JSON");
    answer["standing"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_file_that_has_changed_is_read_and_the_change_is_told() {
    for (path, text, sentence) in [
        (
            "pays.csv",
            "from,to,year\nBelmar,Arvand,2015\n",
            "Belmar pays Arvand",
        ),
        (
            "page.casus",
            &*format!("{PAGE}Ceron pays Arvand\n"),
            "Ceron pays Arvand",
        ),
        (
            "who.casus",
            "actor Arvand\nactor Belmar\nactor Ceron\nBelmar pays Ceron\n",
            "Belmar pays Ceron",
        ),
    ] {
        let host = host();
        let bytes = kept(&mut host.session());
        assert_eq!(codes(&host.again(&bytes)), [""; 0]);
        assert_eq!(holds(&mut host.again(&bytes), sentence), "unknown");
        host.write(path, text);
        let mut session = host.again(&bytes);
        assert_eq!(codes(&session), ["snapshot-stale"]);
        let told = &session.diagnostics()[0].message;
        assert!(told.starts_with(path), "{told}");
        assert_eq!(holds(&mut session, sentence), "supported", "{path}");
    }
}

#[test]
fn of_a_file_that_is_gone_the_snapshot_answers_and_says_that_it_cannot_tell() {
    for path in ["pays.csv", "page.casus", "who.casus"] {
        let host = host();
        let bytes = kept(&mut host.session());
        host.remove(path);
        let mut session = host.again(&bytes);
        assert_eq!(codes(&session), ["snapshot-unchecked"]);
        assert!(
            kept(&mut session) == bytes,
            "what is told of files is not kept"
        );
        assert_eq!(holds(&mut session, "Arvand pays Belmar"), "supported");
        let report = session.add_typed("Belmar pays Ceron\n");
        assert!(report.is_sound(), "{:?}", report.diagnostics);
        assert_eq!(holds(&mut session, "Arvand pays Belmar"), "supported");
        assert_eq!(holds(&mut session, "Belmar pays Ceron"), "supported");
        session.undo();
        assert_eq!(holds(&mut session, "Belmar pays Ceron"), "unknown");
        // What was told still holds.
        assert_eq!(codes(&session), ["snapshot-unchecked"]);
    }
}

#[test]
fn what_is_read_again_is_what_the_files_say() {
    let host = host();
    let bytes = kept(&mut host.session());
    let mut session = host.again(&bytes);
    host.write("pays.csv", "from,to,year\nCeron,Belmar,2015\n");
    session.reload().expect("all files are there");
    assert_eq!(holds(&mut session, "Arvand pays Belmar"), "unknown");
    assert_eq!(holds(&mut session, "Ceron pays Belmar"), "supported");
}

/// A table of more than a mebibyte, whose text is not kept.
fn large() -> String {
    let rows =
        (0..60_000).map(|at| format!("Payer {},Payee {},{}\n", at % 50, at % 70, 1900 + at % 90));
    std::iter::once("from,to,year\n".to_owned())
        .chain(rows)
        .collect()
}

const LARGE: &str = "use no standard model\nrelation [actor] pays [actor]\nfrom \"pays.csv\"\n    ?from pays ?to since ?year\n\
                     rule hands on\n    ?a pays ?c if ?a pays ?b and ?b pays ?c\nask ?who pays \"Payee 3\"\n";

#[test]
fn of_a_large_table_the_text_is_not_kept_and_a_line_that_is_typed_reads_it() {
    let host = Host::of(&[("page.casus", LARGE), ("pays.csv", &large())]);
    let bytes = kept(&mut host.session());
    assert!(bytes.len() < large().len(), "{}", bytes.len());
    assert_eq!(differs(host.session(), host.again(&bytes)), None);

    let mut session = host.again(&bytes);
    host.remove("pays.csv");
    let report = session.add_typed("actor Nobody Else\n");
    let told: Vec<&str> = report.diagnostics.iter().map(|one| one.code).collect();
    assert_eq!(told, ["no-such-file"]);
    // Nothing is lost by it.
    assert_eq!(holds(&mut session, "Payer 3 pays Payee 3"), "supported");
}

#[test]
fn lines_that_were_typed_and_rows_that_were_given_are_kept_and_can_be_taken_back() {
    let given = || {
        let mut session = Session::new();
        session.add_text(
            "page",
            "use no standard model\nrelation [actor] pays [actor]\n",
        );
        let rows = casus::session::Rows {
            name: "transfers",
            columns: &["from", "to"],
            statements: "?from pays ?to",
        };
        session.add_rows(&rows, [["Arvand", "Belmar"], ["Belmar", "Ceron"]]);
        session.add_typed("Ceron pays Arvand");
        session
    };
    let bytes = kept(&mut given());
    let again = || Opening::from_snapshot(NoFiles, &bytes).expect("it was written so");
    assert_eq!(differs(given(), again().open()), None);
    let mut session = again().open();
    assert_eq!(session.typed().collect::<Vec<_>>(), ["Ceron pays Arvand"]);
    assert_eq!(session.undo().as_deref(), Some("Ceron pays Arvand"));
    assert_eq!(holds(&mut session, "Ceron pays Arvand"), "unknown");
    assert_eq!(holds(&mut session, "Belmar pays Ceron"), "supported");
    assert_eq!(session.diagnostics(), []);

    // Beside another text it stands for what it was made of.
    let mut opening = Opening::new(NoFiles);
    opening.add_text("more", "actor Dahl\nDahl pays Arvand\n");
    let snapshot = Snapshot::open(&bytes).expect("it was written so");
    opening
        .add_snapshot(snapshot, "")
        .expect("it needs no file");
    let mut session = opening.open();
    assert_eq!(session.diagnostics(), []);
    for sentence in ["Dahl pays Arvand", "Belmar pays Ceron", "Ceron pays Arvand"] {
        assert_eq!(holds(&mut session, sentence), "supported", "{sentence}");
    }
}

#[test]
fn what_is_kept_again_is_the_same() {
    let host = host();
    let bytes = kept(&mut host.session());
    assert!(kept(&mut host.again(&bytes)) == bytes);

    // With what was typed since, which is taken back and added to as before.
    let mut session = host.again(&bytes);
    assert!(session.add_typed("Ceron pays Arvand").is_sound());
    let bytes = kept(&mut session);
    let mut session = host.again(&bytes);
    assert_eq!(holds(&mut session, "Ceron pays Arvand"), "supported");
    assert!(session.add_typed("actor Dahl\nDahl pays Arvand").is_sound());
    assert_eq!(holds(&mut session, "Ceron pays Arvand"), "supported");
    assert_eq!(holds(&mut session, "Dahl pays Arvand"), "supported");
    for taken in ["actor Dahl\nDahl pays Arvand", "Ceron pays Arvand"] {
        assert_eq!(session.undo().as_deref(), Some(taken));
    }
    assert_eq!(holds(&mut session, "Ceron pays Arvand"), "unknown");
    assert_eq!(holds(&mut session, "Arvand pays Belmar"), "supported");
}

#[test]
fn below_a_ceiling_nothing_is_kept_and_what_was_kept_shows_nothing_above_it() {
    let path = Path::new("tests/answers/harbour.casus");
    let mut session = opened(path);
    let bytes = kept(&mut session);
    let mut again = Opening::from_snapshot(Disk, &bytes)
        .expect("it was written so")
        .open();
    for session in [&mut session, &mut again] {
        let known = session.set_max_marking(Some("GREEN"));
        known.expect("a level of the scale");
        assert!(session.situation().markings.withheld.is_some());
        assert!(session.save_world(&mut Vec::new()).is_err());
    }
    assert_eq!(difference(&said(&mut session), &said(&mut again)), None);
}

#[test]
fn a_limit_holds_for_what_is_opened() {
    let host = Host::of(&[("page.casus", LARGE), ("pays.csv", &large())]);
    let bytes = kept(&mut host.session());
    let mut opening = Opening::from_snapshot(host, &bytes).expect("it was written so");
    let few = casus::session::Limits {
        facts: Some(1_000),
        ..casus::session::Limits::default()
    };
    opening
        .set_limits(few)
        .expect("sentences are counted everywhere");
    assert_eq!(codes(&opening.open()), ["limit-reached"]);
}
