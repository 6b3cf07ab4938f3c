//! A timeline: a row for each stretch of time, its words on the left and its bar on an axis of days, months or years. A
//! bar is full where it surely holds and pale where its dates are loose; an open end goes on as an arrow. Each has a row
//! of its own, so that no words collide.

use super::Page;
use super::axis::Axis;
use super::letters::{Size, set};
use super::paper::{Anchor, Area, Look, MARGIN, Paper, Stroke, number};
use crate::answer::{Fact, Moment, Spell, SpellKind, Timeline};
use crate::render::layout::line;
use crate::render::picture::theme::Ink;
use crate::render::style::{Line, Style};

/// What the words have of the page; the axis has the rest.
const WORDS: f64 = 0.38;
/// How high a bar is.
const BAR: f64 = 12.0;

impl Page {
    /// The timeline as a document.
    pub(in crate::render::picture) fn timeline(
        mut self,
        timeline: &Timeline,
        asked: Option<&Moment>,
    ) -> String {
        let wide = self.wide;
        self.titled(wide);
        let (spells, steps) = shown(&timeline.spells);
        let words = (wide * WORDS).round();
        let axis = Axis::of(&spells, asked, (MARGIN + words, wide - words));
        if let Some(axis) = &axis {
            self.ticks_and_rows(axis, &spells, asked);
            self.spells_legend(&spells, wide);
            self.left_out(steps, wide);
        } else {
            self.say(
                &Line::of(Style::Plain, "Nothing of it has a date."),
                wide,
                Size::Body,
            );
        }
        self.undated(&timeline.undated, wide);
        let says = format!(
            "{} stretches of time on an axis, earliest first.",
            spells.len()
        );
        self.finished(&says)
    }

    /// How many steps on the way to what is shown are not.
    fn left_out(&mut self, steps: usize, wide: f64) {
        let text = match steps {
            0 => return,
            1 => "One stretch more is a step of the reasoning between these, and is left out here."
                .to_owned(),
            more => format!(
                "{more} stretches more are steps of the reasoning between these, and are left out here."
            ),
        };
        self.y += 4.0;
        self.say(&Line::of(Style::Faint, text), wide, Size::Small);
    }

    fn ticks_and_rows(&mut self, axis: &Axis, spells: &[&Spell], asked: Option<&Moment>) {
        let head = self.y;
        let top = head + Size::Small.leading() + 6.0;
        let rows: Vec<Row> = spells
            .iter()
            .map(|spell| Row::of(spell, axis.left - MARGIN))
            .collect();
        let bottom = top + rows.iter().map(|row| row.height).sum::<f64>();
        for (at, words) in axis.ticks() {
            let x = axis.place(at);
            let text = Line::of(Style::Faint, words);
            self.paper
                .text((x, head), &text, Size::Small, Anchor::Middle);
            self.paper.line(
                &[(x, top - 4.0), (x, bottom)],
                Look::lined(Ink::Line, 0.6).stroked(Stroke::Dotted),
            );
        }
        self.y = top;
        for (row, spell) in rows.iter().zip(spells) {
            let words_end = self
                .paper
                .lines((MARGIN, self.y + 4.0), &row.words, Size::Body);
            self.paper
                .lines((MARGIN, words_end), &row.small, Size::Small);
            axis.bar(
                &mut self.paper,
                self.y + 4.0 + Size::Body.leading() / 2.0,
                spell,
            );
            self.y += row.height;
            let y = self.y;
            self.paper.line(
                &[(MARGIN, y), (axis.right(), y)],
                Look::lined(Ink::Line, 0.4),
            );
        }
        if let Some(asked) = asked {
            let x = axis.place(asked.minutes);
            self.paper.line(
                &[(x, top - 4.0), (x, bottom + 4.0)],
                Look::lined(Ink::Text, 1.2).stroked(Stroke::Dashed),
            );
            let text = Line::of(Style::Faint, format!("asked for: {}", asked.text));
            self.paper.text(
                (axis.right(), bottom + 6.0),
                &text,
                Size::Small,
                Anchor::End,
            );
            self.y = bottom + 6.0 + Size::Small.leading();
        }
    }

    fn spells_legend(&mut self, spells: &[&Spell], wide: f64) {
        let mut marks: Vec<(Sample, &str)> = Vec::new();
        if spells.iter().any(|spell| spell.of == SpellKind::Event) {
            marks.push((Sample::Event, "an event"));
        }
        if spells.iter().any(|spell| spell.of == SpellKind::Sentence) {
            marks.push((Sample::Sentence, "so, or held to be so"));
        }
        if spells.iter().any(|spell| is_loose(spell)) {
            marks.push((Sample::Loose, "within the margin of a loose date"));
        }
        if spells
            .iter()
            .any(|spell| spell.to.is_none() || spell.from.is_none())
        {
            marks.push((Sample::Open, "goes on"));
        }
        self.legend(&marks, wide, &|paper, sample, (x, y)| {
            let area = Area {
                x,
                y: y + 2.0,
                width: 30.0,
                height: BAR,
            };
            match sample {
                Sample::Event => full(paper, area, SpellKind::Event),
                Sample::Sentence => full(paper, area, SpellKind::Sentence),
                Sample::Loose => pale(paper, area),
                Sample::Open => {
                    let short = Area {
                        width: 22.0,
                        ..area
                    };
                    full(paper, short, SpellKind::Sentence);
                    point(paper, short.right(), short, 1.0);
                }
            }
        });
    }

    fn undated(&mut self, undated: &[Fact], wide: f64) {
        if undated.is_empty() {
            return;
        }
        self.y += 10.0;
        self.say(&Line::of(Style::Title, "Without a date"), wide, Size::Body);
        for fact in undated {
            self.say(&line(&fact.sentence), wide, Size::Body);
        }
    }
}

/// A mark of the legend.
#[derive(Clone, Copy)]
enum Sample {
    Event,
    Sentence,
    Loose,
    Open,
}

/// The words of a stretch, broken.
struct Row {
    words: Vec<Line>,
    small: Vec<Line>,
    height: f64,
}

impl Row {
    fn of(spell: &Spell, words: f64) -> Row {
        let room = words - 24.0;
        let words = set(&line(&spell.text), room, Size::Body);
        let mut beside = spell.when.as_ref().map(line).unwrap_or_default();
        if !spell.likelihood.is_certain() {
            if !beside.is_empty() {
                beside.push(Style::Faint, " · ");
            }
            beside.push(Style::Likelihood, spell.likelihood.text.clone());
        }
        let small = if beside.is_empty() {
            Vec::new()
        } else {
            set(&beside, room, Size::Small)
        };
        let height = words.len() as f64 * Size::Body.leading()
            + small.len() as f64 * Size::Small.leading()
            + 9.0;
        Row {
            words,
            small,
            height,
        }
    }
}

impl Axis {
    /// The bar of a stretch, its middle at that height.
    fn bar(&self, paper: &mut Paper, middle: f64, spell: &Spell) {
        let open_left = spell.from.is_none_or(|from| from < self.from);
        let (from, to) = (
            self.place(spell.from.unwrap_or(i64::MIN)),
            self.place(spell.to.unwrap_or(i64::MAX)),
        );
        let area = |from: f64, to: f64| Area {
            x: from,
            y: middle - BAR / 2.0,
            width: (to - from).max(3.0),
            height: BAR,
        };
        let whole = area(from, to);
        match spell.core {
            None => pale(paper, whole),
            Some([sure_from, sure_to]) => {
                let sure = (
                    self.place(sure_from.unwrap_or(i64::MIN)).max(from),
                    self.place(sure_to.unwrap_or(i64::MAX)).min(to),
                );
                if sure.0 - from > 1.0 {
                    pale(paper, area(from, sure.0));
                }
                if to - sure.1 > 1.0 {
                    pale(paper, area(sure.1, to));
                }
                full(paper, area(sure.0, sure.1), spell.of);
            }
        }
        if open_left {
            point(paper, whole.x, whole, -1.0);
        }
        if spell.to.is_none() {
            point(paper, whole.right(), whole, 1.0);
        }
    }
}

/// The stretches that have a row, and how many are only steps between them. Where all are steps, all have one.
fn shown(spells: &[Spell]) -> (Vec<&Spell>, usize) {
    let shown: Vec<&Spell> = spells.iter().filter(|spell| !spell.step).collect();
    if shown.is_empty() {
        return (spells.iter().collect(), 0);
    }
    let steps = spells.len() - shown.len();
    (shown, steps)
}

fn is_loose(spell: &Spell) -> bool {
    spell.core != Some([spell.from, spell.to])
}

fn full(paper: &mut Paper, area: Area, of: SpellKind) {
    match of {
        SpellKind::Sentence => paper.rect(area, 0.0, Look::filled(Ink::Blue)),
        // An event has an edge of its own and round ends.
        SpellKind::Event => paper.rect(
            area,
            BAR / 2.0,
            Look {
                fill: Ink::Amber,
                line: Ink::Text,
                thick: 1.2,
                stroke: Stroke::Solid,
            },
        ),
    }
}

fn pale(paper: &mut Paper, area: Area) {
    let look = Look {
        fill: Ink::Surface,
        line: Ink::Line,
        thick: 1.0,
        stroke: Stroke::Dashed,
    };
    paper.rect(area, 0.0, look);
}

/// The point of a bar that goes on beyond an edge; `way` is 1 to the right and −1 to the left.
fn point(paper: &mut Paper, x: f64, bar: Area, way: f64) {
    let (high, low) = (bar.y - 2.0, bar.bottom() + 2.0);
    let path = format!(
        "M{} {}L{} {}L{} {}Z",
        number(x),
        number(high),
        number(x + way * 9.0),
        number(bar.y + BAR / 2.0),
        number(x),
        number(low)
    );
    paper.path(&path, Look::filled(Ink::Text));
}
