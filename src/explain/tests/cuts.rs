//! Linchpins against trying every set of statements, and every set of sources.

use super::kit::{Kit, tell};
use super::random::{Shape, situations};
use crate::engine::{Standpoint, Strictness, View};
use crate::explain::{Linchpins, Moves, Unit, Units, linchpins};
use crate::model::{Sentence, Sign, Signed, SourceId, Stated};
use crate::time::{Instant, Likelihood};
use std::collections::{BTreeMap, BTreeSet};

const AT: Instant = Instant(33);

/// The units that there are; who speaks for whom decides nothing but in a view.
fn units(kit: &Kit, of: Units, standpoint: &Standpoint) -> Vec<Unit> {
    let speaks_for = kit.situation.known.speaks_for;
    let units: BTreeSet<Unit> = match of {
        Units::Statements => kit
            .situation
            .told
            .stated
            .iter()
            .filter(|stated| standpoint.view.is_some() || stated.sentence.relation != speaks_for)
            .map(|stated| {
                Unit::Statement(Signed {
                    sign: stated.sign,
                    sentence: stated.sentence.clone(),
                })
            })
            .collect(),
        Units::Sources => kit.situation.sources.ids().map(Unit::Source).collect(),
    };
    units.into_iter().collect()
}

/// Whether a source is there, where some are taken: not if it is, nor if all is that it is taken from.
fn is_there(kit: &Kit, source: SourceId, gone: &[&Unit]) -> bool {
    let from = &kit.situation.sources[source].derived_from;
    !gone.contains(&&Unit::Source(source))
        && (from.is_empty() || from.iter().any(|from| is_there(kit, *from, gone)))
}

fn stays(kit: &Kit, stated: &Stated, gone: &[&Unit]) -> bool {
    let taken = |unit: &&Unit| {
        unit.claim()
            .is_some_and(|claim| claim.sign == stated.sign && claim.sentence == stated.sentence)
    };
    !gone.iter().any(taken)
        && stated
            .source
            .is_none_or(|source| is_there(kit, source, gone))
}

/// What each claim is worth without each set of units; a set is the bits of a number.
fn every_set(
    kit: &Kit,
    units: &[Unit],
    claims: &[Signed],
    standpoint: &Standpoint,
) -> Vec<Vec<Likelihood>> {
    let mut known: BTreeMap<Vec<bool>, Vec<Likelihood>> = BTreeMap::new();
    let without = |set: usize| -> Vec<Likelihood> {
        let gone: Vec<&Unit> = units
            .iter()
            .enumerate()
            .filter(|(at, _)| set & (1 << at) != 0)
            .map(|(_, unit)| unit)
            .collect();
        let told = &kit.situation.told.stated;
        let staying: Vec<bool> = told
            .iter()
            .map(|stated| stays(kit, stated, &gone))
            .collect();
        // Many sets take the same statements.
        if let Some(known) = known.get(&staying) {
            return known.clone();
        }
        let mut less = Kit {
            situation: kit.situation.clone(),
        };
        let mut stay = staying.iter();
        less.situation
            .told
            .stated
            .retain(|_| stay.next().copied().unwrap_or_default());
        let world = less.try_seen(standpoint).expect("the rules have strata");
        let worth = |claim: &Signed| world.worth(&claim.sentence, claim.sign).at(AT);
        let worth: Vec<Likelihood> = claims.iter().map(worth).collect();
        known.insert(staying, worth.clone());
        worth
    };
    (0..1 << units.len()).map(without).collect()
}

type Told = BTreeMap<Vec<Unit>, Likelihood>;

/// The minimal cuts among all sets, and what each leaves.
fn minimal(units: &[Unit], worth: impl Fn(usize) -> Likelihood, bar: Likelihood) -> Told {
    let mut sets: Vec<usize> = (0..1 << units.len())
        .filter(|set| worth(*set) < bar)
        .collect();
    sets.sort_by_key(|set| set.count_ones());
    let mut cuts: Vec<usize> = Vec::new();
    for set in sets {
        if !cuts.iter().any(|cut| cut & set == *cut) {
            cuts.push(set);
        }
    }
    let members = |set: &usize| {
        let chosen = units
            .iter()
            .enumerate()
            .filter(|(at, _)| set & (1 << at) != 0);
        (chosen.map(|(_, unit)| unit.clone()).collect(), worth(*set))
    };
    cuts.iter().map(members).collect()
}

fn moved(moves: &[Moves]) -> Told {
    moves
        .iter()
        .map(|one| (vec![one.unit.clone()], one.without))
        .collect()
}

fn cuts(found: &Linchpins) -> Told {
    found
        .cuts
        .iter()
        .map(|cut| (cut.units.clone(), cut.leaves))
        .collect()
}

/// How many claims were looked at, and of how many the answer was complete.
#[derive(Default, Debug)]
struct Looked {
    claims: usize,
    complete: usize,
    cuts: usize,
    raises: usize,
}

/// What is told of every concluded claim is what trying every set of units gives.
fn compare(kit: &Kit, of: Units, standpoint: &Standpoint, looked: &mut Looked) {
    let Some(world) = kit.try_seen(standpoint) else {
        return;
    };
    let concluded = ["p", "q", "r", "s", "leads"];
    let mut claims = Vec::new();
    for (relation, one) in kit.situation.relations.iter() {
        if concluded.contains(&one.name.as_str()) {
            claims.extend(world.facts(relation).map(|fact| Signed {
                sign: Sign::For,
                sentence: Sentence {
                    relation,
                    args: fact.args.clone(),
                },
            }));
        }
    }
    claims.retain(|claim| world.support(&claim.sentence).at(AT) > Likelihood::NEVER);
    if claims.is_empty() {
        return;
    }
    let units = units(kit, of, standpoint);
    let every = every_set(kit, &units, &claims, standpoint);
    for (place, claim) in claims.iter().enumerate() {
        let found = linchpins(&world, claim, AT, of, world.bar());
        looked.claims += 1;
        if !found.complete {
            continue;
        }
        looked.complete += 1;
        let worth = |set: usize| every[set][place];
        assert_eq!(found.value, worth(0));
        if found.value >= world.bar() {
            assert_eq!(
                cuts(&found),
                minimal(&units, worth, world.bar()),
                "{}",
                kit.say(claim)
            );
        }
        let single = |way: &dyn Fn(Likelihood) -> bool| -> Told {
            let singles = units.iter().enumerate();
            singles
                .map(|(at, unit)| (vec![unit.clone()], worth(1 << at)))
                .filter(|(_, worth)| way(*worth))
                .collect()
        };
        assert_eq!(
            moved(&found.lowers),
            single(&|worth| worth < found.value),
            "{}",
            kit.say(claim)
        );
        assert_eq!(
            moved(&found.raises),
            single(&|worth| worth > found.value),
            "{}",
            kit.say(claim)
        );
        looked.cuts += found.cuts.len();
        looked.raises += found.raises.len();
    }
}

#[test]
fn linchpins_are_all_minimal_sets_that_trying_every_set_of_statements_finds() {
    let shape = Shape {
        facts: 3..6,
        rules: 1..4,
        uncertain: 5,
        ..Shape::default()
    };
    let mut looked = Looked::default();
    for lines in situations(shape, 1_000) {
        compare(
            &tell(&lines),
            Units::Statements,
            &Standpoint::default(),
            &mut looked,
        );
    }
    assert_eq!(looked.complete, looked.claims, "{looked:?}");
    assert!(looked.claims > 100 && looked.cuts > 100, "{looked:?}");
}

#[test]
fn linchpins_by_source_are_all_minimal_sets_that_trying_every_set_of_sources_finds() {
    let shape = Shape {
        facts: 3..6,
        rules: 1..4,
        uncertain: 5,
        sources: &[
            " per X",
            " per Y",
            " per Z",
            " per Y unrated",
            " per Z unrated",
        ],
    };
    let mut looked = Looked::default();
    for lines in situations(shape, 1_000) {
        let kit = tell(&format!(
            "source X\nsource Y from X from V\nsource Z\n{lines}"
        ));
        compare(&kit, Units::Sources, &Standpoint::default(), &mut looked);
    }
    assert_eq!(looked.complete, looked.claims, "{looked:?}");
    assert!(looked.claims > 100 && looked.cuts > 100, "{looked:?}");
}

#[test]
fn in_a_view_what_is_told_to_be_complete_is() {
    let shape = Shape {
        facts: 3..5,
        rules: 1..4,
        ..Shape::default()
    };
    let mut looked = Looked::default();
    for lines in situations(shape, 200) {
        let mut kit = tell(&lines);
        let of = kit.entity("B");
        let standpoint = Standpoint {
            view: Some(View {
                of,
                strictly: Strictness::Shared,
            }),
            known_on: None,
        };
        compare(&kit, Units::Statements, &standpoint, &mut looked);
    }
    assert!(looked.complete * 10 > looked.claims * 9, "{looked:?}");
}

#[test]
fn who_was_succeeded_stays_where_the_successor_is_taken_away() {
    let mut kit = tell(
        "relation leads 0 succeeding
         leads(Ana, Front) since 10
         leads(Bo, Front) since 20
         leads(Cy, Front) since 30
         able(Ana)
         able(Bo)
         able(Cy)
         rule ready: p(?g) if leads(?w, ?g) & able(?w)
         p(Front) 30%",
    );
    let mut looked = Looked::default();
    compare(&kit, Units::Statements, &Standpoint::default(), &mut looked);
    assert_eq!((looked.claims, looked.complete), (2, 2));
    let claim = kit.claim("p(Front)");
    let world = kit.world();
    let found = linchpins(&world, &claim, AT, Units::Statements, world.bar());
    let alone: Vec<&Unit> = found
        .cuts
        .iter()
        .filter(|cut| cut.units.len() == 1)
        .flat_map(|cut| &cut.units)
        .collect();
    // Without Cy's lead Bo's goes on, and Bo is able too.
    assert_eq!(alone, [&Unit::Statement(kit.claim("able(Cy)"))]);
}

#[test]
fn an_exception_beside_a_comparison_hides_no_cut() {
    let mut kit = tell(
        "in(Yard, Port)
         borders(Quay, Yard)
         rule mutual: borders(?y, ?x) if borders(?x, ?y)
         rule part: borders(?w, ?o) if in(?p, ?w) & borders(?p, ?o) & ?w != ?o & !(in(?o, ?w))",
    );
    let claim = kit.claim("borders(Quay, Port)");
    let world = kit.world();
    let found = linchpins(&world, &claim, AT, Units::Statements, world.bar());
    let stated = ["in(Yard, Port)", "borders(Quay, Yard)"];
    let alone: BTreeSet<Vec<Unit>> = stated
        .map(|line| vec![Unit::Statement(kit.claim(line))])
        .into();
    let sets: BTreeSet<Vec<Unit>> = found.cuts.iter().map(|cut| cut.units.clone()).collect();
    assert_eq!(sets, alone);
    // Read off the lineage: each set, which is each unit, was evaluated once, and nothing else.
    assert_eq!((found.complete, found.tried), (true, 2));
}
