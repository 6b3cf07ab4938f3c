//! The program as a shell sees it: arguments and standard input in; standard output, standard error and the exit out.

mod answers;
mod checks;
mod snapshots;
mod writing;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a run of the program came to.
pub struct Ran {
    /// The exit code.
    pub exit: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs the program in the project's folder with nothing on its standard input.
pub fn casus(arguments: &[&str]) -> Ran {
    casus_reading("", arguments)
}

/// Runs the program with a text on its standard input.
pub fn casus_reading(text: &str, arguments: &[&str]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_casus"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .env("COLUMNS", "100")
        .env("TERM", "xterm")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("its input is ours");
    // A program that reads no input may have ended before it is written.
    drop(stdin.write_all(text.as_bytes()));
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    Ran {
        exit: output.status.code().expect("no signal ends it"),
        out: String::from_utf8(output.stdout).expect("it writes text"),
        err: String::from_utf8(output.stderr).expect("it writes text"),
    }
}

/// A folder of files for one test, made anew.
pub fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    for (file, text) in files {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder"))
            .expect("the folder is made");
        std::fs::write(path, text).expect("the file is written");
    }
    folder
}

/// A folder's file as an argument.
pub fn path(folder: &std::path::Path, file: &str) -> String {
    folder.join(file).to_string_lossy().into_owned()
}
