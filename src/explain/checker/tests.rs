//! A tree that is changed anywhere is rejected.

use super::{Flaw, check, check_strongest};
use crate::explain::tests::kit::{Kit, likelihood, tell};
use crate::explain::tests::random::lines;
use crate::explain::{Because, Derivation, Evidence, Premise, why};
use crate::model::{Id as _, ItemId, RuleId, Sentence, Sign, Signed};
use crate::time::{Instant, Likelihood, Span};
use proptest::prelude::*;

/// All trees that differ from this one by one wrong step.
fn spoiled(derivation: &Derivation) -> Vec<(&'static str, Derivation)> {
    let mut found = Vec::new();
    let mut with = |what, change: &dyn Fn(&mut Derivation)| {
        let mut other = derivation.clone();
        change(&mut other);
        if other != *derivation {
            found.push((what, other));
        }
    };
    let up = |value: Likelihood| Likelihood::clamped(u32::from(value.ten_thousandths()) + 1);
    with("a greater value", &|d| d.value = up(d.value));
    with("a smaller value", &|d| {
        d.value = Likelihood::clamped(u32::from(d.value.ten_thousandths()) - 1);
    });
    with("another instant", &|d| {
        if d.holds.to != Instant::END {
            d.at = d.holds.to;
        }
    });
    with("the opposite", &|d| d.claim.sign = d.claim.sign.turned());
    with("another span", &|d| {
        d.holds = Span::new(d.at, d.at.succ().succ())
    });
    match &derivation.because {
        Because::Evidence(_) => {
            with("evidence of nothing", &|d| {
                edit_evidence(d, &|e| e.items.clear())
            });
            with("a foreign item", &|d| {
                edit_evidence(d, &|e| e.items.push(ItemId::at(9_999)))
            });
            with("an item twice", &|d| {
                edit_evidence(d, &|e| e.items.push(*e.items.first().expect("an item")));
            });
            with("an item hidden", &|d| {
                edit_evidence(d, &|e| e.others.clear())
            });
            with("worth more", &|d| {
                edit_evidence(d, &|e| e.value = up(e.value))
            });
        }
        Because::Rule {
            bindings, premises, ..
        } => {
            with("a premise less", &|d| {
                edit_rule(d, &|premises| {
                    premises.pop();
                })
            });
            with("a premise more", &|d| {
                edit_rule(d, &|premises| {
                    premises.push(Premise::All(Vec::new()));
                })
            });
            with("no such rule", &|d| {
                if let Because::Rule { rule, .. } = &mut d.because {
                    *rule = RuleId(9_999);
                }
            });
            if !bindings.is_empty() {
                with("a variable less", &|d| {
                    if let Because::Rule { bindings, .. } = &mut d.because {
                        bindings.clear();
                    }
                });
            }
            for (at, premise) in premises.iter().enumerate() {
                for (what, other) in spoiled_premise(premise) {
                    with(what, &|d| {
                        edit_rule(d, &|premises| premises[at] = other.clone())
                    });
                }
            }
        }
    }
    found
}

fn edit_evidence(d: &mut Derivation, edit: &dyn Fn(&mut Evidence)) {
    if let Because::Evidence(evidence) = &mut d.because {
        edit(evidence);
    }
}

fn edit_rule(d: &mut Derivation, edit: &dyn Fn(&mut Vec<Premise>)) {
    if let Because::Rule { premises, .. } = &mut d.because {
        edit(premises);
    }
}

fn spoiled_premise(premise: &Premise) -> Vec<(&'static str, Premise)> {
    let mut found: Vec<(&'static str, Premise)> = Vec::new();
    let less = |value: Likelihood| {
        Likelihood::clamped(u32::from(value.ten_thousandths()).saturating_sub(1))
    };
    match premise {
        Premise::Sentence(derivation) => {
            found.extend(
                spoiled(derivation)
                    .into_iter()
                    .map(|(what, d)| (what, Premise::Sentence(d))),
            );
            found.push((
                "not shown before",
                Premise::Again {
                    claim: derivation.claim.clone(),
                    at: Instant(derivation.at.0 - 1),
                    value: derivation.value,
                },
            ));
        }
        Premise::Again { claim, at, value } => {
            let (claim, at, value) = (claim.clone(), *at, less(*value));
            found.push((
                "named at another value",
                Premise::Again { claim, at, value },
            ));
        }
        Premise::All(all) => {
            for (at, one) in all.iter().enumerate() {
                for (what, other) in spoiled_premise(one) {
                    let mut all = all.clone();
                    all[at] = other;
                    found.push((what, Premise::All(all)));
                }
            }
            let mut fewer = all.clone();
            if fewer.pop().is_some() {
                found.push(("a part less", Premise::All(fewer)));
            }
        }
        Premise::OneOf(one) => found.extend(
            spoiled_premise(one)
                .into_iter()
                .map(|(what, other)| (what, Premise::OneOf(Box::new(other)))),
        ),
        Premise::Default {
            condition,
            value,
            against,
        } => {
            let (condition, against) = (condition.clone(), against.clone());
            found.push((
                "a weaker default",
                Premise::Default {
                    condition,
                    value: less(*value),
                    against,
                },
            ));
            if against_is_some(premise) {
                let condition = match premise {
                    Premise::Default { condition, .. } => condition.clone(),
                    _ => return found,
                };
                found.push((
                    "nothing against",
                    Premise::Default {
                        condition,
                        value: *value,
                        against: None,
                    },
                ));
            }
        }
        Premise::Window {
            length,
            any_time,
            seen,
            premise,
        } => {
            let window = |seen, premise: &Premise| Premise::Window {
                length: length.clone(),
                any_time: *any_time,
                seen,
                premise: Box::new(premise.clone()),
            };
            for (what, other) in spoiled_premise(premise) {
                found.push((what, window(*seen, &other)));
            }
            if !any_time {
                found.push((
                    "in the future",
                    window(Instant(seen.0 + 1_000_000), premise),
                ));
            }
        }
        Premise::Throughout {
            length,
            over,
            stretches,
        } => {
            let mut fewer = stretches.clone();
            fewer.pop();
            let (length, over) = (length.clone(), *over);
            found.push((
                "a stretch less",
                Premise::Throughout {
                    length,
                    over,
                    stretches: fewer,
                },
            ));
        }
        Premise::AtLeast { k, of } => {
            let mut twice = of.clone();
            twice.extend(of.first().cloned());
            found.push(("one more", Premise::AtLeast { k: *k, of: twice }));
            if of.len() > 1 {
                let mut same = of.clone();
                same[1] = of[0].clone();
                found.push(("counted twice", Premise::AtLeast { k: *k, of: same }));
            }
        }
        Premise::AtMost { k, value, of } => {
            found.push((
                "at most, weaker",
                Premise::AtMost {
                    k: *k,
                    value: less(*value),
                    of: of.clone(),
                },
            ));
        }
        Premise::SoManyOf { k, of } => {
            let mut fewer = of.clone();
            fewer.pop();
            found.push(("too few", Premise::SoManyOf { k: *k, of: fewer }));
            if of.len() > 1 {
                let mut same = of.clone();
                same[1] = of[0].clone();
                found.push(("a branch twice", Premise::SoManyOf { k: *k, of: same }));
            }
        }
        Premise::Stated { .. }
        | Premise::Claimed { .. }
        | Premise::Exactly { .. }
        | Premise::Comparison { .. } => {}
    }
    found
}

fn against_is_some(premise: &Premise) -> bool {
    matches!(
        premise,
        Premise::Default {
            against: Some(_),
            ..
        }
    )
}

fn all_claims(kit: &Kit, world: &crate::engine::World) -> Vec<Signed> {
    let mut claims = Vec::new();
    for relation in kit.situation.relations.ids() {
        for fact in world.facts(relation) {
            let sentence = Sentence {
                relation,
                args: fact.args.clone(),
            };
            claims.extend([Sign::For, Sign::Against].map(|sign| Signed {
                sign,
                sentence: sentence.clone(),
            }));
        }
    }
    claims
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_tree_with_one_wrong_step_is_rejected(lines in lines()) {
        let kit = tell(&lines);
        let Some(world) = kit.try_world() else { return Ok(()) };
        for claim in all_claims(&kit, &world) {
            for at in [0, 33, 80].map(Instant) {
                let Some(found) = why(&world, &claim, at) else { continue };
                for (what, wrong) in spoiled(&found) {
                    prop_assert!(check_strongest(&world, &wrong).is_err(), "{what}: {} {wrong:#?}", kit.say(&claim));
                }
            }
        }
    }
}

#[test]
fn a_claim_below_itself_is_rejected() {
    let mut kit = tell(
        "p(A) 80%
         rule there: q(?x) if p(?x)
         rule back: p(?x) if q(?x)",
    );
    let (p, q) = (kit.claim("p(A)"), kit.claim("q(A)"));
    let world = kit.world();
    let q = why(&world, &q, Instant(0)).expect("q");
    let mut circular = why(&world, &p, Instant(0)).expect("p");
    circular.because = Because::Rule {
        rule: RuleId(1),
        bindings: match &q.because {
            Because::Rule { bindings, .. } => bindings.clone(),
            Because::Evidence(_) => Vec::new(),
        },
        premises: vec![Premise::Sentence(q)],
    };
    assert_eq!(check(&world, &circular), Err(Flaw::RestsOnItself(p)));
}

#[test]
fn a_condition_that_does_not_hold_throughout_is_rejected() {
    let mut kit = tell(
        "a(A) since 0 until 10
         a(A) since 10 until 40 70%
         rule long: p(?x) if throughout[20] (a(?x))",
    );
    let claim = kit.claim("p(A)");
    let world = kit.world();
    let found = why(&world, &claim, Instant(25)).expect("p");
    assert_eq!(found.value, likelihood("70%"));
    assert_eq!(check_strongest(&world, &found), Ok(()));
    let mut wrong = found;
    edit_rule(&mut wrong, &|premises| {
        if let Some(Premise::Throughout { stretches, .. }) = premises.first_mut()
            && let Some((span, _)) = stretches.first_mut()
        {
            *span = Span::new(span.from, Instant(26));
            stretches.truncate(1);
        }
    });
    assert!(check(&world, &wrong).is_err());
}
