//! The least and the greatest probability of a formula if nothing is known of how its leaves hang together: Fréchet's
//! bounds, part by part (interval rules). They hold always; where a leaf stands twice they may be wider than need be.

use super::formula::{Formulas, Node, Part};
use std::collections::BTreeMap;

/// The bounds.
pub(super) fn bounds(formulas: &Formulas, whole: Part) -> [f64; 2] {
    let mut known: BTreeMap<Part, [f64; 2]> = BTreeMap::new();
    for (part, node) in formulas.parts() {
        let get = |part: &Part| known.get(part).copied().unwrap_or([0.0, 1.0]);
        let sum =
            |parts: &[Part], end: usize| -> f64 { parts.iter().map(|part| get(part)[end]).sum() };
        let found = match node {
            Node::False => [0.0, 0.0],
            Node::True => [1.0, 1.0],
            Node::Leaf(leaf) => {
                let likely = f64::from(formulas.likelihood(*leaf).ten_thousandths()) / 1e4;
                [likely, likely]
            }
            Node::Not(inner) => {
                let [least, most] = get(inner);
                [1.0 - most, 1.0 - least]
            }
            Node::All(parts) => {
                let most = parts.iter().map(|part| get(part)[1]).fold(1.0, f64::min);
                [sum(parts, 0) - (parts.len() as f64 - 1.0), most]
            }
            Node::Any(parts) => {
                let least = parts.iter().map(|part| get(part)[0]).fold(0.0, f64::max);
                [least, sum(parts, 1)]
            }
            Node::AtLeast(k, parts) => {
                // By counting: the expected number of parts that hold is between the sums.
                let (k, count) = (*k as f64, parts.len() as f64);
                [
                    (sum(parts, 0) - (k - 1.0)) / (count - k + 1.0),
                    sum(parts, 1) / k,
                ]
            }
        };
        known.insert(part, found.map(|end| end.clamp(0.0, 1.0)));
        if part == whole {
            break;
        }
    }
    known.get(&whole).copied().unwrap_or([0.0, 1.0])
}
