//! The words of a situation → what may be typed at the prompt.

use super::completion::{Completions, Entry, Sort};
use super::intent::COMMANDS;
use crate::model::{Form, KindId, Part, Situation, Term, Wording};
use crate::syntax::KEYWORDS;

/// The openings of questions that the language itself has.
const QUESTIONS: [&str; 25] = [
    "why ",
    "why not ",
    "who says ",
    "what would make ",
    "what if ",
    "what if without ",
    "what changed between ",
    "indicators of ",
    "linchpins of ",
    "how likely is ",
    "assumptions behind ",
    "sources behind ",
    "connection between ",
    "links",
    "links of ",
    "timeline of ",
    "profile ",
    "compare ",
    "conflicts",
    "gaps",
    "hypotheses",
    "draw ",
    "which ",
    "undo",
    "help",
];
/// Clauses and modifiers, and the words that stand between sentences.
const CLAUSES: [&str; 26] = [
    "since ",
    "until ",
    "as of ",
    "as known on ",
    "during ",
    "according to ",
    "strictly according to ",
    "under ",
    "at least ",
    "because ",
    "per ",
    "quote \"",
    "note \"",
    "reliability ",
    "credibility ",
    "derived from ",
    "replaces ",
    "without ",
    "unless ",
    "where ",
    "in the past ",
    "throughout the past ",
    "at any time ",
    "by source",
    "denied",
    "unknown",
];

/// All that may be typed of a situation.
#[must_use]
pub fn completions(situation: &Situation) -> Completions {
    let mut entries: Vec<Entry> = Vec::new();
    let openings = QUESTIONS.into_iter().map(str::to_owned);
    let commands = COMMANDS.into_iter().map(|command| format!("{command} "));
    let keywords = KEYWORDS.into_iter().map(|keyword| format!("{keyword} "));
    entries.extend(
        openings
            .chain(commands)
            .chain(keywords)
            .map(|text| Entry::new(text, Sort::Opening, vec![])),
    );
    entries.extend(
        CLAUSES
            .into_iter()
            .map(|text| Entry::new(text, Sort::Clause, vec![])),
    );
    entries.extend(
        situation
            .scales
            .likelihood
            .iter()
            .map(|word| Entry::new(&word.word, Sort::Clause, vec![])),
    );
    entries.extend(
        situation
            .branches
            .iter()
            .map(|(_, branch)| titled("under ", &branch.title)),
    );
    entries.extend(
        situation
            .hypotheses
            .iter()
            .map(|(_, hypothesis)| titled("under ", &hypothesis.title)),
    );
    names(situation, &mut entries);
    phrases(situation, &mut entries);
    for (_, form) in situation.forms.iter() {
        let words = form.name.split(" ?").next().unwrap_or(&form.name);
        let given = form.name.contains('?');
        let text = if given {
            format!("{words} ")
        } else {
            words.to_owned()
        };
        entries.push(Entry::new(
            text,
            Sort::Opening,
            first_given(form, situation).into_iter().collect(),
        ));
    }
    for (_, kind) in situation.kinds.table.iter() {
        entries.push(Entry::new(
            format!("is {} {}", kind.article, kind.name),
            Sort::Phrase,
            vec![],
        ));
    }
    Completions::new(entries)
}

fn titled(before: &str, title: &str) -> Entry {
    Entry::new(format!("{before}\"{title}\""), Sort::Clause, vec![])
}

fn names(situation: &Situation, entries: &mut Vec<Entry>) {
    let kinds = &situation.kinds;
    let above = |kind: KindId| {
        kinds
            .table
            .ids()
            .filter(move |above| kinds.is_below(kind, *above))
            .map(|above| above.0)
    };
    let above: Vec<Vec<u32>> = kinds
        .table
        .ids()
        .map(|kind| above(kind).collect())
        .collect();
    for (_, entity) in situation.entities.iter() {
        let sets: Vec<u32> = entity
            .kinds
            .iter()
            .filter_map(|kind| above.get(kind.0 as usize))
            .flatten()
            .copied()
            .collect();
        let told = std::iter::once(&entity.name).chain(&entity.also);
        // An unnamed individual, `a militant group (line 31)`, cannot be typed.
        entries.extend(
            told.filter(|name| !name.contains("(line "))
                .map(|name| Entry::new(quoted(name), Sort::Name, sets.clone())),
        );
    }
}

/// The name as it is typed: in quotes where a word or sign in it would be read as something else.
fn quoted(name: &str) -> String {
    let held = name
        .split_whitespace()
        .any(|word| matches!(word, "is" | "also"))
        || name.contains([',', '(', ')', ';', '"']);
    if held {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}

fn phrases(situation: &Situation, entries: &mut Vec<Entry>) {
    for (_, relation) in situation
        .relations
        .iter()
        .filter(|(_, relation)| relation.compound.is_none())
    {
        for wording in relation
            .wordings
            .iter()
            .chain(&relation.negations)
            .chain(&relation.inverses)
        {
            entries.extend(between_slots(wording, &relation.slots));
        }
    }
}

/// The kind that the first thing asked of a form must be of, where its main sentence tells.
fn first_given(form: &Form, situation: &Situation) -> Option<u32> {
    let (given, about) = (form.given.first()?, form.sought.about.as_ref()?);
    let slot = about
        .args
        .iter()
        .position(|term| *term == Term::Var(*given))?;
    let relation = situation.relations.get(about.relation)?;
    relation.slots.get(slot).map(|kind| kind.0)
}

/// The words between two slots of a wording, each with the kind that the slot after it asks.
fn between_slots(wording: &Wording, slots: &[KindId]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for part in &wording.parts {
        match part {
            Part::Word(word) => words.push(word),
            Part::Slot(slot) => {
                if !words.is_empty() {
                    let kind = slots.get(*slot).map(|kind| kind.0);
                    entries.push(Entry::new(
                        format!("{} ", words.join(" ")),
                        Sort::Phrase,
                        kind.into_iter().collect(),
                    ));
                }
                words.clear();
            }
        }
    }
    if !words.is_empty() {
        entries.push(Entry::new(words.join(" "), Sort::Phrase, vec![]));
    }
    entries
}
