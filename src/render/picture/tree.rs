//! Derivations → a graph that is a tree: a box for each line of a derivation, what it rests on below it. What goes
//! without saying is left out, as in the text.

use super::graph::{Edge, Graph, Layout, Node, Part, Shape};
use crate::answer::{Answer, Node as Told, NodeKind, Reasoned, Why, WhyNot};
use crate::render::layout::line;
use crate::render::style::{Line, Style};
use crate::render::text::{confidence_line, figures};

/// The derivations of `why`, and what speaks against it.
pub(super) fn why(answer: &Answer, why: &Why) -> Graph {
    let mut graph = super::empty(answer, Layout::Tree);
    if why.derivations.is_empty() {
        let text = Line::of(Style::Plain, "nothing supports it: ").with(line(&why.sentence));
        lone(&mut graph, Node::new(Shape::Default, text));
    }
    let several = why.derivations.len() > 1;
    for (at, reasoned) in why.derivations.iter().enumerate() {
        let heading = if several {
            Line::of(
                Style::Title,
                format!("Derivation {} of {}", at + 1, why.count),
            )
        } else {
            Line::new()
        };
        derivation(&mut graph, heading, reasoned);
    }
    if let Some(against) = &why.against {
        derivation(
            &mut graph,
            Line::of(Style::Alarm, "It is also denied:"),
            against,
        );
    }
    graph
}

/// Each rule that could have given it: what held, what is missing, what blocked it.
pub(super) fn why_not(answer: &Answer, why_not: &WhyNot) -> Graph {
    let mut graph = super::empty(answer, Layout::Tree);
    if why_not.attempts.is_empty() && why_not.against.is_none() {
        let text = Line::of(Style::Plain, "no rule could give it: ").with(line(&why_not.sentence));
        lone(&mut graph, Node::new(Shape::Default, text));
    }
    for attempt in &why_not.attempts {
        let first = graph.nodes.len();
        let by = Line::of(Style::Plain, "by ").with(line(&attempt.rule));
        graph.nodes.push(Node {
            ground: line(&attempt.place),
            ..Node::new(Shape::Group, by)
        });
        under(&mut graph, &attempt.conditions, first);
        let nodes = first..graph.nodes.len();
        graph.parts.push(Part {
            heading: Line::new(),
            nodes,
            below: Vec::new(),
        });
    }
    if let Some(against) = &why_not.against {
        derivation(&mut graph, Line::of(Style::Alarm, "It is denied:"), against);
    }
    graph
}

fn lone(graph: &mut Graph, node: Node) {
    let at = graph.nodes.len();
    graph.nodes.push(node);
    graph.parts.push(Part {
        heading: Line::new(),
        nodes: at..at + 1,
        below: Vec::new(),
    });
}

fn derivation(graph: &mut Graph, heading: Line, reasoned: &Reasoned) {
    let first = graph.nodes.len();
    told(graph, &reasoned.tree);
    let end = graph.nodes.len();
    let mut below = Vec::new();
    below.extend(figures(reasoned));
    below.push(confidence_line(&reasoned.confidence));
    graph.parts.push(Part {
        heading,
        nodes: first..end,
        below: if reasoned.apart.is_empty() {
            std::mem::take(&mut below)
        } else {
            Vec::new()
        },
    });
    let count = reasoned.apart.len();
    for (at, apart) in reasoned.apart.iter().enumerate() {
        let first = graph.nodes.len();
        told(graph, apart);
        let nodes = first..graph.nodes.len();
        graph.parts.push(Part {
            heading: if at == 0 {
                Line::of(Style::Faint, "where")
            } else {
                Line::new()
            },
            nodes,
            below: if at + 1 == count {
                std::mem::take(&mut below)
            } else {
                Vec::new()
            },
        });
    }
}

/// Adds a line of a derivation with all that is below it.
fn told(graph: &mut Graph, node: &Told) {
    let at = graph.nodes.len();
    graph.nodes.push(boxed(node));
    under(graph, &node.under, at);
}

fn under(graph: &mut Graph, below: &[Told], above: usize) {
    for child in below.iter().filter(|node| !node.understood) {
        graph.edges.push(Edge::bare(above, graph.nodes.len()));
        told(graph, child);
    }
}

fn boxed(node: &Told) -> Node {
    let held = Some(node.likelihood.clone());
    let (shape, held) = match node.node {
        NodeKind::Conclusion => (Shape::Conclusion, held),
        NodeKind::Evidence => (Shape::Evidence, held),
        NodeKind::Default => (Shape::Default, None),
        NodeKind::Group => (Shape::Group, None),
        NodeKind::Window => (Shape::Group, held),
        NodeKind::Again => (Shape::Again, held),
        NodeKind::Comparison => (Shape::Comparison, None),
        NodeKind::Missing => (Shape::Missing, held.filter(|held| held.value > 0)),
        NodeKind::Blocking => (Shape::Blocking, held),
    };
    Node {
        shape,
        text: line(&node.text),
        held,
        when: node.when.as_ref().map(line).unwrap_or_default(),
        ground: line(&node.ground),
        words: node.words.iter().map(line).collect(),
        weakest: node.weakest,
    }
}
