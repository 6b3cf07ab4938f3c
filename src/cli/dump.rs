//! `casus core`, `casus world` and `casus export`: what is left when the words are resolved, all that follows, and what is stated,
//! as JSON.

use super::args::{ExportFormat, Options, StandardModel, WorldWanted};
use super::load::{Loaded, date, load_with};
use super::output::{Exit, Output};
use crate::diagnostic::Diagnostic;
use crate::engine::{Standpoint, Strictness, View, World};
use crate::export;
use crate::model::json::{WorldJson, WorldSentence, core_json};
use crate::model::{Alteration, Situation};
use crate::phrase;
use crate::time::Instant;

/// Prints the core of the files.
pub fn core(files: &[String], model: StandardModel, options: &Options, output: &Output) -> Exit {
    let read = Options {
        max_marking: options.max_marking.clone(),
        max_memory: options.max_memory,
        max_facts: options.max_facts,
        timeout: options.timeout,
        ..Options::default()
    };
    let mut loaded = load_with(files, &read, model, output);
    if loaded.exit != Exit::Well {
        return loaded.exit;
    }
    say_withheld(&loaded, output);
    // The core is what is evaluated: printing it evaluates nothing.
    let core = loaded.session.core(&[]);
    printed(core_json(&core).printed(), output)
}

/// Prints what the files state in the format of another program; says how much of it the format cannot say.
pub fn export(files: &[String], to: ExportFormat, options: &Options, output: &Output) -> Exit {
    let mut loaded = load_with(files, options, StandardModel::With, output);
    if loaded.exit != Exit::Well {
        return loaded.exit;
    }
    say_withheld(&loaded, output);
    let core = loaded.session.core(&[]);
    let exported = match to {
        ExportFormat::Stix => export::stix(&core),
    };
    let left_out = match exported.left_out {
        0 => String::new(),
        1 => "One statement is left out: STIX has no words for it.\n".to_owned(),
        count => format!("{count} statements are left out: STIX has no words for them.\n"),
    };
    output.error(&left_out);
    printed(serde_json::to_string_pretty(&exported.bundle), output)
}

/// Prints all that follows, from the standpoint that is asked for.
pub fn world(wanted: &WorldWanted, options: &Options, output: &Output) -> Exit {
    let mut loaded = load_with(
        &wanted.files,
        options,
        wanted.no_standard_model.into(),
        output,
    );
    if loaded.exit != Exit::Well {
        return loaded.exit;
    }
    say_withheld(&loaded, output);
    let situation = loaded.session.situation().clone();
    let found = standpoint(wanted, &loaded)
        .and_then(|standpoint| Ok((standpoint, changes(&wanted.under, &situation)?)));
    let (standpoint, changes) = match found {
        Ok(found) => found,
        Err(report) => return wrong(&loaded, report, output),
    };
    let asked = loaded
        .defaults
        .as_of
        .as_ref()
        .map(|date| Instant(date.covers.to.0 - 1));
    match loaded.session.world(&standpoint, &changes) {
        Ok(world) => printed(
            document(&world, asked.or(situation.as_of)).printed(),
            output,
        ),
        Err(error) => wrong(&loaded, error.report(None), output),
    }
}

/// A core and a world are no answers, and have no head to say it in.
fn say_withheld(loaded: &Loaded, output: &Output) {
    if let Some(withheld) = &loaded.session.situation().markings.withheld {
        output.error(&format!("{}\n", phrase::withheld(withheld)));
    }
}

fn printed(text: serde_json::Result<String>, output: &Output) -> Exit {
    match text {
        Ok(text) => {
            output.text(text.trim_end());
            output.text("\n");
            Exit::Well
        }
        Err(error) => {
            output.error(&format!("{error}\n"));
            Exit::WrongInput
        }
    }
}

fn wrong(loaded: &Loaded, report: Diagnostic, output: &Output) -> Exit {
    output.diagnostics(loaded.session.files(), &[report]);
    Exit::WrongInput
}

fn standpoint(wanted: &WorldWanted, loaded: &Loaded) -> Result<Standpoint, Diagnostic> {
    let known_on = match &wanted.as_known_on {
        Some(text) => Some(date("--as-known-on", text)?.covers.to),
        None => None,
    };
    let strictly = if wanted.strictly {
        Strictness::Strictly
    } else {
        Strictness::Shared
    };
    let view = loaded.defaults.according_to.map(|of| View { of, strictly });
    Ok(Standpoint { view, known_on })
}

/// The alternatives of those titles.
fn changes<'s>(
    titles: &[String],
    situation: &'s Situation,
) -> Result<Vec<&'s Alteration>, Diagnostic> {
    let all = || {
        let branches = situation
            .branches
            .iter()
            .map(|(_, branch)| (&branch.title, &branch.change));
        branches.chain(
            situation
                .hypotheses
                .iter()
                .map(|(_, hypothesis)| (&hypothesis.title, &hypothesis.change)),
        )
    };
    let change = |title: &String| {
        all()
            .find(|(known, _)| *known == title)
            .map(|(_, change)| change)
            .ok_or_else(|| {
                let known: Vec<String> = all().map(|(title, _)| format!("\"{title}\"")).collect();
                let report = Diagnostic::nowhere(
                    "no-such-alternative",
                    format!("--under: there is no alternative \"{title}\""),
                );
                if known.is_empty() {
                    report
                } else {
                    report.help(format!("there are {}", known.join(", ")))
                }
            })
    };
    titles.iter().map(change).collect()
}

fn document(world: &World, as_of: Option<Instant>) -> WorldJson {
    let facts = world
        .core()
        .situation
        .relations
        .ids()
        .flat_map(|relation| world.facts(relation).map(move |fact| (relation, fact)));
    WorldJson::new(
        as_of,
        facts.map(|(relation, fact)| WorldSentence {
            relation,
            args: &fact.args,
            support: &fact.support,
            against: &fact.denial,
            lo: fact.low(),
            hi: fact.high(),
        }),
    )
}
