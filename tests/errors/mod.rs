//! Broken files: `<code>/<name>.casus` is checked, and what is printed stands beside it as `<name>.txt`. `BLESS=1` writes what is
//! printed now, to be read before it is kept.

use crate::program::casus;
use crate::support::files;

#[test]
fn every_mistake_is_told_as_it_is_written() {
    let mut wrong = Vec::new();
    for path in files::below("tests/errors") {
        let ran = casus(&["check", &path.to_string_lossy()]);
        let printed = format!("{}{}", ran.out, ran.err);
        let beside = path.with_extension("txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&beside, &printed).expect("it can be written");
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if printed != expected {
            wrong.push(format!("{}:\n{printed}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_broken_file_has_the_mistake_of_its_folder() {
    for path in files::below("tests/errors") {
        let folder = path.parent().and_then(|folder| folder.file_name());
        let code = folder.map(|name| name.to_string_lossy().into_owned());
        let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        let told = expected.lines().any(|line| Some(line) == code.as_deref());
        assert!(told, "{}", path.display());
    }
}
