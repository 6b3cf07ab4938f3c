//! `casus test`: every `expect` of every file, each file a world of its own.
//!
//! Of a folder, a file that expects nothing itself is a part of others and is passed over, and each file answers for its
//! own expectations alone, so that none is counted twice. A file that is named answers for all that it reaches.

use super::args::{Options, Report};
use super::find::{self, Found, FoundBy};
use super::load::load;
use super::output::{Exit, Output, as_json};
use crate::diagnostic::Diagnostic;
use crate::render;
use crate::session::{Outcome, Session, Verdict};
use crate::source::Files;
use crate::syntax::{self, Shape};
use crate::terminal;
use serde_json::{Value, json};

/// Lines of a `why` that a failure shows.
const WHY_LINES: usize = 12;

/// What became of one file.
struct Tested {
    path: String,
    passed: usize,
    failed: usize,
    exit: Exit,
    document: Value,
}

/// Checks every expectation, and tells of those that fail.
pub fn test(paths: &[String], options: &Options, output: &Output) -> Exit {
    let found = match find::files(paths) {
        Ok(found) => found,
        Err((path, error)) => {
            output.error(&format!("{path} cannot be read: {error}\n"));
            return Exit::WrongInput;
        }
    };
    let tested: Vec<Tested> = found
        .iter()
        .filter(|file| file.by == FoundBy::Name || expects_something(&file.path))
        .map(|file| file_tested(file, options, output))
        .collect();
    let (passed, failed) = tested.iter().fold((0, 0), |(passed, failed), file| {
        (passed + file.passed, failed + file.failed)
    });
    let exit = tested
        .iter()
        .map(|file| file.exit)
        .max()
        .unwrap_or(Exit::Well);
    if output.report() == Report::Json {
        let files: Vec<&Value> = tested.iter().map(|file| &file.document).collect();
        output
            .json(&json!({ "casus_test": 1, "passed": passed, "failed": failed, "files": files }));
        return exit;
    }
    output.text(&format!("{passed} passed, {failed} failed\n"));
    for file in tested.iter().filter(|file| file.exit != Exit::Well) {
        let errors = if file.exit == Exit::WrongInput {
            ", with errors"
        } else {
            ""
        };
        output.text(&format!(
            "  {}: {} passed, {} failed{errors}\n",
            file.path, file.passed, file.failed
        ));
    }
    exit
}

/// Whether a file has an `expect` of its own. One that cannot be read is not passed over: its error must be told.
fn expects_something(path: &str) -> bool {
    let Ok(bytes) = std::fs::read(path) else {
        return true;
    };
    let Ok(text) = syntax::decode(&bytes) else {
        return true;
    };
    let mut files = Files::default();
    let file = files.add(path, text);
    syntax::parse(&files, file)
        .statements
        .iter()
        .any(|one| matches!(one.shape, Shape::Expect { .. }))
}

fn file_tested(file: &Found, options: &Options, output: &Output) -> Tested {
    let mut loaded = load(std::slice::from_ref(&file.path), options, output);
    let mut outcomes = loaded.session.test();
    let own = |outcome: &Outcome| {
        let files = loaded.session.files();
        files
            .file_at(outcome.place.start)
            .is_some_and(|id| files.file(id).path == file.path)
    };
    if file.by == FoundBy::Folder {
        outcomes.retain(own);
    }
    let failed = outcomes
        .iter()
        .filter(|outcome| matches!(outcome.result, Verdict::Failed { .. }))
        .count();
    if output.report() == Report::Text {
        for outcome in &outcomes {
            if let Verdict::Failed { found, why } = &outcome.result {
                let why = why
                    .as_ref()
                    .map(|answer| render::text(answer, output.width.saturating_sub(8)).plain());
                output.text(&failure(
                    &loaded.session,
                    outcome,
                    found,
                    why.as_deref(),
                    output,
                ));
            }
        }
    }
    Tested {
        path: file.path.clone(),
        passed: outcomes.len() - failed,
        failed,
        exit: loaded
            .exit
            .max(if failed > 0 { Exit::Failed } else { Exit::Well }),
        document: document(&file.path, &loaded.session, &outcomes),
    }
}

/// A failing expectation at its place: what was found instead, and why.
fn failure(
    session: &Session,
    outcome: &Outcome,
    found: &str,
    why: Option<&str>,
    output: &Output,
) -> String {
    let mut report = Diagnostic::error(
        "expectation-failed",
        format!("{}: expect {}", outcome.origin, outcome.text),
        outcome.place,
    )
    .saying(found);
    if let Some(why) = why {
        let lines: Vec<&str> = why.lines().filter(|line| !line.trim().is_empty()).collect();
        let mut shown = lines
            .iter()
            .take(WHY_LINES)
            .copied()
            .collect::<Vec<_>>()
            .join("\n");
        if lines.len() > WHY_LINES {
            shown.push_str("\n…");
        }
        report = report.help(shown);
    }
    terminal::text(session.files(), &report, output.colours, output.width)
}

fn document(path: &str, session: &Session, outcomes: &[Outcome]) -> Value {
    let expectations = outcomes.iter().map(|outcome| match &outcome.result {
        Verdict::Passed => {
            json!({ "expect": outcome.text, "place": outcome.origin.to_string(), "passed": true })
        }
        Verdict::Failed { found, why } => json!({
            "expect": outcome.text, "place": outcome.origin.to_string(), "passed": false,
            "found": found, "why": why.as_deref().map(as_json),
        }),
    });
    let diagnostics = session
        .diagnostics()
        .iter()
        .map(|one| terminal::json(session.files(), one));
    json!({
        "file": path,
        "expectations": expectations.collect::<Vec<_>>(),
        "diagnostics": diagnostics.collect::<Vec<_>>(),
    })
}
