//! Any answer as rows and columns. Takes an answer, gives its sheet: what is a table as it is, what is a tree as indented
//! rows with their depth. CSV and Markdown are written from it, so that both hold the same.
//!
//! The columns of one kind of answer are always the same ones in the same order, but for those of a list, which are the
//! question's; a column for what some answers of the kind do not have is empty there.

mod relating;

use crate::answer::{
    Answer, Attempt, Body, Change, Clash, Conflict, Direction, Fact, Held, Hypotheses, Linchpins,
    Mark, Markup, Moves, Node, NodeKind, Reasoned, Repair, Shadow, Stance, Table, WhoSays, Why,
    WhyNot, YesNo,
};

use relating::{compared, of_connection, of_links, of_timeline};

/// Rows and columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Sheet {
    pub columns: Vec<String>,
    /// Each as long as the columns.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    fn new(columns: &[&str]) -> Sheet {
        Sheet {
            columns: columns.iter().map(|&name| name.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// A row; what is missing at its end is empty.
    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut cells: Vec<String> = cells.into_iter().collect();
        cells.resize(self.columns.len(), String::new());
        self.rows.push(cells);
    }

    fn fact(&mut self, lead: &[&str], fact: &Fact) {
        let lead = lead.iter().map(|&cell| cell.to_owned());
        self.row(lead.chain([
            fact.sentence.plain(),
            fraction(&fact.likelihood),
            word(&fact.likelihood),
            maybe(fact.when.as_ref()),
            fact.ground.plain(),
        ]));
    }
}

/// The answer in rows and columns.
pub(super) fn sheet(answer: &Answer) -> Sheet {
    match &answer.body {
        Body::Table(table) => list(table),
        Body::YesNo(one) => yes_no(one),
        Body::Why(why) => of_why(why),
        Body::WhyNot(why) => of_why_not(why),
        Body::WhoSays(says) => who_says(says),
        Body::Conflicts(all) => conflicts(&all.conflicts),
        Body::Gaps(all) => {
            let mut sheet = Sheet::new(&["gap", "what", "place"]);
            for gap in &all.gaps {
                for entry in &gap.entries {
                    sheet.row([gap.what.clone(), entry.what.plain(), entry.place.plain()]);
                }
            }
            sheet
        }
        Body::Profile(profile) => {
            let mut sheet = facts("relation");
            for group in &profile.groups {
                for fact in &group.facts {
                    sheet.fact(&[&group.heading.plain()], fact);
                }
            }
            sheet
        }
        Body::Timeline(timeline) => of_timeline(timeline),
        Body::Connection(connection) => of_connection(connection),
        Body::Links(links) => of_links(links),
        Body::Comparison(comparison) => compared(comparison),
        Body::Change(change) => changed(change),
        Body::Linchpins(pins) => linchpins(pins),
        Body::HowLikely(figures) => {
            let mut sheet = Sheet::new(&["counted", "likelihood", "word"]);
            let mut put = |name: &str, held: &Held| {
                sheet.row([name.to_owned(), fraction(held), word(held)]);
            };
            put("weakest link", &figures.weakest_link);
            if let Some(independent) = &figures.independent {
                put("were the links independent", independent);
            }
            if let Some([least, most]) = &figures.bounds {
                put("at least, however they hang together", least);
                put("at most, however they hang together", most);
            }
            sheet
        }
        Body::Repairs(repairs) => {
            let columns = [
                "way",
                "or",
                "change",
                "sentence",
                "gives",
                "word",
                "indicator",
            ];
            let mut sheet = Sheet::new(&columns);
            for (at, way) in repairs.repairs.iter().enumerate() {
                let others = way.others.iter().map(|other| &other.repair);
                for (or, repair) in std::iter::once(&way.repair).chain(others).enumerate() {
                    for cells in of_repair(repair) {
                        let or = if or == 0 {
                            String::new()
                        } else {
                            or.to_string()
                        };
                        sheet.row([(at + 1).to_string(), or].into_iter().chain(cells));
                    }
                }
            }
            sheet
        }
        Body::Sources(behind) | Body::Assumptions(behind) => {
            let mut sheet = Sheet::new(&["what", "when", "confidence", "place", "gives"]);
            for entry in &behind.entries {
                let level = entry.level.map(|level| level.word().to_owned());
                sheet.row([
                    entry.what.plain(),
                    maybe(entry.dated.as_ref()),
                    level.unwrap_or_default(),
                    entry.place.plain(),
                    listed(&entry.gives),
                ]);
            }
            sheet
        }
        Body::Hypotheses(matrix) => of_hypotheses(matrix),
    }
}

fn facts(lead: &str) -> Sheet {
    Sheet::new(&[lead, "sentence", "likelihood", "word", "when", "ground"])
}

pub(super) fn list(table: &Table) -> Sheet {
    let mut sheet = Sheet::new(&[]);
    let fixed = ["likelihood", "word", "when", "standing", "reason"];
    sheet.columns.clone_from(&table.columns);
    sheet.columns.extend(fixed.map(str::to_owned));
    for row in &table.rows {
        let standing = match row.shadow {
            None => row.standing.word().to_owned(),
            Some(shadow) => format!("{}, {}", row.standing.word(), shadow_word(shadow)),
        };
        let rest = [
            fraction(&row.likelihood),
            word(&row.likelihood),
            maybe(row.when.as_ref()),
            standing,
            maybe(row.reason.as_ref()),
        ];
        sheet.row(row.cells.iter().map(Markup::plain).chain(rest));
    }
    sheet
}

fn shadow_word(shadow: Shadow) -> &'static str {
    match shadow {
        Shadow::Contested => "contested",
        Shadow::HeldBack => "held back",
    }
}

fn yes_no(one: &YesNo) -> Sheet {
    let mut sheet = Sheet::new(&[
        "sentence",
        "answer",
        "likelihood",
        "word",
        "denied",
        "when",
        "reason",
        "against",
        "confidence",
        "confidence because",
    ]);
    let standing = match one.shadow {
        None => one.standing.word().to_owned(),
        Some(shadow) => format!("{}, {}", one.standing.word(), shadow_word(shadow)),
    };
    let confidence = one.confidence.as_ref();
    sheet.row([
        one.sentence.plain(),
        standing,
        fraction(&one.supported),
        word(&one.supported),
        fraction(&one.denied),
        maybe(one.when.as_ref()),
        maybe(one.reason.as_ref()),
        maybe(one.against.as_ref()),
        confidence
            .map(|one| one.level.word().to_owned())
            .unwrap_or_default(),
        confidence.map(|one| one.reason.plain()).unwrap_or_default(),
    ]);
    sheet
}

/// Columns of a tree: which of several, how deep, what sort of row, and what stands there.
const TREE: [&str; 9] = [
    "part",
    "depth",
    "row",
    "text",
    "likelihood",
    "word",
    "when",
    "ground",
    "words",
];

fn of_why(why: &Why) -> Sheet {
    let mut sheet = Sheet::new(&TREE);
    for (at, reasoned) in why.derivations.iter().enumerate() {
        derivation(&mut sheet, &format!("derivation {}", at + 1), reasoned);
    }
    if let Some(against) = &why.against {
        derivation(&mut sheet, "against", against);
    }
    sheet
}

fn derivation(sheet: &mut Sheet, part: &str, reasoned: &Reasoned) {
    node(sheet, part, &reasoned.tree, 0);
    for lemma in &reasoned.apart {
        node(sheet, &format!("{part}, apart"), lemma, 0);
    }
    let row = |name: &str, text: String| [part.to_owned(), String::new(), name.to_owned(), text];
    let links = format!("{} uncertain links", reasoned.uncertain);
    let independent = ten_thousandths(u32::from(reasoned.independent));
    sheet.row(
        row("were they independent", links)
            .into_iter()
            .chain([independent]),
    );
    let confidence = &reasoned.confidence;
    let because = confidence.reason.plain();
    let blanks = [String::new(), String::new(), String::new(), because];
    sheet.row(
        row("confidence", confidence.level.word().to_owned())
            .into_iter()
            .chain(blanks),
    );
}

fn node(sheet: &mut Sheet, part: &str, of: &Node, depth: usize) {
    let sort = match (of.weakest, of.understood) {
        (true, _) => format!("{}, weakest link", node_word(of.node)),
        (false, true) => format!("{}, understood", node_word(of.node)),
        (false, false) => node_word(of.node).to_owned(),
    };
    sheet.row([
        part.to_owned(),
        depth.to_string(),
        sort,
        of.text.plain(),
        fraction(&of.likelihood),
        word(&of.likelihood),
        maybe(of.when.as_ref()),
        of.ground.plain(),
        listed(&of.words),
    ]);
    for below in &of.under {
        node(sheet, part, below, depth + 1);
    }
}

/// What sort of row it is.
pub(super) fn node_word(node: NodeKind) -> &'static str {
    match node {
        NodeKind::Conclusion => "conclusion",
        NodeKind::Evidence => "evidence",
        NodeKind::Default => "default",
        NodeKind::Group => "group",
        NodeKind::Window => "window",
        NodeKind::Again => "again",
        NodeKind::Comparison => "comparison",
        NodeKind::Missing => "missing",
        NodeKind::Blocking => "blocking",
    }
}

fn of_why_not(why: &WhyNot) -> Sheet {
    let mut sheet = Sheet::new(&TREE);
    if let Some(stated) = &why.stated {
        let cells = ["stated", "0", "evidence", &why.sentence.plain()].map(str::to_owned);
        let held = [
            fraction(&why.likelihood),
            word(&why.likelihood),
            String::new(),
            stated.plain(),
        ];
        sheet.row(cells.into_iter().chain(held));
    }
    for (at, attempt) in why.attempts.iter().enumerate() {
        attempted(&mut sheet, &format!("rule {}", at + 1), attempt);
    }
    for change in why.repair.iter().flat_map(of_repair) {
        let [change, sentence, gives, word, _] = change;
        sheet.row([
            "smallest change".to_owned(),
            "0".to_owned(),
            change,
            sentence,
            gives,
            word,
        ]);
    }
    if let Some(against) = &why.against {
        derivation(&mut sheet, "against", against);
    }
    sheet
}

fn attempted(sheet: &mut Sheet, part: &str, attempt: &Attempt) {
    let sort = if attempt.too_weak {
        "rule, too weak"
    } else {
        "rule"
    };
    sheet.row([
        part.to_owned(),
        "0".to_owned(),
        sort.to_owned(),
        attempt.rule.plain(),
        fraction(&attempt.reached),
        word(&attempt.reached),
        String::new(),
        attempt.place.plain(),
    ]);
    for condition in &attempt.conditions {
        node(sheet, part, condition, 1);
    }
}

/// A row for each change: what is done, the sentence, and what all of them together give.
fn of_repair(repair: &Repair) -> Vec<[String; 5]> {
    let adds = repair.adds.iter().map(|one| ("add", one));
    let removes = repair.removes.iter().map(|one| ("take away", one));
    let indicator = if repair.indicator { "yes" } else { "" };
    adds.chain(removes)
        .map(|(change, sentence)| {
            [
                change.to_owned(),
                sentence.plain(),
                fraction(&repair.gives),
                word(&repair.gives),
                indicator.to_owned(),
            ]
        })
        .collect()
}

fn who_says(says: &WhoSays) -> Sheet {
    let mut sheet = Sheet::new(&[
        "party",
        "through",
        "stance",
        "sentence",
        "likelihood",
        "word",
        "said",
        "when",
        "ground",
        "words",
    ]);
    for claim in &says.claims {
        let stance = match claim.stance {
            Stance::Claims => "claims",
            Stance::Denies => "denies",
        };
        sheet.row([
            maybe(claim.party.as_ref()),
            listed(&claim.through),
            stance.to_owned(),
            says.sentence.plain(),
            fraction(&claim.likelihood),
            word(&claim.likelihood),
            maybe(claim.said.as_ref()),
            maybe(claim.when.as_ref()),
            claim.ground.plain(),
            listed(&claim.words),
        ]);
    }
    for fact in &says.attitudes {
        sheet.row([
            String::new(),
            String::new(),
            "speaks of it".to_owned(),
            fact.sentence.plain(),
            fraction(&fact.likelihood),
            word(&fact.likelihood),
            String::new(),
            maybe(fact.when.as_ref()),
            fact.ground.plain(),
        ]);
    }
    sheet
}

fn conflicts(all: &[Conflict]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "number",
        "conflict",
        "about",
        "when",
        "party",
        "sentence",
        "likelihood",
        "word",
        "ground",
    ]);
    for (at, conflict) in all.iter().enumerate() {
        for side in &conflict.sides {
            sheet.row([
                (at + 1).to_string(),
                clash_word(conflict.clash).to_owned(),
                conflict.about.plain(),
                maybe(conflict.when.as_ref()),
                maybe(side.party.as_ref()),
                side.sentence.plain(),
                fraction(&side.likelihood),
                word(&side.likelihood),
                side.ground.plain(),
            ]);
        }
    }
    sheet
}

/// What sort of conflict it is.
pub(super) fn clash_word(clash: Clash) -> &'static str {
    match clash {
        Clash::Disputed => "disputed",
        Clash::BetweenParties => "between parties",
        Clash::Single => "one at a time",
        Clash::EndedBefore => "ended before",
        Clash::DeniedInView => "denied in this view",
    }
}

fn changed(change: &Change) -> Sheet {
    let columns = ["change", "sentence", "before", "after", "reason"];
    let mut sheet = Sheet::new(&columns);
    for one in &change.changed {
        sheet.row([
            direction_word(one.direction).to_owned(),
            one.sentence.plain(),
            fraction(&one.before),
            fraction(&one.after),
            maybe(one.reason.as_ref()),
        ]);
    }
    for one in &change.set_aside {
        sheet.row(["set aside".to_owned(), one.plain()]);
    }
    sheet
}

fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Gained => "gained",
        Direction::Lost => "lost",
        Direction::Surer => "surer",
        Direction::LessSure => "less sure",
    }
}

fn linchpins(pins: &Linchpins) -> Sheet {
    let columns = ["without", "number", "what", "place", "leaves", "word"];
    let mut sheet = Sheet::new(&columns);
    for (at, cut) in pins.cuts.iter().enumerate() {
        for unit in &cut.units {
            sheet.row([
                "it falls".to_owned(),
                (at + 1).to_string(),
                unit.what.plain(),
                unit.place.plain(),
                fraction(&cut.leaves),
                word(&cut.leaves),
            ]);
        }
    }
    let mut moves = |sort: &str, all: &[Moves]| {
        for one in all {
            sheet.row([
                sort.to_owned(),
                String::new(),
                one.unit.what.plain(),
                one.unit.place.plain(),
                fraction(&one.without),
                word(&one.without),
            ]);
        }
    };
    moves("it is weaker", &pins.lowers);
    moves("it is stronger", &pins.raises);
    sheet
}

fn of_hypotheses(matrix: &Hypotheses) -> Sheet {
    let mut sheet = Sheet::new(&["evidence", "likelihood", "word"]);
    let titles = || matrix.hypotheses.iter().map(|one| one.title.clone());
    sheet.columns.extend(titles());
    sheet.columns.push("tells apart".to_owned());
    let stated = matrix.evidence.iter().any(|row| !row.stated.is_empty());
    if stated {
        sheet
            .columns
            .extend(titles().map(|title| format!("{title}, as expected")));
    }
    for row in &matrix.evidence {
        let marks = row.marks.iter().map(|mark| mark_word(*mark).to_owned());
        let expected = row
            .stated
            .iter()
            .map(|mark| mark.map(mark_word).unwrap_or_default().to_owned());
        let lead = [
            row.sentence.plain(),
            fraction(&row.likelihood),
            word(&row.likelihood),
        ];
        let cells = lead.into_iter().chain(marks);
        sheet.row(
            cells
                .chain([ten_thousandths(row.diagnosticity)])
                .chain(expected),
        );
    }
    let sums = matrix
        .hypotheses
        .iter()
        .map(|one| ten_thousandths(one.inconsistent));
    let lead = [
        "inconsistent, added up".to_owned(),
        String::new(),
        String::new(),
    ];
    sheet.row(lead.into_iter().chain(sums));
    sheet
}

fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Consistent => "consistent",
        Mark::Anyway => "consistent anyway",
        Mark::Inconsistent => "inconsistent",
        Mark::Neither => "neither",
    }
}

fn maybe(text: Option<&Markup>) -> String {
    text.map(Markup::plain).unwrap_or_default()
}

fn listed(all: &[Markup]) -> String {
    let all: Vec<String> = all.iter().map(Markup::plain).collect();
    all.join("; ")
}

fn word(held: &Held) -> String {
    held.word.clone().unwrap_or_default()
}

/// `0.7`
fn fraction(held: &Held) -> String {
    ten_thousandths(u32::from(held.value))
}

fn ten_thousandths(value: u32) -> String {
    let text = format!("{}.{:04}", value / 10_000, value % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
