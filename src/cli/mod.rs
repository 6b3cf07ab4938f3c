//! The program: arguments in, files read, answers out. With the prompt, the only reader of files and writer of output.

mod amounts;
mod answers;
mod args;
mod build;
mod check;
mod commands;
mod counted;
mod disk;
mod dump;
mod expectations;
mod find;
mod lint;
mod load;
mod output;
mod pages;
mod report;
mod tables;
mod written;

pub use disk::Disk;
pub use lint::lint;
pub use output::{Exit, Output};
pub use pages::{PAGES, page};

use args::{Arguments, Command, Options};
use clap::Parser as _;
use std::io::IsTerminal as _;
use std::process::ExitCode;

/// Runs the program on the process's own arguments.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let options = &arguments.options;
    let output = Output::of_the_process(options);
    if options.max_marking.is_some()
        && let Some(Command::Test { .. } | Command::Check { .. }) = &arguments.command
    {
        output.error(
            "--max-marking is for what is asked: tests and checks look at all that is written\n",
        );
        return Exit::WrongInput.into();
    }
    if options.max_marking.is_some()
        && let Some(Command::Build { .. }) = &arguments.command
    {
        output.error("--max-marking is for what is asked: a snapshot holds all that is written\n");
        return Exit::WrongInput.into();
    }
    let exit = match &arguments.command {
        None => without_command(&arguments.files, options, &output),
        Some(Command::Run { files }) => commands::run(files, options, &output),
        Some(Command::Ask { words }) => commands::ask(words, options, &output),
        Some(Command::Report { files, to }) => {
            report::report(files, to.as_deref(), options, &output)
        }
        Some(Command::Build { files, to }) => build::build(files, to, options, &output),
        Some(Command::Test { paths }) => expectations::test(paths, options, &output),
        Some(Command::Check { paths, declare }) => {
            check::check(paths, (*declare).into(), options, &output)
        }
        Some(Command::Export { files, to }) => dump::export(files, *to, options, &output),
        Some(Command::Core {
            files,
            no_standard_model,
        }) => dump::core(files, (*no_standard_model).into(), options, &output),
        Some(Command::World(wanted)) => dump::world(wanted, options, &output),
        Some(Command::StandardModel) => commands::standard_model(&output),
        Some(Command::Explain { code }) => commands::explain(code.as_deref(), &output),
        Some(Command::Completions { shell }) => commands::completions(*shell, &output),
    };
    exit.into()
}

/// `casus FILE…` answers what the files ask and opens the prompt at a terminal; `casus` alone opens it on nothing.
fn without_command(files: &[String], options: &Options, output: &Output) -> Exit {
    let at_a_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let reads_stdin = files.iter().any(|file| file == "-");
    if at_a_terminal && !reads_stdin {
        return commands::prompt(files, options, output);
    }
    let from_a_pipe = ["-".to_owned()];
    commands::run(
        if files.is_empty() {
            &from_a_pipe
        } else {
            files
        },
        options,
        output,
    )
}
