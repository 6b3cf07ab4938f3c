//! Files and options → a session that is ready to be asked, with what is wrong already told.

use super::args::{Options, StandardModel};
use super::build::add;
use super::disk::Disk;
use super::output::{Exit, Output};
use super::tables;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Modifiers;
use crate::repl::named;
use crate::session::{LoadError, Loader as _, OpenError, Opening, Session};
use crate::terminal::{ProgressLine, Work, interrupt_stops};
use crate::time::{DateOrInterval, parse_date};

/// A session, and whether all that it was given is sound.
pub struct Loaded {
    /// The session.
    pub session: Session,
    /// What the options set.
    pub defaults: Modifiers,
    /// Well, or what was wrong.
    pub exit: Exit,
}

/// Reads the files and sets the options; tells what is wrong.
pub fn load(files: &[String], options: &Options, output: &Output) -> Loaded {
    load_with(files, options, StandardModel::With, output)
}

/// The same, with the standard model or without it.
pub fn load_with(
    files: &[String],
    options: &Options,
    model: StandardModel,
    output: &Output,
) -> Loaded {
    interrupt_stops(None);
    let progress = ProgressLine::default();
    progress.begin(Work::Reading);
    let mut opening = Opening::new(Disk);
    if model == StandardModel::Without {
        opening.add_text("options", "use no standard model\n");
    }
    let unlimited = limit(&mut opening, options);
    let unopened: Vec<Diagnostic> = files
        .iter()
        .filter_map(|file| add(&mut opening, file).err())
        .collect();
    let mut loaded = Loaded {
        session: opening.open(),
        defaults: Modifiers::default(),
        exit: Exit::Well,
    };
    progress.clear();
    if let Err(report) = unlimited {
        output.diagnostics(loaded.session.files(), &[report]);
        loaded.exit = Exit::WrongInput;
        return loaded;
    }
    // Before anything of the files is told: not even their mistakes are for everybody.
    if let Some(level) = &options.max_marking
        && let Err(unknown) = loaded.session.set_max_marking(Some(level))
    {
        let report = Diagnostic::nowhere("unknown-marking", format!("--max-marking: {unknown}"));
        output.diagnostics(loaded.session.files(), &[report]);
        loaded.exit = Exit::WrongInput;
        return loaded;
    }
    for one in unopened {
        output.diagnostics(loaded.session.files(), &[one]);
        loaded.exit = Exit::WrongInput;
    }
    let diagnostics = loaded.session.diagnostics().to_vec();
    output.diagnostics(loaded.session.files(), &diagnostics);
    if diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error)
    {
        loaded.exit = Exit::WrongInput;
    }
    if let Err(wrong) = tables::told(&loaded.session, options, output) {
        output.diagnostics(loaded.session.files(), &[wrong]);
        loaded.exit = Exit::WrongInput;
    }
    match defaults(options, &loaded.session) {
        Ok(defaults) => {
            loaded.session.set_defaults(defaults.clone());
            loaded.defaults = defaults;
        }
        Err(wrong) => {
            output.diagnostics(loaded.session.files(), &[wrong]);
            loaded.exit = Exit::WrongInput;
        }
    }
    loaded
}

/// Sets the limits that the options name.
pub fn limit(opening: &mut Opening, options: &Options) -> Result<(), Diagnostic> {
    let limits = opening.set_limits(options.limits());
    limits.map_err(|error| Diagnostic::nowhere("not-measured", error.to_string()))
}

/// What a limit cut short, if one was met although there is an answer.
pub fn tell_exceeded(session: &Session, output: &Output) -> Exit {
    let Some(exceeded) = session.exceeded() else {
        return Exit::Well;
    };
    output.diagnostics(session.files(), &[Diagnostic::from(&exceeded)]);
    Exit::WrongInput
}

/// The report of a file that cannot be opened, offering what is beside it.
pub fn cannot_open(file: &str, error: &OpenError) -> Diagnostic {
    let report = match error {
        OpenError::NotText(_) => Diagnostic::nowhere("not-text", format!("{file}: {error}")),
        OpenError::Load(_) => Diagnostic::nowhere("no-such-file", format!("{file}: {error}")),
    };
    if *error != OpenError::Load(LoadError::Missing) {
        return report;
    }
    let beside = Disk.beside(file);
    let name = file.rsplit('/').next().unwrap_or(file);
    let near = beside
        .iter()
        .filter(|other| other.ends_with(".casus"))
        .map(|other| (strsim::damerau_levenshtein(other, name), other))
        .filter(|(distance, _)| *distance <= 3)
        .min();
    match near {
        Some((_, other)) => report.help(format!(
            "did you mean {}?",
            file.strip_suffix(name).unwrap_or("").to_owned() + other
        )),
        None => report,
    }
}

fn defaults(options: &Options, session: &Session) -> Result<Modifiers, Diagnostic> {
    let mut defaults = Modifiers::default();
    if let Some(text) = &options.as_of {
        defaults.as_of = Some(date("--as-of", text)?);
    }
    if let Some(name) = &options.according_to {
        let Some((party, _)) = named(session.situation(), name) else {
            return Err(Diagnostic::nowhere(
                "unknown-name",
                format!("--according-to: nobody is called {name}"),
            ));
        };
        defaults.according_to = Some(party);
    }
    Ok(defaults)
}

/// The one date that an option gives.
pub fn date(option: &str, text: &str) -> Result<crate::time::Date, Diagnostic> {
    match parse_date(text) {
        Ok(DateOrInterval::Date(date)) => Ok(date),
        Ok(DateOrInterval::Interval { .. }) => Err(Diagnostic::nowhere(
            "bad-date",
            format!("{option}: {text} is two dates, and one is asked for"),
        )),
        Err(error) => {
            let report = Diagnostic::nowhere("bad-date", format!("{option}: {error}"));
            Err(error
                .suggestions()
                .into_iter()
                .fold(report, |report, better| {
                    report.help(format!("did you mean {better}?"))
                }))
        }
    }
}
