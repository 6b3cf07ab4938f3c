//! A world made from another by a change of its core is the world of the changed core evaluated by itself: in every
//! sentence, in what was found when, in every derivation; however many changes come one after the other.

use super::cores::standpoints;
use super::{printed, seeds, standpoint};
use crate::support::generate::{Chance, core};
use crate::support::named::{difference, named};
use crate::support::read_core;
use crate::support::sketch::{B, Sketch};
use casus::engine::{Watch, World, evaluate};
use casus::explain::{check_strongest, why};
use casus::model::json::{CoreJson, ItemJson, PatternJson};
use casus::model::{EntityId, RelationId, Sentence, Sign, Signed, Value};
use casus::time::Instant;
use std::collections::BTreeSet;
use std::sync::Arc;

#[test]
fn a_world_made_from_another_is_the_world_of_its_core() {
    for seed in seeds(160) {
        let first = core(seed);
        for from in standpoints(&first, seed) {
            let Ok(mut world) = evaluate(Arc::new(read_core::read(&first)), &standpoint(&from))
            else {
                continue;
            };
            let mut chance = Chance::of(seed.wrapping_mul(31).wrapping_add(7));
            let mut now = first.clone();
            for edit in 0..4 {
                let before = now.clone();
                for _ in 0..=chance.below(3) {
                    change(&mut now, &first, &mut chance);
                }
                let changed = Arc::new(read_core::read(&now));
                let alone = evaluate(Arc::clone(&changed), &standpoint(&from));
                let made = world.changed(changed, &Watch::default());
                match (made, alone) {
                    (Ok(made), Ok(alone)) => {
                        let told = format!("seed {seed}, edit {edit}, {from:?}");
                        if let Some(differs) = differs(&now, &made, &alone) {
                            panic!("{told}\n{differs}\n{}", edits(&before, &now));
                        }
                        explained(&made, &alone, &told);
                        world = made;
                    }
                    // The rules have no order any more.
                    (Err(_), Err(_)) => now = before,
                    (made, alone) => panic!("{:?} {:?}", made.err(), alone.err()),
                }
            }
        }
    }
}

/// One change: a statement more, one less, one otherwise, a rule less or again, something set aside or not any more.
fn change(now: &mut CoreJson, first: &CoreJson, chance: &mut Chance) {
    match chance.below(12) {
        0..4 if !now.items.is_empty() => {
            now.items.remove(chance.below(now.items.len()));
        }
        4..8 => {
            let item = another(first, chance);
            let at = if chance.happens(80) {
                now.items.len()
            } else {
                chance.below(now.items.len() + 1)
            };
            now.items.insert(at, item);
        }
        8 if !now.items.is_empty() => {
            let at = chance.below(now.items.len());
            now.items[at].likelihood = *chance.one(&[2_000, 6_000, 9_000, 10_000]);
        }
        9 if !now.rules.is_empty() => {
            now.rules.remove(chance.below(now.rules.len()));
        }
        10 => now.rules.clone_from(&first.rules),
        11 if !now.masked.is_empty() && chance.happens(50) => now.masked.clear(),
        11 => {
            let item = chance.one(&first.items);
            let (relation, args) = (item.relation, item.args.clone());
            now.items
                .retain(|one| (one.relation, &one.args) != (relation, &args));
            if now
                .masked
                .iter()
                .all(|one| (one.relation, &one.args) != (relation, &args))
            {
                now.masked.push(PatternJson { relation, args });
            }
        }
        _ => {}
    }
}

/// A statement put together from those of the core.
fn another(core: &CoreJson, chance: &mut Chance) -> ItemJson {
    let mut item = chance.one(&core.items).clone();
    let others: Vec<&ItemJson> = core
        .items
        .iter()
        .filter(|one| one.relation == item.relation)
        .collect();
    for at in 0..item.args.len() {
        if chance.happens(40) {
            item.args[at] = chance.one(&others).args[at].clone();
        }
    }
    let other = chance.one(&core.items);
    if chance.happens(40) {
        (item.extent, item.core) = (other.extent, other.core);
    }
    if chance.happens(30) {
        item.sign = item.sign.turned();
    }
    if chance.happens(30) {
        item.view = other.view;
    }
    if chance.happens(30) {
        item.likelihood = *chance.one(&[1_000, 5_500, 8_000, 10_000]);
    }
    item
}

/// What was changed, to be read.
fn edits(before: &CoreJson, after: &CoreJson) -> String {
    format!(
        "before {}\nafter {}",
        before.printed().unwrap_or_default(),
        after.printed().unwrap_or_default()
    )
}

/// Where the two worlds differ; none where they do not.
fn differs(core: &CoreJson, made: &World, alone: &World) -> Option<String> {
    let (a, b) = (printed(made), printed(alone));
    if a != b {
        let (a, b) = (named(core, &a), named(core, &b));
        let by_name = difference(("made", &a), ("alone", &b));
        return Some(by_name.unwrap_or_else(|| "they are printed in another order".to_owned()));
    }
    let relations: Vec<RelationId> = made.core().situation.relations.ids().collect();
    let sentences = sentences(made).chain(sentences(alone));
    for sentence in sentences.collect::<BTreeSet<Sentence>>() {
        for sign in [Sign::For, Sign::Against] {
            let told = |what: &str| Some(format!("{what} of {sign:?} {sentence:?}"));
            if made.stated(&sentence, sign) != alone.stated(&sentence, sign) {
                return told("what is stated");
            }
            if made.items_of(&sentence, sign) != alone.items_of(&sentence, sign) {
                return told("the statements");
            }
            for at in instants(alone, &sentence, sign) {
                let (a, b) = (
                    made.round(&sentence, sign, at),
                    alone.round(&sentence, sign, at),
                );
                if a != b {
                    return told(&format!("the round at {at:?}, {a:x?} and {b:x?},"));
                }
            }
        }
        let same = made.mask(&sentence) == alone.mask(&sentence)
            && made.withheld(&sentence) == alone.withheld(&sentence)
            && made.all_items_of(&sentence) == alone.all_items_of(&sentence);
        if !same {
            return Some(format!("what is masked of {sentence:?}"));
        }
        for party in 0..made.core().situation.entities.len() as u32 {
            let party = EntityId(party);
            if made.claimed(&sentence, party) != alone.claimed(&sentence, party) {
                return Some(format!("what {party:?} claims of {sentence:?}"));
            }
        }
    }
    assert_eq!(relations.len(), alone.core().situation.relations.len());
    None
}

/// All that is held or stated.
fn sentences(world: &World) -> impl Iterator<Item = Sentence> {
    let core = world.core();
    let held = core.situation.relations.ids().flat_map(|relation| {
        let args = move |args: &Vec<Value>| Sentence {
            relation,
            args: args.clone(),
        };
        world.facts(relation).map(move |fact| args(&fact.args))
    });
    let stated = core
        .items
        .iter()
        .map(|(_, item)| item.stated.sentence.clone());
    held.chain(stated).chain(core.masked.iter().cloned())
}

/// Some on every step and beside it.
fn instants(world: &World, sentence: &Sentence, sign: Sign) -> BTreeSet<Instant> {
    let steps = world.worth(sentence, sign);
    let edges = steps
        .breakpoints()
        .flat_map(|edge| [edge, Instant(edge.0 - 1)]);
    edges.chain([Instant(0)]).take(8).collect()
}

/// Every derivation is that of the other world, and passes the checker.
fn explained(made: &World, alone: &World, told: &str) {
    for sentence in sentences(alone).collect::<BTreeSet<Sentence>>() {
        for sign in [Sign::For, Sign::Against] {
            let claim = Signed {
                sign,
                sentence: sentence.clone(),
            };
            for at in instants(alone, &sentence, sign).into_iter().take(3) {
                let (one, other) = (why(made, &claim, at), why(alone, &claim, at));
                assert_eq!(one, other, "{told}: {claim:?} at {at:?}");
                if let Some(one) = one
                    && let Err(flaw) = check_strongest(made, &one)
                {
                    panic!("{told}: {flaw:?}\n{one:?}");
                }
            }
        }
    }
}

#[test]
fn what_a_change_does_not_reach_is_shared() {
    let mut sketch = Sketch::default();
    for item in ["p(A, B)", "q(A, B)", "s(B)"] {
        sketch.item(item, 10_000);
    }
    sketch.rule("t(?a)", 10_000, B::S("p(?a, ?b)"));
    sketch.rule("u(?a)", 10_000, B::S("q(?a, ?b)"));
    sketch.rule("v(?b)", 10_000, B::All(vec![B::S("t(?a)"), B::S("s(?b)")]));
    let before = Arc::new(read_core::read(&sketch.core));
    let world = evaluate(before, &Default::default()).expect("it has strata");
    // t(A) holds already, so that v, which rests on it, is the same.
    sketch.item("p(A, C)", 9_000);
    let after = Arc::new(read_core::read(&sketch.core));
    let changed = world.changed(after, &Watch::default());
    let changed = changed.expect("it has strata");
    let mut shares = |name: &str| {
        let relation = RelationId(sketch.relation(name));
        (name.to_owned(), changed.shares(&world, relation))
    };
    assert_eq!(
        ["p", "q", "s", "t", "u", "v"].map(&mut shares),
        [
            ("p", false),
            ("q", true),
            ("s", true),
            ("t", true),
            ("u", true),
            ("v", true)
        ]
        .map(|(name, shares)| (name.to_owned(), shares))
    );
}

#[test]
fn a_change_is_followed_into_counts_and_out_of_nots() {
    let mut sketch = Sketch::default();
    sketch.item("q(A)", 10_000);
    let not = |sentence| B::Not(Box::new(B::S(sentence)));
    // The one who is counted is another than the one of whom it is concluded.
    let counted = B::AtLeast(1, "b", Box::new(B::S("p(?b, C)")));
    sketch.rule("t(?b)", 10_000, B::All(vec![B::S("q(?b)"), counted]));
    let two = vec![not("s(?a)"), B::S("m(?a)"), not("c(?a, ?b)")];
    let both = B::All(vec![B::S("c(?a, ?b)"), B::Of(2, two)]);
    sketch.rule("u(?a)", 10_000, both);
    let before = Arc::new(read_core::read(&sketch.core));
    let world = evaluate(before, &Default::default()).expect("it has strata");
    sketch.item("p(B, C)", 10_000);
    sketch.item("c(A, B)", 8_000);
    let after = Arc::new(read_core::read(&sketch.core));
    let alone = evaluate(Arc::clone(&after), &Default::default()).expect("it has strata");
    let made = world.changed(after, &Watch::default());
    let made = made.expect("it has strata");
    assert_eq!(differs(&sketch.core, &made, &alone), None);
    for (concluded, likelihood) in [("t", 10_000), ("u", 2_000)] {
        let relation = RelationId(sketch.relation(concluded));
        let args = vec![Value::Entity(EntityId(sketch.entity("A")))];
        let held = made.support(&Sentence { relation, args });
        assert_eq!(
            held.at(Instant(0)).ten_thousandths(),
            likelihood,
            "{concluded}"
        );
    }
}
