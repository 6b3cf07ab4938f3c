//! How long it takes. Run by hand, optimised.

use super::resolved_with;
use std::fmt::Write as _;
use std::time::Instant;

fn text(statements: usize) -> String {
    let mut out = String::from(
        "kind group is an actor\nrelation [actor] holds [place]\nrelation [actor] is hostile to [actor]\nrelation [actor] draws members from [actor]\nsource Brief of the Week, reliability C\n",
    );
    let names = statements / 4;
    for at in 0..names {
        let _ = writeln!(
            out,
            "actor Brigade of {at} and Sons is a group, also B{at}\nplace Town {at}"
        );
    }
    for at in 0..(statements / 2) {
        let (a, b) = (at % names, (at * 7 + 1) % names);
        match at % 3 {
            0 => writeln!(
                out,
                "Brigade of {a} and Sons holds Town {b} since 2014-03, likely per Brief of the Week"
            ),
            1 => writeln!(out, "B{a} is hostile to Brigade of {b} and Sons"),
            _ => writeln!(
                out,
                "Brigade of {a} and Sons and B{b} draw members from B{at}, 70%",
                at = (a + b) % names
            ),
        }
        .unwrap_or(());
    }
    out
}

#[test]
#[ignore = "measures"]
fn time_many_statements() {
    for statements in [1_500, 10_000, 100_000] {
        let text = text(statements);
        let begin = Instant::now();
        let mut files = crate::source::Files::default();
        let id = files.add("test.casus", &text);
        let parsed = crate::syntax::parse(&files, id);
        let parse = begin.elapsed();
        let begin = Instant::now();
        let (_, resolved) = resolved_with(&[], &text);
        let both = begin.elapsed();
        println!(
            "{statements}: parse {parse:?}, parse and resolve {both:?}, {} told, {} mistakes, {} statements",
            resolved.situation.told.stated.len(),
            resolved.diagnostics.len(),
            parsed.statements.len()
        );
    }
}
