//! Clauses, events, sources, and what a statement is made of.

use super::{check, resolved, told};
use crate::model::{Property, Sign};

const WORDS: &str = "\
kind group is an actor
kind raid is an event
relation [actor] holds [place]
relation [actor] is armed
actor Arvand
actor Belmar
place Dara
place Ulm
source Wire, reliability C
source Diary, on 2015-06
source Rumour, reliability F
";

fn checked(text: &str, expected: &[&str]) {
    check(&format!("{WORDS}{text}"), expected);
}

#[test]
fn since_and_until_are_one_clause_and_the_inner_one_replaces_the_outer_whole() {
    checked(
        "Arvand holds Dara since 2014 until 2015, is armed\n    since 2010",
        &[
            "Arvand holds Dara from 2014 to 2015",
            "Arvand is armed since 2010",
        ],
    );
}

#[test]
fn a_clause_on_a_line_of_its_own_is_the_whole_statements() {
    checked(
        "Arvand holds Dara\n    holds Ulm, 70%\n    per Wire",
        &[
            "Arvand holds Dara 60% per Wire",
            "Arvand holds Ulm 70% per Wire",
        ],
    );
}

#[test]
fn a_files_default_source_does_not_reach_an_assumption() {
    checked(
        "scenario \"T\", per Wire\nArvand holds Dara\nassume Arvand holds Ulm",
        &["Arvand holds Dara 60% per Wire", "Arvand holds Ulm"],
    );
}

#[test]
fn on_after_per_is_when_it_was_said() {
    checked(
        "Arvand holds Dara per Wire on 2015-06-02",
        &["Arvand holds Dara 60% per Wire said on 2 June 2015"],
    );
}

#[test]
fn a_low_stated_likelihood_turns_and_a_low_grade_does_not() {
    checked(
        "Arvand holds Dara, unlikely\nArvand holds Ulm per Wire credibility 6",
        &[
            "not: Arvand holds Dara 67%",
            "Arvand holds Ulm 50% unrated per Wire",
        ],
    );
}

#[test]
fn a_source_that_cannot_be_judged_is_unrated() {
    checked(
        "Arvand holds Dara per Rumour",
        &["Arvand holds Dara 50% unrated per Rumour"],
    );
}

#[test]
fn several_parties_may_say_it() {
    checked(
        "Arvand and Belmar say that Arvand holds Dara\nBelmar denies on 2016 that Belmar is armed, 30%",
        &[
            "Arvand holds Dara claimed by Arvand",
            "Arvand holds Dara claimed by Belmar",
            "Belmar is armed 70% claimed by Belmar said in 2016",
        ],
    );
}

#[test]
fn an_event_is_dated_by_another() {
    let lines = told(&format!(
        "{WORDS}event Late Raid is a raid, on 2 months after Early Raid\nevent Early Raid is a raid on 2014-01-31\nArvand is armed since Late Raid"
    ));
    assert!(
        lines.contains(&"Late Raid happened since 2 months after Early Raid".to_string()),
        "{lines:#?}"
    );
    assert!(
        lines.contains(&"Arvand is armed since Late Raid".to_string()),
        "{lines:#?}"
    );
}

#[test]
fn events_dated_by_one_another_are_a_mistake() {
    let (_, resolved) = resolved("event A, since B\nevent B, since A");
    let codes: Vec<_> = resolved.diagnostics.iter().map(|one| one.code).collect();
    assert!(codes.contains(&"date-loop"), "{codes:?}");
}

#[test]
fn what_an_event_leads_to_may_be_a_sentence() {
    let lines = told(&format!(
        "{WORDS}event Raid is a raid on 2014, by Arvand\n    led to Belmar is armed"
    ));
    assert!(
        lines.contains(&"Belmar is armed since 2014".to_string()),
        "{lines:#?}"
    );
}

#[test]
fn a_kind_with_a_time_is_a_fact_and_declares_nothing() {
    let (_, resolved) = resolved(&format!("{WORDS}actor Corvia is a group since 2014"));
    assert!(
        resolved.diagnostics.is_empty(),
        "{:?}",
        resolved.diagnostics
    );
    let corvia = resolved
        .situation
        .entities
        .rows()
        .iter()
        .find(|entity| entity.name == "Corvia")
        .unwrap();
    assert_eq!(corvia.kinds, [crate::model::Kinds::ACTOR]);
    assert!(resolved.situation.told.stated.iter().any(|one| {
        resolved.situation.relations[one.sentence.relation]
            .kind
            .is_some()
    }));
}

#[test]
fn a_named_kind_is_a_relation_for_all_that_declare_it_and_what_is_above_follows() {
    let (_, resolved) = resolved(
        "kind group is an actor\nkind militant group is a group\nactor Red Column is a militant group\nactor Arvand\nArvand is a group, 60%",
    );
    let names: Vec<String> = resolved
        .situation
        .told
        .stated
        .iter()
        .map(|one| {
            resolved.situation.relations[one.sentence.relation]
                .name
                .clone()
        })
        .collect();
    assert_eq!(
        names,
        ["[entity] is a group", "[entity] is a militant group"]
    );
    let above = resolved
        .situation
        .told
        .rules
        .iter()
        .filter(|rule| rule.property == Some(Property::KindAbove))
        .count();
    assert_eq!(above, 1);
}

#[test]
fn a_symmetric_relation_has_a_rule_for_each_sign() {
    let (_, resolved) = resolved("relation [actor] fights [actor], symmetric");
    let signs: Vec<Sign> = resolved
        .situation
        .told
        .rules
        .iter()
        .map(|rule| rule.sign)
        .collect();
    assert_eq!(signs, [Sign::For, Sign::Against]);
}

#[test]
fn the_last_instant_named_is_asked_for_where_no_scenario_names_one() {
    let (_, resolved) = resolved(&format!("{WORDS}Arvand holds Dara until 2018-03"));
    let last = crate::time::parse_date("2018-03").unwrap();
    let crate::time::DateOrInterval::Date(last) = last else {
        panic!()
    };
    assert_eq!(resolved.situation.as_of, Some(last.covers.to.pred()));
}

#[test]
fn a_name_declared_again_adds_to_it_where_the_kinds_are_compatible() {
    let (_, resolved) = resolved(
        "kind state is an actor and a place\nplace Kabul\nactor Kabul\nactor Arvand is a state\nplace Arvand also Land",
    );
    let entities = resolved.situation.entities.rows();
    let names: Vec<&str> = entities.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(names, ["Kabul", "Kabul", "Arvand"]);
    assert_eq!(entities[2].also, ["Land"]);
}
