//! Fault trees of others, where they are present, read as rules for what works: what a top works by falls with exactly
//! the minimal cut sets that others have computed.
//!
//! A gate that fails if any of its inputs does works by one rule with all of them; one that fails if all do, by a rule
//! for each; and one that fails if k of n do works if n - k + 1 work.

use crate::support::files::shared;
use casus::answer::{Answer, Body};
use casus::session::Session;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A gate: how it fails, and of what.
struct Gate {
    name: String,
    fails: Fails,
    of: Vec<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Fails {
    WithAny,
    WithAll,
    With(usize),
}

struct Tree {
    gates: Vec<Gate>,
    cuts: BTreeSet<BTreeSet<String>>,
    /// How likely each event is, where all are told.
    chances: Option<BTreeMap<String, f64>>,
}

/// The folder of the trees; none, with a message, where it is not present.
fn folder() -> Option<PathBuf> {
    shared("data/fault_trees")
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).expect("it can be read");
    let cells = |line: &str| {
        line.split('\t')
            .map(|cell| cell.trim().to_owned())
            .collect()
    };
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(cells)
        .collect()
}

fn tree(folder: &Path, name: &str) -> Tree {
    let table = |kind: &str| rows(&folder.join(format!("{name}.{kind}.tsv")));
    let mut gates: Vec<Gate> = Vec::new();
    for row in table("gates").iter().skip(1) {
        let [gate, op, least, child] = row.as_slice() else {
            panic!("{name}: four columns, not {row:?}");
        };
        if gates.last().is_none_or(|last| last.name != *gate) {
            gates.push(Gate {
                name: gate.clone(),
                fails: match op.as_str() {
                    "or" => Fails::WithAny,
                    "and" => Fails::WithAll,
                    "atleast" => Fails::With(least.parse().expect("a number")),
                    other => panic!("{name}: {other} is no gate"),
                },
                of: Vec::new(),
            });
        }
        gates.last_mut().expect("a gate").of.push(child.clone());
    }
    let chance = |row: &Vec<String>| Some((row[0].clone(), row.get(1)?.parse().ok()?));
    Tree {
        gates,
        cuts: table("mcs")
            .into_iter()
            .map(|row| row.into_iter().collect())
            .collect(),
        chances: table("probs").iter().skip(1).map(chance).collect(),
    }
}

impl Tree {
    fn top(&self) -> &str {
        &self.gates.first().expect("a gate").name
    }

    fn events(&self) -> BTreeSet<&str> {
        let gates: BTreeSet<&str> = self.gates.iter().map(|gate| gate.name.as_str()).collect();
        let inputs = self
            .gates
            .iter()
            .flat_map(|gate| &gate.of)
            .map(String::as_str);
        inputs.filter(|input| !gates.contains(input)).collect()
    }

    /// As a page of Casus. `sure`: how likely each event is not to happen.
    fn page(&self, sure: impl Fn(&str) -> String) -> String {
        let mut page = "use no standard model\n\
                        kind part is a thing\n\
                        relation [part] works\n"
            .to_owned();
        let gates = self.gates.iter().map(|gate| gate.name.as_str());
        for part in gates.chain(self.events()) {
            page.push_str(&format!("thing {part} is a part\n"));
        }
        for event in self.events() {
            page.push_str(&format!("{event} works{}\n", sure(event)));
        }
        for gate in &self.gates {
            let works: Vec<String> = gate
                .of
                .iter()
                .map(|input| format!("{input} works"))
                .collect();
            let bodies = match gate.fails {
                Fails::WithAny => vec![works.join(" and ")],
                Fails::WithAll => works,
                Fails::With(k) => {
                    let enough = works.len() - k + 1;
                    vec![format!("at least {enough} of ({})", works.join("; "))]
                }
            };
            for (at, body) in bodies.iter().enumerate() {
                let name = &gate.name;
                page.push_str(&format!(
                    "rule {name} way {at}\n    {name} works\n    if {body}\n"
                ));
            }
        }
        page
    }

    fn asked(&self, page: &str, question: &str) -> Answer {
        let mut session = Session::new();
        let report = session.add_text("tree.casus", page);
        assert!(report.is_sound(), "{:?}\n{page}", session.diagnostics());
        let question = format!("{question} {} works", self.top());
        session
            .ask(&question)
            .unwrap_or_else(|errors| panic!("{errors:?}"))
    }
}

const TREES: [(&str, usize); 10] = [
    ("theatre", 2),
    ("small_tree", 2),
    ("core_ab_bc", 2),
    ("core_abc", 3),
    ("core_atleast", 3),
    ("ne574", 7),
    ("hipps", 9),
    ("bscu", 10),
    ("lift", 12),
    ("chinese", 392),
];

#[test]
fn what_works_falls_with_the_minimal_cut_sets_that_others_computed() {
    let Some(folder) = folder() else { return };
    for (name, count) in TREES {
        let tree = tree(&folder, name);
        assert_eq!(tree.cuts.len(), count, "{name}");
        let Body::Linchpins(found) = tree
            .asked(&tree.page(|_| String::new()), "linchpins of")
            .body
        else {
            panic!("linchpins are asked for");
        };
        assert!(found.complete, "{name}");
        let cuts: Vec<BTreeSet<String>> = found
            .cuts
            .iter()
            .map(|cut| {
                let works = |unit: &casus::answer::Entry| unit.what.plain();
                cut.units.iter().map(works).collect()
            })
            .collect();
        assert_eq!(cuts.len(), count, "{name}: each set once");
        let published: BTreeSet<BTreeSet<String>> = tree
            .cuts
            .iter()
            .map(|cut| cut.iter().map(|event| format!("{event} works")).collect())
            .collect();
        assert_eq!(
            cuts.into_iter().collect::<BTreeSet<_>>(),
            published,
            "{name}"
        );
        assert!(found.cuts.iter().all(|cut| cut.leaves.value == 0), "{name}");
    }
}

#[test]
fn how_likely_the_top_works_is_what_adding_up_all_cases_of_the_cut_sets_gives() {
    let Some(folder) = folder() else { return };
    for name in ["theatre", "core_ab_bc", "core_abc", "core_atleast"] {
        let tree = tree(&folder, name);
        let chances = tree.chances.as_ref().expect("each event has its chance");
        // Likelihoods are whole ten-thousandths.
        let works = |event: &str| ((1.0 - chances[event]) * 1e4).round() / 1e4;
        let events: Vec<&str> = tree.events().into_iter().collect();
        let mut sum = 0.0;
        for case in 0..1_u32 << events.len() {
            let fails = |event: &str| {
                let at = events.iter().position(|one| *one == event);
                at.is_some_and(|at| case & (1 << at) != 0)
            };
            if tree
                .cuts
                .iter()
                .any(|cut| cut.iter().all(|event| fails(event)))
            {
                continue;
            }
            let each = events.iter().map(|event| {
                if fails(event) {
                    1.0 - works(event)
                } else {
                    works(event)
                }
            });
            sum += each.product::<f64>();
        }
        let page = tree.page(|event| format!(" {:.2}%", works(event) * 100.0));
        let Body::HowLikely(found) = tree.asked(&page, "how likely is").body else {
            panic!("a likelihood is asked for");
        };
        let counted = f64::from(found.independent.expect("it is counted out").value) / 1e4;
        assert!(
            (counted - sum).abs() < 0.51e-4,
            "{name}: {counted} for {sum}"
        );
    }
}
