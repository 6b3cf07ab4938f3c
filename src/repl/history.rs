//! Where what was typed is kept from one run to the next.

use std::env;
use std::path::PathBuf;

/// The file of the history: `CASUS_HISTORY` where it is set (set to nothing, none is kept), else the user's data folder.
#[must_use]
pub fn file() -> Option<PathBuf> {
    file_in(|name| env::var_os(name).map(PathBuf::from))
}

fn file_in(environment: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(told) = environment("CASUS_HISTORY") {
        return (!told.as_os_str().is_empty()).then_some(told);
    }
    let data = environment("XDG_DATA_HOME")
        .filter(|folder| folder.is_absolute())
        .or_else(|| environment("HOME").map(|home| home.join(".local").join("share")))
        .or_else(|| environment("APPDATA"))?;
    Some(data.join("casus").join("history"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Option<PathBuf> {
        file_in(|name| {
            set.iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| PathBuf::from(value))
        })
    }

    #[test]
    fn the_history_is_where_the_user_says_or_among_the_users_data() {
        assert_eq!(
            with(&[("HOME", "/h")]),
            Some(PathBuf::from("/h/.local/share/casus/history"))
        );
        assert_eq!(
            with(&[("HOME", "/h"), ("XDG_DATA_HOME", "/d")]),
            Some(PathBuf::from("/d/casus/history"))
        );
        assert_eq!(
            with(&[("HOME", "/h"), ("CASUS_HISTORY", "/x/y")]),
            Some(PathBuf::from("/x/y"))
        );
    }

    #[test]
    fn a_history_set_to_nothing_is_not_kept() {
        assert_eq!(with(&[("HOME", "/h"), ("CASUS_HISTORY", "")]), None);
        assert_eq!(with(&[]), None);
    }
}
