//! Questions asked of a small world: what the answers say, and what was found.

use super::{Answered, AskError, Worlds, answer};
use crate::answer::Body as Said;
use crate::engine::{Standpoint, World, evaluate};
use crate::model::{
    Additions, Alteration, Body, Column, EntityId, Kinds, Modifiers, Number, Question,
    QuestionKind, Range, RelationId, Sentence, Sign, Situation, Sought, Take, Total, Value, VarId,
    When,
};
use crate::phrase::sample::{Sample, denies, holds, known, likely, on, pattern, sentence, var};
use crate::render::text;
use crate::settle::settle;
use crate::time::Likelihood;
use std::sync::Arc;

/// Makes worlds anew each time.
struct Fresh(Arc<Situation>);

impl Worlds for Fresh {
    fn situation(&self) -> &Arc<Situation> {
        &self.0
    }

    fn world(
        &mut self,
        from: &Standpoint,
        changes: &[&Alteration],
    ) -> Result<Arc<World>, AskError> {
        let core = settle(&self.0, changes);
        Ok(Arc::new(evaluate(Arc::new(core), from)?))
    }
}

/// Who is who in the case.
struct Case {
    worlds: Fresh,
    isk: EntityId,
    ttp: EntityId,
    ja: EntityId,
    pakistan: EntityId,
    endangers: RelationId,
    odds: RelationId,
    base: RelationId,
    zaran: EntityId,
}

/// ISK draws its members from TTP, which is at odds with Pakistan, and is near; JA, perhaps, too.
fn case() -> Case {
    let mut sample = Sample::new();
    let isk = sample.entity("IS Khorasan", Kinds::ACTOR);
    let ttp = sample.entity("TTP", Kinds::ACTOR);
    let ja = sample.entity("JA", Kinds::ACTOR);
    let pakistan = sample.entity("Pakistan", Kinds::ACTOR);
    let zaran = sample.entity("Zaran", Kinds::PLACE);
    let idle = sample.entity("Idle Front", Kinds::ACTOR);
    let brief = sample.source("Brief", "C");
    let wire = sample.source("Wire", "C");
    let endangers = sample.relation("[actor] endangers [actor]");
    let odds = sample.relation("[actor] is at odds with [actor]");
    let draws = sample.relation("[actor] draws members from [actor]");
    let base = sample.relation("[actor] is based in [place]");
    let borders = sample.relation("[place] borders [actor]");
    let made_up = sample.relation("[actor] has made up with [actor]");
    let _ = (idle, wire);
    let border = Sentence {
        relation: borders,
        args: vec![Value::Entity(zaran), Value::Entity(pakistan)],
    };
    sample.fact(
        &sentence(draws, &[isk, ttp]),
        When::Since(on("2014-10")),
        Some(brief),
    );
    sample.fact(
        &sentence(odds, &[ttp, pakistan]),
        When::Since(on("2007")),
        Some(brief),
    );
    sample.fact(&sentence(base, &[isk, zaran]), When::Always, Some(brief));
    sample.fact(&border, When::Always, Some(brief));
    sample.fact(
        &sentence(odds, &[ja, pakistan]),
        When::Since(on("2015")),
        None,
    );
    sample.last().likelihood = Likelihood::clamped(3000);
    sample.fact(&sentence(base, &[ja, zaran]), When::Always, None);
    // Two parties on one sentence.
    sample.fact(&sentence(draws, &[ja, ttp]), When::Always, None);
    sample.last().view = Some(pakistan);
    sample.fact(&sentence(draws, &[ja, ttp]), When::Always, None);
    sample.last().view = Some(ttp);
    sample.last().sign = Sign::Against;
    sample.law(
        "inherited quarrel",
        likely(),
        &["group", "victim", "parent"],
        pattern(odds, vec![var(0), var(1)]),
        Body::And(vec![
            Body::Sentence(pattern(draws, vec![var(0), var(2)])),
            Body::Sentence(pattern(odds, vec![var(2), var(1)])),
            Body::Not(Box::new(Body::Sentence(pattern(
                made_up,
                vec![var(0), var(1)],
            )))),
        ]),
    );
    sample.law(
        "danger",
        Likelihood::CERTAIN,
        &["group", "victim", "place"],
        pattern(endangers, vec![var(0), var(1)]),
        Body::And(vec![
            Body::Sentence(pattern(odds, vec![var(0), var(1)])),
            Body::Sentence(pattern(base, vec![var(0), var(2)])),
            Body::Sentence(pattern(borders, vec![var(2), var(1)])),
        ]),
    );
    let worlds = Fresh(Arc::new(sample.situation));
    Case {
        worlds,
        isk,
        ttp,
        ja,
        pakistan,
        endangers,
        odds,
        base,
        zaran,
    }
}

fn question(text: &str, kind: QuestionKind) -> Question {
    Question {
        text: text.into(),
        kind,
        modifiers: Modifiers::default(),
    }
}

impl Case {
    fn ask(&mut self, text: &str, kind: QuestionKind) -> Answered {
        self.put(&question(text, kind))
    }

    fn put(&mut self, question: &Question) -> Answered {
        answer(&mut self.worlds, question).expect("there is a world")
    }

    /// `dangers to Pakistan`
    fn dangers(&self) -> Sought {
        let about = pattern(self.endangers, vec![var(0), known(self.pakistan)]);
        Sought {
            variables: vec!["danger".into()],
            body: Body::Sentence(about.clone()),
            columns: vec![Column::Plain(VarId(0))],
            about: Some(about),
        }
    }

    fn danger(&self) -> crate::model::Signed {
        holds(&sentence(self.endangers, &[self.isk, self.pakistan]))
    }
}

fn shown(answered: &Answered) -> String {
    text(&answered.answer, 110).plain()
}

#[test]
fn a_list_says_how_likely_since_when_why_and_what_is_below_the_bar() {
    let mut case = case();
    let sought = case.dangers();
    let answered = case.ask("dangers to Pakistan", QuestionKind::Pattern(sought));
    assert_eq!(answered.found.cells, [[Value::Entity(case.isk)]]);
    assert_eq!(answered.found.explains, [Some(case.danger())]);
    insta::assert_snapshot!(shown(&answered));
}

#[test]
fn the_bar_may_be_asked_for() {
    let mut case = case();
    let mut asked = question(
        "dangers to Pakistan at least 30%",
        QuestionKind::Pattern(case.dangers()),
    );
    asked.modifiers.at_least = Likelihood::new(3000);
    let answered = case.put(&asked);
    assert_eq!(
        answered.found.cells,
        [[Value::Entity(case.isk)], [Value::Entity(case.ja)]]
    );
}

#[test]
fn what_holds_at_some_time_is_listed_with_its_spans() {
    let mut case = case();
    let mut asked = question(
        "dangers to Pakistan during 2013/2014",
        QuestionKind::Pattern(case.dangers()),
    );
    asked.modifiers.during = Some((Some(on("2013")), Some(on("2014"))));
    let answered = case.put(&asked);
    insta::assert_snapshot!(shown(&answered));
}

#[test]
fn before_it_began_nothing_is_listed() {
    let mut case = case();
    let mut asked = question(
        "dangers to Pakistan as of 2013",
        QuestionKind::Pattern(case.dangers()),
    );
    asked.modifiers.as_of = Some(on("2013"));
    assert!(case.put(&asked).found.cells.is_empty());
}

#[test]
fn yes_or_no_says_the_verdict_the_reason_and_the_confidence() {
    let mut case = case();
    let danger = case.danger();
    let answered = case.ask(
        "IS Khorasan endangers Pakistan?",
        QuestionKind::Holds(danger),
    );
    let verdict = answered
        .found
        .verdict
        .clone()
        .expect("a yes-or-no question has a verdict");
    assert_eq!(
        (verdict.support, verdict.denial),
        (likely(), Likelihood::NEVER)
    );
    insta::assert_snapshot!(shown(&answered));
}

#[test]
fn what_has_some_support_is_unknown() {
    let mut case = case();
    let perhaps = holds(&sentence(case.odds, &[case.ja, case.pakistan]));
    let answered = case.ask(
        "JA is at odds with Pakistan?",
        QuestionKind::Holds(perhaps.clone()),
    );
    insta::assert_snapshot!(shown(&answered));
    let denied = case.ask("…", QuestionKind::Holds(denies(&perhaps.sentence)));
    let verdict = denied.found.verdict.expect("a verdict");
    assert_eq!(
        (verdict.support, verdict.denial),
        (Likelihood::NEVER, Likelihood::clamped(3000))
    );
}

#[test]
fn why_shows_the_derivation_with_its_figures() {
    let mut case = case();
    let of = case.danger();
    let answered = case.ask("why", QuestionKind::Why { of, all: false });
    insta::assert_snapshot!(shown(&answered));
}

#[test]
fn what_nothing_supports_has_no_derivation() {
    let mut case = case();
    let of = holds(&sentence(case.endangers, &[case.ttp, case.pakistan]));
    let answered = case.ask("why", QuestionKind::Why { of, all: true });
    assert_eq!(
        shown(&answered),
        "Nothing supports it: TTP endangers Pakistan\n"
    );
}

#[test]
fn other_answers_read_well() {
    let mut case = case();
    let (isk, ja, pakistan) = (case.isk, case.ja, case.pakistan);
    let drawn = holds(&sentence(RelationId(2), &[ja, case.ttp]));
    let mut all = String::new();
    for (text, kind) in [
        (
            "who says JA draws members from TTP",
            QuestionKind::WhoSays(drawn),
        ),
        ("conflicts", QuestionKind::Conflicts),
        ("gaps", QuestionKind::Gaps),
        ("profile IS Khorasan", QuestionKind::Profile(isk)),
        ("timeline of IS Khorasan", QuestionKind::Timeline(isk)),
        (
            "connection between JA and Pakistan",
            QuestionKind::Connection(ja, pakistan),
        ),
        (
            "compare JA and IS Khorasan",
            QuestionKind::Compare {
                one: ja,
                other: isk,
                on: None,
            },
        ),
        (
            "sources behind IS Khorasan endangers Pakistan",
            QuestionKind::SourcesBehind(case.danger()),
        ),
        (
            "assumptions behind IS Khorasan endangers Pakistan",
            QuestionKind::AssumptionsBehind(case.danger()),
        ),
        (
            "what changed between 2013 and 2016",
            QuestionKind::WhatChanged {
                from: on("2013"),
                to: on("2016"),
                known: false,
            },
        ),
    ] {
        all.push_str(&shown(&case.ask(text, kind)));
        all.push_str("\n────────\n\n");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_if_says_what_is_gained_and_lost() {
    let mut case = case();
    let mut asked = question("what if", QuestionKind::WhatIf);
    let moved = case
        .worlds
        .0
        .told
        .stated
        .first()
        .expect("something is told")
        .clone();
    let near = Sentence {
        relation: case.base,
        args: vec![Value::Entity(case.ttp), Value::Entity(case.zaran)],
    };
    asked.modifiers.supposing = Some(Box::new(Alteration {
        takes: vec![Take::Sentence(sentence(case.base, &[case.isk, case.zaran]))],
        adds: Additions {
            stated: vec![crate::model::Stated {
                sentence: near,
                when: When::Always,
                extent: crate::time::Span::ALWAYS,
                ..moved
            }],
            ..Additions::default()
        },
    }));
    let answered = case.put(&asked);
    insta::assert_snapshot!(shown(&answered));
    let untouched = case.ask(
        "IS Khorasan endangers Pakistan?",
        QuestionKind::Holds(case.danger()),
    );
    assert!(
        untouched
            .found
            .verdict
            .is_some_and(|verdict| verdict.support == likely())
    );
}

#[test]
fn a_number_is_counted_once_for_each_sentence_that_gives_it() {
    let mut sample = Sample::new();
    let group = sample.entity("Harkat Front", Kinds::ACTOR);
    let by = sample.relation("[event] by [actor]");
    let cost = sample.relation("[event] cost [number] lives");
    let lies = sample.relation("[event] lies in [place]");
    let places = [
        sample.entity("Dara", Kinds::PLACE),
        sample.entity("Zaran", Kinds::PLACE),
    ];
    for (name, lives) in [("Bus", 60), ("Market", 12), ("Bridge", 12)] {
        let event = sample.entity(name, Kinds::EVENT);
        sample.fact(&sentence(by, &[event, group]), When::Always, None);
        let lives = Value::Number(Range::exactly(Number::whole(lives)));
        sample.fact(
            &Sentence {
                relation: cost,
                args: vec![Value::Entity(event), lives],
            },
            When::Always,
            None,
        );
        for place in places {
            sample.fact(&sentence(lies, &[event, place]), When::Always, None);
        }
    }
    let sought = Sought {
        variables: ["attack", "group", "dead", "place"]
            .map(str::to_owned)
            .to_vec(),
        body: Body::And(vec![
            Body::Sentence(pattern(by, vec![var(0), var(1)])),
            Body::Sentence(pattern(cost, vec![var(0), var(2)])),
            Body::Sentence(pattern(lies, vec![var(0), var(3)])),
        ]),
        columns: vec![
            Column::Plain(VarId(1)),
            Column::Total(Total::Count, VarId(0)),
            Column::Total(Total::Sum, VarId(2)),
            Column::Total(Total::Max, VarId(2)),
        ],
        about: None,
    };
    let mut worlds = Fresh(Arc::new(sample.situation));
    let answered = answer(
        &mut worlds,
        &question("toll", QuestionKind::Pattern(sought)),
    )
    .expect("a world");
    let number = |n| Value::Number(Range::exactly(Number::whole(n)));
    assert_eq!(
        answered.found.cells,
        [[Value::Entity(group), number(3), number(84), number(60)]]
    );
}

#[test]
fn a_row_of_no_list_is_an_error_that_says_so() {
    let mut case = case();
    let asked = question("why 2", QuestionKind::WhyRow { row: 2, all: false });
    let error = answer(&mut case.worlds, &asked).expect_err("there is no list");
    assert_eq!(
        error.to_string(),
        "no answer above has a row 2: ask for a list first, then why 2"
    );
}

#[test]
fn every_answer_of_a_question_is_described_by_the_schema() {
    let mut case = case();
    let answered = case.ask(
        "why",
        QuestionKind::Why {
            of: case.danger(),
            all: true,
        },
    );
    assert!(matches!(answered.answer.body, Said::Why(_)));
    let value = serde_json::to_value(&answered.answer).expect("an answer is JSON");
    let schema =
        serde_json::from_str(include_str!("../../docs/schema/answer.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&value));
}
