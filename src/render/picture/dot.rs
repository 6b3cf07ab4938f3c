//! Graph → DOT, the language of Graphviz. Every name and word stands in quotes, so that none is read as DOT's own.

use super::graph::{Edge, Graph, Heads, Layout, Node, Shape, Tone};
use crate::render::style::Line;

/// The graph, its parts as clusters where there are several.
pub(super) fn dot(graph: &Graph) -> String {
    let title = quoted(&[graph.title.plain()]);
    let direction = match graph.layout {
        Layout::Tree => "TB",
        Layout::Net => "LR",
    };
    let mut out = format!(
        "digraph {title} {{\n  rankdir={direction};\n  label={title};\n  labelloc=t;\n  fontname=\"sans-serif\";\n  \
         node [fontname=\"sans-serif\", fontsize=11, shape=box];\n  edge [fontname=\"sans-serif\", fontsize=10];\n"
    );
    let several = graph.parts.len() > 1;
    for (at, part) in graph.parts.iter().enumerate() {
        let indent = if several { "    " } else { "  " };
        if several {
            let heading = quoted(&[part.heading.plain()]);
            out.push_str(&format!(
                "  subgraph cluster_{at} {{\n    label={heading};\n    style=invis;\n"
            ));
        }
        for (number, node) in part
            .nodes
            .clone()
            .filter_map(|number| Some((number, graph.nodes.get(number)?)))
        {
            out.push_str(&format!("{indent}n{number} [{}];\n", of_node(node)));
        }
        if several {
            out.push_str("  }\n");
        }
        if !part.below.is_empty() {
            let below: Vec<String> = part.below.iter().map(Line::plain).collect();
            out.push_str(&format!(
                "  below{at} [shape=plaintext, label={}];\n",
                quoted(&below)
            ));
        }
    }
    for edge in &graph.edges {
        out.push_str(&format!(
            "  n{} -> n{}{};\n",
            edge.from,
            edge.to,
            of_edge(edge)
        ));
    }
    if !graph.notes.is_empty() {
        let notes: Vec<String> = graph.notes.iter().map(Line::plain).collect();
        out.push_str(&format!(
            "  notes [shape=plaintext, label={}];\n",
            quoted(&notes)
        ));
    }
    out.push_str("}\n");
    out
}

fn of_node(node: &Node) -> String {
    let drawn = match node.shape {
        Shape::Name => "",
        Shape::Asked => ", penwidth=2",
        Shape::Conclusion => ", style=rounded",
        Shape::Evidence => ", shape=note",
        Shape::Default => ", style=\"rounded,dashed\"",
        Shape::Group => ", shape=plaintext",
        Shape::Comparison => ", shape=hexagon",
        Shape::Again => ", style=dotted",
        Shape::Missing => ", style=dashed, penwidth=2",
        Shape::Blocking => ", shape=octagon, penwidth=2",
    };
    let weakest = if node.weakest { ", peripheries=2" } else { "" };
    format!("label={}{drawn}{weakest}", quoted(&super::lines_of(node)))
}

fn of_edge(edge: &Edge) -> String {
    let mut said = Vec::new();
    if !edge.lines.is_empty() {
        said.push(format!("label={}", quoted(&super::lines_of_edge(edge))));
    }
    if edge.is_concluded() {
        said.push("style=dashed".to_owned());
    }
    match (edge.heads, edge.tone) {
        (Heads::One, Tone::Plain | Tone::With) => {}
        (Heads::One, Tone::Against) => said.push("arrowhead=tee".to_owned()),
        (Heads::Both, Tone::Plain | Tone::With) => said.push("dir=both".to_owned()),
        (Heads::Both, Tone::Against) => {
            said.push("dir=both, arrowhead=tee, arrowtail=tee".to_owned());
        }
        (Heads::None, _) => said.push("dir=none".to_owned()),
    }
    if said.is_empty() {
        String::new()
    } else {
        format!(" [{}]", said.join(", "))
    }
}

/// Lines as one string of DOT. A backslash is a mark of DOT's own in a label, so it is doubled; a line's end is `\n`.
fn quoted(lines: &[String]) -> String {
    let mut out = String::from("\"");
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            out.push_str("\\n");
        }
        for letter in line.chars() {
            match letter {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                letter if letter.is_control() => out.push(' '),
                letter => out.push(letter),
            }
        }
    }
    out.push('"');
    out
}
