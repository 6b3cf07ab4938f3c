//! What holds of linchpins, hypotheses, confidence and the rest.

use super::kit::{Kit, likelihood, tell};
use crate::engine::World;
use crate::explain::{
    Lowered, Mark, Moment, Move, Unit, Units, assumptions_behind, changes, check_strongest,
    confidence, figures, hypotheses, linchpins, sources_behind, who_says, why, why_all,
};
use crate::model::{Confidence, Sign};
use crate::time::Instant;

const NOW: Instant = Instant(100);

fn danger() -> Kit {
    tell(
        "source Station
         source Defector
         hostile(Front, Arvand) per Defector
         rockets(Front) per Station
         mortars(Front) per Defector
         reach(Front, Arvand) per Station
         hostile(Brigade, Arvand)
         mortars(Brigade)
         hostile(Column, Arvand)
         reach(Column, Arvand)
         rule danger: endangers(?g, ?s) if hostile(?g, ?s) & (rockets(?g) | mortars(?g)) & reach(?g, ?s)
         rule foundry: mortars(?g) if foundry(?g)",
    )
}

fn say_cuts(kit: &Kit, world: &World, cuts: &[crate::explain::Cut]) -> Vec<String> {
    let say = |unit: &Unit| match unit {
        Unit::Statement(claim) => kit.say(claim),
        Unit::Source(source) => {
            let entity = world.core().situation.sources[*source].entity;
            kit.situation.entities[entity].name.clone()
        }
    };
    cuts.iter()
        .map(|cut| cut.units.iter().map(say).collect::<Vec<_>>().join("; "))
        .collect()
}

#[test]
fn linchpins_are_the_minimal_sets_without_which_it_falls() {
    let mut kit = danger();
    let claim = kit.claim("endangers(Front, Arvand)");
    let world = kit.world();
    let found = linchpins(&world, &claim, NOW, Units::Statements, world.bar());
    assert!(found.complete);
    let mut cuts = say_cuts(&kit, &world, &found.cuts);
    cuts.sort();
    assert_eq!(
        cuts,
        [
            "hostile(Front, Arvand)",
            "reach(Front, Arvand)",
            "rockets(Front); mortars(Front)"
        ]
    );
    assert_eq!(found.lowers.len(), 2);
    assert!(found.raises.is_empty());
    let found = linchpins(&world, &claim, NOW, Units::Sources, world.bar());
    let mut cuts = say_cuts(&kit, &world, &found.cuts);
    cuts.sort();
    assert_eq!(cuts, ["Defector", "Station"]);
}

#[test]
fn what_holds_a_blocker_down_is_a_linchpin_too() {
    let mut kit = tell(
        "a(A)
         h(A)
         rule top: p(?x) if a(?x) & !(b(?x))
         rule blocker: b(?x) if c(?x) & !(h(?x))
         c(A)",
    );
    let claim = kit.claim("p(A)");
    let world = kit.world();
    let found = linchpins(&world, &claim, NOW, Units::Statements, world.bar());
    assert!(found.complete);
    assert_eq!(say_cuts(&kit, &world, &found.cuts), ["a(A)", "h(A)"]);
}

#[test]
fn a_unit_without_which_it_were_likelier_is_shown_apart() {
    let mut kit = tell(
        "a(A)
         b(A) 30%
         rule top: p(?x) if a(?x) & !(b(?x))",
    );
    let claim = kit.claim("p(A)");
    let world = kit.world();
    let found = linchpins(&world, &claim, NOW, Units::Statements, world.bar());
    assert_eq!(say_cuts(&kit, &world, &found.cuts), ["a(A)"]);
    assert_eq!(found.raises.len(), 1);
    assert_eq!(found.raises[0].without, likelihood("100%"));
}

#[test]
fn a_copy_falls_with_its_only_source() {
    let mut kit = tell(
        "source Wire
         source Copy from Wire
         a(A) 80% per Copy",
    );
    let claim = kit.claim("a(A)");
    let world = kit.world();
    let found = linchpins(&world, &claim, NOW, Units::Sources, world.bar());
    assert_eq!(say_cuts(&kit, &world, &found.cuts), ["Wire", "Copy"]);
}

#[test]
fn hypotheses_stand_in_the_order_of_what_speaks_against_them() {
    let kit = tell(
        "source Guard
         source Server
         source Phones
         shows(Badge, Entry) 90% per Guard
         shows(Log, Login) 60% per Server
         shows(Phone, Call) 80% per Phones
         hypothesis insider: leaked(Clerk, Cable); expects shows(Badge, Entry); rules_out shows(Log, Login)
         hypothesis foreign: leaked(Corvia, Cable); expects shows(Log, Login); rules_out shows(Badge, Entry); rules_out shows(Phone, Call)
         hypothesis newspaper: leaked(Editor, Cable); expects shows(Phone, Call); rules_out shows(Badge, Entry)",
    );
    let matrix = hypotheses(&kit.shared(), &[], &kit.world(), NOW).expect("it has strata");
    let order: Vec<(&str, u32)> = matrix
        .hypotheses
        .iter()
        .map(|(id, against)| (kit.situation.hypotheses[*id].title.as_str(), *against))
        .collect();
    assert_eq!(
        order,
        [
            ("insider", 6_000),
            ("newspaper", 9_000),
            ("foreign", 17_000)
        ]
    );
    assert_eq!(matrix.rows.len(), 3);
    assert_eq!(matrix.rows[0].diagnosticity, 9_000);
    assert_eq!(
        matrix.rows[0].marks,
        [Mark::Consistent, Mark::Inconsistent, Mark::Inconsistent]
    );
}

#[test]
fn evidence_is_taken_out_before_it_is_tried() {
    let mut kit = tell(
        "source Radar
         source Fisherman
         source Bank
         relation seen 1
         evidence seen(Ship, Sel) 60% per Fisherman
         evidence paid(Master) 90% per Bank
         -sank(Ship) 95% per Radar
         rule sale: paid(Master) if sold(Ship, ?who)
         rule dead: -paid(Master) if sank(Ship)
         hypothesis sunk: sank(Ship)
         hypothesis sold: sold(Ship, Buyer); seen(Ship, Ulm)
         hypothesis hiding: seen(Ship, Sel)",
    );
    let (seen, paid) = (kit.claim("seen(Ship, Sel)"), kit.claim("paid(Master)"));
    let matrix = hypotheses(&kit.shared(), &[], &kit.world(), NOW).expect("it has strata");
    let row = |claim| {
        matrix
            .rows
            .iter()
            .find(|row| row.claim == claim)
            .expect("a row")
    };
    assert_eq!(
        row(seen).marks,
        [Mark::Neither, Mark::Inconsistent, Mark::Consistent]
    );
    assert_eq!(
        row(paid).marks,
        [Mark::Inconsistent, Mark::Consistent, Mark::Neither]
    );
    let order: Vec<&str> = matrix
        .hypotheses
        .iter()
        .map(|(id, _)| kit.situation.hypotheses[*id].title.as_str())
        .collect();
    assert_eq!(order, ["hiding", "sold", "sunk"]);
}

#[test]
fn confidence_is_the_lowest_level_among_the_leaves() {
    let mut kit = tell(
        "source Consul B
         source Clerk C
         source Attache C
         source Digest C from Clerk
         source Barfly E
         source Plain
         holds(Arvand, Dara) 80% per Consul
         holds(Arvand, Zaran) 60% per Clerk
         holds(Arvand, Bamir) 60% per Clerk
         holds(Arvand, Bamir) 60% per Attache
         holds(Arvand, Ulm) 60% per Clerk
         holds(Arvand, Ulm) 60% per Digest
         holds(Arvand, Sel)
         holds(Arvand, Kale) 90% per Barfly
         holds(Arvand, Ruz) per Plain
         holds(Arvand, Quay) per Clerk
         holds(Arvand, Quay) per Attache
         assume holds(Arvand, Tor)
         holds(Belmar, Dara) 90% per Consul
         -holds(Belmar, Dara) 60% per Attache
         rule lord: lord(?w, ?t) if holds(?w, ?t)
         rule vouched per Consul: vouched(?w, ?t) if holds(?w, ?t)",
    );
    let world_of = kit.world();
    let mut level = |text: &str| {
        let claim = kit.claim(text);
        let derivation = why(&world_of, &claim, NOW).expect("a derivation");
        confidence(&world_of, &derivation)
    };
    for (text, wanted) in [
        ("holds(Arvand, Dara)", Confidence::High),
        ("holds(Arvand, Zaran)", Confidence::Moderate),
        ("holds(Arvand, Bamir)", Confidence::High),
        ("holds(Arvand, Ulm)", Confidence::Moderate),
        ("holds(Arvand, Sel)", Confidence::Moderate),
        ("holds(Arvand, Kale)", Confidence::Low),
        ("holds(Arvand, Ruz)", Confidence::Moderate),
        ("holds(Arvand, Quay)", Confidence::High),
        ("holds(Arvand, Tor)", Confidence::Low),
        ("holds(Belmar, Dara)", Confidence::Low),
        ("lord(Arvand, Dara)", Confidence::Moderate),
        ("lord(Arvand, Tor)", Confidence::Low),
        ("vouched(Arvand, Dara)", Confidence::High),
    ] {
        assert_eq!(level(text).level, wanted, "{text}");
    }
    assert!(matches!(
        level("lord(Arvand, Dara)").lowered_by,
        Some(Lowered::Rule(_))
    ));
    assert!(level("lord(Arvand, Zaran)").one_source.is_some());
    assert!(level("holds(Arvand, Bamir)").one_source.is_none());
}

#[test]
fn sources_and_assumptions_are_those_of_the_leaves() {
    let mut kit = tell(
        "source Wire
         source Post
         a(A) 60% per Wire
         a(A) 60% per Post
         assume b(A)
         rule top: p(?x) if a(?x) & b(?x)",
    );
    let claim = kit.claim("p(A)");
    let world = kit.world();
    let derivation = why(&world, &claim, NOW).expect("a derivation");
    assert_eq!(sources_behind(&world, [&derivation]).len(), 2);
    assert_eq!(assumptions_behind(&world, [&derivation]).len(), 1);
}

#[test]
fn figures_count_each_uncertain_leaf_once() {
    let mut kit = tell(
        "a(A) 80%
         rule half 50%: q(?x) if a(?x)
         rule top: p(?x) if q(?x) & a(?x)",
    );
    let claim = kit.claim("p(A)");
    let world = kit.world();
    let derivation = why(&world, &claim, NOW).expect("a derivation");
    let figures = figures(&world, &derivation);
    assert_eq!(figures.uncertain, 2);
    assert_eq!(figures.independent, likelihood("40%"));
    assert!(!figures.within_margin);
}

#[test]
fn what_changes_is_sorted_by_how_it_moved() {
    let mut kit = tell("a(A) since 10\nb(A) until 10\nc(A) 60%\nc(A) 80% since 10\nd(A)");
    let world = kit.world();
    let moment = |at| Moment {
        world: &world,
        at: Instant(at),
    };
    let found = changes(moment(5), moment(15));
    let moves: Vec<Move> = found.iter().map(|one| one.moved).collect();
    assert_eq!(moves, [Move::Gained, Move::Lost, Move::Surer]);
    assert_eq!(found[0].sentence, kit.claim("a(A)").sentence);
}

#[test]
fn who_says_a_sentence_and_on_what_we_hold_it() {
    let mut kit = tell(
        "source Wire
         arms(Arvand, Front) by Tarin
         -arms(Arvand, Front) by Ministry
         arms(Arvand, Front) 60% per Wire",
    );
    let claim = kit.claim("arms(Arvand, Front)");
    let world = kit.world();
    let said = who_says(&world, &claim.sentence);
    let parties: Vec<(&str, Sign)> = said
        .parties
        .iter()
        .map(|one| (kit.situation.entities[one.party].name.as_str(), one.sign))
        .collect();
    assert_eq!(parties, [("Tarin", Sign::For), ("Ministry", Sign::Against)]);
    assert_eq!(said.ours.len(), 1);
}

#[test]
fn all_ways_of_an_or_are_told() {
    let mut kit = danger();
    let claim = kit.claim("endangers(Front, Arvand)");
    let world = kit.world();
    let all = why_all(&world, &claim, NOW, 10);
    assert!(all.complete);
    assert!(
        all.list
            .iter()
            .all(|one| check_strongest(&world, one).is_ok())
    );
}
