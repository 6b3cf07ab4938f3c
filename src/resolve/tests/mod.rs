//! What holds of the resolver, on small texts.

mod laws;
mod mistakes;
mod rows;
mod sentences;
mod speed;
mod statements;

use super::{Input, ParsedFile, Resolved, TableMissing, Tables, resolve};
use crate::model::{Sign, Stated, When};
use crate::source::FileId;
use crate::source::Files;
use crate::syntax::parse;

/// The scales in force without a file of them: a few words and grades.
const SCALES: &str = "\
scale likelihood, bar 55%
    unlikely is 33%, from 20% to 45%
    likely is 67%, from 55% to 80%
    very likely is 87%, from 80% to 95%
    almost certain is 97%, from 95% to 100%
    very unlikely is 13%, from 5% to 20%
    roughly even chance is 50%, from 45% to 55%
scale reliability
    A is 95%, confidence high
    B is 80%, confidence high
    C is 60%, confidence moderate
    D is 40%, confidence low
    E is 20%, confidence low
    F is 50%, confidence low
scale credibility
    1 is 95%
    2 is 80%
    6 is 50%
scale marking
    TLP:CLEAR
    TLP:AMBER
";

/// A host without tables.
struct NoTables;

impl Tables for NoTables {
    fn table(&self, _: FileId, _: &str) -> Result<FileId, TableMissing> {
        Err(TableMissing {
            why: "there is none".into(),
            beside: Vec::new(),
        })
    }
}

/// Resolves a text as the user's own file.
pub(super) fn resolved(text: &str) -> (Files, Resolved) {
    resolved_with(&[], text)
}

/// Resolves a text beside shipped ones.
pub(super) fn resolved_with(shipped: &[(&str, &str)], text: &str) -> (Files, Resolved) {
    let mut files = Files::default();
    let mut ids = vec![(files.add("scales", SCALES), true)];
    for (name, text) in shipped {
        ids.push((files.add(*name, *text), true));
    }
    ids.push((files.add("test.casus", text), false));
    let parsed: Vec<_> = ids.iter().map(|(id, _)| parse(&files, *id)).collect();
    for one in &parsed {
        assert!(one.errors.is_empty(), "{:?}", one.errors);
    }
    let input = Input {
        files: &files,
        tables: &NoTables,
        rowwise: super::Rowwise::Together,
        parsed: ids
            .iter()
            .zip(&parsed)
            .map(|((file, shipped), parsed)| ParsedFile {
                file: *file,
                statements: &parsed.statements,
                shipped: *shipped,
            })
            .collect(),
    };
    let resolved = resolve(&input);
    (files, resolved)
}

/// One stated sentence in a line: `+ A holds B since 2014 60% per Brief claimed by X`.
pub(super) fn line(files: &Files, resolved: &Resolved, one: &Stated) -> String {
    let front = super::Front::new(
        files,
        super::lent::Lent::from(&resolved.vocabulary),
        super::lent::Lent::from(&resolved.situation),
    );
    let mut out = match one.sign {
        Sign::For => String::new(),
        Sign::Against => "not: ".to_string(),
    };
    out.push_str(&crate::resolve::spelled::sentence_text(
        &front,
        &one.sentence,
    ));
    match &one.when {
        When::Always => {}
        When::Since(date) => out.push_str(&format!(" since {}", date.text)),
        When::Until(date) => out.push_str(&format!(" until {}", date.text)),
        When::Between(from, to) => out.push_str(&format!(" from {} to {}", from.text, to.text)),
        When::On(date) => out.push_str(&format!(" on {}", date.text)),
    }
    if one.likelihood != crate::time::Likelihood::CERTAIN {
        out.push_str(&format!(" {}", one.likelihood));
    }
    if one.unrated {
        out.push_str(" unrated");
    }
    let name = |id| {
        resolved
            .situation
            .entities
            .get(id)
            .map_or("", |entity| entity.name.as_str())
    };
    if let Some(source) = one.source {
        let entity = resolved.situation.sources[source].entity;
        out.push_str(&format!(" per {}", name(entity)));
    }
    if let Some(view) = one.view {
        out.push_str(&format!(" claimed by {}", name(view)));
    }
    if let Some(said) = one.said {
        out.push_str(&format!(" said {}", crate::time::describe_span(said)));
    }
    out
}

/// What the text states, one sentence a line, in order.
pub(super) fn told(text: &str) -> Vec<String> {
    let (files, resolved) = resolved(text);
    assert!(
        resolved.diagnostics.is_empty(),
        "{:#?}",
        resolved.diagnostics
    );
    resolved
        .situation
        .told
        .stated
        .iter()
        .map(|one| line(&files, &resolved, one))
        .collect()
}

/// Checks what a text states, line by line.
pub(super) fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected);
}
