//! Names, phrases and lists.

use super::check;

const WORDS: &str = "\
kind group is an actor
kind state is an actor and a place
relation [actor] holds [place], negated [actor] does not hold [place]
relation [actor] is in league with [actor]
relation [entity] is in [place]
relation [actor] fields [number] fighters
relation [actor] lapsed on [date]
relation [actor] fears that [sentence]
actor Arvand is a state
actor Belmar is a state
actor Red Column is a group, also RC, the Reds, holds Ulm
actor Sons of Arvand
place Dara
place Ulm
";

fn checked(text: &str, expected: &[&str]) {
    let mut all = vec!["Red Column holds Ulm"];
    all.extend(expected);
    check(&format!("{WORDS}{text}"), &all);
}

#[test]
fn a_plural_is_only_ever_a_lists() {
    checked(
        "Sons of Arvand and Belmar hold Dara",
        &["Sons of Arvand holds Dara", "Belmar holds Dara"],
    );
}

#[test]
fn a_name_that_is_a_plural_takes_the_verb_of_many_too() {
    checked(
        "actor Ulm fighters\nUlm fighters hold Dara\nUlm fighters is in league with Belmar\nArvand is in league with Ulm fighters\n",
        &[
            "Ulm fighters holds Dara",
            "Ulm fighters is in league with Belmar",
            "Arvand is in league with Ulm fighters",
        ],
    );
}

#[test]
fn a_list_of_the_subject_may_hold_commas() {
    checked(
        "Arvand, Belmar, and RC hold Dara and Ulm",
        &[
            "Arvand holds Dara",
            "Arvand holds Ulm",
            "Belmar holds Dara",
            "Belmar holds Ulm",
            "Red Column holds Dara",
            "Red Column holds Ulm",
        ],
    );
}

#[test]
fn the_phrase_with_the_most_words_wins() {
    checked(
        "RC is in league with Belmar",
        &["Red Column is in league with Belmar"],
    );
}

#[test]
fn a_phrase_after_a_comma_goes_on_about_the_subject() {
    checked(
        "RC holds Dara, fields 3000+ fighters, is in Belmar",
        &[
            "Red Column holds Dara",
            "Red Column fields 3000+ fighters",
            "Red Column is in Belmar",
        ],
    );
}

#[test]
fn a_name_after_a_comma_goes_on_with_the_list() {
    checked(
        "RC holds Dara, Ulm since 2014",
        &[
            "Red Column holds Dara since 2014",
            "Red Column holds Ulm since 2014",
        ],
    );
}

#[test]
fn a_negated_wording_is_a_denial() {
    checked("RC does not hold Dara", &["not: Red Column holds Dara"]);
    checked("deny RC does not hold Dara", &["Red Column holds Dara"]);
}

#[test]
fn deny_reaches_the_first_sentence_only() {
    checked(
        "deny RC holds Dara, holds Belmar",
        &["not: Red Column holds Dara", "Red Column holds Belmar"],
    );
}

#[test]
fn an_unnamed_individual_stands_for_all_its_sentences() {
    checked(
        "a group holds Dara, fields 20 fighters",
        &[
            "a group (line 15) holds Dara",
            "a group (line 15) fields 20 fighters",
        ],
    );
}

#[test]
fn a_sentence_in_a_sentence_has_the_arguments_of_both() {
    checked(
        "Arvand fears that RC holds Dara since 2014, 60%",
        &["Arvand fears that Red Column holds Dara since 2014 60%"],
    );
}

#[test]
fn a_name_may_be_quoted_and_the_is_passed_over() {
    checked("\"Red Column\" holds the Dara", &["Red Column holds Dara"]);
}

#[test]
fn a_date_fills_a_slot_before_it_is_a_clause() {
    checked(
        "RC lapsed on 3 March 2014",
        &["Red Column lapsed on on 3 March 2014"],
    );
}
