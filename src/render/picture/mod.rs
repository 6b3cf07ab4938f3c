//! Answer → pictures. An answer that is a graph becomes one value of boxes and arrows, and DOT, Mermaid and SVG are
//! printers of it. What is computed here is where things stand on paper, never what is true.

mod chains;
mod dot;
mod graph;
mod links;
mod mermaid;
mod svg;
mod theme;
mod tree;

use theme::Palette;
pub use theme::Theme;
pub(super) use theme::properties;

use super::form::{Form, NoForm};
use super::layout::{line, wrapped};
use super::style::{Line, Style};
use super::text::{STOPPED, title_of};
use crate::answer::{Answer, Body};
use graph::{Edge, Graph, Layout, Node};

/// Neither DOT nor Mermaid breaks lines by itself: so many letters stand on one.
const LETTERS: usize = 44;

/// The graph that an answer is; none where it is none.
fn graph(answer: &Answer) -> Option<Graph> {
    match &answer.body {
        Body::Why(why) => Some(tree::why(answer, why)),
        Body::WhyNot(why_not) => Some(tree::why_not(answer, why_not)),
        Body::Links(links) => Some(links::links(answer, links)),
        Body::Connection(connection) => Some(chains::connection(answer, connection)),
        Body::Table(_)
        | Body::YesNo(_)
        | Body::WhoSays(_)
        | Body::Conflicts(_)
        | Body::Gaps(_)
        | Body::Profile(_)
        | Body::Timeline(_)
        | Body::Comparison(_)
        | Body::Change(_)
        | Body::Linchpins(_)
        | Body::HowLikely(_)
        | Body::Repairs(_)
        | Body::Sources(_)
        | Body::Assumptions(_)
        | Body::Hypotheses(_) => None,
    }
}

/// The answer as a graph in the language of Graphviz.
///
/// # Errors
/// The answer is no graph.
pub fn dot(answer: &Answer) -> Result<String, NoForm> {
    let graph = graph(answer).ok_or(NoForm { form: Form::Dot })?;
    Ok(dot::dot(&graph))
}

/// The answer as a flowchart in the language of Mermaid.
///
/// # Errors
/// The answer is no graph.
pub fn mermaid(answer: &Answer) -> Result<String, NoForm> {
    let graph = graph(answer).ok_or(NoForm {
        form: Form::Mermaid,
    })?;
    Ok(mermaid::mermaid(&graph))
}

/// The answer as a picture that stands by itself: text as text, no scripts, nothing fetched.
///
/// # Errors
/// There is no picture of such an answer.
pub fn svg(answer: &Answer, theme: Theme) -> Result<String, NoForm> {
    drawn(answer, svg::Page::new(answer, Palette::Of(theme)))
}

/// The same as a figure of a page of HTML: as wide as a column of text where it can be, in the colours of the page, and
/// without the title, which the page says.
///
/// # Errors
/// There is no picture of such an answer.
pub(super) fn figure(answer: &Answer) -> Result<String, NoForm> {
    drawn(answer, svg::Page::figure(answer))
}

fn drawn(answer: &Answer, page: svg::Page) -> Result<String, NoForm> {
    match &answer.body {
        Body::Timeline(timeline) => Ok(page.timeline(timeline, answer.head.as_of.as_ref())),
        Body::Hypotheses(hypotheses) => Ok(page.matrix(hypotheses)),
        _ => {
            let graph = graph(answer).ok_or(NoForm { form: Form::Svg })?;
            Ok(page.graph(&graph))
        }
    }
}

/// A graph with nothing in it but what stands around it.
fn empty(answer: &Answer, layout: Layout) -> Graph {
    Graph {
        title: title_of(&answer.head),
        layout,
        nodes: Vec::new(),
        edges: Vec::new(),
        parts: Vec::new(),
        notes: notes(answer),
    }
}

/// What to bear in mind, and the marking.
fn notes(answer: &Answer) -> Vec<Line> {
    let mut notes: Vec<Line> = answer.head.notes.iter().map(line).collect();
    if answer.head.stopped {
        notes.push(Line::of(Style::Alarm, STOPPED));
    }
    if let Some(withheld) = &answer.head.withheld {
        notes.push(Line::of(Style::Faint, withheld.text.clone()));
    }
    if let Some(marking) = &answer.head.marking {
        notes.push(Line::of(Style::Alarm, marking.clone()));
    }
    notes
}

/// What stands in a box, in lines: what it says, how likely and when, on what ground.
fn lines_of(node: &Node) -> Vec<String> {
    let mut held = Line::new();
    if let Some(likelihood) = node.held.as_ref().filter(|held| !held.is_certain()) {
        held.push(Style::Likelihood, likelihood.text.clone());
    }
    if !node.when.is_empty() {
        if !held.is_empty() {
            held.push(Style::Plain, ", ");
        }
        held.add(node.when.clone());
    }
    let weakest = if node.weakest { "weakest link" } else { "" };
    let mut parts = vec![
        node.said(),
        held,
        node.ground.clone(),
        Line::of(Style::Alarm, weakest),
    ];
    parts.extend(node.words.iter().cloned());
    short(&parts)
}

/// What stands beside an arrow, in lines.
fn lines_of_edge(edge: &Edge) -> Vec<String> {
    let parts: Vec<Line> = edge
        .lines
        .iter()
        .flat_map(|tie| [tie.text.clone(), tie.detail()])
        .collect();
    short(&parts)
}

fn short(parts: &[Line]) -> Vec<String> {
    parts
        .iter()
        .filter(|part| !part.is_empty())
        .flat_map(|part| wrapped(part, LETTERS))
        .map(|part| part.plain())
        .collect()
}
