//! The program: arguments in, files read, answers out. The only reader of files and, with the prompt, writer of output.

mod args;
mod check;
mod commands;
mod disk;
mod errors;
mod output;
mod report;

pub use disk::Disk;
pub use output::{Output, exit};
pub use report::{Colours, place_of};

use args::{Arguments, Command};
use clap::Parser as _;
use std::io::IsTerminal as _;
use std::process::ExitCode;

/// Runs the program on the process's own arguments.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::of_the_process(arguments.options.format);
    let code = match &arguments.command {
        None if arguments.files.is_empty() => {
            if std::io::stdin().is_terminal() {
                commands::prompt(&[], &arguments.options, &mut output)
            } else {
                commands::run(&["-".into()], &arguments.options, &mut output)
            }
        }
        None => {
            let ran = commands::run(&arguments.files, &arguments.options, &mut output);
            if ran != exit::WRONG_INPUT_NOTHING_LOADED && std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
                commands::prompt(&arguments.files, &arguments.options, &mut output)
            } else {
                ran
            }
        }
        Some(Command::Run { files }) => commands::run(files, &arguments.options, &mut output),
        Some(Command::Ask { words }) => commands::ask(words, &arguments.options, &mut output),
        Some(Command::Test { paths }) => commands::test(paths, &arguments.options, &mut output),
        Some(Command::Check { paths, declare }) => check::check(paths, *declare, &mut output),
        Some(Command::Core { files, no_standard_model }) => commands::core(files, *no_standard_model, &mut output),
        Some(Command::World { .. }) => commands::world(&arguments, &mut output),
        Some(Command::StandardModel) => output.text(&crate::standard::standard_model()),
        Some(Command::Explain { code }) => errors::explain(code.as_deref(), &mut output),
        Some(Command::Completions { shell }) => commands::completions(*shell, &mut output),
    };
    ExitCode::from(code)
}
