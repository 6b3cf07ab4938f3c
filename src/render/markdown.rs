//! Answer → Markdown: a heading, tables of what is a table, nested lists of what is a tree, then what to bear in mind and
//! the marking.
//!
//! A row of a table that stands under a heading of its own (a relation, a gap) goes under it; a column in which every
//! cell is empty is left out. What is understood without being said is left out of trees, as in the text.

use super::remarks::remarks;
use super::sheet::{self, Sheet, clash_word, node_word, sheet};
use super::text::{STOPPED, figures, title_of};
use crate::answer::{
    Answer, Body, Bonded, Confidence, Conflict, Held, Links, Markup, Node, NodeKind, Reasoned,
    Table, YesNo,
};
use indexmap::IndexMap;

/// The answer as Markdown with a heading.
#[must_use]
pub fn markdown(answer: &Answer) -> String {
    let head = &answer.head;
    let mut out = format!("### {}\n\n", escaped(&title_of(head).plain()));
    out.push_str(&body(answer));
    for remark in remarks(answer) {
        out.push_str(&format!("\n{}\n", escaped(&remark)));
    }
    for note in &head.notes {
        out.push_str(&format!("\n{}\n", escaped(&note.plain())));
    }
    if head.stopped {
        out.push_str(&format!("\n**{STOPPED}**\n"));
    }
    if let Some(withheld) = &head.withheld {
        out.push_str(&format!("\n*{}*\n", escaped(&withheld.text)));
    }
    if let Some(marking) = &head.marking {
        out.push_str(&format!("\n**{}**\n", escaped(marking)));
    }
    out
}

/// The rows of a list as a table.
pub(super) fn rows(list: &Table) -> String {
    table(&sheet::list(list))
}

/// What the answer says, without its heading and what is to be borne in mind.
pub(super) fn body(answer: &Answer) -> String {
    let whole = || table(&sheet(answer));
    match &answer.body {
        Body::YesNo(one) => yes_no(one),
        Body::Why(why) => {
            if why.derivations.is_empty() && why.against.is_none() {
                return "Nothing gives it.\n".to_owned();
            }
            let several = why.derivations.len() > 1;
            let mut out = String::new();
            for (at, one) in why.derivations.iter().enumerate() {
                if several {
                    out.push_str(&format!("{}#### Derivation {}\n\n", gap(&out), at + 1));
                }
                out.push_str(&derivation(one));
            }
            if let Some(against) = &why.against {
                out.push_str(&format!(
                    "{}#### Against it\n\n{}",
                    gap(&out),
                    derivation(against)
                ));
            }
            out
        }
        Body::WhyNot(why) => {
            let mut out = String::new();
            if let Some(stated) = &why.stated {
                out.push_str(&format!("Stated: {}\n\n", escaped(&stated.plain())));
            }
            for attempt in &why.attempts {
                let reached = match attempt.reached.value {
                    0 => String::new(),
                    _ => format!(" reaches {}", escaped(&attempt.reached.text)),
                };
                let (rule, place) = (attempt.rule.plain(), attempt.place.plain());
                out.push_str(&format!(
                    "- By **{}**{reached} — {}\n",
                    escaped(&rule),
                    escaped(&place)
                ));
                for condition in attempt.conditions.iter().filter(|node| !node.understood) {
                    out.push_str(&bullets(condition, 1));
                }
            }
            if why.attempts.is_empty() {
                out.push_str("No rule gives it.\n");
            }
            if let Some(repair) = &why.repair {
                let adds = repair.adds.iter().map(|one| one.plain());
                let removes = repair
                    .removes
                    .iter()
                    .map(|one| format!("without {}", one.plain()));
                let all: Vec<String> = adds.chain(removes).map(|one| escaped(&one)).collect();
                let gives = escaped(&repair.gives.text);
                out.push_str(&format!(
                    "\nIt would hold if: {}; then {gives}\n",
                    all.join("; ")
                ));
            }
            if let Some(against) = &why.against {
                out.push_str(&format!("\n#### Against it\n\n{}", derivation(against)));
            }
            out
        }
        Body::Conflicts(all) => conflicts(&all.conflicts),
        Body::Links(links) => ties(links),
        Body::Gaps(_) | Body::Profile(_) | Body::Comparison(_) => sections(&sheet(answer)),
        Body::Table(_)
        | Body::WhoSays(_)
        | Body::Timeline(_)
        | Body::Connection(_)
        | Body::Change(_)
        | Body::Linchpins(_)
        | Body::HowLikely(_)
        | Body::Repairs(_)
        | Body::Sources(_)
        | Body::Assumptions(_)
        | Body::Hypotheses(_) => whole(),
    }
}

/// Who is bound to whom, a row a sentence; likelihoods in words, for a reader.
fn ties(links: &Links) -> String {
    let columns = ["from", "", "to", "likelihood", "when", "ground"];
    let row = |tie: &Bonded| {
        let fact = &tie.fact;
        let when = fact.when.as_ref().map(Markup::plain);
        vec![
            tie.from.plain(),
            tie.relation.clone(),
            tie.to.plain(),
            uncertain(&fact.likelihood).unwrap_or_default().to_owned(),
            when.unwrap_or_default(),
            fact.ground.plain(),
        ]
    };
    table(&Sheet {
        columns: columns.map(str::to_owned).to_vec(),
        rows: links.ties.iter().map(row).collect(),
    })
}

/// A blank line before what follows something.
fn gap(before: &str) -> &'static str {
    if before.is_empty() { "" } else { "\n" }
}

fn yes_no(one: &YesNo) -> String {
    let mut out = format!("**{}**", crate::answer::capitalised(one.standing.word()));
    if one.supported.value > 0 {
        out.push_str(&format!(": {}", escaped(&one.supported.text)));
    }
    if let Some(when) = &one.when {
        out.push_str(&format!(", {}", escaped(&when.plain())));
    }
    out.push('\n');
    if let Some(reason) = &one.reason {
        out.push_str(&format!("\n- For: {}\n", escaped(&reason.plain())));
    }
    if let Some(against) = &one.against {
        let blank = if one.reason.is_some() { "" } else { "\n" };
        out.push_str(&format!(
            "{blank}- Against: {}\n",
            escaped(&against.plain())
        ));
    }
    if let Some(level) = &one.confidence {
        out.push_str(&format!("\n{}\n", confidence(level)));
    }
    out
}

fn confidence(of: &Confidence) -> String {
    format!(
        "Confidence: {}. {}",
        of.level.word(),
        escaped(&of.reason.plain())
    )
}

fn derivation(reasoned: &Reasoned) -> String {
    let mut out = bullets(&reasoned.tree, 0);
    for lemma in &reasoned.apart {
        out.push_str(&format!("\nwhere\n\n{}", bullets(lemma, 0)));
    }
    if let Some(line) = figures(reasoned) {
        out.push_str(&format!("\n{}\n", escaped(&line.plain())));
    }
    out.push_str(&format!("\n{}\n", confidence(&reasoned.confidence)));
    out
}

fn bullets(node: &Node, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let mut text = escaped(&node.text.plain());
    match node.node {
        NodeKind::Missing | NodeKind::Blocking => {
            text = format!("*{}*: {text}", node_word(node.node));
        }
        NodeKind::Conclusion
        | NodeKind::Evidence
        | NodeKind::Default
        | NodeKind::Group
        | NodeKind::Window
        | NodeKind::Again
        | NodeKind::Comparison => {}
    }
    if let Some(held) = uncertain(&node.likelihood) {
        text.push_str(&format!(": {}", escaped(held)));
    }
    if let Some(when) = &node.when {
        text.push_str(&format!(", {}", escaped(&when.plain())));
    }
    if !node.ground.is_empty() {
        text.push_str(&format!(" — {}", escaped(&node.ground.plain())));
    }
    if node.weakest {
        text.push_str(" **(weakest link)**");
    }
    let mut out = format!("{indent}- {text}\n");
    for word in &node.words {
        out.push_str(&format!("{indent}  - {}\n", escaped(&word.plain())));
    }
    for below in node.under.iter().filter(|node| !node.understood) {
        out.push_str(&bullets(below, depth + 1));
    }
    out
}

/// The likelihood in words, where it is not certain and there is any.
fn uncertain(held: &Held) -> Option<&str> {
    (held.value > 0 && !held.is_certain()).then_some(held.text.as_str())
}

fn conflicts(all: &[Conflict]) -> String {
    if all.is_empty() {
        return "None.\n".to_owned();
    }
    let mut out = String::new();
    for conflict in all {
        let when = conflict
            .when
            .as_ref()
            .map(|when| format!(", {}", when.plain()));
        out.push_str(&format!(
            "- **{}**: {}{}\n",
            clash_word(conflict.clash),
            escaped(&conflict.about.plain()),
            escaped(&when.unwrap_or_default()),
        ));
        for side in &conflict.sides {
            let party = side
                .party
                .as_ref()
                .map(|party| format!("{}: ", party.plain()));
            let held = uncertain(&side.likelihood).map(|held| format!(": {held}"));
            out.push_str(&format!(
                "  - {}{}{} — {}\n",
                escaped(&party.unwrap_or_default()),
                escaped(&side.sentence.plain()),
                escaped(&held.unwrap_or_default()),
                escaped(&side.ground.plain()),
            ));
        }
    }
    out
}

/// A table for each value of the first column, under it.
fn sections(sheet: &Sheet) -> String {
    let mut parts: IndexMap<&str, Sheet> = IndexMap::new();
    for row in &sheet.rows {
        let Some((heading, rest)) = row.split_first() else {
            continue;
        };
        let part = parts.entry(heading).or_insert_with(|| Sheet {
            columns: sheet.columns.iter().skip(1).cloned().collect(),
            rows: Vec::new(),
        });
        part.rows.push(rest.to_vec());
    }
    if parts.is_empty() {
        return "None.\n".to_owned();
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|(heading, part)| format!("#### {}\n\n{}", escaped(heading), table(part)))
        .collect();
    parts.join("\n")
}

fn table(sheet: &Sheet) -> String {
    if sheet.rows.is_empty() {
        return "None.\n".to_owned();
    }
    let kept: Vec<usize> = (0..sheet.columns.len())
        .filter(|at| {
            sheet
                .rows
                .iter()
                .any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty()))
        })
        .collect();
    let line = |row: &[String]| {
        let cells: Vec<String> = kept
            .iter()
            .map(|at| row.get(*at).map(|cell| escaped(cell)).unwrap_or_default())
            .collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut out = line(&sheet.columns);
    out.push_str(&format!("|{}\n", " --- |".repeat(kept.len())));
    sheet.rows.iter().for_each(|row| out.push_str(&line(row)));
    out
}

/// With what Markdown would read as its own marked as text, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\r' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '\\' | '#' | '~' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}
