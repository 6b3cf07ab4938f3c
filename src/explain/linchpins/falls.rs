//! What a claim hangs on, read off its lineage: takes a world and a claim, gives all minimal cuts, and every unit that
//! moves it alone.
//!
//! The one idea: that a claim is at the bar or over it is a formula over the units that are there. Its diagram gives all
//! least sets without which it fails (A. Rauzy, 1993), and that is right where something is negated too, as long as the
//! formula holds whatever is taken: so it is unfolded from a world in which every negation counts as holding, and what
//! is negated stands in it at the bar above which the negation fails.

use super::{Moved, Unit, Units, is_declaration};
use crate::explain::bench::{Bench, reached};
use crate::explain::lineage::{
    Asked, Candidates, Diagram, Ends, Formulas, Part, TooLarge, Unfolding, without_negations,
};
use crate::explain::reading::Reading;
use crate::model::{Core, EntityId, Rule, RuleId, SourceId};
use crate::time::Likelihood;
use indexmap::IndexSet;

/// What a claim falls without.
pub(super) struct Falls {
    /// The minimal cuts, the smallest first, as many as were wanted.
    pub(super) cuts: Vec<Vec<Unit>>,
    /// How many there are in all; of a great many not exactly.
    pub(super) in_all: u64,
    /// Every unit without which the claim is less likely.
    pub(super) lowers: Vec<Unit>,
    /// Every unit without which it is likelier.
    pub(super) raises: Vec<Unit>,
}

/// What the claim falls without, at most so many cuts; none where its lineage is too large or cannot be told.
pub(super) fn falls(moved: &Moved<'_>, bench: &Bench, most: usize) -> Option<Falls> {
    let core = moved.world.core();
    let below = reached(core, &[moved.claim.sentence.relation]);
    let rests_on_negations = moved
        .world
        .rules()
        .any(|(_, rule)| below.contains(&rule.head.relation) && rule.body.has_negation());
    let own = bench.core();
    let widened;
    let (reading, told) = if rests_on_negations {
        widened = bench.evaluate(widest(bench.core()))?;
        (Reading { world: &widened }, &own)
    } else {
        (Reading { world: moved.world }, &**core)
    };
    let ends = Taken {
        units: moved.units,
        met: IndexSet::new(),
    };
    let mut unfolding = Unfolding::new(reading, told, moved.claim, ends).ok()?;
    let mut part = |bar| unfolding.whole(moved.claim, moved.at, bar).ok();
    let one_more = u32::from(moved.value.ten_thousandths()) + 1;
    let held = part(moved.bar)?;
    let as_likely = part(moved.value.max(Likelihood::clamped(1)))?;
    let likelier = part(Likelihood::clamped(one_more))?;
    let Unfolding { formulas, ends, .. } = &unfolding;
    let mut diagram = Diagram::new(formulas, &[held, as_likely, likelier]);
    let unit = |leaf: usize| ends.met.get_index(leaf).cloned();

    let function = diagram.function(as_likely).ok()?;
    let lowers = if moved.value > Likelihood::NEVER {
        let lowers = |leaf: &usize| !diagram.holds(function, |other| other != *leaf);
        diagram
            .leaves(as_likely)
            .into_iter()
            .filter(lowers)
            .filter_map(unit)
            .collect()
    } else {
        Vec::new()
    };
    let raises = if moved.value < Likelihood::CERTAIN {
        let function = diagram.function(likelier).ok()?;
        let raises = |leaf: &usize| diagram.holds(function, |other| other != *leaf);
        diagram
            .leaves(likelier)
            .into_iter()
            .filter(raises)
            .filter_map(unit)
            .collect()
    } else {
        Vec::new()
    };
    let mut falls = Falls {
        cuts: Vec::new(),
        in_all: 0,
        lowers,
        raises,
    };
    if moved.value >= moved.bar {
        let function = diagram.function(held).ok()?;
        let least = diagram.cuts(function, most).ok()?;
        falls.in_all = least.in_all as u64;
        falls.cuts = least
            .sets
            .into_iter()
            .map(|set| {
                let mut units: Vec<Unit> = set.into_iter().filter_map(unit).collect();
                units.sort();
                units
            })
            .collect();
        falls
            .cuts
            .sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    }
    Some(falls)
}

/// The core with every negation counted as holding.
fn widest(mut core: Core) -> Core {
    for (_, rule) in core.rules.iter_mut() {
        rule.body = without_negations(&rule.body);
    }
    core
}

/// A lineage that ends in units that are there as long as they are not taken.
struct Taken {
    units: Units,
    met: IndexSet<Unit>,
}

impl Taken {
    fn leaf(&mut self, unit: Unit, formulas: &mut Formulas) -> Part {
        formulas.leaf(self.met.insert_full(unit).0)
    }

    /// That the source is there: it is not taken, nor is all that the whole of it is taken from. `above`: whose descent
    /// is followed.
    fn source(
        &mut self,
        core: &Core,
        source: SourceId,
        above: &mut Vec<SourceId>,
        formulas: &mut Formulas,
    ) -> Part {
        if above.contains(&source) {
            return formulas.always();
        }
        let own = self.leaf(Unit::Source(source), formulas);
        let from = core.situation.sources.get(source);
        let from = from.map_or(&[][..], |source| &source.derived_from);
        if from.is_empty() {
            return own;
        }
        above.push(source);
        let from = from
            .iter()
            .map(|from| self.source(core, *from, above, formulas))
            .collect();
        above.pop();
        let from = formulas.any(from);
        formulas.all(vec![own, from])
    }

    fn sources(&mut self, core: &Core, sources: &[SourceId], formulas: &mut Formulas) -> Part {
        let each = sources
            .iter()
            .map(|source| self.source(core, *source, &mut Vec::new(), formulas))
            .collect();
        formulas.all(each)
    }
}

impl Ends for Taken {
    fn stated(&mut self, asked: Asked<'_>, formulas: &mut Formulas) -> Result<Part, TooLarge> {
        if asked.reading.stated(asked.claim, asked.at) < asked.bar {
            return Ok(formulas.never());
        }
        let world = asked.reading.world;
        let (sentence, sign) = (&asked.claim.sentence, asked.claim.sign);
        match self.units {
            Units::Statements => {
                let items = &world.core().items;
                let mut stated = world.items_of(sentence, sign).into_iter();
                let declared = stated.any(|counting| {
                    items
                        .get(counting.item)
                        .is_some_and(|item| is_declaration(world.core(), &item.stated))
                });
                Ok(if declared {
                    formulas.always()
                } else {
                    self.leaf(Unit::Statement(asked.claim.clone()), formulas)
                })
            }
            Units::Sources => {
                let sets = world
                    .sources_reaching(sentence, sign, asked.at, asked.bar)
                    .ok_or(TooLarge)?;
                let ways = sets
                    .iter()
                    .map(|set| self.sources(world.core(), set, formulas))
                    .collect();
                Ok(formulas.any(ways))
            }
        }
    }

    fn claimed(
        &mut self,
        asked: Asked<'_>,
        by: EntityId,
        formulas: &mut Formulas,
    ) -> Result<Part, TooLarge> {
        let Some(found) = asked
            .reading
            .claimed(&asked.claim.sentence, by, asked.at)
            .filter(|found| found.value >= asked.bar)
        else {
            return Ok(formulas.never());
        };
        let core = asked.reading.world.core();
        Ok(match self.units {
            Units::Statements => self.leaf(Unit::Statement(asked.claim.clone()), formulas),
            Units::Sources => {
                let mut ways = Vec::new();
                for item in found.items.iter().chain(&found.others) {
                    if let Some(item) = core.items.get(*item)
                        && item.stated.likelihood >= asked.bar
                    {
                        let source: Vec<SourceId> = item.stated.source.into_iter().collect();
                        ways.push(self.sources(core, &source, formulas));
                    }
                }
                formulas.any(ways)
            }
        })
    }

    fn rule(&mut self, _: RuleId, rule: &Rule, bar: Likelihood, formulas: &mut Formulas) -> Part {
        if rule.likelihood >= bar {
            formulas.always()
        } else {
            formulas.never()
        }
    }

    /// 1 less a likelihood reaches the bar as long as it is not a ten-thousandth over what is left of it.
    fn against(&self, bar: Likelihood) -> Likelihood {
        Likelihood::clamped(u32::from(bar.complement().ten_thousandths()) + 1)
    }

    fn candidates(&self) -> Candidates {
        Candidates::WithoutNegations
    }
}
