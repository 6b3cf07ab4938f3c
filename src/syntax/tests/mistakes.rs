//! Every mistake: one error a statement, at the word, with what would mend it; and what is kept of the statement.

use super::show;
use crate::diagnostic::Diagnostic;

/// Holds that a text has these mistakes, and that the rest is read: each error as
/// `code LINE:COLUMN-COLUMN message; help`, then the statements.
fn check(text: &str, expected: &str) {
    let (files, parsed) = show::parsed(text);
    let mut out = String::new();
    for error in &parsed.errors {
        let report = Diagnostic::from(error);
        let (start, end) = (
            files.line(error.place().start).unwrap(),
            files.line(error.place().end).unwrap(),
        );
        out.push_str(&format!(
            "{} {}:{}-{} {}; {}\n",
            report.code,
            start.line,
            start.column,
            end.column,
            report.message,
            report.help.join("; ")
        ));
    }
    show::statements(&parsed.statements, 0, &mut out);
    assert_eq!(out.trim(), expected.trim());
}

#[test]
fn an_unclosed_quote_costs_its_own_statement_alone() {
    check(
        "place Dara\nHarkat Front holds Dara\n    quote \"overtly lent legitimacy  \nPakistan holds Dara\n",
        r#""#,
    );
}

#[test]
fn an_unclosed_bracket_is_pointed_at() {
    check(
        "rule ready\n    ?a is ready\n    if (?a has men or (?a has arms)\nArvand has men\n",
        r#""#,
    );
}

#[test]
fn an_unclosed_slot_keeps_the_wording() {
    check("relation [actor] holds [place, single\n", r#""#);
}

#[test]
fn a_bracket_that_closes_nothing() {
    check("?a holds ?b)\nA holds B]\n", r#""#);
}

#[test]
fn a_first_line_that_is_set_in() {
    check(
        "    Harkat Front holds Dara\n    relation [actor] holds [place]\nplace Dara\n",
        r#""#,
    );
}

#[test]
fn a_keyword_and_nothing_more() {
    check(
        "actor\nplace # none\n    Dara\nthreat\ndeny.\nkind\nuse\nexpect\n",
        r#""#,
    );
}

#[test]
fn a_title_stands_in_quotes() {
    check(
        "scenario IS Khorasan, per Brief\nuse states\nsuppose 'peace'\n    without War\nfrom 2014 on\nhypothesis\n",
        r#""#,
    );
}

#[test]
fn use_brings_in_one_thing() {
    check("use \"a\", \"b\"\nuse no standard model please\n", r#""#);
}

#[test]
fn a_rule_has_a_name_and_says_something() {
    check(
        "rule\n    ?a is b if ?a is c\nrule ?a is b if ?a is c\nrule trust\nrule fear, 80%\n",
        r#""#,
    );
}

#[test]
fn a_condition_in_the_first_column_is_one_mistake() {
    check(
        "rule trust\n?a trusts ?b\nrule fear\nif ?a knows ?b\n",
        r#""#,
    );
}

#[test]
fn a_table_says_something_for_each_row() {
    check("from \"a.csv\"\n    missing \"-9\"\n", r#""#);
}

#[test]
fn keywords_are_in_small_letters_without_a_colon() {
    check(
        "Scenario \"A page\"\nRELATION [actor] holds [place]\nactor: Pakistan is a state\n",
        r#""#,
    );
}

#[test]
fn what_belongs_under_an_alternative_stands_under_one() {
    check(
        "without Dawn Shield\nexpects A holds B\nrules out A holds B\nfrom \"a.csv\"\n    without ?a holds ?b\n",
        r#""#,
    );
}

#[test]
fn characters_that_no_word_has() {
    check(
        "A {holds B\nA holds B!\nA \u{202e}holds B\nA\0B\nC# holds B\nA holds $5m\n",
        r#""#,
    );
}

#[test]
fn comparisons_and_numbers_that_are_none() {
    check(
        "?a == ?b\n?a <> ?b\nA has ~70% men\nA has 3000+x men\nA has 5000..3000 men\nA has 0.1234567 men\nA has 99999999999999999999999999999999999999999 men\n",
        r#""#,
    );
}

#[test]
fn statements_under_another_start_in_one_column() {
    check(
        "suppose \"a\"\n        A holds B\n    C holds D\nsuppose \"b\"\n    A holds B\n\tC holds D\n  \tE holds F\n",
        r#""#,
    );
}

#[test]
fn a_broken_title_keeps_the_alternative() {
    check(
        "suppose \"peace\n    without War\nactor Arvand is a \"state\n",
        r#""#,
    );
}
