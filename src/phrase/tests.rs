//! What the words say, and that the words of a thing are the same wherever it stands.

use super::sample::{Sample, denies, holds, known, likely, on, pattern, sentence, var};
use super::{Dates, Phrase, covered, span, when};
use crate::model::{Body, Kinds, Number, Range, Sign, Value, When};
use crate::time::{Likelihood, Span};

struct Words {
    sample: Sample,
    ours: crate::model::Sentence,
    relation: crate::model::RelationId,
}

fn words() -> Words {
    let mut sample = Sample::new();
    let isk = sample.entity("IS Khorasan", Kinds::ACTOR);
    let ttp = sample.entity("TTP", Kinds::ACTOR);
    let relation = sample.relation("[actor] draws members from [actor]");
    Words {
        sample,
        ours: sentence(relation, &[isk, ttp]),
        relation,
    }
}

#[test]
fn a_sentence_is_said_by_its_first_wording() {
    let Words { sample, ours, .. } = words();
    let phrase = Phrase::new(&sample.situation);
    assert_eq!(
        phrase.sentence(&ours).plain(),
        "IS Khorasan draws members from TTP"
    );
    let predicate = phrase.predicate(&holds(&ours)).map(|text| text.plain());
    assert_eq!(predicate.as_deref(), Some("draws members from TTP"));
}

#[test]
fn a_denial_is_said_by_its_negated_wording_where_there_is_one() {
    let Words {
        mut sample,
        ours,
        relation,
    } = words();
    let said = |sample: &Sample| {
        Phrase::new(&sample.situation)
            .signed(&denies(&ours))
            .plain()
    };
    assert_eq!(
        said(&sample),
        "it is denied that IS Khorasan draws members from TTP"
    );
    assert_eq!(
        Phrase::new(&sample.situation).predicate(&denies(&ours)),
        None
    );
    sample.negated(relation, "draws nobody from");
    assert_eq!(said(&sample), "IS Khorasan draws nobody from TTP");
}

#[test]
fn a_sentence_in_a_sentence_is_said_within_it() {
    let Words {
        mut sample,
        relation,
        ..
    } = words();
    let russia = sample.entity("Russia", Kinds::ACTOR);
    let outer = sample.relation("[actor] fears that [sentence]");
    let compound = sample.compound(outer, relation, Sign::For);
    let not = sample.compound(outer, relation, Sign::Against);
    let args = [russia, crate::model::EntityId(0), crate::model::EntityId(1)];
    let phrase = Phrase::new(&sample.situation);
    assert_eq!(
        phrase.sentence(&sentence(compound, &args)).plain(),
        "Russia fears that IS Khorasan draws members from TTP"
    );
    assert_eq!(
        phrase.signed(&denies(&sentence(compound, &args))).plain(),
        "it is denied that Russia fears that IS Khorasan draws members from TTP"
    );
    assert_eq!(
        phrase.sentence(&sentence(not, &args)).plain(),
        "Russia fears that it is denied that IS Khorasan draws members from TTP"
    );
}

#[test]
fn a_likelihood_is_the_word_whose_range_holds_it() {
    let sample = Sample::new();
    let phrase = Phrase::new(&sample.situation);
    let said = |at: u32| phrase.held(Likelihood::clamped(at)).text;
    assert_eq!(said(7000), "likely");
    assert_eq!(said(6000), "likely (60%)");
    assert_eq!(said(5500), "likely (55%)");
    assert_eq!(said(8000), "very likely (80%)");
    assert_eq!(said(1250), "12.5%");
    assert_eq!(said(10_000), "certain");
}

#[test]
fn an_id_of_another_situation_is_a_question_mark() {
    let empty = Sample::new();
    let Words { ours, .. } = words();
    assert_eq!(Phrase::new(&empty.situation).sentence(&ours).plain(), "?");
}

#[test]
fn a_date_keeps_its_precision_and_its_mark() {
    let said = |clause: &When| when(clause).map(|text| text.plain()).unwrap_or_default();
    assert_eq!(said(&When::Since(on("2014-10"))), "since October 2014");
    assert_eq!(said(&When::Since(on("2007"))), "since 2007");
    assert_eq!(said(&When::On(on("2014-11-02"))), "on 2 November 2014");
    assert_eq!(said(&When::On(on("2014~"))), "in 2014~");
    assert_eq!(said(&When::On(on("2014-05-10%"))), "on 10 May 2014%");
    assert_eq!(
        said(&When::Between(on("2014"), on("2016-03"))),
        "from 2014 to March 2016"
    );
    assert_eq!(
        said(&When::Until(on("early December 2016"))),
        "until early December 2016"
    );
    assert_eq!(said(&When::Always), "");
}

#[test]
fn a_span_is_said_in_the_words_of_the_dates_it_comes_from() {
    let about = on("2014~");
    let mut dates = Dates::none();
    dates.learn_date(&about);
    assert_eq!(
        span(Span::since(about.covers.from), &dates).plain(),
        "since 2014~"
    );
    assert_eq!(
        span(Span::since(about.covers.from), &Dates::none()).plain(),
        "since 2013"
    );
    assert_eq!(
        span(on("2014-11-02").covers, &Dates::none()).plain(),
        "on 2 November 2014"
    );
    assert_eq!(span(Span::ALWAYS, &dates).plain(), "always");
}

#[test]
fn numbers_are_said_as_they_could_be_typed() {
    let sample = Sample::new();
    let phrase = Phrase::new(&sample.situation);
    let whole = |n: i64| Some(Number::whole(n));
    let said = |low, high| phrase.value(&Value::Number(Range { low, high })).plain();
    assert_eq!(said(whole(3000), None), "3000+");
    assert_eq!(said(whole(12_000), whole(12_000)), "12,000");
    assert_eq!(said(whole(1_234_567), whole(1_234_567)), "1,234,567");
    assert_eq!(said(whole(2), whole(4)), "2..4");
    assert_eq!(said(None, whole(500)), "at most 500");
}

#[test]
fn a_date_in_a_slot_is_said_without_a_preposition() {
    let sample = Sample::new();
    let phrase = Phrase::new(&sample.situation);
    assert_eq!(
        phrase.value(&Value::Date(on("2015-01-20").covers)).plain(),
        "20 January 2015"
    );
    assert_eq!(
        phrase.value(&Value::Date(on("2015").covers)).plain(),
        "2015"
    );
}

#[test]
fn what_stands_once_in_a_condition_is_anybody() {
    let Words {
        sample, relation, ..
    } = words();
    let phrase = Phrase::new(&sample.situation);
    let isk = known(crate::model::EntityId(0));
    let once = Body::Sentence(pattern(relation, vec![isk.clone(), var(0)]));
    let twice = Body::And(vec![
        once.clone(),
        Body::Sentence(pattern(relation, vec![var(0), isk])),
    ]);
    let names = ["other".to_owned()];
    assert_eq!(
        phrase.condition_of_any(&once, &names).plain(),
        "IS Khorasan draws members from any actor"
    );
    assert_eq!(
        phrase.condition_of_any(&twice, &names).plain(),
        "IS Khorasan draws members from ?other and ?other draws members from IS Khorasan"
    );
    let not = Body::Not(Box::new(Body::Or(vec![once.clone(), once])));
    assert_eq!(
        phrase.condition(&not, &names).plain(),
        "not (IS Khorasan draws members from ?other or IS Khorasan draws members from ?other)"
    );
    let _ = likely();
}

#[test]
fn a_bound_that_was_worked_out_is_said_to_the_day_and_a_written_one_as_it_was_written() {
    let minute = |date: &str| on(date).covers.from;
    let fortnight = Span::new(minute("2016-08-10"), minute("2016-08-24T23:59"));
    assert_eq!(
        span(fortnight, &Dates::none()).plain(),
        "from 10 August 2016 to 24 August 2016"
    );
    assert_eq!(
        covered(Span::since(minute("2016-08-24T23:59"))).plain(),
        "25 August 2016"
    );
    let noon = Span::since(minute("2016-08-24T12:00"));
    assert_eq!(
        span(noon, &Dates::none()).plain(),
        "since 24 August 2016, 12:00"
    );
    let mut dates = Dates::none();
    dates.learn_date(&on("2016-08-24T23:59"));
    let written = Span::since(minute("2016-08-24T23:59"));
    assert_eq!(span(written, &dates).plain(), "since 2016-08-24T23:59");
}
