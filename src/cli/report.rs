//! `casus report`: the scenario as a brief, to a file of HTML, Markdown or JSON, or to standard output.
//!
//! A file is written whole or not at all: beside itself first, and then put in its place.

use super::args::{Format, Options};
use super::commands::watched;
use super::load::{load, tell_exceeded};
use super::output::{Exit, Output};
use super::written::written;
use crate::answer::Report;
use crate::render::report as render;
use crate::report;
use crate::terminal::Work;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// In what a report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Html,
    Markdown,
    Json,
}

impl Form {
    /// By the ending of the file's name.
    fn of(path: &str) -> Option<Form> {
        let ending = Path::new(path).extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(Form::Html),
            "md" | "markdown" => Some(Form::Markdown),
            "json" => Some(Form::Json),
            _ => None,
        }
    }
}

/// Writes the report of the files.
pub fn report(files: &[String], to: Option<&str>, options: &Options, output: &Output) -> Exit {
    let form = match (to, output.format) {
        (None, Format::Text | Format::Markdown) => Form::Markdown,
        (None, Format::Json) => Form::Json,
        (None, Format::Csv | Format::Dot | Format::Mermaid | Format::Svg) => {
            output.error("A report is text, and has no such form: ask for HTML, Markdown or JSON, as in  -o report.html\n");
            return Exit::WrongInput;
        }
        (Some(path), _) => match Form::of(path) {
            Some(form) => form,
            None => {
                output.error(&format!(
                    "{path}: a report is written as .html, .md or .json; its name ends in none of them\n"
                ));
                return Exit::WrongInput;
            }
        },
    };
    let mut loaded = load(files, options, output);
    if loaded.exit != Exit::Well {
        return loaded.exit;
    }
    let progress = watched(&mut loaded.session);
    progress.begin(Work::Reporting);
    let whole = loaded.session.as_one_piece();
    let made = report::report(&mut loaded.session);
    drop(whole);
    progress.clear();
    // Half a report would be taken for a whole one.
    if made.is_ok() && tell_exceeded(&loaded.session, output) != Exit::Well {
        return Exit::WrongInput;
    }
    let report = match made {
        Ok(report) => report,
        Err(error) => {
            output.diagnostics(loaded.session.files(), &[error.report(None)]);
            return Exit::WrongInput;
        }
    };
    if report.says_nothing() {
        output.error("These files ask nothing and expect nothing, so that there is nothing to report: write  ask QUESTION  in one\n");
        return Exit::WrongInput;
    }
    let text = rendered(&report, form);
    match to {
        None => output.text(&text),
        Some(path) => {
            let all = |file: &mut File| file.write_all(text.as_bytes());
            if let Err(error) = written(Path::new(path), all) {
                output.error(&format!("{path} cannot be written: {error}\n"));
                return Exit::WrongInput;
            }
        }
    }
    Exit::Well
}

fn rendered(report: &Report, form: Form) -> String {
    match form {
        Form::Html => render::html(report),
        Form::Markdown => render::markdown(report),
        // A report that was made can be written down: the error is that of a map without names, and it holds none.
        Form::Json => render::json(report)
            .map(|text| text + "\n")
            .unwrap_or_default(),
    }
}
