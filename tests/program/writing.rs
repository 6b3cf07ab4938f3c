//! How the program writes: colours, pipes, shells.

use super::{casus, casus_reading};
use std::io::Read as _;
use std::process::{Command, Stdio};

#[test]
fn nothing_is_coloured_where_nobody_sees_it() {
    let ran = casus(&["run", "examples/first-page.casus"]);
    assert!(!ran.out.contains('\x1b'));
    assert!(
        !casus_reading("actor\n", &["check", "-"])
            .out
            .contains('\x1b')
    );
}

#[test]
fn a_reader_that_goes_away_ends_the_writing_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_casus"))
        .arg("standard-model")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = child.stdout.take().expect("its output is ours");
    let mut first = [0; 16];
    out.read_exact(&mut first).expect("it writes");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn shells_are_told_how_to_complete_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let ran = casus(&["completions", shell]);
        assert_eq!(ran.exit, 0);
        assert!(ran.out.contains("standard-model"), "{shell}");
    }
}

#[test]
fn help_names_every_command() {
    let help = casus(&["--help"]).out;
    for command in [
        "run",
        "ask",
        "test",
        "check",
        "core",
        "world",
        "standard-model",
        "explain",
        "completions",
    ] {
        assert!(help.contains(command), "{command}");
    }
}
