//! A graph between answers and what prints them: boxes of styled words, and arrows. DOT, Mermaid and SVG are three
//! printers of this one value, so they cannot tell different things.

use crate::answer::{Basis, Fact, Held};
use crate::render::layout::line;
use crate::render::style::{Line, Style};
use std::ops::Range;

/// Boxes and arrows, with what stands around them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Graph {
    /// What it shows: the answer's title with its date and its world.
    pub title: Line,
    /// How it is read.
    pub layout: Layout,
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The arrows between them.
    pub edges: Vec<Edge>,
    /// Parts that stand apart, each a stretch of the boxes, in their order. Every box is in one.
    pub parts: Vec<Part>,
    /// What to bear in mind, and the marking.
    pub notes: Vec<Line>,
}

/// How a graph is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Layout {
    /// A tree: each box has one arrow into it at most, from an earlier box that rests on it.
    Tree,
    /// A net of names.
    Net,
}

/// A stretch of the boxes, with a line above it and lines below.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Part {
    /// `Derivation 1 of 3`; empty where nothing need be said.
    pub heading: Line,
    /// Its boxes.
    pub nodes: Range<usize>,
    /// The figures and the confidence.
    pub below: Vec<Line>,
}

/// A box.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Node {
    /// What it is, told by its shape.
    pub shape: Shape,
    /// What it says.
    pub text: Line,
    /// How strongly that is held; none where the words say so already, or where there is nothing to hold.
    pub held: Option<Held>,
    /// When.
    pub when: Line,
    /// The rule that gives it, or where it stands and on whose evidence.
    pub ground: Line,
    /// Quotes and notes.
    pub words: Vec<Line>,
    /// Whether the weakest link is here.
    pub weakest: bool,
}

impl Node {
    pub(super) fn new(shape: Shape, text: Line) -> Node {
        Node {
            shape,
            text,
            held: None,
            when: Line::new(),
            ground: Line::new(),
            words: Vec::new(),
            weakest: false,
        }
    }
}

impl Node {
    /// What it says, with what its shape says in words.
    pub(super) fn said(&self) -> Line {
        let lead = match self.shape {
            Shape::Missing if self.held.is_some() => Line::of(Style::Alarm, "too weak: "),
            Shape::Missing => Line::of(Style::Alarm, "missing: "),
            Shape::Blocking => Line::of(Style::Alarm, "blocked: "),
            Shape::Again => return self.text.clone().then(" (as above)"),
            Shape::Name
            | Shape::Asked
            | Shape::Conclusion
            | Shape::Evidence
            | Shape::Default
            | Shape::Group
            | Shape::Comparison => Line::new(),
        };
        lead.with(self.text.clone())
    }
}

/// What a box is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Shape {
    /// Somebody or something with a name.
    Name,
    /// A name that the question asks about.
    Asked,
    /// What a rule gives.
    Conclusion,
    /// What is stated.
    Evidence,
    /// What is so because nothing shows otherwise.
    Default,
    /// What holds the boxes below it together, or moves them in time.
    Group,
    /// A comparison of values.
    Comparison,
    /// What is told in full elsewhere.
    Again,
    /// What is missing.
    Missing,
    /// What stands against it.
    Blocking,
}

impl Shape {
    /// What the shape means, for a legend.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Shape::Name => "named",
            Shape::Asked => "asked about",
            Shape::Conclusion => "given by a rule",
            Shape::Evidence => "stated",
            Shape::Default => "nothing shows otherwise",
            Shape::Group => "holds together what is below",
            Shape::Comparison => "comparison",
            Shape::Again => "shown in full elsewhere",
            Shape::Missing => "missing",
            Shape::Blocking => "stands against it",
        }
    }
}

/// An arrow.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Edge {
    /// The box it leaves.
    pub from: usize,
    /// The box it reaches.
    pub to: usize,
    /// What it says, a line for each sentence; none in a tree.
    pub lines: Vec<Tie>,
    /// Which ends have heads.
    pub heads: Heads,
    /// What it is drawn as.
    pub tone: Tone,
}

/// One sentence that an arrow stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tie {
    /// What stands beside the arrow: its words between the two names.
    pub text: Line,
    /// The whole of it.
    pub sentence: Line,
    /// How strongly it is held.
    pub held: Held,
    /// When, and on what ground, as far as it need be said.
    pub ground: Line,
    /// Whether it is stated.
    pub basis: Basis,
}

/// Which ends of an arrow have heads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Heads {
    /// The end that it reaches.
    One,
    /// Both.
    Both,
    /// None: the sentence reads either way.
    None,
}

/// What an arrow is drawn as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Tone {
    /// A plain line.
    Plain,
    /// The two are on one side.
    With,
    /// One is against the other.
    Against,
}

impl Tie {
    /// The words between two names as a sentence stands with them.
    pub(super) fn new(text: Line, fact: &Fact, basis: Basis) -> Tie {
        let mut ground = Line::new();
        let rest = [fact.when.as_ref(), Some(&fact.ground)];
        for part in rest.into_iter().flatten().filter(|part| !part.is_empty()) {
            if !ground.is_empty() {
                ground.push(Style::Faint, " · ");
            }
            ground.add(line(part));
        }
        Tie {
            text,
            sentence: line(&fact.sentence),
            held: fact.likelihood.clone(),
            ground,
            basis,
        }
    }

    /// How strongly it is held, when, and on what ground, as far as it need be said.
    pub(super) fn detail(&self) -> Line {
        let mut detail = Line::new();
        if !self.held.is_certain() {
            detail.push(Style::Likelihood, self.held.text.clone());
        }
        if !self.ground.is_empty() {
            if !detail.is_empty() {
                detail.push(Style::Faint, " · ");
            }
            detail.add(self.ground.clone());
        }
        detail
    }
}

impl Edge {
    /// An arrow that says nothing but that one box rests on another.
    pub(super) fn bare(from: usize, to: usize) -> Edge {
        Edge {
            from,
            to,
            lines: Vec::new(),
            heads: Heads::None,
            tone: Tone::Plain,
        }
    }

    /// Whether all that it stands for is given by rules.
    pub(super) fn is_concluded(&self) -> bool {
        !self.lines.is_empty() && self.lines.iter().all(|tie| tie.basis == Basis::Concluded)
    }
}
