//! Derivations as indented boxes: what a box rests on stands below it and further in. Every box ends at one right edge,
//! where its likelihood stands, so that the likelihoods are read down a column; and a line down the left of a box leads
//! to those below it and passes through none.

use super::Page;
use super::bar::{self, bar};
use super::boxes::{Weight, outline};
use super::letters::{Size, set};
use super::paper::{Anchor, Area, Look, MARGIN};
use crate::render::picture::graph::{Graph, Node, Shape};
use crate::render::picture::theme::Ink;
use crate::render::style::{Line, Style};

/// How far a box stands in from the one it is below.
const STEP: f64 = 28.0;
/// No box is narrower.
const NARROW: f64 = 430.0;
/// What is left free in a box around its words.
const PAD: f64 = 9.0;
/// Between two boxes.
const GAP: f64 = 10.0;
/// What the likelihood has of a box.
const MARK: f64 = 132.0;

impl Page {
    pub(super) fn outline(&mut self, graph: &Graph) {
        let above = parents(graph);
        let depths = depths(&above);
        let deepest = depths.iter().copied().max().unwrap_or(0);
        let wide = self.wide.max(deepest as f64 * STEP + NARROW);
        self.titled(wide);
        for part in &graph.parts {
            if !part.heading.is_empty() {
                self.y += 6.0;
                self.say(&part.heading, wide, Size::Name);
                self.y += 6.0;
            }
            let mut placed: Vec<(usize, Area)> = Vec::new();
            for number in part.nodes.clone() {
                let (Some(node), Some(depth)) = (graph.nodes.get(number), depths.get(number))
                else {
                    continue;
                };
                let x = MARGIN + *depth as f64 * STEP;
                let area = self.node(node, x, MARGIN + wide - x);
                placed.push((number, area));
                self.y = area.bottom() + GAP;
            }
            self.branches(&above, &placed);
            self.y += 4.0;
            for text in &part.below {
                self.say(text, wide, Size::Body);
            }
            self.y += 8.0;
        }
        self.shapes(graph, wide);
    }

    /// From each box a line down its left to those below it.
    fn branches(&mut self, above: &[Option<usize>], placed: &[(usize, Area)]) {
        for (number, up) in placed {
            let below = placed
                .iter()
                .filter(|(at, _)| above.get(*at).copied().flatten() == Some(*number));
            let spine = up.x + STEP / 2.0;
            let look = Look::lined(Ink::Line, 1.2);
            let mut end = up.bottom();
            for (_, area) in below {
                end = area.y + area.height / 2.0;
                self.paper.line(&[(spine, end), (area.x, end)], look);
            }
            if end > up.bottom() {
                self.paper.line(&[(spine, up.bottom()), (spine, end)], look);
            }
        }
    }

    /// A box with its words; gives where it stands.
    fn node(&mut self, node: &Node, x: f64, wide: f64) -> Area {
        let held = node.held.as_ref().filter(|held| !held.is_certain());
        let mark = held.is_some() || node.weakest;
        let inset = match node.shape {
            Shape::Comparison | Shape::Blocking => PAD + 8.0,
            _ => PAD,
        };
        let room = wide - 2.0 * inset - if mark { MARK } else { 8.0 };
        let words = set(&node.said(), room, Size::Body);
        let mut beside = node.when.clone();
        if !node.ground.is_empty() {
            if !beside.is_empty() {
                beside.push(Style::Faint, " · ");
            }
            beside.add(node.ground.clone());
        }
        let mut small = if beside.is_empty() {
            Vec::new()
        } else {
            set(&beside, room, Size::Small)
        };
        for said in &node.words {
            small.extend(set(said, room, Size::Small));
        }
        let likelihood = held.map(|held| Line::of(Style::Likelihood, held.text.clone()));
        let likelihood = likelihood.map(|text| set(&text, MARK - 12.0, Size::Small));
        let right = likelihood.as_ref().map_or(0.0, |lines| {
            lines.len() as f64 * Size::Small.leading() + 10.0
        }) + if node.weakest {
            Size::Small.leading()
        } else {
            0.0
        };
        let left =
            words.len() as f64 * Size::Body.leading() + small.len() as f64 * Size::Small.leading();
        let area = Area {
            x,
            y: self.y,
            width: wide,
            height: left.max(right) + 2.0 * PAD - 4.0,
        };
        let weight = if node.weakest {
            Weight::Weakest
        } else {
            Weight::Usual
        };
        self.paper.open(area);
        outline(&mut self.paper, area, node.shape, weight);
        let top = area.y + PAD - 2.0;
        let below = self.paper.lines((x + inset, top), &words, Size::Body);
        self.paper.lines((x + inset, below), &small, Size::Small);
        let edge = area.right() - inset - 4.0;
        let mut y = top;
        for line in likelihood.iter().flatten() {
            self.paper.text((edge, y), line, Size::Small, Anchor::End);
            y += Size::Small.leading();
        }
        if let Some(held) = held {
            bar(&mut self.paper, (edge - bar::LONG, y + 1.0), held);
            y += 10.0;
        }
        if node.weakest {
            let text = Line::of(Style::Alarm, "weakest link");
            self.paper.text((edge, y), &text, Size::Small, Anchor::End);
        }
        self.paper.close();
        area
    }

    /// What the shapes mean that stand in the picture.
    fn shapes(&mut self, graph: &Graph, wide: f64) {
        let mut there: Vec<Shape> = graph.nodes.iter().map(|node| node.shape).collect();
        there.sort_unstable();
        there.dedup();
        let marks: Vec<(Shape, &str)> = there
            .into_iter()
            .map(|shape| (shape, shape.meaning()))
            .collect();
        self.legend(&marks, wide, &|paper, shape, (x, y)| {
            let area = Area {
                x,
                y,
                width: 30.0,
                height: 15.0,
            };
            outline(paper, area, shape, Weight::Usual);
        });
    }
}

/// The box above each.
fn parents(graph: &Graph) -> Vec<Option<usize>> {
    let mut above = vec![None; graph.nodes.len()];
    for edge in &graph.edges {
        if let Some(slot) = above.get_mut(edge.to) {
            *slot = Some(edge.from);
        }
    }
    above
}

/// How many boxes are above each: a box comes after the one that it is below.
fn depths(above: &[Option<usize>]) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::with_capacity(above.len());
    for parent in above {
        let depth = parent
            .and_then(|parent| depths.get(parent))
            .map_or(0, |depth| depth + 1);
        depths.push(depth);
    }
    depths
}
