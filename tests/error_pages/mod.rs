//! The pages of `docs/errors`: every code has one, its failing example gives exactly that code, its mended one none.

use casus::cli::{PAGES, lint, page};
use casus::session::{LoadError, Loader, Session, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The tables that a page's examples read.
struct Tables(BTreeMap<String, String>);

impl Loader for Tables {
    fn read(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        self.0
            .get(path)
            .map(|text| text.clone().into_bytes())
            .ok_or(LoadError::Missing)
    }

    fn beside(&self, _: &str) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

/// The fenced blocks of a page, by what stands after their opening.
fn blocks(page: &str) -> BTreeMap<String, String> {
    let mut blocks = BTreeMap::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(opening), None) => open = Some((opening.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// What is asked of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    WhatIsWrong,
    WhatIsQuestioned,
}

/// The codes that a text gives: of its errors and warnings, of its expectations, of what an editor would question.
fn codes(text: &str, tables: &BTreeMap<String, String>, asked: Asked) -> BTreeSet<&'static str> {
    let mut session = Session::with_loader(Tables(tables.clone()));
    let report = session.add_text("page.casus", text);
    let mut codes: BTreeSet<&'static str> = report.diagnostics.iter().map(|one| one.code).collect();
    if session
        .test()
        .iter()
        .any(|outcome| matches!(outcome.result, Verdict::Failed { .. }))
    {
        codes.insert("expectation-failed");
    }
    if asked == Asked::WhatIsQuestioned {
        codes.extend(lint(&mut session).iter().map(|one| one.code));
    }
    codes
}

#[test]
fn the_example_of_every_page_fails_as_it_says_and_is_mended() {
    let mut wrong = Vec::new();
    for (code, page) in PAGES {
        let blocks = blocks(page);
        let tables: BTreeMap<String, String> = blocks
            .iter()
            .filter_map(|(opening, text)| {
                Some((opening.strip_prefix("csv ")?.to_owned(), text.clone()))
            })
            .collect();
        let given =
            |kind: &str, asked: Asked| blocks.get(kind).map(|text| codes(text, &tables, asked));
        if let Some(given) = given("casus fails", Asked::WhatIsWrong)
            && given != BTreeSet::from([*code])
        {
            wrong.push(format!("{code}: its example gives {given:?}"));
        }
        if let Some(given) = given("casus mended", Asked::WhatIsWrong)
            && !given.is_empty()
        {
            wrong.push(format!("{code}: its mended example gives {given:?}"));
        }
        if let Some(given) = given("casus doubtful", Asked::WhatIsQuestioned)
            && !given.contains(code)
        {
            wrong.push(format!("{code}: its example gives {given:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_in_the_source_has_a_page_and_every_page_a_code() {
    let mut used = BTreeSet::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut |text| used.extend(codes_in(text)),
    );
    let pages: BTreeSet<String> = PAGES.iter().map(|(code, _)| (*code).to_owned()).collect();
    let without: Vec<_> = used.difference(&pages).collect();
    assert!(without.is_empty(), "without a page: {without:?}");
    let idle: Vec<_> = pages.difference(&used).collect();
    assert!(idle.is_empty(), "pages of no code: {idle:?}");
}

/// The codes that a source file gives diagnostics: the first text after the call that makes one.
fn codes_in(source: &str) -> BTreeSet<String> {
    const CALLS: [&str; 6] = [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "Diagnostic::nowhere(",
        "said(",
        "let code = ",
        "const CODE: &str = ",
    ];
    let mut codes = BTreeSet::new();
    for call in CALLS {
        for (at, _) in source.match_indices(call) {
            let after = source[at + call.len()..].trim_start();
            if let Some(code) = after
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
                && code.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            {
                codes.insert(code.to_owned());
            }
        }
    }
    codes
}

fn sources(folder: &Path, each: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder)
        .expect("the source is there")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, each);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            each(&std::fs::read_to_string(&path).expect("source is text"));
        }
    }
}

#[test]
fn a_page_opens_with_its_code_and_says_what_it_means() {
    for (code, text) in PAGES {
        assert_eq!(page(code), Some(*text));
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some(format!("# {code}").as_str()));
        assert!(
            text.lines()
                .nth(2)
                .is_some_and(|line| !line.trim().is_empty()),
            "{code}"
        );
    }
}
