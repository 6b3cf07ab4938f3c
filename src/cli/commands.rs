//! The commands that answer or print: one function each.

use super::answers::Answers;
use super::args::{Arguments, Options, Report};
use super::build::is_snapshot;
use super::load::{Loaded, load, tell_exceeded};
use super::output::{Exit, Output};
use super::pages;
use crate::repl::{Prompt, talk};
use crate::session::Session;
use crate::standard;
use crate::terminal::{ProgressLine, Work, interrupt_stops};
use clap::CommandFactory as _;
use serde_json::json;

/// Answers every `ask` of the files. With an error in them nothing is answered: half a situation misleads.
pub fn run(files: &[String], options: &Options, output: &Output) -> Exit {
    let mut loaded = load(files, options, output);
    if loaded.exit != Exit::Well {
        return loaded.exit;
    }
    let exit = answer_asks(&mut loaded, output);
    leave(loaded);
    exit
}

/// The program ends here, and its memory goes with it: a world of a million statements takes a while to be taken down.
fn leave(loaded: Loaded) {
    std::mem::forget(loaded);
}

fn answer_asks(loaded: &mut Loaded, output: &Output) -> Exit {
    let asks = loaded.session.asks();
    if asks.is_empty() && output.report() == Report::Text {
        output.error("These files ask nothing: write  ask QUESTION  in one, or run  casus ask FILE \"QUESTION\"\n");
    }
    let mut exit = Exit::Well;
    let mut answers = Answers::new(output);
    let progress = watched(&mut loaded.session);
    for ask in &asks {
        progress.begin(Work::Answering);
        let answered = loaded.session.answer(&ask.question);
        progress.clear();
        match answered {
            Ok(answered) => {
                answers.add(&ask.question.text, &answered.answer);
                let exceeded = tell_exceeded(&loaded.session, output);
                exit = exit.max(exceeded);
                if answered.answer.head.stopped && exceeded == Exit::Well {
                    break;
                }
            }
            Err(error) => {
                exit = Exit::WrongInput;
                let report = error.report(Some(ask.origin.place));
                output.diagnostics(loaded.session.files(), &[report]);
            }
        }
    }
    exit.max(answers.end())
}

/// Shows how far a session's questions are, and stops the one under way at Ctrl-C; at a second Ctrl-C the program is left.
pub(super) fn watched(session: &mut Session) -> ProgressLine {
    let progress = ProgressLine::default();
    let line = progress.clone();
    session.watch(move |progress| line.show(progress));
    interrupt_stops(Some(session.stop_flag()));
    progress
}

/// `casus FILE…` at a terminal: what the files ask, then the prompt; errors are shown, and may be mended and read again.
pub fn prompt(files: &[String], options: &Options, output: &Output) -> Exit {
    let mut loaded = load(files, options, output);
    if loaded.exit == Exit::Well && !files.is_empty() {
        let asks_something = !loaded.session.situation().asks.is_empty();
        if asks_something {
            answer_asks(&mut loaded, output);
            output.text("\n");
        }
    }
    let Loaded {
        session, defaults, ..
    } = loaded;
    output.text(&greeting(&session, files));
    // What is typed is saved beside scenario files: no text can use a snapshot.
    let loaded = if files.iter().any(|file| is_snapshot(file)) {
        session.paths().map(str::to_owned).collect()
    } else {
        files.to_vec()
    };
    let prompt =
        Prompt::new(session, loaded, defaults, output.colours, output.width).drawing(output.theme);
    match talk(prompt, output.colours) {
        Ok(()) => Exit::Well,
        Err(error) => {
            output.error(&format!("The prompt ended: {error}\n"));
            Exit::WrongInput
        }
    }
}

fn greeting(session: &Session, files: &[String]) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let title = session
        .situation()
        .title
        .as_ref()
        .map_or_else(|| files.join(", "), Clone::clone);
    let on = if title.is_empty() {
        String::new()
    } else {
        format!(" · {title}")
    };
    format!("Casus {version}{on} · :help teaches the language, Ctrl-D leaves\n")
}

/// Answers one question: the files, then the question, in quotes or not.
pub fn ask(words: &[String], options: &Options, output: &Output) -> Exit {
    let is_file = |word: &String| {
        word == "-"
            || word.ends_with(".casus")
            || is_snapshot(word)
            || std::path::Path::new(word).is_file()
    };
    let files = words.iter().take_while(|word| is_file(word)).count();
    let (files, question) = words.split_at(files);
    if question.is_empty() {
        output.error("A question is missing after the files, as in  casus ask FILE \"threats to Pakistan\"\n");
        return Exit::WrongInput;
    }
    let mut loaded = load(files, options, output);
    if loaded.exit != Exit::Well {
        return loaded.exit;
    }
    let progress = watched(&mut loaded.session);
    progress.begin(Work::Answering);
    let answer = loaded.session.ask(&question.join(" "));
    progress.clear();
    let exit = match answer {
        Ok(answer) => match output.written(&answer) {
            Ok(text) => {
                output.text(&text);
                output.told_beside(&answer);
                tell_exceeded(&loaded.session, output)
            }
            Err(none) => {
                output.error(&format!("{none}\n"));
                Exit::WrongInput
            }
        },
        Err(diagnostics) => {
            output.diagnostics(loaded.session.files(), &diagnostics);
            Exit::WrongInput
        }
    };
    leave(loaded);
    exit
}

/// Prints a diagnostic's page, or the list of all codes.
pub fn explain(code: Option<&str>, output: &Output) -> Exit {
    let Some(code) = code else {
        match output.report() {
            Report::Text => output.text(&pages::listed()),
            Report::Json => output.json(&json!(
                pages::PAGES
                    .iter()
                    .map(|(code, _)| code)
                    .collect::<Vec<_>>()
            )),
        }
        return Exit::Well;
    };
    match (pages::page(code), output.report()) {
        (Some(text), Report::Text) => output.text(text),
        (Some(text), Report::Json) => output.json(&json!({ "code": code, "page": text })),
        (None, _) => {
            let near = pages::nearest(code).map_or_else(
                || "casus explain  lists all codes".to_owned(),
                |near| format!("did you mean {near}?"),
            );
            output.error(&format!("There is no error called {code}: {near}\n"));
            return Exit::WrongInput;
        }
    }
    Exit::Well
}

/// Prints the standard model.
pub fn standard_model(output: &Output) -> Exit {
    let text = standard::standard_model();
    match output.report() {
        Report::Text => output.text(&text),
        Report::Json => output.json(&json!({ "text": text })),
    }
    Exit::Well
}

/// Prints what makes a shell complete the commands.
pub fn completions(shell: clap_complete::Shell, output: &Output) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "casus", &mut script);
    output.text(&String::from_utf8_lossy(&script));
    Exit::Well
}
