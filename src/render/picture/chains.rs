//! The chains of `connection between A and B` → a net: the names that they go through, an arrow for each sentence.

use super::graph::{Edge, Graph, Heads, Layout, Node, Part, Shape, Tie, Tone};
use crate::answer::{self, Along, Answer, Connection, Markup, Role};
use crate::render::layout::line;
use crate::render::style::{Line, Style};

/// All chains in one net.
pub(super) fn connection(answer: &Answer, connection: &Connection) -> Graph {
    let mut graph = super::empty(answer, Layout::Net);
    let mut net = Net::default();
    let from = net.node(&mut graph, &connection.from, Shape::Asked);
    net.node(&mut graph, &connection.to, Shape::Asked);
    for chain in connection.chains.iter().chain(&connection.stated) {
        let mut here = from;
        for tie in chain {
            let next = net.node(&mut graph, &tie.to, Shape::Name);
            step(&mut graph, tie, here, next);
            here = next;
        }
    }
    let count = graph.nodes.len();
    graph.parts.push(Part {
        heading: Line::new(),
        nodes: 0..count,
        below: if connection.chains.is_empty() {
            vec![Line::of(Style::Plain, "Nothing that is known ties them.")]
        } else if connection.more {
            vec![Line::of(
                Style::Faint,
                "There are more chains of this length.",
            )]
        } else {
            Vec::new()
        },
    });
    graph
}

/// The names of a net, each one box.
#[derive(Default)]
pub(super) struct Net {
    /// The entity's number, its name where it has none, and its box.
    names: Vec<(Option<u32>, String, usize)>,
}

impl Net {
    pub(super) fn node(&mut self, graph: &mut Graph, name: &Markup, shape: Shape) -> usize {
        let piece = name.pieces().iter().find(|piece| piece.role == Role::Name);
        let entity = piece.and_then(|piece| piece.entity);
        let plain = name.plain();
        let known = self
            .names
            .iter()
            .find(|(id, text, _)| (entity.is_some() && *id == entity) || *text == plain);
        if let Some((_, _, at)) = known {
            return *at;
        }
        let at = graph.nodes.len();
        graph.nodes.push(Node::new(shape, line(name)));
        self.names.push((entity, plain, at));
        at
    }
}

/// An arrow from one name to the next, in the direction in which the sentence reads. Each sentence stands once.
fn step(graph: &mut Graph, tie: &answer::Tie, here: usize, next: usize) {
    let (from, to, heads) = match tie.direction {
        Along::Forward => (here, next, Heads::One),
        Along::Backward => (next, here, Heads::One),
        Along::Either => (here.min(next), here.max(next), Heads::None),
    };
    let told = Tie::new(between(&tie.fact.sentence), &tie.fact, tie.basis);
    let known = graph
        .edges
        .iter_mut()
        .find(|edge| (edge.from, edge.to, edge.heads) == (from, to, heads));
    match known {
        Some(edge) if edge.lines.contains(&told) => {}
        Some(edge) => edge.lines.push(told),
        None => graph.edges.push(Edge {
            from,
            to,
            lines: vec![told],
            heads,
            tone: Tone::Plain,
        }),
    }
}

/// Of a sentence that is a name, words and a name, the words; else the whole of it.
fn between(sentence: &Markup) -> Line {
    match sentence.pieces() {
        [first, middle @ .., last]
            if first.role == Role::Name
                && last.role == Role::Name
                && middle.iter().all(|piece| piece.role != Role::Name) =>
        {
            let mut words = Line::new();
            for piece in middle {
                words.push(piece.role.into(), piece.text.trim());
            }
            words
        }
        _ => line(sentence),
    }
}
