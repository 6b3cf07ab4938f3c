//! One way out of many. Takes a goal and how long each claim's own derivation is, gives what the goal costs, and the
//! premise that it comes to when the cheapest ways are taken.
//!
//! In a premise every claim is only named; [`super::assemble`] puts the derivations in.

use super::goal::{Goal, Layout, Reach, Way, Ways};
use super::nodes::{NodeId, Nodes};
use crate::explain::Premise;
use crate::explain::bindings::Bindings;
use crate::explain::reading::{Fit, Reading};
use crate::model::{Body, Count, Value, VarId};
use crate::time::{Instant, Likelihood};
use std::cmp::Reverse;

/// How many rules deep the derivation of a claim is; none where it has none yet.
pub(super) trait Depths {
    /// Of evidence 0; of what is settled apart, 0.
    fn depth(&self, node: NodeId) -> Option<u64>;
}

/// How many rules deep the goal is, its shallowest ways taken; none where no way is settled.
pub(super) fn cost(goal: &Goal, depths: &dyn Depths) -> Option<u64> {
    match &goal.ways {
        Ways::Claim(node) => depths.depth(*node),
        Ways::Stated(..)
        | Ways::Claimed(..)
        | Ways::Comparison { .. }
        | Ways::Default { .. }
        | Ways::AtMost { .. } => Some(0),
        Ways::All(all) => deepest(all.iter().map(|goal| cost(goal, depths))),
        Ways::OneOf(ways) | Ways::Some(ways) => {
            ways.iter().filter_map(|way| cost(&way.goal, depths)).min()
        }
        Ways::Window { seen, .. } => seen.iter().filter_map(|(_, goal)| cost(goal, depths)).min(),
        Ways::Throughout { stretches, .. } => {
            deepest(stretches.iter().map(|(_, goal)| cost(goal, depths)))
        }
        Ways::AtLeast { k, of } => {
            let of = of.iter().map(|(_, goal)| goal);
            cheapest(*k, of, depths).map(|chosen| chosen.1)
        }
        Ways::SoManyOf { k, of } => {
            let of = of.iter().map(|(_, goal)| goal);
            cheapest(*k, of, depths).map(|chosen| chosen.1)
        }
        Ways::Exactly { at_least, .. } => cost(at_least, depths),
    }
}

fn deepest(costs: impl Iterator<Item = Option<u64>>) -> Option<u64> {
    costs
        .into_iter()
        .try_fold(0, |most, cost| Some(most.max(cost?)))
}

/// The k that are the least deep, of equals the greatest, in the order in which they stand; and how deep they are.
fn cheapest<'g>(
    k: u32,
    of: impl Iterator<Item = &'g Goal>,
    depths: &dyn Depths,
) -> Option<(Vec<usize>, u64)> {
    let k = usize::try_from(k).ok()?;
    let mut settled: Vec<(u64, Reverse<Likelihood>, usize)> = of
        .enumerate()
        .filter_map(|(place, goal)| Some((cost(goal, depths)?, Reverse(goal.value), place)))
        .collect();
    settled.sort_unstable();
    settled.truncate(k);
    if settled.len() < k {
        return None;
    }
    let deepest = settled.iter().map(|(cost, ..)| *cost).max().unwrap_or(0);
    let mut places: Vec<usize> = settled.into_iter().map(|(.., place)| place).collect();
    places.sort_unstable();
    Some((places, deepest))
}

/// Takes one way out of many.
pub(super) struct Picker<'a, 'w> {
    pub(super) reading: Reading<'w>,
    pub(super) nodes: &'a mut Nodes,
    pub(super) depths: &'a dyn Depths,
    pub(super) dawn: Instant,
}

impl Picker<'_, '_> {
    /// The premise that a goal comes to; what its ways bind is added to `binds`. None if no way is settled.
    pub(super) fn pick(
        &mut self,
        goal: &Goal,
        at: Instant,
        binds: &mut Vec<(VarId, Value)>,
    ) -> Option<Premise> {
        Some(match &goal.ways {
            Ways::Claim(node) => {
                self.depths.depth(*node)?;
                let (claim, at, value) = self.nodes.get(*node)?;
                let claim = claim.clone();
                Premise::Again { claim, at, value }
            }
            Ways::Stated(claim, evidence) => Premise::Stated {
                claim: claim.clone(),
                evidence: evidence.clone(),
            },
            Ways::Claimed(claim, by, evidence) => Premise::Claimed {
                claim: claim.clone(),
                by: *by,
                evidence: evidence.clone(),
            },
            Ways::Comparison {
                op,
                left,
                right,
                possibly,
            } => Premise::Comparison {
                op: *op,
                left: left.clone(),
                right: right.clone(),
                possibly: *possibly,
            },
            Ways::Default { body, bindings } => Premise::Default {
                condition: bindings.fill_body(body),
                value: goal.value,
                against: self.against(body, bindings, at).map(Box::new),
            },
            Ways::AtMost { count, bindings } => Premise::AtMost {
                k: count.k,
                value: goal.value,
                of: self.counted(count, bindings, at),
            },
            Ways::All(all) => {
                let all: Option<Vec<Premise>> =
                    all.iter().map(|goal| self.pick(goal, at, binds)).collect();
                Premise::All(all?)
            }
            Ways::OneOf(ways) => {
                let way = best_way(ways, self.depths)?;
                binds.extend(way.binds.iter().cloned());
                Premise::OneOf(Box::new(self.pick(&way.goal, at, binds)?))
            }
            Ways::Some(ways) => {
                let way = best_way(ways, self.depths)?;
                binds.extend(way.binds.iter().cloned());
                self.pick(&way.goal, at, binds)?
            }
            Ways::Window {
                length,
                any_time,
                seen,
            } => {
                let depths = self.depths;
                let (instant, goal) = least(seen, |(_, goal)| goal, depths)?;
                Premise::Window {
                    length: length.clone(),
                    any_time: *any_time,
                    seen: *instant,
                    premise: Box::new(self.pick(goal, *instant, binds)?),
                }
            }
            Ways::Throughout {
                length,
                over,
                stretches,
            } => {
                let mut picked = Vec::new();
                for (span, goal) in stretches {
                    picked.push((*span, self.pick(goal, span.from, binds)?));
                }
                Premise::Throughout {
                    length: length.clone(),
                    over: *over,
                    stretches: picked,
                }
            }
            Ways::AtLeast { k, of } => {
                let (places, _) = cheapest(*k, of.iter().map(|(_, goal)| goal), self.depths)?;
                let mut picked = Vec::new();
                for (value, goal) in places.into_iter().filter_map(|place| of.get(place)) {
                    // What a counted one binds is its own: the next binds the same variables anew.
                    picked.push((value.clone(), self.pick(goal, at, &mut Vec::new())?));
                }
                Premise::AtLeast { k: *k, of: picked }
            }
            Ways::SoManyOf { k, of } => {
                let (places, _) = cheapest(*k, of.iter().map(|(_, goal)| goal), self.depths)?;
                let mut picked = Vec::new();
                for (branch, goal) in places.into_iter().filter_map(|place| of.get(place)) {
                    picked.push((*branch, self.pick(goal, at, binds)?));
                }
                Premise::SoManyOf { k: *k, of: picked }
            }
            Ways::Exactly { at_least, at_most } => Premise::Exactly {
                at_least: Box::new(self.pick(at_least, at, binds)?),
                at_most: Box::new(self.pick(at_most, at, binds)?),
            },
        })
    }

    /// The best that there is for what a default supposes not to hold; none if it is worth nothing. It stands in a
    /// lower stratum, so that it cannot rest on what it is shown under, and its greatest way will do.
    pub(super) fn against(
        &mut self,
        body: &Body,
        bindings: &Bindings,
        at: Instant,
    ) -> Option<Premise> {
        let best = self.reading.steps(body, bindings).at(at);
        if best == Likelihood::NEVER {
            return None;
        }
        let goal = self.greatest(best).goal(body, bindings, at)?;
        self.apart().pick(&goal, at, &mut Vec::new())
    }

    /// The best k + 1 that can be counted.
    fn counted(
        &mut self,
        count: &Count,
        bindings: &Bindings,
        at: Instant,
    ) -> Vec<(Value, Premise)> {
        let mut all: Vec<(Reverse<Likelihood>, Value, Vec<Fit>)> = self
            .reading
            .counted(count, bindings)
            .into_iter()
            .map(|(value, fits)| {
                let best = fits.iter().map(|fit| fit.steps.at(at)).max();
                (Reverse(best.unwrap_or_default()), value, fits)
            })
            .filter(|(best, ..)| best.0 > Likelihood::NEVER)
            .collect();
        all.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let most = usize::try_from(count.k)
            .unwrap_or(usize::MAX)
            .saturating_add(1);
        let mut of = Vec::new();
        for (best, value, fits) in all.into_iter().take(most) {
            let goal = self.greatest(best.0).some(&count.body, bindings, fits, at);
            let premise = goal.and_then(|goal| self.apart().pick(&goal, at, &mut Vec::new()));
            of.extend(premise.map(|premise| (value, premise)));
        }
        of
    }

    fn greatest(&mut self, best: Likelihood) -> Layout<'_, '_> {
        Layout {
            reading: self.reading,
            nodes: self.nodes,
            threshold: best,
            ceiling: Likelihood::NEVER,
            reach: Reach::Ends,
            dawn: self.dawn,
            changes: &[],
        }
    }

    fn apart(&mut self) -> Picker<'_, '_> {
        Picker {
            reading: self.reading,
            nodes: self.nodes,
            depths: &Apart,
            dawn: self.dawn,
        }
    }
}

/// Every claim is settled apart.
struct Apart;

impl Depths for Apart {
    fn depth(&self, _: NodeId) -> Option<u64> {
        Some(0)
    }
}

fn best_way<'g>(ways: &'g [Way], depths: &dyn Depths) -> Option<&'g Way> {
    least(ways, |way| &way.goal, depths)
}

/// Of several the least deep; of equals the greatest; of those the first.
fn least<'g, T>(
    of: &'g [T],
    goal: impl Fn(&'g T) -> &'g Goal,
    depths: &dyn Depths,
) -> Option<&'g T> {
    of.iter()
        .filter_map(|one| Some(((cost(goal(one), depths)?, Reverse(goal(one).value)), one)))
        .min_by_key(|(order, _)| *order)
        .map(|(_, one)| one)
}
