//! What a condition rests on.
//!
//! Takes a body; gives the nodes that it reads, and for each whether by a strict step.

use super::Node;
use crate::model::{Body, Length, Pattern, Sign};

/// How a condition reads a node.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step<'a> {
    /// More support for the node never weakens the condition.
    Plain,
    /// Under not, unless, at most, exactly.
    Strict,
    /// Under a window with a length.
    Window(&'a Length),
}

/// Calls `found` for every node that the body reads, in the order of the body. `stated` and claims rest on
/// evidence, not on nodes.
pub fn rests_on<'a>(body: &'a Body, found: &mut dyn FnMut(Node, Step<'a>, &'a Pattern)) {
    walk(body, Step::Plain, found);
}

fn walk<'a>(body: &'a Body, step: Step<'a>, found: &mut dyn FnMut(Node, Step<'a>, &'a Pattern)) {
    match body {
        Body::Sentence(pattern) => found(
            Node {
                relation: pattern.relation,
                sign: Sign::For,
            },
            step,
            pattern,
        ),
        Body::Denied(pattern) => found(
            Node {
                relation: pattern.relation,
                sign: Sign::Against,
            },
            step,
            pattern,
        ),
        Body::Stated(..) | Body::Claimed { .. } | Body::Compare { .. } => {}
        Body::And(parts) | Body::Or(parts) | Body::AtLeastOf { of: parts, .. } => {
            parts.iter().for_each(|part| walk(part, step, found));
        }
        Body::Past(body) | Body::AnyTime(body) => walk(body, step, found),
        Body::AtLeast(count) => walk(&count.body, step, found),
        Body::Not(body) => walk(body, Step::Strict, found),
        Body::AtMost(count) | Body::Exactly(count) => walk(&count.body, Step::Strict, found),
        Body::PastWithin(length, body) | Body::Throughout(length, body) => {
            let inner = match step {
                Step::Strict => Step::Strict,
                Step::Plain | Step::Window(_) => Step::Window(length),
            };
            walk(body, inner, found);
        }
    }
}
