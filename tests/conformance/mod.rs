//! The conformance cases, where they are present: every case passes, every broken file gives one error, at the place and the
//! word that its first line wants.

use crate::support::files::shared;
use casus::cli::Disk;
use casus::diagnostic::Severity;
use casus::session::{Session, Verdict};
use std::path::{Path, PathBuf};

/// The files of a folder of the cases; none, with a message, where they are not present.
fn files(folder: &str) -> Vec<PathBuf> {
    let Some(folder) = shared(&format!("conformance/{folder}")) else {
        return Vec::new();
    };
    let entries = std::fs::read_dir(&folder).expect("it can be read");
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "casus"))
        .collect();
    files.sort();
    files
}

fn opened(file: &Path) -> Session {
    let mut session = Session::with_loader(Disk);
    let path = file.to_str().expect("a path that is text");
    session.add_file(path).expect("the file can be read");
    session
}

#[test]
fn every_case_passes() {
    for file in files("cases") {
        let mut session = opened(&file);
        let errors: Vec<_> = session
            .diagnostics()
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", file.display());
        let outcomes = session.test();
        assert!(!outcomes.is_empty(), "{} expects nothing", file.display());
        for outcome in outcomes {
            if let Verdict::Failed { found, .. } = outcome.result {
                panic!("{}: {}: {found}", outcome.origin, outcome.text);
            }
        }
    }
}

#[test]
fn every_broken_file_gives_one_error_where_it_is_wanted() {
    for file in files("errors") {
        let text = std::fs::read_to_string(&file).expect("the file can be read");
        let wanted = text.lines().next().unwrap_or_default();
        let session = opened(&file);
        let errors: Vec<_> = session
            .diagnostics()
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .collect();
        // `# wants: 7:Pakistn no such name; …`: the line, and the word that is pointed at.
        let place = wanted
            .strip_prefix("# wants: ")
            .and_then(|wanted| wanted.split_once(':'))
            .and_then(|(line, rest)| Some((line.parse::<u32>().ok()?, rest)));
        let Some((line, rest)) = place else {
            assert!(errors.len() <= 1, "{}: {errors:?}", file.display());
            continue;
        };
        assert_eq!(errors.len(), 1, "{}: {errors:?}", file.display());
        let labels = &errors[0].labels;
        let first = rest.split_whitespace().next().unwrap_or_default();
        let told = labels.iter().any(|label| {
            let at = session.files().line(label.place.start);
            let word = session.files().text(label.place);
            at.is_some_and(|at| at.line == line)
                && (word.contains(first.trim_matches('"'))
                    || rest.contains(word)
                    || word.lines().count() > 1)
        });
        assert!(told, "{}: {wanted}\n{:?}", file.display(), errors[0]);
        assert!(
            !errors[0].help.is_empty(),
            "{}: nothing is offered",
            file.display()
        );
    }
}
