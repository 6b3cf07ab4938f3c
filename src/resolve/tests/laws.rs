//! What holds of any text.

use super::{line, resolved};
use proptest::prelude::*;

const LINES: [&str; 14] = [
    "kind group is an actor\n",
    "relation [actor] holds [place]\n",
    "relation [actor] is allied with [actor], symmetric\n",
    "actor Arvand\n    holds Dara since 2014\n",
    "actor Belmar is a group, also Bel\n",
    "place Dara\n",
    "source Wire, reliability C\n",
    "Bel holds Dara, 60% per Wire\n",
    "Arvand is allied with Belmar\n",
    "event Raid is a group raid, on 2014-05\n",
    "kind group raid is an event\n",
    "event Flight, since 2 months after Raid, by Arvand\n    ends Arvand holds Dara\n",
    "Arvand says that Belmar holds Dara\n",
    "Belmar is a group, 80%\n",
];

fn sorted(order: &[usize]) -> Vec<String> {
    let text: String = order
        .iter()
        .filter_map(|at| LINES.get(*at).copied())
        .collect();
    let (files, resolved) = resolved(&text);
    assert!(
        resolved.diagnostics.is_empty(),
        "{:#?}",
        resolved.diagnostics
    );
    let mut all: Vec<String> = resolved
        .situation
        .told
        .stated
        .iter()
        .map(|one| line(&files, &resolved, one))
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_never_matters(order in Just((0..LINES.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let first: Vec<usize> = (0..LINES.len()).collect();
        prop_assert_eq!(sorted(&order), sorted(&first));
    }

    #[test]
    fn any_words_in_any_order_are_read_or_reported(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "Arvand", "Belmar", "Dara", "holds", "is", "a", "group", "and", ",", "since", "2014", "per", "Wire",
                "says", "that", "because", "60%", "according", "to", "on", "from", "the", "deny", "also", "event",
                "actor", "begins", "ends", "led", "\"x\"", "?y", "without", "not", "of", "at", "its", "end", "\n    ",
            ]),
            1..24,
        )
    ) {
        let mut files = crate::source::Files::default();
        let text = format!("{}{}", LINES[..8].concat(), words.join(" "));
        let id = files.add("test.casus", text);
        let parsed = crate::syntax::parse(&files, id);
        let input = super::Input {
            files: &files,
            tables: &super::NoTables,
            rowwise: super::super::Rowwise::Together,
            parsed: vec![super::ParsedFile { file: id, statements: &parsed.statements, shipped: false }],
        };
        let _ = super::resolve(&input);
    }
}
