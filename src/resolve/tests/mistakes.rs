//! One mistake, one error, and what it offers.

use super::resolved;

const WORDS: &str = "\
relation [actor] holds [place]
relation [actor] holds a grudge against [actor]
actor Harkat Front
actor Pakistan
place Dara
source Wire
";

/// The errors of a text, each as `code line: place → help | help`.
fn mistakes(text: &str) -> Vec<String> {
    let (files, resolved) = resolved(&format!("{WORDS}{text}"));
    resolved
        .diagnostics
        .iter()
        .map(|one| {
            let place = one.labels[0].place;
            format!(
                "{} {}: {}",
                one.code,
                files.text(place),
                one.help.first().map_or("", String::as_str)
            )
        })
        .collect()
}

#[test]
fn an_unknown_name_offers_the_nearest() {
    assert_eq!(
        mistakes("Pakistn holds Dara\nHarkat Front holds Dar"),
        [
            "unknown-name Pakistn: did you mean Pakistan?",
            "unknown-name Dar: did you mean Dara?"
        ]
    );
}

#[test]
fn an_unknown_source_and_party_are_told_as_such() {
    assert_eq!(
        mistakes("Pakistan holds Dara per Wyre\nPakistan holds Dara according to Harkat Frot"),
        [
            "unknown-name Wyre: did you mean Wire?",
            "unknown-name Harkat Frot: did you mean Harkat Front?"
        ]
    );
}

#[test]
fn words_after_the_sentence_are_left_over() {
    assert_eq!(
        mistakes("Pakistan holds Dara quickly"),
        ["words-left-over quickly: understood so far: Pakistan holds Dara"]
    );
}

#[test]
fn a_longer_unknown_name_is_not_left_over() {
    assert_eq!(
        mistakes("Pakistan holds Dara Town"),
        ["unknown-name Dara Town: did you mean Dara?"]
    );
}

#[test]
fn other_letters_are_a_warning_and_the_statement_stands() {
    let (_, resolved) = resolved(&format!("{WORDS}pakistan holds dara"));
    assert_eq!(resolved.situation.told.stated.len(), 1);
    assert!(
        resolved
            .diagnostics
            .iter()
            .all(|one| one.code == "other-letters")
    );
}

#[test]
fn a_variable_has_no_place_in_a_statement() {
    assert_eq!(
        mistakes("?who holds Dara")
            .first()
            .map(|one| one.split(':').next().unwrap().to_string()),
        Some("variable-in-statement ?who".to_string())
    );
}

#[test]
fn the_names_of_a_broken_declaration_are_known() {
    assert_eq!(
        mistakes("actor Corvia, holds Dra\nCorvia holds Dara"),
        ["unknown-name Dra: did you mean Dara?"]
    );
}

#[test]
fn a_shape_without_a_relation_says_so() {
    assert_eq!(
        mistakes("threat Pakistan to Harkat Front")
            .iter()
            .map(|one| one.split(' ').next().unwrap())
            .collect::<Vec<_>>(),
        ["shape-without-meaning"]
    );
}

#[test]
fn the_name_is_told_and_not_the_words_around_it() {
    assert_eq!(
        mistakes(
            "event Raid, on 2014, by Pakistan against Zeta in Dara since 2015\nPakistan says on 2014 that Zeta holds Dara\nsource Digest, derived from First draft"
        ),
        [
            "unknown-name Zeta: to declare it: actor Zeta",
            "unknown-name Zeta: to declare it: actor Zeta",
            "unknown-name First draft: to declare it: source First draft",
        ]
    );
}
