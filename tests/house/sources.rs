//! The sources as text: each file of `src`, its tests left out, and what its lines name.

use std::fs;
use std::path::Path;

/// A file of `src`.
pub struct Source {
    /// Its path below `src`, with `/`.
    pub path: String,
    /// How many lines it has, tests included.
    pub length: usize,
    text: String,
}

/// Every file of `src` that is built into the library, in order of path.
pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    gather(&root, "", &mut out);
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

fn gather(folder: &Path, below: &str, out: &mut Vec<Source>) {
    let tests = test_modules(folder);
    for entry in fs::read_dir(folder).expect("src is there") {
        let entry = entry.expect("an entry of src").path();
        let name = entry
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if tests
            .iter()
            .any(|test| name == *test || name == format!("{test}.rs"))
        {
            continue;
        }
        let path = format!("{below}{name}");
        if entry.is_dir() {
            gather(&entry, &format!("{path}/"), out);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&entry).expect("a source is a text");
            let length = text.lines().count();
            out.push(Source { path, length, text });
        }
    }
}

/// The modules of a folder that are there for tests alone.
fn test_modules(folder: &Path) -> Vec<String> {
    let text = ["mod.rs", "lib.rs"]
        .iter()
        .find_map(|name| fs::read_to_string(folder.join(name)).ok())
        .unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines
        .windows(2)
        .filter(|pair| pair[0] == "#[cfg(test)]")
        .filter_map(|pair| pair[1].rsplit("mod ").next()?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

impl Source {
    /// The part that it belongs to: the first folder; none for the crate's own two files.
    pub fn part(&self) -> Option<&str> {
        self.path.split_once('/').map(|(part, _)| part)
    }

    /// Its lines by number, up to its tests, which stand last.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self
            .text
            .find("#[cfg(test)]\nmod tests {")
            .unwrap_or(self.text.len());
        self.text[..end]
            .lines()
            .enumerate()
            .map(|(at, text)| (at + 1, text))
    }

    /// Its lines, a chain of calls over several lines joined to the line that it begins on.
    pub fn chains(&self) -> Vec<(usize, String)> {
        let mut out: Vec<(usize, String)> = Vec::new();
        for (line, text) in self.lines() {
            match out.last_mut() {
                Some((_, chain)) if text.trim_start().starts_with('.') => {
                    chain.push_str(text.trim())
                }
                _ => out.push((line, text.to_owned())),
            }
        }
        out
    }

    /// The parts that its code names: `crate::model::Body` names `model`. What its comments name does not count.
    pub fn parts_named(&self) -> Vec<(usize, String)> {
        let mut out = Vec::new();
        for (line, text) in self.lines() {
            let code = text.split("//").next().unwrap_or_default();
            for after in code.split("crate::").skip(1) {
                let named = after.trim_start_matches('{');
                let end = named
                    .find(|c: char| !c.is_alphanumeric() && c != '_')
                    .unwrap_or(named.len());
                if named[end..].starts_with("::") || named[end..].starts_with(';') {
                    out.push((line, named[..end].to_owned()));
                }
            }
        }
        out
    }

    /// Whether its first line is a sentence of its own.
    pub fn opens_with_a_sentence(&self) -> bool {
        self.text
            .strip_prefix("//! ")
            .is_some_and(|text| text.lines().next().is_some_and(|line| line.len() > 12))
    }

    /// The names that its code gives to hash maps and hash sets.
    pub fn hash_maps(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (_, text) in self.lines() {
            let hashed = [
                "HashMap<",
                "HashMap::new",
                "HashSet<",
                "HashSet::new",
                "NumberMap<",
            ]
            .iter()
            .filter_map(|kind| text.find(kind))
            .min();
            let Some(at) = hashed else { continue };
            let before = text[..at].trim_end_matches(|c: char| " =:&<>'_".contains(c));
            let before = before
                .trim_end_matches("std::collections")
                .trim_end_matches(|c: char| " =:&".contains(c));
            let name: String = before
                .chars()
                .rev()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            let name: String = name.chars().rev().collect();
            if !name.is_empty() && name.starts_with(char::is_lowercase) && name != "mut" {
                out.push(name);
            }
        }
        out.sort();
        out.dedup();
        out
    }
}
