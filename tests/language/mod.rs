//! Cases in Casus: `<topic>/<what-holds>.casus` opens with what holds. Each is a world of its own, has no error, expects
//! something, and all that it expects is so.

use crate::support::files;
use casus::cli::Disk;
use casus::diagnostic::Severity;
use casus::session::{Session, Verdict};

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for path in files::below("tests/language") {
        let mut session = Session::with_loader(Disk);
        let report = session
            .add_file(&path.to_string_lossy())
            .unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
        let errors = report
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error);
        wrong.extend(errors.map(|one| format!("{}: {}", path.display(), one.message)));
        let outcomes = session.test();
        if outcomes.is_empty() {
            wrong.push(format!("{}: expects nothing", path.display()));
        }
        let failed = outcomes
            .iter()
            .filter(|one| matches!(one.result, Verdict::Failed { .. }));
        wrong.extend(failed.map(|one| format!("{}: {}", path.display(), one.text)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_opens_with_what_holds() {
    for path in files::below("tests/language") {
        let text = std::fs::read_to_string(&path).expect("a case is text");
        assert!(
            text.trim_start_matches('\u{feff}').starts_with("# "),
            "{}",
            path.display()
        );
    }
}
