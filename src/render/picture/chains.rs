//! The chains of `connection between A and B` → a net: the names that they go through, an arrow for each sentence.

use super::graph::{Basis, Edge, Graph, Heads, Layout, Node, Part, Shape, Tie, Tone};
use crate::answer::{Answer, Connection, Fact, Markup, Piece, Role};
use crate::render::layout::line;
use crate::render::style::{Line, Style};

/// All chains in one net.
pub(super) fn connection(answer: &Answer, connection: &Connection) -> Graph {
    let mut graph = super::empty(answer, Layout::Net);
    let mut net = Net::default();
    let from = net.node(&mut graph, &connection.from, Shape::Asked);
    let to = net.node(&mut graph, &connection.to, Shape::Asked);
    for chain in &connection.chains {
        let mut here = from;
        for (at, fact) in chain.iter().enumerate() {
            let next = match chain.get(at + 1) {
                None => Some(to),
                Some(after) => net.shared(&mut graph, fact, after, here),
            };
            // A step through a name that the sentences say otherwise stands as a box of its own words.
            let next = next.unwrap_or_else(|| {
                graph
                    .nodes
                    .push(Node::new(Shape::Group, line(&fact.sentence)));
                graph.nodes.len() - 1
            });
            net.step(&mut graph, fact, here, next);
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
struct Net {
    /// The entity's number, its name where it has none, and its box.
    names: Vec<(Option<u32>, String, usize)>,
}

impl Net {
    fn node(&mut self, graph: &mut Graph, name: &Markup, shape: Shape) -> usize {
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

    /// The name that two sentences have in common, other than the one at hand.
    fn shared(
        &mut self,
        graph: &mut Graph,
        fact: &Fact,
        after: &Fact,
        here: usize,
    ) -> Option<usize> {
        let next = names(&fact.sentence)
            .find(|piece| {
                self.at(piece) != Some(here)
                    && names(&after.sentence).any(|other| same(piece, other))
            })?
            .clone();
        let name = match next.entity {
            Some(entity) => Markup::name(next.text, entity),
            None => Markup::of(next.role, next.text),
        };
        Some(self.node(graph, &name, Shape::Name))
    }

    fn at(&self, piece: &Piece) -> Option<usize> {
        self.names
            .iter()
            .find(|(id, text, _)| {
                (piece.entity.is_some() && *id == piece.entity) || *text == piece.text
            })
            .map(|(_, _, at)| *at)
    }

    /// An arrow from one name to the next, in the direction in which the sentence reads. Each sentence stands once.
    fn step(&self, graph: &mut Graph, fact: &Fact, here: usize, next: usize) {
        let first = names(&fact.sentence).next().and_then(|one| self.at(one));
        let (from, to) = if first == Some(next) {
            (next, here)
        } else {
            (here, next)
        };
        let tie = Tie {
            text: between(&fact.sentence),
            detail: super::detail(fact),
            // What is stated has a place for its ground, what rules give has the rule's name.
            basis: if fact
                .ground
                .pieces()
                .iter()
                .any(|piece| piece.role == Role::Rule)
            {
                Basis::Concluded
            } else {
                Basis::Stated
            },
        };
        let known = graph
            .edges
            .iter_mut()
            .find(|edge| (edge.from, edge.to) == (from, to));
        match known {
            Some(edge) if edge.lines.contains(&tie) => {}
            Some(edge) => edge.lines.push(tie),
            None => graph.edges.push(Edge {
                from,
                to,
                lines: vec![tie],
                heads: Heads::One,
                tone: Tone::Plain,
            }),
        }
    }
}

fn names(sentence: &Markup) -> impl Iterator<Item = &Piece> {
    sentence
        .pieces()
        .iter()
        .filter(|piece| piece.role == Role::Name)
}

fn same(one: &Piece, other: &Piece) -> bool {
    (one.entity.is_some() && one.entity == other.entity) || one.text == other.text
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
