//! What must not matter: the order of statements, which file they stand in, what things are called.

use crate::agreement::seeds;
use crate::support::generate::{Chance, page};
use crate::support::named::difference;
use crate::support::reading::{read, world_of};
use casus::model::json::StepJson;

#[test]
fn the_order_of_statements_never_matters() {
    for seed in seeds(80) {
        let page = page(seed);
        let text = page.text();
        let shuffled = Chance::of(seed).shuffled(page.statements).join("\n") + "\n";
        same(seed, &[&text], &[&shuffled]);
    }
}

#[test]
fn which_file_a_statement_stands_in_never_matters() {
    for seed in seeds(80) {
        let page = page(seed);
        let mut chance = Chance::of(seed);
        let mut files = [String::new(), String::new(), String::new()];
        for statement in &page.statements {
            // The scenario's line says something of its own file; the others may stand anywhere.
            let file = if statement.starts_with("scenario") {
                0
            } else {
                chance.below(3)
            };
            files[file].push_str(statement);
            files[file].push('\n');
        }
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        same(seed, &[&page.text()], &files);
    }
}

#[test]
fn lo_is_at_most_the_support_and_hi_at_least() {
    for seed in seeds(80) {
        let Some(world) = world_of(&[&page(seed).text()]) else {
            continue;
        };
        for (sentence, [support, _, lo, hi]) in world {
            let support = support.unwrap_or_default();
            let lo = lo.unwrap_or_else(|| support.clone());
            let hi = hi.unwrap_or_else(|| support.clone());
            assert!(is_at_most(&lo, &support), "seed {seed}: lo of {sentence}");
            assert!(is_at_most(&support, &hi), "seed {seed}: hi of {sentence}");
        }
    }
}

/// Whether one is nowhere more than the other.
fn is_at_most(one: &[StepJson], other: &[StepJson]) -> bool {
    let at = |steps: &[StepJson], t: i64| {
        let holds = |step: &&StepJson| {
            step.0.is_none_or(|from| from <= t) && step.1.is_none_or(|to| t < to)
        };
        steps.iter().find(holds).map_or(0, |step| step.2)
    };
    let ends = one
        .iter()
        .chain(other)
        .flat_map(|step| [step.0, step.1])
        .flatten();
    let instants = ends.flat_map(|end| [end - 1, end]).chain([0]);
    instants.into_iter().all(|t| at(one, t) <= at(other, t))
}

/// Names and phrases, and what they are called instead: other words, in other numbers. Names of one kind keep their order:
/// the words of a page stay in the order in which they sort.
const RENAMED: [(&str, &str); 18] = [
    ("Army of Kesh and Sel", "Aaron and Quor"),
    ("Kesh Front", "Sons of Yaros"),
    ("Siege of Dara", "Olden Night"),
    ("Long Raid", "26/11"),
    ("Port Sel", "Hamra"),
    ("Arvand", "Belm"),
    ("Belmar", "Cor"),
    ("Corvia", "Nine and Zebb"),
    ("Tamra", "Vesh al Tamr"),
    ("Dara", "Fort Dar"),
    ("Zaran", "Zar"),
    ("Ulm", "Ul"),
    ("guards", "keeps watch over"),
    ("feeds", "stands behind"),
    ("taxes", "levies what it likes in"),
    ("marches", "is out on the road"),
    ("adjoins", "lies beside"),
    ("band", "free company"),
];

#[test]
fn what_things_are_called_never_matters() {
    for seed in seeds(80) {
        let text = page(seed).text();
        let renamed = renamed(&text);
        let (one, other) = (read(&[&text]), read(&[&renamed]));
        let codes = |reading: &crate::support::reading::Reading| -> Vec<&str> {
            reading.errors.iter().map(|error| error.0).collect()
        };
        assert_eq!(
            codes(&one),
            codes(&other),
            "seed {seed}\n{text}\n{renamed}\n{:?}",
            other.errors
        );
        let (Some(one), other) = (world_of(&[&text]), world_of(&[&renamed])) else {
            continue;
        };
        let one = one
            .into_iter()
            .map(|(sentence, held)| (regrouped(&self::renamed(&sentence)), held))
            .collect();
        let other = other.unwrap_or_default();
        if let Some(difference) = difference(("before", &one), ("renamed", &other)) {
            panic!("seed {seed}\n{text}\n{difference}");
        }
    }
}

/// Names that are one, in the order of their new names.
fn regrouped(sentence: &str) -> String {
    let Some((wording, args)) = sentence.split_once(": ") else {
        return sentence.to_owned();
    };
    let sorted = |arg: &str| {
        let mut names: Vec<&str> = arg.split(" = ").collect();
        names.sort_unstable();
        names.join(" = ")
    };
    let args: Vec<String> = args.split(", ").map(sorted).collect();
    format!("{wording}: {}", args.join(", "))
}

/// A text with everything called otherwise. Marks first, so that nothing is renamed twice.
fn renamed(text: &str) -> String {
    let mut text = text.to_owned();
    for (at, (name, _)) in RENAMED.iter().enumerate() {
        text = text.replace(name, &format!("\u{1}{at:02}\u{2}"));
    }
    for (at, (_, other)) in RENAMED.iter().enumerate() {
        text = text.replace(&format!("\u{1}{at:02}\u{2}"), other);
    }
    text
}

fn same(seed: u64, one: &[&str], other: &[&str]) {
    match (world_of(one), world_of(other)) {
        (None, None) => {}
        (Some(a), Some(b)) => {
            if let Some(difference) = difference(("one", &a), ("other", &b)) {
                panic!(
                    "seed {seed}\n{}\n--\n{}\n{difference}",
                    one.join("\n"),
                    other.join("\n--\n")
                );
            }
        }
        (a, _) => panic!(
            "seed {seed}: only {} has an order",
            if a.is_some() { "one" } else { "the other" }
        ),
    }
}
