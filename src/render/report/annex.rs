//! The later parts of the page of HTML: the matrix, the timeline, further answers, sources, rules, the yardstick.

use super::html::Page;
use super::tags::Cell;
use super::{
    APART, CONFIDENCE, MARKS, direction, further_heading, grade, left_out, letter, mark, moved,
    source_used_for, used_for,
};
use crate::answer::{Answer, Body, Change, Hypotheses, Level, Markup, Pictured, Table};
use crate::render::text::hundredths;

impl Page<'_> {
    pub(super) fn matrix(&mut self, matrix: &Hypotheses) {
        self.within("ul", |page| {
            for (at, hypothesis) in matrix.hypotheses.iter().enumerate() {
                page.within("li", |page| {
                    page.tags.leaf("strong", &letter(at));
                    let against = hundredths(hypothesis.inconsistent);
                    let text = format!(". {}: {against} against it", hypothesis.title);
                    page.tags.text(&text);
                });
            }
        });
        let letters: Vec<String> = (0..matrix.hypotheses.len()).map(letter).collect();
        let mut heading = vec!["evidence", "likelihood"];
        heading.extend(letters.iter().map(String::as_str));
        heading.push("tells apart");
        let drawn = self.report.picture(Pictured::Hypotheses);
        if let Some(answer) = drawn {
            self.figure(answer);
        }
        let rows = matrix.evidence.iter().map(|evidence| {
            let mut cells = vec![
                Cell::markup(Some(&evidence.sentence)),
                Cell::text(&evidence.likelihood.text),
            ];
            cells.extend(evidence.marks.iter().map(|one| Cell::text(mark(*one))));
            cells.push(Cell::text(&hundredths(evidence.diagnosticity)));
            cells
        });
        let table = |page: &mut Self| {
            page.tags.table(
                "Each piece of evidence against each explanation",
                &heading,
                rows,
            );
            page.tags.leaf("p class=\"faint\"", MARKS);
        };
        if drawn.is_some() {
            self.folded("The same as a table", table);
        } else {
            table(self);
        }
        if let Some(tell) = &matrix.tell_apart {
            self.tags.element("p", |tags| {
                tags.text("What would tell them apart best, if it were known: ");
                tags.markup(&tell.sentence);
                tags.text(".");
            });
        }
    }

    pub(super) fn courses(&mut self) {
        let report = self.report;
        for course in &report.courses {
            if let Some(answer) = report.picture(Pictured::Course(course.question)) {
                self.figure(answer);
            }
            let rows = course.entries.iter().map(|entry| {
                vec![
                    Cell::markup(entry.when.as_ref()),
                    Cell::of(|tags| tags.saying(&entry.says, &report.questions)),
                ]
            });
            self.tags.table(&course.of.plain(), &["when", "what"], rows);
            if let Some(more) = left_out(course, report) {
                self.tags.leaf("p class=\"faint\"", &more);
            }
        }
    }

    pub(super) fn answer(&mut self, answer: &Answer) {
        self.within("article", |page| {
            page.tags.leaf("h3 dir=\"auto\"", &further_heading(answer));
            match &answer.body {
                Body::Table(table) => page.rows(table),
                Body::Change(change) => page.change(change),
                Body::Why(_)
                | Body::WhyNot(_)
                | Body::Links(_)
                | Body::Connection(_)
                | Body::Timeline(_)
                | Body::Hypotheses(_) => page.figure(answer),
                _ => {
                    let text = crate::render::text(answer, 90).plain();
                    page.tags.leaf("pre", &text);
                }
            }
            for note in &answer.head.notes {
                page.tags
                    .element("p class=\"faint\"", |tags| tags.markup(note));
            }
        });
    }

    fn rows(&mut self, table: &Table) {
        if table.rows.is_empty() {
            self.tags.leaf("p", "None.");
            return;
        }
        let mut heading: Vec<&str> = table.columns.iter().map(String::as_str).collect();
        heading.extend(["likelihood", "when"]);
        let rows = table.rows.iter().map(|row| {
            let mut cells: Vec<Cell> = row
                .cells
                .iter()
                .map(|cell| Cell::markup(Some(cell)))
                .collect();
            cells.push(Cell::text(&row.likelihood.text));
            cells.push(Cell::markup(row.when.as_ref()));
            cells
        });
        self.tags.table("", &heading, rows);
    }

    fn change(&mut self, change: &Change) {
        if change.changed.is_empty() {
            self.tags.leaf("p", "Nothing changes.");
            return;
        }
        let rows = change.changed.iter().map(|one| {
            vec![
                Cell::markup(Some(&one.sentence)),
                Cell::text(direction(one.direction)),
                Cell::text(&moved(&one.before)),
                Cell::text(&moved(&one.after)),
            ]
        });
        self.tags
            .table("", &["of", "change", "before", "after"], rows);
    }

    pub(super) fn sources(&mut self) {
        let report = self.report;
        if report.sources.is_empty() {
            self.tags.leaf("p", "No source is cited.");
            return;
        }
        let rows = report.sources.iter().map(|source| {
            let from: Vec<Markup> = source.by.iter().chain(&source.from).cloned().collect();
            let number = format!("source-{}", source.number);
            vec![
                Cell::text(&source.number.to_string()).at(number),
                Cell::of(|tags| {
                    tags.markup(&source.name);
                    for kind in &source.kinds {
                        tags.text(&format!(", {kind}"));
                    }
                }),
                Cell::text(&grade(source)),
                Cell::markup(source.dated.as_ref()),
                Cell::markup(Some(&Markup::list(from, ", ", ", "))),
                Cell::text(&source_used_for(source)),
            ]
        });
        self.tags.table(
            "By number, with the judgements that each was used for",
            &["no.", "source", "grade", "date", "from", "used for"],
            rows,
        );
    }

    pub(super) fn rules(&mut self) {
        let report = self.report;
        let rows = report.rules.iter().map(|rule| {
            vec![
                Cell::markup(Some(&rule.rule)),
                Cell::text(&rule.likelihood.text),
                Cell::of(|tags| {
                    tags.text(&rule.notes.join(" "));
                    tags.raw(" ");
                    tags.markup(&rule.place);
                }),
                Cell::text(&used_for(&rule.used_for)),
            ]
        });
        self.tags.table(
            "By which the judgements follow",
            &[
                "rule",
                "likelihood",
                "what it says, and where it stands",
                "used for",
            ],
            rows,
        );
    }

    pub(super) fn yardstick(&mut self) {
        let measure = &self.report.yardstick;
        self.tags.leaf("p", APART);
        let rows = measure.likelihood.iter().map(|yard| {
            vec![
                Cell::text(&yard.words.join(", ")),
                Cell::text(&yard.range),
                Cell::text(&yard.stands_for),
            ]
        });
        self.tags
            .table("Likelihood", &["word", "range", "stands for"], rows);
        let bar = format!("What reaches {} is held.", measure.bar);
        self.tags.leaf("p", &bar);
        let rows = CONFIDENCE
            .iter()
            .map(|(level, means)| vec![Cell::text(level), Cell::text(means)]);
        self.tags
            .table("Confidence", &["level", "given where"], rows);
        let rows = measure.reliability.iter().map(|grade| {
            vec![
                Cell::text(&grade.letter),
                Cell::text(&grade.stands_for),
                Cell::text(grade.level.map_or("", Level::word)),
            ]
        });
        self.tags.table(
            "Reliability of a source",
            &["grade", "stands for", "confidence"],
            rows,
        );
        let rows = measure
            .credibility
            .iter()
            .map(|grade| vec![Cell::text(&grade.letter), Cell::text(&grade.stands_for)]);
        self.tags
            .table("Credibility of a report", &["grade", "stands for"], rows);
    }
}
