//! Graph → Mermaid, a flowchart. Words stand in quotes, and every mark in them that Mermaid or HTML would read is
//! written as its number (`#34;`), as Mermaid's manual has it under *Entity codes to escape characters*.

use super::graph::{Edge, Graph, Heads, Layout, Node, Shape, Tone};

/// The graph, its parts as subgraphs where there are several.
pub(super) fn mermaid(graph: &Graph) -> String {
    let direction = match graph.layout {
        Layout::Tree => "TB",
        Layout::Net => "LR",
    };
    // A title stands between dashes as YAML, in which a double quote ends a text and a backslash marks a letter.
    let title = title(&graph.title.plain());
    let mut out = format!("---\ntitle: \"{title}\"\n---\nflowchart {direction}\n");
    let several = graph.parts.len() > 1;
    for (at, part) in graph.parts.iter().enumerate() {
        let indent = if several { "    " } else { "  " };
        if several {
            let heading = quoted(&[part.heading.plain()]);
            out.push_str(&format!("  subgraph p{at} [{heading}]\n"));
        }
        for (number, node) in part
            .nodes
            .clone()
            .filter_map(|number| Some((number, graph.nodes.get(number)?)))
        {
            out.push_str(&format!("{indent}n{number}{}\n", of_node(node)));
        }
        if !part.below.is_empty() {
            let below: Vec<String> = part.below.iter().map(|line| line.plain()).collect();
            out.push_str(&format!("{indent}below{at}[{}]:::words\n", quoted(&below)));
        }
        if several {
            out.push_str("  end\n");
        }
    }
    for edge in &graph.edges {
        out.push_str(&format!(
            "  n{} {} n{}\n",
            edge.from,
            of_edge(edge),
            edge.to
        ));
    }
    if !graph.notes.is_empty() {
        let notes: Vec<String> = graph.notes.iter().map(|line| line.plain()).collect();
        out.push_str(&format!("  notes[{}]:::words\n", quoted(&notes)));
    }
    out.push_str(
        "  classDef words fill:none,stroke:none\n  classDef asked stroke-width:3px\n  \
         classDef dashed stroke-dasharray:6 4\n  classDef dotted stroke-dasharray:2 3\n  \
         classDef against stroke-width:3px,stroke-dasharray:6 4\n  classDef weakest stroke-width:4px\n",
    );
    out
}

fn of_node(node: &Node) -> String {
    let text = quoted(&super::lines_of(node));
    let (open, close, class) = match node.shape {
        Shape::Name => ("[", "]", ""),
        Shape::Asked => ("[", "]", ":::asked"),
        Shape::Conclusion => ("(", ")", ""),
        Shape::Evidence => ("[", "]", ""),
        Shape::Default => ("(", ")", ":::dashed"),
        Shape::Group => ("[", "]", ":::words"),
        Shape::Comparison => ("{{", "}}", ""),
        Shape::Again => ("[", "]", ":::dotted"),
        Shape::Missing => ("[", "]", ":::against"),
        Shape::Blocking => ("[[", "]]", ":::asked"),
    };
    let class = if node.weakest { ":::weakest" } else { class };
    format!("{open}{text}{close}{class}")
}

fn of_edge(edge: &Edge) -> String {
    let words = if edge.lines.is_empty() {
        String::new()
    } else {
        format!("|{}|", quoted(&super::lines_of_edge(edge)))
    };
    let arrow = match (edge.heads, edge.is_concluded(), edge.tone) {
        (Heads::None, false, _) => "---",
        (Heads::None, true, _) => "-.-",
        (Heads::One, false, Tone::Plain | Tone::With) => "-->",
        (Heads::One, false, Tone::Against) => "--x",
        (Heads::One, true, Tone::Plain | Tone::With) => "-.->",
        (Heads::One, true, Tone::Against) => "-.-x",
        (Heads::Both, false, Tone::Plain | Tone::With) => "<-->",
        (Heads::Both, false, Tone::Against) => "x--x",
        (Heads::Both, true, Tone::Plain | Tone::With) => "<-.->",
        (Heads::Both, true, Tone::Against) => "x-.-x",
    };
    format!("{arrow}{words}")
}

/// Lines as one string of Mermaid, a line's end as HTML's.
fn quoted(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    format!("\"{}\"", lines.join("<br/>"))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' | '#' | '&' | '<' | '>' | '`' | ';' | '\\' | '*' | '_' | '[' | ']' | '(' | ')'
            | '{' | '}' | '|' | '%' | '$' => out.push_str(&format!("#{};", u32::from(letter))),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

fn title(text: &str) -> String {
    text.chars()
        .flat_map(|letter| match letter {
            '"' => vec!['\\', '"'],
            '\\' => vec!['\\', '\\'],
            letter if letter.is_control() => vec![' '],
            letter => vec![letter],
        })
        .collect()
}
