//! `casus check`: what is wrong with the files, then what an editor would question; or the lines that would declare
//! what is not declared.

use super::args::{Checking, Options, Report};
use super::build::add;
use super::disk::Disk;
use super::find;
use super::lint;
use super::load::limit;
use super::output::{Exit, Output, counted};
use crate::diagnostic::{Diagnostic, Severity};
use crate::session::{Opening, Session};
use crate::terminal;
use indexmap::IndexSet;
use serde_json::{Value, json};

/// What stands before the declaring line in the help of an unknown name.
const DECLARES: &str = "to declare it: ";

/// How often names that are not declared are looked for again.
const ROUNDS: usize = 40;

/// A diagnostic as it is shown, kept once however many worlds have it.
struct Told {
    text: String,
    json: Value,
    diagnostic: Diagnostic,
}

/// Checks the files, each a world of its own.
pub fn check(paths: &[String], checking: Checking, options: &Options, output: &Output) -> Exit {
    let found = match find::files(paths) {
        Ok(found) => found,
        Err((path, error)) => {
            output.error(&format!("{path} cannot be read: {error}\n"));
            return Exit::WrongInput;
        }
    };
    let mut told: Vec<Told> = Vec::new();
    for file in &found {
        let mut opening = Opening::new(Disk);
        let unlimited = limit(&mut opening, options).err();
        let unopened = add(&mut opening, &file.path).err();
        let mut session = opening.open();
        let mut diagnostics = match unopened {
            None => session.diagnostics().to_vec(),
            Some(error) => vec![error],
        };
        diagnostics.extend(unlimited);
        if checking == Checking::Declare {
            diagnostics = undeclared(&mut session, diagnostics);
        }
        let is_sound = diagnostics
            .iter()
            .all(|one| one.severity != Severity::Error);
        if is_sound && checking == Checking::Report {
            let whole = session.as_one_piece();
            diagnostics.extend(lint::lint(&mut session));
            drop(whole);
            diagnostics.extend(session.exceeded().as_ref().map(Diagnostic::from));
        }
        for diagnostic in diagnostics {
            let text = terminal::text(session.files(), &diagnostic, output.colours, output.width);
            // A part that several files use tells what is wrong with it once.
            if told.iter().all(|other| other.text != text) {
                let json = terminal::json(session.files(), &diagnostic);
                told.push(Told {
                    text,
                    json,
                    diagnostic,
                });
            }
        }
    }
    match checking {
        Checking::Report => report(&told, found.len(), output),
        Checking::Declare => declare(&told, output),
    }
}

/// All that is wrong, those names included that come to light when the names before them are declared: a statement tells
/// of one mistake at a time.
fn undeclared(session: &mut Session, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = Vec::new();
    for _ in 0..ROUNDS {
        let (names, others): (Vec<_>, Vec<_>) = diagnostics
            .into_iter()
            .partition(|one| declaring(one).is_some());
        let lines: IndexSet<String> = names
            .iter()
            .filter_map(declaring)
            .map(str::to_owned)
            .collect();
        all.extend(names);
        diagnostics = others;
        if lines.is_empty() {
            break;
        }
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        diagnostics = session.add_text("declared", &text).diagnostics;
    }
    all.extend(diagnostics);
    all
}

/// The line that would declare the name that a diagnostic says is not declared.
fn declaring(one: &Diagnostic) -> Option<&str> {
    (one.code == "unknown-name")
        .then(|| one.help.iter().find_map(|help| help.strip_prefix(DECLARES)))?
}

fn report(told: &[Told], files: usize, output: &Output) -> Exit {
    let diagnostics: Vec<Diagnostic> = told.iter().map(|one| one.diagnostic.clone()).collect();
    match output.report() {
        Report::Json => {
            let all: Vec<&Value> = told.iter().map(|one| &one.json).collect();
            output.json(&json!({ "casus_check": 1, "diagnostics": all }));
        }
        Report::Text if told.is_empty() => {
            output.text(&format!(
                "{files} {} checked: nothing to question\n",
                if files == 1 { "file" } else { "files" }
            ));
        }
        Report::Text => {
            for one in told {
                output.text(&one.text);
            }
            output.text(&format!("{}\n", counted(&diagnostics)));
        }
    }
    let is_wrong = diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error);
    if is_wrong {
        Exit::WrongInput
    } else {
        Exit::Well
    }
}

/// The lines that would declare the names that nobody has declared, each once; what else is wrong goes to the errors.
fn declare(told: &[Told], output: &Output) -> Exit {
    let lines: IndexSet<&str> = told
        .iter()
        .filter_map(|one| declaring(&one.diagnostic))
        .collect();
    match output.report() {
        Report::Json => {
            output.json(&json!({ "casus_declare": 1, "lines": lines.iter().collect::<Vec<_>>() }))
        }
        Report::Text => lines
            .iter()
            .for_each(|line| output.text(&format!("{line}\n"))),
    }
    let others = told.iter().filter(|one| {
        one.diagnostic.severity == Severity::Error && declaring(&one.diagnostic).is_none()
    });
    let mut exit = Exit::Well;
    for one in others {
        output.error(&one.text);
        exit = Exit::WrongInput;
    }
    exit
}
