//! Prints what comes of the conformance cases, where they lie beside the worktree.

use super::{line, resolved_with};

fn shipped() -> Vec<(&'static str, String)> {
    let dir = std::path::Path::new("/work/wt/standard/src/standard");
    [
        "kinds",
        "relations",
        "places",
        "hostility",
        "threat",
        "alignment",
        "questions",
    ]
    .iter()
    .filter_map(|name| {
        let text = std::fs::read_to_string(dir.join(format!("{name}.casus"))).ok()?;
        Some((*name, text))
    })
    .collect()
}

#[test]
#[ignore = "prints"]
fn print_cases() {
    let only = std::env::var("CASE").unwrap_or_default();
    for folder in ["cases", "errors"] {
        let mut all: Vec<_> = std::fs::read_dir(format!("/work/shared/conformance/{folder}"))
            .unwrap()
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|e| e == "casus"))
            .filter(|path| path.to_string_lossy().contains(&only))
            .collect();
        all.sort();
        for path in all {
            let text = std::fs::read_to_string(&path).unwrap();
            let mut files = crate::source::Files::default();
            let id = files.add("x", &text);
            let parsed = crate::syntax::parse(&files, id);
            if !parsed.errors.is_empty() {
                println!("== {} SYNTAX {:?}", path.display(), parsed.errors);
                continue;
            }
            let shipped = if text.contains("use no standard model") {
                vec![]
            } else {
                shipped()
            };
            let shipped: Vec<(&str, &str)> =
                shipped.iter().map(|(a, b)| (*a, b.as_str())).collect();
            let (files, resolved) = resolved_with(&shipped, &text);
            println!(
                "== {} {}",
                path.file_name().unwrap().to_string_lossy(),
                text.lines().next().unwrap_or("")
            );
            for one in &resolved.diagnostics {
                let at = files.line(one.labels[0].place.start);
                println!(
                    "  !! {} {} {:?} [{}]",
                    one.code,
                    one.message,
                    at.map(|l| l.line),
                    files.text(one.labels[0].place)
                );
                for help in &one.help {
                    println!("     help {help}");
                }
            }
            if !only.is_empty() {
                for one in &resolved.situation.told.stated {
                    println!("  {}", line(&files, &resolved, one));
                }
                for one in &resolved.situation.told.endings {
                    println!("  ends {one:?}");
                }
                println!(
                    "  as_of {:?} {:?}",
                    resolved.situation.as_of, resolved.situation.title
                );
            }
        }
    }
}
