//! The world of a core at a standpoint: a least fixpoint, stratum by stratum, and one more pass for the bounds.

use super::condition::Rule;
use super::merge::Names;
use super::strata::{Unstratified, strata};
use super::timeline::Timeline;
use super::universe::Universe;
use super::value::{Bound, Reading, Table, Told, Trial, blank, pointwise};
use super::views::{Spoken, known, spoken, told};
use super::{Ground, Row};
use casus::model::Sign;
use casus::model::json::{Argument, CoreJson, SentenceJson, WorldJson};
use std::collections::{BTreeSet, HashMap};

/// From where the world is seen. Branches are cores of their own.
#[derive(Clone, Debug, Default)]
pub struct Standpoint {
    /// `as known on D`: the end of D.
    pub known_on: Option<i64>,
    /// `according to X`.
    pub according_to: Option<u32>,
    /// `strictly`.
    pub strictly: bool,
}

/// Everything that follows from a core.
///
/// # Errors
/// Where the rules have no strata.
pub fn world(core: &CoreJson, standpoint: &Standpoint) -> Result<WorldJson, Unstratified> {
    let speakers = match standpoint.according_to {
        None => Vec::new(),
        Some(party) => speakers(core, standpoint, party)?,
    };
    let names = Names::of(core, standpoint, &speakers);
    let merged = names.merged(core);
    let standpoint = Standpoint {
        according_to: standpoint.according_to.map(|party| names.stands_for(party)),
        ..standpoint.clone()
    };
    let speakers: Vec<Spoken> = speakers
        .into_iter()
        .map(|spoken| Spoken {
            by: names.stands_for(spoken.by),
            ..spoken
        })
        .collect();
    let evaluated = Evaluated::of(&merged, &standpoint, &speakers)?;
    Ok(evaluated.printed(&merged))
}

/// Who speaks for a party, in the analyst's world as known on the same date.
fn speakers(
    core: &CoreJson,
    standpoint: &Standpoint,
    party: u32,
) -> Result<Vec<Spoken>, Unstratified> {
    let analyst = Standpoint {
        known_on: standpoint.known_on,
        ..Standpoint::default()
    };
    let ours = Evaluated::of(core, &analyst, &[])?;
    let speaks_for = core
        .relations
        .iter()
        .find(|relation| relation.wording == "[actor] speaks for [actor]");
    let mut links = Vec::new();
    for ((relation, args), row) in &ours.first.support {
        let [by, of] = args.as_slice() else { continue };
        if let (true, Argument::Entity(by), Argument::Entity(of)) = (
            speaks_for.is_some_and(|one| one.id == *relation),
            ours.universe.value(*by),
            ours.universe.value(*of),
        ) {
            links.push((*by, *of, row.clone()));
        }
    }
    Ok(spoken(&links, party, core.bar, &ours.timeline))
}

/// A world, with both passes.
struct Evaluated {
    universe: Universe,
    timeline: Timeline,
    first: Table,
    lo: Table,
    hi: Table,
}

impl Evaluated {
    fn of(
        core: &CoreJson,
        standpoint: &Standpoint,
        speakers: &[Spoken],
    ) -> Result<Evaluated, Unstratified> {
        let mut universe = Universe::of(core);
        // The rules are the analyst's, and those marked according to X.
        let rules: Vec<Rule> = core
            .rules
            .iter()
            .filter(|rule| rule.view.is_none() || rule.view == standpoint.according_to)
            .map(|rule| Rule::of(rule, &mut universe))
            .collect();
        let strata = strata(&rules)?;
        let items = known(core, standpoint.known_on);
        let timeline = Timeline::of(items.iter().map(|item| item.extent), strata.iter().cloned());
        let told = told(core, &items, standpoint, speakers, &timeline, &mut universe);

        let mut first = told.start();
        for stratum in &strata {
            least_fixpoint(&mut [&mut first], &|tables, at| {
                let reading = Reading {
                    universe: &universe,
                    timeline: &timeline,
                    told: &told,
                    lo: &tables[0],
                    hi: &tables[0],
                    denied: None,
                };
                round(stratum, &reading, at, &told.masked, None)
            });
        }

        // lo_S(t), and `stated S` in lo, are 0 where Ag_S(t) ≥ θ, by the Ag of the first pass; hi is not masked by Ag.
        let denied: HashMap<Ground, Vec<bool>> = first
            .denial
            .iter()
            .map(|(s, row)| (s.clone(), row.iter().map(|v| *v >= core.bar).collect()))
            .collect();
        let (mut lo, mut hi) = (told.start(), told.start());
        mask(&mut lo.support, &denied);
        for stratum in &strata {
            least_fixpoint(&mut [&mut lo, &mut hi], &|tables, at| {
                let reading = Reading {
                    universe: &universe,
                    timeline: &timeline,
                    told: &told,
                    lo: &tables[0],
                    hi: &tables[1],
                    denied: Some(&denied),
                };
                round(stratum, &reading, at, &told.masked, Some(&denied))
            });
        }
        Ok(Evaluated {
            universe,
            timeline,
            first,
            lo,
            hi,
        })
    }

    fn printed(&self, core: &CoreJson) -> WorldJson {
        let all: BTreeSet<&Ground> = [&self.first.support, &self.first.denial, &self.hi.support]
            .into_iter()
            .flat_map(|table| table.keys())
            .collect();
        let steps = |table: &HashMap<Ground, Row>, sentence: &Ground| {
            let row = table.get(sentence);
            row.map_or_else(Vec::new, |row| self.timeline.steps(row))
        };
        let mut sentences: Vec<SentenceJson> = all
            .into_iter()
            .map(|sentence| {
                let support = steps(&self.first.support, sentence);
                let (lo, hi) = (
                    steps(&self.lo.support, sentence),
                    steps(&self.hi.support, sentence),
                );
                SentenceJson {
                    relation: sentence.0,
                    args: sentence
                        .1
                        .iter()
                        .map(|arg| self.universe.value(*arg).clone())
                        .collect(),
                    against: steps(&self.first.denial, sentence),
                    lo: (lo != support).then_some(lo),
                    hi: (hi != support).then_some(hi),
                    support,
                }
            })
            .filter(|one| {
                !one.support.is_empty()
                    || !one.against.is_empty()
                    || one.hi.as_ref().is_some_and(|hi| !hi.is_empty())
            })
            .collect();
        sentences.sort_by(|a, b| (a.relation, &a.args).cmp(&(b.relation, &b.args)));
        WorldJson {
            casus_world: WorldJson::VERSION,
            as_of: core.as_of,
            sentences,
        }
    }
}

impl Told {
    /// What holds before any rule: For⁰ where it is not masked, and Ag⁰.
    fn start(&self) -> Table {
        let mut table = self.stated.clone();
        mask(&mut table.support, &self.masked);
        table
    }
}

fn mask(table: &mut HashMap<Ground, Row>, masks: &HashMap<Ground, Vec<bool>>) {
    for (sentence, row) in table {
        if let Some(gone) = masks.get(sentence) {
            blank(row, gone);
        }
    }
}

/// What a rule gives: a sentence or its denial, and how strongly when.
type Given = (Sign, Ground, Row);

/// What the rules of a stratum give in one round, for one bound. For is 0 where the head is masked; lo also where it
/// is denied.
fn round(
    stratum: &[&Rule],
    reading: &Reading,
    bound: Bound,
    masked: &HashMap<Ground, Vec<bool>>,
    denied: Option<&HashMap<Ground, Vec<bool>>>,
) -> Vec<Given> {
    let mut given = Vec::new();
    for rule in stratum {
        Trial::of(rule, reading).heads(bound, &mut |head, mut row| {
            if rule.sign == Sign::For {
                if let Some(gone) = masked.get(&head) {
                    blank(&mut row, gone);
                }
                if let (Bound::Lo, Some(gone)) = (bound, denied.and_then(|d| d.get(&head))) {
                    blank(&mut row, gone);
                }
            }
            given.push((rule.sign, head, row));
        });
    }
    given
}

/// Rounds until nothing changes. One table stands for both bounds; of two the first is lo, the second hi.
fn least_fixpoint(tables: &mut [&mut Table], round: &dyn Fn(&[Table], Bound) -> Vec<Given>) {
    loop {
        let before: Vec<Table> = tables.iter().map(|table| (**table).clone()).collect();
        let mut changed = false;
        for (table, bound) in tables.iter_mut().zip([Bound::Lo, Bound::Hi]) {
            for (sign, sentence, row) in round(&before, bound) {
                let zero = || vec![0; row.len()];
                let has = table.of_mut(sign).entry(sentence).or_insert_with(zero);
                let greatest = pointwise(has, &row, Ord::max);
                changed |= greatest != *has;
                *has = greatest;
            }
        }
        if !changed {
            return;
        }
    }
}
