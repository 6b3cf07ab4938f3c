//! What became of the files of a snapshot since it was written. Takes what each is known by, and the host's files as they are
//! now; gives those that have changed, those that are gone, and what is said of them.

use crate::diagnostic::{Diagnostic, Severity};
use crate::session::library::{Shelf, stamp_of};
use crate::session::loader::{LoadError, Loader};

/// The codes of what is said here.
pub(super) const CODES: [&str; 2] = ["snapshot-stale", "snapshot-unchecked"];

/// What became of the files of a snapshot since it was written.
#[derive(Default)]
pub(super) struct Since {
    pub changed: Vec<String>,
    gone: Vec<String>,
}

impl Since {
    pub fn of(shelf: &Shelf, loader: &dyn Loader) -> Since {
        let mut since = Since::default();
        for (path, stamp) in shelf.stamps().filter(|(path, _)| *path != "-") {
            let long = loader.length(path);
            if long.is_some_and(|long| long != stamp.length) {
                since.changed.push(path.to_owned());
                continue;
            }
            match stamp_of(loader, path) {
                Ok(now) if now == *stamp => {}
                Ok(_) => since.changed.push(path.to_owned()),
                // A host that lets no file be read has said so.
                Err(LoadError::NotAllowed) => {}
                Err(LoadError::Missing | LoadError::Unreadable(_)) => {
                    since.gone.push(path.to_owned());
                }
            }
        }
        since
    }

    pub fn told(&self) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        if let Some(files) = listed(&self.changed, ["has changed", "have changed"]) {
            let said =
                format!("{files} since the snapshot was built: what is written now was read");
            told.push(Diagnostic::nowhere("snapshot-stale", said));
        }
        if let Some(files) = listed(&self.gone, ["cannot be read", "cannot be read"]) {
            let said =
                format!("{files}: whether the snapshot is what is written now cannot be told");
            told.push(Diagnostic::nowhere("snapshot-unchecked", said));
        }
        for one in &mut told {
            one.severity = Severity::Warning;
        }
        told
    }
}

/// The first few names, how many there are more, and what is said of one or of many.
fn listed(paths: &[String], said: [&str; 2]) -> Option<String> {
    const FEW: usize = 3;
    let [of_one, of_many] = said;
    let first: Vec<&str> = paths.iter().take(FEW).map(String::as_str).collect();
    match paths.len() {
        0 => None,
        1 => Some(format!("{} {of_one}", first.concat())),
        many if many > FEW => Some(format!(
            "{} and {} more {of_many}",
            first.join(", "),
            many - FEW
        )),
        _ => Some(format!("{} {of_many}", first.join(", "))),
    }
}
