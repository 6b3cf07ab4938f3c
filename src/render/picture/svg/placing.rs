//! Where the boxes of a net and the words of its arrows stand. Takes how large they are, gives their places, in columns
//! from left to right; computed by `dagre`, which gives the words on an arrow room of their own.

use super::letters::{Size, width};
use super::paper::Area;
use crate::render::picture::graph::Edge;
use crate::render::style::Line;
use dagre::graph::{Graph as Dagre, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel};

/// What an arrow has of the side of its box, where there are many.
const APART: f64 = 9.0;

/// An arrow as it is laid out.
pub(super) struct Arrow<'g> {
    pub edge: &'g Edge,
    /// Its words, a line each.
    pub words: Vec<Line>,
    /// Where its words stand.
    pub at: Area,
    /// The points of its line, from the box that it leaves to the one that it reaches.
    pub points: Vec<(f64, f64)>,
}

/// Where the boxes and the arrows stand, from the upper left corner of the net.
pub(super) fn laid_out<'g>(
    names: &[Vec<Line>],
    arrows: Vec<(&'g Edge, Vec<Line>)>,
) -> (Vec<Area>, Vec<Arrow<'g>>) {
    let mut net: Dagre<NodeLabel, EdgeLabel> = Dagre::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: false,
    });
    let key = |at: usize| format!("n{at}");
    // How many arrows a box has: where there are many it is the taller.
    let held_at = |at: usize| {
        let own = arrows
            .iter()
            .filter(|(edge, _)| edge.from == at || edge.to == at);
        own.count() as f64
    };
    for (at, lines) in names.iter().enumerate() {
        let wide = lines
            .iter()
            .map(|line| width(line, Size::Name))
            .fold(0.0, f64::max);
        net.set_node(
            key(at),
            Some(NodeLabel {
                width: wide + 28.0,
                height: (lines.len() as f64 * Size::Name.leading() + 16.0).max(held_at(at) * APART),
                ..NodeLabel::default()
            }),
        );
    }
    for (at, (edge, words)) in arrows.iter().enumerate() {
        let wide = words
            .iter()
            .map(|line| width(line, Size::Small))
            .fold(0.0, f64::max);
        let label = EdgeLabel {
            width: wide + 10.0,
            height: words.len() as f64 * Size::Small.leading() + 6.0,
            labelpos: LabelPos::Center,
            ..EdgeLabel::default()
        };
        net.set_edge(
            key(edge.from),
            key(edge.to),
            Some(label),
            Some(at.to_string().as_str()),
        );
    }
    dagre::layout(
        &mut net,
        Some(LayoutOptions {
            rankdir: dagre::RankDir::LR,
            nodesep: 26.0,
            edgesep: 14.0,
            ranksep: 96.0,
            ..LayoutOptions::default()
        }),
    );
    let boxes = (0..names.len())
        .map(|at| {
            net.node(&key(at)).map_or(NOWHERE, |node| {
                around((node.x, node.y), node.width, node.height)
            })
        })
        .collect();
    let arrows = arrows
        .into_iter()
        .enumerate()
        .map(|(at, (edge, words))| {
            let name = at.to_string();
            let laid = net.edge(&key(edge.from), &key(edge.to), Some(name.as_str()));
            Arrow {
                edge,
                words,
                at: laid.map_or(NOWHERE, |label| {
                    around((label.x, label.y), label.width, label.height)
                }),
                points: laid.map_or_else(Vec::new, |label| {
                    label
                        .points
                        .iter()
                        .map(|point| (point.x, point.y))
                        .collect()
                }),
            }
        })
        .collect();
    (boxes, arrows)
}

const NOWHERE: Area = Area {
    x: 0.0,
    y: 0.0,
    width: 0.0,
    height: 0.0,
};

fn around((x, y): (Option<f64>, Option<f64>), wide: f64, high: f64) -> Area {
    Area {
        x: x.unwrap_or(0.0) - wide / 2.0,
        y: y.unwrap_or(0.0) - high / 2.0,
        width: wide,
        height: high,
    }
}
