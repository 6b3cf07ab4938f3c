//! Trees and reasons of derivations made by hand.

use super::Telling;
use crate::answer::{Answer, AsOfBy, Body, Confidence, Head, Level, Markup, Reasoned, Why};
use crate::explain::{Because, Derivation, Evidence, Footing, Premise};
use crate::model::{self, Core, ItemId, Kinds, Sentence, Signed, When};
use crate::phrase::sample::{Sample, holds, known, likely, now, on, pattern, sentence, var};
use crate::render::text;
use crate::time::{Likelihood, Span};

fn stated(claim: Signed, item: ItemId, holds: Span) -> Premise {
    Premise::Sentence(Derivation {
        claim,
        at: now(),
        value: Likelihood::CERTAIN,
        holds,
        because: Because::Evidence(Evidence {
            value: Likelihood::CERTAIN,
            items: vec![item],
            others: Vec::new(),
            footing: Footing::Own,
            greedy: false,
        }),
        lemmas: Vec::new(),
    })
}

fn by_rule(
    claim: &Sentence,
    rule: model::RuleId,
    value: Likelihood,
    holds_in: Span,
    premises: Vec<Premise>,
) -> Derivation {
    Derivation {
        claim: holds(claim),
        at: now(),
        value,
        holds: holds_in,
        because: Because::Rule {
            rule,
            bindings: Vec::new(),
            premises,
        },
        lemmas: Vec::new(),
    }
}

/// ISK endangers Pakistan: it is at odds with it, as those are whom its members come from; and it is near.
fn case() -> (Core, Derivation) {
    let mut sample = Sample::new();
    let isk = sample.entity("IS Khorasan", Kinds::ACTOR);
    let ttp = sample.entity("TTP", Kinds::ACTOR);
    let pakistan = sample.entity("Pakistan", Kinds::ACTOR);
    let nangarhar = sample.entity("South Nangarhar", Kinds::PLACE);
    let brief = sample.source("Brief", "C");
    let endangers = sample.relation("[actor] endangers [actor]");
    let odds = sample.relation("[actor] is at odds with [actor]");
    let draws = sample.relation("[actor] draws members from [actor]");
    let based = sample.relation("[actor] is based in [place]");
    let borders = sample.relation("[place] borders [actor]");
    let made_up = sample.relation("[actor] has made up with [actor]");
    let quarrel = sample.rule(
        "inherited quarrel",
        likely(),
        &["group", "victim", "parent"],
    );
    let danger = sample.rule(
        "danger: quarrel, reach",
        Likelihood::CERTAIN,
        &["group", "victim"],
    );

    let (since_2014, since_2007) = (on("2014-10"), on("2007"));
    let spans = (
        Span::since(since_2014.covers.from),
        Span::since(since_2007.covers.from),
    );
    let draws = sentence(draws, &[isk, ttp]);
    let parents = sentence(odds, &[ttp, pakistan]);
    let base = sentence(based, &[isk, nangarhar]);
    let border = Sentence {
        relation: borders,
        args: vec![
            model::Value::Entity(nangarhar),
            model::Value::Entity(pakistan),
        ],
    };
    let first = sample.fact(&draws, When::Since(since_2014.clone()), Some(brief));
    let second = sample.fact(&parents, When::Since(since_2007), None);
    let third = sample.fact(&base, When::Since(since_2014), None);
    let fourth = sample.fact(&border, When::Always, None);
    let unless = Premise::Default {
        condition: model::Body::Sentence(pattern(made_up, vec![known(isk), var(1)])),
        value: Likelihood::CERTAIN,
        against: None,
    };
    let quarrel = by_rule(
        &sentence(odds, &[isk, pakistan]),
        quarrel,
        likely(),
        spans.0,
        vec![
            stated(holds(&draws), first, spans.0),
            stated(holds(&parents), second, spans.1),
            unless,
        ],
    );
    let derivation = by_rule(
        &sentence(endangers, &[isk, pakistan]),
        danger,
        likely(),
        spans.0,
        vec![
            Premise::Sentence(quarrel),
            Premise::All(vec![
                stated(holds(&base), third, spans.0),
                stated(holds(&border), fourth, Span::ALWAYS),
            ]),
        ],
    );
    (sample.core(), derivation)
}

fn shown(core: &Core, derivation: &Derivation, width: usize) -> String {
    let telling = Telling::new(core);
    let told = telling.tree(derivation);
    let sentence = telling.signed(&derivation.claim);
    let head = Head {
        question: "why".into(),
        title: sentence.clone(),
        as_of: None,
        as_of_by: AsOfBy::Scenario,
        during: None,
        view: None,
        known: None,
        under: Vec::new(),
        supposing: Vec::new(),
        bar: telling.held(Likelihood::clamped(5500)),
        bar_asked: false,
        marking: None,
        withheld: None,
        notes: Vec::new(),
    };
    let why = Why {
        sentence,
        derivations: vec![Reasoned {
            tree: told.tree,
            apart: told.lemmas,
            weakest: told.weakest,
            uncertain: 1,
            independent: 7000,
            confidence: Confidence {
                level: Level::Moderate,
                reason: Markup::words("The rule inherited quarrel cites nothing."),
            },
        }],
        count: 1,
        against: None,
    };
    text(&Answer::new(head, Body::Why(why)), width).plain()
}

#[test]
fn a_derivation_is_a_tree_with_its_grounds_at_the_right() {
    let (core, derivation) = case();
    insta::assert_snapshot!(shown(&core, &derivation, 120));
}

#[test]
fn in_a_narrow_window_grounds_stand_below() {
    let (core, derivation) = case();
    insta::assert_snapshot!(shown(&core, &derivation, 60));
}

#[test]
fn no_line_is_wider_than_asked() {
    let (core, derivation) = case();
    for width in [60, 80, 100, 140] {
        for line in shown(&core, &derivation, width).lines() {
            assert!(
                unicode_width::UnicodeWidthStr::width(line) <= width,
                "{line}"
            );
        }
    }
}

#[test]
fn a_reason_drops_the_subject_and_goes_on_with_which() {
    let (core, derivation) = case();
    assert_eq!(
        Telling::new(&core).reason(&derivation).plain(),
        "draws members from TTP, which is at odds with Pakistan; is based in South Nangarhar, which borders Pakistan"
    );
}
