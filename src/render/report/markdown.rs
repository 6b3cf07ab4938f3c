//! Report → Markdown: headings, lists and tables that any reader of Markdown shows, and that read as plain text.

use super::{
    ALONE, APART, ARGUMENT, ASSUMED, BY_SOURCE, CONFIDENCE, DISSENT, MARKS, Section, TOGETHER,
    VOICES, WATCH, WOULD_END, dateline, direction, further_heading, grade, grounds_label, heading,
    left_out, letter, mark, more_derivations, moved, source_used_for, used_for,
};
use crate::answer::{
    Answer, Body, Change, Cited, Dispute, Ground, Hypotheses, Judgement, Level, Linchpin, Markup,
    Pictured, Report, Saying, Warrant,
};
use crate::render::markdown::{body, escaped, rows};
use crate::render::mermaid;
use crate::render::text::hundredths;

/// The report as one Markdown document.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let mut page = Page::default();
    page.marking(report);
    page.line(&format!("# {}", escaped(&report.title)));
    page.line(&escaped(&dateline(report)));
    if let Some(withheld) = &report.withheld {
        page.line(&escaped(&withheld.text));
    }
    for section in Section::of(report) {
        page.line(&format!("## {}", section.title()));
        page.section(section, report);
    }
    page.marking(report);
    page.out.trim_start().to_owned()
}

#[derive(Default)]
struct Page {
    out: String,
}

impl Page {
    /// A paragraph.
    fn line(&mut self, text: &str) {
        self.out.push('\n');
        self.item(text);
    }

    /// A line that goes on from the one before.
    fn item(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    fn marking(&mut self, report: &Report) {
        if let Some(marking) = &report.marking {
            self.line(&format!("**{}**", escaped(marking)));
        }
    }

    fn section(&mut self, section: Section, report: &Report) {
        match section {
            Section::Key => self.key(report),
            Section::Judgements => self.judgements(&report.judgements, report),
            Section::Potential => self.judgements(&report.potential, report),
            Section::NotHeld => self.judgements(&report.not_held, report),
            Section::Elsewhere => self.judgements(&report.elsewhere, report),
            Section::Disputes => report.disputes.iter().for_each(|one| self.dispute(one)),
            Section::Hypotheses => {
                if let Some(matrix) = &report.hypotheses {
                    self.matrix(matrix);
                }
            }
            Section::NotKnown => {
                for gap in &report.not_known {
                    self.list(&escaped(&gap.what), &gap.of);
                }
            }
            Section::Course => self.courses(report),
            Section::Links => {
                if let Some(answer) = report.picture(Pictured::Links) {
                    self.graph(answer);
                    self.line(&body(answer));
                }
            }
            Section::Further => report.further.iter().for_each(|one| self.answer(one)),
            Section::Sources => self.sources(report),
            Section::Rules => self.rules(report),
            Section::Yardstick => self.yardstick(report),
        }
    }

    fn key(&mut self, report: &Report) {
        if report.judgements.is_empty() {
            self.line("Nothing that the scenario asks after is held.");
            return;
        }
        for judgement in &report.judgements {
            self.line(&format!("{}. {}", judgement.number, opening(judgement)));
            if let Some(trust) = &judgement.confidence {
                self.line(&format!("   {}", escaped(&trust.says.text.plain())));
            }
        }
    }

    fn judgements(&mut self, judgements: &[Judgement], report: &Report) {
        for judgement in judgements {
            self.line(&format!("### {}", escaped(&heading(judgement))));
            self.judgement(judgement, report);
        }
    }

    fn judgement(&mut self, judgement: &Judgement, report: &Report) {
        self.line(&opening(judgement));
        if let Some(trust) = &judgement.confidence {
            self.line(&escaped(&trust.says.text.plain()));
        }
        for caution in &judgement.cautions {
            self.line(&escaped(&caution.text.plain()));
        }
        for (at, ground) in judgement.grounds.iter().enumerate() {
            self.argument(grounds_label(judgement, at), ground);
        }
        if let Some(more) = more_derivations(judgement) {
            self.line(&more);
        }
        let drawn = report.picture(Pictured::Judgement(judgement.number));
        if let Some(answer) = drawn.filter(|_| judgement.number == 1) {
            self.line(&format!("**{ARGUMENT}:**"));
            self.graph(answer);
        }
        self.list(ASSUMED, &judgement.assumptions);
        self.list(VOICES, &judgement.voices);
        self.list(DISSENT, &judgement.dissent);
        if let Some(hangs) = &judgement.hangs_on {
            self.hangs_on(hangs);
        }
        self.list(WOULD_END, &judgement.would_end);
        self.list(WATCH, &judgement.watch);
    }

    fn hangs_on(&mut self, hangs: &Linchpin) {
        self.list(ALONE, &hangs.alone);
        self.list(TOGETHER, &hangs.together);
        if hangs.more > 0 {
            self.line(&format!("{} more sets are not shown.", hangs.more));
        }
        self.list(BY_SOURCE, &hangs.sources);
        if !hangs.complete {
            self.line("The search for what it hangs on was cut short: there may be more.");
        }
    }

    /// The conclusion is the heading's; its warrant and its steps are told.
    fn argument(&mut self, label: &str, ground: &Ground) {
        let lead = format!("**{label}.**");
        match &ground.warrant {
            Some(warrant) => self.line(&format!("{lead} {}", warranted(warrant))),
            None => self.line(&lead),
        }
        self.out.push('\n');
        if ground.under.is_empty() {
            self.step(ground, 0);
        }
        for under in &ground.under {
            self.step(under, 0);
        }
    }

    fn step(&mut self, ground: &Ground, depth: usize) {
        let indent = "  ".repeat(depth);
        let mut text = said(&ground.says);
        if let Some(warrant) = &ground.warrant {
            text.push_str(&format!(" *{}*", warranted(warrant)));
        }
        self.item(&format!("{indent}- {text}"));
        for words in &ground.words {
            self.item(&format!("{indent}  {}", escaped(&words.plain())));
        }
        for under in &ground.under {
            self.step(under, depth + 1);
        }
    }

    fn list(&mut self, lead: &str, sayings: &[Saying]) {
        if sayings.is_empty() {
            return;
        }
        self.line(&format!("**{lead}:**"));
        self.out.push('\n');
        for saying in sayings {
            self.item(&format!("- {}", said(saying)));
        }
    }

    fn dispute(&mut self, dispute: &Dispute) {
        self.line(&format!("**{}**", escaped(&dispute.about.text.plain())));
        self.out.push('\n');
        for side in &dispute.sides {
            self.step(side, 0);
        }
    }

    fn matrix(&mut self, matrix: &Hypotheses) {
        self.out.push('\n');
        for (at, hypothesis) in matrix.hypotheses.iter().enumerate() {
            self.item(&format!(
                "- **{}** {}: {} against it",
                letter(at),
                escaped(&hypothesis.title),
                hundredths(hypothesis.inconsistent)
            ));
        }
        let letters = (0..matrix.hypotheses.len()).map(letter);
        let heading: Vec<String> = ["Evidence".to_owned(), "likelihood".to_owned()]
            .into_iter()
            .chain(letters)
            .chain(["tells apart".to_owned()])
            .collect();
        let rows = matrix.evidence.iter().map(|evidence| {
            let mut cells = vec![
                escaped(&evidence.sentence.plain()),
                evidence.likelihood.text.clone(),
            ];
            let marks = evidence.marks.iter().map(|one| mark(*one).to_owned());
            cells.extend(marks);
            cells.push(hundredths(evidence.diagnosticity));
            cells
        });
        self.table(&heading, rows.collect());
        self.line(MARKS);
        if let Some(tell) = &matrix.tell_apart {
            self.line(&format!(
                "What would tell them apart best, if it were known: {}.",
                escaped(&tell.sentence.plain())
            ));
        }
    }

    fn courses(&mut self, report: &Report) {
        for course in &report.courses {
            self.line(&format!("**{}**", escaped(&course.of.plain())));
            let rows = course.entries.iter().map(|entry| {
                let when = entry.when.as_ref().map(Markup::plain).unwrap_or_default();
                vec![escaped(&when), said(&entry.says)]
            });
            self.table(&["when", "what"].map(str::to_owned), rows.collect());
            if let Some(more) = left_out(course, report) {
                self.line(&escaped(&more));
            }
        }
    }

    fn answer(&mut self, answer: &Answer) {
        self.line(&format!("### {}", escaped(&further_heading(answer))));
        match &answer.body {
            Body::Table(table) => self.line(&rows(table)),
            Body::Change(change) => self.change(change),
            _ => {
                self.graph(answer);
                self.line(&body(answer));
            }
        }
        for note in &answer.head.notes {
            self.line(&escaped(&note.plain()));
        }
    }

    /// The answer as a flowchart, which many readers of Markdown draw; nothing of what is no graph.
    fn graph(&mut self, answer: &Answer) {
        if let Ok(graph) = mermaid(answer) {
            self.line(&format!("```mermaid\n{graph}```"));
        }
    }

    fn change(&mut self, change: &Change) {
        if change.changed.is_empty() {
            self.line("Nothing changes.");
            return;
        }
        let rows = change.changed.iter().map(|one| {
            vec![
                direction(one.direction).to_owned(),
                escaped(&one.sentence.plain()),
                moved(&one.before),
                moved(&one.after),
            ]
        });
        self.table(
            &["change", "of", "before", "after"].map(str::to_owned),
            rows.collect(),
        );
    }

    fn sources(&mut self, report: &Report) {
        if report.sources.is_empty() {
            self.line("No source is cited.");
            return;
        }
        let heading = ["no.", "source", "grade", "date", "from", "used for"].map(str::to_owned);
        let rows = report.sources.iter().map(|source| {
            let names = |all: &[Markup]| {
                let all: Vec<String> = all.iter().map(Markup::plain).collect();
                escaped(&all.join(", "))
            };
            vec![
                format!("{}", source.number),
                named(source),
                grade(source),
                escaped(&source.dated.as_ref().map(Markup::plain).unwrap_or_default()),
                names(&[source.by.as_slice(), source.from.as_slice()].concat()),
                source_used_for(source),
            ]
        });
        self.table(&heading, rows.collect());
    }

    fn rules(&mut self, report: &Report) {
        self.out.push('\n');
        for rule in &report.rules {
            let held = if rule.likelihood.is_certain() {
                String::new()
            } else {
                format!(" ({})", rule.likelihood.text)
            };
            let notes: Vec<String> = rule.notes.iter().map(|note| escaped(note)).collect();
            let says = if notes.is_empty() {
                ".".to_owned()
            } else {
                format!(": {}", notes.join(" "))
            };
            self.item(&format!(
                "- **{}**{held}, {}{says} Used for {}.",
                escaped(&rule.rule.plain()),
                escaped(&rule.place.plain()),
                used_for(&rule.used_for),
            ));
        }
    }

    fn yardstick(&mut self, report: &Report) {
        self.line(APART);
        let measure = &report.yardstick;
        let rows = measure
            .likelihood
            .iter()
            .map(|yard| {
                vec![
                    escaped(&yard.words.join(", ")),
                    yard.range.clone(),
                    yard.stands_for.clone(),
                ]
            })
            .collect();
        self.table(
            &["likelihood", "range", "stands for"].map(str::to_owned),
            rows,
        );
        self.line(&format!("What reaches {} is held.", measure.bar));
        self.out.push('\n');
        for (level, means) in CONFIDENCE {
            self.item(&format!("- {level} confidence: {means}"));
        }
        let rows = measure.reliability.iter().map(|grade| {
            let allows = grade.level.map_or("", Level::word);
            vec![
                grade.letter.clone(),
                grade.stands_for.clone(),
                allows.to_owned(),
            ]
        });
        self.table(
            &["reliability of a source", "stands for", "confidence"].map(str::to_owned),
            rows.collect(),
        );
        let rows = measure
            .credibility
            .iter()
            .map(|grade| vec![grade.letter.clone(), grade.stands_for.clone()]);
        self.table(
            &["credibility of a report", "stands for"].map(str::to_owned),
            rows.collect(),
        );
    }

    fn table(&mut self, heading: &[String], rows: Vec<Vec<String>>) {
        self.line(&format!("| {} |", heading.join(" | ")));
        self.item(&format!("|{}", " --- |".repeat(heading.len())));
        for row in rows {
            self.item(&format!("| {} |", row.join(" | ")));
        }
    }
}

/// What is judged, and since when.
fn opening(judgement: &Judgement) -> String {
    let mut text = escaped(&judgement.says.text.plain());
    if let Some(when) = &judgement.when {
        text.push(' ');
        text.push_str(&escaped(&when.text.plain()));
    }
    text
}

/// `Gazette, a news report`
fn named(source: &Cited) -> String {
    let mut all = vec![escaped(&source.name.plain())];
    all.extend(source.kinds.iter().map(|kind| escaped(kind)));
    all.join(", ")
}

/// A sentence with the numbers of its sources and its places.
fn said(saying: &Saying) -> String {
    let mut text = escaped(&saying.text.plain());
    for number in &saying.cites {
        text.push_str(&format!(" [{number}]"));
    }
    let places: Vec<String> = saying.places.iter().map(Markup::plain).collect();
    if !places.is_empty() {
        text.push_str(&format!(" `{}`", places.join(", ")));
    }
    text
}

fn warranted(warrant: &Warrant) -> String {
    escaped(&warrant.says.plain())
}
