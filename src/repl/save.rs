//! What was typed → the text of a scenario, with the files that were loaded brought in, so that it stands by itself.

use std::path::{Component, Path};

/// The text of a file at `path` that tells what was typed on top of the files.
#[must_use]
pub fn scenario<'t>(path: &str, loaded: &[String], typed: impl Iterator<Item = &'t str>) -> String {
    let uses = loaded
        .iter()
        .filter(|file| *file != "-")
        .map(|file| format!("use \"{}\"", beside(path, file)));
    let typed: Vec<&str> = typed.map(str::trim_end).collect();
    let mut parts: Vec<String> = Vec::new();
    let uses = uses.collect::<Vec<_>>().join("\n");
    if !uses.is_empty() {
        parts.push(uses);
    }
    // A statement of several lines gets air around it; facts of one line stand together.
    let mut before_was_long = true;
    for text in typed {
        let long = text.contains('\n');
        match parts.last_mut() {
            Some(last) if !long && !before_was_long => {
                last.push('\n');
                last.push_str(text);
            }
            _ => parts.push(text.to_owned()),
        }
        before_was_long = long;
    }
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

/// The way from the folder of one file to another file.
#[must_use]
pub fn beside(from: &str, to: &str) -> String {
    let (Ok(from), Ok(to_whole)) = (std::path::absolute(from), std::path::absolute(to)) else {
        return to.to_owned();
    };
    let folder: Vec<Component<'_>> = from
        .parent()
        .unwrap_or(Path::new("/"))
        .components()
        .collect();
    let target: Vec<Component<'_>> = to_whole.components().collect();
    let shared = folder
        .iter()
        .zip(&target)
        .take_while(|(a, b)| a == b)
        .count();
    let up = std::iter::repeat_n("..".to_owned(), folder.len() - shared);
    let down = target
        .iter()
        .skip(shared)
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_saved_with_what_it_stands_on() {
        let typed = [
            "actor K",
            "actor L",
            "rule r\n    ?a threatens ?b\n    if ?a is loyal to ?b",
            "K is loyal to L.",
        ];
        assert_eq!(
            scenario(
                "notes/k.casus",
                &["examples/a.casus".into()],
                typed.into_iter()
            ),
            "use \"../examples/a.casus\"\n\nactor K\nactor L\n\n\
             rule r\n    ?a threatens ?b\n    if ?a is loyal to ?b\n\nK is loyal to L.\n"
        );
    }

    #[test]
    fn a_file_beside_is_called_by_its_name() {
        assert_eq!(beside("a.casus", "b.casus"), "b.casus");
        assert_eq!(beside("x/a.casus", "x/y/b.casus"), "y/b.casus");
    }
}
