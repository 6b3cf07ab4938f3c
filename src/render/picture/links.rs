//! `links` → a net: everybody who is bound, and one arrow for all that binds two of them in one way. The arrow has a head
//! at each end that a sentence reaches; what reads the same from both sides has none.

use super::chains::Net;
use super::graph::{Edge, Graph, Heads, Layout, Part, Shape, Tie, Tone};
use crate::answer::{self, Answer, Bond, Links};
use crate::render::style::{Line, Style};

/// The link chart.
pub(super) fn links(answer: &Answer, links: &Links) -> Graph {
    let mut graph = super::empty(answer, Layout::Net);
    let mut net = Net::default();
    if let Some(of) = &links.of {
        net.node(&mut graph, of, Shape::Asked);
    }
    let mut bundles: Vec<Bundle> = Vec::new();
    for tie in &links.ties {
        let from = net.node(&mut graph, &tie.from, Shape::Name);
        let to = net.node(&mut graph, &tie.to, Shape::Name);
        let tone = match tie.bond {
            Some(Bond::With) => Tone::With,
            Some(Bond::Against) => Tone::Against,
            None => Tone::Plain,
        };
        let known = bundles.iter_mut().find(|bundle| {
            bundle.tone == tone && [(from, to), (to, from)].contains(&(bundle.from, bundle.to))
        });
        match known {
            Some(bundle) => bundle.ties.push((from, tie)),
            None => bundles.push(Bundle {
                from,
                to,
                tone,
                ties: vec![(from, tie)],
            }),
        }
    }
    graph.edges = bundles.iter().map(Bundle::edge).collect();
    let nodes = 0..graph.nodes.len();
    let below = if links.ties.is_empty() {
        vec![Line::of(Style::Plain, "Nobody is bound to anybody.")]
    } else {
        Vec::new()
    };
    graph.parts.push(Part {
        heading: Line::new(),
        nodes,
        below,
    });
    graph
}

/// What binds two in one way, whichever of them it begins with.
struct Bundle<'a> {
    from: usize,
    to: usize,
    tone: Tone,
    /// The box that each begins with.
    ties: Vec<(usize, &'a answer::Bonded)>,
}

impl Bundle<'_> {
    fn edge(&self) -> Edge {
        let ways = |from: usize| {
            self.ties
                .iter()
                .any(|(first, tie)| *first == from && !tie.mutual)
        };
        let heads = match (ways(self.from), ways(self.to)) {
            (false, false) => Heads::None,
            (true, true) => Heads::Both,
            (true, false) | (false, true) => Heads::One,
        };
        let (from, to) = if heads == Heads::One && ways(self.to) {
            (self.to, self.from)
        } else {
            (self.from, self.to)
        };
        Edge {
            from,
            to,
            lines: self
                .ties
                .iter()
                .map(|(first, tie)| self.tie(*first, tie, heads))
                .collect(),
            heads,
            tone: self.tone,
        }
    }

    /// Where there are heads at both ends, what goes one way alone says whose it is.
    fn tie(&self, first: usize, tie: &answer::Bonded, heads: Heads) -> Tie {
        let both = self
            .ties
            .iter()
            .any(|(other, one)| *other != first && one.relation == tie.relation);
        let text = if heads == Heads::Both && !both && !tie.mutual {
            Line::of(Style::Name, tie.from.plain()).then(&format!(" {}", tie.relation))
        } else {
            Line::of(Style::Plain, tie.relation.clone())
        };
        Tie::new(text, &tie.fact, tie.basis)
    }
}
