//! What may not be seen is struck out of statements of words, before a single name is read. Takes statements and their
//! file's marking, gives the places to strike, and the statements without them.

use crate::model::{Restriction, Scales};
use crate::resolve::{line_marking, whole_marking};
use crate::source::Place;
use crate::syntax::{Line, Shape, Statement, Whole};
use std::collections::BTreeSet;

/// The statements and lines to strike, by the places that they fill.
pub(super) type Struck = BTreeSet<Place>;

/// How far one may see.
pub(super) struct Ceiling<'s> {
    pub scales: &'s Scales,
    pub upto: Restriction,
}

impl Ceiling<'_> {
    pub fn hides(&self, marking: Option<&str>) -> bool {
        marking.is_some_and(|marking| self.scales.restriction(marking) > self.upto)
    }

    /// What is marked above the ceiling. `default` is the file's own marking. What a file says of itself is kept: it holds
    /// the defaults of what may be seen.
    pub fn above(&self, statements: &[Statement], default: Option<&str>, found: &mut Struck) {
        for statement in statements {
            let whole = statement.shape.whole();
            if whole == Whole::File {
                continue;
            }
            let own = whole_marking(statement, self.scales);
            if self.hides(own.as_deref().or(default)) {
                found.insert(statement.place);
                continue;
            }
            if whole == Whole::Line {
                let lines = statement.shape.lines();
                let hidden = lines
                    .iter()
                    .filter(|line| self.hides(line_marking(line, self.scales).as_deref()));
                found.extend(hidden.map(|line| line.place));
            }
            self.above(inner(&statement.shape), default, found);
        }
    }
}

/// The statements set in under one.
fn inner(shape: &Shape) -> &[Statement] {
    match shape {
        Shape::Suppose { statements, .. }
        | Shape::Hypothesis { statements, .. }
        | Shape::From { statements, .. } => statements,
        _ => &[],
    }
}

/// The statements without what is struck. A table of whose statements none is left goes with them.
pub(super) fn without(statements: &[Statement], struck: &Struck) -> Vec<Statement> {
    let kept = |statement: &&Statement| !struck.contains(&statement.place);
    statements
        .iter()
        .filter(kept)
        .cloned()
        .filter_map(|mut statement| {
            match &mut statement.shape {
                Shape::From { statements, .. } => {
                    *statements = without(statements, struck);
                    if statements.is_empty() {
                        return None;
                    }
                }
                Shape::Suppose { statements, .. } | Shape::Hypothesis { statements, .. } => {
                    *statements = without(statements, struck);
                }
                Shape::Declaration { lines, .. }
                | Shape::Sentence { lines }
                | Shape::Marked { lines, .. }
                | Shape::Allegiance { lines }
                | Shape::Threat { lines } => lines.retain(|line| !struck.contains(&line.place)),
                _ => {}
            }
            Some(statement)
        })
        .collect()
}

/// The smallest that can be struck around a place: the line, where lines go each for itself, else the statement. Of a
/// file's own statement, everything in the file: without its defaults the others would say something else.
pub(super) fn around(statements: &[Statement], at: u32) -> Vec<Place> {
    let holds = |place: Place| place.start <= at && at < place.end.max(place.start + 1);
    let Some(statement) = statements.iter().find(|one| holds(one.place)) else {
        return Vec::new();
    };
    if let Shape::Scenario { .. } = statement.shape {
        let others = statements.iter().filter(|one| one.place != statement.place);
        return others.map(|one| one.place).collect();
    }
    let within = around(inner(&statement.shape), at);
    if !within.is_empty() {
        return within;
    }
    let line = |line: &&Line| line.indent > 0 && holds(line.place);
    let lines = statement.shape.lines().iter();
    let own = lines
        .filter(|_| statement.shape.whole() == Whole::Line)
        .find(line);
    vec![own.map_or(statement.place, |line| line.place)]
}
