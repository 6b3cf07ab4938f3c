//! Texts, read to the end of the front.

use casus::diagnostic::Severity;
use casus::engine;
use casus::model::Situation;
use casus::model::json::core_json;
use casus::resolve::{Input, ParsedFile, TableMissing, Tables, resolve};
use casus::source::{FileId, Files};
use casus::syntax::parse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::named::{Held, named};

/// What texts say, and what is wrong with them.
pub struct Reading {
    /// All that was read.
    pub situation: Arc<Situation>,
    /// The codes of the errors, each with its line.
    pub errors: Vec<(&'static str, String)>,
}

struct NoTables;

impl Tables for NoTables {
    fn table(&self, _: FileId, _: &str) -> Result<FileId, TableMissing> {
        Err(TableMissing {
            why: String::new(),
            beside: Vec::new(),
        })
    }
}

/// Reads texts, each a file, on top of the scales.
pub fn read(texts: &[&str]) -> Reading {
    let mut files = Files::default();
    let scales = casus::standard::shipped("scales").map_or("", |one| one.text);
    let mut all = vec![(files.add("scales", scales), true)];
    for (at, text) in texts.iter().enumerate() {
        all.push((files.add(format!("page {at}.casus"), *text), false));
    }
    let parsed: Vec<_> = all.iter().map(|(file, _)| parse(&files, *file)).collect();
    let input = Input {
        files: &files,
        rowwise: casus::resolve::Rowwise::Together,
        parsed: all
            .iter()
            .zip(&parsed)
            .map(|((file, shipped), parsed)| ParsedFile {
                file: *file,
                statements: &parsed.statements,
                shipped: *shipped,
            })
            .collect(),
        tables: &NoTables,
    };
    let resolved = resolve(&input);
    let errors = resolved
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| {
            let at = one.labels.first().map(|label| label.place);
            let line = at
                .and_then(|place| files.line(place.start))
                .map_or(0, |line| line.line);
            let shown = at.map_or("", |place| files.text(place));
            (one.code, format!("line {line}, {shown}: {}", one.message))
        })
        .collect();
    Reading {
        errors,
        situation: Arc::new(resolved.situation),
    }
}

/// The analyst's world of texts, by names; none where the rules have no order.
pub fn world_of(texts: &[&str]) -> Option<BTreeMap<String, Held>> {
    let reading = read(texts);
    let core = Arc::new(casus::settle::settle(&reading.situation, &[]));
    let mut printed = core_json(&core);
    // Which of two names that are one stands for both is told by which came first; here it is both.
    let names: Vec<String> = printed
        .entities
        .iter()
        .map(|one| one.name.clone())
        .collect();
    for entity in &mut printed.entities {
        let mut group = BTreeSet::from([&names[entity.id as usize]]);
        for (from, into) in &core.merged {
            if into.0 == entity.id {
                group.insert(&names[from.0 as usize]);
            }
        }
        entity.name = group.into_iter().cloned().collect::<Vec<_>>().join(" = ");
    }
    let world = engine::evaluate(core, &engine::Standpoint::default()).ok()?;
    Some(named(&printed, &crate::agreement::printed(&world)))
}
