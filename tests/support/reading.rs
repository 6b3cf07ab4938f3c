//! Texts read by a session.

use casus::diagnostic::Severity;
use casus::engine;
use casus::model::Situation;
use casus::model::json::core_json;
use casus::session::Session;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::named::{Held, named};

/// What texts say, and what is wrong with them.
pub struct Reading {
    /// All that was read.
    pub situation: Arc<Situation>,
    /// The codes of the errors, each with its line.
    pub errors: Vec<(&'static str, String)>,
}

/// Reads texts, each a file.
pub fn read(texts: &[&str]) -> Reading {
    let mut session = Session::new();
    for (at, text) in texts.iter().enumerate() {
        session.add_text(&format!("page {at}.casus"), text);
    }
    let files = session.files();
    let errors = session
        .diagnostics()
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .map(|one| {
            let at = one.labels.first().map(|label| label.place);
            let line = at.and_then(|place| files.line(place.start)).map_or(0, |line| line.line);
            let shown = at.map_or("", |place| files.text(place));
            (one.code, format!("line {line}, {shown}: {}", one.message))
        })
        .collect();
    Reading {
        errors,
        situation: Arc::clone(session.situation()),
    }
}

/// The analyst's world of texts, by names; none where the rules have no order.
pub fn world_of(texts: &[&str]) -> Option<BTreeMap<String, Held>> {
    let reading = read(texts);
    let core = Arc::new(casus::settle::settle(&reading.situation, &[]));
    let printed = core_json(&core);
    let world = engine::evaluate(core, &engine::Standpoint::default()).ok()?;
    Some(named(&printed, &crate::agreement::printed(&world)))
}
