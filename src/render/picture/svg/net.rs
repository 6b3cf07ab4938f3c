//! A net of names: boxes in columns, arrows with their words between them, and below it every sentence in full by its
//! number. Where boxes and words stand is the matter of `placing`, how lines
//! go between them that of `routes`.

use super::boxes::{Weight, outline};
use super::letters::{Size, set};
use super::paper::{Anchor, Area, Look, MARGIN, Paper, Stroke, number};
use super::placing::laid_out;
use super::{Page, routes};
use crate::render::picture::graph::{Edge, Graph, Heads, Shape, Tie, Tone};
use crate::render::picture::theme::Ink;
use crate::render::style::{Line, Style};

/// No box is wider inside.
const BOX: f64 = 170.0;
/// No words on an arrow are wider.
const WORDS: f64 = 185.0;
/// How far from a bend it is rounded.
const ROUND: f64 = 14.0;
/// How long the head of an arrow is.
const HEAD: f64 = 9.0;

impl Page {
    pub(super) fn net(&mut self, graph: &Graph) {
        let names: Vec<Vec<Line>> = graph
            .nodes
            .iter()
            .map(|node| set(&node.text, BOX, Size::Name))
            .collect();
        let mut next = 1;
        let arrows: Vec<(&Edge, Vec<Line>)> = graph
            .edges
            .iter()
            .map(|edge| (edge, words(edge, &mut next)))
            .collect();
        let (boxes, mut arrows) = laid_out(&names, arrows);
        routes::straighten(&boxes, &mut arrows);
        let right = boxes
            .iter()
            .map(|area| area.right())
            .chain(arrows.iter().map(|arrow| arrow.at.right()))
            .fold(0.0, f64::max);
        self.titled(right);
        let (left, top) = (MARGIN, self.y + 4.0);
        let moved = |area: Area| Area {
            x: area.x + left,
            y: area.y + top,
            ..area
        };
        for arrow in &arrows {
            let points: Vec<(f64, f64)> = arrow
                .points
                .iter()
                .map(|(x, y)| (x + left, y + top))
                .collect();
            draw_arrow(&mut self.paper, arrow.edge, &points);
        }
        // The words lie over the lines of others, on a ground of their own.
        for arrow in arrows.iter().filter(|arrow| !arrow.words.is_empty()) {
            let at = moved(arrow.at);
            self.paper.rect(at, 3.0, Look::filled(Ink::Ground));
            let mut y = at.y + 2.0;
            for line in &arrow.words {
                let middle = at.x + at.width / 2.0;
                self.paper
                    .text((middle, y), line, Size::Small, Anchor::Middle);
                y += Size::Small.leading();
            }
        }
        let mut bottom = top;
        for ((area, lines), node) in boxes.iter().zip(&names).zip(&graph.nodes) {
            let area = moved(*area);
            self.paper.open(area);
            outline(&mut self.paper, area, node.shape, Weight::Usual);
            let high = lines.len() as f64 * Size::Name.leading();
            let mut y = area.y + (area.height - high) / 2.0;
            for line in lines {
                let middle = area.x + area.width / 2.0;
                self.paper
                    .text((middle, y), line, Size::Name, Anchor::Middle);
                y += Size::Name.leading();
            }
            self.paper.close();
            bottom = f64::max(bottom, area.bottom());
        }
        for arrow in &arrows {
            bottom = f64::max(bottom, moved(arrow.at).bottom());
            let lowest = arrow.points.iter().map(|(_, y)| y + top);
            bottom = lowest.fold(bottom, f64::max);
        }
        self.y = bottom + 6.0;
        self.arrows_legend(graph, right);
        for part in &graph.parts {
            for text in &part.below {
                self.say(text, right, Size::Body);
            }
        }
        self.sentences(graph, right);
    }

    /// Every sentence by its number, with how likely, when and on what ground.
    fn sentences(&mut self, graph: &Graph, wide: f64) {
        let ties: Vec<&Tie> = graph.edges.iter().flat_map(|edge| &edge.lines).collect();
        if ties.is_empty() {
            return;
        }
        self.rule(wide.max(super::LEAST));
        for (at, tie) in ties.iter().enumerate() {
            let mut text = tie.sentence.clone();
            let detail = tie.detail();
            if !detail.is_empty() {
                text.push(Style::Faint, " · ");
                text.add(detail);
            }
            let lines = set(&text, wide.max(super::LEAST) - 34.0, Size::Small);
            let number = Line::of(Style::Faint, (at + 1).to_string());
            self.paper
                .text((MARGIN + 24.0, self.y), &number, Size::Small, Anchor::End);
            self.y = self
                .paper
                .lines((MARGIN + 34.0, self.y), &lines, Size::Small);
        }
    }

    fn arrows_legend(&mut self, graph: &Graph, wide: f64) {
        let mut marks: Vec<(Sample, &str)> = Vec::new();
        let ties = || graph.edges.iter().filter(|edge| !edge.lines.is_empty());
        if ties().any(|edge| edge.tone == Tone::With) {
            marks.push((Sample::Tone(Tone::With), "on one side"));
        }
        if ties().any(|edge| edge.tone == Tone::Against) {
            marks.push((Sample::Tone(Tone::Against), "against"));
        }
        if ties().any(|edge| edge.tone == Tone::Plain) {
            marks.push((Sample::Tone(Tone::Plain), "any other tie"));
        }
        if ties().any(Edge::is_concluded) {
            marks.push((Sample::Concluded, "given by rules alone"));
        }
        if graph.nodes.iter().any(|node| node.shape == Shape::Asked) {
            marks.push((Sample::Asked, "asked about"));
        }
        self.legend(&marks, wide, &|paper, sample, (x, y)| {
            let (from, to) = ((x, y + 8.0), (x + 30.0, y + 8.0));
            match sample {
                Sample::Tone(tone) => {
                    paper.line(&[from, to], look(tone, Stroke::Solid));
                    head(paper, from, to, tone);
                }
                Sample::Concluded => {
                    paper.line(&[from, to], look(Tone::Plain, Stroke::Dashed));
                }
                Sample::Asked => {
                    let area = Area {
                        x,
                        y,
                        width: 30.0,
                        height: 15.0,
                    };
                    outline(paper, area, Shape::Asked, Weight::Usual);
                }
            }
        });
    }
}

/// A mark of the legend.
#[derive(Clone, Copy)]
enum Sample {
    Tone(Tone),
    Concluded,
    Asked,
}

/// What stands on an arrow: its words, each with the numbers of its sentences and how likely they are.
fn words(edge: &Edge, next: &mut usize) -> Vec<Line> {
    let mut kinds: Vec<(&Line, Vec<(usize, &Tie)>)> = Vec::new();
    for tie in &edge.lines {
        let numbered = (*next, tie);
        *next += 1;
        match kinds.iter_mut().find(|(text, _)| **text == tie.text) {
            Some((_, ties)) => ties.push(numbered),
            None => kinds.push((&tie.text, vec![numbered])),
        }
    }
    let mut lines = Vec::new();
    for (text, ties) in kinds {
        let numbers: Vec<String> = ties.iter().map(|(number, _)| number.to_string()).collect();
        let mut line = Line::of(Style::Faint, format!("{} ", numbers.join(",\u{a0}")));
        line.add(text.clone());
        let least = ties
            .iter()
            .map(|(_, tie)| &tie.held)
            .min_by_key(|held| held.value);
        if let Some(held) = least.filter(|held| !held.is_certain()) {
            line.push(Style::Faint, ", ");
            line.push(Style::Likelihood, held.text.clone());
        }
        lines.extend(set(&line, WORDS, Size::Small));
    }
    lines
}

fn look(tone: Tone, stroke: Stroke) -> Look {
    match tone {
        Tone::Plain => Look::lined(Ink::Line, 1.4),
        Tone::With => Look::lined(Ink::Blue, 1.8),
        Tone::Against => Look::lined(Ink::Alarm, 1.8),
    }
    .stroked(stroke)
}

/// The line through its points, its bends rounded, and its heads.
fn draw_arrow(paper: &mut Paper, edge: &Edge, points: &[(f64, f64)]) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return;
    };
    let stroke = if edge.is_concluded() {
        Stroke::Dashed
    } else {
        Stroke::Solid
    };
    let mut path = format!("M{} {}", number(first.0), number(first.1));
    for three in points.windows(3) {
        if let [before, bend, after] = three {
            let (into, out) = (towards(*bend, *before), towards(*bend, *after));
            path.push_str(&format!(
                "L{} {}Q{} {} {} {}",
                number(into.0),
                number(into.1),
                number(bend.0),
                number(bend.1),
                number(out.0),
                number(out.1)
            ));
        }
    }
    path.push_str(&format!("L{} {}", number(last.0), number(last.1)));
    paper.path(&path, look(edge.tone, stroke));
    let before_last = points.iter().rev().nth(1).unwrap_or(first);
    let second = points.get(1).unwrap_or(last);
    match edge.heads {
        Heads::None => {}
        Heads::One => head(paper, *before_last, *last, edge.tone),
        Heads::Both => {
            head(paper, *before_last, *last, edge.tone);
            head(paper, *second, *first, edge.tone);
        }
    }
}

/// A point on the way from one to another, near the first: where a bend begins to be rounded.
fn towards(from: (f64, f64), to: (f64, f64)) -> (f64, f64) {
    let long = (to.0 - from.0).hypot(to.1 - from.1);
    let part = if long > 0.0 {
        ROUND.min(long / 2.0) / long
    } else {
        0.0
    };
    (
        from.0 + (to.0 - from.0) * part,
        from.1 + (to.1 - from.1) * part,
    )
}

/// The head of an arrow that comes from one point and ends at another: a point, or a bar where one is against the other.
fn head(paper: &mut Paper, from: (f64, f64), to: (f64, f64), tone: Tone) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let long = dx.hypot(dy);
    if long < 0.01 {
        return;
    }
    let (dx, dy) = (dx / long, dy / long);
    let place = |along: f64, across: f64| {
        format!(
            "{} {}",
            number(to.0 - dx * along - dy * across),
            number(to.1 - dy * along + dx * across)
        )
    };
    let tip = place(0.0, 0.0);
    let point = format!(
        "M{tip}L{}L{}Z",
        place(HEAD, HEAD * 0.45),
        place(HEAD, -HEAD * 0.45)
    );
    let ink = look(tone, Stroke::Solid).line;
    match tone {
        Tone::Plain | Tone::With => paper.path(&point, Look::filled(ink)),
        Tone::Against => {
            paper.path(&point, Look::filled(ink));
            let bar = format!("M{}L{}", place(HEAD + 3.0, 7.0), place(HEAD + 3.0, -7.0));
            paper.path(&bar, Look::lined(ink, 2.4));
        }
    }
}
