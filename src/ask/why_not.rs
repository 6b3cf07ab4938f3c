//! `why not S`: how near each rule came, what held, what is missing, what blocked it; and the smallest change that would
//! make it hold.

use super::marks::Marks;
use super::repairs::{marks_of, worded};
use super::scene::Scene;
use super::why::reasoned;
use super::{Drawn, Found};
use crate::answer::{self, Attempt, Body, Markup, Node, NodeKind};
use crate::explain::{self, Condition, NearMiss, State};
use crate::model::{Signed, Term};
use crate::phrase::place;

/// The answer to `why not S`.
pub(super) fn why_not(scene: &Scene, claim: &Signed) -> Drawn {
    let found = explain::why_not(&scene.world, claim, scene.at);
    let telling = scene.telling();
    let body = answer::WhyNot {
        sentence: telling.signed(claim),
        likelihood: telling.held(found.value),
        holds: found.value >= scene.bar,
        stated: found
            .stated
            .as_ref()
            .map(|evidence| telling.ground(evidence)),
        attempts: found
            .rules
            .iter()
            .map(|rule| attempt(scene, rule))
            .collect(),
        repair: found.repair.as_ref().map(|repair| worded(scene, repair)),
        against: found.against.as_ref().map(|one| reasoned(scene, one)),
    };
    let mut drawn = Drawn::of(Body::WhyNot(body));
    if !found.complete {
        drawn.notes.push(Markup::words(
            "Not every way to fill in the rules could be looked at.",
        ));
    }
    drawn.marks = marks(scene, &found);
    drawn.found = Found {
        explains: vec![Some(claim.clone())],
        ..Found::default()
    };
    drawn
}

/// Who may see what held, what blocked it, and what is proposed.
fn marks(scene: &Scene, found: &explain::WhyNot) -> Marks {
    let core = scene.world.core();
    let mut marks = Marks::default();
    if let Some(one) = &found.against {
        marks.derivation(core, one);
    }
    if let Some(evidence) = &found.stated {
        marks.items(core, evidence.items.iter().chain(&evidence.others).copied());
    }
    for near in &found.rules {
        marks.rule(core, near.rule);
        for condition in &near.conditions {
            match &condition.state {
                State::Held(Some(premise)) | State::Missing(Some(premise)) => {
                    marks.premise(core, premise);
                }
                State::Blocked(premise) => marks.premise(core, premise),
                State::Held(None) | State::Missing(None) => {}
            }
            marks.condition(scene, &condition.body, &|term| match term {
                Term::Value(value) => Some(value.clone()),
                Term::Var(_) => None,
            });
        }
    }
    if let Some(repair) = &found.repair {
        marks.add(marks_of(scene, repair));
    }
    marks
}

fn attempt(scene: &Scene, near: &NearMiss) -> Attempt {
    let rule = scene.world.core().rules.get(near.rule);
    let names = rule.map_or(&[][..], |rule| &rule.variables);
    Attempt {
        rule: scene.telling().rule_name(near.rule),
        place: rule.map(|rule| place(&rule.origin)).unwrap_or_default(),
        conditions: near
            .conditions
            .iter()
            .flat_map(|condition| told(scene, condition, names))
            .collect(),
        reached: scene.telling().held(near.reached),
        too_weak: near.too_weak,
    }
}

fn told(scene: &Scene, condition: &Condition, names: &[String]) -> Vec<Node> {
    let telling = scene.telling();
    // What a condition rests on in its turn is for `why` to show.
    let below = |premise: Option<&explain::Premise>| {
        let nodes = premise.map(|premise| telling.premise(premise, names));
        nodes
            .unwrap_or_default()
            .into_iter()
            .map(|node| Node {
                under: Vec::new(),
                ..node
            })
            .collect::<Vec<Node>>()
    };
    let whole = |kind, under| Node {
        node: kind,
        text: scene.phrase().condition_of_any(&condition.body, names),
        likelihood: telling.held(condition.value),
        when: None,
        ground: Markup::new(),
        weakest: false,
        understood: false,
        words: Vec::new(),
        under,
    };
    match &condition.state {
        State::Held(Some(premise)) => below(Some(premise)),
        State::Held(None) => vec![whole(NodeKind::Evidence, Vec::new())],
        State::Missing(premise) => vec![whole(NodeKind::Missing, below(premise.as_ref()))],
        State::Blocked(premise) => match below(Some(premise)).as_slice() {
            [one] => vec![Node {
                node: NodeKind::Blocking,
                ..one.clone()
            }],
            several => vec![whole(NodeKind::Blocking, several.to_vec())],
        },
    }
}
