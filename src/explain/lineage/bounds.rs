//! The least and the greatest probability of a formula if nothing is known of how its leaves hang together: Fréchet's
//! bounds, part by part (interval rules). They hold always; where a leaf stands twice they may be wider than need be.

use super::formula::{Formulas, Node, Part};
use crate::plan::components;
use std::collections::BTreeMap;

/// Claims that rest on one another are gone round so often; where they are more, nothing is said of how likely they are
/// at most.
const ROUNDS: usize = 200;

/// The bounds of the part, by how likely its leaves are.
pub(super) fn bounds(formulas: &Formulas, whole: Part, likely: impl Fn(usize) -> f64) -> [f64; 2] {
    let claims = formulas.met(whole).claims;
    let below: Vec<Vec<usize>> = claims
        .iter()
        .map(|claim| {
            let inside = formulas
                .equation(*claim)
                .map(|part| formulas.claims_in(part));
            let places = inside.into_iter().flatten();
            places
                .filter_map(|other| claims.get_index_of(&other))
                .collect()
        })
        .collect();
    let mut intervals = Intervals {
        formulas,
        likely,
        claims: BTreeMap::new(),
    };
    for component in components(&below) {
        let claims: Vec<usize> = component
            .iter()
            .filter_map(|place| claims.get_index(*place).copied())
            .collect();
        intervals.settle(&claims);
    }
    intervals.of(whole)
}

struct Intervals<'f, L> {
    formulas: &'f Formulas,
    likely: L,
    claims: BTreeMap<usize, [f64; 2]>,
}

impl<L: Fn(usize) -> f64> Intervals<'_, L> {
    /// Claims that rest on one another. After as many rounds as there are claims nothing comes about that has not.
    fn settle(&mut self, claims: &[usize]) {
        for claim in claims {
            self.claims.insert(*claim, [0.0, 0.0]);
        }
        for _ in 0..claims.len().min(ROUNDS) {
            let round: Vec<[f64; 2]> = claims
                .iter()
                .map(|claim| {
                    self.formulas
                        .equation(*claim)
                        .map_or([0.0, 0.0], |part| self.of(part))
                })
                .collect();
            self.claims.extend(claims.iter().copied().zip(round));
        }
        if claims.len() > ROUNDS {
            for claim in claims {
                self.claims
                    .entry(*claim)
                    .and_modify(|[_, most]| *most = 1.0);
            }
        }
    }

    fn of(&self, part: Part) -> [f64; 2] {
        self.part(part, &mut BTreeMap::new())
    }

    fn part(&self, part: Part, met: &mut BTreeMap<Part, [f64; 2]>) -> [f64; 2] {
        if let Some(known) = met.get(&part) {
            return *known;
        }
        let mut each = |parts: &[Part]| -> Vec<[f64; 2]> {
            parts.iter().map(|part| self.part(*part, met)).collect()
        };
        let sum = |of: &[[f64; 2]], end: usize| -> f64 { of.iter().map(|both| both[end]).sum() };
        let found = match self.formulas.node(part) {
            Node::False => [0.0, 0.0],
            Node::True => [1.0, 1.0],
            Node::Leaf(leaf) => [(self.likely)(*leaf); 2],
            Node::Claim(claim) => self.claims.get(claim).copied().unwrap_or([0.0, 1.0]),
            Node::Not(inner) => {
                let [least, most] = self.part(*inner, met);
                [1.0 - most, 1.0 - least]
            }
            Node::All(parts) => {
                let of = each(parts);
                let most = of.iter().map(|both| both[1]).fold(1.0, f64::min);
                [sum(&of, 0) - (of.len() as f64 - 1.0), most]
            }
            Node::Any(parts) => {
                let of = each(parts);
                let least = of.iter().map(|both| both[0]).fold(0.0, f64::max);
                [least, sum(&of, 1)]
            }
            Node::AtLeast(k, parts) => {
                // By counting: the expected number of parts that hold is between the sums.
                let of = each(parts);
                let (k, count) = (*k as f64, of.len() as f64);
                [
                    (sum(&of, 0) - (k - 1.0)) / (count - k + 1.0),
                    sum(&of, 1) / k,
                ]
            }
        };
        let found = found.map(|end| end.clamp(0.0, 1.0));
        met.insert(part, found);
        found
    }
}
