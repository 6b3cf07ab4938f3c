//! A document's own folder of files, and what the program shows of them.

use casus::model::Modifiers;
use casus::repl::{Prompt, Then};
use casus::session::{LoadError, Loader, Session, Verdict};
use casus::terminal::Colours;
use std::path::{Path, PathBuf};
use std::process::Command;

const TYPED: &str = "casus> ";
const GOES_ON: &str = "     > ";
const COMMAND: &str = "$ casus";

/// The files of a document's blocks, with the examples beside them.
pub struct Folder {
    path: PathBuf,
    /// The file of the block above.
    page: String,
}

/// Reads files from a folder, as the program reads them from where it is.
struct From(PathBuf);

impl Loader for From {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        std::fs::read(self.0.join(path)).map_err(|_| LoadError::Missing)
    }

    fn beside(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

impl Folder {
    /// A folder for one document, made anew for one test.
    pub fn new(document: &str) -> Folder {
        static MADE: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let own = MADE.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let name = format!("documents-{}-{own}", document.replace('/', "-"));
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(std::fs::remove_dir_all(&path));
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        copied(&examples, &path.join("examples"));
        Folder {
            path,
            page: String::new(),
        }
    }

    /// Writes a file that the scenarios read.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path.join(name), text).expect("the file is written");
    }

    /// Takes a scenario in, `more` of the one above or one of its own, and tells what is wrong with it.
    pub fn file(&mut self, name: &str, text: &str) -> Vec<String> {
        let before = match name {
            "more" => {
                std::fs::read_to_string(self.path.join(&self.page)).expect("a file above") + "\n"
            }
            _ => {
                let own = if name.is_empty() { "page.casus" } else { name };
                self.page = own.to_owned();
                String::new()
            }
        };
        self.write(&self.page, &(before + text));
        let mut session = self.session(&[&self.page]);
        let errors: Vec<String> = session
            .diagnostics()
            .iter()
            .map(|one| casus::terminal::text(session.files(), one, Colours::Off, 100))
            .collect();
        let failed = session
            .test()
            .into_iter()
            .filter_map(|outcome| match outcome.result {
                Verdict::Failed { .. } => Some(format!("failed: {outcome:?}")),
                _ => None,
            });
        errors.into_iter().chain(failed).collect()
    }

    fn session(&self, files: &[&str]) -> Session {
        let mut session = Session::with_loader(From(self.path.clone()));
        for file in files {
            session
                .add_file(file)
                .unwrap_or_else(|error| panic!("{file}: {error}"));
        }
        session
    }

    /// The same block as the program shows it now; nothing for a block that is of neither form.
    pub fn shown(&self, text: &str) -> Option<String> {
        let first = text.lines().next()?;
        let typed = text.lines().any(|line| line.starts_with(TYPED));
        if typed && (first.starts_with(TYPED) || first.starts_with(COMMAND)) {
            return Some(self.conversation(first, text));
        }
        let arguments = first.strip_prefix(COMMAND)?;
        Some(format!("{first}\n{}", self.run(arguments)))
    }

    fn run(&self, arguments: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_casus"))
            .args(words(arguments))
            .current_dir(&self.path)
            .env_remove("NO_COLOR")
            .env("COLUMNS", "100")
            .output()
            .expect("the program runs");
        let printed = [output.stdout, output.stderr].concat();
        tidy(&String::from_utf8(printed).expect("it writes text"))
    }

    fn conversation(&self, first: &str, text: &str) -> String {
        let opened = first.strip_prefix(COMMAND).map(str::trim);
        let files = opened.map_or_else(|| vec![self.page.clone()], words);
        let names: Vec<&str> = files.iter().map(String::as_str).collect();
        let mut prompt = Prompt::new(
            self.session(&names),
            files.clone(),
            Modifiers::default(),
            Colours::Off,
            100,
        );
        let mut page: Vec<String> = opened.map(|_| format!("{first}\n")).into_iter().collect();
        for typed in typed(text) {
            let reply = prompt.enter(&typed);
            let shown = typed.replace('\n', &format!("\n{GOES_ON}"));
            let mut one = format!("{TYPED}{shown}\n{}", reply.text);
            if let Then::Save { path, text } = reply.then {
                one.push_str(&format!("to {path}:\n{text}"));
            }
            page.push(tidy(&one));
        }
        page.join("\n")
    }
}

/// What is typed in a conversation, each with the lines that go on with it.
fn typed(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in text.lines() {
        if let Some(first) = line.strip_prefix(TYPED) {
            all.push(first.to_owned());
        } else if let (Some(more), Some(last)) =
            (line.strip_prefix(GOES_ON.trim_end()), all.last_mut())
        {
            last.push('\n');
            last.push_str(more.strip_prefix(' ').unwrap_or(more));
        }
    }
    all
}

/// A command's arguments: words, or what stands between plain quotes.
fn words(arguments: &str) -> Vec<String> {
    let parts = arguments.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn tidy(text: &str) -> String {
    text.trim_end()
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder is made");
    for entry in std::fs::read_dir(from)
        .expect("the examples are there")
        .flatten()
    {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copied(&path, &to);
        } else {
            std::fs::copy(&path, &to).expect("the file is copied");
        }
    }
}
