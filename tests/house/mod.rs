//! The house rules that a compiler does not hold: which part knows which, whose words stand where, how long a file is.
//!
//! Takes the sources as text, tests left out; each rule gives the places that break it, so that a failure is a list to mend.

mod sources;

use sources::{Source, sources};

/// Each part, and the parts that it may know. `model` is the room in which front and back meet, `answer` the one in
/// which back and face do; `session` joins all, and the faces stand on it.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("snapshot", &[]),
    ("source", &["snapshot"]),
    ("time", &["snapshot"]),
    ("standard", &[]),
    ("cores", &[]),
    ("lookup", &["cores", "snapshot"]),
    ("table", &["cores", "lookup", "snapshot"]),
    ("answer", &[]),
    ("diagnostic", &["snapshot", "source"]),
    ("limits", &["diagnostic", "source"]),
    ("syntax", &["diagnostic", "source", "time"]),
    ("model", &["snapshot", "source", "table", "time"]),
    (
        "resolve",
        &[
            "cores",
            "syntax",
            "model",
            "diagnostic",
            "lookup",
            "snapshot",
            "source",
            "table",
            "time",
        ],
    ),
    ("settle", &["model", "time"]),
    (
        "plan",
        &[
            "model",
            "settle",
            "diagnostic",
            "snapshot",
            "source",
            "time",
        ],
    ),
    (
        "engine",
        &[
            "plan", "model", "settle", "cores", "limits", "lookup", "snapshot", "source", "table",
            "time",
        ],
    ),
    (
        "explain",
        &["engine", "plan", "model", "settle", "source", "time"],
    ),
    ("phrase", &["answer", "model", "time"]),
    ("render", &["answer", "time"]),
    (
        "ask",
        &[
            "explain",
            "engine",
            "plan",
            "model",
            "diagnostic",
            "limits",
            "phrase",
            "answer",
            "source",
            "time",
        ],
    ),
    (
        "session",
        &[
            "ask",
            "explain",
            "engine",
            "plan",
            "settle",
            "model",
            "resolve",
            "table",
            "syntax",
            "phrase",
            "answer",
            "render",
            "diagnostic",
            "limits",
            "standard",
            "snapshot",
            "source",
            "time",
        ],
    ),
    ("export", &["model", "time"]),
    (
        "report",
        &[
            "session", "ask", "engine", "phrase", "answer", "model", "time",
        ],
    ),
    (
        "terminal",
        &[
            "session",
            "render",
            "answer",
            "resolve",
            "model",
            "diagnostic",
            "limits",
            "source",
        ],
    ),
    (
        "repl",
        &[
            "session",
            "ask",
            "phrase",
            "terminal",
            "render",
            "answer",
            "syntax",
            "model",
            "diagnostic",
            "source",
            "time",
        ],
    ),
    (
        "cli",
        &[
            "session",
            "report",
            "export",
            "repl",
            "terminal",
            "render",
            "phrase",
            "answer",
            "engine",
            "plan",
            "resolve",
            "syntax",
            "model",
            "diagnostic",
            "limits",
            "standard",
            "source",
            "time",
        ],
    ),
];

/// The words of the standard model's trade. The language has them in four statement shapes, and nothing else has.
const TRADE: [&str; 4] = ["threat", "hostile", "loyal", "allied"];

/// Where the words of the trade may stand.
const SHAPES: &[(&str, &str)] = &[
    (
        "standard/",
        "the standard model is where they mean something",
    ),
    ("syntax/", "the shapes of statements begin with them"),
    ("export/stix/", "a type of object in STIX is called so"),
    (
        "resolve/alternatives.rs",
        "what is supposed in a branch may have a shape",
    ),
    ("resolve/later.rs", "a row's statement may have a shape"),
    (
        "resolve/lines/mod.rs",
        "a shape's first line is read by its keyword",
    ),
    (
        "resolve/pass.rs",
        "a statement's shape chooses its wordings",
    ),
    ("resolve/marks.rs", "a statement of any shape may be marked"),
    (
        "session/ceiling/strike.rs",
        "a statement of any shape may be marked",
    ),
    ("resolve/rows/", "a row's statement may have a shape"),
    (
        "resolve/relation.rs",
        "a relation says which shape it is written as",
    ),
];

/// No file is longer.
const SPLIT_AT: usize = 700;

/// A file that is longer has its reason below.
const ASKED_AT: usize = 400;

/// The files above [`ASKED_AT`] lines, and why each is one.
const LONG: &[(&str, &str)] = &[
    (
        "engine/solve.rs",
        "a step a match arm: how a condition is solved, all its operators side by side",
    ),
    (
        "explain/hypotheses.rs",
        "the matrix, what would tell apart and what the order hangs on, over the same trials",
    ),
    (
        "explain/repair/mod.rs",
        "what a repair is, and the one search that tries and orders them",
    ),
    (
        "engine/store.rs",
        "the tables of a world, and all by which rows are found and worths raised",
    ),
    (
        "explain/repair/least.rs",
        "what a condition takes at least, and the changes that may serve it: one is no bound without the other",
    ),
    (
        "explain/repair/plan.rs",
        "one plan of what would make a condition hold, an arm for each condition",
    ),
    (
        "explain/search/goal.rs",
        "a goal for each condition, all its arms side by side",
    ),
    (
        "engine/world.rs",
        "all that may be asked of a world, a few lines each",
    ),
    (
        "explain/lineage/unfold.rs",
        "one search, a kind of condition a function",
    ),
    (
        "model/items.rs",
        "statements told one by one and by the block, looked up alike",
    ),
    (
        "resolve/later.rs",
        "what is read when all declarations are known, rows of tables among it",
    ),
    (
        "resolve/rows/plan.rs",
        "a field of a block a function: what follows the cells, all of it side by side",
    ),
    (
        "render/report/markdown.rs",
        "one printer of a report, a part of it a function",
    ),
    (
        "render/sheet/mod.rs",
        "rows and columns of every kind of answer, one after another",
    ),
    (
        "resolve/cover.rs",
        "the ways to part a line, tried against each other",
    ),
    (
        "resolve/front.rs",
        "the state that all readers share, and what they put into it",
    ),
    (
        "resolve/lines/mod.rs",
        "the parts of a line, in the order in which they are tried",
    ),
    (
        "resolve/pass.rs",
        "the order of the two passes over all statements",
    ),
    (
        "resolve/question.rs",
        "a question's openings, one after another",
    ),
    (
        "resolve/relation.rs",
        "a relation's properties, one after another",
    ),
    (
        "resolve/rule.rs",
        "a rule's sections, and the mistakes in its variables",
    ),
    (
        "resolve/segment/search.rs",
        "one search down the trie of wordings",
    ),
    (
        "resolve/tell.rs",
        "a statement entered with all its clauses",
    ),
    (
        "session/mod.rs",
        "the whole of what an embedder may ask of a session",
    ),
    (
        "resolve/guess.rs",
        "what was meant by words that cannot be read, one guess after another",
    ),
    (
        "render/text/analysis.rs",
        "a method for each answer that tries other worlds",
    ),
    ("resolve/say.rs", "the words of every mistake, an arm each"),
];

/// What each part breaks, as `file:line`, to be shown whole.
fn broken(rule: impl Fn(&Source) -> Vec<(usize, String)>) -> String {
    let mut out = String::new();
    for source in sources() {
        for (line, what) in rule(&source) {
            out.push_str(&format!("src/{}:{line}: {what}\n", source.path));
        }
    }
    out
}

fn holds(broken: &str) {
    assert!(broken.is_empty(), "\n{broken}");
}

/// Whether the word stands in the line by itself, in whatever letters.
fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric())
        .any(|one| one.eq_ignore_ascii_case(word))
}

/// Whether the line goes through a map of that name, one of the value's own or one by itself.
fn walks(line: &str, map: &str) -> bool {
    let ways = ["iter()", "keys()", "values()", "into_iter()", "drain()"];
    let called = ways.iter().any(|way| {
        let call = format!("{map}.{way}");
        line.match_indices(&call).any(|(at, _)| {
            let before = &line[..at];
            before.ends_with("self.")
                || !before.ends_with(|c: char| c.is_alphanumeric() || "._".contains(c))
        })
    });
    called
        || [format!(" in &{map} {{"), format!(" in {map} {{")]
            .iter()
            .any(|way| line.contains(way.as_str()))
}

#[test]
fn the_arrows_go_one_way() {
    holds(&broken(|source| {
        let Some(part) = source.part() else {
            return Vec::new();
        };
        let known = MAY_KNOW.iter().find(|(name, _)| *name == part);
        let mut out = Vec::new();
        for (line, named) in source.parts_named() {
            let may = known.is_some_and(|(_, may)| may.contains(&named.as_str()));
            if named != part && !may {
                out.push((line, format!("{part} does not know {named}")));
            }
        }
        out
    }));
}

#[test]
fn every_part_has_its_place_in_the_arrows() {
    let parts: std::collections::BTreeSet<String> = sources()
        .iter()
        .filter_map(|source| source.part().map(str::to_owned))
        .collect();
    let listed = MAY_KNOW
        .iter()
        .map(|(part, _)| (*part).to_owned())
        .collect();
    assert_eq!(parts, listed);
    for (at, (part, may)) in MAY_KNOW.iter().enumerate() {
        for other in *may {
            let stands = MAY_KNOW.iter().position(|(name, _)| name == other);
            assert!(stands.is_some_and(|stands| stands < at), "{part} → {other}");
        }
    }
}

#[test]
fn the_engine_knows_nothing_of_the_trade() {
    holds(&broken(|source| {
        if SHAPES.iter().any(|(path, _)| source.path.starts_with(path)) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for (line, text) in source.lines() {
            for word in TRADE {
                if has_word(text, word) {
                    out.push((line, format!("\"{word}\" is a word of the standard model")));
                }
            }
        }
        out
    }));
}

#[test]
fn no_file_is_long_without_a_reason() {
    holds(&broken(|source| {
        let long = source.length;
        let reason = LONG.iter().find(|(path, _)| *path == source.path);
        let what = match reason {
            _ if long > SPLIT_AT => format!("{long} lines: split it"),
            None if long > ASKED_AT => format!("{long} lines: split it, or say why it is one"),
            Some(_) if long <= ASKED_AT => format!("{long} lines: it needs no reason any more"),
            _ => return Vec::new(),
        };
        vec![(1, what)]
    }));
    for (path, _) in LONG {
        assert!(sources().iter().any(|one| one.path == *path), "{path}");
    }
}

#[test]
fn every_file_opens_with_what_it_is() {
    holds(&broken(|source| {
        let says = source.opens_with_a_sentence();
        if says {
            Vec::new()
        } else {
            vec![(1, "it opens without a sentence".to_owned())]
        }
    }));
}

#[test]
fn what_a_file_depends_on_is_named() {
    holds(&broken(|source| {
        source
            .lines()
            .filter(|(_, text)| text.trim_start().starts_with("use ") && text.contains("::*"))
            .map(|(line, _)| (line, "it takes whatever is there".to_owned()))
            .collect()
    }));
}

#[test]
fn the_order_of_a_hash_map_is_never_seen() {
    holds(&broken(|source| {
        let maps = source.hash_maps();
        let mut out = Vec::new();
        for (line, text) in source.chains() {
            for map in &maps {
                let walked = walks(&text, map)
                    && !text.contains(".any(")
                    && !text.contains(".all(")
                    && !text.contains("BTreeSet<");
                if walked {
                    out.push((line, format!("{map} is walked in no order")));
                }
            }
        }
        out
    }));
}

#[test]
fn a_session_may_be_handed_to_another_thread() {
    fn may_be_sent<T: Send>() {}
    may_be_sent::<casus::session::Session>();
    may_be_sent::<casus::answer::Answer>();
}
