//! The program `casus`.

use std::process::ExitCode;

fn main() -> ExitCode {
    casus::cli::main()
}
