//! Heuer's matrix: a row for each piece of evidence, a column for each hypothesis, and in every cell a mark that is read
//! without colour: + consistent, (+) consistent anyway, − inconsistent, · neither.

use super::Page;
use super::letters::{Size, set};
use super::paper::{Anchor, Area, Look, MARGIN, Paper, Stroke};
use crate::answer::{Evidence, Hypotheses, Mark};
use crate::render::layout::line;
use crate::render::picture::theme::Ink;
use crate::render::style::{Line, Style};
use crate::render::text::hundredths;

/// What the evidence has at most, and at least.
const WORDS: (f64, f64) = (370.0, 240.0);
/// What a hypothesis has.
const COLUMN: f64 = 128.0;
/// What the last column has.
const APART: f64 = 96.0;
/// How large a cell's mark is.
const CELL: (f64, f64) = (56.0, 24.0);

impl Page {
    /// The matrix as a document.
    pub(in crate::render::picture) fn matrix(mut self, hypotheses: &Hypotheses) -> String {
        let count = hypotheses.hypotheses.len();
        let words = self.words(count);
        let wide = words + count as f64 * COLUMN + APART;
        self.titled(wide);
        if count == 0 {
            let none = Line::of(Style::Plain, "No hypothesis is declared.");
            self.say(&none, wide, Size::Body);
        } else {
            self.heads(hypotheses);
            self.rule(wide);
            for evidence in &hypotheses.evidence {
                self.evidence(evidence);
                self.rule(wide);
            }
            self.marks(hypotheses, wide);
        }
        if let Some(tell) = &hypotheses.tell_apart {
            self.y += 6.0;
            let lead = "What would tell them apart best, if it were known: ";
            let text = Line::of(Style::Plain, lead)
                .with(line(&tell.sentence))
                .then(".");
            self.say(&text, wide, Size::Body);
        }
        let says = format!(
            "{} pieces of evidence against {count} hypotheses.",
            hypotheses.evidence.len()
        );
        self.finished(&says)
    }

    /// How wide the evidence is beside so many hypotheses.
    fn words(&self, hypotheses: usize) -> f64 {
        let (most, least) = WORDS;
        (self.wide - hypotheses as f64 * COLUMN - APART).clamp(least, most)
    }

    /// The titles of the hypotheses with what stands against each, at the foot of their row.
    fn heads(&mut self, hypotheses: &Hypotheses) {
        let beside = self.words(hypotheses.hypotheses.len());
        let titles: Vec<Vec<Line>> = hypotheses
            .hypotheses
            .iter()
            .map(|one| {
                let title = Line::of(Style::Title, one.title.clone());
                set(&title, COLUMN - 14.0, Size::Body)
            })
            .collect();
        let most = titles.iter().map(Vec::len).max().unwrap_or(0);
        let foot = self.y + most as f64 * Size::Body.leading();
        for (at, (lines, one)) in titles.iter().zip(&hypotheses.hypotheses).enumerate() {
            let middle = MARGIN + beside + (at as f64 + 0.5) * COLUMN;
            let mut y = foot - lines.len() as f64 * Size::Body.leading();
            for line in lines {
                self.paper
                    .text((middle, y), line, Size::Body, Anchor::Middle);
                y += Size::Body.leading();
            }
            let against = format!("{} against it", hundredths(one.inconsistent));
            let against = Line::of(Style::Faint, against);
            self.paper
                .text((middle, foot), &against, Size::Small, Anchor::Middle);
        }
        let right = MARGIN + beside + titles.len() as f64 * COLUMN + APART;
        let apart = Line::of(Style::Faint, "tells apart");
        self.paper
            .text((right, foot), &apart, Size::Small, Anchor::End);
        self.y = foot + Size::Small.leading();
    }

    fn evidence(&mut self, evidence: &Evidence) {
        let beside = self.words(evidence.marks.len());
        let words = set(&line(&evidence.sentence), beside - 24.0, Size::Body);
        let held = if evidence.likelihood.is_certain() {
            Line::new()
        } else {
            Line::of(Style::Likelihood, evidence.likelihood.text.clone())
        };
        let lines = words.len() as f64 * Size::Body.leading();
        let small = if held.is_empty() {
            0.0
        } else {
            Size::Small.leading()
        };
        let stated = evidence.stated.iter().flatten().count() > 0;
        let high = (lines + small).max(CELL.1 + if stated { Size::Small.leading() } else { 0.0 });
        let below = self.paper.lines((MARGIN, self.y), &words, Size::Body);
        self.paper
            .text((MARGIN, below), &held, Size::Small, Anchor::Start);
        for (at, mark) in evidence.marks.iter().enumerate() {
            let middle = MARGIN + beside + (at as f64 + 0.5) * COLUMN;
            cell(&mut self.paper, *mark, (middle - CELL.0 / 2.0, self.y));
            let stated = evidence.stated.get(at).copied().flatten();
            if let Some(stated) = stated.filter(|stated| stated != mark) {
                let text = Line::of(Style::Faint, format!("stated {}", sign(stated)));
                let y = self.y + CELL.1 + 1.0;
                self.paper
                    .text((middle, y), &text, Size::Small, Anchor::Middle);
            }
        }
        let right = MARGIN + beside + evidence.marks.len() as f64 * COLUMN + APART;
        let apart = Line::of(Style::Number, hundredths(evidence.diagnosticity));
        let y = self.y + (CELL.1 - Size::Body.leading()) / 2.0;
        self.paper.text((right, y), &apart, Size::Body, Anchor::End);
        self.y += high;
    }

    fn marks(&mut self, hypotheses: &Hypotheses, wide: f64) {
        let there = |mark: Mark| {
            hypotheses
                .evidence
                .iter()
                .any(|one| one.marks.contains(&mark))
        };
        let marks: Vec<(Mark, &str)> = [
            (Mark::Consistent, "consistent"),
            (Mark::Anyway, "consistent, and so in any case"),
            (Mark::Inconsistent, "inconsistent"),
            (Mark::Neither, "neither"),
        ]
        .into_iter()
        .filter(|(mark, _)| there(*mark))
        .collect();
        self.legend(&marks, wide, &|paper, mark, (x, y)| {
            let area = Area {
                x,
                y,
                width: 30.0,
                height: 16.0,
            };
            surface(paper, mark, area);
            let text = Line::of(Style::Title, sign(mark));
            paper.text((x + 15.0, y), &text, Size::Small, Anchor::Middle);
        });
    }
}

/// A mark in its cell.
fn cell(paper: &mut Paper, mark: Mark, (x, y): (f64, f64)) {
    let area = Area {
        x,
        y,
        width: CELL.0,
        height: CELL.1,
    };
    surface(paper, mark, area);
    let text = Line::of(Style::Title, sign(mark));
    let y = y + (CELL.1 - Size::Name.leading()) / 2.0;
    paper.text((x + CELL.0 / 2.0, y), &text, Size::Name, Anchor::Middle);
}

/// The edge of a cell says the mark once more: strong, thin, or none.
fn surface(paper: &mut Paper, mark: Mark, area: Area) {
    let look = |line: Ink, thick: f64, stroke: Stroke| Look {
        fill: Ink::Surface,
        line,
        thick,
        stroke,
    };
    match mark {
        Mark::Inconsistent => paper.rect(area, 0.0, look(Ink::Alarm, 2.6, Stroke::Solid)),
        Mark::Consistent => {
            paper.rect(area, area.height / 2.0, look(Ink::Blue, 1.6, Stroke::Solid))
        }
        Mark::Anyway => paper.rect(
            area,
            area.height / 2.0,
            look(Ink::Blue, 1.0, Stroke::Dashed),
        ),
        Mark::Neither => {}
    }
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Consistent => "+",
        Mark::Anyway => "(+)",
        Mark::Inconsistent => "−",
        Mark::Neither => "·",
    }
}
