//! The sheets of answers that relate names to time and to one another: timelines, chains, links, comparisons.

use super::{Sheet, facts, fraction, maybe, word};
use crate::answer::{Basis, Comparison, Connection, Fact, Links, Timeline, Turn};

/// An event's row is followed by those of what it changed.
pub(super) fn of_timeline(timeline: &Timeline) -> Sheet {
    let mut sheet = Sheet::new(&["when", "turn", "what", "likelihood", "word", "ground"]);
    let mut put = |turn: &str, fact: &Fact| {
        // That something is no longer so is not held with any likelihood.
        let held = Some(&fact.likelihood).filter(|_| turn != "ends");
        sheet.row([
            maybe(fact.when.as_ref()),
            turn.to_owned(),
            fact.sentence.plain(),
            held.map(fraction).unwrap_or_default(),
            held.map(word).unwrap_or_default(),
            fact.ground.plain(),
        ]);
    };
    for entry in &timeline.entries {
        let turn = match entry.turn {
            Turn::Begins => "begins",
            Turn::Event => "event",
            Turn::Ends => "ends",
        };
        put(turn, &entry.fact);
        entry
            .changes
            .iter()
            .for_each(|change| put("changed by it", change));
    }
    timeline
        .undated
        .iter()
        .for_each(|fact| put("undated", fact));
    sheet
}

/// Chains by number, those of what is stated alone after the others.
pub(super) fn of_connection(connection: &Connection) -> Sheet {
    let mut sheet = Sheet::new(&[
        "chain",
        "step",
        "from",
        "to",
        "sentence",
        "likelihood",
        "word",
        "when",
        "ground",
        "basis",
    ]);
    let chains = connection.chains.iter().chain(&connection.stated);
    for (at, chain) in chains.enumerate() {
        for (step, tie) in chain.iter().enumerate() {
            sheet.row([
                (at + 1).to_string(),
                (step + 1).to_string(),
                tie.from.plain(),
                tie.to.plain(),
                tie.fact.sentence.plain(),
                fraction(&tie.fact.likelihood),
                word(&tie.fact.likelihood),
                maybe(tie.fact.when.as_ref()),
                tie.fact.ground.plain(),
                basis_word(tie.basis).to_owned(),
            ]);
        }
    }
    sheet
}

fn basis_word(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "stated",
        Basis::Concluded => "concluded",
    }
}

/// Who, how, whom; stated or given by rules; how likely, when, on what ground.
pub(super) fn of_links(links: &Links) -> Sheet {
    let mut sheet = Sheet::new(&[
        "from",
        "relation",
        "to",
        "basis",
        "likelihood",
        "word",
        "when",
        "ground",
    ]);
    for bonded in &links.ties {
        sheet.row([
            bonded.from.plain(),
            bonded.relation.clone(),
            bonded.to.plain(),
            basis_word(bonded.basis).to_owned(),
            fraction(&bonded.fact.likelihood),
            word(&bonded.fact.likelihood),
            maybe(bonded.fact.when.as_ref()),
            bonded.fact.ground.plain(),
        ]);
    }
    sheet
}

pub(super) fn compared(of: &Comparison) -> Sheet {
    let mut sheet = facts("of");
    for both in &of.both {
        sheet.row(["both".to_owned(), both.plain()]);
    }
    let between = of
        .between
        .iter()
        .map(|fact| ("between them".to_owned(), fact));
    let against = of
        .against
        .iter()
        .map(|fact| ("against one another".to_owned(), fact));
    let one = of.only_one.iter().map(|fact| (of.one.plain(), fact));
    let other = of.only_other.iter().map(|fact| (of.other.plain(), fact));
    for (whose, fact) in between.chain(against).chain(one).chain(other) {
        sheet.fact(&[&whose], fact);
    }
    sheet
}
