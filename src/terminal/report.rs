//! Diagnostics as a reader at a terminal sees them, or as JSON.

use super::Colours;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Files, Place};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, NamedSource, SourceCode,
    SourceSpan, SpanContents,
};
use serde_json::{Value, json};
use std::fmt;

/// A text that is shown in whole lines: a line of which a word is underlined is not cut to the word.
#[derive(Debug)]
struct WholeLines(NamedSource<String>);

impl SourceCode for WholeLines {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let text = self.0.inner();
        let (from, to) = (
            span.offset().min(text.len()),
            (span.offset() + span.len()).min(text.len()),
        );
        let begins = text
            .get(..from)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |at| at + 1);
        let ends = text
            .get(to..)
            .and_then(|after| after.find('\n'))
            .map_or(text.len(), |at| to + at);
        self.0
            .read_span(&(begins, ends - begins).into(), lines_before, lines_after)
    }
}

/// A diagnostic with the one file that its first place is in.
#[derive(Debug)]
struct Shown<'d> {
    diagnostic: &'d Diagnostic,
    source: WholeLines,
    labels: Vec<LabeledSpan>,
    help: Option<String>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.diagnostic.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.diagnostic.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.labels.is_empty()).then_some(&self.source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| Box::new(self.labels.iter().cloned()) as Box<_>)
    }
}

/// The diagnostic as it is shown at a terminal of that width.
#[must_use]
pub fn text(files: &Files, diagnostic: &Diagnostic, colours: Colours, width: usize) -> String {
    let shown = shown(files, diagnostic);
    let theme = match colours {
        Colours::On => GraphicalTheme::unicode(),
        Colours::Off => GraphicalTheme::unicode_nocolor(),
    };
    let mut out = String::new();
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_context_lines(0)
        .with_links(false);
    if handler.render_report(&mut out, &shown).is_err() {
        out = diagnostic.message.clone();
    }
    out
}

fn shown<'d>(files: &Files, diagnostic: &'d Diagnostic) -> Shown<'d> {
    let home = diagnostic
        .labels
        .first()
        .and_then(|label| files.file_at(label.place.start));
    let mut labels = Vec::new();
    let mut elsewhere = Vec::new();
    for label in &diagnostic.labels {
        let file = files.file_at(label.place.start);
        match file {
            Some(id) if file == home && !files.file(id).is_rows() => {
                let file = files.file(id);
                let at = inside(&file.text, label.place.start - file.start);
                let end = inside(&file.text, label.place.end.saturating_sub(file.start)).max(at);
                let text = (!label.text.is_empty()).then(|| label.text.clone());
                labels.push(LabeledSpan::new(text, at, end - at));
            }
            _ => elsewhere.extend(
                place_of(files, label.place).map(|place| format!("{place}: {}", label.text)),
            ),
        }
    }
    let (name, text) = home.map_or((String::new(), String::new()), |id| {
        let file = files.file(id);
        let name = if file.path.is_empty() {
            &file.name
        } else {
            &file.path
        };
        (name.clone(), file.text.clone())
    });
    let help: Vec<String> = elsewhere
        .into_iter()
        .chain(diagnostic.help.iter().cloned())
        .collect();
    Shown {
        diagnostic,
        source: WholeLines(NamedSource::new(name, text)),
        labels,
        help: (!help.is_empty()).then(|| help.join("\n")),
    }
}

/// An offset moved back to where a character begins, and inside the text.
fn inside(text: &str, offset: u32) -> usize {
    let mut at = (offset as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `khorasan.casus:41`
#[must_use]
pub fn place_of(files: &Files, place: Place) -> Option<String> {
    let line = files.line(place.start)?;
    Some(format!("{}:{}", files.file(line.file).name, line.line))
}

/// The diagnostic for a program.
#[must_use]
pub fn json(files: &Files, diagnostic: &Diagnostic) -> Value {
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let line = files.line(label.place.start);
            let file = line.map(|line| files.file(line.file));
            json!({
                "file": file.map(|file| if file.path.is_empty() { &file.name } else { &file.path }),
                "line": line.map(|line| line.line),
                "column": line.map(|line| line.column),
                "word": files.text(label.place),
                "text": label.text,
            })
        })
        .collect();
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "labels": labels,
        "help": diagnostic.help,
    })
}
